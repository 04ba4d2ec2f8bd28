"""How many rows stayed as they were, in which columns others did not: what `robust.py` and `robust_gold.py` count with.

Has no command of its own: `make robust`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from variants import Seen, Variant

from zhibiao.model import Article

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SEED, PLACES = 20, 3


@dataclass(slots=True)
class Count:
    """Rows that a change touches, how many stayed, in which columns others did not; the same for all rows of its articles."""

    touched: int = 0
    stayed: int = 0
    every: int = 0
    every_stayed: int = 0
    places: int = 0
    added: int = 0  # rows where there were none
    columns: Counter[str] = field(default_factory=Counter)
    rows: frozenset[tuple[str, int]] = frozenset()  # which are touched: by changes in several places once

    def add(self, other: Count) -> Count:
        pairs = [(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)]
        return Count(*(a | b if isinstance(a, frozenset) else a + b for a, b in pairs))

    def note(self, lost: Iterable[str], touched: bool) -> None:
        """A row and the columns in which it is another (none: it stayed)."""
        lost = list(lost)
        self.every += 1
        self.every_stayed += not lost
        if touched:
            self.touched += 1
            self.stayed += not lost
            self.columns.update(lost)


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that did not stay: the change, the sentences it was made in, what was and what is."""

    change: str
    where: str
    before: str
    after: str


def changed(seen: Seen, variant: Variant) -> Article:
    """The article with the change; a name is another in its title, too."""
    return replace(seen.article, original=variant.text(seen.text), title=variant.renamed(seen.article.title))


def sampled(changes: Iterable[Variant], places: int, rng: random.Random) -> list[Variant]:
    found = list(changes)
    return rng.sample(found, min(places, len(found)))


def total(counts: Iterable[Count]) -> Count:
    found = Count()
    for count in counts:
        found = found.add(count)
    return found


def share(stayed: int, of: int) -> str:
    return f"{stayed / of:.3f} ({of})" if of else "–"


def often(count: Count) -> str:
    return ", ".join(f"{name} {n}" for name, n in count.columns.most_common(5))
