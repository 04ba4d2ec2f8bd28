"""Glyphs on a page → lines in reading order: columns told apart by their gutters, spanning lines between them.

    大标题横贯两栏              a row that crosses the gutter: read before what is below
    左栏第一行    右栏第一行     rows with an empty strip in common: the left side first,
    左栏第二行    右栏第二行     then the right one, each read in the same way again

All lengths are in points, y grows upwards. A table's columns are no text columns: their cells are short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box. `spaced`: a space stands before it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    spaced: bool = False

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of one column: its text, its box, its size, the edges of its column, and how wide its beginning is that no
    line break may split (a word, a figure, a character with its brackets)."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    column: tuple[float, float]
    lead: float = 0.0


# A gutter is at least so wide, in sizes of the text, and so few rows cross it.
GUTTER, CROSSING = 0.9, 0.4
# Lines of a text column are at least so long, in sizes of the text: shorter ones are cells.
COLUMN_LINE = 8.0
CELL_GAP = 1.5
LARGER = 1.25  # times the size of another glyph

Row = list[Glyph]


def lines_of(glyphs: Sequence[Glyph]) -> list[PageLine]:
    """The lines of a page in reading order."""
    return list(read_region(rows_of(glyphs))) if glyphs else []


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Glyphs at one height, from top to bottom, each row from left to right. A small raised glyph comes first and does not
    say how high its row is: the larger ones do."""
    rows: list[Row] = []
    height = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: -g.middle):
        if rows and abs(height - glyph.middle) < 0.5 * min(glyph.size, size):
            rows[-1].append(glyph)
            if glyph.size <= LARGER * size:
                continue
        else:
            rows.append([glyph])
        height, size = glyph.middle, glyph.size
    for row in rows:
        row.sort(key=lambda g: g.left)
    return rows


def read_region(rows: list[Row]) -> Iterator[PageLine]:
    """The lines of a region: by its gutter, else cut at its widest empty band where that shows one, else as they are."""
    strip = gutter(rows)
    if strip is not None:
        yield from read_columns(rows, strip)
    elif (cut := band(rows)) is not None:
        yield from read_region(rows[:cut])
        yield from read_region(rows[cut:])
    else:
        yield from column_lines(rows)


def read_columns(rows: list[Row], strip: tuple[float, float]) -> Iterator[PageLine]:
    """Runs of rows that leave the strip empty are read side by side; rows that cross it come between the runs."""
    run: list[Row] = []
    crossing: list[Row] = []
    for row in rows:
        if crosses(row, strip):
            yield from sides(run, strip)
            run = []
            crossing.append(row)
        else:
            if crossing:
                yield from column_lines(crossing)
                crossing = []
            run.append(row)
    yield from column_lines(crossing)
    yield from sides(run, strip)


def sides(rows: list[Row], strip: tuple[float, float]) -> Iterator[PageLine]:
    """What is left of the strip, then what is right of it."""
    middle = (strip[0] + strip[1]) / 2
    for side in (
        [[g for g in row if g.right <= middle] for row in rows],
        [[g for g in row if g.right > middle] for row in rows],
    ):
        yield from read_region([row for row in side if row])


def gutter(rows: list[Row]) -> tuple[float, float] | None:
    """The vertical strip that the fewest rows cross, if they are few and text columns stand on both sides, else None."""
    if len(rows) < 4:
        return None
    size = median(g.size for row in rows for g in row)
    pieces = [runs(row, GUTTER * size) for row in rows]
    edges = sorted({x for row in pieces for piece in row for x in piece})
    spans = [(a, b, sum(x < (a + b) / 2 < y for row in pieces for x, y in row)) for a, b in pairwise(edges)]
    for level in sorted({count for _, _, count in spans if count <= CROSSING * len(rows)}):
        strips = [s for s in emptier(spans, level) if s[1] - s[0] >= GUTTER * size and flanked(pieces, *s, size)]
        if strips:
            return max(strips, key=lambda s: s[1] - s[0])
    return None


def emptier(spans: list[tuple[float, float, int]], level: int) -> Iterator[tuple[float, float]]:
    """The longest stretches that at most `level` rows cross."""
    start: float | None = None
    end = 0.0
    for left, right, count in spans:
        if count <= level:
            start, end = left if start is None else start, right
        elif start is not None:
            yield start, end
            start = None
    if start is not None:
        yield start, end


def flanked(pieces: list[list[tuple[float, float]]], left: float, right: float, size: float) -> bool:
    """Whether lines of text end left of a strip and begin right of it, and most of them are no cells."""
    before = [b - a for row in pieces for a, b in row if b <= left + 1]
    behind = [b - a for row in pieces for a, b in row if a >= right - 1]
    return all(len(side) >= 2 and median(side) >= COLUMN_LINE * size for side in (before, behind))


def runs(row: Row, gap: float) -> list[tuple[float, float]]:
    """The stretches of ink of a row; gaps below `gap` are within one."""
    found: list[tuple[float, float]] = []
    for glyph in row:
        if found and glyph.left - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], glyph.right))
        else:
            found.append((glyph.left, glyph.right))
    return found


def crosses(row: Row, strip: tuple[float, float]) -> bool:
    """Whether a row's ink reaches over the strip."""
    middle = (strip[0] + strip[1]) / 2
    return any(a < middle < b for a, b in runs(row, strip[1] - strip[0]))


def band(rows: list[Row]) -> int | None:
    """Where to cut a region in two at its widest empty band, if one of the parts then has a gutter."""
    if len(rows) < 6:
        return None
    gaps = [(min(g.bottom for g in a) - max(g.top for g in b), k) for k, (a, b) in enumerate(pairwise(rows), 1)]
    for width, cut in sorted(gaps, reverse=True)[:4]:
        if width > 0 and (gutter(rows[:cut]) or gutter(rows[cut:])):
            return cut
    return None


def column_lines(rows: list[Row]) -> Iterator[PageLine]:
    """The rows of one column as lines."""
    if not rows:
        return
    lefts, rights = sorted(r[0].left for r in rows), sorted(max(g.right for g in r) for r in rows)
    column = (lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])
    for row in rows:
        yield PageLine(
            line_text(row),
            row[0].left,
            max(g.right for g in row),
            max(g.top for g in row),
            min(g.bottom for g in row),
            size_of(row),
            column,
            lead_of(row),
        )


def size_of(row: Row) -> float:
    """The size of a row's Chinese characters, if it has any: a font's letters, figures and marks are lower."""
    return median([g.size for g in row if chinese(g.text)] or [g.size for g in row])


def chinese(text: str) -> bool:
    """Whether a text has a Chinese character, which its size can be told by."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


# What may not end a line, what may not begin one, and what is not split (Requirements for Chinese Text Layout, W3C).
OPENING, CLOSING = "“‘（《〈【「『(", "，。、；：！？”’）》〉】」』,.;:!?)%％…"


def lead_of(row: Row) -> float:
    """The width of the beginning of a line that must stay together."""
    k = 0
    while k < len(row) - 1 and row[k].text in OPENING:
        k += 1
    while k < len(row) - 1 and row[k].text.isascii() and row[k + 1].text.isascii() and not row[k + 1].spaced:
        k += 1
    while k < len(row) - 1 and row[k + 1].text in CLOSING:
        k += 1
    return row[k].right - row[0].left


def line_text(row: Row) -> str:
    """The characters of a row; a wide gap is a tab (the next cell of a table), a space one where the page has one."""
    pieces: list[str] = []
    for before, glyph in zip([None, *row], row, strict=False):
        if before is not None:
            if glyph.left - before.right >= CELL_GAP * glyph.size:
                pieces.append("\t")
            elif glyph.spaced:
                pieces.append(" ")
        pieces.append(glyph.text)
    return "".join(pieces)
