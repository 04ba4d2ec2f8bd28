"""What comes back from a person: files in a wrong encoding, damaged workbooks, tables that nobody touched, dry runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from zhibiao.cli.review import brief
from zhibiao.decisions import DecisionError, check_size
from zhibiao.extraction import extract_article
from zhibiao.model import Article, Result, Row
from zhibiao.review.columns import cells, settled
from zhibiao.review.damage import EditedCell, general, judged
from zhibiao.review.desk import Desk
from zhibiao.review.garbling import garbled
from zhibiao.review.incoming import TableError, read
from zhibiao.review.merging import Merged, merge
from zhibiao.review.workbook import write
from zhibiao.store import Store, record_of

from .conftest import ARTICLES

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
Command = Callable[..., subprocess.CompletedProcess[str]]
WHEN = "2025-11-24T09:00:00+08:00"
# Cells that programs like to change.
HARD = (
    "1-8", "2025/1/8", "2025年8月", "007", "1.50", "3-Mar", "Mar-25", "(312)", "TRUE", "false ", "=1+1", " -5", "＝x", "1E5",
    "12345678901234567890", "½", "'0.5", "'=x", "5%", "50 %", "¥5", "1,234", "1 1/2", "8:30", "12:30 PM", "11/2025",
    "2025-11-16 08:30", "第一行\x0b甲\r乙_x000D_𠮷", "a\nb", "  x  ", "\u3000x", "0.1", "1.", "+3", "@a", "\tq", "12月", "8月1日",
    "1e-5", "0123.40", "长" * 33_000, "?甲?", "Jan 5", "1/2/3", "https://a.b/", "∞", "-", "1-", "-1-8", "12:30:45.6", "9-10",
)  # fmt: skip
VALUES = ("471812345678", "0.333333333333", "1234567890123456789.125", "-0.000012345678", "1E+20", "0", "-12.50", "99999999999", "0.00001")  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, and one whose rows are hard on every spreadsheet."""
    hard = Article("1-8", "难" * len(HARD), "3/4", dt.date(2025, 1, 1))
    made = extract_article(ARTICLES[1]).rows[0]
    rows = [
        replace(
            made, row=f"00-{k}-{k + 1}", article="1-8", subject=cell, indicator=cell, basis=cell, text=cell, sentence=cell,
            checks=cell, value=Decimal(VALUES[k % len(VALUES)]), value_to=Decimal(VALUES[(k + 3) % len(VALUES)]),
            period_start=dt.date(1899, 1, 1) if k == 3 else made.period_start,
        )
        for k, cell in enumerate(HARD)
    ]  # fmt: skip
    with Store.open(tmp_path / "extracted", write=True) as store, store.writing():
        for number, result in enumerate([*map(extract_article, ARTICLES), Result(hard, tuple(rows), tuple)]):
            store.put(record_of(result, result.article.id, number), fingerprint="f", seen=1)
    return tmp_path / "extracted"


def rows_of(folder: Path) -> list[Row]:
    with Store.open(folder) as store:
        return [row for sheet in Desk(store, lambda: WHEN).sheets.values() for row in sheet.rows]


def out(folder: Path, name: str) -> Path:
    """The rows of a folder as a table."""
    path = folder.parent / name
    write(path, rows_of(folder))
    return path


def back(folder: Path, path: Path) -> Merged:
    """What a table would do."""
    with Store.open(folder) as store:
        store.rehearse()
        return merge(Desk(store, lambda: WHEN), read(path), "李")


# ------------------------------------------------------------------ untouched


def shown_by_excel(cell: str) -> str:
    """What a spreadsheet writes into CSV of a cell that it has read from CSV and nobody touched."""
    text = cell.strip()
    if m := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return f"{m[1]}/{int(m[2])}/{int(m[3])}"
    if re.fullmatch(r"\d{1,2}[-/]\d{1,2}", text):
        return "{}月{}日".format(*re.split("[-/]", text))
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper()
    if text.startswith(("=", "+", "-", "@")) and not re.fullmatch(r"[-+]?[0-9.]+", text):
        return "#NAME?"
    if m := re.fullmatch(r"\(([0-9.]+)\)", text):
        return "-" + m[1]
    if re.fullmatch(r"[-+]?[0-9.,]*[0-9](?:[Ee][-+]?\d+)?", text) and text.count(".") < 2:
        number = general(Decimal(text.replace(",", "")))
        return f"{number:.5E}" if number and not 1e-4 <= abs(number) < 1e11 else format(number.normalize(), "f")
    return cell


def by_excel(path: Path) -> Path:
    """A CSV file opened and saved by a spreadsheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = [[shown_by_excel(cell) for cell in line] for line in csv.reader(file)]
    saved = path.with_name("excel.csv")
    with saved.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)
    return saved


def by_openpyxl(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book.save(path.with_name("saved.xlsx"))
    return path.with_name("saved.xlsx")


def by_libreoffice(path: Path, form: str) -> Path:
    """A table opened and saved by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here: apt-get install libreoffice-calc")
    filters = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"}
    read_as = ["--infilter=CSV:44,34,76,1,,0,false,true"] if path.suffix == ".csv" else []
    to = path.parent / "office"
    profile = path.parent.parent / "profile"  # beside the folder of this test: to make one takes longer than to convert
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", *read_as]
    subprocess.run(
        [*command, "--convert-to", filters[form], "--outdir", to, path], capture_output=True, check=True, timeout=120
    )
    return to / f"{path.stem}.{form}"


TRIPS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "a workbook": ("t.xlsx", lambda path: path),
    "a CSV": ("t.csv", lambda path: path),
    "a CSV through a simulated Excel": ("t.csv", by_excel),
    "a workbook through openpyxl": ("t.xlsx", by_openpyxl),
    "a workbook through LibreOffice": ("t.xlsx", lambda path: by_libreoffice(path, "xlsx")),
    "a workbook to CSV in LibreOffice": ("t.xlsx", lambda path: by_libreoffice(path, "csv")),
    "a CSV through LibreOffice": ("t.csv", lambda path: by_libreoffice(path, "csv")),
    "a CSV to a workbook in LibreOffice": ("t.csv", lambda path: by_libreoffice(path, "xlsx")),
}


@pytest.mark.parametrize("trip", TRIPS)
def test_what_nobody_touched_changes_nothing(folder: Path, trip: str) -> None:
    name, through = TRIPS[trip]
    merged = back(folder, through(out(folder, name)))
    assert (merged.changes, merged.troubles) == ([], [])
    assert merged.counts["unchanged"] == len(rows_of(folder))


# ------------------------------------------------------------------ wrong encodings


WRONG = [
    ("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "big5hkscs"),
    ("utf-8", "big5hkscs"), ("big5hkscs", "gb18030"), ("utf-8", "cp437"), ("utf-8", "shift_jis"),
    ("gb18030", "mac-roman"), ("utf-8", "koi8-r"), ("gb18030", "cp1251"), ("utf-8", "cp1250"), ("gb18030", "cp949"), ("utf-8", "cp874"),
]  # fmt: skip


@pytest.mark.parametrize(("saved", "opened"), WRONG)
@pytest.mark.parametrize("lost", ["replace", "ignore"])
def test_one_cell_in_a_wrong_encoding_refuses_the_file(folder: Path, saved: str, opened: str, lost: str) -> None:
    """All cells of one column, with sound edits beside them: nothing at all is applied."""
    path = out(folder, "t.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    names = [heading.split()[-1] for heading in lines[0]]
    for line in lines[1:]:
        line[names.index("status")] = "接受"
        before = line[names.index("sentence")][:60]
        line[names.index("sentence")] = before.encode(saved, "replace").decode(opened, lost)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    with pytest.raises(TableError, match=r"sentence.*wrong encoding.*UTF-8"):
        back(folder, path)


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16", "utf-8-sig", "utf-8"])
def test_a_table_saved_in_another_encoding_is_read(folder: Path, encoding: str) -> None:
    row = next(r for r in rows_of(folder) if r.text == "1.2亿吨")
    assert row.subject == "明川港"
    table = f"row,subject,basis\r\n{row.row},{row.subject},明川碼頭的舊值\r\n"  # all of it is in Big5 as well
    (folder.parent / "t.csv").write_bytes(table.encode(encoding))
    merged = back(folder, folder.parent / "t.csv")
    assert merged.troubles == []
    assert [change[2:] for change in merged.changes] == [("basis", "", "明川碼頭的舊值")]


def test_headings_in_a_wrong_encoding(folder: Path) -> None:
    path = out(folder, "t.csv")
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("utf-8").decode("gb18030", "ignore").encode("utf-8"))
    with pytest.raises(TableError, match="wrong encoding"):
        back(folder, path)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", "行号 row,主体\n".encode() + b"a,\xff\xff\n", b"\xef\xbb\xbfrow\n\xff"]
)
def test_bytes_of_no_encoding_refuse_the_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(TableError, match="nothing used"):
        read(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("before", "text", "wrong"),
    [
        ("明川港", "青石港", False),
        ("明川港", "", False),
        ("出口额", "出口总额", False),
        ("港", "口", False),
        ("abc", "?", False),
        ("甲市?", "乙市?", False),
        ("出口额", "出口额?", False),
        ("㎡之家", "?之家", True),
        ("𠮷之家", "??之家", True),
        ("𠮷之家", "?之家", True),
        ("明川港", "???", True),
        ("港", "娓�", True),
        ("港", "娓", True),
        ("港", "æ¸¯", True),
        ("明川港", "锟斤拷锟斤拷", True),
        ("明川港", "ï¿½ï¿½", True),
        ("明川港", "明川港\ufffd", True),
        ("出口额达3亿元", "鍑哄彛棰濊揪3浜垮厓", True),
        ("出口额", "鍑哄彛棰濊揪".encode().decode("gb18030", "replace"), True),
    ],
)
def test_signs_of_a_wrong_encoding(before: str, text: str, wrong: bool) -> None:
    assert garbled(before, text) is wrong


# ------------------------------------------------------------------ damaged workbooks


def inside(path: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A workbook with other parts."""
    with zipfile.ZipFile(path) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
DAMAGE: dict[str, Callable[[Path], bytes]] = {
    "cut off": lambda path: path.read_bytes()[:-200],
    "cut in two": lambda path: path.read_bytes()[: path.stat().st_size // 2],
    "broken inside": lambda path: path.read_bytes().replace(b"PK\x03\x04", b"PK\x03\x05", 3),
    "broken XML": lambda path: inside(path, lambda parts: parts.update({SHEET: parts[SHEET][:-50]})),
    "no XML": lambda path: inside(path, lambda parts: parts.update({SHEET: b"\x00\xff"})),
    "no sheet": lambda path: inside(path, lambda parts: [parts.pop(SHEET)]),
    "no sheet named": lambda path: inside(path, lambda parts: parts.update({"xl/workbook.xml": re.sub(b"<sheets>.*</sheets>", b"<sheets/>", parts["xl/workbook.xml"])})),
    "no strings": lambda path: inside(path, lambda parts: parts.update({"xl/sharedStrings.xml": b"<sst/>"})),
    "no looks": lambda path: inside(path, lambda parts: parts.update({"xl/styles.xml": re.sub(b"<cellStyleXfs.*</cellStyleXfs>", b'<cellStyleXfs count="0"/>', parts["xl/styles.xml"])})),
    "a number without end": lambda path: inside(path, lambda parts: parts.update({SHEET: parts[SHEET].replace(b"<v>", b"<v>" + b"9" * 5000)})),
    "lines without end": lambda path: inside(path, lambda parts: parts.update({SHEET: parts[SHEET].replace(b'<row r="3"', b'<row r="99999999999"')})),
    "a bomb": lambda path: inside(path, lambda parts: parts.update({"xl/x.xml": b" " * 60_000_000})),
    "no archive": lambda path: b"PK\x03\x04....",
    "a text": lambda path: "行号 row\n".encode(),
    "nothing": lambda path: b"",
}  # fmt: skip


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_workbook_is_one_line(command: Command, folder: Path, how: str) -> None:
    path = folder.parent / "t.xlsx"
    write(path, rows_of(folder)[:20])
    path.write_bytes(DAMAGE[how](path))
    done = command("review", "import", path, folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert "t.xlsx" in done.stderr
    if how.startswith("no sheet"):
        assert "sheet" in done.stderr
    with Store.open(folder) as store:
        assert store.history() == []


@pytest.mark.parametrize("length", [101, 5_000, 30_000])
def test_a_long_cell_is_not_told_in_full(length: int) -> None:
    assert brief("9" * 100) == "9" * 100
    assert brief("9" * length) == "9" * 100 + f"… ({length})"


def test_what_a_sheet_says_of_its_extent_is_not_believed(folder: Path) -> None:
    """Some programs write A1 as the extent of every sheet: read by it, all other cells would count as not given."""
    path = out(folder, "t.xlsx")
    extent = re.compile(b'<dimension ref="[^"]*"')
    said = inside(path, lambda parts: parts.update({SHEET: extent.sub(b'<dimension ref="A1"', parts[SHEET])}))
    path.write_bytes(said)
    assert len(read(path).lines) == len(rows_of(folder))
    assert "sentence" in read(path).lines[0][1]


@pytest.mark.parametrize("rest", ['a,"x' + "y" * 1_100_000, "a," + "z" * 1_000_001 + "\n", 'a,"' + "b\n" * 600_000])
def test_huge_cells_are_one_line(tmp_path: Path, rest: str) -> None:
    (tmp_path / "t.csv").write_text("row,sentence\n" + rest, encoding="utf-8")
    with pytest.raises(TableError, match="nothing used"):
        read(tmp_path / "t.csv")


# ------------------------------------------------------------------ bounded figures


BOUNDLESS = ("1e400", "1e30000000", "-1E999999999", "1e-30000000", "9" * 200, "0." + "0" * 90 + "1", "1e41")


@pytest.mark.parametrize("figure", BOUNDLESS)
def test_figures_without_bound_are_refused_at_every_door(folder: Path, figure: str) -> None:
    row = rows_of(folder)[0]
    assert "too" in judged("value", "12", EditedCell(figure)).damage
    with pytest.raises(DecisionError, match="too large"):
        settled({"value": figure}, cells(row))
    with Store.open(folder, write=True) as store:
        (first, *_) = store.articles()
        for act in (
            lambda: store.decide(first.key, row.row, "corrected", who="李", when=WHEN, changes={"value_to": figure}),
            lambda: store.add_row(first.key, 0, 2, {"value": figure}, who="李", when=WHEN),
        ):
            with pytest.raises(DecisionError, match="too large"):
                act()
        assert store.history() == []


@pytest.mark.parametrize("figure", ["1e28", "-471800000000.125", "0.000000000001", "9" * 40, "x", ""])
def test_figures_of_articles_pass(figure: str) -> None:
    check_size({"value": figure, "subject": "甲市"})
    with pytest.raises(DecisionError):
        check_size({"subject": "长" * 40_000})


# ------------------------------------------------------------------ dry runs


def test_a_dry_run_says_what_the_real_one_does(command: Command, folder: Path) -> None:
    """Lines that depend on one another: an added row given twice, a row decided and given again, a place that is taken."""
    path = folder.parent / "t.csv"
    first = next(r for r in rows_of(folder) if r.article == "port.txt")
    head = ["row", "article", "status", "note", "subject", "value", "unit", "text", "sentence", "indicator"]
    new = ["", "farm.txt", "accepted", "", "", "3", "", "亩均", "", "地块"]
    lines = [
        head,
        [
            first.row,
            "port.txt",
            "rejected",
            "甲",
            first.subject,
            str(first.value),
            first.unit,
            first.text,
            "",
            first.indicator,
        ],
        [
            first.row,
            "port.txt",
            "accepted",
            "",
            first.subject,
            str(first.value),
            first.unit,
            first.text,
            "",
            first.indicator,
        ],
        new,
        new,
        [*new[:5], "4", *new[6:]],
        ["", "farm.txt", "", "", "", "15", "", "15万亩", "", ""],
        ["", "farm.txt", "", "", "", "1e400", "", "水稻", "", ""],
        ["", "nowhere", "", "", "", "1", "", "水稻", "", ""],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    words = ("review", "import", path, folder, "--who", "李")
    before = (folder / "zhibiao.sqlite").read_bytes()
    dry = command(*words, "--dry-run")
    assert (folder / "zhibiao.sqlite").read_bytes() == before
    real = command(*words)
    assert dry.stdout.splitlines()[:-1] == real.stdout.splitlines()[:-1]
    assert (dry.returncode, dry.stderr) == (real.returncode, real.stderr)
    assert "rejected 1, added 2" in real.stdout
