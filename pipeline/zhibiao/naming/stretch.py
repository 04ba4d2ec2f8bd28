"""A stretch of a text (a sentence, or all of it) as the finders of names see it: its words, those taken apart that the segmenter has
glued to the end of a name, and the parts each may play.

漠北|省格兰木   → 漠北|省|格兰木     the suffix of the place before it
陈晓说          → 陈晓|说            a verb of speech
技术|官岑       → 技术|官|岑         the end of a title
同斐方          → 同|斐方            a preposition before a name
由省, 于长春    → 由|省, 于|长春     a preposition before a place, if the dictionary has the word for a person or not at all

A part is a bit. What a word may play depends on its characters and its tag alone and is worked out once for each word
of the language (`parts.py`); a finder that needs a part which no word of the stretch may play is not called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from operator import itemgetter, or_

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, Word

PLACES = frozenset({"ns", "nr", "nz", ""})
NOUNS = frozenset({"n", "vn", "nz", "ns", "b"})


@cache
def ends() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Suffixes of places, ends of titles and prepositions that an unknown word begins with, and verbs that it ends with."""
    data = load("persons")["glued"]
    return (
        frozenset(data["place"]),
        frozenset(data["title"]),
        frozenset(data["preposition"]),
        frozenset(data["speech"]),
    )


def may_be_glued(text: str, tag: str) -> bool:
    """Whether a word may have to be taken apart, whatever stands beside it."""
    if len(text) > 1 and before_place(text, tag):
        return True
    if tag or len(text) < 2:
        return False
    suffixes, titles, prepositions, speech = ends()
    head = text[0]
    if len(text) > 2 and text[-1] in PARTICLES:
        return True
    return head in titles or head == "等" or head in prepositions or head in suffixes or text[-1] in speech


PARTICLES = frozenset("于将已拟以在被从与")  # adverbs and prepositions after a subject: 丁联|于, 帕里涅利|以
PREPOSITIONS = frozenset("于由在从对向与给")
LEVELS = frozenset("省市县区州镇")


def before_place(text: str, tag: str) -> bool:
    """Whether a word is a preposition and a place, or the level of one, whatever the dictionary calls it."""
    return tag in ("", "nr") and text[0] in PREPOSITIONS and (text[1:] in codes() or text[1:] in LEVELS)


def unglued(words: Sequence[Word]) -> Iterator[Word]:
    """The words, unknown ones in pieces; a piece at the beginning is tagged as a noun, one at the end as a verb."""
    suffixes, titles, prepositions, speech = ends()
    left: Word | None = None
    for word in words:
        if len(word.text) > 1 and before_place(word.text, word.tag):
            yield Word(word.start, word.start + 1, word.text[0], "p")
            word = Word(word.start + 1, word.end, word.text[1:], "ns" if len(word.text) > 2 else "n")
        if word.tag == "" and len(word.text) > 1 and word.text[0].isalpha() and not word.text[0].isascii():
            head, tail = word.text[0], word.text[-1]
            beside = left.tag if left is not None and left.end == word.start else None
            longer = len(word.text) > 2
            if (
                (longer and head in prepositions)
                or (longer and head in suffixes and beside in PLACES)
                or (head in titles and beside in NOUNS)
                or (head == "等" and beside is not None)
            ):
                yield Word(word.start, word.start + 1, head, "n")
                word = Word(word.start + 1, word.end, word.text[1:], "")
            if tail in PARTICLES and len(word.text) > 2:
                yield Word(word.start, word.end - 1, word.text[:-1], "")
                word = Word(word.end - 1, word.end, tail, "d")
            elif tail in speech and len(word.text) > 1:
                yield Word(word.start, word.end - 1, word.text[:-1], "")
                word = Word(word.end - 1, word.end, tail, "v")
        yield word
        left = word


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
