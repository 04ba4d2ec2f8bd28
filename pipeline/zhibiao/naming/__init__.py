"""Named entities by gazetteers, suffix grammar, characters of names, context and aliases; rules alone, no model.

Each module finds candidates of its kind over the same words; the longest reading wins (`rules.resolve`), then the
first finder of `by_itself`. Lists are data: `lexicon/names.toml`, `organisations.toml`, `persons.toml`, `places.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from zhibiao.model import Entity, Marks, Word
from zhibiao.naming.aliases import DIVISIONS, LATIN, echoed, explained, full_names, heading, latin, linked
from zhibiao.naming.foreign import dotted, foreign
from zhibiao.naming.gazetteer import listed
from zhibiao.naming.parts import Playing
from zhibiao.naming.persons import addressed, persons
from zhibiao.naming.places import abbreviated, is_abbreviation, places
from zhibiao.naming.recogniser import beside
from zhibiao.naming.suffixes import companies, grammar, ministries, offices, teams
from zhibiao.naming.things import bracketed, events, quoted
from zhibiao.rules import resolve
from zhibiao.spans.marks import mark
from zhibiao.words import cut

__all__ = [
    "DIVISIONS",
    "LATIN",
    "UNNAMED",
    "Kinds",
    "Spotted",
    "beside",
    "by_itself",
    "echoed",
    "explained",
    "find",
    "find_in",
    "flat",
    "full_names",
    "heading",
    "latin",
    "linked",
    "resolved",
    "settled",
    "standing",
]

# Words that own figures in rows but name nothing.
WIDE = frozenset({"全国", "我国", "全球", "世界", "全世界", "国内"})
UNNAMED = WIDE - {"全国", "我国"}  # not even the country

Kinds = list[list[Entity]]  # what each finder found, in their order


def find_in(text: str) -> list[Entity]:
    """The entities of a text as it stands, places level by level (江苏 | 泰兴市), the whole country's words aside."""
    marks = mark(text)
    found = find(text, cut(text, marks), marks, merge=False)
    return [e for e in found if e.text not in WIDE]


def find(text: str, words: Sequence[Word], marks: Marks, merge: bool = True) -> list[Entity]:
    """The entities of a text, without overlaps; an alias carries the full name of its first mention. With `merge`,
    neighbouring places are one (福建福州), as owners of figures are; else each level is a name, and so is each
    character that stands for a country or a province (中|美)."""
    found = flat([by_itself(text, (0, len(text)), words, Spotted(text), merge)])
    found += echoed(words, explained(found, words))
    found += latin(text, found)
    entities = settled(text, (0, len(text)), found, marks)
    names = full_names(entities)
    return [linked(e, lambda _: names) for e in entities]


def by_itself(text: str, extent: tuple[int, int], words: Sequence[Word], spotted: Spotted, merge: bool = True) -> Kinds:
    """What each finder reads in a stretch of the text (a sentence, or all of it) by the stretch alone; they compete
    later. What relates two places of an article is looked for afterwards (`explained`, `latin`, `full_names`), and
    only in sentences that share a name's characters (`zhibiao.page`)."""
    known = listed(text, extent, words)
    playing = Playing(words)
    return [
        [e for e in known if merge or not is_abbreviation(e.text)],
        offices(text, words, known),
        bracketed(text, known),
        ministries(text, words, playing.ends),
        addressed(words, playing.persons),
        persons(text, words, playing.persons),
        foreign(text, words, playing.foreign),
        places([words[i] for i in playing.places], merge),
        [] if merge else abbreviated(words),
        grammar(text, words, playing.ends, merge),
        teams(words, playing.ends, merge),
        *spotted.within(extent),
    ]


def flat(stretches: Sequence[Kinds]) -> list[Entity]:
    """The finds of one or more stretches as of the whole text: finder by finder, each in order of place."""
    return [e for kind in zip(*stretches, strict=True) for part in kind for e in part]


class Spotted:
    """The names that patterns read without words, each pattern run once over the whole text."""

    def __init__(self, text: str) -> None:
        self.kinds = [companies(text), dotted(text), quoted(text), events(text)]
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
