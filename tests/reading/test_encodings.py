"""Encodings: mark, declaration, UTF-8, detection; what cannot be read names its offset."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.model import UnreadableArticle
from zhibiao.reading import decode
from zhibiao.reading import read as read_all
from zhibiao.reading.encodings import told
from zhibiao.wording import say

ROOT = Path(__file__).parents[2]

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


LONG = "青川港今年前三季度出口额达368.5亿元，同比增长5.2%。"


@pytest.mark.parametrize(
    ("declaration", "encoding", "text", "noted"),
    [
        ("gbk", "utf-8", LONG, "GB18030 → UTF-8"),
        ("gb2312", "utf-8", "港口", "GB18030 → UTF-8"),
        ("big5", "utf-8", LONG, "Big5 → UTF-8"),
        ("iso-8859-1", "utf-8", LONG, "ISO8859-1 → UTF-8"),
        ("windows-1252", "gbk", LONG, "CP1252 → GB18030"),
        ("us-ascii", "gbk", LONG, "ASCII → GB18030"),
        ("iso-8859-1", "big5", "青川港今年前三季度出口額達368.5億元。", "ISO8859-1 → Big5"),
        ("gbk", "utf-8", " " * 9000 + LONG, "GB18030 → UTF-8"),
        ("iso-8859-1", "big5", "a" * 9000 + "青川港今年前三季度出口額達368.5億元。", "ISO8859-1 → Big5"),
        ("utf-16", "utf-8", LONG, ""),
        ("iso-8859-1", "iso-8859-1", "Exports d'été: 368,5 millions à l'année, déjà +5,2 %", ""),
        ("gbk", "gbk", "联通", ""),
        ("gbk", "gbk", LONG, ""),
        ("windows-1252", "utf-8", "plain", ""),
    ],
)
def test_a_page_that_states_another_encoding(declaration: str, encoding: str, text: str, noted: str) -> None:
    page = f"<html><meta charset={declaration}><p>{text}</p>"
    read, notes = told(page.encode(encoding), "a.html", markup=True)
    assert read == page
    assert (say("encoding declared wrongly: {what}", what=noted) in notes) == bool(noted)


@pytest.mark.parametrize(
    "text",
    ["出口增长", "亿元，", "同比", "３６８亿元", "全市进出口", "港口货物吞吐量", "联通", "新增132家", "“十四五”期间"],
)
def test_short_texts_of_gb18030(text: str) -> None:
    assert told(text.encode("gbk"), "a.txt") == (text, (say("encoding guessed: {what}", what="GB18030"),))


@pytest.mark.parametrize(
    "text", ["出口增長", "億元，", "進出口總額", "貨物吞吐量", "新增132家", "「十四五」期間", "營業收入"]
)
def test_short_texts_of_big5(text: str) -> None:
    assert told(text.encode("big5"), "a.txt") == (text, (say("encoding guessed: {what}", what="Big5"),))


@pytest.mark.parametrize(
    ("data", "text", "guessed"),
    [
        ("出口3亿元".encode(), "出口3亿元", False),
        ("出口3亿元".encode("utf-8-sig"), "出口3亿元", False),
        ("出口3亿元".encode("utf-16"), "出口3亿元", False),
        ("export 3\n".encode("utf-16-le"), "export 3\n", True),
        (b"\x84\x31\x95\x33" + "出口".encode("gb18030"), "出口", False),
        ("Привет, мир".encode(), "Привет, мир", False),
        ("Ελλάδα".encode(), "Ελλάδα", False),
        ("café".encode(), "café", False),
        ("出口\0增长".encode(), "出口\0增长", False),
        ("出口额达\0增长百分之五".encode("gbk"), "出口额达\0增长百分之五", True),
    ],
)
def test_a_guess_says_so(data: bytes, text: str, guessed: bool) -> None:
    read, notes = told(data, "a.txt")
    assert (read, bool(notes)) == (text, guessed)


def test_a_declared_encoding_is_no_guess() -> None:
    page = "<meta charset=gbk><p>港口</p>"
    assert told(page.encode("gbk"), "a.html", markup=True) == (page, ())


@pytest.mark.parametrize(("length", "most"), [(4, 0.10), (8, 0.03)])
@pytest.mark.parametrize(("encoding", "script"), [("gbk", None), ("big5", "s2tw")])
def test_few_short_texts_are_misread(length: int, most: float, encoding: str, script: str | None) -> None:
    """Every stretch of so many characters of our own articles that holds a Chinese one."""
    opencc = pytest.importorskip("opencc")
    convert = opencc.OpenCC(script).convert if script else str
    texts = ["".join(convert(article.original).split()) for article in read_all(ROOT / "corpus")]
    cuts = {text[k : k + length] for text in texts for k in range(0, len(text) - length, 5)}
    data = {cut: written(cut, encoding) for cut in cuts if any("\u4e00" <= c <= "\u9fff" for c in cut)}
    wrong = [cut for cut, there in data.items() if there is not None and decode(there, "a.txt") != cut]
    assert len(data) > 200
    assert len(wrong) <= most * len(data)


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
