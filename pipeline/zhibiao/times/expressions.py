"""Times as written, unresolved, read in steps, each general: atoms by the rules of the families (2025年8月31日,
上半年, 近三年), parts of them (去年最后两周), ranges, and those with the words around them that make them as-of days or open spans.
"""

from __future__ import annotations

from zhibiao.matching import Places
from zhibiao.model import TimeExpr
from zhibiao.times import days, distances, eras, festivals, fiscal, hours, months, present, years
from zhibiao.times.borders import crossed
from zhibiao.times.calendar import times
from zhibiao.times.fiscal import closed_years
from zhibiao.times.joined import joined, unbounded, wrapped
from zhibiao.times.parts import parted

# The rules of a family register themselves in `times`; of two readings as long an earlier family's goes first.
FAMILIES = (days, months, years, festivals, eras, present, distances, fiscal, hours)


def find(text: str, places: Places | None = None) -> list[TimeExpr]:
    """Every time expression of the text, without overlaps."""
    return closed_years(text, unbounded(text, wrapped(text, joined(text, parted(text, atoms(text, places))))))


def atoms(text: str, places: Places | None) -> list[TimeExpr]:
    """What the rules read, in order, each of them whole words: where a word crosses a border of one, what else begins
    in its place."""
    offered = list(times.matcher.places(text) if places is None else places)
    found = read(text, offered)
    k = 0
    while k < len(found):
        t, until = found[k], found[k + 1].start if k + 1 < len(found) else len(text)
        word = crossed(text, t.start, t.end)
        if word is None:
            k += 1
            continue
        again = (
            read(text[: word.ends], [place for place in offered if place[0] == t.start]) if word.ends > t.start else []
        )
        again += [
            e for e in read(text, [place for place in offered if word.resumes <= place[0] < until]) if e.end <= until
        ]
        found[k : k + 1] = again
    return found


def read(text: str, places: Places) -> list[TimeExpr]:
    """What the rules read at the places."""
    return [
        TimeExpr(start, end, text[start:end], rule.name, value[0], value[1])
        for start, end, rule, value in times.readings(text, places)
    ]
