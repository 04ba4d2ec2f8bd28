"""A text or a file of somebody else, extracted in a process of its own: its time and memory are limited by the kernel,
and whatever it dies of, the server goes on with a new one."""

from __future__ import annotations

import asyncio
import io
import json
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zhibiao.extraction import extract_article
from zhibiao.limits import limit_memory, limit_time
from zhibiao.model import Article, Mention, Result, UnreadableArticle, ZhibiaoError
from zhibiao.reading import Failure
from zhibiao.reading.archives import ARCHIVES
from zhibiao.reading.records import Fields, date_of
from zhibiao.reading.scanning import READERS, articles_in, named
from zhibiao.reading.sources import Source
from zhibiao.table import readable_period, readable_value, record
from zhibiao.web.pieces import pieces
from zhibiao.web.safety import OPEN
from zhibiao.wording import say

LARGEST = OPEN["/extract"]  # bytes of a request
SECONDS, MEGABYTES = 20, 3000  # of processor time and of address space, for one request
MOST_ARTICLES = 100  # of one file
PASTED = "text"  # the name of what has none


class TooMuch(ZhibiaoError):
    """A text that takes more time or memory than there is for one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be extracted: the bytes of a file by its name, or a text (UTF-8) without one, and what is known of it."""

    data: bytes
    name: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    url: str = ""


FIRST = Asked("甲市1—8月出口额达1亿元，同比增长1%。".encode())


class Extractor:
    """One process that extracts what it is given, one after another; it begins with the first, or before."""

    def __init__(self, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self.pool: ProcessPoolExecutor | None = None

    async def extract(self, given: Asked) -> list[dict[str, Any]]:
        """The articles with their rows. Raises `ZhibiaoError` for what cannot be read or takes too much."""
        self.begin()
        assert self.pool
        pool = self.pool
        try:
            told = await asyncio.wrap_future(pool.submit(extracted, given, self.seconds))
        except BrokenProcessPool as error:
            if self.pool is pool:
                self.pool = None
                pool.shutdown(wait=False)
            raise TooMuch(
                say("the text takes more than {seconds} s or too much memory; split it", seconds=self.seconds)
            ) from error
        if isinstance(told, str):
            raise UnreadableArticle(told)
        return told

    def begin(self) -> None:
        """Begin the process, which has loaded everything by the time that somebody has pasted something."""
        if self.pool is None:
            context = multiprocessing.get_context("spawn")  # a server with threads must not be forked
            self.pool = ProcessPoolExecutor(1, context, limit_memory, (self.megabytes,))
            self.pool.submit(extracted, FIRST, 0)  # on a new machine, loading alone may take longer than a text may

    def close(self) -> None:
        """End the process and wait for that, so that nothing of it is left behind."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)


def extracted(given: Asked, seconds: int) -> list[dict[str, Any]] | str:
    """In the process: the articles as JSON can hold them, or what is wrong with the file."""
    limit_time(seconds)
    try:
        return [article_record(extract_article(article)) for article in articles_of(given)]
    except ZhibiaoError as error:
        return str(error)
    except MemoryError:
        return say("the text takes more than {seconds} s or too much memory; split it", seconds=seconds)
    finally:
        limit_time(0)


def articles_of(given: Asked) -> Iterator[Article]:
    """The articles of a request, with what it says of them. Raises `ZhibiaoError`."""
    day = date_of(given.published or None, "published")
    for n, item in enumerate(articles_in(source_of(given), Fields()), 1):
        if isinstance(item, Failure):
            raise UnreadableArticle(item.error)
        if n > MOST_ARTICLES:
            raise TooMuch(
                say("{name}: holds more than {most} articles; use `zhibiao run`", name=given.name, most=MOST_ARTICLES)
            )
        known = {name: value for name in ("title", "source", "url") if (value := getattr(given, name))}
        item = replace(item, **known)
        yield replace(item, published=day, published_from="") if day else item


def source_of(given: Asked) -> Source:
    """The bytes under the reader that the name asks for, or the bytes themselves. Raises `ZhibiaoError`."""
    suffix = Path(given.name).suffix.lower()
    if not given.name:
        return Source(PASTED, PASTED, Path(PASTED), len(given.data), ".txt", lambda: io.BytesIO(given.data))
    if suffix in READERS:
        return Source(given.name, given.name, Path(given.name), len(given.data), suffix, lambda: io.BytesIO(given.data))
    if suffix in ARCHIVES or suffix:
        raise UnreadableArticle(
            say("{name}: unknown format; give {suffixes}", name=given.name, suffixes=", ".join(READERS))
        )
    return named(given.data, given.name, given.name, Path(given.name))


def article_record(result: Result) -> dict[str, Any]:
    """An article with its rows, the fate of each numeral, and its text in pieces, as JSON can hold it."""
    article, mentions = result.article, result.mentions
    about = {name: getattr(article, name) for name in ("id", "title", "source", "url", "byline")}
    rows = [
        {**record(row), "shown": [readable_value(row), readable_period(row.period_start, row.period_end)]}
        for row in result.rows
    ]
    cut = pieces(article.original, result.rows, mentions)
    made = {
        **about,
        "published": article.published and article.published.isoformat(),
        "anchor": result.anchor and result.anchor.isoformat(),
        "notes": list(article.notes),
        "rows": rows,
        "numerals": [numeral(m) for m in mentions if m.kind != "entity"],
        "pieces": [[p.text, p.kind, p.type, p.row] for p in cut],
    }
    checked: dict[str, Any] = json.loads(json.dumps(made))
    return checked


def numeral(mention: Mention) -> dict[str, Any]:
    """A numeral and its fate: the row it became, the time it tells, or the reason why it is neither."""
    fate = {
        "row": mention.row,
        "time": mention.value if mention.kind == "time" else "",
        "reason": mention.type if mention.kind == "rejected" else "",
    }
    return {"text": mention.text, "start": mention.start, "end": mention.end, **fate}
