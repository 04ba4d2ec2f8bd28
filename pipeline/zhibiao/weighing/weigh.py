"""The weighing itself: of each draft the heaviest noun, then the heaviest owner.

Rules propose (`rows/`); this weighs what they propose against the other names and nouns that stand around the figure.
Weights are log odds, fitted by `make weights` on annotated articles, and data: `lexicon/owner_weights.tsv` and
`noun_weights.tsv`, one piece of evidence a line. The candidates' shares are a softmax of the sums.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from math import exp
from typing import NamedTuple, TypeVar

from zhibiao.cache import disk_cached
from zhibiao.clauses.cues import name_of
from zhibiao.lexicon import lines
from zhibiao.rows.indicator import sources as of_indicators
from zhibiao.rows.indicator.inherit import grown
from zhibiao.rows.relations import PART_OF_WHOLE
from zhibiao.rows.scene import Scene
from zhibiao.rows.standard import is_official
from zhibiao.rows.state import Draft
from zhibiao.rows.subject import sources as of_subjects
from zhibiao.weighing import nouns, owners
from zhibiao.weighing.pieces import Aspect, Pieces

MANY = 1 << 17  # aspects whose weights are kept at hand
LAGGING = 2.5  # log odds: what the figure adds has never made up for more
# Sources whose noun or owner stands.
SURE_NOUNS = of_indicators.SURE | {PART_OF_WHOLE}
SURE_OWNERS = of_subjects.SURE | {PART_OF_WHOLE}
SURE_RULES = frozenset({"against", "structure"})  # two values of one thing
SURE_ENOUGH = 0.6  # the share of a noun where the rules propose none
NOTHING = 1.0  # log odds of naming nothing there

Candidate = TypeVar("Candidate", nouns.Noun, owners.Owner)


class Weighed(NamedTuple):
    """A candidate with its share among all of its figure."""

    name: str
    share: float


class Figure(NamedTuple):
    """A draft where it stands: the pieces of its sentence, its token, what is near, the rows before (the last first)."""

    draft: Draft
    here: Pieces
    i: int
    near: owners.Near
    before: Sequence[Draft]


class Scale:
    """The weights of one question, and those of the aspects that have been weighed."""

    def __init__(self, question: str) -> None:
        self.given = weights(question)
        self.known: dict[Aspect, float] = {}

    def total(self, aspects: Iterable[Aspect]) -> float:
        """The weight of all evidence that the aspects tell."""
        known, whole = self.known.get, 0.0
        for aspect in aspects:
            weight = known(aspect)
            whole += self.weigh(aspect) if weight is None else weight
        return whole

    def weigh(self, aspect: Aspect) -> float:
        """The weight of the evidence that an aspect tells, kept from now on; what has no weight weighs nothing."""
        if len(self.known) >= MANY:
            self.known.clear()
        say, *about = aspect
        found = self.known[aspect] = sum(map(self.given.get, say(*about), repeat(0.0)))
        return found


@disk_cached
def weights(question: str) -> dict[tuple[str, ...], float]:
    """What each piece of evidence weighs, of `owner` or `noun`."""
    return {tuple(cells): float(weight) for *cells, weight in lines(f"{question}_weights")}


@cache
def scale(question: str) -> Scale:
    """The scale of `owner` or `noun`."""
    return Scale(question)


class Weighing(NamedTuple):
    """A draft as weighed, with all candidates of its noun and its owner, the heaviest first; none where the rules are sure
    of theirs, or another row's are taken."""

    draft: Draft
    nouns: Sequence[Weighed] = ()
    owners: Sequence[Weighed] = ()


def unweighed(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> list[Draft]:
    """The drafts as the rules propose them."""
    return drafts


def weigh(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> list[Draft]:
    """The drafts with the heaviest noun and owner of each."""
    return [weighing.draft for weighing in weighings(drafts, scenes, title)]


def weighings(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> Iterator[Weighing]:
    """Each draft as weighed. The same amount in another unit has the noun and owner of the first, the next item of a list
    the owner of the one before, where the rules say so."""
    if not drafts:
        return
    about = owners.about(scenes, title)
    found: dict[int, Draft] = {}
    previous: tuple[Draft, Draft] | None = None  # the row before, as proposed and as weighed
    for figure in figures(drafts, scenes):
        draft = figure.draft
        if (twin := found.get(draft.same_as)) is not None:
            weighed = Weighing(draft._replace(indicator=twin.indicator, subject=twin.subject, shares=twin.shares))
        elif draft.rule in SURE_RULES or draft.dealt:
            weighed = Weighing(draft)
        else:
            weighed = owned(*named(figure), about, previous)
        found[draft.quantity.start] = weighed.draft
        previous = draft, weighed.draft
        yield weighed


def named(figure: Figure) -> tuple[Figure, Sequence[Weighed]]:
    """The figure with the heaviest noun, unless the rules are sure of theirs."""
    draft = figure.draft
    if draft.sources[0] in SURE_NOUNS or is_official(draft.indicator):
        return figure, ()
    found = weigh_nouns(figure, scale("noun"))
    if not draft.indicator and found[0].share < SURE_ENOUGH:
        return figure, found
    if found[0].name != draft.indicator:
        taken = (*(what for what in draft.inherited if what != "indicator"), "indicator:weighed")
        draft = as_growth(draft._replace(indicator=found[0].name, inherited=taken))
    return figure._replace(draft=draft._replace(shares=(found[0].share, draft.shares[1]))), found


def as_growth(draft: Draft) -> Draft:
    """The draft of a percentage whose heaviest noun says that it is a growth: 将全球经济增长预期从|2.8%|上调."""
    sign, thing = grown(draft.indicator)
    if not sign or draft.measure != "level" or draft.quantity.unit != "%" or draft.value < 0:
        return draft
    to = draft.value_to
    return draft._replace(
        measure="change", indicator=thing, value=sign * draft.value, value_to=None if to is None else sign * to
    )


def owned(
    figure: Figure, measured: Sequence[Weighed], about: owners.About, previous: tuple[Draft, Draft] | None
) -> Weighing:
    """The draft of a figure with the heaviest owner, unless the rules are sure of theirs. `measured`: its nouns;
    `previous`: the row before, as proposed and as weighed."""
    draft = figure.draft
    if draft.sources[1] in SURE_OWNERS:
        return Weighing(draft, measured)
    found: Sequence[Weighed] = ()
    if previous is not None and previous[0].subject == draft.subject and goes_on(figure, *previous):
        heaviest = Weighed(previous[1].subject, previous[1].shares[1])
    else:
        found = weigh_owners(figure, about, scale("owner"))
        heaviest = found[0]
    if heaviest.name != draft.subject:
        taken = (*(what for what in draft.inherited if not what.startswith("subject:")), "subject:weighed")
        draft = draft._replace(subject=figure.here.trimmed(heaviest.name), inherited=taken)
    return Weighing(draft._replace(shares=(draft.shares[0], heaviest.share)), measured, found)


def goes_on(figure: Figure, proposed: Draft, weighed: Draft) -> bool:
    """Whether a figure is of whom the row before is, as `proposed` and as `weighed`: the next item of a list, or the growth of
    what has just been stated, with no name or bracket between: PMI为50.8%，|比上月上升0.5个百分点."""
    draft, here = figure.draft, figure.here
    if draft.sources[1] == "listed":
        return True
    growth = draft.measure == "change" and draft.sources == ("inherited", "row_before")
    if not (growth and weighed.subject and draft.sentence == proposed.sentence):
        return False
    first = bisect_right(here.starts, proposed.quantity.start)
    return not {"E", "OPEN"} & {*here.kinds[first : figure.i]}


def figures(drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[Figure]:
    """Each draft where it stands. Drafts are in order of place."""
    found: list[Figure] = []
    begins = {scene.sentence.start: k for k, scene in enumerate(scenes)}
    known: dict[int, tuple[Pieces, owners.Near]] = {}
    for n, draft in enumerate(drafts):
        k = begins[draft.sentence.start]
        if k not in known:
            known[k] = Pieces(scenes[k]), near(k, scenes)
        here, around = known[k]
        i = bisect_right(here.starts, draft.quantity.start) - 1
        before = drafts[max(0, n - nouns.ROWS) : n][::-1]
        found.append(Figure(draft, here, i, around._replace(previous=before[0].subject if before else ""), before))
    return found


def near(k: int, scenes: Sequence[Scene]) -> owners.Near:
    """What stands around all figures of the k-th sentence."""
    paragraph = scenes[k].sentence.paragraph
    first = bisect_left(scenes, paragraph, key=lambda scene: scene.sentence.paragraph)

    def names(j: int) -> tuple[str, ...]:
        return tuple(map(name_of, scenes[j].page.names(j))) if j < k else ()

    return owners.Near(names(k - 1) if k > first else (), names(first), "")


def weigh_nouns(figure: Figure, on: Scale) -> list[Weighed]:
    """What the figure may measure, the heaviest first; where the rules propose nothing, that is among it."""
    draft, here, i, _, before = figure
    found = list(nouns.candidates(draft, i, here, before))
    left = any(noun.side == nouns.LEFT for noun in found)
    fixed = [noun_standing(noun, here, on) for noun in found]
    sums = [
        (noun.name, weight + on.total(nouns.relating(noun, draft, i, here, left)))
        for noun, weight in leading(found, fixed)
    ]
    return shared(sums if draft.indicator else [*sums, ("", NOTHING)])


def weigh_owners(figure: Figure, about: owners.About, on: Scale) -> list[Weighed]:
    """Whose the figure may be, the heaviest first; an empty name is nobody."""
    draft, here, i, near, _ = figure
    found = list(owners.candidates(draft, i, here, near, about))
    fixed = [owner_standing(owner, i, here, about, on) for owner in found]
    return shared(
        (owner.name, weight + on.total(owners.relating(owner, draft, i, here, about)))
        for owner, weight in leading(found, fixed)
    )


def noun_standing(noun: nouns.Noun, here: Pieces, on: Scale) -> float:
    """What a noun weighs for whatever figure of its sentence on the same side of it."""
    key = on, noun.name, noun.piece, noun.side
    if key not in here.answers:
        here.answers[key] = on.total(nouns.standing(noun.name, noun.piece, noun.side, here))
    weight: float = here.answers[key]
    return weight


def owner_standing(owner: owners.Owner, i: int, here: Pieces, about: owners.About, on: Scale) -> float:
    """What an owner weighs for whatever figure of the clause of token i; one from elsewhere, for any of the article."""
    name, piece = owner.name, owner.piece
    side = here.side(piece, i)
    answers, key = (about.answers, (on, name)) if piece is None else (here.answers, (on, name, piece, side))
    if key not in answers:
        answers[key] = on.total(owners.standing(name, piece, here, side, about))
    weight: float = answers[key]
    return weight


def leading(found: Sequence[Candidate], fixed: Sequence[float]) -> Iterator[tuple[Candidate, float]]:
    """The candidates that come from elsewhere too, and the pieces that do not lag behind the best by what they are."""
    least = max(fixed) - LAGGING
    for candidate, weight in zip(found, fixed, strict=True):
        if candidate.tags or weight > least:
            yield candidate, weight


def shared(sums: Iterable[tuple[str, float]]) -> list[Weighed]:
    """Candidates with their shares, the heaviest first; of equal ones the first proposed."""
    found = list(sums)
    most = max(weight for _, weight in found)
    powers = [(name, exp(weight - most)) for name, weight in found]
    whole = sum(power for _, power in powers)
    return sorted((Weighed(name, power / whole) for name, power in powers), key=lambda weighed: -weighed.share)
