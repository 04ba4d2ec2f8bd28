"""Lines of a page and what they are: text, headlines, captions, tables, furniture; and how lines make paragraphs.

    …构建“交易—组货—结        an open line: no punctuation ends it
    （blank）
    甲港 / 张三 摄            a caption: short, without punctuation, with a credit
    算”四单联动机制。          joined to the open line

What interrupts a paragraph is moved behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhibiao.grids import Cell, possible, tabular
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Section, SectionKind

# Zero-width characters, byte-order marks, soft hyphens, marks of direction and selectors of variants carry nothing.
ZERO_WIDTH = "\u061c\u180e\ufe00-\ufe0f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad"
# Nor do control characters, which have no shape; line ends and tabs are none of these.
CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x9f"
INVISIBLE = compiled(f"[{ZERO_WIDTH}{CONTROL}]")
LINE = compiled(r"[^\n\r\u2028\u2029\f\v]+")
PUNCTUATED = compiled("[，,。；;！？!?：:]")
TERMINAL = compiled(r"[。！？!?…；;：:][”’」』）)\"]*\s*$")
HEADING_MARK = compiled(r"#{1,6}\s")
ITEM_MARK = compiled(r"(?:[-*+•·]|[0-9]{1,2}[.)])\s")
LONGEST_HEADING = 45
LONGEST_TITLE = 60  # of a table
STOPS = compiled("[，,。；;！？!?]")
# A page is set in whole paragraphs when so many of its lines of text end as sentences do, of at least so many.
WHOLE, FEWEST = 0.7, 3
HEADING_SHARE = 0.7  # of the length of the middle paragraph: a heading is no longer
# A word cut at a line end: China—|goods, Chi-|nagoods.
HYPHENATED = compiled("[A-Za-z][-\u00ad\u2010\u2011—]$")
# Sections that say nothing of what a line is.
PARTS = frozenset({"body", "skipped"})
QUOTES = (("“", "”"), ("《", "》"), ("（", "）"))


def whole_line(name: str) -> Any:
    """The patterns of one kind of line."""
    return compiled("|".join(f"(?:{pattern})" for pattern in load("layout")[name]["patterns"]))


FURNITURE, CAPTION = whole_line("furniture"), whole_line("caption")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its visible extent, the newline before it, what it is, and a table line's cells."""

    start: int
    end: int
    newline: int
    kind: str  # text, item, headline, caption, table, furniture
    cells: tuple[Cell, ...] = ()
    given: bool = False  # the format said so, not the words


def lines_of(original: str, sections: Sequence[Section] = ()) -> list[Line]:
    """The lines that hold something; `sections` say what some of them are, the rest is told by their words."""
    lines = []
    for m in LINE.finditer(original):
        start, end = m.span()
        while start < end and (original[start].isspace() or INVISIBLE.match(original[start])):
            start += 1
        while end > start and (original[end - 1].isspace() or INVISIBLE.match(original[end - 1])):
            end -= 1
        if start < end:
            lines.append(Line(start, end, max(0, m.start() - 1), line_kind(original[start:end])))
    given = {k: section.kind for section in sections if section.kind not in PARTS for k in within(lines, section)}
    tables = tabular(original, [(line.start, line.end) for line in lines]) if possible(original) else {}
    for k, kind in given.items():
        if k not in tables and kind != "table":
            lines[k] = replace(lines[k], kind=kind, given=True)
    for k, cells in tables.items():
        lines[k] = replace(lines[k], kind="table", cells=tuple(cells))
    return lines


def within(lines: Sequence[Line], section: Section) -> range:
    """The numbers of the lines inside a section."""
    first = bisect_left(lines, section.start, key=lambda line: line.start)
    beyond = bisect_right(lines, section.end, key=lambda line: line.end)
    return range(first, beyond)


def line_kind(line: str) -> str:
    """What a line is by itself.

    # 标题        => headline
    张三 摄       => caption
    今年以来，出口 => text
    责编：赵一鸣   => furniture
    """
    if HEADING_MARK.match(line):
        return "headline"
    if len(line) <= LONGEST_HEADING:
        if FURNITURE.match(line):
            return "furniture"
        if CAPTION.match(line):
            return "caption"
    if ITEM_MARK.match(line):
        return "item"
    if len(line) <= LONGEST_HEADING and not PUNCTUATED.search(line):
        return "headline"
    return "text"


def paragraphs(original: str, lines: Sequence[Line]) -> Iterator[tuple[SectionKind, list[Line]]]:
    """Paragraphs and the short lines between them, in reading order."""
    held: list[tuple[SectionKind, list[Line]]] = []
    current: list[Line] = []
    lines = with_subheadings(original, lines)
    for i, line in enumerate(lines):
        if (
            line.kind == "headline"
            and not line.given
            and broken(original, line, lines[i + 1] if i + 1 < len(lines) else None)
        ):
            line = replace(line, kind="text")
        if line.kind in ("headline", "caption", "table", "furniture"):
            kind: SectionKind = line.kind  # type: ignore[assignment]
            if kind == "headline" and not line.given and i + 1 < len(lines) and lines[i + 1].kind == "caption":
                kind = "caption"
            if current and (not open_line(original, current[-1]) or (kind == "table" and titled(original, current))):
                yield "body", current
                current = []
            if current:
                held.append((kind, [line]))
            else:
                yield kind, [line]
        elif current and line.kind == "text" and open_line(original, current[-1]):
            current.append(line)
            if not open_line(original, line):
                yield "body", current
                yield from held
                current, held = [], []
        else:
            if current:
                yield "body", current
            yield from held
            held = []
            current = [line]
    if current:
        yield "body", current
    yield from held


def with_subheadings(original: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, those of them headlines that hold a comma or a colon but no end, where the page is not set in narrow
    columns: there nearly every line of text ends as sentences do.

    二季度展望：指引低于预期，但需求依然向好   => headline, among lines that each are whole paragraphs
    """
    running = [line for line in lines if line.kind == "text"]
    closed = [line.end - line.start for line in running if not open_line(original, line)]
    if len(closed) < FEWEST or len(closed) < WHOLE * len(running):
        return lines
    shortest = sorted(closed)[len(closed) // 2] * HEADING_SHARE
    return [
        replace(line, kind="headline")
        if line.kind == "text"
        and not line.given
        and line.end - line.start <= min(LONGEST_HEADING, shortest)
        and open_line(original, line)
        and (k + 1 == len(lines) or "\n" in original[line.end : lines[k + 1].start])
        else line
        for k, line in enumerate(lines)
    ]


def broken(original: str, line: Line, following: Line | None) -> bool:
    """Whether a short line is the first of a narrow column and no heading: it stops inside a figure, a word or a
    quotation, or the next line follows without a blank one and is as wide."""
    said = original[line.start : line.end]
    if following is None or HEADING_MARK.match(said):
        return False
    if re.search(r"[0-9][.,]?$", said) and original[following.start].isdigit():
        return True
    if HYPHENATED.search(said) and original[following.start].islower():
        return True
    if any(said.count(opened) > said.count(closed) for opened, closed in QUOTES):
        return True
    adjacent = "\n" not in original[line.end : following.start].strip(" \u3000\r").replace("\n", "", 1)
    alike = abs((line.end - line.start) - (following.end - following.start)) <= 2
    return adjacent and alike and following.kind == "text" and line.end - line.start >= 8


def titled(original: str, lines: Sequence[Line]) -> bool:
    """Whether the lines before a table are its title or its unit (表1：甲市出口额（单位：亿元）), and no sentence that
    the table interrupts."""
    said = "".join(original[line.start : line.end] for line in lines)
    return len(said) <= LONGEST_TITLE and not STOPS.search(said)


def open_line(original: str, line: Line) -> bool:
    """Whether a line of text stops in mid-sentence."""
    return not TERMINAL.search(original[max(line.start, line.end - 6) : line.end])
