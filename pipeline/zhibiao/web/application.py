"""The application that all pages are served by: routes behind the one guard, shared files, answers, the server itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from zhibiao import wording
from zhibiao.web.safety import Gate, Guard
from zhibiao.wording import LANGUAGES, say

YEAR = 365 * 24 * 3600  # seconds
# What a request that is none of our page's makes of itself: no JSON, other types, numbers without end, nested without end.
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


def malformed(error: Exception) -> str:
    """What is said of a request that is none."""
    return say("malformed request: {error}", error=f"{type(error).__name__}: {error}")


def application(
    routes: Sequence[BaseRoute],
    gate: Gate,
    packages: Sequence[str] = (),
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]] | None = None,
    faults: Mapping[Any, Any] | None = None,
) -> Starlette:
    """The server of these routes. `packages` have files of their own under `/static`, beside ours; `faults` answer
    exceptions."""
    shared = [
        Route("/favicon.ico", lambda request: RedirectResponse("/static/icon.svg")),
        Mount("/static", StaticFiles(packages=[(package, "static") for package in (*packages, "zhibiao.web")])),
    ]
    middleware = [Middleware(Guard, gate=gate), Middleware(GZipMiddleware)]
    return Starlette(
        routes=[*routes, *shared], middleware=middleware, lifespan=lifespan, exception_handlers=dict(faults or {})
    )


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


def asked(body: bytes) -> dict[str, Any]:
    """The JSON object of a request. Raises one of `MALFORMED`; `Infinity` and `NaN` are no JSON."""
    given = json.loads(body, parse_constant=no_number)
    if not isinstance(given, dict):
        raise TypeError("no object")
    return given


def no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def serve(app: Starlette, host: str, port: int, told: Callable[[int], None]) -> None:
    """Serve until interrupted. `told` is called with the port once the server listens; port 0 takes a free one."""

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            if self.started:
                told(self.servers[0].sockets[0].getsockname()[1])

    config = uvicorn.Config(
        app, host=host, port=port, log_level="critical", access_log=False, server_header=False, proxy_headers=False
    )
    Announcing(config).run()
