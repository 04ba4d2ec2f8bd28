"""Which rows and columns an export holds."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from itertools import islice
from typing import Any

from zhibiao.conversion import in_units
from zhibiao.model import COLUMNS, OF_ARTICLE, OF_RULES, Row, ZhibiaoError
from zhibiao.store import EVERYTHING, Span, Store, StoredArticle
from zhibiao.store.packing import digest_of, stored
from zhibiao.store.schema import quoted
from zhibiao.table import DTYPES
from zhibiao.wording import ENUMERATED, cell_word, say, spoken, words

Cells = tuple[Any, ...]  # a row in the order of COLUMNS: text, int, float or None; decimals and dates as text
CHUNK = 2000
CONDITION_SECONDS = 10.0  # for one chunk of rows, which takes milliseconds
STEPS = 100  # of SQLite's machine between two looks at the clock
LONGEST_VALUE = 10_000_000  # bytes that a condition may build: no single function call outlasts the clock
AFFINITY = {"decimal": "NUMERIC", "int": "INTEGER", "float": "REAL"}
ONLY = {"accepted": ("accepted", "corrected"), "reviewed": ("accepted", "corrected", "rejected")}
# A row of the table as SQL: what the rules gave stands there, what is the article's is handed in, no review says more.
PICKED = ", ".join(quoted([c]) if c in OF_RULES else "?" if c in OF_ARTICLE else "''" for c in COLUMNS)


class SelectionError(ZhibiaoError):
    """A selection that cannot be made; the message says which part of it and why."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes into an export. Without any: all columns of all rows, values in the article's own units.

    `only` is `accepted` (rows that a reviewer accepted, corrected or added) or `reviewed`; `header` is `en` or `zh`;
    `excel` writes CSV as Excel and WPS read it best. `where` is an SQL condition on the columns, values as numbers:
    `measure = 'change' AND value > 10 AND subject LIKE '%市'`, or the same in Chinese, `度量 = '变化' AND 数值 > 10`.
    """

    columns: tuple[str, ...] = ()
    where: str = ""
    units: tuple[str, ...] = ()
    only: str = ""
    header: str = "en"
    excel: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in the order asked for."""
        return self.columns or COLUMNS

    def check(self) -> None:
        """Raises `SelectionError`, before anything is written."""
        if unknown := [c for c in self.columns if c not in COLUMNS]:
            raise SelectionError(
                say(
                    "--columns: no column {unknown}; there are {columns}",
                    unknown=", ".join(unknown),
                    columns=", ".join(COLUMNS),
                )
            )
        if self.where:
            Condition(self.where)
        in_units((), self.units)

    def titles(self, names: Sequence[str], kind: type) -> list[str]:
        """The header of a table: the columns' names, or their Chinese ones."""
        if self.header != "zh":
            return list(names)
        described = {f.name: f.metadata["description"] for f in fields(kind) if "description" in f.metadata}
        return [chinese(described[name]) for name in names]


def chinese(description: str) -> str:
    """The Chinese name that opens a column's description: `主体 whose figure it is`."""
    return description.partition(" ")[0].partition("：")[0]


SAID = ("error", "notes", "anchor_source")  # columns of articles that hold messages


def spelled(rows: Iterable[Sequence[Any]], names: Sequence[str], header: str) -> Iterable[Sequence[Any]]:
    """The rows with what is said in the language of the header: messages, and for `zh` the values of enumerations."""
    ways: list[tuple[int, Callable[[Any], Any]]] = []
    for k, name in enumerate(names):
        if name in SAID:
            ways.append((k, partial(spoken, shown=header)))
        elif header == "zh" and name == "type":
            ways.append((k, type_word))
        elif header == "zh" and name in ENUMERATED:
            ways.append((k, partial(cell_word, name, shown="zh")))
    return (respelled(row, ways) for row in rows) if ways else rows


def respelled(row: Sequence[Any], ways: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    cells = list(row)
    for k, way in ways:
        cells[k] = way(cells[k])
    return cells


def type_word(value: str) -> str:
    """The Chinese word of a mention's type: why it made no row, what kind of name it is, its dimension."""
    known = words("zh")
    return next((known[key] for key in (f"reason {value}", f"kind {value}") if key in known), None) or cell_word(
        "dimension", value, "zh"
    )


def kinds_of(kind: type, names: Sequence[str]) -> list[str]:
    """The kinds of a table's columns: str, category, decimal, date, int or float."""
    known = {f.name: f.metadata.get("dtype", "str") for f in fields(kind)}
    return [known[name] for name in names]


def table_rows(store: Store, selection: Selection) -> Iterator[Cells]:
    """The selected rows of the whole table, in order of the corpus, decisions applied, as cells of all `COLUMNS`."""
    return TableRows(store, selection).within(EVERYTHING)


class TableRows:
    """The selected rows, span by span."""

    def __init__(self, store: Store, selection: Selection) -> None:
        self.store, self.selection = store, selection
        self.concerned = {name for article, row in store.decided() for name in (article, digest_of(row))}
        self.condition = Condition(selection.where) if selection.where else None

    def within(self, span: Span) -> Iterator[Cells]:
        """The rows of a span of the corpus, in its order, decisions applied, as cells of all `COLUMNS`."""
        rows = self.rows(span)
        if only := self.selection.only:
            at = COLUMNS.index("status")
            rows = (row for row in rows if row[at] in ONLY[only])
        return self.condition.filter(rows) if self.condition else rows

    def rows(self, span: Span) -> Iterator[Cells]:
        store, units, concerned = self.store, self.selection.units, self.concerned
        for article in store.articles(within=span):
            if article.status != "ok" or not (article.rows or concerned):
                continue
            touched = article.digest in concerned or article.id in concerned
            if touched or units:
                rows = list(store.reviewed(article.key).rows if touched else store.rows(article.key))
                yield from (cells(row) for row in (in_units(rows, units) if units else rows))
            else:
                yield from as_stored(store, article)


def as_stored(store: Store, article: StoredArticle) -> Iterator[Cells]:
    """The article's rows without a detour through `Row`: most of the table passes here."""
    given = article.for_rows()
    own = [given[name] for name in OF_ARTICLE]
    return store.each(f"SELECT {PICKED} FROM rows WHERE article = ? ORDER BY rowid", *own, article.key)


def cells(row: Row) -> Cells:
    return tuple(stored(getattr(row, name)) for name in COLUMNS)


def allowed(code: int, first: str | None, second: str | None, *_: str | None) -> int:
    """SQLite's question what a condition may do: look at the columns of its table, and compute."""
    match code, first, second:
        case sqlite3.SQLITE_SELECT, _, _:
            return sqlite3.SQLITE_OK
        case sqlite3.SQLITE_READ, "indicators", _:
            return sqlite3.SQLITE_OK
        case sqlite3.SQLITE_FUNCTION, _, name if name != "load_extension":
            return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def in_chinese() -> str:
    """The columns once more as `--header zh` writes them, names and values: 度量 = '变化', 数值 > 10."""
    made = []
    for f in fields(Row):
        cases = "".join(f" WHEN '{v}' THEN '{cell_word(f.name, v, 'zh')}'" for v in ENUMERATED.get(f.name, ()))
        value = f'CASE "{f.name}"{cases} ELSE "{f.name}" END' if cases else f'"{f.name}"'
        affinity = AFFINITY.get(DTYPES[f.name], "TEXT")
        made.append(f'"{chinese(f.metadata["description"])}" {affinity} GENERATED ALWAYS AS ({value})')
    return ", ".join(made)


class Condition:
    """An SQL condition on rows, tried on copies of them in a database of its own: it can neither see nor touch
    anything else, and is stopped after `CONDITION_SECONDS`. Raises `SelectionError`."""

    def __init__(self, where: str) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        columns = ", ".join(f'"{c}" {AFFINITY.get(DTYPES[c], "TEXT")}' for c in COLUMNS)
        self.connection.execute(f"CREATE TABLE indicators (n INTEGER PRIMARY KEY, {columns}, {in_chinese()})")
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        self.sql = f"SELECT n FROM indicators WHERE (\n{where}\n) ORDER BY n"
        slots = ", ".join("?" * (1 + len(COLUMNS)))
        self.insert = f"INSERT INTO indicators (n, {quoted(COLUMNS)}) VALUES ({slots})"
        # One expression, and nothing after it, is what stands as well without the parentheses: `1) OR (1` does not.
        self.ask(f"EXPLAIN SELECT n FROM indicators WHERE\n{where}")
        self.ask(self.sql)

    def ask(self, sql: str) -> list[int]:
        """The first column of the answer."""
        end = time.monotonic() + CONDITION_SECONDS
        self.connection.set_authorizer(allowed)
        self.connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            return [n for n, *_ in self.connection.execute(sql)]
        except sqlite3.Error as error:
            raise SelectionError(
                say(
                    "--where: {error}; write a condition on columns, as: measure = 'change' AND value > 10", error=error
                )
            ) from error
        finally:
            self.connection.set_authorizer(None)
            self.connection.set_progress_handler(None, STEPS)

    def filter(self, rows: Iterable[Cells]) -> Iterator[Cells]:
        """The rows that meet the condition, in order."""
        stream = iter(rows)
        while chunk := list(islice(stream, CHUNK)):
            self.connection.execute("DELETE FROM indicators")
            self.connection.executemany(self.insert, ((n, *row) for n, row in enumerate(chunk)))
            for n in self.ask(self.sql):
                yield chunk[n]
