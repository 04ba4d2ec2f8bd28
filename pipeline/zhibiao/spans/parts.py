"""Parts of a whole and one number against another: 百分之五, 三分之一, 一半, 1/3, 1.74∶1."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.spans.numerals import ARABIC, NUMERAL, D, parse
from zhibiao.spans.values import BARE, LETTER_SCALE, PERCENT, SHORT, letter_size, make, ratio, signed_start

NUMBER = NUMERAL.pattern
# 分之 between the parts; after 又 also 分 alone: 一又十分一.
SHARE = rf"(?:[百佰千仟万萬亿]|[十百]万|{NUMBER}) ?分 ?之(?= ?(?:{ARABIC}|{D}|[十拾百千]))"
# Dimensions of which half a unit is a figure: 半年, 半吨, 半亩.
SIZES = frozenset({"time", "length", "area", "mass", "volume", "energy"})
# Parts written by a bare scale are percent, exactly: 百分之五, 千分之三 (0.3 %), 百万分之二 (0.0002 %).
PER_POWER = {"百": 0, "佰": 0, "千": -1, "仟": -1, "万": -2, "萬": -2, "十万": -3, "百万": -4, "百萬": -4, "亿": -6}


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
    if start < m.start():
        low, high = -low, -high
    written = m[0].replace(" ", "").removesuffix("之").removesuffix("分")
    if (power := PER_POWER.get(written)) is not None:
        return make(text, start, end, low.scaleb(power), high.scaleb(power), PERCENT, "percent", qualifier=qualifier)
    bottom = parse(written)
    if not bottom or not bottom[0]:
        return None
    return make(text, start, end, ratio(low, bottom[0]), None, BARE, "fraction", measure="share", qualifier=qualifier)


def slash(text: str, m: Any) -> Quantity | None:
    """1/3 is a share of a third, 3/2 a plain number."""
    top, bottom = map(Decimal, m[0].split("/"))
    if not bottom:
        return None
    start = signed_start(text, m.start())
    value = ratio(-top if start < m.start() else top, bottom)
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
    if not bottom or (m["colon"] != "∶" and not COMPARED.search(text, max(0, m.start() - 14), m.start())):
        return None
    return make(text, m.start(), m.end(), ratio(top, bottom), None, BARE, "proportion", measure="ratio")


COMPARED = compiled(r"(?:[师医男女入床护患价本]比|比例|比率|比值|配比)[^，。；]{0,10}$")
