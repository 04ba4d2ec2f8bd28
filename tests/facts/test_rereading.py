"""Cells that the words around a figure correct, and cells that stay."""

from typing import Any

import pytest

from zhibiao.facts.claims import Setting
from zhibiao.facts.rereading import claims_of, reread


def row(sentence: str, text: str, place: int = 0, **cells: Any) -> dict[str, str | None]:
    """A row of a change whose figure stands in a sentence."""
    given = {
        "row": f"r{place}", "measure": "change", "unit": "%", "dimension": "percent", "value": text.rstrip("%"), "basis": "yoy",
        "modality": "actual", "text": text, "sentence": sentence, "start": str(place), "period_text": "上半年",
        "period_start": "2023-01-01", "period_end": "2023-06-30", "subject": "甘肃", "indicator": "第三产业增加值",
        "indicator_std": "第三产业增加值",
    }  # fmt: skip
    return {**given, **cells}


OFFICE = {"subject": "", "attribution": "国家统计局", "indicator_std": "居民消费价格指数", "indicator": "CPI"}
READ = {
    # name: (row, cells after it was read again)
    "the nation's level": (
        row("上半年，甘肃GDP增速快于全国水平（5.5%）。", "5.5%"),
        {"subject": "中国", "indicator_std": "国内生产总值:增速", "period_text": "上半年"},
    ),
    "no difference from it": (row("甘肃GDP增速比全国平均水平高0.7个百分点。", "0.7", unit="百分点"), {"subject": "甘肃"}),
    "a difference in per cent": (row("甘肃人均收入高于全国平均水平5.5%。", "5.5%"), {"subject": "甘肃"}),
    "of what was said before": (
        row("上半年增长4.5%，高于全国平均水平（3.8%）。", "3.8%"),
        {"subject": "中国", "indicator_std": "第三产业增加值"},
    ),
    "the province's level": (
        row("南京上半年增长5.6%，比全省增速（6.6%）低1个百分点。", "6.6%", subject="南京"),
        {"subject": "江苏省", "indicator_std": "第三产业增加值"},
    ),
    "the province of a province": (row("甘肃增长5.6%，比全省增速（6.6%）低。", "6.6%"), {"subject": "甘肃"}),
    "who reports for the nation": (row("6月份CPI同比上涨6.4%。", "6.4%", **OFFICE), {"subject": "中国"}),
    "of a place": (row("6月份兰州CPI同比上涨6.4%。", "6.4%", **OFFICE), {"subject": ""}),
    "looked at by a reviewer": (
        row("甘肃GDP增速快于全国水平（5.5%）。", "5.5%", status="corrected"),
        {"subject": "甘肃", "indicator_std": "第三产业增加值"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_cells_are_read_again(name: str) -> None:
    given, wanted = READ[name]
    (found,) = reread([given], "")
    assert {cell: found[cell] for cell in wanted} == wanted


def test_what_the_clause_does_not_say_is_of_what_the_article_is_of() -> None:
    """11个省份增速超过全国水平5.5% in an article on the products of provinces."""
    rows = [row("甲地实现地区生产总值。", f"{n}%", n, indicator_std="地区生产总值") for n in (1, 2)]
    rows.append(row("上半年，11个省份增速超过全国水平5.5%。", "5.5%", 9, subject="四川", indicator_std=""))
    assert reread(rows, "")[2]["indicator_std"] == "国内生产总值"


def test_a_sentence_that_stands_twice_is_told_from_one_that_states_a_figure_twice() -> None:
    setting = Setting(1, "a", "2023-07-21", "d", "")
    again = claims_of([row("同比增长5.5%。", "5.5%", 3), row("同比增长5.5%。", "5.5%", 90)], setting)
    twice = claims_of(
        [row("甲增长5.5%，乙增长5.5%。", "5.5%", 3), row("甲增长5.5%，乙增长5.5%。", "5.5%", 12)], setting
    )
    assert len({claim.said for claim in again}) == 2
    assert len({claim.said for claim in twice}) == 1
