"""What each rule and each group of the lexicon does: how often it fires, and what becomes of the tables without it.

    python benchmarks/rules.py                       all of them: about an hour; the table goes into benchmarks/rules.md
    python benchmarks/rules.py --only times clauses  some kinds
    python benchmarks/rules.py --folder NEWS POOL    how often each fires there, too
    python benchmarks/rules.py --show rows.txt       and which rows are others without each: a rule is judged by reading them

Kinds are `times` and `figures` (rules with their functions), `labels` (patterns), `subject` and `indicator` (sources of candidates),
packages (`naming`, `tables`, `clauses`, `rows`: each function that answers whether, which or nothing) and the files of the
lexicon by groups (`words of clauses`, …). A rule fires when it reads something, a function when it answers, a group when one of its
words stands in a text. Only annotated articles in which something fires are extracted without it: no other can change. Of
something that fires in many of them, `--sample` are, evenly chosen. Groups of the lexicon are switched off sixteen at a time,
in the articles chosen for any of them, and told apart by halves in those whose tables change.

Annotated are our own articles and, where ../shared is there, those of the pool and of `tests/gold/news/dev.jsonl`; what is held
out (`held.jsonl`) is not looked at.
"""

from __future__ import annotations

import argparse
import copy
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from switching import (
    LISTED,
    ROOT,
    Change,
    Fired,
    Switch,
    Table,
    annotated,
    answer_of,
    change,
    in_child,
    quietly,
    shown,
    tables,
)

TABLE = Path(__file__).with_suffix(".md")
LEXICON = ROOT / "pipeline" / "zhibiao" / "lexicon"
FILES = ("clauses", "directions", "figures", "labels", "markets", "names", "organisations", "persons", "qualifiers", "readers", "senses", "tables", "times", "word_after")  # fmt: skip
PACKAGES = ("naming", "tables", "clauses", "rows")
WORDS = "words of "  # before the name of a file of the lexicon
KINDS = (*LISTED, *PACKAGES, *(WORDS + file for file in FILES))


class Line(NamedTuple):
    """What is said of a rule. `change` is None where the process without it failed."""

    name: str
    fires: int
    articles: int
    elsewhere: int
    change: Change | None
    rows: tuple[str, ...] = ()  # those that are others without it

    def written(self) -> str:
        head = f"| `{self.name}` | {self.fires} | {self.articles} | {self.elsewhere} | "
        c = self.change
        if c is None:
            return head + "cannot be missed | | | | | |"
        gained = f"+{c.gained} in {c.gained_in}" if c.gained else "0"
        lost = f"−{c.lost} in {c.lost_in}" if c.lost else "0"
        return head + f"{c.tried} | {c.tables} | {gained} | {lost} | {c.found:+d} | {c.rows:+d} |"


class Asked(NamedTuple):
    """What is measured: some kinds, also in some folders, each in so many articles at most."""

    kinds: Sequence[str]
    folders: Sequence[Path] = ()
    sample: int = 24

    def some_of(self, articles: Sequence[str]) -> Sequence[str]:
        """At most `sample` of the articles, evenly chosen."""
        n = len(articles)
        return articles if n <= self.sample else [articles[k * n // self.sample] for k in range(self.sample)]


def line_of(name: str, fires: Counter[str], elsewhere: int, base: dict[str, Table], without: Any) -> Line:
    """The line of a rule; `without` are the tables without it of some articles, None where the process failed."""
    there = [article for article, n in fires.items() if n]
    said = (name, sum(fires.values()), len(there), elsewhere)
    return Line(*said, None) if without is None else Line(*said, change(base, without), tuple(shown(base, without)))


# ------------------------------------------------------------------ rules of the code


def of_code(asked: Asked) -> Iterator[dict[str, Table] | Line]:
    """The tables of all articles, then a line for each rule of the code. Nothing of the package was imported in this process
    before."""
    switch = Switch()
    names = switch.install(asked.kinds)
    base, fired = answer_of(lambda: firing(switch, list(annotated())))
    yield base
    elsewhere = answer_of(lambda: firing_in(switch, asked.folders))
    for name in names:
        fires = Counter({article: counts[name] for article, counts in fired.items()})
        there = asked.some_of([article for article, n in fires.items() if n])
        switch.off = name
        without = quietly(lambda there=there: tables(there)) if there else {}
        yield line_of(name, fires, elsewhere[name], base, without)


def firing(switch: Switch, names: Sequence[str]) -> tuple[dict[str, Table], Fired]:
    """The tables of all articles, and what fired in each."""
    base, fired = {}, {}
    for name in names:
        switch.fired.clear()
        base |= tables([name])
        fired[name] = switch.fired.copy()
    return kept(base), fired


def firing_in(switch: Switch, folders: Sequence[Path]) -> Counter[str]:
    """What fires in some folders."""
    from zhibiao.extraction import extract_article
    from zhibiao.reading import read

    for folder in folders:
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


def standing(path: Sequence[str], words: Sequence[str]) -> Sequence[str]:
    """What stands in a text where a group has something to say: its words; of a table of characters by the word they
    stand beside (`word_after`, `not_after`), both together."""
    if len(path) > 1 and path[-2] == "word_after":
        return [path[-1] + c for c in words]
    if len(path) > 1 and path[-2] in ("not_after", "unless"):
        return [c + path[-1] for c in words]
    return (
        [word.replace("|", "") for word in words] if path[-1] != "pairs" else [w[0] + c for w in words for c in w[2:]]
    )


def without_groups(switched: Sequence[Group]) -> None:
    """Have this process read the lexicon with a word that nobody writes in the place of some groups."""
    from zhibiao import lexicon

    whole = lexicon.load

    def load(name: str) -> dict[str, Any]:
        data = whole(name)
        if any(file == name for file, _ in switched):
            data = copy.deepcopy(data)
        for path in (path for file, path in switched if file == name):
            inner = data
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = UNWRITTEN if isinstance(inner[path[-1]], str) else [UNWRITTEN]
        return data

    lexicon.load = load  # type: ignore[assignment]
    from zhibiao.cache import disk_cache

    for cached in (disk_cache().index, disk_cache().answers):  # what follows from a file of the lexicon as a whole
        for key in [key for key in cached if len(key) == 1]:
            del cached[key]


UNWRITTEN = "\ue123"


def of_lexicon(asked: Asked, base: dict[str, Table]) -> Iterator[Line]:
    """A line for each group of words. This process imports of the package only its disk cache, which holds what the tables
    of all articles asked of it."""
    texts = answer_of(lambda: {name: read_text([file]) for name, (file, _) in annotated().items()})
    elsewhere = answer_of(lambda: read_text(asked.folders))
    ready()
    listed = [*groups(asked.kinds)]
    for k in range(0, len(listed), BATCH):
        batch = listed[k : k + BATCH]
        fires: dict[Group, Counter[str]] = {}
        for file, path, words in batch:
            counts = {name: sum(map(text.count, standing(path, words))) for name, text in texts.items()}
            fires[file, path] = Counter({name: n for name, n in counts.items() if n})
        there = sorted({name for found in fires.values() for name in asked.some_of([*found])})
        changed = dict(parted([at for at in fires if fires[at]], there, base))
        for file, path, words in batch:
            found = fires[file, path]
            others = changed.get((file, path), {})
            held = {name: base[name] for name in there if name in found}
            without = None if others is None else held | others
            n = sum(map(elsewhere.count, standing(path, words)))
            yield line_of(f"{WORDS}{file}.{'.'.join(path)}", found, n, base, without)


Group = tuple[str, tuple[str, ...]]  # a file of the lexicon, and the path to a group in it
BATCH = 16


def parted(
    switched: Sequence[Group], articles: Sequence[str], base: dict[str, Table]
) -> Iterator[tuple[Group, dict[str, Table] | None]]:
    """Each group with the tables that are others without it, None where nothing can be read without it. All are switched
    off together, then half of them in the articles that changed, and so on: where none changes, none of them does."""
    if not switched:
        return

    def work() -> dict[str, Table]:
        without_groups(switched)
        return tables(articles)

    without = quietly(work) if articles else {}
    if len(switched) == 1:
        found = None if without is None else {a: t for a, t in without.items() if t.cells != base[a].cells}
        yield switched[0], found
        return
    touched = articles if without is None else [a for a, t in without.items() if t.cells != base[a].cells]
    if not touched:
        yield from ((at, {}) for at in switched)
        return
    half = len(switched) // 2
    yield from parted(switched[:half], touched, base)
    yield from parted(switched[half:], touched, base)


def kept(found: dict[str, Table]) -> dict[str, Table]:
    """The same, and what was worked out on the way written for the processes to come."""
    from zhibiao.cache import disk_cache

    disk_cache().write()
    return found


def ready() -> None:
    """Load what every process needs, and no rule is in."""
    import jieba  # noqa: F401
    import regex  # noqa: F401

    from zhibiao.cache import disk_cache

    disk_cache()
    annotated()


def read_text(files: Iterable[Path]) -> str:
    from zhibiao.reading import read

    return "\n".join(article.original for file in files for article in read(file, errors="skip"))


# ------------------------------------------------------------------ the table


SAID = """# Rules, one by one

Written by `make rules` (`benchmarks/rules.py`, which says what is counted). Fires: how often on {gold} annotated articles
({whole} rows are wholly right), in how many of them, and how often in {folders}. Tried without it: articles, tables that are others then, rows that are wholly right only then (+) or no more (−), and how many rows more
stand at an annotated place, are there at all.

What does not fire here stays where it is of a closed system that texts use sooner or later: the calendar, festivals, eras, ISO units and
currencies, administrative divisions, forms of numerals. Measured are {kinds}.

| rule or group | fires | in | elsewhere | tried | others | + | − | found | rows |
|---|---|---|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Print a line for each, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=[*KINDS], metavar="KIND")
    parser.add_argument("--folder", type=Path, nargs="+", default=[])
    parser.add_argument("--show", type=Path)
    parser.add_argument("--sample", type=int, default=24, metavar="ARTICLES")
    options = parser.parse_args()
    old = [line for line in old_lines() if not line[3:].startswith(tuple(f"{kind}." for kind in options.only))]
    base: dict[str, Table] = {}
    found: list[str] = []
    show = options.show.open("a", encoding="utf-8") if options.show else None
    for item in in_child(lambda: lines_of(Asked(options.only, options.folder, options.sample))):
        if isinstance(item, dict):
            base = item
            continue
        print(item.written(), flush=True)
        if show:
            print(item.written(), *item.rows, sep="\n", file=show, flush=True)
        found.append(item.written())
        lines = sorted([*old, *found])
        kinds = ", ".join(dict.fromkeys(line[3:].partition(".")[0] for line in lines))
        folders = ", ".join(f"{folder.parent.name}/{folder.name}" for folder in options.folder) or "no other folder"
        right = sum(len(table.whole) for table in base.values())
        said = SAID.format(gold=len(base), whole=right, kinds=kinds, folders=folders)
        TABLE.write_text(said + "\n".join(lines) + "\n", "utf-8")


def lines_of(asked: Asked) -> Iterator[dict[str, Table] | Line]:
    """The tables of all articles, and a line for each rule or group of some kinds."""
    files = [kind.removeprefix(WORDS) for kind in asked.kinds if kind.startswith(WORDS)]
    code = [kind for kind in asked.kinds if not kind.startswith(WORDS)]
    base: dict[str, Table] = {}
    for item in in_child(lambda: of_code(asked._replace(kinds=code))):
        base = item if isinstance(item, dict) else base
        yield item
    if files:
        yield from of_lexicon(asked._replace(kinds=files), base)


def old_lines() -> list[str]:
    """The lines of the table as it stands."""
    return [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| `")] if TABLE.exists() else []


if __name__ == "__main__":
    main()
