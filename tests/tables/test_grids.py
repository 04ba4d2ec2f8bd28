"""Tables among lines: which lines are of one, and which cells stand under which."""

import re
import sys

import pytest

from zhibiao.grids import tabular

# Lines as they stand => the rows of tables, cells between bars; lines that are of none are left out.
CASES: dict[str, tuple[str, list[str]]] = {
    "as many cells in each": ("地区    2024年\n广东    9\n浙江    8", ["地区|2024年", "广东|9", "浙江|8"]),
    "an empty cell in the middle": (
        "项目      2024年    2025年\n收入         12        13\n其他                    1",
        ["项目|2024年|2025年", "收入|12|13", "其他||1"],
    ),
    "a header over two columns each": (
        "项目      2025年          2024年\n         金额   增长    金额   增长\n收入     1200    5.6    1136    3.0\n支出      900    2.0     882    1.0",
        ["项目|2025年||2024年|", "|金额|增长|金额|增长", "收入|1200|5.6|1136|3.0", "支出|900|2.0|882|1.0"],
    ),
    "the unit above is none of its lines": (
        "决算表    单位：万元\n项目      2024年    2025年\n收入         12        13\n其他                    1",
        ["项目|2024年|2025年", "收入|12|13", "其他||1"],
    ),
    "a cell under two columns": (
        "项目      2024年    2025年\n收入         12        13\n其他         12345678901234",
        ["项目|2024年|2025年", "收入|12|13"],
    ),
    "a tab for each cell": ("名次\t队\t金\t银\n1\t甲\t\t5\n2\t乙\t3\t", ["名次|队|金|银", "1|甲||5", "2|乙|3|"]),
    "tabs that only align": ("项目\t\t2024年\n收入\t\t12", ["项目|2024年", "收入|12"]),
    "thousands with full-width commas": ("项目    2024年\n收入    1，234", ["项目|2024年", "收入|1，234"]),
    "sentences": ("甲市今年出口，    同比增长。\n乙市    丙市", []),
}


def rows_of(text: str) -> list[str]:
    lines = [m.span() for m in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    found = tabular(text, lines)
    return ["|".join(text[a:b] for a, b in found[k]) for k in sorted(found)]


@pytest.mark.parametrize(
    "head",
    [
        "地区\t出口额\t\t\n\t总额（亿元）\t同比（％）\t占比（％）",
        "\t出口额\t\t进口额\n地区\t总额\t同比\t总额",
        "地区\t\t一季度\t\n\t出口\t进口\t合计",
    ],
)
def test_a_header_over_several_columns_between_tabs(head: str) -> None:
    """As a spreadsheet copies merged cells: the cells behind the first are empty, and every line has as many tabs."""
    rows = rows_of(f"{head}\n厦门市\t71.2\t-5.5\t12.3\n泉州市\t3.1\t6.2\t9.9\n")
    assert rows == [
        *(line.replace("\t", "|") for line in head.split("\n")),
        "厦门市|71.2|-5.5|12.3",
        "泉州市|3.1|6.2|9.9",
    ]


@pytest.mark.parametrize("name", CASES)
def test_rows(name: str) -> None:
    text, expected = CASES[name]
    assert rows_of(text) == expected


def test_no_line_has_more_cells_than_are_read() -> None:
    assert rows_of("甲  " * 300 + "\n" + "1  " * 300) == []
    assert rows_of("|" + " 1 |" * 300) == []


@pytest.mark.parametrize("line", ["项目    1    2\n项目    1\n", "甲\t1\t\n", "甲  1\n甲  1  2\n"])
def test_work_grows_with_length(line: str) -> None:
    """By the calls that are made, of Python's own functions, too: the clock of a busy machine says nothing."""

    def calls(text: str) -> int:
        events: list[str] = []
        sys.setprofile(lambda frame, event, given: events.append(event))
        try:
            rows_of(text)
        finally:
            sys.setprofile(None)
        return len(events)

    few, many = (calls(line * n) for n in (500, 4000))
    assert few < many < 8 * few * 1.2
