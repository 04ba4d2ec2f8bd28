"""How a table is laid out: what are titles, headers, labels, figures, and what the reader of sentences does not get.

| 排名 | 企业 | 单位 | 2024年 | 同比增长（%） |     one header row
| 1    | 甲厂 | 吨   | 100.5  | 5.2           |     a place (a figure before the label), a label, a unit, two figures
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zhibiao.grids import Cell
from zhibiao.model import Marks, Quantity, Rejection, Span, Table, Text
from zhibiao.tables.entries import holds_figure, is_nothing, is_plain
from zhibiao.tables.headers import BRACKETS, RANK, YEAR, is_period, without_unit
from zhibiao.tables.scales import WORDS, is_unit

LONGEST_TITLE = 60
# What explains the table before it: no title of the one behind it.
NOTE = re.compile(r"[（(]?(?:注|说明|备注|附注)\s*[0-9]{0,2}\s*[:：.、]")
# A row that numbers the columns: 甲 | 1 | 2 | 3=1-2.
COLUMN_NUMBER = re.compile(r"[(（]?(?P<n>[0-9]{1,2})[)）]?(?:\s*=.{1,16})?")
DIGIT = re.compile("[0-9０-９]")
NUMBERS_COLUMNS = WORDS["column_number"] | {""}


@dataclass(frozen=True, slots=True)
class Layout:
    """A table laid out: the lines that say something of all of it, the header rows, the label columns, and the cells
    that hold figures, row by row. A row of one cell among them is a label of those that follow (`groups`). `asides`:
    the columns that are neither label nor figure of a quantity (规格, 比分); `numbers`: a row that numbers the columns."""

    titles: tuple[Cell, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: int
    unit_column: int
    numbering: frozenset[int]
    owners: frozenset[int]
    ranks: frozenset[int]
    figures: frozenset[Cell]
    asides: frozenset[int] = frozenset()
    numbers: tuple[Cell, ...] = ()

    @property
    def silent(self) -> frozenset[int]:
        """The columns that say nothing of a row: its number, its place, its unit, what is beside the point."""
        return self.numbering | self.ranks | self.asides | {self.unit_column}

    @property
    def valued(self) -> list[int]:
        """The columns of figures; places may stand before the labels: 排名 | 企业 | 营业收入."""
        leading = [k for k in sorted(self.ranks) if k < self.labels]
        return [*leading, *range(self.labels, max(map(len, self.rows), default=0))]

    def cells(self) -> list[Cell]:
        """Every cell that is no prose: titles, headers, labels, numbering, figures."""
        known = [*self.titles, *self.numbers, *(c for row in self.header for c in row)]
        for row in self.rows:
            known += [c for k, c in enumerate(row) if k < self.labels or k in self.silent]
            known += row if single(row) else [c for c in row if c in self.figures]
        return known


def single(row: Sequence[Cell]) -> bool:
    """Whether a row says one thing only."""
    return sum(a < b for a, b in row) == 1


def lay_out(text: str, table: Table) -> Layout:
    """A table's layout, by what its cells hold."""
    width = max(map(len, table.rows))
    rows = [(*row, *((row[-1][1], row[-1][1]),) * (width - len(row))) for row in table.rows]
    rows = [once(text, row) for row in rows]
    figures = {c for row in rows for c in row if is_figure(text[slice(*c)])}
    heads = header_end(text, rows, table.heads, figures)
    titles = [next(c for c in row if c[0] < c[1]) for row in rows[:heads] if single(row)]
    header = [row for row in rows[:heads] if not single(row)]
    header = [*map(filled, header[:-1]), *header[-1:]]
    numbers: tuple[Cell, ...] = ()
    if header and heads < len(rows) and numbers_columns(text, rows[heads]):
        numbers, heads = rows[heads], heads + 1
    body = rows[heads:]
    figures -= {c for row in rows[:heads] for c in row}
    above = [block for block in table.above if is_title(text[slice(*block)])]
    columns = sorted_columns(text, header, body, figures)
    labels = label_columns(text, body, columns, figures)
    figures |= {c for row in body for c in row[labels:] if YEAR.fullmatch(text, *c)}
    figures -= {
        c
        for row in body
        for k, c in enumerate(row)
        if (k < labels and k not in columns.ranks) or k in columns.numbering | columns.asides
    }
    return Layout(
        (*above, *titles),
        tuple(header),
        tuple(body),
        labels,
        columns.units,
        columns.numbering,
        columns.owners,
        columns.ranks,
        frozenset(figures),
        columns.asides,
        numbers,
    )


class Columns(NamedTuple):
    """Which columns are what, as their headers say: line numbers, places in an order, owners, what is beside the point;
    `units`: the column of units, or -1."""

    numbering: frozenset[int]
    ranks: frozenset[int]
    owners: frozenset[int]
    asides: frozenset[int]
    units: int


def sorted_columns(
    text: str, header: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]], figures: set[Cell]
) -> Columns:
    """What the headers say of their columns."""
    said = {(k, text[slice(*c)]) for row in header for k, c in enumerate(row)}
    units = next((k for k, word in said if word in WORDS["unit_column"] and all_units(text, body, k)), -1)
    owners = {k for k, word in said if BRACKETS.sub("", word) in WORDS["owner"] or word in WORDS["owner"]}
    owners |= {k for k, word in said if word in WORDS["unit_column"] and k != units}  # 单位: who, not in what
    return Columns(
        frozenset(k for k, word in said if word in WORDS["numbering"]),
        frozenset(k for k, word in said if RANK.search(without_unit(word)[0])),
        frozenset(owners),
        frozenset(k for k, word in said if BRACKETS.sub("", word) in WORDS["aside"]),
        units,
    )


def label_columns(text: str, body: Sequence[Sequence[Cell]], columns: Columns, figures: set[Cell]) -> int:
    """How many columns at the left say what the figures of a row are of."""
    width = max(map(len, body), default=0)
    labels = 0
    while labels < width - 1 and (
        labels in columns.numbering | columns.asides
        or labels == columns.units
        or is_label_column(text, body, labels, figures)
        or (labels in columns.ranks and labels + 2 < width and is_label_column(text, body, labels + 1, figures))
    ):
        labels += 1
    return labels


def once(text: str, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row whose cells all say the same, as a merged cell is written, with its first cell alone."""
    said = {text[slice(*c)] for c in row}
    if len(row) < 3 or len(said) != 1 or is_nothing(text[slice(*row[0])]) or is_figure(text[slice(*row[0])]):
        return row
    return (row[0], *((a, a) for a, _ in row[1:]))


def header_end(text: str, rows: Sequence[Sequence[Cell]], given: int, figures: set[Cell]) -> int:
    """How many rows are above the first of the body. `given`: how many stand above a rule, which a page with two header
    rows draws under the first."""
    end = given or next((k for k, row in enumerate(rows) if is_body(text, row, figures)), len(rows))
    while 0 < end < len(rows) and goes_on_above(text, rows[end - 1], rows[end], figures):
        end += 1
    return end


def is_body(text: str, row: Sequence[Cell], figures: set[Cell]) -> bool:
    """Whether a row behind its first cell has figures, or says that it has none."""
    if figures.intersection(row[1:]):
        return True
    marked = [c for c in row[1:] if c[0] < c[1] and is_nothing(text[slice(*c)])]
    return row[0][0] < row[0][1] and 2 * len(marked) > len(row) - 1


def goes_on_above(text: str, above: Sequence[Cell], row: Sequence[Cell], figures: set[Cell]) -> bool:
    """Whether a row is one more of the header: it has no numeral that could be a value, and no label of its own, or says
    units, times and kinds of value only."""
    cells = [text[slice(*c)] for c in row]
    if sum(map(bool, cells)) < 2 or any(is_plain(c) and not is_period(c) for c in cells[1:]):
        return False
    if any(c and is_nothing(c) for c in cells[1:]):
        return False
    if not cells[0] or (cells[0] == text[slice(*above[0])] and not figures.intersection(row)):
        return True
    return not figures.intersection(row) and all(is_header_word(c) for c in cells[1:] if c)


def is_header_word(cell: str) -> bool:
    """Whether a cell says what only headers do: a unit, a time, a kind of value."""
    rest, unit = without_unit(cell)
    return bool(unit and not rest) or is_period(cell) or rest in WORDS["generic"] or rest in WORDS["growth"]


def numbers_columns(text: str, row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: 甲 | 1 | 2 | 3=1-2."""
    cells = [text[slice(*c)] for c in row]
    found = [COLUMN_NUMBER.fullmatch(c) for c in cells if c not in NUMBERS_COLUMNS]
    if len(found) < 2 or (len(found) == len(cells) and len(found) < 4):
        return False
    numbers = [int(m["n"]) for m in found if m]
    return (
        len(numbers) == len(found) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 3
    )


def filled(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """An upper header row with its spanning labels over each column that they span."""
    done: list[Cell] = []
    for cell in row:
        done.append(done[-1] if done and cell[0] == cell[1] else cell)
    return tuple(done)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure and nothing else, and no time: 2024 is one only by its place."""
    return bool(cell) and holds_figure(cell) and not is_period(cell)


def all_units(text: str, rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column holds units only."""
    said = [text[slice(*row[k])] for row in rows if row[k][0] < row[k][1]]
    return bool(said) and all(map(is_unit, said))


def is_label_column(text: str, rows: Sequence[Sequence[Cell]], k: int, figures: set[Cell]) -> bool:
    """Whether most of a column's cells are words or times."""
    said = [row[k] for row in rows if not single(row) and not is_nothing(text[slice(*row[k])])]
    numbered = [
        c for c in said if c in figures and (k or DIGIT.search(text, *c))
    ]  # 一组, 三车间 are labels at the left
    return len(numbered) * 2 < len(said) or all(is_period(text[slice(*c)]) for c in said)


def is_title(block: str) -> bool:
    """Whether a short line above a table may be its title or its unit."""
    return len(block) <= LONGEST_TITLE and not NOTE.match(block) and not block.rstrip().endswith(("。", "；", "，"))


def set_aside(text: Text, layouts: Sequence[Layout], marks: Marks) -> tuple[Marks, list[Rejection]]:
    """The marks that the reader of sentences gets, and the figures that it does not: those of tables (`header` until a
    cell makes them a row) and of page furniture."""
    cells = sorted(c for layout in layouts for c in layout.cells() if c[0] < c[1])
    furniture = [(s.start, s.end) for s in text.sentences if s.kind == "furniture"]
    if not cells and not furniture:
        return marks, []
    kept: list[Quantity] = []
    aside: list[Rejection] = []
    for q in marks.quantities:
        if covers(furniture, q):
            aside.append(Rejection(q, "furniture"))
        elif covers(cells, q):
            aside.append(Rejection(q, "header"))
        else:
            kept.append(q)
    figures = sorted(c for layout in layouts for c in layout.figures)
    free = (
        tuple(t for t in marks.times if not covers(figures, t)),
        tuple(n for n in marks.labels if not covers(figures, n)),
    )
    return Marks(tuple(kept), *free), aside


def covers(cells: Sequence[Cell], span: Span) -> bool:
    """Whether one of the cells, which are in order, holds the beginning of a span."""
    k = bisect_left(cells, (span.start + 1, 0)) - 1
    return k >= 0 and cells[k][0] <= span.start < cells[k][1]
