"""What the labels of a cell make of its figure: a size, a change, a share; of what; against what.

同比增长    says how a thing grows and not what thing
占全市比重  says what share it has
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from zhibiao import times
from zhibiao.clauses.cues import SHARE_NOUNS
from zhibiao.grids import Cell
from zhibiao.model import Quantity
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.measures import read
from zhibiao.rows.state import Draft
from zhibiao.tables.entries import Entry
from zhibiao.tables.headers import Label
from zhibiao.times import relation


def owning(label: Label) -> Label:
    """A label of a column of owners: what it names is the owner, whether it is known as a name or not."""
    return label if label.total or not label.rest else replace(label, subject=label.subject + label.rest, rest="")


def placed(text: str, cell: Cell, entry: Entry) -> Quantity:
    """The figure of a cell where it stands, from its sign through its last character but the marks of notes."""
    start, end = cell[0] + entry.start, cell[0] + entry.end
    return replace(entry.quantity, start=start, end=end, lead=start, trail=end, text=text[start:end], rule="cell")


def moved(frame: Frame, entry: Entry, stated: str) -> Frame:
    """A figure in % with a plus, an arrow or a verb before it is a change of what its labels say: +3.2%, ↓1.5%."""
    if frame.rule == "said_change":  # 持平 under 涨跌幅: of the thing before it
        return frame._replace(head=min(frame.head, of_percent(stated).head))
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


@lru_cache(maxsize=1 << 12)
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
