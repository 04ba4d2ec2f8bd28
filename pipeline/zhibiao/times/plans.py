"""Five-year plans, eras and the sessions of a spring."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import ERAS, expr, times
from zhibiao.times.clock import Clock, Days, one, reads


@times.rule(
    r'(?<![第零一二三四五六七八九十百千万亿0-9])(?:[“"]{plan}[”"]|{plan2}(?=期间|时期|以来|末|规划|计划|开局|收官)|{longplan}(?![十百千万亿点个家人名年月日天元％%多余项届岁]))'
    r"(?P<phase_text>期间|时期|以来|末|初|开局之年|开局|收官之年|收官|规划期|规划(?=目标|以来|期|[^，。]{0,2}五年))?"
)
def five_year_plan(plan: str | None, plan2: str | None, longplan: str | None, **given: Any) -> Any:
    """A five-year plan by its number. Without quotes or 期间, 十五 is a number.

    “十四五”期间 => 2021-01-01..2025-12-31
    十四五末     => 2025-12-31..2025-12-31
    十四五以来   => 2021-01-01..2025-11-16
    十五         => -
    """
    return expr("plan", plan or plan2 or longplan)


@reads("plan")
def read_plan(expr: TimeExpr, clock: Clock) -> Days:
    first, last = ERAS["plan"][expr.parts[0]]
    tail = expr.text.rpartition("五")[2].strip('”"')
    if tail == "末":
        return one(dt.date(last, 12, 31))
    if tail == "初":
        return one(dt.date(first, 1, 1))
    if tail.startswith("开局"):
        last = first
    elif tail.startswith("收官"):
        first = last
    elif tail == "以来":
        return dt.date(first, 1, 1), clock.now
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


@times.rule("{era}(?:(?:提出|实施|施行|爆发|发生|召开|胜利)?(?:[0-9一二三四五六七八九十]+[多余]?年)?以?来|期间|时期)")
def era(era: str) -> Any:
    """A stretch since the first day of an era, or between its two days.

    党的二十大以来 => 2022-10-16..2025-11-16
    改革开放40多年来 => 1978-12-18..2025-11-16
    疫情期间       => 2020-01-20..2023-01-08
    疫情           => -
    """
    return expr("era", era)


@reads("era")
def read_era(expr: TimeExpr, clock: Clock) -> Days | None:
    known = ERAS["era"][expr.parts[0]]
    begin = dt.date.fromisoformat(known["begin"])
    if expr.text.endswith("来"):
        return begin, clock.now
    return (begin, dt.date.fromisoformat(known["finish"])) if "finish" in known else None


@times.rule("{y}?(?<![省市区县州])(?:全国)?两会期间")
def session(y: Any) -> Any:
    """The two sessions of a spring, in years whose days are known.

    2025年全国两会期间 => 2025-03-04..2025-03-11
    去年两会期间       => 2024-03-04..2024-03-11
    省两会期间         => -
    """
    return expr("session", y)


@reads("session")
def read_session(expr: TimeExpr, clock: Clock) -> Days | None:
    days = ERAS["session"].get(str(clock.year(expr.parts[0])))
    return (dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[1])) if days else None
