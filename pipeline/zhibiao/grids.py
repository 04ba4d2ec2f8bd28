"""Tables among the lines of a text: their rows and cells, by bars, tabs or wide gaps.

    | 指标 | 2024年 |        bars, as Markdown has them and as pages and documents are rendered
    |------|--------|        a rule: what stands above it is the header
    出口    100.5            two spaces or more, a full-width one, or a tab between the cells

Lines aligned by gaps are a table only together: two or more in succession with as many cells, without the
punctuation of sentences, with figures in cells of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Cell = tuple[int, int]

BARS = re.compile(r"\s*\|.*\|\s*$")
RULE = re.compile(r"\s*:?-{2,}:?\s*")
GAP = re.compile(r"(?:\t|　| {2})[\t 　]*")
SENTENCE = re.compile("[。！？；，]")
FIGURE = re.compile(r"[-+−–—↑↓▲▼±]?\s*[0-9][0-9,，.]*\s*(?:[%％]|[^\W\d]{0,4})|[-—–…/]{1,3}|\.\.")
LONGEST_CELL = 40


def possible(text: str) -> bool:
    """Whether a text can hold a table at all: cheap, and false for most."""
    return "|" in text or "\t" in text or "  " in text or "　" in text


def cells_between_bars(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line between bars, empty ones as empty spans, without spaces around them."""
    first, last = text.index("|", start, end), text.rindex("|", start, end)
    edges = [first, *(i for i in range(first + 1, last) if text[i] == "|"), last]
    return [trimmed(text, a + 1, b) for a, b in pairwise(edges)]


def cells_between_gaps(text: str, start: int, end: int) -> list[Cell]:
    """The cells of a line with wide gaps between them."""
    cells: list[Cell] = []
    place = start
    for m in GAP.finditer(text, start, end):
        if m.start() > place:
            cells.append((place, m.start()))
        place = m.end()
    if place < end:
        cells.append((place, end))
    return cells


def trimmed(text: str, start: int, end: int) -> Cell:
    """The span without the spaces at its ends; an empty one stands where it began."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_rule(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a line is the rule under a header: |---|:-:|."""
    return bool(cells) and all(RULE.fullmatch(text, *cell) for cell in cells)


def tabular(text: str, lines: Sequence[tuple[int, int]]) -> dict[int, list[Cell]]:
    """The lines that belong to tables, by their number, with their cells. `lines` are visible extents."""
    found: dict[int, list[Cell]] = {}
    run: list[tuple[int, list[Cell]]] = []
    for k, (start, end) in enumerate(lines):
        if BARS.match(text, start, end):
            found[k] = cells_between_bars(text, start, end)
            continue
        cells = cells_between_gaps(text, start, end)
        if fitting(text, cells) and (not run or (k == run[-1][0] + 1 and goes_on(run, cells))):
            run.append((k, cells))
            continue
        found |= table_of(text, run)
        run = [(k, cells)] if fitting(text, cells) else []
    return found | table_of(text, run)


def fitting(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a line by itself may be of a table."""
    return len(cells) > 1 and not any(b - a > LONGEST_CELL or SENTENCE.search(text, a, b) for a, b in cells)


def goes_on(run: Sequence[tuple[int, list[Cell]]], cells: Sequence[Cell]) -> bool:
    """Whether a line has as many cells as those before it; a header may lack the first one, above the row headers."""
    before = len(run[-1][1])
    return len(cells) == before or (len(run) == 1 and len(cells) == before + 1)


def table_of(text: str, run: Sequence[tuple[int, list[Cell]]]) -> dict[int, list[Cell]]:
    """The lines of a run, if they are a table: some line has a figure in a cell behind its first."""
    if len(run) < 2 or not any(FIGURE.fullmatch(text, *cell) for _, cells in run for cell in cells[1:]):
        return {}
    width = max(len(cells) for _, cells in run)
    return {k: [(cells[0][0], cells[0][0])] * (width - len(cells)) + cells for k, cells in run}
