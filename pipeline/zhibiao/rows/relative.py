"""Readers of the times that count from the anchor or from the period in force."""

from __future__ import annotations

import calendar
import datetime as dt

import regex

from zhibiao.model import TimeExpr
from zhibiao.rows.clock import DAY, UNITS, Clock, Days, month_days, moved, one, reads, shifted
from zhibiao.spans.relatives import DAYS


@reads("named_day")
def read_named_day(expr: TimeExpr, clock: Clock) -> Days | None:
    if expr.text == "当晚":
        return read_day_in_force(expr, clock)
    return one(clock.now + dt.timedelta(days=DAYS[expr.text]))


@reads("day_in_force")
def read_day_in_force(expr: TimeExpr, clock: Clock) -> Days:
    base = clock.context[1] if clock.context else clock.now
    return one(base + DAY * (expr.text in ("次日", "翌日", "第二天")))


@reads("week")
def read_week(expr: TimeExpr, clock: Clock) -> Days:
    text = expr.text
    step = text.count("下") - text.count("上")
    monday = clock.now - DAY * clock.now.weekday() + dt.timedelta(weeks=step)
    if text.endswith("周末"):
        return monday + DAY * 5, monday + DAY * 6
    if text[-1] in "一二三四五六日天":
        day = monday + DAY * ("一二三四五六日".find(text[-1].replace("天", "日")))
        if text[0] in "周星礼":  # by itself: the next one, or the latest
            day += DAY * 7 * ((day <= clock.now) if clock.ahead else -(day > clock.now))
        return one(day)
    return monday, monday + DAY * 6


@reads("quarter_rel")
def read_quarter(expr: TimeExpr, clock: Clock) -> Days:
    step = expr.text.count("下") - expr.text.count("上")
    first = dt.date(clock.now.year, (clock.now.month - 1) // 3 * 3 + 1, 1)
    begin = shifted(first, months=3 * step)
    return begin, shifted(begin, months=3) - DAY


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


def up_to_now(clock: Clock, n: int, unit: str) -> Days:
    """As many units up to the anchor: years and months open on the anchor's own day of the earlier year or month
    (近三年 on 16 November 2025: since 16 November 2022), days and weeks hold just so many days."""
    begin = moved(clock.now, n, unit, -1)
    return (begin if UNITS[unit.lstrip("个")][2] == 0 else begin + DAY), clock.now


@reads("span")
def read_span(expr: TimeExpr, clock: Clock) -> Days:
    n, unit = expr.parts
    if regex.match("未来|今后|此后|接下来|往后|下", expr.text):
        return clock.now + DAY, moved(clock.now, n, unit, 1)
    return up_to_now(clock, n, unit)


@reads("since_n")
def read_since_n(expr: TimeExpr, clock: Clock) -> Days | None:
    unit = regex.search("(?:个?世纪|个?月|年|天|周)(?:多|余)?(?:以?来|间)$", expr.text)
    if unit is None or not expr.parts[0]:
        return None
    return up_to_now(clock, expr.parts[0], regex.match("个?(世纪|月|年|天|周)", unit[0])[1])


@reads("ago")
def read_ago(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    return one(moved(clock.now, n, unit, -1, half))


@reads("later")
def read_later(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    return one(moved(clock.now, n, unit, 1, half))


@reads("now")
def read_now(expr: TimeExpr, clock: Clock) -> Days:
    return one(clock.now)


@reads("same")
def read_same(expr: TimeExpr, clock: Clock) -> Days | None:
    if clock.context is None:
        if expr.text[0] in "去上":
            return dt.date(clock.now.year - 1, 1, 1), dt.date(clock.now.year - 1, 12, 31)
        return None
    begin, finish = clock.context
    back = 1 if expr.text[0] in "去上" else 2 if expr.text[0] == "前" else 0
    end_of_month = finish.day == calendar.monthrange(finish.year, finish.month)[1]
    earlier = shifted(finish, -back)
    if end_of_month:
        earlier = month_days(earlier.year, earlier.month)[1]
    return shifted(begin, -back), earlier
