"""Large bare amounts that are money because of what they are of: 成交额21615亿, 转为盈利1.25亿, 47亿估值."""

from __future__ import annotations

from dataclasses import replace

from zhibiao.clauses.cues import either
from zhibiao.lexicon.units import units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.scene import Scene
from zhibiao.spans import money


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
SPENT = compiled(f"(?:{VERB}|盈利|亏损?|赚|营收|估值)(?:了|约|近|超过?|达到?|高达|为|再)*$")
SUM = compiled(f"的?{either('sum_modifier')}?(?:{VERB}|{either('sum_noun')}|罚[款金])")
