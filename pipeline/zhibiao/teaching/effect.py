"""Two extractions of the same articles compared: rows gained, lost and changed, and what the reviewers say to it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from zhibiao.decisions import Decision, cells_of
from zhibiao.model import EDITABLE, Row

# What a reviewer sees of a row and may change, but for the rows it names, whose ids move with their figures; how sure the
# rules are of it is no change of the row.
COMPARED = ("text", *(name for name in EDITABLE if name not in ("part_of", "same_as")))
How = Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A row that one extraction has and the other has not, or has otherwise; `cells` are column → (before, after)."""

    how: How
    row: Row
    cells: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a line does to a corpus. `articles`: how many hold its word and were extracted twice; `learned` and `harmed`:
    decisions that the rows now agree with more, or less, than before; `failed`: articles that could not be extracted."""

    articles: int
    changes: tuple[Change, ...]
    learned: tuple[Decision, ...] = ()
    harmed: tuple[Decision, ...] = ()
    failed: tuple[str, ...] = ()

    def count(self, how: How) -> int:
        return sum(change.how == how for change in self.changes)

    @property
    def idle(self) -> bool:
        """Whether the line does nothing at all: it teaches the rules nothing and is not worth proposing."""
        return not self.changes and not self.failed

    @property
    def seal(self) -> str:
        """A digest of all that is shown: acceptance gives it back, so that nothing else is accepted."""
        shown = [repr((c.how, c.row.row, c.row.article, sorted(c.cells.items()))) for c in self.changes]
        shown += [f"{d.number}+" for d in self.learned] + [f"{d.number}-" for d in self.harmed]
        seen = "\x1f".join([str(self.articles), *shown, *self.failed])
        return hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def compared(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    """The changes of one article's rows, in order of place. A figure that is cut otherwise has changed."""
    olds, news = {r.row: r for r in before}, {r.row: r for r in after}
    pairs = [(olds[name], news[name]) for name in olds if name in news]
    left = [r for r in before if r.row not in news]
    for new in (r for r in after if r.row not in olds):
        old = next((r for r in left if overlap(r, new)), None)
        if old is not None:
            left.remove(old)
        pairs.append((old, new)) if old else pairs.append((new, new))
    found = [change for old, new in pairs if (change := changed(old, new, gained=old is new and new.row not in olds))]
    found += [Change("lost", row, {}) for row in left]
    yield from sorted(found, key=lambda change: change.row.start)


def changed(old: Row, new: Row, gained: bool) -> Change | None:
    """How a row has changed, or None."""
    if gained:
        return Change("gained", new, {})
    was, now = cells_of(old), cells_of(new)
    cells = {c: (was.get(c, ""), now.get(c, "")) for c in COMPARED if was.get(c, "") != now.get(c, "")}
    return Change("changed", new, cells) if cells else None


def overlap(one: Row, other: Row) -> bool:
    """Whether two rows' figures share a character of the original."""
    return one.start < other.end and other.start < one.end


def verdicts(
    decisions: Iterable[Decision], before: Sequence[Row], after: Sequence[Row]
) -> tuple[list[Decision], list[Decision]]:
    """The decisions of one article with which the rows agree more than before, and those with which they agree less."""
    learned: list[Decision] = []
    harmed: list[Decision] = []
    for decision in decisions:
        was, now = agreement(decision, before), agreement(decision, after)
        (learned if now > was else harmed if now < was else []).append(decision)
    return learned, harmed


def agreement(decision: Decision, rows: Sequence[Row]) -> tuple[int, int]:
    """How many cells of the extracted row are as the decision has them: of those that a person changed, then of all;
    of a rejection whether there is no such row."""
    row = row_at(decision, rows)
    if decision.kind == "rejected":
        return (0 if row else 1), 0
    if row is None:
        return 0, 0
    now, want, was = cells_of(row), decision.after, decision.before
    # A phrase that a person calls by its official name is right as soon as the row has that name.
    if want.get("indicator") == now.get("indicator_std", "").partition(":")[0]:
        now["indicator"] = want["indicator"]
    right = [c for c in COMPARED if c != "text" and now.get(c, "") == want.get(c, "")]
    return sum(want.get(c, "") != was.get(c, "") for c in right), 1 + len(right)


def row_at(decision: Decision, rows: Sequence[Row]) -> Row | None:
    """The row of the decided figure, however it is cut today."""
    cells = decision.after or decision.before
    start, end = int(cells.get("start", 0)), int(cells.get("end", 0))
    found = [row for row in rows if row.start < end and start < row.end]
    return min(found, key=lambda r: (r.start != start, r.end != end), default=None)
