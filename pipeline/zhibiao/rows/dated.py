"""Readers of the times that name a day, a month, a year or a part of them."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

import regex

from zhibiao.model import TimeExpr
from zhibiao.rows.clock import DAY, Clock, Days, Unlicensed, month_days, one, reads, shifted
from zhibiao.rows.feasts import day_of
from zhibiao.spans.calendar import whole


@reads("day")
def read_day(expr: TimeExpr, clock: Clock) -> Days:
    said, month, day = expr.parts
    if said is None and month is None and not clock.dated:
        return one(latest_such_day(clock.now, day))
    year, number = clock.month(said, month)
    if said is None and month is not None and month[0] == "abs" and clock.anchor and not clock.dated:
        candidate = dt.date(clock.now.year, number, day)
        year = clock.now.year if candidate <= clock.now + dt.timedelta(days=62) else clock.now.year - 1
    found = dt.date(year, number, day)
    if said is None and month is None and clock.anchor and not clock.ahead and found > clock.now:
        return one(latest_such_day(clock.now, day))  # a bare day after 12月: the article tells what happened
    return one(found)


def latest_such_day(anchor: dt.date, day: int) -> dt.date:
    """The latest day of that number not after the anchor: 31日 read on 16 November is 31 October."""
    for back in range(3):
        month = shifted(anchor.replace(day=1), months=-back)
        if day <= calendar.monthrange(month.year, month.month)[1] and month.replace(day=day) <= anchor:
            return month.replace(day=day)
    raise Unlicensed


@reads("figures")
def read_figures(expr: TimeExpr, clock: Clock) -> Days:
    parts = regex.findall("[0-9]+", expr.text)
    if len(parts) == 1:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    return one(dt.date(*map(int, parts)))


@reads("month")
def read_month(expr: TimeExpr, clock: Clock) -> Days:
    return month_days(*clock.month(*expr.parts))


@reads("year")
def read_year(expr: TimeExpr, clock: Clock) -> Days:
    year = clock.year(expr.parts[0])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@reads("bare_year")
def read_bare_year(expr: TimeExpr, clock: Clock) -> Days:
    year = whole(expr.text)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@reads("slashed")
def read_slashed(expr: TimeExpr, clock: Clock) -> Days:
    month, day, *more = map(int, expr.text.split("/"))
    if month > 12:
        month, day = day, month
    if not more:
        return one(dt.date(clock.year(None), month, day))
    year = more[0] if more[0] > 99 else 2000 + more[0] if more[0] < 70 else 1900 + more[0]
    return one(dt.date(year, month, day))


def bounds(clock: Clock, said: Any, month: Any) -> Days:
    """The days of a month, or of a year when no month is said."""
    if month is None:
        year = clock.year(said)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if said is None and month[0] == "abs":  # 10月的第一个星期一: of the year in force
        return month_days(clock.year(None), month[1])
    return month_days(*clock.month(said, month))


@reads("nth_weekday")
def read_nth_weekday(expr: TimeExpr, clock: Clock) -> Days | None:
    said, month, n, weekday = expr.parts
    begin, finish = bounds(clock, said, month)
    if n < 0:
        return one(finish - DAY * ((finish.weekday() - weekday) % 7))
    day = begin + DAY * ((weekday - begin.weekday()) % 7 + 7 * (n - 1))
    return one(day) if day <= finish else None


@reads("nth_week")
def read_nth_week(expr: TimeExpr, clock: Clock) -> Days | None:
    """A week belongs to the year and to the month of its Thursday (ISO 8601)."""
    said, month, n = expr.parts
    begin, finish = bounds(clock, said, month)
    thursday = (
        finish - DAY * ((finish.weekday() - 3) % 7)
        if n < 0
        else begin + DAY * ((3 - begin.weekday()) % 7 + 7 * (n - 1))
    )
    return (thursday - DAY * 3, thursday + DAY * 3) if thursday <= finish else None


@reads("nth_part")
def read_nth_part(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    size = 3 if expr.text.endswith("季度") else 1
    last = 12 if n is None else n * size
    year = clock.year(said)
    return (dt.date(year, last - size + 1, 1), month_days(year, last)[1]) if size <= last <= 12 else None


@reads("last_parts")
def read_last_parts(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    first = 13 - n * (3 if expr.text.endswith("季度") else 1)
    year = clock.year(said)
    return (dt.date(year, first, 1), dt.date(year, 12, 31)) if 1 <= first <= 12 else None


@reads("nth_day")
def read_nth_day(expr: TimeExpr, clock: Clock) -> Days | None:
    said, month, n, last = expr.parts
    begin, finish = bounds(clock, said, month)
    if n is None:
        return finish - DAY * (last - 1), finish
    day = begin + DAY * (n - 1)
    return one(day) if begin <= day <= finish else None


@reads("fiscal_year")
def read_fiscal_year(expr: TimeExpr, clock: Clock) -> Days:
    year = expr.parts[0]
    if expr.text.endswith("学年"):
        return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@reads("first_days")
def read_first_days(expr: TimeExpr, clock: Clock) -> Days:
    said, month, n = expr.parts
    begin = dt.date(*clock.month(said, month), 1) if month else dt.date(clock.year(said), 1, 1)
    return begin, begin + DAY * (n - 1)


@reads("months")
def read_months(expr: TimeExpr, clock: Clock) -> Days:
    said, first, last = expr.parts
    year = clock.latest(said, first)
    return dt.date(year, first, 1), month_days(year, last)[1]


@reads("first")
def read_first(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    last = n * 3 if "季" in expr.text else n
    if not 1 <= last <= 12:
        return None
    year = clock.latest(said, last)
    return dt.date(year, 1, 1), month_days(year, last)[1]


@reads("part_end")
def read_part_end(expr: TimeExpr, clock: Clock) -> Days:
    said, month = expr.parts
    return one(month_days(clock.latest(said, month), month)[1])


@reads("days")
def read_days(expr: TimeExpr, clock: Clock) -> Days:
    said, month, first, last = expr.parts
    year, number = clock.month(said, month)
    return dt.date(year, number, first), dt.date(year, number, last)


@reads("years_written")
def read_years(expr: TimeExpr, clock: Clock) -> Days | None:
    first, last = regex.findall("[0-9]+", expr.text)
    if len(last) == 2:
        last = first[:2] + last
    if expr.text.endswith("学年"):
        return dt.date(int(first), 9, 1), dt.date(int(last), 8, 31)
    return dt.date(int(first), 1, 1), dt.date(int(last), 12, 31)


@reads("year_to_month")
def read_year_to_month(expr: TimeExpr, clock: Clock) -> Days:
    first, last = regex.findall("[0-9]{2,4}(?=[^0-9月])", expr.text)[:2]
    return dt.date(int(first), 1, 1), month_days(int(first[:2] + last if len(last) == 2 else last), expr.parts[0])[1]


@reads("month_part")
def read_month_part(expr: TimeExpr, clock: Clock) -> Days | None:
    begin, finish = month_days(*clock.month(*expr.parts))
    ten, twenty = begin.replace(day=10), begin.replace(day=20)
    for ending, days in {
        "上中旬": (begin, twenty),
        "中下旬": (ten + DAY, finish),
        "上旬": (begin, ten),
        "中旬": (ten + DAY, twenty),
        "下旬": (twenty + DAY, finish),
        "上半月": (begin, begin.replace(day=15)),
        "下半月": (begin.replace(day=16), finish),
        "初": (begin, ten),
        "中": (ten + DAY, twenty),
        "末": one(finish),
        "底": one(finish),
    }.items():
        if expr.text.endswith(ending):
            return days
    return None


@reads("year_edge")
def read_year_edge(expr: TimeExpr, clock: Clock) -> Days:
    said = expr.parts[0]
    year = clock.year(said)
    if expr.text.endswith("初"):
        return one(dt.date(year, 1, 1))
    if expr.text.endswith("中"):
        return one(dt.date(year, 6, 30))
    return one(dt.date(year, 12, 31))


SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


@reads("season")
def read_season(expr: TimeExpr, clock: Clock) -> Days:
    said = expr.parts[0]
    name = next(c for c in reversed(expr.text) if c in SEASONS)
    year = clock.year(said) if said else clock.now.year - expr.text.startswith("去")
    begin = dt.date(year, SEASONS[name], 1)
    if expr.text.startswith("入"):  # 入冬: the season has come
        begin = day_of("立" + name, year)
        if begin > clock.now:
            begin = day_of("立" + name, year - 1)
    elif not said and not clock.ahead and begin > clock.now + 4 * DAY * 31:  # 今冬 said in January
        begin = shifted(begin, years=-1)
    return begin, shifted(begin, months=3) - DAY


# The years that a part of a decade or a century covers, counted from its first.
DECADE_PHASES = {"初": (0, 2), "前": (0, 4), "中后": (4, 9), "中": (3, 6), "后": (5, 9), "末": (7, 9), "晚": (7, 9)}
CENTURY_PHASES = {
    "初": (0, 9),
    "前": (0, 29),
    "中后": (40, 99),
    "中": (40, 59),
    "后": (70, 99),
    "末": (90, 99),
    "晚": (90, 99),
}


def years_of(first: int, last: int, phase: str, phases: dict[str, tuple[int, int]]) -> Days:
    """From one year to another, or the part of them that the phase says."""
    if phase:
        part = phases[phase.removesuffix("期").removesuffix("叶")]
        first, last = first + part[0], first + part[1]
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


@reads("century")
def read_century(expr: TimeExpr, clock: Clock) -> Days:
    name, _, rest = expr.text.partition("世纪")
    base = 1900 if name.startswith("上") else 2000 if name == "本" else (whole(name) - 1) * 100
    tens, of_decade, phase = rest.rpartition("年代")
    if of_decade:
        decade = whole(tens)
        first = base + (decade if decade >= 10 else decade * 10)
        return years_of(first, first + 9, phase, DECADE_PHASES)
    return years_of(base + 1, base + 100, rest, CENTURY_PHASES)


@reads("decade")
def read_decade(expr: TimeExpr, clock: Clock) -> Days:
    written, _, phase = expr.text.partition("年代")
    tens = [whole(c) * 10 for c in written[:-1]] if written.endswith("十") else [int(written)]
    century = 0
    if tens[0] < 100:
        century = clock.now.year // 100 * 100 if clock.anchor else 1900
        if century + tens[-1] > (clock.now.year if clock.anchor else 1999):
            century -= 100
    return years_of(century + tens[0], century + tens[-1] + 9, phase, DECADE_PHASES)
