"""The store: articles come back as they went in; decisions lie over the rows and survive re-extraction."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from zhibiao.decisions import DecisionError
from zhibiao.exports import Selection, write
from zhibiao.extraction import extract_article
from zhibiao.model import Article, Result
from zhibiao.store import FILE, Store, StoreError, failure_record, record_of

TEXT = "青石市今年前三季度进出口总额达1234.5亿元，同比增长6.2%。\n全市新增就业3.4万人，其中高校毕业生1.1万人。"
WHEN = "2025-11-24T09:00:00+08:00"


def fill(folder: Path, *articles: Article) -> list[Result]:
    """A store with these articles, one file each."""
    results = [extract_article(a) for a in articles]
    with Store.open(folder, write=True) as store, store.writing():
        for result in results:
            store.put(record_of(result, result.article.id, 0), fingerprint="f1", seen=1)
    return results


@pytest.fixture
def article() -> Article:
    return Article("b.txt", TEXT, "青石经济", dt.date(2025, 10, 20))


def test_articles_come_back_as_they_went_in(tmp_path: Path, article: Article) -> None:
    first, second = fill(tmp_path, article, replace(article, id="a.txt", original="全县有3个镇。"))
    with Store.open(tmp_path) as store:
        assert [a.id for a in store.articles()] == ["a.txt", "b.txt"]
        found = store.article("b.txt")
        assert found is not None
        assert (store.text(found.key), found.rows, found.title) == (TEXT, len(first.rows), "青石经济")
        assert store.rows(found.key) == list(first.rows)
        assert store.reviewed(found.key).rows == first.rows
        assert store.mentions(found.key) == list(first.mentions)
        assert store.find("a.txt", second.rows[0].row) == second.rows[0]
        assert store.find("b.txt", second.rows[0].row) is store.find("none", first.rows[0].row) is None
        assert store.article("none") is None


def test_an_error_is_kept_with_its_words(tmp_path: Path, article: Article) -> None:
    with Store.open(tmp_path, write=True) as store:
        with store.writing():
            store.put(failure_record("x.txt", 0, "x.txt", "empty"), fingerprint="f1", seen=1)
            store.put(failure_record("y.txt", 0, "y.txt", "too slow", article), fingerprint="f1", seen=1)
        unread, slow = store.articles()
        assert (unread.status, unread.error, store.text(unread.key), store.rows(unread.key)) == (
            "error",
            "empty",
            "",
            [],
        )
        assert (slow.error, store.text(slow.key)) == ("too slow", TEXT)


def test_decisions_lie_over_the_rows(tmp_path: Path, article: Article) -> None:
    (result,) = fill(tmp_path, article)
    total, growth = result.rows[:2]
    with Store.open(tmp_path, write=True) as store:
        key = next(store.articles()).key
        store.decide(key, total.row, "corrected", who="李", when=WHEN, changes={"value": "5E+3"}, note="核对年报")
        wrong = store.decide(key, growth.row, "rejected", who="李", when=WHEN)
        start = TEXT.index("就业")
        store.add_row(key, start, start + 2, {"indicator": "就业", "value": "3"}, who="王", when=WHEN)
        rows = {r.row: r for r in store.reviewed(key).rows}
        assert (rows[total.row].value, rows[total.row].status, rows[total.row].note) == (
            Decimal(5000),
            "corrected",
            "核对年报",
        )
        assert rows[growth.row].status == "rejected"
        added = next(r for r in rows.values() if r.rule == "reviewer")
        assert (added.text, added.status, added.title) == ("就业", "accepted", "青石经济")
        assert [r.start for r in store.reviewed(key).rows] == sorted(r.start for r in rows.values())

        store.undo(wrong, who="王", when=WHEN)
        assert store.find("b.txt", growth.row) == growth
        assert [d.kind for d in store.history(row=growth.row)] == ["rejected", "undone"]
        assert set(store.standing()) == {("b.txt", total.row), ("b.txt", added.row)}
        with pytest.raises(DecisionError, match="nothing to take back"):
            store.undo(wrong, who="王", when=WHEN)


def test_a_decision_is_of_its_article_and_goes_to_a_copy_when_that_has_gone(tmp_path: Path, article: Article) -> None:
    """Two files with one text have the same row ids."""
    first, _ = fill(tmp_path, article, replace(article, id="c.txt"))
    total = first.rows[0].row

    def statuses(store: Store) -> list[list[str]]:
        return [[r.status for r in store.reviewed(a.key).rows if r.status] for a in store.articles()]

    with Store.open(tmp_path, write=True) as store:
        key = next(store.articles()).key
        store.decide(key, total, "rejected", who="李", when=WHEN)
        start = TEXT.index("就业")
        store.add_row(key, start, start + 2, {"indicator": "就业"}, who="李", when=WHEN)
        assert statuses(store) == [["rejected", "accepted"], []]
        with store.writing() as connection:
            connection.execute("UPDATE articles SET status = 'removed' WHERE key = ?", (key,))
        assert statuses(store) == [["rejected", "accepted"]]


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"value": "十二"}, "value: '十二' is no decimal"), ({"value": "NaN"}, "decimal"), ({"preis": "1"}, "no such column"), ({"period_end": "8月"}, "no date")],
)  # fmt: skip
def test_a_cell_that_is_no_value_is_refused(
    tmp_path: Path, article: Article, changes: dict[str, str], said: str
) -> None:
    (result,) = fill(tmp_path, article)
    with Store.open(tmp_path, write=True) as store:
        key = next(store.articles()).key
        with pytest.raises(DecisionError, match=said):
            store.decide(key, result.rows[0].row, "corrected", who="李", when=WHEN, changes=changes)
        assert store.history() == []


def test_decisions_survive_reextraction(tmp_path: Path, article: Article) -> None:
    """With other rules, in a longer text, under another name; what has no place any more is listed, not lost."""
    (result,) = fill(tmp_path, article)
    total, growth, jobs = result.rows[:3]
    with Store.open(tmp_path, write=True) as store:
        key = next(store.articles()).key
        store.decide(key, total.row, "corrected", who="李", when=WHEN, changes={"subject": "青石市"})
        store.decide(key, growth.row, "accepted", who="李", when=WHEN)
        store.decide(key, jobs.row, "rejected", who="李", when=WHEN)

        def again(result: Result, path: str = "b.txt") -> int:
            with store.writing():
                return store.put(record_of(result, path, 0), fingerprint="f2", seen=2, key=key)

        newer = replace(total, subject="全市", value=Decimal(1))
        at = again(replace(result, rows=(newer, jobs)))  # newer rules misread one row and miss another
        seen = {r.row: (r.subject, r.value, r.status) for r in store.reviewed(at).rows}
        assert seen[total.row] == ("青石市", total.value, "corrected")
        assert seen[growth.row] == (growth.subject, growth.value, "accepted")
        assert seen[jobs.row][2] == "rejected"

        moved = replace(article, id="c.txt", published=dt.date(2025, 10, 21))
        at = again(extract_article(moved), "c.txt")
        rows = {r.row: r for r in store.reviewed(at).rows}
        assert (rows[growth.row].status, rows[growth.row].published) == ("accepted", dt.date(2025, 10, 21))

        longer = replace(article, original="新华路讯 " + TEXT)
        at = again(extract_article(longer))
        carried = {r.text: r.status for r in store.reviewed(at).rows}
        assert (carried[total.text], carried[growth.text], carried[jobs.text]) == ("corrected", "accepted", "rejected")
        assert all(longer.original[r.start : r.end] == r.text for r in store.reviewed(at).rows)

        at = again(extract_article(replace(article, original="此文已撤下。")))
        assert store.reviewed(at).rows == ()
        assert {d.row for d in store.reviewed(at).stranded} == {total.row, growth.row, jobs.row}


def test_a_decision_follows_a_figure_that_is_cut_otherwise(tmp_path: Path, article: Article) -> None:
    """It stands once, at the figure's new span; a new decision there takes its place; a rejection has nothing to reject."""
    (result,) = fill(tmp_path, article)
    total, _, jobs = result.rows[:3]
    with Store.open(tmp_path, write=True) as store:
        key = next(store.articles()).key
        store.decide(key, total.row, "corrected", who="李", when=WHEN, changes={"subject": "青石市"})
        store.decide(key, jobs.row, "rejected", who="李", when=WHEN)
        digest = total.row.partition("-")[0]
        recut = [
            replace(r, row=f"{digest}-{r.start - 1}-{r.end}", start=r.start - 1, text=TEXT[r.start - 1 : r.end])
            for r in (total, jobs)
        ]
        with store.writing():
            at = store.put(record_of(replace(result, rows=tuple(recut)), "b.txt", 0), fingerprint="f2", seen=2, key=key)
        seen = [(r.text, r.subject, r.status) for r in store.reviewed(at).rows]
        assert seen == [("达1234.5亿元", "青石市", "corrected"), (recut[1].text, jobs.subject, "")]
        assert [d.row for d in store.reviewed(at).stranded] == [jobs.row]
        store.decide(at, recut[0].row, "corrected", who="王", when=WHEN, changes={"subject": "全省"})
        assert [r.subject for r in store.reviewed(at).rows] == ["全省", jobs.subject]


def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        Store.open(tmp_path)
    (tmp_path / "zhibiao.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 9)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path)


def test_a_failed_change_leaves_nothing(tmp_path: Path, article: Article) -> None:
    fill(tmp_path, article)
    with Store.open(tmp_path, write=True) as store:
        before = store.revision
        with pytest.raises(RuntimeError):
            broken_change(store, article)
        assert [a.path for a in store.articles()] == ["b.txt"]
        assert store.revision == before


def test_a_database_that_is_damaged_inside_is_one_line(tmp_path: Path, article: Article) -> None:
    """Zeros over its middle, and a table that is missing."""
    fill(tmp_path, *(replace(article, id=f"{n}.txt", original=TEXT * 9 + str(n)) for n in range(9)))
    path = tmp_path / FILE
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 8192) + data[-4096:])
    with pytest.raises(StoreError, match="damaged"), Store.open(tmp_path) as store:
        write(store, tmp_path / "out", Selection())
    path.write_bytes(data)
    with Store.open(tmp_path, write=True) as store:
        store.connection.execute("DROP TABLE mentions")
        with pytest.raises(StoreError, match="damaged"):
            write(store, tmp_path / "out", Selection())


def broken_change(store: Store, article: Article) -> None:
    with store.writing():
        store.put(record_of(extract_article(article), "z.txt", 0), fingerprint="f1", seen=1)
        raise RuntimeError
