"""DOCX, through python-docx: paragraphs and tables in their order, all changes accepted (`accepted`); heading and caption
styles are sections, and so are text boxes and notes, each behind the paragraph that it is anchored in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import regex

from zhibiao.model import Article, SectionKind, UnreadableArticle
from zhibiao.reading.accepted import accept, paragraphs_in
from zhibiao.reading.archives import DAMAGED, size_problem
from zhibiao.reading.extras import library
from zhibiao.reading.metadata import described
from zhibiao.reading.notes import Notes
from zhibiao.reading.plain import measured
from zhibiao.reading.rendering import Page, bars, on_one_line
from zhibiao.reading.sources import LARGEST_DOCUMENT, Source, oneline
from zhibiao.reading.wordstyles import WORD, Styles, said_on
from zhibiao.wording import say

# Styles by their names in English and Chinese Word.
STYLES: tuple[tuple[str, SectionKind], ...] = (
    (r"(?i)heading|title|标题", "headline"),
    (r"(?i)caption|题注", "caption"),
    (r"(?i)^toc ?[0-9]|^目录 ?[0-9]", "furniture"),
)
NOTES = ("footnote", "endnote")
FIGURE_ALONE = regex.compile(r"[-+−]?[0-9][0-9.,，]*\s*[%％]?")


def read_docx(source: Source) -> Iterator[Article]:
    """A DOCX file is one article; its title is the document's property, else its first title paragraph."""
    data = source.bytes(LARGEST_DOCUMENT)
    docx = library("docx", "docx", source.where)
    check(data, source.where)
    try:
        document = docx.Document(io.BytesIO(data))
        page, noted = Page(), Notes()
        title = render(document, page, noted)
        properties = document.core_properties
        title = title or (properties.title or "").strip()
        author = (properties.author or "").strip()
    except Exception as error:  # whatever XML and package readers say to a damaged file
        raise UnreadableArticle(
            say("{where}: damaged DOCX; save it again in Word: {error}", where=source.where, error=oneline(error))
        ) from error
    if not page.text.strip():
        raise UnreadableArticle(say("{where}: no text in this document", where=source.where))
    article = Article(
        source.name,
        measured(page.text, source.where),
        title=title,
        sections=page.sections,
        byline=author if regex.search("[\u4e00-\u9fff]", author) else "",
        notes=noted.lines(),
    )
    yield described(article, source.file_name)


def check(data: bytes, where: str) -> None:
    """Raise `UnreadableArticle` for what is no DOCX, has a password, or unpacks out of proportion."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableArticle(say("{where}: encrypted or an old .doc; save it as .docx", where=where))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            problems = [size_problem(i.file_size, i.compress_size) for i in packed.infolist()]
    except (ValueError, *DAMAGED) as error:
        raise UnreadableArticle(
            say("{where}: no DOCX, or damaged: {error}", where=where, error=oneline(error))
        ) from error
    if problem := next(filter(None, problems), ""):
        raise UnreadableArticle(f"{where}: {problem}")


def render(document: Any, page: Page, noted: Notes) -> str:
    """The document's text into `page`, and into `noted` what of it is not read; answers the text of its first paragraph
    of title style."""
    title = ""
    styles = Styles(next((part_tree(r) for r in relations(document, "/styles")), None))
    accept(document.element.body, styles, noted)
    notes = notes_of(document, styles, noted)
    note_parts(document, noted)
    names: dict[str | None, str] = {}  # of styles: python-docx looks through all of them for each paragraph
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            render_table(block, page, notes, noted)
            continue
        style = names[block._p.style] if block._p.style in names else names.setdefault(block._p.style, style_of(block))
        kind: SectionKind = next((kind for pattern, kind in STYLES if regex.search(pattern, style)), "body")
        lines = [line.strip() for line in said_on(block._p).split("\n") if line.strip()]
        noted.add("contents", len(lines) if kind == "furniture" else 0)
        listed = "List" in style or "列表" in style
        for line in lines:
            page.add("- " + line if listed else line, kind)
        render_asides(block._p, page, notes)
        if lines and not title and regex.match("(?i)title$|标题$", style):
            title = lines[0]
    return title


def style_of(paragraph: Any) -> str:
    """The name of a paragraph's style, that of the document where it states none."""
    return str(paragraph.style.name or "") if paragraph.style is not None else ""


def render_table(table: Any, page: Page, notes: Mapping[tuple[str, str], str], noted: Notes) -> None:
    """A table's rows as lines, then what is anchored in them, then the tables inside its cells."""
    for cells in table_cells(table):
        if len(cells) == 1:
            for line in cells[0].split("\n"):
                page.add(line, gap="\n")
        else:
            page.add(bars([cell.replace("\n", " ") for cell in cells]), gap="\n")
    page.gap()
    for row in table._tbl.iterchildren(WORD + "tr"):
        for cell in row.iterchildren(WORD + "tc"):
            for paragraph in cell.iterchildren(WORD + "p"):
                render_asides(paragraph, page, notes)
    for row in table._tbl.iterchildren(WORD + "tr"):
        for cell in row.iterchildren(WORD + "tc"):
            for inner in cell.iterchildren(WORD + "tbl"):
                noted.add("nested")
                render_table(type(table)(inner, table._parent), page, notes, noted)


def render_asides(paragraph: Any, page: Page, notes: Mapping[tuple[str, str], str]) -> None:
    """The text boxes and notes of a paragraph, as captions."""
    for line in (*boxes_in(paragraph), *notes_at(paragraph, notes)):
        page.add(line, "caption")


def boxes_in(paragraph: Any) -> Iterator[str]:
    """The paragraphs of the text boxes that are anchored in a paragraph."""
    for box in paragraph.iter(WORD + "txbxContent"):
        yield from filter(None, (on_one_line(said_on(inner)) for inner in box.iter(WORD + "p")))


def relations(document: Any, ending: str) -> list[Any]:
    """The parts of a document whose kind of relation ends so."""
    return [r.target_part for r in document.part.rels.values() if not r.is_external and r.reltype.endswith(ending)]


def part_tree(part: Any) -> Any:
    """The XML of a part; entities stay unresolved."""
    from docx.oxml import parse_xml

    return parse_xml(part.blob)


def notes_of(document: Any, styles: Styles, noted: Notes) -> dict[tuple[str, str], str]:
    """The notes of a document, by their kind and number."""
    found: dict[tuple[str, str], str] = {}
    for kind in NOTES:
        for part in relations(document, f"/{kind}s"):
            tree = part_tree(part)
            accept(tree, styles, noted)
            for note in tree.iter(WORD + kind):
                said = (on_one_line(said_on(p)) for p in note.iter(WORD + "p"))
                found[kind, note.get(WORD + "id")] = " ".join(filter(None, said))
    return found


def note_parts(document: Any, noted: Notes) -> None:
    """Count what stands beside the body and is not read: comments, running heads and feet that hold text."""
    for part in relations(document, "/comments"):
        noted.add("comment", sum(1 for _ in part_tree(part).iter(WORD + "comment")))
    for ending in ("/header", "/footer"):
        for part in relations(document, ending):
            said = "".join(text.text or "" for text in part_tree(part).iter(WORD + "t"))
            noted.add("header", bool(said.strip()))


def notes_at(paragraph: Any, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The notes that a paragraph refers to, in order."""
    for kind in NOTES:
        for reference in paragraph.iter(f"{WORD}{kind}Reference"):
            if text := notes.get((kind, reference.get(WORD + "id"))):
                yield text


def table_cells(table: Any) -> Iterator[list[str]]:
    """The rows of a table as texts of cells, a line for each paragraph of a cell. A merged cell's words stand in each
    place it covers, its figures in the first; a row merged into one cell is that cell alone."""
    above: list[Any] = []
    for row in table.rows:
        here = [cell._tc for cell in row.cells]
        texts = ["\n".join(paragraphs_in(tc)) for tc in here]
        for k, tc in enumerate(here):
            merged = (k and here[k - 1] is tc) or (k < len(above) and above[k] is tc)
            if merged and FIGURE_ALONE.fullmatch(texts[k]):
                texts[k] = ""
        above = here
        if len(set(map(id, here))) == 1:
            yield from [texts[:1]] if texts[0] else []
        elif any(texts):
            yield texts
