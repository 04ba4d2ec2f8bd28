"""Names that are listed, found as they stand: places, offices, firms, persons."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter

from zhibiao.firsts import RUN, RUN_OF_DIGITS, Scanner
from zhibiao.lexicon import load
from zhibiao.lexicon.own import Choice, of_own
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.places import is_abbreviation
from zhibiao.naming.stretch import LISTED, Stretch

SHORT = 3  # characters of a name that does not end inside another word (最高法|官)

Sized = dict[str, list[EntityKind]]  # names of one length with their types


@of_own
@cache
def gazetteer() -> Scanner[tuple[dict[int, Sized], ...]]:
    """All listed names with their types, by their beginnings and then by length, the longest first."""
    table: dict[str, dict[int, Sized]] = {}
    names = sorted(((name, kind) for kind, names in listing().items() for name in names), key=lambda n: -len(n[0]))
    for name, kind in names:
        sizes = table.setdefault(RUN_OF_DIGITS.sub(RUN, name)[:2], {})
        sizes.setdefault(len(name), {}).setdefault(name, []).append(kind)
    return Scanner((frozenset({beginning}), sizes) for beginning, sizes in table.items())


@of_own
@cache
def listing() -> dict[EntityKind, frozenset[str]]:
    """The listed names of each type, the user's own among them."""
    names: dict[EntityKind, list[str]] = dict(load("names")["gazetteer"])
    organisations = load("organisations")["listed"]
    names["ORG"] = [name for group in organisations.values() for name in group]
    names["PER"] = load("persons")["listed"]["words"]
    for kind, name in Choice.own.names:
        names[kind] = [*names.get(kind, ()), name]
    return {kind: frozenset(found) for kind, found in names.items()}


@of_own
@cache
def beginnings() -> tuple[frozenset[str], frozenset[str]]:
    """The listed names, and all that they begin with, from one character to the whole name."""
    names = frozenset().union(*listing().values())
    return names, frozenset(name[:n] for name in names for n in range(1, len(name) + 1))


def may_hold(text: str, tag: str) -> bool:
    """Whether a listed name may begin in a word: as far as both go, they are the same. An unknown word may have
    swallowed the beginning of a name."""
    names, begun = beginnings()
    if tag and text[0] not in begun:
        return False
    for k in range(1 if tag else len(text)):
        rest = text[k:]
        if rest in begun or (rest[0] in begun and any(rest[:n] in names for n in range(1, len(rest)))):
            return True
    return False


def listed(stretch: Stretch) -> list[Entity]:
    """Names of the gazetteer, the longest at each place; none begins inside a word (发展|中国|家 is no 中国)."""
    text, words = stretch.text, stretch.words
    found = []
    covered = -1
    at = gazetteer().at
    for word in map(words.__getitem__, stretch.at(LISTED)):
        # An unknown word may have swallowed the beginning of a name: 为长|三角.
        for place in (word.start,) if word.tag else range(word.start, word.end):
            groups = at(text, place)
            if groups and place >= covered and (entity := longest(text, place, groups, words, word)):
                covered = entity.end
                found.append(entity)
    return found


def whole_names(stretch: Stretch) -> list[Entity]:
    """The listed names that were found, but for groups of initials: `places.abbreviated` takes those apart."""
    return [e for e in stretch.known if not is_abbreviation(e.text)]


def longest(
    text: str, place: int, groups: Sequence[dict[int, Sized]], words: Sequence[Word], word: Word
) -> Entity | None:
    """The longest listed name at a place inside `word`, one of `words`."""
    for sizes in groups:
        for size, names in sizes.items():
            name, end = text[place : place + size], place + size
            for kind in names.get(name, ()):
                if broken(name, kind, word):
                    continue
                if size > SHORT or end <= word.end or not inside_known(words, end):
                    return Entity(place, end, name, "listed", kind, name)
    return None


def inside_known(words: Sequence[Word], place: int) -> bool:
    """Whether a place lies inside a word of the dictionary."""
    word = around(words, place)
    return word is not None and word.start < place and bool(word.tag)


def around(words: Sequence[Word], place: int) -> Word | None:
    """The word that holds the character at a place."""
    k = bisect_right(words, place, key=attrgetter("start")) - 1
    return words[k] if k >= 0 and place < words[k].end else None


def broken(name: str, kind: EntityKind, word: Word) -> bool:
    """Whether a listed name lacks but the last character of a word that means something else (高通|量).

    中国|人 and 商务部|长 hold the name that they begin with, and so does a word with a longer rest (国务院|总理).
    """
    rest = word.text[len(name) :] if word.tag else ""
    return len(rest) == 1 and kind in ("ORG", "BRAND") and rest != "长"
