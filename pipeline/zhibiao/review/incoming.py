"""An edited table read: a workbook, or CSV in the encoding in which its headings are the ones that we wrote. Whatever is
wrong with the file is one line, and none of it is used."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
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
from zhibiao.wording import foreign, phrase, say

SEAL = "seal"  # tells on the way back whether a row was changed here meanwhile
DESCRIPTIONS = {f.name: chinese(f.metadata["description"]) for f in fields(Row)} | {SEAL: "封印"}
BY_CHINESE = {DESCRIPTIONS[name]: name for name in (*COLUMNS, SEAL)}
MOST_LINES = 1_048_576  # of a sheet
MOST_COLUMNS = 300
LONGEST = 1_000_000  # characters of a cell: a quote that is missing makes one cell of many lines
LEGACY = ("gb18030", "big5hkscs")
AGAIN = phrase("save it as CSV UTF-8 or as XLSX and import that")


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
            raise TableError(say("{path}: the table is empty", path=path))
        names = names_of(header[1], path)
        unknown = [cell.text for cell, name in zip(header[1], names, strict=True) if cell.text and not name]
        if unknown:
            remarks = (*remarks, say("unknown columns, not read: {unknown}", unknown=", ".join(unknown)))
        return EditedTable(tuple(named(lines, names, path)), remarks)
    except OSError as error:
        raise TableError(f"{path}: {foreign(error.strerror)}") from error


def names_of(header: Sequence[EditedCell], path: Path) -> list[str]:
    """The columns that the headings name, empty for one that is none of ours."""
    names = [name_of(cell.text) for cell in header]
    for cell, name in zip(header, names, strict=True):
        title = cell.text.strip().removesuffix(name).strip()
        if name and garbled(DESCRIPTIONS[name], title):
            raise TableError(
                say(
                    "{path}: {name}: {text!r} is in the wrong encoding, nothing used; {again}",
                    path=path,
                    name=name,
                    text=cell.text,
                    again=say(AGAIN),
                )
            )
    if "row" not in names and "article" not in names:
        raise TableError(say("{path}: no column `row`; write the table with `zhibiao review export`", path=path))
    if doubled := {name for name in names if name and names.count(name) > 1}:
        raise TableError(say("{path}: columns twice: {doubled}", path=path, doubled=", ".join(sorted(doubled))))
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
                    say(
                        "{path}: line {at}, {name}: {n} characters; a quote is missing or the file is damaged; nothing used",
                        path=path,
                        at=at,
                        name=name,
                        n=len(cell.text),
                    )
                )
        if any(cell.text for cell in found.values()):
            yield at, found


# ------------------------------------------------------------------ workbooks


def sheet_lines(path: Path) -> tuple[Iterator[Line], tuple[str, ...]]:
    """The lines of a workbook's first sheet."""
    try:
        check_workbook(path)
        # openpyxl warns of looks and validations that other programs write, and prints of looks that are missing.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return iter(list(sheet_cells(path))), ()
    except (TableError, OSError, ModuleNotFoundError):
        raise
    except Exception as error:  # whatever readers of XML and archives say to a damaged file
        raise TableError(
            say("{path}: no XLSX workbook, or damaged; save it again: {error}", path=path, error=oneline(error))
        ) from error


def check_workbook(path: Path) -> None:
    """Raises `TableError` for a workbook that unpacks out of proportion."""
    with ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > max(BOMB_SIZE, min(BOMB_RATIO * path.stat().st_size, 10 * LARGEST_DOCUMENT)):
        raise TableError(say("{path}: unpacks to {size} MB, out of proportion", path=path, size=unpacked // 1000000))


def sheet_cells(path: Path) -> Iterator[Line]:
    """Number and cells of each line that is not empty. What the sheet says of its own extent is not believed."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        if not book.worksheets:
            raise TableError(say("{path}: a workbook without a sheet; {again}", path=path, again=say(AGAIN)))
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()
        header = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS), ())
        width = max((k for k, cell in enumerate(header, 1) if cell.value is not None), default=1)
        gap: tuple[Any, ...] = ()  # what stands for each line that the file leaves out: it may name line 99999999
        for at, row in enumerate(sheet.iter_rows(max_col=width), 1):
            if at > MOST_LINES:
                raise TableError(say("{path}: more than {limit} lines", path=path, limit=MOST_LINES))
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
        raise TableError(say("{path}: more than {limit} MB", path=path, limit=LARGEST_DOCUMENT // 1000000))
    text, remarks = decoded(path.read_bytes(), path)
    if "\0" in text:
        raise TableError(say("{path}: no CSV; save it as CSV UTF-8 or as XLSX", path=path))
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
        raise TableError(
            say("{path}: line {line}: no CSV: {error}", path=path, line=reader.line_num, error=error)
        ) from error


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
            say(
                "{path}: line {at}: bytes that are neither UTF-8, nor GB18030, nor Big5; nothing used; {again}",
                path=path,
                at=at,
                again=say(AGAIN),
            )
        )
    text = max(fitting, key=lambda text: (known_headings(text), -private(text)))
    encoding = next(name for name in LEGACY if attempted(data, name) == text)
    shown = {"gb18030": "GB18030", "big5hkscs": "Big5"}[encoding]
    return text, (say("the file is no UTF-8; read as {shown}", shown=shown),)


def strictly(data: bytes, encoding: str, path: Path) -> str:
    """The text in the encoding that the file's mark states."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        at = data.count(b"\n", 0, error.start) + 1
        raise TableError(
            say(
                "{path}: line {at} is no {encoding}; nothing used; {again}",
                path=path,
                at=at,
                encoding=encoding.upper(),
                again=say(AGAIN),
            )
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
