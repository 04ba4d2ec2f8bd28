"""Whom each sentence up to the last figure opens with may own it; what stands behind the last figure is never cut into words."""

from __future__ import annotations

import datetime as dt

import pytest

from zhibiao.page import Page
from zhibiao.rows.assemble import assemble
from zhibiao.spans.marks import mark
from zhibiao.text import mend_text

ANCHOR = dt.date(2025, 11, 10)
MET = "10月9日，市里举行发布会。"


@pytest.mark.parametrize(
    ("text", "read", "cells"),
    [
        (MET + "2025年，杭州市出口3亿元。", {0, 1}, ("杭州市", "2025-01-01")),  # own name, own year
        (MET + "杭州市出口3亿元。", {0, 1}, ("杭州市", "")),  # whether 10月9日 lasts is asked
        ("2024年9月天气很好。杭州市出口3亿元。", {0, 1}, ("杭州市", "2024-09-01")),  # a time that announces nothing
        ("2024年9月天气很好。杭州市8月出口3亿元。", {0, 1}, ("杭州市", "2024-08-01")),  # whose year is asked for
        ("杭州市去年很热。2025年出口3亿元。", {0, 1}, ("杭州市", "2025-01-01")),  # whose it is is asked
        ("宁波市很热。杭州市去年很热。2025年出口3亿元。", {0, 1, 2}, ("杭州市", "2025-01-01")),  # the nearest
        ("杭州市出口3亿元。宁波市很热。\n绍兴市去年很热。", {0}, ("杭州市", "")),  # nothing behind the last figure
    ],
)
def test_what_is_read(text: str, read: set[int], cells: tuple[str, str]) -> None:
    mended = mend_text(text)
    page = Page(text, mended.sentences, mark(text))
    [draft], _ = assemble(page, ANCHOR)
    assert (draft.subject, draft.period.begin.isoformat() if draft.period else "") == cells
    assert set(page.known_words) == read


def test_a_day_of_another_paragraph() -> None:
    """当天 is the day last mentioned, in a sentence that no figure has asked for until then."""
    text = "宁波市10月9日开会。杭州市2025年出口3亿元。\n当天，杭州市进口2亿元。"
    mended = mend_text(text)
    page = Page(text, mended.sentences, mark(text))
    drafts, _ = assemble(page, ANCHOR)
    assert [d.period.begin.isoformat() for d in drafts if d.period] == ["2025-01-01", "2025-10-09"]
