"""What an input may hold before it is read: streams, archives, packages and tables that never end or unpack to too much."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import subprocess
import sysconfig
import tarfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from zhibiao.model import Article
from zhibiao.reading import Failure, scan
from zhibiao.reading.records import Fields, article_of
from zhibiao.reading.sources import whole

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"
GOOD = "甲市出口额达3亿元。"


def read(tmp_path: Path, name: str, data: bytes) -> tuple[list[Article], list[str]]:
    """The articles and the failures of a file."""
    (tmp_path / name).write_bytes(data)
    found = list(scan(tmp_path / name))
    assert all("\n" not in item.error for item in found if isinstance(item, Failure))
    return [i for i in found if isinstance(i, Article)], [i.error for i in found if isinstance(i, Failure)]


# ------------------------------------------------------------------ Parquet


def parquet_file(columns: dict[str, Any], **options: Any) -> bytes:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


DAYS: dict[str, Callable[[Any], Any]] = {
    "day": lambda pa: pa.array([20000, 2**31 - 1, -(2**31)], pa.date32()),
    "day in milliseconds": lambda pa: pa.array([20000 * 86_400_000, 10**8 * 86_400_000, -(10**8) * 86_400_000], pa.date64()),
    "moment": lambda pa: pa.array([1_728_000_000_000_000, 2**62, -(2**62)], pa.timestamp("us")),
    "moment in a zone": lambda pa: pa.array([1_728_000_000_000, 2**60, -(2**60)], pa.timestamp("ms", tz="UTC")),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAYS)
def test_a_day_out_of_range_is_one_day_less(tmp_path: Path, kind: str) -> None:
    pa = pytest.importorskip("pyarrow")
    articles, failures = read(tmp_path, "a.parquet", parquet_file({"content": [GOOD] * 3, "date": DAYS[kind](pa)}))
    assert failures == []
    assert [a.published for a in articles] == [dt.date(2024, 10, 4), None, None]
    assert all("unreadable" in a.published_from for a in articles[1:])


def test_values_that_python_has_no_word_for(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    latin = pa.array([GOOD.encode(), b"\xe9\xe9\xe9", GOOD.encode()], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 3, latin.buffers())
    articles, failures = read(tmp_path, "a.parquet", parquet_file({"content": text}))
    assert ([a.original for a in articles], len(failures)) == ([GOOD] * 2, 1)
    zone = pa.array([1_728_000_000_000], pa.timestamp("ms", tz="Mars/Olympus"))
    articles, failures = read(tmp_path, "b.parquet", parquet_file({"content": [GOOD], "date": zone}))
    assert ([a.original for a in articles], failures) == ([GOOD], [])
    binary = pa.array([GOOD.encode("gb18030") * 4], pa.binary())
    articles, failures = read(tmp_path, "c.parquet", parquet_file({"content": binary}))
    assert ([a.original for a in articles], failures) == ([GOOD * 4], [])


def test_parquet_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pa = pytest.importorskip("pyarrow")
    monkeypatch.setattr("zhibiao.reading.collections.BOMB_SIZE", 1_000_000)
    often = pa.DictionaryArray.from_arrays(pa.array([0] * 5_000, pa.int32()), ["一" * 50_000])
    articles, (said,) = read(tmp_path, "often.parquet", parquet_file({"content": often}))
    assert "out of proportion" in said
    assert len(articles) < 1_000
    monkeypatch.setattr("zhibiao.reading.collections.MOST_RECORDS", 900)
    assert "1000 rows" in read(tmp_path, "rows.parquet", parquet_file({"content": [GOOD] * 1000}))[1][0]
    packed = parquet_file(
        {"content": ["0" * 3_000_000]}, compression="zstd", use_dictionary=False, write_statistics=False
    )
    assert "out of proportion" in read(tmp_path, "packed.parquet", packed)[1][0]


# ------------------------------------------------------------------ archives


def tar_of(*blocks: bytes) -> bytes:
    return gzip.compress(b"".join(blocks) + b"\0" * 1024)


def member(name: str = "a.txt", data: bytes = GOOD.encode(), size: int | None = None, **fields: Any) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = len(data) if size is None else size
    for field, value in fields.items():
        setattr(info, field, value)
    kind = tarfile.PAX_FORMAT if info.pax_headers else tarfile.GNU_FORMAT
    return info.tobuf(kind, "utf-8", "surrogateescape") + data + b"\0" * (-len(data) % 512)


LONG_NAME = member("././@LongLink", b"n" * 300, type=b"L")
TARS: dict[str, tuple[bytes, int]] = {
    "long names one after the other": (tar_of(*[LONG_NAME] * 3000, member()), 0),
    "long links": (tar_of(*[member("././@LongLink", b"n" * 300, type=b"K")] * 3000, member()), 0),
    "pax headers": (tar_of(*[member("x", b"12 path=abc\n", type=b"x")] * 3000, member()), 0),
    "global headers": (tar_of(member(), *[member("x", b"12 path=abc\n", type=b"g")] * 3000), 1),
    "a member of eight gigabytes": (tar_of(member(), member("b.txt", size=1 << 33)), 1),
    "a member of 10^30 bytes": (tar_of(member(), member("b.txt", pax_headers={"size": "9" * 30})), 1),
    "a damaged header": (tar_of(member(), b"b" * 512, member("c.txt")), 1),
    "half a header": (tar_of(member(), member("b.txt")[:300]), 1),
    "a damaged checksum": (tar_of(member(), member("b.txt").replace(b"b.txt", b"c.txt", 1), member("d.txt")), 1),
    "a negative size": (tar_of(member(), member("b.txt", pax_headers={"size": "-9"})), 1),
}


@pytest.mark.parametrize("name", TARS)
def test_headers_without_end(tmp_path: Path, name: str) -> None:
    data, readable = TARS[name]
    started = time.process_time()
    articles, failures = read(tmp_path, "a.tar.gz", data)
    assert len(articles) >= readable
    assert failures or name in ("pax headers", "global headers")
    assert time.process_time() - started < 5


# ------------------------------------------------------------------ office documents


def word(make: SimpleNamespace, body: str = "", **parts: bytes) -> bytes:
    import zipfile

    whole = make.word_file([GOOD])
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        found = {info.filename: packed.read(info) for info in packed.infolist()}
    document = found["word/document.xml"].decode().replace("<w:p>", body + "<w:p>", 1)
    more = {name.replace("__", "/").replace("_", ".", 1): data for name, data in parts.items()}
    return bytes(make.zipped({**found, "word/document.xml": document.encode(), **more}))


CELL = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{}'/></w:tcPr><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("body", [CELL.format("1000000000"), CELL.format("00002000"), CELL.replace("gridSpan", "gridAfter").format("9" * 400), CELL.replace("<w:gridSpan ", '<w:gridSpan\n  w:x = "1" ').format(5000)])  # fmt: skip
def test_cells_wider_than_a_table(tmp_path: Path, make: SimpleNamespace, body: str) -> None:
    pytest.importorskip("docx")
    articles, (said,) = read(tmp_path, "a.docx", word(make, body))
    assert "columns" in said
    assert articles == []
    assert read(tmp_path, "b.docx", word(make, CELL.format(3)))[1] == []


def test_documents_that_unpack_to_too_much(
    tmp_path: Path, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("docx")
    monkeypatch.setattr("zhibiao.reading.packages.LARGEST_XML", 1_000_000)
    assert "out of proportion" in read(tmp_path, "a.docx", word(make, word__x_xml=b" " * 2_000_000))[1][0]
    assert "out of proportion" in read(tmp_path, "b.docx", word(make, "<w:p/>" * 200_000))[1][0]
    monkeypatch.setattr("zhibiao.reading.packages.MOST_PARTS", 20)
    many = {f"word__media__p{k}_png": b"x" for k in range(30)}
    assert "parts" in read(tmp_path, "c.docx", word(make, **many))[1][0]


# ------------------------------------------------------------------ streams


@pytest.mark.parametrize(
    "words", [("extract", "-"), ("explain", "-"), ("add", "-", "--corpus", "corpus"), ("run", "-", "out")]
)
def test_a_pipe_without_end(
    command: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setattr("zhibiao.reading.scanning.LARGEST_DOCUMENT", 3_000_000)  # else 200 MB are poured
    with subprocess.Popen(["yes", "出口3亿元"], stdout=subprocess.PIPE) as pouring:
        done = command(*words, given=pouring.stdout, cwd=tmp_path)
        pouring.kill()
    assert done.returncode in (1, 2)
    assert "goes on beyond 3 MB" in done.stderr + "".join(f.read_text() for f in tmp_path.glob("out/articles.csv"))


def test_a_named_pipe_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhibiao.reading.scanning.LARGEST_DOCUMENT", 100_000)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def pour() -> None:
        try:
            with pipe.open("wb") as file:
                while True:
                    file.write(GOOD.encode() * 1000)
        except BrokenPipeError:
            pass

    threading.Thread(target=pour, daemon=True).start()
    with pytest.raises(Exception, match="goes on beyond"):
        list(scan(pipe))


# ------------------------------------------------------------------ names and records


@pytest.mark.parametrize(("one", "other"), [(b"\xff", b"\xfe"), (b"a\xc3", b"a\xc4"), (b"\xed\xa0\x80", b"\xed\xa0\x81"), ("甲".encode("gbk"), "乙".encode("gbk"))])  # fmt: skip
def test_names_in_bad_utf8_stay_two(tmp_path: Path, one: bytes, other: bytes) -> None:
    for name in (one, other):
        (tmp_path / os.fsdecode(name + b".txt")).write_text(GOOD, encoding="utf-8")
    ids = [item.id for item in scan(tmp_path)]
    assert len(set(ids)) == 2
    assert all(name == whole(name) for name in ids)
    packed = tar_of(*[member(os.fsdecode(name + b".txt")) for name in (one, other)])
    articles, _ = read(tmp_path, "packed.tar.gz", packed)
    assert len({a.id for a in articles}) == 2


def test_half_characters_of_a_record_are_written_out() -> None:
    record = json.loads('{"content": "出口3亿元", "id": "\\ud800", "source": "\\udfff", "author": ["\\ud83d", "甲"]}')
    article = article_of(record, Fields(), "a.json", "a.json")
    assert (article.id, article.source, article.byline) == ("\\ud800", "\\udfff", "\\ud83d 甲")
    other = article_of({**record, "id": "\ud801"}, Fields(), "a.json", "a.json")
    assert other.id != article.id


@pytest.mark.parametrize("name", ["date", "id", "source", "author"])
def test_a_field_nested_without_end(tmp_path: Path, name: str) -> None:
    deep = b"[" * 950 + b"]" * 950
    articles, failures = read(
        tmp_path, "a.jsonl", b'{"content": "' + GOOD.encode() + b'", "' + name.encode() + b'": ' + deep + b"}\n"
    )
    assert len(articles) + len(failures) == 1


# ------------------------------------------------------------------ patterns


@pytest.mark.parametrize("unit", ['<meta name="author" ', '<meta name="author" content="', 'name="author" ', "来源：<来源：>", "来源：<b>", "<meta 2025-", '"datePublished": ', "来源   ", "<time "])  # fmt: skip
def test_the_metadata_of_a_page_are_found_in_a_line_of_work(unit: str) -> None:
    """A megabyte of what the patterns begin with takes a second, not a day."""
    webpage = pytest.importorskip("zhibiao.reading.webpage")
    page = "<meta " + unit * (1_000_000 // len(unit))
    started = time.process_time()
    for pattern in (webpage.AUTHOR, webpage.SOURCE, webpage.XML_DECLARATION):
        pattern.search(page)
    webpage.origin_of(page, "2025-11-16")
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="author" content="林知远">', "林知远"),
        ("<meta charset=x><META class='a' NAME='author' lang=zh content='林知远 周牧'/>", "林知远 周牧"),
        ('<meta property="x" content="y"><meta name="author" content="a&amp;b">', "a&amp;b"),
        ('<meta name="authors" content="林知远">', None),
    ],
)
def test_authors(head: str, names: str | None) -> None:
    webpage = pytest.importorskip("zhibiao.reading.webpage")
    found = webpage.AUTHOR.search(head)
    assert (found and found[1]) == names


@pytest.mark.parametrize(
    "line", ["# " + " " * 200_000 + "b", "# a" + " " * 200_000 + "b", "#\n" * 100_000, "# a " * 50_000]
)
def test_a_heading_of_blanks(tmp_path: Path, line: str) -> None:
    started = time.process_time()
    read(tmp_path, "a.md", line.encode() + GOOD.encode())
    assert time.process_time() - started < 4


# ------------------------------------------------------------------ pages that never close their elements


@pytest.mark.parametrize("element", ["<div>", "<font color=red><b>", "<div><b>", "<span><p>", "<section><ul><li>"])
@pytest.mark.parametrize("count", [100, 254, 400])
def test_a_page_of_open_elements_is_read_to_its_end(tmp_path: Path, element: str, count: int) -> None:
    """The parser breaks off at 256 elements in one another, in silence."""
    pytest.importorskip("trafilatura")
    page = "<html><body><article>" + "".join(f"{element}青石市出口{k + 1000}亿元。\n" for k in range(count))
    (article,), failures = read(tmp_path, "a.html", page.encode())
    assert failures == []
    assert f"{count + 999}亿元" in article.original


@pytest.mark.parametrize("element", ["<div>", "<b><i>", "<table><tr><td>"])
def test_a_page_that_is_deeper_is_one_line(tmp_path: Path, element: str) -> None:
    pytest.importorskip("trafilatura")
    articles, (said,) = read(tmp_path, "a.html", f"<html><body>{(element + GOOD) * 5000}".encode())
    assert "elements in one another" in said
    assert articles == []
