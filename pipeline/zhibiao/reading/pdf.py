"""PDF, through pypdfium2: characters with their boxes, read column by column, joined into paragraphs.

Lines of one paragraph are joined, over columns and pages, too; larger type is a headline, smaller type a caption.
What a page repeats (running heads, page numbers) is told apart and set behind the text, so that every character is
there and none interrupts a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from zhibiao.matching import compiled
from zhibiao.model import Article, Section, SectionKind, UnreadableArticle
from zhibiao.reading.columns import PageLine, chinese, lines_of
from zhibiao.reading.extras import library
from zhibiao.reading.metadata import day_of, described
from zhibiao.reading.notes import Notes
from zhibiao.reading.pdfpages import Fault, Seen, seen
from zhibiao.reading.plain import measured
from zhibiao.reading.rendering import Page
from zhibiao.reading.sources import LARGEST_DOCUMENT, Source, oneline
from zhibiao.wording import phrase, say

PAGE_NUMBER = compiled(
    r"[-—–·•\s第]*[A-Z]?[0-9]{1,4}[-—–·•\s页版]*(?:[/／共]\s*[0-9]{1,4}\s*页?)?|第[一二三四五六七八九十]+版"
)
DATED = compiled(r"((?:19|20)[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
MASTHEAD = compiled(rf".{{0,20}}{DATED.pattern}.{{0,30}}(?:星期|版|责编|编辑)")
MARGIN = 0.09
HEADLINE_SIZE, CAPTION_SIZE = 1.15, 0.92
TERMINAL = compiled(r"[。！？!?…；;：:][”’」』）)\"]*$")
LATIN, LATIN_END = compiled("[A-Za-z0-9]+"), compiled("[A-Za-z0-9]+$")


def read_pdf(source: Source) -> Iterator[Article]:
    """A PDF file is one article."""
    data = source.bytes(LARGEST_DOCUMENT)
    pdfium = library("pypdfium2", "pdf", source.where)
    try:
        document = pdfium.PdfDocument(data)
    except Exception as error:  # pdfium says why in words only
        if "assword" in str(error):
            raise UnreadableArticle(say("{where}: encrypted; remove the password first", where=source.where)) from error
        raise UnreadableArticle(
            say("{where}: damaged PDF; fetch it again: {error}", where=source.where, error=oneline(error))
        ) from error
    try:
        found = [seen(pdfium, document, k) for k in range(len(document))]
        title = (document.get_metadata_value("Title") or "").strip()
    except Exception as error:
        raise UnreadableArticle(
            say("{where}: damaged PDF; fetch it again: {error}", where=source.where, error=oneline(error))
        ) from error
    finally:
        document.close()
    notes = Notes()
    check(found, source.where, notes)
    page = rendered([lines_on(page) for page in found])
    if not page.text.strip():
        raise UnreadableArticle(say(FAULTS["scanned"], where=source.where))
    notes.add("foreign", not chinese(page.text))
    notes.add("furniture", sum(section.kind == "furniture" for section in page.sections))
    article = Article(
        source.name,
        measured(page.text, source.where),
        title=title if regex.search("[\u4e00-\u9fff]", title) else "",
        sections=page.sections,
        notes=notes.lines(),
    )
    yield masthead_date(described(article, source.file_name), page.sections)


def masthead_date(article: Article, sections: Sequence[Section]) -> Article:
    """The article with the date of the running head, when nothing better is known. (The day on which the file was made
    is no publication date: archives make them years later.)"""
    heads = [m for s in sections if s.kind == "furniture" and (m := DATED.search(article.original, s.start, s.end))]
    if article.published is not None or not heads:
        return article
    return replace(article, published=day_of(*heads[0].groups()), published_from="masthead (guessed)")


def lines_on(page: Seen) -> list[tuple[PageLine, float]]:
    """The lines of a page in reading order, each with its height on the page from 0 (bottom) to 1."""
    return [(line, (line.top + line.bottom) / 2 / (page.height or 1)) for line in lines_of(page.glyphs)]


FAULTS: dict[Fault, str] = {
    "unusable": phrase(
        "{where}: its text layer is no use: the characters are not those on the page; run OCR, or save it as text"
    ),
    "vertical": phrase("{where}: set vertically, which is not read; set it horizontally, or save it as text"),
    "scanned": phrase("{where}: no text, maybe a scan; run OCR first"),
}


def check(pages: Sequence[Seen], where: str, notes: Notes) -> None:
    """Raise `UnreadableArticle` when no page can be read; note those that cannot."""
    faults = Counter(page.fault for page in pages if page.fault)
    if faults and not any(page.glyphs for page in pages):
        raise UnreadableArticle(say(FAULTS[faults.most_common(1)[0][0]], where=where))
    for number, page in enumerate(pages, 1):
        if page.fault in ("unusable", "scanned"):
            notes.add("page" if page.fault == "unusable" else "scanned", what=str(number))
        notes.include(page.notes)


# ------------------------------------------------------------------ lines → paragraphs


@dataclass
class Paragraph:
    """Lines that belong together."""

    kind: SectionKind
    lines: list[PageLine]

    def text(self, words: Container[str]) -> str:
        """The lines as one; a break between Latin words is a space, one inside a word of the document is none."""
        pieces = [self.lines[0].text]
        for before, line in pairwise(self.lines):
            last, first = LATIN_END.search(before.text), LATIN.match(line.text)
            parted = last is not None and first is not None and last[0] + first[0] not in words
            pieces += (" " if parted else "", line.text)
        return "".join(pieces)


def rendered(pages: Sequence[Sequence[tuple[PageLine, float]]]) -> Page:
    """The text of the pages and its sections: paragraphs in reading order, furniture behind them."""
    furniture = furniture_of(pages)
    lines = [line for page in pages for line, _ in page if id(line) not in furniture]
    words = {m[0] for line in lines for m in LATIN.finditer(line.text)}
    result = Page()
    for paragraph in paragraphs_of(lines):
        text = paragraph.text(words)
        tabular = "\t" in text
        if not tabular:
            result.gap()  # a table has ended
        result.add(text, paragraph.kind, gap="\n" if tabular else "\n\n")
    result.gap()
    for page in pages:
        for line, _ in page:
            if id(line) in furniture:
                result.add(line.text, "furniture", gap="\n")
    return result


def furniture_of(pages: Sequence[Sequence[tuple[PageLine, float]]]) -> set[int]:
    """The ids of lines in the margins that are page numbers or mastheads, that are set smaller than the text, or that
    other pages repeat but for figures."""
    every = [line for page in pages for line, _ in page]
    margins = [(line, mask(line.text)) for page in pages for line, height in page if not MARGIN < height < 1 - MARGIN]
    times = Counter(masked for _, masked in margins)
    small = CAPTION_SIZE * usual_size(every) if every else 0.0
    return {
        id(line)
        for line, masked in margins
        if times[masked] > max(1, len(pages) // 3)
        or PAGE_NUMBER.fullmatch(line.text)
        or MASTHEAD.match(line.text)
        or (line.size < small and chinese(line.text))
    }


def mask(text: str) -> str:
    """A line with its figures and spaces taken out."""
    return re.sub(r"[0-9\s]+", "", text)


def paragraphs_of(lines: Sequence[PageLine]) -> Iterator[Paragraph]:
    """Lines joined into paragraphs; what interrupts one that goes on (a caption, a headline) comes behind it."""
    if not lines:
        return
    body = usual_size(lines)
    held: list[Paragraph] = []
    current: Paragraph | None = None
    for line in lines:
        kind = kind_of(line, body)
        if kind == "body" and current is not None and continues(current.lines[-1], line):
            current.lines.append(line)
        elif kind != "body" and held and held[-1].kind == kind and touching(held[-1].lines[-1], line):
            held[-1].lines.append(line)
        elif kind != "body" and current is not None and unfinished(current.lines[-1]):
            held.append(Paragraph(kind, [line]))
        else:
            if current is not None:
                yield current
            yield from held
            held, current = [], None
            if kind == "body":
                current = Paragraph(kind, [line])
            else:
                held = [Paragraph(kind, [line])]
    if current is not None:
        yield current
    yield from held


def usual_size(lines: Sequence[PageLine]) -> float:
    """The size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def kind_of(line: PageLine, body: float) -> SectionKind:
    """Larger type is a headline, smaller type a caption, unless it is a table's or has no Chinese character to measure."""
    if not chinese(line.text):
        return "body"
    if line.size >= HEADLINE_SIZE * body:
        return "headline"
    return "caption" if line.size <= CAPTION_SIZE * body and "\t" not in line.text else "body"


def touching(above: PageLine, line: PageLine) -> bool:
    """Whether a line follows another of its size without a gap."""
    return abs(above.size - line.size) < 0.1 * line.size and 0 <= above.bottom - line.bottom < 1.8 * line.size


def unfinished(line: PageLine) -> bool:
    """Whether a line stops in mid-sentence near its column's edge."""
    return line.right > line.column[1] - 2.5 * line.size and not TERMINAL.search(line.text)


def continues(above: PageLine, line: PageLine) -> bool:
    """Whether a line goes on with the paragraph of the line before: what it begins with did not fit there, it is not
    indented, and no empty line stands between."""
    if "\t" in above.text or "\t" in line.text:
        return False
    full = above.right + line.lead > above.column[1] - 0.3 * above.size
    indented = line.left > line.column[0] + 1.2 * line.size
    apart = above.column == line.column and above.bottom - line.bottom > 2.2 * line.size
    return full and not indented and not apart
