"""Whose a figure is, source by source: of each an example that it is the first to answer."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.rows.subject.sources import OWN, SOURCES

# title｜text => the first source that answers for the last figure, and its answer; `/` begins a paragraph
EXAMPLES = """
星禾股份涨了。星禾股份扩产。星禾股份招工。/瑞海银行将目标价上调至30元。 => appraised 星禾股份
海桥法院判处被告人王某有期徒刑三年，并处罚金5万元。 => sentenced 王某
法国、德国员工忙碌，产值分别为3亿元和5亿元。 => dealt 德国
海桥集团3万辆、比亚迪1.8万辆、云溪公司1.7万辆。 => itemised 云溪公司
澄阳市今年造林3亩、种草2亩。 => listed 澄阳市
全长218公里的屏澜高铁今年开通。 => described 屏澜高铁
调查中，98%的网友表示支持。 => share_of_group 网友
沪指涨0.9%。 => market_index 沪指
比特币涨0.98%。 => traded 比特币
布伦特原油期货价格大跌4.55%。 => traded 布伦特原油期货
澄阳市出口额达3亿元。 => phrase_owner 澄阳市
星禾股份收报23.12元。 => phrase_owner 星禾股份
全省平均降雨量3毫米。 => phrase_pronoun 全省
小米手机的占比为7%；青禾手机的占比为6%。 => paralleled 青禾手机
村民周大海去年回乡。他家种了42垧地。 => teller 周大海
澄阳医院设有床位500张。 => own_clause 澄阳医院
量子通信工作组完成了35项测试。 => own_clause 量子通信工作组
医院现有建筑面积15万平方米。 => own_noun 医院
海桥镇发生一起枪击事件，导致5人受伤。 => cause 枪击事件
江苏省进出口总额1000亿元；民营企业进出口500亿元，占进出口总额的60%。 => share_of_row 民营企业
星禾科技有限公司宣布，将向工厂投资3亿元。 => declarer 星禾科技有限公司
青岛啤酒去年所占份额为6%。 => own_clause 青岛啤酒
70个大中城市中，新房价格上涨的有31个。 => sentence_head 70个大中城市
华润雪花在辽宁占据68%的份额。 => own_clause 华润雪花
尼日尔独立已久，该国经历了4次政变。 => phrase_pronoun 尼日尔
一家领先的整机厂商出货量超过5000台。 => own_clause 一家领先的整机厂商
星禾股份去年扩产，产值增长5%。 => sentence_head 星禾股份
澄阳市出口额29亿元，其中欧洲市场占比过半，合同负债3.7亿元。 => sentence_head 澄阳市
全长218公里的屏澜高铁今年开通，投资30亿元。 => row_before 屏澜高铁
澄阳市商务局发布通知，将费率下调至3%。 => announcer 澄阳市商务局
法国统计局公布，物价上涨5%。 => sentence_source 法国
星禾科技有限公司公告，净利润增长5%。 => own_results 星禾科技有限公司
星禾科技有限公司公告称，订单增长5%。 => sentence_source 星禾科技有限公司
上班族李女士说，路上要70分钟。 => person_heard 李女士
医院去年扩建，床位增长5%。 => sentence_noun 医院
澄阳市经济稳步向好。出口额达3亿元。 => paragraph_head 澄阳市
货物列车每日开行数量达30列。 => own_class 货物列车
顾客去年买走面粉30吨。 => yielding_noun 顾客
玻璃钢门窗的市场份额达30%。 => possessor 玻璃钢门窗
澄阳市外贸增长｜出口额达3亿元。 => headline 澄阳市
澄阳市出口额达3亿元。海桥县很热。/进口额达2亿元。 => carried 澄阳市
星禾科技有限公司扩产。星禾科技有限公司招工。星禾科技有限公司研发新品。星禾科技有限公司很忙。/净利润3亿元。 => article_owner 星禾科技有限公司
法国统计局5日公布，形势好转。/物价上涨5%。 => office_place 法国
星禾科技有限公司宣布，将回购股份。/净利润3亿元。 => issuer 星禾科技有限公司
"""
# Who brings the news, a part, and what is measured itself own nothing.
NOBODY = (
    "新华社记者 张某 摄。前三季度，就业人数增加20万人。",
    "货主、星禾汽车副总经理何涛算了账，物流成本由3万元压到了2万元。",
    "司机李女士说，物流成本达3万元。",
    "我国最大的风机重30吨。",
    "出口额达3亿元。",
)


def test_first_to_answer(
    text: str, source: str, words: str, answers: Callable[[str], tuple[list[tuple[str, str]], object]]
) -> None:
    found, _ = answers(text)
    assert found[:1] == [(words, source)]


def test_nobody(answers: Callable[[str], tuple[list[tuple[str, str]], object]]) -> None:
    assert {text: answers(text)[0][:1] for text in NOBODY} == {text: [] for text in NOBODY}


def test_every_source_has_an_example() -> None:
    shown = {line.split(" => ")[1].split()[0] for line in EXAMPLES.strip().splitlines()}
    assert shown == {source.__name__ for source in SOURCES}
    assert shown > OWN
