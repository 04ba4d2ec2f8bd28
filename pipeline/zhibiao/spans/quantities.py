"""Quantities: numerals with their units and qualifiers.

    lead   numeral  inner  unit    after  trail
    超过    30       多万    个             左右

A figure is read in three passes, each a small function: `amounts` (numeral + unit), `joined` (ranges,
shared units and scales), `qualified` (words before and after).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

import regex

from zhibiao.lexicon import load
from zhibiao.lexicon.units import units
from zhibiao.model import Quantity, Span, Unit
from zhibiao.spans.numerals import ARABIC, MORE, NUMERAL, D, parse

LONGEST_UNIT = max(len(s) for s in units())
BARE = Unit("", "other")
PERCENT, PERMILLE = units()["%"], units()["‰"]
# What may not follow a one-character unit, because both make another word: 3部|门, 10人|民币.
WORD_AFTER = {
    "部": "门委分队署长落",
    "人": "民均口物工才类生士间为",
    "家": "庭长乡电居具园底禽畜",
    "条": "件例约款",
    "位": "于置居列",
    "名": "单义字为列优",
    "场": "馆景所地域均",
    "台": "湾风阶州历",
    "处": "于理罚置方分境在",
    "次": "日年月要均于贷级新",
    "种": "植子粮群业质",
    "层": "面级次出",
    "门": "店诊票槛户窗",
    "本": "地报市省次届月年周科土金息轮场质身",
    "单": "位独打一列日月季价体产个",
    "票": "房务价面据",
    "股": "东权价市份票息",
    "队": "员伍列",
    "组": "织成建合",
    "班": "子级主组",
    "车": "辆站间道位",
    "手": "机续段术工",
    "版": "权本图",
    "市": "场民值价政",
    "省": "份级会内长委钱",
    "国": "家内际企资务有道产旗防外",
    "县": "域城级",
    "区": "域块间别",
    "村": "民庄委",
    "天": "然津气空下府",
    "年": "级度轻代产货报均末底初来后前间内",
    "周": "边期岁年围一二三四五六日末",
    "元": "素旦件宵首",
    "度": "假过",
    "节": "目能约日点假奏水",
    "口": "岸径",
    "户": "籍外型",
    "套": "餐利路",
    "分": "之别为布析销类成公析行店期享钟数",
    "面": "积对临向",
    "点": "名击",
    "号": "召",
    "对": "于外口接应策此华照",
    "支": "持撑付出行线柱",
    "批": "准复发示次评",
    "起": "来到步草诉价降",
    "代": "表理",
    "件": "事套",
    "笔": "记者试",
    "头": "部号条",
    "副": "主省市",
    "道": "路理",
    "环": "境保节比",
    "票务": "",
    "口人": "",
    "轮": "胎船渡候",
    "届": "时",
    "段": "落",
    "则": "是将会",
    "带": "动领",
    "盘": "中",
    "卷": "入",
    "管": "理",
    "师": "资生傅",
    "所": "有以在得谓",
    "院": "士校",
    "校": "长园",
    "店": "铺",
    "厂": "商房",
    "团": "队结",
    "群": "众体",
    "宗": "旨教",
    "地": "区方块",
    "里": "面程",
    "升": "级至高学值温",
    "克": "服拉",
    "平": "均台方稳",
    "方": "面案式向便法",
    "瓦": "解",
    "两": "国岸地会级市省年者大个边侧高种类条",
    "卡": "车口",
    "牛": "奶肉",
    "安": "全",
    "桶": "装",
    "页": "岩",
    "字": "节号",
    "首": "次个批先",
    "步": "伐",
    "链": "条",
    "星": "期",
    "针": "对",
    "棵": "",
    "站": "点在",
    "粒": "子",
    "角": "度色",
    "线": "上下路",
    "挂": "牌",
    "席": "位卷",
    "顶": "级层",
    "尾": "气矿",
    "圈": "层",
    "波": "动段",
    "行": "业动政",
    "包": "括含裹",
    "排": "名放",
    "下": "降",
    "回": "升落",
    "样": "本",
    "层级": "",
    "色": "",
    "载": "体重",
    "柜": "台",
    "单季": "",
    "句": "",
    "码": "头",
    "盆": "地",
    "块": "链",
    "孔": "径",
    "井": "冈",
    "封": "面关",
    "通": "过",
}
SIGNS = regex.compile(r"(?P<minus>[-－−]|[负負] ?|零下|减)$")
# Before a sign a figure or a letter makes it a dash: 2020-5.
NO_SIGN_AFTER = regex.compile(r"[0-9０-９A-Za-z年月日%％个]$")
DASH = r"[-—–－~～〜∼至到]|——|－－|--"
RANGE_GAP = regex.compile(rf" ?(?:{DASH}) ?")
LIST_GAP = regex.compile(r" ?(?:[、/]|和|与|或|及|以及|至) ?")


@cache
def qualifiers(side: str) -> tuple[dict[str, str], int]:
    """Words of one side → qualifier, and the longest one's length."""
    words = {w: name for name, entry in load("qualifiers").items() if name != "guard" for w in entry[side]}
    return words, max(map(len, words))


SCALE_ONLY = frozenset(load("qualifiers")["guard"]["scale_only"])


def find(text: str, taken: Sequence[Span] = ()) -> list[Quantity]:
    """Every quantity of the text that touches none of `taken`, in order, without overlaps."""
    blocked = {i for span in taken for i in range(span.start, span.end)}
    found = [q for q in amounts(text, blocked) if blocked.isdisjoint(range(q.start, q.end))]
    return [qualified(text, q, blocked) for q in joined(text, found)]


# ------------------------------------------------------------------ numeral + unit

FIGURE = regex.compile(
    rf"(?P<part>(?:[百千万]|{NUMERAL.pattern}) ?分 ?之(?= ?(?:{ARABIC}|{D}|[十百千])))"
    rf"|(?P<slash>(?<![0-9/.])[0-9]{{1,3}}/[0-9]{{1,4}}(?![0-9/.A-Za-z毫月日年]))"
    rf"|(?P<rank>第(?={ARABIC}|{D}|十))"
    rf"|(?P<fold>翻(?:了|上|近|约)?(?P<folds>{D}|[0-9]+)?(?:番|倍))"
    rf"|(?P<digits>[两二三四]位数)"
    rf"|(?P<still>持平|零增长)"
    rf"|(?P<halves>一半|半数|过半|对半|(?<![一大上下前后夜多各参两])半(?=个?(?:年(?!报|度)|个?月|天|小时|日|个世纪)))"
    rf"|(?P<number>{NUMERAL.pattern})"
)


def amounts(text: str, blocked: set[int]) -> list[Quantity]:
    """Numerals with their units, left to right; a numeral is read once."""
    found: list[Quantity] = []
    place = 0
    while m := FIGURE.search(text, place):
        if m.start() in blocked:
            place = m.start() + 1
            while place in blocked:
                place += 1
            continue
        quantity = READERS[m.lastgroup if m.lastgroup != "folds" else "fold"](text, m)
        if quantity is None:
            place = m.end() if m.lastgroup == "number" else m.start() + 1
            continue
        found.append(quantity)
        place = quantity.end
    return found


def make(
    text: str, start: int, end: int, low: Decimal, high: Decimal | None, unit: Unit, rule: str, **more: Any
) -> Quantity:
    """A quantity over text[start:end] with plain decimals."""
    return Quantity(
        start,
        end,
        text[start:end],
        rule,
        trimmed(low),
        None if high is None else trimmed(high),
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


def plain_number(text: str, m: Any) -> Quantity | None:
    """A numeral with whatever unit follows it.

    10多个 => 10 个 over
    4.83亿美元 => 483000000 美元
    2个半小时 => 2.5 小时
    """
    value = parse(m[0])
    if value is None:
        return None
    low, high, qualifier = value
    start, end = m.span()
    if (
        text[end : end + 1] == "又"
        and (part := FIGURE.match(text, end + 1))
        and part.lastgroup == "part"
        and (rest := fraction(text, part))
    ):
        low, high, end = low + rest.value, high + rest.value, rest.end
    sign = SIGNS.search(text, max(0, start - 2), start)
    if sign and sign["minus"] != "减" and not NO_SIGN_AFTER.search(text, max(0, sign.start() - 1), sign.start()):
        start, low, high = sign.start(), -low, -high
    tail = regex.compile(rf" ?({MORE})").match(text, end)
    if tail and unit_at(text, tail.end())[1] and not (text[end] in "来來" and text[end - 1] not in "十百千"):
        qualifier, end = ("about" if tail[1] in "来來" else "over"), tail.end()
    unit, length = unit_at(text, end)
    if not length and text[end : end + 1] == " ":
        unit, length = unit_at(text, end + 1)
        length += 1 if length else 0
    upper = None if low == high else high
    if halved := half_after(text, end):
        unit, length = halved
        low += Decimal("0.5")
        return make(text, start, end + length, low, upper, unit, "halved", qualifier=qualifier)
    if tenths := tenths_at(text, end):
        unit, length, factor, rule = tenths
        upper = None if upper is None else upper * factor
        quantity = make(
            text, start, end + length, tenth_value(m[0], low, factor), upper, unit, rule, qualifier=qualifier
        )
        return quantity
    if not length:
        return bare(text, m, start, end, low, upper, qualifier)
    if scale_alone(m[0]) and not licensed(text, start, m[0], unit):
        return None
    surface_end = end + length
    rule = "indefinite" if m[0] == "一" and unit.dimension in ("count", "other") else "amount"
    quantity = make(text, start, surface_end, low, upper, unit, rule, qualifier=qualifier)
    return rated(text, compound(text, quantity))


def unit_at(text: str, place: int) -> tuple[Unit, int]:
    """The longest unit that begins at `place`, and its length (0 when none does)."""
    table = units()
    if text[place : place + 1] == "多" and text[place + 1 : place + 3] == "个月":
        return table["个月"], 3
    for length in range(min(LONGEST_UNIT, len(text) - place), 0, -1):
        surface = text[place : place + length]
        unit = table.get(surface)
        if unit is None:
            continue
        following = text[place + length : place + length + 1]
        if length == 1 and following and following in WORD_AFTER.get(surface, ""):
            continue
        if surface[-1].isascii() and surface[-1].isalpha() and following.isascii() and following.isalnum():
            continue
        return unit, length
    return BARE, 0


def half_after(text: str, end: int) -> tuple[Unit, int] | None:
    """`个半小时`, `年半` after a numeral: the unit and the length of both."""
    m = HALF.match(text, end)
    return None if m is None else (units()[m["a"] or m["b"]], m.end() - end)


HALF = regex.compile(r"个半(?P<a>小时|月|天|钟头|学期)|(?P<b>年|天|小时|月|倍|岁|公里|吨)半(?!年|个|天|数|导|径)")
units().setdefault("月", units()["个月"])


def tenths_at(text: str, end: int) -> tuple[Unit, int, Decimal, str] | None:
    """成 and 折 after a numeral: tenths of a whole. Not 成立, 成为, 折合."""
    if text[end : end + 1] == "成" and text[end + 1 : end + 2] not in tuple(
        "立为果本长功都员品交绩熟就效人语形分套批年份活渝昆"
    ):
        return PERCENT, 1, Decimal(10), "tenths"
    if text[end : end + 1] == "折" and text[end + 1 : end + 2] not in tuple("合射叠算返旧腾磨"):
        return PERCENT, 1, Decimal(10), "discount"
    return None


def tenth_value(written: str, low: Decimal, factor: Decimal) -> Decimal:
    """八五折 is 85 %: two digits without a scale are tenths and hundredths."""
    return low if regex.fullmatch(rf"{D}{{2}}|[0-9]{{2}}", written) and low > 10 else low * factor


def scale_alone(written: str) -> bool:
    """Whether the numeral has no digit of its own: 百, 万亿."""
    return not regex.search(rf"[0-9０-９几数數十拾]|{D}", written)


def licensed(text: str, start: int, written: str, unit: Unit) -> bool:
    """Whether a bare scale is a number here: 超百亿元, 上千家, 百万吨; not 百家争鸣, 万里长城."""
    if regex.search(
        r"(?:超过?|突?破|近|上|逾|过|约|达到?|不足|不到|成|至少|接近|数|几|跨|以)$", text[max(0, start - 2) : start]
    ):
        return True
    return len(written) > 1 and unit.dimension != "time" and written not in ("千万", "万千")


def bare(
    text: str, m: Any, start: int, end: int, low: Decimal, upper: Decimal | None, qualifier: str
) -> Quantity | None:
    """A number without a unit. Chinese ones only when they can be nothing else: with a scale or a point."""
    written = m[0]
    chinese = not regex.search("[0-9０-９]", written)
    if chinese:
        if scale_alone(written) and not licensed(text, start, written, BARE):
            return None
        if len(written) < 2 and len(text) > 3:
            return None
        if len(written) == 2 and regex.fullmatch(rf"{D}{{2}}", written) and len(text) > 4:
            return None
    if text[end : end + 1] in "多余餘" and text[end : end + 1] and (not chinese or len(written) > 1):
        qualifier, end = "over", end + 1
    return make(text, start, end, low, upper, BARE, "number", qualifier=qualifier)


def compound(text: str, quantity: Quantity) -> Quantity:
    """Two units in one figure: 1小时20分, 1米8, 3年零2个月."""
    chain = {
        "小时": ("分钟", Decimal(60)),
        "分钟": ("秒", Decimal(60)),
        "年": ("月", Decimal(12)),
        "天": ("小时", Decimal(24)),
    }
    if quantity.unit not in chain:
        return quantity
    small, factor = chain[quantity.unit]
    m = COMPOUND.match(text, quantity.end)
    if not m or units()["分钟" if m["unit"] == "分" else m["unit"]].name != small:
        return quantity
    value = parse(m["number"])
    if value is None:
        return quantity
    with localcontext() as context:
        context.prec = 12
        total = quantity.value + value[0] / factor
    return replace(
        quantity, end=m.end(), trail=m.end(), text=text[quantity.start : m.end()], value=total, rule="compound"
    )


COMPOUND = regex.compile(rf"(?:零|又)?(?P<number>{NUMERAL.pattern})(?P<unit>分钟|分(?!之)|秒|个月|小时)")


def rated(text: str, quantity: Quantity) -> Quantity:
    """A rate keeps the slash: 120元/吨; 每平方米1.2万元 takes the unit before it."""
    if m := PER.match(text, quantity.end):
        unit, length = unit_at(text, m.end())
        if length:
            end = m.end() + length
            return replace(
                quantity,
                end=end,
                trail=end,
                text=text[quantity.start : end],
                unit=f"{quantity.unit}/{unit.name}",
                code="",
                dimension="rate",
            )
    if m := EACH.search(text, max(0, quantity.start - 9), quantity.start):
        base = m["n"] or ""
        return replace(quantity, unit=f"{quantity.unit}/{base}{units()[m['unit']].name}", code="", dimension="rate")
    return quantity


PER = regex.compile(r" ?[/／]|每(?=[吨公平立千兆克斤亩升度小秒分天年月人户件股桶])")
EACH = regex.compile(
    r"每(?P<n>10|十|百|万|千)?(?P<unit>平方米|平方公里|立方米|吨|公斤|千克|斤|亩|公顷|千瓦时|度|桶|升|盎司|股|克|件|辆|套|台|小时|人次)(?:补贴|奖励|补助|约|售价|价格|均价|收费|成本|上涨|下调|上调|下降|派发|派|收购价|最高|达到?|为|是|超过?|近)*$"
)


def fraction(text: str, m: Any) -> Quantity | None:
    """百分之五 is 5 %, 千分之三 3 ‰, 三分之一 a share of 1/3 to 12 significant digits."""
    n = NUMERAL.match(text, m.end() + (text[m.end() : m.end() + 1] == " "))
    if n is None:
        return None
    value = parse(n[0])
    if value is None:
        return None
    low, high, qualifier = value
    end, upper = n.end(), None if value[0] == value[1] else high
    if text[end : end + 1] in "多余" and text[end : end + 1]:
        qualifier, end = "over", end + 1
    start = m.start()
    sign = SIGNS.search(text, max(0, start - 1), start)
    if sign and sign["minus"] == "负":
        start, low, high = sign.start(), -low, -high
    written = m[0].replace(" ", "")
    whole = written[0] if written in ("百分之", "千分之") else ""
    if whole == "百":
        return make(text, start, end, low, upper, PERCENT, "percent", qualifier=qualifier)
    if whole == "千":
        return make(text, start, end, low, upper, PERMILLE, "permille", qualifier=qualifier)
    bottom = parse(written.removesuffix("分之"))
    if not bottom or not bottom[0]:
        return None
    with localcontext() as context:
        context.prec = 12
        return make(text, start, end, low / bottom[0], None, BARE, "fraction", measure="share", qualifier=qualifier)


def rank(text: str, m: Any) -> Quantity | None:
    """A place in an order: 居全国第3位, 排名第一. Other ordinals are labels."""
    n = NUMERAL.match(text, m.end())
    if n is None:
        return None
    value = parse(n[0])
    if value is None or value[0] != value[1]:
        return None
    unit = RANK_UNIT.match(text, n.end())
    before = text[max(0, m.start() - 10) : m.start()]
    if not unit and not RANK_BEFORE.search(before):
        return None
    end = unit.end() if unit else n.end()
    name = unit[0] if unit else "位"
    return make(text, m.start(), end, value[0], None, Unit(name, "other"), "rank", measure="rank")


RANK_UNIT = regex.compile(r"位|名(?!单)")
RANK_BEFORE = regex.compile(
    r"(?:居|列|排|排名|名列|位列|位居|跃居|跃升|升至|全国|全省|全球|世界|国际|稳居|跻身|全市|亚洲|行业|同类|连续[^，。]{1,5}年|保持|总量|规模|均)(?:为|在|到|至)?$"
)


def folds(text: str, m: Any) -> Quantity | None:
    """翻一番 is +100 %, 翻两番 +300 %; 翻3倍 is +200 % by the same arithmetic."""
    written = m["folds"]
    value = parse(written) if written else (Decimal(1), Decimal(1), "")
    if value is None:
        return None
    n = int(value[0])
    if m[0].endswith("倍"):
        return (
            None
            if not written
            else make(text, m.start(), m.end(), Decimal(n - 1) * 100, None, PERCENT, "folds", measure="change")
        )
    return make(text, m.start(), m.end(), Decimal(2**n - 1) * 100, None, PERCENT, "folds", measure="change")


def digit_count(text: str, m: Any) -> Quantity | None:
    """两位数 = 10..99, as said of growth."""
    n = {"两": 2, "二": 2, "三": 3, "四": 4}[m[0][0]]
    return make(text, m.start(), m.end(), Decimal(10 ** (n - 1)), Decimal(10**n - 1), PERCENT, "digit_count")


def unchanged(text: str, m: Any) -> Quantity | None:
    """持平 and 零增长 are a change of 0 %."""
    return make(text, m.start(), m.end(), Decimal(0), None, PERCENT, "unchanged", measure="change")


def halves(text: str, m: Any) -> Quantity | None:
    """一半 and 半数 a share of 1/2 (过半: over); 半年 half a year."""
    if m[0] == "半":
        place = m.end() + (text[m.end() : m.end() + 1] == "个")
        for surface in ("小时", "年", "月", "天", "日", "世纪"):
            if text.startswith(surface, place):
                unit = units()[{"日": "天", "世纪": "个世纪"}.get(surface, surface)]
                return make(text, m.start(), place + len(surface), Decimal("0.5"), None, unit, "half")
        return None
    qualifier = "over" if m[0] == "过半" else ""
    return make(text, m.start(), m.end(), Decimal("0.5"), None, BARE, "half", measure="share", qualifier=qualifier)


def slash(text: str, m: Any) -> Quantity | None:
    """1/3 is a share of a third, 3/2 a plain number."""
    top, bottom = m[0].split("/")
    if not int(bottom):
        return None
    with localcontext() as context:
        context.prec = 12
        value = Decimal(top) / Decimal(bottom)
    start = m.start() - (
        text[m.start() - 1 : m.start()] == "-" and not NO_SIGN_AFTER.search(text, max(0, m.start() - 2), m.start() - 1)
    )
    value = -value if start < m.start() else value
    return make(text, start, m.end(), value, None, BARE, "slash", measure="share" if 0 < value < 1 else "")


READERS: dict[str, Any] = {
    "part": fraction,
    "rank": rank,
    "slash": slash,
    "fold": folds,
    "digits": digit_count,
    "still": unchanged,
    "halves": halves,
    "number": plain_number,
}


# ------------------------------------------------------------------ ranges and shared units


def joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Neighbours that make one range, or that share the last one's unit: 4—5亿元, 4.5个和1.3个百分点."""
    done: list[Quantity] = []
    for quantity in found:
        if done:
            last = done[-1]
            gap = text[last.end : quantity.start]
            if whole := as_range(text, last, quantity, gap):
                done[-1] = whole
                continue
            if not last.unit.startswith(quantity.unit) or last.unit == "":
                done[-1] = shared_unit(text, last, quantity, gap)
        done.append(quantity)
    return done


def as_range(text: str, low: Quantity, high: Quantity, gap: str) -> Quantity | None:
    """One range of two figures with a dash or 至 between them and the same unit, or none on the first."""
    if low.value_to is not None or high.value_to is not None or low.measure or high.measure:
        return None
    between = gap.strip()
    upper = (
        regex.fullmatch(r"(?:以上|（含）)?(?:、|，)?", between) is not None
        and "以上" in between
        and text.startswith("以下", high.end)
    )
    if not upper and not RANGE_GAP.fullmatch(gap):
        if not (high.text[0] in "-－" and gap == "" and low.unit in ("", high.unit)):
            return None
        high = replace(high, value=-high.value)
    same = low.unit == high.unit or low.unit == "" or (low.unit == "个" and high.text.find("个") >= 0)
    if not same or (high.unit == "" and low.unit):
        return None
    bottom = low.value
    if low.unit == "" and low.text[-1] not in "十百千万亿兆%％":
        bottom = low.value * trailing_scale(high.text)
    if bottom >= high.value and not (bottom < 0):
        if low.value < high.value and low.unit == "":
            bottom = low.value
        else:
            return None
    return replace(
        high,
        start=low.start,
        lead=low.lead,
        text=text[low.start : high.end],
        value=trimmed(bottom),
        value_to=high.value,
        rule="range",
        qualifier=low.qualifier or high.qualifier,
    )


def trailing_scale(written: str) -> Decimal:
    """The scale that a range's first figure shares with its second: 4—5亿元."""
    m = regex.match(rf"[^十百千万亿兆]*?(?:[0-9０-９.．,]|{D})(?P<scale>[十百千万亿兆]+)", written)
    if not m:
        return Decimal(1)
    value = parse(m["scale"])
    return value[0] if value else Decimal(1)


def shared_unit(text: str, quantity: Quantity, following: Quantity, gap: str) -> Quantity:
    """A bare figure (or one with 个) in a list takes the unit of the next: 3、5和7个百分点."""
    if not LIST_GAP.fullmatch(gap) or following.unit in ("", "个") or following.dimension in ("time",):
        return quantity
    if quantity.unit == "" and quantity.measure == "":
        return replace(quantity, unit=following.unit, code=following.code, dimension=following.dimension)
    if quantity.unit == "个" and following.text.endswith("个百分点") and quantity.text.endswith("个"):
        return replace(quantity, unit="百分点", code="", dimension="percent")
    return quantity


# ------------------------------------------------------------------ qualifiers around


def qualified(text: str, quantity: Quantity, blocked: set[int]) -> Quantity:
    """The quantity with the qualifier that stands before or after it, if any.

    The first word found on the left wins over one on the right, and both over the numeral's own.
    """
    lead, before = word_before(text, quantity)
    trail, after = word_after(text, quantity)
    qualifier = before or after or quantity.qualifier
    if lead in blocked:
        lead, qualifier = quantity.start, after or quantity.qualifier
    return replace(quantity, lead=lead, trail=trail, qualifier=qualifier)


def word_before(text: str, quantity: Quantity) -> tuple[int, str]:
    """(offset, qualifier) of the qualifier word that ends where the quantity begins."""
    words, longest = qualifiers("before")
    start = quantity.start
    if text[start - 1 : start] == "第":
        return start, ""
    for length in range(min(longest, start), 0, -1):
        word = text[start - length : start]
        if word in words:
            if word in SCALE_ONLY and not regex.match(
                r"[百千万亿]|[0-9一二三四五六七八九两]+\.?[0-9]*[万亿]|[0-9]", quantity.text
            ):
                continue
            if word in ("上", "成") and not scale_alone(regex.match(r"\D?[^个家人]?", quantity.text)[0] or "个"):
                continue
            if word in ("过",) and regex.search(r"[通经超不度]$", text[: start - 1]):
                continue
            if word == "近" and quantity.dimension == "time" and quantity.unit in ("年", "月", "周"):
                continue
            return start - length, words[word]
    return start, ""


def word_after(text: str, quantity: Quantity) -> tuple[int, str]:
    """(offset, qualifier) of the qualifier word that begins where the quantity ends."""
    words, longest = qualifiers("after")
    end = quantity.end
    for length in range(longest, 0, -1):
        word = text[end : end + length]
        if len(word) == length and word in words:
            following = text[end + length : end + length + 1]
            if word == "内" and following and following in "容部外地蒙需存在":
                continue
            if word in ("强", "弱", "起") and (
                quantity.unit not in ("%", "元") or following not in ("", "，", "。", "、", "）")
            ):
                continue
            if word == "多" and (following and following in "年个种样元家"):
                continue
            if word in ("余",) and following and following in "额下":
                continue
            return end + length, words[word]
    return end, ""
