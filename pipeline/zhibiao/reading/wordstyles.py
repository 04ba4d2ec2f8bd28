"""What the formatting of a Word document says of a run: struck through, hidden, above or below the line.

A property stands in the run, else in its character style, else in the style of the paragraph, else in those that these
are based on (ECMA-376, part 1, 17.7.2).
"""

from __future__ import annotations

import re
from typing import Any, Literal

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = frozenset({"0", "false", "off", "none"})
RAISED = 4  # half-points; runs moved up by so much are raised, by less they are adjusted
TINY = 2  # half-points
WHITE = re.compile("(?:F[89A-F]){3}", re.IGNORECASE)
Place = Literal["", "superscript", "subscript"]


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Any) -> None:
        """`root` is the tree of styles.xml, or None."""
        self.properties: dict[str, Any] = {}
        self.based_on: dict[str, str] = {}
        self.default: dict[str, str] = {}
        for style in root.iter(WORD + "style") if root is not None else ():
            name = style.get(WORD + "styleId", "")
            self.properties[name] = style.find(WORD + "rPr")
            self.based_on[name] = value_of(style.find(WORD + "basedOn"))
            if style.get(WORD + "default") in ("1", "true"):
                self.default[style.get(WORD + "type", "")] = name

    def of(self, paragraph: Any) -> str:
        """The id of a paragraph's style."""
        properties = paragraph.find(WORD + "pPr")
        chosen = value_of(properties.find(WORD + "pStyle")) if properties is not None else ""
        return chosen or self.default.get("paragraph", "")

    def found(self, run: Any, around: str, name: str) -> Any:
        """The element of a property that holds for a run in a paragraph of a style, or None."""
        own = run.find(WORD + "rPr")
        if own is not None and (found := own.find(WORD + name)) is not None:
            return found
        chosen = own.find(WORD + "rStyle") if own is not None else None
        for style in (value_of(chosen), around):
            seen: set[str] = set()
            while style and style not in seen:
                seen.add(style)
                properties = self.properties.get(style)
                if properties is not None and (found := properties.find(WORD + name)) is not None:
                    return found
                style = self.based_on.get(style, "")
        return None

    def on(self, run: Any, around: str, name: str) -> bool:
        """Whether a property that is either on or off holds for a run."""
        found = self.found(run, around, name)
        return found is not None and value_of(found) not in OFF

    def tiny(self, run: Any, around: str) -> bool:
        """Whether a run is set so small that nobody sees it."""
        size = value_of(self.found(run, around, "sz"))
        return size.isdecimal() and int(size[:9]) <= TINY

    def white(self, run: Any, around: str) -> bool:
        """Whether the letters of a run are white and nothing is said of what is behind them."""
        if not WHITE.fullmatch(value_of(self.found(run, around, "color"))):
            return False
        return all(self.found(run, around, name) is None for name in ("shd", "highlight"))

    def place(self, run: Any, around: str) -> Place:
        """Whether a run stands above or below the line."""
        aligned = value_of(self.found(run, around, "vertAlign"))
        if aligned in ("superscript", "subscript"):
            return "superscript" if aligned == "superscript" else "subscript"
        moved = value_of(self.found(run, around, "position"))
        return "superscript" if moved.isdigit() and int(moved) >= RAISED else ""


def value_of(element: Any) -> str:
    """The value of a property, or empty."""
    return str(element.get(WORD + "val") or "") if element is not None else ""


# What runs are made of, beside text.
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def said_on(paragraph: Any) -> str:
    """The characters of a paragraph of plain runs."""
    pieces = []
    for run in paragraph.iterchildren(WORD + "r"):
        for part in run:
            name = part.tag.removeprefix(WORD) if isinstance(part.tag, str) else ""
            pieces.append((part.text or "") if name == "t" else BREAKS.get(name, ""))
    return "".join(pieces)
