"""Years, their edges and ranges of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import regex

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times, whole
from zhibiao.times.clock import Clock, Days, month_days, one, reads


@times.rule(
    "{y}(?:全年|内)?|(?<![数多])全年(?!龄)|(?<![0-9零一二三四五六七八九十百千几数多两半每同当])年内(?=将|拟|计划|预计|有望|力争|新增|新建|新开|完成|建成|实现|再|$)"
)
def whole_year(y: Any) -> Any:
    """A year.

    2024年   => 2024-01-01..2024-12-31
    去年     => 2024-01-01..2024-12-31
    年内     => 2025-01-01..2025-12-31
    3年内    => -
    去年轻人 => -
    """
    return expr("year", y or ("ctx", 0))


@reads("year")
def read_year(expr: TimeExpr, clock: Clock) -> Days:
    year = clock.year(expr.parts[0])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@times.rule(
    "(?<![0-9])(?P<digits>(?:19|20)[0-9]{2})(?=(?:、(?:19|20)[0-9]{2}){0,6}(?:、|和|与|及|以及|或)(?:19|20)[0-9]{2}年(?!代))"
)
def listed_year(**given: Any) -> Any:
    """A year of a list that says 年 once, at its end.

    2023     => -
    2023人和2024年 => -
    """
    return expr("bare_year")


@reads("bare_year")
def read_bare_year(expr: TimeExpr, clock: Clock) -> Days:
    year = whole(expr.text)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@times.rule(
    r"(?<![0-9]){fiscal}年?(?:{dash}|/)(?:{fiscal2}|{two})(?:年(?:度|间(?!隔))?|学年|财年|(?=两年))(?![0-9]*[月])"
    r"|(?<![0-9./-]){two2}[-—–~至]{two3}年(?=[\u4e00-\u9fff，。、])(?![的内级代生左刑徒间])"
)
def years_range(
    fiscal: int | None, fiscal2: int | None, two: int | None, two2: int | None, two3: int | None, **given: Any
) -> Any:
    """Years from one to another, as two digits alone only when they follow each other.

    2020—2024年 => 2020-01-01..2024-12-31
    2025/26年度 => 2025-01-01..2026-12-31
    2018至2025年间 => 2018-01-01..2025-12-31
    20-25年     => -
    """
    if two2 is not None and two3 is not None:
        return expr("years_written", 2000 + two2, 2000 + two3) if two2 + 1 == two3 and 20 <= two2 < 70 else None
    if fiscal is None:
        return None
    last = fiscal2 or fiscal // 100 * 100 + (two or 0)
    return expr("years_written", fiscal, last) if fiscal < last else None


@reads("years_written")
def read_years(expr: TimeExpr, clock: Clock) -> Days | None:
    first, last = expr.parts
    if expr.text.endswith("学年"):
        return dt.date(first, 9, 1), dt.date(last, 8, 31)
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


@times.rule("(?<![0-9])(?P<first_text>(?:19|20)[0-9]{2})年?{dash}(?:(?:19|20)?[0-9]{2})年{mm}月份?(?![0-9])")
def year_to_month(dash: str, mm: int) -> Any:
    """From a year to a month of another.

    1985到89年9月 => 1985-01-01..1989-09-30
    """
    return expr("year_to_month", mm)


@reads("year_to_month")
def read_year_to_month(expr: TimeExpr, clock: Clock) -> Days:
    first, last = regex.findall("[0-9]{2,4}(?=[^0-9月])", expr.text)[:2]
    return dt.date(int(first), 1, 1), month_days(int(first[:2] + last if len(last) == 2 else last), expr.parts[0])[1]


@times.rule(
    "{y}(?:年?[初末底]|年?尾(?![气款盘声随])|岁末|年?中(?![国旬央心型小]))"
    "|(?<![0-9一二三四五六七八九几数多今去前明当同每])(?:年初|年底|年末|年尾(?!声)|岁末|年中(?![国心央]))"
)
def edge_of_year(y: Any) -> Any:
    """The beginning, the middle or the end of a year, as a day.

    2024年末 => 2024-12-31..2024-12-31
    今年年中 => 2025-06-30..2025-06-30
    年底     => 2025-12-31..2025-12-31
    数年末   => -
    """
    return expr("year_edge", y or ("ctx", 0))


@reads("year_edge")
def read_year_edge(expr: TimeExpr, clock: Clock) -> Days:
    said = expr.parts[0]
    year = clock.year(said)
    if expr.text.endswith("初"):
        return one(dt.date(year, 1, 1))
    if expr.text.endswith("中"):
        return one(dt.date(year, 6, 30))
    return one(dt.date(year, 12, 31))


@times.rule("(?:今明|去今)两年(?!多|来|前|后)")
def two_years() -> Any:
    """This year and the one beside it.

    今明两年 => 2025-01-01..2026-12-31
    前后两年 => -
    """
    return expr("two_years")


@reads("two_years")
def read_two_years(expr: TimeExpr, clock: Clock) -> Days:
    first = clock.now.year - expr.text.startswith("去")
    return dt.date(first, 1, 1), dt.date(first + 1, 12, 31)
