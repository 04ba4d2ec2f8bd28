"""The mentions of an article: every quantity, time, label and name in it, each numeral accounted for.

What became a row names it, what became none its reason; a numeral that is no figure is part of a word (一|是, 三|地).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import Article, Mention, Period, Quantity, Rejection, Span, Text, TimeExpr
from zhibiao.naming import unnamed, with_persons_again
from zhibiao.page import Page
from zhibiao.rows.comparing import compared
from zhibiao.rows.roles import STRETCHES
from zhibiao.times import resolve
from zhibiao.times.hours import duration, normalised

# What may be a numeral: each one is accounted for, the last of them as part of a word (一|是, 三|地).
NUMERIC = compiled("[0-9０-９]+|[〇零一二三四五六七八九十百千万亿两]+")


def mentions_of(
    article: Article,
    text: Text,
    page: Page,
    anchor: dt.date | None,
    ids: dict[int, str],
    figures: Iterable[Span],
    rejections: Sequence[Rejection],
) -> tuple[Mention, ...]:
    """Every quantity, time, label and entity of a portion of an article, in order of place. `ids`: the row id of each figure
    that became a row, by its start; `figures`: those and the rejected ones."""
    marks = page.everywhere
    found: list[tuple[int, Mention]] = []
    reasons = {r.span.start: r.reason for r in rejections}

    def add(span_start: int, span_end: int, kind: str, type_: str, value: str, rule: str, row: str = "") -> None:
        if span_start < text.repeated:
            return
        start, end = text.original_span(span_start, span_end)
        mention = Mention(article.id, kind, type_, article.original[start:end], start, end, value, row, rule)
        found.append((start, mention))

    quantities = {s.start: s for s in (*marks.quantities, *figures) if isinstance(s, Quantity)}
    for q in quantities.values():
        if q.start in ids:
            add(q.start, q.end, "quantity", q.dimension, written(q), q.rule, ids[q.start])
        else:
            iso = duration(q.value, q.unit) if q.dimension == "time" and q.value_to is None else ""
            add(q.start, q.end, "rejected", reasons.get(q.start, "unread"), iso or written(q), q.rule)
    for t, value in time_values(text, marks.times, anchor):
        add(t.start, t.end, "time", t.kind, value, t.rule)
    for label in marks.labels:
        add(label.start, label.end, "rejected", label.reason, "", label.rule)
    taken = {i for span in (*quantities.values(), *marks.times, *marks.labels) for i in range(span.start, span.end)}
    for m in NUMERIC.finditer(text.mended):
        if taken.isdisjoint(range(*m.span())):
            add(m.start(), m.end(), "rejected", "word", "", "part_of_a_word")
    names = with_persons_again(text.mended, [e for k in range(len(page.sentences)) for e in page.levels(k)])
    for e in names:
        if e.text not in unnamed():
            add(e.start, e.end, "entity", e.type, e.name or e.text, e.rule)
    return tuple(m for _, m in sorted(found, key=lambda pair: (pair[0], pair[1].end)))


def time_values(text: Text, times: Sequence[TimeExpr], anchor: dt.date | None) -> Iterator[tuple[TimeExpr, str]]:
    """Each time with its ISO 8601 form, read in the period that the times of its paragraph before it set."""
    opens = iter([*(t.start for s, t in pairwise(text.sentences) if s.paragraph != t.paragraph), len(text.mended)])
    context: Period | None = None
    recent: Period | None = None
    until = next(opens)
    for t in times:
        while t.start >= until:
            until, context = next(opens, len(text.mended) + 1), None
        period = resolve(t, anchor, context, recent=recent)
        if period is None:
            yield t, normalised(t)
            continue
        first, last = period.begin.isoformat(), period.finish.isoformat()
        yield t, f"{first}/.." if period.open else first if first == last else f"{first}/{last}"
        if (first == last or period.open) and t.kind != "now":
            recent = replace(period, finish=period.begin)
        if t.kind not in STRETCHES and not compared(text.mended, Token(t.start, t.end, t.text, "T")):
            context = period


def written(q: Quantity) -> str:
    """Number, range and unit of a quantity as one string: `20..90 个`."""
    value = plain(q.value) if q.value_to is None else f"{plain(q.value)}..{plain(q.value_to)}"
    return f"{value} {q.unit}".strip()


def plain(value: Decimal) -> str:
    """A decimal without exponent."""
    return format(value, "f")
