"""Signs of units as they are typed: powers on the line, one character for a whole sign, either micro sign."""

import pytest

from zhibiao.lexicon.units import variants
from zhibiao.spans.marks import mark

CASES = """
12500m2      | 12500 平方米
12500m²      | 12500 平方米
12500m^2     | 12500 平方米
12500㎡      | 12500 平方米
3 m2         | 3 平方米
30㎢         | 30 平方公里
1.2亿m3      | 120000000 立方米
1.2亿㎥      | 120000000 立方米
35m3/s       | 35 立方米/秒
35m³/s       | 35 立方米/秒
120m3/h      | 120 立方米/小时
32μg/m3      | 32 微克/立方米
32µg/m³      | 32 微克/立方米
32μg/m^3     | 32 微克/立方米
300㎏        | 300 公斤
5㎎          | 5 毫克
25㎞         | 25 公里
8㎜          | 8 毫米
3㎖          | 3 毫升
1500cc       | 1500 立方厘米
5µm          | 5 微米
390㎞2       | 390 平方公里
9㎝3         | 9 立方厘米
32㎜²        | 32 平方毫米
7亿㎾h       | 700000000 千瓦时
56㎾·h       | 56 千瓦时
56kW·h       | 56 千瓦时
18㎍/m³      | 18 微克/立方米
35㎍/m3      | 35 微克/立方米
2.3㎎/m3     | 2.3 毫克/立方米
90㎞/h       | 90 公里/小时
35m³·s⁻¹     | 35 立方米/秒
5m·s⁻¹       | 5 米/秒
0.3㎎·L⁻¹    | 0.3 毫克/升
12 mg m⁻³    | 12 毫克/立方米
5t·d⁻¹       | 5 吨/天
5W·m⁻²       | 5 瓦/平方米
30km·h⁻¹     | 30 公里/小时
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_signs(case: str) -> None:
    text, want = (part.strip() for part in case.split("|"))
    (quantity,) = mark(f"共{text}，").quantities
    assert (quantity.text, f"{quantity.value:f} {quantity.unit}") == (text, want)


@pytest.mark.parametrize("text", ["型号M2", "芯片m3", "H2O", "编号m20", "A/m3仪", "12m25"])
def test_no_signs(text: str) -> None:
    assert not any(quantity.unit in ("平方米", "立方米") for quantity in mark(f"共{text}，").quantities)


def test_variants() -> None:
    assert set(variants("μg/m³")) == {"μg/m3", "μg/m^3", "μg/m³", "µg/m3", "µg/m^3", "µg/m³"}
    assert set(variants("公斤")) == {"公斤"}


@pytest.mark.parametrize("text", ["5g·x⁻¹", "5km F-1赛车", "5km·F⁻⁹", "5m·"])
def test_no_rates_by_powers(text: str) -> None:
    assert not any("/" in quantity.unit for quantity in mark(f"共{text}，").quantities)


@pytest.mark.parametrize("text", ["35m3·s-1", "0.3mg·L-1", "12mg·m-3"])
def test_a_power_on_the_line_is_no_whole_unit(text: str) -> None:
    """`s-1` may be the name of something: rather no figure than one without its divisor."""
    assert not any(quantity.text in text.split("·")[0] for quantity in mark(f"共{text}，").quantities)
