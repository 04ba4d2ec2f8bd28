"""Readers of the times that count from the anchor or from the period in force."""

from __future__ import annotations

import calendar
import datetime as dt

import regex

from zhibiao.model import TimeExpr
from zhibiao.rows.clock import DAY, UNITS, Clock, Days, month_days, moved, one, reads, shifted
from zhibiao.spans.calendar import DAYS


@reads("named_day")
def read_named_day(expr: TimeExpr, clock: Clock) -> Days | None:
    if expr.text == "当晚":
        return read_day_in_force(expr, clock)
    return one(clock.now + dt.timedelta(days=DAYS[expr.text]))


DAYS_ON = {"次日": 1, "翌日": 1, "第二天": 1, "转天": 1, "后一天": 1, "后一日": 1}


@reads("day_in_force")
def read_day_in_force(expr: TimeExpr, clock: Clock) -> Days:
    base = clock.recent or clock.context or one(clock.now)
    if regex.match("此?前一|头一", expr.text):
        return one(base[0] - DAY)
    return one(base[1] + DAY * DAYS_ON.get(expr.text, 0))


WEEKDAYS = "一二三四五六日"


@reads("week")
def read_week(expr: TimeExpr, clock: Clock) -> Days:
    text = expr.text
    step = len(regex.match("[下后]*", text)[0]) - len(regex.match("[上前]*", text)[0])
    monday = clock.now - DAY * clock.now.weekday() + dt.timedelta(weeks=step)
    if text.endswith("周末"):
        return monday + DAY * 5, monday + DAY * 6
    if regex.search("(?:周|星期|礼拜)[一二三四五六日天]$", text):
        weekday = WEEKDAYS.find(text[-1].replace("天", "日"))
        if text[0] not in "周星礼":
            return one(monday + DAY * weekday)
        if clock.firm and clock.context:  # 上周一到周三: the next one after the first
            first = clock.context[0]
            return one(first + DAY * ((weekday - first.weekday()) % 7))
        day = monday + DAY * weekday  # by itself: the next one, or the latest
        return one(day + DAY * 7 * ((day <= clock.now) if clock.ahead else -(day > clock.now)))
    return monday, monday + DAY * 6


@reads("quarter_rel")
def read_quarter(expr: TimeExpr, clock: Clock) -> Days:
    step = (expr.text[0] == "下") - (expr.text[0] in "上前")
    first = dt.date(clock.now.year, (clock.now.month - 1) // 3 * 3 + 1, 1)
    begin = shifted(first, months=3 * step)
    return begin, shifted(begin, months=3) - DAY


@reads("whole_units")
def read_whole_units(expr: TimeExpr, clock: Clock) -> Days:
    n = expr.parts[0] * (-1 if expr.text[0] == "上" else 1)
    unit = regex.search("个?(月|季度|周|星期|礼拜|年)$", expr.text)[1]
    years, months, days = UNITS[unit]
    own = clock.now - DAY * clock.now.weekday() if days else clock.now.replace(day=1)
    if years:
        own = own.replace(month=1)
    elif months == 3:
        own = own.replace(month=(own.month - 1) // 3 * 3 + 1)
    after = moved(own, 1, unit, 1)
    edges = (moved(own, -n, unit, -1), own) if n < 0 else (after, moved(after, n, unit, 1))
    return edges[0], edges[1] - DAY


@reads("half")
def read_half(expr: TimeExpr, clock: Clock) -> Days:
    now, first = clock.now, expr.text.startswith("上")
    if expr.text.endswith("月"):
        begin, finish = month_days(now.year, now.month)
        return (begin, begin.replace(day=15)) if first else (begin.replace(day=16), finish)
    if expr.text.endswith("周"):
        monday = now - DAY * now.weekday()
        return (monday, monday + DAY * 2) if first else (monday + DAY * 3, monday + DAY * 6)
    half = now.year * 2 + (now.month > 6) + (-1 if first else 1)
    begin = dt.date(half // 2, 7 if half % 2 else 1, 1)
    return begin, shifted(begin, months=6) - DAY


def up_to_now(clock: Clock, n: int, unit: str, half: bool) -> Days:
    """As many units up to the anchor: years and months open on the anchor's own day of the earlier year or month
    (近三年 on 16 November 2025: since 16 November 2022), days and weeks hold just so many days."""
    begin = moved(clock.now, n, unit, -1, half)
    return (begin if UNITS[unit.lstrip("个")][2] == 0 else begin + DAY), clock.now


@reads("span")
def read_span(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    if regex.match("未来|今后|此后|接下来|往后|下", expr.text):
        return clock.now + DAY, moved(clock.now, n, unit, 1, half)
    return up_to_now(clock, n, unit, half)


@reads("anniversary")
def read_anniversary(expr: TimeExpr, clock: Clock) -> Days:
    return moved(clock.now, expr.parts[0], "月" if expr.text.endswith("月") else "年", -1) + DAY, clock.now


@reads("within")
def read_within(expr: TimeExpr, clock: Clock) -> Days:
    n, unit = expr.parts
    return clock.now, moved(clock.now, n, unit, 1)


@reads("since_n")
def read_since_n(expr: TimeExpr, clock: Clock) -> Days | None:
    n, half_unit = expr.parts
    if half_unit:
        return up_to_now(clock, 0, half_unit, True)
    unit = regex.search("(世纪|月|年|天|周)[多余]?(?:以?来|间)$", expr.text)
    return up_to_now(clock, n, unit[1], False) if unit and n else None


@reads("ago")
def read_ago(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    return one(moved(clock.now, n, unit, -1, half))


@reads("later")
def read_later(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    return one(moved(clock.now, n, unit, 1, half))


@reads("two_years")
def read_two_years(expr: TimeExpr, clock: Clock) -> Days:
    first = clock.now.year - expr.text.startswith("去")
    return dt.date(first, 1, 1), dt.date(first + 1, 12, 31)


@reads("now")
def read_now(expr: TimeExpr, clock: Clock) -> Days:
    return one(clock.now)


@reads("same")
def read_same(expr: TimeExpr, clock: Clock) -> Days | None:
    """The months in force, or those of another year: 去年 and 前年 count from the year in force."""
    said = expr.parts[0]
    if clock.context is None:
        if said is None:
            return None
        year = clock.year(said)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    begin, finish = clock.context
    back = 0 if said is None else finish.year - said[1] if said[0] == "abs" else -said[1]
    end_of_month = finish.day == calendar.monthrange(finish.year, finish.month)[1]
    earlier = shifted(finish, -back)
    if end_of_month:
        earlier = month_days(earlier.year, earlier.month)[1]
    return shifted(begin, -back), earlier
