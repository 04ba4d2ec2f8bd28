"""What speaks for a candidate of what is measured: on which side of the figure it stands, what stands between, its words.

A piece of evidence is a tuple of words with a weight in `lexicon/noun_weights.tsv`. `standing` answers the aspects of a
candidate that do not depend on the figure, `relating` those that do; each aspect tells its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhibiao.clauses.cues import FALL_NOUNS, GROWTH_NOUNS, SHARE_NOUNS, attribute
from zhibiao.model import Entity
from zhibiao.rows.standard import is_official
from zhibiao.rows.state import Draft
from zhibiao.spans.directions import direction
from zhibiao.weighing.pieces import HELD, SIGHT, Aspect, Evidence, Piece, Pieces, Placed

LEFT, RIGHT, EARLIER, ELSEWHERE = "left", "right", "earlier", "elsewhere"
REACH = 8  # tokens behind the figure
SHORT, MOST = 8, 20  # tokens, and characters of what is measured
ROWS = 3  # rows before whose noun may go on


class Noun(NamedTuple):
    """A candidate: its words; its piece nearest to the figure, and on which side of it; where else it comes from."""

    name: str
    piece: Piece | None
    side: str
    tags: tuple[str, ...]


def candidates(draft: Draft, i: int, here: Pieces, before: Sequence[Draft]) -> Iterator[Noun]:
    """What the figure, token i of its sentence, may measure; each once, and nothing where nothing stands around it.
    `before`: the rows before, the last first."""
    tags: dict[str, list[str]] = {}
    if draft.indicator:
        tags[draft.indicator] = ["proposed"]
    for k, row in enumerate(before[:ROWS]):
        if row.indicator:
            tags.setdefault(row.indicator, []).append(f"of row {k} before")
    measuring = here.once(measuring_pieces)
    pieces = {
        piece.text: (piece, side)
        for piece, side in around(i, here)
        if piece.text == draft.indicator
        or (piece in measuring and not (cut_off(piece.text, draft.indicator) or runs_on(piece, draft, i, here)))
    }
    for name in dict.fromkeys((*tags, *pieces)) or ("",):
        piece, side = pieces.get(name, (None, ELSEWHERE))
        yield Noun(name, piece, side, tuple(tags.get(name, ())))


COUNTED = "counted_behind"  # the source that reads off what a count counts
# What says how a thing moves, or what part it is, and never stands alone.
NEVER_ALONE = GROWTH_NOUNS | FALL_NOUNS | SHARE_NOUNS
NAMES = frozenset({"ORG", "LOC", "PER"})  # that own, and are not what is measured


def measures(piece: Piece, here: Pieces) -> bool:
    """Whether a piece can be what is measured: no name of an owner, no 占比 without what has it, no 增长 alone."""
    span = here.tokens[piece.first].span
    alone = piece.after == piece.first + 1
    named = isinstance(span, Entity) and span.type in NAMES
    return piece.text not in NEVER_ALONE and not (alone and (named or direction(piece.text)))


def measuring_pieces(here: Pieces) -> frozenset[Piece]:
    """The pieces of a sentence that can be what is measured."""
    return frozenset(piece for piece in here.once(short_pieces).pieces if measures(piece, here))


def short_pieces(here: Pieces) -> Placed:
    """The pieces of a sentence that are short enough for what is measured."""
    short = (p for p in here.all if p.after - p.first <= SHORT and len(p.text) <= MOST)
    return Placed.of(p for p in short if not here.holds_count(p))


def cut_off(name: str, proposed: str) -> bool:
    """Whether a name is the proposed one without the 占比 or 增速 that it ends in."""
    return proposed.startswith(name) and proposed[len(name) :] in NEVER_ALONE


def runs_on(piece: Piece, draft: Draft, i: int, here: Pieces) -> bool:
    """Whether a piece is what is counted with what another figure states of it: 28种|蔬菜|平均价格为5元."""
    if draft.sources[0] != COUNTED or piece.first < i or not piece.text.startswith(draft.indicator):
        return False
    behind = here.kinds[piece.after : here.scene.finishes[i]]
    return "Q" in behind and attribute(piece.text[len(draft.indicator) :])


def around(i: int, here: Pieces) -> Iterator[tuple[Piece, str]]:
    """The pieces around a figure with their side, those that count most last: of the clause before, behind, before."""
    short, own, begin = here.once(short_pieces), here.clauses[i], here.scene.opens[i]
    if begin:
        for piece in short.within(max(here.scene.opens[begin - 1], i - SIGHT), begin):
            yield piece, EARLIER
    for piece in short.within(i + 1, i + REACH + 1):
        if piece.clause > own:
            break
        if piece.after <= i + REACH:
            yield piece, RIGHT
    for piece in short.within(max(begin, i - SIGHT), i):
        if piece.after <= i:
            yield piece, LEFT


def standing(name: str, piece: Piece | None, side: str, here: Pieces) -> Iterator[Aspect]:
    """What a candidate is called, and how its piece is bounded."""
    if not name:
        return
    yield called, name, is_official(name)
    if piece is not None:
        first, after = piece.first, piece.after
        yield bounded_by, side, here.edge(first - 1), here.edge(after)
        yield beside_words, side, here.word(first - 1), here.word(after)
        yield made_of, side, here.edges[first], here.edges[after - 1], here.kinds[first:after]


def called(name: str, official: bool) -> Iterator[Evidence]:
    """`official`: whether the statistics bureau calls it so, or a spelling of that."""
    yield "length", str(min(len(name), 10))
    yield "ends", name[-1]
    yield "ends", name[-2:]
    yield "begins", name[0]
    if official:
        yield ("official",)


def bounded_by(side: str, left: str, right: str) -> Iterator[Evidence]:
    yield (side,)
    yield side, "after", left
    yield side, "before", right
    yield side, left, right


def beside_words(side: str, left: str, right: str) -> Iterator[Evidence]:
    """The words of grammar beside a piece; empty where other words stand there."""
    if left:
        yield side, "after word", left
    if right:
        yield side, "before word", right


def made_of(side: str, first: str, last: str, kinds: Sequence[str]) -> Iterator[Evidence]:
    yield side, "as", " ".join(kinds[:6])
    yield side, "from", first, last
    yield side, "words", str(min(len(kinds), 6))
    for kind in HELD:
        if kind in kinds:
            yield side, "holds", kind
    if "E" in kinds:
        yield ("holds a name",)


def relating(noun: Noun, draft: Draft, i: int, here: Pieces, left: bool) -> Iterator[Aspect]:
    """What a candidate is to the figure, token i of its sentence; `left`: whether any stands before it in its clause."""
    name, piece, side, owner, proposed = noun.name, noun.piece, noun.side, draft.subject, draft.indicator
    if not name:
        return
    if noun.tags:
        yield tagged, noun.tags, draft.measure if piece is None else ""
    if name == proposed:
        yield as_proposed, draft.sources[0] or ELSEWHERE, draft.stated
    elif proposed and (name in proposed or proposed in name):
        yield beside, name in proposed
    yield of_kind, name[-2:], draft.quantity.unit, draft.measure
    yield stated, side, draft.stated, left
    if owner and (name in owner or name.startswith(owner)):
        yield owned, "the owner" if name == owner else "in the owner" if name in owner else "begins with the owner"
    if piece is not None and side == LEFT:
        yield leftwards, i - piece.after, here.edges[piece.after : i][:5]
    elif piece is not None and side == RIGHT:
        yield rightwards, piece.first - i - 1, draft.quantity.unit, here.edges[i + 1 : piece.first][:5]


def tagged(tags: Sequence[str], measure: str) -> Iterator[Evidence]:
    """`measure`: of a noun that stands nowhere near the figure."""
    for tag in tags:
        yield (tag,)
        if measure:
            yield tag, measure


def as_proposed(source: str, rule: str) -> Iterator[Evidence]:
    yield "proposed by", source
    yield "proposed in", rule


def beside(inside: bool) -> Iterator[Evidence]:
    yield ("part of the proposed" if inside else "holds the proposed",)


def of_kind(last: str, unit: str, measure: str) -> Iterator[Evidence]:
    yield "ends", last[-1], unit
    yield "ends", last, measure


def stated(side: str, rule: str, left: bool) -> Iterator[Evidence]:
    yield side, "in", rule
    yield side, "some before" if left else "none before"


def owned(how: str) -> Iterator[Evidence]:
    yield (how,)


def leftwards(tokens: int, edges: Sequence[str]) -> Iterator[Evidence]:
    """What stands between a noun and the figure behind it."""
    yield "left by", str(min(tokens, 6))
    yield "left over", *edges


def rightwards(tokens: int, unit: str, edges: Sequence[str]) -> Iterator[Evidence]:
    """What stands between the figure and a noun behind it."""
    yield "right by", str(min(tokens, 6))
    yield "right by", str(min(tokens, 3)), unit
    yield "right over", *edges
