"""Texts and days at the edges of what a calendar, an encoding or a line of work can hold: no exception, no square."""

from __future__ import annotations

import datetime as dt

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.script import simplified
from zhibiao.segmenter import Engine, Jieba, Rust
from zhibiao.words import cutter, fast

FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "新华社1月88日电2021年出口3亿元",
        "本报讯2月30日2021年产量3吨",
        "中新社广州13月5日电，2020年增长5%",
        "新华社0月0日电 2021年5月进口2亿元",
        "某某新闻客户端99月99日消息，2024年签约3个项目",
    ],
)
def test_a_dateline_that_is_no_day(text: str) -> None:
    result = extract_article(Article("a", text))
    assert len(result.rows) == 1
    assert result.anchor_source in ("stated", "")


@pytest.mark.parametrize("published", [FIRST, dt.date(1, 12, 31), dt.date(9999, 1, 1), LAST])
@pytest.mark.parametrize(
    "text",
    [
        "出口3亿元，同比增长5%，环比下降1%。去年同期2亿元。",
        "上月进口3亿元，今年以来增长5%，下周、明日、次日各到2艘。",
        "近5年增长3%，未来10年达9亿元，十年来新增3万人。",
        "春节假期收入3亿元，下半年、第四季度、前10个月分别增长1%、2%、3%。",
    ],
)
def test_days_at_the_ends_of_the_calendar(published: dt.date, text: str) -> None:
    assert extract_article(Article("a", text, text, published)).rows


@pytest.mark.parametrize(
    "text", ["9999年12月出口3亿元，次年增长5%", "10000年出口3亿元", "0001年产量5吨，上年4吨", "近99999年来增长3%"]
)
def test_years_beyond_the_calendar(text: str) -> None:
    for published in (None, FIRST, LAST):
        list(extract_article(Article("a", text, "", published)).mentions)


@pytest.mark.parametrize(
    "text",
    [
        "万亿²²",
        "菌落10⁹⁹个",
        "出口100⁹⁹亿元",
        "千万亿⁹吨",
        "10⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹个",
        "万亿⁻²²元",
        "增长10^99倍",
        "3×10^99个",
        "10⁻⁹⁹克",
        "0⁻⁵克",
    ],
)
def test_powers_beyond_all_bounds(text: str) -> None:
    result = extract_article(Article("a", text))
    for row in result.rows:
        assert row.value is not None
        assert abs(row.value.adjusted()) <= 60
    assert all(text[m.start : m.end] == m.text for m in result.mentions)


@pytest.mark.parametrize("odd", ["\ud800", "\ud83d\ud83d", "\x00", "\x16", "\ufffe"])
def test_characters_that_are_none(odd: str) -> None:
    text = f"甲市{odd}出口3亿元，{odd}同比增长5%{odd}"
    result = extract_article(Article(odd, text, odd))
    for span in (*result.rows, *result.mentions):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("odd", ["\ud800", "\x00", "\x00\ud83d", "\x00\x00"])
@pytest.mark.parametrize("text", ["青川市出口3億元，同比增長5%", "上{}個月進口2萬噸{}", "{}全縣有3個鎮"])
def test_traditional_text_around_characters_that_are_none(odd: str, text: str) -> None:
    """Every character keeps its place, whatever OpenCC and the segmenters cannot take."""
    text = text.replace("{}", odd) + odd + "，" + text.replace("{}", odd)
    assert len(simplified(text)) == len(text)
    assert "億" not in simplified(text)
    assert "萬" not in simplified(text)
    result = extract_article(Article("a", text))
    assert result.rows
    for span in (*result.rows, *result.mentions):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("text", ["甲\ud800乙市", "\udfff\udfff", "青川市\ud83d出口额\udc80增长", "增长"])
def test_every_engine_cuts_half_characters(text: str) -> None:
    words = cutter()
    words.dictionary.read(text)
    engines: list[Engine] = [Jieba(words.dictionary)]
    if fast():
        engines.append(Rust(words.dictionary))
    for engine in engines:
        assert "".join(engine.cut(text)) == text
