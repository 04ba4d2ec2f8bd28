"""An edited table → decisions: what each of its lines asks for, what of it is trusted, and what was done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zhibiao.decisions import DecisionError, Kind, cells_of
from zhibiao.lexicon.units import units
from zhibiao.model import COLUMNS, EDITABLE, Row
from zhibiao.review.columns import cells, seal, settled
from zhibiao.review.damage import SAME, EditedCell, bare, judged, tidy
from zhibiao.review.desk import Desk
from zhibiao.review.garbling import garbled
from zhibiao.review.incoming import AGAIN, SEAL, EditedTable, TableError
from zhibiao.wording import say

STATUSES = {
    "接受": "accepted", "通过": "accepted", "修正": "corrected", "拒绝": "rejected", "删除": "rejected", "未审": "",
}  # fmt: skip


Rows = dict[str, list[tuple[int, Row]]]  # the rows of each id, with the keys of their articles


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something of a line that was not applied: its column (empty: the whole line), the cell, and why."""

    line: int
    column: str
    cell: str
    before: str
    why: str


@dataclass(slots=True)
class Merged:
    """What a table did: how many rows of each kind, every change as `(line, row, column, before, after)`, all trouble."""

    counts: Counter[str] = field(default_factory=Counter)
    changes: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def merge(desk: Desk, table: EditedTable, who: str) -> Merged:
    """Carry out what an edited table asks for, row by row; on a store in rehearsal all of it is said and nothing kept.

    A damaged cell is not applied and stands in `troubles`; the sound cells of its line are applied. Raises `TableError`
    before anything is applied when one cell shows that the whole file was saved or read in a wrong encoding.
    """
    merged = Merged()
    rows: Rows = defaultdict(list)
    taken: set[tuple[int, str]] = set()
    for key, sheet in desk.sheets.items():
        for row in sheet.rows:
            rows[row.row].append((key, row))
    refuse_garbled(rows, table)
    for line, edited in table.lines:
        row_id = said(edited, "row")
        try:
            if not row_id:
                added(desk, line, edited, who, merged)
            else:
                changed(desk, line, edited, *meant(rows, taken, row_id, edited), who, merged)
        except DecisionError as error:
            merged.troubles.append(Trouble(line, "", row_id, "", str(error)))
    merged.counts["absent"] = sum(map(len, rows.values())) - len(taken)
    return merged


def refuse_garbled(rows: Rows, table: EditedTable) -> None:
    """Raise `TableError` at the first cell that went through a wrong encoding: where one did all did, and a person's own
    words show no sign of it."""
    for line, edited in table.lines:
        found = rows.get(said(edited, "row"), [])
        if not found:
            continue
        kept = [cells_of(row) for _, row in found]  # copies of a text have the same row id
        for name, cell in edited.items():
            text = tidy(cell.text)
            known = {tidy(cells.get(name, "")) for cells in kept}
            if text not in known and any(garbled(before, text) for before in known):
                raise TableError(
                    say(
                        "line {line}, {name}: {cell!r}, once {known!r}: wrong encoding, nothing of this table was used; {again}",
                        line=line,
                        name=name,
                        cell=cell.text[:40],
                        known=min(known)[:40],
                        again=say(AGAIN),
                    )
                )


def said(edited: Mapping[str, EditedCell], name: str) -> str:
    """What a line says in a column, without what our own export put before it."""
    return tidy(bare(tidy(edited.get(name, EditedCell()).text)))


def meant(rows: Rows, taken: set[tuple[int, str]], row_id: str, edited: Mapping[str, EditedCell]) -> tuple[int, Row]:
    """The row that a line means, `taken` from now on. Copies of a text share their row ids: there the line's article
    decides."""
    found = rows.get(row_id, [])
    if not found:
        raise DecisionError(say("no row {row_id}", row_id=row_id))
    if len(found) > 1:
        article = said(edited, "article")
        found = [(key, row) for key, row in found if row.article == article]
        if not found:
            raise DecisionError(say("several articles have the row {row_id}; give the column article", row_id=row_id))
    for key, row in found:
        if (key, row_id) not in taken:
            taken.add((key, row_id))
            return key, row
    raise DecisionError(say("the row {row_id} stands twice in the table", row_id=row_id))


def changed(
    desk: Desk, line: int, edited: Mapping[str, EditedCell], key: int, row: Row, who: str, merged: Merged
) -> None:
    """What a line asks of an existing row."""
    before = dict.fromkeys(COLUMNS, "") | cells_of(row)
    asked: dict[str, str] = {}
    for name, cell in edited.items():
        if name in ("row", "status", SEAL):
            continue
        found = judged(name, before[name], cell)
        if found.damage:
            merged.troubles.append(Trouble(line, name, cell.text, before[name], found.damage))
        elif found.value is not None and name in (*EDITABLE, "note"):
            asked[name] = found.value
        elif found.value is not None:
            merged.troubles.append(Trouble(line, name, cell.text, before[name], say("this column cannot be edited")))
    note = asked.pop("note", row.note)
    sealed = edited.get(SEAL, EditedCell()).text
    stale = bool(sealed) and sealed != f"s{seal(row)}"
    unit = units().get(row.unit)
    if stale and "unit" not in asked and unit and unit.dimension == row.dimension:
        asked.pop("dimension", None)  # the unit corrected after the export, as by this very file, brought its own
    made = settled(asked, cells(row))
    status = status_of(edited, row)
    if stale and not status and not made and note == row.note:
        status = row.status  # given after the export, as by this very file: nobody cleared it
    if SEAL not in edited and row.status == "corrected" and not status and not made:
        status = row.status  # a table of `run`, which has no seal: as the correction by this very file left it
    kind = verdict(row, status, made, note)
    if kind is None:
        merged.counts["unchanged"] += 1
        return
    if stale:
        raise DecisionError(say("the row was changed here after the export; nothing of this line applied"))
    if kind == "rejected" and made:
        for name in made:
            merged.troubles.append(Trouble(line, name, made[name], before[name], say("the row is rejected")))
        made = {}
    desk.decide(key, row.row, kind, made, note, who)
    merged.counts[kind] += 1
    merged.changes += [(line, row.row, name, before[name], value) for name, value in made.items()]


def status_of(edited: Mapping[str, EditedCell], row: Row) -> str:
    """The status that a line gives, by its name in either language; a missing column asks for none."""
    if "status" not in edited:
        return row.status
    given = edited["status"].text.strip()
    status = STATUSES.get(given, given.lower())
    if status not in ("", "accepted", "corrected", "rejected"):
        raise DecisionError(say("status: {given!r} is none of accepted, corrected, rejected", given=given))
    return status


def verdict(row: Row, status: str, made: Mapping[str, str], note: str) -> Kind | None:
    """The decision that a status and changed cells amount to; None for no decision.

    Raises `DecisionError` for a line that decides nothing although it says something.
    """
    if status == "rejected":
        return None if row.status == "rejected" and note == row.note and not made else "rejected"
    if made:
        return "corrected"
    if status == row.status:
        if note != row.note and not status:
            raise DecisionError(say("a note alone decides nothing; give a status"))
        return None if note == row.note else row.status  # type: ignore[return-value]
    if status == "accepted":
        return "accepted"
    if status == "corrected":
        raise DecisionError(say("corrected, but no sound cell was changed"))
    raise DecisionError(say("the status was cleared; take the decision back on the page"))


def added(desk: Desk, line: int, edited: Mapping[str, EditedCell], who: str, merged: Merged) -> None:
    """A line without a row id: a row that the extraction missed."""
    article = said(edited, "article")
    sheets = [sheet for sheet in desk.sheets.values() if sheet.article.id == article]
    if not sheets:
        raise DecisionError(say("an added row names its article; there is no {article!r}", article=article))
    key = sheets[0].article.key
    start, end = place(desk.store.text(key), edited)
    given: dict[str, str] = {}
    for name in EDITABLE:
        found = judged(name, "", edited.get(name, EditedCell()))
        if found.damage:
            merged.troubles.append(Trouble(line, name, edited[name].text, "", found.damage))
        elif found.value:
            given[name] = found.value
    note = edited.get("note", EditedCell()).text.strip()
    if has(desk, key, start, end, given, note):
        merged.counts["unchanged"] += 1
        return
    desk.add(key, start, end, given, note, who)
    merged.counts["added"] += 1
    merged.changes += [(line, f"{article} {start}-{end}", name, "", value) for name, value in given.items()]


def has(desk: Desk, key: int, start: int, end: int, given: Mapping[str, str], note: str) -> bool:
    """Has a reviewer added this row already, with these cells and this note?"""
    sheet = desk.sheets[key]
    row_id = f"{sheet.article.digest}-{start}-{end}"
    return any(
        row.row == row_id
        and row.rule == "reviewer"
        and row.note == note
        and all(judged(name, cells_of(row).get(name, ""), EditedCell(value)) == SAME for name, value in given.items())
        for row in sheet.rows
    )


def place(original: str, edited: Mapping[str, EditedCell]) -> tuple[int, int]:
    """Where the text of an added row stands: the only place of the article, or of the sentence that the line gives."""
    text = said(edited, "text")
    sentence = said(edited, "sentence")
    if not text:
        raise DecisionError(say("an added row gives its text as the article has it"))
    base = original.find(sentence) if sentence and original.count(sentence) == 1 else -1
    within = original[base : base + len(sentence)] if base >= 0 else original
    spots = list(starts(within, text))
    if len(spots) != 1:
        raise DecisionError(
            say("{text!r} stands {spots} times there; give its sentence, too", text=text, spots=len(spots))
        )
    start = max(base, 0) + spots[0]
    return start, start + len(text)


def starts(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
