"""Web pages, through trafilatura: main text, headings, lists and tables; scripts, menus and comments left out.

The text of the article is rendered from trafilatura's tree: a paragraph a line, a table as lines of cells
between bars (`| 指标 | 2024年 |`), headings as sections of kind headline.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

import regex

from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading.carried import carry, restored
from zhibiao.reading.cleaned import clean
from zhibiao.reading.extras import library
from zhibiao.reading.metadata import described
from zhibiao.reading.notes import Notes, together
from zhibiao.reading.plain import measured, text_of
from zhibiao.reading.records import date_of
from zhibiao.reading.rendering import Page, bars
from zhibiao.reading.sheets import Beside
from zhibiao.reading.sources import Source, oneline
from zhibiao.wording import say

XML_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
# Every part bounded: what stands before a match is gone through once for each place where one may begin.
AUTHOR = regex.compile(
    r"""<meta\s(?:[^<>]{0,300}\s)?name=["']author["'][^<>]{1,300}content=["']([^"'<>]{2,40})""", regex.IGNORECASE
)
SOURCE = regex.compile(r"(?:来源|稿源)\s{0,9}[:：]\s{0,99}(?:<[^<>]{1,300}>\s{0,99}){0,9}([^<>\s|]{2,20})")
SHORT = 60


def read_html(source: Source) -> Iterator[Article]:
    """A web page is one article."""
    page, guess = text_of(source, markup=True)
    page = carry(XML_DECLARATION.sub("", page))
    trafilatura = library("trafilatura", "html", source.where)
    library("cssselect", "html", source.where)
    try:
        found, told = extracted(trafilatura, page, source.beside)
    except Exception as error:  # whatever a parser says to a page made to break it
        raise UnreadableArticle(
            say("{where}: no readable page: {error}", where=source.where, error=oneline(error))
        ) from error
    if found is None or not (rendered := render(found.body, told, found.title or "")).text.strip():
        raise UnreadableArticle(
            say("{where}: no article text in this page; save the article as text", where=source.where)
        )
    told.notes.add("outside", told.length - len("".join(rendered.text.split())))
    published = date_of(found.date, source.where)
    author = AUTHOR.search(page)
    stated = SOURCE.search(page)
    article = Article(
        source.name,
        measured(restored(rendered.text), source.where),
        title=restored(found.title or "").strip(),
        published=published,
        sections=rendered.sections,
        source=restored(html.unescape(stated[1])) if stated else site_of(restored(found.sitename or "")),
        byline=restored(html.unescape(author[1])).strip() if author else "",
        url=found.url or "",
        published_from="" if published is None else origin_of(page, found.date),
        notes=together(guess, told.notes.lines()),
    )
    yield described(article, source.file_name)


def site_of(name: str) -> str:
    """The name that a page gives its site; a host's name, which trafilatura takes where there is none, is no name."""
    return "" if not name or "." in name else name.strip()


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of its texts and trafilatura does not pass on: which are its first headings, which captions; what
    was noticed, and how many characters the whole page has."""

    headings: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    notes: Notes = field(default_factory=Notes)
    length: int = 0


def extracted(trafilatura: Any, page: str, beside: Beside) -> tuple[Any, Told]:
    """trafilatura's document: its own structure first, its fallbacks for a page where that finds next to nothing."""
    options = {
        "include_comments": False,
        "include_tables": True,
        "with_metadata": True,
        "config": config(),
        "date_extraction_params": {"extensive_search": False, "original_date": True},
    }
    tree, told = prepared(trafilatura, page, beside)
    found = trafilatura.bare_extraction(tree, fast=True, **options)
    if found is None or len("".join(found.body.itertext())) < SHORT:
        tree, told = prepared(trafilatura, page, beside)
        found = trafilatura.bare_extraction(tree, favor_recall=True, **options) or found
    return found, told


# Elements in one another: where the parser breaks off, with all that follows, unless it is asked to go on; and where we do,
# for what walks the tree goes as deep.
BROKEN_OFF, DEEPEST = 255, 2000


def tree_of(trafilatura: Any, page: str) -> Any:
    """The whole tree of a page, also of one that never closes its elements. Raises ValueError for one that is too deep."""
    tree = trafilatura.load_html(page)
    if tree is None or depth(tree) < BROKEN_OFF:
        return tree
    html_of = import_module("lxml.html")
    parser = html_of.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree = html_of.document_fromstring(page.encode("utf-8"), parser=parser)
    if depth(tree) > DEEPEST:
        raise ValueError(f"more than {DEEPEST} elements in one another")
    return tree


def depth(tree: Any) -> int:
    """How many elements of a tree are in one another at most."""
    level = deepest = 0
    for event, _ in import_module("lxml.etree").iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def prepared(trafilatura: Any, page: str, beside: Beside) -> tuple[Any, Told]:
    """The page's tree with each caption of a picture as a paragraph behind the picture: trafilatura drops pictures with
    all that belongs to them."""
    tree = tree_of(trafilatura, page)
    if tree is None:
        return page, Told()
    notes = Notes()
    clean(tree, notes, beside)
    captions = set()
    for figure in list(tree.iter("figure")):
        said = [text for caption in figure.iter("figcaption") if (text := one_line(caption))]
        block = figure.getparent() if figure.getparent() is not None and figure.getparent().tag == "p" else figure
        for text in reversed(said) if block.getparent() is not None else ():
            captions.add(text)
            paragraph = tree.makeelement("p")
            paragraph.text, paragraph.tail = text, block.tail
            block.tail = None
            block.addnext(paragraph)
    length = sum(len("".join(text.split())) for text in texts_of(tree))
    return tree, Told(frozenset(map(one_line, tree.iter("h1"))), frozenset(captions), notes, length)


def texts_of(tree: Any) -> Iterator[str]:
    """The texts of a page that its reader sees."""
    for element in tree.iter():
        shown = isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript", "title", "template")
        yield (element.text or "") if shown else ""
        yield element.tail or ""


@cache
def config() -> Any:
    """trafilatura's settings with short articles allowed: by default it flattens any below 250 characters."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    settings = deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "20")
    return settings


def origin_of(page: str, day: str) -> str:
    """Whether the page states the date as its metadata, or it was found elsewhere in it."""
    digits = day.replace("-", "[-/.年]?0?").replace("0?0", "0?")
    stated = regex.search(rf"<(?:meta|time)\b[^<>]*{digits}|\"datePublished\"\s*:\s*\"{digits}", page, regex.IGNORECASE)
    return "metadata" if stated else "page (guessed)"


def render(body: Any, told: Told, title: str = "") -> Page:
    """The text and sections of trafilatura's tree. A heading that trafilatura has taken for the title alone stands
    before the text, as on the page."""
    page = Page()
    title = " ".join(title.split())
    if title in told.headings and all(one_line(head) != title for head in body.iter("head")):
        page.add(title, kind="headline")
    for element in body:
        render_block(page, element, told)
    return page


def render_block(page: Page, element: Any, told: Told) -> None:
    """One block of the tree as lines of the page."""
    if element.tag == "table":
        for line in table_lines(element):
            page.add(line, gap="\n")
        page.gap()
    elif element.tag == "list":
        for item in element.iter("item"):
            page.add("- " + one_line(item), gap="\n")
        page.gap()
    elif element.tag == "head":
        page.add(one_line(element), kind="headline")
    elif one_line(element) in told.captions:
        page.add(one_line(element), kind="caption")
    else:
        for line in lines_in(element):
            page.add(line, gap="\n")
        page.gap()


def table_lines(table: Any) -> Iterator[str]:
    """A table's rows between bars; a row of one cell is a line of its own (a caption, a unit)."""
    for row in table.iter("row"):
        cells = [one_line(cell) for cell in row.iter("cell")]
        if any(cells):
            yield "".join(cells) if sum(map(bool, cells)) == 1 else bars(cells)


def one_line(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def lines_in(element: Any) -> list[str]:
    """The text of a paragraph, a line for each of its line breaks."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return [line for line in (" ".join(x.split()) for x in "".join(parts).split("\n")) if line]
