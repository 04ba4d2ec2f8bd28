"""A stretch of a text (a sentence, or all of it) as the finders of names see it: its words, and the parts each may play.

A part is a bit. What a word may play depends on its characters and its tag alone and is worked out once for each word
of the language (`parts.py`); a finder that needs a part which no word of the stretch may play is not called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import itemgetter, or_

from zhibiao.model import Entity, Word

KEPT = 1 << 16  # words of which something is kept
WRITTEN = itemgetter(Word._fields.index("text"), Word._fields.index("tag"))

LISTED = 1 << 0  # a listed name may begin in it: 国家
PERSON = 1 << 1  # it may begin the name of a person: 王
ADDRESS = 1 << 2  # it may make a bare surname a name: 老师, 王老师, 佐藤
FOREIGN = 1 << 3  # it may be a piece of a transliterated name: 斯
LIKELY = 1 << 4  # and is one rather than a word: 赫里斯
DOT = 1 << 5  # it joins the pieces of one: ·
PLACE = 1 << 6  # it is a place: 甲州
ABBREVIATION = 1 << 7  # it may stand for places by one character each: 京
SUFFIXED = 1 << 8  # it may end a name of the grammar: 公司
BELONGING = 1 << 9  # it may belong to a place: 古巴队
MINISTER = 1 << 10  # 农林部长
LISTING = 1 << 11  # it ends a list: 等
EDITION = 1 << 12  # it numbers a fair or a meeting: 第八届
MEETING = 1 << 13  # a fair or a meeting that needs no number: 大会
VERSION = 1 << 14  # 2.0改革
GLUED = 1 << 15  # a guess of the segmenter's that may have to be taken apart: 陈晓说
HEADING = 1 << 16  # a place that a longer name can begin with


class ByWord(dict[tuple[str, str], int]):
    """What depends on a word's characters and tag alone, worked out when it is first looked up."""

    def __init__(self, work_out: Callable[[str, str], int]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, word: tuple[str, str]) -> int:
        if len(self) >= KEPT:
            self.clear()
        found = self[word] = self.work_out(*word)
        return found

    def of(self, words: Sequence[Word]) -> list[int]:
        """For each of some words."""
        return list(map(self.__getitem__, map(WRITTEN, words)))

    def cache_clear(self) -> None:
        """For `lexicon.own.of_own`."""
        self.clear()


class Stretch:
    """Words of a text with the parts that each may play. `known`: the listed names among them, once found."""

    __slots__ = ("all_parts", "known", "parts", "playing", "text", "words")

    def __init__(self, text: str, words: Sequence[Word], parts: Sequence[int]) -> None:
        self.text, self.words, self.parts = text, words, parts
        self.all_parts = reduce(or_, parts, 0)
        self.playing = [i for i, part in enumerate(parts) if part]
        self.known: list[Entity] = []

    def at(self, part: int) -> list[int]:
        """The numbers of the words that may play a part, in order."""
        parts = self.parts
        return [i for i in self.playing if parts[i] & part]
