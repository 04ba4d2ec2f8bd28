"""Two tables of the same articles, row by row: what a change of the rules has changed.

Tables are read article by article and never held whole: as long as both list their articles in the same order, as
`zhibiao run` does, memory holds one article. Where the orders differ, articles wait for their counterpart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from zhibiao.evaluate import Record, articles, overlapping
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, tell

Pair = tuple[Record | None, Record | None]
# What places a row; a change of these alone follows from a change of the span.
PLACE = frozenset({"row", "article"})


@dataclass
class Changes:
    """How many rows are the same, changed, added and removed, which columns changed, and the first examples."""

    articles: int = 0
    old: int = 0
    new: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    lone: tuple[str, ...] = ()  # columns that one table alone has
    examples: list[str] = field(default_factory=list)

    @property
    def differ(self) -> bool:
        return bool(self.counts["changed"] or self.counts["added"] or self.counts["removed"])


def together(old: Path, new: Path) -> Iterator[tuple[str, list[Record], list[Record]]]:
    """(article, old rows, new rows); an article that one table lacks has no rows there."""
    waiting: tuple[dict[str, list[Record]], dict[str, list[Record]]] = ({}, {})
    for pair in zip_longest(articles(old), articles(new)):
        for side, group in enumerate(pair):
            if group is None:
                continue
            article, rows = group
            if article in waiting[1 - side]:
                there = waiting[1 - side].pop(article)
                yield (article, rows, there) if side == 0 else (article, there, rows)
            else:
                waiting[side].setdefault(article, []).extend(rows)
    for side in (0, 1):
        for article, rows in waiting[side].items():
            yield (article, rows, []) if side == 0 else (article, [], rows)


def compare(
    old: Path, new: Path, columns: Sequence[str] = (), ignored: Sequence[str] = (), examples: int = 10
) -> Changes:
    """What differs between two tables; up to `examples` lines each for changed, added and removed rows.

    `columns`: only these are compared; `ignored`: these are not. Raises `ZhibiaoError` for a column neither table has.
    """
    changes = Changes()
    shown: Counter[str] = Counter()
    compared: tuple[str, ...] | None = None
    for article, before, after in together(old, new):
        changes.articles += 1
        changes.old += len(before)
        changes.new += len(after)
        if compared is None and before and after:
            compared = chosen(before[0], after[0], columns, ignored)
            changes.lone = tuple(sorted(set(before[0]) ^ set(after[0])))
        for one, other in pairs(before, after):
            different = [c for c in compared or () if one and other and one[c] != other[c]]
            kind = "added" if one is None else "removed" if other is None else "changed" if different else "same"
            changes.counts[kind] += 1
            changes.columns.update(different)
            if kind != "same" and shown[kind] < examples:
                shown[kind] += 1
                changes.examples.append(example(article, one, other, different))
    return changes


def chosen(before: Record, after: Record, columns: Sequence[str], ignored: Sequence[str]) -> tuple[str, ...]:
    """The columns to compare: those that both tables have."""
    both = [c for c in before if c in after and c not in PLACE]
    unknown = [c for c in (*columns, *ignored) if c not in before and c not in after]
    if unknown:
        raise ZhibiaoError(
            say("no column {unknown}; the tables have {both}", unknown=", ".join(unknown), both=", ".join(both))
        )
    return tuple(c for c in both if c not in ignored and (not columns or c in columns))


def pairs(before: Sequence[Record], after: Sequence[Record]) -> list[Pair]:
    """Old and new rows that are of the same figure: the same span, else the one that overlaps most."""
    there = {row["row"]: row for row in after}
    met = [(row, there.pop(row["row"], None)) for row in before]
    lone, fresh = [row for row, other in met if other is None], list(there.values())
    moved = overlapping(lone, fresh)
    kept: list[Pair] = [(row, other) for row, other in met if other is not None]
    kept += [(row, fresh[moved[i]] if i in moved else None) for i, row in enumerate(lone)]
    taken = set(moved.values())
    return kept + [(None, row) for j, row in enumerate(fresh) if j not in taken]


def example(article: str, one: Record | None, other: Record | None, different: Sequence[str]) -> str:
    """One line: `~` a changed row with the columns that changed, `+` an added, `-` a removed one."""
    row = other or one or {}
    place = f"{article} {row.get('start')} {row.get('text', '')!r}"
    if one and other:
        return f"~ {place} " + "; ".join(f"{c}: {one[c] or '—'} → {other[c] or '—'}" for c in different)
    said = "｜".join(row.get(c) or "—" for c in ("subject", "indicator", "measure", "rule"))
    return f"{'-' if one else '+'} {place} {said}"


def report(changes: Changes) -> str:
    """The changes as lines of text: sums, columns by how often they changed, examples."""
    counts = changes.counts
    lines = [
        tell(
            "{old} → {new} rows in {n} articles: {same} same, {changed} changed, {added} added, {removed} removed",
            **{name: counts[name] for name in ("same", "changed", "added", "removed")},
            old=changes.old,
            new=changes.new,
            n=changes.articles,
        )
    ]
    if changes.lone:
        lines.append(tell("not compared, in one table only: {columns}", columns=", ".join(changes.lone)))
    lines += [f"  {column:15} {count:6}" for column, count in changes.columns.most_common()]
    return "\n".join([*lines, *sorted(changes.examples, key=lambda line: "~+-".index(line[0]))])
