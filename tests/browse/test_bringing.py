"""What has changed in a store is brought into the database to browse: it answers as one that is made anew."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from zhibiao.browse import bringing
from zhibiao.browse.index import FILE, ROWS, indexed, opened
from zhibiao.browse.pairs import query
from zhibiao.extraction import extract_article
from zhibiao.facts import rule, update
from zhibiao.model import Article
from zhibiao.store import Store, record_of

from .conftest import ARTICLES, fill

WHEN = "2025-11-24T09:00:00+08:00"
MORE = [
    replace(
        ARTICLES[3], id=f"m{k}.txt", original=f"今年上半年，{city}税收收入{k + 3}12.3亿元，{city}港吞吐量{k}5万吨。"
    )
    for k, city in enumerate(("泉州市", "漳州市", "莆田市", "三明市", "龙岩市", "宁德市", "南平市", "福州市") * 2)
]


def put(store: Store, article: Article, key: int | None = None) -> None:
    with store.writing():
        store.put(record_of(extract_article(article), article.id, 0), fingerprint="f", seen=1, key=key)


def key_of(store: Store, name: str) -> int:
    found = store.article(name)
    assert found is not None
    return found.key


def added(store: Store) -> None:
    put(
        store,
        Article(
            "x.txt",
            "前三季度，厦门出口总额3210.5亿元，厦门邮轮母港接待4.5万人次。",
            "邮轮",
            ARTICLES[1].published,
            source="海峡网",
        ),
    )


def changed(store: Store) -> None:
    put(store, replace(ARTICLES[1], original="前三季度，厦门进口总额210.5亿元。"), key_of(store, "b.txt"))


def renamed(store: Store) -> None:
    put(store, replace(ARTICLES[3], title="泉州财政", source="泉州晚报"), key_of(store, "d.txt"))


def removed(store: Store) -> None:
    with store.writing():
        store.connection.execute("UPDATE articles SET status = 'removed' WHERE id = 'c.txt'")


def corrected(store: Store) -> None:
    key = key_of(store, "d.txt")
    row = store.rows(key)[0].row
    store.decide(key, row, "corrected", who="李", when=WHEN, changes={"subject": "厦门市"})


def accepted(store: Store) -> None:
    asked = (
        "SELECT j.fact, r.row FROM joined j JOIN joined_rows r ON r.fact = j.fact JOIN articles a ON a.key = r.article"
    )
    ((fact, row),) = store.ask(f"{asked} WHERE j.status = 'conflict' AND a.id = 'c.txt'")
    rule(store, fact, row, who="李", when=WHEN)


def state(database: sqlite3.Connection) -> list[Any]:
    """What any question is answered from, whatever the numbers of rows and texts."""
    columns = ", ".join(f"r.{name}" if name != "sentence" else "s.text" for name in ROWS)
    rows = database.execute(
        f"SELECT r.key, {columns}, r.number FROM rows r JOIN sentences s ON s.id = r.sentence"
    ).fetchall()
    tables = [
        sorted(map(str, database.execute(f"SELECT * FROM {name}").fetchall()))
        for name in ("facts", "conflicts", "articles", "counted", "made_of")
    ]
    words = "SELECT r.article, r.row FROM search JOIN stands_in p ON p.doc = search.rowid JOIN rows r ON r.n = p.n WHERE search MATCH ?"
    found = [
        sorted(set(database.execute(words, (query(w),))))
        for w in ("厦门", "出口", "亿元", "税收收入", "邮轮", "港", "泉州财政")
    ]
    return [sorted(map(str, rows)), *tables, *found]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    fill(tmp_path)
    with Store.open(tmp_path, write=True) as store:
        for article in MORE:
            put(store, article)
        update(store)
    indexed(tmp_path)
    return tmp_path


@pytest.mark.parametrize("steps", [[added], [changed], [renamed], [removed], [corrected], [accepted], [added, removed, corrected, changed], [accepted, added]])  # fmt: skip
def test_it_answers_as_one_made_anew(
    place: Path, steps: list[Callable[[Store], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[int] = []
    bring = bringing.bring

    def counted(store: Store, into: sqlite3.Connection, changed: bringing.Changes) -> None:
        brought.append(len(changed.articles))
        bring(store, into, changed)

    monkeypatch.setattr(bringing, "bring", counted)
    for step in steps:
        with Store.open(place, write=True) as store:
            step(store)
            update(store)
        indexed(place)
    assert len(brought) == len(steps)
    assert max(brought) < 6
    with opened(place / FILE) as database:
        after = state(database)
    indexed(place, force=True)
    with opened(place / FILE) as database:
        assert state(database) == after
    assert not list(place.glob(".*.tmp"))


@pytest.mark.parametrize("harm", ["other rules", "many changes", "another version", "damaged"])
def test_it_is_made_anew_where_that_is_as_soon(place: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "bring", lambda *_: pytest.fail("it was not made anew"))
    with Store.open(place, write=True) as store:
        if harm == "many changes":
            for article in MORE:
                put(
                    store,
                    replace(article, original=article.original + "全市新增就业3.4万人。"),
                    key_of(store, article.id),
                )
        else:
            added(store)
        if harm == "other rules":
            monkeypatch.setattr("zhibiao.facts.ledger.made_by", lambda: "other")
        update(store)
    if harm == "damaged":
        (place / FILE).write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    if harm == "another version":
        monkeypatch.setattr("zhibiao.browse.index.VERSION", 99)
    indexed(place)
    with opened(place / FILE) as database:
        assert database.execute("SELECT count(*) FROM rows").fetchone()[0] > 20
