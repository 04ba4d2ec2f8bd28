"""Rows → DataFrame and CSV. Values stay exact: `Decimal` objects in the frame, plain digits in the file."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from zhibiao.model import COLUMNS, MENTION_COLUMNS, Mention, Row

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[str, str] = {f.name: f.metadata["dtype"] for f in fields(Row)}
# A spreadsheet reads a text cell that begins with one of these as a formula (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


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


def cell(value: Any) -> str:
    """One CSV cell: numbers without exponent, ISO dates, text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return "'" + value if value.startswith(DANGEROUS) else value
    return str(value)


class CsvTable:
    """Writes dataclass records of one kind as CSV lines: UTF-8, `\\n`, a header."""

    def __init__(self, file: IO[str], columns: Sequence[str]) -> None:
        self.columns = columns
        self.writer = csv.writer(file, lineterminator="\n")
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


__all__ = ["DTYPES", "MENTION_COLUMNS", "CsvTable", "Mention", "cell", "frame", "rows_csv"]
