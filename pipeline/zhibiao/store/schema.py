"""What the database holds: its tables, and the record of an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import NamedTuple

from zhibiao.decisions import KINDS
from zhibiao.model import OF_ARTICLE, OF_RULES, column
from zhibiao.reading.outputs import DATABASE
from zhibiao.table import DTYPES

FILE = DATABASE
SCHEMA_VERSION = 3
ROW_COLUMNS = OF_RULES  # the others are the article's, and those that come from decisions
SQL_TYPES = {"int": "INTEGER", "float": "REAL"}

# Where the tables beside the database are behind it: every place of the corpus whose lines have changed since the last
# export, written by the database itself, so that no writer can forget it. What is decided on an article shows at every
# article of the same id or text. Before the first export nothing is noted, for all will be written.
EXPORTED = "EXISTS (SELECT 1 FROM facts WHERE name = 'parts')"
CHANGED = "INSERT INTO changes (path, number, digest)"
SHOWN = (
    "path",
    "number",
    "id",
    "title",
    "published",
    "source",
    "url",
    "byline",
    "anchor",
    "anchor_source",
    "rows",
    "status",
    "error",
    "digest",
    "notes",
)
OTHER = f"({', '.join(f'OLD.{c}' for c in SHOWN)}) IS NOT ({', '.join(f'NEW.{c}' for c in SHOWN)})"
BEHIND = f"""
CREATE TABLE changes (
    n INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TRIGGER article_comes AFTER INSERT ON articles WHEN {EXPORTED}
BEGIN {CHANGED} VALUES (NEW.path, NEW.number, NEW.digest); END;
CREATE TRIGGER article_goes AFTER DELETE ON articles WHEN {EXPORTED}
BEGIN {CHANGED} VALUES (OLD.path, OLD.number, OLD.digest); END;
CREATE TRIGGER article_changes AFTER UPDATE ON articles WHEN {OTHER} AND {EXPORTED}
BEGIN {CHANGED} VALUES (OLD.path, OLD.number, OLD.digest), (NEW.path, NEW.number, NEW.digest); END;
CREATE TRIGGER row_is_decided AFTER INSERT ON decisions WHEN {EXPORTED}
BEGIN {CHANGED} SELECT path, number, digest FROM articles
WHERE id = NEW.article OR digest = substr(NEW.row, 1, instr(NEW.row, '-') - 1); END;
"""

SCHEMA = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    articles INTEGER NOT NULL, ctime INTEGER NOT NULL DEFAULT 0, inode INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, path TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL,
    title TEXT NOT NULL, published TEXT, source TEXT NOT NULL, anchor TEXT, anchor_source TEXT NOT NULL,
    rows INTEGER NOT NULL, status TEXT NOT NULL CHECK (status IN ('ok', 'error', 'removed')), error TEXT NOT NULL,
    digest TEXT NOT NULL, fingerprint TEXT NOT NULL, seen INTEGER NOT NULL, notes TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '', byline TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX articles_in_order ON articles (path, number);
CREATE INDEX articles_by_hash ON articles (hash);
CREATE INDEX articles_by_id ON articles (id);
CREATE INDEX articles_by_digest ON articles (digest);
CREATE TABLE texts (article INTEGER PRIMARY KEY REFERENCES articles (key), text BLOB NOT NULL) STRICT;
CREATE TABLE mentions (article INTEGER PRIMARY KEY REFERENCES articles (key), lines BLOB NOT NULL) STRICT;
CREATE TABLE rows (
    article INTEGER NOT NULL REFERENCES articles (key), {", ".join(f'"{c}" {SQL_TYPES.get(DTYPES[c], "TEXT")}' for c in ROW_COLUMNS)}
) STRICT;
CREATE INDEX rows_of_article ON rows (article);
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, row TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ({", ".join(f"'{k}'" for k in KINDS)})), who TEXT NOT NULL, "when" TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, note TEXT NOT NULL, undoes INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_of_row ON decisions (row);
CREATE INDEX decisions_of_article ON decisions (article);
{BEHIND.strip()}
"""

# What makes a database of a version one of the next. The columns that `rows` gains need no entry: they follow from
# `ROW_COLUMNS`, and a run extracts the rows anew. A column may be added to `articles` only with a default.
MIGRATIONS: dict[int, tuple[str, ...]] = {
    1: ("ALTER TABLE articles ADD COLUMN notes TEXT NOT NULL DEFAULT ''",),
    2: (
        "ALTER TABLE sources ADD COLUMN ctime INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE sources ADD COLUMN inode INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE articles ADD COLUMN url TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE articles ADD COLUMN byline TEXT NOT NULL DEFAULT ''",
        *BEHIND.strip().split(";\n"),
    ),
}
# What a database that was made earlier may lack: the columns of a table, each with what stands for it when it is only read.
SINCE: dict[str, dict[str, str]] = {
    "articles": {"notes": "''", "url": "''", "byline": "''"},
    "rows": dict.fromkeys(ROW_COLUMNS, "NULL"),
    "sources": {"ctime": "0", "inode": "0"},
}
DEFAULTED = {"''": "TEXT NOT NULL DEFAULT ''", "0": "INTEGER NOT NULL DEFAULT 0"}  # how such a column is declared


Place = tuple[str, int]  # of an article in the corpus: its file, its number within the file
Span = tuple[Place, Place | None]  # from the first place on, before the second; None is the end
EVERYTHING: Span = (("", -1), None)


class Stamp(NamedTuple):
    """What the file system says of a file and changes whenever the file does: its size, when it was last written and when
    it was last changed in any way (nanoseconds), its number on the disk. A `changed` of -1 is that of no file."""

    size: int
    changed: int
    touched: int
    inode: int


UNKNOWN = Stamp(0, -1, -1, -1)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store knows it; the first nine fields are the columns of `articles.csv`."""

    id: str = column("文章编号 article id")
    title: str = column("标题 headline", default="")
    published: str | None = column("发布日期 publication date", dtype="date", default=None)
    anchor: str | None = column("基准日 day that relative times count from", dtype="date", default=None)
    anchor_source: str = column(
        "基准来源 published, metadata, file name, url (guessed), dateline, stated or empty", default=""
    )
    rows: int = column("行数 rows extracted", dtype="int", default=0)
    status: str = column("状态 ok, error or removed", default="ok")
    error: str = column("错误 what went wrong and what to do", default="")
    notes: str = column("说明 what the reader skipped, guessed or could not read, separated by ；", default="")
    key: int = 0
    path: str = ""
    number: int = 0
    hash: str = ""
    digest: str = ""
    fingerprint: str = ""
    source: str = ""
    url: str = ""
    byline: str = ""

    def for_rows(self) -> dict[str, str | None]:
        """The columns that its rows have from it: those of its own name, and its id as `article`."""
        return {name: self.id if name == "article" else getattr(self, name) for name in OF_ARTICLE}


ARTICLE_COLUMNS = tuple(f.name for f in fields(StoredArticle))[:9]
STORED = ", ".join(f.name for f in fields(StoredArticle))


@dataclass(frozen=True, slots=True)
class Record:
    """An article ready to be written: made by `record_of`, in a worker; written by `Store.put`, by the one writer.

    `rows` are groups of rows, each pickled and deflated (`packing.rows_of` opens them): those of a huge article would
    fill the memory of both sides."""

    path: str
    number: int
    hash: str
    id: str
    title: str = ""
    published: str | None = None
    source: str = ""
    anchor: str | None = None
    anchor_source: str = ""
    status: str = "ok"
    error: str = ""
    digest: str = ""
    text: bytes = b""
    count: int = 0
    rows: tuple[bytes, ...] = ()
    mentions: bytes = b""
    notes: str = ""
    url: str = ""
    byline: str = ""


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
