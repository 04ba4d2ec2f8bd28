"""Mending: broken lines join, what interrupts them moves, and every character knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.script import simplified
from zhibiao.text import mend_text

PAGE = "片区出口额4.\n83亿元,构建“交易—结\n\n算”机制。相关负责\n\n\n某港码头\n\n张三 摄\n\n人说。\n\n下一节标题\n\n第二段。"


def sentences(original: str) -> list[tuple[str, str]]:
    text = mend_text(original)
    return [(s.kind, text.mended[s.start : s.end]) for s in text.sentences]


def test_newspaper_page() -> None:
    assert sentences(PAGE) == [
        ("body", "片区出口额4.83亿元,构建“交易—结算”机制。"),
        ("body", "相关负责人说。"),
        ("caption", "某港码头"),
        ("caption", "张三 摄"),
        ("headline", "下一节标题"),
        ("body", "第二段。"),
    ]


def test_closing_quote_belongs_to_the_sentence() -> None:
    assert [s for _, s in sentences("“好。”他说。")] == ["“好。”", "他说。"]


def test_offsets_point_into_the_original() -> None:
    text = mend_text(PAGE)
    at = text.mended.index("4.83亿元")
    start, end = text.original_span(at, at + len("4.83亿元"))
    assert PAGE[start:end] == "4.\n83亿元"


@given(st.text(alphabet=st.sampled_from("出口1.5亿元，。“”\n\r \u3000\u200b\ufeff摄张—abc#|;")))
def test_every_character_knows_its_place(original: str) -> None:
    text = mend_text(original)
    assert len(text.origin) == len(text.mended) + 1
    assert all(text.mended[i] == simplified(original)[text.origin[i]] for i in range(len(text.mended)))
    covered = {i for s in text.sentences for i in range(s.start, s.end)}
    assert all(c.isspace() for i, c in enumerate(text.mended) if i not in covered)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("本週二出口額達四千七百一十八億元", "本周二出口额达四千七百一十八亿元"),
        ("著名企業家", "著名企业家"),
        ("显著提高，乾隆年间", "显著提高，乾隆年间"),
        ("2024年出口额", "2024年出口额"),
    ],
)
def test_traditional_script_is_read_place_by_place(written: str, read: str) -> None:
    assert simplified(written) == read


@given(st.text())
def test_script_keeps_the_length(text: str) -> None:
    assert len(simplified(text)) == len(text)
