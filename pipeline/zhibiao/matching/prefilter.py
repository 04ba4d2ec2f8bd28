"""What a pattern cannot match without: cheap tests that spare most tries of it.

    (?:{y}的?)?{m}{dm}      月, within the characters that a match can have
    去年?(?=[^，]{2}来)      来, within five: what must follow counts
    (?<=城)[千万]            城 right before

They are read off the pattern, so that they hold for whatever it is changed to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhibiao.cache import disk_cached
from zhibiao.matching.compile import Longest, Pattern, compiled, switch
from zhibiao.matching.edges import ANY, DIGITS, RUN, Unanchored, beginnings, characters, one_of, parsed

COMMON = "第个前后来年月日，”一二三四五六七八九十0"  # the commoner, the later; what is not here (-1) comes first
FAR = 1000  # characters; a pattern that goes further is as good as one without an end
Needed = frozenset[str]


@dataclass(frozen=True, slots=True)
class Guard:
    """`near`: a class of characters, one of which stands within `reach` of the beginning of each match, or None.
    `before`: the characters one of which stands right before it, or None."""

    near: Any
    reach: int
    before: Needed | None

    def lets(self, text: str, place: int) -> bool:
        """Whether there can be a match at a place of a text."""
        if self.before is not None and text[place - 1 : place] not in self.before:
            return False
        return self.near is None or self.near.search(text, place, place + self.reach) is not None


def match_at(pattern: Pattern, text: str, place: int) -> Any:
    """The match of a pattern that begins at a place of a text, or None: `Pattern.match` behind the cheap tests."""
    if not switch.off and not guard(pattern.pattern).lets(text, place):
        return None
    return pattern.match(text, place)


def longest(pattern: str) -> Longest:
    """A pattern whose matches are the longest there are."""
    return Longest(pattern, widest(pattern))


@cache
def guard(pattern: str) -> Guard:
    """The guard of a pattern."""
    return made(*read_off(pattern))


@disk_cached
def read_off(pattern: str) -> tuple[str, int, Needed | None]:
    """The guard of a pattern in plain data, its class as one is written, empty for none."""
    tree = parsed(pattern)
    reach = extent(tree)
    best: Needed = frozenset()
    if reach < FAR:
        heads = begun(pattern)
        choices = [some for some in needed(tree) if not heads or not heads <= some]
        best = min(choices, key=rarity, default=best)
    return one_of(best) if best else "", reach if best else 0, behind(tree)


@cache
def made(near: str, reach: int, before: Needed | None) -> Guard:
    """One guard of a kind, so that patterns with the same are guarded together."""
    return Guard(compiled(near) if near else None, reach, before)


def begun(pattern: str) -> Needed:
    """The characters that a match can begin with; none when it could be any."""
    try:
        return frozenset(b[0] for b in beginnings(pattern))
    except Unanchored:
        return frozenset()


def rarity(some: Needed) -> tuple[int, int, list[str]]:
    """The rarer a character of the class, the smaller."""
    return max(map(COMMON.find, some)), len(some), sorted(some)


def needed(items: Iterable[Any]) -> Iterator[Needed]:
    """Classes of characters of each of which one stands in every match of a sequence or in what must follow it; digits
    are one character."""
    for op, argument in items:
        match str(op):
            case "LITERAL" | "IN":
                if (some := characters([(op, argument)] if str(op) == "LITERAL" else argument)) != {ANY}:
                    yield some
            case "BRANCH":
                each = [min(needed(list(branch)), key=rarity, default=None) for branch in argument[1]]
                if None not in each:
                    yield frozenset[str]().union(*(some for some in each if some))
            case "SUBPATTERN":
                yield from needed(list(argument[3]))
            case "ATOMIC_GROUP":
                yield from needed(list(argument))
            case "ASSERT" if argument[0] > 0:
                yield from needed(list(argument[1]))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if argument[0] > 0:
                yield from needed(list(argument[2]))


@disk_cached
def widest(pattern: str) -> int:
    """How many characters a match of the pattern can have; `FAR` and more where there is no telling."""
    return extent(parsed(pattern), ahead=False)


def extent(items: Iterable[Any], ahead: bool = True) -> int:
    """How many characters from its beginning a match of a sequence can reach, and `ahead` what must follow it, too."""
    at = farthest = 0
    for op, argument in items:
        match str(op):
            case "BRANCH":
                at += max(extent(list(branch), ahead) for branch in argument[1])
            case "SUBPATTERN":
                at += extent(list(argument[3]), ahead)
            case "ATOMIC_GROUP":
                at += extent(list(argument), ahead)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                at += min(int(argument[1]), FAR) * extent(list(argument[2]), ahead)
            case "ASSERT":
                farthest = max(farthest, at + extent(list(argument[1])) if ahead and argument[0] > 0 else 0)
            case "AT" | "ASSERT_NOT":
                pass
            case "GROUPREF" | "GROUPREF_EXISTS":
                at += FAR
            case _:
                at += 1
        farthest = max(farthest, at)
    return farthest


def behind(items: Iterable[Any]) -> Needed | None:
    """The characters one of which stands right before each match of a sequence; None when it could be any or none."""
    for op, argument in items:
        match str(op):
            case "ASSERT" if argument[0] < 0:
                return last(list(argument[1]))
            case "SUBPATTERN":
                return behind(list(argument[3]))
            case "ASSERT" | "ASSERT_NOT":
                continue
            case _:
                return None
    return None


def last(items: list[Any]) -> Needed | None:
    """The characters that a match of a sequence can end with; None when it could be any, or empty."""
    for op, argument in reversed(items):
        match str(op):
            case "LITERAL" | "IN":
                some = characters([(op, argument)] if str(op) == "LITERAL" else argument)
                if ANY in some:
                    return None
                return some | DIGITS if RUN in some else some
            case "BRANCH":
                each = [last(list(branch)) for branch in argument[1]]
                return None if None in each else frozenset[str]().union(*(some for some in each if some))
            case "SUBPATTERN":
                return last(list(argument[3]))
            case "MAX_REPEAT" | "MIN_REPEAT" if argument[0] > 0:
                return last(list(argument[2]))
            case "ASSERT" | "ASSERT_NOT":
                continue
            case _:
                return None
    return None
