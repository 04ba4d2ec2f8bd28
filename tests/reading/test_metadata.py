"""Title, date, source, byline; a guessed date says that it is one."""

import datetime as dt
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading import read
from zhibiao.reading.metadata import byline_in, file_date, first_day, headline_in, source_in, url_date

BODY = ["青川市前三季度进出口总额达到1234亿元，同比增长5.6%，其中出口额为800亿元，占全部进出口总额的六成以上。"] * 3


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-11-16-港口.txt", dt.date(2025, 11, 16)),
        ("20251116.txt", dt.date(2025, 11, 16)),
        ("头版 2025年11月6日.docx", dt.date(2025, 11, 6)),
        ("2025_11_16 a.md", dt.date(2025, 11, 16)),
        ("2025-13-01.txt", None),
        ("2025-02-30.txt", None),
        ("1202511160.txt", None),
        ("2025-1116.txt", None),
    ],
)
def test_file_names(name: str, day: dt.date | None) -> None:
    assert file_date(name) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/2025-11/16/c_1.htm", dt.date(2025, 11, 16)),
        ("https://news.example/20251116/a.html", dt.date(2025, 11, 16)),
        ("https://gov.example/202511/t20251116_59.htm", dt.date(2025, 11, 16)),
        ("https://news.example/a/123456789.html", None),
    ],
)
def test_addresses(url: str, day: dt.date | None) -> None:
    assert url_date(url) == day


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("题\n■ 林知远 周牧\n正文", "林知远 周牧"),
        ("本报记者 林知远\n正文", "林知远"),
        ("题\n全媒体记者　林知远　周牧", "林知远 周牧"),
        ("作者：林知远", "林知远"),
        ("记者从港务局获悉，出口3亿元。", ""),
    ],
)
def test_bylines(head: str, names: str) -> None:
    assert byline_in(head) == names


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("新华社北京11月16日电（记者林知远）出口", "新华社"),
        ("来源：青川日报\n正文", "青川日报"),
        ("（来源：央视新闻）", "央视新闻"),
        ("港口吞吐量达3亿吨。", ""),
    ],
)
def test_sources(head: str, name: str) -> None:
    assert source_in(head) == name


def page(make: SimpleNamespace, folder: Path, head: str, name: str = "a.html") -> Article:
    pytest.importorskip("trafilatura")
    (folder / name).write_bytes(make.web_page(BODY, title="青川外贸", head=head))
    (article,) = read(folder / name)
    return article


@pytest.mark.parametrize(
    ("head", "day", "origin"),
    [
        ("<meta name='publishdate' content='2025-11-16'>", dt.date(2025, 11, 16), "metadata"),
        (
            "<meta property='article:published_time' content='2025-11-16T08:00:00+08:00'>",
            dt.date(2025, 11, 16),
            "metadata",
        ),
        ("<link rel='canonical' href='https://n.example/2025-11/16/c.htm'>", dt.date(2025, 11, 16), "url (guessed)"),
        ("", None, ""),
    ],
)
def test_dates_of_pages(head: str, day: dt.date | None, origin: str, tmp_path: Path, make: SimpleNamespace) -> None:
    article = page(make, tmp_path, head)
    if origin == "url (guessed)":  # a library may read it as the page's own; it is a guess either way
        assert "guessed" in article.published_from
    else:
        assert article.published_from == origin
    assert article.published == day
    assert article.title == "青川外贸"
    assert extract_article(article).anchor_source == (article.published_from or "stated" if day else "")


def test_field_mapping(tmp_path: Path) -> None:
    record = {
        "标题": "题",
        "发布日期": "2025年11月6日",
        "data": {"正文": "出口3亿元。"},
        "媒体": "青川日报",
        "作者": ["林知远", "周牧"],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(UnreadableArticle, match="--field content="):
        list(read(tmp_path / "a.jsonl"))
    (article,) = read(tmp_path / "a.jsonl", {"content": "data.正文"})
    assert (article.original, article.title, article.source, article.byline) == (
        "出口3亿元。",
        "题",
        "青川日报",
        "林知远 周牧",
    )
    assert article.published == dt.date(2025, 11, 6)
    (tmp_path / "zhibiao.toml").write_text('[fields]\ncontent = "data.正文"\n', encoding="utf-8")
    assert next(read(tmp_path)).original == "出口3亿元。"
    with pytest.raises(UnreadableArticle, match="no such field"):
        list(read(tmp_path, {"text": "x"}))


@pytest.mark.parametrize(
    ("data", "id", "text"),
    [
        ("出口3亿元。".encode(), "-", "出口3亿元。"),
        ('{"content": "出口3亿元。", "id": "x"}'.encode(), "x", "出口3亿元。"),
        (("<!DOCTYPE html><html><body><article><p>" + "".join(BODY)).encode(), "-", "".join(BODY)),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(
    data: bytes, id: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    if b"html" in data:
        pytest.importorskip("trafilatura")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (article,) = read("-")
    assert (article.id, article.original) == (id, text)


LONG = "青石市统计局昨日公布，前三季度全市进出口总额达1234.5亿元，同比增长6.2%。"


@pytest.mark.parametrize(
    ("text", "title", "day"),
    [
        (f"青石外贸稳中有进\n\n{LONG}", "青石外贸稳中有进", None),
        (f"青石外贸稳中有进\n2025年10月20日　来源：青石日报\n{LONG}", "青石外贸稳中有进", dt.date(2025, 10, 20)),
        (f"青石外贸稳中有进\n　　{LONG}", "青石外贸稳中有进", None),
        (f"青石外贸稳中有进\n{LONG}", "青石外贸稳中有进", None),  # much shorter than a line of the text
        (f"国际快讯（2025年12月3日）\n\n{LONG}", "国际快讯", dt.date(2025, 12, 3)),
        (f"青石港\n林知远 摄\n\n■ 周牧\n\n一座港的加减乘除\n\n{LONG}", "一座港的加减乘除", None),
        (f"2025-10-20 08:30\n青石外贸稳中有进\n\n{LONG}", "青石外贸稳中有进", dt.date(2025, 10, 20)),
        (LONG, "", None),
        ("今年以来青石市各地认真落实\n稳外贸政策措施，企业信心增\n强，前三季度进出口总额达1\n234.5亿元。", "", None),
        ("青石外贸稳中有进", "", None),  # nothing below it
        (f"2025年10月20日举行的会议\n\n{LONG}", "2025年10月20日举行的会议", None),
        (f"{LONG}\n2025年10月20日", "", dt.date(2025, 10, 20)),
        (f"青石外贸\n2025年13月40日\n{LONG}", "青石外贸", None),
    ],
)
def test_headlines_and_days_of_plain_texts(text: str, title: str, day: dt.date | None) -> None:
    assert (headline_in(text), first_day(text)) == (title, day)


def test_a_plain_text_says_who_and_when(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"青石外贸\n2025年10月20日　来源：青石日报　记者 林知远\n\n{LONG}", "utf-8")
    (article,) = read(tmp_path)
    assert (article.title, article.source, article.byline) == ("青石外贸", "青石日报", "林知远")
    assert (article.published, article.published_from) == (dt.date(2025, 10, 20), "first line")
    (row, *_) = extract_article(article).rows
    assert (row.source, row.byline, row.title) == ("青石日报", "林知远", "青石外贸")
