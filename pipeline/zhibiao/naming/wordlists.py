"""The lists of words that names are read by: what ends them, what belongs to none, by their section of the lexicon."""

from __future__ import annotations

from functools import cache

from zhibiao.lexicon import load
from zhibiao.model import EntityKind

KINDS: tuple[EntityKind, ...] = ("ORG", "LOC", "FAC", "EVENT", "BRAND")


@cache
def suffixes() -> tuple[dict[str, EntityKind], tuple[int, ...], frozenset[str]]:
    """Suffix → type, the lengths of suffixes from the longest, and the characters that they end with."""
    data = load("names")["suffix"]
    table: dict[str, EntityKind] = {s: kind for kind in reversed(KINDS) for s in data[kind]}
    return table, tuple(sorted({len(s) for s in table}, reverse=True)), frozenset(s[-1] for s in table)


@cache
def words_of(section: str) -> frozenset[str]:
    """A list of words of `lexicon/names.toml`."""
    return frozenset(load("names")[section]["words"])


def suffix_of(word: str) -> str:
    """The longest suffix that a word ends with, or empty."""
    table, lengths, last = suffixes()
    if word[-1] not in last:
        return ""
    for n in lengths:
        if word[-n:] in table:
            return word[-n:]
    return ""


DIVISIONS = frozenset(
    {"省", "市", "县", "区", "镇", "乡", "村", "州", "盟", "旗", "街道", "社区", "自治区", "自治州", "自治县"}
)
STOP = frozenset(load("names")["stop"]["words"])
STOP_TAGS = frozenset(
    {"p", "c", "u", "uj", "ul", "uz", "ug", "d", "r", "t", "m", "x", "y", "zg", "q", "v", "a", "i", "l"}
)
SWALLOWED = frozenset(load("names")["stop"]["characters"])
