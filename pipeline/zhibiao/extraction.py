"""Article → Result: the stages composed, readable at a glance."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from zhibiao import confidence
from zhibiao.headings import with_headings
from zhibiao.mentions import mentions_of
from zhibiao.model import (
    Article,
    Entity,
    Mention,
    Rejection,
    Result,
    Row,
    Span,
    Text,
)
from zhibiao.page import Page
from zhibiao.portions import LONGEST, portions_of
from zhibiao.rows.assemble import assemble, scenes_of
from zhibiao.rows.checks import contradictions
from zhibiao.rows.scene import Scene
from zhibiao.rows.standard import names
from zhibiao.rows.state import Draft
from zhibiao.spans.marks import mark
from zhibiao.text import mend
from zhibiao.times.periods import HEAD, anchored, dated
from zhibiao.title import Title
from zhibiao.weighing.weigh import Weighing, weigh, weighings
from zhibiao.words import cutter

if TYPE_CHECKING:
    from zhibiao.rows.trace import Trace
    from zhibiao.tables.layouts import Layout

# (drafts as proposed, the sentences, the title) → drafts.
Settle = Callable[[list[Draft], Sequence[Scene], str], list[Draft]]


def pipe(articles: Iterable[Article]) -> Iterator[Result]:
    """Results of the articles, in their order, one at a time: memory does not grow with the corpus."""
    for article in articles:
        yield extract_article(article)


def extract_article(article: Article, settle: Settle = weigh) -> Result:
    """All rows and mentions of one article. `settle`: what is made of the drafts as the rules propose them."""
    results = extract_portions(article, settle)
    first = next(results)
    later = [result.rows for result in results]
    if not later:
        return first
    return replace(first, rows=(*first.rows, *chain(*later)), listing=partial(listed_again, article))


def extract_portions(article: Article, settle: Settle = weigh) -> Iterator[Result]:
    """The result of each portion of an article (one, but for huge articles): memory holds one portion at a time."""
    digest = article_digest(article)
    for reading in read_article(article, settle):
        text, ids = reading.text, reading.ids(digest)
        official = names((d.indicator, d.measure, d.quantity.dimension, d.subject) for d in reading.drafts)
        named = zip(reading.drafts, official, strict=True)
        sentences = cache(partial(sentence_of, text))
        rows = finished(reading.drafts, [row_of(article, text, d, ids, name, sentences) for d, name in named])
        listing = partial(listed, article, reading, ids)
        yield Result(article, rows, listing, reading.anchor, reading.source)


def listed(article: Article, reading: Reading, ids: dict[int, str]) -> tuple[Mention, ...]:
    """The mentions of a portion."""
    return mentions_of(article, reading.text, reading.page, reading.anchor, ids, reading.figures(), reading.rejections)


def listed_again(article: Article) -> tuple[Mention, ...]:
    """The mentions of a huge article, read a second time: all its words and names at once would be too many to keep."""
    return tuple(mention for result in extract_portions(article) for mention in result.mentions)


def finished(drafts: Sequence[Draft], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with their contradictions and their confidence: what is known once all rows of the article are made is
    written into them here, before anyone else has them."""
    write = object.__setattr__
    wrong = contradictions(rows, {row.row for draft, row in zip(drafts, rows, strict=True) if draft.counted})
    for draft, row in zip(drafts, rows, strict=True):
        if row.row in wrong:
            write(row, "checks", "；".join(wrong[row.row]))
        write(row, "confidence", confidence.of(row, draft))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A portion of an article with its marks, before anything is made of them. `layouts`: its tables; `aside`: the
    figures that the reader of sentences does not get."""

    text: Text
    page: Page
    layouts: list[Layout]
    aside: list[Rejection]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages make of a portion, before offsets are translated; the drafts in order of place."""

    text: Text
    page: Page
    anchor: dt.date | None
    source: str
    drafts: list[Draft]
    rejections: list[Rejection]

    def figures(self) -> list[Span]:
        """What became a row or was rejected, tables and page furniture included."""
        return [*(draft.quantity for draft in self.drafts), *(rejection.span for rejection in self.rejections)]

    def ids(self, digest: str) -> dict[int, str]:
        """The row id of each draft, by the start of its quantity."""
        return {draft.quantity.start: row_id(digest, *spot(self.text, draft)) for draft in self.drafts}


def read_article(article: Article, settle: Settle = weigh) -> Iterator[Reading]:
    """The stages in order: text, marks, anchor, drafts; words and names where these ask for them. `settle`: what is made of
    the drafts as the rules propose them."""
    title = Title(article.title)
    text = with_headings(mend(article), title.text)
    sheets: Iterable[Sheet] = [laid_out(text)] if len(text.mended) <= LONGEST else Sheets(text)
    if len(text.mended) > LONGEST:
        cutter().expect(len(text.mended))
    days = (day for sheet in sheets for day in dated(sheet.text.mended, sheet.page.everywhere.times))
    anchor, source = anchored(article.published, text.mended[:HEAD], days)
    if source == "published" and article.published_from:
        source = article.published_from
    elif article.published is None and article.published_from:  # what the input gave as its date and nobody can read
        source = "; ".join(filter(None, (source, article.published_from)))
    period = cache(lambda: title.period(anchor))
    for sheet in sheets:
        scenes = scenes_of(sheet.page)
        stated = source == "stated"
        drafts, rejections = assemble(
            sheet.page, anchor, lambda: title.owner, title_period=period, scenes=scenes, stated=stated
        )
        drafts = settle(drafts, scenes, title.text)
        tabled, rejected = read_tables(sheet, anchor, lambda: title.owner)
        drafts = [draft for draft in (*drafts, *tabled) if draft.quantity.start >= sheet.text.repeated]
        drafts.sort(key=lambda draft: draft.quantity.start)
        yield Reading(sheet.text, sheet.page, anchor, source, drafts, [*rejections, *rejected])


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a huge text, made anew whenever they are gone through."""

    text: Text

    def __iter__(self) -> Iterator[Sheet]:
        return map(laid_out, portions_of(self.text, LONGEST))


def laid_out(text: Text) -> Sheet:
    """The marks and the tables of a portion. What reads tables is imported for the first."""
    marks = mark(text.mended)
    layouts: list[Layout] = []
    aside: list[Rejection] = []
    if text.tables or any(sentence.kind == "furniture" for sentence in text.sentences):
        from zhibiao.tables.layouts import lay_out, set_aside

        layouts = [lay_out(text.mended, table) for table in text.tables]
        marks, aside = set_aside(text, layouts, marks)
    return Sheet(text, Page(text.mended, text.sentences, marks), layouts, aside)


def read_tables(
    sheet: Sheet, anchor: dt.date | None, headline: Callable[[], Entity | None]
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of a portion's tables, and what was set aside and became none."""
    if not sheet.layouts:
        return [], sheet.aside
    from zhibiao.tables.cells import read_tables

    return read_tables(sheet.page, sheet.layouts, sheet.aside, anchor, headline)


@dataclass(frozen=True, slots=True)
class Explained:
    """How each figure was read, by the original offset of its quantity: its trace, and of a row the line that says how
    it came about and what was weighed."""

    traces: dict[int, Trace]
    derivations: dict[int, str]
    weighings: dict[int, Weighing]


def explained(article: Article) -> Explained:
    """How the figures of an article were read. It is read a second time for this; nothing is kept when articles are
    extracted."""
    from zhibiao.rows.trace import traces

    told, title = Explained({}, {}, {}), Title(article.title)
    weighed: list[Weighing] = []

    def keep(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> list[Draft]:
        weighed[:] = weighings(drafts, scenes, title)
        return [weighing.draft for weighing in weighed]

    for reading in read_article(article, keep):
        text = reading.text
        told.weighings.update((spot(text, weighing.draft)[0], weighing) for weighing in weighed)
        found = traces(reading.page, reading.anchor, lambda: title.owner)
        told.traces.update((text.original_span(at, at + 1)[0], trace) for at, trace in found.items())
        told.derivations.update((spot(text, draft)[0], derivation(text, draft)) for draft in reading.drafts)
    return told


def spot(text: Text, draft: Draft) -> tuple[int, int]:
    """Original offsets of the draft's quantity."""
    return text.original_span(draft.quantity.start, draft.quantity.end)


def article_digest(article: Article) -> str:
    """A digest of the article's text, the same on every machine."""
    return hashlib.blake2b(article.original.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def row_id(digest: str, start: int, end: int) -> str:
    """A stable id: the digest of the article's text, then the span."""
    return f"{digest}-{start}-{end}"


def sentence_of(text: Text, start: int, end: int) -> str:
    """A sentence as rows show it."""
    return text.mended[start:end].strip()


def row_of(
    article: Article,
    text: Text,
    draft: Draft,
    ids: dict[int, str],
    official: str,
    sentences: Callable[[int, int], str],
) -> Row:
    """The row of a draft, with offsets into the original and the official name of its indicator. `sentences`: each
    sentence as one string, which its rows share."""
    start, end = spot(text, draft)
    quantity, sentence = draft.quantity, draft.sentence
    return Row(
        row=ids[quantity.start],
        article=article.id,
        title=article.title,
        published=article.published,
        source=article.source,
        url=article.url,
        byline=article.byline,
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
        period_end=draft.period.finish if draft.period and not draft.period.open else None,
        part_of=ids.get(draft.part_of, ""),
        same_as=ids.get(draft.same_as, ""),
        section=sentence.kind,
        text=article.original[start:end],
        start=start,
        end=end,
        sentence=sentences(sentence.start, sentence.end),
        rule=draft.rule,
        indicator_std=official,
    )


def derivation(text: Text, draft: Draft) -> str:
    """One line that says how a row came about: rule, clause, what was inherited."""
    begin, end = draft.clause
    inherited = f"；沿用 {'、'.join(draft.inherited)}" if draft.inherited else ""
    return f"{draft.rule}｜{text.mended[begin:end]}{inherited}"
