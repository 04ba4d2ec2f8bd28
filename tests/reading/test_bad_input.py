"""Bad input of every kind: one clear line each, the rest goes on, nothing is written outside the target."""

import csv
import gzip
import json
import random
import struct
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest

from zhibiao.model import Article
from zhibiao.reading import Failure, scan
from zhibiao.reading.sources import LARGEST_TEXT

GOOD = "甲市出口额达3亿元。"


def locked_zip(make: SimpleNamespace) -> bytes:
    """A zip whose member says that it is encrypted (bit 0 of its flags, in both headers)."""
    data = bytearray(make.zipped({"a.txt": GOOD.encode()}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature) + at
        data[place : place + 2] = struct.pack("<H", struct.unpack_from("<H", data, place)[0] | 1)
    return bytes(data)


def truncated_tar(make: SimpleNamespace) -> bytes:
    noise = random.Random(0).randbytes(60_000)  # packs to itself, so that the cut falls inside it
    whole = make.tarred({"a.txt": GOOD.encode(), "b.bin": noise, "c.txt": GOOD.encode()})
    return whole[: len(whole) // 2]


# Name of the file: its bytes, what the line says, how many articles are read all the same.
BAD: dict[str, tuple[Callable[[SimpleNamespace], bytes], str, int]] = {
    "empty.txt": (lambda make: b"", "empty", 0),
    "blank.txt": (lambda make: b" \n\n ", "empty", 0),
    "binary.txt": (lambda make: bytes(range(256)) * 8, "binary", 0),
    "pdf.txt": (lambda make: b"%PDF-1.7\n%....", "holds .pdf", 0),
    "bytes.txt": (lambda make: "出口".encode() + b"\xff\xff", "byte 6", 0),
    "utf16.txt": (lambda make: "\ufeff出口".encode("utf-16-le") + b"\x00\xd8", "byte 6", 0),
    "half.json": (lambda make: b'{"content": "', "line 1", 0),
    "deep.json": (lambda make: b"[" * 200_000, "no valid JSON", 0),
    "surrogate.json": (lambda make: b'{"content": "\\ud83d 3"}', "half a surrogate", 0),
    "columns.csv": (lambda make: b"a,b\n1,2\n3,4\n", "no column holds the text", 0),
    "quotes.csv": (lambda make: b'content,b\n"x"y,2\n', "no valid CSV", 0),
    "no.parquet": (lambda make: b"PAR1....PAR1", "Parquet", 0),
    "old.doc": (lambda make: b"\xd0\xcf\x11\xe0", "save it as .docx", 0),
    "no.docx": (lambda make: make.zipped({"a.xml": b"<a/>"}), "DOCX", 0),
    "locked.docx": (lambda make: b"\xd0\xcf\x11\xe0....", "encrypted", 0),
    "scripts.html": (lambda make: b"<html><script>alert('3')</script><p onclick='x()'></p></html>", "no article text", 0),
    "no.pdf": (lambda make: b"%PDF-1.7 nothing", "damaged PDF", 0),
    "locked.pdf": (lambda make: make.pdf_file([GOOD], encrypt="secret"), "encrypted", 0),
    "scan.pdf": (lambda make: make.pdf_file([], drawing=True), "run OCR", 0),
    "no.zip": (lambda make: b"PK\x03\x04....", "damaged archive", 0),
    "locked.zip": (lambda make: locked_zip(make), "encrypted", 0),
    "nested.zip": (lambda make: make.zipped({"in.zip": b"x", "a.txt": GOOD.encode()}), "archive inside", 1),
    "traversal.zip": (lambda make: make.zipped({"../../out.txt": b"x", "a.txt": GOOD.encode()}), "leads out", 1),
    "traversal.tar.gz": (lambda make: make.tarred({"/etc/out.txt": b"x", "a.txt": GOOD.encode()}), "leads out", 1),
    "bomb.zip": (lambda make: make.zipped({"b.txt": b"0" * 60_000_000, "c.txt": GOOD.encode()}), "MB; skipped", 1),
    "bomb.txt.gz": (lambda make: gzip.compress(b"0" * 60_000_000), "bomb", 0),
    "bomb.tar.gz": (lambda make: make.tarred({"b.bin": b"0" * 60_000_000, "c.txt": GOOD.encode()}), "bomb", 0),
    "short.tar.gz": (lambda make: truncated_tar(make), "damaged archive", 1),
    "short.txt.gz": (lambda make: gzip.compress(GOOD.encode() * 50)[:-20], "damaged archive", 0),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_clear_line(name: str, tmp_path: Path, make: SimpleNamespace) -> None:
    maker, said, readable = BAD[name]
    for suffix, library in (
        (".pdf", "pypdfium2"),
        (".docx", "docx"),
        (".html", "trafilatura"),
        (".parquet", "pyarrow"),
    ):
        if name.endswith(suffix):
            pytest.importorskip(library)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / name).write_bytes(maker(make))
    found = list(scan(corpus))
    (failure,) = [item for item in found if isinstance(item, Failure)]
    assert said in failure.error
    assert name in failure.error
    assert "\n" not in failure.error
    assert len(found) == 1 + readable
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()] == [f"corpus/{name}"]


def test_a_line_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(200_000_000)
    (failure,) = scan(tmp_path)
    assert isinstance(failure, Failure)
    assert "too large" in failure.error


def test_long_and_half_lines_of_many(tmp_path: Path) -> None:
    lines = [json.dumps({"content": GOOD, "id": f"n{i}"}, ensure_ascii=False).encode() for i in range(10_000)]
    lines[5_000] = lines[5_000][:20]
    lines[6_000] = b'{"content": "' + b"a" * LARGEST_TEXT + b'"}'
    lines[7_000] = b'{"content": "\xff\xfe"}'
    (tmp_path / "many.jsonl").write_bytes(b"\n".join(lines))
    found = list(scan(tmp_path))
    assert len(found) == 10_000
    failures = {k: item.error for k, item in enumerate(found) if isinstance(item, Failure)}
    assert {
        k: said in failures[k] for k, said in ((5_000, "line 5001"), (6_000, "40 MB"), (7_000, "byte 13"))
    } == dict.fromkeys(failures, True)


def test_half_a_parquet_file(tmp_path: Path) -> None:
    pandas, _ = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    file = tmp_path / "a.parquet"
    pandas.DataFrame({"正文": [GOOD, ""], "日期": ["2025-11-16", None]}).to_parquet(file)
    article, failure = scan(file)
    assert isinstance(article, Article)
    assert (article.original, str(article.published)) == (GOOD, "2025-11-16")
    assert isinstance(failure, Failure)
    file.write_bytes(file.read_bytes()[:-50])
    (failure,) = scan(file)
    assert isinstance(failure, Failure)


@pytest.mark.parametrize("name", ["trafilatura", "cssselect"])
def test_a_missing_library_names_its_extra(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: SimpleNamespace
) -> None:
    monkeypatch.setitem(__import__("sys").modules, name, None)
    (tmp_path / "a.html").write_bytes(make.web_page([GOOD]))
    (failure,) = scan(tmp_path)
    assert isinstance(failure, Failure)
    assert "pip install 'zhibiao[html]'" in failure.error


def test_the_batch_counts_failures_and_goes_on(
    command: Callable[..., CompletedProcess[str]], tmp_path: Path, make: SimpleNamespace
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.zip").write_bytes(BAD["traversal.zip"][0](make))
    (corpus / "b.txt").write_bytes(b"")
    (corpus / "c.txt").write_text(GOOD, encoding="utf-8")
    done = command("run", corpus, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "2" in done.stdout
    articles = list(csv.DictReader((tmp_path / "out/articles.csv").open(encoding="utf-8")))
    assert sorted(a["status"] for a in articles) == ["error", "error", "ok", "ok"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corpus", "out"]


@pytest.mark.parametrize("name", ["a.tar", "news.tar.bz2", "b.txz", "c.zst", "d.odt", "e.rar", "f.pptx", "g.mhtml"])
def test_formats_that_hold_articles_are_not_passed_over(name: str, tmp_path: Path) -> None:
    """Beside an article that is read: one line for each, with what to save it as."""
    (tmp_path / name).write_bytes(b"\x00\x01")
    (tmp_path / "z.txt").write_text("甲市出口额达3亿元。", encoding="utf-8")
    failure, article = scan(tmp_path)
    assert isinstance(failure, Failure)
    assert "is not read; save it as ." in failure.error
    assert isinstance(article, Article)
