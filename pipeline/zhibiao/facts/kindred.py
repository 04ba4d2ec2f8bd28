"""One thing under two names: facts of one owner and period whose indicators are written differently become one.

1. The same figure of three digits under kindred indicators (猪肉价格, 价格:猪肉).
2. The same figure of five digits where one indicator says little (梯队), all others that state it are one, and no article
   states both.
3. The same figure in sentences of much the same words that share another figure, unless both names are official: then a cell of
   one of them is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from zhibiao.facts.claims import DISTINCT_DIGITS, Claim, says_little, says_nothing
from zhibiao.facts.prints import Print, meet, significant

TELLING_DIGITS = 3  # of a figure that two things hardly share by chance
FARTHEST_DAYS = 92  # between two days of which one figure is said to hold
MOST_ALIKE = 12  # facts of one figure whose sentences are compared
Alike = Callable[[Claim, Claim], bool]


@dataclass(slots=True)
class Part:
    """Claims of one thing. `split`: the figure that tells them from others of their indicator, or empty. `day`: the day of
    which they say 目前, where others of the block are of other days."""

    label: str
    basis: str
    claims: list[Claim]
    split: str = ""
    day: str = ""


def same_things(parts: list[Part], same_words: Alike) -> list[Part]:
    """Parts that state the same figure of kindred indicators become one, and those that do so in the same words."""
    by_figure: dict[tuple[str, Print], list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        for given in {c.print for c in part.claims if c.print.plain}:
            by_figure[part.basis, given].append(n)
    into = list(range(len(parts)))

    def root(n: int) -> int:
        while into[n] != n:
            n = into[n]
        return n

    def unite(m: int, n: int) -> None:
        low, high = sorted((root(m), root(n)))
        if low != high and agree(parts[low], parts[high]) and not one_sentence(parts[low], parts[high]):
            parts[low].claims += parts[high].claims
            into[high] = low

    for (_, given), alike in by_figure.items():
        for m, n in combinations(alike, 2) if telling(given) else ():
            if close(parts[m], parts[n]) and kindred(parts[m].label, parts[n].label):
                unite(m, n)
        for m, n in combinations(alike, 2) if len(alike) <= MOST_ALIKE else ():
            if root(m) != root(n) and said_alike(parts[m], parts[n], same_words):
                unite(m, n)
    for (_, given), alike in by_figure.items():
        if significant(given) >= DISTINCT_DIGITS:
            saying = {root(n) for n in alike if not all(map(says_little, parts[n].claims))}
            for n in alike:
                if len(saying) == 1 and root(n) not in saying and apart(parts[n], parts[min(saying)]):
                    unite(n, min(saying))
    return [named(part) for n, part in enumerate(parts) if into[n] == n]


def close(one: Part, other: Part) -> bool:
    """Whether two figures can be of one 目前: the days of which they are said are near each other."""
    if one.day == other.day:
        return True
    days = [dt.date.fromisoformat(part.day) for part in (one, other)]
    return abs((days[0] - days[1]).days) <= FARTHEST_DAYS


def apart(one: Part, other: Part) -> bool:
    """Whether no article states both: one that does speaks of two things, unless it does not say of what."""
    keys = {c.key for c in other.claims}
    return one.day == other.day and all(says_nothing(c) or c.key not in keys for c in one.claims)


def said_alike(one: Part, other: Part, same_words: Alike) -> bool:
    """Whether articles state two parts in the same words, and none states both."""
    if one.day != other.day or not {c.key for c in one.claims}.isdisjoint(c.key for c in other.claims):
        return False
    return any(same_words(a, b) for a in one.claims for b in other.claims if confusable(a, b))


def confusable(one: Claim, other: Claim) -> bool:
    """Whether the indicator of one of two claims may be wrong: not both are official, and they have characters in common
    (外贸吞吐量, 港口集装箱吞吐量) or one says little."""
    common = len((set(one.label) - {":"}) & set(other.label)) > 1
    return not (one.official and other.official) and (common or says_little(one) or says_little(other))


def telling(given: Print) -> bool:
    """Whether a figure has so many digits that two things hardly share it by chance."""
    return significant(given) >= TELLING_DIGITS


def kindred(one: str, other: str) -> bool:
    """Whether two indicators can be two names of one thing: all that one says the other says too.

    猪肉价格, 价格:猪肉 => True       社会消费品零售总额, 零售总额 => True       城镇居民收入, 农村居民收入 => False
    """
    short, long = sorted((set(one) - {":"}, set(other) - {":"}), key=len)
    return len(short) > 1 and short <= long


def agree(one: Part, other: Part) -> bool:
    """Whether all their figures meet."""
    return all(meet(a, b) for a in {c.print for c in one.claims} for b in {c.print for c in other.claims})


def one_sentence(one: Part, other: Part) -> bool:
    """Whether a sentence states both: then they are two things."""
    return not {(c.key, c.said) for c in one.claims}.isdisjoint((c.key, c.said) for c in other.claims)


def named(part: Part) -> Part:
    """The part under the name that says most: that of an official name, then the longest."""
    labels = sorted({c.label for c in part.claims}, key=lambda name: (-len(name), name))
    if len(labels) > 1:
        part.label = next(
            (c.label for c in sorted(part.claims, key=lambda c: labels.index(c.label)) if c.sure), labels[0]
        )
    part.claims.sort(key=lambda c: c.order)
    return part


def digits(value: Decimal) -> tuple[int, ...]:
    """The digits of a number without the zeros at its ends."""
    return tuple(value.normalize().as_tuple().digits)
