"""Which characters a pattern can begin with, and a scan of a text that tries patterns only there.

A text is mostly characters that begin no figure, time or label. One pass over the text with a single character
class finds the places worth a look; at each, only the patterns that can begin with its character are tried.

    \\d{4}年        0…9
    (?:今|去)年     今 去
    (?<!第)x?y      x y
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")
NAMED_GROUP = re.compile(r"\(\?P<[^>]+>")
WIDEST = 700  # a class of more characters is as good as any character
DIGITS = frozenset("0123456789０１２３４５６７８９")


class Unanchored(ValueError):
    """A pattern that could begin with almost any character, and so would be tried everywhere."""


@cache
def firsts(pattern: str) -> frozenset[str]:
    """The characters a match of the pattern can begin with. Raises `Unanchored`.

    Lookarounds are taken as open; a group's name does not matter, so duplicate names (as `regex` allows) are dropped.
    """
    tree = re._parser.parse(NAMED_GROUP.sub("(?:", pattern))  # type: ignore[attr-defined]
    found, empty = of_sequence(list(tree))
    if found is None or empty:
        raise Unanchored(f"{pattern!r} could begin anywhere; let it start with a definite character")
    return found


def of_sequence(items: Iterable[Any]) -> tuple[frozenset[str] | None, bool]:
    """(first characters or None for any, whether the sequence can be empty)."""
    found: frozenset[str] | None = frozenset()
    for op, argument in items:
        more, empty = of_item(str(op), argument)
        found = None if found is None or more is None else found | more
        if not empty:
            return found, False
    return found, True


def of_item(op: str, argument: Any) -> tuple[frozenset[str] | None, bool]:
    """The same for one element of a parsed pattern."""
    match op:
        case "LITERAL":
            return frozenset(chr(argument)), False
        case "IN":
            return of_class(argument), False
        case "BRANCH":
            branches = [of_sequence(branch) for branch in argument[1]]
            sets = [found for found, _ in branches]
            union = None if None in sets else frozenset().union(*(s for s in sets if s is not None))
            return union, any(empty for _, empty in branches)
        case "SUBPATTERN":
            return of_sequence(argument[3])
        case "ATOMIC_GROUP":
            return of_sequence(argument)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            found, empty = of_sequence(argument[2])
            return found, empty or argument[0] == 0
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return frozenset(), True
        case _:  # any character, a negated one, a back reference
            return None, False


def of_class(items: Iterable[Any]) -> frozenset[str] | None:
    """The characters of a class, or None when they are too many to name."""
    found: set[str] = set()
    for op, argument in items:
        if str(op) == "LITERAL":
            found.add(chr(argument))
        elif str(op) == "RANGE" and argument[1] - argument[0] < WIDEST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif str(op) == "CATEGORY" and str(argument) == "CATEGORY_SPACE":
            found.update(" \t\n\r\f\v\u3000\u00a0")
        else:
            return None
    return frozenset(found)


class Scanner(Generic[T]):
    """Items by the characters they can begin with.

    `places(text)` yields each place worth a look with the items to try there. The middle of a run of Arabic digits
    is no such place: a figure is never read from its inside.
    """

    def __init__(self, items: Iterable[tuple[frozenset[str], T]]) -> None:
        table: dict[str, list[T]] = {}
        for characters, item in items:
            for c in characters:
                table.setdefault(c, []).append(item)
        self.table = {c: tuple(found) for c, found in table.items()}
        inside = "[" + "".join(map(re.escape, sorted(self.table))) + "]"
        self.cue = re.compile(rf"(?<![0-9]){inside}|(?=[^0-9]){inside}")

    def places(self, text: str) -> Iterator[tuple[int, tuple[T, ...]]]:
        """(offset, items) in order of offset."""
        table = self.table
        for m in self.cue.finditer(text):
            yield m.start(), table[m[0]]
