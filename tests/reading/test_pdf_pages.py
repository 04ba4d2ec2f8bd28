"""A PDF without a usable text layer is an error that says what to do; what is struck out, raised or vertical is no text."""

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.reading import Failure, scan
from zhibiao.reading.columns import Glyph, PageLine, rows_of
from zhibiao.reading.pdf import Paragraph
from zhibiao.wording import spoken

pytest.importorskip("pypdfium2")

LINES = ["青石市前三季度出口额达368.5亿元，", "同比增长5.2%，进口额达120亿元，", "同比下降1.1%，新增企业132家。"]
GARBLED = "³ö¿Ú¶î´ï ËÄ°ÙÒÚÔª Í¬±ÈÔö³¤ °Ù·ÖÖ®Îå ½ø¿Ú¶î"
Draw = Callable[[Any], None]
Piece = tuple[float, float, float, str]  # left, height, size, text


def typed(*pages: list[Piece], says: dict[str, str] | None = None) -> bytes:
    """A PDF whose font is inside it: each character a square, ASCII half of one. `says`: what the file claims that a
    character is, where it is not the character."""
    used = sorted({c for page in pages for *_, text in page for c in text})
    codes = {c: k + 1 for k, c in enumerate(used)}
    names = " ".join(f"/g{codes[c]}" for c in used)
    widths = " ".join("500" if c < "\x7f" else "1000" for c in used)
    shapes = " ".join(f"/g{codes[c]} {3 if c < chr(127) else 4} 0 R" for c in used)
    mapped = "".join(f"<{codes[c]:02x}> <{(says or {}).get(c, c).encode('utf-16-be').hex()}>\n" for c in used)
    cmap = f"begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n{len(used)} beginbfchar\n{mapped}endbfchar\nendcmap"
    contents = []
    for page in pages:
        shown = ((x, y, size, bytes(codes[c] for c in text).hex()) for x, y, size, text in page)
        contents.append("".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n" for x, y, size, codes in shown))
    kids = " ".join(f"{6 + 2 * k} 0 R" for k in range(len(pages)))
    things = [
        "<< /Type /Catalog /Pages 5 0 R >>",
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 900] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 "
        f"/LastChar {len(used)} /Widths [{widths}] /CharProcs << {shapes} >> /Resources << >> "
        f"/Encoding << /Type /Encoding /Differences [1 {names}] >> /ToUnicode {6 + 2 * len(pages)} 0 R >>",
        stream("500 0 0 -200 450 700 d1 0 -100 450 700 re f"),
        stream("1000 0 0 -200 950 700 d1 0 -100 950 700 re f"),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
    ]
    for k, content in enumerate(contents):
        resources = "/Resources << /Font << /F 2 0 R >> >>"
        things.append(f"<< /Type /Page /Parent 5 0 R /MediaBox [0 0 595 842] {resources} /Contents {7 + 2 * k} 0 R >>")
        things.append(stream(content))
    things.append(stream(cmap))
    data, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(things, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{thing}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(things) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(things) + 1} /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def across(lines: list[str] = LINES) -> list[Piece]:
    return [(60, 700 - 20 * k, 12, line) for k, line in enumerate(lines)]


def upright(lines: list[str] = LINES, left: float = 500, step: float = 13) -> list[Piece]:
    """Lines from top to bottom, the first one rightmost; each character is placed by itself."""
    return [(left - 24 * k, 700 - step * row, 12, c) for k, line in enumerate(lines) for row, c in enumerate(line)]


def made(*pages: Draw) -> bytes:
    """A PDF of such pages, each of which begins in a Chinese font."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, pageCompression=0, invariant=1)
    for draw in pages:
        canvas.setFont("STSong-Light", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def level(canvas: Any) -> None:
    for k, line in enumerate(LINES):
        canvas.drawString(60, 700 - 20 * k, line)


def latin(text: str) -> Draw:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 700, text)

    return draw


def picture(number: str) -> Draw:
    def draw(canvas: Any) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 40, 595, 800)
        canvas.drawString(290, 20, number)

    return draw


def found_in(tmp_path: Path, data: bytes) -> Article | Failure:
    (tmp_path / "a.pdf").write_bytes(data)
    (item,) = scan(tmp_path / "a.pdf")
    return item


SHIFTED = {c: chr(ord(c) + 1997) for line in LINES for c in line if c > "\x7f"}
PRIVATE = {c: chr(0xE000 + k) for k, c in enumerate("".join(LINES))}
CONTROL = {c: chr(1 + k % 8) for k, c in enumerate("".join(LINES)) if c > "\x7f"}
SQUARES = {c: chr(ord("a") + k % 26) for k, c in enumerate("".join(LINES)) if c > "\x7f"}
WIDE = [*LINES, *(line[::-1] for line in LINES)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: made(latin(GARBLED)), "text layer is no use"),
        (lambda: made(latin(GARBLED), latin(GARBLED)), "text layer is no use"),
        (lambda: typed(across(), says=PRIVATE), "text layer is no use"),
        (lambda: typed(across(), says=CONTROL), "text layer is no use"),
        (lambda: typed(across(), says=SQUARES), "text layer is no use"),
        (lambda: typed(across(WIDE), says=SHIFTED), "text layer is no use"),
        (lambda: made(latin("■" * 40)), "text layer is no use"),
        (lambda: made(latin("!#$%& ()*+ ,-./01 :;<=> ?@AB 71.5 [CD]")), "text layer is no use"),
        (lambda: made(latin("• ¤¤ §§ ‡‡ … °° ¬¬ ±± ¶¶ 36")), "text layer is no use"),
        (lambda: made(picture("1"), picture("2")), "run OCR"),
        (lambda: typed(upright()), "set vertically"),
        (lambda: typed(upright(), upright(step=14.5)), "set vertically"),
        (lambda: typed([(300, 760, 18, "青石日报"), *upright()]), "set vertically"),
    ],
)  # fmt: skip
def test_a_page_without_usable_text_is_an_error(data: Callable[[], bytes], said: str, tmp_path: Path) -> None:
    item = found_in(tmp_path, data())
    assert isinstance(item, Failure)
    assert said in item.error
    assert "请" in item.error


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (lambda: made(level, latin(GARBLED)), "pages without a usable text layer, not read: 2"),
        (lambda: typed([(60, 700, 12, "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ")], across(), [(60, 700, 12, "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ")], says=dict.fromkeys("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ", "\ue001")), "pages without a usable text layer, not read: 1、3"),
        (lambda: made(picture("1"), level), "pages that are pictures, not read: 1"),
        (lambda: typed(across(), upright()), "characters set vertically left out"),
        (lambda: typed([*across(), *upright(["出口额达九百亿元"], 550)]), "characters set vertically left out: 8"),
    ],
)  # fmt: skip
def test_the_other_pages_are_read(data: Callable[[], bytes], noted: str, tmp_path: Path) -> None:
    article = found_in(tmp_path, data())
    assert isinstance(article, Article)
    assert noted in "；".join(article.notes)
    assert [row.text for row in extract_article(article).rows] == ["368.5亿元", "5.2%", "120亿元", "1.1%", "132家"]


def test_a_lost_character_inside_a_figure_makes_no_figure(tmp_path: Path) -> None:
    article = found_in(tmp_path, typed(across(["青石市出口额达36÷8.5亿元。", *LINES]), says={"÷": "\x16"}))
    assert isinstance(article, Article)
    assert "8.5亿元" not in [row.text for row in extract_article(article).rows]
    assert any("characters lost before they came here: 1" in note for note in article.notes)


@pytest.mark.parametrize(
    "text", ["Exports grew by 5.2 percent in the first three quarters.", "Le président a été élu."]
)
def test_a_page_in_another_language_is_read(text: str, tmp_path: Path) -> None:
    article = found_in(tmp_path, made(latin(text)))
    assert isinstance(article, Article)
    assert article.original == text
    assert any("no Chinese character" in note for note in article.notes)


def pieces(*parts: tuple[str, float, float]) -> bytes:
    """Pieces of one line, each with its size and rise."""
    placed, left = [], 60.0
    for said, size, rise in parts:
        placed.append((left, 700 + rise, size, said))
        left += size * sum(0.5 if c < "\x7f" else 1 for c in said)
    return typed(placed)


def lined(canvas: Any, left: float, right: float, height: float) -> None:
    canvas.drawString(60, 700, "青石市出口额达360368.5亿元。")
    canvas.setLineWidth(0.7)
    canvas.line(left, 700 + height, right, 700 + height)


RAISED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "note mark": (lambda: pieces(("青石市出口额达368.5", 12, 0), ("3", 7, 5), ("亿元。", 12, 0)), "青石市出口额达368.5亿元。", "note marks left out: 1"),
    "note mark in brackets": (lambda: pieces(("青石市出口额达368.5", 12, 0), ("[12]", 7, 5), ("亿元。", 12, 0)), "青石市出口额达368.5亿元。", "note marks left out: 1"),
    "power": (lambda: pieces(("厂房面积达12500m", 12, 0), ("2", 7, 5), ("。", 12, 0)), "厂房面积达12500m²。", "powers: 1"),
    "small but on the line": (lambda: pieces(("青石市出口额达368.5", 12, 0), ("3", 8, 0), ("亿元。", 12, 0)), "青石市出口额达368.53亿元。", ""),
    "struck by a line": (lambda: made(lambda c: lined(c, 143.5, 162, 4)), "青石市出口额达368.5亿元。", "struck-through text left out: 1"),
    "underlined": (lambda: made(lambda c: lined(c, 143.5, 162, -2.5)), "青石市出口额达360368.5亿元。", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", RAISED)
def test_small_and_struck_characters(name: str, tmp_path: Path) -> None:
    data, text, noted = RAISED[name]
    article = found_in(tmp_path, data())
    assert isinstance(article, Article)
    assert article.original == text
    assert noted.partition(":")[0] in "；".join(article.notes)
    assert bool(article.notes) == bool(noted)


@pytest.mark.parametrize(("size", "middle"), [(7.1, 666.7), (6.5, 666.2), (8.0, 667.0)])
@pytest.mark.parametrize("at", [0, 3, 6])
def test_a_raised_glyph_does_not_part_its_line(size: float, middle: float, at: int) -> None:
    """Glyphs of one size differ in height by what the font says of each; those near the raised one were a row with it."""
    heights = {"达": 13.4, "亿": 13.3, "元": 12.9}
    line = [
        Glyph(c, 20.0 * k, 657, 20.0 * k + 12, 657 + heights.get(c, 12.1), heights.get(c, 12.1))
        for k, c in enumerate("口达71亿元。")
    ]
    small = Glyph("注", 20.0 * at + 13, middle - size / 2, 20.0 * at + 19, middle + size / 2, size)
    (row,) = rows_of([*line, small])
    assert "".join(glyph.text for glyph in row if glyph is not small) == "口达71亿元。"


def covered(shade: float, first: bool = False, alpha: float = 1, width: float = 300) -> Draw:
    """A line upon which a rectangle is painted, and another line upon that; or the rectangle `first`, as a table's."""

    def draw(canvas: Any) -> None:
        canvas.drawString(60, 600, "青石市前三季度新增企业132家，新开航线5条。")
        for step in ("cover", "text") if first else ("text", "cover"):
            canvas.setFillGray(shade if step == "cover" else 0, alpha if step == "cover" else 1)
            if step == "cover":
                canvas.rect(60, 695, width, 16, fill=1, stroke=0)
            else:
                canvas.drawString(60, 700, "青石市出口额达360亿元。")
        canvas.setFillGray(0, 1)
        canvas.drawString(60, 660, "同比增长5.2%。")

    return draw


@pytest.mark.parametrize(
    ("draw", "stands"),
    [
        (covered(1), False), (covered(0), False), (covered(0.5), False), (covered(1, first=True), True),
        (covered(0.9, alpha=0.3), True), (covered(1, width=80), True),
    ],
)  # fmt: skip
def test_what_is_painted_over_is_no_text(draw: Draw, stands: bool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made(draw))
    (article,) = scan(tmp_path / "a.pdf")
    assert isinstance(article, Article)
    assert ("360" in article.original) is stands
    assert ("hidden text left out: 1" in [spoken(note, "en") for note in article.notes]) is not stands


def test_a_figure_set_upon_another_is_the_one_that_is_seen(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        covered(1)(canvas)
        canvas.drawString(60, 700, "青石市出口额达368.5亿元。")

    (tmp_path / "a.pdf").write_bytes(made(draw))
    (article,) = scan(tmp_path / "a.pdf")
    assert isinstance(article, Article)
    assert "36850000000" in [str(row.value) for row in extract_article(article).rows]


@pytest.mark.parametrize(("shade", "mode", "noted"), [(1, 0, True), (0, 3, True), (0, 0, False), (0.5, 0, False)])
def test_white_letters_and_those_not_painted_are_noted(shade: float, mode: int, noted: bool, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(60, 700)
        text.textOut("青石市出口额达")
        text.setFillGray(shade)
        text.setTextRenderMode(mode)
        text.textOut("360亿元，同比增长5.2%。")
        canvas.drawText(text)

    (tmp_path / "a.pdf").write_bytes(made(draw))
    (article,) = scan(tmp_path / "a.pdf")
    assert any("white or not painted" in spoken(note, "en") for note in article.notes) is noted


def test_an_annotation_strikes_out(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(60, 700, "青石市出口额达360368.5亿元。")
        canvas.highlightAnnotation(
            "", Rect=[143.5, 698, 162, 711], QuadPoints=[143.5, 711, 162, 711, 143.5, 698, 162, 698]
        )

    article = found_in(tmp_path, made(draw).replace(b"/Highlight", b"/StrikeOut"))
    assert isinstance(article, Article)
    assert article.original == "青石市出口额达368.5亿元。"
    assert [spoken(note, "en") for note in article.notes] == ["struck-through text left out: 1"]


def paragraph(lines: list[str]) -> Paragraph:
    return Paragraph("body", [PageLine(line, 0, 100, 10, 0, 10, (0, 100)) for line in lines])


@pytest.mark.parametrize(
    ("lines", "words", "text"),
    [
        (["出口甲", "乙增长"], set(), "出口甲乙增长"),
        (["made in Chi", "na today"], {"China", "na"}, "made in China today"),
        (["made in", "China"], {"in", "China"}, "made in China"),
        (["甲 in", "乙"], {"in"}, "甲 in乙"),
        (["ab", "cd", "ef"], {"abcd"}, "abcd ef"),
    ],
)
def test_lines_of_a_paragraph(lines: list[str], words: set[str], text: str) -> None:
    assert paragraph(lines).text(words) == text


@pytest.mark.parametrize("line", ["青石市出口额达368.5亿元", "exports of the city", "a" * 60])
def test_a_long_paragraph_takes_as_long_as_it_is(line: str) -> None:
    started = time.process_time()
    paragraph([line] * 20_000).text({"a"})
    assert time.process_time() - started < 3
