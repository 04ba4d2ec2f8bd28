"""What goes on behind a figure with a unit: smaller units (1小时20分), a unit it is counted by (120元/吨)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.spans.numerals import NUMERAL, parse
from zhibiao.spans.values import ratio

NUMBER = NUMERAL.pattern
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
# 每吨上涨|120元, 每500克|5.32元, 每秒|41米: the unit before the figure, and what may stand between.
EACH = compiled(
    r"每(?P<n>[0-9]{1,4}|[十百千万])?(?P<unit>平方米|平方公里|立方米|吨|公斤|千克|斤|亩|公顷|千瓦时|度|桶|升|盎司|股|克|件|辆|套|台|小时|秒|人次)"
    r"(?P<between>(?:补贴|奖励|补助|约|售价|价格|均价|收费|成本|分别|上涨|下调|上调|下降|下跌|派发|派|收购价|最高|达到?|为|是|超过?|近|现金红利|派发现金红利)*)$"
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
    if "每" in before and quantity.dimension != "percent" and (m := EACH.search(before)):
        name = f"{quantity.unit}/{m['n'] or ''}{units()[m['unit']].name}"
        return replace(quantity, unit=name, code="", dimension="rate")
    return quantity
