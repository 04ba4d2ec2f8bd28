"""Articles that are reprints of each other count once.

Two texts are a reprint by the measure of `zhibiao add` (feeding/likeness.py): they share most of their runs of
characters and most of their figures. There one new article is compared with a library, through an index; here only
articles that state the same fact are compared, all of them, so that their runs are kept as the smallest hashes (Broder
1997), which takes a thirtieth of the time of an index and is exact for short texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zhibiao.facts.claims import Claim
from zhibiao.feeding.likeness import FIGURE, LEAST_ALIKE, LEAST_FIGURES, SHINGLE, UNSEEN
from zhibiao.script import simplified

LONGEST_SENTENCE = 1000  # characters before a figure
KEPT = 256  # smallest hashes of runs: the share is off by 0.03, two times in three
REMEMBERED = 40_000  # articles whose sketch is kept in memory, about 2.5 kB each
BORDER = re.compile("[。！？!?\n]")
SAID = re.compile(r"(?<![0-9.])(?:[0-9]+\.[0-9]+|(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,})")  # no day, no year
LEAST_SHARED, LEAST_PAIRS = 2, 0.5  # figures, and the share of the pairs of characters of the shorter sentence
PRIME = np.uint64(1_000_003)
Hashes = NDArray[np.uint64]


def runs_of(text: str) -> Hashes:
    """The smallest hashes of a text's runs of characters, sorted."""
    letters = UNSEEN.sub("", simplified(unicodedata.normalize("NFKC", text))).lower()
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    runs = max(1, len(codes) - SHINGLE + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for k in range(min(SHINGLE, len(codes))):
        mixed = mixed * PRIME + codes[k : k + runs]
    return np.unique(scattered(mixed))[:KEPT]


def figures_of(text: str) -> frozenset[str]:
    """The figures of a text."""
    return frozenset(FIGURE.findall(unicodedata.normalize("NFKC", text)))


def scattered(values: Hashes) -> Hashes:
    """The finisher of splitmix64 (Steele, Lea and Flood 2014): near values become far ones."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def share(one: Hashes, other: Hashes) -> float:
    """Share of the runs that both texts hold, by the smallest hashes of both together."""
    union = np.union1d(one, other)[:KEPT]
    both = np.intersect1d(one, other, assume_unique=True)
    return float(np.isin(union, both, assume_unique=True).sum()) / len(union)


class Reprints:
    """Tells independent articles from reprints, and what is said in the same words; `text` gives the original of an
    article's key."""

    def __init__(self, text: Callable[[int], str]) -> None:
        self.text = text
        self.sentence = lru_cache(maxsize=REMEMBERED)(self.sentence_at)
        self.runs = lru_cache(maxsize=REMEMBERED)(lambda key: runs_of(text(key)))
        self.figures = lru_cache(maxsize=REMEMBERED)(lambda key: figures_of(text(key)))
        self.pair = lru_cache(maxsize=1 << 20)(self.compared)

    def sources(self, keys: Sequence[int]) -> dict[int, int]:
        """Of each article the first of those that are reprints of each other, in the order given."""
        found: dict[int, int] = {}
        firsts: dict[int, list[int]] = {}
        for key in keys:
            near = [first for first, group in firsts.items() if any(self.alike(key, other) for other in group)]
            first = near[0] if near else key
            firsts.setdefault(first, []).append(key)
            for later in near[1:]:
                firsts[first] += firsts.pop(later)
        for first, group in firsts.items():
            found |= dict.fromkeys(group, first)
        return found

    def alike(self, one: int, other: int) -> bool:
        """Whether two articles are reprints of each other."""
        return bool(self.pair(min(one, other), max(one, other)))

    def compared(self, one: int, other: int) -> bool:
        """The same, not remembered. Figures are compared first: they take less time and mostly say no."""
        figures, others = self.figures(one), self.figures(other)
        if len(figures & others) < LEAST_FIGURES * len(figures | others):
            return False
        return share(self.runs(one), self.runs(other)) >= LEAST_ALIKE

    def same_words(self, one: Claim, other: Claim) -> bool:
        """Whether the figures of two claims stand in sentences of much the same words, with another figure in common."""
        (pairs, figures), (others, more) = (self.sentence(c.key, c.place) for c in (one, other))
        if len(figures & more) < LEAST_SHARED:
            return False
        return len(pairs & others) >= LEAST_PAIRS * min(len(pairs), len(others))

    def sentence_at(self, key: int, place: int) -> tuple[frozenset[str], frozenset[str]]:
        """The pairs of characters of the sentence at a place of an article, and its figures."""
        text = self.text(key)
        start = max((m.end() for m in BORDER.finditer(text, max(0, place - LONGEST_SENTENCE), place)), default=0)
        end = BORDER.search(text, place)
        said = simplified(unicodedata.normalize("NFKC", text[start : end.start() if end else len(text)]))
        letters = UNSEEN.sub("", said)
        return frozenset(map("".join, pairwise(letters))), frozenset(SAID.findall(said))
