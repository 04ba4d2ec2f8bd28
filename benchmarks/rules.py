"""What each rule and each group of the lexicon does: how often it fires, and what becomes of the scores without it.

    python benchmarks/rules.py                       all of them: an hour or more; the table goes into benchmarks/rules.md
    python benchmarks/rules.py --only times clauses  some kinds
    python benchmarks/rules.py --folder NEWS         how often each fires there, too

Kinds are `times` and `figures` (rules with their functions), `labels` (patterns), `subject` and `indicator` (sources of candidates)
and the files of the lexicon by groups (`clauses`, `names` …). A rule fires when it reads something, a source when it
answers, a group when one of its words stands in a text. Only the annotated articles in which something fires are
extracted without it: no other can change. Each is switched off in a process of its own, so that nothing that was worked out
with it is left.

Annotated are our own articles and, where ../shared is there, those of the pool and of `tests/gold/news/dev.jsonl`; what is held
out (`held.jsonl`) is not looked at. `whole` and `found` are rows that agree wholly or stand at an annotated place; `rows` are those that
there are.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import pickle
import signal
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED, GOLD, TABLE = ROOT.parent / "shared", ROOT / "tests" / "gold", Path(__file__).with_suffix(".md")
OURS = {"corpus": ROOT / "corpus", "dev": GOLD / "dev", "genres": GOLD / "genres", "tables": GOLD / "tables", "layouts": GOLD / "layouts"}  # fmt: skip
LEXICON = ROOT / "pipeline" / "zhibiao" / "lexicon"
FILES = ("clauses", "directions", "names", "organisations", "persons", "qualifiers", "readers", "senses", "tables", "word_after")  # fmt: skip
CODE = ("times", "figures", "labels", "subject", "indicator")
Score = tuple[int, int, int]  # whole, found, rows
Fired = dict[str, Counter[str]]  # article → rule → how often
LIMIT = 600  # seconds of processor time for one that is switched off


# ------------------------------------------------------------------ annotated articles


def annotated() -> dict[str, tuple[Path, Path]]:
    """Article → its file and the file of its annotations; the name tells sets apart."""
    sets = {GOLD / f"{name}.jsonl": folder for name, folder in OURS.items()}
    packs = [
        path for path in sorted((GOLD / "pool").glob("*.jsonl")) if path.suffixes == [".jsonl"]
    ]  # no second readers
    sets |= {path: SHARED / "pool" / path.stem[:2] for path in packs}
    sets[GOLD / "news" / "dev.jsonl"] = SHARED / "news"
    found = {}
    for marks, folder in sets.items():
        names = {json.loads(line)["article"] for line in marks.read_text("utf-8").splitlines()}
        for name in sorted(names):
            for file in folder.glob(f"{name}.*"):
                found[f"{marks.parent.name}/{marks.stem}/{name}"] = (file, marks)
    return found


def scored(names: Iterable[str]) -> dict[str, Score]:
    """The score of each article, as the pipeline of this process reads it."""
    from zhibiao.evaluate import judge, load_gold, tally
    from zhibiao.extraction import extract_article
    from zhibiao.reading import read
    from zhibiao.store.packing import stored
    from zhibiao.table import COLUMNS

    known, marks, found = annotated(), {}, {}
    for name in names:
        file, gold = known[name]
        stem = name.rpartition("/")[2]
        marks[gold] = marks.get(gold) or load_gold([gold])
        rows = [row for article in read(file) for row in extract_article(article).rows]
        cells = [{c: "" if (v := stored(getattr(row, c))) is None else str(v) for c in COLUMNS} for row in rows]
        total = tally(judge({stem: cells}, {stem: marks[gold][stem]}))
        found[name] = (total.hits["whole"], total.hits["found"], total.rows)
    return found


# ------------------------------------------------------------------ rules of the code


class Switch:
    """Which rules of the code are off, and how often each has fired."""

    def __init__(self) -> None:
        self.off = ""
        self.fired: Counter[str] = Counter()

    def around(self, name: str, function: Callable[..., Any], nothing: Any = None) -> Callable[..., Any]:
        """The function, counted when it answers; when it is off it answers nothing."""

        def switched(*given: Any) -> Any:
            if name == self.off:
                return nothing
            answer = function(*given)
            self.fired[name] += bool(answer)
            return answer

        switched.__name__ = function.__name__
        return switched

    def install(self, kinds: Iterable[str]) -> list[str]:
        """Put the switch around every rule of some kinds; answers their names."""
        from zhibiao import times
        from zhibiao.rows.indicator import sources as indicator
        from zhibiao.rows.subject import sources as subject
        from zhibiao.spans import figures, labels

        names: list[str] = []

        def switched(name: str, function: Callable[..., Any], nothing: Any = None) -> Callable[..., Any]:
            names.append(name)
            return self.around(name, function, nothing)

        for kind, matcher in {"times": times.times.matcher, "labels": labels.matcher()}.items():
            if kind in kinds:
                named = [(getattr(r, "name", "") or f"{r.reason} {r.pattern.pattern[:40]}", r) for r in matcher.rules]
                rules = [Switched(r, switched(f"{kind}.{name}", r.at)) for name, r in named]
                matcher.__dict__["rules"] = tuple(rules)
        if "figures" in kinds:
            for name, reader in figures.READERS.items():
                figures.READERS[name] = switched(f"figures.{name}", reader)
            for name, reader in figures.SEVERAL.items():
                figures.SEVERAL[name] = switched(f"figures.{name}", reader, [])
        for kind, module in {"subject": subject, "indicator": indicator}.items():
            if kind in kinds:
                module.SOURCES = tuple(switched(f"{kind}.{s.__name__}", s, "") for s in module.SOURCES)  # type: ignore[attr-defined]
        return names


class Switched:
    """A rule that reads by another function."""

    def __init__(self, rule: Any, at: Callable[[str, int], Any]) -> None:
        self.rule, self.pattern, self.at = rule, rule.pattern, at

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)


def of_code(kinds: Sequence[str], folder: Path | None) -> Iterator[Line]:
    """A line for each rule of the code. Nothing of the package was imported in this process before."""
    switch = Switch()
    names = switch.install(kinds)
    base, fired = answer_of(lambda: firing(switch, list(annotated())))
    elsewhere = answer_of(lambda: firing_in(switch, folder)) if folder else Counter()
    for name in names:
        there = [article for article, counts in fired.items() if counts[name]]
        switch.off = name
        without = answer_of(lambda there=there: scored(there)) if there else {}
        yield Line(name, sum(fired[a][name] for a in there), elsewhere[name], changed(base, without))


def firing(switch: Switch, names: Sequence[str]) -> tuple[dict[str, Score], Fired]:
    """The scores of all articles, and what fired in each."""
    base, fired = {}, {}
    for name in names:
        switch.fired.clear()
        base |= scored([name])
        fired[name] = switch.fired.copy()
    return base, fired


def firing_in(switch: Switch, folder: Path) -> Counter[str]:
    """What fires in a folder."""
    from zhibiao.extraction import extract_article
    from zhibiao.reading import read

    for article in read(folder, errors="skip"):
        extract_article(article)
    return switch.fired


# ------------------------------------------------------------------ groups of the lexicon


def groups(files: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...], Sequence[str]]]:
    """(file, path to the list, words) of the lists of lexicon files; what is no word of a text is left out."""

    def within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from within(inner, (*path, key))
        elif (
            path[-1] not in ("examples", "patterns")
            and value
            and isinstance(value, list | str)
            and all(isinstance(word, str) for word in value)
        ):
            yield path, value

    for file in files:
        for path, words in within(tomllib.loads((LEXICON / f"{file}.toml").read_text("utf-8")), ()):
            yield file, path, words


def without_group(file: str, path: Sequence[str]) -> None:
    """Have this process read the lexicon with a word that nobody writes in the place of a group."""
    from zhibiao import lexicon

    whole = lexicon.load

    def load(name: str) -> dict[str, Any]:
        data = whole(name)
        if name == file:
            data = inner = copy.deepcopy(data)
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = UNWRITTEN if isinstance(inner[path[-1]], str) else [UNWRITTEN]
        return data

    lexicon.load = load  # type: ignore[assignment]


UNWRITTEN = "\ue123"


def of_lexicon(files: Sequence[str], folder: Path | None) -> Iterator[Line]:
    """A line for each group of words."""
    base = answer_of(lambda: scored(annotated()))
    texts = answer_of(lambda: {name: read_text([file]) for name, (file, _) in annotated().items()})
    elsewhere = answer_of(lambda: read_text([folder])) if folder else ""
    for file, path, words in groups(files):
        count = {name: sum(map(text.count, words)) for name, text in texts.items()}
        there = [name for name, n in count.items() if n]

        def work(file: str = file, path: tuple[str, ...] = path, there: list[str] = there) -> dict[str, Score]:
            without_group(file, path)
            return scored(there)

        without = answer_of(work) if there else {}
        yield Line(
            f"{file}.{'.'.join(path)}", sum(count.values()), sum(map(elsewhere.count, words)), changed(base, without)
        )


def read_text(files: Iterable[Path]) -> str:
    from zhibiao.reading import read

    return "\n".join(article.original for file in files for article in read(file, errors="skip"))


# ------------------------------------------------------------------ the table


class Line(NamedTuple):
    """What is said of a rule. `change` is None where the process without it failed."""

    name: str
    fires: int
    elsewhere: int
    change: Score | None

    def written(self) -> str:
        if self.change is None:
            return f"| `{self.name}` | {self.fires} | {self.elsewhere} | cannot be missed | | |"
        return (
            f"| `{self.name}` | {self.fires} | {self.elsewhere} | "
            + " | ".join(f"{n:+d}" if n else "0" for n in self.change)
            + " |"
        )


def changed(base: dict[str, Score], without: dict[str, Score] | None) -> Score | None:
    """What all articles score without a rule, less what they score with it."""
    if without is None:
        return None
    whole, found, rows = (sum(without[a][k] - base[a][k] for a in without) for k in range(3))
    return whole, found, rows


def in_child(work: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """What is yielded in a process of its own; it ends early where that fails, or takes longer than `LIMIT`."""
    ours, theirs = os.pipe()
    if os.fork() == 0:
        os.close(ours)
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        status = 1
        try:
            with os.fdopen(theirs, "wb") as pipe:
                for item in work():
                    pickle.dump(item, pipe)
                    pipe.flush()
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        while True:
            try:
                yield pickle.load(pipe)
            except EOFError:
                break
    os.wait()


def answer_of(work: Callable[[], Any]) -> Any:
    """What is worked out in a process of its own, None where that fails."""
    return next(iter([*in_child(lambda: iter([work()]))]), None)


SAID = """# Rules, one by one

Written by `make rules` (`benchmarks/rules.py`, which says what is counted). Fires: on the annotated articles, and in the folder given, if any.
Without it: how many rows more or less (of {gold} articles with {whole} rows wholly right) are wholly right, stand at an
annotated place, are there at all. Measured are {kinds}.

| rule or group | fires | elsewhere | whole | found | rows |
|---|---|---|---|---|---|
"""


def main() -> None:
    """Print a line for each, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=(*CODE, *FILES), default=[*CODE, *FILES], metavar="KIND")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    base = answer_of(lambda: scored(annotated()))
    right = sum(whole for whole, *_ in base.values())
    kept = [line for line in old_lines() if not line[3:].startswith(tuple(f"{kind}." for kind in options.only))]
    found: list[str] = []
    code, files = ([kind for kind in options.only if kind in known] for known in (CODE, FILES))
    works = [lambda: of_code(code, options.folder)] * bool(code) + [lambda: of_lexicon(files, options.folder)] * bool(
        files
    )
    for work in works:
        for line in in_child(work):
            print(line.written(), flush=True)
            found.append(line.written())
            lines = sorted([*kept, *found])
            kinds = ", ".join(dict.fromkeys(line[3:].partition(".")[0] for line in lines))
            TABLE.write_text(SAID.format(gold=len(base), whole=right, kinds=kinds) + "\n".join(lines) + "\n", "utf-8")


def old_lines() -> list[str]:
    """The lines of the table as it stands."""
    return [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| `")] if TABLE.exists() else []


if __name__ == "__main__":
    main()
