"""The public API, the table's types and the README's column reference."""

import datetime as dt
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import zhibiao
from zhibiao.model import Article, Row
from zhibiao.table import cell

TEXT = "甲市今年1—8月出口额达4718亿元，同比增长16.7%。"


def test_extract_gives_a_typed_frame() -> None:
    frame = zhibiao.extract(TEXT, published=dt.date(2025, 9, 20))
    assert tuple(frame.columns) == zhibiao.COLUMNS
    assert frame["value"].tolist() == [Decimal(471800000000), Decimal("16.7")]
    assert frame["period_end"].tolist() == [dt.date(2025, 8, 31)] * 2
    assert frame["start"].dtype == "int64"
    assert frame["measure"].astype(str).tolist() == ["level", "change"]
    assert len(zhibiao.extract("没有数字。")) == 0


def test_pipe_streams() -> None:
    results = zhibiao.pipe(Article(str(n), TEXT) for n in range(3))
    assert [len(r.rows) for r in results] == [2, 2, 2]


def test_row_ids_are_stable_and_distinct() -> None:
    first, second = (next(iter(zhibiao.pipe([Article(name, TEXT)]))) for name in "ab")
    assert [r.row for r in first.rows] == [r.row for r in second.rows]
    assert len({r.row for r in first.rows}) == 2


def test_plain_lists() -> None:
    (quantity, share) = zhibiao.quantities("达36亿元，增长5%")
    assert (quantity.value, quantity.unit, quantity.code, quantity.dimension) == (
        Decimal(3600000000),
        "元",
        "CNY",
        "money",
    )
    assert share.code == "%"
    (period,) = zhibiao.periods("前三季度", anchor=dt.date(2025, 11, 16))
    assert (period.begin, period.finish) == (dt.date(2025, 1, 1), dt.date(2025, 9, 30))
    assert [(e.text, e.type) for e in zhibiao.entities("商务部介绍")] == [("商务部", "ORG")]


def test_spacy_pipeline() -> None:
    nlp = zhibiao.load()
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [s.text for s in doc.spans["quantities"]] == ["4718亿元", "16.7%"]
    assert [r.text for r in doc._.indicators] == ["4718亿元", "16.7%"]
    assert {"zh_quantities", "zh_times", "zh_entities", "zh_indicators"} <= set(nlp.pipe_names)


def test_cells_are_harmless_and_exact() -> None:
    assert cell("=cmd()") == "'=cmd()"
    assert cell(Decimal("1E+11")) == "100000000000"
    assert cell(Decimal("-3.20")) == "-3.20"
    assert cell(None) == ""


def test_readme_lists_every_column() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    missing = [f.name for f in fields(Row) if f"| `{f.name}` | {f.metadata['description']} |" not in readme]
    assert not missing
