"""Parts of a whole and one number against another: 百分之五, 三分之一, 一半, 1/3, 1.74∶1."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.spans.directions import MOVING
from zhibiao.spans.numerals import ARABIC, LARGE, NUMERAL, SMALL, D, parse
from zhibiao.spans.values import (
    BARE,
    LETTER_SCALE,
    PERCENT,
    SHORT,
    letter_size,
    make,
    negative,
    ratio,
    signed_start,
)

NUMBER = NUMERAL.pattern
# 分之 between the parts; after 又 also 分 alone: 一又十分一.
SHARE = rf"(?:[十百佰千仟万萬亿億]{{1,4}}|{NUMBER}) ?分 ?之(?= ?(?:{ARABIC}|{D}|[十拾百千]))"
# Dimensions of which half a unit is a figure: 半年, 半吨, 半亩.
SIZES = frozenset({"time", "length", "area", "mass", "volume", "energy"})
# Parts written by bare scales are percent, exactly: 百分之五, 千分之三 (0.3 %), 千万分之二 (0.00002 %).
SCALES_ALONE = compiled("[十拾百佰千仟万萬亿億兆]+")


def fraction(text: str, m: Any) -> Quantity | None:
    """百分之五 is 5 %, 千分之三 0.3 %, 三分之一 a share of 1/3 to 12 significant digits."""
    place = m.end() + (text[m.end() : m.end() + 1] == " ")
    n = NUMERAL.match(text, place)
    value = parse(n[0]) if n else None
    if value is None:
        return None
    low, high, qualifier = value
    end = n.end()
    if letter := LETTER_SCALE.match(text, end):
        low, high, end = low * letter_size(letter), high * letter_size(letter), letter.end()
    if text[end : end + 1] in ("多", "余"):
        qualifier, end = "over", end + 1
    start = signed_start(text, m.start())
    if negative(text, start, m.start()):
        low, high = -low, -high
    written = m[0].replace(" ", "").removesuffix("之").removesuffix("分")
    bottom = (whole_scale(written),) if SCALES_ALONE.fullmatch(written) else parse(written)
    if not bottom or not bottom[0]:
        return None
    if written != "十" and SCALES_ALONE.fullmatch(written):
        power = 2 - bottom[0].adjusted()
        return make(text, start, end, low.scaleb(power), high.scaleb(power), PERCENT, "percent", qualifier=qualifier)
    return make(text, start, end, ratio(low, bottom[0]), None, BARE, "fraction", measure="share", qualifier=qualifier)


def whole_scale(written: str) -> Decimal:
    """The number that scales without a digit are: 千万 => 10000000, 万万 => 100000000."""
    size = Decimal(1)
    for scale in written:
        size *= SMALL.get(scale) or LARGE[scale]
    return size


def slash(text: str, m: Any) -> Quantity | None:
    """1/3 is a share of a third, 3/2 a plain number."""
    top, bottom = map(Decimal, m[0].split("/"))
    if not bottom:
        return None
    start = signed_start(text, m.start())
    value = ratio(-top if negative(text, start, m.start()) else top, bottom)
    return make(text, start, m.end(), value, None, BARE, "slash", measure="share" if 0 < value < 1 else "")


def halves(text: str, m: Any) -> Quantity | None:
    """一半 and 半数 a share of 1/2 (过半: over); 半年 half a year; 对折 50 %, 半成 5 %."""
    if m[0] == "半百":
        return make(text, m.start(), m.end(), Decimal(50), None, BARE, "half")
    if m[0].endswith("折"):
        return make(text, m.end() - 2, m.end(), Decimal(50), None, PERCENT, "tenths")
    if m[0] == "半成":
        return make(text, m.start(), m.end(), Decimal(5), None, PERCENT, "tenths")
    if m[0] == "半":
        unit, length = unit_at(text, m.end())
        if short := SHORT.get(text[m.end() : m.end() + 1]):
            unit, length = units()[short], 1
        if unit is None or (unit.dimension not in SIZES and unit.name != "个"):
            return None
        return make(text, m.start(), m.end() + length, Decimal("0.5"), None, unit, "half")
    qualifier = "over" if m[0] == "过半" else ""
    return make(text, m.start(), m.end(), Decimal("0.5"), None, BARE, "half", measure="share", qualifier=qualifier)


def proportion(text: str, m: Any) -> Quantity | None:
    """1.74∶1 is one number against another; with the colon of a clock or a score only where a ratio is spoken of.

    收入比为1.74∶1   => 1.74
    生师比降至15.4:1 => 15.4
    """
    top, bottom = Decimal(m["top"]), Decimal(m["bottom"])
    told = m["colon"] == "∶" or COMPARED.search(text, max(0, m.start() - 14), m.start())
    if not bottom or not (told or OF_RATIO.match(text, m.end())):
        return None
    return make(text, m.start(), m.end(), ratio(top, bottom), None, BARE, "proportion", measure="ratio")


COMPARED = compiled(
    r"(?:[师生医男女入床护患价本杠收产销存贷供需债]比(?!分)|比例|比率|比值|配比|性别比|之比|盈亏比|风险收益比)[^，。；]{0,10}$"
    rf"|[一-鿿](?<![场队局总平])比(?:例|率|值)?(?:约?为|是|约|近|接近|超过?|达到?|高达|在|保持在|控制在|维持在|{MOVING}[至到为])* ?$"
)
OF_RATIO = compiled("的(?:比例|比率|配比|杠杆)")


def structure(text: str, m: Any) -> list[Quantity]:
    """4.3:39.2:56.5 are the shares of a whole, one a part, where the parts sum to about a hundred.

    三次产业结构4.3:39.2:56.5 => 4.3 % | 39.2 % | 56.5 %
    比例为1:2:3               => -
    """
    parts = list(PART_NUMBER.finditer(text, m.start(), m.end()))
    if not 97 <= sum(Decimal(part[0]) for part in parts) <= 103:
        return []
    return [
        make(text, part.start(), part.end(), Decimal(part[0]), None, PERCENT, "structure", measure="share")
        for part in parts
    ]


PART_NUMBER = compiled(r"[0-9]+(?:\.[0-9]+)?")


def tally(text: str, m: Any) -> list[Quantity]:
    """5降4涨2持平: how many of a list went which way, counts without a unit.

    1死13伤 => 1 | 13
    2金1银  => 2 | 1
    """
    counts = [(part, parse(part[0])) for part in TALLIED.finditer(text, m.start(), m.end())]
    return [make(text, part.start(), part.end(), n[0], None, BARE, "tally") for part, n in counts if n]


TALLIED = compiled(rf"(?:[0-9]+|{D})(?=(?:持?平|[涨跌升降增减胜负])(?!幅)|[死亡金银铜]|[轻重]?伤|失[联踪])")
