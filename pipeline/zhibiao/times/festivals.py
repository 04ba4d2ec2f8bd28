"""Festivals and solar terms by their names and their days, and the lunar calendar that has most of them: its days, months and years,
by `lunardate` (1900–2099).

Solar terms and days off by `chinesecalendar` (1900–2100; the State Council's notices since 2004), Easter by `dateutil`,
feasts of other calendars by `holidays`. What a library does not know is no day.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.rules import LISTS, either
from zhibiao.times.calendar import FEASTS, expr, times
from zhibiao.times.clock import DAY, Clock, Days, Unlicensed, month_days, one, reads

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


def day_of(name: str, year: int) -> dt.date:
    """The day of a festival in a year (of the Gregorian calendar, for the lunar ones, too)."""
    if name in FEASTS["fixed"]:
        return dt.date(year, *FEASTS["fixed"][name])
    if name in FEASTS["lunar"]:
        return lunar_feast(year, *FEASTS["lunar"][name])
    if name in FEASTS["weekday"]:
        month, weekday, n, more = FEASTS["weekday"][name]
        first = dt.date(year, month, 1)
        found: dt.date = first + DAY * ((weekday - first.isoweekday()) % 7 + 7 * (n - 1) + more)
        return found
    if name in FEASTS["easter"]:
        from dateutil.easter import easter

        sunday: dt.date = easter(year)
        return sunday + DAY * int(FEASTS["easter"][name])
    if name in FEASTS["country"]:
        country, said = FEASTS["country"][name]
        return abroad(country, said, year)
    return term(name, year)


def abroad(country: str, name: str, year: int) -> dt.date:
    """The first day in a year of a feast by the calendar of a country that keeps it."""
    from holidays import country_holidays

    days = country_holidays(country, years=year, language="en_US").get_named(name)
    if not days:  # a year that the country's calendar does not reach
        raise Unlicensed
    found: dt.date = min(days)
    return found


def lunar_feast(year: int, month: int, day: int) -> dt.date:
    """The solar day in `year` of a lunar day; day 0 is the last of the month before."""
    days = [solar(lunar, month, day or 1) - DAY * (day == 0) for lunar in (year - 1, year)]
    return next((d for d in days if d.year == year), days[-1])


def term(name: str, year: int) -> dt.date:
    """The day of a solar term (GB/T 33661—2017: the sun at a multiple of 15° of longitude)."""
    from chinese_calendar import get_solar_terms

    try:
        terms = get_solar_terms(dt.date(year, 1, 1), dt.date(year, 12, 31))
    except NotImplementedError as error:  # before 1900, after 2100
        raise Unlicensed from error
    found: dt.date = next(day for day, said in terms if said == name.removesuffix("节"))
    return found


def days_off(day: dt.date) -> Days | None:
    """The statutory holiday that holds a day, by the State Council's yearly notices; None outside of 2004 and on."""
    from chinese_calendar import is_holiday

    try:
        if not is_holiday(day):
            return None
        begin = finish = day
        while is_holiday(begin - DAY):
            begin -= DAY
        while is_holiday(finish + DAY):
            finish += DAY
    except NotImplementedError:  # a year whose notice the library does not have
        return None
    return begin, finish


# Before the name, and what must not follow it: 五一路, 国庆村, 元宵厂.
OF = '(?:[“"]?(?:三八|五一|五四|六一|七一|八一|十一)[”"]?(?:国际)?)?'
NO_NUMBER = "(?<![零〇二三四五六七八九十百千万亿点])"  # 五四 of 点五五四四 is no day
NO_PLACE = f"(?!小(?!长假)|{either('named_after_feast')})"


@times.rule(
    "(?:{y}的?)?(?:"
    + OF
    + NO_NUMBER
    + '[“"]?{feast}[”"]?{feast_tail}?'
    + NO_PLACE
    + "|{plain_term}(?:节气|时节|当天|当日|期间|前后|{feast_tail2}))|{y2}的?清明(?!节)"
)
def festival(
    y: Any, feast: str | None, plain_term: str | None, feast_tail: str | None, feast_tail2: str | None, y2: Any
) -> Any:
    """A festival or a solar term by its name.

    2025年国庆节   => 2025-10-01..2025-10-01
    春节           => 2025-01-29..2025-01-29
    明年母亲节     => 2026-05-10..2026-05-10
    2025年复活节   => 2025-04-20..2025-04-20
    2025年冬至     => 2025-12-21..2025-12-21
    今年雨水节气   => 2025-02-18..2025-02-18
    清明假期       => 2025-04-04..2025-04-06
    今年清明       => 2025-04-04..2025-04-04
    清明           => -
    雨水           => -
    五一路         => -
    点五五四四     => -
    """
    return expr("festival", y or y2, feast or plain_term or "清明", feast_tail or feast_tail2 or "")


@times.rule(
    '(?:{y}的?)?(?:[“"]十一[”"]|(?<![0-9零一二三四五六七八九十第])十一(?=假期|长假|小长假|黄金周|期间)){feast_tail}?'
)
def october_first(y: Any, feast_tail: str | None) -> Any:
    """十一 is the National Day when it is quoted or on holiday; else a number.

    “十一”假期 => 2025-10-01..2025-10-08
    十一期间   => 2025-10-01..2025-10-01
    十一       => -
    """
    return expr("festival", y, "国庆节", feast_tail or "")


@times.rule("{animal}年{lunar_feast}{feast_tail}?")
def feast_of_animal(animal: str, lunar_feast: str, feast_tail: str | None) -> Any:
    """A lunar feast of a year said by its animal: the nearest one.

    马年春节     => 2026-02-17..2026-02-17
    龙年春节假期 => 2024-02-10..2024-02-17
    马年       => -
    """
    return expr("festival", ("animal", animal), lunar_feast, feast_tail or "")


# How far from the festival its tail moves the day.
MOVES = {"前夕": -1, "前一天": -1, "前一日": -1, "后一天": 1, "后一日": 1}
TIME_OFF = frozenset(LISTS["time_off"])


@reads("festival")
def read_festival(expr: TimeExpr, clock: Clock) -> Days | None:
    said, name, tail = expr.parts
    year = nearest(ANIMALS.index(said[1]), 12, clock) if said and said[0] == "animal" else clock.year(said)
    if year < OLD and name in FEASTS["lunar"]:
        month, day = FEASTS["lunar"][name]
        return one(dt.date(year, month, day or 30))
    day = day_of(name, year) + DAY * MOVES.get(tail, 0)
    return (days_off(day) if tail in TIME_OFF else None) or one(day)
