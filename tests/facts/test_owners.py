"""Whose a figure is, under one name; nobody rather than the wrong one."""

import pytest

from zhibiao.facts.claims import basis_of, kind_of, label_of
from zhibiao.facts.owners import NOBODY, Owner, is_nation, owner_of, told_apart

# subject => name | code | rest
OWNERS = """
厦门 => 厦门市 | 350200
厦门市 => 厦门市 | 350200
福建省厦门市 => 厦门市 | 350200
福建厦门 => 厦门市 | 350200
江苏全省 => 江苏省 | 320000
四川地区 => 四川省 | 510000
吉林 => 吉林省 | 220000
吉林市 => 吉林市 | 220200
长沙 => 长沙市 | 430100
我国 => 中国 | CN
全国 => 中国 | CN
中国 => 中国 | CN
我国港口 => 中国 | CN | 港口
全国企业 => 中国 | CN | 企业
全球 => 全球 |
日本 => 日本 | JP
福州市鼓楼区 => 福建省福州市鼓楼区 | 350102
江苏省南京市鼓楼区 => 江苏省南京市鼓楼区 | 320106
北京市朝阳区 => 北京市朝阳区 | 110105
比亚迪股份有限公司 => 比亚迪股份有限公司 |
中国联通 => 中国联通 |
雄安新区 => 雄安新区 |
恒生指数 => 恒生指数 |
江苏服务业 => 江苏省 | 320000 | 服务业
四川省港口 => 四川省 | 510000 | 港口
北京消费市场 => 北京市 | 110000 | 消费市场
贵州茅台 => 贵州茅台 |
云南锗业 => -
海南橡胶 => -
全国农村 => 中国 | CN | 农村
吉林省通榆县永胜村村委会 => -
日本宇宙航空研究开发机构 => -
甘南 => -
鼓楼区 => -
朝阳区 => -
公司 => -
全市 => -
张玉春 => -
人民医院 => -
广东、江苏 => -
山东和浙江 => -
项目 => -
"""


@pytest.mark.parametrize("line", OWNERS.strip().splitlines())
def test_owner(line: str) -> None:
    subject, _, wanted = line.partition(" => ")
    found = owner_of(subject)
    name, code, rest = ([part.strip() for part in wanted.split("|")] + ["", ""])[:3]
    assert (found.name, found.code, found.rest) == (("", "", "") if wanted == "-" else (name, code, rest))


@pytest.mark.parametrize(
    ("context", "name"),
    [
        ("福州市今天发布消息", "福建省福州市鼓楼区"),
        ("江苏徐州", "江苏省徐州市鼓楼区"),
        ("江苏省", ""),  # two of the four lie there
        ("福州和南京", ""),
        ("本报讯", ""),
    ],
)
def test_counties_of_one_name_are_told_apart_by_what_lies_above(context: str, name: str) -> None:
    assert told_apart("鼓楼区", context).name == name
    assert told_apart("思明区", context) == NOBODY  # has its name alone


@pytest.mark.parametrize(
    ("sentence", "nation"),
    [("全国粮食产量", True), ("据法国统计局，全国失业率", False), ("中国和法国，全国", True)],
)
def test_nation_is_china_where_no_other_country_is_named(sentence: str, nation: bool) -> None:
    assert is_nation("全国", sentence) is nation
    assert is_nation("我国", sentence)


@pytest.mark.parametrize(
    ("indicator", "std", "owner", "measure", "unit", "label", "sure"),
    [
        ("社零总额", "社会消费品零售总额", Owner("中国"), "level", "元", "社会消费品零售总额", True),
        ("货物吞吐量", "港口货物吞吐量", Owner("中国", rest="港口"), "level", "吨", "港口货物吞吐量", True),
        ("内贸吞吐量", "", Owner("中国", rest="港口"), "level", "吨", "港口内贸吞吐量", True),
        ("地区生产总值增速", "地区生产总值:增速", Owner("四川省"), "change", "%", "地区生产总值", True),
        ("地区生产总值增速", "地区生产总值:增速", Owner("四川省"), "change", "百分点", "地区生产总值:增速", False),
        ("全市绿色工厂", "", Owner("厦门市"), "level", "家", "绿色工厂", True),
        ("项目", "", Owner("厦门市"), "level", "个", "项目", False),
        ("GDP", "国内生产总值", Owner("江苏省", "320000"), "level", "元", "地区生产总值", True),
        ("GDP增速", "国内生产总值:增速", Owner("江苏省", "320000"), "change", "%", "地区生产总值", True),
        ("人均GDP", "人均国内生产总值", Owner("厦门市", "350200"), "level", "元", "人均地区生产总值", True),
        ("GDP", "国内生产总值", Owner("中国", "CN"), "level", "元", "国内生产总值", True),
        ("GDP", "国内生产总值", Owner("日本", "JP"), "level", "元", "国内生产总值", True),
        ("绿色工厂累计产值", "", Owner("厦门市"), "level", "元", "绿色工厂产值", True),
        ("累计接待游客", "接待游客:累计", Owner("厦门市"), "level", "人次", "接待游客", True),
    ],
)
def test_label(indicator: str, std: str, owner: Owner, measure: str, unit: str, label: str, sure: bool) -> None:
    assert label_of(indicator, std, owner, owner.name, measure, unit) == (label, sure)


@pytest.mark.parametrize(
    ("basis", "start", "end", "closed"),
    [
        ("yoy", "2024-01-01", "2024-06-30", "yoy"),
        ("2023年上半年", "2024-01-01", "2024-06-30", "yoy"),
        ("2024年一季度", "2024-04-01", "2024-06-30", "sequential"),
        ("2019年", "2024-01-01", "2024-12-31", "2019-01-01/2019-12-31"),
        ("传统模式", "2024-01-01", "2024-12-31", "传统模式"),
        ("“传统 模式”", "", "", "传统模式"),
    ],
)
def test_basis(basis: str, start: str, end: str, closed: str) -> None:
    assert basis_of(basis, start, end, "2024-08-01") == closed


def test_units_of_one_kind() -> None:
    assert kind_of("吨", "mass")[0] == kind_of("公斤", "mass")[0] != kind_of("元", "money")[0]
    assert kind_of("亩", "area")[0] == kind_of("公顷", "area")[0]
    assert kind_of("元", "money")[0] == kind_of("角", "money")[0] != kind_of("美元", "money")[0]
    assert kind_of("人", "count")[0] == kind_of("名", "count")[0] != kind_of("人次", "count")[0]
    assert kind_of("%", "percent")[0] != kind_of("百分点", "percent")[0]
