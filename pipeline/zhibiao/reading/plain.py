"""Plain text and Markdown: one file is one article, its text kept as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhibiao.matching import compiled
from zhibiao.model import Article, UnreadableArticle
from zhibiao.reading.encodings import told
from zhibiao.reading.markup import skipped
from zhibiao.reading.metadata import described, first_day, headline_in
from zhibiao.reading.notes import Notes, together
from zhibiao.reading.sources import LONGEST_ARTICLE, Source
from zhibiao.wording import say

HEADING = compiled(r"(?m)^#\s+(\S(?:.*\S)?)")
HALF = compiled("[\ud800-\udfff]")
# Files of other formats under a text's name, by their first bytes (their own specifications).
OTHERS = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".zip/.docx"),
    (b"\x1f\x8b", ".gz"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"{\\rtf", ".rtf"),
)


def text_of(source: Source, markup: bool = False) -> tuple[str, tuple[str, ...]]:
    """The decoded text of a source, and a note when its encoding was guessed. Raises `UnreadableArticle` for other formats and for what is too long."""
    data = source.bytes()
    for magic, suffix in OTHERS:
        if data.startswith(magic):
            raise UnreadableArticle(
                say("{where}: holds {suffix}, not text; rename the file", where=source.where, suffix=suffix)
            )
    text, guess = told(data, source.where, markup)
    return measured(text, source.where), guess


def measured(text: str, where: str) -> str:
    """The text, unless it is too long for one article or holds half a character (a lone surrogate out of JSON)."""
    if half := HALF.search(text):
        raise UnreadableArticle(
            say("{where}: character {at} is half a surrogate pair; mend it", where=where, at=half.start())
        )
    if len(text) > LONGEST_ARTICLE:
        raise UnreadableArticle(
            say(
                "{where}: {n} characters; an article has at most {limit}; split it",
                where=where,
                n=len(text),
                limit=LONGEST_ARTICLE,
            )
        )
    return text


def read_text(source: Source) -> Iterator[Article]:
    """A plain text file."""
    text, guess = text_of(source)
    noted = Notes()
    sections = skipped(text, noted)
    notes = together(guess, noted.lines())
    article = Article(source.name, text, headline_in(text), sections=sections, notes=notes)
    yield described(with_first_day(article), source.file_name)


def with_first_day(article: Article) -> Article:
    """The article with the day that one of its first lines states."""
    day = first_day(article.original)
    return replace(article, published=day, published_from="first line") if day else article


def read_markdown(source: Source) -> Iterator[Article]:
    """A Markdown file; its first `# ` line is also the title."""
    text, guess = text_of(source)
    m = HEADING.search(text)
    notes = Notes()
    sections = skipped(text, notes, markdown=True)
    title = m[1] if m else ""
    article = Article(source.name, text, title=title, sections=sections, notes=together(guess, notes.lines()))
    yield described(with_first_day(article), source.file_name)
