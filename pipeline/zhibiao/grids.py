"""Tables among the lines of a text: their rows and cells, by bars, tabs or wide gaps.

    | 指标 | 2024年 |        bars, as Markdown has them and as pages and documents are rendered
    |------|--------|        a rule: what stands above it is the header
    出口    100.5            two spaces or more, a full-width one, or a tab between the cells

Lines aligned by gaps are a table only together: two or more in succession with as many cells, without the
punctuation of sentences, with figures in cells of their own. Where a cell is empty, a line has fewer; then its cells
belong to the columns of the fuller lines that they stand under, or a tab stands for each:

    项目        2025年          2024年
              金额   增长     金额   增长      a header over two columns each
    税收      1200    5.6     1136    3.0
    其他                        12    0.5
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from zhibiao.matching import compiled

Cell = tuple[int, int]

BARS = compiled(r"\s*\|.*\|\s*$")
RULE = compiled(r"\s*:?-{2,}:?\s*")
GAP = compiled(r"(?:\t|　| {2})[\t 　]*")
SENTENCE = compiled("[。！？；]|，(?![0-9]{3})")
FIGURE = compiled(r"[-+−–—↑↓▲▼±(（]?\s*[0-9][0-9,，.]*\s*(?:[%％]|[^\W\d]{0,4})[)）]?|[-—–…/]{1,3}|\.\.")
LONGEST_CELL = 40
MOST_CELLS = 256  # of a line of a table: what has more is none that anybody reads
WIDEST = 400  # characters of a line whose cells are looked for under those of another
# A line that states the unit or the title of the table under it: none of its rows.
STATEMENT = compiled(r"单位\s*[:：]|币种\s*[:：]|^表\s*[0-9一二三四五六七八九十]")


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
    block: list[tuple[int, list[Cell]]] = []
    for k, (start, end) in enumerate(lines):
        if BARS.match(text, start, end) and text.count("|", start, end) <= MOST_CELLS + 1:
            found[k] = cells_between_bars(text, start, end)
            continue
        cells = cells_between_gaps(text, start, end)
        if not fitting(text, cells):
            continue
        if block and k != block[-1][0] + 1:
            found |= tables_in(text, block)
            block = []
        block.append((k, cells))
    return found | tables_in(text, block)


def tables_in(text: str, block: Sequence[tuple[int, list[Cell]]]) -> dict[int, list[Cell]]:
    """The lines of tables among neighbours that may be of one."""
    runs: list[list[tuple[int, list[Cell]]]] = []
    for k, cells in block:
        if runs and goes_on(runs[-1], cells):
            runs[-1].append((k, cells))
        else:
            runs.append([(k, cells)])
    if len(runs) > 1:
        first = next((i for i, (_, cells) in enumerate(block) if not states(text, cells)), len(block))
        rest = block[first:]
        if whole := between_tabs(text, rest) or under_each_other(text, rest):
            return whole
    found: dict[int, list[Cell]] = {}
    for run in runs:
        found |= table_of(text, run)
    return found


def states(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a line states a table's unit or number."""
    return STATEMENT.search(text[cells[0][0] : cells[-1][1]]) is not None


def between_tabs(text: str, block: Sequence[tuple[int, list[Cell]]]) -> dict[int, list[Cell]]:
    """The lines of a block as rows whose cells a tab each parts, if its first line has one full cell for each column,
    or every line as many tabs: a header over several columns leaves cells empty behind it."""
    rows: dict[int, list[Cell]] = {}
    for k, cells in block:
        begin, end = whole_line(text, cells)
        if text.find("\t", begin, end) < 0:
            return {}
        edges = [begin - 1, *(i for i in range(begin, end) if text[i] == "\t"), end]
        rows[k] = [trimmed(text, a + 1, b) for a, b in pairwise(edges)]
    if len(rows) < 2:
        return {}
    head, *body = rows.values()
    even = len({len(row) for row in rows.values()}) == 1 and any(a < b for a, b in (row[-1] for row in body))
    while not even and head and head[-1][0] == head[-1][1]:
        head.pop()
    width = len(head)
    if (not even and any(a == b for a, b in head[1:])) or any(a < b for row in body for a, b in row[width:]):
        return {}
    rows = {k: [*row[:width], *[(row[-1][1], row[-1][1])] * (width - len(row))] for k, row in rows.items()}
    return rows if holds_figures(text, body) else {}


def under_each_other(text: str, block: Sequence[tuple[int, list[Cell]]]) -> dict[int, list[Cell]]:
    """The lines of a block as rows by the columns of its fullest lines: a cell of another line belongs to the one column
    that it stands under or over; a header over several belongs to the first of them. Nothing if any cell does not fit.
    """
    width = max((len(cells) for _, cells in block), default=0)
    full = [cells for _, cells in block if len(cells) == width]
    if len(full) < 2 or not 3 <= width <= WIDEST // 8 or any(c[-1][1] - c[0][0] > WIDEST for _, c in block):
        return {}
    if not holds_figures(text, full) or not close_together(text, block):
        return {}
    extents = [
        (min(place(text, row[k][0]) for row in full), max(place(text, row[k][1]) for row in full)) for k in range(width)
    ]
    if any(end > start for (_, end), (start, _) in pairwise(extents)):
        return {}
    rows: dict[int, list[Cell]] = {}
    first = next(k for k, cells in block if len(cells) == width)
    for k, cells in block:
        columns = [columns_of(text, cell, extents) for cell in cells]
        if k < first and len(cells) < width:
            columns = spanned(text, cells, extents)
        if any(len(c) != 1 for c in columns) or len({c[0] for c in columns}) < len(cells):
            return {}
        empty = (cells[0][0], cells[0][0])
        row = [empty] * width
        for cell, (column,) in zip(cells, columns, strict=True):
            row[column] = cell
        rows[k] = ordered(row)
    return rows


def spanned(text: str, cells: Sequence[Cell], extents: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each cell of a header with fewer cells than columns, the first of the columns whose middle is nearest to its
    own; nothing for a cell that no column is near to, or when a column lies as near to two."""
    labelled = 0 in columns_of(text, cells[0], extents)
    middles = [place(text, a) + place(text, b) for a, b in cells[labelled:]]
    groups: list[list[int]] = [[] for _ in middles]
    for k, (start, end) in enumerate(extents[1:], 1):
        near = sorted(range(len(middles)), key=lambda i: abs(middles[i] - start - end))
        if len(near) > 1 and abs(abs(middles[near[0]] - start - end) - abs(middles[near[1]] - start - end)) < 4:
            return [[] for _ in cells]
        groups[near[0]].append(k)
    return [*([[0]] if labelled else []), *(group[:1] for group in groups)]


def ordered(row: Sequence[Cell]) -> list[Cell]:
    """A row with its empty cells where they are: behind the cell before them."""
    done: list[Cell] = []
    for cell in row:
        done.append(cell if cell[0] < cell[1] or not done else (done[-1][1], done[-1][1]))
    return done


def columns_of(text: str, cell: Cell, extents: Sequence[tuple[int, int]]) -> list[int]:
    """The columns that a cell stands under or over."""
    start, end = place(text, cell[0]), place(text, cell[1])
    return [k for k, (a, b) in enumerate(extents) if start < b and a < end]


def close_together(text: str, block: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether no blank line parts the lines of a block."""
    return all(text.count("\n", a[-1][1], b[0][0]) <= 1 for (_, a), (_, b) in pairwise(block))


def whole_line(text: str, cells: Sequence[Cell]) -> tuple[int, int]:
    """Where the line of some cells begins and ends, its spaces included."""
    end = text.find("\n", cells[-1][1])
    return text.rfind("\n", 0, cells[0][0]) + 1, len(text) if end < 0 else end


def place(text: str, at: int) -> int:
    """How far from the beginning of its line a character stands, Chinese ones being twice as wide."""
    begin = text.rfind("\n", 0, at) + 1
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text[begin:at])


def holds_figures(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether some row has a figure in a cell behind its first."""
    return any(FIGURE.fullmatch(text, *cell) for cells in rows for cell in cells[1:])


def fitting(text: str, cells: Sequence[Cell]) -> bool:
    """Whether a line by itself may be of a table."""
    return 1 < len(cells) <= MOST_CELLS and not any(
        b - a > LONGEST_CELL or SENTENCE.search(text, a, b) for a, b in cells
    )


def goes_on(run: Sequence[tuple[int, list[Cell]]], cells: Sequence[Cell]) -> bool:
    """Whether a line has as many cells as those before it; a header may lack the first one, above the row headers."""
    before = len(run[-1][1])
    return len(cells) == before or (len(run) == 1 and len(cells) == before + 1)


def table_of(text: str, run: Sequence[tuple[int, list[Cell]]]) -> dict[int, list[Cell]]:
    """The lines of a run, if they are a table."""
    if len(run) < 2 or not holds_figures(text, [cells for _, cells in run]):
        return {}
    width = max(len(cells) for _, cells in run)
    return {k: [(cells[0][0], cells[0][0])] * (width - len(cells)) + cells for k, cells in run}
