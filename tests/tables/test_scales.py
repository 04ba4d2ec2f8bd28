"""Units and scales as tables state them."""

import pytest

from zhibiao.tables.scales import bare_unit, declarations, money_unit, units_in, without_statement

MONEY = {
    "人民币百万元": "百万元",
    "人民币亿元": "亿元",
    "人民币：万元": "万元",
    "亿元人民币": "亿元",
    "RMB'000": "千元",
    "RMB’000": "千元",
    "RMB million": "百万元",
    "HK$ million": "百万港元",
    "US$m": "百万美元",
    "USD thousands": "千美元",
    "in millions of USD": "百万美元",
    "€ billion": "十亿欧元",
    "港币千元": "千港元",
    "百万美元": "百万美元",
    "元": "元",
    "million": "",
    "百": "",
    "人民币银行": "",
    "吨": "",
}
STATED = {
    "单位：亿元、%": ["亿元", "%"],
    "（单位：万元）": ["万元"],
    "单位:人民币亿元": ["亿元"],
    "单位：万元　币种：美元": ["万美元"],
    "单位：元　币种：人民币": ["元"],
    "单位 亿元": ["亿元"],
    "表1 主要指标（单位：亿元、%）": ["亿元", "%"],
    "（RMB'000）": ["千元"],
    "利润表（人民币百万元）": ["百万元"],
    "（人民币亿元，百分比除外）": ["亿元"],
    "以下金额单位均为万元": ["万元"],
    "金额以人民币千元列示": ["千元"],
    "均以亿元计": ["亿元"],
    "计量单位：吨　金额单位：万元": ["吨", "万元"],
    "项目（万元）": ["万元"],
    "受访者去处（多选，%）": ["%"],
    "价格单位：元/公斤　　*为库存": ["元/公斤"],
    "2025年（1—6月）": [],
    "责任单位：财政局": [],
    "该单位为全县提供就业": [],
    "项目（不含农户）": [],
}
BARE = {
    "RMB million": ["百万元"],
    "RMB'000": ["千元"],
    "人民币'000元": ["千元"],
    "Million RMB": ["百万元"],
    "HK$'000": ["千港元"],
    "人民币百万元": ["百万元"],
    "千美元": ["千美元"],
    "万元": ["万元"],
    "万吨": ["万吨"],
    "资产负债表 万元": ["万元"],
    "金额：亿元": ["亿元"],
    "利润表　RMB'000": ["千元"],
    "资产负债表": [],
    "美元": ["美元"],
    "百": [],
    "2025年": [],
    "表1 万吨": [],
    "中间价 美元": [],
}
AHEAD = {
    "以下金额单位均为万元。": ["万元"],
    "除特别注明外，本报告金额单位为人民币千元。": ["千元"],
    "（除另有说明外，金额以人民币百万元列示）": ["百万元"],
    "本表金额单位：亿元": ["亿元"],
    "除特别注明外，下列金额单位均为千元某公司2024年主要数据如下。": ["千元"],
    "以下货币单位均为万元公司上半年情况见下。": ["万元"],
    "如下各表金额单位为亿元表1列出收入": ["亿元"],
    "以下项目单位为万元以上的企业。": [],
    "下列单位为百元级产品的厂家。": [],
    "该单位以万元重奖能人。": [],
    "单位：张三": [],
    "公司以1亿元收购对方。": [],
}


@pytest.mark.parametrize("text", MONEY)
def test_units_of_amounts(text: str) -> None:
    assert money_unit(text) == MONEY[text]


@pytest.mark.parametrize("text", STATED)
def test_statements(text: str) -> None:
    assert units_in(text) == STATED[text]


@pytest.mark.parametrize("text", BARE)
def test_titles_that_say_no_more(text: str) -> None:
    assert bare_unit(text) == BARE[text]


@pytest.mark.parametrize("text", AHEAD)
def test_declarations(text: str) -> None:
    assert [units for _, units in declarations(text)] == ([AHEAD[text]] if AHEAD[text] else [])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("收支决算表（单位：万元）", "收支决算表"),
        ("收支决算表　　　金额单位：万元", "收支决算表"),
        ("利润表（人民币百万元）", "利润表"),
        ("固定资产投资（不含农户）", "固定资产投资（不含农户）"),
        ("单位：张三", "单位：张三"),
    ],
)
def test_titles_without_statements(text: str, left: str) -> None:
    assert without_statement(text) == left
