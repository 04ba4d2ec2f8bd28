"""Reading: formats, encodings, and clear errors for bad files."""

import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import zhibiao
from zhibiao.extraction import extract_article
from zhibiao.model import UnreadableArticle
from zhibiao.reading import Failure, read, scan
from zhibiao.wording import say, spoken

RECORD = {"id": "a-1", "date": "2025-11-16", "title": "题", "content": "出口3亿元。"}


def test_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("出口3亿元。", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("出口3亿元。".encode("gb18030"))
    (tmp_path / "c.md").write_text("# 标题\n\n出口3亿元。", encoding="utf-8-sig")
    (tmp_path / "d.json").write_text(json.dumps(RECORD), encoding="utf-8")
    (tmp_path / "e.jsonl").write_text("\n".join(json.dumps({**RECORD, "id": n}) for n in ("x", "y")), encoding="utf-8")
    (tmp_path / "2025-10-01-f.txt").write_text("出口3亿元。", encoding="utf-16")
    articles = list(read(tmp_path))
    assert [a.id for a in articles] == ["2025-10-01-f.txt", "a.txt", "b.txt", "c.md", "a-1", "x", "y"]
    assert all("出口3亿元。" in a.original for a in articles)
    assert articles[0].published == dt.date(2025, 10, 1)
    assert articles[3].title == "标题"
    assert articles[4].published == dt.date(2025, 11, 16)


BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"\x00\x01\x02", "binary"),
    "bytes.txt": ("出口".encode() + b"\xff\xff", "neither UTF-8"),
    "broken.json": (b'{"content": ', "line 1"),
    "nothing.json": (b'{"title": "x"}', "content"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_named(tmp_path: Path, name: str) -> None:
    data, said = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("出口3亿元。", encoding="utf-8")
    failure, article = scan(tmp_path)
    assert isinstance(failure, Failure)
    assert name in failure.error
    assert said in failure.error
    assert "\n" not in failure.error
    assert not isinstance(article, Failure)


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("a.json", None, "stated; "),
        ("2025-11-02.json", dt.date(2025, 11, 2), "file name; "),
        ("n.json", None, "stated; "),
    ],
)
def test_an_unreadable_date_loses_the_date_alone(tmp_path: Path, name: str, day: dt.date | None, said: str) -> None:
    (tmp_path / name).write_text(json.dumps({"content": "2024年出口3亿元。", "date": "soon"}), encoding="utf-8")
    (article,) = read(tmp_path)
    assert article.published == day
    assert extract_article(article).anchor_source == said + say("date unreadable: {day!r}", day="soon")


def test_what_cannot_be_read_is_skipped_or_told_when_asked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(RECORD)}\n{{\n{json.dumps(RECORD)}\n", encoding="utf-8")
    told: list[Failure] = []
    assert (
        len(list(zhibiao.read(tmp_path, errors="skip"))) == len(list(zhibiao.read(tmp_path, errors=told.append))) == 2
    )
    assert ["a.jsonl" in failure.error for failure in told] == [True]
    with pytest.raises(UnreadableArticle):
        list(zhibiao.read(tmp_path))
    with pytest.raises(ValueError, match="maybe"):
        list(zhibiao.read(tmp_path, errors="maybe"))  # type: ignore[arg-type]


def test_half_a_line_loses_one_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        f'{json.dumps(RECORD)}\n{{"content": "半\n{json.dumps(RECORD)}\n', encoding="utf-8"
    )
    assert [isinstance(x, Failure) for x in scan(tmp_path)] == [False, True, False]


def test_missing_and_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnreadableArticle, match="no such"):
        list(read(tmp_path / "none"))
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(UnreadableArticle, match="unknown format"):
        list(read(tmp_path / "a.xyz"))


PLAIN = "青川港前三季度出口额达368.5亿元，同比增长5.2%。"
RECORDS = "\n".join(json.dumps({"id": f"r{k}", "content": PLAIN}, ensure_ascii=False) for k in range(3))
# name: (bytes, articles); each kind of file that an archive may hold, and two that were read in two goes
MEMBERS: dict[str, tuple[Callable[[SimpleNamespace], bytes], int]] = {
    "a.txt": (lambda _: PLAIN.encode("gb18030"), 1),
    "b.jsonl": (lambda _: RECORDS.encode(), 3),
    "c.ndjson": (lambda _: RECORDS.encode("utf-16"), 3),
    "long.jsonl": (lambda _: "\n".join([RECORDS] * 4000).encode(), 12_000),
    "d.json": (lambda _: json.dumps([{"id": "d", "content": PLAIN}]).encode(), 1),
    "e.csv": (lambda _: f"id,content\ne,{PLAIN}\n".encode(), 1),
    "f.html": (lambda make: make.web_page([PLAIN]), 1),
    "g.docx": (lambda make: make.word_file([PLAIN]), 1),
    "h.pdf": (lambda make: make.pdf_file([PLAIN]), 1),
    "i.parquet": (lambda make: make.parquet(), 2),
}


@pytest.mark.parametrize("name", MEMBERS)
@pytest.mark.parametrize("archive", ["a.zip", "a.tar.gz", "gz"])
def test_every_format_is_read_out_of_every_archive(
    name: str, archive: str, tmp_path: Path, make: SimpleNamespace
) -> None:
    for library in ("trafilatura", "docx", "pypdfium2", "reportlab", "pyarrow"):
        pytest.importorskip(library)
    maker, count = MEMBERS[name]
    data = maker(make)
    members = {"0.txt": PLAIN.encode(), name: data, "z.txt": PLAIN.encode()}  # what lies behind it is read, too
    packed = {"a.zip": make.zipped, "a.tar.gz": make.tarred, "gz": lambda _: gzip.compress(data)}[archive](members)
    (tmp_path / (f"{name}.gz" if archive == "gz" else archive)).write_bytes(packed)
    assert len(list(read(tmp_path))) == count + (0 if archive == "gz" else 2)


def test_of_two_columns_of_one_name_the_first_is_read_and_the_other_noted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("正文,标题,正文,正文\n出口3亿元,甲,出口4亿元,\n", "utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"content": "出口3亿元", "body": "出口4亿元"}), "utf-8")
    (tmp_path / "c.json").write_text(json.dumps({"content": "出口3亿元", "text": "出口3亿元", "body": " "}), "utf-8")
    found = list(read(tmp_path))
    assert [article.original for article in found] == ["出口3亿元"] * 3
    noted = [spoken("；".join(article.notes), "en") for article in found]
    assert noted == ["fields not used: 正文 (2)", "fields not used: body", ""]


@pytest.mark.parametrize("start", ["{\\rtf1\\ansi 出口3亿元}", "%PDF-1.4 出口3亿元"])
def test_a_text_that_is_none_is_refused(start: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(start, "utf-8")
    assert list(read(tmp_path / "a.txt", errors="skip")) == []
