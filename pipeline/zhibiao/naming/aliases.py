"""Short mentions linked to the full names that the article gives.

Each of these relations holds only between places of an article that share characters (`zhibiao.page` looks no farther).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import regex

from zhibiao.firsts import LETTERS
from zhibiao.model import Entity, Word
from zhibiao.naming.places import noplace

DIVISIONS = "省市县区镇州"
LATIN = regex.compile(r"(?P<head>[A-Za-z]{4,})[\u4e00-\u9fff]+$")
SHORTEST = 4  # characters of an alias


def explained(found: Sequence[Entity], words: Sequence[Word]) -> dict[str, str]:
    """Short forms that the names of some words explain, with what they stand for: 澄阳 beside 澄阳市, 漠北 beside
    漠北新能源基地."""
    full: dict[str, str] = {}
    for e in found:
        if e.type == "LOC" and len(e.text) > 2 and e.text[-1] in DIVISIONS:
            full.setdefault(e.text[:-1], e.text)
    heads = {e.start for e in found if e.type in ("ORG", "FAC")}
    for word in words:
        if word.start in heads and heading(word):
            full.setdefault(word.text, word.text)
    return full


def heading(word: Word) -> bool:
    """Whether a word is a place that a longer name can begin with."""
    return word.tag == "ns" and len(word.text) > 1 and word.text not in noplace()


def echoed(words: Sequence[Word], full: Mapping[str, str]) -> list[Entity]:
    """Short mentions that the article itself explains."""
    return [Entity(w.start, w.end, w.text, "echoed", "LOC", full[w.text]) for w in words if w.text in full]


def latin(text: str, found: Sequence[Entity], extent: tuple[int, int] | None = None) -> list[Entity]:
    """The Latin head of a name by itself, a dash of a broken line inside it or not: China—goods beside Chinagoods平台."""
    start, end = extent or (0, len(text))
    aliases: list[Entity] = []
    for head, e in {m["head"]: e for e in found if e.text[0] in LETTERS and (m := LATIN.match(e.text))}.items():
        pattern = regex.compile("(?<![A-Za-z])" + "[—–-]?".join(map(regex.escape, head)) + "(?![A-Za-z])")
        aliases += [
            Entity(m.start(), m.end(), m[0], "echoed", e.type, e.text) for m in pattern.finditer(text, start, end)
        ]
    return aliases


def full_names(entities: Sequence[Entity]) -> list[str]:
    """The names with a bracket, the longest first: 中国（浙江）自由贸易试验区."""
    names = {e.text for e in entities if e.type in ("LOC", "ORG", "FAC") and (")" in e.text or "）" in e.text)}
    return sorted(names, key=lambda n: (-len(n), n))


def linked(entity: Entity, names_with: Callable[[Entity], Sequence[str]]) -> Entity:
    """An alias with the full name it stands for: the first of `names_with` that ends with it."""
    if entity.rule == "echoed" or len(entity.text) < SHORTEST:
        return entity
    name = next((n for n in names_with(entity) if n.endswith(entity.text) and n != entity.text), "")
    return replace(entity, name=name) if name else entity
