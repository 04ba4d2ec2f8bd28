"""Parts of a year or month by their number: its first days, its second week, its last quarter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, month_days, one, reads


def bounds(clock: Clock, said: Any, month: Any) -> Days:
    """The days of a month, or of a year when no month is said."""
    if month is None:
        year = clock.year(said)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if said is None and month[0] == "abs":  # 10月的第一个星期一: of the year in force
        return month_days(clock.year(None), month[1])
    return month_days(*clock.month(said, month))


@times.rule("{y}?(?:{m})?的?前{n}天(?!前)")
def first_days(y: Any, m: Any, n: int) -> Any:
    """The first days of a year or month.

    去年的前10天 => 2024-01-01..2024-01-10
    10月前5天    => 2025-10-01..2025-10-05
    前5天        => -
    """
    return expr("first_days", y, m, n) if y or m else None


@reads("first_days")
def read_first_days(expr: TimeExpr, clock: Clock) -> Days:
    said, month, n = expr.parts
    begin = dt.date(*clock.month(said, month), 1) if month else dt.date(clock.year(said), 1, 1)
    return begin, begin + DAY * (n - 1)


@times.rule("(?:{y}的?(?:{m}的?)?|{m2}的?)(?:第{n}|最后一|最后{n2})天")
def nth_day(y: Any, m: Any, m2: Any, n: int | None, n2: int | None) -> Any:
    """A day of a year or month by its number, or its last days.

    今年的第20天     => 2025-01-20..2025-01-20
    10月的最后一天   => 2025-10-31..2025-10-31
    今年最后10天     => 2025-12-22..2025-12-31
    """
    return expr("nth_day", y, m or m2, n, n2 or 1)


@reads("nth_day")
def read_nth_day(expr: TimeExpr, clock: Clock) -> Days | None:
    said, month, n, last = expr.parts
    begin, finish = bounds(clock, said, month)
    if n is None:
        return finish - DAY * (last - 1), finish
    day = begin + DAY * (n - 1)
    return one(day) if begin <= day <= finish else None


@times.rule("(?:{y}的?)?{m}的?(?:第{n}|最后一?)个(?:星期|礼拜|周){weekday_n}")
def nth_weekday(y: Any, m: Any, n: int | None, weekday_n: int) -> Any:
    """A weekday by its number in a month, or its last one.

    2025年10月的第一个星期一 => 2025-10-06..2025-10-06
    5月的最后一个星期天      => 2025-05-25..2025-05-25
    """
    return expr("nth_weekday", y, m, n or -1, weekday_n)


@reads("nth_weekday")
def read_nth_weekday(expr: TimeExpr, clock: Clock) -> Days | None:
    said, month, n, weekday = expr.parts
    begin, finish = bounds(clock, said, month)
    if n < 0:
        return one(finish - DAY * ((finish.weekday() - weekday) % 7))
    day = begin + DAY * ((weekday - begin.weekday()) % 7 + 7 * (n - 1))
    return one(day) if day <= finish else None


@times.rule("(?:{y}的?(?:{m}的?)?|{m2}的?)(?:第{n}|最后一)个?(?:周(?!岁|年|末)|星期|礼拜)(?![一二三四五六日天])")
def nth_week(y: Any, m: Any, m2: Any, n: int | None) -> Any:
    """A week by its number in a year (ISO 8601: week 1 holds 4 January) or, in the same way, in a month.

    2021年的第二周 => 2021-01-11..2021-01-17
    12月的第一周   => 2025-12-01..2025-12-07
    今年最后一周   => 2025-12-22..2025-12-28
    """
    return expr("nth_week", y, m or m2, n or -1)


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


@times.rule("{y}的?(?:第{n}|最后一)个(?:月|季度)")
def nth_part(y: Any, n: int | None) -> Any:
    """A month or a quarter by its number in a year, or the last one.

    明年第九个月     => 2026-09-01..2026-09-30
    今年最后一个季度 => 2025-10-01..2025-12-31
    """
    return expr("nth_part", y, n)


@reads("nth_part")
def read_nth_part(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    size = 3 if expr.text.endswith("季度") else 1
    last = 12 if n is None else n * size
    year = clock.year(said)
    return (dt.date(year, last - size + 1, 1), month_days(year, last)[1]) if size <= last <= 12 else None


@times.rule("(?:{y}的?)?后{n}个(?:月|季度)(?<=年.{0,7}|季度)")
def last_parts(y: Any, n: int) -> Any:
    """The last months or quarters of a year.

    2024年后三个季度 => 2024-04-01..2024-12-31
    去年后4个月      => 2024-09-01..2024-12-31
    后三个月         => -
    """
    return expr("last_parts", y, n)


@reads("last_parts")
def read_last_parts(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    first = 13 - n * (3 if expr.text.endswith("季度") else 1)
    year = clock.year(said)
    return (dt.date(year, first, 1), dt.date(year, 12, 31)) if 1 <= first <= 12 else None
