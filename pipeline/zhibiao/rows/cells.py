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

from zhibiao.grids import Cell
from zhibiao.model import Entity, Period, Quantity, Rejection, Sentence
from zhibiao.page import Page
from zhibiao.rows.amounts import Stated, add_up, money_said, stated_in
from zhibiao.rows.cues import FORECAST, SHARE_NOUNS, TARGET
from zhibiao.rows.entries import Entry, figure_in
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.headers import BRACKETS, Label, owns, place_of, rate_unit, read_label, thing_of, without_unit
from zhibiao.rows.layouts import Layout, covers, single
from zhibiao.rows.measures import read
from zhibiao.rows.periods import relation
from zhibiao.rows.scales import PERCENTS, WORDS, dimension_of, units_in
from zhibiao.rows.state import Draft
from zhibiao.spans import times


@dataclass
class Reader:
    """One table on its page: `whole` is what its titles say of all of it, `units` the units they state."""

    page: Page
    layout: Layout
    anchor: dt.date | None
    headline: Callable[[], Entity | None]
    claimed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.known: dict[tuple[Cell, Period | None], Label] = {}
        self.sums: dict[int, str] = {}
        titles = [self.label(c) for c in self.layout.titles]
        self.stated = stated_in(self.page, self.layout, self.claimed)
        lines = [BRACKETS.sub("", said) for said in self.corner]
        self.whole = Label(
            rest=next(filter(None, (thing_of(t.rest, lines) for t in titles)), ""),
            period=next((t.period for t in reversed(titles) if t.period), None),
            subject=next((t.subject for t in titles if t.subject), ""),
        )
        said = [self.said(c) for row in (*self.layout.header, *self.layout.rows) for c in row[: self.layout.labels]]
        heads = [self.said(c) for row in self.layout.header for c in row]
        self.accounts = money_said(self.stated, [unit for text in (*said, *heads) if (unit := without_unit(text)[1])])

    @property
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
        money = dimension_of(entry.quantity.unit) == "money"
        return (
            None
            if entry.bracketed and not (money or (self.accounts and entry.quantity.dimension != "count"))
            else entry
        )

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
        return self.shared_unit(
            k,
            labels,
            stated,
            replace(self.stated, units=(line, "%")[: 1 + bool(self.stated.percent)]) if line else self.stated,
        )

    def shared_unit(self, k: int, labels: Sequence[Label], stated: str, units: Stated) -> str | None:
        """The unit that fits a figure; None when it cannot be told which does."""
        measure = of_percent(stated).measure
        if measure == "level":
            unit = units.of_level(stated)
            return unit if unit not in PERCENTS or units.percent or self.beyond_one(k) else ""
        if measure != "change":
            return units.percent or ("%" if self.beyond_one(k) else "")
        grows = next((x.grows for x in reversed(labels) if x.grows and of_percent(x.rest).measure == "change"), "")
        if k not in self.sums:
            self.sums[k] = add_up([[self.number(c) for c in row] for row in self.layout.rows], k)
        return units.of_growth(grows, self.sums[k])

    def number(self, cell: Cell) -> Decimal | None:
        """The plain number in a cell, if there is one."""
        entry = figure_in(self.said(cell)) if cell in self.layout.figures else None
        return entry.quantity.value if entry else None

    def beyond_one(self, k: int) -> bool:
        """Whether some figure of a column is more than 1, so that they are no fractions of it."""
        numbers = [self.number(row[k]) for row in self.layout.rows if k < len(row)]
        return any(abs(x) > 1 for x in numbers if x is not None)

    def line(self, row: Sequence[Cell]) -> Sentence:
        """The row as the sentence of its figures."""
        k = max(0, bisect_left(self.page.begins, row[0][0] + 1) - 1)
        return Sentence(row[0][0], max(b for _, b in row), self.page.sentences[k].paragraph, "table")


def owning(label: Label) -> Label:
    """A label of a column of owners: what it names is the owner, whether it is known as a name or not."""
    return label if label.total or not label.rest else replace(label, subject=label.subject + label.rest, rest="")


def placed(text: str, cell: Cell, entry: Entry) -> Quantity:
    """The figure of a cell where it stands, from its sign through its last character but the marks of notes."""
    start, end = cell[0] + entry.start, cell[0] + entry.end
    return replace(entry.quantity, start=start, end=end, lead=start, trail=end, text=text[start:end], rule="cell")


def moved(frame: Frame, entry: Entry, stated: str) -> Frame:
    """A figure in % with a plus, an arrow or a verb before it is a change of what its labels say: +3.2%, ↓1.5%."""
    marked = entry.said and entry.quantity.dimension == "percent"
    return frame._replace(measure="change", head=len(stated)) if marked and frame.measure == "level" else frame


def signed(frame: Frame, entry: Entry) -> Decimal:
    """The value with the direction that its labels, or an arrow behind it, say."""
    value = entry.quantity.value
    falls = frame.sign < 0 or entry.trend < 0
    return -value if frame.measure == "change" and falls and value > 0 else value


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


def says_how(label: Label) -> bool:
    """Whether a label of a row says how something grows, what share or place it has, and not what."""
    if label.rank:
        return not label.rest
    return bool(label.rest) and (says_no_thing(label.rest) or of_percent(label.rest).own == label.rest)


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
    titles = {id(layout): frozenset(a for a, _ in layout.titles) for layout in layouts}
    everywhere = frozenset().union(*titles.values())
    drafts = [
        draft
        for layout in layouts
        for draft in Reader(page, layout, anchor, headline, everywhere - titles[id(layout)]).drafts()
    ]
    taken = sorted((d.quantity.start, d.quantity.end) for d in drafts)
    return drafts, [r for r in aside if not covers(taken, r.span)]
