"""Series as tables: long (a line a point) and wide (a line a series, a column a period), as CSV and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhibiao.beside import placed_whole, written_whole
from zhibiao.exports.cells import fits, plain
from zhibiao.exports.staging import writable
from zhibiao.exports.xlsx import new_workbook
from zhibiao.facts.chart import chart
from zhibiao.facts.series import POINT_COLUMNS, Point
from zhibiao.store.packing import stored
from zhibiao.table import csv_writer

SERIES = ("subject_std", "indicator", "measure", "basis", "unit", "span")


def long_table(points: Sequence[Point]) -> list[list[Any]]:
    """A header and a line for each point."""
    return [list(POINT_COLUMNS), *([getattr(p, name) for name in POINT_COLUMNS] for p in points)]


def wide_table(points: Sequence[Point]) -> list[list[Any]]:
    """A header and a line for each series, with a column for each period in order of its last day; where two facts are of
    one cell the one of most articles stands there."""
    ends: dict[str, str] = {}
    cells: dict[tuple[str, ...], dict[str, Point]] = {}
    for p in points:
        ends[p.period] = max(ends.get(p.period, ""), str(p.period_end or ""))
        line = cells.setdefault(tuple(getattr(p, name) for name in SERIES), {})
        if p.period not in line or p.articles > line[p.period].articles:
            line[p.period] = p
    periods = sorted(ends, key=lambda name: (ends[name], name))
    lines = [[*key, *(by[n].value if n in by else None for n in periods)] for key, by in cells.items()]
    return [[*SERIES, *periods], *lines]


def write_series(points: Sequence[Point], folder: Path, workbook: bool = False) -> list[Path]:
    """Write series.csv, series-wide.csv and series.svg into a folder, and series.xlsx when asked; answers their paths.
    Raises `ZhibiaoError` when one cannot be written."""
    tables = {"series": long_table(points), "series-wide": wide_table(points)}
    paths = []
    with writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            paths.append(folder / f"{name}.csv")
            with written_whole(paths[-1]) as file:
                csv_writer(file).writerows([written(cell) for cell in line] for line in table)
        paths.append(folder / "series.svg")
        with written_whole(paths[-1]) as file:
            file.write(chart(points))
        if workbook:
            paths.append(folder / "series.xlsx")
            with placed_whole(paths[-1]) as half:
                write_workbook(tables, half)
    return paths


def written(cell: Any) -> Any:
    """A cell of a CSV file: numbers and dates as they are, text that no spreadsheet takes for a formula."""
    return plain(cell) if isinstance(cell, str) else stored(cell)


def write_workbook(tables: dict[str, list[list[Any]]], path: Path) -> None:
    """The tables as sheets; a number that a spreadsheet would round stands there as text."""
    with new_workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for r, line in enumerate(table):
                for c, cell in enumerate(line):
                    if isinstance(cell, Decimal | int) and fits(str(stored(cell))):
                        sheet.write_number(r, c, cell)
                    elif hasattr(cell, "isoformat"):
                        sheet.write_datetime(r, c, cell, day)
                    elif cell is not None:
                        sheet.write_string(r, c, str(stored(cell)))
