"""spaCy factories: thin adapters over the same stages (docs/spacy.md).

    nlp = zhibiao.load()
    doc = nlp("2024年出口额达4718亿元。")
    doc.spans["quantities"], doc._.indicators

`zh_quantities zh_times zh_entities zh_indicators` can be added to any Chinese pipeline whose tokens keep
figures whole; a span that no tokens match is an error, never silently dropped. Docs travel as spaCy's own do: what we
write into `doc.user_data` is plain text and numbers, and `doc._.indicators` makes rows of it when asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Entity, Mention, Quantity, Row, Span, TimeExpr
from zhibiao.naming import find_in
from zhibiao.reading.records import date_of
from zhibiao.spans.marks import mark
from zhibiao.words import cut

# ------------------------------------------------------------------ what a doc carries

ROWS, MENTIONS = "zhibiao_rows", "zhibiao_mentions"
READ: dict[str, Callable[[str], Any]] = {"decimal": Decimal, "date": dt.date.fromisoformat}
R = TypeVar("R", Row, Mention)


def plain(record: Row | Mention) -> list[Any]:
    """The record's cells as text and numbers, which msgpack keeps."""
    values = [getattr(record, f.name) for f in fields(record)]
    return [v if v is None or isinstance(v, int | float) else str(v) for v in values]


def record_of(kind: type[R], cells: list[Any]) -> R:
    """The record of such cells: decimals are exact, dates are dates."""
    dtypes = [f.metadata["dtype"] for f in fields(kind)]
    return kind(*(READ[d](c) if d in READ and c is not None else c for d, c in zip(dtypes, cells, strict=True)))


def rows_of(doc: Doc) -> tuple[Row, ...]:
    """`doc._.indicators`: the rows of the indicator table."""
    return tuple(record_of(Row, cells) for cells in doc.user_data.get(ROWS, ()))


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """`doc._.mentions`: every number, quantity, time and entity, and each numeral's fate."""
    return tuple(record_of(Mention, cells) for cells in doc.user_data.get(MENTIONS, ()))


for name, getter in (("indicators", rows_of), ("mentions", mentions_of)):
    Doc.set_extension(name, getter=getter, force=True)


# ------------------------------------------------------------------ words


class MarkTokenizer:
    """A spaCy tokenizer that keeps figures and times whole and cuts the rest with jieba."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        place = 0
        for word in cut(text, mark(text)):
            between = text[place : word.start]
            if between:
                if between.startswith(" ") and words:
                    spaces[-1] = True
                    between = between[1:]
                if between:
                    words.append(between)
                    spaces.append(False)
            words.append(word.text)
            spaces.append(False)
            place = word.end
        if place < len(text):
            words.append(text[place:])
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], **options: Any) -> Iterable[Doc]:
        """The texts in turn."""
        return map(self, texts)

    # There is nothing to keep: the dictionary is the installed package's.

    def to_bytes(self, **options: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **options: Any) -> MarkTokenizer:
        return self

    def to_disk(self, path: str | Path, **options: Any) -> None:
        return None

    def from_disk(self, path: str | Path, **options: Any) -> MarkTokenizer:
        return self


TOKENIZER = "zhibiao.MarkTokenizer.v1"


def mark_tokenizer() -> Callable[[Language], MarkTokenizer]:
    """Our tokenizer, by its name in a pipeline's config."""
    return lambda nlp: MarkTokenizer(nlp.vocab)


registry.tokenizers.register(TOKENIZER, func=mark_tokenizer)


# ------------------------------------------------------------------ components


@dataclass(frozen=True, slots=True)
class Finder:
    """Writes what `find` finds into `doc.spans[key]`, aligned to the tokens; with `ents`, into `doc.ents`, too, beside
    those that are there (of two that overlap the longer stays)."""

    key: str
    find: Callable[[str], Iterable[Span]]
    label: Callable[[Any], str]
    ents: bool = False

    def __call__(self, doc: Doc) -> Doc:
        found = [span_of(doc, s.start, s.end, self.label(s)) for s in self.find(doc.text)]
        doc.spans[self.key] = found
        if self.ents:
            doc.ents = filter_spans([*doc.ents, *found])
        return doc


def quantities(text: str) -> tuple[Quantity, ...]:
    return mark(text).quantities


def times(text: str) -> tuple[TimeExpr, ...]:
    return mark(text).times


def dimension(quantity: Quantity) -> str:
    return quantity.dimension


def kind(time: TimeExpr) -> str:
    return time.kind


def entity_type(entity: Entity) -> str:
    return entity.type


@Language.factory("zh_quantities")
def zh_quantities(nlp: Language, name: str) -> Finder:
    """doc.spans["quantities"]; the label is the dimension."""
    return Finder("quantities", quantities, dimension)


@Language.factory("zh_times")
def zh_times(nlp: Language, name: str) -> Finder:
    """doc.spans["times"]; the label is the kind of time expression."""
    return Finder("times", times, kind)


@Language.factory("zh_entities", default_config={"ents": False})
def zh_entities(nlp: Language, name: str, ents: bool) -> Finder:
    """doc.spans["entities"], and with `ents` doc.ents; the label is the entity's type."""
    return Finder("entities", find_in, entity_type, ents)


@Language.factory("zh_indicators", default_config={"published": None})
def zh_indicators(nlp: Language, name: str, published: str | None) -> Indicators:
    """doc._.indicators, doc._.mentions, doc.spans["indicators"]. `published`: ISO date or None."""
    return Indicators(date_of(published, "published"))


@dataclass(frozen=True, slots=True)
class Indicators:
    """doc._.indicators: the rows; doc._.mentions; doc.spans["indicators"]: the rows' figures, the label their measure.

    What is known about an article stands in its context (`nlp.pipe(…, as_tuples=True)`) or in `doc.user_data`: `id`,
    `title` and `published`, an ISO date or a `datetime.date`; else `published` is the component's.
    """

    published: dt.date | None = None

    def __call__(self, doc: Doc) -> Doc:
        context = doc._context if isinstance(doc._context, Mapping) else {}
        known = {"published": self.published, **doc.user_data, **context}
        day = date_of(known["published"], "published")
        result = extract_article(Article(str(known.get("id", "")), doc.text, str(known.get("title", "")), day))
        doc.user_data[ROWS] = [plain(row) for row in result.rows]
        doc.user_data[MENTIONS] = [plain(mention) for mention in result.mentions]
        doc.spans["indicators"] = [span_of(doc, row.start, row.end, row.measure) for row in result.rows]
        return doc


def span_of(doc: Doc, start: int, end: int, label: str) -> DocSpan:
    """The doc's span over the characters; widened to whole tokens where another tokenizer cut otherwise."""
    span = doc.char_span(start, end, label=label) or doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token covers characters {start}:{end} of {doc.text[:30]!r}…")
    return span


def load() -> Language:
    """A blank Chinese pipeline with our tokenizer and all four components; `doc.ents` holds the entities."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe("zh_quantities")
    nlp.add_pipe("zh_times")
    nlp.add_pipe("zh_entities", config={"ents": True})
    nlp.add_pipe("zh_indicators")
    return nlp
