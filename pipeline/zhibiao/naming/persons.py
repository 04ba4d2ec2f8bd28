"""Chinese persons: a surname with one or two given characters that are likelier a name than the words they would be.

宣布李铁辰校长   李铁|辰 as words cost more than 李铁辰 as a name, and a title follows
高水平           as a word costs less
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, Word
from zhibiao.naming.characters import NAMED, UNSEEN, chances, cost, given, word_cost
from zhibiao.naming.context import bonus, speech

RARITY = 5.0  # that a name of a person stands at any given place: one in e^5 words
ENOUGH = 2.0
OPENING, CLOSING = frozenset("“‘《「"), frozenset("”’》」·、，")
INSIDE = 4.0  # 《金义动能》: what opens a quotation and goes on is seldom a person
JAPANESE, USUAL = -8.0, -4.5  # a Japanese surname, a character of a Japanese given name
UNLISTED = -8.5  # a surname that the dictionary's names do not hold


@cache
def surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Chinese surnames of one character and of two, and Japanese ones."""
    data = load("persons")["surname"]
    return frozenset(data["characters"]), frozenset(data["compound"]), frozenset(data["japanese"])


@cache
def japanese_heads() -> frozenset[str]:
    """The characters that Chinese surnames of two characters and Japanese ones begin with."""
    _, double, japanese = surnames()
    return frozenset(name[0] for name in (*double, *japanese))


@cache
def japanese_given() -> frozenset[str]:
    """Characters of Japanese given names."""
    return frozenset(load("persons")["surname"]["japanese_given"])


@cache
def banned() -> tuple[frozenset[str], frozenset[str]]:
    """Everyday words that look like names; last characters that make a place, a firm or a thing."""
    data = load("persons")
    return frozenset(data["no_person"]["words"]), frozenset(data["no_name"]["characters"])


def may_begin(text: str) -> bool:
    """Whether a word may begin the name of a person, or be a surname."""
    return text[0] in surnames()[0] or text[0] in japanese_heads()


def persons(text: str, words: Sequence[Word], at: Iterable[int]) -> list[Entity]:
    """The persons with a Chinese or a Japanese name, the likeliest reading where several compete; `at`: the words that
    may begin one."""
    single, double, japanese = surnames()
    heads, titles = japanese_heads(), forms_of_address()
    places = codes()
    readings: list[tuple[float, int, int]] = []
    last = -1  # end of the last reading
    for i in at:
        word = words[i]
        first = word.text[0]
        if (first not in single and first not in heads) or word.text in places:
            continue
        start = word.start
        listed = last > 0 and text[last:start] in ("、", "和", "与", "，")
        sizes = [(n, "") for n in (2, 3) if text[start : start + n] in double]
        if first in single:
            sizes.append((1, ""))
        sizes += [(n, "japanese") for n in (2, 3) if text[start : start + n] in japanese]
        for size, manner in sizes:
            for length in range(size + 1, size + (4 if manner else 3)):
                if text[start + size : start + length] in titles:
                    break
                weight = weigh(text, words, i, size, length, listed, manner)
                if weight > ENOUGH:
                    readings.append((weight, start, start + length))
                    last = start + length
    return [Entity(a, b, text[a:b], "person", "PER", text[a:b]) for a, b in likeliest(readings)]


def likeliest(readings: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The spans that stand, the heaviest first."""
    kept: list[tuple[int, int]] = []
    for _, start, end in sorted(readings, reverse=True):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return kept


def weigh(text: str, words: Sequence[Word], i: int, size: int, length: int, listed: bool, manner: str = "") -> float:
    """How much likelier the `length` characters from word i on are a person than words; `size` of them the surname."""
    start = words[i].start
    end = start + length
    name = text[start:end]
    everyday, lasts = banned()
    if (
        len(name) < length
        or not name.isalpha()
        or name.isascii()
        or name in everyday
        or name[:2] in everyday
        or name[1:] in everyday
        or name[-1] in lasts
        or (length == 2 and name[-1] == "方")  # 韩方: a state
    ):
        return -1.0
    j, paid = i, 0.0
    while True:
        paid += word_cost(words[j])
        if words[j].end >= end or j + 1 == len(words) or words[j + 1].start != words[j].end:
            break
        j += 1
    if words[j].end < end:
        return -1.0
    rest = text[end : words[j].end]
    if rest:
        if words[j].tag and (words[j].tag not in NAMED or len(words[j].text) > 2):
            return -1.0  # a word of the dictionary is not cut up
        paid -= cost(rest)
    left = words[i - 1] if i else None
    if left is not None and left.text in OPENING and text[end : end + 1] not in CLOSING:
        paid -= INSIDE
    right = None if rest else words[j + 1] if j + 1 < len(words) else None
    return likelihood(name, size, manner) - RARITY + paid + bonus(text, start, end, left, right, listed)


def likelihood(name: str, size: int, manner: str) -> float:
    """Logarithm of the probability that a person is called so."""
    if manner:
        usual = japanese_given()
        return JAPANESE + sum(USUAL if c in usual else UNSEEN for c in name[size:])
    return (chances()[0].get(name[0], UNLISTED) if size == 1 else UNLISTED) + given(name[size:])


@cache
def forms_of_address() -> frozenset[str]:
    """Titles that follow a bare surname."""
    return frozenset(load("persons")["addressed"]["words"])


def addressed(words: Sequence[Word], at: Iterable[int]) -> list[Entity]:
    """Bare surnames with a title, one word or two: 王|老师; a Japanese one with a title or a verb of speech. `at`: the
    words that may begin a person's name."""
    single, _, japanese = surnames()
    titles = forms_of_address()
    found: list[Entity] = []
    for i in at:
        word = words[i]
        text = word.text
        if text[0] in single and len(text) > 1 and text[1:] in titles:
            found.append(Entity(word.start, word.start + 1, text[0], "addressed", "PER", text[0]))
        elif text in single or text in japanese:
            right = words[i + 1] if i + 1 < len(words) and words[i + 1].start == word.end else None
            if right is not None and (right.text in titles or (text in japanese and right.text in speech())):
                found.append(Entity(word.start, word.end, text, "addressed", "PER", text))
    return found
