"""Unknown words taken apart where the segmenter's guess holds the end of a name or what stands beside one.

漠北|省格兰木   → 漠北|省|格兰木     the suffix of the place before it
陈晓说          → 陈晓|说            a verb of speech
技术|官岑       → 技术|官|岑         the end of a title
同斐方          → 同|斐方            a preposition before a name
由省, 于长春    → 由|省, 于|长春     a preposition before a place, if the dictionary has the word for a person or not at all
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Word

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
