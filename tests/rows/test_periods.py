"""Which period each figure of a sentence takes (`periods.txt`)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
        begun = f"{row.period_start}.." if row.period_start and not row.period_end else ""
        got.append(f"{row.text} {begun or '..'.join(days if len(set(days)) > 1 else days[:1]) or '-'}")
    figures = {line.split()[0] for line in want}
    assert [line for line in got if line.split()[0] in figures] == want


FRAMES = "今年 去年 上年 当年 次年 10月 3月份 前三季度 截至6月末 昨天 5日 当天 次日 同期 去年同期 今冬 目前 上个月 即日起至2026年3月 近三年".split()
PARTS = ["，全市产值5亿元", "，比上年增长3%", "举行发布会。", "，市统计局称，出口额为8亿元。", "的产值为6亿元，", "。"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(FRAMES), st.sampled_from(PARTS)), min_size=1, max_size=5),
    st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)),
)
def test_periods_of_rows_are_whole_and_near_the_anchor(said: list[tuple[str, str]], published: dt.date) -> None:
    """Whatever times follow each other: no last day without a first, in order; only 次年 and 上年 lead away from the anchor."""
    text = "".join(time + part for time, part in said)
    reach = 4 + sum(time in ("次年", "次日", "上年", "去年同期") for time, _ in said)
    for row in extract_article(Article("a", text.replace("2026", str(published.year)), published=published)).rows:
        assert row.period_end is None or row.period_start is not None
        if row.period_start and row.period_end:
            assert row.period_start <= row.period_end
            assert abs(row.period_end.year - published.year) <= reach
