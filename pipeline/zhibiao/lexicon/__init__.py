"""Loads, validates and freezes the data files beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from zhibiao.cache import disk_cached
from zhibiao.model import LexiconError

FOLDER = Path(__file__).parent  # as `importlib.resources` has it, whose import takes longer than to read the files


@cache
@disk_cached
def load(name: str) -> dict[str, Any]:
    """The parsed TOML data file `name`.toml of this folder; treat it as read-only."""
    import tomllib  # needed once for an installation

    file = f"{name}.toml"
    try:
        return tomllib.loads(FOLDER.joinpath(file).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(file, "-", str(error)) from error


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """The lists of words that rules are made of, by their names, which are unique."""
    files = ("clauses", "figures", "markets", "readers", "times")
    return {name: tuple(entry["words"]) for file in files for name, entry in load(file).items()}


@cache
def prepositions(does: str) -> frozenset[str]:
    """The prepositions that do one of the things that `prepositions.toml` names: `by`, `at`, `fronted` …"""
    words: dict[str, list[str]] = load("prepositions")["words"]
    return frozenset(word for word, what in words.items() if does in what)


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the tab-separated data file `name`.tsv; `#` opens a comment line."""
    text = FOLDER.joinpath(f"{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
