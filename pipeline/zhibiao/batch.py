"""A corpus → `extracted/`: indicators, mentions and articles as CSV, streamed and renamed into place."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO

from zhibiao.conversion import in_units
from zhibiao.extraction import extract_article
from zhibiao.model import COLUMNS, MENTION_COLUMNS, Article, Result, ZhibiaoError, column
from zhibiao.reading import Failure, scan
from zhibiao.table import CsvTable


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One line of `articles.csv`."""

    id: str = column("文章编号 article id")
    title: str = column("标题 headline", default="")
    published: object = column("发布日期 publication date", dtype="date", default=None)
    anchor: object = column("基准日 day that relative times count from", dtype="date", default=None)
    anchor_source: str = column("基准来源 published, metadata, file name, url (guessed), dateline, stated or empty", default="")
    rows: int = column("行数 rows extracted", dtype="int", default=0)
    status: str = column("状态 ok or error", default="ok")
    error: str = column("错误 what went wrong and what to do", default="")


ARTICLE_COLUMNS = tuple(f.name for f in fields(ArticleRecord))


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    articles: int
    rows: int
    errors: int
    seconds: float
    output: Path


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """A text file that takes the place of `path` only when it was written whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def run(
    corpus: Path,
    output: Path,
    progress: Callable[[int, str], None] = lambda done, name: None,
    wanted_units: Sequence[str] = (),
) -> Summary:
    """Extract every article of `corpus` into `output`; a bad article is recorded and the batch goes on.

    Values are given in the first of `wanted_units` that fits them, else in the article's own unit.

    Raises `ZhibiaoError` when the corpus is missing or the output cannot be written.
    """
    started = time.monotonic()
    counts = {"articles": 0, "rows": 0, "errors": 0}
    items = scan(corpus)
    in_units((), wanted_units)
    try:
        output.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            files = {
                n: stack.enter_context(replacing(output / f"{n}.csv")) for n in ("indicators", "mentions", "articles")
            }
            rows = CsvTable(files["indicators"], COLUMNS)
            mentions = CsvTable(files["mentions"], MENTION_COLUMNS)
            articles = CsvTable(files["articles"], ARTICLE_COLUMNS)
            for item in items:
                result = attempt(item)
                if isinstance(result, Result):
                    rows.write(in_units(result.rows, wanted_units) if wanted_units else result.rows)
                    mentions.write(result.mentions)
                    record = record_of(result)
                else:
                    record = ArticleRecord(item.id, status="error", error=result)
                articles.write([record])
                counts["articles"] += 1
                counts["rows"] += record.rows
                counts["errors"] += record.status == "error"
                progress(counts["articles"], item.id)
    except OSError as error:
        raise ZhibiaoError(
            f"{error.filename or output}: cannot be written ({error.strerror}); choose another folder with -o"
        ) from error
    return Summary(**counts, seconds=time.monotonic() - started, output=output)


def attempt(item: Article | Failure) -> Result | str:
    """The result of an article, or the error to record."""
    if isinstance(item, Failure):
        return item.error
    try:
        return extract_article(item)
    except Exception as error:  # one article must not end the batch; the error stands in articles.csv
        return f"{item.id}: {type(error).__name__}: {error}; please report this article"


def record_of(result: Result) -> ArticleRecord:
    """The line of a result in `articles.csv`."""
    article = result.article
    return ArticleRecord(
        article.id, article.title, article.published, result.anchor, result.anchor_source, len(result.rows)
    )
