"""What the server answers beside its pages: in which language, JSON that survives any text, and a refusal in the form that
was asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from zhibiao import wording
from zhibiao.web.templating import templates
from zhibiao.wording import LANGUAGES, spoken, words

YEAR = 365 * 24 * 3600  # seconds


def language_of(request: Request) -> str:
    """The language of a visitor: chosen in the address or once before, that of `--lang`, else what the browser asks for,
    else that of the server's locale."""
    by_hand = request.query_params.get("lang", "") or request.cookies.get("lang", "")
    asked_for = request.headers.get("accept-language") or wording.language()  # curl, as other programs, asks for none
    return preferred(by_hand, wording.chosen, asked_for)


def preferred(by_hand: str, of_command: str, accepted: str) -> str:
    """The language chosen by hand, else that of the command, else English when the browser asks for it first, else Chinese."""
    for chosen in (by_hand, of_command):
        if chosen in LANGUAGES:
            return chosen
    return "en" if accepted.lower().startswith("en") else "zh"


def page_answer(html: str, request: Request) -> Response:
    """A page, and a cookie that remembers a language chosen by hand."""
    answer = HTMLResponse(html)
    if (chosen := request.query_params.get("lang", "")) in LANGUAGES:
        answer.set_cookie("lang", chosen, samesite="strict", max_age=YEAR)
    return answer


class AsciiJSON(JSONResponse):
    """JSON in ASCII: an article's text survives whatever it holds, half a surrogate pair included."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, allow_nan=False, separators=(",", ":")).encode("ascii")


def refusal(request: Request, status: int, said: str, headers: Mapping[str, str] | None = None) -> Response:
    """Why a request is not carried out, in the language of its visitor: a page for whom the browser shows one, JSON for
    a program that asks for some, else a line of text."""
    language = language_of(request)
    told = spoken(said, language)
    accepted = request.headers.get("accept", "")
    if request.method in ("GET", "HEAD") and "text/html" in accepted:
        html = templates().get_template("refused.html").render(t=words(language), language=language, said=told)
        return HTMLResponse(html, status, headers)
    if request.url.path == "/extract" or accepted.startswith("application/json"):
        return AsciiJSON({"error": told}, status, headers)
    return PlainTextResponse(told + "\n", status, headers)
