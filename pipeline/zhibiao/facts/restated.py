"""One statement that is made again, although a cell of one of its rows is missing or wrong: no owner, another period, half
an indicator. 全国已建立8833个博士后科研流动站 and 40年来，… 建立8833个博士后科研流动站和工作站 are one.

Only rows of one figure are compared, and each pair by itself. First what speaks against: two owners, two places, periods
that do not hold each other, two bases, two official names, parallel owners or indicators (城区学校, 农村学校), more than
`FARTHEST_DAYS` between them. Then what speaks for: sentences of the same words, indicators that can be one, digits that
nothing else has by chance, other figures beside them. Statements that are one get owner, indicator, basis and period of
the row that knows them best, its *home*, and are joined where that is.

What becomes of rows depends on nothing but the rows of the same figure, in whatever order they came.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise, product
from typing import Any

import regex

from zhibiao.clauses.cues import ANAPHORS
from zhibiao.facts.aliases import stands_for
from zhibiao.facts.claims import Claim, reaches_now
from zhibiao.facts.kindred import kindred
from zhibiao.facts.owners import CN, SPACES, Owner, places_named
from zhibiao.facts.prints import significant
from zhibiao.script import simplified

FARTHEST_DAYS = 92  # between the days on which one statement is made again
SAME, MUCH, SOME, LITTLE = 0.8, 0.5, 0.4, 0.2  # of the pairs of characters of the shorter sentence that both hold
LEAST_PAIRS = 8  # that a sentence must share to share much
EXACT, UNIQUE = 6, 8  # digits that two things do not share; that nothing else in the world has
TELLING, MANY = 3, 4  # digits
YEARS, OVERLAP = 1000, 0.95  # days of periods that may be rounded; the share that two of one thing have in common
LEAST_NAME = 3  # characters of a name that two articles hardly give to two things
SHARES = ("%", "百分点", "倍")  # that are the same of many things
FEW = 40  # rows of one figure that are all compared; of more only those that share what is rare among them
RARE, SHARED = 20, 3  # pairs of characters that so many of the rows hold at most; so many of them shared
MOST = 400  # pairs that are looked at when two groups of statements become one
BORDER = regex.compile(r"[，,；;。：:！？!?\n]")
NO_LETTER = regex.compile(r"[\W_\d]+")
FIGURE = regex.compile(
    r"(?<![0-9.])(?:[0-9]+\.[0-9]+|[0-9]{2,}(?![0-9.]*[年月日号时点届]))"
)  # that tells something: no date
AT_LEAST, AT_MOST = ("over", "at_least"), ("nearly", "under", "at_most")
CLOSED = ("yoy", "sequential")
Frame = tuple[str, str, str, str, str]
Cells = tuple[Any, ...]
FRAME = "block owner code rest reason label sure basis modality period_start period_end".split()


def frame_of(c: Claim) -> Cells:
    """The cells of `FRAME`: what a statement that is made again takes from another one."""
    owner = c.owner.name, c.owner.code, c.owner.rest, c.owner.reason
    return c.block, *owner, c.label, int(c.sure), c.basis, c.modality, c.start, c.end


def framed(c: Claim, frame: Sequence[Any]) -> Claim:
    """A claim with the cells of `FRAME`."""
    block, name, code, rest, reason, label, sure, basis, modality, start, end = frame
    return replace(
        c, block=block, owner=Owner(name, code, rest, reason), label=label, sure=bool(sure), basis=basis,
        modality=modality, start=start, end=end,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim with what its row says around it: the sentence, the words of the period, whether it stands in a table."""

    claim: Claim
    sentence: str
    when: str = ""
    table: bool = False

    @property
    def frame(self) -> Frame:
        """What claims share that are joined anyway."""
        c = self.claim
        return c.block, c.label, c.basis, c.start, c.end


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements of one figure are: shares of the pairs of characters of their sentences and clauses, whether
    they have other figures in common, digits of the figure, whether their indicators can be one."""

    words: float
    clause: float
    beside: bool
    digits: int
    indicator: bool


# ------------------------------------------------------------------ what a statement holds


@lru_cache(maxsize=1 << 14)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of characters of a text, without figures and punctuation."""
    return frozenset(map("".join, pairwise(NO_LETTER.sub("", simplified(unicodedata.normalize("NFKC", text))))))


@lru_cache(maxsize=1 << 14)
def figures_of(sentence: str) -> frozenset[str]:
    """The figures of a sentence that tell something: two digits, or decimals."""
    return frozenset(FIGURE.findall(unicodedata.normalize("NFKC", sentence)))


@lru_cache(maxsize=1 << 14)
def clause_of(sentence: str, text: str) -> str:
    """The clause in which a figure stands."""
    at = max(sentence.find(text), 0)
    start = max((m.end() for m in BORDER.finditer(sentence, 0, at)), default=0)
    end = BORDER.search(sentence, at + len(text))
    return sentence[start : end.start() if end else len(sentence)]


def held(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the other one holds; of few pairs of characters never much."""
    common = len(one & other)
    share = common / max(1, min(len(one), len(other)))
    return share if common >= LEAST_PAIRS else min(share, MUCH - 0.01)


def likeness(one: Saying, other: Saying) -> Likeness:
    a, b = one.claim, other.claim
    own = figures_of(a.text) | figures_of(b.text)
    return Likeness(
        held(pairs_of(one.sentence), pairs_of(other.sentence)),
        held(pairs_of(clause_of(one.sentence, a.text)), pairs_of(clause_of(other.sentence, b.text))),
        bool((figures_of(one.sentence) & figures_of(other.sentence)) - own),
        significant(a.print),
        a.label == b.label or kindred(a.label, b.label),
    )


# ------------------------------------------------------------------ what speaks against


def one_sentence(one: Saying, other: Saying, _: Likeness) -> bool:
    """What one sentence, or one table, of an article states twice is two things."""
    same = one.claim.key == other.claim.key
    return same and (one.sentence == other.sentence or one.table or other.table)


def far_apart(one: Saying, other: Saying, _: Likeness) -> bool:
    """Too many days between them; for 数十次, which is said every day anew, one."""
    if "about" in (one.claim.qualifier, other.claim.qualifier) and one.claim.print.value != one.claim.print.upper:
        return one.claim.published != other.claim.published
    a, b = one.claim.published, other.claim.published
    if not (a and b):
        return a != b
    return abs((dt.date.fromisoformat(a) - dt.date.fromisoformat(b)).days) > FARTHEST_DAYS


def otherwise_hedged(one: Saying, other: Saying, _: Likeness) -> bool:
    """超 and 近; two bases; a target and what was, but in the same words or of many digits."""
    a, b = one.claim, other.claim
    hedges = {a.qualifier, b.qualifier}
    if hedges & {*AT_LEAST} and hedges & {*AT_MOST}:
        return True
    bases = {a.basis, b.basis}
    return len(bases) == 2 and bool(bases & {*CLOSED}) and "" not in bases


def other_modality(one: Saying, other: Saying, alike: Likeness) -> bool:
    """An aim or a forecast, and what was; a norm only in other words."""
    kinds = {one.claim.modality, other.claim.modality}
    return len(kinds) == 2 and (("norm" not in kinds and "actual" in kinds) or alike.words < SAME)


def other_owner(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two known owners, but a place and what may be its office or its work, in the same words; one, and a name that may be its short form, which an article must say; one, and a sentence that names
    other places; two places of nobody."""
    a, b = one.claim.owner, other.claim.owner
    here, there = places_named(one.sentence), places_named(other.sentence)
    if a.name and b.name:
        of_place = (a.code in there and not b.code) or (b.code in here and not a.code)
        of_place = of_place and alike.words >= MUCH and alike.beside
        return not of_place and (a.name, a.code, a.rest) != (b.name, b.code, b.rest)
    if not a.name and not b.name:
        return bool(here - {CN} and there - {CN} and not here & there)
    owner, subject, named = (a, other.claim.subject, there) if a.name else (b, one.claim.subject, here)
    if not owner.code and stands_for(SPACES.sub("", subject), owner.name):
        return True
    return bool(owner.code and named and owner.code not in named)


def parallel(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Owners that differ before one head, each in its own sentence (城区学校, 农村学校), and indicators that do
    (城镇居民收入, 农村居民收入)."""
    a, b = (SPACES.sub("", s.claim.subject) for s in (one, other))
    stated = a and b and a in SPACES.sub("", one.sentence) and b in SPACES.sub("", other.sentence)
    if stated and alike.digits < MANY and differ_before_head(a, b):
        return True
    return not alike.indicator and differ_before_head(one.claim.label, other.claim.label)


def differ_before_head(one: str, other: str) -> bool:
    return one[-2:] == other[-2:] and one not in other and other not in one


def two_official(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two official names, but one name that is narrowed in two ways (国家标准:数据领域, 国家标准:发布数据领域)."""
    if not (one.claim.named and other.claim.named) or one.claim.label == other.claim.label:
        return False
    (a, *narrow), (b, *narrower) = (s.claim.label.split(":", 1) for s in (one, other))
    return not (a == b and narrow and narrower and kindred(narrow[0], narrower[0]))


def other_period(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Two known periods, but those that reach to the days of two publications, and one that is inherited, which may be
    wrong, in the same words."""
    a, b = one.claim, other.claim
    if not (a.start and b.start) or (a.start, a.end) == (b.start, b.end):
        return False
    if all(reaches_now(s.when) and s.claim.end == s.claim.published for s in (one, other)):
        return alike.digits < TELLING
    if spans_years(a, b) or (a.start == b.start and alike.beside and any(reaches_now(s.when) for s in (one, other))):
        return False
    days = a.start == a.end and b.start == b.end  # what is counted day by day
    return days or alike.words < SAME or (names_period(one) and names_period(other))


def spans_years(one: Claim, other: Claim) -> bool:
    """Whether two periods of years are much the same: 过去5年 and “十四五”期间."""
    if not (one.end and other.end):
        return False
    (start, end), (first, last) = ((dt.date.fromisoformat(c.start), dt.date.fromisoformat(c.end)) for c in (one, other))
    both, either = min(end, last) - max(start, first), max(end, last) - min(start, first)
    return min(end - start, last - first).days >= YEARS and both >= either * OVERLAP


def names_period(given: Saying) -> bool:
    """Whether the sentence itself names the period, and does not inherit it."""
    return SPACES.sub("", given.when) in SPACES.sub("", given.sentence)


Against = Callable[[Saying, Saying, Likeness], bool]
AGAINST: tuple[Against, ...] = (
    *(one_sentence, far_apart, otherwise_hedged, other_modality, two_official),
    *(other_period, parallel, other_owner),
)


def contradict(one: Saying, other: Saying, alike: Likeness) -> bool:
    """Whether anything speaks against two statements of one figure being one."""
    return any(against(one, other, alike) for against in AGAINST)


# ------------------------------------------------------------------ what speaks for


def evidence(one: Saying, other: Saying, alike: Likeness) -> float:
    """How much speaks for two statements of one figure that do not contradict each other being one; 0 for too little."""
    a, b = one.claim, other.claim
    sure, near = a.sure and b.sure and alike.indicator, akin(one, other)
    exact = alike.digits > 1 and a.print.value == a.print.upper
    related = set(a.label) & set(b.label) or not (a.sure and b.sure)
    if related and alike.words >= SAME and alike.clause >= SOME:
        return 5 + alike.words
    if alike.digits >= UNIQUE:
        return 4 + alike.words
    if not near:
        return 0
    if sure and (alike.digits >= TELLING or (alike.words >= MUCH and alike.clause >= SOME)):
        return 4 + alike.words
    if alike.digits >= EXACT and (alike.indicator or not (a.sure and b.sure)):
        return 4 + alike.words
    if alike.indicator and alike.words >= SOME and ((exact and alike.beside) or alike.digits >= MANY):
        return 3 + alike.words
    if exact and ((related and alike.words >= MUCH and alike.beside) or (alike.clause >= SAME and alike.indicator)):
        return 3 + alike.words
    if alike.indicator and exact and alike.words >= LITTLE and a.measure == "level":
        named = a.key == b.key or (sure and same_name(a.subject, b.subject)) or alike.digits >= TELLING
        counted = a.unit not in SHARES and named
        if counted or (sure and a.owner.name and b.owner.name) or (a.key == b.key and a.subject == b.subject != ""):
            return 2 + alike.words
    return 0


def same_name(one: str, other: str) -> bool:
    """Whether one of two subjects is the other with words before or behind it (高承勇, 被告人高承勇)."""
    short, long = sorted((SPACES.sub("", one), SPACES.sub("", other)), key=len)
    return len(short) >= LEAST_NAME and short in long


def akin(one: Saying, other: Saying) -> bool:
    """Whether two statements are of one owner, as far as is known: nothing else is said, or the words of one's subject
    stand in the other's subject or sentence."""
    a, b = one.claim, other.claim
    if a.owner.name and b.owner.name:
        return True  # two owners contradict each other
    code, sentence = (a.owner.code, other.sentence) if a.owner.code else (b.owner.code, one.sentence)
    if code and code in places_named(sentence):
        return True
    subject, another = (SPACES.sub("", c.subject) for c in (a, b))
    if not subject or not another or {subject, another} & ANAPHORS:
        return True
    return subject in another + SPACES.sub("", other.sentence) or another in subject + SPACES.sub("", one.sentence)


# ------------------------------------------------------------------ all rows of one figure


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
