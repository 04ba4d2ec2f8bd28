"""An article as the user gave it, and its text with the lines mended. Offsets are half-open."""

from __future__ import annotations

import datetime as dt
from array import array
from dataclasses import dataclass
from typing import Literal, NamedTuple

SectionKind = Literal["headline", "body", "caption", "table", "furniture", "skipped"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the original text of one kind; offsets into `Article.original`. `furniture` is what a page repeats
    (running heads, page numbers): kept in the text, read for nothing. So is what is `skipped`, which may stand inside a
    line: crossed-out words, note marks, tags."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One document as the user gave it. `original` is what every row's `start:end` slices.

    `published_from` says where the date comes from when the user did not give it: `metadata`, `file name`, or a guess
    that says so (`url (guessed)`); and a date in the input that could not be read. `sections` are stretches that the format itself tells apart.
    `notes` names each construct that its reader skipped, guessed or could not read (`reading.notes`).
    """

    id: str
    original: str
    title: str = ""
    published: dt.date | None = None
    sections: tuple[Section, ...] = ()
    source: str = ""
    byline: str = ""
    url: str = ""
    published_from: str = ""
    notes: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence of `Text.mended` with its place in the layout; a tuple, because there are so many."""

    start: int
    end: int
    paragraph: int
    kind: SectionKind = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of `Text.mended`: rows of cells as half-open offsets. `heads`: how many rows stand above a rule, 0 when
    there is none. `above`: the two blocks before it, where its title and its unit may stand."""

    rows: tuple[tuple[tuple[int, int], ...], ...]
    heads: int
    above: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text with its newspaper lines mended.

    `origin` has one entry more than `mended`: `origin[i]` is the original offset of mended character i,
    and the last entry is the length of the original. The only place where offsets are translated.
    `repeated`: so many characters at the beginning stand in an earlier portion of the article, too (`portions`).
    """

    mended: str
    origin: array[int]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    repeated: int = 0

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open original offsets of the mended span; characters dropped at either edge stay outside."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1
