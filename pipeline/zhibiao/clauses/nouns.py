"""Heads of nouns: who owns figures, what is measured of somebody, what owns nothing."""

from __future__ import annotations

from functools import lru_cache

from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.rows.cues import LISTS, either

NO_SUBJECT = frozenset(load("names")["no_subject"]["words"])
OWNERS = (*LISTS["owning"], *LISTS["actor"])  # what those who own figures end in
PEOPLE = (*LISTS["populace"], *OWNERS)
# What nobody owns figures by: attributes, states, speakers, all and sundry (各地, 多家券商), an article's number.
UNOWNING = compiled(
    f"{either('attribute', 'state')}$|称$|^[每单各]|^多[家位名个所]|^第[^条]{{1,3}}条$|{either('speaker')}"
)
# What gives way to a name of the paragraph or the headline: people, goods, prices.
YIELDING = compiled(either("yielding") + "$")
FIGURE_NOUNS = frozenset(LISTS["figure_noun"])
ATTRIBUTE = compiled(either("attribute") + "$")


@lru_cache(maxsize=8192)
def attribute(word: str) -> bool:
    """Whether what a word names is measured of somebody: 出口额, 优良率."""
    return ATTRIBUTE.search(word) is not None
