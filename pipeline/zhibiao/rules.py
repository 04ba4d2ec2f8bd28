"""What a rule is: a name, a pattern built of named parts, and a function that may decline.

A `Room` holds the rules of one kind of span. In a pattern, `{part}` stands for a named part of the room;
a part that occurs twice is numbered (`{n}` … `{n2}`). The decorated function gets what its parts read,
in keyword arguments, and answers the value of the span or `None` to decline. Its docstring holds its
examples, `text => value` and `text => -` (must not), one a line: tests, `explain` and docs use them.

    Readings compete in one place, `resolve`:

        2025年1—8月         one reading covers the other      the longer wins
        ^^^^^^^^^^^
             ^^^^^^
        AB                  they cross                        the longer wins, then the earlier
         BC
        AB, AB              same extent                       the first registered
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import regex

from zhibiao.lexicon import word_lists
from zhibiao.matching import Found, Matcher, Places, alternation, compiled
from zhibiao.model import Span

S = TypeVar("S", bound=Span)
LISTS = word_lists()
PLACE = re.compile(r"\{([a-z_]+?)(\d*)\}")


def either(*names: str) -> str:
    """A non-capturing alternation of the words of the named lists, longest first."""
    return alternation(word for name in names for word in LISTS[name])


@dataclass(frozen=True, slots=True)
class Part:
    """A named piece of a pattern, and how its text is read."""

    pattern: str
    read: Callable[[str], Any] = str


@dataclass(frozen=True, slots=True)
class Example:
    """One `text => value` line; `want` is `-` when the text must not be read."""

    text: str
    want: str


@dataclass(frozen=True)
class Rule:
    """A named pattern and its function."""

    name: str
    pattern: Any
    function: Callable[..., Any]
    readers: Mapping[str, Callable[[str], Any]]
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def examples(self) -> list[Example]:
        return examples(self.function.__doc__ or "")

    def at(self, text: str, place: int) -> tuple[int, Any] | None:
        """The end and the value of its reading at a place of a text, if any."""
        m = self.pattern.match(text, place)
        if m is None or (value := self.read(m)) is None:
            return None
        return m.end(), value

    def read(self, m: Any) -> Any:
        """The value of a match; None where the function declines.

        A reading depends on the matched characters alone, so those of common texts are kept.
        """
        written = m[0]
        value = self.known.get(written, UNREAD)
        if value is UNREAD:
            if len(self.known) > KEPT:
                self.known.clear()
            given = m.groupdict()
            values = {k: read(given[k]) if given[k] is not None else None for k, read in self.readers.items()}
            value = self.known[written] = self.function(**values)
        return value


KEPT = 4096
UNREAD: Any = object()


@dataclass
class Room:
    """The rules of one kind of span, and the parts their patterns are built of."""

    name: str
    parts: Mapping[str, Part]
    rules: list[Rule] = field(default_factory=list)
    gate: tuple[Collection[str], Any] | None = None  # at these characters no rule reads unless this pattern does

    def expand(self, pattern: str) -> tuple[str, dict[str, Callable[[str], Any]]]:
        """The pattern with its parts written out as named groups, and the reader of each group."""
        readers: dict[str, Callable[[str], Any]] = {}

        def group(m: Any) -> str:
            name, key = m[1], m[1] + m[2]
            if name not in self.parts:
                raise KeyError(f"{self.name}: no part {{{name}}} for pattern {pattern!r}")
            readers[key] = self.parts[name].read
            return f"(?P<{key}>{self.parts[name].pattern})"

        return PLACE.sub(group, pattern), readers

    def rule(self, pattern: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register the decorated function under its own name."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            expanded, readers = self.expand(pattern)
            built = compiled(expanded, regex.V1)
            self.rules.append(Rule(function.__name__, built, function, readers))
            return function

        return register

    def put_in_order(self, modules: Sequence[str]) -> None:
        """Rules of an earlier module stand before those of a later one, whichever was imported first."""
        self.rules.sort(key=lambda rule: modules.index(rule.function.__module__))

    @cached_property
    def matcher(self) -> Matcher:
        """The rules; complete once every one is registered."""
        return Matcher(self.rules, gate=self.gate)

    def readings(self, text: str, places: Places | None = None) -> Iterator[Found]:
        """(start, end, rule, value) of the readings that stand, in order: at each place the longest, and of those the
        rule that was registered first; nothing starts inside one. `places` are those of the matcher, if known."""
        return self.matcher.finditer(text, places)


def resolve(spans: Iterable[S], rank: Callable[[S], int] = lambda span: 0) -> list[S]:
    """The spans that stand, without overlaps, in order: higher rank, then longer, then earlier wins."""
    kept: list[S] = []
    crowd: list[S] = []  # spans that hang together by overlapping
    reach = -1
    for span in sorted(spans, key=START):
        if span.start >= reach:
            kept += crowd if len(crowd) < 2 else settled(crowd, rank)
            crowd = []
        crowd.append(span)
        reach = max(reach, span.end)
    return kept + (crowd if len(crowd) < 2 else settled(crowd, rank))


START = attrgetter("start")


def settled(crowd: list[S], rank: Callable[[S], int]) -> list[S]:
    """The same for spans that overlap."""
    kept: list[S] = []
    taken: set[int] = set()
    for span in sorted(crowd, key=lambda s: (-rank(s), s.start - s.end, s.start)):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=START)


def outside(spans: Iterable[S], taken: Sequence[Span]) -> list[S]:
    """The spans that touch none of `taken` (both in any order)."""
    places = covering(taken)
    return [s for s in spans if 1 not in places[s.start : s.end]]


def covering(spans: Sequence[Span]) -> bytearray:
    """A byte for each character as far as the spans go: 1 where one of them is, else 0."""
    places = bytearray(max((s.end for s in spans), default=0))
    for s in spans:
        places[s.start : s.end] = b"\1" * (s.end - s.start)
    return places


def examples(doc: str) -> list[Example]:
    """The `text => value` lines of a docstring or a lexicon entry."""
    found = []
    for line in doc.splitlines():
        left, arrow, right = line.partition("=>")
        if arrow:
            found.append(Example(left.strip(), right.strip()))
    return found
