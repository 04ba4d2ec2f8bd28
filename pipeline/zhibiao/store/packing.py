"""Articles and rows on their way into the database and back."""

from __future__ import annotations

import csv
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from zhibiao.decisions import row_of_cells
from zhibiao.extraction import article_digest
from zhibiao.model import MENTION_COLUMNS, Article, Mention, Result, Row
from zhibiao.store.schema import ROW_COLUMNS, Record


def record_of(result: Result, path: str, number: int) -> Record:
    """The record of an extracted article: the `number`-th of the file `path`, counted from 0."""
    article = result.article
    return Record(
        path,
        number,
        hash_of(article),
        article.id,
        article.title,
        stored(article.published),
        article.source,
        stored(result.anchor),
        result.anchor_source,
        digest=article_digest(article),
        text=packed(article.original),
        rows=tuple([packed_row(row) for row in result.rows]),
        mentions=packed(lines_of(result)),
    )


def failure_record(path: str, number: int, name: str, error: str, article: Article | None = None) -> Record:
    """The record of an article that could not be read, or (with `article`) not be extracted: it keeps its text."""
    if article is None:
        return Record(path, number, content_hash("error", error), name, status="error", error=error)
    return Record(
        path,
        number,
        hash_of(article),
        article.id,
        article.title,
        stored(article.published),
        article.source,
        status="error",
        error=error,
        digest=article_digest(article),
        text=packed(article.original),
        mentions=packed(""),
    )


def hash_of(article: Article) -> str:
    """A hash of all that the extraction sees of an article."""
    return content_hash(*[str(getattr(article, field.name)) for field in fields(Article)])


def lines_of(result: Result) -> str:
    """The article's lines of `mentions.csv`, cells as they are."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([[getattr(m, name) for name in MENTION_COLUMNS] for m in result.mentions])
    return file.getvalue()


def packed_row(row: Row) -> tuple[Any, ...]:
    """The row's own cells in the order of `ROW_COLUMNS`, as SQLite keeps them."""
    return tuple([stored(getattr(row, name)) for name in ROW_COLUMNS])


def stored(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else format(value, "f")


def packed(text: str) -> bytes:
    """Text, deflated; level 1, for a worker's time is dearer than a tenth of the disk."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def row_of_stored(line: tuple[Any, ...], context: Mapping[str, str]) -> Row:
    """The row of its stored cells."""
    cells = {name: str(cell) for name, cell in zip(ROW_COLUMNS, line, strict=True) if cell is not None}
    return row_of_cells({**cells, **context})


def mentions_of(lines: str) -> Iterator[Mention]:
    """The mentions of an article's packed lines."""
    for cells in csv.reader(io.StringIO(lines, newline="")):
        named: dict[str, Any] = dict(zip(MENTION_COLUMNS, cells, strict=True))
        yield Mention(**{**named, "start": int(named["start"]), "end": int(named["end"])})


def digest_of(row: str) -> str:
    """The digest of the article's text in a row id."""
    return row.rpartition("-")[0].rpartition("-")[0]


def content_hash(*parts: str) -> str:
    """A hash of the parts, the same on every machine."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "little") + data)
    return hasher.hexdigest()
