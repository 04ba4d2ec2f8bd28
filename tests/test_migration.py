"""A store that an earlier version wrote opens with all its decisions, to be read and to be written.

`tests/stores/schema_N.sql` is the schema of version N as that version made it, `store_N.sql` the dump of a whole store that
it wrote: an article, its rows and four decisions. A change of `SCHEMA_VERSION` adds one of each.
"""

import csv
import datetime as dt
import hashlib
import re
import sqlite3
from pathlib import Path

import pytest

from zhibiao.batch import Options, run
from zhibiao.exports import Selection, write
from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.store import FILE, SCHEMA_VERSION, Store, StoreError, record_of
from zhibiao.store.schema import MIGRATIONS, SINCE
from zhibiao.wording import say

STORES = Path(__file__).parent / "stores"
TEXT = "青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。\n全市新增就业3.4万人，其中高校毕业生1.1万人。"
WHEN = "2025-11-24T09:00:00+08:00"
VERSIONS = range(1, SCHEMA_VERSION)
GONE = ("checks", "indicator_std")  # columns of rows that an early database had not


def old_store(folder: Path, version: int) -> list[str]:
    """A store of an earlier version with an article and decisions on three of its rows; answers the ids of the rows.

    It lacks columns that rows have gained since, and has one that they have lost.
    """
    made = folder / "new"
    result = extract_article(Article("a.txt", TEXT, "青石经济", dt.date(2025, 10, 20)))
    total, growth, jobs = result.rows[:3]
    with Store.open(made, write=True) as store:
        with store.writing():
            key = store.put(record_of(result, "a.txt", 0), fingerprint="f1", seen=0)
        store.decide(key, total.row, "corrected", who="李", when=WHEN, changes={"subject": "青石市"}, note="核对年报")
        store.decide(key, growth.row, "accepted", who="李", when=WHEN)
        store.decide(key, jobs.row, "rejected", who="王", when=WHEN)
        store.add_row(key, TEXT.index("高校"), TEXT.index("高校") + 5, {"indicator": "毕业生"}, who="王", when=WHEN)
    old = sqlite3.connect(folder / FILE)
    old.execute("PRAGMA journal_mode = WAL")
    old.executescript((STORES / f"schema_{version}.sql").read_text("utf-8"))
    for column in GONE:
        old.execute(f"ALTER TABLE rows DROP COLUMN {column}")
    old.execute("ALTER TABLE rows ADD COLUMN lost TEXT")
    old.execute("ATTACH ? AS new", (str(made / FILE),))
    for (table,) in old.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall():
        known = {line[1] for line in old.execute(f"PRAGMA new.table_info({table})")}
        names = [f'"{line[1]}"' for line in old.execute(f"PRAGMA main.table_info({table})") if line[1] in known]
        order = "" if table in ("facts", "sources") else "ORDER BY rowid"
        old.execute(f"INSERT INTO main.{table} ({', '.join(names)}) SELECT {', '.join(names)} FROM new.{table} {order}")
    old.execute("""UPDATE main.decisions SET before = replace(before, '{"', '{"lost": "x", "')""")
    old.execute(f"PRAGMA main.user_version = {version}")
    old.commit()
    old.close()
    return [row.row for row in (total, growth, jobs)]


def check_decisions(store: Store, rows: list[str]) -> None:
    """All that was decided stands."""
    article = store.article("a.txt")
    assert article is not None
    assert [d.kind for d in store.history()] == ["corrected", "accepted", "rejected", "added"]
    found = {row.row: row for row in store.reviewed(article.key).rows}
    assert [found[row].status for row in rows] == ["corrected", "accepted", "rejected"]
    assert (found[rows[0]].subject, found[rows[0]].note) == ("青石市", "核对年报")
    assert [row.indicator for row in found.values() if row.rule == "reviewer"] == ["毕业生"]


def test_every_earlier_schema_is_kept_and_has_its_step() -> None:
    kept = {f"schema_{version}.sql" for version in VERSIONS}
    kept |= {f"store_{version}.sql" for version in (*VERSIONS, SCHEMA_VERSION)}
    assert {path.name for path in STORES.glob("*.sql")} == kept
    assert set(MIGRATIONS) == set(VERSIONS)


def test_tables_do_not_change_without_a_version(tmp_path: Path) -> None:
    """What this version makes anew is what the kept store of this version has: whoever changes a table but `rows`, whose
    columns follow from the model, finds that out here, raises `SCHEMA_VERSION` and keeps a store of the one before."""

    def tables(folder: Path) -> dict[str, str]:
        with Store.open(folder) as store:
            made = dict(
                store.ask("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'")
            )
        return {name: " ".join(sql.split()) for name, sql in made.items() if name != "rows"}

    (tmp_path / "kept").mkdir()
    written_store(tmp_path / "kept", SCHEMA_VERSION)
    Store.open(tmp_path / "new", write=True).close()
    assert tables(tmp_path / "kept") == tables(tmp_path / "new")


@pytest.mark.parametrize("gone", [("checks",), ("indicator_std", "confidence"), ("period_text", "rule", "same_as")])
def test_a_store_of_this_version_before_rows_had_a_column(gone: tuple[str, ...], tmp_path: Path) -> None:
    """A column that `rows` gains asks for no new version: a store without it opens and is run over all the same."""
    rows = written_store(tmp_path, SCHEMA_VERSION)
    connection = sqlite3.connect(tmp_path / FILE)
    for column in gone:
        connection.execute(f'ALTER TABLE rows DROP COLUMN "{column}"')
    connection.execute("ALTER TABLE rows ADD COLUMN lost TEXT")
    connection.commit()
    connection.close()
    for writing in (False, True, False):
        with Store.open(tmp_path, write=writing) as store:
            check_decisions(store, rows)
    run_again(tmp_path)
    with Store.open(tmp_path) as store:
        check_decisions(store, rows)


@pytest.mark.parametrize("gone", [("url", "byline"), ("byline",), ("url",), ("notes", "url", "byline")])
def test_a_store_of_this_version_before_articles_had_a_column(gone: tuple[str, ...], tmp_path: Path) -> None:
    """A database says version 3 and its articles have no `url` yet: the two came in one after the other."""
    rows = written_store(tmp_path, SCHEMA_VERSION)
    connection = sqlite3.connect(tmp_path / FILE)
    (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'article_changes'").fetchone()
    connection.execute("DROP TRIGGER article_changes")
    for column in gone:
        connection.execute(f'ALTER TABLE articles DROP COLUMN "{column}"')
        trigger = re.sub(rf", (?:OLD|NEW)\.{column}\b", "", trigger)
    connection.execute(trigger)
    connection.commit()
    connection.close()
    with Store.open(tmp_path) as store:
        check_decisions(store, rows)
        assert [(a.url, a.byline) for a in store.articles()] == [("", "")]
    run_again(tmp_path)
    with Store.open(tmp_path) as store:
        check_decisions(store, rows)
        (made,) = store.ask("SELECT sql FROM sqlite_master WHERE name = 'article_changes'")
        assert all(f"NEW.{column}" in made[0] for column in gone)


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_read_as_it_is(version: int, tmp_path: Path) -> None:
    rows = old_store(tmp_path, version)
    before = hashlib.sha256((tmp_path / FILE).read_bytes()).digest()
    with Store.open(tmp_path) as store:
        check_decisions(store, rows)
        (article,) = store.articles()
        assert (article.notes, store.text(article.key)) == ("", TEXT)
        assert [row.row for row in store.rows(article.key)][:3] == rows
        assert store.mentions(article.key)
        write(store, tmp_path / "out", Selection())
    assert "notes" in (tmp_path / "out/articles.csv").read_text("utf-8").splitlines()[0]
    assert hashlib.sha256((tmp_path / FILE).read_bytes()).digest() == before


@pytest.mark.parametrize("version", VERSIONS)
def test_it_becomes_one_of_ours_when_it_is_written(version: int, tmp_path: Path) -> None:
    rows = old_store(tmp_path, version)
    fresh = tmp_path / "fresh"
    with Store.open(tmp_path, write=True) as store, Store.open(fresh, write=True) as other:
        check_decisions(store, rows)
        for table in SINCE:
            names = [{line[1] for line in s.ask(f"PRAGMA table_info({table})")} - {"lost"} for s in (store, other)]
            assert names[0] == names[1]
        (article,) = store.articles()
        result = extract_article(Article("a.txt", TEXT, "青石经济", dt.date(2025, 10, 20), notes=("甲", "乙")))
        with store.writing():
            store.put(record_of(result, "a.txt", 0), fingerprint="f2", seen=2, key=article.key)
        check_decisions(store, rows)
        assert [a.notes for a in store.articles()] == ["甲；乙"]
        store.decide(article.key, rows[1], "rejected", who="李", when=WHEN)
    with Store.open(tmp_path) as store:
        assert store.ask("PRAGMA user_version") == [(SCHEMA_VERSION,)]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_run_over_it_keeps_the_decisions(version: int, tmp_path: Path) -> None:
    rows = old_store(tmp_path, version)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes(TEXT.encode("gb18030"))
    assert run(corpus, tmp_path, Options(workers=1)).errors == 0
    with Store.open(tmp_path) as store:
        check_decisions(store, rows)
        assert [a.notes for a in store.articles()] == [say("encoding guessed: {what}", what="GB18030")]


def run_again(folder: Path) -> None:
    """The next run into a folder, over the article that its store has."""
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT, "utf-8")
    assert run(corpus, folder, Options(workers=1)).errors == 0


def written_store(folder: Path, version: int) -> list[str]:
    """A store as the code of a version wrote it, blobs and all; answers the ids of the rows that were decided."""
    connection = sqlite3.connect(folder / FILE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript((STORES / f"store_{version}.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA user_version = {version}")
    rows = [row for (row,) in connection.execute("SELECT row FROM decisions ORDER BY number LIMIT 3")]
    connection.close()
    return rows


@pytest.mark.parametrize("version", [*VERSIONS, SCHEMA_VERSION])
def test_a_store_as_that_version_wrote_it(version: int, tmp_path: Path) -> None:
    """It is read, reviewed, run over by an article that has changed, and written out: every decision stands."""
    rows = written_store(tmp_path, version)
    with Store.open(tmp_path) as store:
        check_decisions(store, rows)
        (article,) = store.articles()
        assert (article.notes, store.text(article.key), len(store.mentions(article.key))) == ("", TEXT, 5)
    with Store.open(tmp_path, write=True) as store:
        store.decide(article.key, rows[1], "rejected", who="李", when=WHEN)
        store.decide(article.key, rows[1], "accepted", who="李", when=WHEN)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("【青石】" + TEXT, "utf-8")
    assert run(corpus, tmp_path, Options(workers=1)).counts.changed == 1
    with (tmp_path / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["text"]: row for row in csv.DictReader(file)}
    total, growth, graduates = (found[text] for text in ("1234.5亿元", "6.2%", TEXT[TEXT.index("高校") :][:5]))
    assert (total["status"], total["subject"], total["note"]) == ("corrected", "青石市", "核对年报")
    assert (growth["status"], graduates["indicator"]) == ("accepted", "毕业生")
    with Store.open(tmp_path) as store:
        assert [d.kind for d in store.history()] == [
            "corrected",
            "accepted",
            "rejected",
            "added",
            "rejected",
            "accepted",
        ]


def test_half_a_step_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = old_store(tmp_path, 1)
    monkeypatch.setitem(MIGRATIONS, 1, (*MIGRATIONS[1], "ALTER TABLE nowhere ADD COLUMN x"))
    with pytest.raises(StoreError):
        Store.open(tmp_path, write=True)
    monkeypatch.undo()
    with Store.open(tmp_path) as store:
        assert store.ask("PRAGMA user_version") == [(1,)]
        check_decisions(store, rows)


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, 99])
@pytest.mark.parametrize("writing", [True, False])
def test_a_store_of_a_later_version_is_left_alone(version: int, writing: bool, tmp_path: Path) -> None:
    old_store(tmp_path, 1)
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(StoreError, match=f"schema {version}"):
        Store.open(tmp_path, write=writing)
