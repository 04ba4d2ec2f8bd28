"""How a pattern can begin, so that it is tried only where it can (`scan`), and how one that holds at the end of a text can
end, so that it is tried on no text that ends otherwise.

[0-9]{4}年         0年               0 is a whole run of Arabic digits
(?:今|去)年        今年 去年
(?<!第)x?y         xy y*          * is any character, or the end

(?:增长|下降)了?$  长 after 增, 降 after 下, 了 after anything
(?:约|近)*$        any text: the pattern holds of nothing, too

Endings mirror beginnings: a pattern's parts are then read from its last to its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from zhibiao.cache import disk_cached
from zhibiao.matching.compile import Pattern, switch

NAMED_GROUP = re.compile(r"\(\?P<[^>]+>")
WIDEST = 700  # a class of more characters is as good as any character
RUN = "0"  # stands for a run of Arabic digits
ANY = "*"  # stands for any character, or none, at the end of a beginning
Beginnings = frozenset[str]
DIGITS = frozenset("0123456789")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Unanchored(ValueError):
    """A pattern that could begin with almost any character, and so would be tried everywhere."""


def checked(pattern: str) -> str:
    """The pattern. Raises `re.error` for one that is none, `Unanchored` for one that could begin anywhere."""
    beginnings(pattern)
    return pattern


@disk_cached
def beginnings(pattern: str) -> Beginnings:
    """The beginnings of a pattern's matches: two characters, or one and `*`. Raises `Unanchored`.

    What must follow (`(?=`) counts as the match does; the other lookarounds are taken as open. A group's name does not
    matter, so duplicate names (as `regex` allows) are dropped.
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
    for i, (op, argument) in enumerate(items):
        open_ended = {b for b in found if len(b) < size and not b.endswith(ANY)}
        if not open_ended:
            break
        found -= open_ended
        foreseen = str(op) == "ASSERT" and argument[0] > 0
        tails: dict[int, Beginnings] = {}  # by how many characters are wanted
        for head in open_ended:
            wanted = size - len(head) + (head[-1:] == RUN)
            if wanted not in tails:
                tails[wanted] = (
                    agreed(sequence(argument[1], wanted), sequence(items[i + 1 :], wanted), wanted)
                    if foreseen
                    else element(str(op), argument, wanted)
                )
            found |= {joined(head, tail)[:size] for tail in tails[wanted]}
        if foreseen:  # the rest of the sequence is in the tails
            break
    return frozenset(found)


def agreed(ahead: Beginnings, rest: Beginnings, size: int) -> Beginnings:
    """The beginnings of what goes on as a lookahead and as the pattern behind it say, each as far as the farther sees."""
    if any(a[:1] in ("", ANY) for a in ahead):
        return rest
    heads: dict[str, list[str]] = {}
    for a in ahead:
        heads.setdefault(a[0], []).append(a if len(a) == size or a.endswith(ANY) else a + ANY)
    found: set[str] = set()
    for r in rest:
        if r[:1] in ("", ANY):
            found.update(*heads.values())
        elif r[0] in heads:
            found.update(max(r, a, key=certain) for a in heads[r[0]] if alike(a, r))
    return frozenset(found)


def certain(begin: str) -> int:
    return len(begin.rstrip(ANY))


def alike(a: str, b: str) -> bool:
    """Whether a text can begin in both ways. A run of digits may go on in either, so what follows one tells nothing."""
    return all(c == d or ANY in (c, d) or RUN in (c, d) for c, d in zip(a, b, strict=False))


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


def least_run(items: list[Any]) -> tuple[int, bool]:
    """How many Arabic digits every match of a sequence begins with at least, and whether it is nothing else."""
    least = 0
    for op, argument in items:
        match str(op):
            case "AT" | "ASSERT" | "ASSERT_NOT":
                continue
            case "BRANCH":
                branches = [least_run(list(branch)) for branch in argument[1]]
                found, whole = min(n for n, _ in branches), all(whole for _, whole in branches)
            case "SUBPATTERN":
                found, whole = least_run(list(argument[3]))
            case "MAX_REPEAT" | "MIN_REPEAT":
                each, whole = least_run(list(argument[2]))
                found = each * int(argument[0]) if whole else min(each, each * int(argument[0]))
            case "LITERAL":
                found, whole = (1, True) if chr(argument) in DIGITS else (0, False)
            case "IN":
                found, whole = (1, True) if characters(argument) == {RUN} else (0, False)
            case _:
                found, whole = 0, False
        least += found
        if not whole:
            return least, False
    return least, True


@disk_cached
def shortest_run(pattern: str) -> int:
    """How many digits a run has at least at whose beginning the pattern can match; 1 where it need not begin with one.

    (?:19|20)[0-9]{2}年 => 4
    """
    return max(1, least_run(parsed(pattern))[0])


def one_of(found: Iterable[str]) -> str:
    """A class of the characters, a run standing for its digits."""
    return "[" + "".join("0-9" if c == RUN else re.escape(c) for c in sorted(set(found))) + "]"


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
