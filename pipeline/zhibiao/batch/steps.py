"""What travels between the plan, the workers and the writer."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhibiao.lexicon.own import Own
from zhibiao.model import Article
from zhibiao.reading.sources import Failure
from zhibiao.store import Record, Stamp


@dataclass(frozen=True, slots=True)
class Document:
    """A file, or a member of an archive with its bytes, to be read by a worker."""

    name: str
    where: str
    path: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a .jsonl, the `number`-th from 1, to be parsed by a worker."""

    name: str
    where: str
    path: str
    number: int
    data: bytes
    encoding: str


@dataclass(frozen=True, slots=True)
class Work:
    """Something to extract. `number` orders it within its file; `known` are the hashes whose results are up to date."""

    file: str
    number: int
    what: Document | Line | Article | Failure
    size: int
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Begin:
    """The articles of a file follow; `fresh` when the database has none of it yet."""

    file: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """The file was read to its end. `size` is what it had to be read; a stamp of no file makes the next run look again."""

    file: str
    size: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Gone:
    """The file is in the corpus no more."""

    file: str


@dataclass(frozen=True, slots=True)
class Same:
    """An article whose stored result is up to date."""

    file: str
    number: int
    hash: str


Step = Work | Begin | Finish | Gone
Outcome = Record | Same | Begin | Finish | Gone


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker is told once. `seconds` of processor time for one article, `megabytes` of memory for the process;
    0 is no limit. `ner`: the recogniser of names beside the rules, if any. `own`: the user's names and words."""

    fields: dict[str, str] = field(default_factory=dict)
    seconds: int = 120
    megabytes: int = 4096
    ner: str = ""
    own: Own = Own()
