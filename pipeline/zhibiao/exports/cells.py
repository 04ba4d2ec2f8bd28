"""A value as one cell of a CSV file that a spreadsheet may open."""

from __future__ import annotations

import re
from typing import Any

from zhibiao.table import FORMULA, is_formula

# What Excel and WPS turn into a date, a time or a number that is written otherwise when it stands alone in a cell: 1-8, 3/4,
# 11/2025, 8月1日, 3-Mar, 8:30, 1E5, 007, 1.50, (312), ¥5.
DAY = r"[0-9]{1,4}[-/.年][0-9]{1,2}(?:月|[-/.月][0-9]{1,4}日?)?|[0-9]{1,2}[-/][0-9]{4}|[0-9]{1,2}月[0-9]{1,2}日?"
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
CLOCK = "[0-9]{1,4}:[0-9]{1,2}(?::[0-9]{1,2}(?:[.][0-9]+)?)?(?: ?[ap]m?)?"
MISREAD = re.compile(
    rf"(?i:(?:{DAY})(?:[ T]{CLOCK})?|{CLOCK}|(?:[0-9]{{1,2}}[-/ ]?)?{MONTH}[-/ ]?(?:[0-9]{{1,4}})?(?:[-/ ,]{{1,2}}[0-9]{{2,4}})?"
    r"|[0-9.,]+e[-+]?[0-9]+|0[0-9]+(?:\.[0-9]*)?|[0-9]{12,}(?:\.[0-9]*)?|[0-9,]*\.[0-9]*0|[0-9,]*\.|\.[0-9]+|[0-9.,]{12,}"
    r"|[0-9]{1,3}(?:,[0-9]{1,3})+(?:\.[0-9]*)?|\([0-9.,]+%?\)|[$¥￥€£] ?[0-9.,]+|[0-9.,]+ ?[$¥￥€£]|[0-9]+ [0-9]+/[0-9]+|[0-9.,]+[-+]|[0-9.]+ ?%|true|false)"
)
EXACT_DIGITS = 15  # significant digits that a spreadsheet keeps


def plain(value: Any) -> Any:
    """Text that no program takes for a formula; other values as they are."""
    if isinstance(value, str) and is_formula(value):
        return "'" + value
    return value


def for_excel(value: Any) -> Any:
    """As `plain`, and text that a spreadsheet would misread is marked as text too."""
    if isinstance(value, str) and (FORMULA.match(value) or MISREAD.fullmatch(value.strip())):
        return "'" + value
    return value


def fits(decimal: str) -> bool:
    """Whether a spreadsheet keeps all digits of a number."""
    return len(decimal.lstrip("-").replace(".", "").strip("0")) <= EXACT_DIGITS


def number_for_excel(decimal: str | None) -> str | None:
    """A number, as text when a spreadsheet would round it."""
    return decimal if decimal is None or fits(decimal) else "'" + decimal
