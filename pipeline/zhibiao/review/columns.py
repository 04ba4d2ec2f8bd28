"""The cells of a row that a reviewer may change, the values they may take, and a seal over them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields

from zhibiao.decisions import DecisionError, check_size, row_of_cells, written
from zhibiao.lexicon.units import DIMENSIONS, units
from zhibiao.model import EDITABLE, Row
from zhibiao.rows.standard import spellings
from zhibiao.wording import cell_words, column_word, say

# The values that a cell may take; one that is empty by default may be empty.
CHOICES: dict[str, tuple[str, ...]] = {
    f.name: tuple(sorted(DIMENSIONS)) if f.name == "dimension" else (*[""][: f.default == ""], *f.metadata["choices"])
    for f in fields(Row)
    if f.metadata["editable"] and (f.name == "dimension" or f.metadata["choices"])
}
VERDICTS = ("", "accepted", "corrected", "rejected")


def cells(row: Row) -> dict[str, str]:
    """The editable cells as text, empty ones included."""
    values = {name: getattr(row, name) for name in EDITABLE}
    return {name: "" if value is None else written(value) for name, value in values.items()}


def seal(row: Row) -> str:
    """A digest of what a reviewer sees of a row: it differs when somebody changed the row meanwhile."""
    seen = "\x1f".join([*cells(row).values(), row.status, row.note])
    return hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def suggestions() -> dict[str, list[str]]:
    """What the lexicon has to suggest for cells: units, official names of indicators."""
    officials = {official.name for known in spellings().values() for official in known}
    return {"units": sorted({unit.name for unit in units().values()}), "officials": sorted(officials)}


def settled(changes: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """The changes that really change something, a known unit bringing its dimension along.

    Raises `DecisionError` for a column that is not editable, a value that its column cannot take, or days in disorder.
    """
    if foreign := set(changes) - set(EDITABLE):
        raise DecisionError(say("{foreign}: cannot be edited", foreign=", ".join(sorted(foreign))))
    clean = {name: cell.strip() for name, cell in changes.items()}
    check_size(clean)
    for name, allowed in CHOICES.items():
        if clean.get(name, allowed[0]) not in allowed:
            raise DecisionError(
                say(
                    "{name}: {cell!r} is none of {allowed}",
                    name=column_word(name),
                    cell=clean[name],
                    allowed=cell_words(name, allowed),
                )
            )
    made = {name: cell for name, cell in clean.items() if cell != before.get(name, "")}
    unit = units().get(made.get("unit", ""))
    if unit and "dimension" not in made and unit.dimension != before.get("dimension"):
        made["dimension"] = unit.dimension
    after = row_of_cells({**before, **made})
    touched = "period_start" in made or "period_end" in made
    if touched and after.period_start and after.period_end and after.period_start > after.period_end:
        raise DecisionError(
            say(
                "period: {period_start} is after {period_end}",
                period_start=after.period_start,
                period_end=after.period_end,
            )
        )
    return made
