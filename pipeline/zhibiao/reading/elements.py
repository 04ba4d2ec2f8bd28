"""Elements of a page's tree: taken out, put in each other's place, what they say."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import chain
from typing import Any

# Inside a line.
INLINE = ("span", "b", "strong", "i", "em", "font", "a", "u", "small", "big", "mark", "label", "code", "ins")
CONTENT = ("p", "figure", "article", "main", "td", "li")
REPLACED = "replaced"  # the tag of a text in an element's place, until all are joined to what stands around them


def standing(tree: Any, *tags: str) -> Iterator[Any]:
    """The elements of some tags, or all, in their order: those that are still in the tree when their turn comes. (To look
    for the tree above each of them would take as long as all of them are deep.)"""
    gone = set()
    for element in [*tree.iter()]:
        parent = element.getparent()
        if element is not tree and (parent is None or parent in gone):
            gone.add(element)
        elif isinstance(element.tag, str) and (not tags or element.tag in tags):
            yield element


def said(element: Any) -> str:
    """The text of an element."""
    return "".join(element.itertext())


def replace_by(element: Any, text: str) -> None:
    """Put a text in an element's place; what follows the element stays. (Joined to the text before it, which grows,
    a thousand of them would take a million times as long as one.)"""
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = REPLACED, text, tail


def join(tree: Any) -> None:
    """Join texts in the places of elements to what stands around them, each paragraph's as one: lxml leaves them as many
    as they were, and what looks at each of many takes long."""
    around = {element.getparent() for element in tree.iter(REPLACED)} - {None}
    import_module("lxml.etree").strip_tags(tree, REPLACED)
    for element in around:
        element.text = element.text
        for child in element:
            child.tail = child.tail


def block_of(element: Any, known: dict[Any, Any]) -> Any:
    """The block that an element inside a line stands in."""
    passed = []
    block = element
    for block in chain((element,), element.iterancestors()):
        if block in known:
            block = known[block]
            break
        if block.tag not in INLINE:
            break
        passed.append(block)
    known.update(dict.fromkeys(passed, block))
    return block


def bare(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())


def empty(cell: Any) -> None:
    """Leave nothing in a cell."""
    tag, tail = cell.tag, cell.tail
    cell.clear()
    cell.tag, cell.tail = tag, tail
