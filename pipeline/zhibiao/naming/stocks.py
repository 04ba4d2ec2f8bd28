"""Listed companies by the code that stands in brackets after their short name: 甲禾光电（688973）, 乙城白酒（SH 600519，收盘价…）,
丙湖乳业(00763-HK).

A short name of the mainland's exchanges has at most eight bytes, a Chinese character being two. So what stands before
such a code is read back as far as the name may reach, and only what can be no part of a name ends it sooner: a verb
of two characters leaves no room for a name of four beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity, Span, Word
from zhibiao.naming.aliases import LISTED
from zhibiao.naming.cues import is_title
from zhibiao.naming.lists import bounds
from zhibiao.words import tag_of

# The six digits of Shanghai, Shenzhen and Beijing, the four or five of Hong Kong, the letters of New York, with or without
# their exchange before or behind; what else the bracket says follows a comma.
DIGITS = "(?:60|68|00|20|30|43|83|87|90|92)[0-9]{4}"
EXCHANGE = "(?:SH|SZ|BJ|SS)"
QUOTES = r"[0-9.]+,\s?[-+]?[0-9.]+,\s?[-+]?[0-9.]+%"  # the price, its move and that in per cent, as portals insert them
CODE = compiled(
    r"[（(](?:(?:股票|证券|A股|H股|港股|美股)?代码)?[：:]?\s?"
    rf"(?:(?P<mainland>{DIGITS}(?:[.-]{EXCHANGE})?|{EXCHANGE}[.:： ]?{DIGITS}|{QUOTES})"
    r"|0[0-9]{4}|[0-9]{4,5}[.-]HK|HK[.:： ]?[0-9]{4,5}|(?:NASDAQ|NYSE|纳斯达克|纽交所)[：:]\s?[A-Z]{1,5}|[A-Z]{1,5}\.(?:US|O|N))"
    r"(?:[，,、；;/][^（）()\n]{0,40})?[)）]"
)
SHORTEST = 2  # characters of a short name
WIDEST = 8  # bytes of a short name, a Chinese character being two: the exchanges' rule for the mainland's
WIDEST_ABROAD = 16
NO_PART = frozenset({"p", "c", "r", "u", "uj", "ul", "uz", "t"})  # tags of what is in no short name
NAMED = frozenset({"nz", "nr", "nrt", "ns", "nt"})
TRADE = frozenset(load("names")["evident"]["trade"])
STAR = "*"  # *ST甲禾: a firm that may be delisted


def stock_codes(text: str) -> list[Span]:
    """The codes of listed companies in their brackets, by the rule of the exchange."""
    rules = {True: "mainland", False: "abroad"}
    return [Span(m.start(), m.end(), m[0], rules[bool(m["mainland"])]) for m in CODE.finditer(text)]


def stocks(text: str, words: Sequence[Word], stated: Sequence[Span]) -> list[Entity]:
    """The short names of listed companies before their codes, which stand among the words."""
    found: list[Entity] = []
    for code in stated:
        end = start = code.start
        mainland = code.rule == "mainland"
        widest = WIDEST if mainland else WIDEST_ABROAD
        for left in reversed([word for word in words if end - WIDEST_ABROAD <= word.start < end]):
            if left.end != start or (outside(left) if mainland else ends_before(left)):
                break
            if width(text[left.start : end]) > widest:
                break
            start = left.start
        start = governed(text, words, start, end)
        if text[start - 1 : start] == STAR:
            start -= 1
        name = text[start:end]
        if len(name) >= SHORTEST and name not in codes():
            found.append(Entity(start, end, name, LISTED, "ORG", name))
    return found


def ends_before(word: Word) -> bool:
    """Whether a short name of other exchanges, which may be longer, begins only behind a word."""
    return bounds(word) and word.tag != "vn" and word.text not in TRADE


def governed(text: str, words: Sequence[Word], start: int, end: int) -> int:
    """Where a short name begins that a verb may stand before: behind it, if the rest is a name by itself.

    收购|茅台    => 茅台
    开创|国际    => 开创国际
    """
    verb = next((word for word in words if word.start == start), None)
    if verb is None or verb.tag != "v" or verb.end == end:
        return start
    return verb.end if tag_of(text[verb.end : end]) in NAMED else start


def outside(word: Word) -> bool:
    """Whether a word is part of no short name of the mainland's exchanges."""
    return word.tag in NO_PART or not word.text[0].isalnum() or is_title(word.text)


def coded(text: str, extent: tuple[int, int]) -> frozenset[str]:
    """The last characters of whatever stands before a code in a stretch, as many as the shortest name has."""
    return frozenset(text[m.start() - SHORTEST : m.start()] for m in CODE.finditer(text, *extent))


def width(name: str) -> int:
    """The bytes of a name, a Chinese character being two."""
    return sum(1 if c.isascii() else 2 for c in name)
