"""Firms and brands that no list has: those hinted at (`hints`) that the article mentions again, and the ends of longer names.

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
from zhibiao.model import Entity, Word
from zhibiao.naming.aliases import Meaning
from zhibiao.naming.cues import suffixes
from zhibiao.naming.hints import SHORTEST, Hint, children, cues, spelled_out, unknown

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
