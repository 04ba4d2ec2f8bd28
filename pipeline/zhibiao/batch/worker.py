"""A worker process: steps come in by a pipe, outcomes go out by it.

A worker answers every step by one message, so that its parent knows which one it died of. It limits itself, through the
kernel, so that the limits hold inside a pattern that never comes back: processor time by a timer whose signal ends the
process, memory by its address space. It ends when its parent does, for then the pipe does.
"""

from __future__ import annotations

import gc
import io
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count
from mmap import mmap
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from zhibiao.batch.steps import Document, Line, Outcome, Same, Settings, Work
from zhibiao.cache import disk_cache
from zhibiao.extraction import extract_portions
from zhibiao.lexicon import own
from zhibiao.limits import collect_seldom, limit_memory, limit_time
from zhibiao.model import Article
from zhibiao.naming import recogniser
from zhibiao.reading.collections import articles_of_lines
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import articles_in
from zhibiao.reading.sources import Failure, Source, file_source, whole
from zhibiao.store import failure_record, record_of_portions
from zhibiao.store.packing import hash_of
from zhibiao.wording import phrase, say

LOADED = 3  # batches after which most of what articles need has been loaded
LEAST_ROOM = 100_000_000  # bytes that a worker has beside what it begins with


def serve(pipe: Connection, settings: Settings) -> None:
    """Answer steps until the pipe ends. The first message says whether there is anything to stop it: empty when not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    collect_seldom()
    try:
        limit_memory(settings.megabytes)
        mmap(-1, LEAST_ROOM).close()  # no room for it, no room for any article; nothing of it is touched
        recogniser.use(settings.ner)
        own.use(settings.own)
        fields = Fields(settings.fields)
    except Exception as error:  # no article is to blame: the parent ends the run with it
        pipe.send(f"{type(error).__name__} {error}".strip())
        os._exit(1)
    with suppress(EOFError, OSError):  # the parent has died, at any moment
        pipe.send("")
        for begun in count():
            for work in pipe.recv():
                limit_time(settings.seconds)
                answer = list(outcomes_of(work, fields))
                limit_time(0)
                pipe.send(answer)
            if begun < LOADED:
                gc.freeze()  # dictionaries and patterns stay to the end: a tenth of the time went into looking them over
    with suppress(MemoryError):
        disk_cache().write()
    os._exit(0)  # nothing is left to put in order, and freeing all memory takes its time


def outcomes_of(work: Work, fields: Fields) -> Iterator[Outcome]:
    """The outcomes of one step: one for each article that it holds."""
    for place, item in enumerate(items_of(work, fields)):
        number = work.number + place
        if isinstance(item, Failure):
            yield failure_record(work.file, number, item.id, item.error)
            continue
        article = sound(item)
        if (known := hash_of(article)) in work.known:
            yield Same(work.file, number, known)
            continue
        try:
            yield record_of_portions(extract_portions(article), work.file, number)
        except MemoryError:
            yield failure_record(work.file, number, article.id, f"{article.id}: {say(OUT_OF_MEMORY)}", article)
        except Exception as error:  # one article must not end the batch; the error stands in articles.csv
            said = say(BUG, where=article.id, kind=type(error).__name__, error=error)
            yield failure_record(work.file, number, article.id, said, article)


BUG = phrase("{where}: {kind}: {error}; please report this article")
OUT_OF_MEMORY = phrase("over the memory limit; raise it with --memory-limit or split the article")


def items_of(work: Work, fields: Fields) -> Iterator[Article | Failure]:
    """The articles of a step; a document is read here, where it can do no harm to the others."""
    if isinstance(work.what, Article | Failure):
        yield work.what
        return
    document, path = work.what, Path(work.what.path)
    try:
        source = source_of(document)
        if isinstance(document, Line):
            yield from articles_of_lines([document.data], document.encoding, source, fields, document.number)
        else:
            yield from articles_in(source, fields)
    except MemoryError:
        yield Failure(document.name, path, f"{document.where}: {say(OUT_OF_MEMORY)}")
    except OSError as error:
        yield Failure(
            document.name,
            path,
            say("{where}: cannot be opened: {strerror}", where=document.where, strerror=error.strerror),
        )
    except Exception as error:  # as above, for its reader
        yield Failure(document.name, path, say(BUG, where=document.where, kind=type(error).__name__, error=error))


def source_of(document: Document | Line) -> Source:
    """The bytes of a document."""
    path, data = Path(document.path), document.data
    if data is None:
        return file_source(path, document.name)
    suffix = Path(document.name).suffix.lower()
    return Source(document.name, document.where, path, len(data), suffix, lambda: io.BytesIO(data))


def sound(article: Article) -> Article:
    """The article without half characters (lone surrogates) in its id and the like, which no file can hold."""
    texts: dict[str, Any] = {
        name: whole(value)
        for name in Article.__dataclass_fields__
        if isinstance(value := getattr(article, name), str) and whole(value) != value
    }
    return replace(article, **texts) if texts else article
