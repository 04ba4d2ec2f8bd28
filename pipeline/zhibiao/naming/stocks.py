"""Listed companies by the code that stands in brackets after their short name: 甲禾光电（688973）, 乙城白酒（600519.SH）."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity, Span, Word
from zhibiao.naming.aliases import LISTED
from zhibiao.naming.lists import bounds

# The six digits of Shanghai, Shenzhen and Beijing, the four or five of Hong Kong with their exchange.
CODE = compiled(
    r"[（(](?:(?:股票|证券|A股)?代码)?[：:]?(?:(?P<mainland>(?:60|68|00|30|43|83|87|92)[0-9]{4}(?:\.(?:SH|SZ|BJ))?)|[0-9]{4,5}\.HK)[）)]"
)
SHORTEST = 2  # characters of a short name
WIDEST = 8  # bytes of a short name, a Chinese character being two: the exchanges' rule for the mainland's
WIDEST_ABROAD = 16


def stock_codes(text: str) -> list[Span]:
    """The codes of listed companies in their brackets, by the rule of the exchange."""
    rules = {True: "mainland", False: "abroad"}
    return [Span(m.start(), m.end(), m[0], rules[bool(m["mainland"])]) for m in CODE.finditer(text)]


def stocks(text: str, words: Sequence[Word], stated: Sequence[Span]) -> list[Entity]:
    """The short names of listed companies before their codes, which stand among the words."""
    found: list[Entity] = []
    for code in stated:
        end = start = code.start
        widest = WIDEST if code.rule == "mainland" else WIDEST_ABROAD
        for left in reversed([word for word in words if end - WIDEST_ABROAD <= word.start < end]):
            if left.end != start or bounds(left) or width(text[left.start : end]) > widest:
                break
            start = left.start
        name = text[start:end]
        if len(name) >= SHORTEST and name not in codes():
            found.append(Entity(start, end, name, LISTED, "ORG", name))
    return found


def coded(text: str, extent: tuple[int, int]) -> frozenset[str]:
    """The last characters of whatever stands before a code in a stretch, as many as the shortest name has."""
    return frozenset(text[m.start() - SHORTEST : m.start()] for m in CODE.finditer(text, *extent))


def width(name: str) -> int:
    """The bytes of a name, a Chinese character being two."""
    return sum(1 if c.isascii() else 2 for c in name)
