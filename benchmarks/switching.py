"""Annotated articles as the pipeline of a process reads them, and rules of the code that can be switched off (`rules.py`).

A rule is switched off in a process of its own, so that nothing that was worked out with it is left; what compiled patterns
and parsed files give is taken from the disk cache, which makes such a process begin in a second.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SHARED, GOLD = ROOT.parent / "shared", ROOT / "tests" / "gold"
OURS = {"corpus": ROOT / "corpus", "dev": GOLD / "dev", "genres": GOLD / "genres", "tables": GOLD / "tables", "layouts": GOLD / "layouts"}  # fmt: skip
LIMIT = 600  # seconds of processor time for one that is switched off
SAID = ("subject", "indicator", "measure", "value", "value_to", "unit", "qualifier", "basis", "period_start", "period_end")  # fmt: skip
Fired = dict[str, Counter[str]]  # article → rule → how often


# ------------------------------------------------------------------ annotated articles


@cache
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


class Table(NamedTuple):
    """The rows of an article: where each stands, what it says; which of them agree wholly, and how many were found."""

    cells: dict[int, str]
    whole: frozenset[int]
    found: int


def tables(names: Iterable[str]) -> dict[str, Table]:
    """The table of each article, as the pipeline of this process reads it."""
    from zhibiao.evaluate import judge, load_gold
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
        judged = judge({stem: cells}, {stem: marks[gold][stem]})
        found[name] = Table(
            {int(row["start"]): " | ".join(row[c] for c in ("text", *SAID)) for row in cells},
            frozenset(int(j.row["start"]) for j in judged if j.row and j.ok.get("whole")),
            sum(j.ok.get("found", False) for j in judged),
        )
    return found


class Change(NamedTuple):
    """What becomes of the tables of some articles without a rule."""

    tried: int  # articles
    tables: int  # of them with another table
    gained: int  # rows that are wholly right only without it
    gained_in: int  # articles
    lost: int
    lost_in: int
    found: int  # rows more at annotated places
    rows: int  # rows more


def change(base: dict[str, Table], without: dict[str, Table]) -> Change:
    """The tables of some articles without a rule beside those with it."""
    gained = [len(without[a].whole - base[a].whole) for a in without]
    lost = [len(base[a].whole - without[a].whole) for a in without]
    return Change(
        len(without),
        sum(without[a].cells != base[a].cells for a in without),
        sum(gained),
        sum(map(bool, gained)),
        sum(lost),
        sum(map(bool, lost)),
        sum(without[a].found - base[a].found for a in without),
        sum(len(without[a].cells) - len(base[a].cells) for a in without),
    )


def shown(base: dict[str, Table], without: dict[str, Table]) -> Iterator[str]:
    """A line for each row that is another without a rule; + is wholly right without it, - with it."""
    for article, after in without.items():
        before = base[article]
        for start in sorted(before.cells.keys() | after.cells.keys()):
            old, new = before.cells.get(start, "—"), after.cells.get(start, "—")
            if old != new:
                sign = "+" if start in after.whole else "-" if start in before.whole else " "
                yield f"  {sign} {article}:{start}  {old}  →  {new}"


# ------------------------------------------------------------------ processes


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


def quietly(work: Callable[[], Any]) -> Any:
    """The same for what may well fail: a rule that cannot be missed says so by its line, not by a traceback."""

    def silent() -> Any:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        return work()

    return answer_of(silent)


# ------------------------------------------------------------------ rules of the code


class Switch:
    """Which rules of the code are off, and how often each has fired."""

    def __init__(self) -> None:
        self.off = ""
        self.fired: Counter[str] = Counter()

    def around(self, name: str, function: Callable[..., Any], nothing: Callable[[], Any]) -> Callable[..., Any]:
        """The function, counted when it answers; when it is off it answers nothing."""

        def switched(*given: Any, **named: Any) -> Any:
            if name == self.off:
                return nothing()
            answer = function(*given, **named)
            self.fired[name] += bool(answer)
            return answer

        switched.__name__ = getattr(function, "__name__", name)
        switched.__doc__ = function.__doc__
        return switched

    def install(self, kinds: Iterable[str]) -> list[str]:
        """Put the switch around every rule of some kinds; answers their names."""
        names: list[str] = []

        def switched(name: str, function: Callable[..., Any], nothing: Callable[[], Any]) -> Callable[..., Any]:
            names.append(name)
            return self.around(name, function, nothing)

        for kind in kinds:
            if kind in LISTED:
                LISTED[kind](switched)
            else:
                of_package(kind, switched)
        return names


Switching = Callable[[str, Callable[..., Any], Callable[[], Any]], Callable[..., Any]]


class Switched:
    """A rule that reads by another function."""

    def __init__(self, rule: Any, at: Callable[[str, int], Any]) -> None:
        self.rule, self.pattern, self.at = rule, rule.pattern, at

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)


def of_times(switched: Switching) -> None:
    """Patterns of times, each with its reader."""
    from zhibiao import times

    rules = [Switched(r, switched(f"times.{r.name}", r.at, nobody)) for r in times.times.matcher.rules]
    times.times.matcher.__dict__["rules"] = tuple(rules)


def of_labels(switched: Switching) -> None:
    """Patterns of labels."""
    from zhibiao.spans import labels

    rules = [
        Switched(r, switched(f"labels.{k} {r.reason} {shortened(r.pattern.pattern)}", r.at, nobody))
        for k, r in enumerate(labels.matcher().rules, 1)
    ]
    labels.matcher().__dict__["rules"] = tuple(rules)


def shortened(pattern: str) -> str:
    """The beginning of a pattern, as a cell of a table may hold it."""
    from zhibiao.spans.labels import NUMBER

    return pattern.replace(NUMBER, "{n}")[:40].replace("|", "¦").replace("\n", "")


def of_figures(switched: Switching) -> None:
    """Readers of figures."""
    from zhibiao.spans import figures

    for name, reader in figures.READERS.items():
        figures.READERS[name] = switched(f"figures.{name}", reader, nobody)
    for name, reader in figures.SEVERAL.items():
        figures.SEVERAL[name] = switched(f"figures.{name}", reader, list)


def of_sources(kind: str) -> Callable[[Switching], None]:
    """Sources of candidates."""

    def install(switched: Switching) -> None:
        from importlib import import_module

        module: Any = import_module(f"zhibiao.rows.{kind}.sources")
        module.SOURCES = tuple(switched(f"{kind}.{s.__name__}", s, str) for s in module.SOURCES)

    return install


def nobody() -> None:
    """What a rule that reads nothing answers."""


LISTED: dict[str, Callable[[Switching], None]] = {
    "times": of_times,
    "labels": of_labels,
    "figures": of_figures,
    "subject": of_sources("subject"),
    "indicator": of_sources("indicator"),
}
# By what a function says that it answers: the answer of one that does not find, hold or say anything.
NOTHING: Sequence[tuple[str, Callable[[], Any]]] = (
    ("bool", bool), ("str", str), ("list[", list), ("Iterator[", lambda: iter(())),
)  # fmt: skip


def nothing_of(function: Any) -> Callable[[], Any] | None:
    """What a function answers where it answers nothing, as its annotation has it; None for one that always answers something."""
    says = str(getattr(function, "__annotations__", {}).get("return", ""))
    if says.endswith("| None"):
        return nobody
    if says.startswith("tuple[") and says.endswith(", ...]") and says.count("[") == 1:
        return tuple
    return next((nothing for begin, nothing in NOTHING if says == begin or (begin[-1] == "[" and says.startswith(begin))), None)  # fmt: skip


def of_package(package: str, switched: Switching) -> None:
    """Every function of a package that may answer nothing, in each module that knows it."""
    import zhibiao.extraction  # noqa: F401

    modules = {name: module for name, module in sys.modules.items() if name.startswith("zhibiao.")}
    for name, module in modules.items():
        if not f"{name}.".startswith(f"zhibiao.{package}."):
            continue
        for key, function in list(vars(module).items()):
            nothing = nothing_of(function) if getattr(function, "__module__", "") == name else None
            if isinstance(function, type) or nothing is None or key in ("compiled", "either"):
                continue
            other = switched(f"{name.removeprefix('zhibiao.')}.{key}", function, nothing)
            for user in modules.values():
                for alias, value in list(vars(user).items()):
                    if not alias.startswith("__") and (new := with_other(value, function, other)) is not value:
                        setattr(user, alias, new)


def with_other(value: Any, function: Any, other: Any) -> Any:
    """A value of a module with one function in the place of another, in tables of functions, too; itself where it has none."""
    if value is function:
        return other
    if isinstance(value, tuple | list) and len(value) < 200:
        items = [with_other(item, function, other) for item in value]
        if any(new is not old for new, old in zip(items, value, strict=True)):
            return value._make(items) if hasattr(value, "_make") else type(value)(items)
    if isinstance(value, dict) and any(item is function for item in value.values()):
        return {key: other if item is function else item for key, item in value.items()}
    return value
