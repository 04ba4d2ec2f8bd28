"""The units of `units.tsv`: surfaces → `Unit`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache

from zhibiao.lexicon import lines
from zhibiao.model import LexiconError, Unit

DIMENSIONS = frozenset(
    "money percent count length area volume mass time energy power temperature speed data rate other".split()
)


@cache
def units() -> dict[str, Unit]:
    """Every surface form and its unit. Raises `LexiconError` for a double surface or an unknown dimension."""
    found: dict[str, Unit] = {}
    for name, surfaces, dimension, code, factor, _ in (row[:6] for row in lines("units")):
        if dimension not in DIMENSIONS:
            raise LexiconError("units.tsv", name, f"no such dimension: {dimension}")
        try:
            unit = Unit(name, dimension, Decimal(factor or 1), code)
        except InvalidOperation as error:
            raise LexiconError("units.tsv", name, f"factor is no number: {factor}") from error
        for surface in surfaces.split():
            if surface in found:
                raise LexiconError("units.tsv", name, f"{surface} belongs to {found[surface].name} already")
            found[surface] = unit
    return found


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """(text, reading) of every line's example."""
    return tuple((left.strip(), right.strip()) for left, _, right in (row[5].partition("=>") for row in lines("units")))
