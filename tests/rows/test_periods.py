"""Which period each figure of a sentence takes (`periods.txt`)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhibiao.extraction import extract_article
from zhibiao.model import Article

PUBLISHED = dt.date(2025, 11, 16)


def cases() -> Iterator[tuple[str, list[str]]]:
    """(sentence, its lines `figure days`)."""
    block: list[str] = []
    for line in Path(__file__).with_name("periods.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if not line.startswith(" ") and block:
            yield block[0], block[1:]
            block = []
        block.append(line.strip())
    yield block[0], block[1:]


@pytest.mark.parametrize(
    ("sentence", "want"), list(cases()), ids=lambda value: value[:12] if isinstance(value, str) else ""
)
def test_period_of_each_figure(sentence: str, want: list[str]) -> None:
    result = extract_article(Article("a", sentence, published=PUBLISHED))
    got = []
    for row in result.rows:
        days = [str(day) for day in (row.period_start, row.period_end) if day]
        got.append(f"{row.text} {'..'.join(days if len(set(days)) > 1 else days[:1]) or '-'}")
    figures = {line.split()[0] for line in want}
    assert [line for line in got if line.split()[0] in figures] == want
