"""Months, their parts and ranges of them."""

from __future__ import annotations

from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, month_days, one, reads


@times.rule(
    "{y}的?{m}|(?<!第)(?<![一二三四五六七八九十0-9个上下])(?!一月[一二两三四五六七八九十][\u4e00-\u9fff]){m}(?!初[一二三四五六七八九十])"
)
def month_of_year(y: Any, m: Any) -> Any:
    """A month.

    2025年8月 => 2025-08-01..2025-08-31
    10月份    => 2025-10-01..2025-10-31
    8个月     => -
    一月三考  => -
    """
    return expr("month", y, m)


@reads("month")
def read_month(expr: TimeExpr, clock: Clock) -> Days:
    return month_days(*clock.month(*expr.parts))


@times.rule("(?:{y}的?)?{mm}(?:月份?)?{dash}{mm2}月份?(?![0-9])|(?:{y}的?)?{mm}、{mm2}月份?")
def months_range(y: Any, mm: int, dash: str | None, mm2: int) -> Any:
    """Months from one to another of a year, or two neighbours.

    今年1—8月   => 2025-01-01..2025-08-31
    1至10月份   => 2025-01-01..2025-10-31
    8、9月份    => 2025-08-01..2025-09-30
    1—8个月     => -
    """
    return expr("months", y, mm, mm2) if mm < mm2 and (dash or mm2 == mm + 1) else None


@times.rule(
    "(?:{y}的?)?{m}的?(?:上中旬|中下旬|上旬|中旬|下旬|初(?![一二三四五六七八九十])|末|底|中(?![国旬央心型小])|上半月|下半月)"
    "|(?<![月本])[上中下]旬|(?<![0-9一二三四五六七八九十上本下每当同个数几])月[初末底](?![薪座层])"
)
def part_of_month(y: Any, m: Any) -> Any:
    """Ten-day parts and ends of a month, of the month in force when none is said.

    8月上旬 => 2025-08-01..2025-08-10
    8月底   => 2025-08-31..2025-08-31
    8月中下旬 => 2025-08-11..2025-08-31
    中旬    => 2025-11-11..2025-11-20
    月底    => 2025-11-30..2025-11-30
    每月底  => -
    """
    return expr("month_part", y, m)


@reads("month_part")
def read_month_part(expr: TimeExpr, clock: Clock) -> Days | None:
    begin, finish = month_days(*clock.month(*expr.parts))
    ten, twenty = begin.replace(day=10), begin.replace(day=20)
    for ending, days in {
        "上中旬": (begin, twenty),
        "中下旬": (ten + DAY, finish),
        "上旬": (begin, ten),
        "中旬": (ten + DAY, twenty),
        "下旬": (twenty + DAY, finish),
        "上半月": (begin, begin.replace(day=15)),
        "下半月": (begin.replace(day=16), finish),
        "初": (begin, ten),
        "中": (ten + DAY, twenty),
        "末": one(finish),
        "底": one(finish),
    }.items():
        if expr.text.endswith(ending):
            return days
    return None
