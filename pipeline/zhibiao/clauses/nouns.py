"""Heads of nouns: who owns figures, what is measured of somebody, what owns nothing."""

from __future__ import annotations

from functools import lru_cache

from zhibiao.clauses.cues import LISTS, either
from zhibiao.clauses.markets import MARKET_INDEX as MARKET_INDEX
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Entity

NO_SUBJECT = frozenset(load("names")["no_subject"]["words"])
OWNERS = (*LISTS["owning"], *LISTS["actor"])  # what those who own figures end in
PEOPLE = (*LISTS["populace"], *OWNERS)
# What nobody owns figures by: attributes, states, speakers, all and sundry (各地, 多家券商), an article's number.
UNOWNING = compiled(
    f"{either('attribute', 'state')}$|称$|^[每单各]|^多[家位名个所]|^第[^条]{{1,3}}条$|{either('speaker')}"
)
# What gives way to a name of the paragraph or the headline: people, goods, prices.
YIELDING = compiled(either("yielding") + "$")
SUBJECT_TYPES = frozenset({"ORG", "LOC", "FAC", "BRAND", "EVENT"})  # of names that own figures
FIGURE_NOUNS = frozenset(LISTS["figure_noun"])
ATTRIBUTE = compiled(either("attribute") + "$")


def name_of(entity: Entity) -> str:
    """The name of an entity as written at its place, a place with its division (厦门市), a person as addressed (周女士); the
    full name of the article where what is written is in Latin letters or broken by a mark (China—goods)."""
    written, full = entity.text, entity.name or entity.text
    if full[:-1] == written or entity.type == "PER" or not written.isalnum() or written.isascii():
        return full
    return written


@lru_cache(maxsize=8192)
def attribute(word: str) -> bool:
    """Whether what a word names is measured of somebody: 出口额, 优良率."""
    return ATTRIBUTE.search(word) is not None


def is_measure(entity: Entity) -> bool:
    """Whether a name is that of a measure, which somebody has: PCE价格指数; not of an index that a market trades."""
    return (
        entity.type == "BRAND" and UNOWNING.search(entity.text) is not None and not MARKET_INDEX.fullmatch(entity.text)
    )


def belonging(word: str) -> bool:
    """Whether a word says whose part is measured, not who owns it: 归属于|母公司股东的净利润."""
    return word.endswith("于") or word == "归属"
