"""Tables: one row for each figure, with the units, periods, owners and growth of its headers."""

import datetime as dt

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Row

# A table, and for each row: subject, indicator, measure, value, unit, basis, first day, text.
CASES: dict[str, tuple[str, list[str]]] = {
    "units of the title, growth of its column, parts": (
        "表1 2025年1—8月主要经济指标（单位：亿元、%）\n\n"
        "| 指标 | 绝对额 | 同比增长 |\n|---|---|---|\n| 出口 | 1,600 | -3.1 |\n| 其中：机电产品 | 300 | 4.0 |\n",
        [
            "|出口|level|160000000000|元||2025-01-01|1,600",
            "|出口|change|-3.1|%|yoy|2025-01-01|-3.1",
            "|机电产品|level|30000000000|元||2025-01-01|300",
            "|机电产品|change|4.0|%|yoy|2025-01-01|4.0",
        ],
    ),
    "places as rows, years as columns, a column of growth belongs to the year before it": (
        "各地区出口额\n单位：亿元\n\n| 地区 | 2023年 | 2024年 | 增速（%） |\n"
        "| 浙江省 | 5000 | 5600 | 12.0 |\n| 合计 | 5000 | 5600 | — |\n",
        [
            "浙江省|出口额|level|500000000000|元||2023-01-01|5000",
            "浙江省|出口额|level|560000000000|元||2024-01-01|5600",
            "浙江省|出口额|change|12.0|%||2024-01-01|12.0",
            "|出口额|level|500000000000|元||2023-01-01|5000",
            "|出口额|level|560000000000|元||2024-01-01|5600",
        ],
    ),
    "aligned by spaces, scales in cells": (
        "各地进出口总额\n单位：亿元\n\n地区      2024年    同比（%）\n广东省    9112.3    9.8\n浙江省    1.4万    8.5\n",
        [
            "广东省|进出口总额|level|911230000000|元||2024-01-01|9112.3",
            "广东省|进出口总额|change|9.8|%|yoy|2024-01-01|9.8",
            "浙江省|进出口总额|level|1400000000000|元||2024-01-01|1.4万",
            "浙江省|进出口总额|change|8.5|%|yoy|2024-01-01|8.5",
        ],
    ),
    "tabs, no header above the row labels": (
        "\t2024年\t2025年上半年\n粮食产量（万吨）\t70650\t14974\n",
        [
            "|粮食产量|level|706500000|吨||2024-01-01|70650",
            "|粮食产量|level|149740000|吨||2025-01-01|14974",
        ],
    ),
    "bare years as rows, units of columns, numbering": (
        "| 序号 | 年份 | 发电量（亿千瓦时） |\n| 1 | 2023 | 94564 |\n| 2 | 2024 | 100869 |\n",
        [
            "|发电量|level|9456400000000|千瓦时||2023-01-01|94564",
            "|发电量|level|10086900000000|千瓦时||2024-01-01|100869",
        ],
    ),
    "a column of units, a spanning header, a cell of prose": (
        "| 指标 | 单位 | 2024年 | |\n| | | 总量 | 比上年增长（%） |\n| 常住人口 | 万人 | 140828 | -0.1 |\n"
        "| 备注 | | 初步核算，全年增长5%。 | |\n",
        [
            "|常住人口总量|level|1408280000|人||2024-01-01|140828",
            "|常住人口总量|change|-0.1|%|yoy|2024-01-01|-0.1",
            "||change|5|%||2025-01-01|5%",
        ],
    ),
    "places beside what they are of, the title's unit, a line of the whole city": (
        "# 青禾市各县（区）消费情况\n\n2024年各县（区）社会消费品零售总额\n单位：亿元、%\n\n"
        "| 县（区） | 总额 | 位次 | 增速 | 位次 |\n| 全市 | 400 | — | 5.0 | — |\n| 柳林县 | 90 | 2 | | |\n| 桃源区 | 310* | 1 | 6.1 | 1 |\n"
        "\n*为初步核算数。",
        [
            "青禾市|社会消费品零售总额|level|40000000000|元||2024-01-01|400",
            "青禾市|社会消费品零售总额|change|5.0|%||2024-01-01|5.0",
            "柳林县|社会消费品零售总额|level|9000000000|元||2024-01-01|90",
            "柳林县|社会消费品零售总额|rank|2|位||2024-01-01|2",
            "桃源区|社会消费品零售总额|level|31000000000|元||2024-01-01|310",
            "桃源区|社会消费品零售总额|rank|1|位||2024-01-01|1",
            "桃源区|社会消费品零售总额|change|6.1|%||2024-01-01|6.1",
            "桃源区|社会消费品零售总额增速|rank|1|位||2024-01-01|1",
        ],
    ),
    "places before the names": (
        "| 排名 | 企业 | 营业收入（亿元） |\n| 1 | 远航汽车公司 | 427.2 |\n| 2 | 长风电器公司 | 310 |\n",
        [
            "远航汽车公司|营业收入|rank|1|位|||1",
            "远航汽车公司|营业收入|level|42720000000|元|||427.2",
            "长风电器公司|营业收入|rank|2|位|||2",
            "长风电器公司|营业收入|level|31000000000|元|||310",
        ],
    ),
    "the later year first, a growth column is of it, two things with growth, what lines there are": (
        "分产业用电量\n\n| 产业 | 2025年 | 2024年 | 增长（%） |\n| 第二产业（万千瓦时） | 8 | 7 | 14.3 |\n\n分月情况\n\n"
        "| 月份 | 用电量（万千瓦时） | 同比（%） | 售电量（万千瓦时） | 同比（%） |\n| 2025年5月 | 8 | 3.3 | 6 | -1.0 |\n",
        [
            "|第二产业|level|80000|千瓦时||2025-01-01|8",
            "|第二产业|level|70000|千瓦时||2024-01-01|7",
            "|第二产业|change|14.3|%||2025-01-01|14.3",
            "|用电量|level|80000|千瓦时||2025-05-01|8",
            "|用电量|change|3.3|%|yoy|2025-05-01|3.3",
            "|售电量|level|60000|千瓦时||2025-05-01|6",
            "|售电量|change|-1.0|%|yoy|2025-05-01|-1.0",
        ],
    ),
    "prices for the unit of their line, growth without a direction": (
        "| 产品 | 单位 | 本期价格（元） | 比上年涨跌（元） | 涨跌幅（%） |\n| 玉米 | 吨 | 2300 | -46 | -2.0 |\n",
        [
            "|玉米本期价格|level|2300|元/吨|||2300",
            "|玉米本期价格|change|-46|元/吨|yoy||-46",
            "|玉米本期价格|change|-2.0|%|||-2.0",
        ],
    ),
    "ranks, shares, targets": (
        "| 企业 | 产量（万辆） | 占全国比重（%） | 2030年目标产量（万辆） |\n| 远航汽车公司 | 427.2 | 13.6 | 600 |\n",
        [
            "远航汽车公司|产量|level|4272000|辆|||427.2",
            "远航汽车公司|占全国比重|share|13.6|%|全国||13.6",
            "远航汽车公司|目标产量|level|6000000|辆||2030-01-01|600",
        ],
    ),
}


def shown(row: Row) -> str:
    cells = (row.subject, row.indicator, row.measure, row.value, row.unit, row.basis, row.period_start or "", row.text)
    return "|".join(map(str, cells))


@pytest.mark.parametrize("name", CASES)
def test_tables(name: str) -> None:
    text, expected = CASES[name]
    result = extract_article(Article("", text, published=dt.date(2025, 9, 20)))
    assert [shown(row) for row in result.rows] == expected
    assert {row.section for row in result.rows} == {"table"}
    assert all(text[row.start : row.end] == row.text for row in result.rows)


def test_parts_point_to_their_whole() -> None:
    text, _ = CASES["units of the title, growth of its column, parts"]
    rows = extract_article(Article("", text)).rows
    assert [row.part_of for row in rows] == ["", "", rows[0].row, ""]


def test_every_numeral_of_a_table_is_accounted_for() -> None:
    text = "阅读次数：8104\n\n| 序号 | 年份 | 产量（万吨） |\n| 1 | 2023 | 12 |\n| 2 | 2024 | 13 |\n"
    result = extract_article(Article("", text))
    assert [row.text for row in result.rows] == ["12", "13"]
    fates = [(m.text, m.type) for m in result.mentions if m.kind == "rejected" and m.text.isdigit()]
    assert fates == [("8104", "furniture"), ("1", "header"), ("2023", "header"), ("2", "header"), ("2024", "header")]


def test_lines_with_gaps_are_no_table() -> None:
    text = "甲市　张三　李四\n\n乙市出口3亿元　　丙市出口5亿元。\n\n全年增长5%。"
    assert {row.section for row in extract_article(Article("", text)).rows} <= {"body", "headline"}
