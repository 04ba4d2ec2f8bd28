"""A numeral with its unit: 4.83亿美元, 30多万个, 六成半, $20, 15k."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from typing import Any

from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity, Unit
from zhibiao.spans import money
from zhibiao.spans.numerals import DIGITS, LARGE, MORE, D, parse
from zhibiao.spans.rates import compound, rated, timed
from zhibiao.spans.sayings import SHARE, fraction
from zhibiao.spans.values import (
    BARE,
    LETTER_SCALE,
    PERCENT,
    SHORT,
    Numbered,
    letter_size,
    make,
    negative,
    ratio,
    sense_at,
    senses,
    signed_start,
)

INNER = compiled(rf" ?({MORE})")
SOME_MORE = compiled("(?<=[十百千零])[几幾](?=[万萬亿億])")


def plain_number(text: str, m: Any) -> Quantity | None:
    """A numeral with whatever unit follows it.

    10多个 => 10 个 over
    4.83亿美元 => 483000000 美元
    2个半小时 => 2.5 小时
    """
    if text[m.end() : m.end() + 1] in PART_SIGNS and (part := PART.match(text, m.start())):
        return fraction(text, part)
    if m[0][-1] == "一" and len(m[0]) > 2 and (price := money.each(text, m[0], m.start(), m.end())):
        return price
    number = numbered(text, m)
    if number is None:
        return None
    for reader in READERS.get(text[number.end : number.end + 1], ()):
        if (quantity := reader(number)) is not None:
            return quantity
    return with_unit(number)


def numbered(text: str, m: Any) -> Numbered | None:
    """The numeral with its sign, a power or a fraction behind it, and what says that it is more."""
    written, start, end = m[0], m.start(), m.end()
    if written[0] == "0" and len(written) > 1 and written.isdecimal():  # 04版, -01地块 are codes
        return None
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
    if text[end : end + 1] in UNUSUAL:
        low, high, end, mixed = extended(text, low, high, end)
    if start and text[start - 1] == "±":  # a tolerance is a size: ±3个百分点
        start -= 1
    elif (begin := signed_start(text, start)) < start:
        low, high = (-low, -high) if negative(text, begin, start) else (low, high)
        start = begin
    return Numbered(text, written, start, end, low, high, qualifier, mixed)


def extended(text: str, low: Decimal, high: Decimal, end: int) -> tuple[Decimal, Decimal, int, bool]:
    """A number with the power, the fraction or the spoken decimals that go on behind it, and where they end."""
    mixed = False
    if (power := POWER.match(text, end)) and (value := raised(low, power)) is not None:
        end = power.end()
        low = high = value
    if text[end : end + 1] == "又" and (part := MIXED.match(text, end + 1)) and (rest := fraction(text, part)):
        low, high, end, mixed = low + rest.value, high + rest.value, rest.end, True
    if part := THIRDS.match(text, end):  # 1 4/3
        low = high = low + ratio(Decimal(part["a"]), Decimal(part["b"]))
        end, mixed = part.end(), True
    if (said := SAID_POINT.match(text, end)) and low == high == low.to_integral_value() and measured(text, said):
        point = parse(f"{low}.{said['decimals']}{said['scale']}")
        if point is not None:
            low = high = point[0]
            end = said.end()
    return low, high, end, mixed


def measured(text: str, said: Any) -> bool:
    """Whether 点 between two numbers is a decimal point: 324点75克, 20点1万册; not 8点30分."""
    unit, _ = unit_at(text, said.end())
    return unit is not None and (bool(said["scale"]) or unit.dimension in POINTED)


POINTED = frozenset({"mass", "length", "area", "volume", "money", "percent", "energy", "power", "temperature"})
SAID_POINT = compiled(r"点(?P<decimals>[0-9]{1,4})(?P<scale>[十百千万亿]{0,2})")


def with_unit(n: Numbered) -> Quantity | None:
    """The number with the unit that follows it, if one does."""
    text, start, end, qualifier = n.text, n.start, n.end, n.qualifier
    surplus = False
    if (
        text[end : end + 1] in INNERS
        and not unit_at(text, end)[1]  # 20|多米尼加比索
        and (inner := INNER.match(text, end))
        and unit_at(text, inner.end())[1]
        and counts_on(text, end)
    ):
        qualifier, end, surplus = ("about" if inner[1] in "来來" else "over"), inner.end(), True
    found, length = unit_of(text, start, end)
    if found is None:
        alone = bare(n)
        return timed(text, alone) if alone else None  # 3分27秒95: 分 before a digit is no unit by itself
    if n.written in "陆伍" and found.dimension != "money":  # surnames: 陆|家
        return None
    if scale_alone(n.written) and not surplus and not licensed(text, start, n.written, found):
        return None
    if found.name == "点" and clock_time(n, end + length):
        return None
    if found.name == "元":
        found = money.before(text, start)[0] or money.named(text, end + length)[0] or found
    low = n.low
    if SOME_MORE.search(n.written) and (least := parse(n.written.replace("几", "一").replace("幾", "一"))):
        low = least[0]  # of things counted 二十几万 is at least 21
    rule = "indefinite" if n.written == "一" and found.dimension in ("count", "other") else "amount"
    quantity = make(text, start, end + length, low, n.high, found, rule, qualifier=qualifier)
    return rated(text, compound(text, quantity))


def unit_of(text: str, start: int, end: int) -> tuple[Unit | None, int]:
    """The unit behind a number, one of several senses by the words around it, and how long it is written."""
    found, length = unit_at(text, end)
    if not length and text[end : end + 1] == " ":
        found, length = unit_at(text, end + 1)
        length += bool(length)
    if length == 1 and money.TENS_OF_THOUSANDS.match(text, end):
        return None, 0
    if text[end : end + 1] == "级" and "." in text[start:end]:
        return LEVEL, 1  # 6.3级: nothing else has grades with decimals
    if text[end : end + 1] == "分" and "." in text[start:end] and text[end + 1 : end + 2] not in "/／钱之":
        return sense_at(text, start, end) or POINTS, 1  # 98.6分: nor minutes
    if length <= 1 and text[end : end + 1] in senses():
        sense = sense_at(text, start, end)
        if sense is not None and sense.name == "度" and text[end - 1] in "两三几数" and (end - start) == 1:
            return None, 0  # 两度|会晤
        return (sense, 1) if sense is not None else (found, length)
    if found is None:
        found, reached = money.behind(text, end)
        length = reached - end
    return found, length


LEVEL, POINTS = Unit("级", "other"), Unit("分", "other")
CLOCK_AFTER = compiled(
    "半|整|许|钟|多钟|过后|以?[前后]|之[前后]|[0-5]?[0-9]分|[开关]|起|[至到—–~-]|的?(?:闹钟|早班|末班|航班|车次)"
)
CLOCK_BEFORE = compiled(
    "(?:[上下中]午|晚上?|早[上晨]?|凌晨|傍晚|清晨|夜[里间]|深夜|半夜|[日号天晨]|时间|[至到—–~-]|暂定|营业)$"
)


def clock_time(n: Numbered, end: int) -> bool:
    """Whether N点 is a time of the day: 9点开门, 19点之后."""
    if n.low != n.high or n.low > 24 or n.low != n.low.to_integral_value() or n.text[end - 1] not in "点點":
        return False
    return bool(CLOCK_AFTER.match(n.text, end) or CLOCK_BEFORE.search(n.text[max(0, n.start - 3) : n.start]))


def halved(n: Numbered) -> Quantity | None:
    """2个半小时, 一年半; 8个多小时."""
    m = HALF.match(n.text, n.end)
    if not m:
        return None
    unit = units()[SHORT.get(m["a"] or m["b"], m["a"] or m["b"])]
    if m["more"]:
        return make(n.text, n.start, m.end(), n.low, n.high, unit, "amount", qualifier="over")
    return make(n.text, n.start, m.end(), n.low + Decimal("0.5"), None, unit, "halved", qualifier=n.qualifier)


def dozens(n: Numbered) -> Quantity | None:
    """30打鸡蛋."""
    if not DOZEN.match(n.text, n.end):
        return None
    return make(n.text, n.start, n.end + 1, n.low * 12, n.high * 12, units()["个"], "dozen", qualifier=n.qualifier)


def tenths(n: Numbered) -> Quantity | None:
    """六成半, 3成5, 八五折."""
    m = TENTHS.match(n.text, n.end)
    if not m or scale_alone(n.written):  # 兆|成 is somebody's name
        return None
    low, high = tenth(n.written, n.low), tenth(n.written, n.high)
    if more := m["more"]:  # 二成五
        low = high = low + (5 if more == "半" else int(more) if more.isdecimal() else DIGITS[more])
    return make(n.text, n.start, m.end(), low, high, PERCENT, "tenths", qualifier=n.qualifier)


# Readers of a number by what follows it, each with a chance to decline.
Reader = Callable[[Numbered], Quantity | None]
READERS: dict[str, tuple[Reader, ...]] = {
    "块": (money.block, halved),
    "毛": (money.coin,),
    "角": (money.coin,),
    "港": (money.coin,),
    "分": (money.coin, halved),
    "打": (dozens,),
    "成": (tenths,),
    "折": (tenths,),
    " ": (tenths,),
    "个": (money.hundred_millions, halved),
    **dict.fromkeys("年天小月倍岁公吨米斤亩里尺度", (halved,)),
}


def priced_twice(text: str, start: int, end: int) -> bool:
    """Whether a full-width comma parts two prices: $20，300美元. A mark before and a currency after are one too many."""
    unit, _ = unit_at(text, end)
    return money.before(text, start)[1] and unit is not None and unit.dimension == "money"


# What may follow a numeral besides a unit, by its first character.
UNUSUAL = frozenset("^×xX*⁰¹²³⁴⁵⁶⁷⁸⁹⁻又点 ")
INNERS = frozenset("多余餘来來 ")
# 2^5, 3.2×10^8, 10⁵; a mixed number 1 4/3; dozens, which are a scale: not 打造, 打工.
POWER = compiled(
    r"(?P<ten>[×xX*]\s?10)?(?:\^ ?(?P<n>[+-]*[0-9]{1,2})(?![0-9])|(?P<sup>[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))"
)
SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
THIRDS = compiled(r" (?P<a>[0-9]{1,2})/(?P<b>[1-9][0-9]?)(?![0-9/])")
DOZEN = compiled(r"打(?=$|[鸡啤可苹蘋铅袜玫毛蛋红葡生以，。、])")


PART_SIGNS = frozenset("分 ")
PART = compiled(SHARE)
MIXED = compiled(rf"{SHARE}|(?:{D}|十) ?分(?={D})")


MOST_DIGITS = 40  # of a power before or behind its point; what is beyond is no size that an article states


def raised(base: Decimal, power: Any) -> Decimal | None:
    """The base to the power that follows it, or times ten to it; None where that is beyond all bounds."""
    written = power["n"] or power["sup"].translate(SUPERSCRIPT)
    n = int(written.lstrip("+-")) * (-1) ** written.count("-")
    with localcontext() as context:
        context.prec = 60
        if power["ten"]:
            value = base.scaleb(n)
        else:
            value = base**n if n >= 0 else ratio(Decimal(1), base**-n) if base else base
    return value if abs(value.adjusted()) <= MOST_DIGITS else None


def counts_on(text: str, end: int) -> bool:
    """来 qualifies only round tens (十来个, 100来人); 多 and 余 any number."""
    return text[end : end + 2].strip()[:1] not in "来來" or text[end - 1] in "十百千0０"


# 个半小时, 年半; 米半 and the like. Not 年半年报, 半导体.
HALF = compiled(
    r"个(?:半|(?P<more>多))(?P<a>小时|月|天|钟头|学期)|(?P<b>年|天|小时|月|倍|岁|公里|吨|米|斤|公斤|亩|里|尺|块|度|分(?=半(?:[缩降减左内之，。、到至]|$)))半(?![年个天数导径日夜决岛])"
)
# Not 成立, 成为, 成果, 折合, 折射.
TENTHS = compiled(
    r" ?(?:成(?![立为果本长功都员品交绩熟就效人语形分套批年份活渝昆])(?P<more>半(?![成个年天月日小])|[一二三四五六七八九1-9](?![成、倍0-9.]))?|折(?![合射叠算返旧腾磨]))"
)


TWO_DIGITS = compiled(rf"{D} ?{D}|[0-9]{{2}}")


def tenth(written: str, value: Decimal) -> Decimal:
    """八折 is 80 %, 八五折 85 %: two digits without a scale are tenths and hundredths."""
    return value if TWO_DIGITS.fullmatch(written) and value > 10 else value * 10


WITH_DIGIT = money.ARABIC | frozenset(DIGITS) | frozenset("几幾数數十拾")


def scale_alone(written: str) -> bool:
    """Whether the numeral has no digit of its own: 百, 万亿."""
    return WITH_DIGIT.isdisjoint(written)


LICENCE = compiled(r"(?:超过?|突?破|近|上|逾|过|约|达到?|不足|不到|成|至少|接近|数|几|跨|数以)$")


def licensed(text: str, start: int, written: str, unit: Unit) -> bool:
    """Whether a bare scale is a number here: 超百亿元, 上千家, 百万吨; not 百家争鸣, 万里长城."""
    if LICENCE.search(text[max(0, start - 2) : start]):
        return True
    return len(written) > 1 and unit.dimension != "time" and written not in ("千万", "万千")


# A single Chinese digit is a number only where it is spoken of: 答案是五。 “一”和“五”
SAID_BEFORE = compiled("(?:是|等于|得|“)$")
SAID_AFTER = compiled("$|[，。！？”；、]|这|而")
PER_MANY = compiled("/(?:10万|百万|[十百千万])(?![0-9元人])")  # 死亡率13.9/10万


def bare(n: Numbered) -> Quantity | None:
    """A number without a unit after it: $20, 15k, an index. Chinese ones only when they can be nothing else;
    a single Chinese digit is kept as `lone` until its neighbours have been seen (两到三万)."""
    text, written, start, end, low, high, qualifier, sure = n
    chinese = money.ARABIC.isdisjoint(written)
    if not chinese and (currency := in_currency(n)) is not None:
        return currency
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
    unit = units()["人"] if text.startswith("人口", end) and not text.startswith("人口述", end) else BARE
    if text[end : end + 1] in ("多", "余", "餘") and (not chinese or len(written) > 1):
        qualifier, end = "over", end + 1
    return make(text, start, end, low, high, unit, "number", qualifier=qualifier)


def in_currency(n: Numbered) -> Quantity | None:
    """A number behind a currency: by a mark or code always, by its name where a scale says that it is an amount."""
    unit, marked = money.before(n.text, n.start)
    if unit is None or not (marked or n.written[-1] in LARGE):
        return None
    qualifier, (size, end) = n.qualifier, money.scale(n.text, n.end) if marked else (1, n.end)
    if n.text[end : end + 1] in ("多", "余"):
        qualifier, end = "over", end + 1
    return make(n.text, n.start, end, n.low * size, n.high * size, unit, "symbol", qualifier=qualifier)
