"""DOCX, through python-docx: paragraphs and tables in their order; heading and caption styles are sections, and so are
text boxes and notes, each behind the paragraph that it is anchored in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import regex

from zhibiao.model import Article, SectionKind, UnreadableArticle
from zhibiao.reading.archives import DAMAGED, size_problem
from zhibiao.reading.extras import library
from zhibiao.reading.metadata import described
from zhibiao.reading.plain import measured
from zhibiao.reading.rendering import Page, bars
from zhibiao.reading.sources import LARGEST_DOCUMENT, Source, oneline

# Styles by their names in English and Chinese Word.
STYLES: tuple[tuple[str, SectionKind], ...] = (
    (r"(?i)heading|title|标题", "headline"),
    (r"(?i)caption|题注", "caption"),
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The same text box once more, for programs that know no other drawing (ECMA-376, part 3).
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTES = ("footnote", "endnote")
FIGURE_ALONE = regex.compile(r"[-+−]?[0-9][0-9.,，]*\s*[%％]?")


def read_docx(source: Source) -> Iterator[Article]:
    """A DOCX file is one article; its title is the document's property, else its first title paragraph."""
    data = source.bytes(LARGEST_DOCUMENT)
    docx = library("docx", "docx", source.where)
    check(data, source.where)
    try:
        document = docx.Document(io.BytesIO(data))
        page = Page()
        title = render(document, page)
        properties = document.core_properties
        title = title or (properties.title or "").strip()
        author = (properties.author or "").strip()
    except Exception as error:  # whatever XML and package readers say to a damaged file
        raise UnreadableArticle(
            f"{source.where}: DOCX 损坏，请在 Word 里重新保存 (damaged DOCX; save it again in Word: {oneline(error)})"
        ) from error
    if not page.text.strip():
        raise UnreadableArticle(f"{source.where}: 文档里没有文字 (no text in this document)")
    article = Article(
        source.name,
        measured(page.text, source.where),
        title=title,
        sections=page.sections,
        byline=author if regex.search("[\u4e00-\u9fff]", author) else "",
    )
    yield described(article, source.file_name)


def check(data: bytes, where: str) -> None:
    """Raise `UnreadableArticle` for what is no DOCX, has a password, or unpacks out of proportion."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableArticle(
            f"{where}: 有密码或是旧版 .doc，请另存为 .docx (encrypted or an old .doc; save it as .docx)"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            problems = [size_problem(i.file_size, i.compress_size) for i in packed.infolist()]
    except (ValueError, *DAMAGED) as error:
        raise UnreadableArticle(f"{where}: 不是 DOCX 或已损坏 (no DOCX, or damaged: {oneline(error)})") from error
    if problem := next(filter(None, problems), ""):
        raise UnreadableArticle(f"{where}: {problem}")


def render(document: Any, page: Page) -> str:
    """The document's text into `page`; answers the text of its first paragraph of title style."""
    title = ""
    notes = notes_of(document)
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for cells in table_cells(block):
                page.add(cells[0] if len(cells) == 1 else bars(cells), gap="\n")
            page.gap()
            continue
        style = str(block.style.name or "") if block.style is not None else ""
        kind: SectionKind = next((kind for pattern, kind in STYLES if regex.search(pattern, style)), "body")
        lines = [line.strip() for line in block.text.split("\n") if line.strip()]
        listed = "List" in style or "列表" in style
        for line in lines:
            page.add("- " + line if listed else line, kind)
        for line in (*boxes_in(block._p), *notes_at(block._p, notes)):
            page.add(line, "caption")
        if lines and not title and regex.match("(?i)title$|标题$", style):
            title = lines[0]
    return title


def boxes_in(paragraph: Any) -> Iterator[str]:
    """The paragraphs of the text boxes that are anchored in a paragraph."""
    for box in paragraph.iter(WORD + "txbxContent"):
        if not any(outer.tag == FALLBACK for outer in box.iterancestors()):
            yield from filter(None, map(written, box.iter(WORD + "p")))


def notes_of(document: Any) -> dict[tuple[str, str], str]:
    """The notes of a document, by their kind and number."""
    from docx.oxml import parse_xml  # entities stay unresolved

    found: dict[tuple[str, str], str] = {}
    for part in (r.target_part for r in document.part.rels.values() if not r.is_external):
        kind = next((k for k in NOTES if part.partname.endswith(f"/{k}s.xml")), "")
        for note in parse_xml(part.blob).iter(WORD + kind) if kind else ():
            found[kind, note.get(WORD + "id")] = " ".join(filter(None, map(written, note.iter(WORD + "p"))))
    return found


def notes_at(paragraph: Any, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The notes that a paragraph refers to, in order."""
    for kind in NOTES:
        for reference in paragraph.iter(f"{WORD}{kind}Reference"):
            if text := notes.get((kind, reference.get(WORD + "id"))):
                yield text


def written(paragraph: Any) -> str:
    """The characters of a paragraph's XML."""
    return "".join(t.text or "" for t in paragraph.iter(WORD + "t")).strip()


def table_cells(table: Any) -> Iterator[list[str]]:
    """The rows of a table as texts of cells. A merged cell's words stand in each place it covers, its figures in the
    first; a row merged into one cell is that cell alone."""
    above: list[Any] = []
    for row in table.rows:
        here = [cell._tc for cell in row.cells]
        texts = [" ".join(cell.text.split()) for cell in row.cells]
        for k, tc in enumerate(here):
            merged = (k and here[k - 1] is tc) or (k < len(above) and above[k] is tc)
            if merged and FIGURE_ALONE.fullmatch(texts[k]):
                texts[k] = ""
        above = here
        if len(set(map(id, here))) == 1:
            yield texts[:1]
        elif any(texts):
            yield texts
