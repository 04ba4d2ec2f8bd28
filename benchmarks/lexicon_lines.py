"""Write the lists of the lexicon one entry a line, where a line of theirs is too long to read in a diff.

    python benchmarks/lexicon_lines.py          all files; after words were added to a long line, or two branches were merged

Nothing that the files say is changed: each is parsed before and after, and comments stay where they are. A pattern or a string of
characters that is itself too long is broken over lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

LEXICON = Path(__file__).resolve().parents[1] / "pipeline" / "zhibiao" / "lexicon"
LONGEST = 200  # characters of a line
BROKEN = 110  # of a piece of a string that is longer
ENTRY = re.compile(r"^([A-Za-z_0-9.\"]+ = )(.*)$", re.MULTILINE)


def string_end(text: str, at: int) -> int:
    """Where the string that begins at a place ends."""
    quote = text[at : at + 3] if text[at : at + 3] in ('"""', "'''") else text[at]
    k = at + len(quote)
    while not text.startswith(quote, k):
        k += 2 if text[k] == "\\" and quote[0] == '"' else 1
    return k + len(quote)


def items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The entries and comments of the array that begins at a place, as half-open places; the last is its bracket."""
    k = at + 1
    while text[k] != "]":
        if text[k] in " \t\n,":
            k += 1
            continue
        end = text.index("\n", k) if text[k] == "#" else string_end(text, k)
        yield k, end
        k = end
    yield k, k + 1


def written(entry: str, indent: str = "  ") -> str:
    """An entry as it was, or broken over lines."""
    if len(entry) <= LONGEST - 10 or entry[0] not in "\"'" or entry.startswith(('"""', "'''")):
        return entry
    said = tomllib.loads(f"x = {entry}")["x"].replace("\\", "\\\\").replace('"', '\\"')
    pieces = re.findall(rf"(?:\\.|[^\\]){{1,{BROKEN}}}(?!\s)", said, re.DOTALL)
    assert "".join(pieces) == said
    return '"""\\\n' + "\\\n".join(indent + piece for piece in pieces) + '"""'


def rewritten(text: str) -> str:
    """A file with its long lines broken."""
    parts, place = [], 0
    while m := ENTRY.search(text, place):
        start = m.start(2)
        if text[start] == "[":
            places = list(items(text, start))
            end = places[-1][1]
            if max(map(len, text[m.start() : end].split("\n"))) > LONGEST:
                found = [text[a:b] for a, b in places[:-1]]
                lines = [entry.rstrip() if entry[0] == "#" else written(entry) + "," for entry in found]
                parts.append(text[place:start] + "[\n" + "".join(f"  {line}\n" for line in lines) + "]")
                place = end
                continue
        else:
            end = string_end(text, start) if text[start] in "\"'" else m.end()
            if "\n" not in text[start:end]:
                parts.append(text[place:start] + written(text[start:end]))
                place = end
                continue
        parts.append(text[place:end])
        place = end
    return "".join(parts) + text[place:]


def main() -> None:
    """Write the files that change, and say which."""
    for path in sorted(LEXICON.glob("*.toml")):
        before = path.read_text("utf-8")
        after = rewritten(before)
        if tomllib.loads(after) != tomllib.loads(before):
            raise SystemExit(f"{path.name}: would say something else")
        if after != before:
            path.write_text(after, "utf-8")
            print(f"{path.name}: {before.count(chr(10))} lines, now {after.count(chr(10))}")


if __name__ == "__main__":
    main()
