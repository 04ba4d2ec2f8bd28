"""The parts a word may play in a name, worked out once for each word of the language and its tag.

Most words of a sentence play none: the finders of names look at those that may play theirs, and at the words beside
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhibiao.lexicon.own import of_own
from zhibiao.model import Word
from zhibiao.naming.foreign import may_be_part
from zhibiao.naming.gazetteer import may_hold
from zhibiao.naming.persons import may_begin
from zhibiao.naming.places import is_place, may_abbreviate
from zhibiao.naming.suffixes import may_end

PERSON, FOREIGN, PLACE, END, LISTED, INITIAL = 1, 2, 4, 8, 16, 32


@of_own
@lru_cache(maxsize=1 << 16)
def parts(text: str, tag: str) -> int:
    """The sum of the parts that a word may play: a person's surname, a piece of a transliterated name, a place, the
    end of a name, the beginning of a listed one, a place by its initials.

    市       => END
    的       => 0
    """
    word = Word(0, len(text), text, tag)
    return (
        PERSON * may_begin(text)
        + FOREIGN * may_be_part(text)
        + PLACE * is_place(word)
        + END * may_end(text)
        + LISTED * may_hold(text, tag)
        + INITIAL * may_abbreviate(text)
    )


class Playing:
    """The words of a stretch that may play each part, by their numbers, in order."""

    __slots__ = ("ends", "foreign", "initials", "listed", "persons", "places")

    def __init__(self, words: Sequence[Word]) -> None:
        self.persons: list[int] = []
        self.foreign: list[int] = []
        self.places: list[int] = []
        self.ends: list[int] = []
        self.listed: list[int] = []
        self.initials: list[int] = []
        for i, (_, _, text, tag) in enumerate(words):
            if part := parts(text, tag):
                if part & PERSON:
                    self.persons.append(i)
                if part & FOREIGN:
                    self.foreign.append(i)
                if part & PLACE:
                    self.places.append(i)
                if part & END:
                    self.ends.append(i)
                if part & LISTED:
                    self.listed.append(i)
                if part & INITIAL:
                    self.initials.append(i)
