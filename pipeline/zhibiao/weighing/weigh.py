"""The weighing itself: of each draft the heaviest noun, then the heaviest owner.

Rules propose (`rows/`); this weighs what they propose against the other names and nouns that stand around the figure.
Weights are log odds, fitted by `make weights` on annotated articles, and data: `lexicon/owner_weights.tsv` and
`noun_weights.tsv`, one piece of evidence a line. The candidates' shares are a softmax of the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp
from typing import NamedTuple

from zhibiao.clauses.nouns import name_of
from zhibiao.lexicon import lines
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.weighing import nouns, owners
from zhibiao.weighing.pieces import Pieces

Weights = Mapping[str, float]


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


@cache
def weights(of: str) -> Weights:
    """The weights of `owner` or `noun`."""
    return {evidence: float(weight) for evidence, weight in lines(f"{of}_weights")}


def figures(drafts: Sequence[Draft], scenes: Sequence[Scene]) -> list[Figure]:
    """Each draft where it stands. Drafts are in order of place."""
    found: list[Figure] = []
    begins = {scene.sentence.start: k for k, scene in enumerate(scenes)}
    known: dict[int, Pieces] = {}
    for n, draft in enumerate(drafts):
        k = begins[draft.sentence.start]
        here = known.get(k) or known.setdefault(k, Pieces(scenes[k]))
        i = next(j for j, t in enumerate(here.tokens) if t.start <= draft.quantity.start < t.end)
        before = drafts[max(0, n - nouns.ROWS) : n][::-1]
        found.append(Figure(draft, here, i, near(k, scenes, before), before))
    return found


def near(k: int, scenes: Sequence[Scene], before: Sequence[Draft]) -> owners.Near:
    """What stands around the figures of the k-th sentence."""
    paragraph = scenes[k].sentence.paragraph
    first = k
    while first and scenes[first - 1].sentence.paragraph == paragraph:
        first -= 1

    def names(j: int) -> tuple[str, ...]:
        return tuple(map(name_of, scenes[j].page.names(j))) if j < k else ()

    return owners.Near(names(k - 1) if k > first else (), names(first), before[0].subject if before else "")


def weigh_nouns(figure: Figure, given: Weights) -> list[Weighed]:
    """What the figure may measure, the heaviest first; empty where nothing stands around it."""
    draft, here, i, _, before = figure
    found = list(nouns.candidates(draft, i, here, before))
    left = any(noun.side == nouns.LEFT for noun in found)
    sums: list[float] = []
    for noun in found:
        key = (noun.piece.first, noun.piece.after, noun.side) if noun.piece else None
        fixed = here.known.get(key) if key else None
        if fixed is None:
            fixed = total(nouns.standing(noun.name, noun.piece, noun.side, here), given)
            if key:
                here.known[key] = fixed
        sums.append(fixed + total(nouns.relating(noun, draft, i, here, left), given))
    return shared([noun.name for noun in found], sums)


def weigh_owners(figure: Figure, about: owners.About, given: Weights) -> list[Weighed]:
    """Whose the figure may be, the heaviest first; an empty name is nobody."""
    draft, here, i, near, _ = figure
    found = list(owners.candidates(draft, i, here, near, about))
    sums: list[float] = []
    for owner in found:
        piece = owner.piece
        side = here.side(piece, i)
        key = (piece.first, piece.after, side) if piece else None
        fixed = here.known.get(key) if key else None
        if fixed is None:
            fixed = total(owners.standing(owner.name, piece, here, side, about), given) if owner.name else 0.0
            if key:
                here.known[key] = fixed
        sums.append(fixed + total(owners.relating(owner, draft, i, here, about), given))
    return shared([owner.name for owner in found], sums)


def total(evidence: Iterable[str], given: Weights) -> float:
    return sum(map(given.get, evidence, repeat(0.0)))


def shared(names: Sequence[str], sums: Sequence[float]) -> list[Weighed]:
    """Candidates with their shares, the heaviest first; of equal ones the first proposed."""
    most = max(sums, default=0.0)
    powers = [exp(value - most) for value in sums]
    whole = sum(powers)
    found = [Weighed(name, power / whole) for name, power in zip(names, powers, strict=True)]
    return sorted(found, key=lambda weighed: -weighed.share)


# Sources whose answer stands: what they find is read off a form that says so (分别, a quoted price, a race time).
SURE_NOUNS = frozenset(
    "announced apposed at_value conditioned held in_turn labelled points price_of_goods race_time share_price size_behind "
    "taken_away tallied traded_thing".split()
)
SURE_OWNERS = frozenset("appraised dealt declarer described itemised market_index traded".split())
SURE_RULES = frozenset({"against", "structure"})  # two values of one thing


def weigh(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> list[Draft]:
    """The drafts with the heaviest noun and owner of each. The same amount in another unit has those of the first, the next
    item of a list the owner of the one before, where the rules say so."""
    if not drafts:
        return drafts
    about = owners.about(scenes, title)
    found: dict[int, Draft] = {}
    previous: tuple[Draft, Draft] | None = None  # the row before, as proposed and as weighed
    for figure in figures(drafts, scenes):
        draft = figure.draft
        if (twin := found.get(draft.same_as)) is not None:
            settled = draft._replace(indicator=twin.indicator, subject=twin.subject, shares=twin.shares)
        else:
            settled = owned(named(figure), about, previous)
        found[draft.quantity.start] = settled
        previous = draft, settled
    return list(found.values())


def named(figure: Figure) -> Figure:
    """The figure with the heaviest noun, unless the rules are sure of theirs."""
    draft = figure.draft
    if draft.sources[0] in SURE_NOUNS or draft.rule in SURE_RULES or "_dealt" in draft.rule:
        return figure
    noun = weigh_nouns(figure, weights("noun"))[0]
    if noun.name != draft.indicator:
        taken = (*(what for what in draft.inherited if what != "indicator"), "indicator:weighed")
        draft = draft._replace(indicator=noun.name, inherited=taken)
    return figure._replace(draft=draft._replace(shares=(noun.share, draft.shares[1])))


def owned(figure: Figure, about: owners.About, previous: tuple[Draft, Draft] | None) -> Draft:
    """The draft of a figure with the heaviest owner, unless the rules are sure of theirs. `previous`: the row before, as
    proposed and as weighed."""
    draft = figure.draft
    if draft.sources[1] in SURE_OWNERS or draft.rule in SURE_RULES or "_dealt" in draft.rule:
        return draft
    if draft.sources[1] == "listed" and previous is not None and previous[0].subject == draft.subject:
        subject, share = previous[1].subject, previous[1].shares[1]
    else:
        subject, share = weigh_owners(figure, about, weights("owner"))[0]
    if subject != draft.subject:
        taken = (*(what for what in draft.inherited if not what.startswith("subject:")), "subject:weighed")
        draft = draft._replace(subject=subject, inherited=taken)
    return draft._replace(shares=(draft.shares[0], share))
