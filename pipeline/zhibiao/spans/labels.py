"""Labels: numerals that are no quantities, each with its reason. The words and patterns are data (`labels.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from zhibiao.firsts import ANY, RUN, Beginnings, Unanchored, beginnings, shortest_run
from zhibiao.guards import Guard, guard, widest
from zhibiao.lexicon import load
from zhibiao.lexicon.own import Choice, Own, of_own
from zhibiao.model import Label, LexiconError
from zhibiao.patterns import compiled
from zhibiao.scanner import RUN_OF_DIGITS, Places, Scanner
from zhibiao.spans import swallowed

NUMBER = r"(?:[0-9０-９]{1,20}(?:\.[0-9]{1,4})?[万亿]?|[零〇一二两三四五六七八九十百千万亿]{1,12})"
# A word that begins with a number's character does so at a number's edge, and so at its end.
DIGIT = frozenset("0123456789０１２３４５６７８９.零一二两三四五六七八九十百千万亿几数点")
EDGE = frozenset("0123456789零一二三四五六七八九十百千万亿")


def groups() -> Iterator[tuple[str, str, Sequence[str], Sequence[str]]]:
    """(file, reason, words, patterns) of our groups and of the user's own."""
    for reason, entry in load("labels").items():
        yield "labels.toml", reason, entry.get("words", ()), entry.get("patterns", ())
    yield "swallowed.py", "idiom", swallowed.words(), ()
    for reason, words, patterns in Choice.own.labels:
        yield Choice.own.file, reason, words, patterns


Words = dict[int, dict[str, str]]  # by their length, the longest first: word → reason
Tried = tuple[Words, tuple["Form", ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern of labels. `longest` takes the longest reading (POSIX) and is slow; `quick` tells whether there is one,
    and has it where it took all the characters that there can be (`widest`)."""

    reason: str
    quick: Any
    longest: Any
    widest: int
    guard: Guard

    def end(self, text: str, place: int) -> int:
        """Where the longest reading at a place ends, or the place itself."""
        m = self.quick.match(text, place) if self.guard.lets(text, place) else None
        if m is not None and m.end() - place < self.widest:
            m = self.longest.match(text, place)
        return place if m is None else int(m.end())


def form(reason: str, pattern: str) -> Form:
    """A pattern of labels, its numbers spelled out."""
    return Form(reason, compiled(pattern), compiled(pattern, regex.POSIX), widest(pattern), guard(pattern))


@of_own
@cache
def scanner() -> Scanner[Tried]:
    """The words and the patterns of labels to try, by how they begin."""
    words: dict[str, dict[str, str]] = {}  # beginning → word → reason
    forms = []
    for file, reason, listed, patterns in groups():
        for word in listed:
            words.setdefault(two(word), {}).setdefault(word, reason)
        forms += [(begins(file, reason, pattern), form(reason, written(pattern))) for pattern in patterns]
    return Scanner(
        [*((frozenset({first.ljust(2, ANY)}), at) for first, at in words.items()), *forms],
        shortest=lambda item: 1 if type(item) is dict else shortest_run(item.longest.pattern),
        made=tried,
    )


def tried(items: Sequence[dict[str, str] | Form]) -> Tried:
    """What to try at a place: its words by length, and its patterns in their order."""
    words: Words = {}
    reasons = {word: reason for item in reversed(items) if isinstance(item, dict) for word, reason in item.items()}
    for word in sorted(reasons, key=len, reverse=True):
        words.setdefault(len(word), {})[word] = reasons[word]
    return words, tuple(item for item in items if isinstance(item, Form))


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
    """Every label of the text, at each place the longest; nothing is read from the middle of a label. `places` are
    those of the scanner, if known.

    市场采购2.0改革 => 2.0改革
    """
    found = []
    covered = -1
    for place, (words, forms) in scanner().places(text) if places is None else places:
        if place < covered:
            continue
        end, reason = longest_word(text, place, words) if words else (place, "")
        for form in forms:
            if (reached := form.end(text, place)) > end:
                end, reason = reached, form.reason
        if end > place:
            covered = end
            found.append(Label(place, end, text[place:end], reason, reason))
    return found


def longest_word(text: str, place: int, words: Words) -> tuple[int, str]:
    """Where the longest word that begins at a place ends, and its reason; the place itself when there is none."""
    for n, reasons in words.items():
        word = text[place : place + n]
        if word in reasons and not cut_short(text, place + n):
            inside = text[place] in EDGE and place and text[place - 1] in DIGIT
            return (place, "") if inside else (place + n, reasons[word])
    return place, ""


def cut_short(text: str, end: int) -> bool:
    """Whether a word that ends with an Arabic digit goes on as a number, or one that ends with a letter as a unit: 3G|W."""
    after = text[end : end + 2]
    if text[end - 1] in "GKPT" and after[:1].isascii() and after[:1].isalpha():
        return True
    return (
        text[end - 1] in "0123456789"
        and bool(after)
        and (after[0].isdigit() or (after[0] == "." and after[1:].isdigit()))
    )
