"""Article → Result: the stages composed, readable at a glance."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from zhibiao import confidence
from zhibiao.headings import with_headings
from zhibiao.model import (
    Article,
    Entity,
    Mention,
    Period,
    Quantity,
    Rejection,
    Result,
    Row,
    Span,
    Text,
    TimeExpr,
)
from zhibiao.naming import UNNAMED
from zhibiao.naming import find as find_entities
from zhibiao.page import Page
from zhibiao.rows.anchors import anchor_of
from zhibiao.rows.assemble import assemble
from zhibiao.rows.cells import lay_out, read_tables, set_aside
from zhibiao.rows.checks import contradictions
from zhibiao.rows.iso import duration, normalised
from zhibiao.rows.periods import resolve
from zhibiao.rows.standard import names
from zhibiao.rows.state import Draft
from zhibiao.rows.trace import Trace, traces
from zhibiao.script import simplified
from zhibiao.spans.marks import mark
from zhibiao.text import mend
from zhibiao.words import cut

# What may be a numeral: each one is accounted for, the last of them as part of a word (一|是, 三|地).
NUMERIC = re.compile("[0-9０-９]+|[〇零一二三四五六七八九十百千万亿两]+")


def pipe(articles: Iterable[Article]) -> Iterator[Result]:
    """Results of the articles, in their order, one at a time: memory does not grow with the corpus."""
    for article in articles:
        yield extract_article(article)


def extract_article(article: Article) -> Result:
    """All rows and mentions of one article."""
    reading = read_article(article)
    text, drafts = reading.text, reading.drafts
    digest = article_digest(article)
    ids = {draft.quantity.start: row_id(digest, *spot(text, draft)) for draft in drafts}
    drafts = sorted(drafts, key=lambda d: d.quantity.start)
    rows = finished(drafts, [row_of(article, text, draft, ids) for draft in drafts])
    derivations = tuple((spot(text, d)[0], derivation(text, d)) for d in drafts)
    return Result(
        article, rows, lambda: mentions_of(article, reading, ids), reading.anchor, reading.source, derivations
    )


def finished(drafts: Sequence[Draft], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The finished rows with their official names, their contradictions and their confidence."""
    official = names((row.indicator, row.measure, row.dimension, row.subject) for row in rows)
    named = [replace(row, indicator_std=name) if name else row for row, name in zip(rows, official, strict=True)]
    wrong = contradictions(named)
    checked = [replace(row, checks="；".join(wrong[row.row])) if row.row in wrong else row for row in named]
    return tuple(
        replace(row, confidence=confidence.of(row, draft.inherited)) for draft, row in zip(drafts, checked, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages make of one article, before offsets are translated."""

    text: Text
    page: Page
    anchor: dt.date | None
    source: str
    drafts: list[Draft]
    rejections: list[Rejection]

    def figures(self) -> list[Span]:
        """What became a row or was rejected, tables and page furniture included."""
        return [*(draft.quantity for draft in self.drafts), *(rejection.span for rejection in self.rejections)]


def read_article(article: Article) -> Reading:
    """The stages in order: text, marks, anchor, drafts; words and names where these ask for them."""
    text = with_headings(mend(article), simplified(article.title))
    layouts = [lay_out(text.mended, table) for table in text.tables]
    marks, aside = set_aside(text, layouts, mark(text.mended))
    page = Page(text.mended, text.sentences, marks)
    anchor, source = anchor_of(article.published, text.mended, page.everywhere.times)
    source = article.published_from if source == "published" and article.published_from else source
    drafts, rejections = assemble(
        page,
        anchor,
        cache(lambda: headline_topic(article)),
        title_period=cache(lambda: headline_period(article, anchor)),
    )
    tabled, rejected = read_tables(page, layouts, aside, anchor)
    return Reading(text, page, anchor, source, [*drafts, *tabled], [*rejections, *rejected])


def explained(article: Article) -> tuple[Result, dict[int, Trace]]:
    """The result of an article, and how each figure was read, by the original offset of its quantity.

    The article is read a second time; nothing is kept for this when articles are extracted.
    """
    reading = read_article(article)
    found = traces(reading.page, reading.anchor, cache(lambda: headline_topic(article)))
    return extract_article(article), {reading.text.original_span(at, at + 1)[0]: trace for at, trace in found.items()}


def headline_topic(article: Article) -> Entity | None:
    """The name in the title that owns figures whose text names no owner."""
    title = simplified(article.title)
    if not title:
        return None
    marks = mark(title)
    entities = find_entities(title, cut(title, marks), marks)
    return next((e for e in entities if e.type in ("ORG", "LOC", "FAC", "BRAND")), None)


def headline_period(article: Article, anchor: dt.date | None) -> tuple[Period | None, str]:
    """The first time that the title states, for figures whose paragraph states none, and its words."""
    found = ((resolve(t, anchor, None), t.text) for t in mark(simplified(article.title)).times)
    return next((pair for pair in found if pair[0] is not None), (None, ""))


def spot(text: Text, draft: Draft) -> tuple[int, int]:
    """Original offsets of the draft's quantity."""
    return text.original_span(draft.quantity.start, draft.quantity.end)


def article_digest(article: Article) -> str:
    """A digest of the article's text, the same on every machine."""
    return hashlib.blake2b(article.original.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def row_id(digest: str, start: int, end: int) -> str:
    """A stable id: the digest of the article's text, then the span."""
    return f"{digest}-{start}-{end}"


def row_of(article: Article, text: Text, draft: Draft, ids: dict[int, str]) -> Row:
    """The row of a draft, with offsets into the original."""
    start, end = spot(text, draft)
    quantity, sentence = draft.quantity, draft.sentence
    return Row(
        row=ids[quantity.start],
        article=article.id,
        title=article.title,
        published=article.published,
        subject=draft.subject,
        indicator=draft.indicator,
        measure=draft.measure,
        value=draft.value,
        value_to=draft.value_to,
        unit=quantity.unit,
        dimension=quantity.dimension,
        qualifier=quantity.qualifier,
        basis=draft.basis,
        modality=draft.modality,
        attribution=draft.attribution,
        period_text=draft.period_text if draft.period else "",
        period_start=draft.period.begin if draft.period else None,
        period_end=draft.period.finish if draft.period else None,
        part_of=ids.get(draft.part_of, ""),
        same_as=ids.get(draft.same_as, ""),
        section=sentence.kind,
        text=article.original[start:end],
        start=start,
        end=end,
        sentence=text.mended[sentence.start : sentence.end].strip(),
        rule=draft.rule,
    )


def mentions_of(article: Article, reading: Reading, ids: dict[int, str]) -> tuple[Mention, ...]:
    """Every quantity, time, label and entity of the article, in order of place."""
    text, marks, anchor = reading.text, reading.page.everywhere, reading.anchor
    found: list[tuple[int, Mention]] = []
    reasons = {r.span.start: r.reason for r in reading.rejections}

    def add(span_start: int, span_end: int, kind: str, type_: str, value: str, rule: str, row: str = "") -> None:
        start, end = text.original_span(span_start, span_end)
        mention = Mention(article.id, kind, type_, article.original[start:end], start, end, value, row, rule)
        found.append((start, mention))

    quantities = {s.start: s for s in (*marks.quantities, *reading.figures()) if isinstance(s, Quantity)}
    for q in quantities.values():
        if q.start in ids:
            add(q.start, q.end, "quantity", q.dimension, written(q), q.rule, ids[q.start])
        else:
            iso = duration(q.value, q.unit) if q.dimension == "time" and q.value_to is None else ""
            add(q.start, q.end, "rejected", reasons.get(q.start, "unread"), iso or written(q), q.rule)
    context: Period | None = None
    for t in marks.times:
        value, context = time_value(t, anchor, context)
        add(t.start, t.end, "time", t.kind, value, t.rule)
    for label in marks.labels:
        add(label.start, label.end, "rejected", label.reason, "", label.rule)
    taken = {i for span in (*quantities.values(), *marks.times, *marks.labels) for i in range(span.start, span.end)}
    for m in NUMERIC.finditer(text.mended):
        if taken.isdisjoint(range(*m.span())):
            add(m.start(), m.end(), "rejected", "word", "", "part_of_a_word")
    for e in reading.page.all_names():
        if e.text not in UNNAMED:
            add(e.start, e.end, "entity", e.type, e.name or e.text, e.rule)
    return tuple(m for _, m in sorted(found, key=lambda pair: (pair[0], pair[1].end)))


def time_value(t: TimeExpr, anchor: object, context: Period | None) -> tuple[str, Period | None]:
    """The ISO 8601 form of a time expression, and the context for the next one."""
    period = resolve(t, anchor, context)  # type: ignore[arg-type]
    if period is None:
        return normalised(t), context
    if period.begin == period.finish:
        return period.begin.isoformat(), period
    return f"{period.begin.isoformat()}/{period.finish.isoformat()}", period


def written(q: Quantity) -> str:
    """Number, range and unit of a quantity as one string: `20..90 个`."""
    value = plain(q.value) if q.value_to is None else f"{plain(q.value)}..{plain(q.value_to)}"
    return f"{value} {q.unit}".strip()


def plain(value: Decimal) -> str:
    """A decimal without exponent."""
    return format(value, "f")


def derivation(text: Text, draft: Draft) -> str:
    """One line that says how a row came about: rule, clause, what was inherited."""
    begin, end = draft.clause
    inherited = f"；沿用 {'、'.join(draft.inherited)}" if draft.inherited else ""
    return f"{draft.rule}｜{text.mended[begin:end]}{inherited}"
