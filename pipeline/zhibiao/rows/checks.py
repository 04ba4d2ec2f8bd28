"""Do the figures of an article agree with each other? What does not is named, never repaired.

Every figure is the interval that its printing leaves open (`4.7万` is 46000–48000, `超5000` has no upper end), so two
figures contradict only when no true values fit both. A flag means that the article, or our reading of it, is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from zhibiao.model import Row

INFINITE = Decimal("Infinity")
Flag = tuple[str, str]  # (row id, code)
Check = Callable[[Sequence[Row]], Iterator[Flag]]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Register a check; it yields (row, code) for every row that takes part in a contradiction."""
    CHECKS.append(function)
    return function


def contradictions(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """The codes of each row of an article that contradicts another, in the order of the checks."""
    found: dict[str, list[str]] = defaultdict(list)
    for function in CHECKS:
        for row, code in function(rows):
            if code not in found[row]:
                found[row].append(code)
    return {row: tuple(codes) for row, codes in found.items()}


# ------------------------------------------------------------------ intervals


@dataclass(frozen=True, slots=True)
class Interval:
    """The true values that a printed figure allows, ends included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high


DIGITS = regex.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
LOOSE = Decimal("0.1")  # 约, 近, 多: how far the true value may lie from the printed one


def step(row: Row) -> Decimal:
    """What one unit of the last printed digit is worth: 4.7万 => 1000; for words (三成) a tenth of the value.

    News rounds and also cuts off, so the true value may lie a whole step away on either side.
    """
    assert row.value is not None
    m = DIGITS.search(row.text)
    if m is None or not row.value:
        return abs(row.value) * LOOSE
    printed = Decimal(m[0].replace(",", "").replace("，", "").replace("．", "."))
    if not printed:
        return abs(row.value) * LOOSE
    exponent = printed.as_tuple().exponent
    return abs(row.value / printed) * Decimal(10) ** int(exponent)


def interval(row: Row) -> Interval:
    """The values that the figure and its qualifier allow."""
    assert row.value is not None
    one, other = row.value, row.value if row.value_to is None else row.value_to
    low, high = min(one, other), max(one, other)
    width = step(row)
    if row.qualifier in ("about", "nearly", "over", "under"):
        width = max(width, abs(row.value) * LOOSE)
    low, high = low - width, high + width
    if row.qualifier == "at_least":
        high = INFINITE
    elif row.qualifier == "at_most":
        low = -INFINITE
    return Interval(low, high)


# ------------------------------------------------------------------ the checks


@check
def parts(rows: Sequence[Row]) -> Iterator[Flag]:
    """A part is no larger than its whole."""
    known = {row.row: row for row in rows}
    for row in rows:
        whole = known.get(row.part_of)
        if whole is not None and row.unit == whole.unit and interval(row).low > interval(whole).high:
            yield row.row, "部分大于整体"
            yield whole.row, "部分大于整体"


@check
def trade(rows: Sequence[Row]) -> Iterator[Flag]:
    """Exports and imports make the trade total; the balance is exports less imports."""
    for exports, imports, total, balance in trades(rows):
        if exports and imports and total and not (interval(exports) + interval(imports)).meets(interval(total)):
            yield from ((row.row, "进出口不等于进口加出口") for row in (exports, imports, total))
        if exports and imports and balance:
            said, made = interval(balance), interval(exports) - interval(imports)
            size = Interval(abs(said.low), abs(said.high)) if said.low >= 0 else said
            if not made.meets(size) and not Interval(-made.high, -made.low).meets(size):
                yield from ((row.row, "差额不等于出口减进口") for row in (exports, imports, balance))


TRADE = ("出口总额", "进口总额", "进出口总额", "贸易差额")


def trades(rows: Sequence[Row]) -> Iterator[tuple[Row | None, ...]]:
    """(exports, imports, total, balance) of each subject, period, unit and narrowing; None for what is not stated."""
    groups: dict[tuple[object, ...], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        name, _, narrowing = row.indicator_std.partition(":")
        if row.measure == "level" and row.modality == "actual" and name in TRADE and row.period_start:
            key = (row.subject, row.period_start, row.period_end, row.unit, narrowing)
            groups[key].setdefault(name, row)
    for found in groups.values():
        yield tuple(found.get(name) for name in TRADE)
