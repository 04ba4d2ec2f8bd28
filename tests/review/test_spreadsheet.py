"""A table goes out, is edited, and comes back: what is applied, and what a spreadsheet did to it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from zhibiao.decisions import cells_of
from zhibiao.review.damage import EditedCell, judged
from zhibiao.review.desk import Desk
from zhibiao.review.merging import Merged, merge
from zhibiao.review.workbook import EditedTable, TableError, read, write
from zhibiao.store import Store
from zhibiao.wording import spoken

from .conftest import ARTICLES, fill

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
Command = Callable[..., CompletedProcess[str]]
WHEN = "2025-11-24T09:00:00+08:00"
TEXT_BECAME_DATE = "text turned into a date"


@pytest.mark.parametrize(
    ("column", "before", "cell", "kind", "value", "damage"),
    [
        ("basis", "1-8", "1-8", "", None, ""),
        ("basis", "1-8", "1月8日", "", None, TEXT_BECAME_DATE),
        ("basis", "1-8", "8-Jan", "", None, TEXT_BECAME_DATE),
        ("basis", "1-8", "2025-01-08", "date", None, TEXT_BECAME_DATE),
        ("basis", "2025年8月", "2025/8/1", "", None, TEXT_BECAME_DATE),
        ("basis", "上年末", "上年同期", "", "上年同期", ""),
        ("basis", "007", "7", "number", None, "leading zeros"),
        ("period_text", "1—8月\n", "1—8月", "", None, ""),
        ("value", "471800000000", "4.718E+11", "", None, ""),
        ("value", "471812345678", "4.718E+11", "", None, "scientific"),
        ("value", "471812345678", "471812345678.0", "number", None, ""),
        ("value", "471800000000", "471,800,000,000", "", None, ""),
        ("value", "12", "1,300.50", "", "1300.50", ""),
        ("value", "1.8", "2025-01-08", "date", None, "date"),
        ("value", "1234567890123456789", "1234567890123450000", "", None, "fifteenth"),
        ("value", "16.7", "16.7%", "", None, ""),
        ("value", "16.7", "17.7%", "", None, "percent sign"),
        ("value", "16.7", "十六", "", None, "no number"),
        ("value", "16.7", "", "", None, "blanked"),
        ("value_to", "16.7", "", "", "", ""),
        ("subject", "明川港", "", "", "", ""),
        ("value_to", "", "NaN", "", None, "no number"),
        ("period_end", "2025-08-31", "2025/8/31", "", None, ""),
        ("period_end", "2025-08-31", "2025/9/30", "", "2025-09-30", ""),
        ("period_end", "2025-08-31", "45900", "number", None, ""),
        ("period_end", "2025-08-31", "45931", "number", None, "serial number"),
        ("period_end", "2025-08-31", "8/31/25", "", None, "no full date"),
        ("period_end", "2025-08-31", "2025-02-30", "", None, "no such day"),
        ("measure", "level", "变化", "", "change", ""),
        ("measure", "level", "水平", "", None, ""),
        ("measure", "level", "big", "", None, "none of"),
        ("subject", "明川港", "=HYPERLINK(1)", "formula", None, "formula"),
        ("subject", "明川港", "#NAME?", "", None, "error value"),
        ("subject", "明川港", "####", "", None, "too narrow"),
        ("subject", "㎡之家", "?之家", "", None, "question marks"),
        ("subject", "明川港", "鏄庡窛娓�", "", None, "encoding"),
        ("subject", "明川港", "明川港".encode().decode("latin-1"), "", None, "wrong encoding"),
        ("subject", "-3号井", "'-3号井", "", None, ""),
        ("row_text", "x", "TRUE", "bool", None, "true or false"),
    ],
)  # fmt: skip
def test_what_became_of_a_cell(column: str, before: str, cell: str, kind: str, value: str | None, damage: str) -> None:
    found = judged(column, before, EditedCell(cell, kind))
    assert found.value == value
    assert damage in found.damage
    assert bool(damage) == bool(found.damage)


def desk(folder: Path) -> Desk:
    return Desk(Store.open(folder, write=True), lambda: WHEN)


def out(folder: Path, name: str) -> Path:
    """The rows of a folder written to a table."""
    at = desk(folder)
    path = folder.parent / name
    assert write(path, (row for sheet in at.sheets.values() for row in sheet.rows)) > 3
    at.store.close()
    return path


def back(folder: Path, path: Path) -> Merged:
    at = desk(folder)
    merged = merge(at, read(path), "李")
    at.store.close()
    return merged


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_an_untouched_table_changes_nothing(folder: Path, name: str) -> None:
    merged = back(folder, out(folder, name))
    assert merged.troubles == []
    assert merged.changes == []
    assert set(merged.counts) == {"unchanged", "absent"}
    with Store.open(folder) as store:
        assert store.history() == []


def test_copies_of_a_text_come_back_to_their_own_articles(folder: Path) -> None:
    """They have the same row ids; the column article tells them apart."""
    fill(folder, [replace(ARTICLES[1], id="reprint.txt")])
    path = out(folder, "t.xlsx")
    assert back(folder, path).troubles == []
    book = openpyxl.load_workbook(path)
    sheet = book.active
    names = {cell.value.split()[-1]: cell.column for cell in sheet[1]}
    lines = {sheet.cell(n, names["article"]).value: n for n in range(2, sheet.max_row + 1)}
    sheet.cell(lines["reprint.txt"], names["status"]).value = "拒绝"
    sheet.cell(lines["farm.txt"], names["article"]).value = "?"
    book.save(path)
    merged = back(folder, path)
    assert [t.line for t in merged.troubles] == [lines["farm.txt"]]
    with Store.open(folder) as store:
        assert [d.article for d in store.history()] == ["reprint.txt"]


def edit(path: Path, edits: dict[str, dict[str, object]], new: dict[str, object] | None = None) -> None:
    """Edit a workbook as a person does: by a row's text, column by column; `new` is one more line."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    names = {cell.value.split()[-1]: cell.column for cell in sheet[1]}
    for line in range(2, sheet.max_row + 1):
        for name, value in edits.get(sheet.cell(line, names["text"]).value, {}).items():
            sheet.cell(line, names[name]).value = value
    for name, value in (new or {}).items():
        sheet.cell(sheet.max_row + (name == next(iter(new or {}))), names[name]).value = value
    book.save(path)


def test_the_round_trip_by_the_command(command: Command, folder: Path) -> None:
    path = folder.parent / "reviewed.xlsx"
    done = command("review", "export", path, folder)
    assert str(path) in done.stdout
    edits: dict[str, dict[str, object]] = {
        "1.2亿吨": {"status": "接受"},
        "6.5%": {"value": "7.5", "note": "查年报"},
        "318万标箱": {"subject": "=1+1", "unit": "吨"},
        "两成": {"status": "rejected"},
        "15万亩": {"sentence": "另一句"},
        "32公斤": {"status": "maybe"},
    }
    edit(path, edits, {"article": "farm.txt", "text": "亩均", "indicator": "地块", "value": 1, "status": "accepted"})
    words = ("review", "import", path, folder, "--who", "王")
    dry = command(*words, "--dry-run")
    with Store.open(folder) as store:
        assert store.history() == []
    done = command(*words)
    assert done.returncode == dry.returncode == 1
    assert done.stdout.splitlines()[:-1] == dry.stdout.splitlines()[:-1]
    assert "accepted 1, corrected 2, rejected 1, added 1" in done.stdout
    for said in ("a formula", "cannot be edited", "'maybe'", "7.5"):
        assert said in done.stdout
    with Store.open(folder) as store:
        rows = {r.text: r for a in store.articles() for r in store.reviewed(a.key).rows}
        assert {t: r.status for t, r in rows.items() if r.status} == {
            "1.2亿吨": "accepted", "6.5%": "corrected", "318万标箱": "corrected", "两成": "rejected", "亩均": "accepted",
        }  # fmt: skip
        assert (str(rows["6.5%"].value), rows["6.5%"].note) == ("7.5", "查年报")
        assert (rows["318万标箱"].unit, rows["318万标箱"].dimension) == ("吨", "mass")
        assert {d.who for d in store.history()} == {"王"}
    again = command(*words)
    assert "changed here after the export" not in again.stdout
    assert "accepted 0, corrected 0, rejected 0, added 0" in again.stdout
    with Store.open(folder) as store:
        assert len(store.history()) == 5


def test_a_row_changed_meanwhile_is_not_overwritten(folder: Path) -> None:
    path = out(folder, "t.xlsx")
    at = desk(folder)
    key, sheet = next(iter(at.sheets.items()))
    row = sheet.rows[0]
    at.decide(key, row.row, "corrected", {"subject": "别处"}, "", "王")
    at.store.close()
    edit(path, {row.text: {"subject": "此处"}})
    (trouble,) = back(folder, path).troubles
    assert "changed here after the export" in trouble.why


def test_csv_saved_by_others(folder: Path) -> None:
    """GBK without a mark and with semicolons, as some spreadsheets save it: read, and said."""
    path = out(folder, "t.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    status = lines[0].index("审核 status")
    lines[1][status] = "拒绝"
    with path.open("w", encoding="gbk", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)
    table = read(path)
    assert any("GB18030" in remark for remark in table.remarks)
    merged = back(folder, path)
    assert (merged.counts["rejected"], merged.troubles) == (1, [])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.xlsx", b"no workbook", "no XLSX"), ("a.csv", b"", "empty"), ("a.csv", b"x,y\n1,2\n", "no column `row`"), ("a.csv", b"row,row\n", "twice"), ("b.csv", None, "No such file"), ("a.csv", b"\0\0", "no CSV")],
)  # fmt: skip
def test_tables_that_cannot_be_read(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(TableError, match=said):
        read(tmp_path / name)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"row": "none-1-2"}, "no row"),
        ({"row": "", "article": "nowhere.txt", "text": "1"}, "names its article"),
        ({"row": "", "article": "port.txt", "text": "百"}, "stands 0 times"),
        ({"row": "", "article": "port.txt", "text": "量"}, "give its sentence"),
        ({"row": "", "article": "port.txt", "text": ""}, "gives its text"),
    ],
)
def test_lines_that_ask_for_nothing_sound(folder: Path, cells: dict[str, str], said: str) -> None:
    at = desk(folder)
    table = EditedTable(((2, {name: EditedCell(text) for name, text in cells.items()}),))
    (trouble,) = merge(at, table, "李").troubles
    assert said in trouble.why
    assert at.store.history() == []
    at.store.close()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"note": "看"}, "a note alone"),
        ({"status": "corrected"}, "no sound cell"),
        ({"period_start": "2030-01-01", "period_end": "2020-01-01"}, "is after"),
    ],
)
def test_a_line_that_contradicts_itself(folder: Path, cells: dict[str, str], said: str) -> None:
    at = desk(folder)
    row = next(iter(at.sheets.values())).rows[0]
    given = {**{"row": row.row}, **cells}
    table = EditedTable(((2, {name: EditedCell(text) for name, text in given.items()}),))
    (trouble,) = merge(at, table, "李").troubles
    assert said in trouble.why
    assert cells_of(at.row(next(iter(at.sheets)), row.row)) == cells_of(row)
    at.store.close()


def test_a_table_of_run_comes_back_twice(folder: Path) -> None:
    """It has no seal: a correction that its first import made is no decision that somebody cleared."""
    at = desk(folder)
    row = next(iter(at.sheets.values())).rows[0]
    given = {"row": row.row, "status": "", "indicator": "吞吐总量", "measure": "胡说"}
    table = EditedTable(((2, {name: EditedCell(text) for name, text in given.items()}),))
    first = merge(at, table, "李")
    again = merge(desk(folder), table, "李")
    assert (first.counts["corrected"], again.counts["unchanged"], len(again.troubles)) == (1, 1, 1)
    assert spoken(again.troubles[0].why, "zh") == "不在可选值之中：水平、变化、占比、倍比、位次"
    at.store.close()
