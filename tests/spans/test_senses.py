"""Units by sense, currencies and spoken prices by example."""

import pytest

from zhibiao.lexicon import load
from zhibiao.spans.marks import mark

SENSES = [line for entry in load("senses")["sense"] for line in entry["examples"]]
CASES = """
开价HK$1,200万              => 12000000 港元
筹资NT$3.2亿                => 320000000 新台币
募资USD 2.4亿               => 240000000 美元
授信EUR800万                => 8000000 欧元
债券日元12亿                => 1200000000 日元
补贴新台币27亿元            => 2700000000 新台币
票价128￥                   => 128 元
起拍价2,300,000HK$          => 2300000 港元
人民币对美元7.08            => 7.08
派息12.5港仙                => 0.125 港元
按揭息率降至3.25厘          => 3.25 %
下调25点子                  => 25 基点
租金一千八一晚              => 1800 元/晚
工资八千一个月              => 8000 元/月
停车五块一小时              => 5 元/小时
红薯四块二一斤              => 4.2 元/斤
一共六十二块三角五分        => 62.35 元
鸡蛋涨价三毛                => 0.3 元
投了两个亿                  => 200000000 元
占比3成5                    => 35 %
重达324点75克               => 324.75 克
12 450户                    => 12450 户
5%--10%                     => 5..10 %
千万分之三                  => 0.00003 %
万万分之一                  => 0.000001 %
时速350公里                 => 350 公里/小时
每千人年11.8例降至8.3例     => 11.8 例/千人年; 8.3 例/千人年
每10万人3.6例               => 100000 人; 3.6 例/10万人
3元/公斤/日                 => 3 元/公斤/日
60mg/l                      => 60 毫克/升
35μg/m3                     => 35 微克/立方米
1小时19分                   => 79 分钟
三年六个月                  => 42 月
31.2万、18万和9.6万人次     => 312000 人次; 180000 人次; 96000 人次
结构为4.3:39.2:56.5         => 4.3 %; 39.2 %; 56.5 %
价格3涨5跌2平               => 3; 5; 2
销量翻倍                    => 100 %
股价腰斩                    => -50 %
同比↓1.5%                   => -1.5 %
超市9点开门                 => -
19点之后                    => -
两度会晤                    => -
第2000万辆汽车              => -
三元区                      => -
五通桥区                    => -
减半征收                    => -
实现数倍增长                => -
"""


def shown(text: str) -> str:
    found = []
    for q in mark(text).quantities:
        value = format(q.value, "f") + ("" if q.value_to is None else f"..{q.value_to:f}")
        found.append(f"{value} {q.unit}".strip())
    return "; ".join(found) or "-"


@pytest.mark.parametrize("line", [*SENSES, *CASES.strip().splitlines()])
def test_reading(line: str) -> None:
    text, _, want = line.partition("=>")
    assert shown(text.strip()) == want.strip()
