"""Readers of festivals, lunar days, seasons of travel, plans and eras."""

from __future__ import annotations

import datetime as dt

import regex

from zhibiao.model import TimeExpr
from zhibiao.rows.clock import DAY, Clock, Days, month_days, one, reads
from zhibiao.spans.calendar import ERAS, whole
from zhibiao.spans.dates import FESTIVALS


@reads("festival")
def read_festival(expr: TimeExpr, clock: Clock) -> Days | None:
    said = expr.parts[0]
    year = clock.year(said)
    name = next(n for n in FESTIVALS if n in expr.text)
    day = festival_day(name, year)
    if day is None:
        return None
    return (days_off(day) if TIME_OFF.search(expr.text) else None) or one(day)


def festival_day(name: str, year: int) -> dt.date | None:
    """The day of a festival in a year; lunar ones by `lunardate`, 清明 by the solar term."""
    if name in ERAS["festival"]:
        return dt.date(year, *ERAS["festival"][name])
    if name.startswith("清明"):
        return qingming(year)
    if name in ("感恩节", "母亲节", "父亲节"):
        month, weekday, nth = {"感恩节": (11, 3, 4), "母亲节": (5, 6, 2), "父亲节": (6, 6, 3)}[name]
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if name == "复活节":
        return None
    if name in ("除夕", "大年三十"):
        return solar(year, 1, 1) - DAY
    if name == "小年":
        return solar(year - 1, 12, 23)
    return solar(year, *ERAS["lunar"][name])


TIME_OFF = regex.compile("假期|长假|黄金周|假日")


def days_off(day: dt.date) -> Days | None:
    """The statutory holiday that holds a day, by the State Council's yearly notices; None outside of 2004 and on."""
    import chinese_calendar

    def off(d: dt.date) -> bool:
        return bool(chinese_calendar.is_holiday(d))

    try:
        if not off(day):
            return None
        begin = finish = day
        while off(begin - DAY):
            begin -= DAY
        while off(finish + DAY):
            finish += DAY
    except NotImplementedError:  # a year whose notice the library does not have
        return None
    return begin, finish


@reads("lunar")
def read_lunar(expr: TimeExpr, clock: Clock) -> Days:
    said, month, day = expr.parts
    year = clock.year(said)
    expr_day = whole(expr.text[:2]) if not month else 0
    if not month:  # 廿一: of the lunar month in force
        from lunardate import LunarDate

        now = LunarDate.from_solar_date(clock.now.year, clock.now.month, clock.now.day)
        back = not clock.ahead and expr_day > now.day
        return one(solar(now.year, now.month, expr_day) - DAY * 29 * back)
    if year < 1900:
        return one(dt.date(year, month, day)) if day else month_days(year, month)
    days = lunar_days(year, month, day)
    if said is None and not clock.ahead and days[0] > clock.now + DAY * 31:
        days = lunar_days(year - 1, month, day)
    return days


def lunar_days(year: int, month: int, day: int | None) -> Days:
    """The solar days of a lunar day, or of a whole lunar month."""
    if day:
        return one(solar(year, month, day))
    following = solar(year, month + 1, 1) if month < 12 else solar(year + 1, 1, 1)
    return solar(year, month, 1), following - DAY


@reads("new_year")
def read_new_year(expr: TimeExpr, clock: Clock) -> Days:
    year = clock.year(expr.parts[0])
    eve = expr.text.endswith(("三十", "除夕"))
    if year < 1900:
        return one(dt.date(year, 1, 30 if eve else 1))
    return one(solar(year, 1, 1) - DAY * eve)


def solar(year: int, month: int, day: int) -> dt.date:
    """The solar day of a lunar one."""
    from lunardate import LunarDate

    found: dt.date = LunarDate(year, month, day).to_solar_date()
    return found


def qingming(year: int) -> dt.date:
    """清明 by the common formula for 1900–2099 (GB/T 33661: the sun at 15° of longitude)."""
    y = year % 100
    base = 4.81 if year >= 2000 else 5.59
    return dt.date(year, 4, int(y * 0.2422 + base) - y // 4)


@reads("travel")
def read_travel(expr: TimeExpr, clock: Clock) -> Days | None:
    year = clock.year(expr.parts[0])
    if "春运" in expr.text:
        begin = solar(year, 1, 1) - DAY * 15
        return begin, begin + DAY * 39
    if "暑" in expr.text:
        return dt.date(year, 7, 1), dt.date(year, 8, 31)
    return None


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
def read_era(expr: TimeExpr, clock: Clock) -> Days:
    name = next(n for n in sorted(ERAS["era"], key=len, reverse=True) if expr.text.startswith(n))
    first: dt.date = ERAS["era"][name]
    return first, clock.now
