"""Rules that are patterns, and the readings of a text that stand: the engine as the rooms see it.

    2025年1—8月      at each place the longest reading, of those as long the rule that stands first
    ^^^^^^^^^^^
         ^^^^^^     nothing begins inside one that stands

A rule is tried only where its pattern can match at all (`scan`, `prefilter`); no rule has to know of that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from zhibiao.cache import disk_cached
from zhibiao.matching.compile import Pattern, switch
from zhibiao.matching.edges import ANY, DIGITS, LETTERS, RUN, beginnings, shortest_run
from zhibiao.matching.prefilter import Guard, guard
from zhibiao.matching.scan import Arranged, Merged, Scanner, arranged

V = TypeVar("V")


class Rule(Protocol):
    """A pattern, and how it reads at a place: the end and the value of its reading, or None. The value is never None."""

    @property
    def pattern(self) -> Any: ...

    def at(self, text: str, place: int) -> tuple[int, Any] | None: ...


class Bare(NamedTuple):
    """A pattern as a rule: its value is the match."""

    pattern: Pattern

    def at(self, text: str, place: int) -> tuple[int, Any] | None:
        m = self.pattern.match(text, place)
        return None if m is None else (m.end(), m)


class Words(NamedTuple):
    """Words with their values, looked up and not searched for; each read only where `whole(text, start, end)` holds.
    A word goes before a pattern as long."""

    values: Mapping[str, Any]
    whole: Callable[[str, int, int], bool]


class Found(NamedTuple):
    """A reading that stands: text[start:end] by a rule (None for a word)."""

    start: int
    end: int
    rule: Any
    value: Any


ByLength = Mapping[int, Mapping[str, Any]]  # the longest first: word → value
Grouped = tuple[tuple[Guard, tuple[tuple[int, Rule], ...]], ...]  # rules with one guard, each with its rank at a place
UNGUARDED = Guard(None, 0, None)
FEW = 5000  # characters that are passed over by each matcher sooner than by all at once, which takes some preparation


class Tries:
    """What to try at a place: its words by length, and its rules, those with the same guard together. Worked out when a
    text has such a place: of all that the rules can begin with, an article has a part."""

    __slots__ = ("items", "sorted")

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = items
        self.sorted: tuple[ByLength, Grouped] | None = None

    def sort(self) -> tuple[ByLength, Grouped]:
        """The words and the rules among the items."""
        words: dict[str, Any] = {}
        groups: dict[Guard, list[tuple[int, Rule]]] = {}
        for item in self.items:
            if isinstance(item, dict):
                words |= item
            else:
                groups.setdefault(guard(item[1].pattern.pattern), []).append(item)
        self.sorted = by_length(words), tuple((near, tuple(group)) for near, group in groups.items())
        return self.sorted


Places = Iterable[tuple[int, Tries]]  # offsets worth a look, each with what to try there; only for a matcher to read


class Matcher:
    """Rules, or bare patterns, in the order of their precedence, and perhaps words. They may be added to until it is
    first used. A gate is a condition of all of them: at these characters none reads unless this pattern matches.
    """

    def __init__(
        self, rules: Sequence[Any], words: Words | None = None, gate: tuple[Collection[str], Any] | None = None
    ) -> None:
        self.given, self.words, self.gate = rules, words, gate

    def finditer(self, text: str, places: Places | None = None) -> Iterator[Found]:
        """The readings that stand, in order; `places` are those of this matcher in the text, where they are known."""
        gated, gate = self.gate or (frozenset(), None)
        whole = self.words.whole if self.words else None
        covered = -1
        for place, tries in self.places(text) if places is None else places:
            if place < covered or (gate and text[place] in gated and not gate.match(text, place)):
                continue
            best: Found | None = None
            end = place
            words, groups = tries.sorted or tries.sort()
            for length, values in words.items():
                word = text[place : place + length]
                if word in values and whole and whole(text, place, place + length):
                    end = place + length
                    best = Found(place, end, None, values[word])
                    break
            first = -1  # the rank of the best one
            for near, rules in groups:
                if not near.lets(text, place):
                    continue
                for rank, rule in rules:
                    read = rule.at(text, place)
                    if read and (read[0] > end or (read[0] == end and rank < first)):
                        end, first = read[0], rank
                        best = Found(place, end, rule, read[1])
            if best:
                covered = end
                yield best

    def places(self, text: str, start: int = 0, end: int | None = None) -> Places:
        """Where in text[start:end] a reading may begin, in order. Inside a run of Arabic digits or of Latin letters none
        does: no figure is read from its middle."""
        last = len(text) if end is None else end
        if switch.off:
            return ((place, self.all) for place in range(start, last) if not inside_run(text, place))
        return self.scanner.places(text, start, last)

    def may_begin(self, text: str, place: int) -> bool:
        """Whether a reading may begin at a place, told by its first character alone."""
        return switch.off or text[place : place + 1] in self.heads

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(Bare(rule) if isinstance(rule, Pattern) else rule for rule in self.given)

    @cached_property
    def scanner(self) -> Scanner[Tries]:
        """The rules, each with its rank, and the words by the characters they can begin with."""
        words: dict[str, dict[str, Any]] = {}  # beginning → word → value
        for word, value in self.words.values.items() if self.words else ():
            words.setdefault(begun(word), {})[word] = value
        patterns = tuple(rule.pattern.pattern for rule in self.rules)
        return Scanner.of(arrangement(tuple(words), patterns), [*words.values(), *enumerate(self.rules)], Tries)

    @cached_property
    def heads(self) -> frozenset[str]:
        return frozenset(c for b in self.scanner.table for c in (DIGITS if b[0] == RUN else b[0]))

    @cached_property
    def all(self) -> Tries:
        """Everything, for a place of which nothing is known."""
        everything = Tries(())
        ranked = tuple(enumerate(self.rules))
        everything.sorted = by_length(self.words.values if self.words else {}), ((UNGUARDED, ranked),)
        return everything


class Together:
    """Several matchers that pass over a text at once: `places` gives those of each, in their order, to look at only in
    these regions of the text."""

    def __init__(self, matchers: Sequence[Matcher]) -> None:
        self.matchers = matchers
        self.seen = 0  # characters

    @cached_property
    def merged(self) -> Merged:
        return Merged([matcher.scanner for matcher in self.matchers])

    def places(self, text: str, regions: Iterable[tuple[int, int]] | None = None) -> list[list[tuple[int, Tries]]]:
        if not switch.off and self.seen >= FEW:
            return self.merged.places(text, regions)
        self.seen += len(text)
        listed = [(0, len(text))] if regions is None else list(regions)
        return [[found for region in listed for found in matcher.places(text, *region)] for matcher in self.matchers]


@disk_cached
def arrangement(words: tuple[str, ...], patterns: tuple[str, ...]) -> Arranged:
    """Where to try words, by their beginnings, and patterns."""
    begins = [*(frozenset({begin}) for begin in words), *map(beginnings, patterns)]
    return arranged(begins, [*(1 for _ in words), *map(shortest_run, patterns)])


def by_length(words: Mapping[str, Any]) -> ByLength:
    found: dict[int, dict[str, Any]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(len(word), {})[word] = words[word]
    return found


def begun(word: str) -> str:
    """A word's beginning as a `Scanner` has it."""
    if word[0] not in DIGITS:
        return word[0] + (RUN if word[1:2] in DIGITS else word[1:2] or ANY)
    return RUN + (word.lstrip("0123456789")[:1] or ANY)


def inside_run(text: str, place: int) -> bool:
    """Whether a place is inside a run of Arabic digits or of Latin letters."""
    around = {text[place - 1 : place], text[place]}
    return around <= DIGITS or around <= LETTERS
