"""Firms and brands that no list has: listed companies by the code in brackets behind their short name (甲禾光电（688973）), those
hinted at (`hints`) that the article mentions again, and the ends of longer names.

A short name of the mainland's exchanges has at most eight bytes, a Chinese character being two. So what stands before
such a code is read back as far as the name may reach, and only what can be no part of a name ends it sooner: a verb
of two characters leaves no room for a name of four beside it.

卓禾资讯的分析师说。据卓禾资讯监测      a hint (the title behind it) and a second mention
环球丁联（Global Blue）                  what a bracket gives in Latin letters is a name at once
环球丁联将上市。环球丁联于1980年创立     two clauses open with it
甲城市明通小学开学。明通小学有学生200人  the end of a longer name
涨停公司增多                             once, and nothing else: no name
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity, Span, Word
from zhibiao.naming.aliases import LISTED, Meaning
from zhibiao.naming.cues import is_title, suffixes
from zhibiao.naming.hints import SHORTEST, Hint, children, cues, spelled_out, unknown
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
SHORTEST_LISTED = 2  # characters of a short name
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
        if len(name) >= SHORTEST_LISTED and name not in codes():
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
    return frozenset(text[m.start() - SHORTEST_LISTED : m.start()] for m in CODE.finditer(text, *extent))


def width(name: str) -> int:
    """The bytes of a name, a Chinese character being two."""
    return sum(1 if c.isascii() else 2 for c in name)


TWICE = 2  # mentions of a name that is hinted at
ACTS = "拟已不未可再"  # an adverb or a modal: what stands behind it is a verb


@cache
def cue() -> Any:
    """What a hint stands beside, on characters."""
    before, behind, trade = cues()
    # Each alternative begins with a character of its own, so that `re` skips what is none of them.
    return compiled("|".join([*sorted({*before, *behind, *trade, *children()}), "（[A-Z][A-Za-z]", "[(][A-Z][A-Za-z]"]))


CLAUSE = compiled("(?:^|[^\\w])([一-鿿]{2})")
PART_ENDS = frozenset(word[-1] for key in ("numbered", "plain") for word in load("names")["part"][key]) | set(
    "段线区馆场"
)


@cache
def headed() -> Any:
    """Three characters of which the last may end a name."""
    return compiled(rf"(?=(\w\w[{''.join(sorted(suffixes()[2] | PART_ENDS))}]))")


class Signs:
    """What an article must show for a stretch of it to be asked for names that no list has, by characters alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.openings = again((m[1], m.span()) for m in CLAUSE.finditer(text))
        self.threes = again((m[1], m.span(1)) for m in headed().finditer(text))

    def hint(self, start: int, end: int) -> bool:
        """Whether a stretch may give a hint: a cue stands in it, or a clause of it opens as another does."""
        return within(self.openings, max(0, start - 1), end) or cue().search(self.text, start, end) is not None

    def tail(self, start: int, end: int) -> bool:
        """Whether a name of a stretch may come again without its beginning: three characters with a head come again."""
        return within(self.threes, start, end)


Extents = list[tuple[int, int]]


def again(found: Iterable[tuple[str, tuple[int, int]]]) -> Extents:
    """The places of what is found more than once, in order."""
    known = list(found)
    counts = Counter([string for string, _ in known])
    return [extent for string, extent in known if counts[string] >= TWICE]


def within(extents: Extents, start: int, end: int) -> bool:
    """Whether one of some places, all of about one length and in order, lies in a stretch."""
    k = bisect_left(extents, (start, 0))
    return k < len(extents) and extents[k][1] <= end


def tails(text: str, words: Sequence[Word], names: Sequence[Entity]) -> list[Hint]:
    """The ends of longer names that an article may go on with: 明通小学 of 甲城市明通小学, 乙州馆 of 第十届甲洋博览会乙州馆. One
    behind a place must hold a word that is not of everyday language (甲城市|人民医院: any of them)."""
    hints: list[Hint] = []
    starts = {word.start: k for k, word in enumerate(words)}
    for e in names:
        if e.rule == "part":
            base = max((n.end for n in names if n.start == e.start and n.end < e.end), default=e.start)
            first = base
        elif e.rule in ("suffix_org", "suffix_fac") and (k := starts.get(e.start)) is not None:
            n = k
            while n < len(words) and words[n].end < e.end and words[n].text in codes():
                n += 1
            inner = [w for w in words[n:] if w.end < e.end]
            if n == k or not inner or not (unknown(inner[0]) or spelled_out(inner[:2])):
                continue
            first = words[n].start
        else:
            continue
        name = text[first : e.end]
        if first > e.start and len(name) > SHORTEST:
            hints.append(Hint(name, e.type, False, name, e.text))
    return hints


def evident(text: str, hints: Sequence[Hint]) -> dict[str, Meaning]:
    """The names among the hints of an article: those that are sure, and those that it mentions again."""
    found: dict[str, Meaning] = {}
    openings = Counter(hint.name for hint in hints if hint.opening)
    for whole, kind, sure, core, full, opening in hints:
        if opening and openings[whole] < TWICE:
            continue
        name = whole if whole == core or text.count(whole) == text.count(core) else core
        again = text.count(name) - text.count(full) + 1 if full else text.count(name)
        if name not in found and (sure or again >= TWICE) and not acts(text, name):
            found[name] = (kind, full or name)
    return found


def acts(text: str, name: str) -> bool:
    """Whether a string is a verb somewhere in the article, by the adverb or the modal before it: 拟|增持."""
    return any(text.find(c + name) >= 0 for c in ACTS)


def named_again(text: str, words: Sequence[Word], extent: tuple[int, int], names: dict[str, Meaning]) -> list[Entity]:
    """The mentions of evident names in a stretch, none of which begins or ends inside a word of the dictionary."""
    found: list[Entity] = []
    inner: set[int] | None = None
    for name, (kind, full) in names.items():
        place = text.find(name, *extent)
        while place >= 0:
            if inner is None:
                inner = {p for w in words if w.tag for p in range(w.start + 1, w.end)}
            if place not in inner and place + len(name) not in inner:
                found.append(Entity(place, place + len(name), name, "evident", kind, full))
            place = text.find(name, place + len(name), extent[1])
    return found
