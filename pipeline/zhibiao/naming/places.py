"""Places by words: divisions and cities that are listed, rare places of the dictionary, countries by one character, and villages by
the place before them: 长乐坪镇|月山村, 甸子镇|黑城村|四组.

Their names are of everyday characters, which the segmenter cuts as it likes (月|山村); a township before and 村 behind say that
a name stands between. What villages are, is none: 甲镇|贫困村.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import regex

from zhibiao.lexicon import load, prepositions
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, Word
from zhibiao.naming.cues import words_of
from zhibiao.naming.foreign import transliterating
from zhibiao.naming.stretch import ABBREVIATION, PLACE, Stretch
from zhibiao.words import frequency

ENDS = frozenset("省市县区镇乡村州盟旗山河江湖岛海湾峡洋港")
AROUND = tuple(load("names")["around"]["words"])  # what lies about a place is not of its name, level by level
INITIAL = "initial"  # the rule of a place by one character
RARE = 60  # what the dictionary calls a place and has seen more often without our tables knowing it, is a common word


@cache
def noplace() -> frozenset[str]:
    """Dictionary places that news uses as common words."""
    return frozenset(load("names")["noplace"]["words"])


def is_place(word: Word) -> bool:
    """Whether a word is a place: listed, or one of the dictionary's that is rare or ends as divisions and
    landforms do.

    The dictionary calls thousands of everyday words places (东西, 深度), so its word alone is not taken.
    """
    if word.text in codes():
        return True
    if word.tag != "ns" or word.text in noplace() or word.text.endswith("城市"):
        return False
    if len(word.text) > 2 and (word.text[-1] in ENDS or word.text.endswith(AROUND)):
        return True
    foreign = sum(c in transliterating() for c in word.text) >= len(word.text) - 1
    return frequency(word.text) <= RARE and (len(word.text) < 4 or foreign)


def is_country(text: str) -> bool:
    """Whether a text names a country (or a city of the world), by itself or by one character."""
    if len(text) == 1:
        return text in initials()[0] or text in abroad()
    return text == "中国" or not codes().get(text, "0").isdigit()


def is_division(text: str) -> bool:
    """Whether a text names a province, city or county of China."""
    return codes().get(text, "").isdigit()


def is_owner(text: str) -> bool:
    """Whether teams and armies are named after it: a listed place, or a country's character."""
    return is_country(text) or is_division(text)


def places(stretch: Stretch) -> list[Entity]:
    """The names of words that are places, each level for itself (北京王府井: 北京 | 王府井)."""
    words = stretch.words
    return [
        place(a, b, words[i].text[a - words[i].start : b - words[i].start])
        for i in stretch.at(PLACE)
        if (is_sure(words[i].text) or lies(words, i)) and not traded(words, i)
        for a, b in levels(words[i])
    ]


def is_sure(text: str) -> bool:
    """Whether a place needs nothing beside it: it is listed, or ends as divisions and landforms do."""
    return text in codes() or (len(text) > 2 and (text[-1] in ENDS or text.endswith(AROUND)))


MARKETS = frozenset({"现货", "期货"})


def traded(words: Sequence[Word], i: int) -> bool:
    """Whether what is called as a place is stands as goods of a market: 现货|白银, 白银|期货."""
    left = words[i - 1] if i and words[i - 1].end == words[i].start else None
    right = words[i + 1] if i + 1 < len(words) and words[i + 1].start == words[i].end else None
    return (left is not None and left.text in MARKETS) or (right is not None and right.text in MARKETS)


WHERE = prepositions("where") | frozenset(load("names")["where"]["words"]) | frozenset("、和")


DATELINES = words_of("dateline")


def lies(words: Sequence[Word], i: int) -> bool:
    """Whether what the dictionary alone calls a place stands where places do: behind a preposition of place or a place
    (北京|王府井), or before a level, a part or a side of one. Nearly a third of such words are none (遮阳, 之遥)."""
    left = words[i - 1] if i and words[i - 1].end == words[i].start else None
    right = words[i + 1] if i + 1 < len(words) and words[i + 1].start == words[i].end else None
    if left is not None and (left.text in WHERE or left.tag == "ns" or left.text in codes()):
        return True
    if left is not None and left.text in DATELINES:
        return True
    return right is not None and (right.tag in ("ns", "f", "s") or right.text[0] in ENDS or right.text == "、")


def place(start: int, end: int, text: str) -> Entity:
    return Entity(start, end, text, "place", "LOC", text)


def levels(word: Word) -> Iterator[tuple[int, int]]:
    """The places that one word holds, each a level for itself; a listed one is whole."""
    text, known = word.text, codes()
    if text not in known:
        for around in AROUND:
            if text.endswith(around) and (text[: -len(around)] in known or len(text) > 3):
                yield word.start, word.end - len(around)
                return
        for cut in range(len(text) - 2, 1, -1):
            if text[:cut] in known:
                yield word.start, word.start + cut
                yield word.start + cut, word.end
                return
    yield word.start, word.end


@cache
def initials() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The characters that stand for countries, those for provinces and cities, and words of such characters that
    mean something else."""
    data = load("names")["initial"]
    return frozenset(data["countries"]), frozenset(data["divisions"]), frozenset(data["not"])


@cache
def neighbours() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Words that a country's character stands after or before, and those that a division's does."""
    data = load("names")["initial"]
    return (
        frozenset(data["after"]),
        frozenset(data["before"]),
        frozenset(data["arriving"]),
        frozenset(data["sides"]),
    )


@cache
def single() -> frozenset[str]:
    """All characters that stand for a place."""
    countries, divisions, _ = initials()
    return countries | divisions | abroad()


def may_abbreviate(text: str) -> bool:
    """Whether a word may stand for places by one character each."""
    if text[0] in single() and (len(text) == 1 or text[1] == "方" or is_abbreviation(text)):
        return True
    return (len(text) == 2 and "中" in text and text.replace("中", "", 1) in single()) or text in neighbours()[3]


def abbreviated(stretch: Stretch) -> list[Entity]:
    """Countries, provinces and cities by one character each: 中|美, 京|津|冀, 访|华, 俄|总统, 在|京, 中|方."""
    countries, divisions, other = initials()
    words = stretch.words
    found: list[Entity] = []
    for i in stretch.at(ABBREVIATION):
        word = words[i]
        text = word.text
        if len(text) == 1:
            if (text in countries or text in divisions or text in abroad()) and stands_for_place(words, i):
                found.append(initial(word.start, text))
        elif len(text) == 2 and text[1] == "方" and word.tag == "" and (text[0] in abroad() or text[0] in countries):
            found.append(initial(word.start, text[0]))  # 斐方
        elif len(text) == 2 and "中" in text and word.tag in ("", "nr", "ns", "j") and is_pair(words, i):
            found += [initial(word.start + k, c) for k, c in enumerate(text)]  # 中斐|两国
        elif is_abbreviation(text) and text not in other and (len(text) > 2 or word.tag in ("ns", "j", "nr", "")):
            found += [initial(word.start + k, c) for k, c in enumerate(text)]
        elif text in neighbours()[3]:
            k = next(k for k, c in enumerate(text) if c in HOLDING)
            found.append(initial(word.start + k, text[k]))
    return found


def is_pair(words: Sequence[Word], i: int) -> bool:
    """Whether a word is 中 and the character of another country, before what two states have."""
    other = words[i].text.replace("中", "")
    right = words[i + 1].text if i + 1 < len(words) and words[i + 1].start == words[i].end else ""
    return (other in abroad() or other in initials()[0]) and right in relations()


@cache
def relations() -> frozenset[str]:
    """What two states have: 两国, 关系, 建交."""
    return frozenset(load("names")["initial"]["relations"])


def is_abbreviation(text: str) -> bool:
    """Whether each character stands for a country, or each for a province or city: 京津冀."""
    countries, divisions, _ = initials()
    return 1 < len(text) <= 4 and (countries.issuperset(text) or divisions.issuperset(text))


@cache
def abroad() -> frozenset[str]:
    """More characters of countries, taken before what only a state has: 柬|政府."""
    return frozenset(load("names")["initial"]["abroad"])


@cache
def wary() -> frozenset[str]:
    """Characters of countries that are everyday words, too, taken as those of `abroad` only: 以, 加."""
    return frozenset(load("names")["initial"]["wary"])


@cache
def state() -> frozenset[str]:
    """What only a state has."""
    return frozenset(load("names")["initial"]["state"])


HOLDING = frozenset("华京沪粤藏疆川港台") | frozenset("中美俄日韩英法德印巴朝欧越泰以苏")


def initial(start: int, character: str) -> Entity:
    return Entity(start, start + 1, character, INITIAL, "LOC", character)


def stands_for_place(words: Sequence[Word], i: int) -> bool:
    """Whether a character by itself stands for a country, a province or a city here."""
    countries, divisions, _ = initials()
    after, before, arriving, _ = neighbours()
    word = words[i]
    left = words[i - 1] if i and words[i - 1].end == word.start else None
    right = words[i + 1] if i + 1 < len(words) and words[i + 1].start == word.end else None
    if right is not None and word.text not in divisions and right.text in state():
        return True
    if left is not None and left.text + word.text in initials()[2]:
        return False
    if word.text in countries and word.text not in wary():
        if right is not None and right.text in before and word.text not in divisions:
            return True
        twin = next(
            (
                w
                for w in (left, right)
                if w is not None and len(w.text) == 1 and w.text != word.text and w.text in countries
            ),
            None,
        )
        if twin is not None:
            return True
        if left is not None and left.text in after and word.text != "中":
            return word.tag in ("j", "ns", "nr") or (right is not None and not right.text[0].isalnum())
    return word.text in divisions and left is not None and left.text in arriving and word.tag in ("j", "ns", "n")


ABOVE = ("镇", "乡", "街道", "县", "区", "市")
GROUP = compiled("[0-9一二三四五六七八九十]{1,2}组")
INNER = "的在和与及等各全每该某多个有以为从到将对是这那其所由"


@cache
def village() -> regex.Pattern[str]:
    """A village's name of one to three characters, with its group."""
    kinds = alternation(load("names")["village"]["kinds"])
    return compiled(
        rf"(?!\p{{Han}}{{0,3}}{kinds})(?:(?![{INNER}省市县区镇乡])\p{{Han}}){{1,3}}(?:村(?![民庄干长里镇委口口落内居])|屯(?=[村，。、的])|嘎查|社区)"
        rf"(?:{GROUP.pattern})?"
    )


def villages(text: str, names: Iterable[Entity]) -> Iterator[Entity]:
    """The villages right behind the places of a text, each a level for itself."""
    for e in names:
        if e.type != "LOC":
            continue
        if e.text.endswith(ABOVE) and (m := village().match(text, e.end)):
            yield Entity(m.start(), m.end(), m[0], "place", "LOC", m[0])
        elif e.text[-1] == "村" and (m := GROUP.match(text, e.end)):
            yield Entity(e.start, m.end(), text[e.start : m.end()], e.rule, "LOC", text[e.start : m.end()])
