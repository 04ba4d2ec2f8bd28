"""The words of the pages: those of `zhibiao.wording`, and of each column what `Row` calls it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from zhibiao import wording
from zhibiao.exports.select import chinese
from zhibiao.model import Row
from zhibiao.wording import LANGUAGES, labels

__all__ = ["LANGUAGES", "words"]


@cache
def words(language: str) -> dict[str, str]:
    """Every word of the pages by its key; a column that the file does not name is called as `Row` describes it."""
    at = LANGUAGES.index(language)
    columns = {f.name: (chinese(f.metadata["description"]), f.name.replace("_", " ").capitalize()) for f in fields(Row)}
    codes = {f"check {zh}": (zh, en)[at] for zh, en in labels().items()}
    return {key: pair[at] for key, pair in columns.items()} | codes | wording.words(language)
