"""Times as written, unresolved, read in three steps, each general: atoms by the rules of the families (2025年8月31日,
上半年, 近三年), ranges of them, and those with the words around them that make them as-of days or open spans.
"""

from __future__ import annotations

from zhibiao.matching import Places
from zhibiao.model import TimeExpr
from zhibiao.times import (  # the rules of a family register themselves in `times`
    days,
    decades,
    distances,
    festivals,
    hours,
    lunar,
    months,
    parts,
    plans,
    present,
    quarters,
    seasons,
    weeks,
    years,
)
from zhibiao.times.calendar import times
from zhibiao.times.joined import joined, unbounded, wrapped

FAMILIES = (
    days,
    weeks,
    months,
    quarters,
    years,
    parts,
    seasons,
    lunar,
    festivals,
    plans,
    present,
    distances,
    decades,
    hours,
)


def find(text: str, places: Places | None = None) -> list[TimeExpr]:
    """Every time expression of the text, without overlaps."""
    atoms = [
        TimeExpr(start, end, text[start:end], rule.name, value[0], value[1])
        for start, end, rule, value in times.readings(text, places)
    ]
    return unbounded(text, wrapped(text, joined(text, atoms)))
