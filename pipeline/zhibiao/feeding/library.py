"""What a corpus holds: the likeness of each article, kept in `.zhibiao/library.jsonl` so that files are read once.

The index is a cache: a file that has changed since is read again, one that is gone is forgotten, and without the
index everything is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zhibiao.beside import written_whole
from zhibiao.feeding.likeness import LEAST_ALIKE, LEAST_FIGURES, PERMUTATIONS, Likeness, likeness
from zhibiao.model import Article
from zhibiao.reading import scan
from zhibiao.reading.extras import library
from zhibiao.reading.scanning import files_of

INDEX = Path(".zhibiao/library.jsonl")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the corpus: its file, that file's size and time when it was read, and its likeness."""

    file: str
    stamp: tuple[int, int]
    likeness: Likeness


@dataclass
class Library:
    """The articles of a corpus by their likeness."""

    corpus: Path
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        datasketch = library("datasketch", "feed", "zhibiao add")
        self.same: dict[str, str] = {}
        self.near = datasketch.MinHashLSH(threshold=LEAST_ALIKE, num_perm=PERMUTATIONS)
        known, self.entries = self.entries, []
        for entry in known:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """One article more."""
        self.same.setdefault(entry.likeness.digest, entry.file)
        self.near.insert(len(self.entries), entry.likeness.sketch)
        self.entries.append(entry)

    def duplicate(self, new: Likeness) -> str:
        """The file of the same text, or empty."""
        return self.same.get(new.digest, "")

    def reprint(self, new: Likeness) -> tuple[str, float]:
        """The file of the most similar text that has the same figures, and how similar it is; ("", 0) when none is."""
        near = [self.entries[k] for k in self.near.query(new.sketch)]
        alike = [e for e in near if e.likeness.figures_alike(new) >= LEAST_FIGURES]
        found = max(((float(e.likeness.sketch.jaccard(new.sketch)), e.file) for e in alike), default=(0.0, ""))
        return (found[1], min(found[0], 0.99)) if found[0] >= LEAST_ALIKE else ("", 0.0)

    def save(self) -> None:
        """Write the index, whole or not at all."""
        path = self.corpus / INDEX
        path.parent.mkdir(exist_ok=True)
        with written_whole(path) as file:
            for e in self.entries:
                line = [e.file, e.stamp, e.likeness.digest, e.likeness.minhash, sorted(e.likeness.figures)]
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def library_of(corpus: Path) -> Library:
    """The library of a folder: known files from the index, new and changed ones read."""
    known: dict[tuple[str, tuple[int, int]], list[Entry]] = {}
    for entry in indexed(corpus / INDEX):
        known.setdefault((entry.file, entry.stamp), []).append(entry)
    entries: list[Entry] = []
    for path in filter(Path.is_file, files_of(corpus)):
        name, stamp = path.relative_to(corpus).as_posix(), stamp_of(path)
        entries += known.get((name, stamp)) or read_entries(path, name, stamp)
    return Library(corpus, entries)


def indexed(index: Path) -> Iterator[Entry]:
    """The entries of an index; none of one that is missing or damaged."""
    try:
        for line in index.read_text("utf-8").splitlines():
            file, (size, time), digest, minhash, figures = json.loads(line)
            if len(minhash) == PERMUTATIONS:
                yield Entry(file, (size, time), Likeness(digest, tuple(minhash), frozenset(figures)))
    except (OSError, ValueError, TypeError):
        return


def read_entries(path: Path, name: str, stamp: tuple[int, int]) -> list[Entry]:
    """The articles of a file of the corpus; what cannot be read is the business of `zhibiao run`."""
    return [Entry(name, stamp, likeness(item.original)) for item in scan(path) if isinstance(item, Article)]


def stamp_of(path: Path) -> tuple[int, int]:
    """Size and time of a file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns
