"""A scan of a text that tries patterns only where they can begin.

A text is mostly characters that begin no figure, time or label. One pass over the text with a single character
class finds the places worth a look; at each, only the patterns that can begin with its two characters are tried.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from zhibiao.matching.compile import compiled
from zhibiao.matching.edges import ANY, DIGITS, LETTERS, RUN, Beginnings, one_of

T = TypeVar("T")
Places = Iterable[tuple[int, Any]]


class Scanner(Generic[T]):
    """Items by the characters they can begin with.

    `places(text)` yields each place worth a look with what is made of the items to try there, a tuple unless `made`
    says otherwise. The inside of a run of Arabic digits or of Latin letters is no such place: a figure is never read
    from its middle. `shortest` tells how long a run of digits must be for an item.
    """

    def __init__(
        self,
        items: Iterable[tuple[Beginnings, Any]],
        shortest: Callable[[Any], int] = lambda item: 1,
        made: Callable[[tuple[Any, ...]], T] | None = None,
    ) -> None:
        listed = list(items)
        order = arranged([begins for begins, _ in listed], [shortest(item) for _, item in listed])
        self.fill(order, [item for _, item in listed], made or tuple)

    @classmethod
    def of(cls, order: Arranged, items: Sequence[Any], made: Callable[[tuple[Any, ...]], T]) -> Scanner[T]:
        """A scanner of items of which it is known already where each is to be tried."""
        scanner = cls.__new__(cls)
        scanner.fill(order, items, made)
        return scanner

    def fill(self, order: Arranged, items: Sequence[Any], made: Callable[[tuple[Any, ...]], Any]) -> None:
        """Scan for the items; what is made of the same items is the same."""
        table, runs, lengths, cue = order
        sets = {numbers for numbered in (table, *runs) for numbers in numbered.values()}
        known = {numbers: made(tuple([items[n] for n in numbers])) for numbers in sets}
        filled = [{begin: known[numbers] for begin, numbers in run.items()} for run in runs]
        self.take({begin: known[numbers] for begin, numbers in table.items()}, [filled[n] for n in lengths], cue)

    def take(self, table: Mapping[str, T], runs: Sequence[Mapping[str, T]], cue: str) -> None:
        """Scan for what begins as the table says, and at a run of digits as `runs` do: by its length, from 0 to the
        longest that matters, and then by what follows it."""
        self.table, self.runs = table, runs
        self.singles = {b[0]: found for b, found in table.items() if b[1] == ANY and b[0] != RUN}
        self.pairs = written_out({b: found for b, found in table.items() if b[1] != ANY and b[0] != RUN})
        self.cue = compiled(cue)

    def of_run(self, length: int, following: str) -> T | None:
        """The items to try at a run of so many digits, if any."""
        table = self.runs[length] if length < len(self.runs) else self.runs[-1]
        return table.get(following) or table.get(ANY)

    def places(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, T]]:
        """(offset, items) in order of offset, of those in text[start:end]."""
        pairs, singles, of_run = self.pairs.get, self.singles.get, self.of_run
        for m in self.cue.finditer(text, start, end):
            place, after = m.span()
            items = pairs(text[place : place + 2]) or singles(m[0])
            if items is None:
                if text[place] not in DIGITS:
                    continue
                items = of_run(after - place, text[after : after + 1])
            if items:
                yield place, items


Numbers = tuple[int, ...]  # of items, in their order
# Beginning → the items to try there; the same behind runs of digits, by what follows; which of these holds for a run of 0, 1,
# 2, … digits, the last for longer ones; the pattern that finds the places.
Arranged = tuple[dict[str, Numbers], list[dict[str, Numbers]], tuple[int, ...], str]


def arranged(beginnings: Sequence[Beginnings], shortest: Sequence[int]) -> Arranged:
    """Where to try each of some items, by how it begins and how long a run of digits must be for it: plain data, so that it
    can be kept."""
    singles: dict[str, list[int]] = {}
    for n, begins in enumerate(beginnings):
        for c in {b[0] for b in begins if b[1] == ANY}:
            singles.setdefault(c, []).append(n)
    pairs: dict[str, list[int]] = {}
    for n, begins in enumerate(beginnings):
        wide = {b[0] for b in begins if b[1] == ANY}
        for b in begins:
            if b[1] != ANY and b[0] not in wide:
                pairs.setdefault(b, list(singles.get(b[0], ()))).append(n)
    shared: dict[Numbers, Numbers] = {}  # one tuple for the same items: kept once
    found = {c + ANY: tuple(ns) for c, ns in singles.items()} | {b: tuple(ns) for b, ns in pairs.items()}
    table = {b: shared.setdefault(ns, ns) for b, ns in found.items()}
    begun = {b[1]: ns for b, ns in table.items() if b[0] == RUN}
    leasts = sorted({shortest[n] for ns in begun.values() for n in ns})
    runs: list[dict[str, Numbers]] = [{}]
    for least in leasts:
        short = {c: tuple(n for n in ns if shortest[n] <= least) for c, ns in begun.items()}
        runs.append({c: ns for c, ns in short.items() if ns})
    lengths = tuple(bisect_right(leasts, length) for length in range(max(leasts, default=0) + 1))
    return table, runs, lengths, cue(frozenset(table))


def written_out(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """The table with each digit for a run in second place."""
    table = dict(pairs)
    for begin, found in pairs.items():
        if begin[1:] == RUN:
            table.update((begin[0] + digit, found) for digit in DIGITS)
    return table


Shares = list[list[tuple[int, Any]]]


class Merged:
    """Several scanners in one, so that a text is passed over once."""

    def __init__(self, scanners: Sequence[Scanner[Any]]) -> None:
        self.size = len(scanners)
        begins = {b for s in scanners for b in s.table}
        followers = {b[1]: ANY for b in begins if b[0] == RUN}
        self.one: Scanner[tuple[tuple[int, Any], ...]] = Scanner(())
        at_length = [
            [s.runs[min(length, len(s.runs) - 1)] for s in scanners]
            for length in range(max(len(s.runs) for s in scanners))
        ]
        merged: dict[tuple[int, ...], dict[str, Any]] = {}  # most lengths are read by the same tables
        for tables in at_length:
            if (key := tuple(map(id, tables))) not in merged:
                merged[key] = together(tables, followers)
        self.one.take(
            together([s.table for s in scanners], {b: b[0] + ANY for b in begins}),
            [merged[tuple(map(id, tables))] for tables in at_length],
            cue(frozenset(begins)),
        )

    def places(self, text: str, regions: Iterable[tuple[int, int]] | None = None) -> Shares:
        """The places of each scanner, in their order; only those in `regions`, if given."""
        shared: Shares = [[] for _ in range(self.size)]
        add = [one.append for one in shared]
        for start, end in [(0, len(text))] if regions is None else regions:
            for place, found in self.one.places(text, start, end):
                for k, items in found:
                    add[k]((place, items))
        return shared


def together(tables: Sequence[Mapping[str, Any]], keys: Mapping[str, str]) -> dict[str, tuple[tuple[int, Any], ...]]:
    """For each key what the tables hold there, each with its number; a table that has nothing there is asked for the wider
    key that the key stands with."""
    shares: dict[str, dict[int, Any]] = {}
    for k, table in enumerate(tables):
        for key, items in table.items():
            if items:
                shares.setdefault(key, {})[k] = items
    nothing: dict[int, Any] = {}
    found = {}
    for key, wider in keys.items():
        own, general = shares.get(key, nothing), shares.get(wider, nothing)
        if general and general is not own:
            own = {**general, **own}
        found[key] = tuple([(k, own[k]) for k in sorted(own)])
    return found


def cue(begins: Beginnings) -> str:
    """A pattern that finds every place where a beginning stands, and few others; of a run of digits it takes the whole.
    One class of characters comes first, for speed: `re` skips by it what is none of them."""
    alone = {b[0] for b in begins if b[1] == ANY and b[0] != RUN}
    heads = {b[0] for b in begins if b[0] != RUN} - alone
    letters = (heads | alone) & LETTERS
    branches = []
    if heads - letters:
        seconds = {b[1] for b in begins if b[0] in heads}
        branches.append(f"(?<={one_of(heads - letters)})(?={one_of(seconds)})")
    if alone - letters:
        branches.append(f"(?<={one_of(alone - letters)})")
    if any(b[0] == RUN for b in begins):
        branches.append("(?<=[0-9])(?<![0-9]{2})[0-9]*")
    if letters:
        branches.append("(?<=[A-Za-z])(?<![A-Za-z]{2})")
    return f"{one_of({b[0] for b in begins})}(?:{'|'.join(branches)})" if begins else "(?!)"
