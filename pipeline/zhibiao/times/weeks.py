"""Weeks and their days, by their distance from the anchor's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import regex

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, one, reads


@times.rule(
    "(?P<which_text>上上|下下|上|本|这|下|当|今|呢|[前后](?=一))?(?:一)?个?(?P<week_text>(?:周|星期|礼拜)[一二三四五六日天](?![岁年期边个]|到[^周星礼上下本这])|(?<!长)周末(?!到来|来临|[以之]?前|假期)|(?<=[上本这下当今呢前后]一?个?)(?:周|星期|礼拜)(?![岁年期边末一二三四五六日天]))"
)
def week(**given: Any) -> Any:
    """A week or a day of it; the week begins on Monday (GB/T 7408).

    上周     => 2025-11-03..2025-11-09
    周末     => 2025-11-15..2025-11-16
    下周五   => 2025-11-21..2025-11-21
    周末到来 => -
    一周岁   => -
    """
    return expr("week")


WEEKDAYS = "一二三四五六日"


@reads("week")
def read_week(expr: TimeExpr, clock: Clock) -> Days:
    text = expr.text
    step = len(regex.match("[下后]*", text)[0]) - len(regex.match("[上前]*", text)[0])
    monday = clock.now - DAY * clock.now.weekday() + dt.timedelta(weeks=step)
    if text.endswith("周末"):
        passed = text == "周末" and not clock.ahead and clock.now < monday + DAY * 5  # a report of the one that was
        return monday + DAY * (-2 if passed else 5), monday + DAY * (-1 if passed else 6)
    if regex.search("(?:周|星期|礼拜)[一二三四五六日天]$", text):
        weekday = WEEKDAYS.find(text[-1].replace("天", "日"))
        if text[0] not in "周星礼":
            return one(monday + DAY * weekday)
        if clock.firm and clock.context:  # 上周一到周三: the next one after the first
            first = clock.context[0]
            return one(first + DAY * ((weekday - first.weekday()) % 7))
        day = monday + DAY * weekday  # by itself: the next one, or the latest
        return one(day + DAY * 7 * ((day <= clock.now) if clock.ahead else -(day > clock.now)))
    if step == 0 and not clock.ahead and clock.recent and (reported := week_of_report(clock.recent, clock.now)):
        return reported
    return monday, monday + DAY * 6


def week_of_report(recent: Days, now: dt.date) -> Days | None:
    """The week that a report is of, when the text has said its days: 第32周（7月31日—8月6日）…本周."""
    begin, finish = recent
    return recent if DAY * 4 <= finish - begin < DAY * 7 and finish < now <= finish + DAY * 7 else None
