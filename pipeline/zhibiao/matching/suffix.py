"""How a pattern that holds at the end of a text can end, so that it is tried on no text that ends otherwise.

    (?:增长|下降)了?$      长 after 增, 降 after 下, 了 after anything
    (?:约|近)*$            any text: the pattern holds of nothing, too

The mirror of `prefix.beginnings`: a pattern's parts are read from its last to its first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhibiao.cache import disk_cached
from zhibiao.matching.compile import Pattern
from zhibiao.matching.prefix import ANY, DIGITS, RUN, Beginnings, parsed, sequence
from zhibiao.matching.switch import switch

UNTOLD = DIGITS | {"\n"}  # a text that ends so is tried by every pattern: `$` holds before a last line break, too


def endings(pattern: str) -> Beginnings:
    """The last two characters of a pattern's matches, the last one first; `*` for any. Raises ValueError when the
    pattern does not end at the end of the text."""
    tree = parsed(pattern)
    if not tree or str(tree[-1][1]) != "AT_END":
        raise ValueError(f"{pattern!r} must end with $")
    return frozenset((ending + ANY + ANY)[:2] for ending in sequence(backwards(tree), 2))


def backwards(items: list[Any]) -> list[Any]:
    """The parsed pattern with its elements in reverse, inside groups, too."""
    return [(op, mirrored(str(op), argument)) for op, argument in reversed(items)]


def mirrored(op: str, argument: Any) -> Any:
    """What an element of a parsed pattern holds, in reverse."""
    match op:
        case "BRANCH":
            return argument[0], [backwards(list(branch)) for branch in argument[1]]
        case "SUBPATTERN":
            return *argument[:3], backwards(list(argument[3]))
        case "ATOMIC_GROUP":
            return backwards(list(argument))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return argument[0], argument[1], backwards(list(argument[2]))
        case "ASSERT" | "ASSERT_NOT":
            return -argument[0], backwards(list(argument[1]))
        case _:
            return argument


class AtEnd:
    """Several such patterns, and which of them a text may hold at its end.

    `fitting(text)` answers them as bits, the k-th pattern being 1 << k: no other one holds, these may.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.every = (1 << len(patterns)) - 1
        self.table, self.whatever = fitting_ends(tuple(pattern.pattern for pattern in patterns))

    def fitting(self, text: str) -> int:
        """The patterns that may hold at the end of the text, as bits."""
        if switch.off:
            return self.every
        found = self.table.get(text[-2:])
        return self.table.get(text[-1:], self.whatever) if found is None else found


@disk_cached
def fitting_ends(patterns: tuple[str, ...]) -> tuple[dict[str, int], int]:
    """The patterns that a text may hold at its end, as bits, by its last two characters or its last; and those that may hold
    of any text."""
    by_last: dict[str, int] = {}
    by_two: dict[str, int] = {}
    whatever = 0
    for k, pattern in enumerate(patterns):
        for last, before in map(tuple, endings(pattern)):
            if last == ANY:
                whatever |= 1 << k
            elif before == ANY:
                by_last[last] = by_last.get(last, 0) | 1 << k
            else:
                for character in DIGITS if before == RUN else before:
                    by_two[character + last] = by_two.get(character + last, 0) | 1 << k
    table = {last: bits | whatever for last, bits in by_last.items()}
    table |= {two: bits | table.get(two[1], whatever) for two, bits in by_two.items()}
    return table | dict.fromkeys(UNTOLD, (1 << len(patterns)) - 1), whatever
