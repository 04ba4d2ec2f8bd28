"""Bytes from the web, as a guest that behaves: one host at a time with a pause, what its robots.txt allows, no more than
a limit of size and time, and never an address of this machine or of its own network.

A name is looked up here and the connection goes to the very address that was looked at, so that no name server can answer
otherwise a moment later; each redirect is looked at like a first request. Proxies of the environment are not used: behind
one, nobody could tell where a request goes.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from zhibiao.model import UnreadableArticle
from zhibiao.reading.extras import library
from zhibiao.reading.sources import oneline
from zhibiao.wording import say

AGENT = "zhibiao"
REDIRECTS = 5
LONGEST_DELAY = 30.0  # seconds that a robots.txt may ask for between two requests
SMALL = 500_000  # bytes of a robots.txt, by RFC 9309
# What an answer says of its state, and how it is asked for again only if that has changed (RFC 9110).
CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
TURNED_AWAY = (401, 403, 429)


class FetchError(UnreadableArticle):
    """An address that cannot be fetched; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the address that answered at last, its type without parameters, its character set, its bytes,
    and the headers that ask for it again only if it has changed."""

    url: str
    type: str
    charset: str
    data: bytes
    condition: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Guest:
    """Fetches addresses. `local`: those of this machine and of private networks, too; `pause`: seconds between two
    requests to a host; `seconds`: of one request in all; `largest`: bytes of an answer; `sleep` waits; `known`: the conditions under which an address is asked for again."""

    local: bool = False
    pause: float = 1.0
    seconds: float = 30.0
    largest: int = 20_000_000
    sleep: Callable[[float], None] = time.sleep
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        httpx = library("httpx", "web", "zhibiao add")
        self.client = httpx.Client(
            follow_redirects=False, trust_env=False, headers={"User-Agent": f"{AGENT}/0.1", "Accept": "*/*"}
        )

    def close(self) -> None:
        self.client.close()

    def fetch(self, url: str) -> Fetched:
        """What an address gives. Raises `FetchError`, `Unchanged` for one that is as it was when it was noted in `known`."""
        for _ in range(REDIRECTS + 1):
            if not self.allowed(url):
                raise FetchError(say("{url}: its robots.txt forbids it", url=url))
            answer = self.request(url, self.largest)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise FetchError(say("{url}: is redirected without end", url=url))

    def allowed(self, url: str) -> bool:
        """Whether the host's robots.txt lets us in: yes where it has none, no where it cannot be asked (RFC 9309)."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.robots:
            self.prepared(url)  # what is wrong with the host is said of the address that was asked for
            self.robots[origin] = self.rules(origin)
        rules = self.robots[origin]
        return rules is None or rules.can_fetch(AGENT, url)

    def rules(self, origin: str) -> RobotFileParser | None:
        """The robots.txt of a host; None when there is none."""
        rules, url = RobotFileParser(), f"{origin}/robots.txt"
        try:
            for _ in range(REDIRECTS + 1):
                answer = self.request(url, SMALL)
                if isinstance(answer, Fetched):
                    rules.parse(answer.data.decode("utf-8", "replace").splitlines())
                    return rules
                url = answer
            return None
        except Refused as error:
            return None if 400 <= error.status < 500 and error.status not in TURNED_AWAY else forbidding(rules)

    def request(self, url: str, largest: int) -> Fetched | str:
        """One request: the answer, or the address that it leads to. Raises `FetchError`."""
        import httpx

        host, request = self.prepared(url)
        self.wait(host, url)
        end = time.monotonic() + self.seconds
        try:
            answer = self.client.send(request, stream=True)
            try:
                if answer.has_redirect_location:
                    return urljoin(url, str(answer.headers["location"]))
                if answer.status_code == 304:
                    raise Unchanged(url)
                if not answer.is_success:
                    raise Refused(url, answer.status_code)
                data = b"".join(bounded(answer, url, largest, end))
            finally:
                answer.close()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            raise FetchError(say("{url}: cannot be fetched: {error}", url=url, error=oneline(error))) from error
        finally:
            self.last[host] = time.monotonic()
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        condition = {asks: answer.headers[says] for says, asks in CONDITIONS.items() if says in answer.headers}
        return Fetched(url, kind, answer.charset_encoding or "", data, condition)

    def prepared(self, url: str) -> tuple[str, Any]:
        """The host of an address, and the request to the very address of the network that its name stands for."""
        import httpx

        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(say("{url}: is no web address (http or https)", url=url)) from error
        if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
            raise FetchError(say("{url}: is no web address (http or https)", url=url))
        address = self.looked_up(url, parsed.host, parsed.port or (443 if parsed.scheme == "https" else 80))
        netloc = parsed.netloc.decode("ascii")
        extensions = {"sni_hostname": parsed.raw_host.decode("ascii")} if parsed.scheme == "https" else {}
        request = self.client.build_request(
            "GET",
            parsed.copy_with(host=address),
            headers={**self.known.get(url, {}), "Host": netloc},
            extensions=extensions,
        )
        request.extensions["timeout"] = httpx.Timeout(self.seconds, connect=min(10.0, self.seconds)).as_dict()
        return netloc, request

    def looked_up(self, url: str, host: str, port: int) -> str:
        """The network's address of a host. Raises `FetchError` for a name that stands for any of ours."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(say("{url}: no such host", url=url)) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self.local and not all(map(is_public, addresses)):
            raise FetchError(
                say("{url}: is an address of this machine or of a private network; --allow-local lets it in", url=url)
            )
        return addresses[0]

    def wait(self, host: str, url: str) -> None:
        """Wait until the host may be asked again."""
        rules = self.robots.get("{0.scheme}://{0.netloc}".format(urlsplit(url)))
        asked = float(rules.crawl_delay(AGENT) or 0) if rules else 0.0
        left = self.last.get(host, -1e9) + max(self.pause, min(asked, LONGEST_DELAY)) - time.monotonic()
        if left > 0:
            self.sleep(left)


class Unchanged(FetchError):
    """An address that is as it was."""

    def __init__(self, url: str) -> None:
        super().__init__(say("{url}: answers {status}", url=url, status=304))


class Refused(FetchError):
    """An answer that is none."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(say("{url}: answers {status}", url=url, status=status))
        self.status = status


def forbidding(rules: RobotFileParser) -> RobotFileParser:
    rules.parse(["User-agent: *", "Disallow: /"])
    return rules


def bounded(answer: Any, url: str, largest: int, end: float) -> Iterator[bytes]:
    """The pieces of an answer. Raises `FetchError` when there are too many or they come too slowly."""
    size = 0
    for piece in answer.iter_bytes():  # as they come: pieces of a size would be waited for without a look at the clock
        size += len(piece)
        if size > largest:
            raise FetchError(say("{url}: is larger than {limit} MB", url=url, limit=largest / 1_000_000))
        if time.monotonic() > end:
            raise FetchError(say("{url}: comes too slowly", url=url))
        yield piece


def is_public(address: str) -> bool:
    """Whether an address lies in the public network; one that stands for another inside it is that one."""
    given = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(given, "ipv4_mapped", None) or getattr(given, "sixtofour", None)
    if inner is not None:
        given = inner
    return given.is_global and not given.is_multicast and not given.is_reserved
