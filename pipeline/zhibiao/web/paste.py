"""Paste a text or drop a file and see what becomes of it: the page, `POST /extract` behind it, and its description."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from zhibiao.model import COLUMNS, Row, ZhibiaoError
from zhibiao.table import cell, csv_writer
from zhibiao.web.answers import AsciiJSON, language_of, page_answer, refusal
from zhibiao.web.application import MALFORMED, BadRequest, asked, malformed
from zhibiao.web.extracting import LARGEST, Asked, Extractor, TooMuch
from zhibiao.web.openapi import description
from zhibiao.web.templating import templates
from zhibiao.wording import ENUMERATED, cell_word, labels, say, spoken, words

TEXT = ("text", "title", "published", "source", "url")  # fields of a JSON request


@dataclass
class Paste:
    """The page and its service. `csrf` is unused by it: nothing is changed here. `home`: the address of the pages beside it."""

    home: str = ""
    extractor: Extractor = field(default_factory=Extractor)

    def routes(self, place: str = "/paste") -> list[BaseRoute]:
        return [
            Route(place, self.page),
            Route("/extract", self.extract, methods=["POST"]),
            Route("/openapi.json", lambda request: JSONResponse(description())),
        ]

    async def page(self, request: Request) -> Response:
        self.extractor.begin()
        language = language_of(request)
        t = page_words(language)
        html = templates().get_template("paste.html").render(t=t, language=language, home=self.home, limit=LARGEST)
        return page_answer(html, request)

    async def extract(self, request: Request) -> Response:
        """POST /extract: a text or a file in, rows out; in the form that the request asks for."""
        language = language_of(request)
        try:
            form, given = wanted_form(request), request_of(request, await request.body())
            articles = await self.extractor.extract(given)
        except ZhibiaoError as error:
            return refusal(request, 413 if isinstance(error, TooMuch) else 422, str(error))
        except MALFORMED as error:
            return refusal(request, 400, malformed(error))
        for article in articles:
            article["notes"] = [spoken(note, language) for note in article["notes"]]
        return answer_of(articles, form)


def request_of(request: Request, body: bytes) -> Asked:
    """What a request asks for: JSON with a text, or the bytes of a file, whose name stands in the address or a header.

    Raises `ZhibiaoError` for an empty one and one of `MALFORMED` for no JSON.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    known = {name: request.query_params.get(name, "") for name in TEXT[1:]}
    name = request.query_params.get("name", "") or unquote(request.headers.get("x-filename", ""))
    if kind == "application/json" and not name:
        given = asked(body)
        if unknown := sorted(set(given) - set(TEXT)):
            raise BadRequest(say("no such field: {field}; there are {known}", field=unknown[0], known=", ".join(TEXT)))
        if wrong := [name for name, value in given.items() if not isinstance(value, str)]:
            raise BadRequest(say("{field}: is no text", field=wrong[0]))
        if "text" not in given:
            raise BadRequest(say("the field text is missing"))
        known |= {key: value for key, value in given.items() if key != "text"}
        body = given["text"].encode("utf-8", "backslashreplace")
    if not body.strip():
        raise ZhibiaoError(say("there is no text"))
    return Asked(body, name, **known)


def wanted_form(request: Request) -> str:
    """json or csv, by the address or by what the caller accepts. Raises `ZhibiaoError` for another."""
    asked_for = request.query_params.get("format", "")
    if asked_for not in ("", "json", "csv"):
        raise ZhibiaoError(say("format: {asked_for!r} is none of json, csv", asked_for=asked_for))
    if asked_for:
        return asked_for
    return "csv" if request.headers.get("accept", "").startswith("text/csv") else "json"


def answer_of(articles: list[dict[str, Any]], form: str) -> Response:
    """The articles as JSON, or their rows as CSV."""
    if form == "json":
        return AsciiJSON({"articles": articles})
    file = io.StringIO(newline="")
    writer = csv_writer(file)
    writer.writerow(COLUMNS)
    for article in articles:
        writer.writerows([cell(row[name]) for name in COLUMNS] for row in article["rows"])
    return Response(file.getvalue(), media_type="text/csv; charset=utf-8")


def page_words(language: str) -> Mapping[str, str]:
    """The words of the page: those of all pages, the columns' names, the values of enumerations by column, the checks."""
    enumerated = {
        f"{column} {value}": cell_word(column, value, language)
        for column, values in ENUMERATED.items()
        for value in values
    }
    codes = {f"check {zh}": zh if language == "zh" else en for zh, en in labels().items()}
    columns = {f.name: f.name.replace("_", " ") for f in fields(Row)} if language == "en" else {}
    return {**columns, **words(language), **enumerated, **codes}
