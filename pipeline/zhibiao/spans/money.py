"""Amounts of money: currencies by mark, code or name, before a figure or behind it, and prices as they are spoken.

HK$1200万, USD 3.2亿, 新台币27亿元, 128￥
五块二, 两万五一天, 三毛, 两个亿
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.units import symbols, unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity, Unit
from zhibiao.rules import either
from zhibiao.spans.numerals import DIGITS, D, parse
from zhibiao.spans.rates import rated
from zhibiao.spans.values import Numbered, make

LONGEST = 6
ARABIC = frozenset("0123456789０１２３４５６７８９")
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


# $4.7M, US$1.2 billion; 30W元 and 5W人, which are no watts.
SCALE = compiled(
    " ?(?:(?P<k>[kK]|thousand)|(?P<m>[mM]|mn|million)|(?P<b>[bB]|bn|billion)|(?P<t>tn|trillion)|(?P<w>[wW]))(?![A-Za-z0-9])"
)
POWERS = {"k": 3, "w": 4, "m": 6, "b": 9, "t": 12}
TENS_OF_THOUSANDS = compiled("W(?=[元块人户家次册辆])")


def scale(text: str, end: int) -> tuple[int, int]:
    """By what the letters behind an amount multiply it, 1 for none, and where they end."""
    m = SCALE.match(text, end)
    return (10 ** POWERS[m.lastgroup], m.end()) if m and m.lastgroup else (1, end)


def joined(text: str, place: int) -> bool:
    """Whether a Latin letter or a slash stands before a place: EUR/USD, MYUSD."""
    return place > 0 and text[place - 1].isascii() and (text[place - 1].isalpha() or text[place - 1] == "/")


def behind(text: str, end: int) -> tuple[Unit | None, int]:
    """The currency whose mark stands behind a figure, and where it ends; a mark before another figure is that one's."""
    for size in (3, 2, 1):
        word = text[end : end + size]
        if len(word) == size and not word.isalpha() and (unit := symbols().get(word)) is not None:
            return (None, end) if text[end + size : end + size + 1] in ARABIC else (unit, end + size)
    return None, end


def named(text: str, end: int) -> tuple[Unit | None, int]:
    """The currency whose name stands behind an amount in 元, and where it ends: 53.5万元|新台币, 5亿元|人民币."""
    place = end + (text[end : end + 1] == " ")
    for name, unit in names().items():
        if text.startswith(name, place) and text[place + len(name) : place + len(name) + 1] not in (*AGAINST, *RATED):
            return unit, place + len(name)
    return None, end


RATED = "汇贷债资存升贬基"  # 3亿元|人民币贷款, 人民币债券 are what the amount is of


PER = either("paid_by")
# 一块三毛八, 六十二块三角五分, 5块2一斤.
SPOKEN = compiled(
    rf"块(?:(?P<a>{D})[毛角](?P<b>{D})?分?|(?P<a>{D}|[1-9])(?=钱|[，。；、！”]|$|[一每]{PER}))钱?(?:一(?P<per>{PER}))?"
)
BLOCK = compiled(rf"块(?:一(?P<per>{PER})(?![一-鿿]?块)|(?=每{PER}))")
# What makes money of 块: a price, or what is earned, stands before it; not 卖了3块地.
PRICED = compiled(
    "(?:[一每](?:斤|公斤|亩地?|袋|箱|吨|天|个月|月)|卖到?|[涨跌降]到?|便宜|贵|[挣赚]到?|花掉?|省下?|掏|付)"
    "(?:只|才|能|就|要|还|近|约|上|了|出)*$"
)
# Coins, and how many powers of ten make the currency of them: 8分钱, 高了两毛; not 高8分.
COINS = {"毛": ("元", 1), "角": ("元", 1), "分": ("元", 2), "港仙": ("港元", 2)}
COIN = compiled("(?P<coin>港仙|[毛角分])(?P<said>(?<=港仙)|钱)|(?P<coin>毛)(?![利收重线巾主发病孩])")
DIMES = compiled(rf"[毛角](?P<more>{D})一(?P<per>{PER})")
BETTER = compiled("(?:[高低多少贵降涨跌价]|便宜)[出了]?(?:近|约)?$")
THING = compiled("块(?:多|左右)?[地田石肉砖板屏电池匾牌糖布玉]")
# The numeral of a price and the 一 of what it is paid by read as one: 两万五|一天, 八千|一个月.
WITH_ONE = compiled(r"(?P<price>.*[百千万][一二两三四五六七八九]?)一")
ONE = compiled(PER)
HUNDRED_MILLIONS = compiled("个(?P<more>多)?亿")


def each(text: str, written: str, start: int, end: int) -> Quantity | None:
    """A price and what one of it is paid by, of which the numeral has the 一.

    两万五一天   => 25000 元/天
    八千一个月   => 8000 元/月
    二十一天     => -
    """
    m, per = WITH_ONE.fullmatch(written), ONE.match(text, end)
    if m is None or per is None:
        return None
    value = parse(m["price"])
    if value is None:
        return None
    price = make(text, start, per.end(), value[0], value[1], units()["元"], "spoken_price", qualifier=value[2])
    return by(price, per[0])


def block(n: Numbered) -> Quantity | None:
    """五块二, 62块三角五分, 五块一小时; 卖到三块."""
    text, yuan = n.text, units()["元"]
    if m := SPOKEN.match(text, n.end):
        low = n.low + sum(Decimal(DIGITS.get(m[k], m[k])).scaleb(-i) for i, k in enumerate("ab", 1) if m[k])
        price = make(text, n.start, m.end(), low, None, yuan, "spoken_price", qualifier=n.qualifier)
    elif m := BLOCK.match(text, n.end):
        price = make(text, n.start, m.end(), n.low, n.high, yuan, "spoken_price", qualifier=n.qualifier)
    elif PRICED.search(text[max(0, n.start - 10) : n.start]) and not THING.match(text, n.end):
        return make(text, n.start, n.end + 1, n.low, n.high, yuan, "spoken_price", qualifier=n.qualifier)
    else:
        return None
    return by(price, m["per"]) if m["per"] else rated(text, price)


def by(price: Quantity, per: str) -> Quantity:
    """A price by what one of it is paid by: 元/小时."""
    unit = units().get(per)
    return replace(price, unit=f"{price.unit}/{unit.name if unit else per}", code="", dimension="rate")


def coin(n: Numbered) -> Quantity | None:
    """8分钱, 涨价三毛, 12.5港仙."""
    if m := DIMES.match(n.text, n.end):  # 八毛五一斤
        low = n.low.scaleb(-1) + Decimal(DIGITS[m["more"]]).scaleb(-2)
        return by(make(n.text, n.start, m.end(), low, None, units()["元"], "spoken_price"), m["per"])
    m = COIN.match(n.text, n.end)
    if not m or not (m["said"] is not None or BETTER.search(n.text[max(0, n.start - 4) : n.start])):
        return None
    currency, powers = COINS[m["coin"]]
    low, high = n.low.scaleb(-powers), n.high.scaleb(-powers)
    return rated(
        n.text, make(n.text, n.start, m.end(), low, high, units()[currency], "spoken_price", qualifier=n.qualifier)
    )


def hundred_millions(n: Numbered) -> Quantity | None:
    """两个亿 of money, as it is spoken; of what follows where a unit does."""
    m = HUNDRED_MILLIONS.match(n.text, n.end)
    if not m:
        return None
    unit, length = unit_at(n.text, m.end())
    qualifier = "over" if m["more"] else n.qualifier
    low, high = n.low.scaleb(8), n.high.scaleb(8)
    return make(
        n.text, n.start, m.end() + length, low, high, unit or units()["元"], "spoken_price", qualifier=qualifier
    )
