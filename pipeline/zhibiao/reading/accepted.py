"""A Word document as it stands once every tracked change is accepted, by rewriting its XML (ECMA-376, part 1, chapter 17).

    <w:del>360</w:del> <w:ins>368.5</w:ins> 亿元     → 368.5亿元
    content controls, smart tags, fields, links      → what they hold
    struck-through or hidden runs                    → nothing
    raised runs                                      → a power (m²), or nothing for a note mark

What is left is paragraphs of plain runs, and tables of them. Everything that goes is counted in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from zhibiao.reading.notes import Notes
from zhibiao.reading.raised import lowered, raised, superscript
from zhibiao.reading.rendering import on_one_line
from zhibiao.reading.wordstyles import WORD, Styles, said_on

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements that stand around text, and what of them is none of it.
WRAPPERS = tuple(WORD + name for name in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "hyperlink", "bdo", "dir", "sdtContent", "sdt", "rubyBase"))  # fmt: skip
PROPERTIES = tuple(WORD + name for name in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData"))
GONE = {"del": "deleted", "moveFrom": "moved"}
# Things that hold no text of the document: (namespaced name, kind of note).
DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/"
UNREAD = (
    (DRAWINGML + "picture}pic", "picture"),
    ("{urn:schemas-microsoft-com:vml}imagedata", "picture"),
    ("{urn:schemas-microsoft-com:vml}textpath", "picture"),  # WordArt
    (DRAWINGML + "chart}chart", "chart"),
    ("{http://schemas.microsoft.com/office/drawing/2014/chartex}chart", "chart"),
    (DRAWINGML + "diagram}relIds", "chart"),
    ("{urn:schemas-microsoft-com:office:office}OLEObject", "embedded"),
    (WORD + "altChunk", "embedded"),
    (WORD + "subDoc", "embedded"),
    (WORD + "sym", "symbol"),
    (WORD + "numPr", "numbering"),
)


def accept(root: Any, styles: Styles, notes: Notes) -> None:
    """Rewrite a tree in place: the body, or the notes, of a document."""
    choose(root)
    drop_deleted(root, notes)
    note_fields(root, notes)
    unwrap(root, notes)
    spell(root)
    for formula in [*root.iter(MATH + "oMath")]:
        flatten(formula, notes)
    for paragraph in [*root.iter(WORD + "p")]:
        drop_unseen(paragraph, styles, notes)
        level(paragraph, styles, notes)
    for name, kind in UNREAD:
        notes.add(kind, sum(1 for _ in root.iter(name)))
    for field in root.iter(WORD + "ffData"):
        notes.add("form", field.find(WORD + "ddList") is not None or field.find(WORD + "checkBox") is not None)


def choose(root: Any) -> None:
    """Of alternatives that stand for the same, the first; the others are for programs that do not know it."""
    for alternatives in [*root.iter(COMPATIBILITY + "AlternateContent")]:
        taken = next(iter(alternatives), None)
        for other in [*alternatives]:
            if other is not taken:
                alternatives.remove(other)
        if taken is not None:
            dissolve(taken)
        dissolve(alternatives)


def dissolve(element: Any) -> None:
    """Put an element's children in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in [c for c in element if c.tag not in PROPERTIES]:
        element.addprevious(child)
    parent.remove(element)


def remove(element: Any) -> None:
    """Take an element out of its tree."""
    if element.getparent() is not None:
        element.getparent().remove(element)


# ------------------------------------------------------------------ tracked changes


def drop_deleted(root: Any, notes: Notes) -> None:
    """Deleted text, rows and cells, and what was moved away; a paragraph whose end is deleted goes on in the next."""
    for row in [*root.iter(WORD + "tr")]:
        properties = row.find(WORD + "trPr")
        if properties is not None and properties.find(WORD + "del") is not None:
            notes.add("deleted")
            remove(row)
    for cell in [*root.iter(WORD + "tc")]:
        properties = cell.find(WORD + "tcPr")
        if properties is not None and properties.find(WORD + "cellDel") is not None:
            notes.add("deleted")
            for block in [*cell.iterchildren(WORD + "p", WORD + "tbl", WORD + "sdt")][1:]:
                cell.remove(block)
            for paragraph in cell.iterchildren(WORD + "p"):
                empty(paragraph)
    ended = [p for p in root.iter(WORD + "p") if end_deleted(p)]
    arrived = next(root.iter(WORD + "moveTo"), None) is not None  # noted where it went
    for name, kind in GONE.items():
        for change in [*root.iter(WORD + name)]:
            if len(change):
                notes.add("deleted", kind == "deleted" or not arrived)
                remove(change)
    for paragraph in reversed(ended):  # so that what is put together is moved once
        following = paragraph.getnext()
        if following is not None and following.tag == WORD + "p":
            content = [child for child in paragraph if child.tag != WORD + "pPr"]
            at = 1 if following.find(WORD + "pPr") is not None else 0
            for k, child in enumerate(content):
                following.insert(at + k, child)
            remove(paragraph)


def empty(paragraph: Any) -> None:
    """Take everything out of a paragraph but its properties."""
    for child in [*paragraph]:
        if child.tag != WORD + "pPr":
            paragraph.remove(child)


def end_deleted(paragraph: Any) -> bool:
    """Whether the mark that ends a paragraph was deleted, or moved away."""
    found = paragraph.find(f"{WORD}pPr/{WORD}rPr")
    return found is not None and any(found.find(WORD + name) is not None for name in GONE)


# Fields that show nothing in their place, or a picture.
LONGEST = 400  # characters of what a field says
SILENT = re.compile(r"\s*(?:XE|TC|TA|RD|SET|ASK|PRIVATE|INCLUDEPICTURE|SHAPE|EMBED|LINK|FORM\w+|ADVANCE|PAGE\w*|TOC|INDEX|HYPERLINK|GOTOBUTTON|MACROBUTTON|NEXT\w*|SKIPIF)\b", re.IGNORECASE)  # fmt: skip


def note_fields(root: Any, notes: Notes) -> None:
    """Count the fields that hold no result: what they would show is not in the document."""
    for field in root.iter(WORD + "fldSimple"):
        shown = any(text.text for text in field.iter(WORD + "t"))
        notes.add("field", not shown and not SILENT.match(field.get(WORD + "instr") or ""))
    opened: list[
        tuple[str, bool, bool]
    ] = []  # of each field: what it says, whether its result has begun, and shows something
    for part in root.iter(WORD + "fldChar", WORD + "instrText", WORD + "t"):
        kind = part.get(WORD + "fldCharType")
        if kind == "begin":
            opened.append(("", False, False))
            continue
        if not opened:
            continue
        says, result, shows = opened.pop()
        if kind == "end":
            notes.add("field", not shows and bool(says.strip()) and not SILENT.match(says))
            if shows and opened and opened[-1][1]:
                opened[-1] = (*opened[-1][:2], True)
            continue
        if part.tag == WORD + "instrText" and len(says) < LONGEST:
            says += part.text or ""
        result |= kind == "separate"
        opened.append((says, result, shows or (result and part.tag == WORD + "t" and bool((part.text or "").strip()))))


def unwrap(root: Any, notes: Notes) -> None:
    """What stands around text goes, and what it holds stays; a placeholder is no text."""
    for control in [*root.iter(WORD + "sdt")]:
        properties = control.find(WORD + "sdtPr")
        told = {str(child.tag).rpartition("}")[2] for child in (() if properties is None else properties)}
        if told & {"showingPlcHdr", "checkbox"}:
            notes.add("form" if "checkbox" in told else "placeholder")
            for run in [*control.iter(WORD + "r")]:
                remove(run)
    for ruby in [*root.iter(WORD + "ruby")]:
        notes.add("ruby")
        for guide in [*ruby.iterchildren(WORD + "rt", WORD + "rubyPr")]:
            ruby.remove(guide)
        run = ruby.getparent()  # the run that holds it goes with it; its base has runs of its own
        dissolve(ruby)
        if run is not None and run.tag == WORD + "r":
            dissolve(run)
    for change, kind in (("ins", "inserted"), ("moveTo", "moved")):
        notes.add(kind, sum(len(element) > 0 for element in root.iter(WORD + change)))
    for wrapper in reversed([*root.iter(*WRAPPERS)]):
        dissolve(wrapper)


# ------------------------------------------------------------------ runs


# Fonts of signs alone, and what of the font Symbol is a character of figures.
DINGBATS = re.compile("(?i)wingdings|webdings|symbol|zapf|dingbat|marlett")
OF_FIGURES = {code: chr(code) for code in b"0123456789.,%()+-/=:~"} | {
    0x6D: "μ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xBB: "≈",
}  # fmt: skip


def spell(root: Any) -> None:
    """Characters that are given by font and code become text, where the code says which they are."""
    for symbol in [*root.iter(WORD + "sym")]:
        try:
            code = int(symbol.get(WORD + "char") or "", 16)
        except ValueError:
            continue
        font = symbol.get(WORD + "font") or ""
        said = ""
        if font.lower() == "symbol":
            said = OF_FIGURES.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code, "")
        elif not DINGBATS.search(font) and 0x20 < code < 0xD800:
            said = chr(code)
        if said:
            text = symbol.makeelement(WORD + "t")
            text.text, text.tail = said, symbol.tail
            symbol.getparent().replace(symbol, text)


def drop_unseen(paragraph: Any, styles: Styles, notes: Notes) -> None:
    """Struck-through and hidden runs go; neighbours count as one."""

    around = styles.of(paragraph)

    def unseen(run: Any) -> str:
        if styles.on(run, around, "strike") or styles.on(run, around, "dstrike"):
            return "struck"
        if styles.on(run, around, "vanish") or styles.tiny(run, around):
            return "hidden"
        return "hidden" if partly_white and styles.white(run, around) else ""

    whole = [run for run in paragraph.iterchildren(WORD + "r") if text_of(run).strip()]
    white = sum(styles.white(run, around) for run in whole)
    partly_white = 0 < white < len(whole) and not shaded(paragraph)
    for kind, group in groupby([*paragraph.iterchildren(WORD + "r")], unseen):
        runs = [*group]
        if kind:
            notes.add(kind, bool("".join(map(text_of, runs)).strip()))
            for run in runs:
                for text in [*run.iter(WORD + "t", WORD + "sym")]:  # what is anchored in the run stays
                    if owner(text) is paragraph:
                        remove(text)


def shaded(paragraph: Any) -> bool:
    """Whether something may stand behind a paragraph: a shade of its own, of its cell, or of the style of its table."""
    shades = [paragraph.find(f"{WORD}pPr/{WORD}shd")]
    for outer in paragraph.iterancestors(WORD + "tc", WORD + "tbl"):
        shades += [
            outer.find(f"{WORD}{kind}Pr/{WORD}{name}")
            for kind, name in (("tc", "shd"), ("tbl", "shd"), ("tbl", "tblStyle"))
        ]
    return any(shade is not None for shade in shades)


def owner(element: Any) -> Any:
    """The paragraph that an element stands in."""
    return next(element.iterancestors(WORD + "p"), None)


def level(paragraph: Any, styles: Styles, notes: Notes) -> None:
    """Raised and lowered runs as characters of the line, or as nothing."""
    before, around = "", styles.of(paragraph)
    runs = [*paragraph.iterchildren(WORD + "r")]
    for place, group in groupby(runs, lambda run: styles.place(run, around)):
        these = [*group]
        said = "".join(map(text_of, these))
        if place and said.strip():
            kind = raised(before, said) if place == "superscript" else "text"
            shown = lowered(before, said) if place == "subscript" else said
            if kind != "text":
                notes.add("power" if kind == "power" else "note_mark")
                shown = superscript(said) if kind == "power" else ""
            if shown != said:
                rewrite(these, shown)
            said = shown
        before = (before + said)[-16:]


def text_of(run: Any) -> str:
    """The characters of a run, without those of a text box in it."""
    return "".join(text.text or "" for text in run.iterchildren(WORD + "t"))


def rewrite(runs: list[Any], text: str) -> None:
    """Let runs hold a text together, in the first place that held some."""
    places = [place for run in runs for place in run.iterchildren(WORD + "t")]
    for place in places[1:]:
        remove(place)
    places[0].text = text


# ------------------------------------------------------------------ formulas


def flatten(formula: Any, notes: Notes) -> None:
    """A formula that is one line of characters as a run of the paragraph; any other goes: read without its shape,
    3/5 would be 35."""
    if next(formula.iterancestors(MATH + "oMath"), None) is not None:
        return
    text = linear(formula)
    outer = formula.getparent()
    place = (
        outer
        if outer is not None and outer.tag == MATH + "oMathPara" and len([*outer.iter(MATH + "oMath")]) == 1
        else formula
    )
    if text is None or place.getparent() is None or owner(place) is not place.getparent():
        notes.add("formula")
        remove(place)
        return
    run = place.makeelement(WORD + "r")
    run.append(run.makeelement(WORD + "t"))
    run[0].text = text
    place.getparent().replace(place, run)


def linear(element: Any) -> str | None:
    """A formula on one line, or None where it has a shape that a line has not."""
    parts: list[str] = []
    for child in element:
        name = child.tag.removeprefix(MATH) if isinstance(child.tag, str) else ""
        if name == "r":
            parts.append("".join(t.text or "" for t in child.iter(MATH + "t")))
        elif name in ("sSup", "f"):
            first, second = ("e", "sup") if name == "sSup" else ("num", "den")
            base, other = (linear(child.find(MATH + part)) for part in (first, second))
            if base is None or other is None or not (other.isalnum() and other.isascii()):
                return None
            if name == "f" and not (base.isdigit() and other.isdigit()):
                return None
            parts.append(base + (superscript(other) if name == "sSup" else "/" + other))
        elif not name.endswith("Pr"):
            return None
    return "".join(parts)


def paragraphs_in(cell: Any) -> Iterator[str]:
    """The paragraphs of a cell that hold something, without those of tables in it."""
    for paragraph in cell.iterchildren(WORD + "p"):
        if text := on_one_line(said_on(paragraph)):
            yield text
