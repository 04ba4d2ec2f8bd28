"""One statement that is made again, although a cell of one of its rows is missing or wrong: no owner, another period, half
an indicator. 全国已建立6127个青年创业辅导站 and 40年来，… 建立6127个青年创业辅导站和服务站 are one.

Only rows of one figure are compared, and each pair by itself. First what speaks against: two owners, two places, periods
that do not hold each other, two bases, two official names, parallel owners or indicators (城区学校, 农村学校), more than
three months between them. Then what speaks for: sentences of the same words, indicators that can be one, digits that
nothing else has by chance, other figures beside them. Statements that are one get owner, indicator, basis and period of
the row that knows them best, its *home*, and are joined where that is.

What becomes of rows depends on nothing but the rows of the same figure, in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from zhibiao.facts.claims import Claim
from zhibiao.facts.evidence import evidence
from zhibiao.facts.objections import contradict
from zhibiao.facts.statements import Frame, Saying, frame_of, framed, likeness, pairs_of

FEW = 40  # rows of one figure that are all compared; of more only those that share what is rare among them
RARE, SHARED = 20, 3  # pairs of characters that so many of the rows hold at most; so many of them shared
MOST = 400  # pairs that are looked at when two groups of statements become one


def settled_all(sayings: Iterable[Saying]) -> list[Claim]:
    """The claims of any figures, each with the owner, indicator, basis and period with which it is joined."""
    alike: dict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        alike[saying.claim.figure].append(saying)
    plain = [saying.claim for saying in alike.pop("", [])]
    return plain + [claim for group in alike.values() for claim in settled(group)]


def settled(sayings: Iterable[Saying]) -> list[Claim]:
    """The claims of one figure, each with the owner, indicator, basis and period with which it is joined."""
    listed = sorted(adopted(sayings), key=lambda s: s.claim.order)
    frames: dict[Frame, list[Saying]] = defaultdict(list)
    for saying in listed:
        frames[saying.frame].append(saying)
    if len(frames) == 1:
        return [s.claim for s in listed]
    found = []
    for group in groups(listed, frames):
        home = min((frames[frame] for frame in group), key=knowing)[0].claim
        found += [at_home(s.claim, home) for frame in group for s in frames[frame]]
    return found


def adopted(sayings: Iterable[Saying]) -> Iterator[Saying]:
    """The same; what names no owner goes into the block of the only owner of whom the very same is stated (`Claim.twin`)."""
    listed = list(sayings)
    homes: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for c in (s.claim for s in listed):
        if c.twin and c.owner.name:
            homes[c.twin].add((c.owner.name, c.owner.code, c.block))
    for saying in listed:
        known = homes[saying.claim.twin] if saying.claim.twin and not saying.claim.owner.name else set()
        one = len({(name, code) for name, code, _ in known}) == 1
        yield replace(saying, claim=replace(saying.claim, block=min(known)[2])) if one else saying


def groups(listed: Sequence[Saying], frames: dict[Frame, list[Saying]]) -> list[list[Frame]]:
    """The frames whose statements are one, the surest pairs first; what contradicts anything of a group stays out."""
    edges = []
    for one, other in candidates(listed):
        if one.frame != other.frame:
            alike = likeness(one, other)
            if not contradict(one, other, alike) and (much := evidence(one, other, alike)):
                edges.append((-much, one.claim.order, other.claim.order, one.frame, other.frame))
    group = {frame: [frame] for frame in frames}
    for *_, first, second in sorted(edges):
        here, there = group[first], group[second]
        if here is not there and agree(here, there, frames):
            here += there
            for frame in there:
                group[frame] = here
    return list({id(members): members for members in group.values()}.values())


def agree(here: Sequence[Frame], there: Sequence[Frame], frames: dict[Frame, list[Saying]]) -> bool:
    """Whether nothing of two groups contradicts anything of the other."""
    one, other = ([s for frame in side for s in frames[frame]] for side in (here, there))
    if len(one) * len(other) > MOST:
        return False
    return not any(contradict(a, b, likeness(a, b)) for a, b in product(one, other))


def candidates(listed: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of statements that may be one: all of a few; of many those whose sentences share what is rare among them."""
    if len(listed) <= FEW:
        yield from combinations(listed, 2)
        return
    holding: dict[str, list[int]] = defaultdict(list)
    for n, saying in enumerate(listed):
        for pair in pairs_of(saying.sentence):
            holding[pair].append(n)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holding.values():
        if len(numbers) <= RARE:
            for both in combinations(numbers, 2):
                shared[both] += 1
    for (m, n), count in shared.items():
        if count >= SHARED:
            yield listed[m], listed[n]


def knowing(given: Sequence[Saying]) -> tuple[bool, bool, bool, bool, bool, int, tuple[str, str, int, str]]:
    """What knows best what it speaks of comes first."""
    c = given[0].claim
    missing = not c.joinable, not c.owner.name, not c.sure, not c.named, not (c.start and c.end)
    return *missing, -len(given), c.order


def at_home(claim: Claim, home: Claim) -> Claim:
    """A claim with the frame of another one."""
    if (claim.block, claim.label, claim.basis) == (home.block, home.label, home.basis):
        return claim
    return framed(claim, frame_of(home))
