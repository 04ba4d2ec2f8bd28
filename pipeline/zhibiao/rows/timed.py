"""A resolved time of a sentence, and which of a sentence's times a figure, 当天 or the next sentence takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhibiao.clauses.cues import LISTS
from zhibiao.model import Period, TimeExpr

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Timed:
    """A resolved time expression of a sentence.

    `lasting`: later clauses and sentences may inherit it. `governs`: figures of its own clause may take it.
    `figures`: starts of the figures it is stated for, whatever stands between. `backward`: figures before it in its clause
    may take it: 最后2公里钢轨于|12日|换铺成功.
    """

    start: int
    end: int
    expr: TimeExpr
    period: Period | None  # None in a stretch whose days nobody says: 近年来
    lasting: bool = True
    governs: bool = True
    figures: frozenset[int] = NOBODY
    backward: bool = False


SHORT = dt.timedelta(days=15)


def day_mentioned(times: Sequence[Timed], before: Period | None) -> Period | None:
    """The day, or the few days, that a text spoke of last, in whatever part: 当天 is that day."""
    said = (
        t.period for t in reversed(times) if t.period is not None and t.expr.kind not in ("now", "same", "trading_day")
    )
    days = (replace(p, finish=p.begin) if p.open else p for p in said)  # 8月1日起: the day that was said
    return next((p for p in days if p.finish - p.begin < SHORT), before)


def stated_for(timeline: Sequence[Timed], place: int) -> Timed | None:
    """The time that is stated for the figure at `place` alone."""
    return next((t for t in timeline if place in t.figures), None)


def chosen(timeline: Sequence[Timed], clause: tuple[int, int], place: int, used: set[int]) -> Timed | None:
    """The time that governs a figure at `place`: the one stated for it, else the nearest before it in its clause,
    else one behind it there that may, else the nearest earlier one of the sentence that lasts. `used`: starts of times that serve as a basis."""
    if own := stated_for(timeline, place):
        return own
    free = [t for t in timeline if t.start < place and t.start not in used]
    here = [t for t in free if t.governs and clause[0] <= t.start]
    if here:
        return here[-1]
    behind = (t for t in timeline if t.backward and place < t.start < clause[1] and t.start not in used)
    earlier = [t for t in free if t.lasting and t.start < clause[0]]
    return next(behind, earlier[-1] if earlier else None)


def in_force(times: Sequence[Timed], anchor: dt.date | None) -> Timed | None:
    """The time of a sentence that is in force after it: the last that lasts, but not what it says of days to come beside
    what it reports: 上半年完成投资47亿元，预计9月底开通. What is so 如今 is set against what was and dates no more than its
    own sentence: nothing is in force behind it. Nor is the unit before that the sentence sets beside its own, nor 以前."""
    lasting = without_glances([t for t in times if t.lasting and t.expr.text not in LONG_AGO])
    told = [t for t in lasting if t.period is None or anchor is None or t.period.begin <= anchor]
    last = told[-1] if told else lasting[-1] if lasting else None
    return replace(last, period=None) if last is not None and last.expr.text in NOWADAYS else last


def without_glances(lasting: Sequence[Timed]) -> list[Timed]:
    """The times that last, but for those that stand behind one as long and later: 10月CPI涨0.2%，|9月|跌0.3%. Days and
    weeks are told in any order."""
    kept: list[Timed] = []
    for timed in lasting:
        before = kept[-1].period if kept else None
        if not (timed.period and before and months(before) and glances_back(timed.period, before)):
            kept.append(timed)
    return kept


def glances_back(period: Period, before: Period) -> bool:
    """Whether a period of whole months, or a week, is over when another as long begins."""
    alike = 0 < months(period) == months(before) or (a_week(period) and a_week(before))
    return alike and period.finish < before.begin


def a_week(period: Period) -> bool:
    """Whether a period runs from a Monday to its Sunday."""
    return period.begin.weekday() == 0 and (period.finish - period.begin).days == DAYS_ON


DAYS_ON = 6


def months(period: Period) -> int:
    """How many whole months a period has; 0 where it is not made of such."""
    if period.finish == dt.date.max:
        return 0
    begin, after = period.begin, period.finish + dt.timedelta(days=1)
    whole = not period.open and begin.day == after.day == 1
    return (after.year - begin.year) * 12 + after.month - begin.month if whole else 0


LONG_AGO = frozenset(LISTS["long_ago"])
NOWADAYS = frozenset({"如今", "现在"})


# Times that run up to the anchor unless an as-of day says how far.
OPEN = frozenset({"since", "since_n", "span", "era", "anniversary"})
BESIDE = 2  # characters between a time and the as-of day that closes it
CLOSING = OPEN | {"asof", "year"}  # kinds that close another, or that an as-of day closes


def closed(text: str, earlier: Sequence[Timed], timed: Timed, ahead: bool) -> Timed:
    """An as-of day closes what the sentence leaves open; not what a clause before has told of, nor what is to come.

    截至11月10日，今年吞吐量达…          the year up to that day
    截至10月底，今年以来新登记…          since January up to that day
    从9日起，截至今天，已发生…           from the one day to the other
    自1日起调派…，截至今天，已发生…      the day
    截至今天，已安装…，今年还将新建…     the year
    """
    kind = timed.expr.kind
    if kind not in CLOSING:
        return timed
    before = next((t for t in reversed(earlier[-8:]) if t.lasting), None)
    if before is None or before.period is None or timed.period is None:
        return timed
    first, last = before.period, timed.period
    if ahead or (kind == "asof" and timed.start - before.end > BESIDE):
        return timed
    if kind == "asof" and before.expr.kind == "since" and first.begin <= last.finish:
        return replace(timed, period=replace(last, begin=first.begin))
    whole_year = kind == "year" and last.begin <= first.finish <= last.finish
    still_open = kind in OPEN and last.begin <= first.finish < last.finish
    if before.expr.kind == "asof" and (whole_year or still_open):
        return replace(timed, period=replace(last, finish=first.finish, open=False))
    return timed
