"""Named entities by gazetteers, suffix grammar, characters of names, context and aliases; rules alone, no model.

Each module finds candidates of its kind over the same words; the longest reading wins (`rules.resolve`), then the
first finder of `by_itself`. Lists are data: `lexicon/names.toml`, `organisations.toml`, `persons.toml`, `places.tsv`.
Most words of a sentence play no part in any: the finders look at those that may play theirs (`parts`), and at the words beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from operator import itemgetter

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.model import Entity, Marks, Word
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
    joined,
    latin,
    linked,
    may_explain,
    may_head,
    shortened,
)
from zhibiao.naming.belonging import (
    is_minister,
    kinds_of_quoted,
    may_belong,
    ministries,
    offices,
    parts_of,
    teams,
    works,
)
from zhibiao.naming.evident import Signs, coded, evident, named_again, stock_codes, stocks, tails
from zhibiao.naming.foreign import DOTS, dotted, foreign, is_likely, may_be_part
from zhibiao.naming.gazetteer import listed, may_hold, whole_names
from zhibiao.naming.hints import Hint, hinted
from zhibiao.naming.letters import goods, latin_names, models, of_brands
from zhibiao.naming.lists import coordinated, ends_list
from zhibiao.naming.media import bringing, is_media
from zhibiao.naming.persons import addressed, may_address, may_begin, persons
from zhibiao.naming.places import abbreviated, is_place, may_abbreviate, places, villages
from zhibiao.naming.recogniser import beside
from zhibiao.naming.recurring import recurring, with_persons_again
from zhibiao.naming.stretch import (
    ABBREVIATION,
    ADDRESS,
    BELONGING,
    DOT,
    EDITION,
    FOREIGN,
    GLUED,
    HEADING,
    LIKELY,
    LISTED,
    LISTING,
    MEETING,
    MINISTER,
    PERSON,
    PLACE,
    SUFFIXED,
    VERSION,
    ByWord,
    Stretch,
    may_be_glued,
    unglued,
)
from zhibiao.naming.suffixes import companies, grammar, may_end, within_words
from zhibiao.naming.things import (
    bracketed,
    campaigns,
    events,
    fairs,
    is_edition,
    is_meeting,
    is_version,
    plenaries,
    policies,
    quoted,
    unnumbered,
    versions,
)
from zhibiao.rules import resolve
from zhibiao.script import simplified
from zhibiao.spans.marks import mark
from zhibiao.text import mend_text, sound
from zhibiao.words import cut

__all__ = [
    "DIVISIONS",
    "HEADING",
    "LATIN",
    "Hint",
    "Kinds",
    "Meaning",
    "Signs",
    "Spotted",
    "Stated",
    "Stretch",
    "agreed",
    "beside",
    "brackets",
    "by_itself",
    "called",
    "coded",
    "echoed",
    "evident",
    "explained",
    "find",
    "find_in",
    "flat",
    "forms",
    "full_names",
    "hinted",
    "is_media",
    "joined",
    "latin",
    "linked",
    "may_explain",
    "may_head",
    "named_again",
    "recurring",
    "resolved",
    "seen",
    "settled",
    "shortened",
    "standing",
    "tails",
    "unglossed",
    "unnamed",
    "with_persons_again",
]

Kinds = list[tuple[int, list[Entity]]]  # what each finder found that found something, by its number, in their order


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


def find(text: str, words: Sequence[Word], marks: Marks, again: Mapping[str, Meaning] | None = None) -> list[Entity]:
    """The entities of a text, without overlaps; an alias carries the full name of its first mention. Each level of a
    place is a name, and so is each character that stands for a country or a province (中|美); see `joined`. `again`:
    names known otherwise, by recurrence (`recurring`)."""
    extent, spotted = (0, len(text)), Spotted(text)
    stretch = seen(text, words)
    found = flat([by_itself(stretch, extent, spotted)])
    stated = brackets(text)
    named = resolved(found, marks) if stated or spotted.codes else []
    short_forms = {**shortened(text, spotted.companies), **agreed(named, stated)}
    found = unglossed(found, short_forms)
    aliases = called(text, extent, short_forms)
    told = {**(again or {}), **evident(text, [*hinted(stretch), *tails(text, words, found)])}
    aliases += named_again(text, words, extent, told)
    found += echoed(words, explained(found, words)) + latin(text, found) + aliases
    entities = settled(text, extent, found, marks)
    names = full_names(entities)
    return [linked(e, lambda _: names) for e in entities]


def unglossed(found: list[Entity], short_forms: Mapping[str, Meaning]) -> list[Entity]:
    """The names without those in Latin letters that a bracket gives to another: they are that one's aliases."""
    return [e for e in found if e.rule != "latin" or e.text not in short_forms]


# The finders of names by words, in the order in which they win, each with the parts without which it finds nothing.
FINDERS: tuple[tuple[int, Callable[[Stretch], list[Entity]]], ...] = (
    (LISTED, whole_names),
    (LISTED, offices),
    (LISTED, bracketed),
    (MINISTER, ministries),
    (ADDRESS, addressed),
    (PERSON, persons),
    (LIKELY | DOT, foreign),
    (PLACE, places),
    (ABBREVIATION, abbreviated),
    (SUFFIXED, grammar),
    (BELONGING, teams),
    (LISTING, coordinated),
    (EDITION, fairs),
    (MEETING, unnumbered),
    (VERSION, versions),
)


LONGER = 100  # the number of `parts_of` and `of_brands`, behind all others


def seen(text: str, words: Sequence[Word]) -> Stretch:
    """Words of a text with the parts that they may play."""
    return Stretch(text, words, PARTS.of(words))


def by_itself(stretch: Stretch, extent: tuple[int, int], spotted: Spotted) -> Kinds:
    """What each finder reads in a stretch of the text (a sentence, or all of it) by the stretch alone; they compete
    later. What relates two places of an article is looked for afterwards (`explained`, `latin`, `full_names`), and
    only in sentences that share a name's characters (`zhibiao.page`)."""
    if stretch.all_parts & GLUED:
        stretch = seen(stretch.text, list(unglued(stretch.words)))
    playing = stretch.all_parts
    if playing & LISTED:
        stretch.known = listed(stretch)
    kinds = [(n, found) for n, (part, find) in enumerate(FINDERS) if playing & part and (found := find(stretch))]
    kinds += spotted.within(extent, stretch.words)
    names = flat([kinds])
    longer = [*parts_of(stretch.text, names), *of_brands(stretch.text, names), *villages(stretch.text, names)]
    return [*kinds, (LONGER, longer)] if longer else kinds


def flat(stretches: Sequence[Kinds]) -> list[Entity]:
    """The finds of one or more stretches as of the whole text: finder by finder, each in order of place."""
    kinds = stretches[0] if len(stretches) == 1 else sorted(chain.from_iterable(stretches), key=itemgetter(0))
    return [e for _, found in kinds for e in found]


class Spotted:
    """The names that patterns read without words, each pattern run once over the whole text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.companies, self.codes = companies(text), stock_codes(text)
        self.kinds = (
            dotted(text),
            quoted(text),
            events(text),
            list(policies(text)),
            list(plenaries(text)),
            campaigns(text),
            latin_names(text),
            models(text),
            goods(text),
            bringing(text),
            kinds_of_quoted(text),
            works(text),
        )
        self.starts = sorted(e.start for kind in (self.companies, self.codes, *self.kinds) for e in kind)

    def within(self, extent: tuple[int, int], words: Sequence[Word]) -> Kinds:
        """Those that start in a stretch with these words, numbered after the finders by words."""
        first, last = extent
        starts = self.starts
        if bisect_left(starts, first) == bisect_left(starts, last):
            return []
        found = [
            stocks(self.text, words, [code for code in self.codes if first <= code.start < last]),
            within_words([e for e in self.companies if first <= e.start < last], words),
            *([e for e in kind if first <= e.start < last] for kind in self.kinds),
        ]
        return [(n, kind) for n, kind in enumerate(found, len(FINDERS)) if kind]


def settled(text: str, extent: tuple[int, int], found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """The names of a stretch that stand, without overlaps, and what a chosen recogniser adds to them."""
    return beside(text, extent, resolved(found, marks), marks)


def resolved(found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """The names of a stretch that stand, without overlaps."""
    return resolve(standing(found, marks))


def standing(found: Sequence[Entity], marks: Marks) -> list[Entity]:
    """Those that touch no figure and no time."""
    blocked = sorted((m.start, m.end) for m in (*marks.quantities, *marks.times)) if found else ()
    if not blocked:
        return list(found)
    starts, ends = [start for start, _ in blocked], [-1, *(end for _, end in blocked)]
    return [
        e for e in found if ends[bisect_left(starts, e.end)] <= e.start
    ]  # of the last one that starts before its end


def parts(text: str, tag: str) -> int:
    """The sum of the parts that a word may play.

    市       => SUFFIXED
    的       => 0
    """
    word = Word(0, len(text), text, tag)
    transliterated = may_be_part(text)
    return (
        LISTED * may_hold(text, tag)
        + PERSON * may_begin(text, tag)
        + ADDRESS * may_address(text)
        + FOREIGN * transliterated
        + LIKELY * (transliterated and is_likely(text, tag))
        + DOT * (text in DOTS)
        + PLACE * is_place(word)
        + ABBREVIATION * may_abbreviate(text)
        + SUFFIXED * may_end(text, tag)
        + BELONGING * may_belong(text)
        + MINISTER * is_minister(text)
        + LISTING * ends_list(text)
        + EDITION * is_edition(text)
        + MEETING * is_meeting(text)
        + VERSION * is_version(text)
        + GLUED * may_be_glued(text, tag)
        + HEADING * heading(word)
    )


PARTS = of_own(ByWord(parts))
