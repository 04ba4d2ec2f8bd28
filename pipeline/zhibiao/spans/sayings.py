"""Figures without a unit: parts of a whole, one number against another, ranks, and words that are figures by themselves.

百分之五, 三分之一, 一半, 1/3, 1.74∶1
第3位, 翻一番, 数以万计, 两位数, 持平
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import alternation, compiled
from zhibiao.model import Quantity, Unit
from zhibiao.rules import either
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
    6男7女  => 6 | 7
    """
    counts = [(part, parse(part[0])) for part in TALLIED.finditer(text, m.start(), m.end())]
    return [make(text, part.start(), part.end(), n[0], None, BARE, "tally") for part, n in counts if n]


TALLIED = compiled(rf"(?:[0-9]+|{D}|十)(?=(?:持?平|[涨跌升降增减胜负])(?!幅)|[死亡金银铜男女]|[轻重]?伤|失[联踪])")


# 第三|大经济体; not 第三大队.
RANK_UNIT = compiled(r"位|名(?!单)|大(?![队街道厦学陆会类项节赛桥楼院夫]|生命)")
WHO_IS_FIRST = compiled("(?:领先|落后|超过|个)$")  # 领先|第三名|4分, 1个|第四名
TO_RANK = compiled(rf"[到至—–-]第?(?P<last>{NUMERAL.pattern})(?P<unit>位|名(?!单))")
RANK_BEFORE = compiled(
    f"(?:{either('ranked', 'ranked_among', 'ranked_in')}|连续[^，。]{{1,5}}年)(?:为|在|到|至)?$"
    r"|(?:(?<![定移同新邻旧故])居(?!民|住|家|委|留|室)|[位名]列|排名|排在)[^，。；、第0-9]{1,10}$|排[在名][^，。；、第]{1,8}的$"
)


def rank(text: str, m: Any) -> Quantity | None:
    """A place in an order: 居全国第3位, 排名第一. Other ordinals are labels."""
    n = NUMERAL.match(text, m.end())
    value = parse(n[0]) if n else None
    if value is None or value[0] != value[1]:
        return None
    if (to := TO_RANK.match(text, n.end())) and (last := parse(to["last"])) and last[0] > value[0]:
        return make(text, m.start(), to.end(), value[0], last[0], Unit(to["unit"], "other"), "rank", measure="rank")
    unit = RANK_UNIT.match(text, n.end())
    if unit and text[unit.end() : unit.end() + 1] in ("的", "将"):  # 与第一名的差距
        return None
    if unit and WHO_IS_FIRST.search(text[max(0, m.start() - 2) : m.start()]):
        return None
    if not unit and not ranked_before(text, m.start()):
        return None
    end = unit.end() if unit else n.end()
    place = Unit(unit[0] if unit and unit[0] != "大" else "位", "other")
    return make(text, m.start(), end, value[0], None, place, "rank", measure="rank")


def ranked_before(text: str, place: int) -> bool:
    """Whether the words before an ordinal, or before those of the list it goes on with, say that it is a place in an
    order: 排名第四和|第七."""
    while m := LISTED.search(text, max(0, place - 8), place):
        place = m.start()
    return RANK_BEFORE.search(text, max(0, place - 13), place) is not None


LISTED = compiled(rf"第(?:{NUMERAL.pattern})(?:位|名)?[、和及与]$")


def first(text: str, m: Any) -> Quantity | None:
    """The place at the head of an order: 居全国首位, 稳居榜首; not 首位患者."""
    if not RANK_BEFORE.search(text[max(0, m.start() - 13) : m.start()]):
        return None
    return make(text, m.start(), m.end(), Decimal(1), None, Unit("位", "other"), "rank", measure="rank")


# Words that are a change by themselves, in percent; the last characters of a word that may go before them: 接近|翻倍.
SAID_PERCENT = {"翻倍": 100, "倍增": 100, "腰斩": -50, "减半": -50, "折半": -50}
SAID = alternation(word for word in SAID_PERCENT if "倍" not in word)  # 数倍|增长 holds one of the others
# After these characters or before them the word names a thing or is done to one: 翻倍股, 减半征收, 倍增计划.
NOT_SAID = "(?![股基行计工式征收的牛器型期])"


def folds(text: str, m: Any) -> Quantity | None:
    """翻一番 is +100 %, 翻两番 +300 %; 翻3倍 is +200 % by the same arithmetic, 翻一倍 +100 %; 翻倍 +100 %, 腰斩 and 减半 -50 %."""
    if (said := SAID_PERCENT.get(m[0].replace("了", ""))) is not None:
        return make(text, m.start(), m.end(), Decimal(said), None, PERCENT, "folds", measure="change")
    written = m[0].strip("翻了上近约番倍")
    value = parse(written) if written else (Decimal(1), Decimal(1), "")
    if value is None or (m[0].endswith("倍") and not written):
        return None
    n = int(value[0])
    times = max(n, 2) if m[0].endswith("倍") else 2 ** min(n, 64)
    return make(text, m.start(), m.end(), Decimal(times - 1) * 100, None, PERCENT, "folds", measure="change")


def countless(text: str, m: Any) -> Quantity | None:
    """数以万计: as vague as 数万, 20000..90000."""
    value = parse("数" + m[0][2:-1])
    return make(text, m.start(), m.end(), value[0], value[1], BARE, "countless", qualifier="about") if value else None


def digit_count(text: str, m: Any) -> Quantity | None:
    """两位数 = 10..99, as said of growth."""
    n = {"两": 2, "二": 2, "三": 3, "四": 4}[m[0][0]]
    return make(text, m.start(), m.end(), Decimal(10 ** (n - 1)), Decimal(10**n - 1), PERCENT, "digit_count")


def unchanged(text: str, m: Any) -> Quantity | None:
    """持平 and 零增长 are a change of 0 %."""
    return make(text, m.start(), m.end(), Decimal(0), None, PERCENT, "unchanged", measure="change")
