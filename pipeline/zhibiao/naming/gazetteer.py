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

SHORT = 3  # characters of a name that does not end inside another word (最高法|官)


@of_own
@cache
def gazetteer() -> Scanner[tuple[tuple[str, EntityKind], ...]]:
    """All listed names with their types, longest first, by their beginnings."""
    table: dict[str, list[tuple[str, EntityKind]]] = {}
    for kind, names in listing().items():
        for name in names:
            table.setdefault(RUN_OF_DIGITS.sub(RUN, name)[:2], []).append((name, kind))
    return Scanner((frozenset({b}), tuple(sorted(found, key=lambda n: -len(n[0])))) for b, found in table.items())


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


def listed(text: str, extent: tuple[int, int], words: Sequence[Word]) -> list[Entity]:
    """Names of the gazetteer, the longest at each place; none begins inside a word (发展|中国|家 is no 中国)."""
    found = []
    covered = -1
    for place, groups in gazetteer().places(text, *extent):
        if place < covered:
            continue
        for name, kind in (pair for group in groups for pair in group):
            if not text.startswith(name, place) or (word := opened(words, place)) is None or broken(name, kind, word):
                continue
            end = place + len(name)
            if len(name) > SHORT or end < word.end or not inside_known(words, end):
                covered = end
                found.append(Entity(place, covered, name, "listed", kind, name))
                break
    return found


def opened(words: Sequence[Word], place: int) -> Word | None:
    """The word that begins at a place, or an unknown one around it, which may have swallowed the beginning of a name
    (为长|三角)."""
    word = around(words, place)
    return word if word is not None and (word.start == place or not word.tag) else None


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
