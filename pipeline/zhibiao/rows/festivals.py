"""Readers of the times that have names: festivals, lunar days and years, seasons of travel, plans and eras."""

from __future__ import annotations

import datetime as dt

from zhibiao.model import TimeExpr
from zhibiao.rows.clock import DAY, Clock, Days, month_days, one, reads
from zhibiao.rows.feasts import day_of, days_off, lunar_days, lunar_year, solar
from zhibiao.spans.calendar import ERAS, FEASTS

# How far from the festival its tail moves the day.
MOVES = {"前夕": -1, "前一天": -1, "前一日": -1, "后一天": 1, "后一日": 1}
TIME_OFF = frozenset({"假期", "长假", "小长假", "黄金周", "假日"})
OLD = 1900  # lunar days before are not converted: they keep their numbers


@reads("festival")
def read_festival(expr: TimeExpr, clock: Clock) -> Days | None:
    said, name, tail = expr.parts
    year = nearest(ANIMALS.index(said[1]), 12, clock) if said and said[0] == "animal" else clock.year(said)
    if year < OLD and name in FEASTS["lunar"]:
        month, day = FEASTS["lunar"][name]
        return one(dt.date(year, month, day or 30))
    day = day_of(name, year) + DAY * MOVES.get(tail, 0)
    return (days_off(day) if tail in TIME_OFF else None) or one(day)


@reads("lunar")
def read_lunar(expr: TimeExpr, clock: Clock) -> Days:
    said, (month, leap), day = expr.parts
    year = clock.year(said)
    if year < OLD:
        return one(dt.date(year, month, day)) if day else month_days(year, month)
    days = lunar_days(year, month, day, leap)
    if said is None and not clock.ahead and days[0] > clock.now + DAY * 31:
        days = lunar_days(year - 1, month, day, leap)
    return days


@reads("lunar_day")
def read_lunar_day(expr: TimeExpr, clock: Clock) -> Days:
    """廿一: of the lunar month in force."""
    from lunardate import LunarDate

    now = LunarDate.from_solar_date(clock.now.year, clock.now.month, clock.now.day)
    return one(solar(now.year, now.month, expr.parts[0]))


SEASONS = {"春": ("立春", "立夏"), "夏": ("立夏", "立秋"), "秋": ("立秋", "立冬"), "冬": ("立冬", "立春")}


@reads("almanac_season")
def read_almanac_season(expr: TimeExpr, clock: Clock) -> Days:
    said, name = expr.parts
    year = clock.year(said)
    first, following = SEASONS[name]
    return day_of(first, year), day_of(following, year + (name == "冬")) - DAY


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


@reads("travel")
def read_travel(expr: TimeExpr, clock: Clock) -> Days | None:
    """春运: from 15 days before the lunar New Year, 40 days (the Ministry of Transport's custom); 暑运: July and August."""
    year = clock.year(expr.parts[0])
    if "春运" in expr.text:
        begin = solar(year, 1, 1) - DAY * 15
        return begin, begin + DAY * 39
    return (dt.date(year, 7, 1), dt.date(year, 8, 31)) if "暑" in expr.text else None


@reads("session")
def read_session(expr: TimeExpr, clock: Clock) -> Days | None:
    days = ERAS["session"].get(str(clock.year(expr.parts[0])))
    return (dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[1])) if days else None


@reads("plan")
def read_plan(expr: TimeExpr, clock: Clock) -> Days:
    first, last = ERAS["plan"][expr.parts[0]]
    tail = expr.text.rpartition("五")[2].strip('”"')
    if tail == "末":
        return one(dt.date(last, 12, 31))
    if tail == "初":
        return one(dt.date(first, 1, 1))
    if tail.startswith("开局"):
        last = first
    elif tail.startswith("收官"):
        first = last
    elif tail == "以来":
        return dt.date(first, 1, 1), clock.now
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


@reads("era")
def read_era(expr: TimeExpr, clock: Clock) -> Days | None:
    known = ERAS["era"][expr.parts[0]]
    begin = dt.date.fromisoformat(known["begin"])
    if expr.text.endswith("来"):
        return begin, clock.now
    return (begin, dt.date.fromisoformat(known["finish"])) if "finish" in known else None
