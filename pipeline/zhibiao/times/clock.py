"""What is known when a time is read, and the arithmetic of days.

Each kind of `TimeExpr` has one reader, registered in `READERS` by the module of its family. All days are inclusive.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Any

from zhibiao.model import TimeExpr

Days = tuple[dt.date, dt.date]
Asked = Callable[[], Days | None]  # what it answers is worked out when it is asked
DAY = dt.timedelta(days=1)


def nothing() -> None:
    """No days."""


class Clock:
    """What is known when a time is read: the anchor and the period in force.

    `ahead`: the time is read as one speaks of it, not as an article reports. `firm`: the context is the first
    half of the same expression, whose year the second half shares. `afar`: the period in force was set by an earlier
    sentence, so that a day need not go on with it (`days.py`). The period in force and the day last mentioned,
    whatever for, are answered when asked for: most times are read without them.
    """

    def __init__(
        self,
        anchor: dt.date | None,
        in_force: Asked,
        ahead: bool = False,
        firm: bool = False,
        mentioned: Asked = nothing,
        afar: bool = False,
    ) -> None:
        self.anchor, self.in_force, self.ahead, self.firm, self.mentioned = anchor, in_force, ahead, firm, mentioned
        self.afar = afar

    @cached_property
    def context(self) -> Days | None:
        """The period in force."""
        return self.in_force()

    @property
    def recent(self) -> Days | None:
        """The day last mentioned."""
        return self.mentioned()

    @property
    def now(self) -> dt.date:
        if self.anchor is None:
            raise Unlicensed
        return self.anchor

    @property
    def dated(self) -> bool:
        """Whether the period in force gives a month its year: not a stretch that touches two, nor years to come."""
        if self.context is None:
            return False
        begin, finish = self.context
        return self.firm or self.anchor is None or (begin.year == finish.year and finish.year <= self.anchor.year + 1)

    def year(self, said: Any) -> int:
        """The year said, or the one in force."""
        if said is None:
            return self.context[1].year if self.context and self.dated else self.now.year
        how, n = said
        if how == "abs":
            return int(n)
        if how == "rel" or (how == "before" and not self.dated):
            return self.now.year + int(n)
        if how == "that" and n == 0 and self.context is None and not self.ahead:
            raise Unlicensed  # 当年 of a tale
        if how == "that" and self.context and self.context[1] == self.anchor:
            return self.context[0].year + int(n)  # 从2007年开始，就…；当年…
        return (self.context[1] if self.context else self.now).year + int(n)

    def month(self, year: Any, said: Any) -> tuple[int, int]:
        """(year, month): a bare month is the latest one not after the anchor, in the year in force."""
        if said is None:
            base = self.context[1] if self.context else self.now
            return (self.year(year), base.month) if year else (base.year, base.month)
        how, n = said
        if how == "abs":
            return self.year_of_month(year, n), int(n)
        base = self.now if how == "rel" else (self.context[1] if self.context else self.now)
        if (how, n) == ("rel", -1) and (begin := self.unit_in_force(28, 31)) is not None:
            base = begin
        total = base.year * 12 + base.month - 1 + int(n)
        return total // 12, total % 12 + 1

    def unit_in_force(self, least: int, most: int) -> dt.date | None:
        """The first day of the month or quarter that the sentence has set, which 上月 and 上季度 are before: 10月为49.8%，
        高于上月的49.3%; `least` and `most` are its days."""
        told = None if self.afar else self.reported(least, most)
        return told[0] if told else None

    def reported(self, least: int, most: int) -> Days | None:
        """The unit of so many days that is in force, whoever set it, where it is over: 第二季度营收…。本季度费用…."""
        if self.context is None or self.ahead or self.anchor is None:
            return None
        begin, finish = self.context
        whole = begin.day == 1 and least <= (finish - begin).days + 1 <= most and (finish + DAY).day == 1
        return self.context if whole and finish <= self.anchor else None

    def year_of_month(self, year: Any, month: int) -> int:
        """The year of a month by itself; the one right after the anchor's is not that of eleven months ago, which one would
        call 去年12月."""
        latest = self.latest(year, month)
        ahead = year is None and not self.dated and self.now.month + 1 == month and latest < self.now.year
        return self.now.year if ahead else latest

    def latest(self, year: Any, month: int) -> int:
        """The year of a month: as said, else that in force, else the anchor's unless that lies ahead. What is to come is
        of the anchor's year, whatever an earlier sentence told of."""
        if year is None and self.ahead and self.afar and self.anchor:
            return self.anchor.year
        if year is not None or self.dated or self.ahead:
            return self.year(year)
        return self.now.year - (month > self.now.month)


class Unlicensed(Exception):
    """A time that needs an anchor or a context that is not there, or that names no day."""


READERS: dict[str, Callable[[TimeExpr, Clock], Days | None]] = {}


def reads(kind: str) -> Callable[[Callable[[TimeExpr, Clock], Days | None]], Callable[[TimeExpr, Clock], Days | None]]:
    def register(function: Callable[[TimeExpr, Clock], Days | None]) -> Callable[[TimeExpr, Clock], Days | None]:
        READERS[kind] = function
        return function

    return register


def one(day: dt.date) -> Days:
    return day, day


def month_days(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: dt.date, years: int = 0, months: int = 0) -> dt.date:
    """The day so many years and months away; the 29th of February falls back to the 28th."""
    total = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


UNITS = {
    "年": (1, 0, 0),
    "世纪": (100, 0, 0),
    "季度": (0, 3, 0),
    "月": (0, 1, 0),
    "周": (0, 0, 7),
    "星期": (0, 0, 7),
    "礼拜": (0, 0, 7),
    "天": (0, 0, 1),
    "日": (0, 0, 1),
    "工作日": (0, 0, 1),
}
HALVES = {"年": (0, 6, 0), "月": (0, 0, 15), "周": (0, 0, 3), "世纪": (50, 0, 0)}


def moved(day: dt.date, n: int, unit: str, sign: int, half: bool = False) -> dt.date:
    """The day n units before (sign -1) or after, half a unit more if so said."""
    if unit.lstrip("个") not in UNITS:  # hours and minutes are finer than a day
        raise Unlicensed
    years, months, days = UNITS[unit.lstrip("个")]
    more = HALVES.get(unit.lstrip("个"), (0, 0, 0)) if half else (0, 0, 0)
    years, months, days = n * years + more[0], n * months + more[1], n * days + more[2]
    return shifted(day, sign * years, sign * months) + dt.timedelta(days=sign * days)
