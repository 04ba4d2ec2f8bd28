"""The pages: rows with facets, an article with its figure highlighted, series with a chart, conflicts, revisions.

Everything is read; nothing can be written. Whatever an address asks for stands in it. The gate is that of the review page.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zhibiao.browse.asking import MOST, SHOWN, Found, Reader
from zhibiao.browse.index import FACETS, FILE
from zhibiao.browse.state import PAGE, SORTS, State, state_of
from zhibiao.exports.cells import plain
from zhibiao.facts.asking import series_in
from zhibiao.facts.chart import chart
from zhibiao.facts.series import BY, Asked, Point
from zhibiao.facts.sheets import long_table, written
from zhibiao.model import ZhibiaoError
from zhibiao.review.wording import words
from zhibiao.store import Store
from zhibiao.table import csv_writer, readable, readable_period
from zhibiao.web import application as web
from zhibiao.web.answers import language_of, page_answer, refusal
from zhibiao.web.safety import Gate
from zhibiao.web.templating import templates
from zhibiao.wording import cell_word, label, say, spoken

AROUND = 100_000  # characters of a huge article on either side of a figure


def application(folder: Path, gate: Gate) -> Starlette:
    """The server of an output folder whose database to browse has been made."""
    reader = Reader(folder / FILE)
    pages = Pages(folder, reader)
    routes = [
        Route("/", answered(pages.rows)),
        Route("/rows.csv", answered(pages.rows_csv)),
        Route("/rows.json", answered(pages.rows_json)),
        Route("/article/{key:int}", answered(pages.article)),
        Route("/fact/{fact}", answered(pages.fact)),
        Route("/series", answered(pages.series)),
        Route("/series.svg", answered(pages.series_chart)),
        Route("/series.csv", answered(pages.series_csv)),
        Route("/conflicts", answered(pages.conflicts)),
        Route("/revisions", answered(pages.revisions)),
    ]
    return web.application(routes, gate, ("zhibiao.browse",))


def answered(page: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """A page that is made in a thread; what the user can mend comes as its message."""

    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(page, request)
        except ZhibiaoError as error:
            return refusal(request, 404, str(error))

    return endpoint


class Pages:
    """Makes the pages of one folder."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self.folder, self.reader = folder, reader
        self.templates = templates("zhibiao.browse")
        self.templates.globals["span"] = span

    def page(self, request: Request, name: str, **values: Any) -> Response:
        """A page in the language of its visitor."""
        language = language_of(request)
        other = request.url.include_query_params(lang="en" if language == "zh" else "zh")
        shared = {
            "folder": self.folder.name,
            "facet_names": FACETS,
            "most": MOST,
            "t": words(language),
            "language": language,
            "elsewhere": f"{other.path}?{other.query}",
            "cell": lambda column, value: cell_word(column, value or "", language),
            "label": lambda text: label(text, language),
            "figure": lambda value, upper: figure(value, upper, language),
        }
        return page_answer(self.templates.get_template(name).render(**shared, **values), request)

    # ------------------------------------------------------------------ rows

    def rows(self, request: Request) -> Response:
        state = state_of(request.query_params)
        found = self.reader.find(state)
        pages = max(1, -(-min(found.total, MOST) // PAGE))
        return self.page(request, "rows.html", state=state, found=found, pages=pages, sorts=SORTS, hidden=hidden(state))

    def rows_csv(self, request: Request) -> Response:
        columns = ("sentence", *SHOWN)
        file = io.StringIO(newline="")
        file.write("\ufeff")
        writer = csv_writer(file)
        writer.writerow(columns)
        for row in self.all_found(request).rows:
            writer.writerow(
                [
                    plain(row[c]) if isinstance(row[c], str) and c not in ("value", "value_to") else row[c]
                    for c in columns
                ]
            )
        return download(file.getvalue(), "rows.csv", "text/csv; charset=utf-8")

    def rows_json(self, request: Request) -> Response:
        found = self.all_found(request)
        told = {"total": found.total, "cut": found.cut, "facets": found.facets, "rows": found.rows}
        return Response(json.dumps(told, ensure_ascii=True), media_type="application/json")

    def all_found(self, request: Request) -> Found:
        """All that is shown, from the first page on, up to `MOST`."""
        given = {**request.query_params, "page": "1"}
        return self.reader.find(state_of(given), MOST)

    def article(self, request: Request) -> Response:
        key, row = request.path_params["key"], request.query_params.get("row", "")
        with Store.open(self.folder) as store:
            article = store.article(key)
            if article is None:
                raise ZhibiaoError(say("{key}: no such article", key=key))
            text = store.text(key)
        start, end = span_of(row, len(text))
        first, last = max(0, start - AROUND), min(len(text), end + AROUND)
        rows = [dict(r) for r in self.reader.table("SELECT * FROM rows WHERE key = ? ORDER BY n LIMIT 500", key)]
        parts = text[first:start], text[start:end], text[end:last]
        return self.page(request, "article.html", article=article, parts=parts, rows=rows, row=row)

    # ------------------------------------------------------------------ facts

    def fact(self, request: Request) -> Response:
        name = request.path_params["fact"]
        fact = self.reader.fact(name)
        if fact is None:
            raise ZhibiaoError(say("{name}: no such fact", name=name))
        numbers = self.reader.column("SELECT n FROM rows WHERE fact = ? ORDER BY published, n LIMIT 200", name)
        return self.page(request, "fact.html", fact=fact, rows=self.reader.rows(numbers))

    def revisions(self, request: Request) -> Response:
        number = state_of(request.query_params).page
        facts = self.reader.facts("revised", (number - 1) * PAGE)
        return self.page(request, "revisions.html", facts=facts, number=number, more=len(facts) == PAGE)

    def conflicts(self, request: Request) -> Response:
        number = state_of(request.query_params).page
        lines = self.reader.conflicts((number - 1) * PAGE)
        for line in lines:
            for side in "ab":
                found = self.reader.ask(
                    "SELECT key FROM rows WHERE fact = ? AND row = ? LIMIT 1", line["fact"], line[f"row_{side}"]
                )
                line[f"key_{side}"] = found[0][0] if found else None
        return self.page(request, "conflicts.html", lines=lines, number=number, more=len(lines) == PAGE)

    # ------------------------------------------------------------------ series

    def series(self, request: Request) -> Response:
        asked = asked_of(request)
        points: list[Point] = []
        said = ""
        if asked.subject and asked.indicator:
            try:
                points = self.points(asked)
            except ZhibiaoError as error:
                said = spoken(str(error), language_of(request))
        names = (
            "SELECT subject_std, indicator, count(DISTINCT period_end) AS n FROM facts WHERE subject_std <> '' AND indicator <> '' "
            "AND modality = 'actual' GROUP BY 1, 2 HAVING n > 1 ORDER BY n DESC, 1, 2 LIMIT 40"
        )
        listed = [] if points else list(self.reader.table(names))
        return self.page(
            request,
            "series.html",
            asked=asked,
            points=points,
            said=said,
            listed=listed,
            by=BY,
            address=request.url.query,
        )

    def series_chart(self, request: Request) -> Response:
        return Response(chart(self.points(asked_of(request)), language_of(request)), media_type="image/svg+xml")

    def series_csv(self, request: Request) -> Response:
        file = io.StringIO(newline="")
        file.write("\ufeff")
        csv_writer(file).writerows(
            [written(cell) for cell in line] for line in long_table(self.points(asked_of(request)))
        )
        return download(file.getvalue(), "series.csv", "text/csv; charset=utf-8")

    def points(self, asked: Asked) -> list[Point]:
        with Store.open(self.folder) as store:
            return series_in(store, asked)


def figure(value: str | Decimal | None, upper: str | Decimal | None, language: str) -> str:
    """A figure as it is read: 3210.5亿, or with its digits in groups where 亿 is not at home; a range with both ends."""
    ends = [Decimal(end) for end in (value, upper) if end not in (None, "")]
    return "–".join(readable(end) if language == "zh" else f"{end:,f}" for end in ends)


def span(begin: str | dt.date | None, finish: str | dt.date | None) -> str:
    """A period in short, of days as the database has them."""
    first, last = (dt.date.fromisoformat(str(day)) if day else None for day in (begin, finish))
    return readable_period(first, last)


def asked_of(request: Request) -> Asked:
    """The series that an address asks for."""
    given = request.query_params
    by, day = given.get("by", ""), given.get("as_of", "")
    fill = "cumulative" if given.get("fill") and by in ("month", "quarter") else ""
    return Asked(
        given.get("subject", "")[:100], given.get("indicator", "")[:100], by if by in BY else "", fill, day[:10]
    )


def hidden(state: State) -> list[tuple[str, str]]:
    """What the search form carries along."""
    return [("view", state.view), ("sort", state.sort), *state.facets.items()]


def span_of(row: str, length: int) -> tuple[int, int]:
    """Where a row's figure stands, by its id; nowhere for another id."""
    parts = row.rsplit("-", 2)
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts[1:]):
        start, end = int(parts[1]), int(parts[2])
        if start < end <= length:
            return start, end
    return 0, 0


def download(text: str, name: str, media: str) -> Response:
    return Response(text, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
