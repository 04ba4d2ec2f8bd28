"""Mentions as names: short ones linked to the full names that the article gives, and what stands level by level in a text as one
owner.

Each of these relations holds only between places of an article that share characters (`zhibiao.page` looks no farther).

福建|福州   上海|虹口体育馆   a place and what lies in it
西北|地区   挪威|政府          with the word that follows, which says what of the place is meant
京|津|冀                      a listed group of places by one character each; any other initial owns nothing (中|美)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from string import ascii_letters
from typing import TypeAlias

import regex

from zhibiao.lexicon import lines
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, EntityKind, Word
from zhibiao.naming.belonging import may_belong
from zhibiao.naming.cues import suffix_of
from zhibiao.naming.gazetteer import listing
from zhibiao.naming.places import AROUND, INITIAL, noplace
from zhibiao.naming.suffixes import FORMS
from zhibiao.words import frequency

# What stands in brackets after a name: 以下简称“甲乙”，证券代码600000; the code of a listed company.
AGREED = compiled(
    r"[（(](?P<said>(?:以下)?(?:统一|统)?(?:简称|下称)[为：:]?)?(?:(?:股票|证券)代码[：:]?)?"
    r"[“\"‘]?(?P<alias>[\u4e00-\u9fffA-Za-z0-9·+.-]{2,12}|[A-Z][A-Za-z]+(?: ?[A-Z&][A-Za-z&.]*){0,4})"
    r"[”\"’]?(?:(?:或|和|、|及)[“\"‘](?P<second>[\u4e00-\u9fffA-Za-z0-9·+-]{2,12})[”\"’])?"
    r"(?:[，,、；;/][^（）()\n]{0,30})?[)）]"
)
INITIALS = compiled("[A-Z][A-Z0-9+-]{1,9}")
GLOSS = compiled("[A-Z][A-Za-z.]*[a-z][A-Za-z .&]*")  # a name as it is in Latin letters: 柯克（Ron Kirk）
CALLED = ("ORG", "FAC", "BRAND", "EVENT", "LOC")
DIVISIONS = "省市县区镇州"
LATIN = compiled(r"(?P<head>[A-Za-z]{4,})[\u4e00-\u9fff]+$")
SHORTEST = 4  # characters of an alias
LISTED = "listed_company"  # the rule of listed companies (`evident`), whose names are short forms already


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


def may_head(text: str, word: str, extent: tuple[int, int]) -> bool:
    """Whether the name of an organisation may begin with a word in a stretch, by the character behind the word: it goes
    on there, unless the word itself ends as names do.

    漠北 in 漠北新能源基地  => True
    漠北 in 到了漠北。      => False
    """
    start, end = extent
    place = text.find(word, start, end)
    if place >= 0 and (suffix_of(word) or may_belong(word) or word in listing()["ORG"] or word in listing()["FAC"]):
        return True
    while place >= 0:
        beyond = place + len(word)
        if text[beyond : beyond + 1] not in apart():
            return True
        place = text.find(word, place + 1, end)
    return False


def may_explain(text: str, word: str, words: Sequence[Word]) -> bool:
    """Whether the names of a stretch may explain a word (`explained`), by the words of the stretch: it is one of them, or
    a division of its name ends where one of them does or inside one, as places do unless they are listed.

    推进 by 推进|区域  => False
    澄阳 by 澄阳|市    => True
    """
    if any(w.text == word and heading(w) for w in words):
        return True
    divisions = tuple(word + c for c in DIVISIONS)
    if not listing()["LOC"].isdisjoint(divisions):
        return True
    first = words[0].start if words else 0
    for w in words:
        if text.endswith(divisions, first, w.end) or any(name in w.text for name in divisions):
            return True
        if not w.tag and any(text.find(name, max(first, w.start - len(word)), w.end) >= 0 for name in divisions):
            return True  # what the segmenter does not know is taken apart (`stretch`)
    return False


@of_own
@cache
def apart() -> frozenset[str]:
    """What no name goes on with: marks that no listed name holds, and the end of the text."""
    return frozenset({*"，。、；：！？…”’》 \t\n\u3000", ""}) - {
        c for names in listing().values() for name in names for c in name
    }


def echoed(words: Sequence[Word], full: Mapping[str, str]) -> list[Entity]:
    """Short mentions that the article itself explains."""
    return [Entity(w.start, w.end, w.text, "echoed", "LOC", full[w.text]) for w in words if w.text in full]


def latin(text: str, found: Sequence[Entity], extent: tuple[int, int] | None = None) -> list[Entity]:
    """The Latin head of a name by itself, a dash of a broken line inside it or not: China—goods beside Chinagoods平台."""
    start, end = extent or (0, len(text))
    aliases: list[Entity] = []
    for head, e in {m["head"]: e for e in found if e.text[0] in ascii_letters and (m := LATIN.match(e.text))}.items():
        pattern = regex.compile("(?<![A-Za-z])" + "[—–-]?".join(map(regex.escape, head)) + "(?![A-Za-z])")
        aliases += [
            Entity(m.start(), m.end(), m[0], "echoed", e.type, e.text) for m in pattern.finditer(text, start, end)
        ]
    return aliases


Meaning = tuple[EntityKind, str]
Stated: TypeAlias = "regex.Match[str]"  # of `AGREED`


def brackets(text: str) -> list[Stated]:
    """The brackets that may state how the name before them is called for short."""
    return [m for m in AGREED.finditer(text) if m["said"] or latinate(m["alias"]) or not m["second"]]


def latinate(alias: str) -> bool:
    """Whether a bracket gives initials or a name in Latin letters."""
    return bool(INITIALS.fullmatch(alias) or GLOSS.fullmatch(alias))


def agreed(names: Sequence[Entity], stated: Sequence[Stated]) -> dict[str, Meaning]:
    """Short forms that a bracket gives to the name before it, with the type and the full name: said so, its Latin
    initials, or some of its characters in their order (中国…工业协会（中工协）). The short name of a listed company, by its
    code, is one."""
    ends = {e.end: e for e in names if e.type in CALLED or e.type == "PER"}
    found: dict[str, Meaning] = {e.text: (e.type, e.text) for e in names if e.rule == LISTED}
    for m in stated:
        e = ends.get(m.start())
        if e is None:
            continue
        gloss = GLOSS.fullmatch(m["alias"]) and e.type in ("ORG", "BRAND", "PER") and not e.text.isascii()
        if e.type == "PER" and not gloss:
            continue
        if (
            m["said"]
            or gloss
            or (e.type in ("ORG", "EVENT") and (INITIALS.fullmatch(m["alias"]) or shortens(m["alias"], e.text)))
        ):
            for alias in filter(None, (m["alias"], m["second"])):
                if "的" in alias:
                    continue  # a clause
                found.setdefault(alias, (e.type, e.name or e.text))
    return found


def forms(text: str, extent: tuple[int, int], stated: Sequence[Stated]) -> frozenset[str]:
    """Strings one of which stands wherever a short form does that the brackets of a stretch state (`agreed`): what they
    say, but for what no characters of the stretch before them make."""
    start, _ = extent
    said = [m for m in stated if m["said"] or latinate(m["alias"]) or within(m["alias"], text, start, m.start())]
    return frozenset(filter(None, (alias for m in said for alias in (m["alias"], m["second"]))))


def within(alias: str, text: str, start: int, end: int) -> bool:
    """Whether the characters of an alias stand in a stretch in their order."""
    for c in alias:
        start = text.find(c, start, end) + 1
        if not start:
            return False
    return True


def shortens(alias: str, name: str) -> bool:
    """Whether an alias is made of some characters of a name, in their order, and begins as it or one of its words does."""
    rest = iter(name)
    return len(alias) < len(name) and all(c in rest for c in alias)


def shortened(text: str, firms: Sequence[Entity]) -> dict[str, Meaning]:
    """Firms by the beginning of their registered names, where the text goes on otherwise: 恒岳智能 of
    恒岳智能装备股份有限公司. What the dictionary knows is no such short form.

    It stands for the firm only if the text has given the full name before, and no other firm whose name begins alike:
    华岭能源 before 华岭能源工程有限公司 is a firm for itself.
    """
    found: dict[str, Meaning] = {}
    cores = {name: name_proper(name) for name in {e.text for e in firms}}
    for name, core in cores.items():
        place = text.find(core[:2]) if len(core) > 3 else -1
        while place >= 0:
            n = next(
                (k for k, (a, b) in enumerate(zip(core, text[place : place + len(core)], strict=False)) if a != b),
                len(core),
            )
            head = core[: min(n, len(core))]
            if (
                n < len(core)
                and len(head) > 1
                and not frequency(head)
                and head not in codes()
                and text[place - 1 : place] != "“"
            ):
                alike = any(other != core and other.startswith(head) for other in cores.values())
                full = name if not alike and text.find(name) < place else head
                found.setdefault(head, ("ORG", full))
            place = text.find(core[:2], place + len(core[:2]))
    return found


def name_proper(firm: str) -> str:
    """A registered name without the place before it and the form of the firm after it."""
    core: str = FORM.sub("", firm)
    start = next((n for n in range(min(5, len(core) - 2), 1, -1) if core[:n] in codes() or core[: n + 1] in codes()), 0)
    return core[start:].lstrip("省市县")


FORM = compiled(alternation(FORMS) + "$")


def called(text: str, extent: tuple[int, int], meanings: Mapping[str, Meaning]) -> list[Entity]:
    """The mentions of the article's short forms in a stretch."""
    found: list[Entity] = []
    for alias, (kind, name) in meanings.items():
        place = text.find(alias, *extent)
        while place >= 0:
            found.append(Entity(place, place + len(alias), alias, "echoed", kind, name))
            place = text.find(alias, place + len(alias), extent[1])
    return found


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


GOVERNMENT = "政府"
LEVELS = tuple(DIVISIONS)


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


@cache
def measured_about() -> tuple[str, ...]:
    """The official names of indicators that begin as what lies about a place does: 山西|地区生产总值."""
    names = (name for official, spellings, *_ in lines("indicators") for name in (official, *spellings.split()))
    return tuple(name for name in names if name.startswith(AROUND))


def widened(text: str, e: Entity) -> Entity:
    """A place with the word after it that is not of its name."""
    after = GOVERNMENT if e.rule == "government" else ""
    if e.rule == "place" and text.startswith(AROUND, e.end) and not text.startswith(measured_about(), e.end):
        after = next(a for a in AROUND if text.startswith(a, e.end))
    return spanned(text, e.start, e.end + len(after), e) if after else e


def spanned(text: str, start: int, end: int, like: Entity) -> Entity:
    """A name of the same rule and type with another span."""
    return Entity(start, end, text[start:end], like.rule, like.type, text[start:end])
