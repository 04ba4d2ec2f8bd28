"""The paste service without a socket: texts and files in, rows out; who is turned away; what its description says."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from zhibiao.model import COLUMNS
from zhibiao.web import extracting
from zhibiao.web.application import application
from zhibiao.web.extracting import Asked, Extractor
from zhibiao.web.openapi import description
from zhibiao.web.paste import Paste
from zhibiao.web.safety import OPEN, Gate

testclient = pytest.importorskip("starlette.testclient")
TEXT = "甲市今年1—8月出口额达4718亿元，同比增长16.7%。第3届论坛举行。"


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    extractor = Extractor()
    yield extractor
    extractor.close()


@pytest.fixture
def client(extractor: Extractor) -> Any:
    return testclient.TestClient(application(Paste(extractor=extractor).routes("/"), Gate()), "http://127.0.0.1")


def test_a_text(client: Any) -> None:
    told = client.post("/extract", json={"text": TEXT, "published": "2025-09-20", "source": "甲市日报"}).json()
    (article,) = told["articles"]
    assert [(r["value"], r["unit"], r["source"]) for r in article["rows"]] == [
        ("471800000000", "元", "甲市日报"),
        ("16.7", "%", "甲市日报"),
    ]
    assert article["rows"][0]["shown"] == ["4718亿元", "2025-01..08"]
    assert "".join(piece[0] for piece in article["pieces"]) == TEXT
    assert [n["reason"] for n in article["numerals"] if n["text"] == "第3届"] == ["ordinal"]
    assert client.post("/extract", content=TEXT.encode(), headers={"content-type": "text/plain"}).json()["articles"]


def test_csv(client: Any) -> None:
    answer = client.post("/extract?format=csv", json={"text": "=1+1市出口额下降-2.3亿元。"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert all(tuple(row) == COLUMNS for row in rows)
    assert "-2.3亿元" in [row["text"] for row in rows] or "2.3亿元" in [row["text"] for row in rows]
    assert all(row["sentence"].startswith("'=1+1") for row in rows)
    assert client.post("/extract", json={"text": TEXT}, headers={"accept": "text/csv"}).text.startswith("row,article,")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.txt", TEXT.encode("gb18030")), ("a.html", f"<html><body><article><h1>题</h1><p>{TEXT * 3}</p></article></body></html>".encode()), ("a.jsonl", (json.dumps({"content": TEXT}) + "\n").encode() * 2), ("noname", TEXT.encode())],
)  # fmt: skip
def test_a_file(name: str, data: bytes, client: Any) -> None:
    answer = client.post(f"/extract?name={name}", content=data, headers={"content-type": "application/octet-stream"})
    assert answer.status_code == 200, answer.text
    assert all(len(article["rows"]) >= 2 for article in answer.json()["articles"])


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"json": {"text": ""}}, 422), ({"json": {"text": " "}}, 422), ({"json": {}}, 400), ({"json": {"text": 5}}, 400), ({"json": {"text": TEXT, "more": ""}}, 400), ({"content": b"{", "headers": {"content-type": "application/json"}}, 400), ({"json": [TEXT]}, 400), ({"json": {"text": TEXT, "published": "soon"}}, 422), ({"content": b"%PDF-x", "params": {"name": "a.pdf"}}, 422), ({"content": b"PK\x03\x04", "params": {"name": "a.zip"}}, 422), ({"content": b"x", "params": {"name": "../../etc/passwd.exe"}}, 422)],
)  # fmt: skip
def test_what_cannot_be_read(asked: dict[str, Any], status: int, client: Any) -> None:
    for language in ("en", "zh"):
        answer = client.post(
            "/extract", **{**asked, "headers": {"accept-language": language, **asked.get("headers", {})}}
        )
        assert answer.status_code == status, answer.text
        said = answer.json()["error"]
        assert "Error" not in said
        assert bool(re.search("[\u4e00-\u9fff]", said)) == (language == "zh"), said


def test_who_is_turned_away(client: Any, extractor: Extractor) -> None:
    for headers in ({"host": "evil.test"}, {"origin": "http://evil.test"}, {"sec-fetch-site": "cross-site"}):
        assert client.post("/extract", json={"text": TEXT}, headers=headers).status_code == 403
    too_large = client.post("/extract", content=b"x" * (OPEN["/extract"] + 1))
    assert (too_large.status_code, too_large.json()["error"]) == (413, "refused: over 5 MB")
    guarded = testclient.TestClient(
        application(Paste(extractor=extractor).routes("/"), Gate("0.0.0.0", "secret")), "http://127.0.0.1"
    )
    assert guarded.post("/extract", json={"text": TEXT}).status_code == 403
    assert guarded.get("/").status_code == 403
    bearer = {"authorization": "Bearer secret"}
    assert guarded.post("/extract", json={"text": TEXT}, headers=bearer).status_code == 200


def test_what_takes_too_long_ends_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async def asked() -> None:
        slow = Extractor(seconds=1)
        try:
            with pytest.raises(extracting.TooMuch):
                await slow.extract(Asked(("甲市出口额达4718亿元，同比增长16.7%。" * 40_000).encode()))
            slow.seconds = 60
            assert await slow.extract(Asked(TEXT.encode()))
        finally:
            slow.close()

    with ThreadPoolExecutor(1) as pool:  # a browser of another test may hold a loop in this thread
        pool.submit(asyncio.run, asked()).result()


def test_the_page_in_both_languages(client: Any) -> None:
    english = client.get("/?lang=en").text
    chinese = client.get("/?lang=zh").text
    assert "Paste a text" in english
    assert "粘贴" in chinese
    assert client.get("/").headers["content-security-policy"].startswith("default-src 'none'")
    for name in ("paste.js", "paste.css", "look.css"):
        assert client.get(f"/static/{name}").status_code == 200


def test_the_description(client: Any) -> None:
    told = client.get("/openapi.json").json()
    assert told == json.loads(json.dumps(description()))
    assert set(told["components"]["schemas"]["Row"]["properties"]) == set(COLUMNS)
    (row,) = client.post("/extract", json={"text": "出口3亿元。"}).json()["articles"][0]["rows"]
    for name, schema in told["components"]["schemas"]["Row"]["properties"].items():
        kinds = {"string": str, "null": type(None), "integer": int, "number": float}
        wanted = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        assert isinstance(row[name], tuple(kinds[kind] for kind in wanted)), name
        assert row[name] in schema.get("enum", [row[name]]), name
    references = set(_references(told))
    assert references <= {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(told)


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
    for below in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _references(below)


def test_no_text_of_another_leaves_the_folder(client: Any, tmp_path: Path) -> None:
    """A name is a name: it is never opened."""
    (tmp_path / "secret.txt").write_text("出口9亿元。", "utf-8")
    answer = client.post(f"/extract?name={tmp_path}/secret.txt", content="进口1亿元。".encode())
    assert [r["text"] for r in answer.json()["articles"][0]["rows"]] == ["1亿元"]


def test_answers_are_in_one_language(client: Any) -> None:
    tags = "<p>出口3亿元。</p>".encode()
    for language, note, refusal in (("zh", "照字面读", "不是 json、csv"), ("en", "read as they stand", "none of json")):
        asked = {"accept-language": language}
        (article,) = client.post("/extract", content=tags, headers=asked).json()["articles"]
        (said,) = article["notes"]
        assert note in said
        assert said.isprintable()
        refused = client.post("/extract?format=xml", content=tags, headers=asked)
        assert (refused.status_code, refusal in refused.json()["error"]) == (422, True)
