"""One file of each format that is no plain text holds one of every construct that its reader knows, and the notes name all."""

import importlib.util
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.reading.notes import KINDS


def beside(name: str) -> Any:
    """The tests of another file of this folder, whose cases are planted here."""
    spec = importlib.util.spec_from_file_location(f"planted_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


words, texts, pages = beside("test_accepted"), beside("test_notes"), beside("test_pdf_pages")
made, typed = pages.made, pages.typed
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(make: SimpleNamespace) -> bytes:
    """All that the tests of Word files plant one by one, in one file, with a running head and a remark."""
    more = (
        "<w:r><w:drawing><c:chart/></w:drawing></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r>'
    )
    body = "".join(case[0] for case in words.CASES.values()) + words.p(
        words.r("丢失\ufffd的、私用\ue123的368.5①亿元。"), more
    )
    packed = zipfile.ZipFile(io.BytesIO(words.document(make, body, words.STRUCK_STYLES + words.TOC)))
    parts = {name: packed.read(name) for name in packed.namelist()}
    relations = ""
    for name, text in {
        "comments": f'<w:comments {W}><w:comment w:id="1"/></w:comments>',
        "header": f"<w:hdr {W}><w:p><w:r><w:t>青石日报</w:t></w:r></w:p></w:hdr>",
    }.items():
        parts[f"word/{name}9.xml"] = text.encode()
        relations += f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}9.xml"/>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return bytes(make.zipped(parts))


def page(make: SimpleNamespace) -> bytes:
    lines = [
        "出口<del>360</del>368.5<sup>①</sup>亿元，面积12500m<sup>2</sup>，<span hidden>隐</span><ruby>字<rt>zi</rt></ruby>，",
        "比<math><mfrac><mn>3</mn><mn>5</mn></mfrac></math>，丢失\ufffd的、私用\ue123的，<img src='a.jpg'><svg><text>图</text></svg>",
        "<link rel=stylesheet href='https://a.example/a.css'><style>p:has(q){display:none} .lead::before{content:'约'}</style><i class=lead></i><b style='float:left'>5</b><script>document.write(1)</script><iframe src='v'></iframe><select><option>一</option></select>青川港今年前三季度完成集装箱吞吐量312万标箱。",
    ]
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><nav>首页 新闻</nav><body><article>{paragraphs}</article></body></html>".encode()


def unfolded(make: SimpleNamespace) -> bytes:
    """An article that a click unfolds, in a page that states another encoding than its own."""
    article = "<p>青川港今年前三季度完成集装箱吞吐量312万标箱。</p>" * 3
    return f"<html><meta charset=gbk><style>.more{{display:none}}</style><body><p>点击阅读</p><div class=more>{article}</div></body></html>".encode()


def pdf(make: SimpleNamespace) -> bytes:
    pieces = [(60.0, 300.0, 12.0, "面积12500m"), (120.0, 305.0, 7.0, "2"), (60.0, 280.0, 12.0, "出口368.5"), (114.0, 285.0, 7.0, "3"), (118.0, 280.0, 12.0, "亿元，失÷的、私¥的。")]  # fmt: skip
    heads = [(290.0, 20.0, 12.0, "— 1 —")]
    whole = [*pages.across(), *pages.upright(["出口额达九百亿元"], 550), *pieces, *heads]
    return bytes(
        typed(
            whole,
            [(60, 700, 12, "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")],
            says={"÷": "\x16", "¥": "\ue123", **dict.fromkeys("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "\ue001")},
        )
    )


def drawn(make: SimpleNamespace) -> bytes:
    """What only drawings and annotations hold."""

    def draw(canvas: Any) -> None:
        canvas.drawString(60, 700, "青石市出口额达360368.5亿元，同比增长5.2%，新增企业132家。")
        canvas.drawString(60, 600, "单")
        canvas.line(143.5, 704, 162, 704)
        canvas.setFillGray(1)
        canvas.drawString(60, 500, "白")
        canvas.textAnnotation("批注", Rect=[10, 10, 30, 30])
        canvas.acroForm.checkbox(x=10, y=50)

    return bytes(made(draw, pages.picture("1")))


MAKERS: dict[str, tuple[str, Callable[[SimpleNamespace], bytes], set[str]]] = {
    "a.docx": ("docx", word, {"lost", "private", "note_mark", "power", "symbol", "ruby", "struck", "deleted", "inserted", "moved", "hidden", "placeholder", "comment", "contents", "picture", "chart", "formula", "embedded", "header", "nested", "numbering", "form", "field"}),
    "a.html": ("trafilatura", page, {"lost", "private", "note_mark", "power", "ruby", "struck", "hidden", "formula", "picture", "chart", "media", "form", "outside", "sheets", "rules", "generated", "script", "order"}),
    "b.html": ("trafilatura", unfolded, {"unfolded", "declared"}),
    "a.pdf": ("pypdfium2", pdf, {"lost", "private", "note_mark", "power", "vertical", "page", "furniture"}),
    "b.pdf": ("pypdfium2", drawn, {"struck", "comment", "form", "picture", "scanned", "pale"}),
    "c.pdf": ("pypdfium2", lambda make: made(pages.latin("Exports grew by 5.2 percent.")), {"foreign"}),
}  # fmt: skip
# Depends on the fonts of the machine: a font that is not in the file, and not there either.
OF_THE_MACHINE = {"unshaped"}


@pytest.mark.parametrize("name", MAKERS)
def test_all_that_is_planted_is_named(name: str, tmp_path: Path, make: SimpleNamespace) -> None:
    library, maker, wanted = MAKERS[name]
    pytest.importorskip(library)
    (tmp_path / name).write_bytes(maker(make))
    (article,) = read(tmp_path / name)
    assert isinstance(article, Article)
    assert texts.kinds_of(article) - OF_THE_MACHINE == wanted


def test_every_kind_is_planted_somewhere() -> None:
    planted = {kind for _, wanted in texts.FORMATS.values() for kind in wanted}
    assert planted | {kind for *_, wanted in MAKERS.values() for kind in wanted} | OF_THE_MACHINE == set(KINDS)


def test_a_page_of_rubbish_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(pages.latin(pages.GARBLED)))
    assert list(read(tmp_path / "a.pdf", errors="skip")) == []
