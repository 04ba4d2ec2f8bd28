"""What lies in a file, a folder, an archive or standard input, as articles and failures in order of name."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal

from zhibiao.lexicon import own
from zhibiao.model import Article, LexiconError, UnreadableArticle
from zhibiao.reading.archives import ARCHIVES, DAMAGED, members
from zhibiao.reading.outputs import has_tables, is_output, written_by_us
from zhibiao.reading.records import KNOWN, Fields
from zhibiao.reading.sources import LARGEST_DOCUMENT, Failure, Source, file_source, oneline, whole
from zhibiao.wording import say

Reader = Callable[[Source, Fields], Iterator[Article | Failure]]
Errors = Literal["raise", "skip"] | Callable[[Failure], object]


def later(module: str, name: str) -> Callable[..., Iterator[Article | Failure]]:
    """A reader of a module beside this one, which is imported when its format first occurs."""

    def read_later(*given: object) -> Iterator[Article | Failure]:
        yield from getattr(import_module(f"zhibiao.reading.{module}"), name)(*given)

    return read_later


def alone(module: str, name: str) -> Reader:
    """A reader of documents, which have no fields."""
    reader = later(module, name)
    return lambda source, fields: reader(source)


def packaged(module: str, name: str) -> Reader:
    """A reader of office documents behind a look at what they unpack to."""
    reader = later(module, name)

    def read_package(source: Source, fields: Fields) -> Iterator[Article | Failure]:
        from zhibiao.reading.packages import check_package

        data = source.bytes(LARGEST_DOCUMENT)  # once: a member of a tar archive cannot be opened again
        check_package(data, source.where)
        yield from reader(replace(source, open=lambda: io.BytesIO(data)))

    return read_package


READERS: dict[str, Reader] = {
    ".txt": alone("plain", "read_text"),
    ".md": alone("plain", "read_markdown"),
    ".json": later("collections", "read_json"),
    ".jsonl": later("collections", "read_jsonl"),
    ".ndjson": later("collections", "read_jsonl"),
    ".csv": later("collections", "read_csv"),
    ".tsv": later("collections", "read_csv"),
    ".parquet": later("collections", "read_parquet"),
    ".html": alone("webpage", "read_html"),
    ".htm": alone("webpage", "read_html"),
    ".shtml": alone("webpage", "read_html"),
    ".xhtml": alone("webpage", "read_html"),
    ".pdf": alone("pdf", "read_pdf"),
    ".docx": packaged("word", "read_docx"),
}
COLLECTIONS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})  # many articles a file
# Formats that articles come in and nothing here reads: said, not passed over.
CONVERTIBLE = {
    ".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".csv", ".xlsx": ".csv",
    ".ofd": ".pdf", ".caj": ".pdf", ".rar": ".zip", ".7z": ".zip", ".epub": ".html", ".mht": ".html",
    ".mhtml": ".html", ".tar": ".tar.gz", ".tbz2": ".tar.gz", ".bz2": ".gz", ".txz": ".tar.gz", ".xz": ".gz", ".zst": ".gz",
    ".docm": ".docx", ".xlsm": ".csv", ".ods": ".csv", ".ppt": ".pdf", ".pptx": ".pdf",
}  # fmt: skip


HIDDEN = (".", "__MACOSX")
NOTES_ON_FILES = ("readme.md", "readme.txt")


def suffixes() -> tuple[str, ...]:
    """The suffixes that are read."""
    return (*READERS, *ARCHIVES)


def read(path: str | Path, fields: Mapping[str, str] | None = None, *, errors: Errors = "raise") -> Iterator[Article]:
    """The articles of a file, a folder (recursively, in order of name), an archive, or standard input (`-`).

    `fields` says what a collection calls the fields of an article: {"content": "正文"}.
    `errors` says what becomes of one that cannot be read: `raise` an `UnreadableArticle` at the first, `skip` it, or
    call a function with its `Failure` and go on.
    """
    if errors not in ("raise", "skip") and not callable(errors):
        raise ValueError(f"errors: {errors!r}; give 'raise', 'skip' or a function")
    for item in scan(path, fields):
        if isinstance(item, Article):
            yield item
        elif callable(errors):
            errors(item)
        elif errors == "raise":
            raise UnreadableArticle(item.error)


def scan(path: str | Path, fields: Mapping[str, str] | None = None) -> Iterator[Article | Failure]:
    """Articles and failures of a file, a folder, an archive or standard input, in order of name.

    The `zhibiao.toml` of the folder, or beside the file, may hold the field mapping in its table `[fields]`; `fields`
    goes before it.
    """
    root = Path(path)
    mapping = Fields({**own_fields(root), **(fields or {})})
    for source in sources(root):
        if isinstance(source, Failure):
            yield source
        else:
            yield from articles_in(source, mapping)


def own_fields(root: Path) -> dict[str, str]:
    """The field mapping in the `zhibiao.toml` of a folder, or of the folder of a file. Raises `LexiconError`."""
    mapping = own.settings(root, "fields")
    for ours, theirs in mapping.items():
        if ours not in KNOWN:
            raise LexiconError(
                str(own.place_of(root)),
                f"fields.{ours}",
                say("no such field; the fields are {known}", known=" ".join(KNOWN)),
            )
        if not isinstance(theirs, str) or not theirs:
            raise LexiconError(str(own.place_of(root)), f"fields.{ours}", say('must be a name like "正文"'))
    return mapping


def articles_in(source: Source, fields: Fields) -> Iterator[Article | Failure]:
    """Articles and failures of one source; whatever is wrong with it ends there."""
    if source.suffix in CONVERTIBLE:
        other = CONVERTIBLE[source.suffix]
        yield source.failure(
            say(
                "{where}: {suffix} is not read; save it as {other}",
                where=source.where,
                suffix=source.suffix,
                other=other,
            )
        )
        return
    try:
        yield from READERS[source.suffix](source, fields)
    except UnreadableArticle as error:
        yield source.failure(str(error))
    except OSError as error:
        yield source.failure(
            say("{where}: cannot be opened: {error}", where=source.where, error=error.strerror or error)
        )
    except DAMAGED as error:
        yield source.failure(
            say("{where}: damaged archive; fetch it again: {error}", where=source.where, error=oneline(error))
        )


def sources(root: Path) -> Iterator[Source | Failure]:
    """Everything to be read below a folder; a single file whatever it is; archives opened."""
    if str(root) == "-":
        yield standard_input()
        return
    if not root.exists():
        raise UnreadableArticle(say("{root}: no such file or folder", root=root))
    if not root.is_dir() and not root.is_file():  # a pipe or device: plain text
        with root.open("rb") as stream:
            yield named(bounded(stream, str(root)), root.name, str(root), root)
        return
    for name, path in named_files(root):
        yield from sources_in(Path(path), name)


def sources_in(file: Path, name: str) -> Iterator[Source | Failure]:
    """What one file of a corpus holds: itself, or the members of an archive."""
    try:
        source = file_source(file, name)
        if file.is_dir():
            os.listdir(file)
    except OSError as error:
        yield Failure(name, file, say("{file}: cannot be opened: {strerror}", file=file, strerror=error.strerror))
        return
    if archive_kind(file.name):
        yield from (m for m in members(source) if isinstance(m, Failure) or wanted(m.name))
    else:
        yield source


def archive_kind(name: str) -> str | None:
    """The archive suffix of a file's name, or None."""
    return next((a for a in ARCHIVES if name.lower().endswith(a)), None)


def wanted(name: str) -> bool:
    """Whether a file below a folder is meant as an article."""
    *folders, last = name.split("/")
    return not any(folder.startswith(HIDDEN) for folder in folders) and wanted_here(last)


def wanted_here(name: str) -> bool:
    """The same of a file's own name."""
    if name.startswith(HIDDEN):
        return False
    lower = name.lower()
    dot = lower.rfind(".")
    suffix = lower[dot:] if 0 < dot < len(lower) - 1 else ""
    if lower in NOTES_ON_FILES:
        return False
    return suffix in READERS or suffix in CONVERTIBLE or archive_kind(lower) is not None


def files_of(root: Path) -> Iterator[Path]:
    """The files of known formats below a folder, sorted by name; a single file must have a known one.

    A folder that cannot be listed, and a link to nowhere, are among them: their reader says so. What zhibiao itself
    wrote is not (`reading.outputs`).
    """
    return (Path(path) for _, path in named_files(root))


def named_files(root: Path) -> Iterator[tuple[str, str]]:
    """The same files, each as its name inside the corpus (its path below the folder, with slashes; a folder that cannot
    be listed ends in one) and its path. A corpus may have a million."""
    if root.is_file():
        suffix = root.suffix.lower()
        if suffix not in READERS and suffix not in CONVERTIBLE and archive_kind(root.name) is None:
            raise UnreadableArticle(
                say(
                    "{root}: unknown format {suffix}; give {suffixes}",
                    root=root,
                    suffix=suffix or "（无后缀）",
                    suffixes=", ".join(suffixes()),
                )
            )
        yield whole(root.name), str(root)
        return
    try:
        os.scandir(root).close()
    except OSError as error:
        raise UnreadableArticle(
            say("{root}: cannot be opened: {strerror}", root=root, strerror=error.strerror)
        ) from error
    yield from walk(str(root), "")


def walk(folder: str, below: str) -> Iterator[tuple[str, str]]:
    """The wanted files under a folder in order of their whole paths, one folder's names in memory at a time."""
    try:
        entries = sorted((whole(e.name) + "/" * is_folder(e), e.path, is_plain(e)) for e in os.scandir(folder))
    except OSError:
        yield below or whole(os.path.basename(folder)) + "/", folder  # its reader says that it cannot be opened
        return
    ours = has_tables(folder)
    for name, path, plain_file in entries:
        if name.endswith("/"):
            if not name.startswith(HIDDEN) and not os.path.islink(path) and not is_output(path):
                yield from walk(path, below + name)
        elif wanted_here(name) and not (ours and written_by_us(name)) and (plain_file or is_file(path)):
            yield below + name, path


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_plain(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file and no link, by what the folder says of it."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def is_file(path: str) -> bool:
    """Whether there is a file, or something in its place that its reader can say is wrong: a link to nowhere."""
    return os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))


def standard_input() -> Source:
    """Standard input under the name that its first bytes ask for. Raises `UnreadableArticle` when it is closed."""
    if sys.stdin is None:
        raise UnreadableArticle(say("-: standard input is closed"))
    return named(bounded(sys.stdin.buffer, "standard input"), "-", "standard input", Path("-"))


def bounded(stream: BinaryIO, where: str) -> bytes:
    """All bytes of a stream that may have no end. Raises `UnreadableArticle` when there are too many."""
    data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise UnreadableArticle(
            say(
                "{where}: goes on beyond {limit} MB; save it to a file and give that",
                where=where,
                limit=LARGEST_DOCUMENT // 1000000,
            )
        )
    return data


# What first bytes say of a stream without a name, tried in order; anything else is plain text.
STARTS = (
    (b"%pdf-", ".pdf"),
    (b"pk\x03\x04", ".docx"),
    (b"par1", ".parquet"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
)


def named(data: bytes, name: str, where: str, path: Path) -> Source:
    """A source of bytes in memory, of the format that its first bytes say."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    suffix = next((s for start, s in STARTS if head.startswith(start)), ".txt")
    if head.startswith((b'{"', b'[{"')):
        suffix = ".jsonl" if data.count(b"\n{") else ".json"
    return Source(name, where, path, len(data), suffix, lambda: io.BytesIO(data))
