"""The disk cache: what one process worked out, for the next: how patterns can begin, parsed
lexicon files, places in jieba's file.

All of it follows from the installed files; to work it out anew takes longer than to read an article. It lies in one
file of the user's cache folder (`$XDG_CACHE_HOME/zhibiao`, `~/.cache/zhibiao`; macOS and Windows have theirs), which any
process reads and only the command and its workers write. The file is never needed: one that is missing, damaged, made by another
Python or from other files of the package, or that somebody else could have written, is as good as none.

The data is `marshal`'s, the format of Python's own caches: strings, numbers and collections of them, no objects. Each answer
lies there by itself and is made into objects when it is asked for: a process asks for a part of them, and looks into the file
where it lies, so that processes share it. Whoever can write the file could as well write the user's programs; so its owner and
mode are looked at, as jinja2 does for its bytecode, and its digest, before it is loaded.
"""

from __future__ import annotations

import marshal
import mmap
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, wraps
from hashlib import blake2b, sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Key = tuple[object, ...]  # of an answer: the function and what it was given
Index = dict[Key, tuple[int, int]]  # where the answers begin and end
NOTHING: tuple[Index, memoryview] = ({}, memoryview(b""))
DIGEST = 32  # bytes of the digest that the file begins with; processors compute sha256 themselves
LENGTH = 8  # bytes behind it: how long the index is, which follows; then the answers
LARGEST = 16 << 20  # bytes; a file that grew beyond (patterns of many users' lexicons) is begun anew
OTHERS = 8  # files of other installations that are left beside ours


def disk_cached(function: Callable[P, T]) -> Callable[P, T]:
    """Decorates a pure function of strings and numbers that gives plain data: `functools.cache` beyond the process.

    The answer is shared: treat it as read-only.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def known(*given: P.args, **named: P.kwargs) -> T:
        answer: T = disk_cache().known((name, *given, *named.items()), lambda: function(*given, **named))
        return answer

    return known


class DiskCache:
    """The answers of the file, `index` saying where in it each lies, and those that this process has asked for or added.
    `place` is None where there is no cache folder."""

    def __init__(self, place: Path | None) -> None:
        self.place = place
        self.index, self.packed = read(place) if place else NOTHING
        self.answers: dict[Key, Any] = {}
        self.more = False  # whether there is something to write

    def known(self, key: Key, find: Callable[[], Any]) -> Any:
        """The answer of a key, found anew where the file has none."""
        if key not in self.answers:
            if key in self.index:
                self.answers[key] = marshal.loads(self.packed[slice(*self.index[key])])
            else:
                self.answers[key] = find()
                self.more = True
        return self.answers[key]

    def write(self) -> None:
        """Write the file if there is more than was read: as a whole or not at all, and in silence where it cannot be."""
        if not self.more or self.place is None:
            return
        self.more = False
        new = {key: marshal.dumps(self.answers[key]) for key in self.answers.keys() - self.index.keys()}
        data = together({**{key: self.packed[slice(*extent)] for key, extent in self.index.items()}, **new})
        with suppress(OSError):
            folder = self.place.parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not ours(folder.stat()):
                return
            if len(data) > LARGEST:
                self.place.unlink(missing_ok=True)
                return
            partial = self.place.with_suffix(f".{os.getpid()}")
            try:
                with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(sha256(data).digest() + data)
                partial.replace(self.place)
            finally:
                partial.unlink(missing_ok=True)
            written = sorted(folder.glob(f"*{self.place.suffix}"), key=lambda path: path.stat().st_mtime)
            for old in written[: -OTHERS - 1]:
                old.unlink(missing_ok=True)


@cache
def disk_cache() -> DiskCache:
    """The cache of this process."""
    folder = cache_folder()
    return DiskCache(folder / "zhibiao" / f"{installation()}.tables" if folder else None)


def together(packed: Mapping[Key, bytes | memoryview]) -> bytes:
    """Answers, each packed, as they lie in the file behind its digest."""
    ends = [0, *accumulate(map(len, packed.values()))]
    index = marshal.dumps(dict(zip(packed, pairwise(ends), strict=True)))
    return b"".join([len(index).to_bytes(LENGTH, "little"), index, *packed.values()])


def read(place: Path) -> tuple[Index, memoryview]:
    """Where each answer of a file lies, and all of them, packed; nothing where it cannot be trusted."""
    try:
        with place.open("rb") as file:
            if not ours(os.fstat(file.fileno())):
                return NOTHING
            # Windows replaces no file that somebody looks into.
            written = file.read() if os.name == "nt" else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        data = memoryview(written)[DIGEST:]
        if sha256(data).digest() != written[:DIGEST]:
            return NOTHING
        behind = LENGTH + int.from_bytes(data[:LENGTH], "little")
        index = marshal.loads(data[LENGTH:behind])
    except (OSError, EOFError, ValueError, TypeError):
        return NOTHING
    return (index, data[behind:]) if isinstance(index, dict) else NOTHING


def ours(found: os.stat_result) -> bool:
    """Whether a file or folder is the user's, and nobody else may write it. Windows keeps a user's folders to itself."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def cache_folder() -> Path | None:
    """The user's cache folder by the convention of the system; None when it is nowhere (no home).

    As platformdirs has it, whose import takes longer than to read the file.
    """
    if sys.platform == "win32":
        place = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        place = os.path.expanduser("~/Library/Caches")
    else:
        place = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(place):  # unset, or to be ignored (XDG Base Directory Specification)
            place = os.path.expanduser("~/.cache")
    return Path(place) if os.path.isabs(place) else None


def installation() -> str:
    """A digest of this Python and of the files of the package as they lie here: names, sizes and times of change, as
    Python itself looks at them before it takes a module from its cache."""
    hasher = blake2b(sys.version.encode(), digest_size=8)
    for line in sorted(stamps(os.path.dirname(__file__))):
        hasher.update(line.encode("utf-8", "surrogatepass"))
    return hasher.hexdigest()


def stamps(folder: str) -> Iterator[str]:
    """A line for each file in a folder and the folders in it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from stamps(entry.path)
            else:
                yield stamp(entry)


def stamp(file: Path | os.DirEntry[str]) -> str:
    """The path of a file with its size and time of change."""
    found = file.stat()
    return f"{os.fspath(file)} {found.st_size} {found.st_mtime_ns}\n"
