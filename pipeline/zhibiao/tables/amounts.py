"""The unit of a figure that neither its cell nor its labels name: by what the table states, and what kind of figure it is.

    单位：万元
    | 项目     | 金额  | 增长 | 职工人数 | 毛利率 |
    | 甲分公司 | 1,200 | 5.6  | 120      | 21.3   |     万元, %, 人, %

What a table says of its units stands in its corner, its titles, a line inside it, the line below it, or in a sentence
far above, which speaks of amounts of money only.

And what the labels of a cell make of its figure: a size, a change, a share; of what; against what. 同比增长 says how a thing grows
and not what thing, 占全市比重 what share it has.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from zhibiao import times
from zhibiao.clauses.cues import SHARE_NOUNS
from zhibiao.grids import Cell
from zhibiao.model import Quantity
from zhibiao.page import Page
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.measures import read
from zhibiao.rows.state import Draft
from zhibiao.tables.entries import Entry
from zhibiao.tables.headers import Label, own_unit, without_unit
from zhibiao.tables.layouts import NOTE, Layout, single
from zhibiao.tables.scales import LINE, LISTED, PERCENTS, WORDS, bare_unit, declarations, dimension_of, units_in
from zhibiao.times import relation

LONGEST_NOTE = 80
REACH = 4  # columns from which growth may come, on either side


@dataclass(frozen=True, slots=True)
class Stated:
    """The units that a table states; `declared`: they were said above, of amounts of money."""

    units: tuple[str, ...] = ()
    declared: bool = False

    @property
    def sized(self) -> list[str]:
        return [u for u in self.units if u not in PERCENTS]

    @property
    def percent(self) -> str:
        return next((u for u in self.units if u in PERCENTS), "")

    def of_level(self, said: str) -> str:
        """The unit of a size whose labels say this: its own kind of unit before the table's."""
        own = own_unit(said)
        if own:
            same = (u for u in self.units if u == own or (own not in PERCENTS and u.lstrip("十百千万亿") == own))
            return next(same, own)
        if self.declared and not any(word in said for word in WORDS["money_like"]):
            return ""
        if not self.sized:
            return self.percent
        sized = self.fitting(said)
        if said.startswith("每股") or "每股" in said[:6]:
            return sized.lstrip("十百千万亿")
        return sized

    def fitting(self, said: str) -> str:
        """Of the sizes that a table states, the one for labels that say this: money for income and the like, the one that
        is no money for numbers and quantities; empty when the labels do not tell.

        万人、万元   基金收入 => 万元, 参保规模 => nothing
        亿元、万吨   出口额 => 亿元, 钢材产量 => 万吨
        """
        money = [u for u in self.sized if dimension_of(u) == "money"]
        others = [u for u in self.sized if u not in money]
        if not money or not others:
            return self.sized[0]
        if any(word in said for word in (*WORDS["money_like"], *WORDS["money_things"])) or said.endswith("额"):
            return money[0]
        return others[0] if len(others) == 1 and said.endswith(tuple(WORDS["counted_things"])) else ""

    def of_growth(self, grows: str, summed: str) -> str | None:
        """The unit of growth: of a rate %, of an amount the table's; when the label says neither, as the columns add up
        (`summed`: rate, amount or empty); None when it cannot be told."""
        if grows != "amount" and (grows == "rate" or self.percent):
            return self.percent or "%"
        if grows == "amount":
            return next(iter(self.sized), "")
        if grows == "either" and not summed:
            return None
        return next(iter(self.sized), "") if summed == "amount" else "%"


@dataclass
class Spoken:
    """What the text of a page says of the units of its tables, worked out when it is first asked for; `titles`: where the
    titles of all tables begin."""

    text: str
    titles: frozenset[int]

    @cached_property
    def declarations(self) -> list[tuple[int, list[str]]]:
        return declarations(self.text)

    def above(self, place: int) -> tuple[str, ...]:
        """The units that were said last before a place."""
        k = bisect_left(self.declarations, place, key=lambda said: said[0])
        return tuple(self.declarations[k - 1][1]) if k else ()


def stated_in(page: Page, layout: Layout, spoken: Spoken) -> Stated:
    """The units that a table states."""
    corner = [row[k] for row in layout.header for k in range(min(layout.labels, len(row))) if k not in layout.silent]
    own = [c for row in layout.header for c in row if c[0] < c[1]]
    own += [next(c for c in row if c[0] < c[1]) for row in layout.rows if single(row)]
    for cell in corner:
        text = page.text[slice(*cell)]
        unit = without_unit(text)[1]
        if found := units_in(text) if LINE.search(text) else [unit] if dimension_of(unit) not in ("", "count") else []:
            return Stated(tuple(found))
    for cell in (*reversed(layout.titles), *own):
        text = page.text[slice(*cell)]
        said = units_in(text) if cell not in own or LINE.search(text) else []
        if found := said or (bare_unit(text) if cell in layout.titles else []):
            return Stated(tuple(found))
    if found := units_below(page, layout, spoken.titles):
        return Stated(tuple(found))
    return Stated(spoken.above(layout.rows[0][0][0]), True) if layout.rows else Stated()


def units_below(page: Page, layout: Layout, titles: frozenset[int]) -> list[str]:
    """The units that a note below the table states: 注：价格单位为元/公斤."""
    end = max((b for row in layout.rows for _, b in row), default=0)
    k = bisect_left(page.begins, end)
    for sentence in page.sentences[k : k + 2]:
        text = page.text[sentence.start : sentence.end].strip()
        if sentence.kind == "table" or len(text) > LONGEST_NOTE:
            break
        if sentence.start in titles and not NOTE.match(text):
            break
        if (LINE.search(text) or LISTED.search(text)) and (found := units_in(text)):
            return found
    return []


def money_said(stated: Stated, labels: Sequence[str]) -> bool:
    """Whether a table is one of accounts: its units, or those of its labels, are money."""
    return any(dimension_of(unit) == "money" for unit in (*stated.units, *labels))


def add_up(rows: Sequence[Sequence[Decimal | None]], k: int) -> str:
    """How column k comes from two columns before it, else from two around it: `rate` when it is what the one grew by in
    percent, `amount` when it is their difference, empty when neither holds of most rows or both do.

    286.35  273.10  4.9     rate
    286.35  273.10  13.25   amount
    286.35  4.9     273.10  rate
    """
    before = [(row[k], row[max(0, k - REACH) : k]) for row in rows]
    around = [(row[k], [*row[max(0, k - REACH) : k], *row[k + 1 : k + REACH]]) for row in rows]
    return most(before) or most(around)


def most(rows: Sequence[tuple[Decimal | None, Sequence[Decimal | None]]]) -> str:
    """How most of some figures come from two of those beside them; empty when that cannot be told."""
    votes = {"rate": 0, "amount": 0}
    for grown, beside in rows:
        if grown is None:
            continue
        fitting = {kind for kind in votes if any(fits(kind, a, b, grown) for a, b in pairs(beside))}
        if len(fitting) == 1:
            votes[fitting.pop()] += 1
    best = max(votes, key=lambda kind: votes[kind])
    other = votes["amount" if best == "rate" else "rate"]
    return best if votes[best] > 2 * other else ""


def pairs(figures: Sequence[Decimal | None]) -> list[tuple[Decimal, Decimal]]:
    """Two of some figures, in both orders."""
    known = [x for x in figures if x is not None]
    return [(a, b) for i, a in enumerate(known) for j, b in enumerate(known) if i != j]


def by_decimals(amounts: Sequence[Decimal | None], growth: Sequence[Decimal | None]) -> str:
    """`rate` when growth is written with other decimals than the amounts that grow, for differences have as many; empty
    when that does not tell.

    1,056            5.6         rate: whole numbers differ by whole numbers
    201.77, 84.58    6.8, 0.5    rate: two that end early, and alike
    201.77           12.85       empty
    """
    sizes, grown = ({decimals(x) for x in figures if x is not None} for figures in (amounts, growth))
    if not sizes or not grown:
        return ""
    early = len(grown) == 1 and 0 < max(grown) < min(sizes) and sum(x is not None for x in growth) > 1
    return "rate" if early or max(grown) > max(sizes) else ""


def decimals(figure: Decimal) -> int:
    """How many digits a figure is written with behind its point."""
    exponent = figure.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def fits(kind: str, now: Decimal, before: Decimal, grown: Decimal) -> bool:
    """Whether growth from `before` to `now` is `grown`, as exactly as that is written."""
    least = Decimal(1).scaleb(-decimals(grown))
    if kind == "amount":
        return grown != 0 and abs(now - before - grown) <= least
    return before != 0 and now != before and abs((now / before - 1) * 100 - grown) <= least


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
