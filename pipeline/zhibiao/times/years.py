"""Years, their edges and ranges of them; fiscal years and their quarters; seasons, those of nature and those of travel.

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
from zhibiao.times.clock import DAY, READERS, Clock, Days, month_days, nothing, one, reads, shifted
from zhibiao.times.festivals import day_of, solar


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
    first, last = re.findall("[0-9]{2,4}(?=[^0-9月])", expr.text)[:2]
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


@times.rule(
    "(?:{y}的?)?(?P<season_text>[春夏秋冬](?:季|天)|入[春夏秋冬]|这个[春夏秋冬][天季]|今[春夏秋冬]|去[冬秋夏春])(?!菜|收|粮|种|播|训|游|装|奥|运动|储|捕|闲|招|款)"
)
def season(y: Any) -> Any:
    """A season.

    2025年夏季 => 2025-06-01..2025-08-31
    """
    return expr("season", y)


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


@times.rule("{y}?(?P<travel_text>春运|暑运|暑期|寒假|暑假|黄金周(?![一二三四五六](?![天日个])))(?:期间)?")
def travel_season(y: Any, **given: Any) -> Any:
    """Travel seasons: known by year from the lunar calendar (春运: 15 days before the New Year, 40 days).

    2025年春运 => 2025-01-14..2025-02-22
    黄金周四   => -
    """
    return expr("travel", y)


@reads("travel")
def read_travel(expr: TimeExpr, clock: Clock) -> Days | None:
    """春运: from 15 days before the lunar New Year, 40 days (the Ministry of Transport's custom); 暑运: July and August."""
    year = clock.year(expr.parts[0])
    if "春运" in expr.text:
        begin = solar(year, 1, 1) - DAY * 15
        return begin, begin + DAY * 39
    return (dt.date(year, 7, 1), dt.date(year, 8, 31)) if "暑" in expr.text else None


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
