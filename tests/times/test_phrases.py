"""Phrases of the calendar, each at six anchors: what a phrase means is written for any day (see `phrases.tsv`)."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao import periods
from zhibiao.times import find, resolve
from zhibiao.times.clock import shifted

ANCHORS = [
    dt.date(2025, 11, 16),
    dt.date(2024, 2, 29),
    dt.date(2025, 1, 1),
    dt.date(2025, 12, 31),
    dt.date(2026, 3, 31),
    dt.date(2023, 8, 7),
]


def phrases() -> Iterator[tuple[str, str, str, int]]:
    """(phrase, first, last, n) of every line, one for each number it stands for."""
    for line in Path(__file__).with_name("phrases.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        phrase, first, last, *more = line.split("\t")
        if "{}" not in phrase:
            yield phrase, first, last, 0
            continue
        for n in more[0].split():
            yield phrase.format(n), first, last, int(n)


def day(year: int, month: int, number: int) -> dt.date:
    """A day; a month outside of 1..12 carries over."""
    total = year * 12 + month - 1
    return dt.date(total // 12, total % 12 + 1, number)


def end(year: int, month: int) -> dt.date:
    first = day(year, month, 1)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def nth(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The n-th weekday (Monday is 1) of a month."""
    return [
        day
        for day in calendar.Calendar().itermonthdates(year, month)
        if day.month == month and day.isoweekday() == weekday
    ][n - 1]


def meant(formula: str, anchor: dt.date, n: int) -> dt.date:
    names: dict[str, Any] = {
        "Y": anchor.year,
        "M": anchor.month,
        "A": anchor,
        "W": anchor - dt.timedelta(days=anchor.weekday()),
        "D": dt.timedelta(days=1),
        "n": n,
        "d": day,
        "e": end,
        "wk": lambda year, week: dt.date.fromisocalendar(year, week, 1),
        "nth": nth,
        "back": lambda years: shifted(anchor, years=-years),
        "ago": lambda months: shifted(anchor, months=-months),
    }
    found: dt.date = eval(formula, {"__builtins__": {}}, names)
    return found


PHRASES = list(phrases())


def test_there_are_enough() -> None:
    assert len(PHRASES) >= 500


@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_phrases(anchor: dt.date) -> None:
    wrong = []
    for phrase, first, last, n in PHRASES:
        want = (meant(first, anchor, n), meant(last, anchor, n))
        whole = [t for t in find(phrase) if t.text == phrase]
        period = (resolve(whole[0], anchor) or resolve(whole[0], anchor, ahead=True)) if whole else None
        got = (period.begin, period.finish) if period else None
        if got != want:
            wrong.append(f"{phrase}: {got and ' '.join(map(str, got))}, not {want[0]} {want[1]}")
    assert not wrong, f"{len(wrong)} of {len(PHRASES)}\n" + "\n".join(wrong)


def read(phrase: str, anchor: dt.date) -> tuple[dt.date, dt.date]:
    expr = next(t for t in find(phrase) if t.text == phrase)
    period = resolve(expr, anchor) or resolve(expr, anchor, ahead=True)
    assert period
    return period.begin, period.finish


def names(*formulas: str) -> set[str]:
    return {name for formula in formulas for name in re.findall("[A-Za-z]+", formula)}


# Phrases of the anchor's year and month, and phrases that carry their own year.
RELATIVE = [p for p, first, last, _ in PHRASES if names(first, last) <= {"Y", "M", "d", "e", "n"} and "Y" in first]
FIXED = [p for p, first, last, _ in PHRASES if names(first, last) <= {"d", "e", "n", "wk"}]


def month_end(day: dt.date) -> bool:
    return (day + dt.timedelta(days=1)).day == 1


@given(phrase=st.sampled_from(RELATIVE), anchor=st.dates(dt.date(2001, 1, 1), dt.date(2060, 12, 31)))
def test_a_year_later_the_relative_is_a_year_later(phrase: str, anchor: dt.date) -> None:
    for now, later in zip(read(phrase, anchor), read(phrase, shifted(anchor, years=1)), strict=True):
        assert later == shifted(now, years=1) or (month_end(now) and month_end(later) and later.month == now.month)


@given(phrase=st.sampled_from(FIXED), anchor=st.dates(dt.date(2001, 1, 1), dt.date(2060, 12, 31)))
def test_what_carries_its_year_asks_no_anchor(phrase: str, anchor: dt.date) -> None:
    if not re.search("年代|本世纪|庚子", phrase):  # the nearest of that name
        assert read(phrase, anchor) == read(phrase, dt.date(2025, 11, 16))


SAID_WITHOUT_A_YEAR = [
    *(
        "8月",
        "31日",
        "8月31日",
        "三季度",
        "上半年",
        "前10个月",
        "1—8月",
        "12月末",
        "年底",
        "月初",
        "中旬",
        "上周",
        "下周三",
        "昨天",
    ),
    *(
        "当天",
        "次日",
        "次年",
        "同期",
        "去年同期",
        "当月",
        "春节",
        "国庆节",
        "冬至",
        "夏季",
        "周五",
        "第二季度",
        "7月30日到8月2日",
        "今年",
        "明年",
    ),
]


@given(
    st.lists(st.sampled_from(SAID_WITHOUT_A_YEAR), min_size=1, max_size=4),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)),
)
def test_no_year_that_neither_text_nor_anchor_licenses(said: list[str], anchor: dt.date) -> None:
    """What says no year stays by the anchor: each 次年 or 去年同期 may go a year further, nothing else does."""
    reach = 1 + sum(word in ("次年", "去年同期", "同期", "明年", "冬至", "夏季") for word in said)
    for period in periods("，".join(said), anchor):
        assert abs(period.begin.year - anchor.year) <= reach
        assert abs(period.finish.year - anchor.year) <= reach


@given(st.sampled_from(["12月", "8月31日", "三季度", "前10个月", "31日", "同期", "周五"]))
def test_without_an_anchor_no_year_is_made_up(said: str) -> None:
    assert not periods(said)


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789年月日号初末底旬周季上下前后去今明昨近以来至截从到—-一二三四五六七八九十廿春节十四五世纪代半多，、"
        )
    ),
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)),
)
def test_no_period_runs_backwards(text: str, anchor: dt.date) -> None:
    for period in periods(text, anchor):
        assert period.begin <= period.finish
        assert text[period.start : period.end] == period.text
