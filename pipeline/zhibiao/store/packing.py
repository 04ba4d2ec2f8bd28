"""Articles and rows on their way into the database and back."""

from __future__ import annotations

import csv
import hashlib
import io
import pickle
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from zhibiao.decisions import row_of_cells
from zhibiao.extraction import article_digest
from zhibiao.model import MENTION_COLUMNS, Article, Mention, Result, Row
from zhibiao.store.schema import ROW_COLUMNS, Record
from zhibiao.table import csv_writer

LEVEL = 1  # of deflate, for a worker's time is dearer than a tenth of the disk


def record_of(result: Result, path: str, number: int) -> Record:
    """The record of an extracted article: the `number`-th of the file `path`, counted from 0."""
    return record_of_portions(iter([result]), path, number)


def record_of_portions(results: Iterator[Result], path: str, number: int) -> Record:
    """The same of an article that is extracted portion by portion, of which memory then holds one at a time."""
    deflate = zlib.compressobj(LEVEL)
    groups: list[bytes] = []
    lines: list[bytes] = []
    count = 0
    for result in results:
        article, anchor, anchor_source = result.article, result.anchor, result.anchor_source
        rows = [packed_row(row) for row in result.rows]
        if rows:
            groups.append(zlib.compress(pickle.dumps(rows), LEVEL))
        lines.append(deflate.compress(lines_of(result).encode("utf-8", "surrogatepass")))
        count += len(rows)
        del result  # before the next one is made
    return replace(
        opened(article, path, number),
        anchor=stored(anchor),
        anchor_source=anchor_source,
        count=count,
        rows=tuple(groups),
        mentions=b"".join([*lines, deflate.flush()]),
    )


def failure_record(path: str, number: int, name: str, error: str, article: Article | None = None) -> Record:
    """The record of an article that could not be read, or (with `article`) not be extracted: it keeps its text."""
    if article is None:
        return Record(path, number, content_hash("error", error), name, status="error", error=error)
    return replace(opened(article, path, number), status="error", error=error, mentions=packed(""))


def opened(article: Article, path: str, number: int) -> Record:
    """The record of an article before anything is known of its figures."""
    return Record(
        path,
        number,
        hash_of(article),
        article.id,
        article.title,
        stored(article.published),
        article.source,
        digest=article_digest(article),
        text=packed(article.original),
        notes="；".join(article.notes),
        url=article.url,
        byline=article.byline,
    )


def rows_of(record: Record) -> Iterator[tuple[Any, ...]]:
    """The rows of a record, their cells in the order of `ROW_COLUMNS`. They come from our own worker."""
    for group in record.rows:
        yield from pickle.loads(zlib.decompress(group))


def hash_of(article: Article) -> str:
    """A hash of all that the extraction sees of an article."""
    return content_hash(*[str(getattr(article, field.name)) for field in fields(Article)])


def lines_of(result: Result) -> str:
    """The article's lines of `mentions.csv`, cells as they are."""
    file = io.StringIO(newline="")
    writer = csv_writer(file)
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
    """Text, deflated."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


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
