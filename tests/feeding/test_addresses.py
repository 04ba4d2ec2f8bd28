"""Articles from the web, against a server on this machine: a page, feeds, sitemaps, a list; what must be turned away."""

import datetime as dt
import gzip
import json
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from zhibiao.feeding import Kept, Refused, Web, add, fetching
from zhibiao.feeding.addresses import states_in
from zhibiao.feeding.feeds import feeds_of
from zhibiao.feeding.fetching import FetchError, Guest
from zhibiao.model import LexiconError
from zhibiao.reading import Failure, read
from zhibiao.wording import spoken, using

for needed in ("httpx", "feedparser", "trafilatura", "datasketch"):
    pytest.importorskip(needed)

SENTENCES = "青川港务局昨日公布，前三季度集装箱吞吐量完成{n}万标箱，同比增长{n}.4%。其中外贸箱量为9{n}万标箱，占全部箱量的三成以上。港区新增远洋航线{n}条，通达58个国家和地区的港口，平均每箱物流成本下降13{n}元。"


def page(n: int, meta: str = "") -> str:
    return f"<html><head><title>港口第{n}期</title>{meta}</head><body><article><h1>港口第{n}期</h1><p>{SENTENCES.format(n=n)}</p></article></body></html>"


META = '<meta property="og:site_name" content="青川日报"><meta property="article:published_time" content="2025-10-21"><meta name="author" content="林知远">'
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>青川新闻</title><link>/</link>
<item><title>港口第3期</title><link>/a/3.html</link><pubDate>Mon, 20 Oct 2025 08:00:00 GMT</pubDate></item>
<item><title>港口第4期</title><link>/a/4.html</link></item>
<item><title>没有了</title><link>/gone.html</link></item>
<item><title>不许</title><link>/private/5.html</link></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>青川</title>
<entry><title>港口第6期</title><link href="/a/6.html"/><updated>2025-10-22T00:00:00Z</updated></entry></feed>"""
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a/7.html</loc><lastmod>2025-01-01</lastmod></url><url><loc>/a/8.html</loc><lastmod>2025-09-01</lastmod></url></urlset>'
MAPS = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>'
LIST = (
    "<html><body><ul>"
    + "".join(f'<li><a href="/a/{n}.html">青川港口生产情况第{n}期</a></li>' for n in range(1, 6))
    + '<li><a href="https://elsewhere.test/x">别处的一篇很长的文章</a></li></ul></body></html>'
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'


class Handler(BaseHTTPRequestHandler):
    """The pages of a small newspaper, and of hosts that mean no good."""

    asked: ClassVar[list[str]] = []
    pages: ClassVar[dict[str, tuple[str, str | bytes]]] = {
        "/robots.txt": ("text/plain", "User-agent: *\nDisallow: /private/\nCrawl-delay: 0\n"),
        "/article.html": ("text/html; charset=utf-8", page(1, META)),
        "/gbk.html": ("text/html; charset=gbk", page(2).encode("gbk")),
        "/rss.xml": ("application/rss+xml", RSS),
        "/atom.xml": ("text/xml", ATOM),
        "/map.xml": ("application/xml", MAP),
        "/maps.xml": ("application/xml", MAPS),
        "/list.html": ("text/html", LIST),
        "/broken.xml": ("application/rss+xml", "<rss><channel><item><title>断"),
        "/laughs.xml": ("application/xml", LAUGHS),
        "/other.xml": ("application/xml", "<x/>"),
        "/huge": ("text/html", b"x" * 3_000_000),
        **{f"/a/{n}.html": ("text/html", page(n)) for n in range(1, 10)},
    }

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", "/to/again" if self.path == "/to/again" else "http://" + self.path[4:])
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"<p>")
                self.wfile.flush()
                time.sleep(0.05)
        elif self.path == "/nowhere":
            self.send_response(302)
            self.end_headers()
        elif self.path == "/noted.xml" and self.headers["If-None-Match"] == '"1"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/noted.xml":
            self.answer("application/atom+xml", ATOM.encode(), {"ETag": '"1"'})
        elif self.path == "/bomb":
            self.answer("text/html", gzip.compress(b"x" * 30_000_000), {"Content-Encoding": "gzip"})
        elif self.path in self.pages:
            kind, text = self.pages[self.path]
            self.answer(kind, text if isinstance(text, bytes) else text.encode())
        else:
            self.send_error(404)

    def answer(self, kind: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # the guest has left
            super().handle()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def guest() -> Iterator[Guest]:
    guest = Guest(local=True, pause=0)
    yield guest
    guest.close()


HERE = Web(local=True, pause=0)


def titles(url: str, corpus: Path, web: Web = HERE) -> list[str]:
    """What came of each article: its title, `same` for one that is known, or why it could not be had."""
    return [
        item.article.title if isinstance(item, Kept) else "same" if isinstance(item, Refused) else spoken(item.error, "en").partition(": ")[2]
        for item in add([url], corpus, web=web, reprints=True)
    ]  # fmt: skip


def test_a_page_with_its_source(host: str, tmp_path: Path) -> None:
    (kept,) = add([f"{host}/article.html"], tmp_path, web=HERE)
    assert isinstance(kept, Kept)
    (article,) = read(tmp_path)
    assert (article.title, article.source, article.byline) == ("港口第1期", "青川日报", "林知远")
    assert (article.published, article.published_from) == (dt.date(2025, 10, 21), "metadata")
    assert article.url == f"{host}/article.html"
    assert [type(item) for item in add([f"{host}/article.html"], tmp_path, web=HERE)] == [Refused]
    (named,) = add([f"{host}/gbk.html"], tmp_path / "two", web=HERE, source="甲市日报")
    assert isinstance(named, Kept)
    assert (named.article.source, "集装箱" in named.article.original) == ("甲市日报", True)


def test_a_feed(host: str, tmp_path: Path) -> None:
    told = titles(f"{host}/rss.xml", tmp_path)
    assert told == ["港口第3期", "港口第4期", "answers 404", "its robots.txt forbids it"]
    found = {article.title: article for article in read(tmp_path)}
    assert (found["港口第3期"].published, found["港口第3期"].published_from) == (dt.date(2025, 10, 20), "feed")
    assert {a.source for a in found.values()} == {"青川新闻"}
    assert "/private/5.html" not in Handler.asked
    before = len(Handler.asked)
    assert titles(f"{host}/rss.xml", tmp_path) == ["answers 404", "its robots.txt forbids it"]
    assert "/a/3.html" not in Handler.asked[before:]
    assert titles(f"{host}/atom.xml", tmp_path) == ["港口第6期"]


def test_a_feed_that_has_not_changed_is_not_sent_again(host: str, tmp_path: Path) -> None:
    url, condition = f"{host}/noted.xml", {"If-None-Match": '"1"'}
    assert titles(url, tmp_path, Web(local=True, most=0, pause=0)) == []
    assert states_in(tmp_path) == {}  # not all of it was read
    assert titles(url, tmp_path) == ["港口第6期"]
    assert states_in(tmp_path) == {url: condition}
    assert titles(url, tmp_path) == []
    (tmp_path / ".zhibiao/feeds.json").write_text("[1", "utf-8")
    assert titles(url, tmp_path) == []
    assert states_in(tmp_path) == {url: condition}


def test_sitemaps_and_lists(host: str, tmp_path: Path) -> None:
    assert titles(f"{host}/maps.xml", tmp_path / "a") == ["港口第8期", "港口第7期"]
    assert titles(f"{host}/map.xml", tmp_path / "b", Web(local=True, most=1, pause=0)) == ["港口第8期"]
    assert titles(f"{host}/list.html", tmp_path / "c") == [f"港口第{n}期" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/broken.xml", "no readable feed"), ("/other.xml", "neither a feed nor a sitemap"), ("/none", "answers 404"), ("/to/again", "without end"), ("/nowhere", "answers 302"), ("/private/1.html", "robots.txt")],
)  # fmt: skip
def test_what_cannot_be_had_is_said(path: str, said: str, host: str, tmp_path: Path) -> None:
    (told,) = titles(host + path, tmp_path)
    assert said in told
    assert not list(tmp_path.glob("*.json"))


def test_entities_of_a_sitemap_are_not_expanded(host: str, tmp_path: Path) -> None:
    assert not any("haha" in told for told in titles(f"{host}/laughs.xml", tmp_path))


@pytest.mark.parametrize(("path", "said"), [("/huge", "larger than 1"), ("/bomb", "larger than 1")])
def test_no_more_than_the_limit(path: str, said: str, host: str, guest: Guest) -> None:
    guest.largest = 1_000_000
    with pytest.raises(FetchError, match=said):
        guest.fetch(host + path)


def test_what_comes_too_slowly(host: str, guest: Guest) -> None:
    guest.seconds = 0.3
    began = time.monotonic()
    with pytest.raises(FetchError, match="slowly"):
        guest.fetch(f"{host}/slow")
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:8700/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/a", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://2130706433/", "http://100.64.0.1/", "http://224.0.0.1/", "http://user:x@93.184.215.14/", "ftp://93.184.215.14/", "file:///etc/passwd", "http:///x"],
)  # fmt: skip
def test_no_address_of_ours(url: str) -> None:
    with pytest.raises(FetchError):
        Guest(pause=0).fetch(url)


def test_no_address_of_ours_by_a_redirect(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine's first address stands for a host of the public network, all others are what they are."""
    public = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or public(address))
    port = host.rpartition(":")[2]
    for inside in (f"127.0.0.2:{port}/article.html", "10.0.0.1/", "169.254.169.254/latest"):
        with pytest.raises(FetchError, match="private network"):
            Guest(pause=0).fetch(f"{host}/to/{inside}")
    assert Guest(pause=0).fetch(f"{host}/to/127.0.0.1:{port}/article.html").url.endswith("/article.html")


def test_a_pause_between_requests(host: str) -> None:
    waited: list[float] = []
    guest = Guest(local=True, pause=2.0, sleep=waited.append)
    guest.fetch(f"{host}/a/1.html")
    guest.fetch(f"{host}/a/2.html")
    assert len(waited) == 2  # after robots.txt, and after the first page
    assert all(1.0 < seconds <= 2.0 for seconds in waited)


def test_a_round_of_watch(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with one feed is one line, and the others are read."""
    from zhibiao.cli import watch

    public = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or public(address))
    monkeypatch.setattr(Web, "guest", lambda web: Guest(pause=0, seconds=0.5, largest=1_000_000))
    wrong = {
        "slow": "slowly",
        "huge": "larger than",
        "to/10.0.0.1/x": "private network",
        "broken.xml": "no readable feed",
    }
    addresses = [f"{host}/{place}" for place in (*wrong, "noted.xml")]
    (tmp_path / "zhibiao.toml").write_text(f"[feeds]\naddresses = {json.dumps(addresses)}\n", "utf-8")
    for language in ("en", "zh"):
        with using(language):
            watch.fetch(feeds_of(tmp_path), Namespace(allow_local=False, most=50, pause=0, corpus=str(tmp_path)))
        kept, told = capsys.readouterr()
        assert (len(kept.splitlines()), len(told.splitlines())) == (1 if language == "en" else 0, len(wrong)), told
        for line, said in zip(told.splitlines(), wrong.values(), strict=True):
            assert language == "zh" or said in line


def test_feeds_of_a_corpus(tmp_path: Path) -> None:
    toml = tmp_path / "zhibiao.toml"
    assert feeds_of(tmp_path).addresses == ()
    toml.write_text('[feeds]\naddresses = ["https://example.com/rss.xml"]\nminutes = 5\nsource = "甲市日报"\n', "utf-8")
    found = feeds_of(tmp_path)
    assert (found.addresses, found.minutes, found.source) == (("https://example.com/rss.xml",), 5, "甲市日报")
    for wrong in ('addresses = "x"', 'addresses = ["rss.xml"]', "minutes = 0", "minutes = true", "every = 3"):
        toml.write_text(f"[feeds]\n{wrong}\n", "utf-8")
        with pytest.raises(LexiconError, match="feeds"):
            feeds_of(tmp_path)


def test_the_record_keeps_the_address(host: str, tmp_path: Path) -> None:
    assert not [item for item in add([f"{host}/a/9.html"], tmp_path, web=HERE) if isinstance(item, Failure)]
    (file,) = tmp_path.glob("*.json")
    record = json.loads(file.read_text("utf-8"))
    assert (record["url"], record["source"]) == (f"{host}/a/9.html", "127.0.0.1")
