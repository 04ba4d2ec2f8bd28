"""Names in Latin letters, with the spaces inside them: Far Point, Global Blue公司, OpenAI, 策略师Mark Cranfield; and products by brand
and model: 甲为 nova 10 Pro, iPhone 14 Pro Max, QTD 1200-3, 海豹07 DM-i.

A word that begins with a capital and goes on in small letters is a name in Chinese text; one of capitals alone is as often
a term (GDP, REITs) and stands here only beside such a word or before a head (CIO财团). What a bracket glosses (柯克（Ron
Kirk）) is no second name: `aliases.agreed` takes it for the name before the bracket.

A model is a Latin word with a small letter, or letters with digits, and goes on over versions and variants. A number in it
stands only where `labels.toml` takes it for part of a model: before a unit it is a figure (iPhone 14 万台).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import regex

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity, EntityKind
from zhibiao.naming.cues import cues, suffixes

WORD = "[A-Z][A-Za-z0-9’'&.+-]*"
PROPER = "(?=[A-Za-z&.+’'-]*[a-z])[A-Z][A-Za-z][A-Za-z&.+’'-]+"  # holds a small letter
LONGEST = 40


@cache
def pattern() -> regex.Pattern[str]:
    """A name of one capitalised word or of several, or capitals, with the head behind it."""
    head = alternation(load("names")["latin"]["heads"])
    return compiled(
        rf"(?<![A-Za-z0-9@/_.-])(?:(?P<name>(?:{WORD} (?:(?:of|and|de|the|for|van|von) )?)*{PROPER}(?: {WORD})*)(?P<head> ?{head})?"
        rf"|(?P<initials>[A-Z]{{2,6}}) ?(?P<behind>{head}))(?![A-Za-z0-9@/_])"
    )


@cache
def words() -> tuple[frozenset[str], frozenset[str]]:
    """Latin words that name nothing by themselves, and those of firms, which no person is called by."""
    data = load("names")["latin"]
    return frozenset(data["common"]), frozenset(data["firms"])


def latin_names(text: str) -> list[Entity]:
    """The names in Latin letters of a text, but for those in a bracket right behind a name."""
    if text.isascii() or not re.search("[A-Z]", text):
        return []
    found: list[Entity] = []
    for m in pattern().finditer(text):
        start, end, pieces = m.start(), m.end(), (m["name"] or "").split()
        if pieces and pieces[0] in OFFICERS:
            start += len(pieces.pop(0)) + 1
        name = text[start:end]
        if len(name) > LONGEST or glosses(text, start, end) or (m["name"] and is_common(pieces)):
            continue
        if text[end : end + 1] in DASHES or text[start - 1 : start] in DASHES:
            continue  # a word that the line breaks
        if RUNNING.match(text, end):
            continue  # Consolidated results: English text, not a name in Chinese text
        kind = kind_of(text, start, end, pieces, (m["head"] or m["behind"] or "").lstrip())
        found.append(Entity(start, end, name, "latin", kind, name))
    return of_one_kind(found)


OFFICERS = frozenset({"CEO", "CFO", "CTO", "COO", "CIO", "CMO", "VP"})
RUNNING = compiled(" [a-z]{3,}")
DASHES = ("—", "–", "-")


def is_common(pieces: list[str]) -> bool:
    """Whether the words of a name are terms: some that are listed, capitals in the plural (REITs)."""
    common, _ = words()
    return all(p in common or (p[-1] == "s" and p[:-1].isupper()) for p in pieces)


def of_one_kind(found: list[Entity]) -> list[Entity]:
    """The names with one type for all mentions of each; who is a person by the whole name is one by the surname."""
    kinds: dict[str, EntityKind] = {e.text: e.type for e in found if e.type != "BRAND"}
    for e in found:
        if e.type == "PER":
            kinds.setdefault(e.text.split()[-1], "PER")
    return [replace(e, type=kinds.get(e.text, e.type)) for e in found]


def glosses(text: str, start: int, end: int) -> bool:
    """Whether a name stands in a bracket that is opened right behind a Chinese character, as what it is in English."""
    return (
        text[start - 1 : start] in ("（", "(")
        and start > 1
        and not text[start - 2].isascii()
        and text[end : end + 1] in "）)，,；;"
    )


def kind_of(text: str, start: int, end: int, pieces: list[str], head: str) -> EntityKind:
    """What its head says, a firm by its words, a person by two words beside a title or a verb of speech, else a brand."""
    titles, endings, credit, speech = cues()
    if head:
        return suffixes()[0].get(head, "ORG")
    if not words()[1].isdisjoint(pieces) or before(text, start, load("names")["evident"]["before"]):
        return "ORG"
    called = 2 <= len(pieces) <= 3 and pieces[0] != "The" and all(p.rstrip(".").isalpha() for p in pieces)
    if called and (before(text, start, (*titles, *endings, *credit)) or text.startswith(tuple(speech), end)):
        return "PER"
    return "BRAND"


def before(text: str, start: int, strings: tuple[str, ...] | list[str]) -> bool:
    """Whether one of the strings ends where a name starts."""
    return text.endswith(tuple(strings), max(0, start - 8), start)


VERSION = "[0-9]{1,4}[A-Za-z]{0,2}(?![A-Za-z0-9.,%％])"
FIRST = "(?<![A-Za-z0-9@/_.-])"
NEXT = "[A-Z][A-Za-z0-9]{0,9}(?:-[A-Za-z0-9]{1,4})?"
PERIOD = compiled("(?:[QHqh][1-4]|FY[0-9]{2,4}|[0-9]{1,2}[Gg])$")  # 甲果Q1, 乙为5G
BRANDS = frozenset({"ORG", "BRAND"})
FUTURES = "期货"  # 标普500指数|期货
LONGEST_MODEL = 30  # characters of a product's name


@cache
def model() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A model by itself, and what may be one behind the name of its brand."""
    variant = alternation(load("names")["latin"]["variants"])
    more = rf"(?: ?{VERSION}| {NEXT}| ?{variant}(?![A-Za-z]))"
    ends = "(?![A-Za-z0-9@/_])"
    return (
        compiled(
            rf"{FIRST}(?:(?:[a-z]{{1,2}}[A-Z][A-Za-z]{{2,}}(?: {VERSION})?|(?:[A-Z][A-Za-z]*[a-z][A-Za-z]* ){{1,2}}{VERSION}){more}{{0,4}}"
            rf"|[A-Z]{{2,5}} ?[0-9]{{3,4}}-[0-9]{{1,2}}){ends}"
        ),
        compiled(
            rf" ?(?:(?=[A-Za-z0-9-]*[a-z]|[A-Z]+[0-9])[A-Za-z]{{1,12}}[0-9]{{0,4}}[A-Za-z]{{0,3}}(?:-[A-Za-z0-9]{{1,4}})?{more}{{0,4}}"
            rf"|{VERSION} ?{variant}{more}{{0,3}}){ends}"
        ),
    )


@cache
def terms() -> frozenset[str]:
    """Latin words that name no model by themselves."""
    data = load("names")["latin"]
    return frozenset({*data["common"], *data["variants"]})


def models(text: str) -> list[Entity]:
    """The products of a text that their model alone names."""
    alone, _ = model()
    return [product(text, m.start(), m.end()) for m in alone.finditer(text)] if not text.isascii() else []


def of_brands(text: str, names: Iterable[Entity]) -> Iterator[Entity]:
    """The products that begin with a name of a text: 三星|Galaxy S23, 小米| 14 Ultra."""
    _, behind = model()
    for e in names:
        if e.type not in BRANDS or e.text[-1].isascii():
            continue
        if e.text.endswith("指数") and text.startswith(FUTURES, e.end):
            yield Entity(e.start, e.end + len(FUTURES), e.text + FUTURES, "traded", "BRAND", e.text + FUTURES)
        m = behind.match(text, e.end)
        if m is None or m.end() - e.start > LONGEST_MODEL:
            continue
        pieces = m[0].split()
        if PERIOD.fullmatch(pieces[0]) or (pieces[0] in terms() and len(pieces) == 1):
            continue
        yield product(text, e.start, m.end())


GOODS = compiled("(?:现货|(?<![A-Za-z])[A-Z]{3,5} ?)(?:原油|黄金|白银|铂金|钯金)(?:期货)?")


def goods(text: str) -> list[Entity]:
    """Goods of a market by the market: 现货白银, WTI原油, COMEX黄金期货."""
    return [Entity(m.start(), m.end(), m[0], "traded", "BRAND", m[0]) for m in GOODS.finditer(text)]


def product(text: str, start: int, end: int) -> Entity:
    return Entity(start, end, text[start:end], "model", "BRAND", text[start:end])
