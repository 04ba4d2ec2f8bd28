"""The rows of a store as a workbook for a reviewer, and an edited table read back, workbook or CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from zhibiao.exports.cells import for_excel, number_for_excel
from zhibiao.exports.select import chinese
from zhibiao.exports.xlsx import Formats, Sheet
from zhibiao.model import COLUMNS, Row, ZhibiaoError
from zhibiao.review.columns import CHOICES, EDITABLE, VERDICTS, seal
from zhibiao.review.damage import EditedCell
from zhibiao.store.packing import stored
from zhibiao.table import DTYPES

ROUND = ("row", "status", "note", *EDITABLE, "text", "sentence", "article", "confidence", "checks")
SEAL = "seal"  # tells on the way back whether a row was changed here meanwhile
DESCRIPTIONS = {f.name: chinese(f.metadata["description"]) for f in fields(Row)} | {SEAL: "封印"}
BY_CHINESE = {DESCRIPTIONS[name]: name for name in (*COLUMNS, SEAL)}


class TableError(ZhibiaoError):
    """A table that cannot be read or written; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class EditedTable:
    """Lines of an edited table, each with its number in the file; `remarks` say how the file had to be read."""

    lines: tuple[tuple[int, dict[str, EditedCell]], ...]
    remarks: tuple[str, ...] = ()


# ------------------------------------------------------------------ out


def write(path: Path, rows: Iterable[Row]) -> int:
    """Write the rows to `path`, XLSX or CSV by its name; answers how many. Raises `TableError`."""
    writers = {".xlsx": write_xlsx, ".csv": write_csv}
    if path.suffix.lower() not in writers:
        raise TableError(f"{path}: 只能写 .xlsx 或 .csv (give a name that ends with .xlsx or .csv)")
    try:
        return writers[path.suffix.lower()](path, rows)
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}; is it open in a spreadsheet, or the folder missing?") from error


def write_xlsx(path: Path, rows: Iterable[Row]) -> int:
    """A workbook with choices for status and enumerations; the seal is hidden."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    names = (*ROUND, SEAL)
    n = 0
    book = Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    sheet = Sheet(book, Formats(book), "审核", [heading(name) for name in names], names)
    for row in rows:
        sheet.next()
        for k, name in enumerate(ROUND):
            sheet.cell(k, stored(getattr(row, name)), DTYPES[name])
        sheet.cell(len(ROUND), f"s{seal(row)}", "str")
        n += 1
    for name, values in {"status": VERDICTS, **CHOICES}.items():
        at = names.index(name)
        sheet.sheet.data_validation(1, at, max(n, 1), at, {"validate": "list", "source": [v for v in values if v]})
    sheet.sheet.set_column(len(ROUND), len(ROUND), None, None, {"hidden": True})
    try:
        book.close()
    except FileCreateError as error:
        raise TableError(f"{path}: cannot be written; is it open in a spreadsheet, or the folder missing?") from error
    return n


def write_csv(path: Path, rows: Iterable[Row]) -> int:
    """CSV as Excel and WPS read it best: a byte order mark, and an apostrophe before what they would misread."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([heading(name) for name in (*ROUND, SEAL)])
        n = 0
        for row in rows:
            cells = [(DTYPES[name], stored(getattr(row, name))) for name in ROUND]
            writer.writerow(
                [*(number_for_excel(v) if t == "decimal" else for_excel(v) for t, v in cells), f"s{seal(row)}"]
            )
            n += 1
    return n


def heading(name: str) -> str:
    return f"{DESCRIPTIONS[name]} {name}"


# ------------------------------------------------------------------ and back


def read(path: Path) -> EditedTable:
    """An edited table: XLSX, or CSV in UTF-8 or GB18030. Raises `TableError`."""
    try:
        lines, remarks = sheet_lines(path) if path.suffix.lower() == ".xlsx" else csv_lines(path)
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}") from error
    header = next(lines, None)
    if header is None:
        raise TableError(f"{path}: 是空表 (the table is empty)")
    names = [name_of(cell.text) for cell in header[1]]
    if "row" not in names and "article" not in names:
        raise TableError(f"{path}: 没有“行号 row”一列 (no column `row`); write the table with `zhibiao review export`")
    if doubled := {name for name in names if name and names.count(name) > 1}:
        raise TableError(f"{path}: 列重复 (columns twice): {', '.join(sorted(doubled))}")
    unknown = [cell.text for cell, name in zip(header[1], names, strict=True) if cell.text and not name]
    if unknown:
        remarks = (*remarks, f"未知的列，未读取 unknown columns, not read: {', '.join(unknown)}")
    table = tuple(
        (at, {name: cell for name, cell in zip(names, cells, strict=False) if name})
        for at, cells in lines
        if any(cell.text for cell in cells)
    )
    return EditedTable(table, remarks)


Lines = Iterator[tuple[int, list[EditedCell]]]


def name_of(heading: str) -> str:
    """The column that a heading names, in either language or both; empty for none."""
    words = heading.strip().split()
    if words and words[-1] in (*COLUMNS, SEAL):
        return words[-1]
    return BY_CHINESE.get(heading.strip(), "")


def sheet_lines(path: Path) -> tuple[Lines, tuple[str, ...]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise TableError(f"{path}: 不是 XLSX 工作簿 (no XLSX workbook): {error}") from error
    sheet = book.worksheets[0]
    lines = ((k, [cell_of(cell) for cell in row]) for k, row in enumerate(sheet.iter_rows(), 1))
    return lines, ()


KINDS = {"f": "formula", "e": "error", "d": "date", "n": "number", "b": "bool"}


def cell_of(cell: Any) -> EditedCell:
    """A cell of a workbook; a number with all digits that the file holds."""
    value = cell.value
    if value is None:
        return EditedCell()
    kind = KINDS.get(cell.data_type, "")
    if isinstance(value, float):
        return EditedCell(format(Decimal(repr(value)), "f"), kind)
    if isinstance(value, dt.datetime):
        value = value.date() if value.time() == dt.time() else value
    return EditedCell(value.isoformat() if isinstance(value, dt.date) else str(value), kind)


def csv_lines(path: Path) -> tuple[Lines, tuple[str, ...]]:
    data = path.read_bytes()
    remarks: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
        remarks = ("文件不是 UTF-8，按 GB18030 读取 the file is no UTF-8; read as GB18030",)
    if "\0" in text:
        raise TableError(f"{path}: 不是 CSV (no CSV); save it as CSV UTF-8 or as XLSX")
    first = text.partition("\n")[0]
    separator = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return ((reader.line_num, [EditedCell(cell) for cell in cells]) for cells in reader), remarks
