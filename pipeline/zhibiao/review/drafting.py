"""The cells of a row that a reviewer adds: what the selected characters say by themselves, and their sentence."""

from __future__ import annotations

from zhibiao.decisions import DecisionError, written
from zhibiao.spans.marks import mark
from zhibiao.text import mend_text
from zhibiao.wording import say


def draft(original: str, start: int, end: int) -> dict[str, str]:
    """Value, unit, qualifier, measure and sentence of `original[start:end]`, as far as they can be read.

    Raises `DecisionError` when there are no such characters.
    """
    if not 0 <= start < end <= len(original) or not original[start:end].strip():
        raise DecisionError(
            say(
                "{start}:{end} is no text of an article of {original} characters",
                start=start,
                end=end,
                original=len(original),
            )
        )
    cells = {"sentence": sentence_at(original, start)}
    figures = mark(mend_text(original[start:end]).mended, figures_only=True).quantities
    if not figures:
        return cells
    figure = figures[0]
    cells |= {"value": written(figure.value), "unit": figure.unit, "dimension": figure.dimension}
    cells |= {"qualifier": figure.qualifier, "measure": figure.measure or "level"}
    if figure.value_to is not None:
        cells["value_to"] = written(figure.value_to)
    return cells


def sentence_at(original: str, place: int) -> str:
    """The sentence, lines mended, that holds a character of the original; empty when none does."""
    text = mend_text(original)
    for sentence in text.sentences:
        start, end = text.original_span(sentence.start, sentence.end)
        if start <= place < end:
            return text.mended[sentence.start : sentence.end].strip()
    return ""
