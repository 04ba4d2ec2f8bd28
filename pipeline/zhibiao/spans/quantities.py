"""Quantities: figures with what their neighbours lend them and the qualifiers around them.

    lead   figure     trail
    超过    30多万个   左右          the words outside are covered by `lead:trail`

`find` reads single figures (`figures.py`), joins neighbours into ranges and shared units, then looks at
the words before and after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.matching import Matcher, Pattern, Places, alternation, compiled
from zhibiao.model import Quantity, Span
from zhibiao.rules import LISTS, covering, either
from zhibiao.spans import money
from zhibiao.spans.directions import MOVING
from zhibiao.spans.figures import amounts
from zhibiao.spans.numbered import scale_alone
from zhibiao.spans.numerals import D, parse
from zhibiao.spans.rates import counted_by
from zhibiao.spans.values import letter_size, trimmed

RANGE_GAP = compiled(r" ?(?:[(（]含[)）])? ?(?:[-—–－~～〜∼至到]|——|－－|--) ?")
LIST_GAP = compiled(r" ?(?:[、/]|和|与|或|及|以及|至) ?")
LARGE = compiled("[万萬亿億兆]")


def find(text: str, taken: Sequence[Span] = (), places: Places | None = None) -> list[Quantity]:
    """Every quantity of the text that touches none of `taken`, in order, without overlaps."""
    blocked = covering(taken)
    blocked.extend(bytes(len(text) - len(blocked)))
    found = [q for q in amounts(text, blocked, places) if 1 not in blocked[q.start : q.end]]
    return [qualified(text, q, blocked) for q in joined(text, found) if q.rule != "lone"]


# ------------------------------------------------------------------ ranges and shared units


def joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Neighbours that make one range, or that share the last one's unit: 4—5亿元, 4.5个和1.3个百分点."""
    done: list[Quantity] = []
    for quantity in found:
        if done and may_join(text, done[-1].end, quantity.start):
            last = done[-1]
            gap = text[last.end : quantity.start]
            if whole := as_range(text, last, quantity, gap):
                done[-1] = whole
                continue
            done[-1] = shared_unit(last, quantity, gap)
            quantity = shared_rate(last, quantity, gap)
        elif done and "/" in done[-1].unit:
            quantity = shared_rate(done[-1], quantity, text[done[-1].end : quantity.start])
        done.append(quantity)
    for k, low in enumerate(done[:-1]):  # 由|30万|调整为50万元
        if low.unit == "" and low.rule == "number" and came_from(text, low, done[k + 1]):
            after = done[k + 1]
            done[k] = replace(low, unit=after.unit, code=after.code, dimension=after.dimension)
    for k in range(len(done) - 2, -1, -1):  # 31.2万、18万和9.6万人次: the last one's unit, from the right
        if done[k].unit == "" and done[k + 1].rule == "shared":
            done[k] = shared_unit(done[k], done[k + 1], text[done[k].end : done[k + 1].start])
    return done


def came_from(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether a bare figure is where the next one, which has a unit, came from: 从|30万|提高到50万人."""
    if not high.unit or high.measure or high.unit in ("倍", "百分点", "年"):
        return False
    if not text.endswith(("由", "从"), 0, low.lead):
        return False
    return BECAME.fullmatch(text, low.end, high.lead) is not None


BECAME = compiled(f"(?:左右|多|余)?(?:[^，。；、0-9]{{0,4}})?(?:{MOVING}|调整|变更|改|变|扩展|跃|攀)(?:至|到|为|成)了?")
BELOW = compiled("(?:[(（]含[)）])?以下")
BOUNDED = compiled(r"(?:[(（]含[)）])?(?:以上|及以上)(?:[(（]含[)）])?(?:、|，|至|到)?")


GAPS = Matcher((RANGE_GAP, LIST_GAP, BOUNDED))


def may_join(text: str, end: int, start: int) -> bool:
    """Whether what stands between two figures may join them, by its first character; nothing may, too, where a sign
    parts them."""
    return end >= start or text[end] in GLUE or GAPS.may_begin(text, end)


GLUE = "(（含)）"  # may stand between a figure and the dash of the next


def as_range(text: str, low: Quantity, high: Quantity, gap: str) -> Quantity | None:
    """One range of two figures with a dash or 至 between them and the same unit, or none on the first;
    and `2万元以上5万元以下`."""
    if (low.value_to is not None and not vague(low)) or high.value_to is not None or low.measure or high.measure:
        return None
    bounded = BOUNDED.fullmatch(gap) and BELOW.match(text, high.end)
    if not bounded and not RANGE_GAP.fullmatch(gap):
        glued = high.text[0] in "-－" and not gap.strip(GLUE) and low.unit in ("", high.unit)
        if not glued:
            return None
        high = replace(high, value=-high.value)
    if gap.strip() in ("至", "到") and reached(text, low, high):
        return None
    if low.unit.partition("/")[0] == high.unit and "/" not in low.text:  # 每吨|500元至700元
        high = replace(high, unit=low.unit, code=low.code, dimension=low.dimension)
    if low.unit == high.unit.partition("/")[0]:  # 7650元~|7800元/吨
        low = replace(low, unit=high.unit)
    if low.unit not in ("", high.unit) and not (low.unit == "个" and "个" in high.text):
        return None
    bottom = low.value
    if low.unit == "" and not LARGE.search(low.text):
        bottom = borrowed(low, high)
    if bottom >= high.value:
        return None
    by_each = counted_by(high, text[max(0, low.start - 14) : low.start]) if "/" not in high.unit else high
    return replace(
        by_each,
        start=low.start,
        lead=low.lead,
        text=text[low.start : high.end],
        value=trimmed(bottom),
        value_to=high.value,
        rule="range",
        qualifier=low.qualifier or high.qualifier,
    )


def vague(quantity: Quantity) -> bool:
    """Whether two digits beside each other make the figure one of two: 七八十元."""
    return quantity.rule == "amount" and NEIGHBOURS.match(quantity.text) is not None


NEIGHBOURS = compiled("十?(?:一二|[一二两]三|三[四五]|四五|五六|六七|七八|八九)")


def reached(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether the first figure is by how much a thing moved and the second where it came to: 增加|1万人至42万人|."""
    if low.unit != high.unit or high.unit in ("", "%", "倍", "百分点") or high.value < 3 * low.value:
        return False
    return MOVED.search(text, max(0, low.lead - 5), low.lead) is not None


MOVED = compiled(f"{MOVING}了?$")


def borrowed(low: Quantity, high: Quantity) -> Decimal:
    """The lower end with the scale of the upper one, if it is small beside it: 4—5亿元, 一百二十到一百五十万元, 一至三成."""
    if high.rule == "tenths":
        return low.value * TENTH
    m = SCALED.match(high.text)
    for scale in (m["small"] + m["large"], m["large"], m["letter"]) if m else ():
        if not scale or (not LARGE.search(scale) and scaled(low.text)):
            continue
        size = Decimal(letter_size([scale])) if scale.isascii() else (parse(scale) or (low.value,))[0]
        if low.value * size < high.value:
            return low.value * size
    return low.value


TENTH = 10  # per cent
# The scales that end a figure: 三五|百|万, 15|k.
SCALED = compiled(
    rf"[^万萬亿億兆]*?(?:[0-9０-９.．,]|{D}|[十拾百佰千仟])"
    r"(?P<small>[十拾百佰千仟]?)(?P<large>[万萬亿億兆]*)(?P<letter>[kKwWM]?)"
    rf"(?![.．，,]?[0-9]|{D}|[十拾百佰千仟万萬亿億兆])"
)


SCALES = frozenset("十拾百佰千仟万萬亿億兆")
SCALABLE = frozenset("百千万亿0123456789一二三四五六七八九两")


def scaled(written: str) -> bool:
    """Whether a figure has a scale of its own."""
    return not SCALES.isdisjoint(written)


def shared_unit(quantity: Quantity, following: Quantity, gap: str) -> Quantity:
    """A bare figure (or one with 个) in a list takes the unit of the next: 3、5和7个百分点."""
    if not LIST_GAP.fullmatch(gap) or following.unit in ("", "个") or following.dimension == "time":
        return quantity
    if quantity.rule == "lone" and (gap != "、" or quantity.text not in "一二三四五六七八九两"):
        return quantity
    bare = quantity.unit == "" and quantity.measure == ""
    if not bare and not (quantity.unit == "个" and following.text.endswith("个百分点")):
        return quantity
    rule = "shared" if bare else quantity.rule
    value = borrowed(quantity, following) if following.rule == "tenths" else quantity.value  # 两、三成
    return replace(
        quantity, value=value, unit=following.unit, code=following.code, dimension=following.dimension, rule=rule
    )


def shared_rate(last: Quantity, quantity: Quantity, gap: str) -> Quantity:
    """A figure in a list is counted by what the one before it is: 每吨分别下调145元和|140元."""
    unit, slash, per = last.unit.partition("/")
    if not slash or quantity.unit != unit:
        return quantity
    alike = last.value / 9 <= quantity.value <= last.value * 9 and NAMED_GAP.fullmatch(gap) is not None
    if not (alike or LIST_GAP.fullmatch(gap) or LED_TO.fullmatch(gap)):
        return quantity
    if last.text.endswith(per):
        return quantity
    return replace(quantity, unit=last.unit, code=last.code, dimension=last.dimension)


# 每千瓦时0.22元、|低谷时段为|0.38元
NAMED_GAP = compiled(" ?、[^，。；、0-9每共]{1,8}为? ?")
# 由每千人年11.8例|降至|8.3例
LED_TO = compiled(rf"(?:左右|以[上下])?(?:逐步|进一步|大幅|又|再)?{MOVING}(?:至|到|为)了?")


# ------------------------------------------------------------------ qualifiers around


@cache
def qualifiers(side: str) -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    """Words of one side → qualifier, and the lengths of those that touch a figure with a character."""
    words = {w: name for name, entry in load("qualifiers").items() if name != "guard" for w in entry[side]}
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1] if side == "before" else word[0], set()).add(len(word))
    return words, {c: tuple(sorted(found, reverse=True)) for c, found in sizes.items()}


SCALE_ONLY = frozenset(load("qualifiers")["guard"]["scale_only"])


def qualified(text: str, quantity: Quantity, blocked: bytearray) -> Quantity:
    """The quantity with the qualifier that stands before or after it, if any.

    One on the left wins over one on the right, and both over the numeral's own; but 约150多万 and 近1000多家 are more.
    """
    lead, before = word_before(text, quantity)
    trail, after = word_after(text, quantity)
    if before in ("about", "nearly") and quantity.qualifier == "over":
        before = ""
    if not before and not after and not quantity.qualifier:
        before = word_farther(text, quantity)
    qualifier = before or after or quantity.qualifier
    if quantity.rule == "range" and BOUNDED.search(quantity.text):  # 2年以上|7年以下
        qualifier = before
    if blocked[lead]:
        lead, qualifier = quantity.start, after or quantity.qualifier
    if (lead, trail, qualifier) == (quantity.lead, quantity.trail, quantity.qualifier):
        return quantity
    return replace(quantity, lead=lead, trail=trail, qualifier=qualifier)


def word_before(text: str, quantity: Quantity) -> tuple[int, str]:
    """(offset, qualifier) of the qualifier word that ends where the quantity begins."""
    words, sizes = qualifiers("before")
    start = quantity.start
    for length in sizes.get(text[start - 1 : start], ()):
        word = text[max(0, start - length) : start]
        if word in words and qualifies(text[: start - length], word, quantity):
            denied = DENIED.search(text, max(0, start - length - 2), start - length)
            return start - length, AGAINST.get(words[word], words[word]) if denied else words[word]
    return start, ""


AGAINST = {"over": "at_most", "under": "at_least"}  # 始终未超过|102%
DENIED = compiled(either("denied") + "$")


def word_farther(text: str, quantity: Quantity) -> str:
    """The qualifier before what goes between it and a figure: a currency, what the figure is counted by, for a few words
    also a verb. It stays a word of the clause.

    约人民币|1618.8万元   超每盎司|4000美元   约季增|4%   至少将达到|400亿元
    """
    first = max(0, quantity.start - FARTHEST)
    near = text[first : quantity.start]
    if BLURRING.isdisjoint(near) or (m := inserted().search(near)) is None:
        return ""
    words, _ = qualifiers("before")
    return words[m["word"]] if qualifies(text[: first + m.start()], m["word"], quantity) else ""


FARTHEST = 14
# How the words end that may stand before a verb, and those that may not.
BLURRING = frozenset("约概少多近超逾过足到码破守于")


@of_own
@cache
def inserted() -> Pattern:
    """A qualifier and what goes between it and a figure."""
    plain = alternation(word for word in qualifiers("before")[0] if len(word) > 1 or word in "约近超逾")
    by_each = rf"(?:折?合|共计|合计)(?=$)|(?<=约|大概)(?:都|均|也)?在(?=$)|(?<=超过|突破|逾|超)单[日周月季年](?=$)|合?(?:{alternation(money.names())})|每(?:[0-9]{{0,4}}[十百千万]{{0,2}}[一-鿿]{{1,3}})"
    verb = rf"(?:同比|环比|按[年月季]|[年季月])?{MOVING}[至到了出]?|将?(?:会|可|要)?达到?|占|需要?|花费?|耗[时资费]|用时|需时"
    least = "(?<=至少|最少|起码)[一-鿿]{1,5}"  # 至少可以省去|2个
    pattern: Pattern = compiled(rf"(?P<word>{plain})(?:{by_each}|(?<=大约|大概|至少|最少|起码|约)(?:{verb})|{least})$")
    return pattern


def qualifies(before: str, word: str, quantity: Quantity) -> bool:
    """Whether a word before a figure bounds it: 上百 but not 以上3个, 约3个 but not 节约3吨, 破万 but not 看破3次, 近三年 is a time."""
    if word in ("上", "成"):
        return scale_alone(quantity.text[:1])
    if word == "约":
        if before.endswith("合") and not before.endswith(("折合", "共合", "总合", "相合")):
            return False  # 主力合|约|涨0.18%
        return not before.endswith(("节", "制", "签", "预", "契", "条", "公", "简", "违", "隐"))
    if word == "过" and quantity.unit in DONE_TIMES:
        return False  # 缺席|过|5次
    if word == "近" and before.endswith(("附", "邻", "临", "靠", "贴")):
        return False
    if word == "过":
        return not before.endswith(("通", "经", "超", "不", "度"))
    if word in SCALE_ONLY:
        return quantity.text[0] in SCALABLE
    return not (word == "近" and quantity.unit in ("年", "月", "周"))


DONE_TIMES = frozenset(LISTS["repeated"])


def word_after(text: str, quantity: Quantity) -> tuple[int, str]:
    """(offset, qualifier) of the qualifier word that begins where the quantity ends."""
    words, sizes = qualifiers("after")
    end = quantity.end
    if quantity.text.endswith("元"):  # 33-36元|人民币|左右
        end = money.named(text, end)[1]
    for length in sizes.get(text[end : end + 1], ()):
        word = text[end : end + length]
        if word in words and len(word) == length and closes(word, text[end + length : end + length + 1], quantity):
            return end + length, words[word]
    return quantity.end, ""


# After these the word is another one: 内|容, 余|额, 多|年.
OTHERWISE = {"内": "容部外地蒙需存在", "多": "年个种样元家层功语媒民边", "余": "额下"}


def closes(word: str, following: str, quantity: Quantity) -> bool:
    """Whether a word after a figure bounds it; 强, 弱 and 起 only after a price or share, at a pause."""
    if word in ("上方", "下方", "附近"):
        return quantity.unit in ("%", "点", "") or quantity.dimension in ("money", "rate")
    if word == "起步":
        return quantity.dimension == "money"
    if word in ("强", "弱", "起"):
        return quantity.unit in ("%", "元") and following in ("", "，", "。", "、", "）")
    return not following or following not in OTHERWISE.get(word, "")
