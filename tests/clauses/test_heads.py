"""What a clause opens with: how it names, whom, and what of the phrase is not the name."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.clauses.bearers import Head
from zhibiao.clauses.heads import clause_head
from zhibiao.rows.scene import Scene

# text => kind name | thing; `+`: a verb of doing follows, `!`: it only tells, holds or publishes
EXAMPLES = """
澄阳市今年出口增长5%。 => name 澄阳市
澄阳市、海桥县和云溪区旅游收入达3亿元。 => list 澄阳市、海桥县和云溪区 | 旅游收入
沪深两市成交额达2万亿元。 => name 沪深两市 | 成交额
主力资金净流入3亿元。 => name 主力资金 | 净流入
全国粮食产量增长3%。 => name 全国 | 粮食产量增长
被告人王强犯盗窃罪，判三年。 => person 王强 +
新华社记者张某摄影。 => -
该公司营业收入为3亿元。 => pointed 星禾股份 | 营业收入
这家企业去年亏损2亿元。 => this 这家企业
其净利润增长5%。 => - | 净利润增长
海桥市航运企业完成货运量3万吨。 => group 海桥市航运企业 +
量子通信工作组完成了35项测试。 => group 量子通信工作组 +
货物列车每日开行数量达30列。 => class 货物列车 | 每日开行数量
民营企业进出口500亿元。 => class 民营企业 | 进出口
8个省份增速超过5%。 => counted 8个省份 | 8个省份增速
医院设有床位500张。 => noun 医院 +
出口额达3亿元。 => - | 出口额
我国最大的风机重30吨。 => - | 最大的风机重
在福建泉州，旅游收入增长5%。 => name 福建泉州
本次分配后，总股本为3亿股。 => -
澄阳海事法院判决澄湖航运公司赔偿3万元。 => name 澄湖航运公司 +
澄阳市商务局发布了新办法。 => name 澄阳市商务局 +!
韩国科技巨头三星完成3项收购。 => name 三星 +
澄阳市航运企业共有58家。 => name 澄阳市 + | 航运企业
70个大中城市中，房价上涨。 => group 70个大中城市 | 70个大中城市
受灾最严重的澄阳市已有23人死亡。 => name 澄阳市 +
整机厂商三星、LG出货3亿部。 => list 三星、LG +
工业富联发布2025年年报。 => name 工业富联 +
“农村安居贷”适用于农户。 => noun “农村安居贷” +
机械工业财务费用同比增长3%。 => class 机械工业 | 财务费用
澄阳市教育局相关部门采购的汽车达3辆。 => group 澄阳市教育局相关部门 | 汽车
此次要约期限内，股东为3户。 => - | 要约期限内
这一意外增长归因于订单。 => - | 意外增长
归属于母公司的净利润达3亿元。 => - | 归属于母公司的净利润
"""


def shown(head: Head) -> str:
    marks = "+" * head.agent + "!" * head.event if head.name else ""
    named = " ".join(filter(None, (head.kind, head.name, marks))) if head.name else ""
    return f"{named or '-'} | {head.thing}" if head.thing else named


def test_head(text: str, want: str, scene: Callable[[str], Scene]) -> None:
    sentence = scene(text)
    stands = {"公司": "星禾股份", "该公司": "星禾股份"}
    head = clause_head(text, sentence.tokens, 0, sentence.finishes[0], lambda word: stands.get(word, ""))
    assert shown(head) == want


def test_et_cetera_belongs_to_a_list_of_places(scene: Callable[[str], Scene]) -> None:
    text = "甘肃、宁夏、青海等地苹果销量增长3%。"
    sentence = scene(text)
    assert clause_head(text, sentence.tokens, 0, sentence.finishes[0], lambda _: "").name == "甘肃、宁夏、青海等地"
