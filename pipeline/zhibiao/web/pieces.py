"""An article's text cut into pieces at its figures, times and names; the pieces together are the text again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhibiao.model import Mention, Row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original. `kind` is `row`, `rejected`, `time`, `entity` or empty; `type` a row's measure, a
    rejected numeral's reason, a kind of time or of name; `row` the id of the row."""

    start: int
    text: str
    kind: str = ""
    type: str = ""
    row: str = ""
    value: str = ""


def pieces(original: str, rows: Iterable[Row], mentions: Iterable[Mention]) -> list[Piece]:
    """The pieces in order. Where two overlap, a row stands before a rejected numeral, a time and a name; of two rows
    that of a person before one of the rules, then the longer."""
    wanted = [
        *sorted(of_rows(rows), key=lambda p: (not p.value, -len(p.text))),
        *(p for kind in ("rejected", "time", "entity") for p in of_mentions(mentions, kind)),
    ]
    taken = bytearray(len(original))
    kept: list[Piece] = []
    for piece in wanted:
        end = piece.start + len(piece.text)
        if piece.text and end <= len(original) and not any(taken[piece.start : end]):
            taken[piece.start : end] = b"\1" * len(piece.text)
            kept.append(piece)
    return list(filled(original, sorted(kept, key=lambda p: p.start)))


def of_rows(rows: Iterable[Row]) -> Iterator[Piece]:
    for row in rows:
        yield Piece(row.start, row.text, "row", row.measure, row.row, row.status)


def of_mentions(mentions: Iterable[Mention], kind: str) -> Iterator[Piece]:
    for m in mentions:
        if m.kind == kind:
            yield Piece(m.start, m.text, kind, m.type, "", m.value)


def filled(original: str, marked: list[Piece]) -> Iterator[Piece]:
    """The marked pieces and the plain text between them."""
    place = 0
    for piece in marked:
        if piece.start > place:
            yield Piece(place, original[place : piece.start])
        yield piece
        place = piece.start + len(piece.text)
    if place < len(original):
        yield Piece(place, original[place:])
