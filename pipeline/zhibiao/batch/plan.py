"""The corpus beside the database: what must be read, as a stream of steps in the order of the corpus.

Both sides are sorted by name, so that one pass over them finds new, changed and vanished files, whatever their number.
A file is passed over when it was read to its end with this fingerprint and has its stamp still (`store.Stamp`).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from zhibiao.batch.crew import BYTES_OF_CHARACTER
from zhibiao.batch.steps import Begin, Document, Finish, Gone, Line, Step, Work
from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading.archives import DAMAGED
from zhibiao.reading.collections import raw_lines
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import COLLECTIONS, articles_in, named_files, sources, sources_in
from zhibiao.reading.sources import LARGEST_DOCUMENT, Failure, Source
from zhibiao.store import UNKNOWN, Stamp, Store, StoredSource
from zhibiao.wording import say

LINES = (".jsonl", ".ndjson")
PLACES = 1 << 32  # numbers of articles within one member of an archive
LITTLE = 20_000
AT_HAND = 10_000  # files to be read that are kept in memory; when there are more, the corpus is looked over once again
FINE, COARSE = 20_000_000, 2_000_000_000  # ns: two steps of Linux's slowest clock, a step of the coarsest file system
TRIES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that a run has to look at. `state`: `due` (to be read) or `gone`."""

    name: str
    path: Path
    state: str
    stamp: Stamp = UNKNOWN


def candidates(corpus: Path, store: Store, fingerprint: str, force: bool) -> Iterator[Candidate]:
    """The files of the corpus that must be read, and those that the database has besides, in order of name."""
    known: Iterator[StoredSource] = store.sources()
    ahead = next(known, None)
    for name, path, stamp in files(corpus):
        while ahead and ahead.path < name:
            yield Candidate(ahead.path, corpus, "gone")
            ahead = next(known, None)
        current = False
        if ahead and ahead.path == name:
            current = ahead[1:] == (fingerprint, *stamp) and stamp.changed >= 0 and not force
            ahead = next(known, None)
        if not current:
            yield Candidate(name, Path(path), "due", stamp)
        while name.endswith("/") and ahead and ahead.path.startswith(name):  # of a folder that cannot be listed now
            ahead = next(known, None)  # nothing is known to have gone
    while ahead:
        yield Candidate(ahead.path, corpus, "gone")
        ahead = next(known, None)


def files(corpus: Path) -> Iterator[tuple[str, Path | str, Stamp]]:
    """Name, path and stamp of each file; `UNKNOWN` for what has none, such as standard input."""
    if is_stream(corpus):
        yield corpus.name, corpus, UNKNOWN
        return
    if not corpus.exists():
        raise UnreadableArticle(say("{corpus}: no such file or folder", corpus=corpus))
    for name, path in named_files(corpus):
        yield name, path, stamp_of(path)


def stamp_of(path: Path | str) -> Stamp:
    """The stamp of a file; `UNKNOWN` for one that its reader will say is wrong."""
    try:
        about = os.stat(path)
    except OSError:
        return UNKNOWN
    return Stamp(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino & 0x7FFF_FFFF_FFFF_FFFF)


def settled(path: Path, stamp: Stamp) -> Stamp:
    """The stamp of a file that is read from now on, if whoever writes to it afterwards must change it; else `UNKNOWN`,
    and the next run reads the file again.

    A file system's clock goes in steps, and two writes within one step leave the same times. Where it counts
    nanoseconds a step is over in milliseconds, and waited for, once for all files written just before a run; where it
    counts in seconds the file is read again.
    """
    for _ in range(TRIES):
        last = stamp.changed if os.name == "nt" else stamp.touched  # Windows: when it was made
        fine = last % 1_000_000 != 0
        age = time.time_ns() - last
        if stamp.changed < 0 or age > (FINE if fine else COARSE):
            return stamp
        if not fine or age < -FINE:  # by another machine's clock
            break
        time.sleep((FINE - age) / 1e9)
        stamp = stamp_of(path)
    return UNKNOWN


class Waiting(NamedTuple):
    """What a run has to do: how many bytes it has to read, the files for `steps`, and whether they are `few` enough and
    small enough (under `LITTLE` bytes) for one worker to read them sooner than a process has loaded the pipeline."""

    size: int
    files: Iterable[Candidate]
    few: bool


def waiting(corpus: Path, store: Store, fingerprint: str, force: bool) -> Waiting:
    """The files that a run has to look at."""
    found = candidates(corpus, store, fingerprint, force)
    at_hand = list(islice(found, AT_HAND))
    size = sum(c.stamp.size for c in at_hand)
    if len(at_hand) < AT_HAND:
        return Waiting(size, at_hand, size < LITTLE and any(c.state == "due" for c in at_hand))
    size += sum(c.stamp.size for c in found)
    return Waiting(size, candidates(corpus, store, fingerprint, force), False)


def is_stream(path: Path) -> bool:
    """Whether this is standard input, a pipe or a device: read once, without a name to go by."""
    return str(path) == "-" or (path.exists() and not path.is_dir() and not path.is_file())


def steps(
    found: Iterable[Candidate], store: Store, fingerprint: str, fields: Mapping[str, str], force: bool = False
) -> Iterator[Step]:
    """Everything that this run has to do. `store` is a connection of its own: others write meanwhile."""
    mapping = Fields(fields)
    for file in found:
        if file.state == "gone":
            yield Gone(file.name)
            continue
        stamp = settled(file.path, file.stamp)
        known = store.hashes(file.name, fingerprint)
        yield Begin(file.name, fresh=known is None)
        yield from work_in(file, mapping, frozenset() if force or known is None else known)
        yield Finish(file.name, file.stamp.size, stamp)


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
