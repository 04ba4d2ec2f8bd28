"""Seasons, those of nature and those of travel."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, reads, shifted
from zhibiao.times.festivals import day_of, solar


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
