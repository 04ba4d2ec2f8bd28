"""The exports, read back by the programs that people open them with."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhibiao import batch
from zhibiao.exports import Selection, SelectionError, write
from zhibiao.exports.cells import fits, for_excel
from zhibiao.exports.select import Condition, table_rows
from zhibiao.model import COLUMNS, Article, Mention, Result, Row
from zhibiao.store import ARTICLE_COLUMNS, Store, StoredArticle, record_of
from zhibiao.table import FORMULA, is_formula, rows_csv
from zhibiao.words import engine

WHEN = "2025-11-24T09:00:00+08:00"
HARD = Row(
    row="0a-0-8",
    article="=1+1|cmd",
    title="@SUM(A1)",
    published=dt.date(2025, 10, 20),
    subject="+市",
    indicator="-出口额\t",
    value=Decimal("1234567890123456789.125"),
    value_to=Decimal("0.333333333333"),
    unit="元",
    period_text="1-8",
    period_start=dt.date(2025, 1, 1),
    text="1-8",
    start=0,
    end=3,
    sentence='第一行，"引号"\n第二行',
    confidence=0.93,
    rule="007",
)


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """An output folder with one row that is hard on every format."""
    mention = Mention("=1+1|cmd", "quantity", "money", "-8", 0, 2, "-8 元", "0a-0-8", "+r")
    result = Result(Article("=1+1|cmd", "1-8……", "@SUM(A1)", HARD.published), (HARD,), lambda: (mention,))
    with Store.open(tmp_path / "hard", write=True) as store, store.writing():
        store.put(record_of(result, "a.txt", 0), fingerprint="f", seen=1)
    return tmp_path / "hard"


def export(folder: Path, selection: Selection = Selection(), *formats: str) -> list[dict[str, Any]]:  # noqa: B008
    """Write the tables; the lines of the indicator table."""
    with Store.open(folder, write=True) as store:
        write(store, folder, selection, formats or ("csv",))
    with (folder / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def stored_rows(folder: Path) -> list[Row]:
    with Store.open(folder) as store:
        return [row for article in store.articles() for row in store.rows(article.key)]


def test_no_cell_is_a_formula(hard: Path) -> None:
    (line,) = export(hard)
    assert (line["article"], line["title"], line["subject"]) == ("'=1+1|cmd", "'@SUM(A1)", "'+市")
    assert (line["value"], line["sentence"], line["text"]) == (str(HARD.value), HARD.sentence, "1-8")
    with (hard / "mentions.csv").open(encoding="utf-8", newline="") as file:
        (mention,) = csv.DictReader(file)
    assert (mention["article"], mention["text"], mention["value"], mention["rule"]) == (
        "'=1+1|cmd",
        "-8",
        "-8 元",
        "'+r",
    )


ODD = (
    "甲\r=1+1",
    "\r\n=cmd",
    " =1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u3000\t@x",
    "\u200b-1",
    "\x16=1",
    "甲\r",
    "\r",
    '"\r"',
)


@pytest.mark.parametrize("odd", ODD)
def test_one_record_is_one_line_and_no_formula(tmp_path: Path, odd: str) -> None:
    """A bare carriage return begins no record; nothing in full width or behind blanks is a formula. Both tables, as they
    are stored and as they are written, are what they were."""
    row = replace(HARD, article="a", title=odd, subject=odd, sentence=odd)
    mention = Mention("a", "quantity", odd, odd, 0, 2, odd, "0a-0-8", odd)
    result = Result(Article("a", odd + "3亿元", odd, HARD.published), (row,), lambda: (mention,))
    with Store.open(tmp_path, write=True) as store, store.writing():
        store.put(record_of(result, "a.txt", 0), fingerprint="f", seen=1)
    with Store.open(tmp_path) as store:
        (article,) = store.articles()
        assert store.mentions(article.key) == [mention]
        assert store.rows(article.key)[0].subject == odd
    for excel in (False, True):
        (line,) = export(tmp_path, Selection(excel=excel))
        with (tmp_path / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
            (told,) = csv.DictReader(file)
        for cell in (line["title"], line["subject"], line["sentence"], told["text"], told["value"], told["rule"]):
            assert cell.removeprefix("'") == odd
            assert cell.startswith("'") or not (FORMULA.match(cell) if excel else is_formula(cell))
    text = (tmp_path / "indicators.csv").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n") + 2 or "\n" in odd
    file = io.StringIO(newline="")
    rows_csv(file, [row])
    assert len(list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))) == 1


def test_days_before_spreadsheets_are_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    row = replace(
        HARD, period_start=dt.date(1, 1, 1), period_end=dt.date(1899, 12, 31), published=dt.date(9999, 12, 31)
    )
    result = Result(Article("a", "1-8", "", row.published), (row,), lambda: ())
    with Store.open(tmp_path, write=True) as store, store.writing():
        store.put(record_of(result, "a.txt", 0), fingerprint="f", seen=1)
    export(tmp_path, Selection(), "csv", "xlsx", "parquet")
    sheet = openpyxl.load_workbook(tmp_path / "indicators.xlsx").worksheets[0]
    found = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (found["period_start"], found["period_end"]) == ("0001-01-01", "1899-12-31")


def test_what_a_spreadsheet_would_misread_is_text(hard: Path) -> None:
    (line,) = export(hard, Selection(excel=True))
    assert (hard / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (line["text"], line["rule"], line["value"]) == ("'1-8", "'007", f"'{HARD.value}")
    assert (line["value_to"], line["period_start"]) == ("0.333333333333", "2025-01-01")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("1-8", "'1-8"), ("3/4", "'3/4"), ("8:30", "'8:30"), ("1E5", "'1E5"), ("007", "'007"), ("TRUE", "'TRUE"),
     ("2025年8月", "'2025年8月"), ("123456789012", "'123456789012"), ("12亿元", "12亿元"), ("a-1-8", "a-1-8"), ("", ""),
     ("11/2025", "'11/2025"), ("3-Mar", "'3-Mar"), ("March 2025", "'March 2025"), ("1.50", "'1.50"), ("(312)", "'(312)"), ("1,234", "'1,234"),
     ("TRUE ", "'TRUE "), ("1-", "'1-"), ("￥5", "'￥5"), ("1.5e+3", "'1.5e+3"), ("Marlboro", "Marlboro"), ("35", "35"), ("3月", "3月")],
)  # fmt: skip
def test_misread_cells(cell: str, shown: str) -> None:
    assert for_excel(cell) == shown


@pytest.mark.parametrize(
    ("number", "kept"), [("471800000000", True), ("-0.333333333333333", True), ("1234567890123456", False)]
)
def test_digits_that_a_spreadsheet_keeps(number: str, kept: bool) -> None:
    assert fits(number) is kept


def test_columns_conditions_and_headers(out: Path) -> None:
    rows = stored_rows(out)
    lines = export(out, Selection(columns=("indicator", "value"), where="measure = 'change' AND value > 10"))
    expected = [r for r in rows if r.measure == "change" and r.value is not None and r.value > 10]
    assert [line["value"] for line in lines] == [format(r.value, "f") for r in expected if r.value is not None]
    assert set(lines[0]) == {"indicator", "value"}
    assert len(lines) < len(rows)
    assert set(export(out, Selection(columns=("subject", "period_start"), header="zh"))[0]) == {"主体", "时期起"}


@pytest.mark.parametrize("names", [(Row, COLUMNS), (StoredArticle, ARTICLE_COLUMNS)])
def test_chinese_names_are_distinct(names: tuple[type, tuple[str, ...]]) -> None:
    kind, columns = names
    titles = Selection(header="zh").titles(columns, kind)
    assert len(set(titles)) == len(titles)
    assert all(ord(c) > 0x3000 for title in titles for c in title)


@pytest.mark.parametrize(
    "where",
    ["value >", "no_such = 1", "1) or (1=1", "1 ORDER BY n", "1, 2", "SELECT 1", "1 /*", "randomblob(1000000000)", "1) OR (SELECT load_extension('x')", "1); DROP TABLE indicators; --", "n IN (SELECT n FROM sqlite_temp_master)"],
)  # fmt: skip
def test_a_condition_that_is_none_is_refused(out: Path, where: str) -> None:
    before = (out / "indicators.csv").read_bytes()
    with pytest.raises(SelectionError, match="--where"):
        export(out, Selection(where=where))
    assert (out / "indicators.csv").read_bytes() == before


def test_a_condition_is_stopped_when_its_time_is_over(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    condition = Condition("value > 1 OR value <= 1 OR value IS NULL")
    rows = list(table_rows(Store.open(out), Selection())) * 50
    assert len(list(condition.filter(rows))) == len(rows) > 0
    monkeypatch.setattr("zhibiao.exports.select.CONDITION_SECONDS", -1.0)
    with pytest.raises(SelectionError, match="interrupted"):
        list(condition.filter(rows))


def test_decisions_are_in_the_exports(out: Path, corpus: Path) -> None:
    rows = stored_rows(out)
    with Store.open(out, write=True) as store:
        key = next(a.key for a in store.articles() if a.id == rows[0].article)
        store.decide(key, rows[0].row, "corrected", who="李", when=WHEN, changes={"value": "7"}, note="核对")
        store.decide(key, rows[1].row, "rejected", who="李", when=WHEN)
    summary = batch.run(corpus, out, batch.Options(workers=1))
    assert (summary.counts.extracted, summary.exported) == (0, True)
    lines = {line["row"]: line for line in export(out)}
    assert (lines[rows[0].row]["value"], lines[rows[0].row]["status"], lines[rows[0].row]["note"]) == (
        "7",
        "corrected",
        "核对",
    )
    assert lines[rows[1].row]["status"] == "rejected"
    assert {line["row"] for line in export(out, Selection(only="accepted"))} == {rows[0].row}


def test_an_edited_table_is_kept_aside(out: Path) -> None:
    table = out / "indicators.csv"
    table.write_text(table.read_text(encoding="utf-8") + "edited by hand\n", encoding="utf-8")
    export(out, Selection(columns=("value",)))
    assert (out / "indicators.edited-1.csv").read_text(encoding="utf-8").endswith("edited by hand\n")
    export(out)
    assert not (out / "indicators.edited-2.csv").exists()


@pytest.mark.parametrize("selection", [Selection(), Selection(excel=True, header="zh")])
def test_the_data_package_is_valid(out: Path, selection: Selection) -> None:
    frictionless = pytest.importorskip("frictionless")
    export(out, selection)
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    (out / "articles.csv").write_text("id\nx\n", encoding="utf-8")
    assert not frictionless.Package(str(out / "datapackage.json")).validate().valid


def test_the_data_package_says_what_cut_the_words(out: Path) -> None:
    export(out)
    assert json.loads((out / "datapackage.json").read_text("utf-8"))["segmenter"] == engine()


def expected_cell(value: Any) -> Any:
    """What a workbook's cell should hold."""
    if isinstance(value, Decimal):
        return float(value) if fits(format(value, "f")) else format(value, "f")
    return dt.datetime(value.year, value.month, value.day) if isinstance(value, dt.date) else value or None


def test_the_workbook_holds_the_same_cells(out: Path, hard: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    for folder in (out, hard):
        export(folder, Selection(), "csv", "xlsx")
        book = openpyxl.load_workbook(folder / "indicators.xlsx")
        head, *lines = book["指标"].iter_rows()
        assert tuple(c.value for c in head) == COLUMNS
        assert [[c.value for c in line] for line in lines] == [
            [v if v == 0 else expected_cell(v) for v in (getattr(row, name) for name in COLUMNS)]
            for row in stored_rows(folder)
        ]
        assert all(cell.data_type != "f" for line in lines for cell in line)
        assert (book["指标"].freeze_panes, book["指标"].auto_filter.ref[:2]) == ("A2", "A1")
        figure, sentence = lines[-1][COLUMNS.index("text")], lines[-1][COLUMNS.index("sentence")]
        sheet, _, cell = figure.hyperlink.location.partition("!")
        assert book[sheet.strip("'")][cell].value == sentence.value
        assert lines[0][COLUMNS.index("value")].number_format.startswith(("#,##0", "General"))
        assert lines[0][COLUMNS.index("published")].number_format == "yyyy-mm-dd"


def test_libreoffice_reads_the_same_cells(out: Path, hard: Path, tmp_path: Path) -> None:
    """LibreOffice opens the workbook and saves what it has read; the cells are those that openpyxl reads in ours."""
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc-nogui)")
    for folder in (out, hard):
        export(folder, Selection(), "csv", "xlsx")
        shutil.copy(folder / "indicators.xlsx", tmp_path / f"{folder.name}.xlsx")
    profile = f"-env:UserInstallation={(tmp_path.parent / 'profile').as_uri()}"
    books = [str(tmp_path / f"{folder.name}.xlsx") for folder in (out, hard)]
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), *books]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for path in map(Path, books):
        ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(tmp_path / "saved" / path.name)
        assert theirs.sheetnames == ours.sheetnames
        for sheet in ours.sheetnames:
            assert list(theirs[sheet].values) == list(ours[sheet].values)


def test_duckdb_reads_typed_parquet(out: Path, hard: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    for folder in (out, hard):
        rows = stored_rows(folder)
        export(folder, Selection(), "csv", "parquet")
        read = duckdb.sql(f"SELECT * FROM '{folder}/indicators.parquet'")
        types: Mapping[str, str] = dict(zip(read.columns, map(str, read.types), strict=True))
        assert (types["value"], types["period_start"], types["start"]) == ("DECIMAL(38,18)", "DATE", "BIGINT")
        found = read.fetchall()
        assert [dict(zip(COLUMNS, line, strict=True)) for line in found] == [
            {name: getattr(row, name) for name in COLUMNS} for row in rows
        ]
        mentions = duckdb.sql(f"SELECT count(*) FROM '{folder}/mentions.parquet'").fetchall()[0]
        with Store.open(folder) as store:
            assert mentions == (sum(len(store.mentions(a.key)) for a in store.articles()),)


def test_the_same_database_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("xlsxwriter")
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        with Store.open(out) as store:
            write(store, folder, Selection(), ("csv", "xlsx", "parquet"))
    first, second = ({f.name: f.read_bytes() for f in folder.iterdir()} for folder in folders)
    assert first == second
    assert len(first) == 8
