"""Times → days: the only place that knows an anchor.

A time lacks what its sentence takes for granted: `10月份` its year, `31日` its month, `同期` everything.
`resolve` takes it from the period in force (`context`), else from the anchor. All periods are inclusive;
an as-of time has both days equal. The reader of each kind stands beside its rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from zhibiao.model import Period, TimeExpr
from zhibiao.times import expressions, lone
from zhibiao.times.clock import READERS, Clock, Days, Unlicensed
from zhibiao.times.joined import only_begun


def resolve(
    expr: TimeExpr,
    anchor: dt.date | None,
    context: Period | None = None,
    ahead: bool = False,
    recent: Period | None = None,
) -> Period | None:
    """The days of a time expression, or None when it names none (a clock time, 近日) or lacks an anchor.

    A weekday by itself is the latest one, as an article says it; with `ahead` the next one, as one speaks of it;
    so a bare month is the latest one, or the one of the anchor's year. `recent`: the day last mentioned, for 当天.
    """
    return resolve_when_asked(expr, anchor, lambda: context, ahead, lambda: recent)


def resolve_when_asked(
    expr: TimeExpr,
    anchor: dt.date | None,
    context: Callable[[], Period | None],
    ahead: bool,
    recent: Callable[[], Period | None],
    afar: bool = False,
) -> Period | None:
    """The same by a context and a day that are worked out when they are asked for. `afar`: the context is that of an
    earlier sentence."""
    if expr.kind not in READERS:  # a clock time, 近日, 连续三年
        return None
    try:
        clock = Clock(anchor, lambda: days_of(context()), ahead, mentioned=lambda: days_of(recent()), afar=afar)
        days = READERS[expr.kind](expr, clock)
    except (Unlicensed, ValueError, OverflowError):
        return None
    if days is None or days[0] > days[1]:
        return None
    begun = only_begun(expr, ahead=anchor is not None and days[0] > anchor)
    return Period(days[0], days[1], expr.text, expr.start, expr.end, begun)


def days_of(period: Period | None) -> Days | None:
    """First and last day of a period, if there is one."""
    return (period.begin, period.finish) if period else None


def find(text: str, anchor: dt.date | None) -> list[Period]:
    """Every period of a text, in order, each read with the one before it as context, as one speaks (`ahead`).

    A text that is one phrase is read as what it means by itself (`lone.py`).
    """
    found: list[Period] = []
    context: Period | None = None
    whole = lone.read(text)
    for expr in [whole] if whole else expressions.find(text):
        period = resolve(expr, anchor, context, ahead=True)
        if period is not None:
            found.append(period)
            context = period
    return found


def relation(expr: TimeExpr, period: Period | None, anchor: dt.date | None) -> str:
    """yoy, sequential or '' for a time that something is compared with."""
    return relation_said(expr.text)


def relation_said(words: str) -> str:
    """The same for the words of a time, whether or not its days are known."""
    if re.fullmatch("(?:上年|去年|上一年|上年度|去年度)(?:同期|同月|同季|全年|度|同比)?|(?:去|上)年.{0,8}同期", words):
        return "yoy"
    if re.fullmatch("(?:前|上)一个?交易日|上(?:一|个|一个)?(?:月|季度?|周|期|星期|交易日)(?:份|末)?", words):
        return "sequential"
    return ""
