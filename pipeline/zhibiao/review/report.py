"""One HTML file for others: figures highlighted in their articles, rows, the ledger of every numeral, charts.

Nothing in it runs and nothing is fetched: its policy allows its own style sheet by digest and no script at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from markupsafe import Markup

from zhibiao.beside import written_whole
from zhibiao.decisions import Decision
from zhibiao.model import Mention, Row, ZhibiaoError
from zhibiao.review.charts import Chart, overview
from zhibiao.review.pages import static, templates
from zhibiao.review.wording import words
from zhibiao.store import Store, StoredArticle
from zhibiao.web.pieces import Piece, pieces
from zhibiao.wording import say


@dataclass(frozen=True, slots=True)
class Entry:
    """A numeral of the ledger: the row it became, or its time, or the reason why it made none."""

    start: int
    text: str
    row: str = ""
    reason: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article of the report."""

    article: StoredArticle
    pieces: Sequence[Piece]
    rows: Sequence[Row]
    ledger: Sequence[Entry]
    stranded: Sequence[Decision]
    charts: Sequence[Chart]


def write_report(store: Store, file: IO[str], articles: Sequence[StoredArticle], title: str, language: str) -> None:
    """Write the report of these articles; chapters are made one at a time, so that memory does not grow with them."""
    style = static("look.css") + static("report.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rows = [row for article in articles for row in store.reviewed(article.key).rows]
    stream = (
        templates()
        .get_template("report.html")
        .stream(
            t=words(language),
            language=language,
            title=title,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
            style=Markup(style),
            charts=overview(rows),
            rows=len(rows),
            contents=articles,
            chapters=chapters(store, articles),
        )
    )
    stream.enable_buffering(64)
    for part in stream:
        file.write(part.encode("utf-8", "replace").decode("utf-8"))  # half a surrogate pair has no place in a file


def chapters(store: Store, articles: Sequence[StoredArticle]) -> Iterator[Chapter]:
    for article in articles:
        original, mentions = store.text(article.key), store.mentions(article.key)
        overlay = store.reviewed(article.key)
        yield Chapter(
            article,
            pieces(original, overlay.rows, mentions),
            overlay.rows,
            ledger(overlay.rows, mentions),
            overlay.stranded,
            overview(overlay.rows) if len(articles) > 1 else (),
        )


def ledger(rows: Sequence[Row], mentions: Sequence[Mention]) -> list[Entry]:
    """Every numeral in order of place: rows (a reviewer's among them), times, and the rest with its reason."""
    entries = [Entry(row.start, row.text, row=row.row) for row in rows]
    shown = {row.row for row in rows}
    for m in mentions:
        if m.kind == "rejected":
            entries.append(Entry(m.start, m.text, reason=m.type))
        elif m.kind == "time":
            entries.append(Entry(m.start, m.text, time=m.value))
        elif m.kind == "quantity" and m.row not in shown:
            entries.append(Entry(m.start, m.text, reason="no row"))
    return sorted(entries, key=lambda e: e.start)


def chosen(store: Store, article: str) -> list[StoredArticle]:
    """The articles of a report: that of an id, or all. Raises `ZhibiaoError` when there is none."""
    if article:
        found = store.article(article)
        if found is None:
            raise ZhibiaoError(say("{article}: no such article; `articles.csv` lists them", article=article))
        return [found]
    everything = list(store.articles())
    if not everything:
        raise ZhibiaoError(say("{path}: no articles there; run `zhibiao run` first", path=store.path))
    return everything


def save(store: Store, path: Path, article: str, language: str) -> int:
    """Write the report to a file; answers how many articles it holds."""
    articles = chosen(store, article)
    title = (articles[0].title or articles[0].id) if article else path.resolve().parent.name
    try:
        with written_whole(path) as file:
            write_report(store, file, articles, title, language)
    except OSError as error:
        raise ZhibiaoError(
            say("{path}: {strerror}; choose another file with -o", path=path, strerror=error.strerror)
        ) from error
    return len(articles)
