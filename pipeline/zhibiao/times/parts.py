"""Parts of a time by their number, whatever the time: its first days, its second week, its last quarter.

One rule for all: a time, 的 or nothing, 前 头 首 第 后 末 最后, a number and a unit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from zhibiao.matching import compiled
from zhibiao.model import TimeExpr
from zhibiao.times.calendar import COUNT, whole
from zhibiao.times.clock import DAY, READERS, UNITS, Clock, Days, month_days, moved, one, reads, shifted

PART = compiled(
    r"的?(?:(?P<edge>前|头|首|末|后|倒数)(?:的)?|(?P<edge>最后|最初|倒数第|第))"
    rf"(?P<n>{COUNT})?个?"
    r"(?:(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天])(?!前|后)"
    r"|(?P<unit>天(?![气然津下])|日(?![本元均益报])|(?:周|星期|礼拜)(?![岁期年边末一二三四五六日天])|月(?![亮球饼龄份])|季度|年(?![级代度轻]))(?![前后来]))"
)
# What has parts, and how long it must be to have them: a day has none, only days before and after it.
WHOLES = frozenset(
    {
        *("year", "month", "months", "first", "range", "week", "quarter_rel", "half", "month_part", "season"),
        *("travel", "plan", "fiscal_year", "decade", "century", "lunar", "named_year", "two_years", "part", "festival"),
        *("day", "figures", "named_day", "almanac_season"),
    }
)
SMALL = {
    "week": frozenset("天日"),
    "month_part": frozenset("天日"),
    "month": frozenset({*"天日周0123456", "星期", "礼拜"}),
}
FIRST, LAST = frozenset({"前", "头", "首", "最初"}), frozenset({"后", "末", "最后"})
BARE = frozenset({"首", "末"})  # these need no number: 首日, 末月


def parted(text: str, atoms: Sequence[TimeExpr]) -> list[TimeExpr]:
    """The times, those with a part of them said right behind as that part.

    去年最后两周           => 2024-12-16..2024-12-29
    2022年的前3周          => 2022-01-03..2022-01-23
    今年头两个月           => 2025-01-01..2025-02-28
    今年的第20天           => 2025-01-20..2025-01-20
    10月的最后一天         => 2025-10-31..2025-10-31
    10月前5天              => 2025-10-01..2025-10-05
    5月的最后一个星期天    => 2025-05-25..2025-05-25
    2021年的第二周         => 2021-01-11..2021-01-17
    12月的第一周           => 2025-12-01..2025-12-07
    明年第九个月           => 2026-09-01..2026-09-30
    今年最后一个季度       => 2025-10-01..2025-12-31
    去年后4个月            => 2024-09-01..2024-12-31
    三季度首月             => 2025-07-01..2025-07-31
    上周前三天             => 2025-11-03..2025-11-05
    “十四五”前四年         => 2021-01-01..2024-12-31
    国庆假期首日           => 2025-10-01..2025-10-01
    春节前三天             => 2025-01-26..2025-01-28
    今年倒数第二个月       => 2025-11-01..2025-11-30
    今年第8届              => 2025-01-01..2025-12-31
    """
    done: list[TimeExpr] = []
    for atom in atoms:
        if done and atom.start < done[-1].end:  # 前3周 of 2022年的前3周
            continue
        m = PART.match(text, atom.end) if atom.kind in WHOLES else None
        if m and (part := said(m)) and part[2] in SMALL.get(atom.kind, (part[2],)):
            atom = TimeExpr(atom.start, m.end(), text[atom.start : m.end()], "part", "part", (atom, *part))
        done.append(atom)
    return done


def said(m: Any) -> tuple[str, int, str] | None:
    """(edge, number, unit) of a match, the unit of a weekday being its number from 0 for Monday; None for no part."""
    edge, n = m["edge"], whole(m["n"]) if m["n"] else 0
    if not n and (m["n"] or edge not in BARE):
        return None
    return edge, n or 1, m["unit"] or str("一二三四五六日".find(m["weekday"].replace("天", "日")))


@reads("part")
def read_part(expr: TimeExpr, clock: Clock) -> Days | None:
    """The days of a part, if the whole has so much of it."""
    held, edge, n, unit = expr.parts
    days = of_year_in_force(held, clock) or READERS[held.kind](held, clock)
    if days is None:
        return None
    begin, finish = days
    if begin == finish:
        return beside(begin, edge, n, unit)
    if unit.isdigit():
        return weekday(days, edge, n, int(unit))
    if edge == "倒数":
        return None
    places = (0, n - 1) if edge in FIRST else (-n, -1) if edge in LAST else (n - 1, n - 1) if edge == "第" else (-n, -n)
    first, last = (nth(days, unit, place) for place in places)
    if first is None or last is None:
        return None
    return first[0], last[1]


def of_year_in_force(held: TimeExpr, clock: Clock) -> Days | None:
    """A bare month is of the year in force here: 12月的第一周."""
    if held.kind != "month" or held.parts[0] is not None or held.parts[1][0] != "abs":
        return None
    return month_days(clock.year(None), held.parts[1][1])


def beside(day: dt.date, edge: str, n: int, unit: str) -> Days | None:
    """Days before or after a day: 春节前三天."""
    if edge not in ("前", "后") or unit not in UNITS:
        return None
    if edge == "前":
        return moved(day, n, unit, -1), day - DAY
    return day + DAY, moved(day, n, unit, 1)


def weekday(days: Days, edge: str, n: int, number: int) -> Days | None:
    """The n-th Monday, or the last one."""
    begin, finish = days
    if edge in ("最后", "末"):
        return one(finish - DAY * ((finish.weekday() - number) % 7))
    day = begin + DAY * ((number - begin.weekday()) % 7 + 7 * (n - 1))
    return one(day) if edge == "第" and day <= finish else None


def nth(days: Days, unit: str, place: int) -> Days | None:
    """The day, week, month, quarter or year at a place in a stretch, from 0 or, backwards, from -1. A week belongs to
    the year and to the month of its Thursday (ISO 8601)."""
    begin, finish = days
    if unit in ("天", "日"):
        day = (begin if place >= 0 else finish + DAY) + DAY * place
        return one(day) if begin <= day <= finish else None
    if unit in ("周", "星期", "礼拜"):
        thursday = (
            begin + DAY * ((3 - begin.weekday()) % 7 + 7 * place)
            if place >= 0
            else finish - DAY * ((finish.weekday() - 3) % 7 - 7 * (place + 1))
        )
        return (thursday - DAY * 3, thursday + DAY * 3) if begin <= thursday <= finish else None
    months = {"月": 1, "季度": 3, "年": 12}[unit]
    size = (finish.year - begin.year) * 12 + finish.month - begin.month + 1
    if begin.day != 1 or size % months or not -size <= place * months < size:
        return None
    first = shifted(begin, months=(place if place >= 0 else size // months + place) * months)
    return first, shifted(first, months=months) - DAY
