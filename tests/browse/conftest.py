"""An output folder with rows, facts, a conflict and a revision, and its pages without a socket."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.store import Store, record_of

ARTICLES = (
    Article(
        "a.txt",
        "厦门市今年前三季度出口总额达3210.5亿元，同比增长6.5%。\n全市新增就业3.4万人。<b>不是标记</b>",
        "厦门外贸增长",
        dt.date(2025, 10, 18),
        source="鹭岛日报",
    ),
    Article(
        "b.txt", "前三季度，厦门出口总额3210.5亿元，增势良好。", "厦门港口繁忙", dt.date(2025, 10, 19), source="海峡网"
    ),
    Article("c.txt", "前三季度，厦门出口总额3310.5亿元，创新高。", "厦门新高", dt.date(2025, 10, 20), source="海峡网"),
    Article("d.txt", "今年上半年，泉州市税收收入512.3亿元。", "泉州税收", dt.date(2025, 7, 20)),
    Article("e.txt", "初步统计，今年上半年，漳州市税收收入312.3亿元。", "漳州税收", dt.date(2025, 7, 20)),
    Article("f.txt", "经修订，2025年上半年，漳州市税收收入315.1亿元。", "漳州税收修订", dt.date(2026, 1, 20)),
)


def fill(folder: Path) -> Path:
    with Store.open(folder, write=True, durable=False) as store, store.writing():
        for article in ARTICLES:
            store.put(record_of(extract_article(article), article.id, 0), fingerprint="f", seen=1)
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from zhibiao.browse.index import indexed
    from zhibiao.facts import update

    made = fill(tmp_path_factory.mktemp("browse") / "extracted")
    with Store.open(made, write=True) as store:
        update(store)
    indexed(made)
    return made


@pytest.fixture(scope="session")
def client(folder: Path) -> Any:
    testing = pytest.importorskip("starlette.testclient")
    from zhibiao.browse.server import application
    from zhibiao.web.safety import Gate

    return testing.TestClient(application(folder, Gate()), base_url="http://localhost")
