"""How alike two texts are: the same, a reprint, or another article.

Texts are compared without spaces, punctuation and script (NFKC, simplified). The same characters are the same text.
A reprint shares most of its runs of characters, estimated by MinHash (Broder 1997, through datasketch), and most of
its figures as well: two months' reports in the same words are two articles.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhibiao.reading.extras import library
from zhibiao.script import simplified

SHINGLE, PERMUTATIONS = 5, 128
# MinHashes compare only when made alike; these are kept in the index.
SEED, SCHEME = 1, "affine32"
# Of the runs of characters, and of the figures, that both hold, so many are shared.
LEAST_ALIKE, LEAST_FIGURES = 0.7, 0.8
UNSEEN = re.compile(r"[\W_]+")
FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Likeness:
    """What is compared of a text: a digest of its characters, its MinHash, its figures."""

    digest: str
    minhash: tuple[int, ...]
    figures: frozenset[str]

    def figures_alike(self, other: Likeness) -> float:
        """Share of the figures that both hold; 1 when neither has any."""
        union = self.figures | other.figures
        return len(self.figures & other.figures) / len(union) if union else 1.0

    @cached_property
    def sketch(self) -> Any:
        """datasketch's form of the MinHash."""
        datasketch = library("datasketch", "feed", "zhibiao add")
        return datasketch.LeanMinHash(seed=SEED, hashvalues=list(self.minhash), scheme=SCHEME)


def likeness(text: str) -> Likeness:
    """The likeness of an article's text."""
    datasketch = library("datasketch", "feed", "zhibiao add")
    plain = simplified(unicodedata.normalize("NFKC", text))
    letters = UNSEEN.sub("", plain).lower()
    digest = hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    sketch = datasketch.MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    runs = {letters[i : i + SHINGLE] for i in range(max(1, len(letters) - SHINGLE + 1))}
    sketch.update_batch([run.encode("utf-8", "surrogatepass") for run in sorted(runs)])
    return Likeness(digest, tuple(map(int, sketch.hashvalues)), frozenset(FIGURE.findall(plain)))
