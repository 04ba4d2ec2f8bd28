"""Bytes → articles, one function per format. A bad file is a recorded failure, never the end of a batch."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

from zhibiao.model import Article, UnreadableArticle

FILE_DATE = regex.compile(r"(?<![0-9])((?:19|20)[0-9]{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read, and what the user can do about it."""

    id: str
    path: Path
    error: str


def read(path: str | Path) -> Iterator[Article]:
    """The articles of a file or a folder (read recursively, in order of name).

    Raises `UnreadableArticle` at the first one that cannot be read; `scan` goes on instead.
    """
    for item in scan(path):
        if isinstance(item, Failure):
            raise UnreadableArticle(item.error)
        yield item


def scan(path: str | Path) -> Iterator[Article | Failure]:
    """Articles and failures of a file or a folder, in order of name."""
    root = Path(path)
    if not root.exists():
        raise UnreadableArticle(f"{root}: no such file or folder")
    if not root.is_dir() and not root.is_file():  # a pipe or device: plain text
        yield Article(root.name, decode(root.read_bytes(), str(root)))
        return
    base = root if root.is_dir() else root.parent
    for file in files_of(root):
        name = file.relative_to(base).as_posix()
        try:
            yield from READERS[file.suffix.lower()](file, name)
        except UnreadableArticle as error:
            yield Failure(name, file, str(error))
        except OSError as error:
            yield Failure(name, file, f"{file}: cannot be opened ({error.strerror})")


def files_of(root: Path) -> Iterator[Path]:
    """The files of known formats below a folder, sorted; a single file whatever its suffix says."""
    if root.is_file():
        if root.suffix.lower() not in READERS:
            raise UnreadableArticle(f"{root}: unknown format {root.suffix or '(no suffix)'}; give {', '.join(READERS)}")
        yield root
        return
    for file in sorted(root.rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
        hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
        if file.is_file() and not hidden and file.suffix.lower() in READERS and file.name.lower() != "readme.md":
            yield file


def decode(data: bytes, name: str) -> str:
    """Text of UTF-8 (with or without a mark), UTF-16 with a mark, or GB18030.

    Raises `UnreadableArticle` naming the offset of the first byte that cannot be read.
    """
    if not data.strip():
        raise UnreadableArticle(f"{name}: the file is empty; remove it or fill it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        if b"\x00" in data[:4096]:
            raise UnreadableArticle(f"{name}: looks like a binary file (zero byte at {data.index(0)}); save it as text")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as first:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise UnreadableArticle(
                f"{name}: neither UTF-8 (byte {first.start}) nor GB18030 (byte {error.start}); convert it to UTF-8"
            ) from error


def read_text(file: Path, name: str) -> Iterator[Article]:
    """A plain text file is one article; its text is kept as it is."""
    text = decode(file.read_bytes(), str(file))
    yield Article(name, text, published=file_date(file.name))


def read_markdown(file: Path, name: str) -> Iterator[Article]:
    """A Markdown file is one article; its first `# ` line is also the title."""
    text = decode(file.read_bytes(), str(file))
    m = regex.search(r"(?m)^#\s+(.+?)\s*$", text)
    yield Article(name, text, title=m[1] if m else "", published=file_date(file.name))


def read_json(file: Path, name: str) -> Iterator[Article]:
    """A JSON file is one record or a list of records: `id`, `date`, `title`, `content`."""
    text = decode(file.read_bytes(), str(file))
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableArticle(f"{file}: line {error.lineno}: no valid JSON ({error.msg})") from error
    records = loaded if isinstance(loaded, list) else [loaded]
    for k, record in enumerate(records):
        yield from_record(record, f"{file}: record {k + 1}", name if len(records) == 1 else f"{name}#{k + 1}", file)


def read_jsonl(file: Path, name: str) -> Iterator[Article | Failure]:
    """A JSON Lines file has one record a line; a broken line is one failure."""
    for number, line in enumerate(decode(file.read_bytes(), str(file)).splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield from_record(json.loads(line), f"{file}: line {number}", f"{name}#{number}", file)
        except json.JSONDecodeError as error:
            yield Failure(f"{name}#{number}", file, f"{file}: line {number}: no valid JSON ({error.msg})")
        except UnreadableArticle as error:
            yield Failure(f"{name}#{number}", file, str(error))


def from_record(record: Any, where: str, name: str, file: Path) -> Article:
    """The article of a record; `content` is needed, the rest is optional."""
    if not isinstance(record, dict) or not isinstance(record.get("content"), str) or not record["content"].strip():
        raise UnreadableArticle(f"{where}: needs a text field `content`")
    given = record.get("id")
    identifier = str(given) if given not in (None, "") else name
    return Article(
        identifier,
        record["content"],
        title=str(record.get("title") or ""),
        published=date_of(record.get("date"), where) or file_date(file.name),
        source=str(record.get("source") or ""),
    )


def date_of(given: Any, where: str) -> dt.date | None:
    """The day of an ISO date or date-time, or None when none is given."""
    if given in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(given).strip().replace("/", "-")[:10])
    except ValueError as error:
        raise UnreadableArticle(f"{where}: `date` is not a date: {given!r}; write it as 2025-11-16") from error


def file_date(name: str) -> dt.date | None:
    """A date in the file's name: 2025-11-16-….txt."""
    m = FILE_DATE.search(name)
    try:
        return dt.date(*map(int, m.groups())) if m else None
    except ValueError:
        return None


READERS: dict[str, Callable[[Path, str], Iterator[Article | Failure]]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".json": read_json,
    ".jsonl": read_jsonl,
}
