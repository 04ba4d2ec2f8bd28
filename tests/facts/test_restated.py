"""Statements that are made again with other cells, and statements that only look so."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from zhibiao.facts.claims import Claim, Setting, claim_of
from zhibiao.facts.owners import names_part, owner_of, places_named
from zhibiao.facts.prints import significant
from zhibiao.facts.restated import settled
from zhibiao.facts.statements import Saying

YEAR, HALF = ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-06-30")
NONE = ("", "")


def saying(article: int, sentence: str, text: str, value: str, unit: str, subject: str, indicator: str, **cells: Any) -> Saying:  # fmt: skip
    """A statement of an article published on the so-many-th of July 2024, or on `day`."""
    start, end = cells.pop("period", NONE)
    when, day = cells.pop("when", ""), cells.pop("day", f"2024-07-{article:02}")
    section = cells.pop("section", "body")
    given = {
        "row": f"r{article}-{sentence.index(text)}", "subject": subject, "indicator": indicator, "measure": "level", "value": value,
        "unit": unit, "dimension": "count", "modality": "actual", "text": text, "sentence": sentence, "period_start": start,
        "period_end": end, "period_text": when, "start": str(sentence.index(text)), **cells,
    }  # fmt: skip
    setting = Setting(article, f"a{article:02}", day, f"d{article}", subject)
    claim = claim_of(given, setting)
    assert claim
    return Saying(claim, sentence, when, section)


STATIONS = ("8833个", "8833", "个")
SAME: dict[str, list[Saying]] = {
    "no period in a headline": [
        saying(1, "全国已建成8833个智慧驿站和服务站", *STATIONS, "全国", "智慧驿站"),
        saying(1, "记者获悉，我国推行驿站制度四年来，建成8833个智慧驿站和服务站，覆盖主要城区。", *STATIONS, "我国", "智慧驿站和服务站", period=YEAR, when="四年来"),
    ],
    "nobody's figure": [
        saying(1, "我国新型渔船作业规模稳定在30万艘以上。", "30万艘", "300000", "艘", "我国", "新型渔船作业规模", period=YEAR, when="2024年", qualifier="at_least"),
        saying(9, "新型渔船作业规模每年稳定在30万艘以上。", "30万艘", "300000", "艘", "", "新型渔船作业规模", qualifier="at_least"),
    ],
    "a person, who owns nothing across articles": [
        saying(1, "检方共指控被告人王某成12起盗窃事实，其中多起发生在夜间。", "12起", "12", "起", "被告人王某成", "盗窃事实"),
        saying(2, "从起诉书来看，王某成实施了12起盗窃事实，多起发生在夜间。", "12起", "12", "起", "王某成", "盗窃事实"),
    ],
    "another numeral": [
        saying(1, "今年是巩固乡村水利成果同乡村振兴衔接五年过渡期的最后一年。", "五年", "5", "年", "水利成果", "过渡期"),
        saying(9, "今年是我国巩固乡村水利成果同乡村振兴衔接5年过渡期的最后一年。", "5年", "5", "年", "我国乡村水利", "过渡期"),
    ],
    "eight digits": [
        saying(1, "该文的打赏累计101110.79元。", "101110.79元", "101110.79", "元", "该文", "打赏累计", dimension="money"),
        saying(3, "公司声称其中赞赏数据为101110.79元。", "101110.79元", "101110.79", "元", "公司", "赞赏数据", dimension="money"),
    ],
    "the day of two publications": [
        saying(1, "目前，我国已培育6430家绿色牧场。", "6430家", "6430", "家", "我国", "绿色牧场", period=("2024-07-01", "2024-07-01"), when="目前"),
        saying(9, "“十四五”以来，我国6430家国家级绿色牧场引领转型。", "6430家", "6430", "家", "我国", "国家级绿色牧场", period=("2021-01-01", "2024-07-09"), when="“十四五”以来"),
    ],
    "years that end today, and those of a plan": [
        saying(1, "过去5年，我国卖出的渔船和农机累计替买方减少排放约41亿吨。", "41亿吨", "4100000000", "吨", "我国", "排放", period=("2019-11-23", "2024-11-23"), when="过去5年"),
        saying(9, "“某五”期间我国卖出的渔船和农机累计替买方减少约41亿吨排放。", "41亿吨", "4100000000", "吨", "我国", "排放", period=("2020-01-01", "2024-12-31"), when="“某五”期间"),
    ],
    "a place and its office": [
        saying(1, "法国商务部公布的数据显示，上半年生产设备55套、国产仪器43台。", "43台", "43", "台", "法国商务部", "国产仪器", period=HALF, when="上半年"),
        saying(1, "法国商务部的数据称，上半年法国生产设备55套、国产仪器43台。", "43台", "43", "台", "法国", "国产仪器", period=HALF, when="上半年"),
    ],
    "an owner that the sentence does not name": [
        saying(1, "某币早间跌破4400美元，全天跌去近3.5%。", "4400美元", "4400", "美元", "德国", "某币"),
        saying(1, "某币跌破4400美元，全天跌去近3.5%。", "4400美元", "4400", "美元", "法国", "某币"),
    ],
    "an official name that the headline does not narrow": [
        saying(1, "甲地称空袭造成24人死亡，另有多人受伤。", "24人", "24", "人", "", "死亡", indicator_std="死亡人数"),
        saying(1, "甲地卫生部门称，当天的空袭造成至少24名居民死亡，另有多人受伤。", "24名", "24", "名", "", "死亡", indicator_std="死亡人数:居民", qualifier="at_least"),
    ],
    "a period within the other": [
        saying(1, "今年我国渔船联网数有望突破35亿台", "35亿", "3500000000", "台", "我国", "渔船联网数", period=YEAR, when="今年", qualifier="over"),
        saying(1, "宣言显示，今年年底，我国渔船联网数有望突破35亿台。", "35亿", "3500000000", "台", "我国", "渔船联网数", period=("2024-12-01", "2024-12-31"), when="今年年底", qualifier="over"),
    ],
    "the same subject and indicator": [
        saying(1, "新能源汽车大涨，蓝星汽车涨15%。", "15%", "15", "%", "蓝星汽车", "股价", measure="change", dimension="percent"),
        saying(1, "蓝星汽车大涨15%，此前公布了年报。", "15%", "15", "%", "蓝星汽车", "股价", measure="change", dimension="percent"),
    ],
    "a count within a week": [
        saying(5, "评选由各级机构举行，来自各级媒体的377件作品获年度新闻奖，其中特别奖4件。", "377件", "377", "件", "", "作品"),
        saying(6, "会议表彰了377件年度新闻奖获奖作品以及首届十佳工作者。", "377件", "377", "件", "", "年度新闻奖获奖作品"),
    ],
    "two figures beside": [
        saying(1, "增速方面，上半年甲地居首，海南（8.6%）、青海（7.3%）、云南（6.1%）其次。", "8.6%", "8.6", "%", "海南", "省份", measure="change", dimension="percent", basis="yoy", period=HALF, when="上半年"),
        saying(2, "从排名看，海南以8.6%居第二，青海的7.3%和云南的6.1%在后。", "8.6%", "8.6", "%", "海南", "", measure="change", dimension="percent", basis="yoy", period=HALF, when="上半年"),
    ],
    "one release of an office": [
        saying(1, "7月份，北京鲜果价格同比上涨5.4%，鲜菜价格下降。", "5.4%", "5.4", "%", "北京", "鲜果价格", indicator_std="价格:鲜果", measure="change", dimension="percent", basis="yoy", period=HALF, when="7月份"),
        saying(3, "食品中，北京鲜果价格上涨5.4%，涨幅扩大。", "5.4%", "5.4", "%", "北京", "鲜果价格", indicator_std="价格:鲜果", measure="change", dimension="percent", basis="yoy"),
    ],
    "a list of provinces that deals wrongly": [
        saying(1, "上半年，广东实现地区生产总值72818.4亿元，江苏紧随其后。", "72818.4亿元", "7281840000000", "元", "广东", "地区生产总值", indicator_std="地区生产总值", dimension="money", period=HALF, when="上半年"),
        saying(2, "从总量上来看，江苏70344.2亿元和广东72818.4亿元已站上关口。", "72818.4亿元", "7281840000000", "元", "江苏", "总量", dimension="money", period=HALF, when="上半年"),
    ],
    "a headline and its sentence": [
        saying(1, "某热电：拟投资18.05亿元建设甲线长距离互联互通供热工程", "18.05亿元", "1805000000", "元", "某热电", "投资", indicator_std="投资额", dimension="money", modality="target"),
        saying(1, "某热电公告，公司计划总投资约18.05亿元建设“甲线长距离互联互通供热工程”。", "18.05亿元", "1805000000", "元", "某热电", "总投资", indicator_std="总投资", dimension="money"),
    ],
    "a limit of a headline": [
        saying(1, "某电子：拟定增募资不超过3亿元", "3亿元", "300000000", "元", "某电子", "拟定增募资", modality="target", qualifier="at_most", section="headline"),
        saying(1, "某电子公告，拟定增募资不超过3亿元，用于某项目。", "3亿元", "300000000", "元", "公司", "拟定增募资", modality="target", qualifier="at_most"),
    ],
    "a sum of one actor": [
        saying(1, "根据新的协议，蓝星公司需要支付12亿元的罚金，由第三方保管。", "12亿", "1200000000", "元", "蓝星公司", "罚金", dimension="money"),
        saying(9, "停工数月以后，蓝星虽已达成和解，12亿元的罚款也使它元气大伤。", "12亿", "1200000000", "元", "蓝星", "罚款", dimension="money"),
    ],
    "a size on a day and over years": [
        saying(1, "截至去年底，我国渔船累计出口容量再创新高，已覆盖47个国家和地区。", "47个", "47", "个", "我国", "国家和地区", period=("2023-12-31", "2023-12-31"), when="截至去年底"),
        saying(9, "过去十年，我国渔船制造产量居首，累计出口到47个国家和地区。", "47个", "47", "个", "我国", "国家和地区", period=("2014-07-09", "2024-07-09"), when="过去十年"),
    ],
    "three figures beside": [
        saying(1, "新规把排量从2.3升降到1.6升，上限从27万元降到19万元。", "27万元", "270000", "元", "", "价格上限", dimension="money"),
        saying(9, "今后标准由2.3排量、27万元内降为1.6排量、19万元以内。", "27万元", "270000", "元", "公务车", "采购标准", dimension="money"),
    ],
    "the noun behind the figure": [
        saying(1, "总统表示，已收到甲国就结束两国争端提出的27点新方案。", "27点", "27", "点", "甲国", "新方案"),
        saying(2, "针对甲国就结束两国争端提出的27点新方案，多国领导人发表声明。", "27点", "27", "点", "领导人", "领导人称"),
    ],
    "years ago, said on two days": [
        saying(1, "王某于3年前经检查确诊，通过搜索找到某医院，花费近30万元费用。", "30万元", "300000", "元", "王某", "费用", qualifier="nearly", period=("2021-07-01", "2021-07-01"), when="3年前"),
        saying(2, "王某在3年前检查确诊后，通过搜索找到某医院，花费近30万元医药费。", "30万元", "300000", "元", "王某", "医药费", qualifier="nearly", period=("2021-07-02", "2021-07-02"), when="3年前"),
    ],
    "weighed": [
        saying(1, "工业大省中，山东也以6.3%的增速成绩亮眼，青海紧随其后。", "6.3%", "6.3", "%", "山东", "增速", measure="change", dimension="percent"),
        saying(2, "增速超过全国水平的省份分别是江苏（7.7%）、山东（6.3%）、河北（5.9%）。", "6.3%", "6.3", "%", "山东", "省份增速", measure="change", dimension="percent", day="2024-07-01"),
    ],
    "the same clause, whoever acts": [
        saying(1, "一会计师事务所出具虚假报告，导致某担保中心损失270余万元。", "270余万", "2700000", "元", "一会计师事务所", "担保中心损失", dimension="money", qualifier="over"),
        saying(1, "他据此签订合同，最终导致该担保中心损失270余万元。", "270余万", "2700000", "元", "刘某", "该担保中心损失", dimension="money", qualifier="over"),
    ],
}  # fmt: skip
APART: dict[str, list[Saying]] = {
    "parallel owners": [
        saying(1, "城区小学开设课后班，每生每月最多收100元。", "100元", "100", "元", "城区小学", "每生"),
        saying(1, "乡村小学开设课后班，每生每月最多收100元。", "100元", "100", "元", "乡村小学", "每生"),
    ],
    "one pattern of two provinces": [
        saying(1, "根据统一核算结果，上半年全省实现地区生产总值11218.5亿元，按不变价格计算，同比增长4.4%，比一季度加快1.8个百分点。", "1.8个百分点", "1.8", "百分点", "贵州省", "地区生产总值增速", indicator_std="地区生产总值:增速", measure="change", dimension="percent", period=HALF, when="上半年"),
        saying(1, "根据统一核算结果，上半年江苏实现地区生产总值70344.2亿元，按不变价格计算，同比增长6.3%，比一季度加快1.8个百分点。", "1.8个百分点", "1.8", "百分点", "江苏", "地区生产总值增速", indicator_std="地区生产总值:增速", measure="change", dimension="percent", period=HALF, when="上半年", day="2024-07-02"),
    ],
    "the whole country and all of a province": [
        saying(1, "全国调整比例按照2023年退休人员月人均基本养老金的3.8%确定。", "3.8%", "3.8", "%", "全国", "退休人员月人均基本养老金", dimension="percent"),
        saying(2, "全省总体调整水平为2023年退休人员月人均基本养老金的3.8%。", "3.8%", "3.8", "%", "福建省", "退休人员月人均基本养老金", dimension="percent"),
    ],
    "one pattern with other counts": [
        saying(1, "考生最多可填报2个院校志愿，每个院校志愿中最多填报6个专业志愿。", "6个", "6", "个", "考生", "专业志愿"),
        saying(1, "考生最多可填报8个院校志愿，每个院校志愿中最多填报6个专业志愿。", "6个", "6", "个", "考生", "专业志愿"),
    ],
    "a count without a limit": [
        saying(1, "选手最多可选择3个比赛场馆，每个比赛场馆中最多选择5个训练时段。", "5个", "5", "个", "选手", "训练时段"),
        saying(1, "选手选择公开批次比赛场馆数量不限，每个比赛场馆中最多选择5个训练时段。", "5个", "5", "个", "选手", "训练时段"),
    ],
    "limits of two provisions": [
        saying(1, "未按规定登记的，责令改正并处以罚款，但最高不超过二万元。", "二万元", "20000", "元", "登记机构", "罚款", modality="norm", qualifier="at_most"),
        saying(1, "拒绝接受检查的，责令停业并处以罚款，但最高不得超过2万元。", "2万元", "20000", "元", "", "罚款", modality="norm", qualifier="at_most"),
    ],
    "the same clause that goes on otherwise": [
        saying(1, "豆粕主力合约收于每吨2.17万元，涨幅1.44%；玻璃持平。", "2.17万元", "21700", "元", "豆粕主力合约", "收盘价"),
        saying(1, "棉花下跌，豆粕主力合约收于每吨2.17万元，涨幅1.14%。", "2.17万元", "21700", "元", "豆粕主力合约", "收盘价"),
    ],
    "nothing but the noun": [
        saying(1, "第一个部分只有问答，第二个部分是另外3篇文章40分钟。", "3篇", "3", "篇", "", "文章"),
        saying(1, "写作：3篇文章。", "3篇", "3", "篇", "", "文章"),
    ],
    "two fines of one kind": [
        saying(1, "处以因甲类费用造成损失的基金1541108.5元1.5倍的罚款。", "1.5倍", "1.5", "倍", "", "罚款"),
        saying(1, "处以因乙类诊疗造成损失的基金120619.2元1.5倍的罚款。", "1.5倍", "1.5", "倍", "", "罚款"),
    ],
    "parallel indicators": [
        saying(1, "上半年我国粮食种植机械产量18.2万台，同比增长4.1%。", "18.2万台", "182000", "台", "我国", "粮食种植机械产量", period=HALF, when="上半年"),
        saying(2, "上半年我国果蔬种植机械产量18.2万台，同比增长4.1%。", "18.2万台", "182000", "台", "我国", "果蔬种植机械产量", period=HALF, when="上半年"),
    ],
    "two places": [
        saying(1, "山西第三产业增加值占比稳步提升，新开商铺3512家。", "3512家", "3512", "家", "山西", "新开商铺", period=HALF, when="上半年"),
        saying(2, "河北第三产业增加值占比稳步提升，新开商铺3512家。", "3512家", "3512", "家", "", "新开商铺"),
    ],
    "two periods": [
        saying(1, "春节：2月4日至10日放假调休，共17天。", "17天", "17", "天", "", "放假调休", period=("2024-02-04", "2024-02-10"), when="2月4日至10日"),
        saying(1, "国庆节：10月1日至7日放假调休，共17天。", "17天", "17", "天", "", "放假调休", period=("2024-10-01", "2024-10-07"), when="10月1日至7日"),
    ],
    "every day anew": [
        saying(1, "甲方在东镇等方向击退对方数十次进攻。", "数十次", "20", "次", "甲方军队", "进攻", value_to="90", qualifier="about"),
        saying(7, "甲方在西镇、东镇等方向击退对方数十次进攻。", "数十次", "20", "次", "甲方军队", "进攻", value_to="90", qualifier="about"),
    ],
    "two events": [
        saying(1, "一处工地发生坍塌，造成13人死亡，数人受伤。", "13人", "13", "人", "", "死亡", indicator_std="死亡人数"),
        saying(9, "空袭首都附近地区13人死亡。", "13人", "13", "人", "某军", "死亡", indicator_std="死亡人数"),
    ],
    "an aim and what was": [
        saying(1, "全年我国新增充电桩目标5212家，各地加快建设。", "5212家", "5212", "家", "我国", "新增充电桩", period=YEAR, when="全年", modality="target"),
        saying(2, "全年我国新增充电桩5212家，各地加快建设。", "5212家", "5212", "家", "我国", "新增充电桩", period=YEAR, when="全年"),
    ],
    "months later": [
        saying(1, "全国已建成8833个智慧驿站和服务站", *STATIONS, "", "智慧驿站"),
        saying(2, "全国已建成8833个智慧驿站和服务站。", *STATIONS, "全国", "智慧驿站", period=YEAR, day="2024-12-30"),
    ],
    "twice in one sentence": [
        saying(1, "新增9只债券，增持9只债券。", "9只债券，增", "9", "只", "", "债券"),
        saying(1, "新增9只债券，增持9只债券。", "9只债券。", "9", "只", "", "债券"),
    ],
    "a fragment": [
        saying(1, "2022年1月1日至1月7日住院的患者分别为275人、276人", "276人", "276", "人", "", "患者"),
        saying(1, "人、276人。", "276人", "276", "人", "", "患者"),
    ],
    "a share of one digit": [
        saying(1, "某新材告诉记者，1200兆帕强度、4%延伸率是行业的通用性能标准。", "4%", "4", "%", "某新材", "延伸率"),
        saying(1, "某新材去年实现技术突破，具备了量产丙型（1700兆帕强度、4%延伸率）的能力。", "4%", "4", "%", "某新材", "延伸率"),
    ],
    "two owners, each in its sentence": [
        saying(1, "据介绍，德国全年新增渔港45座，累计投资增长较快。", "45座", "45", "座", "德国", "新增渔港"),
        saying(1, "据介绍，法国全年新增渔港45座，累计投资增长较快。", "45座", "45", "座", "法国", "新增渔港"),
    ],
    "imports and exports": [
        saying(1, "据海关统计，上半年青石口岸外贸进口1234亿元，比上年同期增长。", "1234亿元", "123400000000", "元", "", "进口", dimension="money"),
        saying(2, "据海关统计，上半年青石口岸外贸出口1234亿元，比上年同期增长。", "1234亿元", "123400000000", "元", "", "出口", dimension="money"),
    ],
    "one pattern of two provinces that are inherited": [
        saying(1, "第二产业增加值为2678.54亿元，增长3.0%；第三产业增加值为5083.75亿元，增长5.7%。", "5.7%", "5.7", "%", "天津市", "第三产业增加值", indicator_std="第三产业增加值", measure="change", dimension="percent", basis="yoy", period=HALF, when="上半年"),
        saying(2, "第二产业增加值为5853.14亿元，增长3.9%；第三产业增加值为5398.73亿元，增长5.7%。", "5.7%", "5.7", "%", "山西", "第三产业增加值", indicator_std="第三产业增加值", measure="change", dimension="percent", basis="yoy", period=HALF, when="上半年"),
    ],
    "two goods of a list": [
        saying(1, "商品期货开盘，原油主力合约跌超13%，燃料油跌超8%，液化气跟跌。", "13%", "13", "%", "原油主力合约", "价格", measure="change", dimension="percent", qualifier="over"),
        saying(2, "商品期货开盘，原油主力合约跌超14%，液化气跌超13%，燃料油跟跌。", "13%", "13", "%", "液化气", "价格", measure="change", dimension="percent", qualifier="over"),
    ],
    "two lists of owners": [
        saying(1, "甲县、乙县、丙县三地上半年工业产值超过3万亿元，增长较快。", "3万亿元", "3000000000000", "元", "甲县、乙县、丙县", "工业产值", qualifier="over", dimension="money"),
        saying(2, "甲县、丙县上半年工业产值也已超过3万亿元，增长较快。", "3万亿元", "3000000000000", "元", "甲县、丙县", "工业产值", qualifier="over", dimension="money"),
    ],
    "a fine and its limit": [
        saying(1, "对某支公司罚款16万元，对王某警告并罚款1万元。", "1万元", "10000", "元", "王某", "罚款", modality="norm", dimension="money"),
        saying(2, "对没有违法所得的处以1万元以下罚款；涉嫌犯罪的移交司法机关。", "1万元", "10000", "元", "", "罚款", modality="norm", qualifier="at_most", dimension="money", day="2024-07-01"),
    ],
    "two figures behind one clause": [
        saying(1, "某币上涨0.3%，至62,230.48美元", "0.3%", "0.3", "%", "某币", "某币", measure="change", dimension="percent"),
        saying(9, "某币上涨0.3%，报65,265.47美元", "0.3%", "0.3", "%", "某币", "某币", measure="change", dimension="percent"),
    ],
    "firms without a known name": [
        saying(1, "甲能数字去年净利润1.25亿元，扭亏为盈。", "1.25亿元", "125000000", "元", "甲能数字", "净利润", indicator_std="净利润", dimension="money"),
        saying(2, "乙源食品公布净利润1.25亿元的业绩。", "1.25亿元", "125000000", "元", "乙源食品", "净利润", indicator_std="净利润", dimension="money"),
    ],
}  # fmt: skip


def frames(found: list[Claim]) -> set[tuple[str, str, str]]:
    return {(c.block, c.label, c.basis) for c in found}


@pytest.mark.parametrize("name", SAME)
def test_what_is_said_again_is_joined(name: str) -> None:
    assert len(frames(settled(SAME[name]))) == 1


@pytest.mark.parametrize("name", APART)
def test_what_only_looks_so_is_not(name: str) -> None:
    assert len(frames(settled(APART[name]))) == 2


def test_the_frame_is_that_of_the_row_that_knows_most() -> None:
    first, second = settled(SAME["no period in a headline"])
    assert (first.owner.name, first.label) == ("中国", "智慧驿站和服务站")
    assert (first.start, first.end) == (second.start, second.end) == YEAR
    assert first.subject == "全国"  # the row's own cells stay as they are


def test_any_order_gives_the_same() -> None:
    said = [*SAME["no period in a headline"], *APART["months later"]]
    wanted = {(c.row, c.block, c.label, c.start) for c in settled(said)}
    for order in permutations(said):
        assert {(c.row, c.block, c.label, c.start) for c in settled(order)} == wanted


def test_of_many_rows_of_one_figure_those_that_share_rare_words_are_compared() -> None:
    crowd = [
        saying(
            n % 28 + 1,
            f"{chr(0x4E00 + 7 * n)}{chr(0x5200 + 11 * n)}公司在会上说有28家店。",
            "28家",
            "28",
            "家",
            "",
            "店",
        )
        for n in range(60)
    ]
    again = SAME["a person, who owns nothing across articles"]
    other = [saying(c.claim.key, c.sentence.replace("12起", "28家"), "28家", "28", "家", c.claim.subject, "盗窃事实") for c in again]  # fmt: skip
    found = settled([*crowd, *other])
    assert len(found) == 62
    assert len({c.block for c in found if c.label == "盗窃事实"}) == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("我国与法国", {"CN", "FR"}),
        ("厦门、泉州", {"350200", "350500"}),
        ("福州市鼓楼区", {"350100", "350102", "320106", "320302", "410204"}),
        ("新和平", set()),  # 新和 and 和平 are short forms of counties
    ],
)
def test_places_that_a_text_names(text: str, codes: set[str]) -> None:
    assert places_named(text) == codes


def test_a_figure_of_a_part_is_not_sure_to_be_the_whole_places() -> None:
    assert names_part(owner_of("江苏"), "江苏最年轻的地级市宿迁增长8.1%")
    assert not names_part(owner_of("吉林省"), "吉林省增长8.1%")
    assert not names_part(owner_of("我国"), "我国江苏增长8.1%")


def test_digits_are_those_that_are_printed() -> None:
    """666⅔ square metres are a 亩: converted, 50亩 has no more digits than before."""
    claims = [saying(1, "种植50亩", "50亩", "50", "亩", "", "种植", dimension="area").claim]
    assert claims[0].print.value != Decimal(50)
    assert significant(claims[0].print) == 1
