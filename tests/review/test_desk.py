"""Pieces, drafts, columns and the desk without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.decisions import DecisionError
from zhibiao.extraction import extract_article
from zhibiao.lexicon import load
from zhibiao.model import Article, EntityKind
from zhibiao.reading import read
from zhibiao.review.charts import band, overview
from zhibiao.review.columns import cells, seal, settled
from zhibiao.review.desk import Changed, Desk
from zhibiao.review.drafting import draft
from zhibiao.review.wording import words
from zhibiao.store import Store
from zhibiao.web.answers import preferred
from zhibiao.web.pieces import pieces

from .conftest import ARTICLES, fill

WHEN = "2025-11-24T09:00:00+08:00"


@given(st.text("约三5亿元%增长2025年月，。\n县𠮷", max_size=60))
def test_pieces_are_the_text_again(text: str) -> None:
    result = extract_article(Article("a", text))
    cut = pieces(text, result.rows, result.mentions)
    assert "".join(p.text for p in cut) == text
    assert [p.start for p in cut] == [sum(len(q.text) for q in cut[:k]) for k in range(len(cut))]


def test_a_row_stands_before_what_overlaps_it() -> None:
    result = extract_article(ARTICLES[0])
    kinds = {p.text: (p.kind, p.type) for p in pieces(ARTICLES[0].original, result.rows, result.mentions)}
    assert kinds["1.2亿吨"] == ("row", "level")
    assert kinds["今年前三季度"][0] == "time"
    assert kinds["明川港"][0] == "entity"


@pytest.mark.parametrize(
    ("selected", "want"),
    [
        ("近七成", {"value": "70", "unit": "%", "qualifier": "nearly"}),
        ("十几家", {"value": "11", "value_to": "19", "unit": "家"}),
        ("乐手", {}),
    ],
)
def test_drafts(selected: str, want: dict[str, str]) -> None:
    original = f"开场。本地乐团里有{selected}人。散场。"
    start = original.index(selected)
    drafted = draft(original, start, start + len(selected))
    assert drafted["sentence"] == f"本地乐团里有{selected}人。"
    assert {k: drafted.get(k) for k in want} == want
    assert ("value" in drafted) == bool(want)


def test_a_draft_of_nothing_is_refused() -> None:
    with pytest.raises(DecisionError, match="no text"):
        draft("三 家", 1, 2)


def test_settled_changes() -> None:
    before = cells(extract_article(ARTICLES[0]).rows[0])
    assert settled({"unit": "吨 ", "subject": "明川港"}, before) == {}
    assert settled({"unit": "亿元"}, before) == {"unit": "亿元"}
    assert settled({"unit": "美元"}, before) == {"unit": "美元", "dimension": "money"}
    for wrong in ({"measure": "size"}, {"text": "1"}, {"value": "1,2"}, {"period_start": "2026-01-01"}):
        with pytest.raises(DecisionError):
            settled(wrong, before)


def test_two_reviewers_do_not_overwrite_each_other(folder: Path) -> None:
    with Store.open(folder, write=True) as one, Store.open(folder, write=True) as two:
        ours, theirs = Desk(one, lambda: WHEN), Desk(two, lambda: WHEN)
        key = next(iter(ours.sheets))
        row = ours.sheets[key].rows[0]
        theirs.decide(key, row.row, "corrected", {"subject": "别处"}, "", "王")
        with pytest.raises(Changed):
            ours.decide(key, row.row, "accepted", {}, "", "李", seal(row))
        assert ours.row(key, row.row).subject == "别处"
        assert ours.undo("李") == []
        assert len(theirs.undo("王")) == 1
        assert seal(ours.row(key, row.row)) == seal(row)


def test_what_is_shown_is_accepted_in_one_and_taken_back_in_one(folder: Path) -> None:
    with Store.open(folder, write=True) as store, Store.open(folder, write=True) as other:
        desk = Desk(store, lambda: WHEN)
        shown = [(key, row.row, seal(row)) for key, sheet in desk.sheets.items() for row in sheet.rows]
        first, decided, stale, *rest = shown
        desk.decide(decided[0], decided[1], "rejected", {}, "", "李")
        Desk(other, lambda: WHEN).decide(stale[0], stale[1], "corrected", {"subject": "别处"}, "", "王")
        made = desk.accept([first, decided, stale, (99, "gone", ""), (first[0], "gone", "")], "李")
        assert ([row for _, row in made.rows], made.missed) == ([first[1]], 4)
        more = desk.accept(rest, "李", made.together)
        assert (len(more.rows), more.missed, more.together) == (len(rest), 0, made.together)
        assert desk.accept(rest, "李").missed == len(rest)
        statuses = [row.status for sheet in desk.sheets.values() for row in sheet.rows]
        assert sorted(statuses) == sorted(["accepted"] * (1 + len(rest)) + ["rejected", "corrected"])

        again = Desk(other, lambda: WHEN)  # another start of the page: what was one is one
        assert [d.row for d in again.undo("李")][-1] == first[1]
        assert sorted(row.status for sheet in desk.sheets.values() for row in sheet.rows)[-2:] == [
            "corrected",
            "rejected",
        ]
        assert [d.row for d in again.undo("李")] == [decided[1]]
        assert [d.row for d in again.undo("王")] == [stale[1]]
        assert again.undo("王") == []


def test_two_who_accept_many_at_the_same_time(folder: Path) -> None:
    """Each takes back what is his own, whatever lies between, and cannot go on with what another one began."""
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        shown = [(key, row.row, seal(row)) for key, sheet in desk.sheets.items() for row in sheet.rows]
        ours = desk.accept(shown[:1], "李").together
        theirs = desk.accept(shown[1:2], "王").together
        assert desk.accept(shown[2:3], "李", ours).together == ours
        assert desk.accept(shown[3:4], "王", theirs).together == theirs
        assert desk.accept(shown[4:5], "王", ours).together not in (ours, theirs)
        assert [[d.row for d in desk.undo(who)] for who in ("王", "王", "李", "李")] == [
            [shown[4][1]], [shown[3][1], shown[1][1]], [shown[2][1], shown[0][1]], [],
        ]  # fmt: skip


def test_what_a_desk_refuses(folder: Path) -> None:
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        key = next(iter(desk.sheets))
        row = desk.sheets[key].rows[0]
        with pytest.raises(DecisionError, match="nothing was changed"):
            desk.decide(key, row.row, "corrected", {}, "", "李")
        with pytest.raises(DecisionError, match="takes no changes"):
            desk.decide(key, row.row, "rejected", {"unit": "家"}, "", "李")
        with pytest.raises(DecisionError, match="already"):
            desk.add(key, row.start, row.end, {}, "", "李")
        assert store.history() == []


def test_copies_are_decided_one_by_one(tmp_path: Path) -> None:
    """They have the same row ids; the page reads both again, for it cannot know."""
    reprint = replace(ARTICLES[1], id="reprint.txt")
    with Store.open(fill(tmp_path, [*ARTICLES, reprint]), write=True) as store:
        desk = Desk(store, lambda: WHEN)
        key = next(k for k, s in desk.sheets.items() if s.article.id == "farm.txt")
        row = desk.sheets[key].rows[0].row
        desk.decide(key, row, "rejected", {}, "", "李")
        assert len(desk.concerned(("farm.txt", row))["keys"]) == 2
        assert [s.article.id for s in desk.sheets.values() if s.rows[0].status == "rejected"] == ["farm.txt"]


def test_decisions_of_an_article_that_has_gone_are_listed(folder: Path) -> None:
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        key = next(k for k, s in desk.sheets.items() if s.article.id == "farm.txt")
        desk.decide(key, desk.sheets[key].rows[0].row, "accepted", {}, "", "李")
        with store.writing() as connection:
            connection.execute("UPDATE articles SET status = 'removed' WHERE key = ?", (key,))
        assert [d.article for d in desk.lost()] == ["farm.txt"]


def test_a_rejection_that_the_rules_follow_is_no_loss(folder: Path) -> None:
    """The text is the same and the row is made no more: listed apart; in another text it has lost its place."""
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        key = next(k for k, s in desk.sheets.items() if s.article.id == "farm.txt")
        desk.decide(key, desk.sheets[key].rows[0].row, "rejected", {}, "", "李")
        with store.writing() as connection:
            connection.execute("DELETE FROM rows WHERE article = ?", (key,))
        assert ([d.article for d in desk.followed()], desk.lost()) == (["farm.txt"], [])
        fill(folder, [replace(ARTICLES[1], original="此稿已撤下。")])
        assert (desk.followed(), [d.article for d in desk.lost()]) == ([], ["farm.txt"])


def test_charts_count_every_row() -> None:
    rows = [r for a in ARTICLES for r in extract_article(a).rows]
    for drawn in overview(rows):
        assert sum(bar.count for bar in drawn.bars) == len(rows)
    assert [band(c) for c in (0, 0.3, 0.7, 0.999, 1)] == ["0.0–0.1", "0.3–0.4", "0.7–0.8", "0.9–1.0", "0.9–1.0"]


def test_every_reason_and_type_has_its_words() -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    mentions = [m for article in read(corpus) for m in extract_article(article).mentions]
    reasons = {m.type for m in mentions if m.kind == "rejected"} | set(load("labels"))
    assert len(reasons) > 10
    assert [r for r in reasons if f"reason {r}" not in words("zh")] == []
    assert [k for k in get_args(EntityKind) if f"kind {k}" not in words("en")] == []


def test_the_words_of_the_interface() -> None:
    assert words("zh").keys() == words("en").keys()
    assert not set(words("zh")) & set(dir(dict))  # in a template `t.clear` would be the method
    told = [("", "", "en-GB,zh"), ("", "", "zh-CN,en"), ("en", "zh", "zh"), ("", "zh", "en"), ("x", "", "")]
    assert [preferred(*given) for given in told] == ["en", "zh", "en", "zh", "zh"]
