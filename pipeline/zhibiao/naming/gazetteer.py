"""Names that are listed, found as they stand: places, offices, firms, persons."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter

from zhibiao.cache import disk_cached
from zhibiao.lexicon import load
from zhibiao.lexicon.own import Choice, of_own
from zhibiao.matching import compiled
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.places import is_abbreviation
from zhibiao.naming.stretch import LISTED, Stretch

RUN = compiled("[0-9]{2}|[A-Za-z]{2}")
SIDES = frozenset({"东北", "西北", "东南", "西南"})  # regions, and directions
WITHIN = tuple("部角侧向风偏面")  # after a direction
SHORT = 3  # characters of a name that does not end inside another word (最高法|官)


@of_own
@cache
def gazetteer() -> dict[str, tuple[EntityKind, ...]]:
    """All that listed names begin with, from one character to the whole name, with the types of what is one."""
    return beginnings(listing()) if Choice.own.names else listed_beginnings()


def beginnings(listed: Mapping[EntityKind, Iterable[str]]) -> dict[str, tuple[EntityKind, ...]]:
    """What the names begin with."""
    table: dict[str, tuple[EntityKind, ...]] = {}
    for kind, names in listed.items():
        for name in names:
            for n in range(1, len(name)):
                table.setdefault(name[:n], ())
            table[name] = (*table.get(name, ()), kind)
    return table


@disk_cached
def listed_beginnings() -> dict[str, tuple[EntityKind, ...]]:
    """The same where the user lists no names."""
    return beginnings(listing())


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


def may_hold(text: str, tag: str) -> bool:
    """Whether a listed name may begin in a word: as far as both go, they are the same. An unknown word may have
    swallowed the beginning of a name."""
    begun = gazetteer()
    if tag:
        return text[0] in begun and (text in begun or bool(names_at(text, 0)))
    return any(c in begun and (text[k:] in begun or bool(names_at(text, k))) for k, c in enumerate(text))


def names_at(text: str, place: int) -> list[tuple[int, tuple[EntityKind, ...]]]:
    """The ends and types of the listed names at a place, the shortest first."""
    begun = gazetteer()
    found: list[tuple[int, tuple[EntityKind, ...]]] = []
    for end in range(place + 1, len(text) + 1):
        kinds = begun.get(text[place:end])
        if kinds is None:
            break
        if kinds:
            found.append((end, kinds))
    return found


def listed(stretch: Stretch) -> list[Entity]:
    """Names of the gazetteer, the longest at each place; none begins inside a word (发展|中国|家 is no 中国)."""
    text, words = stretch.text, stretch.words
    found = []
    covered = -1
    for word in map(words.__getitem__, stretch.at(LISTED)):
        # An unknown word may have swallowed the beginning of a name: 为长|三角.
        for place in (word.start,) if word.tag else range(word.start, word.end):
            if place >= covered and (entity := longest(text, place, words, word)):
                covered = entity.end
                found.append(entity)
    return found


def whole_names(stretch: Stretch) -> list[Entity]:
    """The listed names that were found, but for groups of initials: `places.abbreviated` takes those apart."""
    return [e for e in stretch.known if not is_abbreviation(e.text)]


def longest(text: str, place: int, words: Sequence[Word], word: Word) -> Entity | None:
    """The longest listed name at a place inside `word`, one of `words`; none begins inside a run of digits or letters."""
    names = names_at(text, place)
    if not names or (place and text[place].isascii() and RUN.match(text, place - 1)):
        return None
    for end, kinds in reversed(names):
        name = text[place:end]
        if name in SIDES and text[end : end + 1] in WITHIN:
            continue  # 台湾|东北部
        for kind in kinds:
            if not broken(name, kind, word) and (len(name) > SHORT or end <= word.end or not inside_known(words, end)):
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
