"""What goes on behind a figure with a unit: smaller units (1小时20分), a unit it is counted by (120元/吨)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zhibiao.lexicon.units import unit_at, units
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rules import either
from zhibiao.spans.directions import MOVING
from zhibiao.spans.numerals import NUMERAL, parse
from zhibiao.spans.values import ratio, trimmed

NUMBER = NUMERAL.pattern
# Smaller units that continue a figure, and how many make one of the larger. A duration or a weight is then in the smaller
# unit, exactly; an amount of money stays in the larger.
CHAIN: dict[str, dict[str, int]] = {
    "小时": {"分钟": 60, "分": 60, "秒": 3600},
    "分钟": {"秒": 60, "秒钟": 60},
    "年": {"个月": 12},
    "天": {"小时": 24, "个小时": 24},
    "斤": {"两": 10},
    "元": {"角": 10, "毛": 10, "分": 100},
    "美元": {"美分": 100},
    "欧元": {"欧分": 100},
}
CONTINUED = compiled(
    rf"(?:零|又)?(?P<number>{NUMBER})(?P<unit>分钟|分(?![之为别析])|秒钟|秒|个月|个小时|小时|角|毛|美分|欧分|两(?![个名位家条年天次种人者侧岸国]))"
)


def compound(text: str, quantity: Quantity) -> Quantity:
    """Two or more units in one figure: 1小时20分 is 80 分钟, 3年零2个月 38 月, 1斤6两 16 两, 123元1角1分 123.11 元."""
    if quantity.unit in CLOCKED:
        quantity = timed(text, quantity)
    sizes = CHAIN.get(quantity.unit)
    while sizes and (m := CONTINUED.match(text, quantity.end)) and m["unit"] in sizes and (value := parse(m["number"])):
        end = m.end()
        quantity = replace(quantity, end=end, trail=end, text=text[quantity.start : end], rule="compound")
        size = Decimal(sizes[m["unit"]])
        if quantity.dimension in ("time", "mass"):
            smaller = units()[SMALLER.get(m["unit"], m["unit"])]
            total = quantity.value * size + value[0]
            quantity = replace(quantity, value=trimmed(total), unit=smaller.name, code=smaller.code)
            sizes = CHAIN.get(quantity.unit)
        else:
            quantity = replace(quantity, value=quantity.value + ratio(value[0], size))
    return quantity


# A time that was run or swum: the hundredths follow the seconds without a point.
CLOCK = compiled(r"(?P<minutes>[0-9]{1,2})分(?P<seconds>[0-5]?[0-9])秒(?P<hundredths>[0-9]{1,3})(?![0-9.万亿])")
SPLIT = compiled(r"(?P<seconds>[0-9]{1,2})秒(?P<hundredths>[0-9]{2,3})(?![0-9.万亿])")
CLOCKED = frozenset({"", "分", "秒"})


def timed(text: str, quantity: Quantity) -> Quantity:
    """A time of a race, in seconds: 3分27秒95 => 207.95 秒, 9秒83 => 9.83 秒; any other figure as it is."""
    m = CLOCK.match(text, quantity.start) or SPLIT.match(text, quantity.start)
    if m is None:
        return quantity
    said = m.groupdict()
    seconds = Decimal(f"{said['seconds']}.{said['hundredths'] or '0'}") + 60 * Decimal(said.get("minutes") or 0)
    unit = units()["秒"]
    return replace(
        quantity,
        end=m.end(),
        trail=m.end(),
        text=m[0],
        rule="race",
        value=trimmed(seconds),
        unit=unit.name,
        code=unit.code,
        dimension=unit.dimension,
    )


SMALLER = {"分": "分钟"}
PER_SIGNS = frozenset(" /／每")
PER = compiled(r" ?[/／]|每(?=[吨公平立千兆克斤亩升度小秒分天年月人户件股桶])")
PER_ONE = compiled(
    "(?:块?钱)? ?[一1](?=[斤两克吨磅亩升米株棵瓶盒袋箱张本件份碗杯只头根套支颗粒篮筐晚]|公斤|千克|平方米|平米|小时)"
)
PRICED = compiled("$|[^一-鿿0-9A-Za-z]|的|左右|以[上下]|起|了|呢|吧|都|也|就|涨|跌|降")
# 35m³·s⁻¹, 0.3mg·L-1, 12 mg m⁻³: what it is counted by with a negative power; behind a blank the minus is a raised one.
INVERSE = compiled(
    r"(?: ?[·•⋅∙] ?(?P<base>[A-Za-zμ]{1,3})(?:⁻|\^?[-−])|[ \u2009](?P<spaced>[A-Za-zμ]{1,3})⁻)(?P<power>[¹²³123])(?![0-9.])"
)
SO_MANY = compiled("[0-9]{0,3}[十百千万]{0,2}")  # 例/10万人, 例/千人年
# What a figure is counted by and is no unit by itself: 例/千人年, mg/l.
BASES = {
    "人年": "人年",
    "人口": "人口",
    "l": "升",
    "m3": "立方米",
    "m³": "立方米",
    "m2": "平方米",
    "d": "天",
    "日": "日",
    "周": "周",
    "月": "月",
    "生": "生",
    "时": "小时",
    "分": "分钟",
}
# 每吨上涨|120元, 每500克|5.32元, 每千人年|11.8例, 时速|350公里: what it is counted by before the figure, and what may stand
# between.
EACH = compiled(
    r"(?:每(?P<n>[0-9]{0,4}[十百千万]{0,2})(?P<unit>"
    + either("counted_by")
    + "|(?<=[0-9百千万])人)(?:中有|中|有|拥有)?|(?P<hour>时速))"
    rf"(?P<between>(?:{either('after_each')}|[一-鿿]{{0,4}}价格?|{MOVING})*)$"
)


def rated(text: str, quantity: Quantity) -> Quantity:
    """A rate keeps the slash: 120元/吨, 3元/公斤/日; 每平方米1.2万元 takes the unit before it."""
    slashed = False
    if quantity.dimension == "money" and (one := PER_ONE.match(text, quantity.end)):  # 7000元|一斤, 三元钱|1斤
        name, end = base_at(text, one.end())
        if name and PRICED.match(text, end):
            by_one = f"{quantity.unit}/{name}"
            return replace(
                quantity, end=end, trail=end, text=text[quantity.start : end], unit=by_one, code="", dimension="rate"
            )
    while (
        quantity.dimension != "percent"
        and text[quantity.end : quantity.end + 1] in PER_SIGNS
        and (m := PER.match(text, quantity.end))
    ):
        many, (name, end) = "", base_at(text, m.end())
        if not name and (n := SO_MANY.match(text, m.end())) and n[0]:
            many, (name, end) = n[0], base_at(text, n.end())
        if not name or (quantity.unit in ("人", "名", "户") and text[quantity.end] == "每"):
            break  # 四万多人|每天
        name = f"{quantity.unit}/{many}{name}"
        unit = units().get(name)
        dimension, code = (unit.dimension, unit.code) if unit else ("rate", "")
        quantity = replace(
            quantity, end=end, trail=end, text=text[quantity.start : end], unit=name, code=code, dimension=dimension
        )
        slashed = True
    if quantity.unit and not slashed and (by := by_power(text, quantity)):
        return by
    before = text[max(0, quantity.start - 14) : quantity.start]
    if slashed or quantity.dimension == "percent" or not ("每" in before or "时速" in before):
        return quantity
    return counted_by(quantity, before)


def by_power(text: str, quantity: Quantity) -> Quantity | None:
    """The rate of a figure whose divisor has a negative power: 35m³|·s⁻¹ is 立方米/秒; None where there is none."""
    m = INVERSE.match(text, quantity.end)
    if m is None:
        return None
    surface = (m["base"] or m["spaced"]) + {"²": "2", "2": "2", "³": "3", "3": "3"}.get(m["power"], "")
    name, end = base_at(surface, 0)
    if not name or end < len(surface):
        return None
    name = f"{quantity.unit}/{name}"
    unit = units().get(name)
    dimension, code = (unit.dimension, unit.code) if unit else ("rate", "")
    return replace(
        quantity,
        end=m.end(),
        trail=m.end(),
        text=text[quantity.start : m.end()],
        unit=name,
        code=code,
        dimension=dimension,
    )


def base_at(text: str, place: int) -> tuple[str, int]:
    """The name of what a figure is counted by behind a slash, and where it ends; empty where there is none."""
    for surface, name in BASES.items():
        if text.startswith(surface, place) and not latin(text, place + len(surface), surface):
            return name, place + len(surface)
    unit, length = unit_at(text, place)
    return (unit.name if unit and unit.dimension not in ("percent", "money") else ""), place + length


def latin(text: str, end: int, surface: str) -> bool:
    """Whether a surface of Latin letters goes on as a longer word."""
    return surface.isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()


def counted_by(quantity: Quantity, before: str) -> Quantity:
    """The quantity by what stands before it: 每吨上涨|120元 => 元/吨, 时速|350公里 => 公里/小时."""
    m = EACH.search(before)
    if not m or (m["hour"] and quantity.dimension != "length"):
        return quantity
    per = "小时" if m["hour"] else m["unit"]
    per = BASES.get(per) or (units()[per].name if per in units() else per)
    name = f"{quantity.unit}/{m['n'] or ''}{per}"
    unit = units().get(name)
    dimension, code = (unit.dimension, unit.code) if unit else ("rate", "")
    return replace(quantity, unit=name, code=code, dimension=dimension)
