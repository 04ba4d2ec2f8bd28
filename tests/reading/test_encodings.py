"""Encodings: mark, declaration, UTF-8, detection; what cannot be read names its offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.model import UnreadableArticle
from zhibiao.reading import decode

SIMPLIFIED = "今年前八个月，全市进出口总额达到四千余亿元，同比增长一成多。"
TRADITIONAL = "今年前八個月，全市進出口總額達到四千餘億元，同比增長一成多。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-32"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
        ("1—8月 export: 3亿元\n", "utf-16-le"),
        ("1—8月 export: 3亿元\n", "utf-16-be"),
        ("镕㸆𠮷3家", "gb18030"),
    ],
)
def test_told_without_being_said(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset=gb2312>", "gbk"),
        ("<meta content='text/html; charset=big5'>", "big5"),
        ('<?xml encoding="gbk"?>', "gbk"),
    ],
)
def test_a_page_declares_its_encoding(declaration: str, encoding: str) -> None:
    text = f"<html>{declaration}<p>港口</p>"
    assert decode(text.encode(encoding), "a.html", markup=True) == text


def test_a_wrong_declaration_names_the_byte() -> None:
    data = b"<meta charset=gb2312>" + "港口".encode() + b"\xff"
    with pytest.raises(UnreadableArticle, match="byte 27"):
        decode(data, "a.html", markup=True)


@given(st.binary(max_size=60))
def test_no_character_is_made_up(data: bytes) -> None:
    """Whatever is read is written again in one of the encodings; a replacement character is never put in."""
    try:
        text = decode(data, "a.txt")
    except UnreadableArticle:
        return
    encodings = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    assert any(written(text, e) in (data, data[2:], data[3:], data[4:]) for e in encodings)


def written(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None
