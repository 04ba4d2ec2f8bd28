"""`add`: every article of files, folders and archives into a corpus, as one JSON record each.

The record holds the article's text as it was read (what `start:end` of its rows slices), so that a corpus needs no
heavy readers afterwards and its articles stay what they were. Names are made of date, title and the text's digest:

    2025-11-16-码头上的加减法-1f0c….json
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhibiao.beside import written_whole
from zhibiao.feeding.addresses import articles_at, is_address
from zhibiao.feeding.fetching import Guest
from zhibiao.feeding.library import Entry, Library, library_of, stamp_of
from zhibiao.feeding.likeness import likeness
from zhibiao.model import Article, ZhibiaoError
from zhibiao.reading import Failure, scan, suffixes
from zhibiao.reading.records import Fields
from zhibiao.wording import say

LONGEST_NAME = 30
NO_NAME = re.compile(r"[^\w\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """An article that was added, and its file in the corpus."""

    article: Article
    file: Path


@dataclass(frozen=True, slots=True)
class Refused:
    """An article that the corpus has: the same text (`similarity` 1) or a reprint of `file`."""

    article: Article
    file: Path
    similarity: float


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are fetched: those of this machine and of private networks, too (`local`), articles of one address at
    most, seconds between two requests to a host."""

    local: bool = False
    most: int = 50
    pause: float = 1.0

    def guest(self) -> Guest:
        return Guest(local=self.local, pause=self.pause)


def add(
    paths: Sequence[str | Path],
    corpus: Path,
    *,
    published: dt.date | None = None,
    source: str = "",
    fields: Mapping[str, str] | None = None,
    reprints: bool = False,
    web: Web = Web(),
) -> Iterator[Kept | Refused | Failure]:
    """Add every article of `paths`, files or web addresses, to the folder `corpus`, and say of each what became of it.

    `published` and `source` are set on all of them; `fields` maps the fields of a collection; with `reprints` near
    duplicates are added, too; `web` says how addresses are fetched. Nothing is written outside the corpus. Raises `ZhibiaoError` when it cannot be written.
    """
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        library, guest = library_of(corpus), web.guest() if any(map(is_address, paths)) else None
        try:
            for path in paths:
                for item in items_of(path, corpus, fields, guest, web.most):
                    if isinstance(item, Failure):
                        yield item
                    else:
                        item = replace(item, source=source or item.source)
                        if published:
                            item = replace(item, published=published, published_from="")
                        yield added(item, library, reprints)
        finally:
            library.save()
            if guest:
                guest.close()
    except OSError as error:
        raise ZhibiaoError(
            say("{path}: cannot be written: {strerror}", path=error.filename or corpus, strerror=error.strerror)
        ) from error


def items_of(
    path: str | Path, corpus: Path, fields: Mapping[str, str] | None, guest: Guest | None, most: int
) -> Iterator[Article | Failure]:
    """The articles and failures of a path or an address. A path that is not there is a failure: the others go on."""
    if guest and is_address(path):
        yield from articles_at(str(path), corpus, guest, most, Fields(fields))
    elif str(path) != "-" and not Path(path).exists():
        yield Failure(str(path), Path(path), say("{root}: no such file or folder", root=path))
    else:
        yield from scan(path, fields)


def added(article: Article, library: Library, reprints: bool) -> Kept | Refused:
    """What became of one article."""
    new = likeness(article.original)
    if same := library.duplicate(new):
        return Refused(article, library.corpus / same, 1.0)
    near, similarity = library.reprint(new)
    if near and not reprints:
        return Refused(article, library.corpus / near, similarity)
    file = library.corpus / name_of(article, new.digest)
    write(file, record_of(article))
    library.put(Entry(file.name, stamp_of(file), new))
    return Kept(article, file)


def name_of(article: Article, digest: str) -> str:
    """A file name that the same article gets on every machine; letters and digits only."""
    stem = Path(article.id.partition("#")[0]).stem if carried_id(article) is None else ""
    words = NO_NAME.sub("-", article.title or stem).strip("-")[:LONGEST_NAME].strip("-")
    day = article.published.isoformat() if article.published else ""
    if day:
        words = words.removeprefix(day).strip("-")
    return "-".join(filter(None, (day, words, digest))) + ".json"


def carried_id(article: Article) -> str | None:
    """The id that the input gave the article, or None when it is only the name of a file: 25.jsonl#3, -."""
    name = article.id.partition("#")[0].lower()
    return None if name == "-" or name.endswith(suffixes()) else article.id


def record_of(article: Article) -> dict[str, Any]:
    """The record of an article, with the names that the reader of records knows."""
    record = {
        "id": carried_id(article),
        "title": article.title,
        "date": article.published.isoformat() if article.published else None,
        "date_from": article.published_from,
        "source": article.source,
        "byline": article.byline,
        "url": article.url,
        "origin": article.id,
        "content": article.original,
        "sections": [[s.kind, s.start, s.end] for s in article.sections],
        "notes": list(article.notes),
    }
    return {name: value for name, value in record.items() if value}


def write(file: Path, record: dict[str, Any]) -> None:
    """Write a record, whole or not at all."""
    with written_whole(file) as half:
        half.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
