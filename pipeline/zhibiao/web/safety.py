"""Who may talk to the server: every request passes here, every answer leaves with the same headers.

* Host: a page of another name that resolves to this machine (DNS rebinding) is turned away.
* Origin and Sec-Fetch-Site: another site's page may neither write nor read.
* A write carries the token that only our own page knows (CSRF).
* Off the loopback, a visitor shows the access token of the printed address once; a cookie remembers it.
* The Content-Security-Policy lets our own files alone run; Trusted Types close the ways from text to markup.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from secrets import compare_digest, token_urlsafe
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhibiao.web.answers import refusal
from zhibiao.wording import say

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
COOKIE = "zhibiao_access"
CSRF_HEADER = "x-zhibiao-csrf"
LARGEST_BODY = 1_000_000
# What changes nothing, and other programs may ask for: it needs no token of a page, and may be a whole article.
OPEN = {"/extract": 5_000_000}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ICON = "/static/icon.svg"  # asked for again at every change of an address, and the same for all


@dataclass(frozen=True, slots=True)
class Gate:
    """What the server asks of a request. `host` is the address it listens on; `token` empty: no access token."""

    host: str = "127.0.0.1"
    token: str = ""
    csrf: str = field(default_factory=token_urlsafe)

    def refusal(self, request: Request) -> tuple[int, str] | None:
        """The status and the reason with which the request is turned away; None when it may pass."""
        host = request.headers.get("host", "")
        if not self.knows(hostname(host)):
            return 403, say("refused: this server has another name than the one that was asked for (Host)")
        origin = request.headers.get("origin")
        if origin is not None and netloc_of(origin) != host:
            return 403, say("refused: the request comes from another site (Origin)")
        site = request.headers.get("sec-fetch-site", "none")
        navigation = request.headers.get("sec-fetch-mode") == "navigate" and request.method == "GET"
        if site not in ("same-origin", "none") and not navigation:
            return 403, say("refused: the request comes from another site")
        if self.token and not self.admitted(request):
            return 403, say("refused: no access token; open the address that the command printed")
        return None if request.method in ("GET", "HEAD") else self.refusal_of_write(request)

    def refusal_of_write(self, request: Request) -> tuple[int, str] | None:
        """The same, of what our own page alone may send, and only so much of it."""
        path = request.url.path
        if path not in OPEN and not matches(request.headers.get(CSRF_HEADER, ""), self.csrf):
            return 403, say("refused: the page is out of date; load it again")
        length, largest = length_of(request.headers.get("content-length", "")), OPEN.get(path, LARGEST_BODY)
        if length < 0:
            return 411, say("refused: the request does not state its length")
        return (413, say("refused: over {largest} MB", largest=largest // 1_000_000)) if length > largest else None

    def admitted(self, request: Request) -> bool:
        """Does the request show the access token: a visitor's cookie, or a program's `Authorization: Bearer`?"""
        shown = request.headers.get("authorization", "").removeprefix("Bearer ")
        return matches(request.cookies.get(COOKIE, ""), self.token) or matches(shown, self.token)

    def knows(self, name: str) -> bool:
        """Is this a name by which the server is meant? An IP address cannot be rebound by a name server."""
        if name in LOOPBACK or name == self.host.lower():
            return True
        return not is_loopback(self.host) and (name == socket.gethostname().lower() or is_address(name))


class Guard:
    """The gate as ASGI middleware."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self.app, self.gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(HEADERS)
                if scope["path"] == ICON:
                    MutableHeaders(scope=message)["Cache-Control"] = "private, max-age=3600"
            await send(message)

        request = Request(scope)
        try:
            answer = self.greeting(request) or self.turned_away(request)
            await (answer or self.app)(scope, receive, guarded)
        except Exception as error:  # whatever it was, the answer is one of ours, with our headers
            if begun:
                raise
            said = say("something went wrong and nothing was changed: {kind}", kind=type(error).__name__)
            await refusal(request, 500, said)(scope, receive, guarded)

    def greeting(self, request: Request) -> Response | None:
        """The visitor shows the access token: remember it in a cookie and take it out of the address."""
        shown = request.query_params.get("token", "")
        if not self.gate.token or request.method != "GET" or not matches(shown, self.gate.token):
            return None
        if not self.gate.knows(hostname(request.headers.get("host", ""))):
            return None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, self.gate.token, httponly=True, samesite="lax")
        return answer

    def turned_away(self, request: Request) -> Response | None:
        refused = self.gate.refusal(request)
        return refusal(request, *refused) if refused else None


def netloc_of(origin: str) -> str | None:
    """The host and port of an Origin header; None for what is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:  # http://[
        return None


def length_of(stated: str) -> int:
    """The length that a request states of its body; -1 when it states none."""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else -1


def hostname(host: str) -> str:
    """The name in a Host header, without its port and brackets."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Does only this machine reach a server on this address?"""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def matches(given: str, wanted: str) -> bool:
    return compare_digest(given.encode(), wanted.encode())
