"""Large bare amounts that are money because of what they are of: 成交额21615亿, 转为盈利1.25亿, 47亿估值."""

from __future__ import annotations

from dataclasses import replace

from zhibiao.lexicon.units import units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.scene import Scene
from zhibiao.spans import currencies


def in_money(quantity: Quantity, noun: str, scene: Scene, left: str = "", right: str = "") -> Quantity:
    """A large bare amount in 元, where the noun it is of, the verb on its `left` or the noun on its `right` is one of money;
    where another currency is named in the sentence it stays bare."""
    if quantity.unit or quantity.measure or not LARGE.search(quantity.text):
        return quantity
    if not (MONEYED.search(noun) or SPENT.search(left) or SUM.match(right)):
        return quantity
    said = scene.text[scene.sentence.start : scene.sentence.end]
    if any(name in said for name in currencies.names() if name != "人民币") or "$" in said:
        return quantity
    yuan = units()["元"]
    return replace(quantity, unit=yuan.name, code=yuan.code, dimension=yuan.dimension)


LARGE = compiled("[万亿兆]")
# What is an amount of money, as a noun and as a verb: 额 but of quotas and places.
NOUN = (
    "余额|(?<![名配份缺])额|额度|GDP|生产总值|经济总量|增加值|产值|市值|估值|金|款|[^免]费用?|花费|开支|支出|财政|预算|资产|净?利润?|营收|收入"
    "|[盈毛]利|亏损|毛损|薪资?|工资|租金|存款|贷款|现金|注册资本|身家|成本|债务?|损失|赔偿|票房|[售房总单]价|价格|补贴|补助|奖励|(?:市场|资产|基金|募资|融资)规模"
)
VERB = "净[流买卖][入出]|投资|[融募筹出斥耗注增集]资|借款|套现|创收|作价|成交"
MONEYED = compiled(f"(?:{NOUN}|{VERB})$")
SPENT = compiled(f"(?:{VERB}|盈利|亏损?|赚|营收|估值)(?:了|约|近|超过?|达到?|高达|为|再)*$")
SUM = compiled(f"的?(?:年度|累计|巨额|天价|新增)?(?:{VERB}|估值|市值|亏损|贷款|债务|补贴|赔偿|罚[款金]|奖金|利润|营收)")
