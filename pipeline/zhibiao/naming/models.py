"""Products by brand and model: 甲为 nova 10 Pro, iPhone 14 Pro Max, QTD 1200-3, 海豹07 DM-i.

A model is a Latin word with a small letter, or letters with digits, and goes on over versions and variants. A number in it
stands only where `labels.toml` takes it for part of a model: before a unit it is a figure (iPhone 14 万台).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity

VERSION = "[0-9]{1,4}[A-Za-z]{0,2}(?![A-Za-z0-9.,%％])"
FIRST = "(?<![A-Za-z0-9@/_.-])"
NEXT = "[A-Z][A-Za-z0-9]{0,9}(?:-[A-Za-z0-9]{1,4})?"
PERIOD = compiled("(?:[QHqh][1-4]|FY[0-9]{2,4}|[0-9]{1,2}[Gg])$")  # 甲果Q1, 乙为5G
BRANDS = frozenset({"ORG", "BRAND"})
FUTURES = "期货"  # 标普500指数|期货
LONGEST = 30  # characters of a product's name


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
        if m is None or m.end() - e.start > LONGEST:
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
