"""Rules for days and for weeks by their number in a year or month."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import expr, times


@times.rule("(?:{y}的?)?{m}{dm}")
def day_of_month(y: Any, m: Any, dm: int) -> Any:
    """A day, its year written or not; after a month 日 is no currency.

    2025年8月31日 => 2025-08-31..2025-08-31
    8月31日       => 2025-08-31..2025-08-31
    第8月球       => -
    """
    return expr("day", y, m, dm)


@times.rule(
    r"(?<![0-9.])(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9])(?![0-9.])|(?<![0-9])(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])(?![0-9.万亿元个家人吨])"
)
def written_date() -> Any:
    """A date in figures.

    2025-08-31 => 2025-08-31..2025-08-31
    2025-18-31 => -
    """
    return expr("figures")


@times.rule(r"(?<![0-9/.])[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/])")
def slashed_date() -> Any:
    """Month, day and year between slashes; a first number over 12 is the day.

    10/31/1974 => 1974-10-31..1974-10-31
    31/10/1974 => 1974-10-31..1974-10-31
    """
    return expr("slashed")


@times.rule("(?:{y}(?:{m})?)?(?<![0-9.第]){d}(?!电讯)")
def day_alone(y: Any, m: Any, d: int) -> Any:
    """A day of the month in force.

    31日 => 2025-10-31..2025-10-31
    31日元 => -
    """
    return expr("day", y, m, d)


@times.rule(
    "{y}?{m}(?<=月)(?=[一二三四五六七八九十]){dd}(?![0-9日号一二三四五六七八九十个家人名月年天点时分万亿千百多余种项元级])"
)
def day_without_sign(y: Any, m: Any, dd: int) -> Any:
    """A day in Chinese figures without 日.

    二零零四年八月十五 => 2004-08-15..2004-08-15
    8月15              => -
    """
    return expr("day", y, m, dd)


@times.rule("{y}?{m}{dd}(?:日|号)?{dash}{dd2}[日号]")
def days_range(y: Any, m: Any, dd: int, dash: str, dd2: int) -> Any:
    """Days of one month.

    11月5日至10日 => 2025-11-05..2025-11-10
    """
    return expr("days", y, m, dd, dd2) if dd < dd2 else None


@times.rule("{y}?(?:{m})?的?前{n}天(?!前)")
def first_days(y: Any, m: Any, n: int) -> Any:
    """The first days of a year or month.

    去年的前10天 => 2024-01-01..2024-01-10
    10月前5天    => 2025-10-01..2025-10-05
    前5天        => -
    """
    return expr("first_days", y, m, n) if y or m else None


@times.rule("(?:{y}的?(?:{m}的?)?|{m2}的?)(?:第{n}|最后一|最后{n2})天")
def nth_day(y: Any, m: Any, m2: Any, n: int | None, n2: int | None) -> Any:
    """A day of a year or month by its number, or its last days.

    今年的第20天     => 2025-01-20..2025-01-20
    10月的最后一天   => 2025-10-31..2025-10-31
    今年最后10天     => 2025-12-22..2025-12-31
    """
    return expr("nth_day", y, m or m2, n, n2 or 1)


@times.rule("(?:{y}的?)?{m}的?(?:第{n}|最后一?)个(?:星期|礼拜|周){weekday_n}")
def nth_weekday(y: Any, m: Any, n: int | None, weekday_n: int) -> Any:
    """A weekday by its number in a month, or its last one.

    2025年10月的第一个星期一 => 2025-10-06..2025-10-06
    5月的最后一个星期天      => 2025-05-25..2025-05-25
    """
    return expr("nth_weekday", y, m, n or -1, weekday_n)


@times.rule("(?:{y}的?(?:{m}的?)?|{m2}的?)(?:第{n}|最后一)个?(?:周(?!岁|年|末)|星期|礼拜)(?![一二三四五六日天])")
def nth_week(y: Any, m: Any, m2: Any, n: int | None) -> Any:
    """A week by its number in a year (ISO 8601: week 1 holds 4 January) or, in the same way, in a month.

    2021年的第二周 => 2021-01-11..2021-01-17
    12月的第一周   => 2025-12-01..2025-12-07
    今年最后一周   => 2025-12-22..2025-12-28
    """
    return expr("nth_week", y, m or m2, n or -1)
