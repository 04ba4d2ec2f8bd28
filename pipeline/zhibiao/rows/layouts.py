"""How a table is laid out: what are titles, headers, labels, figures, and what the reader of sentences does not get.

| 排名 | 企业 | 单位 | 2024年 | 同比增长（%） |     one header row
| 1    | 甲厂 | 吨   | 100.5  | 5.2           |     a place (a figure before the label), a label, a unit, two figures
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao.grids import Cell
from zhibiao.model import Marks, Quantity, Rejection, Span, Table, Text
from zhibiao.rows.headers import BRACKETS, RANK, WORDS, YEAR, figure_in, is_period, is_unit, without_unit

LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """A table laid out: the lines that say something of all of it, the header rows, the label columns, and the cells
    that hold figures, row by row. A row of one cell among them is a label of those that follow (`groups`)."""

    titles: tuple[Cell, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: int
    unit_column: int
    numbering: frozenset[int]
    owners: frozenset[int]
    ranks: frozenset[int]
    figures: frozenset[Cell]

    @property
    def silent(self) -> frozenset[int]:
        """The columns that say nothing of a row: its number, its place, its unit."""
        return self.numbering | self.ranks | {self.unit_column}

    @property
    def valued(self) -> list[int]:
        """The columns of figures; places may stand before the labels: 排名 | 企业 | 营业收入."""
        leading = [k for k in sorted(self.ranks) if k < self.labels]
        return [*leading, *range(self.labels, max(map(len, self.rows), default=0))]

    def cells(self) -> list[Cell]:
        """Every cell that is no prose: titles, headers, labels, numbering, figures."""
        known = [*self.titles, *(c for row in self.header for c in row)]
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
    figures = {c for row in rows for c in row if is_figure(text[slice(*c)])}
    heads = table.heads or next((k for k, row in enumerate(rows) if figures.intersection(row[1:])), len(rows))
    titles = [next(c for c in row if c[0] < c[1]) for row in rows[:heads] if single(row)]
    header = [row for row in rows[:heads] if not single(row)]
    header = [*map(filled, header[:-1]), *header[-1:]]
    body = rows[heads:]
    figures -= {c for row in rows[:heads] for c in row}
    said = {(k, text[slice(*c)]) for row in header for k, c in enumerate(row)}
    numbering = frozenset(k for k, word in said if word in WORDS["numbering"])
    units = next((k for k, word in said if word in WORDS["unit_column"] and all_units(text, body, k)), -1)
    owners = frozenset(k for k, word in said if BRACKETS.sub("", word) in WORDS["owner"])
    ranks = frozenset(k for k, word in said if RANK.search(without_unit(word)[0]))
    labels = 0
    while labels < width - 1 and (
        labels in numbering
        or labels == units
        or is_label_column(text, body, labels, figures)
        or (labels in ranks and labels + 2 < width and is_label_column(text, body, labels + 1, figures))
    ):
        labels += 1
    figures |= {c for row in body for c in row[labels:] if YEAR.fullmatch(text, *c)}
    figures -= {c for row in body for k, c in enumerate(row) if (k < labels and k not in ranks) or k in numbering}
    above = [block for block in table.above if is_title(text[slice(*block)])]
    return Layout(
        (*above, *titles), tuple(header), tuple(body), labels, units, numbering, owners, ranks, frozenset(figures)
    )


def filled(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """An upper header row with its spanning labels over each column that they span."""
    done: list[Cell] = []
    for cell in row:
        done.append(done[-1] if done and cell[0] == cell[1] else cell)
    return tuple(done)


def is_figure(cell: str) -> bool:
    """Whether a cell holds a figure and nothing else, and no time: 2024 is one only by its place."""
    return bool(cell) and figure_in(cell) is not None and not is_period(cell)


def all_units(text: str, rows: Sequence[Sequence[Cell]], k: int) -> bool:
    """Whether a column holds units only."""
    said = [text[slice(*row[k])] for row in rows if row[k][0] < row[k][1]]
    return bool(said) and all(map(is_unit, said))


def is_label_column(text: str, rows: Sequence[Sequence[Cell]], k: int, figures: set[Cell]) -> bool:
    """Whether most of a column's cells are words or times."""
    said = [row[k] for row in rows if row[k][0] < row[k][1] and not single(row)]
    return sum(c in figures for c in said) * 2 < len(said) or all(is_period(text[slice(*c)]) for c in said)


def is_title(block: str) -> bool:
    """Whether a short line above a table may be its title or its unit."""
    return len(block) <= LONGEST_TITLE and not block.rstrip().endswith(("。", "；", "，"))


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
