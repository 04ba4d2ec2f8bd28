"""How a pattern can begin, and a scan of a text that tries patterns only where they can.

A text is mostly characters that begin no figure, time or label. One pass over the text with a single character
class finds the places worth a look; at each, only the patterns that can begin with its two characters are tried.

    \\d{4}年           00 01 … 99
    (?:今|去)年        今年 去年
    (?<!第)x?y         xy y*          * is any character, or the end
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")
NAMED_GROUP = re.compile(r"\(\?P<[^>]+>")
WIDEST = 700  # a class of more characters is as good as any character
ANY = "*"  # stands for any character, or none, at the end of a beginning
Beginnings = frozenset[str]


class Unanchored(ValueError):
    """A pattern that could begin with almost any character, and so would be tried everywhere."""


@cache
def beginnings(pattern: str) -> Beginnings:
    """The beginnings of a pattern's matches: two characters, or one and `*`. Raises `Unanchored`.

    Lookarounds are taken as open; a group's name does not matter, so duplicate names (as `regex` allows) are dropped.
    """
    tree = re._parser.parse(NAMED_GROUP.sub("(?:", pattern))  # type: ignore[attr-defined]
    found = frozenset(b if len(b) == 2 else b + ANY for b in sequence(list(tree), 2))
    if any(b[0] == ANY for b in found):
        raise Unanchored(f"{pattern!r} could begin anywhere; let it start with a definite character")
    return found


def sequence(items: list[Any], size: int) -> Beginnings:
    """Beginnings of at most `size` characters; one that is shorter is the whole match."""
    found = {""}
    for op, argument in items:
        open_ended = {b for b in found if len(b) < size and not b.endswith(ANY)}
        if not open_ended:
            break
        found -= open_ended
        for head in open_ended:
            found |= {head + tail for tail in element(str(op), argument, size - len(head))}
    return frozenset(found)


def element(op: str, argument: Any, size: int) -> Beginnings:
    """The same for one element of a parsed pattern."""
    match op:
        case "LITERAL":
            return frozenset(chr(argument))
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
            found.add(chr(argument))
        elif str(op) == "RANGE" and argument[1] - argument[0] < WIDEST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif str(op) == "CATEGORY" and str(argument) == "CATEGORY_SPACE":
            found.update(" \t\n\r\f\v\u3000\u00a0")
        else:
            return frozenset({ANY})
    return frozenset(found)


class Scanner(Generic[T]):
    """Items by the characters they can begin with.

    `places(text)` yields each place worth a look with the items to try there. The middle of a run of Arabic digits
    is no such place: a figure is never read from its inside.
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
        self.pairs = {b: tuple(found) for b, found in pairs.items()}
        firsts = {b[0] for b in pairs} | set(singles)
        inside = "[" + "".join(map(re.escape, sorted(firsts))) + "]"
        self.cue = re.compile(rf"(?<![0-9]){inside}|(?=[^0-9]){inside}")

    def places(self, text: str) -> Iterator[tuple[int, tuple[T, ...]]]:
        """(offset, items) in order of offset."""
        pairs, singles = self.pairs, self.singles
        for m in self.cue.finditer(text):
            place = m.start()
            items = pairs.get(text[place : place + 2]) or singles.get(text[place])
            if items:
                yield place, items
