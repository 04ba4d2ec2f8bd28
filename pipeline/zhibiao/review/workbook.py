"""The rows of a store as a workbook or CSV for a reviewer; `incoming` reads what comes back."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from zhibiao.beside import placed_whole
from zhibiao.exports.cells import for_excel
from zhibiao.exports.xlsx import Formats, Sheet, new_workbook
from zhibiao.model import EDITABLE, Row
from zhibiao.review.columns import CHOICES, VERDICTS, seal
from zhibiao.review.damage import general
from zhibiao.review.incoming import DESCRIPTIONS, SEAL, EditedTable, TableError, read
from zhibiao.store.packing import stored
from zhibiao.table import DTYPES
from zhibiao.wording import say

ROUND = ("row", "status", "note", *EDITABLE, "text", "sentence", "article", "confidence", "checks")

__all__ = ["ROUND", "SEAL", "EditedTable", "TableError", "read", "write"]


# ------------------------------------------------------------------ out


def write(path: Path, rows: Iterable[Row]) -> int:
    """Write the rows to `path`, XLSX or CSV by its name, whole or not at all; answers how many. Raises `TableError`."""
    writers = {".xlsx": write_xlsx, ".csv": write_csv}
    if path.suffix.lower() not in writers:
        raise TableError(say("{path}: give a name that ends with .xlsx or .csv", path=path))
    try:
        with placed_whole(path) as half:
            return writers[path.suffix.lower()](half, rows)
    except OSError as error:
        raise TableError(
            say(
                "{path}: {strerror}; is it open in a spreadsheet, or the folder missing?",
                path=path,
                strerror=error.strerror,
            )
        ) from error


def write_xlsx(path: Path, rows: Iterable[Row]) -> int:
    """A workbook with choices for status and enumerations; the seal is hidden."""
    names = (*ROUND, SEAL)
    n = 0
    with new_workbook(path) as book:
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
    return n


def write_csv(path: Path, rows: Iterable[Row]) -> int:
    """CSV as Excel and WPS read it best: a byte order mark, and an apostrophe before what they would misread."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([heading(name) for name in (*ROUND, SEAL)])
        n = 0
        for row in rows:
            cells = [(DTYPES[name], stored(getattr(row, name))) for name in ROUND]
            writer.writerow([*(number_kept(v) if t == "decimal" else for_excel(v) for t, v in cells), f"s{seal(row)}"])
            n += 1
    return n


def number_kept(decimal: str | None) -> str | None:
    """A number, as text when a spreadsheet that opens it and saves it again would write fewer digits."""
    if decimal is None or general(Decimal(decimal)) == Decimal(decimal):
        return decimal
    return "'" + decimal


def heading(name: str) -> str:
    return f"{DESCRIPTIONS[name]} {name}"
