"""分别: items and values dealt out; with unequal counts, no guess."""

import pytest

from zhibiao.rows.lists import deal

CASES = [
    ("出口、进口", 2, ["出口", "进口"]),
    ("工业机器人、集成电路产量", 2, ["工业机器人产量", "集成电路产量"]),
    ("对东盟、欧盟等市场出口", 2, ["对东盟出口", "对欧盟出口"]),
    ("甲类和乙类零售额", 2, ["甲类零售额", "乙类零售额"]),
    ("产量、销量", 3, None),
    ("汽、柴油价格", 2, ["汽油价格", "柴油价格"]),
    ("第一、二、三产业用电量", 3, ["第一产业用电量", "第二产业用电量", "第三产业用电量"]),
    ("城乡居民人均可支配收入", 2, ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
    ("菠菜、油菜价格", 2, ["菠菜价格", "油菜价格"]),
]


@pytest.mark.parametrize(("listed", "count", "want"), CASES)
def test_deal(listed: str, count: int, want: list[str] | None) -> None:
    assert deal(listed, count) == want
