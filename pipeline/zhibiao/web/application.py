"""The application that all pages are served by: routes behind the one guard, shared files, answers, the server itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from zhibiao.web.answers import refusal
from zhibiao.web.safety import Gate, Guard
from zhibiao.wording import say

# What a request that is none of our page's makes of itself: no JSON, other types, numbers without end, nested without end.
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


class BadRequest(ValueError):
    """A request that asks for nothing; its message says what is wrong with it."""


def malformed(error: Exception) -> str:
    """What is said of a request that is none."""
    if isinstance(error, BadRequest):
        return str(error)
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
    handlers = {HTTPException: nothing_there, **(faults or {})}
    return Starlette(routes=[*routes, *shared], middleware=middleware, lifespan=lifespan, exception_handlers=handlers)


async def nothing_there(request: Request, error: Exception) -> Response:
    """An address that no page has, or that is asked in a way that it does not answer."""
    assert isinstance(error, HTTPException)
    said = {
        404: say("There is no such page: {path}", path=request.url.path),
        405: say("{method} is not what this address answers: {path}", method=request.method, path=request.url.path),
    }
    return refusal(request, error.status_code, said.get(error.status_code, error.detail), error.headers)


def asked(body: bytes) -> dict[str, Any]:
    """The JSON object of a request. Raises one of `MALFORMED`; `Infinity` and `NaN` are no JSON."""
    try:
        given = json.loads(body, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise BadRequest(say("the request is no JSON")) from error
    if not isinstance(given, dict):
        raise BadRequest(say("the request is JSON, but no object"))
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
