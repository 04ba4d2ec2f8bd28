"""Tables in parts, so that the cost of an export follows what has changed and not what is there.

A part is a stretch of the corpus. It begins at every article whose hash is among a 64th of all hashes, so that the parts
follow from the articles alone, whatever the order in which they came, and are about 64 articles or 300 rows long: an article
that comes, changes or goes makes one part another, or parts one in two. A table is its parts one after the other in one file,
the header being in the first. A part that is what it was at the last export is copied from the file that was written
then; only the others are written anew. The bytes are those of a table that is written anew as a whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO, Any

from zhibiao.exports.copying import copy_stretch
from zhibiao.store import EVERYTHING, Place, Span, Store

BELOW = "04"  # hexadecimal: of 256 hashes four begin a part
HELD = 1 << 18  # characters that are encoded at once


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a table in a file: bytes and sha256 of each."""

    sizes: tuple[int, ...]
    hashes: tuple[str, ...]

    @property
    def size(self) -> int:
        return sum(self.sizes)

    def stand_in(self, file: IO[bytes]) -> bool:
        """Whether an open file holds these bytes and no others."""
        if os.fstat(file.fileno()).st_size != self.size:
            return False
        file.seek(0)
        return all(sha256_of(file, size) == known for size, known in zip(self.sizes, self.hashes, strict=True))


def sha256_of(file: IO[bytes], size: int) -> str:
    """The sha256 of the next `size` bytes."""
    hasher = hashlib.sha256()
    while size and (block := file.read(min(size, 1 << 20))):
        hasher.update(block)
        size -= len(block)
    return hasher.hexdigest()


@dataclass(frozen=True, slots=True)
class Former:
    """What the store knows of the tables that it wrote beside itself: of which selection (`state`), with parts that begin at
    these places, their contents, and the identity of each file as it was left. `pending`: what exports that were
    killed may have written besides."""

    state: str = ""
    starts: tuple[Place, ...] = ()
    tables: dict[str, Contents] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)
    pending: dict[str, tuple[Contents, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Former:
        """What is noted in a store."""
        noted: dict[str, Any] = json.loads(store.fact("parts") or "{}")
        pending: dict[str, Any] = json.loads(store.fact("pending") or "{}")
        return cls(
            noted.get("state", ""),
            tuple((path, number) for path, number in noted.get("starts", ())),
            {name: contents(lists) for name, lists in noted.get("tables", {}).items()},
            noted.get("files", {}),
            {name: tuple(map(contents, made)) for name, made in pending.items()},
        )

    def wrote(self, name: str, file: IO[bytes]) -> bool:
        """Whether an open table is one that the store wrote, the last or of an export that was killed."""
        return self.left(name, file) or any(
            made.stand_in(file) for made in (*filter(None, [self.tables.get(name)]), *self.pending.get(name, ()))
        )

    def left(self, name: str, file: IO[bytes]) -> bool:
        """Whether an open table is the very file of the last export, untouched since."""
        return name in self.tables and self.files.get(name) == identity(file.fileno())

    def opened(self, name: str, place: Path) -> IO[bytes] | None:
        """The table of the last export, open, if it is byte for byte what was written then."""
        known = self.tables.get(name)
        if known is None:
            return None
        try:
            file = place.open("rb")
        except OSError:
            return None
        if self.left(name, file) or known.stand_in(file):
            return file
        file.close()
        return None


def contents(lists: Sequence[Any]) -> Contents:
    """Contents as they are noted: the sizes, the hashes."""
    sizes, hashes = lists
    return Contents(tuple(sizes), tuple(hashes))


def noted(made: Contents) -> list[list[int] | list[str]]:
    """The same the other way."""
    return [list(made.sizes), list(made.hashes)]


def identity(file: int | Path) -> list[int]:
    """What changes when anybody writes to a file or puts another in its place, its content unread."""
    found = os.stat(file)
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


class Partition:
    """The parts of the corpus now, beside those of the last export, if that is known. To be made inside `Store.snapshot`."""

    def __init__(self, store: Store, former: Former | None, state: str) -> None:
        self.state = state
        self.last_change = store.last_change() if former else 0
        if former and former.state == state:
            changed = set(store.changes())
            self.starts = starts_now(store, former, changed)
            stale = {bisect_right(self.starts, place) - 1 for place in changed}
            before = {span: k for k, span in enumerate(spans(former.starts))}
            self.spans = spans(self.starts)
            # Which former part each is.
            self.taken = [None if k in stale else before.get(span) for k, span in enumerate(self.spans)]
        else:
            self.starts = [EVERYTHING[0], *store.beginnings(BELOW)]
            self.spans = spans(self.starts)
            self.taken = [None] * len(self.spans)

    @cached_property
    def stretches(self) -> list[tuple[int, range | None]]:
        """The parts in order: each that is to be written with None, those that were beside each other and still are together,
        the first of them with the former parts."""
        found: list[tuple[int, range | None]] = []
        for k, taken in enumerate(self.taken):
            last = found[-1][1] if found else None
            if taken is not None and last and last.stop == taken:
                found[-1] = (found[-1][0], range(last.start, taken + 1))
            else:
                found.append((k, None if taken is None else range(taken, taken + 1)))
        return found


def spans(starts: Sequence[Place]) -> list[Span]:
    """The parts that begin at these places."""
    return [*pairwise(starts), (starts[-1], None)]


def starts_now(store: Store, former: Former, changed: Collection[Place]) -> list[Place]:
    """Where parts begin: as at the last export, but for the places that have changed since, each of which is asked about
    while they are few."""
    first, *rest = former.starts
    if len(changed) > len(rest):
        return [first, *store.beginnings(BELOW)]
    kept = [place for place in rest if place not in changed]
    return [first, *sorted([*kept, *(place for place in changed if store.begins(place, BELOW))])]


class PartedFile:
    """A table that is written part by part. It is a file for whoever writes text to it."""

    def __init__(self, file: IO[bytes], former: IO[bytes] | None, before: Contents | None) -> None:
        self.file, self.former, self.before = file, former, before
        self.offsets = [0, *accumulate(before.sizes if before else ())]
        self.held: list[str] = []
        self.length = 0
        self.hasher = hashlib.sha256()
        self.size = 0
        self.sizes: list[int] = []
        self.hashes: list[str] = []

    def write_parts(self, partition: Partition, head: Callable[[], None], body: Callable[[Span], None]) -> Contents:
        """Write all parts: those that are as they were from the former file, the others by `body`, the first with `head`."""
        for k, taken in partition.stretches:
            if self.former is not None and taken is not None:
                self.take(taken)
                continue
            for part in range(k, k + (len(taken) if taken else 1)):
                if not part:
                    head()
                body(partition.spans[part])
                self.end_part()
        self.file.flush()
        return Contents(tuple(self.sizes), tuple(self.hashes))

    def take(self, parts: range) -> None:
        """Parts of the former file that lie beside each other."""
        assert self.before is not None
        assert self.former is not None
        begin, end = self.offsets[parts.start], self.offsets[parts.stop]
        self.file.flush()
        copy_stretch(self.former.fileno(), self.file.fileno(), begin, end - begin)
        self.sizes += self.before.sizes[parts.start : parts.stop]
        self.hashes += self.before.hashes[parts.start : parts.stop]

    def write(self, text: str) -> int:
        self.held.append(text)
        self.length += len(text)
        if self.length > HELD:
            self.encode()
        return len(text)

    def encode(self) -> None:
        """Write what is held."""
        data = "".join(self.held).encode()
        self.held, self.length = [], 0
        self.hasher.update(data)
        self.size += len(data)
        self.file.write(data)

    def end_part(self) -> None:
        """What was written since the last part is one."""
        self.encode()
        self.sizes.append(self.size)
        self.hashes.append(self.hasher.hexdigest())
        self.size, self.hasher = 0, hashlib.sha256()
