"""A huge text in portions, so that its memory is that of one portion and no rule can grow faster than the text.

A text of ordinary length is one portion. A longer one is cut between paragraphs (a paragraph that has no end, between
sentences), never inside a table or between a table and the lines above it that may hold its title and its unit. Each
portion is read by itself: names, topics and contradictions are looked for within it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from zhibiao.model import Sentence, Table, Text

LONGEST = 100_000  # characters: several times the longest press article, a hundred pages


def portions_of(text: Text, longest: int = LONGEST) -> Iterator[Text]:
    """The portions of a text in order, at least one; their `origin` points into the same original."""
    if len(text.mended) <= longest:
        yield text
        return
    sentences, tables = text.sentences, [extent(table) for table in text.tables]
    first = start = 0
    while first < len(sentences) or not start:
        beyond = cut(sentences, tables, first, start + longest)
        end = sentences[beyond].start if beyond < len(sentences) else len(text.mended)
        inside = slice(bisect_left(tables, (start, start)), bisect_left(tables, (end, end)))
        yield Text(
            text.mended[start:end],
            text.origin[start : end + 1],
            tuple(Sentence(s.start - start, s.end - start, s.paragraph, s.kind) for s in sentences[first:beyond]),
            tuple(moved(table, start) for table in text.tables[inside]),
        )
        first, start = beyond, end


def cut(sentences: Sequence[Sentence], tables: Sequence[tuple[int, int]], first: int, reach: int) -> int:
    """The number of the sentence before which a portion that begins with the first one ends."""
    last = max(bisect_right(sentences, reach, key=lambda s: s.start), first + 1)
    if last >= len(sentences):
        return len(sentences)
    allowed = [k for k in range(first + 1, last + 1) if not within(tables, sentences[k].start)]
    between = (k for k in reversed(allowed) if sentences[k].paragraph != sentences[k - 1].paragraph)
    if (found := next(between, allowed[-1] if allowed else 0)) > 0:
        return found
    while last < len(sentences) and within(tables, sentences[last].start):
        last += 1
    return last


def extent(table: Table) -> tuple[int, int]:
    """A table with the lines above it."""
    cells = [*table.above, *table.rows[0], *table.rows[-1]]
    return min(a for a, _ in cells), max(b for _, b in cells)


def within(tables: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place lies inside one of the tables, which are in order."""
    k = bisect_left(tables, (place, place)) - 1
    return k >= 0 and place < tables[k][1]


def moved(table: Table, start: int) -> Table:
    """The table as of a text that begins at `start`."""
    rows = tuple(tuple((a - start, b - start) for a, b in row) for row in table.rows)
    return Table(rows, table.heads, tuple((a - start, b - start) for a, b in table.above))
