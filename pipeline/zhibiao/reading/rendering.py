"""Documents that are not plain text, rendered as the text that offsets point into, with its sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhibiao.model import Section, SectionKind

# White space, without the control characters that Python counts among it: no other format makes a space of them.
SPACES = re.compile("[^\\S\x1c-\x1f\x85]+")


class Page:
    """A text that grows by lines, and the stretches that the document itself tells apart."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.found: list[Section] = []

    def add(self, line: str, kind: SectionKind = "body", gap: str = "\n\n") -> None:
        """A line, with the gap behind it; a kind other than body becomes a section."""
        if not line:
            return
        if kind != "body":
            self.found.append(Section(kind, self.length, self.length + len(line)))
        self.pieces += (line, gap)
        self.length += len(line) + len(gap)

    def gap(self) -> None:
        """An empty line, if there is none."""
        if self.pieces and not self.pieces[-1].endswith("\n\n"):
            self.pieces.append("\n")
            self.length += 1

    @property
    def text(self) -> str:
        return "".join(self.pieces).rstrip("\n")

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(self.found)


def on_one_line(text: str) -> str:
    """A text with one space for any white space between its words."""
    return SPACES.sub(" ", text).strip(" ")


def bars(cells: Sequence[str]) -> str:
    """A table row as a line of cells between bars; a bar inside a cell would end it."""
    return "| " + " | ".join(cell.replace("|", "｜") for cell in cells) + " |"
