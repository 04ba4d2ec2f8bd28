"""Chinese persons: a surname with one or two given characters that are likelier a name than the words they would be.

宣布李铁辰校长   李铁|辰 as words cost more than 李铁辰 as a name, and a title follows
高水平           as a word costs less
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, Word
from zhibiao.naming.cues import MOST, NAMED, UNSEEN, bonus, chances, cost, given, speech, word_cost
from zhibiao.naming.stretch import ADDRESS, PERSON, Stretch

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


Sizes = tuple[tuple[int, str], ...]  # of surnames, with the manner of the name
ONE: Sizes = ((1, ""),)


def may_begin(text: str, tag: str) -> bool:
    """Whether a word may begin the name of a person: it has a surname, and a name can end where it ends or beyond."""
    if (text[0] not in surnames()[0] and text[0] not in japanese_heads()) or text in codes():
        return False
    return len(text) < 4 or not whole(text, tag) or sizes(text, 0) not in ((), ONE)


def whole(text: str, tag: str) -> bool:
    """Whether a word is one of the dictionary that is not cut up for a name."""
    return bool(tag) and (tag not in NAMED or len(text) > 2)


def sizes(text: str, start: int) -> Sizes:
    """The surnames that may stand at a place, by their lengths."""
    single, double, japanese = surnames()
    first = text[start]
    alone = ONE if first in single else ()
    if first not in japanese_heads():
        return alone
    pieces = [(n, text[start : start + n]) for n in (2, 3)]
    return (
        *((n, "") for n, piece in pieces if piece in double),
        *alone,
        *((n, "japanese") for n, piece in pieces if piece in japanese),
    )


def persons(stretch: Stretch) -> list[Entity]:
    """The persons with a Chinese or a Japanese name, the likeliest reading where several compete."""
    text, words = stretch.text, stretch.words
    readings: list[tuple[float, int, int]] = []
    last = -1  # end of the last reading
    for i in stretch.at(PERSON):
        start = words[i].start
        listed = last > 0 and text[last:start] in ("、", "和", "与", "，")
        for size, manner in sizes(text, start):
            for j, end, paid in ends(text, words, i, range(size + 1, size + (4 if manner else 3))):
                name = text[start:end]
                weight = likelihood(name, size, manner) - RARITY
                if weight + paid + MOST > ENOUGH and may_be_called(name, size):
                    weight = weight + paid + beside(text, words, i, j, end, listed)
                    if weight > ENOUGH:
                        readings.append((weight, start, end))
                        last = end
    return [Entity(a, b, text[a:b], "person", "PER", text[a:b]) for a, b in likeliest(readings)]


def likeliest(readings: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The spans that stand, the heaviest first."""
    kept: list[tuple[int, int]] = []
    for _, start, end in sorted(readings, reverse=True):
        if all(end <= a or b <= start for a, b in kept):
            kept.append((start, end))
    return kept


def ends(text: str, words: Sequence[Word], i: int, lengths: range) -> Iterator[tuple[int, int, float]]:
    """Where names of these lengths that begin with word i may end: the word, the place, and the cost of the words
    that they would else be. None ends inside a whole word."""
    start, j, priced, paid = words[i].start, i, i - 1, 0.0
    for length in lengths:
        end = start + length
        while words[j].end < end:
            if j + 1 == len(words) or words[j + 1].start != words[j].end:
                return
            j += 1
        beyond = words[j].end
        if end < beyond and whole(words[j].text, words[j].tag):
            continue
        while priced < j:
            priced += 1
            paid += word_cost(words[priced])
        yield j, end, paid - cost(text[end:beyond]) if end < beyond else paid


def may_be_called(name: str, size: int) -> bool:
    """Whether a name with a surname of `size` characters is no everyday word, no title and no end of a place or a firm."""
    everyday, lasts = banned()
    titles = forms_of_address()
    return not (
        not name.isalpha()
        or name.isascii()
        or name in everyday
        or name[:2] in everyday
        or name[1:] in everyday
        or name[-1] in lasts
        or (len(name) == 2 and name[-1] == "方")  # 韩方: a state
        or any(name[size:end] in titles for end in range(size + 1, len(name) + 1))
    )


def beside(text: str, words: Sequence[Word], i: int, j: int, end: int, listed: bool) -> float:
    """What stands beside a name from word i to a place in word j adds to its being a person."""
    start, rest = words[i].start, end < words[j].end
    left = words[i - 1] if i else None
    right = None if rest else words[j + 1] if j + 1 < len(words) else None
    quoted = left is not None and left.text in OPENING and text[end : end + 1] not in CLOSING
    return bonus(text, start, end, left, right, listed) - INSIDE * quoted


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


def may_address(text: str) -> bool:
    """Whether a word may make a bare surname a name: a title, a surname with one, a Japanese surname."""
    single, _, japanese = surnames()
    titles = forms_of_address()
    return text in titles or (text[0] in single and text[1:] in titles) or text in japanese


def addressed(stretch: Stretch) -> list[Entity]:
    """Bare surnames with a title, one word or two: 王|老师; a Japanese one with a title or a verb of speech."""
    single, _, japanese = surnames()
    titles = forms_of_address()
    words = stretch.words
    found: list[Entity] = []
    for i in stretch.at(ADDRESS):
        word = words[i]
        text = word.text
        left = words[i - 1] if i and words[i - 1].end == word.start else None
        if text in titles and left is not None and (left.text in single or left.text in japanese):
            found.append(masked(left, text, stretch.text) if text in MASKS else surname(left))
        if text[0] in single and text[1:] in titles:
            head = Word(word.start, word.start + 1, text[0])
            found.append(masked(head, text[1:], stretch.text) if text[1:] in MASKS else surname(head))
        elif (
            text in japanese and i + 1 < len(words) and words[i + 1].start == word.end and words[i + 1].text in speech()
        ):
            found.append(surname(word))
    return found


MASKS = frozenset({"某", "某某"})
NEVER_GIVEN = frozenset(load("persons")["never_given"]["characters"])


def masked(word: Word, mask: str, text: str) -> Entity:
    """A person whose given name the text withholds, whole or but for its last character: 许某某, 李某修. That character
    always stands behind the mask, more than once."""
    name = word.text + mask
    end = word.start + len(name)
    last = text[end : end + 1]
    if last.isalpha() and last not in NEVER_GIVEN and 1 < text.count(name) == text.count(name + last):
        name += last
    return Entity(word.start, word.start + len(name), name, "addressed", "PER", name)


def surname(word: Word) -> Entity:
    return Entity(word.start, word.end, word.text, "addressed", "PER", word.text)
