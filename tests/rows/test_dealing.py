"""分别: items and values dealt out; with unequal counts, no guess."""

import pytest

from zhibiao.rows.dealing import deal

CASES = [
    ("出口、进口", 2, ["出口", "进口"]),
    ("工业机器人、集成电路产量", 2, ["工业机器人产量", "集成电路产量"]),
    ("对东盟、欧盟等市场出口", 2, ["对东盟出口", "对欧盟出口"]),
    ("甲类和乙类零售额", 2, ["甲类零售额", "乙类零售额"]),
    ("产量、销量", 3, None),
]


@pytest.mark.parametrize(("listed", "count", "want"), CASES)
def test_deal(listed: str, count: int, want: list[str] | None) -> None:
    assert deal(listed, count) == want
