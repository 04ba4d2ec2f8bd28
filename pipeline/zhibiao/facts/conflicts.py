"""Conflicts: two figures of one thing side by side, and what speaks for which.

The figure that `facts.csv` takes stands on side a, each other one on a side b of its own line. Four things may speak for one
of them: more independent articles; the later publication; that the checks of its own article contradict the other; and
what other facts imply (the level of a year before with the growth, two cumulations, a cumulation and a month, a part
that is greater than its whole).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhibiao.facts.claims import Claim
from zhibiao.facts.joining import clustered, in_order
from zhibiao.facts.kept import chosen, claims_in
from zhibiao.facts.prints import Print, bounds
from zhibiao.facts.reprints import Reprints
from zhibiao.facts.series import HUNDRED, year_before
from zhibiao.model import column
from zhibiao.store import Store
from zhibiao.store.packing import stored

A, B = "a", "b"


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A line of conflicts.csv."""

    fact: str = column("事实编号 of facts.csv")
    subject_std: str = column("规范主体 owner under one name", default="")
    indicator: str = column("指标 official name with what narrows it, else as normalised", default="")
    measure: str = column("度量 level, change, share, ratio or rank", default="")
    basis: str = column("对比基准 yoy, sequential, days of a period, or the thing", default="")
    modality: str = column("语态 actual, target, forecast or norm", default="")
    period_start: str = column("时期起 first day", dtype="date", default="")
    period_end: str = column("时期止 last day", dtype="date", default="")
    unit: str = column("单位 canonical unit without scale", default="")
    status: str = column("状态 conflict, revised, or agreed when a person has chosen", default="")
    value_a: str = column("甲数值 the figure that facts.csv takes", dtype="decimal", default="")
    articles_a: int = column("甲独立文章数 independent articles", dtype="int", default=0)
    article_a: str = column("甲文章 the first article", default="")
    published_a: str = column("甲首次发布 its day", dtype="date", default="")
    source_a: str = column("甲来源 where it appeared", default="")
    row_a: str = column("甲行号 its row", default="")
    sentence_a: str = column("甲句子 its sentence", default="")
    value_b: str = column("乙数值 another figure", dtype="decimal", default="")
    articles_b: int = column("乙独立文章数 independent articles", dtype="int", default=0)
    article_b: str = column("乙文章 the first article", default="")
    published_b: str = column("乙首次发布 its day", dtype="date", default="")
    source_b: str = column("乙来源 where it appeared", default="")
    row_b: str = column("乙行号 its row", default="")
    sentence_b: str = column("乙句子 its sentence", default="")
    majority: str = column("多数 a or b: more independent articles", default="")
    later: str = column("较晚 a or b: published later", default="")
    checks: str = column("核对 a or b: the other one contradicts its own article", default="")
    implied: str = column("推算 a or b: what other facts imply meets it alone", default="")
    implied_by: str = column("推算依据 what implies which figures", default="")
    supported: str = column("支持 a or b: nothing speaks for the other", default="")
    decision: str = column("裁定 a or b: what a person has chosen", default="")


CONFLICT_COLUMNS = tuple(f.name for f in fields(ConflictLine))


@dataclass(frozen=True, slots=True)
class Implied:
    """The figures that other facts leave for a thing, and how."""

    how: str
    low: Decimal
    high: Decimal


def conflict_lines(store: Store, fact: str = "") -> Iterator[list[Any]]:
    """The cells of conflicts.csv, of one fact or of all that are in conflict, revised or ruled."""
    for line in conflicts(store, fact):
        yield [getattr(line, name) for name in CONFLICT_COLUMNS]


def conflicts(store: Store, fact: str = "") -> Iterator[ConflictLine]:
    """The lines of conflicts.csv."""
    one = "fact = ?" if fact else "(status IN ('conflict', 'revised') OR row IN (SELECT row FROM rulings)) AND ? = ''"
    reprints = Reprints(store.text)
    ruled = set(chosen(store))
    order = "subject_std, indicator, period_end, period_start, fact"
    for name, status in store.ask(f"SELECT fact, status FROM joined WHERE {one} ORDER BY {order}", fact):
        claims = list(
            claims_in(
                store,
                "(c.article, c.row) IN (SELECT article, row FROM joined_rows WHERE fact = ?) "
                "AND c.block = (SELECT block FROM joined WHERE fact = ?)",
                *(name, name),
            )
        )
        yield from sides(store, name, status, sorted(claims, key=lambda c: c.order), reprints, ruled)


def sides(
    store: Store, fact: str, status: str, claims: Sequence[Claim], reprints: Reprints, ruled: set[str]
) -> Iterator[ConflictLine]:
    """A line for each figure beside the one that is taken."""
    clusters = clustered(claims)
    ((taken,),) = store.ask("SELECT row FROM joined WHERE fact = ?", fact)
    source = reprints.sources(in_order(claims))
    first = next((c for c in clusters if any(claim.row == taken for claim in c)), None)
    if first is None or len(clusters) < 2:
        return
    inferred = implied_of(store, first[0])
    for other in clusters:
        if other is not first:
            yield compared(store, fact, status, first, other, source, inferred, ruled)


def compared(
    store: Store,
    fact: str,
    status: str,
    one: Sequence[Claim],
    other: Sequence[Claim],
    source: dict[int, int],
    inferred: Sequence[Implied],
    ruled: set[str],
) -> ConflictLine:
    """Two figures, and what speaks for which."""
    a, b = one[0], other[0]
    owner = next((c.owner for c in (*one, *other) if c.owner.name), a.owner)
    counts = tuple(len({source[c.key] for c in side}) for side in (one, other))
    lasts = tuple(max(c.published for c in side) for side in (one, other))
    faults = tuple(any(faulty(store, c) for c in side) for side in (one, other))
    votes = {
        "majority": preferred(counts[0] > counts[1], counts[1] > counts[0]),
        "later": preferred(lasts[0] > lasts[1] != "", lasts[1] > lasts[0] != ""),
        "checks": preferred(faults[1] and not faults[0], faults[0] and not faults[1]),
        "implied": vote(inferred, a.print, b.print),
    }
    said = {vote for vote in votes.values() if vote}
    cells: dict[str, Any] = {
        **dict(zip(CONFLICT_COLUMNS, (fact, owner.name, a.label, a.measure, a.basis, a.modality), strict=False)),
        **{"period_start": a.start, "period_end": a.end, "unit": a.unit, "status": status},
        **side_cells(store, a, counts[0], A),
        **side_cells(store, b, counts[1], B),
        **votes,
        "implied_by": "；".join(f"{i.how}：{i.low:.6g}..{i.high:.6g}" for i in inferred),
        "supported": said.pop() if len(said) == 1 else "",
        "decision": preferred(any(c.row in ruled for c in one), any(c.row in ruled for c in other)),
    }
    return ConflictLine(**cells)


def preferred(first: bool, second: bool) -> str:
    return A if first and not second else B if second and not first else ""


def side_cells(store: Store, claim: Claim, articles: int, side: str) -> dict[str, Any]:
    """The cells of one side."""
    found = store.ask("SELECT sentence FROM rows WHERE article = ? AND row = ?", claim.key, claim.row)
    article = store.article(claim.key)
    return {
        f"value_{side}": stored(claim.value),
        f"articles_{side}": articles,
        f"article_{side}": claim.article,
        f"published_{side}": claim.published,
        f"source_{side}": article.source if article else "",
        f"row_{side}": claim.row,
        f"sentence_{side}": found[0][0] if found else "",
    }


def faulty(store: Store, claim: Claim) -> bool:
    """Whether the claim's own article contradicts it: its checks say so, or a part of it is greater than it."""
    found = store.ask("SELECT checks FROM rows WHERE article = ? AND row = ?", claim.key, claim.row)
    if found and found[0][0]:
        return True
    parts = store.ask(
        "SELECT value FROM rows WHERE article = ? AND part_of = ? AND unit = ? AND measure = 'level'",
        *(claim.key, claim.row, claim.unit),
    )
    return claim.measure == "level" and any(value and Decimal(value) > claim.value for (value,) in parts)


# ------------------------------------------------------------------ what other facts imply


def vote(inferred: Sequence[Implied], a: Print, b: Print) -> str:
    """The side that all that is implied meets, when it does not meet the other as well."""
    sides = {preferred(fits(i, a) and not fits(i, b), fits(i, b) and not fits(i, a)) for i in inferred} - {""}
    return sides.pop() if len(sides) == 1 else ""


def fits(given: Implied, figure: Print) -> bool:
    low, high = bounds(figure)
    return (high is None or given.low <= high) and (low is None or low <= given.high)


def implied_of(store: Store, claim: Claim) -> list[Implied]:
    """What other facts of the same subject and indicator imply for a figure."""
    if not claim.owner.name or not claim.start or not claim.end:
        return []
    first, last = date.fromisoformat(claim.start), date.fromisoformat(claim.end)
    periods = [f"{start}/{end}" for start, end in neighbours(first, last)]
    fitting = (
        f"FROM joined WHERE subject_std = ? AND indicator = ? AND modality = ? AND status <> 'conflict' "
        f"AND period_start || '/' || period_end IN ({', '.join('?' * len(periods))})"
    )
    values = claim.owner.name, claim.label, claim.modality, *periods
    condition = f"c.row IN (SELECT row {fitting}) AND c.block IN (SELECT block {fitting})"
    known = [c for c in claims_in(store, condition, *values, *values) if c.print.plain]
    return list(inferences(known, claim, first, last))


def neighbours(first: date, last: date) -> Iterator[tuple[date | None, date | None]]:
    """The periods whose figures may imply one for this period."""
    january, month = first.replace(month=1, day=1), last.replace(day=1)
    yield first, last
    yield year_before(first), year_before(last)
    yield january, last
    yield january, first - timedelta(1)
    yield january, month - timedelta(1)
    yield month, last


def inferences(known: Sequence[Claim], claim: Claim, first: date, last: date) -> Iterator[Implied]:
    """What known figures imply for another one."""
    levels = {(c.start, c.end): c.print for c in known if c.measure == "level" and c.unit == claim.unit}
    growths = {(c.start, c.end): c.print for c in known if (c.measure, c.basis, c.unit) == ("change", "yoy", "%")}
    day = (str(year_before(first)), str(year_before(last)))
    before = levels.get(day)
    if claim.measure == "level":
        if before and (growth := growths.get((claim.start, claim.end))):
            yield grown(before, growth)
        yield from summed(levels, first, last)
    elif (claim.basis, claim.unit) == ("yoy", "%") and before and (now := levels.get((claim.start, claim.end))):
        (a, b), (c, d) = bounds(now), bounds(before)
        if a and b and c and d and min(a, c) > 0:
            yield Implied("本期与上年同期", (a / d - 1) * HUNDRED, (b / c - 1) * HUNDRED)


Levels = dict[tuple[str, str], Print]


def grown(before: Print, growth: Print) -> Implied:
    """The level that the one of a year before becomes by a growth."""
    (a, b), (c, d) = bounds(before), bounds(growth)
    assert a is not None
    assert b is not None
    assert c is not None
    assert d is not None
    return Implied("上年同期与增速", a * (1 + c / HUNDRED), b * (1 + d / HUNDRED))


def days(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()


def summed(levels: Levels, first: date, last: date) -> Iterator[Implied]:
    """The level of a month as the difference of two cumulations, that of a cumulation as the sum of one and a month."""
    january = first.replace(month=1, day=1)
    if first.month > 1 and first.day == 1:
        whole, part = levels.get(days(january, last)), levels.get(days(january, first - timedelta(1)))
        if whole and part:
            step = whole.step + part.step
            difference = whole.value - part.value
            yield Implied("两期累计之差", difference - step, difference + step)
    month = last.replace(day=1)
    if first == january and month > first:
        part, rest = levels.get(days(january, month - timedelta(1))), levels.get(days(month, last))
        if part and rest:
            step = part.step + rest.step
            total = part.value + rest.value
            yield Implied("上期累计与当月之和", total - step, total + step)
