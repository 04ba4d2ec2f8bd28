"""Who may talk to the server, and what it answers when somebody may not."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import urlsplit

import pytest

from zhibiao.web.safety import Gate, hostname

from .conftest import serving


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from .conftest import fill

    with serving(fill(tmp_path_factory.mktemp("served")), "--token") as printed:
        yield printed


class Visitor:
    """Plain requests with the headers that are given."""

    def __init__(self, address: str) -> None:
        self.parts = urlsplit(address)
        self.headers: dict[str, str] = {}

    def ask(self, path: str, body: object = None, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.parts.hostname or "", self.parts.port or 0, timeout=10)
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = None if body is None else json.dumps(body)
        connection.request("GET" if body is None else "POST", path, data, sent)
        return connection.getresponse()

    def enter(self) -> str:
        """Show the access token; answers the CSRF token of the page."""
        met = self.ask(f"/?{self.parts.query}")
        assert (met.status, met.headers["location"]) == (303, "/")
        cookie = met.headers["set-cookie"]
        assert "HttpOnly" in cookie
        self.headers["Cookie"] = cookie.partition(";")[0]
        found = re.search('name="csrf" content="([^"]+)"', self.ask("/").read().decode())
        assert found
        return found[1]


def test_strangers_are_turned_away(address: str) -> None:
    visitor = Visitor(address)
    assert visitor.ask("/").status == 403
    assert visitor.ask("/api/rows", Cookie="zhibiao_access=wrong").status == 403
    assert visitor.ask("/?token=wrong").status == 403
    visitor.enter()
    assert visitor.ask("/api/rows").status == 200
    assert visitor.ask("/api/rows", Host="evil.example").status == 403
    assert visitor.ask(f"/?{visitor.parts.query}", Host="evil.example").status == 403
    assert visitor.ask("/api/rows", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    assert visitor.ask("/api/rows", Origin="http://evil.example").status == 403


def test_writes_need_our_own_page(address: str) -> None:
    visitor = Visitor(address)
    csrf = visitor.enter()
    row = json.loads(visitor.ask("/api/rows").read())["rows"][0]
    body = {"key": row[0], "row": row[2], "kind": "accepted", "who": "李"}
    ours = {"x-zhibiao-csrf": csrf, "Origin": f"http://{visitor.parts.netloc}"}
    assert visitor.ask("/api/decide", body).status == 403
    assert visitor.ask("/api/decide", body, **{**ours, "Origin": "http://evil.example"}).status == 403
    assert visitor.ask("/api/decide", body, **ours, Sec_Fetch_Site="cross-site").status == 403
    assert visitor.ask("/api/decide", {**body, "note": "长" * 400_000}, **ours).status == 413
    assert visitor.ask("/api/decide", {**body, "who": " "}, **ours).status == 400
    assert visitor.ask("/api/decide", {**body, "changes": {"sentence": "x"}}, **ours).status == 400
    assert visitor.ask("/api/decide", {**body, "seal": "another"}, **ours).status == 409
    assert visitor.ask("/api/decide", [1], **ours).status == 400
    assert visitor.ask("/api/decide", body, **ours).status == 200


@pytest.mark.parametrize(
    "path",
    ["/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2f..%2f..%2fpyproject.toml", "/etc/passwd"],
)
def test_no_file_but_the_page_s_own(address: str, path: str) -> None:
    visitor = Visitor(address)
    visitor.enter()
    assert visitor.ask("/static/app.js").status == 200
    assert visitor.ask(path).status == 404


@pytest.mark.parametrize(("language", "said"), [("en", "no access token"), ("zh-CN", "没有访问令牌")])
def test_a_refusal_is_of_one_language_in_the_form_asked_for(address: str, language: str, said: str) -> None:
    visitor, html = Visitor(address), "text/html,*/*"
    line = visitor.ask("/api/rows", Accept_Language=language).read().decode()
    page = visitor.ask("/overview", Accept_Language=language, Accept=html).read().decode()
    assert (line.count("\n"), said in line, said in page, page[:9]) == (1, True, True, "<!doctype")
    visitor.enter()
    other = "没有这个页面" if language == "en" else "no such page"
    for path, status in (("/<i>x", 404), ("/static/none.js", 404), ("/api/undo", 405)):
        answer = visitor.ask(path, Accept_Language=language, Accept=html)
        told = answer.read().decode()
        assert (answer.status, other in told, "<i>" in told) == (status, False, False)
        assert answer.headers["content-security-policy"]


def test_every_answer_carries_the_policy(address: str) -> None:
    for answer in (Visitor(address).ask("/"), Visitor(address).ask("/none")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("listens", "name", "known"),
    [
        ("127.0.0.1", "localhost", True),
        ("127.0.0.1", "::1", True),
        ("127.0.0.1", "192.168.1.5", False),
        ("127.0.0.1", "news.example", False),
        ("0.0.0.0", "192.168.1.5", True),
        ("0.0.0.0", "news.example", False),
        ("desk.example", "desk.example", True),
    ],
)
def test_names_of_the_server(listens: str, name: str, known: bool) -> None:
    assert Gate(listens).knows(name) == known


@pytest.mark.parametrize(
    ("header", "name"), [("127.0.0.1:8700", "127.0.0.1"), ("[::1]:8700", "::1"), ("A.b", "a.b"), ("[", ""), ("", "")]
)
def test_hostname(header: str, name: str) -> None:
    assert hostname(header) == name


def test_a_folder_without_a_database_is_one_line(command: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    done = command("review", tmp_path)
    assert done.returncode == 2
    assert "no such database" in done.stderr
    assert not list(tmp_path.iterdir())
