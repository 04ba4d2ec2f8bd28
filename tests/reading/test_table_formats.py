"""The same table in a page, a document and a PDF gives the same rows."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from zhibiao.extraction import extract_article
from zhibiao.reading import read

BEFORE = "前三季度，青川市外贸进出口总额达到两千余亿元，增速高于全国平均水平，结构持续优化。" * 3
AFTER = "下一步，全市将继续扩大开放，力争全年增长6%。"
TABLE = (("指标", "2024年", "同比增长（%）"), ("出口（亿元）", "1,234.5", "5.2"), ("进口（亿元）", "800", "-3.1"))
ROWS = [("出口", "123450000000", "元"), ("出口", "5.2", "%"), ("进口", "80000000000", "元"), ("进口", "-3.1", "%")]


def page() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    return f"<html><body><article><p>{BEFORE}</p><table>{rows}</table><p>{AFTER}</p></article></body></html>".encode()


def word() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(BEFORE)
    table = document.add_table(len(TABLE), len(TABLE[0]))
    for row, cells in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph(AFTER)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf() -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=10, leading=15, wordWrap="CJK")
    table = Table(TABLE, colWidths=[150, 100, 120], style=[("FONT", (0, 0), (-1, -1), "STSong-Light", 10)])
    stream = io.BytesIO()
    SimpleDocTemplate(stream).build([Paragraph(BEFORE, style), table, Paragraph(AFTER, style)])
    return stream.getvalue()


@pytest.mark.parametrize(
    ("library", "suffix", "maker"), [("trafilatura", "html", page), ("docx", "docx", word), ("pypdfium2", "pdf", pdf)]
)
def test_tables(library: str, suffix: str, maker: Callable[[], bytes], tmp_path: Path) -> None:
    pytest.importorskip(library)
    (tmp_path / f"a.{suffix}").write_bytes(maker())
    (article,) = read(tmp_path)
    rows = extract_article(article).rows
    assert [(r.indicator, format(r.value or 0, "f"), r.unit) for r in rows if r.section == "table"] == ROWS
    assert all(article.original[r.start : r.end] == r.text for r in rows)
    assert [r.text for r in rows if r.section == "body"][-1] == "6%"
