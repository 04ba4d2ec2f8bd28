"""Transliterated names: runs of words whose characters are those that write foreign names.

赫里斯|坚科|两名    the run 赫里斯坚科 is likelier a name than two words; nobody but a person is written so,
塔|科马|市          unless a place's or a firm's suffix follows
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from zhibiao.lexicon import load, prepositions
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, Word
from zhibiao.naming.cues import UNSEEN, bonus, chances, cost
from zhibiao.naming.stretch import DOT, FOREIGN, Stretch

RARITY = 6.0
ENOUGH = 2.0
JOINT = 20.0  # the dot between a given name and a surname
PART = 8  # characters of one part of a dotted name
DOTS = frozenset("·•・-")
PLACE_ENDS = frozenset("市县州省郡河湖山岛港镇区湾峡峰")
TRADED = tuple(load("names")["traded"]["words"])  # whose first word names no person
PLACED = load("names")["placed"]
WHERE = prepositions("placed") | frozenset(PLACED["verbs"]) | frozenset(PLACED["nouns"])


@cache
def transliterating() -> frozenset[str]:
    """The characters that write foreign names."""
    return frozenset(load("persons")["transliteration"]["characters"])


@cache
def minority() -> frozenset[str]:
    """More characters of Uygur, Kazakh and Tibetan names, taken beside a dot only."""
    return frozenset(load("persons")["transliteration"]["minority"])


def may_be_part(text: str) -> bool:
    """Whether a word may be part of a transliterated name that has no dot."""
    return transliterating().issuperset(text) and text not in codes()


def is_likely(text: str, tag: str) -> bool:
    """Whether a word is likelier part of one than a word; a run without such a word and without a dot is no name."""
    return (gain_of(text, tag, False) or 0.0) > 0


def foreign(stretch: Stretch) -> list[Entity]:
    """The persons and places with a transliterated name."""
    text, words = stretch.text, stretch.words
    found = []
    places = codes()
    everyday = frozenset(load("persons")["no_person"]["words"])
    for first, last, weight in runs(stretch):
        last = carried_on(words, last)
        start, end = words[first].start, words[last].end
        name = text[start:end]
        if len(name) < 2 or name in everyday:
            continue
        left = words[first - 1] if first else None
        right = words[last + 1] if last + 1 < len(words) else None
        beside = bonus(text, start, end, left, right, False)
        weight += beside - RARITY
        if weight < ENOUGH or (len(name) == 2 and not beside):
            continue
        if right is not None and right.start == end and right.text.startswith(TRADED):
            end = traded_end(words, last + 1)
            if left is not None and left.end == start and left.text in places:
                start = left.start  # 伦敦|布伦特|原油
            found.append(Entity(start, end, text[start:end], "traded", "BRAND", text[start:end]))
            continue
        if right is not None and right.start == end and right.text in PLACE_ENDS:
            found.append(Entity(start, right.end, name + right.text, "foreign_place", "LOC", name + right.text))
            continue
        called = words[first].tag == "nrt" and first == last
        if (
            not beside
            and not called
            and left is not None
            and left.end == start
            and (left.text in WHERE or left.text in places)
        ):
            found.append(Entity(start, end, name, "foreign_place", "LOC", name))
        elif beside or words[first].tag != "ns" or first < last:
            found.append(Entity(start, end, name, "foreign", "PER", name))
    return found


def carried_on(words: Sequence[Word], last: int) -> int:
    """The last word of a transliterated name whose end the segmenter does not know: 帕尔特|里涅利. What no dictionary has
    stands for nothing by itself."""
    while (
        last + 1 < len(words)
        and words[last + 1].start == words[last].end
        and not words[last + 1].tag
        and may_be_part(words[last + 1].text)
    ):
        last += 1
    return last


def traded_end(words: Sequence[Word], k: int) -> int:
    """Where the goods of a market that word k begins end: 布伦特|原油|期货."""
    while k + 1 < len(words) and words[k + 1].start == words[k].end and words[k + 1].text in TRADED:
        k += 1
    return words[k].end


def dotted(text: str) -> list[Entity]:
    """Names whose parts a dot joins: 艾尔肯·吐尼亚孜."""
    found: list[Entity] = []
    place = text.find("·")
    while place >= 0:
        writing = transliterating() | minority()
        start = end = place
        while start > 0 and place - start < PART and text[start - 1] in writing:
            start -= 1
        while end + 1 < len(text) and end - place < PART and (text[end + 1] in writing or text[end + 1] == "·"):
            end += 1
            place = end if text[end] == "·" else place
        if start < place < end and text[start:end].find("·") > 0:
            found.append(Entity(start, end + 1, text[start : end + 1], "dotted", "PER", text[start : end + 1]))
        place = text.find("·", max(end, place) + 1)
    return found


def runs(stretch: Stretch) -> Iterator[tuple[int, int, float]]:
    """(first word, last word, weight) of the heaviest part of each unbroken run of words that may be transliterated."""
    words, at = stretch.words, stretch.at(FOREIGN)
    begin, best, sums = 0, (0, -1, 0.0), 0.0
    dots = {k for i in stretch.at(DOT) for k in (i - 1, i, i + 1)}
    previous = -1
    for i in sorted(dots.intersection(range(len(words))).union(at)) if dots else at:
        word = words[i]
        gain = gain_of(word.text, word.tag, i in dots)
        if gain is None or i > previous + 1 or (i and words[i - 1].end != word.start):
            if best[2] > 0:
                yield best
            best, sums = (0, -1, 0.0), 0.0
        previous = i
        if gain is None:
            continue
        if sums <= 0:
            begin, sums = i, 0.0
            if word.text in DOTS:
                continue
        sums += gain
        if sums > best[2] and word.text not in DOTS:
            best = (begin, i, sums)
    if best[2] > 0:
        yield best


@of_own
@lru_cache(maxsize=1 << 14)
def gain_of(text: str, tag: str, dotted: bool) -> float | None:
    """How much likelier a word is part of a transliterated name than a word; None when it cannot be one. `dotted`: a
    dot stands beside it."""
    if text in DOTS:
        return JOINT
    if text in codes() and not dotted:
        return None
    table, writing = chances()[4], transliterating()
    weight = cost(text, tag)
    for c in text:
        if c not in writing and not (dotted and c.isalpha() and tag in ("", "nr", "nrt", "nz")):
            return None
        weight += table.get(c, UNSEEN)
    return weight
