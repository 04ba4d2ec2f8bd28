"""What an earlier noun says of a part."""

from __future__ import annotations

import pytest

from zhibiao.rows.breakdown import akin, head, said_of

HEADS = """
规模以上工业增加值   => 增加值
社会消费品零售总额   => 零售总额
商品房销售面积       => 销售面积
利润总额             => 利润总额
加工贸易进出口       => 进出口
全社会用电量         => 用电量
居民消费价格         => 价格
营业收入             => 收入
"""

SAID = """
制造业，采矿业增加值，其余                 => 增加值
城镇居民，全体居民人均可支配收入，其余     => 人均可支配收入
城镇，社会消费品零售总额，其余             => 社会消费品零售总额
住户存款，本外币存款余额，其余             => 余额
铁路，货运量，部分                         => 货运量
铁路，货运量，其余                         => -
订单，营业收入，其余                       => -
绝收，农作物受灾面积，部分                 => 面积
制造业，企业，部分                         => -
"""


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("=>")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("noun", "last"), lines(HEADS))
def test_last_word_of_a_noun(noun: str, last: str) -> None:
    assert head(noun) == last


@pytest.mark.parametrize(("case", "what"), lines(SAID))
def test_what_is_said_of_another(case: str, what: str) -> None:
    part, earlier, how = case.split("，")
    assert (said_of(part, earlier, how == "部分") or "-") == what


def test_kinds() -> None:
    assert akin("中成药制造业", "医药产业")
    assert akin("农村公路", "高速公路")
    assert not akin("原料产金", "养老基金")
