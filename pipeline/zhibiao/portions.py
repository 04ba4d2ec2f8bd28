"""A huge text in portions, so that its memory is that of one portion and no rule can grow faster than the text.

A text of ordinary length is one portion. A longer one is cut between paragraphs (a paragraph that has no end, between
sentences). A table is not cut, nor cut off from the lines above it that may hold its title and its unit; one that is
longer than a portion is cut between rows, and each of its portions begins with its title and its header again. Each
portion is read by itself: names, topics and contradictions are looked for within it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from zhibiao.grids import Cell
from zhibiao.model import Sentence, Table, Text

LONGEST = 50_000  # characters: fifty pages; twice the longest speech or report that a paper prints
LONGEST_TITLE = 100
HEAD_ROWS = 2  # of a table without a rule under its header


def portions_of(text: Text, longest: int = LONGEST) -> Iterator[Text]:
    """The portions of a text in order, at least one; their `origin` points into the same original."""
    if len(text.mended) <= longest:
        yield text
        return
    sentences = text.sentences
    tables = [extent(table) for table in text.tables]
    long = [table for table, (start, end) in zip(text.tables, tables, strict=True) if end - start > longest]
    rows = {first_of(row) for table in long for row in table.rows}
    first = start = 0
    while first < len(sentences) or not start:
        beyond = cut(sentences, tables, rows, first, start + longest)
        end = sentences[beyond].start if beyond < len(sentences) else len(text.mended)
        inside = range(bisect_right(tables, start, key=lambda t: t[1]), bisect_left(tables, (end, end)))
        yield portion(text, (start, end), (first, beyond), [text.tables[k] for k in inside])
        first, start = beyond, end


def cut(sentences: Sequence[Sentence], tables: Sequence[Cell], rows: set[int], first: int, reach: int) -> int:
    """The number of the sentence before which a portion that begins with the first one ends; `rows` are where the rows
    of long tables begin."""
    last = max(bisect_right(sentences, reach, key=lambda s: s.start), first + 1)
    if last >= len(sentences):
        return len(sentences)

    def allowed(k: int) -> bool:
        return sentences[k].start in rows or not within(tables, sentences[k].start)

    possible = [k for k in range(first + 1, last + 1) if allowed(k)]
    between = (k for k in reversed(possible) if sentences[k].paragraph != sentences[k - 1].paragraph)
    if (found := next(between, possible[-1] if possible else 0)) > 0:
        return found
    while last < len(sentences) and not allowed(last):
        last += 1
    return last


def portion(text: Text, extent: Cell, numbers: Cell, tables: Sequence[Table]) -> Text:
    """The text within an extent, with the sentences of these numbers and what is in it of the tables that reach into it;
    when it begins inside one, the title and header of that one before it."""
    start, end = extent
    opened = next((table for table in tables if first_of(table.rows[0]) < start), None)
    stretches = opening(opened) if opened else []
    mended, origin, sentences = "", array(text.origin.typecode), []
    moves: list[tuple[Cell, int]] = []
    for a, b in stretches:
        newline = text.mended.index("\n", b)
        moves.append(((a, b), len(mended) - a))
        within = slice(*(bisect_left(text.sentences, x, key=lambda s: s.start) for x in (a, b)))
        sentences += [moved(s, len(mended) - a) for s in text.sentences[within]]
        mended += text.mended[a:b] + "\n"
        origin += text.origin[a:b] + text.origin[newline : newline + 1]
    repeated = len(mended)
    moves.append((extent, repeated - start))
    sentences += [moved(s, repeated - start) for s in text.sentences[slice(*numbers)]]
    mended += text.mended[start:end]
    origin += text.origin[start : end + 1]
    here = [
        Table(
            tuple(tuple(placed(cell, moves) for cell in row) for row in table.rows if lies_in(row, moves)),
            table.heads,
            tuple(placed(block, moves) for block in table.above if lies_in([block], moves)),
        )
        for table in tables
    ]
    return Text(mended, origin, tuple(sentences), tuple(here), repeated)


def extent(table: Table) -> Cell:
    """A table with the lines above it."""
    cells = [*table.above, *table.rows[0], *table.rows[-1]]
    return min(a for a, _ in cells), max(b for _, b in cells)


def opening(table: Table) -> list[Cell]:
    """The stretches of a table that say something of all of it: the lines above it and its header."""
    titles = [(a, b) for a, b in table.above if b - a <= LONGEST_TITLE]
    return [*titles, *((first_of(row), row[-1][1]) for row in table.rows[: table.heads or HEAD_ROWS])]


def first_of(row: Sequence[Cell]) -> int:
    """Where the first cell of a row that holds something begins."""
    return next((a for a, b in row if a < b), row[0][0])


def within(tables: Sequence[Cell], place: int) -> bool:
    """Whether a place lies inside one of the tables, which are in order."""
    k = bisect_left(tables, (place, place)) - 1
    return k >= 0 and place < tables[k][1]


def lies_in(row: Sequence[Cell], moves: Sequence[tuple[Cell, int]]) -> bool:
    """Whether a row is among the stretches that are moved."""
    return any(a <= first_of(row) < b for (a, b), _ in moves)


def placed(cell: Cell, moves: Sequence[tuple[Cell, int]]) -> Cell:
    """A cell in its new place. Empty ones before the first that holds something come to stand where that begins."""
    (first, _), by = next((move for move in moves if cell[0] < move[0][1]), moves[-1])
    return max(cell[0], first) + by, max(cell[1], first) + by


def moved(sentence: Sentence, by: int) -> Sentence:
    """The sentence so many characters further on."""
    return sentence._replace(start=sentence.start + by, end=sentence.end + by)
