"""The words of the pages: those of `zhibiao.wording`, and of each column what `Row` calls it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from zhibiao import wording
from zhibiao.exports.select import chinese
from zhibiao.model import Row
from zhibiao.wording import LANGUAGES

__all__ = ["LANGUAGES", "language_of", "words"]


@cache
def words(language: str) -> dict[str, str]:
    """Every word of the pages by its key; a column that the file does not name is called as `Row` describes it."""
    at = LANGUAGES.index(language)
    columns = {f.name: (chinese(f.metadata["description"]), f.name.replace("_", " ").capitalize()) for f in fields(Row)}
    return {key: pair[at] for key, pair in columns.items()} | wording.words(language)


def language_of(chosen: str, accepted: str) -> str:
    """The language chosen by hand, else English when the browser asks for it first, else Chinese."""
    if chosen in LANGUAGES:
        return chosen
    return "en" if accepted.lower().startswith("en") else "zh"
