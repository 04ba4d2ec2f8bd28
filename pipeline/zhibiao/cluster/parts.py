"""An input on any fsspec path as parts of about the same size, and what one part holds.

Small files go together into a part, a large .jsonl is cut at line ends, a large .parquet at its row groups; what cannot be
cut (an archive, a .csv) is a part of its own. Parts are in order of name, so that the parts of the output, one after the
other, are the table of a local run.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading.collections import SAMPLE, articles_of_lines, attempt, encoding_by_lines
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import archive_kind, articles_in, wanted
from zhibiao.reading.sources import LARGEST_BESIDE, Failure, Source, file_beside
from zhibiao.wording import say

PART_BYTES = 8_000_000
LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the input: `name` below the input, `url` to open it by, `mark` changes when it does."""

    name: str
    url: str
    size: int
    mark: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one task reads. `lines` is (offset, length, number of the first line) of a .jsonl, `groups` is (first, last
    row group, number of the first record) of a .parquet; without them the files are read whole."""

    number: int
    files: tuple[File, ...]
    lines: tuple[int, int, int] | None = None
    groups: tuple[int, int, int] | None = None


def files_below(url: str) -> list[File]:
    """The files of known formats at a path, a folder or a pattern, in order of name. Raises `UnreadableArticle`."""
    import fsspec

    system, path = fsspec.core.url_to_fs(url)
    if any(c in path for c in "*?["):
        found = system.glob(path, detail=True)
        base = path[: min(path.find(c) for c in "*?[" if c in path)].rpartition("/")[0]
    elif system.isdir(path):
        found, base = system.find(path, detail=True), path.rstrip("/")
    elif system.exists(path):
        found, base = {path: system.info(path)}, path.rpartition("/")[0]
    else:
        raise UnreadableArticle(say("{url}: no such file or folder", url=url))
    files = [
        File(name, system.unstrip_protocol(where), int(info["size"] or 0), mark_of(info))
        for where, info in found.items()
        if info["type"] == "file" and wanted(name := where[len(base) :].lstrip("/"))
    ]
    return sorted(files, key=lambda f: f.name)


def mark_of(info: Mapping[str, Any]) -> str:
    """Something that changes when the file does, by what the file system knows."""
    return " ".join(str(info[k]) for k in ("ETag", "md5Hash", "mtime", "LastModified", "updated") if info.get(k))


def parts_of(files: Iterable[File], counted: Callable[[list[tuple[File, int, int]]], list[int]]) -> Iterator[Part]:
    """The parts of the files. `counted` tells how many lines lie in stretches (file, offset, length); it may ask the
    cluster."""
    number = 0
    small: list[File] = []
    for file in files:
        cut = file.size > PART_BYTES and file.name.endswith((*LINES, ".parquet"))
        if small and (cut or sum(f.size for f in small) + file.size > PART_BYTES):
            yield Part(number, tuple(small))
            number, small = number + 1, []
        if not cut:
            small.append(file)
            continue
        for part in by_groups(file) if file.name.endswith(".parquet") else by_lines(file, counted):
            yield replace(part, number=number)
            number += 1
    if small:
        yield Part(number, tuple(small))


def by_lines(file: File, counted: Callable[[list[tuple[File, int, int]]], list[int]]) -> Iterator[Part]:
    """Stretches of a .jsonl, each from the first line that begins in it."""
    stretches = [(file, offset, min(PART_BYTES, file.size - offset)) for offset in range(0, file.size, PART_BYTES)]
    first = 1
    for (_, offset, length), lines in zip(stretches, counted(stretches), strict=True):
        yield Part(0, (file,), lines=(offset, length, first))
        first += lines


def count_lines(stretch: tuple[File, int, int]) -> int:
    """How many lines begin in a stretch."""
    return block(*stretch).count(b"\n")


def block(file: File, offset: int, length: int) -> bytes:
    """The whole lines that begin in a stretch of a file."""
    import fsspec
    from fsspec.utils import read_block

    with fsspec.open(file.url, "rb") as stream:
        return bytes(read_block(stream, offset, length, b"\n"))


def by_groups(file: File) -> Iterator[Part]:
    """Runs of row groups of a .parquet."""
    import fsspec
    from pyarrow import parquet

    with fsspec.open(file.url, "rb") as stream:
        about = parquet.ParquetFile(stream).metadata
    begin, size, record, first = 0, 0, 1, 1
    for k in range(about.num_row_groups):
        group = about.row_group(k)
        if size and size + group.total_byte_size > PART_BYTES:
            yield Part(0, (file,), groups=(begin, k, first))
            begin, size, first = k, 0, record
        size += group.total_byte_size
        record += group.num_rows
    if size:
        yield Part(0, (file,), groups=(begin, about.num_row_groups, first))


def read_part(part: Part, fields: Mapping[str, str]) -> Iterator[Article | Failure]:
    """The articles and failures of a part, in order: the very ones that a local run reads."""
    mapping = Fields(fields)
    for file in part.files:
        source = source_of(file)
        if part.lines:
            yield from read_lines(file, source, part.lines, mapping)
        elif part.groups:
            yield from read_groups(file, source, part.groups, mapping)
        elif archive_kind(file.name):
            from zhibiao.reading.archives import members

            for member in members(source):
                if isinstance(member, Failure):
                    yield member
                elif wanted(member.name):
                    yield from articles_in(member, mapping)
        else:
            yield from articles_in(source, mapping)


def source_of(file: File) -> Source:
    """A file of the input as the readers take it."""
    import fsspec

    def opened() -> BinaryIO:
        stream: BinaryIO = fsspec.open(file.url, "rb").open()
        return stream

    suffix = PurePosixPath(file.name).suffix.lower()
    return Source(file.name, file.url, Path(file.url), file.size, suffix, opened, partial(beside, file))


def beside(file: File, address: str) -> bytes | None:
    """Another file of the input, as `reading.sources.file_beside` gives it to a local run."""
    import fsspec

    system, path = fsspec.core.url_to_fs(file.url)
    if "file" in system.protocol:
        return file_beside(Path(path), file.name, address)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(file.name), address))
    if place.startswith(("..", "/")):
        return None
    try:
        data: bytes = system.cat_file(path.removesuffix(file.name) + place, end=LARGEST_BESIDE + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= LARGEST_BESIDE else None


def read_lines(file: File, source: Source, lines: tuple[int, int, int], fields: Fields) -> Iterator[Article | Failure]:
    """The records of a stretch of a .jsonl."""
    offset, length, first = lines
    with source.open() as stream:
        sample = stream.read(SAMPLE).rpartition(b"\n")[0]
    encoding = encoding_by_lines(sample, source.where)
    yield from articles_of_lines(io.BytesIO(block(file, offset, length)), encoding, source, fields, first)


def read_groups(
    file: File, source: Source, groups: tuple[int, int, int], fields: Fields
) -> Iterator[Article | Failure]:
    """The records of some row groups of a .parquet."""
    from pyarrow import parquet

    begin, end, first = groups
    with source.open() as stream:
        table = parquet.ParquetFile(stream)
        for batch in table.iter_batches(row_groups=list(range(begin, end)), batch_size=256):
            for number, record in enumerate(batch.to_pylist(), first):
                yield attempt(record, fields, source, say("row {number}", number=number), f"#{number}")
            first += batch.num_rows
