"""The day of each festival and solar term in a year, and the days off around it.

Solar terms and days off by `chinesecalendar` (1900–2100; the State Council's notices since 2004), Easter by `dateutil`,
feasts of other calendars by `holidays`. What a library does not know is no day.
"""

from __future__ import annotations

import datetime as dt

from zhibiao.times.calendar import FEASTS
from zhibiao.times.clock import DAY, Days, Unlicensed
from zhibiao.times.lunar import solar


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
