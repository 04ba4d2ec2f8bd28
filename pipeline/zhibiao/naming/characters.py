"""How likely characters are in a name, and words outside of one: what tells 刘谦 from 刘海.

A name is weighed against the words that it would else be: the logarithm of the probability of its characters as a
name (`lexicon/name_characters.tsv`, counted over the names of jieba's dictionary) plus the cost of those words (their
probability in jieba's dictionary). All figures are natural logarithms.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from zhibiao.cache import disk_cached
from zhibiao.lexicon import lines
from zhibiao.lexicon.own import of_own
from zhibiao.model import Word
from zhibiao.words import frequency, total

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
