"""The corpus beside the database: what must be read, as a stream of steps in the order of the corpus.

Both sides are sorted by name, so that one pass over them finds new, changed and vanished files, whatever their number.
A file is passed over when it was read to its end with this fingerprint and has its size and time of change still.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zhibiao.batch.crew import BYTES_OF_CHARACTER
from zhibiao.batch.steps import Begin, Document, Finish, Gone, Line, Step, Work
from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading.archives import DAMAGED
from zhibiao.reading.collections import raw_lines
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import COLLECTIONS, articles_in, files_of, name_in, sources, sources_in
from zhibiao.reading.sources import LARGEST_DOCUMENT, Failure, Source
from zhibiao.store import Store
from zhibiao.wording import say

UNSETTLED = 2_000_000_000  # ns: what changed so lately may change again within the clock's grain
LINES = (".jsonl", ".ndjson")
PLACES = 1 << 32  # numbers of articles within one member of an archive


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file of the corpus. `state`: `due` (to be read), `current`, `gone`, or `unsettled`: read so soon after it had been
    written that the clock cannot tell whether it is still the same, and read once more by the next run."""

    name: str
    path: Path
    state: str
    size: int = 0
    changed: int = -1


def candidates(corpus: Path, store: Store, fingerprint: str, force: bool) -> Iterator[Candidate]:
    """The files of the corpus and those the database has besides, in order of name."""
    known = store.sources()
    ahead = next(known, None)
    for name, path, size, changed in files(corpus):
        while ahead and ahead.path < name:
            yield Candidate(ahead.path, corpus, "gone")
            ahead = next(known, None)
        state = "due"
        if ahead and ahead.path == name:
            same = (ahead.size, abs(ahead.changed), ahead.fingerprint) == (size, changed, fingerprint)
            settled = "current" if ahead.changed >= 0 else "unsettled"
            state = settled if same and changed >= 0 and not force else "due"
            ahead = next(known, None)
        yield Candidate(name, path, state, size, changed)
        while name.endswith("/") and ahead and ahead.path.startswith(name):  # of a folder that cannot be listed now
            ahead = next(known, None)  # nothing is known to have gone
    while ahead:
        yield Candidate(ahead.path, corpus, "gone")
        ahead = next(known, None)


def files(corpus: Path) -> Iterator[tuple[str, Path, int, int]]:
    """Name, path, size and time of change (ns) of each file; -1 for what has none, such as standard input."""
    if is_stream(corpus):
        yield corpus.name, corpus, 0, -1
        return
    if not corpus.exists():
        raise UnreadableArticle(say("{corpus}: no such file or folder", corpus=corpus))
    base = corpus if corpus.is_dir() else corpus.parent
    for path in files_of(corpus):
        try:
            about = os.stat(path)
        except OSError:  # its reader says why
            yield name_in(base, path), path, 0, -1
        else:
            yield name_in(base, path), path, about.st_size, about.st_mtime_ns


def is_stream(path: Path) -> bool:
    """Whether this is standard input, a pipe or a device: read once, without a name to go by."""
    return str(path) == "-" or (path.exists() and not path.is_dir() and not path.is_file())


def steps(
    corpus: Path, store: Store, fingerprint: str, fields: Mapping[str, str], force: bool = False
) -> Iterator[Step]:
    """Everything that this run has to do. `store` is a connection of its own: others write meanwhile."""
    mapping = Fields(fields)
    for file in candidates(corpus, store, fingerprint, force):
        if file.state == "gone":
            yield Gone(file.name)
        elif file.state != "current":
            settled = time.time_ns() - file.changed > UNSETTLED
            known = store.hashes(file.name, fingerprint)
            yield Begin(file.name, fresh=known is None)
            yield from work_in(file, mapping, frozenset() if force or known is None else known)
            yield Finish(file.name, file.size, file.changed if settled else -file.changed)


def work_in(file: Candidate, fields: Fields, known: frozenset[str]) -> Iterator[Work]:
    """The steps of one file: documents are left to the workers, collections are parsed here."""
    found = sources(file.path) if is_stream(file.path) else sources_in(file.path, file.name)
    for place, source in enumerate(found):
        number = place * PLACES
        if isinstance(source, Failure):
            yield Work(file.name, number, source, 0)
        elif source.suffix in LINES:
            yield from lines_in(file, number, source, fields, known)
        elif source.suffix in COLLECTIONS:
            for k, item in enumerate(articles_in(source, fields)):
                size = len(item.original) if isinstance(item, Article) else 0
                yield Work(file.name, number + k, item, size, known)
        else:
            yield from document_in(file, number, source, fields, known)


def lines_in(file: Candidate, number: int, source: Source, fields: Fields, known: frozenset[str]) -> Iterator[Work]:
    """The steps of a .jsonl, one for each line that is not blank."""
    empty = True
    try:
        encoding, lines = raw_lines(source)
        for k, data in enumerate(lines, 1):
            if data.strip():
                empty = False
                line = Line(source.name, source.where, str(source.path), k, data, encoding)
                yield Work(file.name, number + k, line, len(data) // BYTES_OF_CHARACTER, known)
    except (UnreadableArticle, OSError, *DAMAGED):
        empty = True
    if empty:  # its reader says in words what is wrong
        for k, item in enumerate(articles_in(source, fields)):
            if isinstance(item, Failure):
                yield Work(file.name, number + k, item, 0)


def document_in(file: Candidate, number: int, source: Source, fields: Fields, known: frozenset[str]) -> Iterator[Work]:
    """The step of one document; a member of an archive takes its bytes along."""
    data = None
    if source.name != file.name or is_stream(file.path):
        try:
            data = source.bytes(LARGEST_DOCUMENT)
        except (UnreadableArticle, OSError, *DAMAGED):  # its reader says the same in words
            yield from (Work(file.name, number, item, 0) for item in articles_in(source, fields))
            return
    document = Document(source.name, source.where, str(source.path), data)
    yield Work(file.name, number, document, source.size // BYTES_OF_CHARACTER, known)
