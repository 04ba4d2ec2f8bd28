"""The database without its decisions: opening, transactions, single values, articles and what they contain."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from zhibiao.model import OF_ARTICLE, Mention, Row
from zhibiao.store.connection import BUSY_SECONDS, StoreError, connect, translated
from zhibiao.store.packing import mentions_of, row_of_stored, unpacked
from zhibiao.store.schema import (
    BEHIND,
    DEFAULTED,
    EVERYTHING,
    FILE,
    MIGRATIONS,
    ROW_COLUMNS,
    SCHEMA,
    SCHEMA_VERSION,
    SINCE,
    SQL_TYPES,
    STORED,
    Place,
    Span,
    StoredArticle,
    quoted,
)
from zhibiao.table import DTYPES
from zhibiao.wording import say


class Database:
    """An open database. Not to be shared between threads; open one for each."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.rehearsal = False
        self.place = (0, 0)  # of the file on the disk: its device and its number there

    # -------------------------------------------------------------- opening

    @classmethod
    def open(cls, folder: Path, *, write: bool = False, durable: bool = True, patience: float = BUSY_SECONDS) -> Self:
        """The database of an output folder, made when `write` and missing.

        `durable`: each write reaches the disk before it is answered (decisions); without it a power cut may take the
        last moments' articles, which the next run extracts again. A killed process loses nothing in either way.
        `patience`: seconds to wait for another program that has locked it, each time; then `StoreLocked` is raised.

        Raises `StoreError` when the file is missing, of another version, no database, or cannot be written.
        """
        path = folder / FILE
        if not write and not path.is_file():
            raise StoreError(
                say(
                    "{path}: no such database; make one with `zhibiao run CORPUS -o {folder}`", path=path, folder=folder
                )
            )
        with translated(path):
            if write:
                folder.mkdir(parents=True, exist_ok=True)
            connection = connect(path, write, patience)
            store = cls(connection, path)
            try:
                store.prepare(write, durable)
                found = os.stat(path)
                store.place = (found.st_dev, found.st_ino)
            except BaseException:
                connection.close()
                raise
        return store

    def prepare(self, write: bool, durable: bool) -> None:
        """Pragmas, and the schema of a new database."""
        run = self.connection.execute
        if write:
            run("PRAGMA journal_mode = WAL")
            run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            if not run("PRAGMA user_version").fetchone()[0]:
                run("BEGIN IMMEDIATE")
                if not run("PRAGMA user_version").fetchone()[0]:  # nobody else made it meanwhile
                    for statement in SCHEMA.strip().split(";\n"):
                        run(statement)
                    run(f"PRAGMA user_version = {SCHEMA_VERSION}")
                run("COMMIT")
        found = run("PRAGMA user_version").fetchone()[0]
        if not min(MIGRATIONS) <= found <= SCHEMA_VERSION:
            raise StoreError(
                say(
                    "{path}: has schema {found}, this zhibiao reads {ours}; use another folder",
                    path=self.path,
                    found=found,
                    ours=SCHEMA_VERSION,
                )
            )
        if write:
            self.migrate()
            self.add_columns()
        else:
            self.stand_in()

    def migrate(self) -> None:
        """A database of an earlier version becomes one of ours, whole or not at all; what it holds stays."""
        run = self.connection.execute
        if run("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
            return
        run("BEGIN IMMEDIATE")
        try:
            for version in range(run("PRAGMA user_version").fetchone()[0], SCHEMA_VERSION):  # unless another did it
                for statement in MIGRATIONS[version]:
                    run(statement)
            run(f"PRAGMA user_version = {SCHEMA_VERSION}")
            run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                run("ROLLBACK")
            raise

    def stand_in(self) -> None:
        """Views of this connection alone give a reader, who never writes, the columns that an earlier version has not."""
        missing: dict[str, list[str]] = {}
        for table, name, value in self.lacking():
            missing.setdefault(table, []).append(f'{value} AS "{name}"')
        for table, columns in missing.items():
            hidden = ", rowid" if table == "rows" else ""  # their order
            self.connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT *{hidden}, {', '.join(columns)} FROM main.{table}"
            )

    def lacking(self) -> list[tuple[str, str, str]]:
        """The columns that tables have gained since the database was made: table, column, what stands for it."""
        found = []
        for table, columns in SINCE.items():
            known = {line[1] for line in self.connection.execute(f"PRAGMA main.table_info({table})")}
            found += [(table, name, default) for name, default in columns.items() if known and name not in known]
        return found

    def add_columns(self) -> None:
        """The columns that tables have gained, whatever version the database says it is, and the trigger that looks at
        those of articles; a run reads the articles and extracts the rows anew anyway."""
        run = self.connection.execute
        if not self.lacking():
            return
        run("BEGIN IMMEDIATE")
        try:
            missing = self.lacking()  # unless another did it
            for table, name, default in missing:
                kind = DEFAULTED.get(default) or SQL_TYPES.get(DTYPES[name], "TEXT")
                run(f'ALTER TABLE {table} ADD COLUMN "{name}" {kind}')
            if any(table == "articles" for table, *_ in missing):
                run("DROP TRIGGER IF EXISTS article_changes")
                run(next(s for s in BEHIND.strip().split(";\n") if s.startswith("CREATE TRIGGER article_changes")))
            run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                run("ROLLBACK")
            raise

    def present(self) -> None:
        """Raises `StoreError` when the file that is open is no longer the one at its place: SQLite would go on writing
        to a file that has been deleted or moved away, and nobody would find what it wrote."""
        try:
            found = os.stat(self.path)
        except OSError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != self.place:
            raise StoreError(
                say("{path}: was removed or replaced in the middle of the work; run again", path=self.path)
            )

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that counts as one change: all of it or nothing. The `revision` grows by one."""
        with translated(self.path):
            self.connection.execute("BEGIN" if self.rehearsal else "BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute(
                    "INSERT INTO facts VALUES ('revision', '1') "
                    "ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1"
                )
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def rehearse(self) -> None:
        """From now on decisions are written into tables of this connection alone, which hide the real ones and vanish
        with it: all is answered as if they were made, also where nothing may be written."""
        with translated(self.path):
            for name in ("decisions", "facts"):
                made = next(s for s in SCHEMA.split(";\n") if s.strip().startswith(f"CREATE TABLE {name} "))
                self.connection.execute(made.strip().replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
                self.connection.execute(f"INSERT INTO temp.{name} SELECT * FROM main.{name}")
        self.rehearsal = True

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        with translated(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if self.connection.in_transaction:  # a damaged file may have ended it
                    self.connection.execute("ROLLBACK")

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with translated(self.path):
            return self.connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The same, streamed: what belongs to a huge article may be more than memory should hold at once."""
        with translated(self.path):
            yield from self.connection.execute(sql, values)

    # -------------------------------------------------------------- facts

    def fact(self, name: str) -> str:
        """A single value that was noted, or empty."""
        found = self.ask("SELECT value FROM facts WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def note(self, **facts: str) -> None:
        """Note single values; does not change the revision."""
        with translated(self.path):
            self.connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    @property
    def revision(self) -> int:
        """Grows with every change of articles, rows or decisions."""
        return int(self.fact("revision") or 0)

    # -------------------------------------------------------------- reading

    def articles(self, *, removed: bool = False, within: Span = EVERYTHING) -> Iterator[StoredArticle]:
        """The articles in the order of the corpus (file, then place in the file), streamed; all, or those of a span."""
        where, places = inside(within)
        where += "" if removed else " AND status <> 'removed'"
        with translated(self.path):
            sql = f"SELECT {STORED} FROM articles a WHERE {where} ORDER BY path, number"
            for line in self.connection.execute(sql, places):
                yield StoredArticle(*line)

    def article(self, article: str | int) -> StoredArticle | None:
        """By id (the first of that id that is not removed) or by key."""
        name = "key" if isinstance(article, int) else "id"
        found = self.ask(
            f"SELECT {STORED} FROM articles WHERE {name} = ? ORDER BY status = 'removed', path, number LIMIT 1", article
        )
        return StoredArticle(*found[0]) if found else None

    def existing(self, key: int) -> StoredArticle:
        """The article of a key. Raises `StoreError` when there is none."""
        found = self.article(key)
        if found is None:
            raise StoreError(say("{path}: no article with the key {key}", path=self.path, key=key))
        return found

    def text(self, key: int) -> str:
        """The original text, empty for an article that could not be read."""
        found = self.ask("SELECT text FROM texts WHERE article = ?", key)
        return unpacked(found[0][0]) if found else ""

    def rows(self, key: int) -> list[Row]:
        """The rows as extracted, in order of place."""
        given = self.existing(key).for_rows()
        context = {name: given[name] or "" for name in OF_ARTICLE}
        found = self.ask(f"SELECT {quoted(ROW_COLUMNS)} FROM rows WHERE article = ? ORDER BY rowid", key)
        return [row_of_stored(line, context) for line in found]

    def mentions(self, key: int) -> list[Mention]:
        """Every number, quantity, time and entity of the article, and each numeral's fate."""
        found = self.ask("SELECT lines FROM mentions WHERE article = ?", key)
        return [mention for (lines,) in found for mention in mentions_of(unpacked(lines))]

    def mention_lines(self, within: Span = EVERYTHING) -> Iterator[str]:
        """The packed lines of every article that is not removed, in order of the corpus, streamed."""
        where, places = inside(within)
        with translated(self.path):
            for (lines,) in self.connection.execute(
                "SELECT lines FROM articles a JOIN mentions m ON m.article = a.key "
                f"WHERE {where} AND status <> 'removed' ORDER BY a.path, a.number",
                places,
            ):
                yield unpacked(lines)

    # -------------------------------------------------------------- what has changed since the last export

    def beginnings(self, below: str) -> list[Place]:
        """The places of all articles, removed ones too, whose hash is below this one, in order of the corpus."""
        sql = "SELECT DISTINCT path, number FROM articles WHERE hash < ? ORDER BY path, number"
        return [(path, number) for path, number in self.ask(sql, below)]

    def begins(self, place: Place, below: str) -> bool:
        """Whether `beginnings` has this place."""
        return bool(
            self.ask("SELECT 1 FROM articles WHERE path = ? AND number = ? AND hash < ? LIMIT 1", *place, below)
        )

    def changes(self) -> Iterator[Place]:
        """The places whose lines in the tables have changed since `exported` was last called (none before the first
        time); a decision on an article that has gone shows at every article with its text."""
        yield from self.each("SELECT path, number FROM changes")
        if self.ask("SELECT 1 FROM decisions LIMIT 1"):
            yield from self.each(
                "SELECT a.path, a.number FROM (SELECT DISTINCT digest FROM changes) c JOIN articles a USING (digest) "
                "WHERE digest <> ''"
            )

    def last_change(self) -> int:
        return int(self.ask("SELECT ifnull(max(n), 0) FROM changes")[0][0])

    def exported(self, last_change: int, **facts: str) -> None:
        """Note in one transaction what the tables now are, and that they hold all changes up to this one."""
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())
            self.connection.execute("DELETE FROM changes WHERE n <= ?", (last_change,))
            self.connection.execute("COMMIT")


def inside(within: Span) -> tuple[str, tuple[str | int, ...]]:
    """A span as an SQL condition on the articles `a`, with its values."""
    start, end = within
    if end is None:
        return "(a.path, a.number) >= (?, ?)", start
    return "(a.path, a.number) >= (?, ?) AND (a.path, a.number) < (?, ?)", (*start, *end)
