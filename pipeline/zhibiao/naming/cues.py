"""What tells names: the lists of words that they are read by, what stands beside a person's, and how likely characters are in a
name and words outside of one, which tells 刘谦 from 刘海.

A name is weighed against the words that it would else be: the logarithm of the probability of its characters as a
name (`lexicon/name_characters.tsv`, counted over the names of jieba's dictionary) plus the cost of those words (their
probability in jieba's dictionary). All figures are natural logarithms.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from zhibiao.cache import disk_cached
from zhibiao.lexicon import lines, load
from zhibiao.lexicon.own import of_own
from zhibiao.model import EntityKind, Word
from zhibiao.words import frequency, total

KINDS: tuple[EntityKind, ...] = ("ORG", "LOC", "FAC", "EVENT", "BRAND")


@cache
def suffixes() -> tuple[dict[str, EntityKind], tuple[int, ...], frozenset[str]]:
    """Suffix → type, the lengths of suffixes from the longest, and the characters that they end with."""
    data = load("names")["suffix"]
    table: dict[str, EntityKind] = {s: kind for kind in reversed(KINDS) for s in data[kind]}
    return table, tuple(sorted({len(s) for s in table}, reverse=True)), frozenset(s[-1] for s in table)


@cache
def words_of(section: str) -> frozenset[str]:
    """A list of words of `lexicon/names.toml`."""
    return frozenset(load("names")[section]["words"])


def suffix_of(word: str) -> str:
    """The longest suffix that a word ends with, or empty."""
    table, lengths, last = suffixes()
    if word[-1] not in last:
        return ""
    for n in lengths:
        if word[-n:] in table:
            return word[-n:]
    return ""


DIVISIONS = frozenset(
    {"省", "市", "县", "区", "镇", "乡", "村", "州", "盟", "旗", "街道", "社区", "自治区", "自治州", "自治县"}
)
STOP = frozenset(load("names")["stop"]["words"])
STOP_TAGS = frozenset(
    {"p", "c", "u", "uj", "ul", "uz", "ug", "d", "r", "t", "m", "x", "y", "zg", "q", "v", "a", "i", "l"}
)
SWALLOWED = frozenset(load("names")["stop"]["characters"])


BESIDE = 4.0  # a title or a verb of speech
CREDIT = 6.0  # 记者 before, 摄 after
LISTED = 3.0  # in a list after a person
MOST = 2 * CREDIT + LISTED  # all together


@cache
def cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Titles, their endings, reporters' words, verbs of speech."""
    data = load("persons")
    return (
        frozenset(data["title"]["words"]) | players(),
        frozenset(data["title"]["endings"]),
        frozenset(data["credit"]["words"]),
        frozenset(data["speech"]["words"]),
    )


@cache
def players() -> frozenset[str]:
    """Titles of sportsmen."""
    return frozenset(load("persons")["player"]["words"])


def is_title(word: str) -> bool:
    """Whether a word is a title: 总统, 副校长."""
    titles, endings, _, _ = cues()
    return word in titles or word[-2:] in endings or word[-3:] in endings


def bonus(text: str, start: int, end: int, left: Word | None, right: Word | None, listed: bool) -> float:
    """What the neighbours of text[start:end] add to its being a person."""
    _, _, credit, speech = cues()
    weight = LISTED if listed else 0.0
    if left is not None and not text[left.end : start].strip():
        weight += CREDIT if left.text in credit else BESIDE if is_title(left.text) else 0.0
    if right is not None and not text[end : right.start].strip():
        if right.text == "摄":
            weight += CREDIT
        elif right.text in speech or is_title(right.text):
            weight += BESIDE
    return weight


def speech() -> frozenset[str]:
    """Verbs that a person governs."""
    return cues()[3]


UNSEEN = -10.5  # a character that no listed name holds
UNKNOWN = 4.0, 0.8  # a word that the dictionary does not hold: to begin with, and as part of what its characters cost
NAMED = frozenset({"nr", "nrfg", "nrt"})
EVERYDAY = 60  # what the dictionary calls a name of two characters and has seen more often, is a common word (文明)

Chances = dict[str, float]


@cache
@disk_cached
def chances() -> tuple[Chances, Chances, Chances, Chances, Chances]:
    """Character → logarithm of its probability: surname, first and second given, single given, transliterated."""
    columns: tuple[Chances, ...] = ({}, {}, {}, {}, {})
    for character, *cells in lines("name_characters"):
        for column, cell in zip(columns, cells, strict=True):
            if cell:
                column[character] = int(cell) / 10
    surname, first, second, single, foreign = columns
    return surname, first, second, single, foreign


def given(characters: str) -> float:
    """Logarithm of the probability of one or two given characters."""
    _, first, second, single, _ = chances()
    if len(characters) == 1:
        return max(single.get(characters, UNSEEN), second.get(characters, UNSEEN))
    return first.get(characters[0], UNSEEN) + second.get(characters[1], UNSEEN)


@of_own
@lru_cache(maxsize=1 << 15)
def cost(text: str, tag: str = "") -> float:
    """How unlikely a word is in running text; what the dictionary calls a name is as good as unknown."""
    seen = frequency(text)
    if not seen or (tag in NAMED and (len(text) > 2 or seen <= EVERYDAY)) or (len(text) == 3 and seen <= EVERYDAY):
        return UNKNOWN[0] + UNKNOWN[1] * sum(map(rarity, text))
    return math.log(total() / seen)


@cache
def rarity(character: str) -> float:
    """How unlikely a character is in running text, by its frequency as a word."""
    return min(13.0, math.log(total() / (frequency(character) or 1)))


def word_cost(word: Word) -> float:
    """The cost of a word of the segmenter."""
    return cost(word.text, word.tag)
