"""A store of made-up articles, the review command serving it, and a browser."""

from __future__ import annotations

import datetime as dt
import subprocess
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.store import Store, record_of

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"
ARTICLES = (
    Article(
        "port.txt",
        "明川港今年前三季度完成货物吞吐量1.2亿吨，同比增长6.5%。\n其中集装箱吞吐量318万标箱，占全省总量的两成。",
        "明川港吞吐量增长",
        dt.date(2025, 10, 18),
    ),
    Article("farm.txt", "禾丰县今年种植水稻15万亩，亩均产量比上年增加32公斤。", "禾丰县秋收", dt.date(2025, 10, 20)),
)


def fill(folder: Path, articles: Sequence[Article] = ARTICLES) -> Path:
    """Extract articles into the store of a folder, in the place of those with the same id."""
    with Store.open(folder, write=True) as store, store.writing():
        keys = {a.id: a.key for a in list(store.articles())}
        for article in articles:
            record = record_of(extract_article(article), article.id, 0)
            store.put(record, fingerprint="f", seen=1, key=keys.get(article.id))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "extracted")


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The installed command serving a folder; gives the address that it printed."""
    command = [COMMAND, "review", folder, "--no-browser", "--port", "0", "--who", "李审", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            assert "http://" in said, process.stderr and process.stderr.read()
            yield said.split()[-1]
        finally:
            process.terminate()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an address in a new window; whatever went wrong in the page fails the test in the end."""
    faults: list[str] = []
    contexts = []

    def opened(address: str, **options: Any) -> Any:
        contexts.append(
            browser.new_context(**{"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, **options})
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(30_000)  # a busy machine is no fault of the page
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        page.goto(address)
        page.locator("#rows .line").first.wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()
    # The server of a test may be gone before its page has asked for the last row.
    assert [fault for fault in faults if "ERR_CONNECTION_REFUSED" not in fault] == []
