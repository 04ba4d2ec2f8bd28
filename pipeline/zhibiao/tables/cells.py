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
from itertools import chain

from zhibiao.clauses.cues import FORECAST, TARGET
from zhibiao.grids import Cell
from zhibiao.model import Entity, Period, Rejection, Sentence
from zhibiao.page import Page
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.measures import read
from zhibiao.rows.state import Draft
from zhibiao.tables.amounts import (
    Spoken,
    Stated,
    add_up,
    basis_of,
    by_decimals,
    kind_of,
    money_said,
    moved,
    of_percent,
    owning,
    placed,
    says_how,
    says_no_thing,
    signed,
    stated_in,
)
from zhibiao.tables.entries import Entry, figure_in, is_plain
from zhibiao.tables.headers import BRACKETS, Label, owns, place_of, rate_unit, read_label, thing_of, without_unit
from zhibiao.tables.layouts import Layout, covers, single
from zhibiao.tables.scales import PERCENTS, WORDS, dimension_of, units_in


@dataclass
class Reader:
    """One table on its page: `whole` is what its titles say of all of it, `units` the units they state."""

    page: Page
    layout: Layout
    anchor: dt.date | None
    headline: Callable[[], Entity | None]
    spoken: Spoken

    def __post_init__(self) -> None:
        self.known: dict[tuple[Cell, Period | None], Label] = {}
        self.sums: dict[int, str] = {}
        self.beyond: dict[int, bool] = {}
        titles = [self.label(c) for c in self.layout.titles]
        self.stated = stated_in(self.page, self.layout, self.spoken)
        lines = [BRACKETS.sub("", said) for said in self.corner]
        self.whole = Label(
            rest=next(filter(None, (thing_of(t.rest, lines) for t in titles)), ""),
            period=next((t.period for t in reversed(titles) if t.period), None),
            subject=next((t.subject for t in titles if t.subject), ""),
        )
        said = [self.said(c) for row in (*self.layout.header, *self.layout.rows) for c in row[: self.layout.labels]]
        heads = [self.said(c) for row in self.layout.header for c in row]
        self.accounts = money_said(self.stated, [unit for text in (*said, *heads) if (unit := without_unit(text)[1])])

    @cached_property
    def corner(self) -> list[str]:
        """What the headers of the label columns say."""
        cells = {c for row in self.layout.header for c in row[: self.layout.labels] if c[0] < c[1]}
        return [self.said(c) for c in sorted(cells)]

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
        """Whose the figures are that no label says: what the table's titles name, else the nearest heading above that
        says more than a unit, else the article's title."""
        if self.whole.subject or not self.layout.rows:
            return self.whole.subject
        k = bisect_left(self.page.begins, self.layout.rows[0][0][0] + 1) - 1
        headings = self.page.headings
        above = reversed(headings[: bisect_left(headings, k + 1)])
        saying = (i for i in above if without_unit(self.said(self.page.extent(i)).strip())[0])
        named = (e for i in saying for e in self.page.names(i)[:1])
        last = (e for e in [self.headline()] if e)
        return next(filter(None, (place_of(e) for e in chain(named, last) if owns(e))), "")

    def drafts(self) -> list[Draft]:
        """A draft for each figure that some label says something of; the rows that begin with 其中 are parts of the last
        row that does not."""
        layout = self.layout
        found: list[Draft] = []
        group: tuple[Cell, ...] = ()
        wholes: dict[int, Draft] = {}
        above: list[Label] = []
        carried: dict[int, Cell] = {}
        for row in layout.rows:
            if single(row) and not layout.figures.intersection(row):
                group = tuple(c for c in row if c[0] < c[1] and not units_in(self.said(c)))
                carried = {}
                continue
            beside = [self.label(c, self.whole.period) for c in group] + self.beside(row, carried)
            if any(x.rest for x in beside) and not any(says_how(x) for x in beside):
                above = [x for x in beside if x.rest]
            elif any(says_how(x) for x in beside) and not any(x.rest and not says_how(x) for x in beside):
                beside = [*(replace(x, unit="", part=False) for x in above), *beside]
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

    def beside(self, row: Sequence[Cell], carried: dict[int, Cell]) -> list[Label]:
        """The labels of a row. One that is merged over several rows stands in the first: `carried` keeps those."""
        layout = self.layout
        columns = [k for k in range(layout.labels) if k not in layout.silent]
        labels = []
        for k in columns:
            cell = row[k]
            if cell[0] < cell[1]:
                carried[k] = cell
                carried_on = [later for later in columns if later > k]
                for later in carried_on:
                    carried.pop(later, None)
            elif k in carried and any(row[later][0] < row[later][1] for later in columns if later > k):
                cell = carried[k]
            if cell[0] < cell[1]:
                label = self.label(cell, self.whole.period)
                labels.append(owning(label) if k in layout.owners else label)
        return labels

    def headers(self, k: int, period: Period | None) -> list[Label]:
        """The labels above a column, from the top."""
        cells = {self.said(line[k]): line[k] for line in self.layout.header if line[k][0] < line[k][1]}
        return [self.label(cell, period) for cell in cells.values()]

    def time_of(self, k: int, period: Period | None) -> Period | None:
        """The period of a column: one that states none is of the latest of those to its left (2025年 | 2024年 | 增长)."""
        latest: Period | None = None
        for place in range(k, self.layout.labels - 1, -1):
            labels = self.headers(place, period)
            if place == k and any(x.elsewhen for x in labels):
                return None
            stated = next((x.period for x in reversed(labels) if x.period), None)
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
        if (said and not says_no_thing(said)) or not (said or ranked):
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
        stated_time = next((x.period for x in reversed(beside) if x.period), self.whole.period)
        period = self.time_of(k, stated_time)
        labels = [*beside, *self.headers(k, period or stated_time)]
        subject = next((x.subject for x in reversed(labels) if x.subject), self.owner)
        stated = self.what(k, period or stated_time, beside, labels)
        entry = self.figure(row, k, labels, stated)
        if entry is None or not (stated or subject):
            return None
        quantity = placed(self.page.text, row[k], entry)
        frame = moved(read(Context(quantity, stated, "")), entry, stated)
        if frame.measure == "level" and quantity.unit in PERCENTS and any(c in WORDS["option"] for c in self.corner):
            frame = frame._replace(measure="share", head=len(stated))
        sentence = self.line(row)
        return Draft(
            quantity,
            sentence,
            (sentence.start, sentence.end),
            "cell",
            frame.measure,
            signed(frame, entry),
            quantity.value_to,
            self.named(frame, stated, labels),
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

    def what(self, k: int, period: Period | None, beside: Sequence[Label], labels: Sequence[Label]) -> str:
        """What the labels of a cell say, the thing before how it grows."""
        line = "".join(x.rest for x in beside if not says_how(x))
        how = "".join(x.rest for x in beside if says_how(x))
        said = line + self.thing(k, period, not line) + how
        return said or self.whole.rest or "".join(x.total for x in labels) or "".join(x.vague for x in labels[-1:])

    def named(self, frame: Frame, stated: str, labels: Sequence[Label]) -> str:
        """The indicator: 占收入比例 of a line is that of its thing, of an owner by itself."""
        own = stated[: frame.head] + frame.own if frame.own.startswith("占") else frame.own
        said = own or (stated if frame.measure == "level" else stated[: frame.head])
        return said or self.whole.rest or "".join(x.total for x in labels)

    def figure(self, row: Sequence[Cell], k: int, labels: Sequence[Label], stated: str) -> Entry | None:
        """The figure of a cell in its unit; a place in an order has none, and brackets are a minus only in accounts."""
        if any(x.rank for x in labels):
            place = figure_in(self.said(row[k]))
            if place is None or place.bracketed:
                return None
            return place._replace(quantity=replace(place.quantity, unit="位", dimension="other", measure="rank"))
        unit = self.unit(row, k, labels, stated)
        entry = figure_in(self.said(row[k]), unit or "")
        if entry is None or (unit is None and not entry.quantity.unit):
            return None
        accounts = self.accounts and entry.quantity.dimension != "count"
        return None if entry.bracketed and not accounts and dimension_of(entry.quantity.unit) != "money" else entry

    def unit(self, row: Sequence[Cell], k: int, labels: Sequence[Label], stated: str) -> str | None:
        """The unit of a cell without one: of its column, else of its line, else the one of the table's that fits; what
        a line counts in is not the unit of its growth. None when it cannot be told."""
        heads = self.headers(k, None)
        column = next((x.unit for x in reversed(heads) if x.unit), "")
        own = self.said(row[self.layout.unit_column]) if self.layout.unit_column >= 0 else ""
        if column:
            return rate_unit(column, own)
        line = next((x.unit for x in reversed(labels) if x.unit), "") or own
        relative = of_percent("".join(x.rest for x in heads)).measure != "level"
        if line and not relative:
            return line
        units = Stated((line, *([self.stated.percent] if self.stated.percent else []))) if line else self.stated
        return self.shared_unit(k, labels, stated, units)

    def shared_unit(self, k: int, labels: Sequence[Label], stated: str, units: Stated) -> str | None:
        """The unit that fits a figure; None when it cannot be told which does."""
        if units.units and not self.layout.header and len(self.layout.valued) > 1:
            return None  # columns without headers: whether they are amounts is not known
        measure = of_percent(stated).measure
        if measure == "level":
            unit = units.of_level(stated)
            return unit if unit not in PERCENTS or units.percent or self.beyond_one(k) else ""
        if measure != "change":
            return units.percent or ("%" if self.beyond_one(k) else "")
        grows = next((x.grows for x in reversed(labels) if x.grows and of_percent(x.rest).measure == "change"), "")
        if k not in self.sums:
            self.sums[k] = add_up(self.numbers, k) or self.by_decimals(k)
        return units.of_growth(grows, self.sums[k])

    def by_decimals(self, k: int) -> str:
        """How a column of growth is stated, as far as the nearest column of sizes before it shows."""
        if not any(x.grows for x in self.headers(k, None)):
            return ""
        for place in reversed(self.layout.valued[: self.layout.valued.index(k)]):
            labels = self.headers(place, None)
            said = "".join(x.rest for x in labels)
            if of_percent(said).measure != "level" or any(x.rank or x.unit in PERCENTS for x in labels):
                continue
            rows = [row for row in self.layout.rows if all(is_plain(self.said(row[c])) for c in (place, k))]
            return by_decimals(*([self.number(row[c]) for row in rows] for c in (place, k)))
        return ""

    @cached_property
    def numbers(self) -> list[list[Decimal | None]]:
        """The plain numbers in the cells of the table."""
        return [[self.number(c) for c in row] for row in self.layout.rows]

    def number(self, cell: Cell) -> Decimal | None:
        """The plain number in a cell, if there is one."""
        entry = figure_in(self.said(cell)) if cell in self.layout.figures else None
        return entry.quantity.value if entry else None

    def beyond_one(self, k: int) -> bool:
        """Whether some figure of a column is more than 1, so that they are no fractions of it."""
        if k not in self.beyond:
            self.beyond[k] = any(x is not None and abs(x) > 1 for x in (row[k] for row in self.numbers))
        return self.beyond[k]

    def line(self, row: Sequence[Cell]) -> Sentence:
        """The row as the sentence of its figures."""
        k = max(0, bisect_left(self.page.begins, row[0][0] + 1) - 1)
        return Sentence(row[0][0], max(b for _, b in row), self.page.sentences[k].paragraph, "table")


def read_tables(
    page: Page,
    layouts: Sequence[Layout],
    aside: Sequence[Rejection],
    anchor: dt.date | None,
    headline: Callable[[], Entity | None] = lambda: None,
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts of all tables of a page, and what was set aside and became none."""
    spoken = Spoken(page.text, frozenset(start for layout in layouts for start, _ in layout.titles))
    drafts = [draft for layout in layouts for draft in Reader(page, layout, anchor, headline, spoken).drafts()]
    taken = sorted((d.quantity.start, d.quantity.end) for d in drafts)
    return drafts, [r for r in aside if not covers(taken, r.span)]
