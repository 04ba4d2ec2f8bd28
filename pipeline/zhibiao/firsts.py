"""How a pattern can begin, and a scan of a text that tries patterns only where they can.

A text is mostly characters that begin no figure, time or label. One pass over the text with a single character
class finds the places worth a look; at each, only the patterns that can begin with its two characters are tried.

    [0-9]{4}年         0年               0 is a whole run of Arabic digits
    (?:今|去)年        今年 去年
    (?<!第)x?y         xy y*          * is any character, or the end
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from zhibiao.kept import kept

T = TypeVar("T")
NAMED_GROUP = re.compile(r"\(\?P<[^>]+>")
WIDEST = 700  # a class of more characters is as good as any character
RUN = "0"  # stands for a run of Arabic digits
Places = Iterable[tuple[int, tuple[Any, ...]]]
ANY = "*"  # stands for any character, or none, at the end of a beginning
Beginnings = frozenset[str]
DIGITS = frozenset("0123456789")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
RUN_OF_DIGITS = re.compile("[0-9]+")


class Unanchored(ValueError):
    """A pattern that could begin with almost any character, and so would be tried everywhere."""


@kept
def beginnings(pattern: str) -> Beginnings:
    """The beginnings of a pattern's matches: two characters, or one and `*`. Raises `Unanchored`.

    Lookarounds are taken as open; a group's name does not matter, so duplicate names (as `regex` allows) are dropped.
    """
    found = frozenset(b if len(b) == 2 else b + ANY for b in sequence(parsed(pattern), 2))
    if any(b[0] == ANY for b in found):
        raise Unanchored(f"{pattern!r} could begin anywhere; let it start with a definite character")
    return found


@lru_cache(maxsize=512)
def parsed(pattern: str) -> list[Any]:
    """The pattern as `re` takes it apart, its groups without names."""
    return list(re._parser.parse(NAMED_GROUP.sub("(?:", pattern)))  # type: ignore[attr-defined]


def sequence(items: list[Any], size: int) -> Beginnings:
    """Beginnings of at most `size` characters; one that is shorter is the whole match."""
    found = {""}
    for op, argument in items:
        open_ended = {b for b in found if len(b) < size and not b.endswith(ANY)}
        if not open_ended:
            break
        found -= open_ended
        tails: dict[int, Beginnings] = {}  # by how many characters are wanted
        for head in open_ended:
            wanted = size - len(head) + (head[-1:] == RUN)
            if wanted not in tails:
                tails[wanted] = element(str(op), argument, wanted)
            found |= {joined(head, tail)[:size] for tail in tails[wanted]}
    return frozenset(found)


def joined(head: str, tail: str) -> str:
    """Two beginnings in a row; digits that meet are one run."""
    return head + tail[1:] if head[-1:] == RUN and tail[:1] == RUN else head + tail


def symbol(character: str) -> str:
    return RUN if character in "0123456789" else character


def element(op: str, argument: Any, size: int) -> Beginnings:
    """The same for one element of a parsed pattern."""
    match op:
        case "LITERAL":
            return frozenset(symbol(chr(argument)))
        case "IN":
            return characters(argument)
        case "BRANCH":
            return frozenset().union(*(sequence(branch, size) for branch in argument[1]))
        case "SUBPATTERN":
            return sequence(argument[3], size)
        case "ATOMIC_GROUP":
            return sequence(argument, size)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = argument
            times = min(int(most), max(int(least), size))
            found: Beginnings = frozenset()
            for n in range(min(int(least), times), times + 1):
                found |= sequence(list(inner) * n, size)
            if int(most) > times and found == {RUN}:  # digits and nothing else, however many
                return found
            return found
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return frozenset({""})
        case _:  # any character, a negated one, a back reference
            return frozenset({ANY})


def characters(items: Iterable[Any]) -> Beginnings:
    """The characters of a class, or `*` when they are too many to name."""
    found: set[str] = set()
    for op, argument in items:
        if str(op) == "LITERAL":
            found.add(symbol(chr(argument)))
        elif str(op) == "RANGE" and argument[1] - argument[0] < WIDEST:
            found.update(symbol(chr(n)) for n in range(argument[0], argument[1] + 1))
        elif str(op) == "CATEGORY" and str(argument) == "CATEGORY_SPACE":
            found.update(" \t\n\r\f\v\u3000\u00a0")
        else:
            return frozenset({ANY})
    return frozenset(found)


def need(pattern: str) -> re.Pattern[str] | None:
    """A character, or one of a few, without which there is no match of the pattern; None when there is none."""
    characters = needed_class(pattern)
    return re.compile(characters) if characters else None


@kept
def needed_class(pattern: str) -> str:
    """The same as a character class, empty when there is none."""
    tree = parsed(pattern)
    choices = [{c} for c in needed(tree)] + [set(each) for each in alternatives(tree)]
    best = min(choices, key=lambda some: (max(map(COMMON.find, some)), len(some), sorted(some)), default=None)
    return one_of(best) if best else ""


def alternatives(items: list[Any]) -> Iterator[list[str]]:
    """One needed character of each branch, where every branch has one: 来 or 间."""
    for op, argument in items:
        if str(op) == "BRANCH":
            each = [min(needed(list(branch)), default="") for branch in argument[1]]
            if all(each):
                yield each
        elif str(op) == "SUBPATTERN":
            yield from alternatives(list(argument[3]))


COMMON = "第个前后来年月日"  # the commoner, the later; what is not here (-1) comes first


def needed(items: list[Any]) -> frozenset[str]:
    """The characters that every match of a sequence holds; digits aside."""
    found: frozenset[str] = frozenset()
    for op, argument in items:
        match str(op):
            case "LITERAL":
                found |= {chr(argument)} - DIGITS
            case "BRANCH":
                branches = [needed(list(branch)) for branch in argument[1]]
                found |= branches[0].intersection(*branches[1:])
            case "SUBPATTERN":
                found |= needed(list(argument[3]))
            case "ATOMIC_GROUP":
                found |= needed(list(argument))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if argument[0] > 0:
                found |= needed(list(argument[2]))
    return found


class Scanner(Generic[T]):
    """Items by the characters they can begin with.

    `places(text)` yields each place worth a look with the items to try there. The inside of a run of Arabic digits
    or of Latin letters is no such place: a figure is never read from its middle.
    """

    def __init__(self, items: Iterable[tuple[Beginnings, T]]) -> None:
        listed = list(items)
        singles: dict[str, list[T]] = {}
        for begins, item in listed:
            for c in {b[0] for b in begins if b[1] == ANY}:
                singles.setdefault(c, []).append(item)
        pairs: dict[str, list[T]] = {}
        for begins, item in listed:
            wide = {b[0] for b in begins if b[1] == ANY}
            for b in begins:
                if b[1] != ANY and b[0] not in wide:
                    pairs.setdefault(b, list(singles.get(b[0], ()))).append(item)
        self.singles = {c: tuple(found) for c, found in singles.items()}
        self.pairs = written_out({b: tuple(found) for b, found in pairs.items()})
        self.cue = re.compile(cue(frozenset(pairs) | {c + ANY for c in singles}))

    def at(self, text: str, place: int) -> tuple[T, ...]:
        """The items to try at one place."""
        items = self.pairs.get(text[place : place + 2])
        if items is None:
            first = text[place]
            if first in DIGITS:
                end = RUN_OF_DIGITS.match(text, place).end()  # type: ignore[union-attr]
                items = self.pairs.get(RUN + text[end : end + 1]) or self.singles.get(RUN)
            else:
                items = self.singles.get(first)
            if items is None:
                return ()
        if place and text[place].isascii() and any({text[place], text[place - 1]} <= run for run in (DIGITS, LETTERS)):
            return ()
        return items

    def places(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, tuple[T, ...]]]:
        """(offset, items) in order of offset, of those in text[start:end]."""
        pairs, singles = self.pairs, self.singles
        for m in self.cue.finditer(text, start, end):
            place = m.start()
            items = pairs.get(text[place : place + 2])
            if items is None:
                first = m[0]
                if first in DIGITS:
                    after = RUN_OF_DIGITS.match(text, place).end()  # type: ignore[union-attr]
                    items = pairs.get(RUN + text[after : after + 1]) or singles.get(RUN)
                else:
                    items = singles.get(first)
                if items is None:
                    continue
            yield place, items


def written_out(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """The table with each digit for a run in second place."""
    table = dict(pairs)
    for begin, found in pairs.items():
        if begin[1:] == RUN and begin[0] != RUN:
            table.update((begin[0] + digit, found) for digit in DIGITS)
    return table


class Merged:
    """Several scanners in one, so that a text is passed over once."""

    def __init__(self, scanners: Sequence[Scanner[Any]]) -> None:
        self.size = len(scanners)
        table: dict[str, list[tuple[int, tuple[Any, ...]]]] = {}
        begins = {b for s in scanners for b in [*s.pairs, *(c + ANY for c in s.singles)]}
        for k, scanner in enumerate(scanners):
            for begin in begins:
                if found := scanner.pairs.get(begin) or scanner.singles.get(begin[0]):
                    table.setdefault(begin, []).append((k, found))
        self.one: Scanner[tuple[int, tuple[Any, ...]]] = Scanner(())
        self.one.pairs = written_out({b: tuple(found) for b, found in table.items() if b[1] != ANY})
        self.one.singles = {b[0]: tuple(found) for b, found in table.items() if b[1] == ANY}
        self.one.cue = re.compile(cue(frozenset(table)))

    def places(
        self, text: str, regions: Iterable[tuple[int, int]] | None = None
    ) -> list[list[tuple[int, tuple[Any, ...]]]]:
        """The places of each scanner, in their order; only those in `regions`, if given."""
        shared: list[list[tuple[int, tuple[Any, ...]]]] = [[] for _ in range(self.size)]
        add = [one.append for one in shared]
        pairs, singles = self.one.pairs, self.one.singles
        for start, end in [(0, len(text))] if regions is None else regions:
            for m in self.one.cue.finditer(text, start, end):  # `Scanner.places`, written out: the innermost loop
                place = m.start()
                found = pairs.get(text[place : place + 2])
                if found is None:
                    first = m[0]
                    if first in DIGITS:
                        after = RUN_OF_DIGITS.match(text, place).end()  # type: ignore[union-attr]
                        found = pairs.get(RUN + text[after : after + 1]) or singles.get(RUN)
                    else:
                        found = singles.get(first)
                    if found is None:
                        continue
                for k, items in found:
                    add[k]((place, items))
        return shared


def cue(begins: Beginnings) -> str:
    """A pattern that finds every place where a beginning stands, and few others. One class, for speed: to look for
    each beginning by itself costs more than it spares."""
    alone = {b[0] for b in begins if b[1] == ANY}
    heads = {b[0] for b in begins} - alone - {RUN}
    letters = {c for c in heads | alone if c in LETTERS}
    branches = [r"(?<![0-9])[0-9]"] if any(b[0] == RUN for b in begins) else []
    branches += [rf"(?<![A-Za-z]){one_of(letters)}"] if letters else []
    branches += [one_of(alone - letters - {RUN})] if alone - letters - {RUN} else []
    branches += (
        [f"{one_of(heads - letters)}(?={one_of(b[1] for b in begins if b[0] in heads)})"] if heads - letters else []
    )
    return "|".join(branches) or "(?!)"


def one_of(found: Iterable[str]) -> str:
    """A class of the characters, a run standing for its digits."""
    return "[" + "".join("0-9" if c == RUN else re.escape(c) for c in sorted(set(found))) + "]"
