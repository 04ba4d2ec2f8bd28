"""Tables by what is hard about them: the files of `kinds/`, each a kind, with the rows that they must give."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Row

FILES = sorted(Path(__file__).with_name("kinds").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in FILES
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def shown(row: Row) -> str:
    value = row.value if row.value_to is None else f"{row.value}..{row.value_to}"
    cells = (row.subject, row.indicator, row.measure, value, row.unit, row.basis, row.period_start or "", row.text)
    return "|".join(map(str, cells))


@pytest.mark.parametrize("case", CASES)
def test_tables(case: dict[str, Any]) -> None:
    rows = extract_article(Article("", case["text"], published=dt.date(2026, 1, 20))).rows
    assert [shown(row) for row in rows] == case["rows"]
    assert all(case["text"][row.start : row.end] == row.text for row in rows)
