"""A thousand pairs of rows of which it is known whether they state one thing, and what becomes of them.

How owners and indicators are written, how figures are rounded, cut off, hedged, misprinted and revised, and what looks
alike and is not the same, was taken from pairs of real broadcasts and reports and written down here before anything was
joined. The figures and the sentences are made up.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from zhibiao.extraction import article_digest
from zhibiao.model import Article, Result, Row

# Two ways to write one owner, as (subject, indicator's beginning): 江苏, 江苏全省; 我国港口 owns what 中国's 港口 does.
OWNERS = (
    ("四川", "四川省"),
    ("江苏全省", "江苏"),
    ("北京市", "北京"),
    ("甘肃省白银市", "白银市"),
    ("厦门", "福建省厦门市"),
    ("新疆", "新疆维吾尔自治区"),
    ("我国", "全国"),
    ("天津市", "天津"),
    ("福建省福州市鼓楼区", "福州市鼓楼区"),
    ("“安澜能源集团有限公司”", "安澜能源集团有限公司"),
    ("浙江", "浙江"),
    ("德国", "德国"),
)
# Two ways to write one indicator, official name or not, with its unit.
INDICATORS = (
    ("社会消费品零售总额", "社零总额", "元", "社会消费品零售总额"),
    ("一般公共预算收入", "一般公共预算收入", "元", "一般公共预算收入"),
    ("进出口总额", "进出口总值", "元", "进出口总额"),
    ("固定资产投资", "固定资产投资额", "元", "固定资产投资"),
    ("快递业务量", "快递业务量", "件", "快递业务量"),
    ("汽车产量", "汽车产量", "辆", "汽车产量"),
    ("跨境电商综合试验区企业", "跨境电商综合试验区企业", "家", ""),
    ("绿色工厂累计产值", "绿色工厂产值", "元", ""),
)
PERIODS = tuple(
    (dt.date(year, 1, 1), dt.date(year, month, day))
    for year in (2021, 2022, 2023, 2024)
    for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))
)
WORDS = "港口 设备 调研 生产 车间 会议 记者 企业 创新 服务 农户 科技 项目 桥梁 学校 运输 花卉 展会 航线 仓库 桃园 茶叶 电网 沙漠 湿地".split()


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a pair: how its figure is printed."""

    value: Decimal
    text: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles with a row each; `status` of the fact that both are in, empty when they must not be in one."""

    kind: str
    one: Result
    other: Result
    status: str


def printed(value: Decimal, digits: int, scale: int, cut: bool = False) -> Side:
    """A value with so many decimals of 10**scale, rounded or cut off."""
    name = {4: "万", 8: "亿", 12: "万亿", 0: ""}[scale]
    number = value.scaleb(-scale)
    step = Decimal(1).scaleb(-digits)
    shown = number.quantize(step, "ROUND_DOWN" if cut else "ROUND_HALF_UP")
    return Side(shown.scaleb(scale), f"{shown}{name}")


def full(value: Decimal) -> Side:
    return printed(value, 1, 8) if value >= 10**9 else printed(value, 0, 0)


def coarse(value: Decimal, cut: bool) -> Side:
    return (
        printed(value, 2, 12, cut)
        if value >= 10**12
        else printed(value, 2, 8, cut)
        if value >= 10**9
        else printed(value, 2, 4, cut)
    )


def hedged(value: Decimal, qualifier: str) -> Side:
    """超5000亿元 of 5234.1亿元, 近5300亿元, 约5200亿元."""
    scale = 8 if value >= 10**9 else 4
    step = Decimal(1).scaleb(value.adjusted() - 1)
    low = (value // step) * step
    shown = (
        low + step
        if qualifier == "nearly"
        else (value / step).quantize(Decimal(1)) * step
        if qualifier == "about"
        else low
    )
    name = {8: "亿", 4: "万"}[scale]
    number = format(shown.scaleb(-scale).normalize(), "f")
    return Side(shown, f"{number}{name}", qualifier)


SAME = {
    "same print": lambda v: (full(v), full(v), "agreed"),
    "rounded": lambda v: (full(v), coarse(v, False), "agreed"),
    "cut off": lambda v: (full(v), coarse(v, True), "agreed"),
    "over": lambda v: (full(v), hedged(v, "over"), "agreed"),
    "nearly": lambda v: (full(v), hedged(v, "nearly"), "agreed"),
    "about": lambda v: (hedged(v, "about"), full(v), "agreed"),
    "trailing zero": lambda v: (printed(v, 0, 8), replaced(printed(v, 0, 8)), "agreed"),
    "misprint": lambda v: (full(v), full(misprinted(v)), "conflict"),
    "revision": lambda v: (full(v), full(v + v * Decimal("0.013")), "revised"),
    "reprint": lambda v: (full(v), full(v), "single"),
}
APART = (
    "another place", "another period", "another basis", "another currency", "visits and visitors", "target",
    "urban and rural", "counties of one name", "import and export", "month and months",
)  # fmt: skip


def replaced(side: Side) -> Side:
    """10% beside 10.0%."""
    return Side(side.value, side.text.replace("亿", ".0亿") if "." not in side.text else side.text)


def misprinted(value: Decimal) -> Decimal:
    """One digit another one: 60465.3 becomes 61465.3."""
    step = Decimal(1).scaleb(value.adjusted() - 1)
    return value + (step if (value // step) % 10 < 9 else -step)


def pairs(seed: int = 7) -> Iterator[Pair]:
    """The thousand pairs: six in ten the same thing."""
    chance = random.Random(seed)
    things = list(product(OWNERS, INDICATORS, PERIODS))
    chance.shuffle(things)
    for n, (owner, indicator, period) in enumerate(things[:1000]):
        value = Decimal(chance.randrange(10_001, 99_999)) * (
            10**8 if indicator[2] == "元" else 10**5 if indicator[2] == "件" else 10**2
        )
        value += Decimal(chance.randrange(1, 9)) * (
            10**7 if indicator[2] == "元" else 10**4 if indicator[2] == "件" else 1
        )
        kinds = list(SAME) if n % 10 < 6 else list(APART)
        kind = kinds[(n // 10) % len(kinds)]
        yield (alike if kind in SAME else apart)(n, kind, owner, indicator, period, value, chance)


def alike(n, kind, owner, indicator, period, value, chance) -> Pair:
    one, other, status = SAME[kind](value)
    first, second = row(owner[0], indicator, 0, period, one), row(owner[1], indicator, 1, period, other)
    after = "经最终核实修订，" if kind == "revision" else ""
    text = article_text(chance)
    if kind == "reprint":
        second = row(owner[0], indicator, 0, period, other)
        return Pair(
            kind, result(f"{n}a", text, first, period, 20), result(f"{n}b", text + "（完）", second, period, 21), status
        )
    before = "初步核算，" if kind == "revision" else ""
    return Pair(
        kind,
        result(f"{n}a", text, first, period, 20, before),
        result(f"{n}b", article_text(chance), second, period, 200 if after else 25, after),
        status,
    )


def apart(n, kind, owner, indicator, period, value, chance) -> Pair:
    """Two rows that look alike and state two things; their figures are the same where that is the trap."""
    side = full(value)
    one = row(owner[0], indicator, 0, period, side)
    given = {
        "another place": lambda: row("宁夏" if n % 2 else "海南省", indicator, 1, period, side),
        "another period": lambda: row(owner[1], indicator, 1, (period[0], period[1] + dt.timedelta(31)), side),
        "another basis": lambda: row(owner[1], indicator, 1, period, Side(Decimal("5.2"), "5.2%"), measure="change", unit="%", dimension="percent", basis="sequential"),
        "another currency": lambda: row(owner[1], indicator, 1, period, side, unit="美元"),
        "visits and visitors": lambda: row(owner[1], indicator, 1, period, side, unit="人次", dimension="count"),
        "target": lambda: row(owner[1], indicator, 1, period, side, modality="target"),
        "urban and rural": lambda: row(owner[1], ("农村" + indicator[0],) * 2 + (indicator[2], f"{indicator[3]}:农村" if indicator[3] else ""), 1, period, full(value * 3 / 10)),
        "counties of one name": lambda: row("长春市朝阳区", indicator, 1, period, side),
        "import and export": lambda: row(owner[1], ("技术服务出口额", "技术服务出口额", indicator[2], "出口总额:技术服务"), 1, period, side),
        "month and months": lambda: row(owner[1], indicator, 1, (period[1].replace(day=1), period[1]), side),
    }  # fmt: skip
    if kind == "another basis":
        one = row(
            owner[0],
            indicator,
            0,
            period,
            Side(Decimal("5.2"), "5.2%"),
            measure="change",
            unit="%",
            dimension="percent",
            basis="yoy",
        )
    if kind == "counties of one name":
        one = row("北京市朝阳区", indicator, 0, period, side)
    return Pair(
        kind,
        result(f"{n}a", article_text(chance), one, period, 20),
        result(f"{n}b", article_text(chance), given[kind](), period, 25),
        "",
    )


def row(subject, indicator, way, period, side: Side, **cells) -> Row:
    unit = cells.get("unit", indicator[2])
    return Row(
        row="", article="", subject=subject, indicator=indicator[way], indicator_std=indicator[3], value=side.value,
        text=side.text + unit, qualifier=side.qualifier, period_start=period[0], period_end=period[1],
        **{"unit": unit, "dimension": "money" if unit in ("元", "美元") else "count", **cells},
    )  # fmt: skip


def result(name: str, text: str, given: Row, period, days: int, said: str = "") -> Result:
    """An article with one row, published so many days after the period."""
    sentence = f"{said}{given.subject}{given.period_start:%Y年}{given.indicator}{given.text}，情况见{name}号简报。"
    original = f"{sentence}\n{text}"
    article = Article(f"{name}.txt", original, "", period[1] + dt.timedelta(days))
    start = original.index(given.text)
    placed = replace(
        given, row=f"{article_digest(article)}-{start}-{start + len(given.text)}", article=article.id, title="",
        published=article.published, start=start, end=start + len(given.text), sentence=sentence,
    )  # fmt: skip
    return Result(article, (placed,), tuple)


def article_text(chance: random.Random) -> str:
    return "，".join("".join(chance.choices(WORDS, k=3)) for _ in range(40)) + "。"
