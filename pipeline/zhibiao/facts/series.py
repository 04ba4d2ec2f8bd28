"""Series of a subject's indicator over time: as stated, gaps shown, growth recomputed beside growth stated.

A figure for 1—8月 is no figure for August: each point has the span of its period (`month`, `quarter`, `half`, `year`,
`cumulative` from 1 January, `point` in time, `other`). Nothing is filled unless asked: with `fill="cumulative"` a month is
the difference of two cumulations when it is not stated itself, and says so. As of a day, only what had been published by
then is known.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import ROUND_HALF_EVEN, Decimal, DivisionByZero, InvalidOperation

from zhibiao.facts.claims import Claim
from zhibiao.facts.joining import Fact, Sources, facts_of
from zhibiao.facts.kindred import Alike
from zhibiao.facts.owners import SPACES, owner_of
from zhibiao.facts.prints import Print, bounds
from zhibiao.model import ZhibiaoError, column
from zhibiao.rows.standard import standard
from zhibiao.wording import say

SPANS = ("month", "quarter", "half", "year", "cumulative", "point", "other")
BY = ("month", "quarter", "year")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
HUNDRED = Decimal(100)
MISSING, DIFFERENCE = "missing", "difference"


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a series: a line of series.csv."""

    subject_std: str = column("规范主体 owner under one name")
    indicator: str = column("指标 official name with what narrows it, else as normalised")
    measure: str = column("度量 level, change, share, ratio or rank")
    basis: str = column("对比基准 of a change", default="")
    unit: str = column("单位 canonical unit without scale", default="")
    span: str = column("期别 month, quarter, half, year, cumulative, point or other", default="other")
    period: str = column("时期 2025-08, 2025Q3, 2025H1, 2025, 2025-01..08, a day, or first..last day", default="")
    period_start: dt.date | None = column("时期起 first day", dtype="date", default=None)
    period_end: dt.date | None = column("时期止 last day", dtype="date", default=None)
    value: Decimal | None = column("数值 exact value, scale applied; empty for a gap", dtype="decimal", default=None)
    value_to: Decimal | None = column("上限 upper end of a range", dtype="decimal", default=None)
    qualifier: str = column("限定 about, nearly, over, under, at_least, at_most", default="")
    status: str = column("状态 single, agreed, revised, conflict; difference (of two cumulations), missing", default="")
    articles: int = column("独立文章数 independent articles", dtype="int", default=0)
    first_published: str = column("首次发布 first publication", dtype="date", default="")
    growth_stated: Decimal | None = column(
        "同比（文中）year-on-year growth as stated, %", dtype="decimal", default=None
    )
    growth_recomputed: Decimal | None = column(
        "同比（计算）the same by the figure of a year before, %", dtype="decimal", default=None
    )
    growth_check: str = column("同比核对 agrees or differs, where both are known", default="")
    values: str = column("各种写法 figures as printed", default="")
    fact: str = column("事实编号 of facts.csv; of a difference both", default="")


POINT_COLUMNS = tuple(f.name for f in fields(Point))


@dataclass(frozen=True, slots=True)
class Known:
    """A fact's figure with its bounds, for what is computed of it."""

    point: Point
    print: Print


def points_of(
    claims: Iterable[Claim], sources: Sources, accepted: frozenset[str] = frozenset(), as_of: str = "",
    same_words: Alike = lambda one, other: False,
) -> list[Known]:  # fmt: skip
    """The points of claims of any blocks, by what was published by the day `as_of` (ISO; empty: all)."""
    blocks: dict[str, list[Claim]] = {}
    for claim in claims:
        if not as_of or (claim.published and claim.published <= as_of):
            blocks.setdefault(claim.block, []).append(claim)
    facts = (fact for name in sorted(blocks) for fact in facts_of(blocks[name], sources, accepted, same_words))
    return sorted(map(point_of, facts), key=lambda k: order(k.point))


def order(point: Point) -> tuple[str, ...]:
    """Series by series, then in time."""
    days = str(point.period_end or ""), str(point.period_start or "")
    series = point.subject_std, point.indicator, point.measure, point.basis, point.unit
    return *series, f"{SPANS.index(point.span)}", *days, point.fact


def point_of(fact: Fact) -> Known:
    """A fact as a point."""
    t = fact.taken
    owner = next((c.owner for c in fact.claims if c.owner.name), t.owner)
    first, last = (dt.date.fromisoformat(day) if day else None for day in (t.start, t.end))
    span = span_of(first, last)
    published = sorted(c.published for c in fact.claims if c.published)
    point = Point(
        *(owner.name, fact.label, t.measure, fact.basis, t.unit, span, named(span, first, last), first, last),
        *(t.value, t.value_to, t.qualifier, fact.status, fact.articles, published[0] if published else ""),
        values=fact.values,
        fact=fact.id,
    )
    return Known(point, t.print)


# ------------------------------------------------------------------ periods


def span_of(first: dt.date | None, last: dt.date | None) -> str:
    """What kind of period it is.

    2025-08-01..2025-08-31 => month       2025-01-01..2025-08-31 => cumulative       2025-01-01..2025-03-31 => quarter
    """
    if not first or not last:
        return "other"
    if first == last:
        return "point"
    if first.day != 1 or last != month_end(last) or first.year != last.year:
        return "other"
    months = last.month - first.month + 1
    if months == 1:
        return "month"
    if months == 3 and last.month % 3 == 0:
        return "quarter"
    if months == 6 and last.month % 6 == 0:
        return "half"
    return "year" if months == 12 else "cumulative" if first.month == 1 else "other"


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def named(span: str, first: dt.date | None, last: dt.date | None) -> str:
    """A period as a label that sorts within its span."""
    if not first or not last:
        return ""
    match span:
        case "month":
            return f"{last:%Y-%m}"
        case "quarter":
            return f"{last.year}Q{last.month // 3}"
        case "half":
            return f"{last.year}H{last.month // 6}"
        case "year":
            return f"{last.year}"
        case "cumulative":
            return f"{first:%Y-%m}..{last:%m}"
        case "point":
            return last.isoformat()
    return f"{first}..{last}"


def days_of(span: str, year: int, number: int) -> tuple[dt.date, dt.date]:
    """The days of the n-th month, quarter or year of a year, counted from 1."""
    months = MONTHS[span]
    first = dt.date(year, (number - 1) * months + 1, 1)
    return first, month_end(first.replace(month=first.month + months - 1))


# ------------------------------------------------------------------ what is asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """What a series is asked for. `by` keeps one span and shows its gaps; `fill` is `cumulative` or empty."""

    subject: str
    indicator: str
    by: str = ""
    fill: str = ""
    as_of: str = ""
    modality: str = "actual"

    def check(self) -> None:
        """Raises `ZhibiaoError` for what cannot be asked."""
        if self.by and self.by not in BY:
            raise ZhibiaoError(say("by: {by!r} is no kind of period; give {kinds}", by=self.by, kinds=", ".join(BY)))
        if self.fill not in ("", "cumulative"):
            raise ZhibiaoError(say("fill: {fill!r} is none; only cumulative is filled", fill=self.fill))
        if self.fill and self.by not in ("month", "quarter"):
            raise ZhibiaoError(say("fill: goes with by month or by quarter"))

    @property
    def owner(self) -> str:
        """The subject under its shared name."""
        return owner_of(self.subject).name or str(SPACES.sub("", self.subject))

    @property
    def labels(self) -> tuple[str, ...]:
        """The indicator as given and under its official name."""
        return tuple(dict.fromkeys(filter(None, (standard(self.indicator), str(SPACES.sub("", self.indicator))))))


def series_of(known: Sequence[Known], asked: Asked) -> list[Point]:
    """The points asked for: of one span with its gaps, or of all, with growth beside the levels."""
    asked.check()
    found: list[Point] = []
    for group in grouped(known):
        grown = with_growth(group, known)
        if not asked.by:
            found += [k.point for k in grown]
            continue
        kept = [k for k in grown if k.point.span == asked.by]
        if asked.fill and group[0].point.measure == "level":
            kept += filled(kept, group, asked.by)
        found += gapless(sorted(kept, key=lambda k: str(k.point.period_end)), asked.by)
    return found


def grouped(known: Iterable[Known]) -> Iterator[list[Known]]:
    """The points of each series."""
    groups: dict[tuple[str, ...], list[Known]] = {}
    for k in known:
        p = k.point
        groups.setdefault((p.subject_std, p.indicator, p.measure, p.basis, p.unit), []).append(k)
    yield from groups.values()


def gapless(known: Sequence[Known], by: str) -> list[Point]:
    """The points with an empty one for each period between the first and the last that nobody states."""
    if not known:
        return []
    found: list[Point] = []
    there: dict[dt.date | None, list[Point]] = {}
    for k in known:
        there.setdefault(k.point.period_end, []).append(k.point)
    first, last = known[0].point.period_end, known[-1].point.period_end
    assert first
    assert last
    model = known[0].point
    for year in range(first.year, last.year + 1):
        for number in range(1, 12 // MONTHS[by] + 1):
            start, end = days_of(by, year, number)
            if first <= end <= last:
                found += there.get(end) or [blank(model, by, start, end)]
    return found


def blank(model: Point, span: str, start: dt.date, end: dt.date) -> Point:
    """A gap of a series."""
    series = model.subject_std, model.indicator, model.measure, model.basis, model.unit
    return Point(*series, span, named(span, start, end), start, end, status=MISSING)


def filled(kept: Sequence[Known], group: Sequence[Known], by: str) -> list[Known]:
    """Periods that nobody states as the difference of two cumulations: 8月 = 1—8月 - 1—7月. Only of plain figures that
    are not in conflict."""
    stated = {k.point.period_end for k in kept}
    runs: dict[dt.date | None, Known] = {}
    for k in group:
        p = k.point
        runs_from_new_year = (
            p.period_start and p.period_start.timetuple().tm_yday == 1 and p.span not in ("point", "other")
        )
        if runs_from_new_year and k.print.plain and p.status != "conflict":
            runs[p.period_end] = k
    found = []
    for end, run in runs.items():
        assert end
        if end in stated or end.month % MONTHS[by] or end.month == MONTHS[by]:
            continue
        start = dt.date(end.year, end.month - MONTHS[by] + 1, 1)
        before = runs.get(start - dt.timedelta(1))
        if before and before.point.value is not None and run.point.value is not None:
            found.append(difference(run, before, by, start, end))
    return found


def difference(run: Known, before: Known, by: str, start: dt.date, end: dt.date) -> Known:
    """A period as the difference of two cumulations."""
    p, q = run.point, before.point
    assert p.value is not None
    assert q.value is not None
    known = max(p.first_published, q.first_published)
    point = replace(
        blank(p, by, start, end),
        value=p.value - q.value,
        status=DIFFERENCE,
        articles=min(p.articles, q.articles),
        first_published=known if p.first_published and q.first_published else "",
        values=f"{p.values} − {q.values}",
        fact=f"{p.fact} {q.fact}",
    )
    size = run.print.value - before.print.value
    return Known(point, Print(size, size, run.print.step + before.print.step))


# ------------------------------------------------------------------ growth


def with_growth(group: Sequence[Known], known: Sequence[Known]) -> list[Known]:
    """Levels with the year-on-year growth that is stated for their period, and the one that the level of a year before
    gives."""
    if group[0].point.measure != "level":
        return list(group)
    p = group[0].point
    stated = {
        (k.point.period_start, k.point.period_end): k
        for k in known
        if (k.point.subject_std, k.point.indicator, k.point.measure, k.point.basis, k.point.unit)
        == (p.subject_std, p.indicator, "change", "yoy", "%")
    }
    levels = {(k.point.period_start, k.point.period_end): k for k in group}
    found = []
    for k in group:
        days = k.point.period_start, k.point.period_end
        growth, before = stated.get(days), levels.get((year_before(days[0]), year_before(days[1])))
        recomputed = rate(k.print.value, before.print.value) if before else None
        check = ""
        if growth and before and recomputed is not None:
            check = "agrees" if explains(k.print, before.print, growth.print) else "differs"
            recomputed = recomputed.quantize(growth.print.step or Decimal("0.1"), ROUND_HALF_EVEN)
        elif recomputed is not None:
            recomputed = recomputed.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
        given = growth.point.value if growth else None
        point = replace(k.point, growth_stated=given, growth_recomputed=recomputed, growth_check=check)
        found.append(Known(point, k.print))
    return found


def year_before(day: dt.date | None) -> dt.date | None:
    """The same day a year before; of the end of a February its end."""
    if day is None:
        return None
    if day == month_end(day):
        return month_end(day.replace(year=day.year - 1, day=1))
    return day.replace(year=day.year - 1)


def rate(now: Decimal, before: Decimal) -> Decimal | None:
    """Growth in percent."""
    try:
        return (now / before - 1) * HUNDRED
    except (DivisionByZero, InvalidOperation):
        return None


def explains(now: Print, before: Print, growth: Print) -> bool:
    """Whether two levels can have this growth, given how they are rounded."""
    (a, b), (c, d) = bounds(now), bounds(before)
    low, high = bounds(growth)
    if not (a and b and c and d) or min(a, c) <= 0:
        return True
    least, most = (a / d - 1) * HUNDRED, (b / c - 1) * HUNDRED
    return (high is None or least <= high) and (low is None or low <= most)
