"""Articles at web addresses: a page, a feed (RSS, Atom), a sitemap, or a page that lists others.

Each page that is read becomes the `Source` of its reader (`reading`), so that a fetched page and a saved one give the
same article; what a feed says of an entry stands in where the page says nothing. Addresses that the corpus has read
stand in `.zhibiao/addresses.txt` and are not fetched again; how a list was when all of it had been read, in
`.zhibiao/feeds.json`, so that it is asked for only if it has changed.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import regex

from zhibiao.feeding.fetching import CONDITIONS, Fetched, FetchError, Guest, Unchanged
from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading import Failure
from zhibiao.reading.extras import library
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import articles_in
from zhibiao.reading.sources import Source
from zhibiao.wording import say

ADDRESS = regex.compile(r"[a-z][a-z0-9+.-]+://", regex.IGNORECASE)
SEEN = Path(".zhibiao/addresses.txt")
STATES = Path(".zhibiao/feeds.json")
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
XML = frozenset({"application/xml", "text/xml"})
SUFFIXES = {
    "application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md", "application/json": ".json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
DEEPEST = 3  # sitemaps of sitemaps
LINKED, FEWEST = 0.5, 4  # a page lists others when so much of its text is links, and so many lead to articles
LONG_ENOUGH = 6  # characters of a link that may be a headline


@dataclass(frozen=True, slots=True)
class Lead:
    """An address where an article should be, with what the page that names it says of it."""

    url: str
    title: str = ""
    published: dt.date | None = None
    source: str = ""


def is_address(path: str | Path) -> bool:
    """Whether a path of the command line is an address; of which kind, whoever fetches it looks."""
    return ADDRESS.match(str(path)) is not None


def articles_at(url: str, corpus: Path, guest: Guest, most: int, fields: Fields) -> Iterator[Article | Failure]:
    """The articles at an address, `most` at most, each with its address; those of a list that the corpus has read are
    passed over. A list that is as it was when all of it was read is not read again. What cannot be fetched or read is
    a failure, and the others go on."""
    seen, guest.known = seen_in(corpus), states_in(corpus)
    try:
        found = guest.fetch(url)
        leads = leads_in(found, guest, most, 1)
    except Unchanged:
        return
    except UnreadableArticle as error:
        yield Failure(url, Path(url), str(error))
        return
    if leads is None:
        yield from read_page(found, Lead(url), fields)
        note_seen(corpus, url)
        return
    wanted = [lead for lead in leads if lead.url not in seen]
    failed = False
    for lead in wanted[:most]:
        try:
            yield from read_page(guest.fetch(lead.url), lead, fields)
        except FetchError as error:
            failed = True
            yield Failure(lead.url, Path(lead.url), str(error))
            continue  # it may answer another time
        note_seen(corpus, lead.url)
    # Of a sitemap of sitemaps the others may have changed.
    if not failed and len(wanted) <= most and b"<sitemapindex" not in found.data[:2000]:
        note_state(corpus, found)


def read_page(found: Fetched, lead: Lead, fields: Fields) -> Iterator[Article | Failure]:
    """The articles of what was fetched; its last address and what its lead says complete what it says itself."""
    suffix = SUFFIXES.get(found.type) or ".html"
    source = Source(
        found.url, found.url, Path(urlsplit(found.url).path or "/"), 0, suffix, lambda: io.BytesIO(text_of(found))
    )
    for item in articles_in(source, fields):
        if isinstance(item, Failure):
            yield item
            continue
        published, origin = item.published, item.published_from
        if lead.published and (published is None or "guessed" in origin):
            published, origin = lead.published, "feed"
        yield replace(
            item,
            title=item.title or lead.title,
            published=published,
            published_from=origin,
            source=item.source or lead.source or (urlsplit(found.url).hostname or ""),
            url=found.url,
        )


def text_of(found: Fetched) -> bytes:
    """The bytes of a page, in UTF-8 when its host says in which encoding they are: that goes before what the page says."""
    if (
        found.charset
        and (found.type in SUFFIXES or "html" in found.type)
        and found.type.startswith(("text/", "application/xhtml"))
    ):
        try:
            return found.data.decode(found.charset).encode("utf-8-sig")
        except (LookupError, UnicodeError):
            pass
    return found.data


# ------------------------------------------------------------------ who names others


def leads_in(found: Fetched, guest: Guest, most: int, depth: int) -> list[Lead] | None:
    """The addresses that a feed, a sitemap or a list names; None for a page that is an article itself. Raises
    `FetchError` for a feed or a sitemap that cannot be read."""
    head = found.data[:2000].lstrip().lower()
    if b"<urlset" in head or b"<sitemapindex" in head:
        return leads_of_sitemap(found, guest, most, depth)
    if found.type in FEEDS or b"<rss" in head or b"<feed" in head or b"<rdf:rdf" in head:
        return leads_of_feed(found)
    if found.type in XML:
        raise FetchError(say("{url}: is XML that is neither a feed nor a sitemap", url=found.url))
    return leads_of_page(found) if found.type in ("text/html", "application/xhtml+xml", "") else None


def leads_of_feed(found: Fetched) -> list[Lead]:
    """The entries of a feed, the newest first as it has them."""
    feedparser = library("feedparser", "web", found.url)
    parsed = feedparser.parse(io.BytesIO(found.data), response_headers={"content-location": found.url})
    name = str(parsed.feed.get("title", "")).strip()
    leads = [
        Lead(urljoin(found.url, entry.link), str(entry.get("title", "")).strip(), day_of(entry), name)
        for entry in parsed.entries
        if entry.get("link")
    ]
    if not leads and parsed.bozo:
        why = str(parsed.bozo_exception).splitlines()[0][:200]
        raise FetchError(say("{url}: no readable feed: {error}", url=found.url, error=why))
    return leads


def day_of(entry: Any) -> dt.date | None:
    """The day of an entry, as feedparser has read it."""
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return dt.date(*when[:3]) if when else None
    except ValueError:
        return None


def leads_of_sitemap(found: Fetched, guest: Guest, most: int, depth: int) -> list[Lead]:
    """The pages of a sitemap, the newest first where it states when they changed; of a sitemap of sitemaps those of its
    newest ones, until there are enough."""
    tree = xml_of(found)
    listed = [(last_changed(entry), place) for entry in tree if (place := text_under(entry, "loc"))]
    listed.sort(key=lambda pair: pair[0], reverse=True)  # stable: else in the order of the sitemap
    if not str(tree.tag).endswith("sitemapindex"):
        return [Lead(urljoin(found.url, place)) for _, place in listed]
    leads: list[Lead] = []
    for _, place in listed if depth < DEEPEST else ():
        leads += leads_of_sitemap(guest.fetch(urljoin(found.url, place)), guest, most, depth + 1)
        if len(leads) >= most:
            break
    return leads


def xml_of(found: Fetched) -> Any:
    """The tree of an XML answer; no entity of it is resolved and nothing is fetched for it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(found.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FetchError(say("{url}: no readable sitemap: {error}", url=found.url, error=error)) from error


def last_changed(entry: Any) -> str:
    """When an entry changed, as ISO 8601, which sorts as text; empty when it does not say."""
    return text_under(entry, "lastmod")


def text_under(entry: Any, name: str) -> str:
    return next((str(e.text or "").strip() for e in entry if isinstance(e.tag, str) and e.tag.endswith(name)), "")


def leads_of_page(found: Fetched) -> list[Lead] | None:
    """The links of a page that lists articles of its own host; None when the page is an article: little of it is links."""
    library("trafilatura", "web", found.url)
    import trafilatura

    tree = trafilatura.load_html(text_of(found))
    if tree is None:
        return None
    for element in list(tree.iter("script", "style", "noscript", "template")):
        element.drop_tree()
    host, leads, linked = urlsplit(found.url).hostname, dict[str, Lead](), 0
    for link in tree.iter("a"):
        words = " ".join("".join(link.itertext()).split())
        linked += len(words)
        place = urljoin(found.url, str(link.get("href") or "")).partition("#")[0]
        parts = urlsplit(place)
        inside = parts.scheme in ("http", "https") and parts.hostname == host and place != found.url
        if inside and len(words) >= LONG_ENOUGH:
            leads.setdefault(place, Lead(place))
    whole = len(" ".join("".join(tree.itertext()).split()))
    return [*leads.values()] if len(leads) >= FEWEST and linked >= LINKED * whole else None


# ------------------------------------------------------------------ what the corpus has read


def seen_in(corpus: Path) -> set[str]:
    """The addresses whose articles the corpus has read."""
    try:
        return set((corpus / SEEN).read_text("utf-8").split("\n"))
    except OSError:
        return set()


def note_seen(corpus: Path, url: str) -> None:
    """Note an address that was read."""
    path = corpus / SEEN
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(url + "\n")


def states_in(corpus: Path) -> dict[str, dict[str, str]]:
    """The lists of which all was read, each with what asks for it again only if it has changed."""
    try:
        noted = json.loads((corpus / STATES).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    names = set(CONDITIONS.values())
    return {
        url: {name: value for name, value in state.items() if name in names and isinstance(value, str)}
        for url, state in (noted.items() if isinstance(noted, dict) else ())
        if isinstance(state, dict)
    }


def note_state(corpus: Path, found: Fetched) -> None:
    """Note the state of a list of which all was read; one that does not say it is asked for anew."""
    states = states_in(corpus)
    if states.get(found.url, {}) == found.condition:
        return
    states[found.url] = dict(found.condition)
    path = corpus / STATES
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({url: state for url, state in states.items() if state}, indent=1), "utf-8")
