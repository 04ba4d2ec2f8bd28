"""Patterns compiled when first tried: by `re` where it can, by `regex` where it must.

The two agree on what both understand. `re` compiles in half the time and begins a match in a third of it; `regex` alone
has groups of one name, lookbehinds of any length and the longest reading (POSIX). An article tries a part of the
patterns, and to compile all of them takes longer than to read it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import Any

import regex

from zhibiao.cache import disk_cached


class Pattern:
    """A compiled pattern in all but time: its methods are looked up, and it is compiled, once."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        method = getattr(now(self.pattern, self.asked), name)
        self.__dict__[name] = method
        return method


def compiled(pattern: str, flags: int = 0) -> Any:
    """The pattern; `flags` are for `regex`."""
    return Pattern(pattern, flags)


class Longest(Pattern):
    """A pattern whose matches are the longest there are (POSIX), not those of the first branch that fits.

    Such a search is slow: the quick one tells first whether there is a match at all, and has the longest one where it
    took all the characters that there can be (`widest`).
    """

    def __init__(self, pattern: str, widest: int) -> None:
        super().__init__(pattern)
        self.quick, self.longest, self.widest = Pattern(pattern), Pattern(pattern, regex.POSIX), widest

    def match(self, text: str, place: int) -> Any:
        m = self.quick.match(text, place)
        if m is not None and m.end() - place < self.widest:
            return self.longest.match(text, place)
        return m


def alternation(words: Iterable[str]) -> str:
    """`(?:…|…)` of the words, longest first so that the longest wins.

    增长, 增 => (?:增长|增)
    """
    return "(?:" + "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def now(pattern: str, flags: int = 0) -> Any:
    """The pattern, compiled by the faster of the two that understands it."""
    if not flags & regex.POSIX and understood(pattern):
        return re.compile(pattern)
    return regex.compile(pattern, flags)


@disk_cached
def understood(pattern: str) -> bool:
    """Whether `re` understands the pattern, and as `regex` does."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)  # `[[`, `--`, `||` in a class: they may mean sets to `regex`
        try:
            re.compile(pattern)
        except (re.error, FutureWarning):
            return False
    return True
