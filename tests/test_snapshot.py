"""The tables of our own articles as they are: a change of the rules shows in a diff which cells it changed.

`tests/gold/snapshot` has a file for each set of articles and a line for each row and for each numeral that made none:
its offsets in the original, the words, and every cell that is not what it is by default.

    1204-1212	12.5亿元	subject=云溪市	indicator=出口额	value=1250000000	unit=元	…
    1230-1233	十四五	rejected=plan

A change that is meant writes it anew, and its commit is read like any other:

    make snapshot
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

import zhibiao
from zhibiao.model import OF_RULES
from zhibiao.table import cell

ROOT = Path(__file__).parents[1]
SNAPSHOT = ROOT / "tests/gold/snapshot"
SETS = {"corpus": "corpus", "dev": "tests/gold/dev", "genres": "tests/gold/genres", "tables": "tests/gold/tables"}
SAID = ("row", "text", "start", "end", "sentence")  # what the beginning of the line says, or the article
REFERENCES = ("part_of", "same_as")  # rows of the article, by their offsets
SHOWN = tuple(f for f in fields(zhibiao.Row) if f.name in OF_RULES and f.name not in SAID)
MOST = 40  # changed cells that a failing test lists

Lines = dict[tuple[str, str], dict[str, str]]  # (article, offsets and words) → column → cell


def row_cells(row: zhibiao.Row) -> dict[str, str]:
    """The cells of a row that are not what they are by default, as text."""
    values = {f.name: getattr(row, f.name) for f in SHOWN if f.default is MISSING or getattr(row, f.name) != f.default}
    return {
        n: v.split("-", 1)[1] if n in REFERENCES else f"{v:.2f}" if n == "confidence" else cell(v)
        for n, v in values.items()
    }


def lines_of(result: zhibiao.Result) -> Iterator[str]:
    """The lines of an article, in order of place."""
    rows = [(r.start, r.end, r.text, row_cells(r)) for r in result.rows]
    left = [(m.start, m.end, m.text, {"rejected": m.type}) for m in result.mentions if m.kind == "rejected"]
    for start, end, text, cells in sorted(rows + left, key=lambda line: line[:2]):
        listed = [f"{start}-{end}", text, *(f"{name}={value}" for name, value in cells.items())]
        yield "\t".join(one.replace("\n", "⏎").replace("\t", "⇥") for one in listed)


def drawn(folder: str) -> str:
    """The snapshot of a set as it is now."""
    results = zhibiao.pipe(sorted(zhibiao.read(ROOT / folder), key=lambda article: article.id))
    return "\n".join("\n".join([f"# {result.article.id}", *lines_of(result), ""]) for result in results)


def read(snapshot: str) -> Lines:
    found: Lines = {}
    article = ""
    for line in filter(None, snapshot.splitlines()):
        if line.startswith("# "):
            article = line[2:]
            continue
        place, text, *cells = line.split("\t")
        found[article, f"{place} {text}"] = dict(one.split("=", 1) for one in cells)
    return found


def changes(before: Lines, after: Lines) -> Iterator[str]:
    """What differs, a line for each row gained or lost and for each cell."""
    for key in sorted(before.keys() | after.keys()):
        where = " ".join(key)
        if key not in after:
            yield f"{where}: gone, was {before[key]}"
        elif key not in before:
            yield f"{where}: new, {after[key]}"
        else:
            for name in sorted(before[key].keys() | after[key].keys()):
                was, now = before[key].get(name, ""), after[key].get(name, "")
                if was != now:
                    yield f"{where}: {name} {was or '(default)'} => {now or '(default)'}"


@pytest.mark.parametrize("name", SETS)
def test_tables_are_as_they_were(name: str) -> None:
    before, after = (SNAPSHOT / f"{name}.txt").read_text("utf-8"), drawn(SETS[name])
    if before != after:
        listed = list(changes(read(before), read(after)))
        shown = "\n".join(listed[:MOST])
        pytest.fail(
            f"{len(listed)} changes; if they are meant, `make snapshot` and read the diff:\n{shown}", pytrace=False
        )


def test_a_changed_cell_is_told() -> None:
    before = read("# a\n1-3\t5万\tvalue=50000\tunit=元\n4-5\t三\trejected=idiom\n")
    after = read("# a\n1-3\t5万\tvalue=50000\tsubject=云溪市\n7-8\t四\trejected=idiom\n")
    assert list(changes(before, after)) == [
        "a 1-3 5万: subject (default) => 云溪市",
        "a 1-3 5万: unit 元 => (default)",
        "a 4-5 三: gone, was {'rejected': 'idiom'}",
        "a 7-8 四: new, {'rejected': 'idiom'}",
    ]


if __name__ == "__main__":
    for name, folder in SETS.items():
        (SNAPSHOT / f"{name}.txt").write_text(drawn(folder), "utf-8")
    print(f"{SNAPSHOT.relative_to(ROOT)} written; read it with git diff --word-diff", file=sys.stderr)
