"""Rules for a text that is nothing but one phrase: what it means when nothing else is said.

In an article `12/1` is a fraction, `2019` a number, `雨水` rain, and `最近` no day. Asked by themselves for the period
they name, they are a date, a year, a solar term and today. `zhibiao.periods` reads them so; articles never are.
"""

from __future__ import annotations

from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.rules import Room
from zhibiao.times.calendar import CN, PARTS, expr
from zhibiao.times.clock import DAY, Clock, Days, moved, one, reads
from zhibiao.times.festivals import day_of, solar

lone = Room("lone", PARTS)
ASIDE = " \t\n\u3000=:：，,。.!！?？“”\"'（）()"


def read(text: str) -> TimeExpr | None:
    """The time that the whole text is, punctuation aside, or None."""
    phrase = text.strip(ASIDE)
    begin = text.find(phrase)
    for rule in lone.rules:
        m = rule.pattern.fullmatch(phrase)
        found = rule.read(m) if m else None
        if found:
            kind, parts = found
            return TimeExpr(begin, begin + len(phrase), phrase, rule.name, kind, parts)
    return None


@lone.rule(r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2})?")
def short_date() -> Any:
    """Month and day, or day and month, between slashes.

    12/1     => 2025-12-01..2025-12-01
    10/31/74 => 1974-10-31..1974-10-31
    31/10/74 => 1974-10-31..1974-10-31
    40/50    => -
    """
    return expr("slashed")


@lone.rule(f"(?P<digits>(?:19|20)[0-9]{{2}}|[一二]{CN}{{3}})")
def bare_year(**given: Any) -> Any:
    """A year without 年.

    2019     => 2019-01-01..2019-12-31
    二零零八 => 2008-01-01..2008-12-31
    1234     => -
    """
    return expr("bare_year")


@lone.rule("最近|近来|此刻|这时|此时|而家|依家|宜家")
def at_present() -> Any:
    """The anchor's day.

    最近 => 2025-11-16..2025-11-16
    近日 => -
    """
    return expr("now")


@lone.rule("{n}{unit}(?:之|以)?内")
def within(n: int, unit: str) -> Any:
    """From the anchor's day on.

    17天内   => 2025-11-16..2025-12-03
    三个月内 => 2025-11-16..2026-02-16
    国内     => -
    """
    return expr("within", n, unit)


@reads("within")
def read_within(expr: TimeExpr, clock: Clock) -> Days:
    n, unit = expr.parts
    return clock.now, moved(clock.now, n, unit, 1)


@lone.rule("旧年")
def old_year() -> Any:
    """旧年 is last year in Cantonese.

    旧年 => 2024-01-01..2024-12-31
    老年 => -
    """
    return expr("year", ("rel", -1))


@lone.rule("(?:{y}的?)?{plain_term}")
def plain_term(y: Any, plain_term: str) -> Any:
    """A solar term whose name is a word of every day as well.

    雨水     => 2025-02-18..2025-02-18
    今年大雪 => 2025-12-07..2025-12-07
    大雨     => -
    """
    return expr("festival", y, plain_term, "")


@lone.rule("{lunar_d}(?<=[初廿]..?)")
def lunar_day(lunar_d: int) -> Any:
    """A day of the lunar month in force.

    廿一 => 2025-11-10..2025-11-10
    初八 => 2025-10-28..2025-10-28
    十五 => -
    """
    return expr("lunar_day", lunar_d)


@reads("lunar_day")
def read_lunar_day(expr: TimeExpr, clock: Clock) -> Days:
    """廿一: of the lunar month in force."""
    from lunardate import LunarDate

    now = LunarDate.from_solar_date(clock.now.year, clock.now.month, clock.now.day)
    return one(solar(now.year, now.month, expr.parts[0]))


@lone.rule("(?:{y}的?)?{season}")
def season(y: Any, season: str) -> Any:
    """A season of the almanac: from 立春, 立夏, 立秋 or 立冬 to the eve of the next.

    冬季       => 2025-11-07..2026-02-03
    2024年春天 => 2024-02-04..2024-05-04
    冬瓜       => -
    """
    return expr("almanac_season", y, season[0])


SEASONS = {"春": ("立春", "立夏"), "夏": ("立夏", "立秋"), "秋": ("立秋", "立冬"), "冬": ("立冬", "立春")}


@reads("almanac_season")
def read_almanac_season(expr: TimeExpr, clock: Clock) -> Days:
    said, name = expr.parts
    year = clock.year(said)
    first, following = SEASONS[name]
    return day_of(first, year), day_of(following, year + (name == "冬")) - DAY
