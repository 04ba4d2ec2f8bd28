"""Whose a figure is, under one name in all articles; nobody rather than the wrong one.

A place is known by its code (GB/T 2260, ISO 3166-1): 厦门, 厦门市 and 福建省厦门市 are 350200. A county that shares its name
with another needs the division above it, in the name itself or in the article. What follows a place and is no part of
a name narrows what is measured: 我国|港口 + 货物吞吐量. An organisation is known by its whole name. Persons, kinds of
offices (公安局), places that no gazetteer has, and whatever is no name have no owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from zhibiao.lexicon import lines, load
from zhibiao.model import Marks
from zhibiao.naming import find_in
from zhibiao.words import cut

NATION, WORLD = "中国", "全球"
CN = "CN"
SPACES = regex.compile(r"[\s“”‘’\"'《》「」]+")
LATIN = regex.compile(r"[A-Za-z][A-Za-z0-9&.+ -]{2,}")
# What no name holds: a list, a bracket, a figure that counts.
NO_NAME = regex.compile(r"[、，,；;：:/|（(\n]|[和与及]|等$")
PLACE_END = regex.compile(r"[镇乡村区县州旗]$|街道$|社区$")
LONGEST_PLACE = 15
NAMED = frozenset({"ORG", "BRAND", "EVENT", "FAC", "POLICY"})


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner under the name that all articles share. `rest` follows the place and narrows the indicator; `reason` says
    what makes the name the owner's: `code`, `nation`, `world`, `name`, `article` (which division above is meant),
    `toml`, `said` (the article gives the full name)."""

    name: str = ""
    code: str = ""
    rest: str = ""
    reason: str = ""


NOBODY = Owner()


@cache
def places() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """(code, level) of every place that a surface may stand for, full names and short forms."""
    found: dict[str, dict[str, str]] = {}
    for name, short, code, level in lines("places"):
        for surface in {name, short}:
            if len(surface) > 1:
                found.setdefault(surface, {})[code] = level
    for name, codes in lines("namesakes"):
        found.setdefault(name, {}).update(dict.fromkeys(codes.split(), "county"))
    return {surface: tuple(codes.items()) for surface, codes in found.items()}


@cache
def names_by_code() -> Mapping[str, str]:
    """The full name of each code; a county that shares its name has its province before it."""
    found = {code: name for name, _, code, _ in lines("places")}
    for name, codes in lines("namesakes"):
        for code in codes.split():
            above = found.get(code[:2] + "0000", ""), found.get(code[:4] + "00", "")
            if not code.endswith("00"):
                found[code] = "".join(dict.fromkeys(filter(None, above))) + name
    return found


def under(code: str, above: str) -> bool:
    """Whether a division lies in another: 350203 in 350200 and in 350000."""
    return bool(above) and code != above and code.startswith(above.rstrip("0") if above.isdigit() else above)


def division(text: str) -> tuple[str, str, bool]:
    """The place that a text begins with: its code, what follows, and whether the code is sure; ("", text, False) when none.

    福建省厦门市    => 350200, "", True
    我国港口        => CN, 港口, True
    鼓楼区          => "", "", False     there are four
    """
    above, rest = "", text
    while rest:
        found = longest_place(rest, above)
        if found is None:
            break
        code, length = found
        if not code:
            return "", rest[length:], False
        above, rest = code, rest[length:]
    return above, rest, bool(above)


def longest_place(text: str, above: str) -> tuple[str, int] | None:
    """The code and length of the longest place that a text begins with, under `above` when that is given; no code when
    several are meant; None when no place begins there."""
    for length in range(min(LONGEST_PLACE, len(text)), 1, -1):
        if not above and text[:length] in owners()["nation"]:
            return CN, length
        known = places().get(text[:length])
        if known is None:
            continue
        if above and above != CN:
            known = tuple((code, level) for code, level in known if under(code, above))
            if not known:
                continue
        return highest(known), length
    return None


RANK = {"country": 0, "province": 0, "prefecture": 1, "county": 2}


def highest(known: tuple[tuple[str, str], ...]) -> str:
    """The code of the highest division of a name, as news means it (吉林, 海南); empty when two are as high."""
    ranked = sorted(known, key=lambda pair: RANK[pair[1]])
    alone = len(ranked) == 1 or RANK[ranked[0][1]] < RANK[ranked[1][1]]
    # A prefecture and a county of one short form (朝阳) are both written short: neither is meant more.
    return ranked[0][0] if alone and (len(ranked) == 1 or RANK[ranked[0][1]] == 0 or known_full(ranked)) else ""


def known_full(ranked: list[tuple[str, str]]) -> bool:
    """Whether the lower divisions of a shared short form lie in the highest one: 长沙市 and its 长沙县."""
    top = ranked[0][0]
    return all(under(code, top) for code, _ in ranked[1:])


@cache
def owners() -> Mapping[str, tuple[str, ...]]:
    """The word lists of `facts.toml`."""
    return {name: tuple(words) for name, words in load("facts")["owners"].items()}


@lru_cache(maxsize=1 << 16)
def owner_of(subject: str) -> Owner:
    """The owner that a subject names by itself.

    厦门 => 厦门市 350200       我国 => 中国 CN       我国港口 => 中国 CN, rest 港口       公司 => nobody
    """
    name = SPACES.sub("", subject)
    if not name:
        return NOBODY
    if name in owners()["world"]:
        return Owner(WORLD, "", "", "world")
    whole = whole_name(name)
    code, rest, sure = division(name)
    rest = "" if rest in owners()["whole"] else rest
    if whole and rest and not (whole == "FAC" and sure and rest.endswith(owners()["branches"])):  # 北京|消费市场
        return Owner(name, "", "", "name")
    if sure and not rest:
        return Owner(NATION if code == CN else names_by_code()[code], code, "", "nation" if code == CN else "code")
    if sure and rest and narrows(name, code, rest):
        return Owner(NATION if code == CN else names_by_code()[code], code, rest, "nation" if code == CN else "code")
    if name in places():
        return NOBODY  # several places are called so
    if not code and name.endswith(owners()["indices"]) and not NO_NAME.search(name):
        return Owner(name, "", "", "name")
    return Owner(name, "", "", "name") if whole and not sure else NOBODY


@lru_cache(maxsize=1 << 16)
def place_before(indicator: str) -> Owner:
    """The place that an indicator begins with, where the row names no subject: 西安市居民消费价格指数."""
    code, rest, sure = division(SPACES.sub("", indicator))
    if not sure or code == CN or not may_narrow(rest):
        return NOBODY
    return Owner(names_by_code()[code], code, "", "code")


def whole_name(name: str) -> str:
    """The type of a name when all of it is the name of one organisation, event, brand or work, or of a region with a name
    of its own; else empty."""
    if (
        NO_NAME.search(name)
        or name.startswith(owners()["everywhere"])
        or name.startswith(owners()["itself"])
        or name in owners()["kinds"]
        or len(name) < 2
    ):
        return ""
    if LATIN.fullmatch(name) or firm(name):
        return "ORG"
    found = find_in(name)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(name)):
        return ""
    kind = found[0].type
    if kind == "LOC":
        return kind if not PLACE_END.search(name) or name.endswith(("新区", "湾区")) else ""
    return kind if kind in NAMED else ""


# What no name begins with, as jieba tags words: verbs, prepositions, adverbs, conjunctions, pronouns, particles, numerals.
NOT_FIRST = tuple("vpdcrufmyq")
FIRM = regex.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·&]{2,}(?:有限公司|有限责任公司|股份公司|集团公司)")


def firm(name: str) -> bool:
    """Whether it is the full name of a firm, and no phrase that ends with one (购买青海丽豪清能股份有限公司)."""
    return FIRM.fullmatch(name) is not None and begins_well(name)


def begins_well(name: str) -> bool:
    """Whether its first word can begin a name."""
    return not cut(name, Marks())[0].tag.startswith(NOT_FIRST)


def narrows(name: str, code: str, rest: str) -> bool:
    """Whether what follows a place narrows what is measured there: a branch or a group behind any name of it (江苏|服务业),
    another common noun behind its full name alone (四川省|港口, 我国|汽车), for names of firms begin with the short one
    (海南橡胶, 中国中车); a body of its own never (通榆县|永胜村村委会).
    """
    if not rest.endswith(owners()["branches"]):
        place = name.removesuffix(rest)
        written_out = place in owners()["itself"] if code == CN else place.endswith(full_name(code))
        if not written_out or rest.endswith(owners()["bodies"]):
            return False
    return may_narrow(rest)


def full_name(code: str) -> str:
    """The name of a division without those above it."""
    return next((name for name, _, c, _ in lines("places") if c == code), "") or names_by_code()[code]


def may_narrow(rest: str) -> bool:
    """Whether what follows a place is a common noun: no name, no list, not the place's own office."""
    return not NO_NAME.search(rest) and len(rest) > 1 and not find_in(rest) and not whole_name(rest)


def told_apart(name: str, context: str) -> Owner:
    """Of divisions that share a name, the one whose province or prefecture the article names; nobody when none or several.

    鼓楼区, 福州市发布消息 => 福建省福州市鼓楼区
    """
    plain = SPACES.sub("", name)
    known = places().get(plain, ())
    if len(known) < 2 or highest(known):
        return NOBODY
    for level in (4, 2):  # a prefecture says more than its province
        named = [
            code for code, _ in known if any(above in context for above in names_of(code[:level].ljust(6, "0"), code))
        ]
        if named:
            return Owner(names_by_code()[named[0]], named[0], "", "article") if len(named) == 1 else NOBODY
    return NOBODY


@cache
def names_under() -> Mapping[str, regex.Pattern[str]]:
    """How the divisions that lie in a province or prefecture are written, by its code."""
    found: dict[str, set[str]] = {}
    for name, codes in plain_places()[0].items():
        for code in codes:
            for above in {f"{code[:2]}0000", f"{code[:4]}00"} - {code} if code.isdigit() else ():
                if name not in names_by_code().get(above, ""):
                    found.setdefault(above, set()).add(name)
    return {code: regex.compile("|".join(sorted(map(regex.escape, names)))) for code, names in found.items()}


def names_part(owner: Owner, sentence: str) -> bool:
    """Whether a sentence names a part of the place that is taken for its owner, so that a figure may be the part's:
    江苏最年轻的地级市宿迁 … 增长8.1%."""
    parts = names_under().get(owner.code)
    return parts is not None and parts.search(sentence) is not None


@cache
def names_of(above: str, code: str) -> tuple[str, ...]:
    """How the division above another is written, in full and short; nothing for the other itself."""
    return tuple(s for name, short, c, _ in lines("places") if c == above != code for s in (name, short) if len(s) > 1)


@cache
def plain_places() -> tuple[Mapping[str, frozenset[str]], int]:
    """The codes of every name that a text hardly holds by chance (no county's short form), and the longest name's length."""
    found: dict[str, set[str]] = {name: {CN} for name in owners()["nation"]}
    for name, short, code, level in lines("places"):
        for surface in {name} if level == "county" else {name, short}:
            if len(surface) > (2 if level == "county" else 1):
                found.setdefault(surface, set()).add(code)
    for name, codes in lines("namesakes"):
        found.setdefault(name, set()).update(codes.split())
    return {name: frozenset(codes) for name, codes in found.items()}, max(map(len, found))


@lru_cache(maxsize=1 << 14)
def places_named(text: str) -> frozenset[str]:
    """The codes of the places that a text names, the longest name first.

    我国与法国 => CN, FR       厦门、泉州 => 350200, 350500
    """
    names, longest = plain_places()
    found: set[str] = set()
    at = 0
    while at < len(text):
        length = next((n for n in range(min(longest, len(text) - at), 1, -1) if text[at : at + n] in names), 0)
        found |= names[text[at : at + length]] if length else frozenset()
        at += length or 1
    return frozenset(found)


@cache
def foreign() -> regex.Pattern[str]:
    """Countries other than China."""
    names = [
        s for n, short, c, level in lines("places") if level == "country" and c != CN for s in (n, short) if len(s) > 1
    ]
    return regex.compile("|".join(sorted(map(regex.escape, names), key=len, reverse=True)))


def is_nation(subject: str, sentence: str) -> bool:
    """Whether 全国 and 国内 mean China in this sentence: no other country stands in it, or China does."""
    word = SPACES.sub("", subject)
    if not word.startswith(("全国", "国内")):
        return True
    return "我国" in sentence or "中国" in sentence or not foreign().search(sentence)
