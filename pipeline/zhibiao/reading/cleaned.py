"""A web page's tree as its reader sees it: without what is crossed out or hidden, powers and note marks told apart.

    <del>360</del>368.5亿元          → 368.5亿元
    12500m<sup>2</sup>               → 12500m²
    1.2亿<sup>[4]</sup>人            → 1.2亿人

Everything that goes is counted in the notes, and so is what holds no text (pictures, media, frames).
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from zhibiao.reading.notes import Notes
from zhibiao.reading.raised import lowered, raised, superscript

STRUCK = ("del", "s", "strike")
LINE_THROUGH = re.compile("line-through", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Inside a line; a block that is hidden at first may be the article that a click unfolds.
INLINE = ("span", "b", "strong", "i", "em", "font", "a", "u", "small", "big", "mark", "label", "code", "ins")
SELECTOR = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]{0,20})?(?P<mark>[.#])?(?P<name>[\w-]{1,100})?")
CONTENT = ("p", "figure", "article", "main", "td", "li")
ICON = 50  # pixels: a picture of that width is none
REACH, STEPS = 16, 8  # characters and elements before a raised one that tell what it is
REPLACED = "replaced"  # the tag of a text in an element's place, until all are joined to what stands around them
MEDIA = ("video", "audio", "iframe", "embed", "object", "canvas")


def clean(tree: Any, notes: Notes) -> None:
    """Rewrite a page's tree in place."""
    for guide in [*tree.iter("rt", "rp")]:
        notes.add("ruby", guide.tag == "rt")
        replace_by(guide, "")
    strike(tree, notes)
    for element in [*tree.iter(*INLINE)]:
        if attached(element, tree) and (HIDDEN.search(element.get("style", "")) or element.get("hidden") is not None):
            notes.add("hidden", bool(said(element).strip()))
            replace_by(element, "")
    for element in [*tree.iter("math")]:
        text = linear(element)
        notes.add("formula", text is None)
        replace_by(element, text or "")
    for element in [*tree.iter("sup", "sub")]:
        shift(element, notes)
    count(tree, notes)
    join(tree)


def join(tree: Any) -> None:
    """Join texts in the places of elements to what stands around them, each paragraph's as one: lxml leaves them as many
    as they were, and what looks at each of many takes long."""
    around = {element.getparent() for element in tree.iter(REPLACED)} - {None}
    import_module("lxml.etree").strip_tags(tree, REPLACED)
    for element in around:
        element.text = element.text
        for child in element:
            child.tail = child.tail


def attached(element: Any, tree: Any) -> bool:
    """Whether an element is still in its tree."""
    return element is tree or any(outer is tree for outer in element.iterancestors())


def said(element: Any) -> str:
    """The text of an element."""
    return "".join(element.itertext())


def replace_by(element: Any, text: str) -> None:
    """Put a text in an element's place; what follows the element stays. (Joined to the text before it, which grows,
    a thousand of them would take a million times as long as one.)"""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = REPLACED, text, tail


# ------------------------------------------------------------------ crossed out


def strike(tree: Any, notes: Notes) -> None:
    """What is crossed out goes: by its tag, its own style, or a rule of the page's style sheets."""
    rules = striking(tree)
    for element in [*tree.iter()]:
        if not isinstance(element.tag, str) or element.tag in ("body", "html") or not attached(element, tree):
            continue
        styled = LINE_THROUGH.search(element.get("style", "")) is not None
        if element.tag in STRUCK or styled or any(applies(rule, element) for rule in rules):
            notes.add("struck", bool(said(element).strip()))
            replace_by(element, "")


def striking(tree: Any) -> list[tuple[str, str, str]]:
    """(tag, mark, name) of the last part of each selector whose rule crosses out."""
    found = []
    for sheet in tree.iter("style"):
        for rule in without_comments(sheet.text or "").split("}"):
            selectors, _, says = rule.rpartition("{")
            for selector in selectors.rpartition("{")[2].split(",") if LINE_THROUGH.search(says) else ():
                last = (selector.split() or [""])[-1]
                part = SELECTOR.fullmatch(last)
                if part and part["mark"] and part["name"]:  # a tag alone is one of `STRUCK`, or the whole page
                    found.append((part["tag"] or "", part["mark"], part["name"]))
    return found


def without_comments(sheet: str) -> str:
    """A style sheet without its comments."""
    first, *others = sheet.split("/*")
    return first + "".join(part.partition("*/")[2] for part in others)


def applies(rule: tuple[str, str, str], element: Any) -> bool:
    """Whether a simple selector is one of an element."""
    tag, mark, name = rule
    held = element.get("class", "").split() if mark == "." else [element.get("id", "")]
    return tag.lower() in ("", element.tag) and name in held


# ------------------------------------------------------------------ above and below the line


def shift(element: Any, notes: Notes) -> None:
    """A raised or lowered element as characters of the line, or as nothing."""
    text, before = said(element), preceding(element)
    if element.tag == "sub":
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


def count(tree: Any, notes: Notes) -> None:
    """What holds no text, where the article may be."""
    for picture in tree.iter("img"):
        width = picture.get("width", "").removesuffix("px")
        small = width.isdigit() and int(width) <= ICON
        notes.add("picture", not small and any(outer.tag in CONTENT for outer in picture.iterancestors()))
    notes.add("chart", sum(1 for drawing in tree.iter("svg") if said(drawing).strip()))
    notes.add("media", sum(1 for _ in tree.iter(*MEDIA)))
    notes.add("form", sum(1 for _ in tree.iter("select", "textarea")))
