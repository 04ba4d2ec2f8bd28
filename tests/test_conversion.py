"""Conversion: worked examples, every definition of the lexicon, and there and back again."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.conversion import convertible, in_units
from zhibiao.lexicon.units import units

EXAMPLES = """
15 亩            | 公顷    | 1
2 斤             | 公斤    | 1
320 万千瓦       | GW      | 3.2
3.2 亿千瓦       | 吉瓦    | 320
4718 亿元        | 万元    | 47180000
120 元/吨        | 元/公斤 | 0.12
276.24 元/10股   | 元/股   | 27.624
5 角             | 元      | 0.5
100 华氏度       | 摄氏度  | 37.7777777777778
3 里             | 公里    | 1.5
1.2 TB           | GB      | 1200
5 ‰              | %       | 0.5
25 基点          | 百分点  | 0.25
2 年             | 个月    | 24
90 公里/小时     | 米/秒   | 25
1 亿千瓦时       | 吉瓦时  | 100
"""


@pytest.mark.parametrize("case", EXAMPLES.strip().splitlines())
def test_example(case: str) -> None:
    given_, to, want = (part.strip() for part in case.split("|"))
    value, unit = given_.split()
    assert zhibiao.convert(Decimal(value), unit, to) == Decimal(want)


@pytest.mark.parametrize(("unit", "to"), [("美元", "元"), ("年", "天"), ("%", "百分点"), ("个", "家"), ("亩", "斤")])
def test_no_common_dimension(unit: str, to: str) -> None:
    with pytest.raises(zhibiao.UnitError, match="measure different things"):
        zhibiao.convert(1, unit, to)


def test_unknown_unit_is_named() -> None:
    with pytest.raises(zhibiao.UnitError, match="蒲团"):
        zhibiao.convert(1, "元", "蒲团")


@pytest.mark.parametrize("unit", sorted({u.name for u in units().values() if u.definition}))
def test_every_definition_is_read(unit: str) -> None:
    assert convertible(unit, unit)
    assert zhibiao.convert(7, unit, unit) == 7


@given(
    st.decimals(0, 10**12, places=3),
    st.sampled_from([("亩", "公顷"), ("斤", "吨"), ("千瓦时", "吉焦"), ("海里", "公里")]),
)
def test_there_and_back(value: Decimal, pair: tuple[str, str]) -> None:
    unit, to = pair
    back = zhibiao.convert(zhibiao.convert(value, unit, to), to, unit)
    assert abs(back - value) <= abs(value) * Decimal("1e-13")


def test_rows_that_fit_are_converted() -> None:
    table = zhibiao.extract("全市耕地面积15万亩，出口额达4718亿元。")
    assert list(table["unit"]) == ["亩", "元"]
    from zhibiao.extraction import extract_article

    rows = in_units(extract_article(zhibiao.Article("a", "全市耕地面积15万亩，出口额达4718亿元。")).rows, ["公顷"])
    assert [(r.value, r.unit) for r in rows] == [(Decimal(10000), "公顷"), (Decimal("471800000000"), "元")]


@pytest.mark.parametrize("value", ["abc", None, "", float("nan"), "1e", object()])
def test_a_value_that_is_no_number(value: Any) -> None:
    with pytest.raises(zhibiao.UnitError, match="no number"):
        zhibiao.convert(value, "亩", "公顷")


@pytest.mark.parametrize(("value", "result"), [("1,500", 100), (15 * 10**40, 10**40), ("-15", -1)])
def test_numbers_in_any_form(value: Any, result: int) -> None:
    assert zhibiao.convert(value, "亩", "公顷") == result
