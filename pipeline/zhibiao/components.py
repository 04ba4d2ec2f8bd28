"""spaCy factories: thin adapters over the same stages.

    nlp = zhibiao.load()
    doc = nlp("2024年出口额达4718亿元。")
    doc.spans["quantities"], doc._.indicators

`zh_quantities zh_times zh_entities zh_indicators` can be added to any Chinese pipeline whose tokens keep
figures whole; a span that no tokens match is an error, never silently dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.vocab import Vocab

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Span
from zhibiao.naming import find_in
from zhibiao.spans.marks import mark
from zhibiao.words import cut

for name in ("indicators", "mentions"):
    if not Doc.has_extension(name):
        Doc.set_extension(name, default=())


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


@Language.factory("zh_quantities")
def zh_quantities(nlp: Language, name: str) -> Any:
    """doc.spans["quantities"]; the label is the dimension, the id the unit."""
    return lambda doc: put(doc, "quantities", mark(doc.text).quantities, lambda q: q.dimension)


@Language.factory("zh_times")
def zh_times(nlp: Language, name: str) -> Any:
    """doc.spans["times"]; the label is the kind of time expression."""
    return lambda doc: put(doc, "times", mark(doc.text).times, lambda t: t.kind)


@Language.factory("zh_entities")
def zh_entities(nlp: Language, name: str) -> Any:
    """doc.spans["entities"]; the label is the entity's type."""
    return lambda doc: put(doc, "entities", find_in(doc.text), lambda e: e.type)


@Language.factory("zh_indicators", default_config={"published": None})
def zh_indicators(nlp: Language, name: str, published: str | None) -> Any:
    """doc._.indicators: the rows; doc.spans["indicators"]: their figures. `published`: ISO date or None."""
    day = dt.date.fromisoformat(published) if published else None

    def component(doc: Doc) -> Doc:
        result = extract_article(
            Article(doc.user_data.get("id", ""), doc.text, published=doc.user_data.get("published", day))
        )
        doc._.indicators = result.rows
        doc._.mentions = result.mentions
        doc.spans["indicators"] = [span_of(doc, row.start, row.end, row.measure) for row in result.rows]
        return doc

    return component


def put(doc: Doc, key: str, spans: Iterable[Span], label: Any) -> Doc:
    """Write spans into doc.spans[key], aligned to the tokens."""
    doc.spans[key] = [span_of(doc, s.start, s.end, label(s)) for s in spans]
    return doc


def span_of(doc: Doc, start: int, end: int, label: str) -> DocSpan:
    """The doc's span over the characters; widened to whole tokens where another tokenizer cut otherwise."""
    span = doc.char_span(start, end, label=label) or doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no token covers characters {start}:{end} of {doc.text[:30]!r}…")
    return span


def load() -> Language:
    """A blank Chinese pipeline with our tokenizer and all four components."""
    from spacy.lang.zh import Chinese

    # spaCy's own Chinese tokenizer by characters needs nothing installed; ours takes its place.
    nlp = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": "char"}}})
    nlp.tokenizer = MarkTokenizer(nlp.vocab)
    for name in ("zh_quantities", "zh_times", "zh_entities", "zh_indicators"):
        nlp.add_pipe(name)
    return nlp
