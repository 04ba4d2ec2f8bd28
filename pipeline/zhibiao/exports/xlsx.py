"""The indicator table as a workbook: a frozen header with filters, numbers and dates as such, each figure linked to its
sentence. Written by XlsxWriter row by row, so that memory does not grow with the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.exports.cells import fits
from zhibiao.exports.csvs import articles_of, picked
from zhibiao.exports.select import Selection, kinds_of, spelled, table_rows
from zhibiao.exports.staging import Staging, writable
from zhibiao.model import COLUMNS, Row, ZhibiaoError
from zhibiao.store import ARTICLE_COLUMNS, Store, StoredArticle
from zhibiao.table import DTYPES
from zhibiao.wording import say

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FILE = "indicators.xlsx"
MOST_ROWS = 1_048_576  # of a sheet, the header among them
MOST_LINKS = 65_530  # of a sheet
MOST_CHARACTERS = 32_767  # of a cell
WIDTHS = {"sentence": 60, "title": 30, "subject": 18, "indicator": 20, "row": 12, "article": 20, "error": 60, "id": 24}
FIRST_DAY = dt.date(1900, 3, 1)  # before it spreadsheets count the days otherwise, or not at all
MADE = dt.datetime(2000, 1, 1)


def write_xlsx(store: Store, selection: Selection, staging: Staging) -> None:
    """indicators.xlsx with the sheets 指标 (indicators), 句子 (their sentences) and 文章 (articles).

    A number with more than 15 significant digits, which no spreadsheet keeps, is written as text.
    """
    with writable(staging.folder / FILE):
        path = staging.path(FILE)
        with new_workbook(path, constant_memory=True, tmpdir=str(staging.folder)) as book:
            book.set_properties({"created": MADE})
            staging.lines[FILE] = Indicators(book, selection).write(store)
            write_articles(book, store, selection)
        staging.done(FILE)


@contextmanager
def new_workbook(path: Path, **settings: Any) -> Iterator[Workbook]:
    """A workbook that takes no text for a link or a formula, written to `path` when the block ends.

    Raises `OSError` when it cannot be written, `ZhibiaoError` when the library is missing.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError:
        raise ZhibiaoError(say("xlsx: needs XlsxWriter: pip install 'zhibiao[xlsx]'")) from None
    try:
        with Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False, **settings}) as book:
            yield book
    except FileCreateError as error:  # holds what the system said
        raise error.args[0] from error


class Formats:
    """The looks of cells."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.fraction = book.add_format({"num_format": "#,##0.0###########"})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.share = book.add_format({"num_format": "0.00"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1})


class Sheet:
    """A worksheet that grows downwards; when it is full another one follows."""

    def __init__(
        self, book: Workbook, formats: Formats, name: str, titles: Sequence[str], names: Sequence[str]
    ) -> None:
        self.book, self.formats, self.name, self.titles, self.names = book, formats, name, titles, names
        self.sheets = 0
        self.open()

    def open(self) -> None:
        self.sheets += 1
        self.tab = self.name if self.sheets == 1 else f"{self.name}{self.sheets}"
        self.sheet: Worksheet = self.book.add_worksheet(self.tab)
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, MOST_ROWS - 1, len(self.titles) - 1)
        for k, name in enumerate(self.names):
            self.sheet.set_column(k, k, WIDTHS.get(name, 12))
        for k, title in enumerate(self.titles):
            self.sheet.write_string(0, k, title, self.formats.head)
        self.row = 0
        self.links = 0

    def next(self) -> int:
        """Go to a new row; answers its number from 0."""
        if self.row + 1 >= MOST_ROWS:
            self.open()
        self.row += 1
        return self.row

    def cell(self, column: int, value: Any, dtype: str) -> None:
        """Write a value as stored."""
        if value is None or value == "":
            return
        if dtype == "decimal":
            self.number(column, value)
        elif dtype == "date":
            day = dt.date.fromisoformat(value)
            if day < FIRST_DAY:
                self.sheet.write_string(self.row, column, value)
            else:
                self.sheet.write_datetime(self.row, column, day, self.formats.date)
        elif dtype == "float":
            self.sheet.write_number(self.row, column, value, self.formats.share)
        elif dtype == "int":
            self.sheet.write_number(self.row, column, value)
        else:
            self.sheet.write_string(self.row, column, str(value)[:MOST_CHARACTERS])

    def number(self, column: int, value: str) -> None:
        if fits(value):
            looks = self.formats.fraction if "." in value else self.formats.whole
            self.sheet.write_number(self.row, column, float(value), looks)
        else:
            self.sheet.write_string(self.row, column, value)

    def link(self, column: int, text: str, target: str) -> None:
        """A text that leads to another cell; plain text when the sheet has as many links as it can hold."""
        self.links += 1
        if self.links > MOST_LINKS:
            self.cell(column, text, "str")
        else:
            self.sheet.write_url(self.row, column, f"internal:{target}", self.formats.link, text[:MOST_CHARACTERS])


class Indicators:
    """The sheet of rows and, beside it, the sheet of sentences that they link to."""

    def __init__(self, book: Workbook, selection: Selection) -> None:
        formats = Formats(book)
        names = selection.names
        self.selection, self.names = selection, names
        self.rows = Sheet(book, formats, "指标", selection.titles(names, Row), names)
        about = ("article", "sentence")
        self.sentences = Sheet(book, formats, "句子", selection.titles(about, Row), about)

    def write(self, store: Store) -> int:
        """Write all rows; answers how many."""
        n = 0
        at, where = COLUMNS.index("article"), COLUMNS.index("sentence")
        last: tuple[str, str] | None = None
        target = ""
        text = self.names.index("text") if "text" in self.names else None
        for row in table_rows(store, self.selection):
            if (row[at], row[where]) != last:
                last = (row[at], row[where])
                target = self.sentence(*last)
            self.rows.next()
            (asked,) = spelled(picked([row], self.names), self.names, self.selection.header)
            for k, (name, value) in enumerate(zip(self.names, asked, strict=True)):
                if k == text:
                    self.rows.link(k, value, target)
                else:
                    self.rows.cell(k, value, DTYPES[name])
            n += 1
        return n

    def sentence(self, article: str, sentence: str) -> str:
        """Write a sentence; answers the address of its cell."""
        row = self.sentences.next()
        self.sentences.cell(0, article, "str")
        self.sentences.cell(1, sentence, "str")
        return f"'{self.sentences.tab}'!B{row + 1}"


def write_articles(book: Workbook, store: Store, selection: Selection) -> None:
    """The sheet of articles."""
    sheet = Sheet(book, Formats(book), "文章", selection.titles(ARTICLE_COLUMNS, StoredArticle), ARTICLE_COLUMNS)
    kinds = kinds_of(StoredArticle, ARTICLE_COLUMNS)
    listed = ([getattr(article, name) for name in ARTICLE_COLUMNS] for article in articles_of(store))
    for cells in spelled(listed, ARTICLE_COLUMNS, selection.header):
        sheet.next()
        for k, (value, dtype) in enumerate(zip(cells, kinds, strict=True)):
            sheet.cell(k, value, dtype)
