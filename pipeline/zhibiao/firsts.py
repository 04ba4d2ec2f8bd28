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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

from zhibiao.kept import kept

T = TypeVar("T")
NAMED_GROUP = re.compile(r"\(\?P<[^>]+>")
WIDEST = 700  # a class of more characters is as good as any character
RUN = "0"  # stands for a run of Arabic digits
Places = Iterable[tuple[int, Any]]
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


@kept
def shortest_run(pattern: str) -> int:
    """How many digits a run has at least at whose beginning the pattern can match; 1 where it need not begin with one.

    (?:19|20)[0-9]{2}年 => 4
    """
    return max(1, least_run(parsed(pattern))[0])


class Scanner(Generic[T]):
    """Items by the characters they can begin with.

    `places(text)` yields each place worth a look with what is made of the items to try there, a tuple unless `made`
    says otherwise. The inside of a run of Arabic digits or of Latin letters is no such place: a figure is never read
    from its middle. `shortest` tells how long a run of digits must be for an item.
    """

    def __init__(
        self,
        items: Iterable[tuple[Beginnings, Any]],
        shortest: Callable[[Any], int] = lambda item: 1,
        made: Callable[[tuple[Any, ...]], T] | None = None,
    ) -> None:
        listed = list(items)
        singles: dict[str, list[Any]] = {}
        for begins, item in listed:
            for c in {b[0] for b in begins if b[1] == ANY}:
                singles.setdefault(c, []).append(item)
        pairs: dict[str, list[Any]] = {}
        for begins, item in listed:
            wide = {b[0] for b in begins if b[1] == ANY}
            for b in begins:
                if b[1] != ANY and b[0] not in wide:
                    pairs.setdefault(b, list(singles.get(b[0], ()))).append(item)
        table = {c + ANY: tuple(found) for c, found in singles.items()} | {b: tuple(i) for b, i in pairs.items()}
        known: dict[Any, Any] = {}  # what is made of the same items is the same
        self.take(
            each(table, made or tuple, known),
            [each(run, made or tuple, known) for run in by_length(table, shortest)],
        )

    def take(self, table: Mapping[str, T], runs: Sequence[Mapping[str, T]]) -> None:
        """Scan for what begins as the table says, and at a run of digits as `runs` do: by its length, from 0 to the
        longest that matters, and then by what follows it."""
        self.table, self.runs = table, runs
        self.singles = {b[0]: found for b, found in table.items() if b[1] == ANY and b[0] != RUN}
        self.pairs = written_out({b: found for b, found in table.items() if b[1] != ANY and b[0] != RUN})
        self.cue = re.compile(cue(frozenset(table)))

    def of_run(self, length: int, following: str) -> T | None:
        """The items to try at a run of so many digits, if any."""
        table = self.runs[length] if length < len(self.runs) else self.runs[-1]
        return table.get(following) or table.get(ANY)

    def places(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[int, T]]:
        """(offset, items) in order of offset, of those in text[start:end]."""
        pairs, singles, of_run = self.pairs.get, self.singles.get, self.of_run
        for m in self.cue.finditer(text, start, end):
            place, after = m.span()
            items = pairs(text[place : place + 2]) or singles(m[0])
            if items is None:
                if text[place] not in DIGITS:
                    continue
                items = of_run(after - place, text[after : after + 1])
            if items:
                yield place, items


def by_length(table: Mapping[str, tuple[Any, ...]], shortest: Callable[[Any], int]) -> list[dict[str, tuple[Any, ...]]]:
    """The items of the runs of 0, 1, 2, … digits by what follows the run; the last one's are those of longer ones."""
    begun = {b[1]: [(shortest(item), item) for item in items] for b, items in table.items() if b[0] == RUN}
    lengths = {n for items in begun.values() for n, _ in items}
    at = {
        least: {c: found for c, items in begun.items() if (found := tuple(item for n, item in items if n <= least))}
        for least in lengths
    }
    return [at.get(max((k for k in lengths if k <= n), default=0), {}) for n in range(max(lengths, default=0) + 1)]


def each(table: Mapping[str, tuple[Any, ...]], made: Callable[[tuple[Any, ...]], Any], known: dict[Any, Any]) -> Any:
    """The table with what is made of the items of each beginning."""
    found = {}
    for begin, items in table.items():
        key = tuple(map(id, items))
        if key not in known:
            known[key] = made(items)
        found[begin] = known[key]
    return found


def written_out(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """The table with each digit for a run in second place."""
    table = dict(pairs)
    for begin, found in pairs.items():
        if begin[1:] == RUN:
            table.update((begin[0] + digit, found) for digit in DIGITS)
    return table


Shares = list[list[tuple[int, Any]]]


class Merged:
    """Several scanners in one, so that a text is passed over once."""

    def __init__(self, scanners: Sequence[Scanner[Any]]) -> None:
        self.size = len(scanners)
        begins = {b for s in scanners for b in s.table}
        followers = {b[1] for b in begins if b[0] == RUN}
        self.one: Scanner[tuple[tuple[int, Any], ...]] = Scanner(())
        self.one.take(
            {b: numbered(s.table.get(b) or s.table.get(b[0] + ANY) for s in scanners) for b in begins},
            [
                {c: numbered(s.of_run(length, c) for s in scanners) for c in followers}
                for length in range(max(len(s.runs) for s in scanners))
            ],
        )

    def places(self, text: str, regions: Iterable[tuple[int, int]] | None = None) -> Shares:
        """The places of each scanner, in their order; only those in `regions`, if given."""
        shared: Shares = [[] for _ in range(self.size)]
        add = [one.append for one in shared]
        for start, end in [(0, len(text))] if regions is None else regions:
            for place, found in self.one.places(text, start, end):
                for k, items in found:
                    add[k]((place, items))
        return shared


def numbered(shares: Iterable[Any]) -> tuple[tuple[int, Any], ...]:
    """The items of each scanner that has any, with its number."""
    return tuple((k, items) for k, items in enumerate(shares) if items)


def cue(begins: Beginnings) -> str:
    """A pattern that finds every place where a beginning stands, and few others; of a run of digits it takes the whole.
    One class of characters comes first, for speed: `re` skips by it what is none of them."""
    alone = {b[0] for b in begins if b[1] == ANY and b[0] != RUN}
    heads = {b[0] for b in begins if b[0] != RUN} - alone
    letters = (heads | alone) & LETTERS
    branches = []
    if heads - letters:
        seconds = {b[1] for b in begins if b[0] in heads}
        branches.append(f"(?<={one_of(heads - letters)})(?={one_of(seconds)})")
    if alone - letters:
        branches.append(f"(?<={one_of(alone - letters)})")
    if any(b[0] == RUN for b in begins):
        branches.append("(?<=[0-9])(?<![0-9]{2})[0-9]*")
    if letters:
        branches.append("(?<=[A-Za-z])(?<![A-Za-z]{2})")
    return f"{one_of({b[0] for b in begins})}(?:{'|'.join(branches)})" if begins else "(?!)"


def one_of(found: Iterable[str]) -> str:
    """A class of the characters, a run standing for its digits."""
    return "[" + "".join("0-9" if c == RUN else re.escape(c) for c in sorted(set(found))) + "]"
