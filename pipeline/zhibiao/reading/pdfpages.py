"""A page of a PDF as glyphs that can be read: upright, without what is struck out, notes and powers told apart.

What has no usable text layer is told, not read: characters that the file gives no meaning, a page of Chinese type without
a Chinese character, a scan; and so is text that is set vertically, of which rows of glyphs would make false figures.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import pi
from typing import Any, Literal

from zhibiao.reading.columns import Glyph, chinese
from zhibiao.reading.notes import Notes
from zhibiao.reading.painted import Box, address, painted_over, pale, things_on
from zhibiao.reading.plausible import rarity
from zhibiao.reading.raised import raised, superscript

Fault = Literal["", "unusable", "scanned", "vertical"]
LOST = "\ufffd"  # stands for a glyph that the file gives no character
NO_CHARACTERS = frozenset({0xFFFE, 0xFFFF})
SAMPLE = 200
# A page is unusable when of its glyphs more than so many have no character, or in Chinese type are no Chinese.
LOST_SHARE, FOREIGN_SHARE, FEW_GLYPHS = 0.2, 0.25, 8
LETTERS_SHARE = 0.5  # so many are letters or digits on any page without Chinese that says something
CHINESE_TYPE = re.compile(
    "Song|Sim(?:Hei|Kai)|Hei(?:ti)?|Kai(?:ti)?|Fang|YaHei|PingFang|Ming(?!ion)|FZ[A-Z]|HY[A-Z]|GBK?[-_0-9]|Han(?:Sans|Serif)|CJK|宋|黑|楷|仿|明"
)
RARE = 12.0  # how rare the Chinese characters of a wrong mapping are (natural logarithm); those of a text are near 7
MANY = 50  # characters: of fewer their rarity says nothing
SCAN, PICTURE = 0.5, 50.0  # share of a page; points
SHAPELESS, THIN = 0.001, 3.0  # points
MOST_LINES = 500  # at the height of one character that are looked at


@dataclass
class Seen:
    """The glyphs of a page, its size, why it cannot be read, and what was noticed."""

    glyphs: list[Glyph]
    height: float
    fault: Fault = ""
    notes: Notes = field(default_factory=Notes)


def seen(pdfium: Any, document: Any, number: int) -> Seen:
    """A page of a document."""
    page = document[number]
    raw = pdfium.raw
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width  # boxes are those of the page before it is turned
    textpage = page.get_textpage()
    try:
        quarters = turned(raw, textpage)
        if quarters:
            textpage.close()
            turn(raw, page, quarters, width, height)
            textpage = page.get_textpage()
            height = width if quarters % 2 else height
        notes = Notes()
        things = things_on(page)
        glyphs = list(glyphs_of(raw, textpage, painted_over(raw, things), notes))
        lines, covered, unshaped = drawn(raw, things, notes)
        glyphs = unstruck(glyphs, [*lines, *([] if quarters else crossed(raw, page, notes))], notes)
        notes.add("unshaped", unshaped)
        lost = unshaped > LOST_SHARE * len(glyphs)
        fault: Fault = "unusable" if lost or unusable(glyphs, fonts(raw, textpage)) else ""
        if len(glyphs) < FEW_GLYPHS and covered > SCAN * width * height:
            fault = "scanned"
        if not fault:
            glyphs, fault = horizontal(glyphs, notes)
        return Seen([] if fault else levelled(glyphs, notes), height, fault, notes)
    finally:
        textpage.close()
        page.close()


def glyphs_of(raw: Any, textpage: Any, over: frozenset[int], notes: Notes) -> Iterator[Glyph]:
    """The visible characters of a page in their loose boxes (as wide and high as the font sets them); one that is
    printed twice at the same place (false bold) once. A control character that takes up room is a lost one. `over` are
    the pieces of text that something is painted over."""
    box = raw.FS_RECTF()
    spaced = hidden = False
    last: Glyph | None = None
    for i in range(textpage.count_chars()):
        if over:
            before, hidden = hidden, address(raw.FPDFText_GetTextObject(textpage, i)) in over
            notes.add("hidden", hidden and not before)
            if hidden:
                continue
        code = raw.FPDFText_GetUnicode(textpage, i)
        text = chr(code) if code else ""
        given = bool(raw.FPDFText_GetLooseCharBox(textpage, i, box))
        if unicodedata.category(text or "\0") == "Cc" and text not in ("\t", "\n", "\r", "\v", "\f"):
            hyphen = raw.FPDFText_IsHyphen(textpage, i) == 1 or raw.FPDFText_IsGenerated(textpage, i) == 1
            text = LOST if given and not hyphen and box.right - box.left > 0.5 else ""
        if not text.strip() or code in NO_CHARACTERS:
            spaced = True
            continue
        if not given:
            continue
        glyph = Glyph(text, box.left, box.bottom, box.right, box.top, max(box.top - box.bottom, 1.0), spaced)
        if last is None or not overprinted(last, glyph):
            spaced, last = False, glyph
            yield glyph


def overprinted(last: Glyph, glyph: Glyph) -> bool:
    """Whether a character stands where the one before, the same one, does."""
    near = 0.2 * glyph.size
    return last.text == glyph.text and abs(last.left - glyph.left) < near and abs(last.middle - glyph.middle) < near


# ------------------------------------------------------------------ pages on their side


def turned(raw: Any, textpage: Any) -> int:
    """By how many quarters clockwise most of a page's characters are turned: a table set broadside, a page scanned so."""
    count = textpage.count_chars()
    some = range(0, count, max(1, count // SAMPLE))
    angles = Counter(round(raw.FPDFText_GetCharAngle(textpage, i) / (pi / 2)) % 4 for i in some)
    return angles.most_common(1)[0][0] if angles else 0


def turn(raw: Any, page: Any, quarters: int, width: float, height: float) -> None:
    """Turn what is on a page back. (Of lines on their side PDFium leaves out those whose font has no shapes at hand.)"""
    matrix = {1: (0, 1, -1, 0, height, 0), 2: (-1, 0, 0, -1, width, height), 3: (0, -1, 1, 0, 0, width)}[quarters]
    for thing in list(page.get_objects(max_depth=1)):
        raw.FPDFPageObj_Transform(thing.raw, *matrix)


# ------------------------------------------------------------------ no text layer


def unusable(glyphs: Sequence[Glyph], names: Sequence[str]) -> bool:
    """Whether the characters of a page are not those that it shows.

    Glyphs without a character, of private use or lost; Chinese type without a Chinese character; characters that no
    Chinese text is made of; neither Chinese nor, for the most part, letters and digits.
    """
    if len(glyphs) < FEW_GLYPHS:
        return False
    lost = sum(
        unicodedata.category(glyph.text[0]) in ("Co", "Cn", "Cc", "Cs") or glyph.text == LOST for glyph in glyphs
    )
    if lost > LOST_SHARE * len(glyphs):
        return True
    han = "".join(glyph.text for glyph in glyphs if chinese(glyph.text))
    if len(han) >= MANY and rarity(han) > RARE:
        return True
    if len(han) > 0.05 * len(glyphs):
        return False
    if sum(glyph.text.isalnum() for glyph in glyphs) < LETTERS_SHARE * len(glyphs):
        return True
    letters = [glyph for glyph in glyphs if glyph.text.isalpha()]
    square = sum(glyph.right - glyph.left > 0.9 * glyph.size for glyph in letters)
    foreign = sum(glyph.text > "\x7f" for glyph in letters)
    typed = sum(CHINESE_TYPE.search(name) is not None for name in names)
    return (
        square > 0.5 * len(letters) > 0
        or foreign > FOREIGN_SHARE * len(glyphs)
        or (typed > 0.5 * len(names) > 0 and not han and worded(glyphs) < 0.5)
    )


def worded(glyphs: Sequence[Glyph]) -> float:
    """How much of a page's letters and figures stands in words of Latin script or figures: Chinese type is also used
    for English."""
    text = "".join(" " * glyph.spaced + glyph.text for glyph in glyphs)
    words = re.findall(r"[^\W\d_]+", text)
    plain = sum(
        len(word) for word in words if re.fullmatch("[A-Z]?[a-z]+|[A-Z]+", word) and re.search("[aeiouyAEIOUY]", word)
    )
    return plain / (sum(map(len, words)) or 1)


def fonts(raw: Any, textpage: Any) -> list[str]:
    """The names of the fonts of some characters."""
    count = textpage.count_chars()
    buffer = ctypes.create_string_buffer(256)
    names = []
    for i in range(0, count, max(1, count // SAMPLE)):
        length = raw.FPDFText_GetFontInfo(textpage, i, buffer, 256, None)
        if 0 < length <= 256:
            names.append(buffer.raw[: length - 1].decode("utf-8", "replace"))
    return names


# ------------------------------------------------------------------ struck out, pictures


def drawn(raw: Any, things: Sequence[Any], notes: Notes) -> tuple[list[Box], float, int]:
    """The level lines that are drawn on a page, how much of it its pictures cover, and how many pieces of text PDFium
    leaves out for want of a shape: single characters in a font that is neither in the file nor on the machine."""
    lines: list[Box] = []
    covered, unshaped = 0.0, 0
    for thing in things:
        if thing.type not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_TEXT):
            continue
        try:
            left, bottom, right, top = thing.get_bounds()
        except Exception:
            continue
        if thing.type != raw.FPDF_PAGEOBJ_IMAGE and thing.level:
            continue  # its place is that inside a form, not on the page
        if thing.type == raw.FPDF_PAGEOBJ_TEXT:
            shapeless = right - left < SHAPELESS and top - bottom < SHAPELESS
            notes.add("pale", pale(raw, thing))
            unshaped += shapeless and not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(thing.raw))
        elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered += (right - left) * (top - bottom)
            notes.add("picture", right - left > PICTURE and top - bottom > PICTURE)
        elif top - bottom < THIN < right - left:
            lines.append((left, (bottom + top) / 2, right, (bottom + top) / 2))
    return lines, covered, unshaped


def crossed(raw: Any, page: Any, notes: Notes) -> Iterator[Box]:
    """What the annotations of a page strike out, as lines through it; other remarks are counted."""
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        try:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            notes.add("comment", kind in (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT))
            notes.add("form", kind == raw.FPDF_ANNOT_WIDGET)
            quad = raw.FS_QUADPOINTSF()
            for k in range(raw.FPDFAnnot_CountAttachmentPoints(annotation) if kind == raw.FPDF_ANNOT_STRIKEOUT else 0):
                if raw.FPDFAnnot_GetAttachmentPoints(annotation, k, quad):
                    xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                    middle = (min(ys) + max(ys)) / 2
                    yield min(xs), middle, max(xs), middle
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def unstruck(glyphs: Sequence[Glyph], lines: Sequence[Box], notes: Notes) -> list[Glyph]:
    """The glyphs that no line goes through the middle of; each stretch that is left out counts once."""
    ordered = sorted(lines, key=lambda line: line[1])
    heights = [line[1] for line in ordered]
    kept: list[Glyph] = []
    inside = False
    for glyph in glyphs:
        low, high = glyph.bottom + 0.25 * glyph.size, glyph.bottom + 0.65 * glyph.size
        x = (glyph.left + glyph.right) / 2
        near = ordered[bisect_left(heights, low) : bisect_right(heights, high)]
        struck = any(line[0] <= x <= line[2] for line in near[:MOST_LINES])
        notes.add("struck", struck and not inside)
        inside = struck
        if not struck:
            kept.append(glyph)
    return kept


# ------------------------------------------------------------------ vertical text


RUN = 5  # characters one below the other, as close as those of a line, are set vertically


def horizontal(glyphs: list[Glyph], notes: Notes) -> tuple[list[Glyph], Fault]:
    """The glyphs without those that are set vertically; a page of which half is, is not read at all: its figures stand
    across its lines."""
    vertical: set[int] = set()
    first = 0
    for k in range(1, len(glyphs) + 1):
        if k < len(glyphs) and below(glyphs[k - 1], glyphs[k]):
            continue
        if k - first >= RUN and sum(chinese(g.text) for g in glyphs[first:k]) > 0.5 * (k - first):
            vertical.update(range(first, k))
        first = k
    if not vertical:
        return glyphs, ""
    notes.add("vertical", len(vertical))
    if len(vertical) > 0.5 * len(glyphs):
        return [], "vertical"
    return [glyph for k, glyph in enumerate(glyphs) if k not in vertical], ""


def below(above: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands right below another, closer than lines do."""
    aligned = abs((above.left + above.right) - (glyph.left + glyph.right)) < 0.5 * above.size
    step = above.middle - glyph.middle
    return aligned and 0.5 * above.size < step < 1.45 * above.size


# ------------------------------------------------------------------ above the line


def levelled(glyphs: Sequence[Glyph], notes: Notes) -> list[Glyph]:
    """Raised glyphs as powers on the line, or as nothing: a small digit behind a figure is none of its digits."""
    done: list[Glyph] = []
    k = 0
    while k < len(glyphs):
        if not done or not lifted(done[-1], glyphs[k]):
            done.append(glyphs[k])
            k += 1
            continue
        base, first = done[-1], k
        while k < len(glyphs) and lifted(base, glyphs[k], glyphs[first].left):
            k += 1
        said = "".join(glyph.text for glyph in glyphs[first:k])
        kind = raised("".join(glyph.text for glyph in done[-8:]), said)
        if kind == "text":
            done += glyphs[first:k]
            continue
        notes.add("power" if kind == "power" else "note_mark")
        right = glyphs[k - 1].right
        if kind == "power":
            done.append(replace(base, text=superscript(said), left=base.right, right=right, spaced=False))
        elif k < len(glyphs) and glyphs[k].left >= right - 1:
            done[-1] = replace(base, right=max(base.right, right))  # no gap where the mark stood
    return done


def lifted(base: Glyph, glyph: Glyph, since: float | None = None) -> bool:
    """Whether a glyph stands small and high behind another, or behind one that does."""
    near = (
        abs(glyph.left - base.right) < 0.5 * base.size if since is None else since <= glyph.left < since + 4 * base.size
    )
    return (
        near
        and glyph.size < 0.8 * base.size
        and glyph.bottom > base.bottom + 0.15 * base.size
        and glyph.middle < base.top + 0.5 * base.size
    )
