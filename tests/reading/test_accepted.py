"""A Word document is read as it stands with every change accepted: nothing of it lost, nothing glued, nothing brought back."""

import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read

pytest.importorskip("docx")

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
WHO = 'w:id="1" w:author="a" w:date="2025-11-16T00:00:00Z"'


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def ins(content: str) -> str:
    return f"<w:ins {WHO}>{content}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def sup(text: str) -> str:
    return r(text, '<w:vertAlign w:val="superscript"/>')


def document(make: SimpleNamespace, body: str, styles: str = "") -> bytes:
    """A Word file with this XML as its body and more styles."""
    packed = zipfile.ZipFile(io.BytesIO(make.word_file(["替换"])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name in packed.namelist():
            data = packed.read(name)
            if name == "word/document.xml":
                data = f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>".encode()
            if name == "word/styles.xml":
                data = data.decode().replace("</w:styles>", styles + "</w:styles>").encode()
            out.writestr(name, data)
    return stream.getvalue()


def opened(tmp_path: Path, data: bytes) -> Article:
    (tmp_path / "a.docx").write_bytes(data)
    (article,) = read(tmp_path / "a.docx")
    return article


STRUCK_STYLES = (
    '<w:style w:type="character" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Older"><w:name w:val="Older"/><w:basedOn w:val="Old"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Void"><w:name w:val="Void"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
FIGURE = "出口额达368.5亿元。"
CASES: dict[str, tuple[str, str, str]] = {
    # name: (body, text, what the notes say)
    "replaced": (p(r("出口额达"), gone("360"), ins(r("368.5")), r("亿元。")), FIGURE, "tracked deletions left out: 1"),
    "inserted paragraph": (p(r("一。")) + p(ins(r(FIGURE)), properties=f"<w:rPr><w:ins {WHO}/></w:rPr>"), f"一。\n\n{FIGURE}", "insertions read"),
    "inserted within a link": (p(r("出口额达"), f'<w:hyperlink w:anchor="x">{r("36")}{ins(r("8.5"))}</w:hyperlink>', r("亿元。")), FIGURE, "insertions read: 1"),
    "link within an insertion": (p(r("出口额达"), ins(f'<w:hyperlink w:anchor="x">{r("368.5")}</w:hyperlink>'), r("亿元。")), FIGURE, "insertions read: 1"),
    "deleted end of a paragraph": (p(r("出口额达"), properties=f"<w:rPr><w:del {WHO}/></w:rPr>") + p(r("368.5亿元。")), FIGURE, ""),
    "moved": (p(r("出口额"), f"<w:moveFrom {WHO}>{r('去年')}</w:moveFrom>", r("达"), f"<w:moveTo {WHO}>{r('368.5')}</w:moveTo>", r("亿元。")), FIGURE, "moved text"),
    "moved to another part": (p(r("出口额达"), f"<w:moveFrom {WHO}>{r('360')}</w:moveFrom>", r("368.5亿元。")), FIGURE, "tracked deletions left out: 1"),
    "struck before the change": (p(r("出口额达"), r("368.5", f"<w:rPrChange {WHO}><w:rPr><w:strike/></w:rPr></w:rPrChange>"), r("亿元。")), FIGURE, ""),
    "struck and inserted": (p(r("出口额达"), ins(r("360", "<w:strike/>")), r("368.5亿元。")), FIGURE, "struck-through text left out: 1"),
    "deleted in a link and a field": (p(r("出口额达"), f'<w:hyperlink w:anchor="x">{gone("3")}{r("36")}</w:hyperlink><w:fldSimple w:instr="X">{gone("60")}{ins(r("8.5"))}</w:fldSimple>', r("亿元。")), FIGURE, "tracked deletions left out: 2"),
    "written from right to left": (p(r("出口额达"), f'<w:bdo w:val="ltr">{r("36")}</w:bdo><w:dir w:val="ltr">{r("8.5")}</w:dir>', r("亿元。")), FIGURE, ""),
    "content control": (p(r("出口额达"), control(r("368.5")), r("亿元。")), FIGURE, ""),
    "content control of a paragraph": (control(p(r(FIGURE))), FIGURE, ""),
    "content control in a content control": (control(control(p(r("出口额"), control(control(r("达368.5")))  , r("亿元。")))), FIGURE, ""),
    "placeholder": (p(r(FIGURE), control(r("单击此处"), "<w:showingPlcHdr/>")), FIGURE, "placeholders left out: 1"),
    "smart tag": (p(r("出口额达"), f'<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/>{r("368.5")}</w:smartTag>', r("亿元。")), FIGURE, ""),
    "simple field": (p(r("出口额达"), f'<w:fldSimple w:instr="REF x">{r("368.5")}</w:fldSimple>', r("亿元。")), FIGURE, ""),
    "custom XML": (p(r("出口额达"), f'<w:customXml w:element="e">{r("368.5")}</w:customXml>', r("亿元。")), FIGURE, ""),
    "alternatives": (p(r("出口额达"), f'<mc:AlternateContent><mc:Choice Requires="x">{r("368.5")}</mc:Choice><mc:Fallback>{r("368.5")}</mc:Fallback></mc:AlternateContent>', r("亿元。")), FIGURE, ""),
    "ruby": (p(f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('chu')}</w:rt><w:rubyBase>{r('出')}</w:rubyBase></w:ruby></w:r>", r("口额达368.5亿元。")), FIGURE, "phonetic guides left out: 1"),
    "struck": (p(r("出口额达"), r("360", "<w:strike/>"), r("368.5亿元。")), FIGURE, "struck-through text left out: 1"),
    "struck twice": (p(r("出口额达"), r("36", "<w:dstrike/>"), r("0", '<w:dstrike w:val="1"/>'), r("368.5亿元。")), FIGURE, "struck-through text left out: 1"),
    "struck by its style": (p(r("出口额达"), r("360", '<w:rStyle w:val="Older"/>'), r("368.5亿元。")), FIGURE, "struck-through text left out: 1"),
    "struck by the paragraph's style": (p(r("出口额达360亿元。"), properties='<w:pStyle w:val="Void"/>') + p(r(FIGURE)), FIGURE, "struck-through text left out: 1"),
    "not struck": (p(r("出口额达", '<w:strike w:val="0"/>'), r("368.5", '<w:rStyle w:val="Older"/><w:strike w:val="false"/>'), r("亿元。")), FIGURE, ""),
    "hidden": (p(r("出口额达"), r("360", "<w:vanish/>"), r("368.5亿元。")), FIGURE, "hidden text left out: 1"),
    "power": (p(r("面积12500m"), sup("2"), r("。")), "面积12500m²。", "powers"),
    "note mark": (p(r("出口额达368.5"), sup("3"), r("亿元。")), FIGURE, "note marks left out: 1"),
    "note mark in pieces": (p(r("出口额达368.5"), sup("["), sup("4"), sup("]"), r("亿元。")), FIGURE, "note marks left out: 1"),
    "circled note mark": (p(r("出口额达368.5"), r("①", '<w:position w:val="8"/>'), r("亿元。")), FIGURE, "note marks left out: 1"),
    "ten to the fifth": (p(r("菌落10"), sup("5"), r("个。")), "菌落10⁵个。", "powers"),
    "lowered": (p(r("二氧化碳即CO"), r("2", '<w:vertAlign w:val="subscript"/>'), r("。")), "二氧化碳即CO2。", ""),
    "lowered behind a digit": (p(r("出口额368.5"), r("3", '<w:vertAlign w:val="subscript"/>'), r("亿元。")), "出口额368.5₃亿元。", ""),
    "white": (p(r("出口额达"), r("360", '<w:color w:val="FFFFFF"/>'), r("368.5亿元。")), FIGURE, "hidden text left out: 1"),
    "white on a shade": (p(r("出口额达"), r("368.5", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="C00000"/>'), r("亿元。")), FIGURE, ""),
    "white on a marker": (p(r("出口额达"), r("368.5", '<w:color w:val="FEFEFE"/><w:highlight w:val="red"/>'), r("亿元。")), FIGURE, ""),
    "white in a paragraph with a shade": (p(r("出口额达"), r("368.5", '<w:color w:val="FFFFFF"/>'), r("亿元。"), properties='<w:shd w:val="clear" w:fill="000000"/>'), FIGURE, ""),
    "all white": (p(r(FIGURE, '<w:color w:val="FFFFFF"/>')), FIGURE, ""),
    "red": (p(r("出口额达"), r("368.5", '<w:color w:val="FF0000"/>'), r("亿元。")), FIGURE, ""),
    "of one point": (p(r("出口额达"), r("360", '<w:sz w:val="2"/>'), r("368.5亿元。")), FIGURE, "hidden text left out: 1"),
    "of five points": (p(r("出口额达"), r("368.5", '<w:sz w:val="10"/>'), r("亿元。")), FIGURE, ""),
    "field without a result": (p(r(FIGURE), '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'), FIGURE, "fields without a result not read: 1"),
    "fraction as a field": (p(r(FIGURE), '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\f(3,5) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'), FIGURE, "fields without a result not read: 1"),
    "simple field without a result": (p(r(FIGURE), '<w:fldSimple w:instr="DOCPROPERTY x"/>'), FIGURE, "fields without a result not read: 1"),
    "mark for an index": (p(r(FIGURE), '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "出口" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'), FIGURE, ""),
    "box to tick": (p(control(r("☒"), "<w14:checkbox xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'/>"), r(FIGURE)), FIGURE, "form fields left out: 1"),
    "formula": (p(r("面积12500"), "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>", r("。")), "面积12500m²。", ""),
    "formula with a shape": (p(r("增长"), "<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>35</m:t></m:r></m:e></m:rad></m:oMath>", r("倍。")), "增长倍。", "formulas left out: 1"),
    "deleted row": (table(tr(p(r("地区")), p(r("出口"))), tr(p(r("甲")), p(r("3"))), tr(p(gone("乙")), p(gone("4")), properties=f"<w:del {WHO}/>")), "| 地区 | 出口 |\n| 甲 | 3 |", "tracked deletions left out"),
    "inserted row": (table(tr(p(r("地区")), p(r("出口"))), tr(p(ins(r("甲"))), p(ins(r("3"))), properties=f"<w:ins {WHO}/>")), "| 地区 | 出口 |\n| 甲 | 3 |", "insertions read"),
    "cell in a content control": (f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{p(r('甲'))}</w:tc>{control(f'<w:tc><w:tcPr/>{p(r(chr(51)))}</w:tc>')}</w:tr></w:tbl>", "| 甲 | 3 |", ""),
    "nested table": (table(tr(p(r("外")), table(tr(p(r("内")), p(r("3")))) + p(), )), "| 外 |  |\n\n| 内 | 3 |", "nested tables read"),
    "table for layout": (table(tr(p(r("一。")) + p(r(FIGURE)))), f"一。\n{FIGURE}", ""),
    "deleted within an insertion": (p(r("出口额达"), ins(r("368.5") + gone("360")), r("亿元。")), FIGURE, "tracked deletions left out: 1"),
    "hidden by its style": (p(r("出口额达"), r("360", '<w:rStyle w:val="Hid"/>'), r("368.5亿元。")), FIGURE, "hidden text left out: 1"),
    "complex field": (p(r("出口额达"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a360</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', r("368.5"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>', r("亿元。")), FIGURE, ""),
    "digit of a font": (p(r("出口额达36"), '<w:r><w:sym w:font="Symbol" w:char="F038"/><w:sym w:font="Symbol" w:char="002E"/><w:sym w:font="SimSun" w:char="0035"/></w:r>', r("亿元。")), FIGURE, ""),
    "row in a content control": (f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{control(tr(p(r('甲')), p(r('3'))))}</w:tbl>", "| 甲 | 3 |", ""),
    "word art": (p(r(FIGURE), '<w:r><w:pict><v:shape><v:textpath string="进口5亿元"/></v:shape></w:pict></w:r>'), FIGURE, "pictures not read: 1"),
    "figures below each other in a cell": (table(tr(p(r("甲")), p(r("360")) + p(r("368")))), "| 甲 | 360 368 |", ""),
    "contents": (p(r("一、出口\t12"), properties='<w:pStyle w:val="TOC1"/>') + p(r(FIGURE)), f"一、出口\t12\n\n{FIGURE}", "table of contents left out: 1"),
    "numbers and objects": (p(r(FIGURE), '<w:r><w:object><o:OLEObject/></w:object></w:r><w:r><w:pict><v:imagedata/></w:pict></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), FIGURE, "automatic numbers left out: 1"),
}  # fmt: skip
TOC = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'


@pytest.mark.parametrize("name", CASES)
def test_the_accepted_state(name: str, tmp_path: Path, make: SimpleNamespace) -> None:
    body, text, noted = CASES[name]
    article = opened(tmp_path, document(make, body, STRUCK_STYLES + TOC))
    assert article.original == text
    assert noted in "；".join(article.notes)
    assert bool(article.notes) == bool(noted)


def test_every_object_is_noted(tmp_path: Path, make: SimpleNamespace) -> None:
    article = opened(tmp_path, document(make, CASES["numbers and objects"][0]))
    said = "；".join(article.notes)
    assert all(re.search(f"{what}[^；]*: 1", said) for what in ("pictures", "embedded", "symbol", "numbers"))


def test_the_figure_is_the_new_one(tmp_path: Path, make: SimpleNamespace) -> None:
    """`[deleted 360][inserted 368.5]亿元` is 368.5亿元, not 100,000,000 元."""
    article = opened(tmp_path, document(make, CASES["replaced"][0].replace("出口额", "青石市出口额")))
    (row,) = extract_article(article).rows
    assert (str(row.value), row.unit, article.original[row.start : row.end]) == ("36850000000", "元", "368.5亿元")


@pytest.mark.parametrize("mark", ["1. ", "（1）", "①", "一、", "• ", "- ", "1．", "● "])
def test_list_marks_stay_out_of_indicators(mark: str, tmp_path: Path, make: SimpleNamespace) -> None:
    article = opened(tmp_path, document(make, p(r(f"{mark}{FIGURE}")) + p(r(f"{mark}进口额达12亿元。"))))
    assert [row.indicator for row in extract_article(article).rows] == ["出口额", "进口额"]
