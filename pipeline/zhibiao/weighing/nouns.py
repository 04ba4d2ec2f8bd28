"""What speaks for a candidate of what is measured: on which side of the figure it stands, what stands between, its words.

Each piece of evidence is a short name with a weight in `lexicon/noun_weights.tsv`. `standing` tells what does not depend on
the figure, `relating` what does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zhibiao.rows.state import Draft
from zhibiao.weighing.pieces import Piece, Pieces

LEFT, RIGHT, EARLIER, ELSEWHERE = "left", "right", "earlier", "elsewhere"
REACH = 10  # tokens behind the figure
SHORT, MOST = 8, 20  # tokens, and characters of what is measured
ROWS = 3  # rows before whose noun may go on


class Noun(NamedTuple):
    """A candidate: its words; its piece nearest to the figure, and on which side of it; where else it comes from."""

    name: str
    piece: Piece | None
    side: str
    tags: tuple[str, ...]


def candidates(draft: Draft, i: int, here: Pieces, before: Sequence[Draft]) -> Iterator[Noun]:
    """What the figure, token i of its sentence, may measure; each once. `before`: the rows before, the last first."""
    tags: dict[str, list[str]] = {}
    if draft.indicator:
        tags[draft.indicator] = ["proposed"]
    for k, row in enumerate(before[:ROWS]):
        if row.indicator:
            tags.setdefault(row.indicator, []).append(f"of row {k} before")
    pieces = dict(sided(i, here))
    for name in dict.fromkeys((*tags, *pieces)) or ("",):
        piece, side = pieces.get(name, (None, ELSEWHERE))
        yield Noun(name, piece, side, tuple(tags.get(name, ())))


def sided(i: int, here: Pieces) -> Iterator[tuple[str, tuple[Piece, str]]]:
    """The pieces around the figure with their side, those that count most last: of the clause before, behind, before."""
    own, found = here.clauses[i], {LEFT: [], RIGHT: [], EARLIER: []}  # type: dict[str, list[Piece]]
    for piece in here.all:
        if piece.first > i + REACH or piece.clause > own:
            break
        if piece.after - piece.first > SHORT or len(piece.text) > MOST:
            continue
        if piece.clause == own:
            if piece.after <= i:
                found[LEFT].append(piece)
            elif piece.first > i and piece.after <= i + REACH:
                found[RIGHT].append(piece)
        elif piece.clause == own - 1:
            found[EARLIER].append(piece)
    for side in (EARLIER, RIGHT, LEFT):
        for piece in found[side]:
            yield piece.text, (piece, side)


def standing(name: str, piece: Piece | None, side: str, here: Pieces) -> Iterator[str]:
    """What a candidate is called, and how its piece is bounded."""
    if not name:
        return
    yield f"length {min(len(name), 10)}"
    yield f"ends {name[-1]}"
    yield f"ends {name[-2:]}"
    yield f"begins {name[0]}"
    if piece is None:
        return
    first, after = piece.first, piece.after
    left, right = here.edge(first - 1), here.edge(after)
    kinds = here.kinds[first:after]
    yield side
    yield f"{side} after {left}"
    yield f"{side} before {right}"
    yield f"{side} between {left}, {right}"
    yield f"{side} as {' '.join(kinds[:6])}"
    yield f"{side} from {here.edges[first]} to {here.edges[after - 1]}"
    yield f"{side}, words {min(after - first, 6)}"
    if "E" in kinds:
        yield "holds a name"


def relating(noun: Noun, draft: Draft, i: int, here: Pieces, left: bool) -> Iterator[str]:
    """What a candidate is to the figure, token i of its sentence; `left`: whether any stands before it in its clause."""
    name, piece, side, owner = noun.name, noun.piece, noun.side, draft.subject
    measure, unit = draft.measure, draft.quantity.unit
    if not name:
        return
    yield from noun.tags
    if "proposed" in noun.tags:
        yield f"proposed by {draft.sources[0] or ELSEWHERE}"
        yield f"proposed, {draft.rule}"
    yield f"ends {name[-1]} in {unit}"
    yield f"ends {name[-2:]} of a {measure}"
    yield f"{side}, {draft.rule}"
    yield f"{side}, {'some' if left else 'none'} before"
    if owner:
        if name == owner:
            yield "the owner"
        elif name.startswith(owner):
            yield "begins with the owner"
        elif name in owner:
            yield "in the owner"
    if draft.indicator and name != draft.indicator:
        if name in draft.indicator:
            yield "part of the proposed"
        elif draft.indicator in name:
            yield "holds the proposed"
    if piece is None:
        for tag in noun.tags:
            yield f"{tag}, of a {measure}"
        return
    if side == LEFT:
        yield f"left by {min(i - piece.after, 6)}"
        yield f"left over {' '.join(here.edges[piece.after : i][:5])}"
    elif side == RIGHT:
        yield f"right by {min(piece.first - i - 1, 6)}"
        yield f"right by {min(piece.first - i - 1, 3)} in {unit}"
        yield f"right over {' '.join(here.edges[i + 1 : piece.first][:5])}"
