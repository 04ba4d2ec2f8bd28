"""The indicator table as JSON lines: an object for each row, figures as strings so that nothing is rounded on the way."""

from __future__ import annotations

import json

from zhibiao.exports.csvs import picked
from zhibiao.exports.select import Selection, spelled, table_rows
from zhibiao.exports.staging import Staging
from zhibiao.model import Row
from zhibiao.store import Store

FILE = "indicators.jsonl"


def write_jsonl(store: Store, selection: Selection, staging: Staging) -> None:
    """indicators.jsonl."""
    titles = selection.titles(selection.names, Row)
    n = 0
    with staging.text(FILE) as file:
        for row in spelled(picked(table_rows(store, selection), selection.names), selection.names, selection.header):
            file.write(json.dumps(dict(zip(titles, row, strict=True)), ensure_ascii=False) + "\n")
            n += 1
    staging.lines[FILE] = n
