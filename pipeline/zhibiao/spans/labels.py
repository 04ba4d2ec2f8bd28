"""Labels: numerals that are no quantities, each with its reason. The words and patterns are data (`labels.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import regex

from zhibiao.firsts import ANY, RUN, RUN_OF_DIGITS, Beginnings, Places, Scanner, Unanchored, beginnings
from zhibiao.lexicon import load
from zhibiao.lexicon.own import Choice, Own, of_own
from zhibiao.model import Label, LexiconError
from zhibiao.patterns import compiled
from zhibiao.rules import resolve

NUMBER = r"(?:[0-9０-９]{1,20}|[零〇一二两三四五六七八九十百千]{1,12})"
# A word that begins with a number's character does so at a number's edge, and so at its end.
DIGIT = frozenset("0123456789０１２３４５６７８９.零一二两三四五六七八九十百千万亿几数点")
EDGE = frozenset("0123456789零一二三四五六七八九十百千万亿")


def groups() -> Iterator[tuple[str, str, Sequence[str], Sequence[str]]]:
    """(file, reason, words, patterns) of our groups and of the user's own."""
    for reason, entry in load("labels").items():
        yield "labels.toml", reason, entry.get("words", ()), entry.get("patterns", ())
    for reason, words, patterns in Choice.own.labels:
        yield Choice.own.file, reason, words, patterns


@of_own
@cache
def scanner() -> Scanner[tuple[str, Any]]:
    """Every group of labels, as (reason, pattern) and (reason, words by length), by first character."""
    items: list[tuple[frozenset[str], tuple[str, Any]]] = []
    at: dict[tuple[str, str], list[str]] = {}  # (reason, beginning) → patterns
    for file, reason, words, patterns in groups():
        starts: dict[str, dict[int, set[str]]] = {}
        for word in words:
            starts.setdefault(two(word), {}).setdefault(len(word), set()).add(word)
        for first, sizes in starts.items():
            longest_first = {n: frozenset(sizes[n]) for n in sorted(sizes, reverse=True)}
            items.append((frozenset({first.ljust(2, ANY)}), (reason, longest_first)))
        for pattern in patterns:
            for begin in begins(file, reason, pattern):
                at.setdefault((reason, begin), []).append(written(pattern))
    # The patterns of one reason at one beginning are one alternation that takes the longest reading (POSIX).
    known: dict[str, Any] = {}
    for (reason, begin), alike in at.items():
        if begin[1] != ANY:
            alike = alike + at.get((reason, begin[0] + ANY), [])
        joined = "|".join(dict.fromkeys(alike))
        if joined not in known:
            known[joined] = compiled(joined, regex.POSIX)
        items.append((frozenset({begin}), (reason, known[joined])))
    return Scanner(items)


def written(pattern: str) -> str:
    """A pattern with its numbers spelled out."""
    return pattern.replace("{n}", NUMBER)


def begins(file: str, reason: str, pattern: str) -> Beginnings:
    """How a pattern can begin. Raises `LexiconError` for one that is no pattern or could begin anywhere."""
    try:
        return beginnings(written(pattern))
    except (re.error, Unanchored) as error:
        raise LexiconError(file, f"labels.{reason}", f"{pattern}: {error}") from error


def check(own: Own) -> None:
    """Raises `LexiconError` when a pattern of the user's labels cannot be used."""
    for reason, _, patterns in own.labels:
        for pattern in patterns:
            begins(own.file, reason, pattern)
            try:
                regex.compile(written(pattern))
            except regex.error as error:
                raise LexiconError(own.file, f"labels.{reason}", f"{pattern}: {error}") from error


def two(word: str) -> str:
    """A word's beginning as a `Scanner` has it."""
    return RUN_OF_DIGITS.sub(RUN, word)[:2]


def find(text: str, places: Places | None = None) -> list[Label]:
    """Every label of the text, the longest where they overlap.

    市场采购2.0改革 => 2.0改革
    """
    return resolve(readings(text, places))


def readings(text: str, places: Places | None = None) -> Iterator[Label]:
    """Labels that may overlap; `places` are those of the scanner, if known."""
    covered = -1  # nothing is read from the middle of a label
    for place, items in scanner().places(text) if places is None else places:
        if place < covered:
            continue
        for reason, form in items:
            if type(form) is dict:
                end = word_end(text, place, form)
                if end == place:
                    continue
            else:
                m = form.match(text, place)
                if m is None or (end := m.end()) == place:
                    continue
            covered = max(covered, end)
            yield Label(place, end, text[place:end], reason, reason)


def word_end(text: str, place: int, sizes: dict[int, frozenset[str]]) -> int:
    """Where the longest word that begins at a place ends, or the place itself."""
    for n, words in sizes.items():
        if text[place : place + n] in words and not cut_short(text, place + n):
            return place if text[place] in EDGE and place and text[place - 1] in DIGIT else place + n
    return place


def cut_short(text: str, end: int) -> bool:
    """Whether a word that ends with an Arabic digit goes on as a number."""
    after = text[end : end + 2]
    return (
        text[end - 1] in "0123456789"
        and bool(after)
        and (after[0].isdigit() or (after[0] == "." and after[1:].isdigit()))
    )
