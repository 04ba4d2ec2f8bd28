"""A time's borders are borders of words (`times/borders.py`): text → the times in it."""

import pytest

from zhibiao.times import find

CASES = """
险情主要出现在三个乡镇 |
提升体现在物流环节 |
蓝图呈现在眼前 |
该项目前期投入3亿元 |
过去年均发电 |
日本月均访客 |
其后日均到港 |
该库基本周转物资 |
资本周转率 |
集团本周期 |
原来年产钢 |
灯光照明早日完成 |
震后日本订单增加 |
光明日报北京 |
最小年龄 |
合同期限 |
较计划提前22天 |
比往常年份偏多 |
招收当年轻人 |
今后年均增长 | 今后
当前年产能 | 当前
今年中欧班列 | 今年
市场关注本周日本央行 | 本周
今年中考人数 | 今年
今年底部回升 | 今年
未来五年中东地区 | 未来五年
我国今年产粮 | 今年
，明年产能增加五成 | 明年
他说明年开工 | 明年
从前年开始 | 从前年开始
如今年产值下降 | 如今
至今年底完工 | 至今年底
从前5月看 | 前5月
门店现在有人 | 现在
上月均价 | 上月
比上年均有下降 | 上年
到目前为止 | 到目前为止
今天下午3时 | 今天 下午3时
全省本周降雨 | 本周
今年初投产 | 今年初
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_time_is_whole_words(case: str) -> None:
    text, _, want = case.partition(" |")
    assert " ".join(t.text for t in find(text)) == want.strip()
