"""The partition function: pure, without a database, a clock or a file. The same frame gives the same rows anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from zhibiao.model import Article, Result, Row, Section
from zhibiao.reading.sources import Failure
from zhibiao.table import frame
from zhibiao.wording import spoken

if TYPE_CHECKING:
    import pandas as pd

# What a partition may carry; `content` alone is needed. `date` is an ISO day or a date, `sections` a list of
# [kind, start, end], `notes` a list of what its reader noticed, `error` says that the article could not be read.
INPUT_COLUMNS = (
    *("id", "content", "title", "date", "source", "byline", "url", "date_from", "sections", "notes", "error"),
)
ARTICLES_SCHEMA = {
    "id": "str", "title": "str", "published": "date", "anchor": "date", "anchor_source": "str", "rows": "int",
    "status": "str", "error": "str", "notes": "str",
}  # fmt: skip


def extract_frame(articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of a partition's articles, in their order: the columns of `zhibiao.COLUMNS` as `zhibiao.extract` gives
    them. Articles that fail have no rows; `tables_of` says which and why."""
    return tables_of(articles)[0]


def tables_of(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(rows, one line for each article with its status and error) of a partition's articles."""
    return tables_of_outcomes(map(attempt, records(articles)))


def tables_of_outcomes(outcomes: Iterable[Result | FailedArticle]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same of what became of the articles."""
    import pandas as pd

    rows: list[Row] = []
    lines: list[dict[str, Any]] = []
    for outcome in outcomes:
        if isinstance(outcome, Result):
            rows += outcome.rows
            lines.append(line_of(outcome))
        else:
            lines.append(
                {"id": outcome.id, "rows": 0, "status": "error", "error": spoken(outcome.error, "en"), "notes": ""}
            )
    table = pd.DataFrame(lines, columns=list(ARTICLES_SCHEMA))
    return frame(rows), table.astype(object).where(table.notna(), None)


def records(articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The lines of a frame, missing values left out."""
    for values in articles.itertuples(index=False, name=None):
        yield {name: value for name, value in zip(articles.columns, values, strict=True) if present(value)}


def present(value: Any) -> bool:
    """Whether a cell holds something: None, NaN and NaT do not."""
    return value is not None and (isinstance(value, list | tuple) or value == value)


def attempt(record: dict[str, Any]) -> Result | FailedArticle:
    """The result of an article, or why there is none."""
    from zhibiao.extraction import extract_article

    name = str(record.get("id", ""))
    if record.get("error"):
        return FailedArticle(name, str(record["error"]))
    try:
        return extract_article(article_of(record))
    except Exception as error:  # one article must not end the job; the error stands in its table of articles
        return FailedArticle(name, f"{name}: {type(error).__name__}: {error}; please report this article")


class FailedArticle:
    """An article without a result."""

    def __init__(self, id: str, error: str) -> None:
        self.id, self.error = id, error


def article_of(record: dict[str, Any]) -> Article:
    """The article of a line."""
    date = record.get("date")
    if isinstance(date, str):
        date = dt.date.fromisoformat(date[:10]) if date else None
    elif isinstance(date, dt.datetime):
        date = date.date()
    sections = tuple(Section(kind, int(start), int(end)) for kind, start, end in record.get("sections", ()))
    return Article(
        str(record.get("id", "")),
        record["content"],
        title=str(record.get("title", "")),
        published=date,
        sections=sections,
        source=str(record.get("source", "")),
        byline=str(record.get("byline", "")),
        url=str(record.get("url", "")),
        published_from=str(record.get("date_from", "")),
        notes=tuple(map(str, record.get("notes", ()))),
    )


def frame_of(items: Iterable[Article | Failure]) -> pd.DataFrame:
    """Articles and failures as the input of the partition function."""
    import pandas as pd

    lines = [
        (item.id, *[None] * (len(INPUT_COLUMNS) - 2), item.error)
        if isinstance(item, Failure)
        else (
            *(item.id, item.original, item.title, item.published, item.source, item.byline),
            *(item.url, item.published_from),
            *([[s.kind, s.start, s.end] for s in item.sections], list(item.notes), None),
        )
        for item in items
    ]
    return pd.DataFrame(lines, columns=list(INPUT_COLUMNS), dtype=object)


def line_of(result: Result) -> dict[str, Any]:
    """A result's line in the table of articles."""
    article = result.article
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published,
        "anchor": result.anchor,
        "anchor_source": spoken(result.anchor_source, "en"),
        "rows": len(result.rows),
        "status": "ok",
        "error": "",
        "notes": spoken("；".join(article.notes), "en"),
    }
