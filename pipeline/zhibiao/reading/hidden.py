"""What a page holds and does not show goes, and is counted: inside a line, where it would be read as part of a figure, and
whole blocks.

    出口额达<span style="display:none">360</span>368.5亿元       → 出口额达368.5亿元
    出口额达<font color="#fff">360</font>368.5亿元               → 出口额达368.5亿元

By its tag, its attributes (`hidden`, `aria-hidden`), its style, or a rule of the page's style sheets. Blocks that hold most
of what the page says are the article that a script or a click unfolds: they are read, and that is noted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

from zhibiao.reading.elements import CONTENT, INLINE, bare, block_of, empty, replace_by, said, standing
from zhibiao.reading.looks import CLEAR, WHITE, Shade, alike, far, gone, ground, hidden, shade, unseen, values
from zhibiao.reading.notes import Notes
from zhibiao.reading.stylesheets import Styles

BLOCKS = (
    "p", "div", "section", "aside", "figure", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th",
    "h1", "h2", "h3", "h4", "h5", "h6", "dialog", "details", "center", "pre",
)  # fmt: skip
CELLS = ("td", "th")
SENTENCE = "。"
BARE_HEX = re.compile("[0-9A-Fa-f]{6}")


def hide(tree: Any, styles: Styles, notes: Notes) -> None:
    """Take out of a page what its reader does not see."""
    hide_blocks(tree, styles, notes)
    for element in standing(tree, "template", *INLINE):
        if is_unseen(element, styles):
            if spoken_instead(element, styles):
                element.attrib.pop("style", None)  # by which trafilatura would leave it out
                continue
            notes.add("hidden", bool(said(element).strip()))
            replace_by(element, "")
    for element in white_on_white(tree, styles):
        notes.add("hidden", bool(said(element).strip()))
        replace_by(element, "")


# ------------------------------------------------------------------ inside a line


def is_unseen(element: Any, styles: Styles) -> bool:
    """Whether an element inside a line is not to be seen."""
    if element.tag == "template" or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    look = styles.of(element)
    if not look or not unseen(look, bare=True):
        return False
    return unseen(look, bare=False) or not any(styles.of(inner) for inner in element.iterdescendants())


def spoken_instead(element: Any, styles: Styles) -> bool:
    """Whether an element is what programs read aloud in the place of one beside it that they pass over (`aria-hidden`):
    of the two, which say the same, this one is read."""
    look = styles.of(element)
    if element.get("aria-hidden") == "true" or hidden(look) or not gone(look):
        return False
    beside = (element.getprevious(), element.getnext())
    return any(other is not None and other.get("aria-hidden") == "true" for other in beside)


def white_on_white(tree: Any, styles: Styles) -> Iterator[Any]:
    """The elements inside lines whose letters have the colour of what is behind them. Where a block has no others, they
    stand on something that another sheet says."""
    found: dict[Any, list[Any]] = defaultdict(list)
    grounds: dict[Any, Shade | str] = {}
    blocks: dict[Any, Any] = {}
    for element in tree.iter(*INLINE):
        own = shade(colour_of(element, styles))
        if isinstance(own, str) or dressed(element, styles) or not alike(own, ground_of(element, styles, grounds)):
            continue
        if not any(colour_of(inner, styles) for inner in element.iterdescendants()):
            found[block_of(element, blocks)].append(element)
    for block, elements in found.items():
        if sum(len(bare(said(e))) for e in elements) < len(bare(said(block))):
            yield from elements


def colour_of(element: Any, styles: Styles) -> str:
    """The colour that is said of an element itself, empty for none."""
    return values(styles.of(element)).get("color") or attribute(element, "color")


def attribute(element: Any, name: str) -> str:
    """A colour that an old page gives as an attribute, with or without its #."""
    said = str(element.get(name) or "").strip()
    return f"#{said}" if BARE_HEX.fullmatch(said) else said


def dressed(element: Any, styles: Styles) -> bool:
    """Whether an element has a class of which another sheet may say what is behind it: a badge, a button."""
    return styles.elsewhere and any(name not in styles.classes for name in element.get("class", "").split())


def ground_of(element: Any, styles: Styles, known: dict[Any, Shade | str]) -> Shade | str:
    """The colour behind an element: the nearest that is said, else white; empty where it is not known."""
    passed = []
    behind: Shade | str = WHITE
    for outer in chain((element,), element.iterancestors()):
        if outer in known:
            behind = known[outer]
            break
        passed.append(outer)
        told = ground(styles.of(outer)) or outer.get("background") or attribute(outer, "bgcolor")
        if told and (behind := shade(told)) != CLEAR:
            break
        behind = WHITE
    known.update(dict.fromkeys(passed, behind))
    return behind


# ------------------------------------------------------------------ blocks


def hide_blocks(tree: Any, styles: Styles, notes: Notes) -> None:
    """Take out hidden blocks, unless they hold most of the page."""
    found = list(hidden_blocks(tree, styles))
    if not found:
        return
    prose = sum(len(bare(text)) for block in found if SENTENCE in (text := said(block)))
    if 2 * prose > len(bare(said(tree))):
        notes.add("unfolded", len(found))
        return
    for block in found:
        notes.add("hidden", bool(said(block).strip()) and is_content(block))
        if block.tag in CELLS and values(styles.of(block)).get("display") != "none":  # an empty cell keeps its place
            empty(block)
        else:
            replace_by(block, "")


def hidden_blocks(tree: Any, styles: Styles) -> Iterator[Any]:
    """The outermost hidden blocks of a page."""
    taken: set[Any] = set()
    for block in tree.iter(*BLOCKS):
        look = styles.of(block)
        marked = block.get("hidden") is not None or block.get("aria-hidden") == "true"
        if (marked or hidden(look) or far(look)) and not taken.intersection(block.iterancestors()):
            taken.add(block)
            yield block


def is_content(block: Any) -> bool:
    """Whether a block stands where the article may be: among paragraphs, or in what holds them."""
    parent = block.getparent()
    beside = parent is not None and parent.find("p") is not None
    return beside or block.tag == "p" or any(outer.tag in CONTENT for outer in block.iterancestors())
