"""Units whose surface has several senses, told apart by the words around the figure (`senses.toml`).

最高气温|18度   摄氏度        用电|300度   千瓦时        旋转|360度   度
豆瓣评分|8.1分  分            最快|57分    分钟          五级         no unit
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from zhibiao.lexicon import load
from zhibiao.lexicon.units import units, word_after
from zhibiao.matching import compiled
from zhibiao.model import Unit

END = compiled("[。！？；\n]")
NEAR = 12  # characters before a figure that tell its sense, unless an entry says otherwise


class Sense(NamedTuple):
    """One sense of a surface: the unit, and the patterns of which one must hold; neither for what it means else."""

    unit: Unit
    before: Any
    after: Any
    reach: int


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """The senses of each surface; of several that hold the one told nearest to the figure is meant."""
    found: dict[str, list[Sense]] = {}
    for entry in load("senses")["sense"]:
        known = units().get(entry["unit"])
        same = known is not None and known.dimension == entry["dimension"]
        unit = known if known is not None and same else Unit(entry["unit"], entry["dimension"])
        before, after = (compiled("|".join(entry[side])) if side in entry else None for side in ("before", "after"))
        found.setdefault(entry["surface"], []).append(Sense(unit, before, after, entry.get("reach", NEAR)))
    return {surface: tuple(listed) for surface, listed in found.items()}


def sense_at(text: str, start: int, end: int) -> Unit | None:
    """The unit that the surface at `end` has behind a numeral that begins at `start`; None where it has none there."""
    surface = text[end]
    following = text[end + 1 : end + 2]
    if surface not in ("度", "级") and following and following in word_after().get(surface, "") and following != "钟":
        return None
    found, nearest = None, -1
    for sense in senses()[surface]:
        if sense.before is None and sense.after is None:
            return found or sense.unit
        if sense.after is not None and sense.after.match(text, end + 1):
            return sense.unit
        place = told(sense.before, text, start, end, sense.reach)
        if place > nearest:  # 室温26度，用电|300度: the word nearest to the figure tells
            found, nearest = sense.unit, place
    return found


def told(words: Any, text: str, start: int, end: int, reach: int) -> int:
    """Where the last of the words before a figure ends, -1 where none stands there."""
    if words is None:
        return -1
    first = max(0, start - reach)
    return max((first + m.end() for m in words.finditer(said_before(text, start, end, reach))), default=-1)


def said_before(text: str, start: int, end: int, reach: int) -> str:
    """The characters before a figure, at most so many, and its own (零下|5); blanks for those of another sentence."""
    near = text[max(0, start - reach) : end]
    ends = [m.end() for m in END.finditer(near)]
    return " " * ends[-1] + near[ends[-1] :] if ends else near
