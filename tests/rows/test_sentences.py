"""Sentence-level behaviour of the rules, by phenomenon (`sentences/*.toml`): a sentence and the cells of its rows as they are
proposed, before anything is weighed."""

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article
from zhibiao.weighing.weigh import unweighed

FILES = sorted(Path(__file__).with_name("sentences").glob("*.toml"))
CASES = [tomllib.loads(path.read_text("utf-8"), parse_float=Decimal) for path in FILES]
EACH = [pytest.param(case, id=f"{name}: {case['text'][:12]}") for file in CASES for name in file for case in file[name]]
PUBLISHED = dt.date(2026, 3, 5)


@pytest.mark.parametrize("case", EACH)
def test_rows_of_a_sentence(case: dict[str, Any]) -> None:
    rows = extract_article(Article("x", case["text"], case.get("title", ""), PUBLISHED), unweighed).rows
    assert len(rows) == len(case["rows"]) > 0, [row.text for row in rows]
    for row, cells in zip(rows, case["rows"], strict=True):
        got = {name: getattr(row, name) for name in cells}
        got = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in got.items()}
        assert got == cells, row.text
