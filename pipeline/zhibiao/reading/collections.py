"""Collections: JSON, JSON Lines, CSV and Parquet; one record is one article, a broken one is one failure."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, BinaryIO, cast

from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading.archives import BOMB_RATIO, BOMB_SIZE
from zhibiao.reading.encodings import CANDIDATES, EMPTY, decode, decoded, encoding_of, guess_of, told, unreadable
from zhibiao.reading.extras import library
from zhibiao.reading.notes import Notes, together
from zhibiao.reading.records import Fields, article_of
from zhibiao.reading.sources import LARGEST_DOCUMENT, LARGEST_TEXT, Failure, Source, oneline
from zhibiao.wording import say

SAMPLE = 1_000_000
BATCH = 64
MOST_RECORDS = 10_000_000  # of a Parquet file
# Malformed, or a numeral of thousands of digits, or nested without end.
NO_JSON = (ValueError, RecursionError)


def read_json(source: Source, fields: Fields) -> Iterator[Article | Failure]:
    """A JSON file is one record, a list of records, or a record that holds such a list (`{"data": […]}`)."""
    text, guess = told(source.bytes(LARGEST_DOCUMENT), source.where)
    try:
        loaded = json.loads(text)
    except NO_JSON as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableArticle(
            say("{where}: line {line}: no valid JSON: {error}", where=source.where, line=line, error=oneline(error))
        ) from error
    del text
    if isinstance(loaded, dict) and fields.of(loaded, "content") is None:
        lists = [v for v in loaded.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        loaded = lists[0] if len(lists) == 1 else loaded
    if not isinstance(loaded, list):
        yield with_notes(article_of(loaded, fields, source.where, source.name), guess)
        return
    single = len(loaded) == 1
    for number, record in enumerate(loaded, 1):
        part = "" if single else f"#{number}"
        yield with_notes(attempt(record, fields, source, say("record {number}", number=number), part), guess)


def with_notes(item: Article | Failure, notes: tuple[str, ...]) -> Article | Failure:
    """An article with more notes."""
    return replace(item, notes=together(notes, item.notes)) if notes and isinstance(item, Article) else item


def attempt(record: Any, fields: Fields, source: Source, place: str, part: str) -> Article | Failure:
    """The article of a record, or its failure."""
    try:
        return article_of(record, fields, f"{source.where}: {place}", source.name + part)
    except UnreadableArticle as error:
        return source.failure(str(error), part)
    except RecursionError:  # a field that is nested without end
        return source.failure(
            say("{where}: {place}: nested too deeply; mend it", where=source.where, place=place), part
        )


def read_jsonl(source: Source, fields: Fields) -> Iterator[Article | Failure]:
    """A JSON Lines file, one record a line, read line by line: memory does not grow with the file."""
    encoding, lines = raw_lines(source)
    empty = True
    for item in articles_of_lines(lines, encoding, source, fields):
        empty = False
        yield item
    if empty:
        raise UnreadableArticle(say(EMPTY, where=source.where))


def raw_lines(source: Source) -> tuple[str, Iterator[bytes]]:
    """The encoding of a file of lines, and its lines."""
    stream = source.open()
    try:
        sample = stream.read(SAMPLE)
        whole = sample if len(sample) < SAMPLE else sample.rpartition(b"\n")[0]  # no character cut in two
        encoding = encoding_by_lines(whole or sample, source.where)
    except Exception:
        stream.close()
        raise
    rejoined = replace(source, open=lambda: io.BufferedReader(Rejoined(sample, stream), SAMPLE))
    if encoding.startswith(("utf-16", "utf-32")):  # their line ends are no single bytes
        text = decode(rejoined.bytes(LARGEST_DOCUMENT), source.where)
        return encoding, iter([line.encode(encoding) if line.strip() else b"" for line in text.split("\n")])
    return encoding, lines_of(rejoined)


class Rejoined(io.RawIOBase):
    """A stream whose beginning was read, from its beginning: a member of a tar archive cannot be opened twice."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self.beginning, self.rest = io.BytesIO(beginning), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.beginning.read(len(buffer)) or self.rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.rest.close()
        super().close()


def articles_of_lines(
    lines: Iterable[bytes], encoding: str, source: Source, fields: Fields, first: int = 1
) -> Iterator[Article | Failure]:
    """The articles of JSON lines, of which the first is the file's `first`-th."""
    guess = guess_of(encoding)
    for number, line in enumerate(lines, first):
        if line.strip():
            place = say("line {number}", number=number)
            record = record_of(line, encoding, f"{source.where}: {place}")
            part = f"#{number}"
            if isinstance(record, str):
                yield source.failure(record, part)
            else:
                yield with_notes(attempt(record[0], fields, source, place, part), guess)


def encoding_by_lines(sample: bytes, where: str) -> str:
    """The encoding of a file of lines: a line that is damaged does not decide it."""
    try:
        return encoding_of(sample, where)
    except UnreadableArticle:
        lines = sample.split(b"\n")
        readable = {name: sum(unreadable(line, name) is None for line in lines) for name in ("utf-8", *CANDIDATES)}
        best = max(readable, key=lambda name: readable[name])
        if b"\x00" in sample or readable[best] < len(lines) / 2:
            raise
        return best


def record_of(line: bytes, encoding: str, where: str) -> tuple[Any] | str:
    """The record of a line, or what is wrong with it."""
    if len(line) >= LARGEST_TEXT:
        return say("{where}: a line of more than {limit} MB; split it", where=where, limit=LARGEST_TEXT // 1000000)
    try:
        return (json.loads(decoded(line, encoding, where)),)
    except UnreadableArticle as error:
        return str(error)
    except NO_JSON as error:
        return say("{where}: no valid JSON: {error}", where=where, error=oneline(error))


def lines_of(source: Source) -> Iterator[bytes]:
    """The lines of a file; of one that is too long for an article only the beginning, `LARGEST_TEXT` bytes."""
    with source.open() as stream:
        while line := stream.readline(LARGEST_TEXT):
            yield line
            while len(line) == LARGEST_TEXT and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_TEXT)


def apart(names: Sequence[str]) -> list[str]:
    """The names of columns, numbered where an earlier column has the same: of two of one name the first is read."""
    known: Counter[str] = Counter()
    told = []
    for name in names:
        known[name] += 1
        told.append(f"{name} ({known[name]})" if name and known[name] > 1 else name)
    return told


def read_csv(source: Source, fields: Fields) -> Iterator[Article | Failure]:
    """A CSV or TSV file with a header line; a line that does not fit is one failure."""
    text, guess = told(source.bytes(LARGEST_DOCUMENT), source.where)
    head = text[:65536].partition("\n")[0]
    separator = max("\t,;|", key=head.count)
    csv.field_size_limit(LARGEST_TEXT)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    del text
    try:
        rows.fieldnames = apart(rows.fieldnames or ())
        fields.require([name for name in rows.fieldnames or () if name], source.where)
    except csv.Error as error:
        raise UnreadableArticle(say("{where}: no CSV header: {error}", where=source.where, error=error)) from error
    while True:
        try:
            record = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableArticle(
                say("{where}: line {line}: no valid CSV: {error}", where=source.where, line=rows.line_num, error=error)
            ) from error
        place = say("line {line}", line=rows.line_num)
        notes = Notes()
        notes.add("cells", sum(map(bool, record.pop(None, None) or ())))
        item = attempt(record, fields, source, place, f"#{rows.line_num}")
        yield with_notes(item, together(guess, notes.lines()))


def read_parquet(source: Source, fields: Fields) -> Iterator[Article | Failure]:
    """A Parquet file, read some rows at a time; a value that Python cannot hold is no end of the rest."""
    parquet = library("pyarrow.parquet", "parquet", source.where)
    data = io.BytesIO(source.bytes(LARGEST_DOCUMENT))
    number = 0
    try:
        table = parquet.ParquetFile(data)
        size = batch_size(table.metadata, source)
        fields.require(table.schema_arrow.names, source.where)
        left = max(BOMB_SIZE, BOMB_RATIO * source.size)
        for batch in table.iter_batches(batch_size=size):
            left -= batch.nbytes  # a value that is written once and used a million times shows only here
            if left < 0:
                raise UnreadableArticle(
                    say(
                        "{where}: unpacks out of proportion from row {number}, maybe a bomb; stopped",
                        where=source.where,
                        number=number + 1,
                    )
                )
            for record in records_of(batch):
                number += 1
                yield attempt(record, fields, source, say("row {number}", number=number), f"#{number}")
    except (OSError, ValueError, NotImplementedError, KeyError) as error:  # pyarrow's errors derive from these
        raise UnreadableArticle(
            say(
                "{where}: no readable Parquet from row {number}; export it again: {error}",
                where=source.where,
                number=number + 1,
                error=oneline(error),
            )
        ) from error


def batch_size(metadata: Any, source: Source) -> int:
    """How many rows of a Parquet file are read at a time: so many that they take no more memory than a document, for a
    value is no longer than the part of the file that holds it. Raises `UnreadableArticle` for what the file unpacks to
    out of proportion; what it says of itself is read before anything else."""
    parts = [metadata.row_group(k) for k in range(metadata.num_row_groups)]
    unpacked = sum(part.total_byte_size for part in parts)
    if metadata.num_rows > MOST_RECORDS or unpacked > max(BOMB_SIZE, BOMB_RATIO * source.size):
        raise UnreadableArticle(
            say(
                "{where}: {rows} rows that unpack to {size} MB, out of proportion; split it",
                where=source.where,
                rows=metadata.num_rows,
                size=unpacked // 1000000,
            )
        )
    longest = max((part.total_byte_size for part in parts), default=0)  # to ask for its columns can end the process
    return max(1, min(BATCH, 5 * LARGEST_DOCUMENT // max(longest, 1)))


def records_of(batch: Any) -> list[dict[str, Any]]:
    """The records of some rows; a value that Python cannot hold (a day in the year 20000) as text."""
    try:
        return cast(list[dict[str, Any]], batch.to_pylist())
    except (ValueError, OverflowError, KeyError):  # the last: a time zone that nobody knows
        columns = {name: batch.column(k) for k, name in enumerate(batch.schema.names)}
        return [{name: value_of(column[at]) for name, column in columns.items()} for at in range(batch.num_rows)]


def value_of(scalar: Any) -> Any:
    """A value of Python, else the text of it, else its bytes: a text that is no UTF-8."""
    for way in (scalar.as_py, lambda: scalar.cast("string").as_py(), lambda: scalar.as_buffer().to_pybytes()):
        with suppress(ValueError, OverflowError, KeyError, NotImplementedError, AttributeError, TypeError):
            return way()
    return f"({scalar.type})"
