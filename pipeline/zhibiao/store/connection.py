"""Opening SQLite, and its errors as lines that say what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhibiao.model import ZhibiaoError
from zhibiao.wording import foreign, say

BUSY_SECONDS = 60


class StoreError(ZhibiaoError):
    """The database cannot be opened, read or written; the message names the file and what to do."""


class StoreLocked(StoreError):
    """Another program has locked the database for longer than one waits; nothing was done."""


def connect(path: Path, write: bool, patience: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection in autocommit mode; a reader never writes, not even on a folder that it could write to. `patience`:
    seconds to wait for whoever has locked the file."""
    mode = "rwc" if write else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
    if not write:
        try:
            connection.execute("PRAGMA user_version").fetchone()
        except (
            sqlite3.OperationalError
        ) as error:  # WAL needs its side files; on a medium that cannot hold them nothing changes
            connection.close()
            if "locked" in str(error):
                raise
            connection = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's and the system's errors as one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        kind = StoreLocked if "locked" in str(error) else StoreError
        raise kind(f"{path}: {foreign(error)}; {remedy(str(error))}") from error
    except OSError as error:
        raise StoreError(
            say(
                "{path}: {strerror}; choose another folder with -o",
                path=error.filename or path,
                strerror=error.strerror,
            )
        ) from error


def remedy(said: str) -> str:
    """What the user can do about an error of SQLite."""
    if "full" in said or "I/O" in said:
        return say("free some space and run again: what was written so far is kept")
    if "readonly" in said or "unable to open" in said:
        return say("make the folder writable or choose another with -o")
    if "locked" in said:
        return say("another program is writing to it; try again")
    if "not a database" in said or "malformed" in said or "no such" in said:
        return say("the file is damaged: restore it, or move it away and run again")
    return say("please report this")
