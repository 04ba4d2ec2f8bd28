"""Hints that a run of words between two borders names a firm or a brand, by what stands beside it (`evident` decides).

A run counts when it holds a word that the dictionary does not have: 甲禾资讯|董事长, 据|乙朵能源|监测, 平台|丙云, 环球丁联（Global
Blue）. Borders are punctuation, particles, prepositions, verbs, titles, figures and times; what the run is made of is left
open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import EntityKind, Word
from zhibiao.naming.aliases import GLOSS
from zhibiao.naming.cues import STOP, SWALLOWED, is_title, words_of
from zhibiao.naming.gazetteer import listing
from zhibiao.naming.persons import surnames
from zhibiao.naming.places import is_place, neighbours, noplace
from zhibiao.naming.stretch import GLUED, ByWord, Stretch, unglued
from zhibiao.words import frequency

SHORTEST, LONGEST = 2, 10  # characters of a name
TAIL = 2  # everyday words behind the unknown one
BORDERS = frozenset({"p", "c", "r", "u", "uj", "ul", "uz", "m", "t", "x", "d", "q", "y", "i", "l", "zg", "eng"})
NAMED = frozenset({"nz", "ns", "nrt", "nr", "nt"})
COMMON = 900  # what the dictionary calls a name and has seen more often is a common word
SPELLING = frozenset({"v", "a", "n", "g", "ng", "vg", "ag", "j", "b", "f", "nr", "ns"})
OPENING = frozenset("（(")


class Hint(NamedTuple):
    """A run of words that may be a name; `sure`: it is one at once, and needs no second mention. `core`: the run without
    everyday words behind, which are of the name only if the core never stands without them."""

    name: str
    kind: EntityKind
    sure: bool
    core: str
    full: str = ""  # the longer name that it is the end of
    opening: bool = False  # it opens a clause before an adverb or a preposition: a second such clause makes it a name


@cache
def cues() -> tuple[dict[str, EntityKind], frozenset[str], frozenset[str]]:
    """What a name is called by before it, with its type; what only firms have, behind it; what they deal in."""
    data = load("names")["evident"]
    brands = frozenset(data["brand"])
    return (
        {word: "BRAND" if word in brands else "ORG" for word in data["before"]},
        frozenset(data["behind"]),
        frozenset(data["trade"]),
    )


def hinted(stretch: Stretch) -> list[Hint]:
    """What may be named in a stretch of words."""
    text, words = stretch.text, stretch.words
    if stretch.all_parts & GLUED:
        words = list(unglued(words))
    marked = SIGNS.of(words)
    signs = reduce(or_, marked, 0)
    hints = [*announcers(text, words, marked)] if signs & ANNOUNCES and signs & TRADE else []
    if not signs & (UNKNOWN | SPELLS | CHILD):
        return hints
    naming = bool(signs & UNKNOWN) or spelled_out(words)
    before, _, _ = cues()
    for i, (word, sign) in enumerate(zip(words, marked, strict=True)):
        if sign & CHILD and (child := nickname(text, words, i + 1)):
            hints.append(child)
        if not naming:
            continue
        if sign & MARK:
            hints += opened(text, words, i + 1)
        elif i == 0 or not touches(words, i):
            hints += opened(text, words, i)
        if sign & BEHIND or (sign & OPENS and glossed(text, words, i)):
            hints += run_before(text, words, i, bool(sign & OPENS) or led_by(words, i))
        if sign & BEFORE:
            hints += run_after(text, words, i, before[word.text])
        if sign & TRADE and i and marked[i - 1] & UNKNOWN and touches(words, i):
            hints += traded(text, words, i)
    return hints


def announcers(text: str, words: Sequence[Word], marked: Sequence[int]) -> Iterator[Hint]:
    """The firms that a clause opens with before what they announce, by what they deal in: 沃野股份|预计|净利润为3亿元,
    晨星汽车|公告称; of whatever words, but no longer than short names are."""
    for i in range(1, len(words)):
        if not marked[i] & ANNOUNCES or not marked[i - 1] & TRADE or not touches(words, i):
            continue
        first = i - 1
        while first and touches(words, first) and not is_border(words[first - 1]):
            first -= 1
        opens = not first or not touches(words, first) or marked[first - 1] & MARK
        name = text[words[first].start : words[i].start]
        told = OF_FIRMS.match(text, words[i].start) is not None
        if opens and told and len(words[i - 1].text) < len(name) <= SHORT_NAME:
            yield Hint(name, "ORG", True, name)


OF_FIRMS = compiled(f"[^。\n]{{0,40}}?{alternation(load('names')['evident']['announced'])}")
SHORT_NAME = 4  # characters of a listed company's name, at most by the rule of the exchanges


@cache
def children() -> frozenset[str]:
    """What children are called, who are named without their surname: 男童|希希."""
    return frozenset(load("names")["evident"]["children"])


def nickname(text: str, words: Sequence[Word], i: int) -> Hint | None:
    """The name of a child that begins with word i: one character twice, or 小 and another."""
    if i >= len(words) or not touches(words, i):
        return None
    start = words[i].start
    name = text[start : start + SHORTEST]
    ends = any(word.end == start + SHORTEST for word in words[i : i + SHORTEST])
    if len(name) < SHORTEST or not name.isalpha() or name.isascii() or not ends:
        return None
    return Hint(name, "PER", False, name) if name[0] == name[1] or (name[0] == "小" and not frequency(name)) else None


ANNOUNCING = frozenset(load("names")["evident"]["announcing"])
AFTER_SUBJECTS = frozenset(load("names")["evident"]["after"])


def opened(text: str, words: Sequence[Word], first: int) -> Iterator[Hint]:
    """The run that a clause opens with before what stands after subjects: 环球丁联|于|1980年|创立."""
    last = first
    while last < len(words) and last - first < 4 and words[last].text not in AFTER_SUBJECTS:
        if (last > first and not touches(words, last)) or is_border(words[last]):
            return
        last += 1
    run = words[first:last]
    if not run or last == len(words) or not touches(words, last) or run[-1].text[-1] == "方":
        return  # 园方: any of them
    _, _, trade = cues()
    if any(w.tag == "" and unknown(w) for w in run) and (run[-1].text in trade or run[-1].tag == ""):
        for found in hint(text, run, "PER" if is_person(run) else "ORG", False):
            yield found._replace(opening=True, core=found.name)


def is_person(run: Sequence[Word]) -> bool:
    """Whether one unknown word reads as a person's name: a surname and one or two characters more."""
    return len(run) == 1 and run[0].text[0] in surnames()[0] and len(run[0].text) in (2, 3)


def touches(words: Sequence[Word], i: int) -> bool:
    """Whether no space stands before word i."""
    return words[i - 1].end == words[i].start


def spelled_out(words: Sequence[Word]) -> bool:
    """Whether two single characters in a row may spell a name."""
    return any(spells(a) and spells(b) and a.end == b.start for a, b in pairwise(words))


# What a word may be for a hint, as bits; worked out once for each word of the language.
UNKNOWN, SPELLS, BEFORE, BEHIND, TRADE, CHILD, BORDER, MARK, OPENS, ANNOUNCES = (1 << n for n in range(10))


def signs_of(text: str, tag: str) -> int:
    """The sum of what a word may be."""
    before, behind, trade = cues()
    return (
        UNKNOWN * is_unknown(text, tag)
        + SPELLS * (len(text) == 1 and tag in SPELLING and text not in STOP and text not in SWALLOWED)
        + BEFORE * (text in before)
        + BEHIND * (text in behind)
        + TRADE * (text in trade)
        + CHILD * (text in children())
        + BORDER * ends_name(text, tag)
        + MARK * (not text[0].isalnum())
        + OPENS * (text in OPENING)
        + ANNOUNCES * (text in ANNOUNCING)
    )


SIGNS = of_own(ByWord(signs_of))


def spells(word: Word) -> bool:
    """Whether a word is a single character that may be one of a name's."""
    return bool(SIGNS[word.text, word.tag] & SPELLS)


def unknown(word: Word) -> bool:
    """Whether a word is none of everyday language: the dictionary has it not, or calls it a name."""
    return bool(SIGNS[word.text, word.tag] & UNKNOWN)


def is_border(word: Word) -> bool:
    """Whether a word is part of no such name."""
    return bool(SIGNS[word.text, word.tag] & BORDER)


def is_unknown(text: str, tag: str) -> bool:
    """Whether a word with a tag is none of everyday language."""
    if len(text) < SHORTEST or not text[0].isalpha() or text.isascii() or text in noplace():
        return False
    if is_place(Word(0, len(text), text, tag)):
        return False
    if tag == "":
        return SWALLOWED.isdisjoint(text) and STOP.isdisjoint(text)
    if tag not in NAMED or frequency(text) >= COMMON or len(text) > 4:
        return False
    return text not in listing()["LOC"] and text not in neighbours()[3]


def ends_name(text: str, tag: str) -> bool:
    """Whether a word with a tag is part of no such name."""
    before, behind, _ = cues()
    return (
        (tag in BORDERS and not (tag == "q" and len(text) > 1))
        or not text[0].isalpha()
        or text in STOP
        or text in before
        or text in behind
        or is_title(text)
        or (tag == "v" and len(text) > 1)
    )


def led_by(words: Sequence[Word], i: int) -> bool:
    """Whether word i is who leads a firm, with his name behind: 飞禾家具|总经理|周凯."""
    if i + 1 == len(words) or not touches(words, i + 1) or not is_title(words[i].text):
        return False
    name = words[i + 1]
    return name.text[0] in surnames()[0] and (name.tag in ("nr", "") or len(name.text) == 1)


def glossed(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether the bracket that word i opens gives a name in Latin letters."""
    close = next((k for k in range(i + 1, min(i + 8, len(words))) if words[k].text[0] in "）),，"), None)
    return close is not None and GLOSS.fullmatch(text[words[i].end : words[close].start].strip()) is not None


def run_before(text: str, words: Sequence[Word], i: int, sure: bool) -> Iterator[Hint]:
    """The name that ends where word i begins: from the border, if what it is called by stands there, else from the
    first word that is not of everyday language, with the place before that."""
    first = i
    while first and touches(words, first) and not is_border(words[first - 1]):
        if words[i].start - words[first - 1].start > LONGEST + 2:
            break
        first -= 1
    before, _, _ = cues()
    called = before.get(words[first - 1].text) if first and touches(words, first) else None
    begin = first if called else start_of(words, first, i)
    if begin is None or (not any(unknown(w) for w in words[begin:i]) and not spelled_out(words[begin:i])):
        return
    if words[i].text in WEAK and (words[begin].tag == "nz" or words[i].start - words[begin].start == SHORTEST):
        return  # 普惠金融|公司, 增持|公告: any of them
    if begin > first and words[begin - 1].text in codes():
        yield from hint(text, words[begin - 1 : i], called or "ORG", False)
    yield from hint(text, words[begin:i], called or "ORG", sure)


# What stands behind other words than names as well.
WEAK = words_of("weak_hint")


def start_of(words: Sequence[Word], first: int, last: int) -> int | None:
    """Index of the first word that is not of everyday language, or of the first of two single characters."""
    for k in range(first, last):
        if unknown(words[k]):
            return k if last - k <= TAIL + 1 else None
        if spells(words[k]) and k + 1 < last and spells(words[k + 1]):
            return k
    return None


def run_after(text: str, words: Sequence[Word], i: int, kind: EntityKind) -> Iterator[Hint]:
    """The name that begins where word i, which says what is named, ends."""
    _, _, trade = cues()
    last = i + 1
    while last < len(words) and touches(words, last) and (unknown(words[last]) or words[last].text in trade):
        last += 1
    run = words[i + 1 : last]
    if run and unknown(run[0]) and ends(words, last) and run[-1].end - run[0].start > SHORTEST:  # not 公司|营收
        yield from hint(text, words[i + 1 : last], kind, False)


def traded(text: str, words: Sequence[Word], i: int) -> Iterator[Hint]:
    """An unknown word and what it deals in, between borders: 据|乙朵|能源|监测."""
    _, _, trade = cues()
    last = i + 1
    while last < len(words) and touches(words, last) and words[last].text in trade:
        last += 1
    if i > 1 and touches(words, i - 1) and not is_border(words[i - 2]) and words[i - 2].text not in codes():
        return
    if ends(words, last):
        yield from hint(text, words[i - 1 : last], "ORG", False)


def ends(words: Sequence[Word], last: int) -> bool:
    """Whether a name may end before word `last`: it is a border."""
    return last == len(words) or not touches(words, last) or is_border(words[last]) or words[last].tag == "vn"


def hint(text: str, run: Sequence[Word], kind: EntityKind, sure: bool) -> Iterator[Hint]:
    """The run as a hint, if it is as long as names are."""
    if not run:
        return
    _, _, trade = cues()
    last = len(run)
    while last > 1 and run[last - 1].tag and run[last - 1].text not in trade and len(run[last - 1].text) > 1:
        last -= 1
    name, core = text[run[0].start : run[-1].end], text[run[0].start : run[last - 1].end]
    if all(SHORTEST <= len(n) <= LONGEST and n not in codes() and n not in noplace() for n in (name, core)):
        yield Hint(name, kind, sure, core)
