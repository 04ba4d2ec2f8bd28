"""One run on an output folder at a time. The lock is the system's own: it ends with the process, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhibiao.model import ZhibiaoError
from zhibiao.wording import say


class Busy(ZhibiaoError):
    """Another run is at work on the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder. Raises `Busy` when another process does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        import fcntl
    except ImportError:  # no such lock on Windows; SQLite still lets only one write at a time
        os.close(handle)
        yield
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                say(
                    "{folder}: another run is writing to this folder; wait for it or choose another with -o",
                    folder=folder,
                )
            ) from None
        yield
    finally:
        os.close(handle)
