"""Makes documents of an article's lines with the libraries that people make them with."""

from __future__ import annotations

import html
import importlib.util
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


def web_page(lines: Sequence[str], title: str = "", head: str = "") -> bytes:
    """A news page: menu, article with a paragraph for each line, related links, footer."""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(title)}</title>{head}</head><body>"
        "<nav><a href='/'>首页</a> <a href='/news'>新闻</a></nav>"
        f"<article>{paragraphs}</article><script>var hits = 12345;</script>"
        "<div class='related'><a href='/1'>相关：某市出口100亿元</a></div><footer>版权所有</footer></body></html>"
    ).encode()


def word_file(lines: Sequence[str]) -> bytes:
    """A Word document with a paragraph for each line."""
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_file(
    lines: Sequence[str],
    columns: int = 2,
    indent: float = 0,
    encrypt: str | None = None,
    head: str = "",
    drawing: bool = False,
    turn: int = 0,
) -> bytes:
    """A PDF of A4 pages with columns in a Chinese font, a running head and page numbers; or, as a scan, of a drawing.
    `turn`: degrees by which the pages are laid on their side, and set upright again by the reader's eye."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle(
        "body",
        fontName="STSong-Light",
        fontSize=10,
        leading=15,
        wordWrap="CJK",
        firstLineIndent=indent,
        alignment=TA_JUSTIFY,
    )
    width, height = A4
    margin, gap = 60, 20
    each = (width - 2 * margin - gap * (columns - 1)) / columns
    frames = [
        Frame(margin + k * (each + gap), margin + 20, each, height - 2 * margin - 40, 0, 0, 0, 0)
        for k in range(columns)
    ]

    def furniture(canvas: Any, document: Any) -> None:
        if turn:
            canvas.setPageRotation(turn)
            if turn in (90, 270):
                canvas.setPageSize((height, width))
            canvas.translate(*{90: (height, 0), 180: (width, height), 270: (0, width)}[turn])
            canvas.rotate(turn)
        if drawing:
            canvas.rect(margin, margin, 100, 100, fill=1)
            return
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(margin, height - 40, head)
        canvas.drawCentredString(width / 2, 30, f"— {document.page} —")

    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4, encrypt=encrypt, invariant=1)
    document.addPageTemplates(PageTemplate("page", frames, onPage=furniture))
    document.build([Paragraph(html.escape(line), style) for line in lines] or [Spacer(1, 1)])
    return stream.getvalue()


def benchmark(name: str) -> ModuleType:
    """A script of `benchmarks/` as a module; it finds those beside it."""
    folder = Path(__file__).parents[2] / "benchmarks"
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def fuzz_readers() -> ModuleType:
    """The benchmark that damages files."""
    return benchmark("fuzz_readers")


@pytest.fixture
def make(fuzz_readers: ModuleType) -> SimpleNamespace:
    """The makers, for tests."""
    return SimpleNamespace(
        web_page=web_page,
        word_file=word_file,
        pdf_file=pdf_file,
        zipped=fuzz_readers.packed_zip,
        tarred=fuzz_readers.packed_tar,
        parquet=fuzz_readers.parquet,
    )
