"""Numerals: what is written is read back, in every style."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.spans.numerals import parse
from zhibiao.spans.quantities import find

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def chinese(n: int) -> str:
    """n in Chinese with units, the long way: 100000 → 一十万."""
    if n == 0:
        return "零"
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if n >= size:
            rest = n % size
            gap = "零" if rest and rest < size // 10 else ""
            return chinese(n // size) + name + (gap + chinese(rest) if rest else "")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            rest = n % size
            gap = "零" if rest and rest < size // 10 else ""
            return DIGITS[n // size] + name + (gap + chinese(rest) if rest else "")
    return DIGITS[n]


WRITINGS = {
    "arabic": str,
    "grouped": lambda n: f"{n:,}",
    "full width": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "chinese": chinese,
    "capital": lambda n: chinese(n).translate(CAPITALS),
    "traditional": lambda n: chinese(n).replace("万", "萬").replace("亿", "億"),
    "mixed": lambda n: f"{n // 10000}万" + (f"{n % 10000:04d}" if n % 10000 else "") if n >= 10000 else str(n),
    "spoken": lambda n: "".join(DIGITS[int(c)] for c in str(n)) if n > 999 else str(n),
}


@pytest.mark.parametrize("style", WRITINGS)
@given(n=st.integers(min_value=0, max_value=10**12))
def test_read_what_was_written(style: str, n: int) -> None:
    read = parse(WRITINGS[style](n))
    assert read is not None
    assert read[:2] == (Decimal(n), Decimal(n))


@pytest.mark.slow
@pytest.mark.parametrize("style", WRITINGS)
def test_thousands_of_numbers(style: str) -> None:
    draw = random.Random(style)
    for _ in range(4_000):
        n = draw.randrange(10 ** draw.randint(1, 16))
        read = parse(WRITINGS[style](n))
        assert read is not None
        assert read[:2] == (n, n), WRITINGS[style](n)


@given(n=st.integers(0, 10**24))
def test_up_to_ten_to_the_24(n: int) -> None:
    for written in (str(n), f"{n:,}", "".join(DIGITS[int(c)] for c in str(n))):
        read = parse(written)
        assert read is not None
        if len(written) != 2 or written.isascii():  # 七八: two neighbours are a vague number
            assert read[0] == n


# What stands around a figure never changes its value; its unit ends where the next word begins.
BEFORE = ["", "出口额达", "增长", "从", "“", "（", "为", "：", "，", "其中", "A股成交", "同比增长3.5%，达", "2024年达"]
AFTER = [
    "",
    "，分别",
    "。",
    "；",
    "）",
    "”",
    "，同比增长7%",
    "和",
    "以上",
    "左右",
    "的资金",
    "、20个项目",
    "\n3月",
    "，5G",
]


@given(
    n=st.integers(1, 10**9),
    places=st.integers(0, 3),
    unit=st.sampled_from(["亿元", "万人", "吨", "%", "万亿美元", "亿千瓦时", "个百分点"]),
    before=st.sampled_from(BEFORE),
    after=st.sampled_from(AFTER),
)
def test_neighbours_do_not_change_a_figure(n: int, places: int, unit: str, before: str, after: str) -> None:
    figure = f"{Decimal(n).scaleb(-places):f}{unit}"
    (alone,) = find(figure)
    start = len(before)
    (within,) = [q for q in find(before + figure + after) if q.start == start]
    assert (within.value, within.value_to, within.unit, within.text) == (alone.value, None, alone.unit, figure)


@given(n=st.integers(0, 10**6), places=st.integers(1, 4), scale=st.sampled_from(["万", "亿", "万亿", "千", "百万"]))
def test_scaled_decimals(n: int, places: int, scale: str) -> None:
    value = Decimal(n).scaleb(-places)
    size = {"万": 4, "亿": 8, "万亿": 12, "千": 3, "百万": 6}[scale]
    read = parse(f"{value:f}{scale}")
    assert read is not None
    assert read[0] == value.scaleb(size)
