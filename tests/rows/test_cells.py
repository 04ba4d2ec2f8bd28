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
            "|常住人口|change|-0.1|%|yoy|2024-01-01|-0.1",
            "||change|5|%||2025-01-01|5%",
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
