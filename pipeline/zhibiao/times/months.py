"""Months, quarters and halves of a year, their parts, spans of them, and those in force.

Quarters and halves are read as the months they hold (`months`), from January on (`first`), or as their last day (`part_end`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, month_days, one, reads, shifted


@times.rule(
    "{y}的?{m}|(?<!第)(?<![一二三四五六七八九十0-9个上下])(?!一月[一二两三四五六七八九十][\u4e00-\u9fff]){m}(?!初[一二三四五六七八九十])"
)
def month_of_year(y: Any, m: Any) -> Any:
    """A month.

    2025年8月 => 2025-08-01..2025-08-31
    10月份    => 2025-10-01..2025-10-31
    8个月     => -
    一月三考  => -
    三月内    => -
    """
    return expr("month", y, m)


@reads("month")
def read_month(expr: TimeExpr, clock: Clock) -> Days:
    return month_days(*clock.month(*expr.parts))


@times.rule("(?:{y}的?)?{mm}(?:月份?)?{dash}{mm2}月份?(?![0-9])|(?:{y}的?)?{mm}、{mm2}(?:两个?)?月份?")
def months_range(y: Any, mm: int, dash: str | None, mm2: int) -> Any:
    """Months from one to another of a year, or two neighbours.

    今年1—8月   => 2025-01-01..2025-08-31
    1至10月份   => 2025-01-01..2025-10-31
    8、9月份    => 2025-08-01..2025-09-30
    6、7两月    => 2025-06-01..2025-07-31
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


@times.rule(
    "(?:{y}的?)?{report}|(?:{y}的?)?{half}|{y}的?{short_half}|(?:{y}的?)?第?{q}季(?:度|(?!节|[早中晚]?[稻豆麦薯粮菜]|水稻|玉米|小麦|作物|庄稼))|(?:{y} ?|(?<![0-9A-Za-z]))(?:Q{q}|{half_year})(?![0-9A-Za-z])"
)
def part_of_year(y: Any, half: Any, q: Any, half_year: int | None, report: int | None, short_half: int | None) -> Any:
    """A half year or a quarter.

    今年上半年   => 2025-01-01..2025-06-30
    二季度       => 2025-04-01..2025-06-30
    2024年Q3     => 2024-07-01..2024-09-30
    2022年 H1    => 2022-01-01..2022-06-30
    2024年半年报 => 2024-01-01..2024-06-30
    三季报       => 2025-01-01..2025-09-30
    今年上半     => 2025-01-01..2025-06-30
    四季如春     => -
    一季中稻     => -
    下半场       => -
    """
    if report:
        return expr("months", y, 1, report)
    if half := half or half_year or short_half:
        return expr("months", y, 6 * half - 5, 6 * half)
    return expr("months", y, 3 * q - 2, 3 * q) if q else None


@times.rule("{y}?(?:首|头|前|第)一?季度?(?=[，。、的末G国全我各]|[\u4e00-\u9fff]|$)(?<=季度?)(?<=首季|首季度)")
def first_quarter(y: Any) -> Any:
    """首季 is the first quarter.

    首季度 => 2025-01-01..2025-03-31
    季风   => -
    """
    return expr("months", y, 1, 3)


@times.rule("(?:{y}的?)?第?{q}(?:季度?)?(?:{dash}|、)第?{q2}季度?(?!节)")
def quarters_range(y: Any, q: int, dash: str | None, q2: int) -> Any:
    """Quarters from one to another, or two neighbours.

    今年一至三季度 => 2025-01-01..2025-09-30
    二、三季度     => 2025-04-01..2025-09-30
    一、三季度     => -
    """
    return expr("months", y, 3 * q - 2, 3 * q2) if q < q2 and (dash or q2 == q + 1) else None


@reads("months")
def read_months(expr: TimeExpr, clock: Clock) -> Days:
    said, first, last = expr.parts
    year = clock.latest(said, first)
    return dt.date(year, first, 1), month_days(year, last)[1]


@times.rule("(?:{y}|(?<!提|此)(?=[前头](?!一个?[月季])))[前头](?![几数]){n}(?:个月|个?季度|月(?!来|[0-9]{1,2}[日号]))")
def first_months(y: Any, n: int) -> Any:
    """Months from January to the n-th, or quarters, of the year in force.

    前10个月   => 2025-01-01..2025-10-31
    前三季度   => 2025-01-01..2025-09-30
    提前10个月 => -
    此前8月14日 => -
    """
    return expr("first", y, n)


@reads("first")
def read_first(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    last = n * 3 if "季" in expr.text else n
    if not 1 <= last <= 12:
        return None
    year = clock.latest(said, last)
    return dt.date(year, 1, 1), month_days(year, last)[1]


@times.rule("(?:{y}的?)?(?:{half}|第?{q}季度?|前{n}个?季度)(?:末|底)(?![端部])")
def end_of_part(y: Any, half: Any, q: Any, n: Any) -> Any:
    """The last day of a half year or a quarter.

    三季度末       => 2025-09-30..2025-09-30
    2024年上半年末 => 2024-06-30..2024-06-30
    三季度末端     => -
    """
    last = 6 * half if half else 3 * (q or n)
    return expr("part_end", y, last) if 1 <= last <= 12 else None


@reads("part_end")
def read_part_end(expr: TimeExpr, clock: Clock) -> Days:
    said, month = expr.parts
    return one(month_days(clock.latest(said, month), month)[1])


@times.rule("(?:本|[上下这]一?个?|前一个?|当)季度?(?!节)")
def quarter_in_force(**given: Any) -> Any:
    """A quarter by its distance from the anchor's; 本季度 of a report is the quarter it has set.

    上季度 => 2025-07-01..2025-09-30
    """
    return expr("quarter_rel")


@reads("quarter_rel")
def read_quarter(expr: TimeExpr, clock: Clock) -> Days:
    step = (expr.text[0] == "下") - (expr.text[0] in "上前")
    if expr.text[0] in "本这当" and (told := clock.reported(90, 92)) is not None:
        return told
    own = clock.unit_in_force(90, 92) if step < 0 else None
    first = own or dt.date(clock.now.year, (clock.now.month - 1) // 3 * 3 + 1, 1)
    begin = shifted(first, months=3 * step)
    return begin, shifted(begin, months=3) - DAY


@times.rule("(?P<part_text>上半月|下半月|上半周|下半周|[上下]个半年)")
def half_in_force() -> Any:
    """A half of the anchor's month or week, or the half year before or after its own.

    上半月   => 2025-11-01..2025-11-15
    下半周   => 2025-11-13..2025-11-16
    上个半年 => 2025-01-01..2025-06-30
    """
    return expr("half")


@reads("half")
def read_half(expr: TimeExpr, clock: Clock) -> Days:
    now, first = clock.now, expr.text.startswith("上")
    if expr.text.endswith("月"):
        begin, finish = month_days(now.year, now.month)
        return (begin, begin.replace(day=15)) if first else (begin.replace(day=16), finish)
    if expr.text.endswith("周"):
        monday = now - DAY * now.weekday()
        return (monday, monday + DAY * 2) if first else (monday + DAY * 3, monday + DAY * 6)
    half = now.year * 2 + (now.month > 6) + (-1 if first else 1)
    begin = dt.date(half // 2, 7 if half % 2 else 1, 1)
    return begin, shifted(begin, months=6) - DAY
