"""Do the figures of an article agree with each other? What does not is named, never repaired.

Every figure is the interval that its printing leaves open (`4.7万` is 46000–48000, `超5000` has no upper end), so two
figures contradict only when no true values fit both. A flag means that the article, or our reading of it, is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from zhibiao.matching import compiled
from zhibiao.model import Row

ENDLESS = Decimal("1e30")  # no figure of an article is larger; infinity times nothing would be undefined
Flag = tuple[str, str]  # (row id, code)
Period = tuple[dt.date, dt.date] | None
Check = Callable[[Sequence[Row]], Iterator[Flag]]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Register a check; it yields (row, code) for every row that takes part in a contradiction."""
    CHECKS.append(function)
    return function


def contradictions(rows: Sequence[Row], counted: Container[str] = frozenset()) -> dict[str, tuple[str, ...]]:
    """The codes of each row of an article that contradicts another, in the order of the checks. `counted`: the rows whose
    indicator is a noun that they count."""
    found: dict[str, list[str]] = defaultdict(list)
    checks: list[Check] = [*CHECKS, partial(one_thing_one_value, counted=counted)]
    for function in checks:
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

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high


ONE = Interval(Decimal(1), Decimal(1))
HUNDREDTH = Interval(Decimal("0.01"), Decimal("0.01"))
DIGITS = compiled(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
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
    decline = row.value < 0
    if row.qualifier == ("at_most" if decline else "at_least"):  # a decline of 3 or more is -3 or less
        high = ENDLESS
    elif row.qualifier == ("at_least" if decline else "at_most"):
        low = -ENDLESS
    return Interval(low, high)


# ------------------------------------------------------------------ the checks


@check
def parts(rows: Sequence[Row]) -> Iterator[Flag]:
    """A part is no larger than its whole; the part is flagged, for it is the part that points to the whole."""
    known = {row.row: row for row in rows}
    for row in rows:
        whole = known.get(row.part_of)
        if whole is not None and row.unit == whole.unit and interval(row).low > interval(whole).high:
            yield row.row, "部分大于整体"


@check
def trade(rows: Sequence[Row]) -> Iterator[Flag]:
    """Exports and imports make the trade total; the balance is exports less imports."""
    groups: dict[tuple[object, ...], dict[str, Row]] = defaultdict(dict)
    for row in levels(rows):
        name, _, narrowing = row.indicator_std.partition(":")
        if name in TRADE and row.period_start:
            groups[(row.subject, period(row), row.unit, narrowing)].setdefault(name, row)
    for found in groups.values():
        exports, imports, total, balance = (found.get(name) for name in TRADE)
        if exports and imports and total and not (interval(exports) + interval(imports)).meets(interval(total)):
            yield from ((row.row, "进口加出口不等于进出口") for row in (exports, imports, total))
        if exports and imports and balance:
            made = interval(exports) - interval(imports)
            said = interval(balance)
            if not made.meets(said) and not (interval(imports) - interval(exports)).meets(said):
                yield from ((row.row, "出口减进口不等于差额") for row in (exports, imports, balance))


TRADE = ("出口总额", "进口总额", "进出口总额", "贸易差额")


@check
def growth(rows: Sequence[Row]) -> Iterator[Flag]:
    """A change or a ratio fits the two levels it is between: stated for their own times, or as from–to just before."""
    stated: dict[tuple[object, ...], dict[str, Row]] = defaultdict(dict)
    for row in levels(rows):
        stated[(*thing(row), period(row))].setdefault(row.unit, row)
    for i, row in enumerate(rows):
        if (
            row.measure not in ("change", "ratio")
            or row.modality != "actual"
            or row.value is None
            or REAL.search(row.sentence)
        ):
            continue
        levels_then = stated.get((*thing(row), earlier(row)), {})
        for unit, now in stated.get((*thing(row), period(row)), {}).items():
            then = levels_then.get(unit)
            if then is not None and then is not now and fits(row, then, now) is False:
                yield from ((r.row, "增减与两期水平不符") for r in (then, now, row))
        pair = from_to(rows, i)
        if pair and fits(row, *pair) is False:
            yield from ((r.row, "增减与起止水平不符") for r in (*pair, row))


# Growth of value added is stated at constant prices, its levels at current ones: the two need not agree.
REAL = compiled("生产总值|增加值|GDP|可比价|不变价|可比口径|实际增")


def fits(row: Row, then: Row, now: Row) -> bool | None:
    """Whether the change or ratio agrees with two levels; None when it cannot be compared with them."""
    before, after, said = interval(then), interval(now), interval(row)
    if row.measure == "ratio":
        return (before * said).meets(after) if row.unit == "倍" else None
    if row.unit == now.unit:
        return (before + said).meets(after)
    if row.unit in ("%", "倍"):
        part = HUNDREDTH if row.unit == "%" else ONE
        return (before + before * said * part).meets(after)
    return None


def earlier(row: Row) -> Period:
    """The days that a change is measured against, as far as its basis says: a year before, or the month before. None
    when that lies beyond the calendar."""
    begin, finish = row.period_start, row.period_end
    if begin is None or finish is None:
        return None
    try:
        return before(row.basis, begin, finish)
    except (ValueError, OverflowError):  # before the year 1, after the year 9999
        return None


def before(basis: str, begin: dt.date, finish: dt.date) -> Period:
    """The days of a basis that some days are measured against."""
    if basis == "yoy":
        return year_before(begin), year_before(finish)
    if basis == "sequential" and (begin.year, begin.month) == (finish.year, finish.month) and begin.day == 1:
        last = begin - dt.timedelta(days=1)
        return last.replace(day=1), last
    if m := YEAR.fullmatch(basis):
        year = int(m[1])
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    return None


def year_before(day: dt.date) -> dt.date:
    """The same day a year earlier; the last day of February stays the last."""
    last = (day + dt.timedelta(days=1)).day == 1
    if day.month == 2 and last:
        return dt.date(day.year - 1, 3, 1) - dt.timedelta(days=1)
    return day.replace(year=day.year - 1)


YEAR = compiled("([12][0-9]{3})年")


def from_to(rows: Sequence[Row], i: int) -> tuple[Row, Row] | None:
    """The levels of 从A增至B，增长C just before row i in its sentence; an annual average is of another kind."""
    if i < 2:
        return None
    then, now, row = rows[i - 2], rows[i - 1], rows[i]
    together = then.sentence == now.sentence == row.sentence and then.unit == now.unit
    stated = then.rule.startswith("from_level") and now.rule.startswith("to_level")
    averaged = "均" in row.sentence
    return (then, now) if together and stated and thing(row) == thing(now) and not averaged else None


@check
def shares(rows: Sequence[Row]) -> Iterator[Flag]:
    """A share is at most the whole, and fits part and whole where both are stated."""
    wholes = {(row.indicator, row.unit, period(row)): row for row in reversed(list(levels(rows)))}
    for i, row in enumerate(rows):
        if row.measure != "share" or row.value is None or row.unit != "%":
            continue
        said = interval(row) * HUNDREDTH
        if said.low > 1:
            yield row.row, "占比超过整体"
        part = rows[i - 1] if i else None
        if part is None or part.measure != "level" or part.sentence != row.sentence or part.subject != row.subject:
            continue
        whole = wholes.get((WHOLE.sub("", row.basis), part.unit, period(part)))
        if whole is not None and whole is not part and not (interval(whole) * said).meets(interval(part)):
            yield from ((r.row, "占比与部分和整体不符") for r in (part, row, whole))


WHOLE = compiled("^(?:全国|全省|全市|我国|同期|总)|(?:的?比重|的?比例|总量)$")


def one_thing_one_value(rows: Sequence[Row], counted: Container[str]) -> Iterator[Flag]:
    """One indicator of one subject in one period has one value; two values mean that a name has lost what tells it
    from its neighbour. A part has its whole's name, a from–to two values; a counted noun (3个县) only names its like
    within its sentence."""
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row.value is None or row.modality != "actual" or not row.indicator or not period(row):
            continue
        if row.part_of or row.rule in ("from_level", "compared_level") or starts_a_change(rows, i):
            continue
        place = row.sentence if row.row in counted else ""
        groups[(*thing(row), row.measure, row.unit, row.basis, period(row), place)].append(row)
    for group in groups.values():
        if len(group) == 1:
            continue
        values = [interval(row) for row in group]
        if max(value.low for value in values) > min(value.high for value in values):  # no value fits them all
            yield from ((row.row, "同项异值") for row in group)


def starts_a_change(rows: Sequence[Row], i: int) -> bool:
    """Whether the next row of the sentence says what this one has become."""
    after = rows[i + 1] if i + 1 < len(rows) else None
    return after is not None and after.rule == "to_level" and after.sentence == rows[i].sentence


@check
def not_yet(rows: Sequence[Row]) -> Iterator[Flag]:
    """What is stated as a fact lies not wholly after the day of publication: its period or its modality is wrong."""
    for row in rows:
        if row.modality == "actual" and row.published and row.period_start and row.period_start > row.published:
            yield row.row, "时期未到"


# ------------------------------------------------------------------ what is compared


def levels(rows: Sequence[Row]) -> Iterator[Row]:
    """The levels that are stated as facts."""
    return (row for row in rows if row.measure == "level" and row.modality == "actual" and row.value is not None)


def thing(row: Row) -> tuple[str, str]:
    """Whose what: rows that agree in this speak of the same thing."""
    return row.subject, row.indicator


def period(row: Row) -> Period:
    """First and last day, or None."""
    return (row.period_start, row.period_end) if row.period_start and row.period_end else None
