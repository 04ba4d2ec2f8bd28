"""Two reviewers and their agreement; decisions as annotated rows, scored by `zhibiao evaluate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from zhibiao.decisions import Decision
from zhibiao.evaluate import load_gold, load_table, score
from zhibiao.review.agreement import agreements, differences
from zhibiao.review.desk import Desk
from zhibiao.review.server import application
from zhibiao.store import Store
from zhibiao.web.safety import Gate

from .conftest import ARTICLES, fill

WHEN = "2025-11-24T09:00:00+08:00"
Command = Callable[..., "CompletedProcess[str]"]


def decisions(*told: tuple[str, str, str, str]) -> list[Decision]:
    """Decisions from (reviewer, row, kind, subject), in this order; `undone` takes back the last one of the row."""
    made: list[Decision] = []
    for number, (who, row, kind, subject) in enumerate(told, 1):
        last = next((d for d in reversed(made) if d.row == row), None)
        undoes = last.number if last and kind == "undone" else 0
        cells = {"text": row, "subject": subject, "value": "1"}
        made.append(Decision("a", row, kind, who, WHEN, cells, cells, "", undoes, number))  # type: ignore[arg-type]
    return made


def test_who_agrees_with_whom() -> None:
    (found,) = agreements(
        decisions(
            ("李", "1", "accepted", "甲"), ("王", "1", "accepted", "甲"),
            ("李", "2", "accepted", "甲"), ("王", "2", "corrected", "乙"),
            ("李", "3", "rejected", "甲"), ("王", "3", "rejected", "甲"),
            ("李", "4", "rejected", "甲"), ("王", "4", "accepted", "甲"),
            ("李", "5", "accepted", "甲"),
        )
    )  # fmt: skip
    assert (found.who, found.rows, found.same, found.kept) == (("李", "王"), 4, 3, 2)
    assert found.kappa == pytest.approx(0.5)  # 0.75 seen, 0.5 by chance
    assert {name: found.cells[name] for name in ("whole", "subject", "quantity")} == {
        "whole": 1,
        "subject": 1,
        "quantity": 2,
    }
    assert [(pair[0].row, differences(pair)) for pair in found.differing] == [
        ("2", {"subject": ("甲", "乙")}),
        ("4", {}),
    ]


def test_each_by_his_own_first_turn() -> None:
    """A second thought in the own turn counts, what is decided after the other's does not, nor what was taken back."""
    (found,) = agreements(
        decisions(
            ("李", "1", "accepted", "甲"), ("李", "1", "corrected", "乙"), ("王", "1", "accepted", "甲"), ("李", "1", "corrected", "甲"),
            ("李", "2", "rejected", "甲"), ("王", "2", "rejected", "甲"), ("王", "2", "undone", ""), ("王", "2", "accepted", "甲"),
        )
    )  # fmt: skip
    assert [(pair[0].row, pair[0].after["subject"]) for pair in found.differing] == [("1", "乙"), ("2", "甲")]
    assert agreements(decisions(("李", "1", "accepted", "甲"), ("王", "2", "accepted", "甲"))) == []


def test_alone_one_sees_nobody_else(folder: Path) -> None:
    with Store.open(folder, write=True) as store, Store.open(folder, write=True) as hers:
        hers.only = "王"
        desk, second = Desk(store, lambda: WHEN), Desk(hers, lambda: WHEN)
        key = next(iter(desk.sheets))
        row = desk.sheets[key].rows[0]
        desk.decide(key, row.row, "corrected", {"subject": "别处"}, "见年报", "李")
        assert second.row(key, row.row) == row
        assert hers.history(row=row.row) == []
        second.decide(key, row.row, "accepted", {}, "", "王")
        assert desk.row(key, row.row).subject == row.subject  # the last one stands
        (found,) = agreements(store.history())
        assert [differences(pair) for pair in found.differing] == [{"subject": ("别处", row.subject)}]


def test_decisions_are_gold(tmp_path: Path, command: Command) -> None:
    """What was accepted, corrected and rejected is scored by evaluate; what nobody has seen counts neither way."""
    folder, gold = fill(tmp_path / "out"), tmp_path / "gold.jsonl"
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        key = next(k for k, s in desk.sheets.items() if s.article.id == "port.txt")
        total, growth, boxes, share = desk.sheets[key].rows
        desk.decide(key, total.row, "accepted", {}, "", "李")
        desk.decide(key, growth.row, "corrected", {"subject": "明川市"}, "", "李")
        desk.decide(key, boxes.row, "rejected", {}, "", "李")
    told = command("review", "gold", gold, folder)
    assert told.returncode == 0
    assert "2 annotated rows; 1 that nobody has decided on" in told.stdout
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    assert [(line["text"], line["subject"], line["optional"]) for line in lines] == [
        (total.text, [total.subject], False), (growth.text, ["明川市"], False), (share.text, [share.subject], True),
    ]  # fmt: skip
    assert command("export", fill(tmp_path / "rules")).returncode == 0
    scores = score(load_table(tmp_path / "rules" / "indicators.csv"), load_gold([gold]))
    assert (scores.rows, scores.gold) == (3, 2)  # the rejected row is spurious, the open one counts neither way
    assert {name: scores.hits[name] for name in ("found", "quantity", "subject", "whole")} == {
        "found": 2, "quantity": 2, "subject": 1, "whole": 1,
    }  # fmt: skip
    twin = replace(ARTICLES[0], id="b/port.md")
    fill(folder, [twin])
    told = command("review", "gold", gold, folder)
    assert (told.returncode, gold.read_text("utf-8")) == (1, "")
    assert "port.txt: left out" in told.stdout
    assert "no row has two reviewers" in command("review", "agreement", folder).stdout


def test_pages_of_two_reviewers(folder: Path) -> None:
    """The overview shows where they differ; alone, the page decides as its reviewer and shows nobody else's decisions."""
    testing = pytest.importorskip("starlette.testclient")
    with Store.open(folder, write=True) as store:
        desk = Desk(store, lambda: WHEN)
        key = next(iter(desk.sheets))
        row = desk.sheets[key].rows[0].row
        desk.decide(key, row, "corrected", {"subject": "别处"}, "", "李")
    alone = testing.TestClient(
        application(folder, Gate(csrf="ours"), lambda: WHEN, "王", alone=True), "http://localhost"
    )
    with alone:
        assert "别处" not in alone.get("/api/rows").text.encode().decode("unicode_escape")
        given = {"key": key, "row": row, "kind": "accepted", "who": "李"}
        assert alone.post("/api/decide", json=given, headers={"x-zhibiao-csrf": "ours"}).status_code == 200
        assert "agreed" not in alone.get("/overview").text
        assert alone.get("/teach").status_code == 404
    with testing.TestClient(application(folder, Gate(), lambda: WHEN, "李"), "http://localhost") as client:
        page = client.get("/overview?lang=en").text
        assert "李 · 王" in page
        assert f"/?row={row}&amp;in=farm.txt" in page
        assert "Subject 别处 /" in page
        lines = client.get("/gold.jsonl").text.splitlines()
        assert [json.loads(line)["optional"] for line in lines].count(False) == 1
