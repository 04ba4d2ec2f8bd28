"""What is measured, source by source: of each an example that it is the first to answer."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.rows.indicator.sources import BEHIND, SOURCES

# text => the first source that answers for the last figure, and its answer
EXAMPLES = """
甲国队以3分27秒95夺冠。 => race_time 成绩
法院判处王某有期徒刑三年，并处罚金5万元。 => sentenced 罚金
本月品种价格呈17降12涨。 => tallied 品种价格上涨
工业用电快速增长，拉动全社会用电增长2.4个百分点。 => moved_growth 拉动全社会用电增长
造纸企业中，80%都是用废纸做原料。 => part_does 用废纸做原料
现货白银跌2%。 => price_of_goods 现货白银
港股医药板块多数上涨，星禾科技涨逾10%。 => share_price 股价
港股普涨，星禾科技现报13.5元。 => share_price 股价
恒生科技指数盘初跌2%。 => traded_thing 恒生科技指数
产量方面，云禾铜业12万吨，海桥锌业8万吨，星沃铝业30万吨。 => announced 产量
大豆站上100美元关口。 => before_cue 大豆
回购规模将达历史峰值116万元。 => before_cue 回购规模
考生有10分钟休息时间。 => counted_behind 休息时间
惠及8个乡镇的21万亩农田。 => in_turn 农田
用水回收再利用率达60%。 => before_cue 用水回收再利用率
不满20岁者达34人。 => before_cue 不满20岁者
她枪杀了3个孩子后吞枪自杀。 => behind_verb 孩子
每年推出100个“最成都·生活新场景”。 => behind_verb “最成都·生活新场景”
指定7部市价2300元的手机。 => before_cue 市价
星禾航空削减航线10%的运力。 => object_cut 运力
今年多收了300吨粮。 => done_more 粮
星禾设备占据全球设备市场13%份额。 => share_held 全球设备市场份额
民营企业进出口500亿元，占进出口总额的60%。 => framed 占进出口总额
星禾股份持有海桥科技12%股权。 => held 股权
调查中，98%的网友表示支持。 => doing_group 网友表示支持
国际排名居第3位。 => ranking 国际排名
火灾持续6天。 => lasting 火灾持续
钻机挖出9米的深度。 => size_behind 深度
研发人员不少于10人的企业可申请。 => of_those 研发人员
农户增收3000万元。 => object_of_verb 农户增收
八成农户参保。 => part_behind 农户参保
村民周大海去年回乡。他家种了42垧地。 => behind_verb 地
澄阳市新增2亿千瓦消纳需求。 => with_modifier 新增消纳需求
辐射16省。 => division 辐射省
澄阳市拥有39家企业。 => counted_behind 企业
收盘价：5.25元。 => labelled 收盘价
他有7个篮板，拿下27分。 => points 得分
该款手机拥有4500mAh电池。 => possessed 电池
伤者中有1人伤势较重。 => conditioned 伤势较重
含900兆帕抗拉强度、8%延伸率。 => in_turn 延伸率
全力协助属地政府转移受灾群众60人。 => object_of_clause 转移受灾群众
营业收入达12亿元。 => before_cue 营业收入
对首次认定的国家级企业一次性奖励80万元。 => before_cue 一次性奖励
澄阳3月2日电 新开工项目300个。 => before_cue 新开工项目
5人因此被捕。 => people_who 被捕
星禾股份收报23.12元。 => closing_price 收盘价
进口额去年为3亿元。 => clause_thing 进口额
货运量前三季度增长5%。 => topic 货运量
停牌前星禾股份A股31.31元的收盘价。 => apposed 收盘价
这是按协议支付部分暂缓执行的3亿美元罚款。 => described_behind 罚款
仅有1辆为自主品牌轿车。 => is_kind 自主品牌轿车
大型企业按30%返还。 => at_value 返还
门票价格被炒至50万元。 => behind_bare_verb 门票价格
海桥岛约2万人因野火被疏散。 => taken_away 因野火被疏散
"""


def test_first_to_answer(
    text: str, source: str, words: str, answers: Callable[[str], tuple[object, list[tuple[str, str]]]]
) -> None:
    _, found = answers(text)
    assert found[:1] == [(words, source)]


def test_every_source_has_an_example() -> None:
    shown = {line.split(" => ")[1].split()[0] for line in EXAMPLES.strip().splitlines()}
    assert shown == {source.__name__ for source in SOURCES}
    assert shown > BEHIND
