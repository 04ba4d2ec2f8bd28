"""Where bytes come from: a file, a member of an archive, standard input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from zhibiao.model import UnreadableArticle
from zhibiao.reading.encodings import EMPTY
from zhibiao.wording import MARKS, say

# An article is at most so long: a book of ten thousand pages. What is longer is a collection or no text.
LONGEST_ARTICLE = 10_000_000
# Four bytes a character at most in every encoding read here; markup and drawings around it are allowed for.
LARGEST_TEXT = 4 * LONGEST_ARTICLE
LARGEST_DOCUMENT = 200_000_000
LARGEST_BESIDE = 2_000_000  # a style sheet beside a page


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read, and what the user can do about it: one line, whatever stood in the input."""

    id: str
    path: Path
    error: str

    def __post_init__(self) -> None:
        shown = "".join(c if c.isprintable() or c in MARKS else ascii(c)[1:-1] for c in self.error)
        object.__setattr__(self, "error", shown)
        object.__setattr__(self, "id", whole(self.id))


def nothing(address: str) -> bytes | None:
    """What stands beside bytes that came alone."""
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read: `name` is the path inside the corpus, `where` is what messages say, `path` the file on disk,
    `suffix` the format. `beside` gives another file of the corpus by its address relative to this one, a style sheet of
    a saved page, or None."""

    name: str
    where: str
    path: Path
    size: int
    suffix: str
    open: Callable[[], BinaryIO]
    beside: Callable[[str], bytes | None] = nothing

    @property
    def file_name(self) -> str:
        return Path(self.name).name

    def bytes(self, largest: int = LARGEST_TEXT) -> bytes:
        """All bytes. Raises `UnreadableArticle` when there are none or more than `largest`, without reading on."""
        with self.open() as stream:
            data = b"" if self.size > largest else stream.read(largest + 1)
        if self.size > largest or len(data) > largest:
            raise UnreadableArticle(
                say(
                    "{where}: more than {limit} MB, too large for one article; split it",
                    where=self.where,
                    limit=largest // 1000000,
                )
            )
        if not data.strip():
            raise UnreadableArticle(say(EMPTY, where=self.where))
        return data

    def failure(self, error: str, part: str = "") -> Failure:
        """A failure of this source or of a part of it (`#12`)."""
        return Failure(self.name + part, self.path, error)


def file_source(path: Path, name: str) -> Source:
    """A file on disk."""
    size, suffix = path.stat().st_size, path.suffix.lower()
    return Source(name, str(path), path, size, suffix, lambda: path.open("rb"), partial(file_beside, path, name))


def file_beside(path: Path, name: str, address: str) -> bytes | None:
    """The bytes of a file of the corpus by its address relative to a page in it. None for what lies elsewhere, whatever
    the address or a link says, is no file, or is too large."""
    try:
        root = path.parents[name.count("/")].resolve()
        file = (path.parent / address).resolve()
        if not file.is_relative_to(root) or not file.is_file() or file.stat().st_size > LARGEST_BESIDE:
            return None
        return file.read_bytes()
    except (OSError, ValueError, IndexError, RuntimeError):  # a name that no file can have, a link to itself
        return None


def oneline(error: BaseException) -> str:
    """The first line of an error's text, for a message of our own."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def whole(text: str) -> str:
    """The text with each half character (a lone surrogate), which no file can hold, written out: `\\udcff`, which also
    stands for the byte ff of a file's name. Two that differ stay two."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text
