"""The words of the interface, Chinese and English, from `wording.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from importlib import resources

from zhibiao.exports.select import chinese
from zhibiao.model import Row

LANGUAGES = ("zh", "en")


@cache
def words(language: str) -> dict[str, str]:
    """Every word of the interface by its key; a column that the file does not name is called as `Row` describes it."""
    pairs = tomllib.loads(resources.files(__package__).joinpath("wording.toml").read_text("utf-8"))
    columns = {f.name: (chinese(f.metadata["description"]), f.name.replace("_", " ").capitalize()) for f in fields(Row)}
    return {key: pair[LANGUAGES.index(language)] for key, pair in {**columns, **pairs}.items()}


def language_of(chosen: str, accepted: str) -> str:
    """The language chosen by hand, else English when the browser asks for it first, else Chinese."""
    if chosen in LANGUAGES:
        return chosen
    return "en" if accepted.lower().startswith("en") else "zh"
