"""`notes` of articles.csv names every construct that a reader skips, guesses or cannot read: each format plants one of each."""

import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from zhibiao.batch import Options, run
from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.reading.notes import KINDS, Notes, of_text
from zhibiao.wording import spoken

# What any text may hold, and what its notes say.
ANYWHERE = "控制\u0016字符，丢失\ufffd的字，私用\ue123的字，出口额达368.5①亿元，<del>360</del><sub>2</sub><p>，有~~货物300套~~的，增长10~~15%。"
MARKED = [
    "control",
    "lost",
    "private",
    "note_mark",
    "struck",
    "tags",
    "ranges",
]  # in Markdown; elsewhere ~~ around more than a figure is read
ALL = [*MARKED, "tildes"]
MARKDOWN = "\n\n~~旧~~的，注[^1]，![图](a.jpg)，1.2亿<sup>[4]</sup>人，12500m<sup>2</sup><!-- 批 -->。"
EXTRA = {"summary": "这是另一段很长很长的正文，读者从来没有看过它，也不知道它说了些什么东西。"}
Planted = tuple[str, Callable[[SimpleNamespace], bytes], list[str]]


def record(**fields: object) -> dict[str, object]:
    return {"content": ANYWHERE, "date": "soon", **EXTRA, **fields}


def table(make: SimpleNamespace, separator: str) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerows([["content", "date", "summary"], [ANYWHERE, "soon", EXTRA["summary"], "多出来的"]])
    return stream.getvalue().encode()


def parquet(make: SimpleNamespace) -> bytes:
    pandas, _ = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    stream = io.BytesIO()
    pandas.DataFrame([record()]).to_parquet(stream)
    return stream.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


RECORD = [*ALL, "date", "fields"]
# Format: the file, the kinds of its notes. Word, web pages and PDF have theirs planted one by one in their own tests.
FORMATS: dict[str, tuple[Callable[[SimpleNamespace], bytes], list[str]]] = {
    "a.txt": (lambda make: ANYWHERE.encode("gb18030"), [*ALL, "encoding"]),
    "a.md": (
        lambda make: (ANYWHERE + MARKDOWN).encode("gb18030"),
        [*MARKED, "encoding", "picture", "power", "comment"],
    ),
    "a.json": (lambda make: json.dumps(record(), ensure_ascii=False).encode("gb18030"), [*RECORD, "encoding"]),
    "b.json": (lambda make: json.dumps([record()] * 2).encode(), RECORD),
    "a.jsonl": (lambda make: json.dumps(record(), ensure_ascii=False).encode("gb18030") + b"\n", [*RECORD, "encoding"]),
    "b.jsonl": (lambda make: (json.dumps(record()) + "\n").encode("utf-16-le"), [*RECORD, "encoding"]),
    "a.csv": (lambda make: table(make, ","), [*RECORD, "cells"]),
    "a.tsv": (lambda make: table(make, "\t"), [*RECORD, "cells"]),
    "a.parquet": (parquet, RECORD),
    "a.zip": (lambda make: make.zipped({"a.txt": ANYWHERE.encode("gb18030")}), [*ALL, "encoding"]),
    "b.zip": (
        lambda make: make.zipped({"a/b.jsonl": json.dumps(record(), ensure_ascii=False).encode("gb18030")}),
        [*RECORD, "encoding"],
    ),
    "a.tar.gz": (
        lambda make: tarred("a.md", (ANYWHERE + MARKDOWN).encode("gb18030")),
        [*MARKED, "encoding", "picture", "power", "comment"],
    ),
    "b.txt": (
        lambda make: "青石市出口额达368.5亿元，同比增长5%。".encode().decode("gb18030", "replace").encode(),
        ["garbled", "lost", "private"],
    ),
    "a.txt.gz": (lambda make: gzip.compress(ANYWHERE.encode("gb18030")), [*ALL, "encoding"]),
}


def kinds_of(article: Article) -> set[str]:
    """The kinds of an article's notes, by the English of each."""
    told = {kind: re.sub(r"\\{n\\}|\\{what\\}", ".+", re.escape(words)) for kind, words in KINDS.items()}
    found = [
        [kind for kind, words in told.items() if re.fullmatch(words, spoken(note, "en"))] for note in article.notes
    ]
    assert all(len(kinds) == 1 for kinds in found)
    return {kind for (kind,) in found}


@pytest.mark.parametrize("name", FORMATS)
def test_all_that_is_planted_is_named(name: str, tmp_path: Path, make: SimpleNamespace) -> None:
    data, wanted = FORMATS[name]
    (tmp_path / name).write_bytes(data(make))
    for article in read(tmp_path / name):
        assert kinds_of(article) == set(wanted)


def test_word_files_web_pages_and_pdf_note_what_any_text_may_hold(tmp_path: Path, make: SimpleNamespace) -> None:
    text = "丢失\ufffd的字，出口额达368.5①亿元，同比增长5.2%，青石市前三季度进口额达120亿元。"
    for name, data in (("a.docx", make.word_file([text])), ("a.html", make.web_page([text] * 2)), ("a.pdf", make.pdf_file([text]))):  # fmt: skip
        pytest.importorskip({"a.docx": "docx", "a.html": "trafilatura", "a.pdf": "pypdfium2"}[name])
        (tmp_path / name).write_bytes(data)
        (article,) = read(tmp_path / name)
        assert {"note_mark"} <= kinds_of(article)


def test_running_heads_remarks_and_feet_of_a_document(tmp_path: Path, make: SimpleNamespace) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("出口额达368.5亿元。")
    document.sections[0].header.paragraphs[0].text = "青石日报"
    document.save(tmp_path / "a.docx")
    packed = zipfile.ZipFile(tmp_path / "a.docx")
    parts = {name: packed.read(name) for name in packed.namelist()}
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/comments.xml"] = f'<w:comments xmlns:w="{uri}"><w:comment w:id="1"/></w:comments>'.encode()
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'.encode()
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    override = b'<Override PartName="/word/comments.xml" ContentType="application/xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    (tmp_path / "a.docx").write_bytes(make.zipped(parts))
    (article,) = read(tmp_path / "a.docx")
    assert kinds_of(article) == {"header", "comment"}


def test_the_column_of_the_table_of_articles(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes("出口额达368.5①亿元。".encode("gb18030"))
    (corpus / "b.jsonl").write_bytes(json.dumps(record(content="出口3亿元。"), ensure_ascii=False).encode("gb18030"))
    (corpus / "c.txt").write_text("出口额达368.5亿元。", "utf-8")
    run(corpus, tmp_path / "out", Options(workers=1))
    lines = {
        line["id"]: line["notes"] for line in csv.DictReader((tmp_path / "out/articles.csv").open(encoding="utf-8"))
    }
    assert "encoding guessed: GB18030" in lines["a.txt"]
    assert "note marks left out: 1" in lines["a.txt"]
    assert "fields not used: summary" in lines["b.jsonl#1"]
    assert "GB18030" in lines["b.jsonl#1"]
    assert lines["c.txt"] == ""


def test_a_kind_that_is_unknown_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Notes().add("none")


CONTROLS = ["\0", "\x01", "\x07", "\x08", "\x16", "\x1b", "\x1f", "\x7f", "\x85", "\x9d"]


@pytest.mark.parametrize(
    "script", ["青石市出口额达{}368.5亿元，同比增长5%{}。", "青石市出口額達{}368.5億元，同比增長5%{}。"]
)
@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.parquet", "a.html", "b.html", "a.docx"]
)
def test_control_characters_carry_nothing_in_any_reader(
    name: str, control: str, script: str, tmp_path: Path, make: SimpleNamespace
) -> None:
    """Offsets are exact behind them, in both scripts."""
    text = script.replace("{}", control)
    (tmp_path / name).write_bytes(written(name, text, make))
    (article,) = read(tmp_path / name)
    assert article.original == text
    rows = extract_article(article).rows
    plain = extract_article(Article("a", script.replace("{}", ""))).rows
    assert [(row.subject, row.indicator, row.value) for row in rows] == [
        (r.subject, r.indicator, r.value) for r in plain
    ]
    assert [text[row.start : row.end] for row in rows] == [row.text for row in plain]
    assert any(f"U+{ord(control):04X}" in note for note in article.notes)


def written(name: str, text: str, make: SimpleNamespace) -> bytes:
    """A file of a format that holds a text; `b.html` writes control characters as references."""
    if name.startswith("a.json"):
        return json.dumps({"content": text}).encode()
    if name == "a.parquet":
        pandas, _ = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
        stream = io.BytesIO()
        pandas.DataFrame([{"content": text}]).to_parquet(stream)
        return stream.getvalue()
    if name == "a.docx":
        pytest.importorskip("docx")
        if set(text) & set("\0\x01\x07\x08\x16\x1b\x1f"):
            pytest.skip("XML holds none")
        return bytes(make.word_file([text]))
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
        if name == "b.html" and not re.search("[\x01-\x1f\x7f]", text):
            pytest.skip("a reference to it is one to another character")
        page = re.sub("[\x01-\x1f\x7f]", lambda m: f"&#{ord(m[0])};", text) if name == "b.html" else text
        return f"<html><body><article><p>{page}</p></article></body></html>".encode()
    return (f'content\n"{text}"\n' if name == "a.csv" else text).encode()


def test_a_title_has_no_control_characters(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"title": "出口\0增\x16长", "content": "出口3亿元。"}), "utf-8")
    (article,) = read(tmp_path / "a.json")
    assert article.title == "出口增长"


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_character_inside_a_figure_makes_no_figure(control: str) -> None:
    result = extract_article(Article("a", f"青石市出口额达36{control}8.5亿元，同比增长5%。"))
    assert [row.text for row in result.rows] == ["5%"]
    assert ("damaged", f"36{control}8.5") in [(m.type, m.text) for m in result.mentions]


NONE = ["\ufffd", "\ufffe", "\uffff", "\ufdd0", "\ue123", "\U000f0000", "\ud800", "\udfff"]


@pytest.mark.parametrize("character", NONE)
@pytest.mark.parametrize(
    "text", ["出口额达36{}8.5亿元", "出口额达３６{}８.５亿元", "出口额达1.{}5亿元", "出口額達1,2{}34億元"]
)
def test_nor_does_what_stands_where_a_character_was(text: str, character: str) -> None:
    """The sign for a lost character, half of one, a code that is none, one of private use: noted, and no figure."""
    article = Article("a", "青石市" + text.replace("{}", character) + "，同比增长5%。")
    assert [row.text for row in extract_article(article).rows] == ["5%"]
    assert of_text(article.original)


@pytest.mark.parametrize("character", [*NONE, "\ufffd\ufffd", "\ue003\ue006"])
@pytest.mark.parametrize("figure", ["68.5亿元", "8,500万美元", "十八亿元", "８.５亿元", "3.2个百分点", "12家"])
def test_a_figure_whose_beginning_is_lost_is_none(figure: str, character: str) -> None:
    """出口额达\ue0038.5亿元 may have been 368.5; at the beginning of a line such a character is a bullet."""
    text = f"青石市出口额达{character}{figure}，同比增长5%。"
    result = extract_article(Article("a", text))
    assert [row.text for row in result.rows] == ["5%"]
    assert "damaged" in [m.type for m in result.mentions]
    bullet = f"{character[0]}{figure}出口额是甲市的。"
    assert all(bullet[row.start : row.end] == row.text for row in extract_article(Article("a", bullet)).rows)


@pytest.mark.parametrize("sign", ["?", "□", "??"])
@pytest.mark.parametrize("figure", ["36{}8.5亿元", "368{}.5亿元", "1,2{}4亿元"])
def test_a_sign_for_an_unknown_character_inside_a_figure(figure: str, sign: str) -> None:
    result = extract_article(Article("a", f"青石市出口额达{figure.replace('{}', sign)}，同比增长5%。"))
    assert [row.text for row in result.rows] == ["5%"]


APART = ["3 6 8 . 5", "368. 5", "368 .5", "368 . 5", "36 8.5", "3 6 8", "1 234.5", "368·5", "368。5", "3'685", "36\"8.5", "3,68", "368,5", "1,234,5", "1e400", "1O0", "O.5", "l00", "十2", "３ ６.５", "36\u03058.5"]  # fmt: skip


@pytest.mark.parametrize("figure", APART)
@pytest.mark.parametrize("unit", ["亿元", "%"])
def test_a_figure_that_comes_apart_is_none(figure: str, unit: str) -> None:
    """Of 368. 5亿元, five were left."""
    result = extract_article(Article("a", f"青石市出口额增长到{figure}{unit}，进口额增至5亿元。"))
    assert [row.text for row in result.rows] == ["5亿元"]
    assert figure in [m.text for m in result.mentions if m.type == "damaged"]


@pytest.mark.parametrize(
    "text",
    ["增长到1,234.5亿元", "增长到1,234,567吨", "增长到１，２３４亿元", "增长到 5 亿元", "增长到5 亿元", "增长到12,345.67亿元", "增长到1\u202f234亿元"],
)  # fmt: skip
def test_figures_in_groups_stay_whole(text: str) -> None:
    result = extract_article(Article("a", f"青石市出口额{text}。"))
    assert len(result.rows) == 1
    assert "damaged" not in [m.type for m in result.mentions]


GARBLED = [
    "青石市出口额达368.5亿元，同比增长5%。".encode().decode("gb18030", "replace"),
    "青石市出口额达368.5亿元，同比增长5%。".encode("gbk").decode("latin1"),
    "青石市出口额达368.5亿元，同比增长5%。".encode().decode("latin1"),
]


@pytest.mark.parametrize("text", GARBLED)
def test_a_text_that_was_read_wrongly_before_is_noted(text: str) -> None:
    assert any("wrong encoding" in spoken(note, "en") for note in of_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "锛是一种不常见的字，用在木工工具的名字里，青石市出口额达368.5亿元，同比增长5%。",
        "Café Zürich naïve: 出口3亿元",
        "青石市" * 40,
    ],
)
def test_a_text_with_a_rare_character_is_not(text: str) -> None:
    assert not [note for note in of_text(text) if "wrong encoding" in spoken(note, "en")]


@pytest.mark.parametrize(("sign", "noted"), [("\u202e", True), ("\u2067", True), ("\u202d", True), ("\u200f", False)])
def test_a_figure_that_is_set_in_another_order_is_noted(sign: str, noted: bool) -> None:
    assert bool(of_text(f"青石市出口额达36{sign}5.8亿元。")) is noted
    assert not of_text(f"青石市{sign}出口额\u202c达368.5亿元。")


@pytest.mark.parametrize("form", ["{}", "&#{code};", "&#x{hex};", "&#X0{hex};"])
@pytest.mark.parametrize("control", ["\x01", "\x16", "\x1b", "\x7f"])
def test_a_page_makes_no_figure_of_two_pieces(form: str, control: str, tmp_path: Path) -> None:
    """A parser of pages drops control characters: 36 and 8.5 were one figure."""
    pytest.importorskip("trafilatura")
    said = form.replace("{}", control).format(code=ord(control), hex=f"{ord(control):x}")
    head = f"<html><head><title>出口{said}</title></head><body><article>"
    page = f"{head}<p>青石市出口额达36{said}8.5亿元，同比增长5%。</p></article></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (article,) = read(tmp_path / "a.html")
    assert [row.text for row in extract_article(article).rows] == ["5%"]
    assert (article.title, kinds_of(article)) == ("出口", {"control"})


@pytest.mark.parametrize("place", ["paragraph", "cell", "box", "note"])
def test_a_word_file_makes_no_space_of_a_control_character(place: str, tmp_path: Path, make: SimpleNamespace) -> None:
    """Python counts U+0085 among the white space, XML does not."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    text = "青石市出口额达36\x858.5亿元，同比增长5%。"
    paragraph = document.add_table(1, 2).rows[0].cells[0].paragraphs[0] if place == "cell" else document.add_paragraph()
    run_of = paragraph.add_run(text)._r
    if place in ("box", "note"):
        run_of.getparent().remove(run_of)
        box = "txbxContent" if place == "box" else "footnote"
        holder = paragraph._p.makeelement(f"{{{paragraph._p.nsmap['w']}}}{box}", {})
        inner = paragraph._p.makeelement(f"{{{paragraph._p.nsmap['w']}}}p", {})
        inner.append(run_of)
        holder.append(inner)
        paragraph.add_run("见框。")._r.append(holder)
    document.save(tmp_path / "a.docx")
    articles = list(read(tmp_path / "a.docx"))
    values = [str(row.value) for article in articles for row in extract_article(article).rows]
    assert "850000000" not in values


@pytest.mark.parametrize("end", ["\v", "\f", "\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_are_mended(end: str) -> None:
    text = f"青石市出口额达36{end}8.5亿元，同比增长{end}5%。"
    rows = extract_article(Article("a", text)).rows
    assert [(str(row.value), text[row.start : row.end]) for row in rows] == [
        ("36850000000", f"36{end}8.5亿元"),
        ("5", "5%"),
    ]
