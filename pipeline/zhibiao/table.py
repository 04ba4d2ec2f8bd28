"""Rows → DataFrame and CSV. Values stay exact: `Decimal` objects in the frame, plain digits in the file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Protocol

from zhibiao.matching import compiled
from zhibiao.model import COLUMNS, MENTION_COLUMNS, Mention, Row

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[str, str] = {f.name: f.metadata["dtype"] for f in fields(Row)}
# A spreadsheet reads a text cell that begins with one of these as a formula (OWASP, CSV injection), also in full width
# and also behind blanks and line breaks, which some programs take away first.
FORMULA = compiled(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r]")
# A figure with its sign, as articles write it (-2.3亿元, +5%—6%), or a sign by itself: nothing in it is computed or called.
FIGURE = r"[0-9０-９][0-9０-９.,．，]*\s?(?:[^\W\d_]|/){0,8}[%％‰]?"  # no longer a unit than 个百分点 or 万美元/吨
SIGNED = compiled(rf"[+\-＋－](?:{FIGURE}(?:[~～—–-]+[+\-＋－]?{FIGURE})?)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might carry the text out."""
    return FORMULA.match(text) is not None and SIGNED.fullmatch(text) is None


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """The rows as a DataFrame with the columns of `COLUMNS`.

    Text columns are `str`, enumerations `category`, `value` and `value_to` hold `Decimal` or None, dates are
    `datetime.date` or None (all three as `object`), offsets `int64`, confidence `float64`.
    """
    import pandas as pd

    listed = list(rows)
    columns: dict[str, Any] = {}
    for name in COLUMNS:
        values = [getattr(row, name) for row in listed]
        dtype = DTYPES[name]
        if dtype in ("decimal", "date"):
            columns[name] = pd.Series(values, dtype="object")
        elif dtype == "int":
            columns[name] = pd.Series(values, dtype="int64")
        elif dtype == "float":
            columns[name] = pd.Series(values, dtype="float64")
        elif dtype == "category":
            columns[name] = pd.Series(values, dtype="str").astype("category")
        else:
            columns[name] = pd.Series(values, dtype="str")
    return pd.DataFrame(columns, columns=list(COLUMNS))


def record(row: Row) -> dict[str, Any]:
    """A row for JSON: numbers as strings, so that nothing is rounded on the way."""
    return {name: jsonable(getattr(row, name)) for name in COLUMNS}


def jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else value


SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
DECIMALS = 6  # of a fraction that never ends: 1/3 of something


def readable(value: Decimal) -> str:
    """A figure as newspapers write it: 31860000000 => 318.6亿, 23700 => 2.37万, 9500 => 9500."""
    scale, name = next(((s, n) for s, n in SCALES if abs(value) >= s), (Decimal(1), ""))
    number = value / scale
    if number != (short := round(number, DECIMALS)):
        number = short
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + name


def readable_value(row: Row) -> str:
    """The figure of a row with its unit and, of a change, its sign: 318.6亿元, +16.7%, 10~15%."""
    if row.value is None:
        return ""
    sign = "+" if row.measure == "change" and row.value > 0 else ""
    upper = "" if row.value_to is None else f"~{readable(row.value_to)}"
    return f"{sign}{readable(row.value)}{upper}{row.unit}"


def readable_period(begin: dt.date | None, finish: dt.date | None) -> str:
    """A period in short: 2025 for the year, 2025-01..08 for months of it, 2025-09-30 for a day, else both days."""
    if begin is None or finish is None or begin == finish:
        return f"{begin or ''}.." if begin and finish is None else str(begin or finish or "")
    whole = begin.day == 1 and (finish + dt.timedelta(1)).day == 1
    if not whole:
        return f"{begin}..{finish}"
    if (begin.month, finish.month) == (1, 12):
        return f"{begin.year}" if begin.year == finish.year else f"{begin.year}..{finish.year}"
    first, last = f"{begin:%Y-%m}", f"{finish:%Y-%m}"
    return first if first == last else f"{first}..{last[5:] if begin.year == finish.year else last}"


def cell(value: Any) -> str:
    """One CSV cell: numbers without exponent, ISO dates, text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return "'" + value if is_formula(value) else value
    return str(value)


class Text(Protocol):
    """What text can be written to."""

    def write(self, text: str, /) -> int: ...


class Lines:
    """Takes lines that end with `\\r\\n` and passes them on with `\\n`."""

    def __init__(self, file: Text) -> None:
        self.file = file

    def write(self, line: str) -> int:
        return self.file.write(line[:-2] + "\n")


def csv_writer(file: Text) -> Any:
    """A CSV writer whose lines end with `\\n`. The module `csv` quotes a carriage return only where its own lines end
    with one; a bare one would begin a new record for whoever reads the file."""
    return csv.writer(Lines(file), lineterminator="\r\n")


class CsvTable:
    """Writes dataclass records of one kind as CSV lines: UTF-8, `\\n`, a header."""

    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self.columns = columns
        self.writer = csv_writer(file)
        self.writer.writerow(columns)

    def write(self, records: Iterable[Any]) -> int:
        """Write the records; answers how many."""
        n = 0
        for record in records:
            self.writer.writerow([cell(getattr(record, name)) for name in self.columns])
            n += 1
        return n


def rows_csv(file: IO[str], rows: Iterable[Row]) -> None:
    """The indicator table as CSV."""
    CsvTable(file, COLUMNS).write(rows)


__all__ = [
    "DTYPES",
    "FORMULA",
    "MENTION_COLUMNS",
    "CsvTable",
    "Mention",
    "cell",
    "csv_writer",
    "frame",
    "is_formula",
    "readable",
    "readable_period",
    "readable_value",
    "record",
    "rows_csv",
]
