"""指标：中文新闻 → 指标表。Chinese news in, a structured indicator table out.

    import zhibiao
    zhibiao.extract("2024年出口额达4718亿元，同比增长16.7%。", published=date(2025, 9, 1))   # a DataFrame
    for result in zhibiao.pipe(zhibiao.read("corpus/")): ...                                # a stream
    zhibiao.to_frame(zhibiao.pipe(["出口3亿元。", "进口5亿元。"]))                             # texts into one DataFrame

Heavy libraries (pandas, spaCy, jieba), and our own modules, are imported when first needed.
"""

from __future__ import annotations

TYPE_CHECKING = False  # that of `typing`, whose import takes as long as all of this
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path
    from typing import Any, Literal

    import pandas as pd
    from spacy.language import Language

    from zhibiao.model import (
        COLUMNS,
        Article,
        Entity,
        Period,
        Quantity,
        Result,
        Row,
        UnitError,
        UnreadableArticle,
        ZhibiaoError,
    )
    from zhibiao.reading import Failure

__version__ = "0.1.0"
__all__ = [
    "COLUMNS",
    "Article",
    "Entity",
    "Period",
    "Quantity",
    "Result",
    "Row",
    "UnitError",
    "UnreadableArticle",
    "ZhibiaoError",
    "convert",
    "entities",
    "extract",
    "load",
    "periods",
    "pipe",
    "quantities",
    "read",
    "series",
    "to_frame",
]


def __getattr__(name: str) -> Any:
    """The names of `model`, which are of use only to whoever has something to read."""
    if name not in __all__:
        raise AttributeError(f"module 'zhibiao' has no attribute {name!r}")
    from zhibiao import model

    globals()[name] = value = getattr(model, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def extract(
    text: str,
    *,
    published: dt.date | str | None = None,
    title: str = "",
    source: str = "",
    url: str = "",
    byline: str = "",
) -> pd.DataFrame:
    """The indicator table of one article, a row for each stated quantity, with the columns of `COLUMNS`.

    `published` is the day that 今年, 上月 and the like count from, a date, a date-time or text as `2025-11-16`; without
    it the latest date of the text. `source`, `url` and `byline` go into the columns of that name. For a notebook; use
    `pipe` and `to_frame` for many articles.

    Raises `UnreadableArticle` for a date that is none.
    """
    from zhibiao.extraction import extract_article
    from zhibiao.model import Article
    from zhibiao.reading.records import date_of
    from zhibiao.table import frame

    day = date_of(published, "published")
    return frame(extract_article(Article("", text, title, day, (), source, byline, url)).rows)


def read(
    path: str | Path,
    fields: Mapping[str, str] | None = None,
    *,
    errors: Literal["raise", "skip"] | Callable[[Failure], object] = "raise",
) -> Iterator[Article]:
    """The articles of a file, folder or archive (docs/reading.md lists the formats).

    `fields` says what a collection calls the fields of an article: `{"content": "正文"}`. `errors` says what becomes of
    an article that cannot be read: `raise` an `UnreadableArticle` at the first, `skip` it, or call a function with its
    `Failure` (`id`, `path`, `error`) and go on.
    """
    from zhibiao.reading import read

    return read(path, fields, errors=errors)


def pipe(articles: Iterable[Article | str]) -> Iterator[Result]:
    """Results of the articles, streamed in order: `Result.rows`, `Result.mentions`.

    An article may be a plain text; its id is then its number among what is given, from 1. Raises `TypeError` for a
    single text, whose characters would each be one, and when it comes to what is neither.
    """
    from zhibiao.extraction import pipe
    from zhibiao.model import Article

    def article_of(n: int, given: Article | str) -> Article:
        if isinstance(given, Article):
            return given
        if isinstance(given, str):
            return Article(str(n), given)
        raise TypeError(f"pipe takes articles or texts; number {n} is of type {type(given).__name__}")

    if isinstance(articles, str):
        raise TypeError("pipe takes several articles or texts; give a single text as pipe([text])")
    return pipe(article_of(n, given) for n, given in enumerate(articles, 1))


def to_frame(results: Iterable[Result]) -> pd.DataFrame:
    """The rows of the results as one table, with the columns of `COLUMNS` as `extract` gives them."""
    from zhibiao.table import frame

    return frame(row for result in results for row in result)


def load() -> Language:
    """A spaCy pipeline with our tokenizer and components; rows are in `doc._.indicators`."""
    from zhibiao.components import load

    return load()


def quantities(text: str) -> list[Quantity]:
    """Every quantity of the text (bare numerals with an empty unit); offsets into the text as given."""
    from dataclasses import replace

    from zhibiao.script import simplified
    from zhibiao.spans.marks import mark
    from zhibiao.text import mend_text, sound

    if sound(text) and simplified(text) is text:
        return list(mark(text, figures_only=True).quantities)
    mended = mend_text(text)
    found = []
    for q in mark(mended.mended, figures_only=True).quantities:
        start, end = mended.original_span(q.start, q.end)
        lead, trail = mended.original_span(q.lead, q.trail)
        found.append(replace(q, start=start, end=end, lead=lead, trail=trail, text=text[start:end]))
    return found


def periods(text: str, anchor: dt.date | str | None = None) -> list[Period]:
    """Every period of the text as inclusive days, relative ones counted from `anchor`: a date, or text as `2025-11-16`.

    Raises `UnreadableArticle` for a date that is none.
    """
    from dataclasses import replace

    from zhibiao.reading.records import date_of
    from zhibiao.script import simplified
    from zhibiao.text import mend_text, sound
    from zhibiao.times.periods import find

    day = date_of(anchor, "anchor")
    if sound(text):
        return [replace(p, text=text[p.start : p.end]) for p in find(simplified(text), day)]
    mended = mend_text(text)
    found = []
    for p in find(mended.mended, day):
        start, end = mended.original_span(p.start, p.end)
        found.append(replace(p, start=start, end=end, text=text[start:end]))
    return found


def convert(value: Decimal | int | str, unit: str, to: str) -> Decimal:
    """The value in another unit: `convert(15, "亩", "公顷") == 1`. Raises `UnitError` when they have no common dimension."""
    from zhibiao.conversion import convert

    return convert(value, unit, to)


def entities(text: str) -> list[Entity]:
    """Every named entity of the text."""
    from zhibiao.naming import find_in

    return find_in(text)


def series(
    df: pd.DataFrame,
    subject: str,
    indicator: str,
    *,
    by: Literal["", "month", "quarter", "year"] = "",
    fill: Literal["", "cumulative"] = "",
    as_of: dt.date | str | None = None,
    modality: str = "actual",
) -> pd.DataFrame:
    """One indicator of one subject over time, a row for each point, of the rows of any articles: `zhibiao.extract`'s
    tables put together, or indicators.csv read with `dtype=str`.

    `by` keeps one kind of period and shows its gaps, `fill="cumulative"` takes a month that nobody states as the
    difference of two cumulations, `as_of` knows only what had been published by that day. The columns are those of
    series.csv (docs/facts.md); an empty table when nothing is stated.

    Raises `ZhibiaoError` for columns that are missing and for an option that is none.
    """
    from zhibiao.facts.asking import series_of_frame
    from zhibiao.facts.series import Asked
    from zhibiao.reading.records import date_of

    day = date_of(as_of, "as_of")
    return series_of_frame(df, Asked(subject, indicator, by, fill, day.isoformat() if day else "", modality))
