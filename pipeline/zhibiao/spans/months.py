"""Rules for months, quarters, halves and seasons, their parts and ranges of them."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import expr, times


@times.rule("{y}的?{m}|(?<!第)(?<![一二三四五六七八九十0-9个上下]){m}(?!初[一二三四五六七八九十])")
def month_of_year(y: Any, m: Any) -> Any:
    """A month.

    2025年8月 => 2025-08-01..2025-08-31
    10月份    => 2025-10-01..2025-10-31
    8个月     => -
    """
    return expr("month", y, m)


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


@times.rule("(?:{y}的?)?{half}|(?:{y}的?)?第?{q}季度?(?!节)|(?:{y}|(?<![0-9A-Za-z]))Q{q}(?![0-9A-Za-z])")
def part_of_year(y: Any, half: Any, q: Any) -> Any:
    """A half year or a quarter.

    今年上半年   => 2025-01-01..2025-06-30
    二季度       => 2025-04-01..2025-06-30
    2024年Q3     => 2024-07-01..2024-09-30
    四季如春     => -
    """
    if half:
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


@times.rule("(?:{y}|(?<!提)(?=前(?!一个?[月季])))前{n}(?:个月|个?季度|月(?!来))")
def first_months(y: Any, n: int) -> Any:
    """Months from January to the n-th, or quarters, of the year in force.

    前10个月   => 2025-01-01..2025-10-31
    前三季度   => 2025-01-01..2025-09-30
    提前10个月 => -
    """
    return expr("first", y, n)


@times.rule("(?:{y}的?)?(?:{half}|第?{q}季度?|前{n}个?季度)(?:末|底)(?![端部])")
def end_of_part(y: Any, half: Any, q: Any, n: Any) -> Any:
    """The last day of a half year or a quarter.

    三季度末       => 2025-09-30..2025-09-30
    2024年上半年末 => 2024-06-30..2024-06-30
    三季度末端     => -
    """
    last = 6 * half if half else 3 * (q or n)
    return expr("part_end", y, last) if 1 <= last <= 12 else None


@times.rule("{y}的?(?:第{n}|最后一)个(?:月|季度)")
def nth_part(y: Any, n: int | None) -> Any:
    """A month or a quarter by its number in a year, or the last one.

    明年第九个月     => 2026-09-01..2026-09-30
    今年最后一个季度 => 2025-10-01..2025-12-31
    """
    return expr("nth_part", y, n)


@times.rule("(?:{y}的?)?后{n}个(?:月|季度)(?<=年.{0,7}|季度)")
def last_parts(y: Any, n: int) -> Any:
    """The last months or quarters of a year.

    2024年后三个季度 => 2024-04-01..2024-12-31
    去年后4个月      => 2024-09-01..2024-12-31
    后三个月         => -
    """
    return expr("last_parts", y, n)


@times.rule(
    "(?:{y}的?)?(?P<season_text>[春夏秋冬](?:季|天)|入[春夏秋冬]|这个[春夏秋冬][天季]|今[春夏秋冬]|去[冬秋夏春])(?!菜|收|粮|种|播|训|游|装|奥|运动|储|捕|闲|招|款)"
)
def season(y: Any) -> Any:
    """A season.

    2025年夏季 => 2025-06-01..2025-08-31
    """
    return expr("season", y)
