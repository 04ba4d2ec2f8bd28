"""A web page's tree as its reader sees it: without what is crossed out or hidden, powers and note marks told apart.

    <del>360</del>368.5亿元          → 368.5亿元
    12500m<sup>2</sup>               → 12500m²
    1.2亿<sup>[4]</sup>人            → 1.2亿人

Everything that goes is counted in the notes, and so is what holds no text (pictures, media, frames).
"""

from __future__ import annotations

import re
from typing import Any

from zhibiao.reading.elements import CONTENT, INLINE, REPLACED, bare, block_of, join, replace_by, said, standing
from zhibiao.reading.hidden import hide
from zhibiao.reading.looks import LINE_THROUGH, SHIFTED, reordered
from zhibiao.reading.notes import Notes
from zhibiao.reading.raised import lowered, raised, superscript
from zhibiao.reading.sheets import Beside
from zhibiao.reading.sources import nothing
from zhibiao.reading.stylesheets import Styles

STRUCK = ("del", "s", "strike")
ICON = 50  # pixels: a picture of that width is none
REACH, STEPS = 16, 8  # characters and elements before a raised one that tell what it is
# Blocks that hold lines of text.
LINES = ("p", "td", "th", "li", "dd", "h1", "h2", "h3", "h4", "blockquote", "figcaption")
PASSED_OVER = ("time", "label", "output", "legend", "progress", "blink", "marquee", "input")
WRITES = re.compile("document.write|innerHTML|textContent|innerText")
FIGURE = re.compile("[0-9０-９一二三四五六七八九十百千万亿]")
MEDIA = ("video", "audio", "iframe", "embed", "object", "canvas")


def clean(tree: Any, notes: Notes, beside: Beside = nothing) -> None:
    """Rewrite a page's tree in place. `beside` gives the style sheets that it names, where they are to be had."""
    styles = Styles(tree, notes, beside)
    for guide in [*tree.iter("rt", "rp")]:
        notes.add("ruby", guide.tag == "rt")
        replace_by(guide, "")
    strike(tree, styles, notes)
    hide(tree, styles, notes)
    for element in [*tree.iter("math")]:
        text = linear(element)
        notes.add("formula", text is None)
        replace_by(element, text or "")
    keep(tree)
    for element in standing(tree, "sup", "sub", *INLINE):
        if name := shift_of(element, styles):
            shift(element, name, notes)
    for cell in tree.iter("td", "th"):
        part(cell)
    count(tree, styles, notes)
    join(tree)


# ------------------------------------------------------------------ crossed out


def strike(tree: Any, styles: Styles, notes: Notes) -> None:
    """What is crossed out goes: by its tag, its own style, or a rule of the page's style sheets."""
    for element in standing(tree):
        if element.tag in ("body", "html"):
            continue
        if element.tag in STRUCK or LINE_THROUGH.search(styles.of(element)):
            notes.add("struck", bool(said(element).strip()))
            replace_by(element, "")


def part(cell: Any) -> None:
    """Keep the lines of a cell apart: trafilatura joins them, and 360 above 368 were one figure."""
    for line in [*cell.iter("br", "p", "div", "li")]:
        line.tag, line.tail = REPLACED, " " + (line.tail or "")


def line_of(element: Any, known: dict[Any, Any]) -> Any | None:
    """The block of lines that an element is part of, or None."""
    outer = element.getparent()
    block = None if outer is None else block_of(outer, known)
    return block if block is not None and block.tag in LINES else None


def keep(tree: Any) -> None:
    """What trafilatura leaves out of a line, whatever it holds, becomes text of the line: days, labels, what stands in a
    field. The elements of days stay without their words, for the page's own day is read off their attributes."""
    known: dict[Any, Any] = {}
    sizes: dict[Any, int] = {}  # of blocks, each looked at once
    for element in [*tree.iter(*PASSED_OVER)]:
        block = line_of(element, known)
        if block is None:
            continue
        size = sizes[block] if block in sizes else sizes.setdefault(block, len(bare(said(block))))
        if size == len(bare(said(element))):  # a line of its own, as a page has one that says when it was made
            continue
        if element.tag == "input":
            shown = element.get("value", "") if element.get("type", "text").lower() in ("text", "number") else ""
            replace_by(element, shown)
        elif element.tag == "time":
            words = element.makeelement(REPLACED)
            words.text = said(element)
            element.addprevious(words)
            tail = element.tail
            for child in [*element]:
                element.remove(child)
            element.text, element.tail = None, tail
        else:
            element.tag = "span"


# ------------------------------------------------------------------ above and below the line


def shift_of(element: Any, styles: Styles) -> str:
    """Whether an element is raised (`sup`) or lowered (`sub`), by its tag or by its style."""
    if element.tag in ("sup", "sub"):
        return str(element.tag)
    shifted = SHIFTED.search(styles.of(element))
    return shifted[1].lower()[:3] if shifted else ""


def shift(element: Any, name: str, notes: Notes) -> None:
    """A raised or lowered element as characters of the line, or as nothing."""
    text, before = said(element), preceding(element)
    if name == "sub":
        replace_by(element, lowered(before, text))
        return
    kind = raised(before, text) if text.strip() else "text"
    if kind == "text":
        replace_by(element, text)
        return
    notes.add("power" if kind == "power" else "note_mark")
    replace_by(element, superscript(text) if kind == "power" else "")


def preceding(element: Any) -> str:
    """The end of the text before an element, in its line; a few elements back."""
    place = element
    for _ in range(STEPS):
        before, parent = place.getprevious(), place.getparent()
        if before is not None:
            if text := (before.tail or "") or last_text(before):
                return text[-REACH:]
            place = before
        elif parent is not None and (parent.text or parent.tag not in INLINE):
            return (parent.text or "")[-REACH:]
        elif parent is None:
            break
        else:
            place = parent
    return ""


def last_text(element: Any) -> str:
    """The text that an element ends with."""
    while isinstance(element.tag, str) and len(element) and not element[-1].tail:
        element = element[-1]
    if not isinstance(element.tag, str):
        return ""
    return (element[-1].tail if len(element) else element.text) or ""


def linear(formula: Any) -> str | None:
    """A MathML formula on one line, or None where it has a shape that a line has not."""
    if not len(formula):
        return formula.text or ""
    parts = []
    for child in formula:
        name = child.tag if isinstance(child.tag, str) else ""
        text: str | None
        if name == "msup" and len(child) == 2:
            base, power = linear(child[0]), linear(child[1])
            text = base + superscript(power) if base is not None and power and power.isdigit() else None
        elif name in ("mrow", "mi", "mn", "mo", "mtext", "mstyle"):
            text = linear(child)
        else:
            text = None
        if text is None:
            return None
        parts.append(text)
    return "".join(parts)


# ------------------------------------------------------------------ no text


def count(tree: Any, styles: Styles, notes: Notes) -> None:
    """What holds no text, or shows it otherwise than it is written, where the article may be."""
    known: dict[Any, Any] = {}
    for element in tree.iter("script", "bdo", *INLINE):
        if element.tag == "script":
            notes.add("script", line_of(element, known) is not None and bool(WRITES.search(element.text or "")))
        elif element.get("dir") == "rtl" or reordered(styles.of(element)):
            notes.add("order", line_of(element, known) is not None and any(map(FIGURE.search, element.itertext())))
    for element in styles.generated:
        notes.add("generated", element.tag in LINES or line_of(element, known) is not None)
    for picture in tree.iter("img"):
        width = picture.get("width", "").removesuffix("px")
        small = width.isdigit() and int(width) <= ICON
        notes.add("picture", not small and any(outer.tag in CONTENT for outer in picture.iterancestors()))
    notes.add("chart", sum(1 for drawing in tree.iter("svg") if said(drawing).strip()))
    notes.add("media", sum(1 for _ in tree.iter(*MEDIA)))
    notes.add("form", sum(1 for _ in tree.iter("select", "textarea")))
