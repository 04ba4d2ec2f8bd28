"""Fiscal years and their quarters.

A fiscal year is the calendar year (Budget Law of the PRC, art. 18) unless the text says on which day one ends: 截至3月31日的
2015财年. Every fiscal year and quarter of such a text is then counted from that day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from zhibiao.matching import compiled
from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times, whole
from zhibiao.times.clock import DAY, READERS, Clock, Days, nothing, reads, shifted

YEAR = 12  # months
QUARTER = 3


@times.rule(
    "(?:{fiscal}年?|(?<![0-9])(?P<short>[0-9]{2}))(?:财年|财政年度|会计年度)|{fiscal2}年?学年|(?P<which_text>本|该|上一?个?|今|去|新|下一?个?)(?:财年|财政年度|会计年度|学年)"
    "|(?:FY|财年)(?:{fiscal3}|(?P<short2>[0-9]{2}))(?![0-9])"
)
def fiscal_year(fiscal: int | None, fiscal2: int | None, fiscal3: int | None, **given: Any) -> Any:
    """A fiscal year, or a school year, which runs from September to August.

    2024财年     => 2024-01-01..2024-12-31
    2024学年     => 2024-09-01..2025-08-31
    24财年       => 2024-01-01..2024-12-31
    FY2024       => 2024-01-01..2024-12-31
    本财年       => 2025-01-01..2025-12-31
    上学年       => 2024-09-01..2025-08-31
    124财年      => -
    """
    return expr("fiscal_year", fiscal or fiscal2 or fiscal3)


@times.rule(
    "(?:(?:{fiscal}年?|本|该|上一?个?)(?:财年)?的?)?第?{q}个?(?:财季|财政季度)|(?:{fiscal2}年?|本|该|上一?个?)财年的?第?{q2}季度"
)
def fiscal_quarter(fiscal: int | None, fiscal2: int | None, q: int | None, q2: int | None) -> Any:
    """A quarter of a fiscal year; no days unless the text says when one ends.

    第四财季         => no days
    2015财年第四季度 => no days
    2024年第三财季   => no days
    """
    return expr("fiscal_quarter", fiscal or fiscal2, q or q2)


@reads("fiscal_year")
def read_fiscal_year(expr: TimeExpr, clock: Clock) -> Days:
    school = expr.text.endswith("学年")
    year = expr.parts[0]
    if year is None and (short := re.search("[0-9]{2}", expr.text)):
        year = 2000 + int(short[0])
    if not school and len(expr.parts) > 1 and (close := closing(expr.parts[1], clock)) is not None:
        return year_to(close, year, expr.text, clock)
    if year is None:
        own = clock.now.year - (school and clock.now.month < 9)
        year = own - (expr.text[0] in "上去") + (expr.text[0] == "下")
    if school:
        return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@reads("fiscal_quarter")
def read_fiscal_quarter(expr: TimeExpr, clock: Clock) -> Days | None:
    if len(expr.parts) < 3 or (close := closing(expr.parts[2], clock)) is None:
        return None
    year, q = expr.parts[:2]
    month = -QUARTER * (4 - q)
    if year is None and (finish := last_before(close, month, clock.now)):
        return quarter_to(finish)
    return quarter_to(months_on(year_to(close, year, expr.text, clock)[1], month))


def closing(said: tuple[TimeExpr, int | None, int], clock: Clock) -> tuple[dt.date, int] | None:
    """The last day of a fiscal year as the text has it, and the number of that year. `said`: the day, the number that it
    gives the year, and the months from the day to the year's end."""
    day, number, on = said
    held = READERS[day.kind](day, Clock(clock.anchor, nothing))
    if held is None:
        return None
    finish = months_on(held[1], on)
    return finish, number or finish.year


def year_to(close: tuple[dt.date, int], year: int | None, text: str, clock: Clock) -> Days:
    """The fiscal year of a number, else the one that 本, 上 and 下 mean on the anchor's day."""
    finish, number = close
    if year is not None:
        finish = months_on(finish, YEAR * (year - number))
    else:
        over = last_before(close, 0, clock.now)
        finish = months_on(over, YEAR * ((text[0] not in "上去") + (text[0] == "下")))
    return months_on(finish, -YEAR) + DAY, finish


def last_before(close: tuple[dt.date, int], months: int, now: dt.date) -> dt.date:
    """The latest end of a fiscal year, or of the quarter so many months away from it, that is over on the day."""
    finish = months_on(close[0], months)
    while finish > now:
        finish = months_on(finish, -YEAR)
    while months_on(finish, YEAR) <= now:
        finish = months_on(finish, YEAR)
    return finish


def quarter_to(finish: dt.date) -> Days:
    """The three months that end with a day."""
    return months_on(finish, -QUARTER) + DAY, finish


def months_on(day: dt.date, months: int) -> dt.date:
    """The day so many months on; the end of a month stays one: 6月30日 => 9月30日, 12月31日."""
    if (day + DAY).day == 1:
        return shifted(day + DAY, months=months) - DAY
    return shifted(day, months=months)


# What ends on a day: 截至3月31日|的上个财年, |的2015财年第四季度, |止第三财季.
CLOSED = compiled(
    "(?:的|止的?|为止的)?(?:(?P<year>(?:19|20)[0-9]{2})年?)?(?:[本该上这]一?个?)?"
    "(?:(?:财年|财政年度|会计年度)(?:的?第?(?P<q>[一二三四1-4])季度?)?|第?(?P<q>[一二三四1-4])个?(?:财季|财政季度))"
)
FISCAL = ("fiscal_year", "fiscal_quarter")


def closed_years(text: str, found: Sequence[TimeExpr]) -> list[TimeExpr]:
    """The times; where the text says when a fiscal year or quarter ends (截至3月31日的2015财年), each of these with that day."""
    if not any(t.kind in FISCAL for t in found):
        return list(found)
    for t in found:
        if t.kind == "asof" and t.parts[0].kind == "day" and (m := CLOSED.match(text, t.end)) is not None:
            said = (t.parts[0], int(m["year"]) if m["year"] else None, QUARTER * (4 - whole(m["q"])) if m["q"] else 0)
            return [replace(e, parts=(*e.parts, said)) if e.kind in FISCAL else e for e in found]
    return list(found)
