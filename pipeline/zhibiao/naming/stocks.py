"""Listed companies by the code that stands in brackets after their short name: 甲禾光电（688973）, 乙城白酒（600519.SH）."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon.places import codes
from zhibiao.model import Entity, Word
from zhibiao.naming.aliases import LISTED
from zhibiao.naming.lists import bounds
from zhibiao.patterns import compiled

# The six digits of Shanghai, Shenzhen and Beijing, the four or five of Hong Kong with their exchange.
CODE = compiled(
    r"[（(](?:(?:股票|证券|A股)?代码)?[：:]?(?:(?P<mainland>(?:60|68|00|30|43|83|87|92)[0-9]{4}(?:\.(?:SH|SZ|BJ))?)|[0-9]{4,5}\.HK)[）)]"
)
SHORTEST = 2  # characters of a short name
WIDEST = 8  # bytes of a short name, a Chinese character being two: the exchanges' rule for the mainland's
WIDEST_ABROAD = 16


def stocks(text: str, words: Sequence[Word]) -> list[Entity]:
    """The short names of listed companies, by their codes."""
    if not words:
        return []
    found: list[Entity] = []
    for m in CODE.finditer(text, words[0].start, words[-1].end):
        start, widest = m.start(), WIDEST if m["mainland"] else WIDEST_ABROAD
        for left in reversed([word for word in words if m.start() - WIDEST_ABROAD <= word.start < m.start()]):
            if left.end != start or bounds(left) or width(text[left.start : m.start()]) > widest:
                break
            start = left.start
        name = text[start : m.start()]
        if len(name) >= SHORTEST and name not in codes():
            found.append(Entity(start, m.start(), name, LISTED, "ORG", name))
    return found


def coded(text: str, extent: tuple[int, int]) -> frozenset[str]:
    """The last characters of whatever stands before a code in a stretch, as many as the shortest name has."""
    return frozenset(text[m.start() - SHORTEST : m.start()] for m in CODE.finditer(text, *extent))


def width(name: str) -> int:
    """The bytes of a name, a Chinese character being two."""
    return sum(1 if c.isascii() else 2 for c in name)
