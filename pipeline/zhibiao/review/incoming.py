"""An edited table read: a workbook, or CSV in the encoding in which its headings are the ones that we wrote. Whatever is
wrong with the file is one line, and none of it is used."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from zhibiao.exports.select import chinese
from zhibiao.model import COLUMNS, Row, ZhibiaoError
from zhibiao.reading.archives import BOMB_RATIO, BOMB_SIZE
from zhibiao.reading.sources import LARGEST_DOCUMENT, oneline
from zhibiao.review.damage import EditedCell
from zhibiao.review.garbling import garbled

SEAL = "seal"  # tells on the way back whether a row was changed here meanwhile
DESCRIPTIONS = {f.name: chinese(f.metadata["description"]) for f in fields(Row)} | {SEAL: "封印"}
BY_CHINESE = {DESCRIPTIONS[name]: name for name in (*COLUMNS, SEAL)}
MOST_LINES = 1_048_576  # of a sheet
MOST_COLUMNS = 300
LONGEST = 1_000_000  # characters of a cell: a quote that is missing makes one cell of many lines
LEGACY = ("gb18030", "big5hkscs")
AGAIN = "请另存为 UTF-8 的 CSV 或 XLSX 再导入 (save it as CSV UTF-8 or as XLSX and import that)"


class TableError(ZhibiaoError):
    """A table that cannot be read or written; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class EditedTable:
    """Lines of an edited table, each with its number in the file; `remarks` say how the file had to be read."""

    lines: tuple[tuple[int, dict[str, EditedCell]], ...]
    remarks: tuple[str, ...] = ()


Line = tuple[int, Sequence[EditedCell]]


def read(path: Path) -> EditedTable:
    """An edited table: XLSX, or CSV in UTF-8, UTF-16, GB18030 or Big5. Raises `TableError`."""
    try:
        lines, remarks = sheet_lines(path) if path.suffix.lower() == ".xlsx" else csv_lines(path)
        header = next(lines, None)
        if header is None:
            raise TableError(f"{path}: 是空表 (the table is empty)")
        names = names_of(header[1], path)
        unknown = [cell.text for cell, name in zip(header[1], names, strict=True) if cell.text and not name]
        if unknown:
            remarks = (*remarks, f"未知的列，未读取 unknown columns, not read: {', '.join(unknown)}")
        return EditedTable(tuple(named(lines, names, path)), remarks)
    except OSError as error:
        raise TableError(f"{path}: {error.strerror}") from error


def names_of(header: Sequence[EditedCell], path: Path) -> list[str]:
    """The columns that the headings name, empty for one that is none of ours."""
    names = [name_of(cell.text) for cell in header]
    for cell, name in zip(header, names, strict=True):
        title = cell.text.strip().removesuffix(name).strip()
        if name and garbled(DESCRIPTIONS[name], title):
            raise TableError(
                f"{path}: {name}：{cell.text!r} 编码有误，全表未用 (wrong encoding, nothing used)；{AGAIN}"
            )
    if "row" not in names and "article" not in names:
        raise TableError(f"{path}: 没有“行号 row”一列 (no column `row`); write the table with `zhibiao review export`")
    if doubled := {name for name in names if name and names.count(name) > 1}:
        raise TableError(f"{path}: 列重复 (columns twice): {', '.join(sorted(doubled))}")
    return names


def name_of(heading: str) -> str:
    """The column that a heading names, in either language or both; empty for none."""
    words = heading.strip().split()
    if words and words[-1] in (*COLUMNS, SEAL):
        return words[-1]
    return BY_CHINESE.get(heading.strip(), "")


def named(lines: Iterator[Line], names: Sequence[str], path: Path) -> Iterator[tuple[int, dict[str, EditedCell]]]:
    """The lines with their cells by column, empty lines left out."""
    for at, cells in lines:
        found = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        for name, cell in found.items():
            if len(cell.text) > LONGEST:
                raise TableError(
                    f"{path}: 第{at}行 {name} 有 {len(cell.text)} 字，少了引号或已损坏，全表未用 "
                    f"(line {at}, {name}: {len(cell.text)} characters; a quote is missing or the file is damaged; nothing used)"
                )
        if any(cell.text for cell in found.values()):
            yield at, found


# ------------------------------------------------------------------ workbooks


def sheet_lines(path: Path) -> tuple[Iterator[Line], tuple[str, ...]]:
    """The lines of a workbook's first sheet."""
    try:
        check_workbook(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of looks and validations that other programs write
            return iter(list(sheet_cells(path))), ()
    except (TableError, OSError, ModuleNotFoundError):
        raise
    except Exception as error:  # whatever readers of XML and archives say to a damaged file
        raise TableError(
            f"{path}: 不是 XLSX 工作簿或已损坏，请重新保存 (no XLSX workbook, or damaged; save it again: {oneline(error)})"
        ) from error


def check_workbook(path: Path) -> None:
    """Raises `TableError` for a workbook that unpacks out of proportion."""
    with ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > max(BOMB_SIZE, min(BOMB_RATIO * path.stat().st_size, 10 * LARGEST_DOCUMENT)):
        raise TableError(
            f"{path}: 解开后有 {unpacked // 1_000_000} MB，大得不成比例 (unpacks to {unpacked // 1_000_000} MB, out of proportion)"
        )


def sheet_cells(path: Path) -> Iterator[Line]:
    """Number and cells of each line that is not empty. What the sheet says of its own extent is not believed."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        header = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS), ())
        width = max((k for k, cell in enumerate(header, 1) if cell.value is not None), default=1)
        gap: tuple[Any, ...] = ()  # what stands for each line that the file leaves out: it may name line 99999999
        for at, row in enumerate(sheet.iter_rows(max_col=width), 1):
            if at > MOST_LINES:
                raise TableError(f"{path}: 超过 {MOST_LINES} 行 (more than {MOST_LINES} lines)")
            if row is gap:
                continue
            if any(cell.value is not None for cell in row):
                yield at, [cell_of(cell) for cell in row]
            else:
                gap = row
    finally:
        book.close()


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
    if isinstance(value, dt.date):
        return EditedCell(value.isoformat(), kind)
    return EditedCell(str(value), kind)


# ------------------------------------------------------------------ CSV


def csv_lines(path: Path) -> tuple[Iterator[Line], tuple[str, ...]]:
    """The lines of a CSV file, with commas, tabs or semicolons."""
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise TableError(
            f"{path}: 超过 {LARGEST_DOCUMENT // 1_000_000} MB (more than {LARGEST_DOCUMENT // 1_000_000} MB)"
        )
    text, remarks = decoded(path.read_bytes(), path)
    if "\0" in text:
        raise TableError(f"{path}: 不是 CSV (no CSV); save it as CSV UTF-8 or as XLSX")
    first = text.partition("\n")[0]
    separator = max(",\t;", key=first.count)
    return parsed(text, separator, path), remarks


def parsed(text: str, separator: str, path: Path) -> Iterator[Line]:
    """The lines of a CSV text."""
    csv.field_size_limit(LARGEST_DOCUMENT)  # a cell that is too long is named where it is looked at
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [EditedCell(cell) for cell in cells]
    except csv.Error as error:
        raise TableError(f"{path}: 第{reader.line_num}行不是 CSV (line {reader.line_num}: no CSV: {error})") from error


def decoded(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of the bytes and how they were read. Of the legacy encodings the one in which more headings are ours.
    Raises `TableError` when there is none: not one character is replaced."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return strictly(data, encoding, path), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
    fitting = [text for encoding in LEGACY if (text := attempted(data, encoding)) is not None]
    if not fitting:
        raise TableError(
            f"{path}: 第{at}行有字节既不是 UTF-8，也不是 GB18030 或 Big5，全表未用 "
            f"(line {at}: bytes that are neither UTF-8, nor GB18030, nor Big5; nothing used)；{AGAIN}"
        )
    text = max(fitting, key=lambda text: (known_headings(text), -private(text)))
    encoding = next(name for name in LEGACY if attempted(data, name) == text)
    shown = {"gb18030": "GB18030", "big5hkscs": "Big5"}[encoding]
    return text, (f"文件不是 UTF-8，按 {shown} 读取 the file is no UTF-8; read as {shown}",)


def strictly(data: bytes, encoding: str, path: Path) -> str:
    """The text in the encoding that the file's mark states."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
        raise TableError(
            f"{path}: 第{at}行不是 {encoding.upper()}，全表未用 (line {at} is no {encoding.upper()}; nothing used)；{AGAIN}"
        ) from error


def attempted(data: bytes, encoding: str) -> str | None:
    """The text in an encoding, or None when it is not in it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def private(text: str) -> int:
    """How many characters of a text are for private use: what a wrong encoding makes, and nobody writes."""
    return sum("\ue000" <= c <= "\uf8ff" for c in text)


def known_headings(text: str) -> int:
    """How many of our headings the first line holds in Chinese."""
    first = text.partition("\n")[0]
    return sum(title in first for title in BY_CHINESE)
