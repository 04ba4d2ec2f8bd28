"""Files that are written beside their places and moved there when they are whole.

The name beside is new and nobody can know it: a link that somebody has laid there to lead elsewhere is never followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # fails where there is anything, a link too


def new_beside(path: Path, suffix: str) -> tuple[int, Path]:
    """A new hidden file beside `path`, open for writing: its handle and its path. Raises `OSError`."""
    while True:
        name = path.with_name(f".{path.name[:40]}.{token_hex(6)}{suffix}")
        try:
            return os.open(name, NEW, 0o666), name
        except FileExistsError:
            continue


@contextmanager
def placed_whole(path: Path) -> Iterator[Path]:
    """The path of a new empty file that takes the place of `path` when the block ends well; else nothing is left of it."""
    handle, half = new_beside(path, ".tmp")
    os.close(handle)
    try:
        yield half
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def written_whole(path: Path, encoding: str = "utf-8", newline: str = "\n") -> Iterator[IO[str]]:
    """A text file that takes the place of `path` when the block ends well; else nothing is left of it."""
    with placed_whole(path) as half, half.open("w", encoding=encoding, newline=newline) as file:
        yield file
