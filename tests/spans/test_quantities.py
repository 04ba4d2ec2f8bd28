"""Quantities by example: text, then `value..value_to unit qualifier measure` of each."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.spans.marks import mark
from zhibiao.spans.quantities import find

CASES = """
出口4,718亿元             | 471800000000 元
约3.5万人                 | 35000 人 about
1.26万亿元                | 1260000000000 元
1亿千瓦时                 | 100000000 千瓦时
二十点六亿元              | 2060000000 元
10—15%                    | 10..15 %
10%至15%                  | 10..15 %
4—5亿元                   | 400000000..500000000 元
50至100万吨               | 500000..1000000 吨
4.5个和1.3个百分点        | 4.5 百分点; 1.3 百分点
超过30多万个              | 300000 个 over
不足10亿元                | 1000000000 元 under
100个以上                 | 100 个 at_least
2万元以上5万元以下        | 20000..50000 元
一倍以上三倍以下          | 1..3 倍
提高一至三成              | 10..30 %
上涨5-6成                 | 50..60 %
两、三成                  | 20 %; 30 %
七八十元至一百元          | 70..100 元
约在110天                 | 110 天 about
排名第四和第七            | 4 位 rank; 7 位 rank
亚洲第二、世界第九        | 2 位 rank; 9 位 rank
第一、第二产业            |
周兆成律师                |
60多万员工                | 600000 over
5个点位                   | 5 个
跌5个点                   | 5 点
加拿大币1万元             | 10000 加元
上百家                    | 100 家 at_least
近百家                    | 100 家 nearly
数十家                    | 20..90 家 about
十几个                    | 11..19 个
七八十斤                  | 70..80 斤
三分之一                  | 0.333333333333 share
百分之五点二              | 5.2 %
近七成                    | 70 % nearly
打八五折                  | 85 %
翻一番                    | 100 % change
翻两番                    | 300 % change
持平                      | 0 % change
两位数                    | 10..99 %
2个半小时                 | 2.5 小时
一年半                    | 1.5 年
1小时30分                 | 90 分钟
120元/吨                  | 120 元/吨
每平方米1.2万元           | 12000 元/平方米
每加仑18.4美分            | 18.4 美分/加仑
每吨500元至700元          | 500..700 元/吨
7650元~7800元/吨          | 7650..7800 元/吨
7000元一斤的茶            | 7000 元/斤
二三元钱1斤，             | 2..3 元/斤
3000元一套房              | 3000 元; 1 套
约需10至12天              | 10..12 天 about
GDP≥600亿元               | 60000000000 元 at_least
释放量<0.05ppm            | 0.05 ppm under
不会低于18万元            | 180000 元 at_least
跌破每桶100美元           | 100 美元/桶 under
最少可以配备2辆           | 2 辆 at_least
10栋多层办公楼            | 10 栋
略长于2米                 | 2 米 over
起码有20多家              | 20 家 over
8个多小时                 | 8 小时 over
均不达2%                  | 2 % under
2000元/月                 | 2000 元/月
200元/月/生               | 200 元/月/生
每千瓦时0.22元、低谷时段为0.38元 | 0.22 元/千瓦时; 0.38 元/千瓦时
由30万调整为50万元        | 300000 元; 500000 元
用户从30万提高到50万人    | 300000 人; 500000 人
36亿元（约5亿美元）       | 36 | -
325亿元，分别             | 32500000000 元
-3.2%                     | -3.2 %
零下20摄氏度              | -20 摄氏度
居全国第3位               | 3 位 rank
两倍多                    | 2 倍 over
1万5千人                  | 15000 人
3万4                      | 34000
壹仟贰佰元                | 1200 元
千分之三                  | 0.3 %
百万分之五                | 0.0005 %
三又二分之一              | 3.5
五分之二                  | 0.4 share
1/3                       | 0.333333333333 share
一百二十到一百五十万元    | 1200000..1500000 元
七千到九千亿元            | 700000000000..900000000000 元
10~15k元                  | 10000..15000 元
$4.7M                     | 4700000 美元
US$1.2bn                  | 1200000000 美元
$4.7 million              | 4700000 美元
RMB 320K                  | 320000 元
€1.2 trillion             | 1200000000000 欧元
$4.7Mbps                  | 4.7 Mbps
30W元                     | 300000 元
5W人                      | 50000 人
功率5W                    | 5 瓦
二十几万人                | 210000..290000 人
十几万人                  | 110000..190000 人
3.2×10^8个                | 320000000 个
10⁵个                     | 100000 个
30打鸡蛋                  | 360 个
半年                      | 0.5 年
半个世纪                  | 0.5 世纪
半亩                      | 0.5 亩
五折                      | 50 %
打对折                    | 50 %
误差±0.5%                 | 0.5 %
增长二成五                | 25 %
千余名                    | 1000 名 over
数以万计                  | 20000..90000 about
血压120/80毫米汞柱        | 120 毫米汞柱; 80 毫米汞柱
$20，300美元              | 20 美元; 300 美元
123元1角1分               | 123.11 元
3年零2个月                | 38 月
捡拾6348个烟头            | 6348 个
1.5至2.5万亿元            | 1500000000000..2500000000000 元
53.5 万元新台币           | 535000 新台币
3亿元港币左右             | 300000000 港元 about
营收约人民币1618.8万元    | 16188000 元 about
超每盎司4000美元          | 4000 美元/盎司 over
约月减4%至6%              | 4..6 % about
节约增长3%                | 3 %
至少安排3名医生           | 3 名 at_least
近2000多家                | 2000 家 over
始终未超过102%            | 102 % at_most
几乎减半                  | -50 % nearly change
跌至每桶100美元下方       | 100 美元/桶 under
100来人                   | 100 人 about
零下40度到零上70度        | -40..70 摄氏度
两死三伤，1金2银          | 2; 3; 1; 2
车桩比在2.5:1以下         | 2.5 at_most ratio
风力6-7级、阵风8-9级      | 6..7 级; 8..9 级
每平方米650～750元        | 650..750 元/平方米
四万多人每天努力          | 40000 人 over
"""


def shown(text: str) -> str:
    found = []
    for q in find(text):
        value = format(q.value, "f") if q.value_to is None else f"{q.value:f}..{q.value_to:f}"
        found.append(" ".join(p for p in (value, q.unit, q.qualifier, q.measure) if p))
    return "; ".join(found)


@pytest.mark.parametrize("case", [c for c in CASES.strip().splitlines() if not c.endswith("| -")])
def test_reading(case: str) -> None:
    text, _, want = case.partition("|")
    assert shown(text.strip()) == want.strip()


LABELS = [
    "5G网络",
    "沪深300指数",
    "C919客机",
    "第三届论坛",
    "40尺集装箱",
    "从“0到1”的突破",
    "千方百计",
    "G60走廊",
    "95后青年",
    "以3比1获胜",
]


@pytest.mark.parametrize("text", LABELS)
def test_label_is_no_quantity(text: str) -> None:
    marks = mark(text)
    assert not marks.quantities
    assert marks.labels


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789.,，%万亿千百十一二三两半多余约超近年月日元个家人—至和、以上不足第翻番成折 "
        )
    )
)
def test_any_text_returns_ordered_spans(text: str) -> None:
    marks = mark(text)
    spans = sorted([*marks.quantities, *marks.times, *marks.labels], key=lambda s: s.start)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end] == s.text for s in spans)


@given(st.text())
def test_any_unicode_returns(text: str) -> None:
    mark(text)


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789.%万亿千百十一二三两半多余几数持平翻番成折对第位度年月元个家人。；\n，和至的是"
        )
    )
)
def test_skipping_sentences_loses_no_figure(text: str) -> None:
    text += "。" + "在" * 40  # short texts are read whole
    assert mark(text, figures_only=True).quantities == mark(text).quantities
