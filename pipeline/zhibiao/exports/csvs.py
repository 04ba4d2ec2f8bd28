"""The tables as CSV: UTF-8, `\\n`, a header; no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import IO, Any

from zhibiao.exports.cells import for_excel, number_for_excel, plain
from zhibiao.exports.package import describe
from zhibiao.exports.select import Cells, Selection, kinds_of, spelled, table_rows
from zhibiao.exports.staging import Staging
from zhibiao.model import COLUMNS, MENTION_COLUMNS, Mention, Row
from zhibiao.store import ARTICLE_COLUMNS, Store, StoredArticle
from zhibiao.table import csv_writer

BOM = "\ufeff"  # Excel and WPS read a CSV file without it as GBK
# A cell that `plain` would change, in packed lines; a false alarm costs only time. Only in quotes does it hold line breaks.
SUSPECT = re.compile(r'(?m)(?:(?:^|,)[^\S\n]*|"\s*)[=+\-@＝＋－＠\x00-\x09\x0b-\x1f\u200b\ufeff]')


def write_csvs(store: Store, selection: Selection, staging: Staging) -> None:
    """indicators.csv, mentions.csv, articles.csv and the datapackage.json that describes them."""
    with staging.text("indicators.csv") as file:
        writer = start(file, selection, selection.names, Row)
        rows = spelled(picked(table_rows(store, selection), selection.names), selection.names, selection.header)
        staging.lines["indicators.csv"] = lines(writer, rows, kinds_of(Row, selection.names), selection.excel)
    with staging.text("mentions.csv") as file:
        write_mentions(store, file, selection)
    with staging.text("articles.csv") as file:
        writer = start(file, selection, ARTICLE_COLUMNS, StoredArticle)
        articles = ([getattr(a, name) for name in ARTICLE_COLUMNS] for a in articles_of(store))
        told = spelled(articles, ARTICLE_COLUMNS, selection.header)
        staging.lines["articles.csv"] = lines(writer, told, kinds_of(StoredArticle, ARTICLE_COLUMNS), selection.excel)
    describe(selection, staging, store.fact("segmenter"))


def start(file: IO[str], selection: Selection, names: Sequence[str], kind: type) -> Any:
    """A CSV writer whose header is written."""
    if selection.excel:
        file.write(BOM)
    writer = csv_writer(file)
    writer.writerow(selection.titles(names, kind))
    return writer


def picked(rows: Iterable[Cells], names: Sequence[str]) -> Iterable[Sequence[Any]]:
    """The asked columns of the rows."""
    if tuple(names) == COLUMNS:
        return rows
    places = [COLUMNS.index(name) for name in names]
    return ([row[k] for k in places] for row in rows)


def lines(writer: Any, rows: Iterable[Sequence[Any]], kinds: Sequence[str], excel: bool) -> int:
    """Write the rows; decimals and dates come as text and are no text to be marked. Answers how many."""
    n = 0
    text: Callable[[Any], Any] = for_excel if excel else plain
    marks: dict[str, Callable[[Any], Any]] = {"str": text, "category": text}
    if excel:
        marks["decimal"] = number_for_excel
    marked = [(k, marks[kind]) for k, kind in enumerate(kinds) if kind in marks]
    for row in rows:
        line = list(row)
        for k, mark in marked:
            line[k] = mark(line[k])
        writer.writerow(line)
        n += 1
    return n


def articles_of(store: Store) -> Iterable[StoredArticle]:
    """All articles, the removed ones without rows."""
    return (replace(a, rows=0) if a.status == "removed" else a for a in store.articles(removed=True))


def write_mentions(store: Store, file: IO[str], selection: Selection) -> None:
    """The packed lines as they are, except where a cell must be marked."""
    writer = start(file, selection, MENTION_COLUMNS, Mention)
    text = for_excel if selection.excel else plain
    for packed in store.mention_lines():
        if selection.excel or selection.header == "zh" or SUSPECT.search(packed):
            cells = spelled(csv.reader(io.StringIO(packed, newline="")), MENTION_COLUMNS, selection.header)
            writer.writerows([text(c) for c in line] for line in cells)
        else:
            file.write(packed)
