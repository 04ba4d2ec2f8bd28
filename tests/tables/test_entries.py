"""What a cell holds: its figure with its marks, nothing, or words."""

import pytest

from zhibiao.tables.entries import direction_of, figure_in, holds_figure, is_nothing, is_plain

# A cell, the unit of its header => the text of the figure, its value and unit, and the direction it says itself.
READ = """
5.2, % => 5.2 | 5.2 % | 0
-3.4亿元, % => -3.4亿元 | -340000000 元 | 0
—5.6, % => —5.6 | -5.6 % | 0
- 5.6, % => - 5.6 | -5.6 % | 0
(312), 万元 => (312) | -3120000 元 | 0
（0.6）, % => （0.6） | -0.6 % | 0
(0.2)%,  => (0.2)% | -0.2 % | 0
(0.2%),  => (0.2%) | -0.2 % | 0
+3.2%,  => 3.2% | 3.2 % | 1
↓1.5%,  => ↓1.5% | -1.5 % | -1
↑ 6.5%,  => 6.5% | 6.5 % | 1
▼1.5, % => ▼1.5 | -1.5 % | -1
下降1.5%,  => 下降1.5% | -1.5 % | -1
上涨3元,  => 3元 | 3 元 | 1
4.20↑, 元/公斤 => 4.20 | 4.20 元/公斤 | 0
4.7M, 股 => 4.7M | 4700000 股 | 0
1.2B, 美元 => 1.2B | 1200000000 美元 | 0
320K, 人 => 320K | 320000 人 | 0
US$96.4B,  => US$96.4B | 96400000000 美元 | 0
1,234①, 元 => 1,234 | 1234 元 | 0
1,234[1], 元 => 1,234 | 1234 元 | 0
1,234*, 元 => 1,234 | 1234 元 | 0
1,234¹, 元 => 1,234 | 1234 元 | 0
*1,234, 元 => 1,234 | 1234 元 | 0
1，234, 元 => 1，234 | 1234 元 | 0
1\u2009234\u2009567, 元 => 1\u2009234\u2009567 | 1234567 元 | 0
1.4万, 亿元 => 1.4万 | 1400000000000 元 | 0
５.６％,  => ５.６％ | 5.6 % | 0
40岁以下,  => 40岁 | 40 岁 | 0
"""


def cases(table: str) -> list[tuple[str, str, str]]:
    """(cell, unit, what is expected) of each line."""
    lines = [line.replace("\\u2009", "\u2009").partition(" => ") for line in table.splitlines() if line]
    return [(*left.rsplit(", ", 1), right) for left, _, right in lines]  # type: ignore[misc]


@pytest.mark.parametrize(("cell", "unit", "expected"), cases(READ))
def test_figures(cell: str, unit: str, expected: str) -> None:
    entry = figure_in(cell, unit)
    assert entry is not None
    assert holds_figure(cell)
    read = f"{cell[entry.start : entry.end]} | {entry.quantity.value} {entry.quantity.unit} | {entry.said}"
    assert read == expected


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        *(("4.7M", unit) for unit in ("", "%", "万元", "吨")),  # letters scale money and counts that have no scale
        *(
            (cell, "元")
            for cell in ("— 5.6", "1 234", "12(3)", "1,23", "1.234,56", "3-1", "600123-1", "A-12", "(+3)", "1,234-")
        ),
    ],
)
def test_no_figures(cell: str, unit: str) -> None:
    assert figure_in(cell, unit) is None


@pytest.mark.parametrize(
    "cell",
    ["", "-", "—", "——", "--", "–", "…", "……", "...", "..", "/", "N/A", "n.a.", "NM", "无", "不适用", "***", "−"],
)
def test_nothing(cell: str) -> None:
    assert is_nothing(cell)
    assert not holds_figure(cell)


@pytest.mark.parametrize("cell", ["0", "-1", "5.6%", "持平", "白沙港", "N"])
def test_something(cell: str) -> None:
    assert not is_nothing(cell)


@pytest.mark.parametrize(
    ("mark", "direction"),
    [("+", 1), ("↑", 1), ("▲", 1), ("↓", -1), ("▼", -1), ("上涨", 1), ("减少", -1), ("-", 0), ("—", 0), ("", 0)],
)
def test_directions(mark: str, direction: int) -> None:
    assert direction_of(mark) == direction


@pytest.mark.parametrize(
    ("cell", "plain"), [("1,234.5", True), ("(5)", True), ("5.6%", True), ("40岁", False), ("男", False)]
)
def test_plain_numerals(cell: str, plain: bool) -> None:
    assert is_plain(cell) is plain


@pytest.mark.parametrize("cell", ["1" * 10**6, "(" * 10**6, "1," * 10**5, "↑" * 10**5, "，" * 10**5])
def test_long_cells_are_no_figures(cell: str) -> None:
    assert figure_in(cell[: 10**5]) is None
