"""Files that are written beside their places and moved there together, when all are whole."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from zhibiao.beside import new_beside
from zhibiao.exports.parts import Contents, Former, PartedFile, Partition, identity, noted
from zhibiao.model import ZhibiaoError
from zhibiao.store import Span, Store
from zhibiao.wording import say

Writers = tuple[Callable[[], None], Callable[[Span], None]]
SUFFIX = ".zhibiao-tmp"


class Staging:
    """The files of one export. On leaving the `with` without an error they take their places, else they vanish.

    A file that somebody edited since the last export is kept beside the new one, as `indicators.edited-1.csv`. Beside its
    own database it knows what the last export wrote (`former`), so that tables can be brought up to date part by part.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store = folder, store
        self.own = store.path.parent.resolve() == folder.resolve()
        self.former = Former()
        self.partition: Partition | None = None  # of the tables that were written in parts
        self.parted: dict[str, Contents] = {}
        self.staged: dict[str, Path] = {}
        self.hashes: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.paths: list[Path] = []
        self.lines: dict[str, int] = {}  # how many a table has, where its writer says it
        self.held: list[int] = []  # handles of the files, locked so that another export lets them be

    def __enter__(self) -> Self:
        with writable(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            for left in self.folder.glob(f".*{SUFFIX}"):
                discard(left)  # of a run that was killed
        if self.own:
            if not self.store.fact("parts"):  # from now on the database notes its changes
                self.store.note(parts="{}")
            self.former = Former.of(self.store)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                with writable(self.folder):
                    self.move()
        finally:
            for path in self.staged.values():
                path.unlink(missing_ok=True)
            for handle in self.held:
                os.close(handle)

    def path(self, name: str) -> Path:
        """Where to write a file that will be `name`; call `done` when it is whole."""
        with writable(self.folder / name):
            while True:
                handle, path = new_beside(self.folder / name, SUFFIX)
                if os.name == "nt":  # nobody there can delete what is open, nor its writer move it
                    os.close(handle)
                    break
                self.held.append(handle)
                if hold(handle) and path.exists():  # else another export took it for abandoned just now
                    break
        self.staged[name] = path
        return path

    def done(self, name: str) -> None:
        """The file is whole: note its size and hash, and see to it that it is on the disk."""
        path = self.staged[name]
        with writable(self.folder / name):
            self.hashes[name], self.sizes[name] = digest(path), path.stat().st_size
            path.chmod(0o644)

    def parts(self, state: str) -> Partition:
        """The parts of this export's tables: of the selection `state`."""
        if self.partition is None:
            self.partition = Partition(self.store, self.former if self.own else None, state)
        return self.partition

    def write_parts(self, name: str, state: str, table: Callable[[PartedFile], Writers]) -> None:
        """A table in parts that will be `name`; `table` answers what writes its header and the lines of a part."""
        place = self.folder / name
        partition, former = self.parts(state), self.former.opened(name, place)
        try:
            with writable(place):
                path = self.path(name)
                before = identity(former.fileno()) if former else None
                with path.open("wb", buffering=1 << 20) as file:
                    parted = PartedFile(file, former, self.former.tables.get(name))
                    made = parted.write_parts(partition, *table(parted))
                    if former and identity(former.fileno()) != before:  # somebody has written to it meanwhile
                        raise ZhibiaoError(
                            say("{place}: was changed while it was read; run again, it is kept aside", place=place)
                        )
                    os.fsync(file.fileno())
                path.chmod(0o644)
        finally:
            if former:
                former.close()
        self.parted[name], self.sizes[name] = made, made.size

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        """A text file that will be `name`."""
        with writable(self.folder / name):
            path = self.path(name)
            with path.open("w", encoding="utf-8", newline="", buffering=1 << 20) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            self.done(name)

    def move(self) -> None:
        """All files into their places. Before that the store notes what it writes, so that no edit is mistaken for
        its own work, nor its own work for an edit, wherever this is cut short."""
        written = json.loads(self.store.fact("written") or "{}") if self.own else {}
        known = {name: {*written.get(name, []), new} for name, new in self.hashes.items()}
        if self.own:
            pending = {name: [*map(noted, made)] for name, made in self.former.pending.items()}
            for name, made in self.parted.items():
                pending[name] = [*pending.get(name, []), noted(made)]
            self.store.note(
                written=json.dumps({**written, **{n: sorted(h) for n, h in known.items()}}), pending=json.dumps(pending)
            )
        for name, path in self.staged.items():
            place = self.folder / name
            if self.own and place.is_file() and self.edited(place, known.get(name) or written.get(name, ()), written):
                place.rename(free_name(place))
            os.replace(path, place)
            self.paths.append(place)
        if self.own:
            self.store.note(written=json.dumps({**written, **{n: [h] for n, h in self.hashes.items()}}))
            self.note_parts()

    def edited(self, place: Path, known: Collection[str], written: Mapping[str, Sequence[str]]) -> bool:
        """Whether a file that the store once wrote is no longer what it wrote."""
        name = place.name
        if name in self.former.tables or name in self.former.pending:
            with place.open("rb") as file:
                return not self.former.wrote(name, file)
        return bool(written.get(name)) and digest(place) not in known

    def note_parts(self) -> None:
        """Note the tables in parts as they now lie there, and that they hold all changes that were known."""
        if self.partition is None:
            return
        parts = {
            "state": self.partition.state,
            "starts": self.partition.starts,
            "tables": {name: noted(made) for name, made in self.parted.items()},
            "files": {name: identity(self.folder / name) for name in self.parted},
        }
        said = json.dumps(parts, ensure_ascii=False)
        self.store.exported(self.partition.last_change, parts=said, pending="{}")

    def remember(self, state: str) -> None:
        """Note in the store what its folder holds now."""
        if self.own:
            self.store.note(exports=json.dumps({"state": state, "files": self.sizes}, ensure_ascii=False))


def hold(handle: int) -> bool:
    """Lock a file for as long as it is open; whether nobody else had."""
    try:
        import fcntl
    except ImportError:  # no such lock on Windows, where an open file cannot be deleted either
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def discard(path: Path) -> None:
    """Delete an unfinished file that nobody writes any more."""
    try:
        if path.is_symlink():  # none of ours: what it leads to is not touched
            path.unlink(missing_ok=True)
            return
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # its writer was quicker
        return
    try:
        if hold(handle):
            path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_name(path: Path) -> Path:
    """A name beside the path that is not taken."""
    n = 1
    while (free := path.with_name(f"{path.stem}.edited-{n}{path.suffix}")).exists():
        n += 1
    return free


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """The system's refusal to write as one line that says what to do."""
    try:
        yield
    except OSError as error:
        raise ZhibiaoError(
            say(
                "{path}: cannot be written: {strerror}; free space or choose another folder with -o",
                path=error.filename or path,
                strerror=error.strerror,
            )
        ) from error
