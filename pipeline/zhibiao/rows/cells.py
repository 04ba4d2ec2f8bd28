"""Tables → drafts: one for each cell that holds a figure, by the same readers of figures, times and growth.

A table is laid out first (what are headers, what are figures), so that its figures are kept from the reader of
sentences; cells of prose go to that one. Then each figure gathers what the labels above and beside it say.

    单位：亿元      表1 甲市主要指标（单位：亿元）
    | 指标         | 2024年 | 同比增长（%） |     labels of the columns
    | 出口         | 100.5  | 5.2           |     label of the row, two figures
    | 其中：机电    | 60     | 7.1           |     part of the row above
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zhibiao.grids import Cell
from zhibiao.model import Marks, Period, Quantity, Rejection, Sentence, Span, Table, Text
from zhibiao.page import Page
from zhibiao.rows.cues import FORECAST, TARGET
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.headers import (
    UNIT_LINE,
    WORDS,
    YEAR,
    Label,
    figure_in,
    is_period,
    is_unit,
    read_label,
    thing_of,
    units_in,
)
from zhibiao.rows.measures import read
from zhibiao.rows.periods import relation
from zhibiao.rows.state import Draft
from zhibiao.spans import times

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
    figures: frozenset[Cell]

    @property
    def silent(self) -> frozenset[int]:
        """The columns that say nothing of a row: its number, its unit."""
        return self.numbering | {self.unit_column}

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
    owners = frozenset(k for k, word in said if word in WORDS["owner"])
    labels = 0
    while labels < width - 1 and (
        labels in numbering or labels == units or is_label_column(text, body, labels, figures)
    ):
        labels += 1
    figures |= {c for row in body for c in row[labels:] if YEAR.fullmatch(text, *c)}
    figures -= {c for row in body for k, c in enumerate(row) if k < labels or k in numbering}
    above = [block for block in table.above if is_title(text[slice(*block)])]
    return Layout((*above, *titles), tuple(header), tuple(body), labels, units, numbering, owners, frozenset(figures))


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


# ------------------------------------------------------------------ what the labels say


@dataclass
class Reader:
    """One table on its page: `whole` is what its titles say of all of it, `units` the units they state."""

    page: Page
    layout: Layout
    anchor: dt.date | None

    def __post_init__(self) -> None:
        self.known: dict[tuple[Cell, Period | None], Label] = {}
        titles = [self.label(c) for c in self.layout.titles]
        corner = [line[0] for line in self.layout.header[:1]]
        stated = (units_in(self.said(c)) for c in (*reversed(self.layout.titles), *corner))
        self.units: Sequence[str] = next(filter(None, stated), [])
        self.whole = Label(
            rest=next(filter(None, (thing_of(t.rest) for t in titles if not UNIT_LINE.search(t.rest))), ""),
            period=next((t.period for t in reversed(titles) if t.period), None),
            subject=next((t.subject for t in titles if t.subject), ""),
        )

    def said(self, cell: Cell) -> str:
        return self.page.text[slice(*cell)]

    def label(self, cell: Cell, context: Period | None = None) -> Label:
        """What a header says."""
        if (cell, context) not in self.known:
            k = bisect_left(self.page.begins, cell[0] + 1) - 1
            names = self.page.names(k) if k >= 0 else []
            self.known[cell, context] = read_label(self.said(cell), names, self.anchor, context)
        return self.known[cell, context]

    def drafts(self) -> list[Draft]:
        """A draft for each figure that some label says something of; the rows that begin with 其中 are parts of the last
        row that does not."""
        layout = self.layout
        found: list[Draft] = []
        group: tuple[Cell, ...] = ()
        wholes: dict[int, Draft] = {}
        for row in layout.rows:
            if single(row) and not layout.figures.intersection(row):
                group = tuple(c for c in row if c[0] < c[1])
                continue
            beside = [self.label(c, self.whole.period) for c in group]
            for k, c in enumerate(row[: layout.labels]):
                if k not in layout.silent and c[0] < c[1]:
                    label = self.label(c, self.whole.period)
                    beside.append(owning(label) if k in layout.owners else label)
            for k in range(layout.labels, len(row)):
                draft = self.draft(row, k, beside) if row[k] in layout.figures else None
                if draft is None:
                    continue
                if not any(label.part for label in beside):
                    wholes[k] = draft
                elif k in wholes and kind_of(wholes[k]) == kind_of(draft):
                    draft = replace(draft, part_of=wholes[k].quantity.start)
                found.append(draft)
        return found

    def column(self, k: int, period: Period | None) -> tuple[list[Label], Period | None]:
        """The labels of a column and its period: a column that states none is of the time of the one to its left."""
        for place in range(k, self.layout.labels - 1, -1):
            labels = [self.label(line[place], period) for line in self.layout.header if line[place][0] < line[place][1]]
            stated = next((x.period for x in reversed(labels) if x.period), None)
            if place == k:
                own = labels
            if stated:
                return own, stated
        return own, period

    def draft(self, row: Sequence[Cell], k: int, beside: Sequence[Label]) -> Draft | None:
        """The draft of one cell."""
        above, period = self.column(k, next((x.period for x in reversed(beside) if x.period), self.whole.period))
        labels = [*beside, *above]
        subject = next((x.subject for x in reversed(labels) if x.subject), self.whole.subject)
        stated = "".join(x.rest for x in labels) or self.whole.rest or "".join(x.total for x in labels)
        own = self.said(row[self.layout.unit_column]) if self.layout.unit_column >= 0 else ""
        unit = next((x.unit for x in reversed(labels) if x.unit), own) or shared_unit(self.units, stated)
        figure = figure_in(self.said(row[k]), unit)
        if figure is None or not (stated or subject):
            return None
        quantity = placed(self.page.text, row[k], *figure)
        frame = read(Context(quantity, stated, ""))
        fallen = frame.measure == "change" and frame.sign < 0 and quantity.value > 0
        sentence = self.line(row)
        return Draft(
            quantity,
            sentence,
            (sentence.start, sentence.end),
            "cell",
            frame.measure,
            -quantity.value if fallen else quantity.value,
            quantity.value_to,
            frame.own or stated[: frame.head] or self.whole.rest or "".join(x.total for x in labels),
            subject,
            basis_of(frame, self.anchor),
            "forecast" if FORECAST.search(stated) else "target" if TARGET.search(stated) else "actual",
            "",
            period,
            period.text if period else "",
            inherited=("period",) if period is not None and period is self.whole.period else (),
        )

    def line(self, row: Sequence[Cell]) -> Sentence:
        """The row as the sentence of its figures."""
        k = max(0, bisect_left(self.page.begins, row[0][0] + 1) - 1)
        return Sentence(row[0][0], max(b for _, b in row), self.page.sentences[k].paragraph, "table")


def owning(label: Label) -> Label:
    """A label of a column of owners: what it names is the owner, whether it is known as a name or not."""
    return label if label.total or not label.rest else replace(label, subject=label.subject + label.rest, rest="")


def placed(text: str, cell: Cell, offset: int, figure: Quantity) -> Quantity:
    """The figure of a cell where it stands, from its sign through its last character but a note's star."""
    start = cell[0] + offset
    end = start + len(text[start : cell[1]].rstrip("*＊"))
    return replace(figure, start=start, end=end, lead=start, trail=end, text=text[start:end], rule="cell")


def kind_of(draft: Draft) -> tuple[str, str]:
    """What must be the same of a part and its whole; only levels have parts."""
    return (draft.quantity.unit, draft.measure) if draft.measure == "level" else ("", str(draft.quantity.start))


def shared_unit(units: Sequence[str], stated: str) -> str:
    """The unit of the table that fits a figure: % for growth and shares, else the first other one."""
    percent = [u for u in units if u in ("%", "％", "‰")]
    relative = read(Context(Quantity(0, 1, "1", "cell", Decimal(1), unit="%", dimension="percent"), stated, "")).measure
    if relative != "level" and percent:
        return percent[0]
    return next((u for u in units if u not in percent), "") if relative == "level" or not percent else percent[0]


def basis_of(frame: Frame, anchor: dt.date | None) -> str:
    """What a change is measured against, as its header says."""
    if frame.relation == "whole":
        return frame.against
    if frame.relation or not frame.against:
        return frame.relation
    said = times.find(frame.against)
    return (relation(said[-1], None, anchor) if said else "") or frame.against


def read_tables(
    page: Page, layouts: Sequence[Layout], aside: Sequence[Rejection], anchor: dt.date | None
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of all tables of a page, and what was set aside and became none."""
    drafts = [draft for layout in layouts for draft in Reader(page, layout, anchor).drafts()]
    taken = sorted((d.quantity.start, d.quantity.end) for d in drafts)
    return drafts, [r for r in aside if not covers(taken, r.span)]
