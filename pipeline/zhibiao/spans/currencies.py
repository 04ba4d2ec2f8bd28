"""Currencies by mark, code or name, before a figure or behind it: HK$1200万, USD 3.2亿, 新台币27亿元, 128￥."""

from __future__ import annotations

from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.units import symbols, units
from zhibiao.model import Unit

LONGEST = 6
DIGITS = frozenset("0123456789０１２３４５６７８９")
AGAINST = "兑对/／换"  # 人民币对|美元7.1 is a rate of exchange


@of_own
@cache
def marks() -> dict[str, Unit]:
    """Marks (HK$) and ISO codes (USD), which stand before a figure or behind it."""
    codes = {u.code: u for u in units().values() if u.dimension == "money" and len(u.code) == 3 and not u.definition}
    return {**codes, "RMB": units()["元"], **symbols()}


@of_own
@cache
def names() -> dict[str, Unit]:
    """Names that stand before a figure which has no unit, or 元: 港币3.6亿, 人民币5000元."""
    return {name: units()[unit] for name, unit in load("word_after")["currency"].items()}


@of_own
@cache
def endings() -> frozenset[str]:
    """The last characters of all that may stand before a figure."""
    return frozenset(word[-1] for word in (*marks(), *names()))


def before(text: str, start: int) -> tuple[Unit | None, bool]:
    """The currency that stands just before a figure, and whether by a mark or code; a blank may part a code from it."""
    at = start - 1 if text[start - 1 : start] == " " else start
    if not at or text[at - 1] not in endings():
        return None, False
    for size in range(min(LONGEST, at), 0, -1):
        word = text[at - size : at]
        if (unit := marks().get(word)) is not None and (not word.isalpha() or not joined(text, at - size)):
            return unit, True
        if (
            at == start
            and (unit := names().get(word)) is not None
            and text[at - size - 1 : at - size] not in (*AGAINST,)
        ):
            return unit, False
    return None, False


def joined(text: str, place: int) -> bool:
    """Whether a Latin letter or a slash stands before a place: EUR/USD, MYUSD."""
    return place > 0 and text[place - 1].isascii() and (text[place - 1].isalpha() or text[place - 1] == "/")


def behind(text: str, end: int) -> tuple[Unit | None, int]:
    """The currency whose mark stands behind a figure, and where it ends; a mark before another figure is that one's."""
    for size in (3, 2, 1):
        word = text[end : end + size]
        if len(word) == size and not word.isalpha() and (unit := symbols().get(word)) is not None:
            return (None, end) if text[end + size : end + size + 1] in DIGITS else (unit, end + size)
    return None, end


def named(text: str, end: int) -> tuple[Unit | None, int]:
    """The currency whose name stands behind an amount in 元, and where it ends: 53.5万元|新台币, 5亿元|人民币."""
    place = end + (text[end : end + 1] == " ")
    for name, unit in names().items():
        if text.startswith(name, place) and text[place + len(name) : place + len(name) + 1] not in (*AGAINST, *RATED):
            return unit, place + len(name)
    return None, end


RATED = "汇贷债资存升贬基"  # 3亿元|人民币贷款, 人民币债券 are what the amount is of
