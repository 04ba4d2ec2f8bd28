"""The public API, the table's types and the README's column reference."""

import datetime as dt
import pickle
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import spacy
from spacy.tokens import Doc, DocBin

import zhibiao
from zhibiao.model import Article, Row, UnreadableArticle
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


def test_texts_and_one_table_of_all() -> None:
    frame = zhibiao.to_frame(
        zhibiao.pipe([TEXT, Article("b", "进口5亿元。", source="甲市日报", url="https://a.test/b")])
    )
    assert tuple(frame.columns) == zhibiao.COLUMNS
    assert frame["article"].tolist() == ["1", "1", "b"]
    assert frame["source"].tolist() == ["", "", "甲市日报"]
    assert frame["url"].tolist()[-1] == "https://a.test/b"
    assert len(zhibiao.to_frame([])) == 0
    assert zhibiao.extract(TEXT, source="甲", byline="乙")[["source", "byline"]].values.tolist() == [["甲", "乙"]] * 2
    with pytest.raises(TypeError, match=r"pipe\(\[text\]\)"):
        zhibiao.pipe(TEXT)


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


TIMESTAMP = pd.Timestamp(2025, 9, 20, 8)


@pytest.mark.parametrize("day", ["2025-09-20", "2025年9月20日", TIMESTAMP, TIMESTAMP.to_pydatetime(), TIMESTAMP.date()])
def test_a_day_in_any_form(day: Any) -> None:
    assert zhibiao.extract(TEXT, published=day)["period_end"].tolist() == [dt.date(2025, 8, 31)] * 2
    assert zhibiao.periods("今年", anchor=day)[0].begin == dt.date(2025, 1, 1)
    assert zhibiao.extract("今年出口额达4718亿元。", published=pd.NaT)["period_end"].tolist() == [None]
    for ask in (lambda: zhibiao.extract(TEXT, published="soon"), lambda: zhibiao.periods(TEXT, "soon")):
        with pytest.raises(UnreadableArticle, match="is no date"):
            ask()


def test_spacy_docs_and_pipelines_travel(tmp_path: Path) -> None:
    """Between processes, into bytes, into a DocBin, by pickle, to disk: the same rows come back, decimals exact."""
    nlp, text = zhibiao.load(), "商务部介绍，" + TEXT
    doc = nlp(text)
    rows, mentions = doc._.indicators, doc._.mentions
    assert (rows[0].value, rows[0].period_end) == (Decimal(471800000000), None)
    assert len(mentions) > len(rows)
    nlp.to_disk(tmp_path / "nlp")
    docs = {
        "bytes": Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        "bin": next(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)),
        "pickle": pickle.loads(pickle.dumps(nlp))(text),
        "disk": spacy.load(tmp_path / "nlp")(text),
        "processes": next(nlp.pipe([text, text], n_process=2)),
    }
    for how, travelled in docs.items():
        assert (travelled._.indicators, travelled._.mentions) == (rows, mentions), how
        assert [s.text for s in travelled.ents] == ["商务部"], how


@pytest.mark.parametrize("processes", [1, 2])
def test_spacy_contexts_say_what_is_known(processes: int) -> None:
    known = [(TEXT, {"id": str(year), "published": f"{year}-09-20", "title": "题"}) for year in (2024, 2025)]
    docs = [doc for doc, _ in zhibiao.load().pipe(known, as_tuples=True, n_process=processes)]
    found = [(r.article, r.title, r.period_end) for doc in docs for r in doc._.indicators[:1]]
    assert found == [("2024", "题", dt.date(2024, 8, 31)), ("2025", "题", dt.date(2025, 8, 31))]


def test_spacy_components_leave_others_entities_alone() -> None:
    nlp = zhibiao.load()
    nlp.replace_pipe("zh_entities", "zh_entities")
    assert nlp("商务部介绍。").ents == ()
    nlp.replace_pipe("zh_indicators", "zh_indicators", config={"published": "2023-10-01"})
    assert nlp(TEXT)._.indicators[0].period_end == dt.date(2023, 8, 31)


def test_cells_are_harmless_and_exact() -> None:
    assert cell("=cmd()") == "'=cmd()"
    assert cell(Decimal("1E+11")) == "100000000000"
    assert cell(Decimal("-3.20")) == "-3.20"
    assert cell(None) == ""


def test_readme_lists_every_column() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    missing = [f.name for f in fields(Row) if f"| `{f.name}` | {f.metadata['description']} |" not in readme]
    assert not missing
