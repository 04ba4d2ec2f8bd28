"""Named entities by gazetteers, suffix grammar, characters of names, context and aliases; rules alone, no model.

Each module finds candidates of its kind over the same words; the longest reading wins (`rules.resolve`), then the
first finder of `by_itself`. Lists are data: `lexicon/names.toml`, `organisations.toml`, `persons.toml`, `places.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from zhibiao.lexicon import load
from zhibiao.model import Entity, Marks, Word
from zhibiao.naming.again import with_persons_again
from zhibiao.naming.aliases import (
    DIVISIONS,
    LATIN,
    Meaning,
    Stated,
    agreed,
    brackets,
    called,
    echoed,
    explained,
    forms,
    full_names,
    heading,
    latin,
    linked,
    may_head,
    shortened,
)
from zhibiao.naming.foreign import dotted, foreign
from zhibiao.naming.gazetteer import listed
from zhibiao.naming.joining import joined
from zhibiao.naming.lists import coordinated
from zhibiao.naming.parts import Playing
from zhibiao.naming.persons import addressed, persons
from zhibiao.naming.places import abbreviated, is_abbreviation, places
from zhibiao.naming.recogniser import beside
from zhibiao.naming.stocks import coded, stocks
from zhibiao.naming.suffixes import companies, grammar, ministries, offices, teams, within_words
from zhibiao.naming.things import bracketed, campaigns, events, fairs, plenaries, policies, quoted, unnumbered, versions
from zhibiao.naming.unglued import unglued
from zhibiao.rules import resolve
from zhibiao.script import simplified
from zhibiao.spans.marks import mark
from zhibiao.text import mend_text, sound
from zhibiao.words import cut

__all__ = [
    "DIVISIONS",
    "LATIN",
    "Kinds",
    "Meaning",
    "Spotted",
    "Stated",
    "agreed",
    "beside",
    "brackets",
    "by_itself",
    "called",
    "coded",
    "echoed",
    "explained",
    "find",
    "find_in",
    "flat",
    "forms",
    "full_names",
    "heading",
    "joined",
    "latin",
    "linked",
    "may_head",
    "resolved",
    "settled",
    "shortened",
    "standing",
    "unnamed",
    "with_persons_again",
]

Kinds = list[list[Entity]]  # what each finder found, in their order


@cache
def unnamed() -> frozenset[str]:
    """Words that own figures but name nothing: 全国, 全球."""
    return frozenset(load("names")["wide"]["words"])


def find_in(text: str) -> list[Entity]:
    """The named entities of a text, read as an article is: lines mended, in simplified script. Offsets and `text` are
    of the text as given. What `unnamed` lists is left out."""
    if sound(text) and simplified(text) is text:
        return [e for e in found_in(text) if e.text not in unnamed()]
    mended = mend_text(text)
    spans = [(e, *mended.original_span(e.start, e.end)) for e in found_in(mended.mended) if e.text not in unnamed()]
    return [replace(e, start=start, end=end, text=text[start:end]) for e, start, end in spans]


def found_in(text: str) -> list[Entity]:
    """The entities of a mended text."""
    marks = mark(text)
    return with_persons_again(text, find(text, cut(text, marks), marks))


def find(text: str, words: Sequence[Word], marks: Marks) -> list[Entity]:
    """The entities of a text, without overlaps; an alias carries the full name of its first mention. Each level of a
    place is a name, and so is each character that stands for a country or a province (中|美); see `joined`."""
    extent, spotted = (0, len(text)), Spotted(text)
    found = flat([by_itself(text, extent, words, spotted)])
    stated = brackets(text)
    named = resolved(found, marks) if stated else []
    aliases = called(text, extent, {**shortened(text, spotted.companies), **agreed(named, stated)})
    found += echoed(words, explained(found, words)) + latin(text, found) + aliases
    entities = settled(text, extent, found, marks)
    names = full_names(entities)
    return [linked(e, lambda _: names) for e in entities]


def by_itself(text: str, extent: tuple[int, int], words: Sequence[Word], spotted: Spotted) -> Kinds:
    """What each finder reads in a stretch of the text (a sentence, or all of it) by the stretch alone; they compete
    later. What relates two places of an article is looked for afterwards (`explained`, `latin`, `full_names`), and
    only in sentences that share a name's characters (`zhibiao.page`)."""
    words = unglued(words)
    firms, *patterns = spotted.within(extent)
    playing = Playing(words)
    known = listed(text, words, playing.listed)
    return [
        [e for e in known if not is_abbreviation(e.text)],
        offices(text, words, known),
        bracketed(text, known),
        ministries(text, words, playing.ends),
        addressed(words, playing.persons),
        persons(text, words, playing.persons),
        foreign(text, words, playing.foreign),
        places([words[i] for i in playing.places]),
        abbreviated(words, playing.initials),
        grammar(text, words, playing.ends),
        teams(words, playing.ends),
        coordinated(text, words),
        stocks(text, words),
        fairs(text, words),
        unnumbered(text, words, playing.ends, known),
        versions(words),
        within_words(firms, words),
        *patterns,
    ]


def flat(stretches: Sequence[Kinds]) -> list[Entity]:
    """The finds of one or more stretches as of the whole text: finder by finder, each in order of place."""
    return [e for kind in zip(*stretches, strict=True) for part in kind for e in part]


class Spotted:
    """The names that patterns read without words, each pattern run once over the whole text."""

    def __init__(self, text: str) -> None:
        self.companies = companies(text)
        self.kinds = [
            self.companies,
            dotted(text),
            quoted(text),
            events(text),
            list(policies(text)),
            list(plenaries(text)),
            campaigns(text),
        ]
        self.starts = [[e.start for e in kind] for kind in self.kinds]

    def within(self, extent: tuple[int, int]) -> Iterator[list[Entity]]:
        """Those that start in a stretch."""
        first, last = extent
        for kind, starts in zip(self.kinds, self.starts, strict=True):
            yield kind[bisect_left(starts, first) : bisect_left(starts, last)]


def settled(text: str, extent: tuple[int, int], found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """The names of a stretch that stand, without overlaps, and what a chosen recogniser adds to them."""
    return beside(text, extent, resolved(found, marks), marks)


def resolved(found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """The names of a stretch that stand, without overlaps."""
    return resolve(standing(found, marks))


def standing(found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """Those that touch no figure and no time."""
    blocked = {i for m in (*marks.quantities, *marks.times) for i in range(m.start, m.end)}
    return [e for e in found if blocked.isdisjoint(range(e.start, e.end))]
