"""Reading: formats, encodings, and clear errors for bad files."""

import datetime as dt
import json
from pathlib import Path

import pytest

from zhibiao.model import UnreadableArticle
from zhibiao.reading import Failure, read, scan

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
    "date.json": (b'{"content": "x", "date": "soon"}', "not a date"),
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
