"""Tables that others can open, made from the database: CSV, Excel, Parquet, and a description of the CSVs.

    select.py       which rows and columns: decisions applied, `--where`, `--columns`, `--unit`, `--only`
    cells.py        a value as a spreadsheet-safe cell
    csvs.py         indicators.csv, mentions.csv, articles.csv
    jsonl.py        indicators.jsonl
    package.py      datapackage.json: Table Schema of the CSVs (specs.frictionlessdata.io)
    xlsx.py         indicators.xlsx (needs the extra `xlsx`)
    parquet.py      indicators.parquet, mentions.parquet, articles.parquet (need the extra `parquet`)
    parts.py        tables in parts, of which only those that have changed are written anew
    copying.py      a stretch of one file to another, by the kernel
    staging.py      all files of an export are written beside their places and moved there together

The same database gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from zhibiao.exports.csvs import write_csvs
from zhibiao.exports.jsonl import write_jsonl
from zhibiao.exports.parquet import write_parquet
from zhibiao.exports.select import Selection, SelectionError
from zhibiao.exports.staging import Staging
from zhibiao.exports.xlsx import write_xlsx
from zhibiao.model import COLUMNS
from zhibiao.store import Store

FORMATS: dict[str, Callable[[Store, Selection, Staging], None]] = {
    "csv": write_csvs,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "jsonl": write_jsonl,
}

__all__ = ["FORMATS", "Selection", "SelectionError", "current", "write"]


def write(
    store: Store,
    folder: Path,
    selection: Selection,
    formats: Sequence[str] = ("csv",),
    lines: dict[str, int] | None = None,
) -> tuple[Path, ...]:
    """Write the tables into a folder; answers their paths. A file that somebody has edited since is kept aside.

    `lines` gains the number of lines of each table by its name.

    `store` must be open for writing when the folder is its own: it remembers what it wrote there.

    Raises `SelectionError` for a selection that cannot be made and `ZhibiaoError` for a file that cannot be written;
    then every file is as it was.
    """
    selection.check()
    with Staging(folder, store) as staging, store.snapshot():
        state = signature(store, selection, formats)
        for name in formats:
            FORMATS[name](store, selection, staging)
    staging.remember(state)
    if lines is not None:
        lines.update(staging.lines)
    return tuple(staging.paths)


def current(store: Store, folder: Path, selection: Selection, formats: Sequence[str]) -> bool:
    """Whether the folder holds the very tables that `write` would write."""
    noted = json.loads(store.fact("exports") or "{}")
    names = noted.get("files", {})
    return (
        bool(names)
        and noted["state"] == signature(store, selection, formats)
        and all((folder / n).exists() for n in names)
    )


def signature(store: Store, selection: Selection, formats: Sequence[str]) -> str:
    """What determines the bytes of an export."""
    return json.dumps([store.revision, asdict(selection), list(formats), COLUMNS], ensure_ascii=False)
