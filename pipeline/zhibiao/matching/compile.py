"""Patterns compiled when first tried, and the off switch of all that spares tries.

    with everywhere():                    # every pattern tried everywhere, which is slow and cannot be wrong
        assert find(text) == found        # the oracle of tests/matching

A pattern is compiled by `re` where it can be, by `regex` where it must; its code serves the next process. The two agree on
what both understand. `re` compiles in half the time and begins a match in a third of it; `regex` alone has groups of one name,
lookbehinds of any length and the longest reading (POSIX). An article tries a part of the patterns, and to compile all of
them takes longer than to read it.
"""

from __future__ import annotations

import re
import warnings
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import regex

from zhibiao.cache import disk_cached


class Switch:
    """Whether the tests that spare tries are off, in this process."""

    off = False


switch = Switch()


@contextmanager
def everywhere() -> Iterator[None]:
    """Tries every pattern at every place while it is open."""
    before, switch.off = switch.off, True
    try:
        yield
    finally:
        switch.off = before


try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]

    from regex import _regex
except ImportError:  # a Python that builds them otherwise: every process compiles
    _sre = _compiler = _parser = _regex = None

WORD = "I"  # of the code of `re`: four bytes


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
    longest_first = sorted(sorted(set(words)), key=len, reverse=True)
    return f"(?:{'|'.join([w if w.isalnum() else re.escape(w) for w in longest_first])})"  # `regex` escapes no other way, and slowly


def now(pattern: str, flags: int = 0) -> Any:
    """The pattern, compiled by the faster of the two that understands it, or as it was compiled by an earlier process."""
    engine, *made = code_of(pattern, int(flags), regex.__version__)
    if not made:
        return anew(pattern, flags)
    try:
        if engine == "re":
            code, *others = made
            return _sre.compile(pattern, others[0], array(WORD, code).tolist(), *others[1:])
        return _regex.compile(*made)
    except (TypeError, ValueError, RuntimeError, OverflowError):  # not as this Python has it
        return anew(pattern, flags)


def anew(pattern: str, flags: int) -> Any:
    """The pattern compiled from its text."""
    if not flags & regex.POSIX and understood(pattern):
        return re.compile(pattern)
    return regex.compile(pattern, flags)


@disk_cached
def code_of(pattern: str, flags: int, version: str) -> tuple[Any, ...]:
    """What the pattern was compiled to, as plain data: which engine, and what its constructor takes. To make a pattern of it
    takes a thirtieth of the time. The engine alone where the data would not make the very same pattern again; `version` is that of
    `regex`, whose code may differ.

    `regex` gives the data by itself, when it pickles a pattern; `re` pickles only the text, so it is asked for its code.
    """
    found = anew(pattern, flags)
    if not isinstance(found, re.Pattern):
        return ("regex", *getattr(found, "_pickled_data", ()))
    try:
        parsed = _parser.parse(pattern)
        state = parsed.state
        names: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            names[number] = name
        code = _compiler._code(parsed, 0)
        made = (state.flags, state.groups - 1, dict(state.groupdict), tuple(names))
        same = _sre.compile(pattern, made[0], code, *made[1:]) == found
        return ("re", array(WORD, code).tobytes(), *made) if same else ("re",)
    except (AttributeError, TypeError, ValueError, OverflowError):  # another Python's `re`
        return ("re",)


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
