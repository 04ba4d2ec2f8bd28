"""Labels: numerals that are no quantities, each with its reason. The words and patterns are data (`labels.toml`); words that begin
as a figure does and are none (三元区, 五年计划, 四轮车) are asked of the segmenter's dictionary and the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from zhibiao.cache import disk_cached, stamp
from zhibiao.lexicon import load
from zhibiao.lexicon.own import Choice, Own, of_own
from zhibiao.lexicon.places import codes
from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import Matcher, Pattern, Places, Unanchored, Words, checked, compiled, longest
from zhibiao.model import Label, LexiconError
from zhibiao.segmenter.dictionary import jieba_file

NUMERAL = compiled("[二三四五六七八九十两百千万]+")
# Lines of the dictionary: names of places and bodies, abbreviations; of other names and set phrases the longer ones, as
# the short ones are counts as often (十封信, 十句话).
HEAD = "[二三四五六七八九十两百千万][一-鿿]"
LINE = compiled(rf"(?m)^({HEAD}[一-鿿]+ [0-9]+ (?:ns|nt|nr|j)|{HEAD}[一-鿿]{{2,}} [0-9]+ (?:nz|i|l))$")
COUNTED = compiled("百分之|.*(?:会议|以上|[一-鿿]电)$")


def swallowed() -> tuple[str, ...]:
    """The words of the dictionary and the places that go on behind a numeral and what may be a unit."""
    counted = "\n".join(sorted(units()))
    return (*of_dictionary(stamp(jieba_file("dict.txt")), counted), *of_places(counted))


@disk_cached
def of_dictionary(_: str, counted: str) -> tuple[str, ...]:
    """Those of the segmenter's dictionary, whose file the first argument names; `counted`: all units, one a line."""
    text, beginnings = jieba_file("dict.txt").read_text("utf-8"), beginnings_of(counted)
    return tuple(word for m in LINE.finditer(text) if goes_on(word := m[1].split(" ")[0], beginnings))


@disk_cached
def of_places(counted: str) -> tuple[str, ...]:
    """Those of the places."""
    beginnings = beginnings_of(counted)
    return tuple(place for place in codes() if len(place) > 2 and goes_on(place, beginnings))


def beginnings_of(counted: str) -> str:
    """The characters that units can begin with."""
    return "".join(sorted({unit[0] for unit in counted.splitlines()}))


def goes_on(word: str, beginnings: str) -> bool:
    """Whether a word begins with a numeral and what may be a unit, and has more characters behind."""
    m = NUMERAL.match(word)
    if m is None or len(word) <= m.end() + 1 or word[m.end()] not in beginnings or COUNTED.match(word):
        return False
    return m.end() + unit_at(word, m.end())[1] < len(word) and word[m.end()] not in "多几余来"


NUMBER = r"(?:[0-9０-９]{1,20}(?:\.[0-9]{1,4})?[万亿]?|[零〇一二两三四五六七八九十百千万亿]{1,12})"
# A word that begins with a number's character does so at a number's edge, and so at its end.
DIGIT = frozenset("0123456789０１２３４５６７８９.零一二两三四五六七八九十百千万亿几数点")
EDGE = frozenset("0123456789零一二三四五六七八九十百千万亿")


def groups() -> Iterator[tuple[str, str, Sequence[str], Sequence[str]]]:
    """(file, reason, words, patterns) of our groups and of the user's own."""
    for reason, entry in load("labels").items():
        yield "labels.toml", reason, entry.get("words", ()), entry.get("patterns", ())
    yield "py", "idiom", swallowed(), ()
    for reason, words, patterns in Choice.own.labels:
        yield Choice.own.file, reason, words, patterns


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern of labels with its reason; it takes its longest reading."""

    reason: str
    pattern: Pattern

    def at(self, text: str, place: int) -> tuple[int, str] | None:
        """Where the longest reading at a place ends, and the reason."""
        m = self.pattern.match(text, place)
        return None if m is None else (m.end(), self.reason)


def form(file: str, reason: str, pattern: str) -> Form:
    """A pattern of labels, its numbers spelled out. Raises `LexiconError` for one that is none or could begin anywhere."""
    try:
        return Form(reason, longest(checked(written(pattern))))
    except (re.error, Unanchored) as error:
        raise LexiconError(file, f"labels.{reason}", f"{pattern}: {error}") from error


@of_own
@cache
def matcher() -> Matcher:
    """The words and the patterns of labels."""
    reasons: dict[str, str] = {}
    forms = []
    for file, reason, words, patterns in groups():
        for word in words:
            reasons.setdefault(word, reason)
        forms += [form(file, reason, pattern) for pattern in patterns]
    return Matcher(forms, Words(reasons, whole))


def written(pattern: str) -> str:
    """A pattern with its numbers spelled out."""
    return pattern.replace("{n}", NUMBER)


def check(own: Own) -> None:
    """Raises `LexiconError` when a pattern of the user's labels cannot be used."""
    for reason, _, patterns in own.labels:
        for pattern in patterns:
            form(own.file, reason, pattern)
            try:
                regex.compile(written(pattern))
            except regex.error as error:
                raise LexiconError(own.file, f"labels.{reason}", f"{pattern}: {error}") from error


def find(text: str, places: Places | None = None) -> list[Label]:
    """Every label of the text, at each place the longest; nothing is read from the middle of a label. `places` are
    those of the matcher, if known.

    市场采购2.0改革 => 2.0改革
    """
    return [
        Label(start, end, text[start:end], reason, reason) for start, end, _, reason in matcher().finditer(text, places)
    ]


def whole(text: str, start: int, end: int) -> bool:
    """Whether a word there begins at a number's edge and ends at one."""
    inside = text[start] in EDGE and start and text[start - 1] in DIGIT
    return not inside and not cut_short(text, end)


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
