"""Single figures: a numeral with its unit, or a word that is a figure by itself.

numeral inner unit          30|多|万个       inner 多 余 来 qualify
part 分之 whole             百分之五, 三分之一, 1/3
第 numeral 位               a rank
翻一番, 持平, 两位数, 一半  figures by themselves
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

from zhibiao.firsts import Places, Scanner, beginnings
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.units import symbols, unit_at, units
from zhibiao.model import Quantity, Unit
from zhibiao.patterns import compiled
from zhibiao.spans.numerals import ARABIC, DIGITS, LARGE, MORE, NUMERAL, D, parse

BARE = Unit("", "other")
PERCENT = units()["%"]
NUMBER = NUMERAL.pattern
SIGNS = compiled(r"(?P<minus>[-－−]|[负負] ?|零下)$")
SIGN_CHARACTERS = frozenset("-－−负負下 ")
# After these a minus sign is a dash: 2020-5, 8月-9月.
NO_SIGN_AFTER = compiled(r"[0-9０-９A-Za-z年月日%％个)）]$")
INNER = compiled(rf" ?({MORE})")
# 分之 between the parts; after 又 also 分 alone: 一又十分一.
SHARE = rf"(?:[百佰千仟万萬亿]|[十百]万|{NUMBER}) ?分 ?之(?= ?(?:{ARABIC}|{D}|[十拾百千]))"
# Dimensions of which half a unit is a figure: 半年, 半吨, 半亩.
SIZES = frozenset({"time", "length", "area", "mass", "volume", "energy"})
SHORT = {"月": "个月", "日": "天"}  # 半月, 年半: units that are no units after other numerals

FIGURE = compiled(
    rf"(?P<slash>(?<![0-9/.])[0-9]{{1,3}}/[0-9]{{1,4}}(?![0-9/.A-Za-z毫月日年]))"
    rf"|(?P<rank>第(?={ARABIC}|{D}|十))"
    rf"|(?P<count>数以(?:[十百千万亿]{{1,3}})计)"
    rf"|(?P<fold>翻(?:了|上|近|约)?(?:{D}|[0-9]+)?(?:番|倍))"
    rf"|(?P<digits>[两二三四]位数)"
    rf"|(?P<still>(?<![坚保支主秉维])持平(?![等衡稳安坦台和])|零增长)"
    rf"|(?P<halves>一半|半数|过半|对半|打[对對]折|[对對]折(?=优惠|出售|销售|促销|价|购)|半折|半成(?![品本套年])|半百|(?<![一大小上下前后夜多各参两过])半(?!年[报度]|月[谈板刊]|日制))"
    rf"|(?P<number>{NUMBER})"
)


def amounts(text: str, blocked: set[int], places: Places | None = None) -> list[Quantity]:
    """The figures of a text left to right, each numeral read once, outside of `blocked`."""
    found: list[Quantity] = []
    read_to = 0
    follows = followers()
    long = len(text) > BRIEF
    for place, _ in scanner().places(text) if places is None else places:
        if place < read_to or place in blocked:
            continue
        if long and text[place] in CHINESE and text[place + 1 : place + 2] not in follows:
            continue  # 一|些, 三|农: nothing that continues a figure
        m = FIGURE.match(text, place)
        if m is None:
            continue
        quantity = READERS[m.lastgroup](text, m)
        if quantity is not None:
            found.append(quantity)
            read_to = quantity.end
        elif m.lastgroup == "number":
            read_to = m.end()
    return found


CHINESE = frozenset(DIGITS) | frozenset("十拾百佰千仟万萬亿億兆廿卄卅卌几幾数數半")
BRIEF = 40  # in a shorter text a numeral alone may be all there is


@of_own
@cache
def followers() -> frozenset[str]:
    """What can follow a Chinese numeral that is a figure or begins one: a unit, a numeral, a qualifier, a pause."""
    marks = "多余餘来來点點分成折又打个個、至到和与或—–-~～ ，。！？”；这而/／%％‰：:)）0123456789０１２３４５６７８９."
    return frozenset({surface[0] for surface in units()} | CHINESE | set(marks) | {"", "位", "番", "名"})


@cache
def scanner() -> Scanner[None]:
    """Where a figure can begin."""
    return Scanner([(beginnings(FIGURE.pattern), None)])


def make(
    text: str, start: int, end: int, low: Decimal, high: Decimal | None, unit: Unit, rule: str, **more: Any
) -> Quantity:
    """A quantity over text[start:end] with plain decimals."""
    upper = None if high is None or high == low else trimmed(high)
    return Quantity(
        start,
        end,
        text[start:end],
        rule,
        trimmed(low),
        upper,
        unit.name,
        unit.code,
        unit.dimension,
        lead=start,
        trail=end,
        **more,
    )


def trimmed(value: Decimal) -> Decimal:
    """The value without an exponent or a fraction of zeros that scaling left: 483000000.00 → 483000000."""
    with localcontext() as context:
        context.prec = 60
        whole = value.to_integral_value()
        return whole.quantize(Decimal(1)) if value == whole and abs(value) >= 100 else value + 0


def ratio(top: Decimal, bottom: Decimal) -> Decimal:
    """top / bottom to twelve significant digits, the one place where a value is rounded."""
    with localcontext() as context:
        context.prec = 12
        return top / bottom


def signed_start(text: str, start: int) -> int:
    """Where the figure begins with its minus sign, else `start`."""
    if not start or text[start - 1] not in SIGN_CHARACTERS:
        return start
    sign = SIGNS.search(text, max(0, start - 2), start)
    if sign and (
        sign["minus"][0] in "负負零" or not NO_SIGN_AFTER.search(text, max(0, sign.start() - 1), sign.start())
    ):
        return int(sign.start())
    return start


# ------------------------------------------------------------------ numeral + unit


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
    r"个半(?P<a>小时|月|天|钟头|学期)|(?P<b>年|天|小时|月|倍|岁|公里|吨|米|斤|公斤|亩|里|尺|块|度)半(?![年个天数导径日夜决岛])"
)
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
LETTER_SCALE = compiled(r"([kKwW])(?![A-Za-z0-9])|(M)(?![A-Za-z0-9])")


def letter_size(letter: Any) -> int:
    """1000 for k, 10 000 for w (万), a million for M."""
    return {"k": 1000, "w": 10_000, "m": 1_000_000}[letter[0].lower()]


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
    if text[end : end + 1] in ("多", "余", "餘") and (not chinese or len(written) > 1):
        qualifier, end = "over", end + 1
    return make(text, start, end, low, high, BARE, "number", qualifier=qualifier)


# Smaller units that continue a figure, and how many make one of the larger.
CHAIN: dict[str, dict[str, int]] = {
    "小时": {"分钟": 60, "分": 60, "秒": 3600},
    "分钟": {"秒": 60, "秒钟": 60},
    "年": {"个月": 12},
    "天": {"小时": 24, "个小时": 24},
    "元": {"角": 10, "毛": 10, "分": 100},
    "美元": {"美分": 100},
    "欧元": {"欧分": 100},
}
CONTINUED = compiled(
    rf"(?:零|又)?(?P<number>{NUMBER})(?P<unit>分钟|分(?![之为别析])|秒钟|秒|个月|个小时|小时|角|毛|美分|欧分)"
)


def compound(text: str, quantity: Quantity) -> Quantity:
    """Two or more units in one figure: 1小时20分, 3年零2个月, 123元1角1分."""
    sizes = CHAIN.get(quantity.unit)
    while sizes and (m := CONTINUED.match(text, quantity.end)) and m["unit"] in sizes and (value := parse(m["number"])):
        total = quantity.value + ratio(value[0], Decimal(sizes[m["unit"]]))
        end = m.end()
        quantity = replace(quantity, end=end, trail=end, text=text[quantity.start : end], value=total, rule="compound")
    return quantity


PER_SIGNS = frozenset(" /／每")
PER = compiled(r" ?[/／]|每(?=[吨公平立千兆克斤亩升度小秒分天年月人户件股桶])")
EACH = compiled(
    r"每(?P<n>10|十|百|万|千)?(?P<unit>平方米|平方公里|立方米|吨|公斤|千克|斤|亩|公顷|千瓦时|度|桶|升|盎司|股|克|件|辆|套|台|小时|人次)"
    r"(?:补贴|奖励|补助|约|售价|价格|均价|收费|成本|上涨|下调|上调|下降|派发|派|收购价|最高|达到?|为|是|超过?|近|现金红利|派发现金红利)*$"
)


def rated(text: str, quantity: Quantity) -> Quantity:
    """A rate keeps the slash: 120元/吨; 每平方米1.2万元 takes the unit before it."""
    if text[quantity.end : quantity.end + 1] in PER_SIGNS and (m := PER.match(text, quantity.end)):
        unit, length = unit_at(text, m.end())
        if unit is not None:
            end = m.end() + length
            name = f"{quantity.unit}/{unit.name}"
            return replace(
                quantity, end=end, trail=end, text=text[quantity.start : end], unit=name, code="", dimension="rate"
            )
    before = text[max(0, quantity.start - 14) : quantity.start]
    if "每" in before and (m := EACH.search(before)):
        name = f"{quantity.unit}/{m['n'] or ''}{units()[m['unit']].name}"
        return replace(quantity, unit=name, code="", dimension="rate")
    return quantity


# ------------------------------------------------------------------ parts of a whole


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


# ------------------------------------------------------------------ ranks and figures by themselves


RANK_UNIT = compiled(r"位|名(?!单)")
RANK_BEFORE = compiled(
    r"(?:居|列|排|排名|名列|位列|位居|跃居|跃升|升至|全国|全省|全球|世界|国际|稳居|跻身|全市|亚洲|行业|同类|连续[^，。]{1,5}年|保持|总量|规模|均)(?:为|在|到|至)?$"
)


def rank(text: str, m: Any) -> Quantity | None:
    """A place in an order: 居全国第3位, 排名第一. Other ordinals are labels."""
    n = NUMERAL.match(text, m.end())
    value = parse(n[0]) if n else None
    if value is None or value[0] != value[1]:
        return None
    unit = RANK_UNIT.match(text, n.end())
    if not unit and not RANK_BEFORE.search(text[max(0, m.start() - 10) : m.start()]):
        return None
    end = unit.end() if unit else n.end()
    return make(text, m.start(), end, value[0], None, Unit(unit[0] if unit else "位", "other"), "rank", measure="rank")


def folds(text: str, m: Any) -> Quantity | None:
    """翻一番 is +100 %, 翻两番 +300 %; 翻3倍 is +200 % by the same arithmetic."""
    written = m[0].strip("翻了上近约番倍")
    value = parse(written) if written else (Decimal(1), Decimal(1), "")
    if value is None or (m[0].endswith("倍") and not written):
        return None
    n = int(value[0])
    times = n if m[0].endswith("倍") else 2 ** min(n, 64)
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


READERS: dict[Any, Callable[[str, Any], Quantity | None]] = {
    "slash": slash,
    "rank": rank,
    "count": countless,
    "fold": folds,
    "digits": digit_count,
    "still": unchanged,
    "halves": halves,
    "number": plain_number,
}
