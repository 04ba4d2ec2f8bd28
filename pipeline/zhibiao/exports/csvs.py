"""The tables as CSV: UTF-8, `\\n`, a header; no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from operator import attrgetter
from typing import Any

from zhibiao.exports.cells import for_excel, number_for_excel, plain
from zhibiao.exports.package import describe
from zhibiao.exports.parts import PartedFile
from zhibiao.exports.select import Cells, Selection, TableRows, kinds_of, spelled
from zhibiao.exports.staging import Staging, Writers
from zhibiao.model import COLUMNS, MENTION_COLUMNS, Mention, Row
from zhibiao.store import ARTICLE_COLUMNS, EVERYTHING, Span, Store, StoredArticle
from zhibiao.table import FORMULA, csv_writer

LAYOUT = 2  # raised when the same cells are written in another way: then no part of an older table is taken over
BOM = "\ufeff"  # Excel and WPS read a CSV file without it as GBK
# A cell that `plain` would change, in packed lines behind a line break; a false alarm costs only time. A class of characters
# comes first, for speed.
SUSPECT = re.compile(r'[\n,"]\s*[=+\-@＝＋－＠\x00-\x09\x0b-\x1f\u200b\ufeff]')
# The same among the texts of a row, each behind a line break.
SUSPECT_CELL = re.compile(rf"\n(?:{FORMULA.pattern})")


def write_csvs(store: Store, selection: Selection, staging: Staging) -> None:
    """indicators.csv, mentions.csv, articles.csv and the datapackage.json that describes them."""
    state = json.dumps([LAYOUT, asdict(selection), COLUMNS, MENTION_COLUMNS, ARTICLE_COLUMNS], ensure_ascii=False)
    rows = TableRows(store, selection)
    excel = selection.excel

    def indicators(file: PartedFile) -> Writers:
        names, writer = selection.names, csv_writer(file)
        kinds = kinds_of(Row, names)
        return start(file, selection, names, Row), lambda span: lines(
            writer, spelled(picked(rows.within(span), names), names, selection.header), kinds, excel
        )

    def mentions(file: PartedFile) -> Writers:
        return start(file, selection, MENTION_COLUMNS, Mention), lambda span: write_mentions(
            store.mention_lines(span), file, selection
        )

    def articles(file: PartedFile) -> Writers:
        writer, kinds = csv_writer(file), kinds_of(StoredArticle, ARTICLE_COLUMNS)
        cells = attrgetter(*ARTICLE_COLUMNS)
        return start(file, selection, ARTICLE_COLUMNS, StoredArticle), lambda span: lines(
            writer, spelled(map(cells, articles_of(store, span)), ARTICLE_COLUMNS, selection.header), kinds, excel
        )

    staging.write_parts("indicators.csv", state, indicators)
    staging.write_parts("mentions.csv", state, mentions)
    staging.write_parts("articles.csv", state, articles)
    describe(selection, staging, store.fact("segmenter"))


def start(file: PartedFile, selection: Selection, names: Sequence[str], kind: type) -> Callable[[], None]:
    """What writes the header."""

    def write() -> None:
        if selection.excel:
            file.write(BOM)
        csv_writer(file).writerow(selection.titles(names, kind))

    return write


def picked(rows: Iterable[Cells], names: Sequence[str]) -> Iterable[Sequence[Any]]:
    """The asked columns of the rows."""
    if tuple(names) == COLUMNS:
        return rows
    places = [COLUMNS.index(name) for name in names]
    return ([row[k] for k in places] for row in rows)


def lines(writer: Any, rows: Iterable[Sequence[Any]], kinds: Sequence[str], excel: bool) -> None:
    """Write the rows; decimals and dates come as text and are no text to be marked."""
    text: Callable[[Any], Any] = for_excel if excel else plain
    texts = [k for k, kind in enumerate(kinds) if kind in ("str", "category")]
    numbers = [k for k, kind in enumerate(kinds) if excel and kind == "decimal"]
    write, suspect = writer.writerow, SUSPECT_CELL.search
    for row in rows:
        if excel or suspect("\n".join(["", *[row[k] for k in texts if row[k]]])):
            line = list(row)
            for k in texts:
                line[k] = text(line[k])
            for k in numbers:
                line[k] = number_for_excel(line[k])
            row = line
        write(row)


def articles_of(store: Store, within: Span = EVERYTHING) -> Iterable[StoredArticle]:
    """All articles of a span, the removed ones without rows."""
    found = store.articles(removed=True, within=within)
    return (replace(a, rows=0) if a.status == "removed" else a for a in found)


def write_mentions(packed_lines: Iterable[str], file: PartedFile, selection: Selection) -> None:
    """The packed lines as they are, except where a cell must be marked."""
    writer = csv_writer(file)
    text = for_excel if selection.excel else plain
    anyway = selection.excel or selection.header == "zh"
    for packed in packed_lines:
        if anyway or SUSPECT.search("\n" + packed):
            cells = spelled(csv.reader(io.StringIO(packed, newline="")), MENTION_COLUMNS, selection.header)
            writer.writerows([text(c) for c in line] for line in cells)
        else:
            file.write(packed)
