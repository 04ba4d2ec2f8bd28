"""A numeral with its unit: 4.83亿美元, 30多万个, 六成半, $20, 15k."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

from zhibiao.lexicon.units import symbols, unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity, Unit
from zhibiao.spans.numerals import DIGITS, LARGE, MORE, D, parse
from zhibiao.spans.parts import SHARE, fraction
from zhibiao.spans.rates import compound, rated
from zhibiao.spans.values import BARE, LETTER_SCALE, PERCENT, SHORT, letter_size, make, ratio, signed_start

INNER = compiled(rf" ?({MORE})")


def plain_number(text: str, m: Any) -> Quantity | None:
    """A numeral with whatever unit follows it.

    10多个 => 10 个 over
    4.83亿美元 => 483000000 美元
    2个半小时 => 2.5 小时
    """
    written, start, end = m[0], m.start(), m.end()
    if text[end : end + 1] in PART_SIGNS and (part := PART.match(text, start)):
        return fraction(text, part)
    if len(written) > 1 and written[-1] in "两兩" and written[-2] in "十百千万亿":  # 三百两: the last is the unit
        written, end = written[:-1], end - 1
    if "，" in written and priced_twice(text, start, end):
        written = written.partition("，")[0]
        end = start + len(written)
    value = parse(written)
    if value is None:
        return None
    low, high, qualifier = value
    mixed = False
    following = text[end : end + 1]
    if following in UNUSUAL:
        if power := POWER.match(text, end):
            end = power.end()
            low = high = raised(low, power)
        if following == "又" and (part := MIXED.match(text, end + 1)) and (rest := fraction(text, part)):
            low, high, end, mixed = low + rest.value, high + rest.value, rest.end, True
        if part := THIRDS.match(text, end):  # 1 4/3
            low = high = low + ratio(Decimal(part["a"]), Decimal(part["b"]))
            end, mixed = part.end(), True
    if start and text[start - 1] == "±":
        start, low = start - 1, -high
    elif (begin := signed_start(text, start)) < start:
        start, low, high = begin, -low, -high
    surplus = False
    if (
        following in INNERS
        and not unit_at(text, end)[1]  # 20|多米尼加比索
        and (inner := INNER.match(text, end))
        and unit_at(text, inner.end())[1]
        and counts_on(text, end)
    ):
        qualifier, end, surplus = ("about" if inner[1] in "来來" else "over"), inner.end(), True
    following = text[end : end + 1]
    if following == "块" and (price := SPOKEN_PRICE.match(text, end)):
        low += sum(Decimal(DIGITS.get(price[k], price[k])).scaleb(-n) for n, k in enumerate("ab", 1) if price[k])
        return rated(
            text, make(text, start, price.end(), low, None, units()["元"], "spoken_price", qualifier=qualifier)
        )
    if following == "块" and PRICED.search(text[max(0, start - 10) : start]) and not THING.match(text, end):
        return make(text, start, end + 1, low, high, units()["元"], "spoken_price", qualifier=qualifier)
    if (
        following in COINS
        and (coin := COIN.match(text, end))
        and (coin["said"] or BETTER.search(text[max(0, start - 4) : start]))
    ):
        low, high = low.scaleb(-COINS[following]), high.scaleb(-COINS[following])
        return rated(text, make(text, start, coin.end(), low, high, units()["元"], "spoken_price", qualifier=qualifier))
    if following == "打" and DOZEN.match(text, end):
        return make(text, start, end + 1, low * 12, high * 12, units()["个"], "dozen", qualifier=qualifier)
    if "半" in text[end + 1 : end + 3] and (halved := HALF.match(text, end)):
        name = halved["a"] or halved["b"]
        unit = units()[SHORT.get(name, name)]
        return make(text, start, halved.end(), low + Decimal("0.5"), None, unit, "halved", qualifier=qualifier)
    if following in TENTH_SIGNS and (tenths := TENTHS.match(text, end)):
        low, high = tenth(written, low), tenth(written, high)
        if tenths["more"]:  # 二成五
            low = high = low + (5 if tenths["more"] == "半" else DIGITS[tenths["more"]])  # and 六成半
        return make(text, start, tenths.end(), low, high, PERCENT, "tenths", qualifier=qualifier)
    found, length = unit_at(text, end)
    if not length and following == " ":
        found, length = unit_at(text, end + 1)
        length += bool(length)
    if found is None and (magnitude := MAGNITUDE.match(text, end)):
        return make(text, start, magnitude.end(), low, high, Unit("级", "other"), "magnitude", qualifier=qualifier)
    if found is None:
        return bare(text, written, start, end, low, high, qualifier, mixed)
    if written in "陆伍" and found.dimension != "money":  # surnames: 陆|家
        return None
    if scale_alone(written) and not surplus and not licensed(text, start, written, found):
        return None
    rule = "indefinite" if written == "一" and found.dimension in ("count", "other") else "amount"
    quantity = make(text, start, end + length, low, high, found, rule, qualifier=qualifier)
    return rated(text, compound(text, quantity))


def priced_twice(text: str, start: int, end: int) -> bool:
    """Whether a full-width comma parts two prices: $20，300美元. A sign before and a currency after are one too many."""
    unit, _ = unit_at(text, end)
    return start > 0 and text[start - 1] in SIGN_ENDS and unit is not None and unit.dimension == "money"


# What may follow a numeral besides a unit, by its first character.
UNUSUAL = frozenset("^×xX*⁰¹²³⁴⁵⁶⁷⁸⁹⁻又 ")
INNERS = frozenset("多余餘来來 ")
TENTH_SIGNS = frozenset("成折 ")
# 2^5, 3.2×10^8, 10⁵; a mixed number 1 4/3; dozens, which are a scale: not 打造, 打工.
POWER = compiled(r"(?P<ten>[×xX*]\s?10)?(?:\^ ?(?P<n>[+-]*[0-9]{1,2})(?![0-9])|(?P<sup>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))")
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
THIRDS = compiled(r" (?P<a>[0-9]{1,2})/(?P<b>[1-9][0-9]?)(?![0-9/])")
DOZEN = compiled(r"打(?=$|[鸡啤可苹蘋铅袜玫毛蛋红葡生以，。、])")


PART_SIGNS = frozenset("分 ")
PART = compiled(SHARE)
MIXED = compiled(rf"{SHARE}|(?:{D}|十) ?分(?={D})")


def raised(base: Decimal, power: Any) -> Decimal:
    """The base to the power that follows it, or times ten to it."""
    written = power["n"] or power["sup"].translate(SUPERSCRIPT)
    n = int(written.lstrip("+-")) * (-1) ** written.count("-")
    with localcontext() as context:
        context.prec = 60
        if power["ten"]:
            return base.scaleb(n)
        return base**n if n >= 0 else ratio(Decimal(1), base**-n) if base else base


def counts_on(text: str, end: int) -> bool:
    """来 qualifies only round tens (十来个); 多 and 余 any number."""
    return text[end : end + 2].strip()[:1] not in "来來" or text[end - 1] in "十百千"


# 个半小时, 年半; 米半 and the like. Not 年半年报, 半导体.
HALF = compiled(
    r"个半(?P<a>小时|月|天|钟头|学期)|(?P<b>年|天|小时|月|倍|岁|公里|吨|米|斤|公斤|亩|里|尺|块|度|分(?=半(?:[缩降减左内之，。、到至]|$)))半(?![年个天数导径日夜决岛])"
)
SPOKEN_PRICE = compiled(
    rf"块(?:(?P<a>{D})毛(?P<b>{D})?|(?P<a>{D}|[1-9])(?=钱|[，。；、！”]|$|[一每][斤亩]))钱?"
)  # 一块三毛八, 5块2一斤
# What makes money of 块: a price, or what is earned, stands before it; not 卖了3块地.
PRICED = compiled(
    "(?:[一每](?:斤|公斤|亩地?|袋|箱|吨|天|个月|月)|卖到?|[涨跌降]到?|便宜|贵|[挣赚]到?|花掉?|省下?|掏|付)"
    "(?:只|才|能|就|要|还|近|约|上|了|出)*$"
)
# Coins, and how many powers of ten make 元 of them: 8分钱, 高了两毛; not 高8分.
COINS = {"毛": 1, "角": 1, "分": 2}
COIN = compiled("[毛角分](?P<said>钱)|毛(?![利收重线巾主发病孩])")
BETTER = compiled("(?:[高低多少贵降涨跌]|便宜)[出了]?(?:近|约)?$")
THING = compiled("块(?:多|左右)?[地田石肉砖板屏电池匾牌糖布玉]")
MAGNITUDE = compiled("级(?=(?:以上|左右)?(?:的)?(?:地震|强震|余震)|$)")  # 6.3级地震
# Not 成立, 成为, 成果, 折合, 折射.
TENTHS = compiled(
    r" ?(?:成(?![立为果本长功都员品交绩熟就效人语形分套批年份活渝昆])(?P<more>半(?![成个年天月日小])|[一二三四五六七八九](?![成、倍]))?|折(?![合射叠算返旧腾磨]))"
)


TWO_DIGITS = compiled(rf"{D} ?{D}|[0-9]{{2}}")


def tenth(written: str, value: Decimal) -> Decimal:
    """八折 is 80 %, 八五折 85 %: two digits without a scale are tenths and hundredths."""
    return value if TWO_DIGITS.fullmatch(written) and value > 10 else value * 10


ARABIC_DIGITS = frozenset("0123456789０１２３４５６７８９")
WITH_DIGIT = ARABIC_DIGITS | frozenset(DIGITS) | frozenset("几幾数數十拾")


def scale_alone(written: str) -> bool:
    """Whether the numeral has no digit of its own: 百, 万亿."""
    return WITH_DIGIT.isdisjoint(written)


LICENCE = compiled(r"(?:超过?|突?破|近|上|逾|过|约|达到?|不足|不到|成|至少|接近|数|几|跨|以)$")


def licensed(text: str, start: int, written: str, unit: Unit) -> bool:
    """Whether a bare scale is a number here: 超百亿元, 上千家, 百万吨; not 百家争鸣, 万里长城."""
    if LICENCE.search(text[max(0, start - 2) : start]):
        return True
    return len(written) > 1 and unit.dimension != "time" and written not in ("千万", "万千")


# A single Chinese digit is a number only where it is spoken of: 答案是五。 “一”和“五”
SAID_BEFORE = compiled("(?:是|等于|得|“)$")
SAID_AFTER = compiled("$|[，。！？”；、]|这|而")
PER_MANY = compiled("/(?:10万|百万|[十百千万])(?![0-9元人])")  # 死亡率13.9/10万
SIGN_ENDS = frozenset(sign[-1] for sign in symbols())


def bare(
    text: str, written: str, start: int, end: int, low: Decimal, high: Decimal, qualifier: str, sure: bool
) -> Quantity | None:
    """A number without a unit after it: $20, 15k, an index. Chinese ones only when they can be nothing else;
    a single Chinese digit is kept as `lone` until its neighbours have been seen (两到三万)."""
    chinese = ARABIC_DIGITS.isdisjoint(written)
    if not chinese and start and text[start - 1] in SIGN_ENDS:
        for sign, unit in symbols().items():
            if text.endswith(sign, 0, start):
                return make(text, start, end, low, high, unit, "symbol", qualifier=qualifier)
    if not chinese and (letter := LETTER_SCALE.match(text, end)):
        size = letter_size(letter)
        after, length = unit_at(text, letter.end())
        end = letter.end() + length
        return make(text, start, end, low * size, high * size, after or BARE, "letter", qualifier=qualifier)
    whole_text = len(text) <= len(written) + 8 and len(text.strip()) <= len(written) + 2
    if chinese and not sure and whole_text and written in LARGE:
        return None
    if chinese and not sure and not whole_text:
        if scale_alone(written) and not licensed(text, start, written, BARE):
            return None
        if len(written) < 2 and SAID_BEFORE.search(text, max(0, start - 2), start) and SAID_AFTER.match(text, end):
            return make(text, start, end, low, high, BARE, "said", qualifier=qualifier)
        if len(written) < 2 or (len(written) == 2 and DIGITS.keys() >= set(written)):
            return make(text, start, end, low, high, BARE, "lone", qualifier=qualifier)
    if not chinese and (per := PER_MANY.match(text, end)):
        return make(text, start, per.end(), low, high, Unit(per[0], "rate"), "per_many", qualifier=qualifier)
    if text[end : end + 1] in ("多", "余", "餘") and (not chinese or len(written) > 1):
        qualifier, end = "over", end + 1
    return make(text, start, end, low, high, BARE, "number", qualifier=qualifier)
