"""Headings with a comma or a colon in them, on a page whose lines are whole paragraphs."""

from __future__ import annotations

from zhibiao.layout import lines_of, with_subheadings

PARAGRAPH = "澄阳市今年前三季度出口额达3亿元，同比增长5%，其中对东盟出口1亿元，增长势头良好，带动全市就业稳步增加。"
HEADING = "二季度展望：指引低于预期，但需求依然向好"


def kinds(*lines: str, joined: str = "\n") -> list[str]:
    page = joined.join(lines)
    return [line.kind for line in with_subheadings(page, lines_of(page))]


def test_a_short_open_line_among_whole_paragraphs_is_a_headline() -> None:
    assert kinds(PARAGRAPH, HEADING, PARAGRAPH, PARAGRAPH) == ["text", "headline", "text", "text"]


def test_a_line_that_ends_as_sentences_do_is_text() -> None:
    assert kinds(PARAGRAPH, HEADING + "。", PARAGRAPH, PARAGRAPH) == ["text"] * 4


def test_in_narrow_columns_an_open_line_is_text() -> None:
    column = ["澄阳市前三季度，出口额达", "3亿元，比上年同期增长", "5%，其中对东盟出口额，", "达1亿元，增长势头良好。"]
    assert kinds(*column) == ["text"] * 4


def test_too_few_lines_tell_nothing() -> None:
    assert kinds(HEADING, PARAGRAPH) == ["text", "text"]


def test_a_line_nearly_as_long_as_the_paragraphs_is_text() -> None:
    short = "澄阳市出口额达3亿元，同比增长5%。"
    assert kinds(short, "海桥县的进口额，去年也达到2亿元", short, short) == ["text"] * 4
