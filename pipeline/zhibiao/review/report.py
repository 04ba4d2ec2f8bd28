"""One HTML file for others: figures highlighted in their articles, rows, the ledger of every numeral, charts.

Nothing is fetched: its policy allows its own style sheet by digest and no script at all. A report of many articles has one
script, by its digest, too, which unpacks an article when it is opened; so a thousand of them fit into an e-mail.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from jinja2 import Environment
from markupsafe import Markup

from zhibiao.beside import written_whole
from zhibiao.decisions import Decision
from zhibiao.model import Mention, Row, ZhibiaoError
from zhibiao.review.figures import data_charts
from zhibiao.review.pages import static, templates
from zhibiao.review.wording import words
from zhibiao.store import Store, StoredArticle
from zhibiao.table import readable_period, readable_value
from zhibiao.web.pieces import Piece, pieces
from zhibiao.wording import say, spoken

MOST_OPEN = 40  # articles that a report shows without a script
GROUP = 40  # articles that are packed together


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
    """An article of the report. `link`: its address, when a browser may follow it."""

    article: StoredArticle
    error: str
    link: str
    pieces: Sequence[Piece]
    rows: Sequence[Row]
    ledger: Sequence[Entry]
    stranded: Sequence[Decision]


HEADS = (
    *("text", "subject", "indicator", "measure", "value", "qualifier", "basis", "period", "modality", "confidence"),
    *("status", "note"),
)


def write_report(store: Store, file: IO[str], articles: Sequence[StoredArticle], title: str, language: str) -> None:
    """Write the report of these articles; chapters are made one at a time, so that memory does not grow with them."""
    t = words(language)
    rows = [row for article in articles for row in store.reviewed(article.key).rows]
    large = len(articles) > MOST_OPEN
    environment = templates()
    environment.globals |= {
        "shown": readable_value,
        "exact": exact,
        "period": readable_period,
        "said": lambda checks: t["semicolon"].join(t.get(f"check {code}", code) for code in checks.split("；")),
        "heads": HEADS,
    }
    style, script = static("look.css") + static("report.css"), static("report.js") if large else ""
    stream = environment.get_template("report.html").stream(
        t=t,
        language=language,
        title=title,
        policy=policy_of(style, script),
        style=Markup(style),
        script=Markup(script),
        charts=data_charts(rows),
        rows=len(rows),
        days=days_of(articles),
        contents=articles,
        packed=packed(chapters(store, articles, language), environment, t, len(articles)) if large else (),
        chapters=chapters(store, articles, language),
    )
    stream.enable_buffering(64)
    for part in stream:
        file.write(part.encode("utf-8", "replace").decode("utf-8"))  # half a surrogate pair has no place in a file


def policy_of(style: str, script: str) -> str:
    """The policy of the file: its own style and its own script by their digests, and nothing else."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    run = f" script-src 'sha256-{digest(script)}';" if script else ""
    return f"default-src 'none'; style-src 'sha256-{digest(style)}';{run} base-uri 'none'; form-action 'none'"


def packed(chapters: Iterator[Chapter], environment: Environment, t: Mapping[str, str], n: int) -> list[str]:
    """The chapters in groups, each group's markup deflated: `report.js` opens the one that is asked for."""
    chapter = environment.from_string(
        '{% from "chapter.html" import chapter_of with context %}{{ chapter_of(chapter, t) }}'
    )
    size = -(-n // -(-n // GROUP))  # as even as they can be: the script finds a chapter's group by its number
    groups = []
    while group := [chapter.render(chapter=c, t=t).replace("\0", "") for c in islice(chapters, size)]:
        data = "\0".join(group).encode("utf-8", "replace")
        groups.append(base64.b64encode(gzip.compress(data, 9, mtime=0)).decode())
    return groups


def chapters(store: Store, articles: Sequence[StoredArticle], language: str) -> Iterator[Chapter]:
    for article in articles:
        original, mentions = store.text(article.key), store.mentions(article.key)
        overlay = store.reviewed(article.key)
        yield Chapter(
            article,
            spoken(article.error, language),
            article.url if article.url.startswith(("http://", "https://")) else "",
            pieces(original, overlay.rows, mentions),
            overlay.rows,
            ledger(overlay.rows, mentions),
            overlay.stranded,
        )


def days_of(articles: Sequence[StoredArticle]) -> str:
    """The first and the last day on which they were published."""
    days = sorted(article.published for article in articles if article.published)
    return " – ".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def exact(row: Row) -> str:
    """The figure with all its digits: what stands behind 318.6亿元."""
    if row.value is None:
        return ""
    return f"{row.value:,f}" + (f"~{row.value_to:,f}" if row.value_to is not None else "") + row.unit


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


def save(store: Store, path: Path, article: str, language: str, title: str = "") -> int:
    """Write the report to a file, under a title or the name of its corpus; answers how many articles it holds."""
    articles = chosen(store, article)
    title = title or ((articles[0].title or articles[0].id) if article else name_of(store, path))
    try:
        with written_whole(path) as file:
            write_report(store, file, articles, title, language)
    except OSError as error:
        raise ZhibiaoError(
            say("{path}: {strerror}; choose another file with -o", path=path, strerror=error.strerror)
        ) from error
    return len(articles)


def name_of(store: Store, path: Path) -> str:
    """The name of the corpus: of its folder, or of the one around it where that says nothing."""
    corpus = Path(store.fact("corpus") or path.resolve().parent)
    name = corpus.stem if corpus.suffix else corpus.name
    return corpus.resolve().parent.name if name in ("corpus", "") else name
