"""How far a name reaches to the left of the suffix that ends it: over modifiers and brackets, to a proper word."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon.places import codes
from zhibiao.model import EntityKind, Word
from zhibiao.naming.cues import DIVISIONS, STOP, STOP_TAGS, SWALLOWED, is_title, suffix_of, words_of
from zhibiao.naming.foreign import transliterating
from zhibiao.naming.persons import surnames
from zhibiao.naming.places import is_country, is_place, noplace, single
from zhibiao.naming.stretch import WRITTEN, ByWord

GOERS = "队军们者人员手"  # who goes all the way, and is no road
LONGEST = 24  # characters of a name
WORDS = 9  # words of a name before its last
PROPER = frozenset({"ns", "nz", "nt", "nr", "nrt", "nrfg", "eng", ""})
BRACKETS = frozenset("()（）")
OPENING, CLOSING = frozenset("(（"), frozenset(")）")
TITLED = words_of("titled")
LINES = words_of("line")
INDICES = words_of("index")
ORDER = frozenset("第一二三四五六七八九十百零〇")
NUMBERED = words_of("numbered")


def leftmost(words: Sequence[Word], i: int, kind: EntityKind, suffix: str, known: frozenset[int] = frozenset()) -> int:
    """Index of the proper word, or the starter, that begins the name ending at word i (i itself when none does).
    `known`: where listed names begin."""
    if words[i].text == "一路" and i and words[i - 1].text[-1] in GOERS:
        return i  # 选手们|一路|向前
    best, k = i, i
    office = (kind == "ORG" or len(suffix) > 3) and suffix not in words_of("loose")
    numbered = suffix in NUMBERED
    opened = 0  # brackets that are closed on the right
    while k > 0 and words[k - 1].end == words[k].start and i - k < WORDS:
        k -= 1
        left = words[k]
        role = ROLES[WRITTEN(left)]
        if opened and not role & BRACKET:
            if role & STOPS or left.tag == "nr":
                break  # 甲州晚报讯（记者陈琳）|甲州市商务局
            continue
        if left.start in known and (kind in ("ORG", "FAC") or suffix in INDICES):
            best = k
            continue
        if paired(words, k) or (kind == "FAC" and suffix in LINES and joins(words, k)):
            best = k
            continue
        if left.text in DIVISIONS and k and words[k - 1].end == left.start and len(words[k - 1].text) > 1:
            continue  # 东岭|县|文化馆: whatever else the dictionary takes 县 for
        if kind == "FAC" and suffix in LINES and left.text == "至" and k and is_place(words[k - 1]):
            continue  # 甲城|至|乙城|高速铁路
        if role & STOPS and (qualifies(left, words[k + 1], k == i - 1) or spelled(words, k)):
            continue
        if kind == "LOC" and left.tag == "f":
            break
        if role & BRACKET and words[i].end - left.start < LONGEST:
            opened += 1 if left.text in CLOSING else -1
            if kind == "BRAND" or opened < 0 or (opened and not opens(words, k, i)):
                break  # （记者王希）|海关总署
            continue
        if role & CODED or (office and role & STARTER):
            best = k
        elif role & MODIFIER or (numbered and role & ORDINAL):
            continue
        elif role & STOPS or (kind != "ORG" and role & FIRM):
            break
        elif role & PROPER_NOUN or (k == i - 1 and role & SHORT):
            best = k
    return best


def opens(words: Sequence[Word], k: int, i: int) -> bool:
    """Whether the bracket that word k closes opens within the reach of a name that ends at word i."""
    while k and words[k - 1].end == words[k].start and words[i].end - words[k - 1].start < LONGEST:
        k -= 1
        if words[k].text in OPENING:
            return True
    return False


def qualifies(left: Word, right: Word, last: bool) -> bool:
    """Whether a title says whose office, school or society the head right behind it is: 律师|事务所, 记者|站."""
    return last and is_title(left.text) and right.text in TITLED


def spelled(words: Sequence[Word], k: int) -> bool:
    """Whether word k is one of two or three characters that spell a name which the dictionary does not have, between a
    place and the head of the name: 甲城|明|通|小学.

    No particle, preposition or numeral is such a character.
    """
    if len(words[k].text) > 1 or not spells(words[k]):
        return False
    first = last = k
    while first and len(words[first - 1].text) == 1 and words[first - 1].end == words[first].start:
        first -= 1
    while last + 1 < len(words) and len(words[last + 1].text) == 1 and words[last + 1].start == words[last].end:
        last += 1
    place = words[first - 1] if first and words[first - 1].end == words[first].start else None
    return (
        1 <= last - first <= 2
        and all(spells(words[n]) for n in range(first, last + 1))
        and place is not None
        and place.text in codes()
        and last + 1 < len(words)
        and len(words[last + 1].text) > 1
        and suffix_of(words[last + 1].text) == words[last + 1].text
    )


def paired(words: Sequence[Word], k: int) -> bool:
    """Whether word k is one of two states by one character each, inside a name: 甲城大学|中|美|研究中心."""
    if len(words[k].text) > 1 or not is_country(words[k].text):
        return False
    beside = [n for n in (k - 1, k + 1) if 0 <= n < len(words)]
    return any(len(words[n].text) == 1 and is_country(words[n].text) for n in beside)


def joins(words: Sequence[Word], k: int) -> bool:
    """Whether word k is one of the two places by one character each that a line joins: 中|老|铁路, 沪|昆|高铁."""
    if len(words[k].text) == 2 and not words[k].tag:
        return single().issuperset(words[k].text)
    if len(words[k].text) > 1 or not is_initial(words[k]):
        return False
    beside = [n for n in (k - 1, k + 1) if 0 <= n < len(words)]
    return any(len(words[n].text) == 1 and is_initial(words[n]) for n in beside)


def is_initial(word: Word) -> bool:
    """Whether a character stands for a place, by our lists or by the dictionary's tag."""
    return word.text in single() or word.tag in ("j", "ns")


SPELLING = frozenset({"v", "a", "n", "g", "ng", "vg", "ag", "j", "b", "nr", "ns", "zg", "q", "i"})


def spells(word: Word) -> bool:
    """Whether a single character may be one of a name's."""
    return word.tag in SPELLING and word.text not in STOP and word.text not in SWALLOWED


# What a word may be on the left of a suffix, as bits.
BRACKET, CODED, STARTER, MODIFIER, ORDINAL, STOPS, FIRM, PROPER_NOUN, SHORT = (1 << n for n in range(9))


def roles(text: str, tag: str) -> int:
    """What a word may be in the name that a suffix after it ends."""
    return (
        BRACKET * (text in BRACKETS)
        + CODED * (text in codes())
        + STARTER * (text in words_of("starter"))
        + MODIFIER * (text in words_of("modifier"))
        + ORDINAL * ORDER.issuperset(text)
        + STOPS * (breaks(text, tag) or is_title(text))
        + FIRM * (suffix_of(text) in FIRMS)
        + PROPER_NOUN * is_proper(text, tag, last=False)
        + SHORT * is_proper(text, tag, last=True)
    )


ROLES = ByWord(roles)
FIRMS = words_of("firms")


AIMS, DIVIDED = "强兴富惠", "国省市县区州镇村"  # 富民|强州, 兴业|强市: what is to be made of it, no place


def breaks(text: str, tag: str) -> bool:
    """Whether a word is part of no name."""
    return (
        (tag == "" and not SWALLOWED.isdisjoint(text))
        or (tag == "" and len(text) == 2 and text[0] in AIMS and text[1] in DIVIDED)
        or text in STOP
        or tag in STOP_TAGS
        or not text[0].isalpha()
        or text[0] in "每各该本"
        or text[-1] in "性化"
    )


DOERS = frozenset("人者员")  # who does something, no name: 组货人


def is_proper(text: str, tag: str, last: bool) -> bool:
    """Whether a word can begin a name; `last`: it stands right before the suffix.

    What the dictionary calls a person begins with a surname or is transliterated (荣获 is neither); an unknown word holds
    no preposition or adverb; an abbreviation stands before the suffix only (长航|集团).
    """
    if len(text) < 2 or text in noplace():
        return False
    if tag == "":
        return SWALLOWED.isdisjoint(text) and STOP.isdisjoint(text) and text[-1] not in DOERS
    if tag in ("nr", "nrfg"):
        return text[0] in surnames()[0] or transliterating().issuperset(text)
    return tag in PROPER or (last and tag == "j")
