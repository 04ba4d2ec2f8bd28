"""Numbers without a unit: when one is a figure (an index, a rate of exchange, what its noun counts), and when a large one is money
because of what it is of: 成交额21615亿, 转为盈利1.25亿, 47亿估值.
"""

from __future__ import annotations

from dataclasses import replace

from zhibiao.clauses.cues import BARE_HEAD, either
from zhibiao.clauses.phrases import Phrase
from zhibiao.lexicon.units import units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.scene import Scene
from zhibiao.spans import money
from zhibiao.spans.directions import MOVING


def bare_figure(c: Context, frame: Frame, phrase: Phrase, before: str) -> bool:
    """Whether a number without a unit is a figure: an index, a count whose noun says it, or a large number; with decimals
    also what moves (环比上升0.6), is quoted (中间价报7.0825) or comes from another such number (由0.45降至0.41). `before`: its
    sentence up to it."""
    quantity = c.quantity
    if quantity.rule == "tally":
        return True
    if quantity.value >= 10000 and ("万" in quantity.text or "亿" in quantity.text):
        counts = quantity.qualifier or HAVING.search(c.left) or PEOPLED.match(c.right)
        return bool(phrase.text) or frame.measure != "level" or bool(counts)
    named = bool(BARE_HEAD.search(phrase.text) or BARE_HEAD.search(c.left[: frame.head]))
    if frame.measure == "level" and quantity.value_to is None and marked(c, frame, named, before):
        return True
    if DECIMALS.search(quantity.text):
        if not phrase.text and frame.rule in ("change_verb", "fallen", "to_level"):
            return ALONE.match(c.right) is not None
        if frame.measure == "change" and frame.rule in MOVED_RULES:
            return named or not phrase.text
        if frame.measure == "level" and QUOTED_AT.search(c.left):
            return True
        return named and frame.rule in ("linked_level", "to_level", "from_level", "bare_level")
    return named and frame.rule in ("linked_level", "to_level", "from_level", "change_verb", "fallen")


def marked(c: Context, frame: Frame, named: bool, before: str) -> bool:
    """Whether a bare number is where an index or a rate stands.

    美元指数下跌0.2%至|99.1    where a change brought it
    美元指数突破|99            an index beside a mark; 跌破|7.22关口 the mark itself
    美元兑日元拉升，现涨至|153  where a rate of exchange moved
    sensex指数|82044           an index with its number
    """
    if CROSSED.match(c.right) or (BROUGHT.search(before) and ALONE.match(c.right)):
        return True
    if not ALONE.match(c.right):
        return False
    if named and frame.rule == "bare_level":
        stated = c.quantity.value >= 1000 and not 1900 <= c.quantity.value <= 2100
        return c.quantity.lead < c.quantity.start or (stated and c.left.endswith("指数"))
    moved = frame.rule in ("to_level", "from_level") or bool(c.quantity.qualifier and not c.left)
    return moved and RATE.search(before) is not None


PEOPLED = compiled(f"[一-鿿]{{0,3}}?{either('populace')}")  # 7万|用户遭遇停电
HAVING = compiled("有$")  # 去年，有|28万|中国游客赴澳
DECIMALS = compiled("[.．点][0-9０-９零一二三四五六七八九]")
MOVED_RULES = frozenset({"change_verb", "fallen", "difference", "growth_noun"})
QUOTED_AT = compiled("每[一-鿿]{1,3}[元镑磅铢盾币]$|(?:收?报收?|收于|开于|徘徊[于在])(?:价为|在)?$")
ALONE = compiled(
    "(?:左右|以[上下]|附近|(?:的?(?:水平|高位|低位)))?(?:$|[，。；！？、）（(])"
)  # 下调至|1.8|排量 is a size
CROSSED = compiled("(?:整数|心理)?(?:关口|大关|整数关)")
BROUGHT = compiled(f"{MOVING}了?[^，。；%％]{{0,6}}[0-9.]+(?:%|％|个?百分点|个?基点|点)(?:至|到)$")
CURRENCY = "[一-鿿]{0,3}(?:[元镑郎币]|卢[布比]|人民币)"
RATE = compiled(f"指数|汇率|{CURRENCY}(?:[兑对]|/){CURRENCY}")


def in_money(quantity: Quantity, noun: str, scene: Scene, left: str = "", right: str = "") -> Quantity:
    """A large bare amount in 元, where the noun it is of, the verb on its `left` or the noun on its `right` is one of money;
    where another currency is named in the sentence it stays bare."""
    if quantity.unit or quantity.measure or not LARGE.search(quantity.text):
        return quantity
    if not (MONEYED.search(noun) or SPENT.search(left) or SUM.match(right)):
        return quantity
    said = scene.text[scene.sentence.start : scene.sentence.end]
    if any(name in said for name in money.names() if name != "人民币") or "$" in said:
        return quantity
    yuan = units()["元"]
    return replace(quantity, unit=yuan.name, code=yuan.code, dimension=yuan.dimension)


LARGE = compiled("[万亿兆]")
# What is an amount of money, as a noun and as a verb: 额 but of quotas and places.
NOUN = f"{either('money_noun')}|(?<![名配份缺])额|[^免]费用?|净?利润?|[盈毛]利|薪资?|债务?|[售房总单]价|(?:市场|资产|基金|募资|融资)规模"
VERB = f"净[流买卖][入出]|[融募筹出斥耗注增集]资|{either('money_verb')}"
MONEYED = compiled(f"(?:{NOUN}|{VERB})$")
SPENT = compiled(f"(?:{VERB}|{either('earned')})(?:了|约|近|超过?|达到?|高达|为|再)*$")
SUM = compiled(f"的?{either('sum_modifier')}?(?:{VERB}|{either('sum_noun')}|罚[款金])")
