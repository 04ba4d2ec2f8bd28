"""Names by what a list says they are: 引进|浙云朵、臻禾|等|20余家|经营主体.

The segmenter takes apart names that it does not know (臻|禾, 浙|云朵). Where a list is counted (20余家), whatever stands between
、 and 等 is an item; it names something when the dictionary has no such word and a single character of it is none by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from zhibiao.lexicon import load
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.stretch import LISTING, Stretch
from zhibiao.words import frequency

LONGEST = 10  # characters of an item
BETWEEN = 3  # words between 等 and what the items are: a count, an adjective
PROPER = frozenset({"", "ns", "nz", "nr", "nrt", "nt", "eng", "j"})
APART = frozenset("、和与及")
SHORT = 6  # characters of an item that is read as it stands
BOUND = frozenset({"p", "c", "d", "r", "m", "t", "u", "uj", "ul", "uz", "x", "f", "s"})  # belong to no item
EVERYDAY = frozenset({"n", "a", "b", "m", "q", "f"})  # single characters that make common nouns: 锂|电池, 新|材料


@cache
def members() -> dict[str, EntityKind]:
    """What the items of a list are called, with their type."""
    kinds: dict[str, EntityKind] = {"ORG": "ORG", "BRAND": "BRAND"}
    return {word: kinds[kind] for kind, words in load("names")["members"].items() for word in words}


def ends_list(text: str) -> bool:
    return text == "等"


def coordinated(stretch: Stretch) -> list[Entity]:
    """The items of lists that end with 等 and say what is listed; an item of everyday words names nothing."""
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(LISTING):
        if kind := kind_after(words, i):
            named = [(text[a:b], a, b) for a, b in items(words, i)]
            if not (named and all(2 <= len(name) <= LONGEST and not frequency(name) for name, _, _ in named)):
                counted = i + 1 < len(words) and words[i + 1].tag == "m"
                named = [(text[a:b], a, b) for a, b in stretches(words, i)] if counted else []
            if named:
                found += [Entity(a, b, name, "coordinated", kind, name) for name, a, b in reversed(named)]
    return found


def kind_after(words: Sequence[Word], i: int) -> EntityKind | None:
    """The type of what stands after 等."""
    for word in words[i + 1 : i + 2 + BETWEEN]:
        if word.text in members():
            return members()[word.text]
        if word.tag not in ("m", "a", "b", "n", "q", "vn"):
            return None
    return None


def items(words: Sequence[Word], i: int) -> Iterator[tuple[int, int]]:
    """The spans of the items before word i, the last one first; the list ends where a word belongs to none."""
    k = i - 1
    while k >= 0:
        last = k
        while k >= 0 and words[k].end == words[k + 1].start and may_name(words[k]):
            k -= 1
        if k == last:
            if last < i - 1 and words[last].tag == "n":
                yield words[last].start, words[last].end  # an everyday word among them
            return
        yield words[k + 1].start, words[last].end
        if k < 0 or words[k].text not in APART:
            return
        k -= 1


def stretches(words: Sequence[Word], i: int) -> list[tuple[int, int]]:
    """The spans of the items before word i, the last one first, as they stand between their marks; none unless all of
    them may be names. The first item begins after a verb, a preposition, a mark or what the items are called."""
    spans: list[tuple[int, int]] = []
    k = i
    while k and (k == i or words[k].text in APART):
        last = k - 1
        k = last
        while k >= 0 and words[k].text not in APART and words[k].end == words[k + 1].start and not bounds(words[k]):
            k -= 1
        item = words[k + 1 : last + 1]
        if not item or not names_something(item):
            return []
        spans.append((item[0].start, item[-1].end))
    return spans if len(spans) > 1 else []


def bounds(word: Word) -> bool:
    """Whether an item begins after a word."""
    return (
        word.tag in BOUND
        or not word.text[0].isalnum()
        or word.text in members()
        or (len(word.text) > 1 and word.tag in ("v", "vn"))
    )


def names_something(item: Sequence[Word]) -> bool:
    """Whether an item is short, no word of the dictionary, and holds a character that is no common noun."""
    name = "".join(word.text for word in item)
    return (
        2 <= len(name) <= SHORT
        and not frequency(name)
        and any(len(word.text) == 1 or not word.tag for word in item)
        and any(word.tag not in EVERYDAY for word in item if len(word.text) == 1 or not word.tag)
    )


def may_name(word: Word) -> bool:
    """Whether a word can be part of a name that the dictionary does not have."""
    return word.text[0].isalpha() and word.text not in APART and (word.tag in PROPER or len(word.text) == 1)
