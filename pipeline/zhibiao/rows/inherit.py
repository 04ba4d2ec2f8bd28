"""The times of a sentence with their days and the part each plays: whose period it is, and for how long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from operator import attrgetter

from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import Period, TimeExpr
from zhibiao.rows import comparing, describing, roles
from zhibiao.rows.timed import NOBODY, Timed, closed, day_mentioned
from zhibiao.times import resolve, resolve_when_asked

# Counted from what the text says; where it does not say, the figures after them have no period.
COUNTED = frozenset({"later", "ago"})


def timeline(
    text: str,
    tokens: Sequence[Token],
    anchor: dt.date | None,
    context: Callable[[], Period | None],
    recent: Callable[[], Period | None],
    series: Sequence[Timed] = (),
    parts: dict[str, Period] | None = None,
) -> list[Timed]:
    """The sentence's resolved times in order. `context`: the period in force before it; `recent`: the day last
    mentioned; both are asked for only where a time cannot be read without them. `series`: see `dealt_before`; `parts`:
    see `said_before`, which is added to."""
    found: list[Timed] = []
    afar = True
    for i, token in enumerate(tokens):
        if not isinstance(token.span, TimeExpr):
            found += said_now(tokens, i, anchor, found)
            continue
        if token.span.kind == "since_n" and roles.within_range(tokens, i):
            continue
        if token.span.kind == "stretch" or (token.span.kind == "vague" and roles.lately(tokens, i)):
            aside = token.text.startswith("此前") and any(
                t.lasting for t in found
            )  # 周四大跌7.1%，此前…；甲公司下滑15%
            found.append(Timed(token.start, token.end, token.span, None, lasting=not aside))
            continue
        looking_ahead = roles.ahead(text, token) and past(context(), anchor)
        near = not afar or roles.origin(text, tokens, i)  # 7月…。鲜菜价格由|上月|上涨转为下降: June's
        period = resolve_when_asked(token.span, anchor, context, looking_ahead, recent, not near)
        if period is not None and without_year(token.span):
            if parts is not None and bare_part(token.span):
                period = said_before(parts, period, context(), anchor)
            if afar and not looking_ahead and not part_of_that(text, token):
                period = of_this_year(token.span, period, context(), anchor)
        if period is None and token.span.kind in COUNTED and not roles.within_a_day(token.span):
            period = resolve(token.span, anchor, ahead=True) if roles.ahead(text, token) else None
            if period is None:
                found.append(Timed(token.start, token.end, token.span, None))
                continue
        if period is None or (token.text in roles.TERM and roles.term(tokens, i, period, context())):
            continue
        timed = placed(text, tokens, i, period, next((t.period for t in reversed(found) if t.lasting), None))
        if (day := day_mentioned([timed], None)) is not None:
            recent = partial(known, day)
        if timed.lasting:
            timed = closed(text, found, timed, looking_ahead)
        if timed.lasting or (timed.governs and roles.set_off(tokens, i)):
            context, afar = partial(known, timed.period), False
        found.append(timed)
    found += averaged(text, tokens, found)
    return list(dealt(text, tokens, found, anchor, series))


def said_now(tokens: Sequence[Token], i: int, anchor: dt.date | None, found: Sequence[Timed]) -> list[Timed]:
    """The time that a word with 现 says, unless one of the sentence lasts: 股价|现报|12元."""
    now = roles.at_present(tokens, i) if tokens[i].text[0] == "现" else None
    if now is None or any(t.lasting for t in found):
        return []
    return [Timed(now.start, now.end, now, resolve(now, anchor), lasting=anchor is not None)]


def bare_part(span: TimeExpr) -> bool:
    """Whether a time is some months of a year that is not said: 上半年, 前三季度."""
    return span.kind in ("months", "first") and span.parts[0] is None


def without_year(span: TimeExpr) -> bool:
    """Whether a time is one or some months of a year that is not said: 6月, 1—5月, 上半年."""
    return bare_part(span) or (span.kind == "month" and span.parts[0] is None and span.parts[1][0] == "abs")


def part_of_that(text: str, token: Token) -> bool:
    """Whether months are said to be part of the year in force: 2010年，…。其中|1—10月，…."""
    return text.startswith("其中", max(0, token.start - 2))


def of_this_year(span: TimeExpr, period: Period, context: Period | None, anchor: dt.date | None) -> Period:
    """Months without their year that are read in the year before the anchor's, because an earlier sentence told of that: a
    report comes back to its own year.

    2022年上半年营收9亿元。上半年，…     the same months again are not those that have just been told of
    去年出口5亿元。1—5月，…              statistics go on behind a whole year; 3月 would be of its story
    上年12月…。6月…                      nor does a month whose own year nobody has said tell the year of another
    """
    if anchor is None or context is None or not context.finish.year == period.begin.year < anchor.year:
        return period
    latest = resolve(span, anchor)
    if latest is None or latest.finish <= period.finish or latest.finish.year != anchor.year:
        return period
    again = (context.begin.month, context.finish.month) == (period.begin.month, period.finish.month)
    last_year = period.begin.year == anchor.year - 1
    whole = last_year and bare_part(span) and (context.finish - context.begin).days >= A_YEAR
    unsaid = last_year and "年" not in context.text.replace("半年", "")
    return latest if again or whole or unsaid else period


A_YEAR = 364


def said_before(parts: dict[str, Period], period: Period, context: Period | None, anchor: dt.date | None) -> Period:
    """The months that an article has meant by the same words, where 去年 stands between: 上半年出口增长5%。去年出口达9亿元的甲市，
    |上半年|出口3亿元. What is read with nothing in force, or within the anchor's year, is added to `parts`."""
    if context is None or (anchor is not None and context.begin.year == anchor.year):
        parts.setdefault(period.text, period)
    elif LAST_YEAR.match(context.text):
        return parts.get(period.text, period)
    return period


LAST_YEAR = compiled("去年|上年")


def past(context: Period | None, anchor: dt.date | None) -> bool:
    """Whether the period in force leaves what is to come open: it is over, has only begun, or begins with the anchor."""
    return context is None or context.open or (anchor is not None and not context.begin < anchor <= context.finish)


def known(period: Period | None) -> Period | None:
    """What is known already, as one answers who asks for it."""
    return period


def placed(text: str, tokens: Sequence[Token], i: int, period: Period, frame: Period | None) -> Timed:
    """Time i with its part in the sentence; `frame` is the period that the sentence has set before."""
    token = tokens[i]
    span = token.span
    assert isinstance(span, TimeExpr)
    lasting, governs, figure = False, False, None  # no clause's to inherit or to take, and stated for no figure
    said = comparing.glosses(tokens, i)
    if (bracketed := describing.parenthesis(text, tokens, i)) is not None:
        return Timed(token.start, token.end, span, period, False, False, frozenset(bracketed))
    if (
        describing.named(text, token)
        or describing.goal(text, tokens, i)
        or describing.set_then(text, token)
        or describing.edition(text, tokens, i)
        or roles.each_year(tokens, i, period, frame)
        or describing.label(text, tokens, i)
        or describing.of_speaker(text, token)
        or describing.dateline(text, token)
        or describing.of_meeting(text, token)
        or roles.record(text, tokens, i)
        or comparing.multiple_of(tokens, i)
        or comparing.compared_beside(text, tokens, i)
        or comparing.built_on(text, token)
        or comparing.of_course(text, tokens, i)
        or roles.scheduled(text, token)
        or (said != i and comparing.compared(text, tokens[said]))
    ):
        pass
    elif roles.origin(text, tokens, i) or comparing.compared(text, token):
        figure = comparing.own_figure(text, tokens, i)
    elif (beside := comparing.figure_beside(text, tokens, i)) is not None:
        figure = beside
    elif describing.founding(text, token) or roles.attributive(tokens, i, period, frame):
        figure = comparing.counted_after_de(tokens, i)
    elif (event := roles.announcing(tokens, i, period)) is not None:
        lasting = roles.occasion(text, tokens, i, event)
        governs = lasting or roles.doing(tokens, event)
    else:
        lasting, governs = not (roles.aside(text, tokens, i) or roles.contrast(tokens, i, period, frame)), True
    figures = frozenset(t.start for t in comparing.parts_of_structure(tokens, figure)) if figure else NOBODY
    if governs and not lasting:  # 而2010年四季度，|亏损高达6亿元: a clause by itself
        figures = frozenset(describing.figures_of_next_clause(tokens, i))
    backward = governs and i > 0 and tokens[i - 1].text in ("于", "在")
    return Timed(token.start, token.end, span, period, lasting, governs, figures, backward)


FIGURES = attrgetter("figures")


def averaged(text: str, tokens: Sequence[Token], found: Sequence[Timed]) -> list[Timed]:
    """An annual average after a from–to is that of the years between: 由2020年的…增至2024年的…，年均增长5%."""
    more: list[Timed] = []
    if not any(map(FIGURES, found)):
        return more
    for first, last in pairwise(found):
        from_to = first.figures and text.startswith(("从", "由", "自"), max(0, first.start - 1))
        if not from_to or first.period is None or last.period is None:
            continue
        place = next((i for i, t in enumerate(tokens) if t.start >= last.end and t.text.startswith("年均")), None)
        figure = next((t for t in tokens[place : place + 8] if t.kind == "Q"), None) if place is not None else None
        if figure and first.period.begin <= last.period.finish:
            span = replace(last.period, begin=first.period.begin)
            only = frozenset({figure.start})
            more.append(Timed(last.start, last.end, last.expr, span, lasting=False, governs=False, figures=only))
    return more


DEALT = compiled("分别|依次|各为|先后")
LISTED = frozenset({"PAUSE", "C"})
SEVERAL = frozenset({"years_written", "two_years"})  # one word for several times: 2020-22年, 今明两年


def dealt(
    text: str, tokens: Sequence[Token], found: Sequence[Timed], anchor: dt.date | None, series: Sequence[Timed]
) -> Iterator[Timed]:
    """The times, those of a list with one figure each: 2023年和2024年分别为3亿元和5亿元, 2023年、2024年达3%和5%."""
    if (
        not any(t.expr.kind in SEVERAL for t in found)
        and len(found) < 2
        and not (tokens and DEALT.search(text, tokens[0].start, tokens[-1].end))
    ):
        yield from found
        return
    at = {t.start: t for t in found}
    given: dict[int, list[Timed]] = {}
    for i, token in enumerate(tokens):
        if DEALT.search(token.text):
            figures = [t.start for t in describing.rest_of_clause(tokens, i) if t.kind == "Q"]
        elif token.kind != "T" and i and tokens[i - 1].kind == "T" and token.kind not in LISTED:
            figures = roles.figures_in_a_row(describing.rest_of_clause(tokens, i - 1))
        else:
            continue
        run = [at[t.start] for t in listed(tokens, i) if t.start in at]
        if not DEALT.search(token.text) and not all(t.lasting for t in run):  # 比上月末和上年同期低0.6个和1.3个百分点
            continue
        times = [part for timed in run for part in apart(timed, anchor)]
        if len(figures) > 1 and len(times) == len(figures):
            for timed in run:
                given.setdefault(timed.start, [])
            series = [replace(t, figures=frozenset({f})) for t, f in zip(times, figures, strict=True)]
            given[run[0].start] += series + [replace(t, governs=False) for t in run if t.expr.kind == "span"]
        elif DEALT.search(token.text) and goes_on(tokens, i, figures, series):
            again = [
                replace(t, start=token.start, figures=frozenset({f})) for t, f in zip(series, figures, strict=True)
            ]
            yield from (replace(t, governs=False) for t in again)
    for timed in found:
        yield from given.get(timed.start, [timed])


AND = frozenset("、和与及")
FEWEST = 3  # two figures behind 分别 may be of two things as well


def goes_on(tokens: Sequence[Token], i: int, figures: Sequence[int], series: Sequence[Timed]) -> bool:
    """Whether 分别 at token i deals its figures to the times of the last list of times again: 2020年度、2021年度及2022年度，
    营业收入分别为…；同期，净利润|分别|为1亿元、2亿元、3亿元."""
    if len(figures) != len(series) or len(series) < FEWEST:
        return False
    joints = 0
    for t in reversed(tokens[max(0, i - describing.REACH) : i]):
        if t.kind == "PUNC":
            break
        if isinstance(t.span, TimeExpr) and t.span.kind != "same":
            return False
        joints += t.text in AND
    return joints + 1 != len(figures)  # 山东省及河北省的占比分别为|65%、70%和73%


def dealt_before(times: Sequence[Timed]) -> tuple[Timed, ...]:
    """The times of a sentence's list of times that figures were dealt to, in order, each once however often it was dealt."""
    return tuple({(t.period, t.expr.text): t for t in times if t.lasting and t.figures}.values())


def listed(tokens: Sequence[Token], i: int) -> list[Token]:
    """The last run of times before token i that only 、 and 和 stand between."""
    run: list[Token] = []
    for t in reversed(tokens[max(0, i - describing.REACH) : i]):
        if t.kind == "T":
            run.insert(0, t)
        elif run and t.kind not in LISTED:
            break
    return run


def apart(timed: Timed, anchor: dt.date | None) -> list[Timed]:
    """8月和9月 as its two months, 2025—2026年 as its years; any other time as it is."""
    parts = timed.expr.parts
    if timed.expr.kind in SEVERAL and timed.period is not None:
        first_year, last_year = timed.period.begin.year, timed.period.finish.year
        days = [(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in range(first_year, last_year + 1)]
        return [replace(timed, period=replace(timed.period, begin=b, finish=f)) for b, f in days]
    if timed.expr.kind == "span" and "年" in timed.expr.text and anchor is not None:
        return last_years(timed, int(parts[0]), anchor)
    if timed.expr.kind != "range" or not re.search("[和、及]", timed.expr.text):
        return [timed]
    first = resolve(parts[0], anchor, timed.period)
    second = resolve(parts[1], anchor, timed.period)
    if first is None or second is None:
        return [timed]
    return [
        replace(timed, start=e.start, end=e.end, expr=e, period=p) for e, p in zip(parts, (first, second), strict=True)
    ]


def last_years(timed: Timed, n: int, anchor: dt.date) -> list[Timed]:
    """最近三年 as so many years that are over, which figures are dealt to: 最近三年分别为5亿元、6亿元和7亿元;
    the stretch itself stays in force."""
    if timed.period is None or not 1 < n <= LONGEST or timed.period.finish != anchor:
        return [timed]
    last = anchor.year - ((anchor.month, anchor.day) != (12, 31))
    days = [(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in range(last - n + 1, last + 1)]
    return [replace(timed, period=replace(timed.period, begin=b, finish=f), lasting=False) for b, f in days]


LONGEST = 10  # years that figures are listed of
