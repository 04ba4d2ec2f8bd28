"""What reviewers decided, and how their decisions lie over the extracted rows. Pure: no database, no clock.

A decision is keyed by article id and row id (the digest of the article's text, then the span): two copies of a text
have the same row ids and are decided on one by one. It carries the whole row before and after as cells, so that it
stays readable and in force when newer rules extract the row otherwise or not at all:

* same row id: the decision's cells stand, whatever the rules now say;
* the article has gone or has another text, and an article elsewhere has the very same text (a file renamed, a copy
  kept): the decision stands there;
* the same text, but the rules now cut the figure otherwise (300车|次, 300车次): the cells stand at the figure's new span;
* the article's text has changed: a decision is carried over by its source text, to the one row with the same
  `sentence` and `text`, else to the one place of the article where `text` still stands;
* neither: the decision is *stranded*: kept, listed by `Overlay.stranded`, and not in any export.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from zhibiao.model import COLUMNS, OF_ARTICLE, Row, ZhibiaoError
from zhibiao.table import DTYPES
from zhibiao.wording import say

Kind = Literal["accepted", "corrected", "rejected", "added", "undone"]
KINDS: tuple[str, ...] = get_args(Kind)
# The exported `status` of a row under a decision; an added row is one that a person vouches for.
STATUS: dict[str, str] = {"accepted": "accepted", "corrected": "corrected", "rejected": "rejected", "added": "accepted"}
Cells = Mapping[str, str]


class DecisionError(ZhibiaoError):
    """A decision that cannot be recorded: unknown kind or column, or a cell that is no value of its column."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the append-only history. `when` is an ISO 8601 time with its offset; `undoes` is the `number` of the
    decision that an `undone` takes back. `before` is empty for `added`, `after` is empty for `undone`."""

    article: str
    row: str
    kind: Kind
    who: str
    when: str
    before: Cells = field(default_factory=dict)
    after: Cells = field(default_factory=dict)
    note: str = ""
    undoes: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        """The quantity as written in the article when the decision was made."""
        return (self.after or self.before).get("text", "")

    @property
    def sentence(self) -> str:
        """The sentence it stood in."""
        return (self.after or self.before).get("sentence", "")


@dataclass(frozen=True, slots=True)
class Overlay:
    """An article's rows with the decisions applied, and the decisions that found no place any more."""

    rows: tuple[Row, ...]
    stranded: tuple[Decision, ...] = ()


def cells_of(row: Row) -> dict[str, str]:
    """The row as text, one entry for each column that is not empty: `471800000000`, `2025-08-31`, `0.93`."""
    return {name: written(value) for name in COLUMNS if (value := getattr(row, name)) not in (None, "")}


def written(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def row_of_cells(cells: Cells) -> Row:
    """The row of such cells; missing ones take the column's default. Raises `DecisionError` naming column and cell."""
    if unknown := set(cells) - set(COLUMNS):
        raise DecisionError(
            say(
                "no such column: {unknown}; columns are {columns}",
                unknown=", ".join(sorted(unknown)),
                columns=", ".join(COLUMNS),
            )
        )
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        if cell == "" and DTYPES[name] in ("decimal", "date"):
            values[name] = None
            continue
        try:
            values[name] = READ[DTYPES[name]](cell)
        except (ValueError, InvalidOperation):
            raise DecisionError(say("{name}: {cell!r} is no {kind}", name=name, cell=cell, kind=DTYPES[name])) from None
    for name in ("row", "article"):
        values.setdefault(name, "")
    return Row(**values)


MOST_DIGITS = 40  # of a figure, before its point and after it: the largest of an article has thirty
LONGEST_CELL = 32_767  # characters: what a cell of a spreadsheet holds


def check_size(cells: Cells) -> None:
    """Raises `DecisionError` for a cell that no figure and no wording needs: a few characters like 1e30000000 would fill
    the memory of everybody who writes them out. Asked of what a person gives, not of what is kept."""
    for name, cell in cells.items():
        longest = 3 * MOST_DIGITS if DTYPES.get(name) == "decimal" else LONGEST_CELL
        if len(cell) > longest or (DTYPES.get(name) == "decimal" and cell and not is_bounded(cell)):
            shown = cell if len(cell) < 40 else cell[:40] + "…"
            raise DecisionError(say("{name}: {shown!r} is too large or too long", name=name, shown=shown))


def is_bounded(number: str) -> bool:
    """Whether a number has at most `MOST_DIGITS` before and after its point; what is no number is refused elsewhere."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return True
    exponent = value.as_tuple().exponent
    return not isinstance(exponent, int) or (value.adjusted() < MOST_DIGITS and exponent >= -MOST_DIGITS)


def exact(cell: str) -> Decimal:
    value = Decimal(cell)
    if not value.is_finite():
        raise InvalidOperation(cell)
    return value


READ: dict[str, Callable[[str], Any]] = {
    "str": str,
    "category": str,
    "decimal": exact,
    "date": dt.date.fromisoformat,
    "int": int,
    "float": float,
}


def in_force(history: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The decision that stands for each article id and row id: the last one that was not taken back."""
    listed = list(history)
    taken_back = {d.undoes for d in listed if d.kind == "undone"}
    return {(d.article, d.row): d for d in listed if d.kind != "undone" and d.number not in taken_back}


def overlay(rows: Sequence[Row], standing: Iterable[Decision], original: str, title_row: Row) -> Overlay:
    """The rows with the standing decisions applied, in order of place.

    `standing` are those that concern this article (`Store.concerning`). `title_row` gives
    the article's own cells (`OF_ARTICLE`) and, in its `row`, the digest of its text.
    """
    by_id = {row.row: row for row in rows}
    stranded: list[Decision] = []
    for decision in sorted(standing, key=lambda d: d.number):
        placed = place(decision, by_id, original, title_row.row)
        if placed is None:
            stranded.append(decision)
            continue
        ours = {name: getattr(title_row, name) for name in OF_ARTICLE}
        by_id[placed.row] = replace(placed, status=STATUS[decision.kind], note=decision.note, **ours)
    return Overlay(tuple(sorted(by_id.values(), key=lambda r: (r.start, r.end))), tuple(stranded))


def place(decision: Decision, by_id: Mapping[str, Row], original: str, digest: str) -> Row | None:
    """The decided row at its place in the article as it is now, or None when it has none."""
    given = decision.after or decision.before
    cells = {name: cell for name, cell in given.items() if name in COLUMNS}  # columns of earlier versions may be gone
    same_text = decision.row.rpartition("-")[0].rpartition("-")[0] == digest
    if same_text:
        if decision.kind == "rejected" and decision.row not in by_id:
            return None  # the rules no longer make the row: nothing is left to reject
        return row_of_cells({**cells, "row": decision.row, **recut(decision.row, cells, by_id)})
    twins = [r for r in by_id.values() if (r.text, r.sentence) == (decision.text, decision.sentence)]
    if len(twins) == 1:
        start, end = twins[0].start, twins[0].end
    elif decision.kind != "rejected" and decision.text and original.count(decision.text) == 1:
        start = original.index(decision.text)
        end = start + len(decision.text)
    else:
        return None
    spot = {"row": f"{digest}-{start}-{end}", "start": str(start), "end": str(end)}
    return row_of_cells({**cells, **spot})


def recut(row: str, cells: Cells, by_id: Mapping[str, Row]) -> dict[str, str]:
    """Where a decided figure stands that the rules now cut otherwise; empty when they have not, or not surely."""
    if row in by_id:
        return {}
    start, end = int(cells.get("start", 0)), int(cells.get("end", 0))
    found = [r for r in by_id.values() if r.start < end and start < r.end and not r.status]
    if len(found) != 1:
        return {}
    return {"row": found[0].row, "text": found[0].text, "start": str(found[0].start), "end": str(found[0].end)}
