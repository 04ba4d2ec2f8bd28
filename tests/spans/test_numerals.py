"""Numerals: what is written is read back, in every style."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.spans.numerals import parse

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


@given(n=st.integers(0, 10**6), places=st.integers(1, 4), scale=st.sampled_from(["万", "亿", "万亿", "千", "百万"]))
def test_scaled_decimals(n: int, places: int, scale: str) -> None:
    value = Decimal(n).scaleb(-places)
    size = {"万": 4, "亿": 8, "万亿": 12, "千": 3, "百万": 6}[scale]
    read = parse(f"{value:f}{scale}")
    assert read is not None
    assert read[0] == value.scaleb(size)
