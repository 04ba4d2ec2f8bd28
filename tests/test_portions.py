"""A huge article is read in portions that together are the article."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from zhibiao import extraction
from zhibiao.extraction import extract_article, extract_portions
from zhibiao.model import Article, Result, Text
from zhibiao.portions import portions_of
from zhibiao.store import record_of, record_of_portions
from zhibiao.store.packing import rows_of, unpacked
from zhibiao.text import mend_text

TABLE = "表1 主要指标（单位：亿元）\n\n| 指标 | 2024年 |\n|---|---|\n" + "| 出口 | 3.5 |\n" * 30
TABBED = "表1 主要指标（单位：亿元）\n\n指标\t2024年\n" + "出口\t3.5\n" * 30
PARAGRAPH = "2024年，青川市出口额达3.5亿元，\n同比增长6%。其中，机电产品1.2亿元。\n\n"
TEXTS = {
    "paragraphs": PARAGRAPH * 40,
    "one paragraph": PARAGRAPH.replace("\n", "") * 40,
    "no punctuation": "青川市出口额达三亿元" * 300,
    "tables": (PARAGRAPH * 3 + TABLE + "\n") * 6,
    "one table": TABLE * 5,
    "white space": " \n" * 2000,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("longest", [50, 300, 10_000])
def test_together_they_are_the_text(name: str, longest: int) -> None:
    whole = mend_text(TEXTS[name])
    portions = list(portions_of(whole, longest))
    assert "".join(p.mended[p.repeated :] for p in portions) == whole.mended
    own = [o for p in portions for o in p.origin[p.repeated : len(p.mended)]]
    assert own == list(whole.origin[: len(whole.mended)])
    assert said(portions) == said([whole])


def said(portions: list[Text]) -> list[tuple[str, int, str]]:
    own = [(p, s) for p in portions for s in p.sentences if s.start >= p.repeated]
    return [(p.mended[s.start : s.end], s.paragraph, s.kind) for p, s in own]


def test_they_are_cut_between_paragraphs_where_they_can() -> None:
    portions = list(portions_of(mend_text(TEXTS["paragraphs"]), 300))
    assert len(portions) > 5
    assert all(a.sentences[-1].paragraph != b.sentences[0].paragraph for a, b in pairwise(portions))


@pytest.fixture
def article(monkeypatch: pytest.MonkeyPatch) -> Article:
    """One that is longer than a portion; the latest date stands at its end."""
    monkeypatch.setattr(extraction, "LONGEST", 200)
    return Article("a", PARAGRAPH * 20 + "截至2025年3月5日，今年新增企业4家。", "青川要闻")


def test_rows_and_mentions_are_those_of_the_article(article: Article) -> None:
    result = extract_article(article)
    assert (result.anchor, result.anchor_source) == (dt.date(2025, 3, 5), "stated")
    assert [r.text for r in result.rows] == ["3.5亿元", "6%", "1.2亿元"] * 20 + ["4家"]
    assert all(article.original[r.start : r.end] == r.text for r in result.rows)
    assert len({r.row for r in result.rows}) == 61
    parts = [r for r in result.rows if r.part_of]
    assert len(parts) == 20
    assert {m.row for m in result.mentions if m.row} == {r.row for r in result.rows}
    assert [m.start for m in result.mentions] == sorted(m.start for m in result.mentions)
    assert (result.rows[0].subject, result.rows[-1].period_start) == ("青川市", dt.date(2025, 1, 1))


def test_its_record_is_that_of_the_whole(article: Article) -> None:
    results = list(extract_portions(article))
    assert len(results) > 3
    streamed = record_of_portions(iter(results), "a", 0)
    whole: Result = extract_article(article)
    at_once = record_of(whole, "a", 0)
    assert list(rows_of(streamed)) == list(rows_of(at_once))
    assert unpacked(streamed.mentions) == unpacked(at_once.mentions)
    assert streamed.count == at_once.count == len(whole.rows)


@pytest.mark.parametrize("table", [TABLE, TABLE.replace("|---|---|\n", ""), TABBED])
def test_a_long_table_is_read_under_its_header(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("a", PARAGRAPH + table + "\n" + PARAGRAPH)
    whole = extract_article(article)
    monkeypatch.setattr(extraction, "LONGEST", 150)
    assert sum(1 for _ in extract_portions(article)) > 2
    parts = extract_article(article)
    # How sure a row is depends on how often names stand in its portion.
    assert [replace(r, confidence=0) for r in parts.rows] == [replace(r, confidence=0) for r in whole.rows]
    assert len([r for r in parts.rows if r.section == "table"]) == 30
    assert parts.mentions == whole.mentions
