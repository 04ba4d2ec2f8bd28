"""The lunar calendar: its days, months and years, by `lunardate` (1900–2099). What it does not know is no day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, month_days, one, reads

OLD = 1900  # lunar days before are not converted: they keep their numbers


def solar(year: int, month: int, day: int, leap: bool = False) -> dt.date:
    """The solar day of a lunar one; ValueError when there is no such day or leap month."""
    from lunardate import LunarDate

    found: dt.date = LunarDate(year, month, day, leap).to_solar_date()
    return found


def lunar_days(year: int, month: int, day: int | None, leap: bool = False) -> Days:
    """The solar days of a lunar day, or of a whole lunar month (29 or 30 days)."""
    if day:
        return one(solar(year, month, day, leap))
    begin = solar(year, month, 1, leap)
    try:
        return begin, solar(year, month, 30, leap)
    except ValueError:
        return begin, begin + DAY * 28


def has_leap(year: int, month: int) -> bool:
    """Whether a lunar year has a month twice."""
    try:
        return bool(solar(year, month, 1, True))
    except ValueError:
        return False


def lunar_year(year: int) -> Days:
    """A lunar year, from its New Year to the eve of the next."""
    return solar(year, 1, 1), solar(year + 1, 1, 1) - DAY


@times.rule(
    "(?:{y}的?)?(?:农历|阴历)?{lunar_m}{lunar_d}日?(?<=[初廿]..?|[正冬腊]月..?.?)|{y}?(?:农历|阴历){lunar_m}(?:{lunar_d}日?)?|(?:{y}的?)?(?:[正冬腊]月(?<={lunar_m})|{lunar_m2}(?<=闰..?月))"
)
def lunar_day(
    y: Any, lunar_m: tuple[int, bool] | None, lunar_d: int | None = None, lunar_m2: tuple[int, bool] | None = None
) -> Any:
    """A day or month of the lunar calendar; before 1900 its numbers stand as they are.

    2022年五月廿二 => 2022-06-20..2022-06-20
    2021年正月     => 2021-02-12..2021-03-12
    农历八月十五   => 2025-10-06..2025-10-06
    2020年闰四月初一 => 2020-05-23..2020-05-23
    2020年闰四月   => 2020-05-23..2020-06-20
    闰四月         => 2020-05-23..2020-06-20
    2021年闰四月   => no days
    五月           => -
    """
    return expr("lunar", y, lunar_m or lunar_m2, lunar_d)


@reads("lunar")
def read_lunar(expr: TimeExpr, clock: Clock) -> Days:
    said, (month, leap), day = expr.parts
    year = clock.year(said)
    if year < OLD:
        return one(dt.date(year, month, day)) if day else month_days(year, month)
    if leap and said is None:  # the latest year that has the month; every one comes back within a few decades
        year = next((y for y in range(year, max(OLD, year - 100), -1) if has_leap(y, month)), year)
    days = lunar_days(year, month, day, leap)
    if said is None and not clock.ahead and days[0] > clock.now + DAY * 31:
        days = lunar_days(year - 1, month, day, leap)
    return days


AT_ANIMAL = "(?<=农历|[是在到迎贺逢过，。、“《])|(?<![\u4e00-\u9fff0-9])"


@times.rule(
    "{stem}年(?![代级份纪])|农历{animal}年|(?:"
    + AT_ANIMAL
    + ")(?<![牛猴]年){animal2}年(?=[，。、是的里”》]|正月|伊始|到来|新春|大吉)"
)
def named_year(stem: str | None, animal: str | None, animal2: str | None) -> Any:
    """A lunar year by stem and branch, or by its animal: the nearest one.

    乙巳年   => 2025-01-29..2026-02-16
    农历马年 => 2026-02-17..2027-02-05
    马年     => -
    金牛年产 => -
    """
    return expr("named_year", stem, animal or animal2)


STEMS, BRANCHES, ANIMALS = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥", "鼠牛虎兔龙蛇马羊猴鸡狗猪"


@reads("named_year")
def read_named_year(expr: TimeExpr, clock: Clock) -> Days | None:
    """The nearest lunar year of the name; the year 4 was 甲子, a year of the rat."""
    stem, animal = expr.parts
    if animal:
        place, cycle = ANIMALS.index(animal), 12
    else:
        place = next((n for n in range(60) if STEMS[n % 10] + BRANCHES[n % 12] == stem), -1)
        cycle = 60
    if place < 0:  # 甲丑: stem and branch that never meet
        return None
    return lunar_year(nearest(place, cycle, clock))


def nearest(place: int, cycle: int, clock: Clock) -> int:
    """The lunar year nearest to the anchor that has a place in a cycle of years."""
    year = clock.now.year
    ahead = (place - (year - 4)) % cycle
    return year + ahead if ahead <= cycle // 2 else year + ahead - cycle
