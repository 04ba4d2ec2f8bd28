"""Names as the owners of figures: what stands level by level in a text is one owner.

福建|福州   上海|虹口体育馆   a place and what lies in it
西北|地区   挪威|政府          with the word that follows, which says what of the place is meant
京|津|冀                      a listed group of places by one character each; any other initial owns nothing (中|美)
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon.places import codes
from zhibiao.model import Entity
from zhibiao.naming.aliases import DIVISIONS
from zhibiao.naming.gazetteer import listing
from zhibiao.naming.places import AROUND, INITIAL

GOVERNMENT = "政府"
LEVELS = tuple(DIVISIONS)
MEASURED = ("地区生产总值", "地区GDP")  # 山西|地区生产总值: what is measured of a place, not what lies about it


def joined(text: str, names: Sequence[Entity]) -> list[Entity]:
    """The owners among the names of a text (or a sentence of it), in order."""
    owners: list[Entity] = []
    for e in grouped(text, names):
        e = widened(text, e)
        last = owners[-1] if owners else None
        if last is not None and last.end == e.start and e.type in ("LOC", "FAC") and holds_levels(last):
            owners[-1] = spanned(text, last.start, e.end, e)
        else:
            owners.append(e)
    return owners


def holds_levels(e: Entity) -> bool:
    """Whether a place has levels below it: a division or a country, no zone (G60科创走廊|临湖)."""
    return e.type == "LOC" and (e.rule == "place" or e.text in codes() or e.text.endswith(LEVELS))


def grouped(text: str, names: Sequence[Entity]) -> list[Entity]:
    """Initials in a row as the one name that is listed for them; the others are left out."""
    if not any(e.rule == INITIAL for e in names):
        return list(names)
    groups = listing()["LOC"]
    kept: list[Entity] = []
    row: list[Entity] = []
    for e in [*names, None]:
        if row and (e is None or e.rule != INITIAL or e.start != row[-1].end):
            if text[row[0].start : row[-1].end] in groups:
                kept.append(spanned(text, row[0].start, row[-1].end, row[0]))
            row = []
        if e is not None and e.rule == INITIAL:
            row.append(e)
        elif e is not None:
            kept.append(e)
    return kept


def widened(text: str, e: Entity) -> Entity:
    """A place with the word after it that is not of its name."""
    after = GOVERNMENT if e.rule == "government" else ""
    if e.rule == "place" and text.startswith(AROUND, e.end) and not text.startswith(MEASURED, e.end):
        after = next(a for a in AROUND if text.startswith(a, e.end))
    return spanned(text, e.start, e.end + len(after), e) if after else e


def spanned(text: str, start: int, end: int, like: Entity) -> Entity:
    """A name of the same rule and type with another span."""
    return Entity(start, end, text[start:end], like.rule, like.type, text[start:end])
