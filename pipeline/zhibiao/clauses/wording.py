"""Pieces of a sentence as one name: without loose punctuation, not too long."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from zhibiao.clauses.tokens import Token

LONGEST = 24
PAIRED = (("“", "”"), ("‘", "’"), ("《", "》"))
MARKS = frozenset(chain(*PAIRED))


def tidy(name: str) -> str:
    """The name without loose punctuation at its edges and not longer than `LONGEST`."""
    name = name.strip("、，,的")
    if name[:1] in (".", "．") and not name[1:2].isascii():  # 3|.出口额: what is left of the number of an item
        name = name[1:]
    if len(name) > LONGEST and "的" in name:
        name = name.rpartition("的")[2]
    if not MARKS.isdisjoint(name):
        for a, b in PAIRED:
            if (name.count(a) + name.count(b)) % 2:
                name = name.replace(a, "").replace(b, "")
    return name


def balanced(tokens: Sequence[Token]) -> bool:
    """Whether quotation marks pair up in these tokens."""
    marks = "".join(t.text for t in tokens if t.kind == "QUOTE")
    return all(marks.count(a) == marks.count(b) for a, b in ("“”", "‘’", "《》", "「」")) and marks.count('"') % 2 == 0


def written(tokens: Sequence[Token]) -> str:
    """What the tokens say."""
    return "".join([token.text for token in tokens])
