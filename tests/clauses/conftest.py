"""A sentence as the readers of clauses get it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhibiao.page import Page
from zhibiao.rows.scene import Scene
from zhibiao.spans.marks import mark
from zhibiao.text import mend_text

Reader = Callable[[str], Scene]


@pytest.fixture(scope="session")
def scene() -> Reader:
    """The first sentence of a text."""
    return lambda text: Scene(Page(text, mend_text(text).sentences, mark(text)), 0)


def rows_of(table: str) -> list[tuple[str, str]]:
    """(text, expected) of the lines `text => expected`; `-` expects nothing."""
    pairs = (line.split(" => ") for line in table.strip().splitlines() if " => " in line)
    return [(text.strip(), "" if want.strip() == "-" else want.strip()) for text, want in pairs]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with `text` and `want` reads the table EXAMPLES of its module."""
    if {"text", "want"} <= set(metafunc.fixturenames):
        table = rows_of(metafunc.module.EXAMPLES)
        metafunc.parametrize(("text", "want"), table, ids=[text[:16] for text, _ in table])
