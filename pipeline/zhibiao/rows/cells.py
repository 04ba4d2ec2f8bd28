"""Tables → drafts: one for each cell that holds a figure, by the same readers of figures, times and growth.

A table has been laid out before (`layouts`), so that its figures are kept from the reader of sentences; cells of prose
go to that one. Here each figure gathers what the labels above and beside it say.

    单位：亿元      表1 甲市主要指标（单位：亿元）
    | 指标         | 2024年 | 同比增长（%） |     labels of the columns
    | 出口         | 100.5  | 5.2           |     label of the row, two figures
    | 其中：机电    | 60     | 7.1           |     part of the row above
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from zhibiao import times
from zhibiao.grids import Cell
from zhibiao.model import Entity, Period, Quantity, Rejection, Sentence
from zhibiao.page import Page
from zhibiao.rows.cues import FORECAST, SHARE_NOUNS, TARGET
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.headers import (
    BRACKETS,
    UNIT_LINE,
    Label,
    figure_in,
    owns,
    place_of,
    rate_unit,
    read_label,
    thing_of,
    units_in,
)
from zhibiao.rows.layouts import Layout, covers, single
from zhibiao.rows.measures import read
from zhibiao.rows.state import Draft
from zhibiao.times import relation


@dataclass
class Reader:
    """One table on its page: `whole` is what its titles say of all of it, `units` the units they state."""

    page: Page
    layout: Layout
    anchor: dt.date | None
    headline: Callable[[], Entity | None]

    def __post_init__(self) -> None:
        self.known: dict[tuple[Cell, Period | None], Label] = {}
        titles = [self.label(c) for c in self.layout.titles]
        corner = [line[0] for line in self.layout.header[:1]]
        stated = (units_in(self.said(c)) for c in (*reversed(self.layout.titles), *corner))
        self.units: Sequence[str] = next(filter(None, stated), [])
        lines = (
            [BRACKETS.sub("", self.said(c)) for c in self.layout.header[-1][: self.layout.labels] if c[0] < c[1]]
            if self.layout.header
            else []
        )
        self.whole = Label(
            rest=next(filter(None, (thing_of(t.rest, lines) for t in titles if not UNIT_LINE.search(t.rest))), ""),
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

    @cached_property
    def owner(self) -> str:
        """Whose the figures are that no label says: what the table's titles name, else the nearest heading above, else
        the article's title."""
        if self.whole.subject or not self.layout.rows:
            return self.whole.subject
        k = bisect_left(self.page.begins, self.layout.rows[0][0][0] + 1) - 1
        above = (i for i in range(k, -1, -1) if self.page.sentences[i].kind == "headline")
        named = [e for i in above for e in self.page.names(i)[:1]]
        last = self.headline()
        return next(filter(None, (place_of(e) for e in [*named, *([last] if last else [])] if owns(e))), "")

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
            for k in layout.valued:
                draft = self.draft(row, k, beside) if row[k] in layout.figures else None
                if draft is None:
                    continue
                if not any(label.part for label in beside):
                    wholes[k] = draft
                elif k in wholes and kind_of(wholes[k]) == kind_of(draft):
                    draft = draft._replace(part_of=wholes[k].quantity.start)
                found.append(draft)
        return found

    def headers(self, k: int, period: Period | None) -> list[Label]:
        """The labels above a column, from the top."""
        return [self.label(line[k], period) for line in self.layout.header if line[k][0] < line[k][1]]

    def time_of(self, k: int, period: Period | None) -> Period | None:
        """The period of a column: one that states none is of the latest of those to its left (2025年 | 2024年 | 增长)."""
        latest: Period | None = None
        for place in range(k, self.layout.labels - 1, -1):
            stated = next((x.period for x in reversed(self.headers(place, period)) if x.period), None)
            if stated is None and latest is not None:
                break
            if stated is not None and (latest is None or stated.finish > latest.finish):
                latest = stated
            if place == k and stated is not None:
                break
        return latest or period

    def thing(self, k: int, period: Period | None, alone: bool) -> str:
        """What a column is of: what its labels say, before them the thing of the column beside it where they say only
        how a thing grows, what share it has, or its place: 出口额 | 同比 | 位次. `alone`: the label of the line says of no
        thing; then 总额 is in full what the table's title says, 零售总额."""
        labels = self.headers(k, period)
        said = "".join(x.rest for x in labels)
        ranked = any(x.rank for x in labels)
        if alone and said and self.whole.rest.endswith(said):
            return self.whole.rest
        if not ranked and (not said or not says_no_thing(said)):
            return said
        beside = self.layout.valued[: self.layout.valued.index(k)][::-1]
        beside = beside or [place for place in self.layout.valued if place > k]
        for place in beside:
            if any(x.rank for x in self.headers(place, period)):
                continue
            other = self.thing(place, period, alone)
            if ranked and not said:
                frame = of_percent(other)
                return other[: frame.head] + "增速" if frame.measure == "change" else other
            own = "".join(x.rest for x in self.headers(place, period))
            if not own or not says_no_thing(own):
                return other[: of_percent(other).head] + said
        return said

    def draft(self, row: Sequence[Cell], k: int, beside: Sequence[Label]) -> Draft | None:
        """The draft of one cell."""
        period = self.time_of(k, next((x.period for x in reversed(beside) if x.period), self.whole.period))
        above = self.headers(k, period)
        labels = [*beside, *above]
        ranked = any(x.rank for x in labels)
        subject = next((x.subject for x in reversed(labels) if x.subject), self.owner)
        line = "".join(x.rest for x in beside)
        stated = line + self.thing(k, period, not line) or self.whole.rest or "".join(x.total for x in labels)
        own = self.said(row[self.layout.unit_column]) if self.layout.unit_column >= 0 else ""
        unit = rate_unit(next((x.unit for x in reversed(labels) if x.unit), ""), own)
        figure = figure_in(self.said(row[k]), "" if ranked else unit or shared_unit(self.units, stated))
        if figure is None or not (stated or subject):
            return None
        if ranked:
            figure = figure[0], replace(figure[1], unit="位", dimension="other", measure="rank")
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
            frame.own
            or (stated if frame.measure == "level" else stated[: frame.head])
            or self.whole.rest
            or "".join(x.total for x in labels),
            subject,
            basis_of(frame, self.anchor),
            "forecast" if FORECAST.search(stated) else "target" if TARGET.search(stated) else "actual",
            "",
            period,
            period.text if period else "",
            inherited=(
                *(("period",) if period is not None and period is self.whole.period else ()),
                *(("subject:headline",) if subject and not any(x.subject for x in [*labels, self.whole]) else ()),
            ),
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


def of_percent(stated: str) -> Frame:
    """How labels are read with a figure in % behind them."""
    return read(Context(Quantity(0, 1, "1", "cell", Decimal(1), unit="%", dimension="percent"), stated, ""))


def says_no_thing(stated: str) -> bool:
    """Whether labels say how a thing grows or what share it has, and not what thing: 同比增长, 占比."""
    frame = of_percent(stated)
    return stated in SHARE_NOUNS or (not frame.own and frame.head == 0)


def shared_unit(units: Sequence[str], stated: str) -> str:
    """The unit of the table that fits a figure: % for growth and shares, else the first other one."""
    percent = [u for u in units if u in ("%", "％", "‰")]
    relative = of_percent(stated).measure
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
    page: Page,
    layouts: Sequence[Layout],
    aside: Sequence[Rejection],
    anchor: dt.date | None,
    headline: Callable[[], Entity | None] = lambda: None,
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of all tables of a page, and what was set aside and became none."""
    drafts = [draft for layout in layouts for draft in Reader(page, layout, anchor, headline).drafts()]
    taken = sorted((d.quantity.start, d.quantity.end) for d in drafts)
    return drafts, [r for r in aside if not covers(taken, r.span)]
