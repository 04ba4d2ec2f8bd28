"""Archives: members are read in memory, one at a time, within bounds; nothing is ever unpacked to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from zhibiao.model import UnreadableArticle
from zhibiao.reading.sources import LARGEST_DOCUMENT, Failure, Source, oneline, whole
from zhibiao.wording import say

# A text packs to a tenth or so; a thousandth is a bomb. Small members may pack better than that: a page of spaces.
BOMB_RATIO, BOMB_SIZE = 200, 20_000_000
MOST_MEMBERS = 1_000_000
# Times that one may read on behind the end: a header that states a member of 10^30 bytes has them all looked for.
MOST_IN_VAIN = 100
# What a stream that is cut off, damaged or packed in an unknown way raises while it is read.
# RecursionError: headers of a .tar that each announce another one (long names), without end.
DAMAGED = (
    EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, NotImplementedError, RecursionError,
    OverflowError,
)  # fmt: skip

# Of the header errors, whose classes `tarfile` does not export, those that are not the archive's end.
UNREADABLE_HEADERS = ("InvalidHeaderError", "TruncatedHeaderError")


def members(archive: Source) -> Iterator[Source | Failure]:
    """The files in an archive, in its order, as sources `archive.zip/path`; a bad one is a failure by itself."""
    opener = next(o for suffix, o in ARCHIVES.items() if archive.name.lower().endswith(suffix))
    try:
        yield from opener(archive)
    except UnreadableArticle as error:
        yield archive.failure(str(error))
    except (OSError, ValueError, *DAMAGED) as error:  # ValueError: contents that lie before the beginning
        yield archive.failure(
            say(
                "{where}: damaged archive, what follows is lost; fetch it again: {error}",
                where=archive.where,
                error=oneline(error),
            )
        )


def zip_members(archive: Source) -> Iterator[Source | Failure]:
    """The files of a .zip, in order of name."""
    with archive.open() as stream, zipfile.ZipFile(stream) as packed:
        infos = sorted((i for i in packed.infolist() if not i.filename.endswith("/")), key=zip_name)
        left = max(BOMB_SIZE, BOMB_RATIO * archive.size)
        for info in infos[:MOST_MEMBERS]:
            name = zip_name(info)
            problem = name_problem(name) or size_problem(info.file_size, info.compress_size)
            if info.flag_bits & 1:
                problem = say("encrypted; decrypt it first")
            if not problem:
                left -= info.file_size
                if left < 0:  # members that share their bytes: each is small, all together are not
                    raise UnreadableArticle(too_much(archive))
            yield member(archive, name, info.file_size, partial(packed.open, info), problem)


def zip_name(info: zipfile.ZipInfo) -> str:
    """A member's name; names not marked as UTF-8 are GB18030 on Chinese Windows, not code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def tar_members(archive: Source) -> Iterator[Source | Failure]:
    """The files of a .tar.gz, as they come: it is read once from the front."""
    with (
        archive.open() as stream,
        tarfile.open(fileobj=unpacked(stream, archive), mode="r|", tarinfo=Header) as packed,
    ):
        for number, info in enumerate(packed):
            if not info.isfile() or number >= MOST_MEMBERS:
                continue
            yield member(archive, info.name, info.size, partial(packed.extractfile, info), name_problem(info.name))


class Header(tarfile.TarInfo):
    """The header of a member, read strictly: `tarfile` takes one that it cannot read for the end of the archive."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Header:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.HeaderError as error:
            if type(error).__name__ not in UNREADABLE_HEADERS:
                raise
            raise tarfile.ReadError(str(error)) from error


def gzip_member(archive: Source) -> Iterator[Source | Failure]:
    """The one file in a .gz."""
    name = PurePosixPath(archive.name).name.removesuffix(".gz")
    yield member(archive, name, 0, lambda: unpacked(archive.open(), archive), "")


def member(archive: Source, name: str, size: int, opener: Callable[[], Any], problem: str) -> Source | Failure:
    """A member as a source, or the failure that its name or size is."""
    shown = whole(f"{archive.name}/{name}")
    if problem:
        return Failure(shown, archive.path, f"{archive.where}!{name!r}: {problem}")
    suffix = PurePosixPath(name).suffix.lower()

    def opened() -> BinaryIO:
        try:
            return cast(BinaryIO, opener())
        except ValueError as error:
            raise zipfile.BadZipFile(str(error)) from error

    return Source(shown, f"{archive.where}!{name}", archive.path, size, suffix, opened)


def name_problem(name: str) -> str:
    """Why a member's name is refused, or empty: it leads out of the archive, or is an archive itself."""
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:", name) or "\x00" in name:
        return say("its path leads out of the archive; skipped")
    if name.lower().endswith(tuple(ARCHIVES)):
        return say("an archive inside an archive; unpack it first")
    return ""


def size_problem(size: int, packed: int) -> str:
    """Why a member is refused for what it unpacks to, or empty."""
    if size > LARGEST_DOCUMENT or (size > BOMB_SIZE and size > BOMB_RATIO * max(packed, 1)):
        return say("unpacks to {size} MB; skipped", size=size // 1000000)
    return ""


def too_much(archive: Source) -> str:
    """What to say of an archive that unpacks out of proportion."""
    return say("{where}: unpacks out of proportion, maybe a bomb; stopped", where=archive.where)


def unpacked(stream: BinaryIO, archive: Source) -> BinaryIO:
    """A gzip stream's contents, within bounds."""
    return cast(BinaryIO, io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream), archive)))


class Bounded(io.RawIOBase):
    """A decompressed stream that ends in an error when it grows out of proportion to what was packed."""

    def __init__(self, stream: gzip.GzipFile, archive: Source) -> None:
        self.stream, self.archive = stream, archive
        self.left = max(BOMB_SIZE, BOMB_RATIO * archive.size)
        self.in_vain = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read1(len(buffer))  # what is whole before a stream that is cut off
        self.in_vain = 0 if data else self.in_vain + 1
        if self.in_vain > MOST_IN_VAIN:
            raise EOFError("it ends before what it says that it holds")
        self.left -= len(data)
        if self.left < 0:
            raise UnreadableArticle(too_much(self.archive))
        buffer[: len(data)] = data
        return len(data)


ARCHIVES: dict[str, Callable[[Source], Iterator[Source | Failure]]] = {
    ".zip": zip_members,
    ".tar.gz": tar_members,
    ".tgz": tar_members,
    ".gz": gzip_member,
}
