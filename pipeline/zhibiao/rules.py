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
        AB, AB              same extent                       the higher `priority`, then the first registered
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import regex

from zhibiao.firsts import Scanner, beginnings
from zhibiao.model import Span

S = TypeVar("S", bound=Span)
PLACE = regex.compile(r"\{([a-z_]+?)(\d*)\}")


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and its function."""

    name: str
    pattern: Any
    function: Callable[..., Any]
    readers: Mapping[str, Callable[[str], Any]]
    priority: int = 0

    @property
    def examples(self) -> list[Example]:
        return examples(self.function.__doc__ or "")

    def at(self, text: str, place: int) -> tuple[int, int, Any] | None:
        """(start, end, value) of what the rule reads at a place; the group `span`, if any, is the extent."""
        m = self.pattern.match(text, place)
        if m is None:
            return None
        given = m.groupdict()
        values = {k: read(given[k]) if given[k] is not None else None for k, read in self.readers.items()}
        value = self.function(**values)
        if value is None:
            return None
        return (*(m.span("span") if "span" in given else m.span()), value)


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

    def rule(self, pattern: str, *, priority: int = 0) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register the decorated function under its own name."""

        def register(function: Callable[..., Any]) -> Callable[..., Any]:
            expanded, readers = self.expand(pattern)
            self.rules.append(Rule(function.__name__, regex.compile(expanded, regex.V1), function, readers, priority))
            return function

        return register

    @cached_property
    def scanner(self) -> Scanner[Rule]:
        """The rules by the characters they can begin with; complete once every rule is registered."""
        return Scanner((beginnings(rule.pattern.pattern), rule) for rule in self.rules)

    def readings(self, text: str) -> Iterator[tuple[int, int, Rule, Any]]:
        """Every reading of every rule, competing or not."""
        gated, gate = self.gate or ((), None)
        for place, rules in self.scanner.places(text):
            if gate and text[place] in gated and not gate.match(text, place):
                continue
            for rule in rules:
                if found := rule.at(text, place):
                    start, end, value = found
                    yield start, end, rule, value


def resolve(spans: Iterable[S], rank: Callable[[S], int] = lambda span: 0) -> list[S]:
    """The spans that stand, without overlaps, in order: higher rank, then longer, then earlier wins."""
    kept: list[S] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (-rank(s), s.start - s.end, s.start)):
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def outside(spans: Iterable[S], taken: Sequence[Span]) -> list[S]:
    """The spans that touch none of `taken` (both in any order)."""
    places = {i for t in taken for i in range(t.start, t.end)}
    return [s for s in spans if places.isdisjoint(range(s.start, s.end))]


def examples(doc: str) -> list[Example]:
    """The `text => value` lines of a docstring or a lexicon entry."""
    found = []
    for line in doc.splitlines():
        left, arrow, right = line.partition("=>")
        if arrow:
            found.append(Example(left.strip(), right.strip()))
    return found
