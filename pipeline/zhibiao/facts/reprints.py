"""Articles that are reprints of each other count once.

Two texts are a reprint by the measure of `zhibiao add` (feeding/likeness.py): they share most of their runs of
characters and most of their figures. There one new article is compared with a library, through an index; here only
articles that state the same fact are compared, all of them, so that their runs are kept as the smallest hashes (Broder
1997), which takes a thirtieth of the time of an index and is exact for short texts.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zhibiao.feeding.likeness import FIGURE, LEAST_ALIKE, LEAST_FIGURES, SHINGLE, UNSEEN
from zhibiao.script import simplified

KEPT = 256  # smallest hashes of runs: the share is off by 0.03, two times in three
REMEMBERED = 40_000  # articles whose sketch is kept in memory, about 2.5 kB each
PRIME = np.uint64(1_000_003)
Hashes = NDArray[np.uint64]
Sketch = tuple[Hashes, Hashes]  # of the runs, and of the figures; each sorted


def sketch_of(text: str) -> Sketch:
    """The smallest hashes of a text's runs of characters, and those of its figures."""
    plain = simplified(unicodedata.normalize("NFKC", text))
    letters = UNSEEN.sub("", plain).lower()
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    runs = max(1, len(codes) - SHINGLE + 1)
    mixed = np.zeros(runs, dtype=np.uint64)
    for k in range(min(SHINGLE, len(codes))):
        mixed = mixed * PRIME + codes[k : k + runs]
    figures = np.unique(np.array([zlib.crc32(f.encode()) for f in FIGURE.findall(plain)], dtype=np.uint64))
    return np.unique(scattered(mixed))[:KEPT], figures


def scattered(values: Hashes) -> Hashes:
    """The finisher of splitmix64 (Steele, Lea and Flood 2014): near values become far ones."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two texts are reprints of each other."""
    return share(one[1], other[1], 0) >= LEAST_FIGURES and share(one[0], other[0], KEPT) >= LEAST_ALIKE


def share(one: Hashes, other: Hashes, kept: int) -> float:
    """Share of the hashes that both hold, among the `kept` smallest of both when not 0; 1 when neither has any."""
    union = np.union1d(one, other)
    if kept:
        union = union[:kept]
    if not len(union):
        return 1.0
    both = np.intersect1d(one, other, assume_unique=True)
    return float(np.isin(union, both, assume_unique=True).sum()) / len(union)


class Reprints:
    """Tells independent articles from reprints; `text` gives the original of an article's key."""

    def __init__(self, text: Callable[[int], str]) -> None:
        self.sketch = lru_cache(maxsize=REMEMBERED)(lambda key: sketch_of(text(key)))
        self.pair = lru_cache(maxsize=1 << 20)(lambda a, b: alike(self.sketch(a), self.sketch(b)))

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
        return bool(self.pair(min(one, other), max(one, other)))
