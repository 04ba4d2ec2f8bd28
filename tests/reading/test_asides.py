"""What stands beside the text (captions, text boxes, notes, a heading outside of it) is read, and told apart."""

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read

TEXT = "青川港今年前三季度完成集装箱吞吐量312万标箱，同比增长8.4%，新开航线5条，通达港口40个。"
CAPTION = "图为青川港3号码头，日均作业1.2万标箱。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def sections(article: Article) -> list[tuple[str, str]]:
    return [(s.kind, article.original[s.start : s.end]) for s in article.sections]


def page(tmp_path: Path, body: str, title: str = "") -> Article:
    pytest.importorskip("trafilatura")
    file = tmp_path / "a.html"
    file.write_text(f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>", "utf-8")
    (article,) = read(file)
    return article


def test_the_caption_of_a_picture(tmp_path: Path) -> None:
    figure = f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    article = page(tmp_path, f"<article><p>{TEXT}</p>{figure}<p>{TEXT.replace('青川', '白石')}</p></article>")
    assert sections(article) == [("caption", CAPTION)]
    assert article.original.index(TEXT) < article.original.index(CAPTION) < article.original.index("白石")
    assert [r.text for r in extract_article(article).rows if r.section == "caption"] == ["1.2万标箱"]


def test_a_heading_outside_the_text_stands_before_it(tmp_path: Path) -> None:
    heading = "青川港吞吐量突破300万标箱"
    article = page(tmp_path, f"<header><h1>{heading}</h1></header><article><p>{TEXT}</p></article>", heading)
    assert article.title == heading
    assert sections(article) == [("headline", heading)]
    assert article.original.startswith(heading + "\n\n" + TEXT)


@pytest.mark.parametrize("drawn_twice", [False, True])
def test_text_boxes_and_notes_of_a_document(drawn_twice: bool, tmp_path: Path, make: SimpleNamespace) -> None:
    pytest.importorskip("docx")
    box = f"<w:pict><w:txbxContent><w:p><w:r><w:t>{CAPTION}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    if drawn_twice:
        namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        alternatives = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        box = f'<mc:AlternateContent xmlns:mc="{namespace}">{alternatives}</mc:AlternateContent>'
    file = tmp_path / "a.docx"
    file.write_bytes(
        edited(
            make.word_file([TEXT, "下一步，港口将投资12亿元。"]),
            box=f"<w:r>{box}</w:r>",
            note="投资额不含3.5亿元的征地费用。",
        )
    )
    (article,) = read(file)
    assert sections(article) == [("caption", CAPTION), ("caption", "投资额不含3.5亿元的征地费用。")]
    assert article.original.count(CAPTION) == 1
    assert [r.text for r in extract_article(article).rows if r.section == "caption"] == ["1.2万标箱", "3.5亿元"]


def edited(document: bytes, box: str, note: str) -> bytes:
    """The document with a text box in its first paragraph, and a footnote to its second."""
    packed = zipfile.ZipFile(io.BytesIO(document))
    parts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}
    first, second, rest = parts["word/document.xml"].split("</w:p>", 2)
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts["word/document.xml"] = f"{first}{box}</w:p>{second}{reference}</w:p>{rest}"
    parts["word/footnotes.xml"] = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    relation = f'<Relationship Id="rIdNotes" Type="{RELATED}" Target="footnotes.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace("</Relationships>", relation)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name in packed.namelist():
            if name not in parts:
                out.writestr(name, packed.read(name))
        for name, text in parts.items():
            out.writestr(name, text)
    return stream.getvalue()
