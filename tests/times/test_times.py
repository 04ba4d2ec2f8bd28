"""Every time rule reads the examples of its docstring, wholly and once; anchor 2025-11-16."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao import times
from zhibiao.rules import examples
from zhibiao.times import lone
from zhibiao.times.expressions import FAMILIES
from zhibiao.times.hours import duration, normalised
from zhibiao.times.joined import joined, wrapped
from zhibiao.times.parts import parted
from zhibiao.times.periods import HEAD, anchored, dated, find, resolve

ANCHOR = dt.date(2025, 11, 16)
EXAMPLES = [(rule.name, e.text, e.want) for rule in times.times.rules for e in rule.examples]


@pytest.mark.parametrize(("rule", "text", "want"), EXAMPLES)
def test_example(rule: str, text: str, want: str) -> None:
    found = [t for t in times.find(text) if t.rule == rule]
    if want == "-":
        assert not [t for t in found if t.text == text]
    elif want == "no days":
        assert [(resolve(t, ANCHOR), resolve(t, ANCHOR, ahead=True)) for t in found] == [(None, None)]
    elif want in ("clock", "stretch"):  # a kind that names no day
        assert [t.kind for t in found] == [want]
    else:
        whole = [t for t in times.find(text) if t.text == text]
        assert len(whole) == 1
        period = resolve(whole[0], ANCHOR) or resolve(whole[0], ANCHOR, ahead=True)  # 三天后 by itself
        assert period is not None
        assert f"{period.begin}..{period.finish}" == want


MADE = [example for function in (parted, joined, wrapped) for example in examples(function.__doc__ or "")]


@pytest.mark.parametrize(("text", "want"), [(e.text, e.want) for e in MADE])
def test_times_made_of_times(text: str, want: str) -> None:
    period = resolve(times.find(text)[0], ANCHOR)
    assert period is not None
    assert f"{period.begin}..{period.finish}" == want


def test_each_family_has_rules_and_each_rule_a_family() -> None:
    assert {rule.function.__module__ for rule in times.times.rules} == {family.__name__ for family in FAMILIES}


LONE = [(e.text, e.want) for rule in lone.lone.rules for e in rule.examples]


@pytest.mark.parametrize(("text", "want"), LONE)
def test_a_phrase_by_itself(text: str, want: str) -> None:
    found = lone.read(text)
    period = resolve(found, ANCHOR, ahead=True) if found else None
    assert (f"{period.begin}..{period.finish}" if period else "-") == want


PERIODS = """
截至2025年6月末 | 2025-06-30..2025-06-30
截至8月底 | 2025-08-31..2025-08-31
截至目前 | 2025-11-16..2025-11-16
今年以来 | 2025-01-01..2025-11-16
从2014年首趟开行至今 | 2014-01-01..2025-11-16
自2019年4月26日通航以来 | 2019-04-26..2025-11-16
到2030年 | 2030-01-01..2030-12-31
7月30日到8月2日 | 2025-07-30..2025-08-02
2024年12月至2025年3月 | 2024-12-01..2025-03-31
6月和7月 | 2025-06-01..2025-07-31
二〇二五年八月 | 2025-08-01..2025-08-31
25年8月 | 2025-08-01..2025-08-31
去年底 | 2024-12-31..2024-12-31
12月 | 2025-12-01..2025-12-31
周二 | 2025-11-18..2025-11-18
"""


@pytest.mark.parametrize("case", PERIODS.strip().splitlines())
def test_period(case: str) -> None:
    text, _, want = case.partition(" | ")
    assert [f"{p.begin}..{p.finish}" for p in find(text, ANCHOR)] == [want]


@pytest.mark.parametrize(
    "text",
    [
        "1734.8万个",
        "1800人",
        "三分之一",
        "零点五",
        "三十多人",
        "4/5G",
        "提前完成",
        "第12条",
        "12月龄",
        "每年3月",
        "每周一",
        "公元前200年",
    ],
)
def test_no_time(text: str) -> None:
    assert not find(text, ANCHOR)


def test_same_period_follows_the_one_in_force() -> None:
    first, second = find("前10个月出口增长，去年同期下降", ANCHOR)
    assert (second.begin, second.finish) == (dt.date(2024, 1, 1), dt.date(2024, 10, 31))
    assert first.finish == dt.date(2025, 10, 31)


ANCHORS = """
新华社江州2025年11月16日电 记者获悉 | 2025-11-16 dateline
新华社江州11月16日电 截至2025年10月底，企业3000家。 | 2025-11-16 dateline
新华社江州1月5日电 2025年12月，出口8亿元。 | 2026-01-05 dateline
本报讯（记者李四）11月16日，江州。2025年前三季度增长5%。 | 2025-11-16 dateline
江州新闻客户端11月16日消息 2025年1—10月，出口8亿元。 | 2025-11-16 dateline
2025年11月16日 08:30 来源：江州网 | 2025-11-16 dateline
新华社江州11月16日电 前10个月，出口80亿元。 | -
截至2025年8月，企业1000家，到2030年达2000家。 | 2025-08-31 stated
2025年以来，出口8亿元。2025年9月末，企业1000家。 | 2025-09-30 stated
自2026年1月1日起施行。2025年9月印发。 | 2025-09-30 stated
企业1000家。 | -
"""


@pytest.mark.parametrize("case", ANCHORS.strip().splitlines())
def test_anchor(case: str) -> None:
    text, _, want = case.rpartition(" | ")
    day, source = anchored(None, text[:HEAD], dated(text, times.find(text)))
    assert (f"{day} {source}" if day else "-") == want
    assert anchored(ANCHOR, text[:HEAD], ()) == (ANCHOR, "published")


CLOCKS = """
上午9时30分 | T09:30
晚8点半 | T20:30
21:05:30 | T21:05:30
下午两点一刻 | T14:15
凌晨12点 | T00:00
晚上12点 | T24:00
零时 | T00:00
傍晚 |
连续三个季度 | P9M
"""


@pytest.mark.parametrize("case", CLOCKS.strip().splitlines())
def test_clock_times_and_streaks_in_iso_8601(case: str) -> None:
    text, _, want = case.partition(" |")
    (found,) = times.find(text)
    assert normalised(found) == want.strip()


@pytest.mark.parametrize(
    ("value", "unit", "want"),
    [("24", "小时", "PT24H"), ("2.5", "年", "P2.5Y"), ("3", "季度", "P9M"), ("1", "刻钟", "PT15M"), ("3", "亩", "")],
)
def test_durations_in_iso_8601(value: str, unit: str, want: str) -> None:
    assert duration(Decimal(value), unit) == want


WORDS = st.sampled_from(
    [
        "今年",
        "去年",
        "2024年",
        "8月",
        "31日",
        "前三季度",
        "上半年",
        "末",
        "至",
        "以来",
        "截至",
        "从",
        "同期",
        "近三年",
        "1—8月",
        "，",
        "春节",
        "上周",
    ]
)


@given(st.lists(WORDS, max_size=8).map("".join), st.dates(dt.date(1990, 1, 1), dt.date(2080, 1, 1)))
def test_begin_is_never_after_finish(text: str, anchor: dt.date) -> None:
    assert all(p.begin <= p.finish for p in find(text, anchor))


@given(st.sampled_from(["今年", "去年", "前年", "今年1—8月", "去年上半年", "明年"]), st.integers(1990, 2060))
def test_a_year_later_a_relative_period_is_a_year_later(text: str, year: int) -> None:
    (one,), (two,) = (find(text, dt.date(y, 11, 16)) for y in (year, year + 1))
    assert (two.begin.year, two.finish.year) == (one.begin.year + 1, one.finish.year + 1)
