"""A database that another program has locked, and requests that no page of ours sends: an answer at once, with our headers."""

from __future__ import annotations

import asyncio
import http.client
import json
import sqlite3
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from zhibiao.review.counter import Counter
from zhibiao.review.desk import Desk
from zhibiao.review.server import application
from zhibiao.store import Store, StoreLocked
from zhibiao.web.safety import Gate, length_of, netloc_of

from .conftest import fill, serving

pytest.importorskip("starlette.testclient")
WHEN = "2025-11-24T09:00:00+08:00"


class locked:  # noqa: N801 - used as a context
    """Another program holds the database: `EXCLUSIVE` of one that is not in WAL mode locks readers out, too."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "zhibiao.sqlite", isolation_level=None)

    def __enter__(self) -> None:
        self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.execute("BEGIN EXCLUSIVE")

    def __exit__(self, *_: object) -> None:
        self.connection.execute("COMMIT")
        self.connection.close()


def answers(folder: Path, asked: list[tuple[str, str, object]], hold: float = 0) -> list[tuple[int, str, float]]:
    """Status, text and seconds of requests that come in at the same time; the database is locked meanwhile."""
    import httpx

    app = application(folder, Gate(csrf="ours"), lambda: WHEN, "李")

    async def asking() -> list[tuple[int, str, float]]:
        async with app.router.lifespan_context(app):
            app.state.counter.patience, app.state.counter.turn = 0.5, 1.0
            transport = httpx.ASGITransport(app)
            chinese = {"accept-language": "zh"}
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers=chinese) as client:

                async def one(method: str, path: str, body: object) -> tuple[int, str, float]:
                    started = time.monotonic()
                    headers = {"x-zhibiao-csrf": "ours"}
                    told = (
                        await client.request(method, path, json=body, headers=headers)
                        if body is not None
                        else await client.request(method, path)
                    )
                    assert "default-src 'none'" in told.headers["content-security-policy"]
                    return told.status_code, told.text, time.monotonic() - started

                with locked(folder):
                    return list(await asyncio.gather(*(one(*request) for request in asked)))

    return beside(asking())


def beside(asking: Coroutine[Any, Any, list[Any]]) -> list[Any]:
    """What a coroutine answers, run in a thread of its own: a browser of another test may hold a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asking).result()


@pytest.mark.parametrize("path", ["/overview", "/api/rows", "/api/history/x", "/api/articles/1"])
def test_a_locked_database_is_a_page_that_says_so(folder: Path, path: str) -> None:
    pytest.importorskip("httpx")
    (locked_out, page) = answers(folder, [("GET", path, None), ("GET", "/static/app.js", None)])
    assert locked_out[0] == 503
    assert "另一个程序正在写" in locked_out[1].encode().decode("unicode_escape" if "\\u" in locked_out[1] else "utf-8")
    assert locked_out[2] < 4
    assert page[0] == 200


def test_the_others_do_not_wait(folder: Path) -> None:
    """Ten requests wait for the database; the page's own files come meanwhile, and nothing is done of what was refused."""
    pytest.importorskip("httpx")
    with Store.open(folder) as store:
        key = next(iter(store.articles())).key
        row = store.rows(key)[0].row
    decide = {"key": key, "row": row, "kind": "accepted", "who": "李"}
    asked = (
        [("POST", "/api/decide", decide)] * 5
        + [("GET", "/api/rows", None)] * 5
        + [("GET", "/", None), ("GET", "/static/app.js", None)]
    )
    found = answers(folder, asked)
    assert [status for status, *_ in found] == [503] * 10 + [200, 200]
    assert max(seconds for *_, seconds in found[-2:]) < 1
    assert max(seconds for *_, seconds in found) < 8
    time.sleep(0.5)
    with Store.open(folder) as store:
        assert store.history() == []


def test_a_desk_that_could_not_be_read_is_not_empty(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        real = store.reviewed

        def failing(key: int) -> object:
            raise StoreLocked("locked")

        monkeypatch.setattr(store, "reviewed", failing)
        for _ in range(2):
            with pytest.raises(StoreLocked):
                desk.listing()
        monkeypatch.setattr(store, "reviewed", real)
        assert len(desk.listing()["rows"]) > 3
        key, sheet = next(iter(desk.sheets.items()))
        monkeypatch.setattr(desk, "read", failing)
        with pytest.raises(StoreLocked):
            desk.decide(key, sheet.rows[0].row, "accepted", {}, "", "李")
        monkeypatch.undo()
        assert desk.row(key, sheet.rows[0].row).status == "accepted"  # what was recorded is seen


def test_what_waited_too_long_for_its_turn_is_not_done_afterwards(folder: Path) -> None:
    counter = Counter(folder, lambda: WHEN, turn=0.2)
    done: list[str] = []

    def slow(desk: Desk) -> str:
        time.sleep(0.6)
        return "slow"

    async def asking() -> list[object]:
        first = asyncio.create_task(counter.ask(slow))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(counter.ask(lambda desk: done.append("second")))
        return list(await asyncio.gather(first, second, return_exceptions=True))

    first, second = beside(asking())
    counter.close()
    assert first == "slow"  # under way: its answer is waited for
    assert isinstance(second, StoreLocked)
    assert done == []


# ------------------------------------------------------------------ odd requests


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(fill(tmp_path_factory.mktemp("odd"))) as printed:
        yield printed


def asked(address: str, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 0, timeout=20)
    connection.request("GET", "/")
    page = connection.getresponse().read().decode()
    token = page.split('name="csrf" content="')[1].split('"')[0]
    sent = {"x-zhibiao-csrf": token, **{name.replace("_", "-"): value for name, value in headers.items()}}
    connection.request(method, path, body, sent)
    told = connection.getresponse()
    assert "default-src 'none'" in (told.headers["content-security-policy"] or "")
    return told.status, told.read().decode()


@pytest.mark.parametrize(
    "origin", ["http://[", "http://[::1", "null", "http://a]b", "//", "\x7f", "http://[v1.x]:99999"]
)
def test_odd_origins(address: str, origin: str) -> None:
    assert asked(address, "GET", "/api/rows", Origin=origin)[0] == 403


BODIES = {
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "deep and whole": b'{"key": 1, "changes": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "infinity": b'{"key": Infinity, "row": "x", "kind": "accepted", "who": "a"}',
    "an infinite figure": b'{"key": 1e999, "row": "x", "kind": "accepted", "who": "a"}',
    "no number": b'{"key": NaN}',
    "a number without end": b'{"key": ' + b"9" * 5000 + b"}",
    "a large number": b'{"key": 99999999999999999999999, "row": "x", "kind": "accepted", "who": "a"}',
    "half a character": b'{"key": 1, "row": "\\ud800", "kind": "accepted", "who": "\\ud800"}',
    "no UTF-8": b'{"key": "\xff"}',
    "a text": b'"x"',
    "nothing": b"",
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("path", ["/api/decide", "/api/add", "/api/draft", "/api/teach/effect", "/api/undo"])
def test_odd_bodies(address: str, name: str, path: str) -> None:
    status, said = asked(address, "POST", path, BODIES[name])
    assert status in (200, 400, 409) if path == "/api/undo" else status in (400, 409)
    assert "error" in json.loads(said) or path == "/api/undo"


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", " ", "99999999999999999999"])
def test_odd_lengths(length: str) -> None:
    assert length_of(length) == -1


def test_addresses_of_origins() -> None:
    assert [netloc_of(x) for x in ("http://a:1", "http://[", "null")] == ["a:1", None, ""]


def test_whatever_fails_leaves_with_our_headers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhibiao.review.server.summed", lambda desk: 1 / 0)
    from starlette.testclient import TestClient

    with TestClient(
        application(folder, Gate(), lambda: WHEN, "李"), base_url="http://127.0.0.1", raise_server_exceptions=False
    ) as client:
        told = client.get("/overview")
    assert (told.status_code, "nothing was changed" in told.text) == (500, True)
    assert told.headers["x-content-type-options"] == "nosniff"
    assert threading.active_count() < 50
