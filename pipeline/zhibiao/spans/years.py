"""Rules for years, for their edges, and for decades and centuries."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import expr, times


@times.rule(
    "{y}(?:全年|内)?|(?<![数多])全年(?!龄)|(?<![0-9零一二三四五六七八九十百千几数多两半每同当])年内(?=将|拟|计划|预计|有望|力争|新增|新建|新开|完成|建成|实现|累计|再|$)"
)
def whole_year(y: Any) -> Any:
    """A year.

    2024年   => 2024-01-01..2024-12-31
    去年     => 2024-01-01..2024-12-31
    年内     => 2025-01-01..2025-12-31
    3年内    => -
    去年轻人 => -
    """
    return expr("year", y or ("ctx", 0))


@times.rule(
    "(?<![0-9])(?P<digits>(?:19|20)[0-9]{2})(?=(?:、(?:19|20)[0-9]{2}){0,6}(?:、|和|与|及|以及|或)(?:19|20)[0-9]{2}年(?!代))"
)
def listed_year(**given: Any) -> Any:
    """A year of a list that says 年 once, at its end.

    2023     => -
    2023人和2024年 => -
    """
    return expr("bare_year")


@times.rule(
    r"(?<![0-9])(?P<first>(?:19|20)[0-9]{2})(?:年)?{dash}(?P<last>(?:19|20)?[0-9]{2})(?:年度?|学年|财年)(?![0-9]*[月])"
)
def years_range(dash: str) -> Any:
    """Years from one to another.

    2020—2024年 => 2020-01-01..2024-12-31
    """
    return expr("years_written")


@times.rule("(?<![0-9])(?P<first_text>(?:19|20)[0-9]{2})年?{dash}(?:(?:19|20)?[0-9]{2})年{mm}月份?(?![0-9])")
def year_to_month(dash: str, mm: int) -> Any:
    """From a year to a month of another.

    1985到89年9月 => 1985-01-01..1989-09-30
    """
    return expr("year_to_month", mm)


@times.rule(
    "{y}(?:年?[初末底]|岁末|年?中(?![国旬央心型小]))"
    "|(?<![0-9一二三四五六七八九几数多今去前明当同每])(?:年初|年底|年末|岁末|年中(?![国心央]))"
)
def edge_of_year(y: Any) -> Any:
    """The beginning, the middle or the end of a year, as a day.

    2024年末 => 2024-12-31..2024-12-31
    今年年中 => 2025-06-30..2025-06-30
    年底     => 2025-12-31..2025-12-31
    数年末   => -
    """
    return expr("year_edge", y or ("ctx", 0))


@times.rule("{fiscal}年?(?:财年|财政年度|会计年度|学年)")
def fiscal_year(fiscal: int) -> Any:
    """A fiscal year of China is the calendar year (Budget Law, art. 18); a school year runs from September to August.

    2024财年     => 2024-01-01..2024-12-31
    2024学年     => 2024-09-01..2025-08-31
    24财年       => -
    """
    return expr("fiscal_year", fiscal)


# Parts of a decade or century; what they cover is said in `rows/dated.py`.
PHASE = "(?:初期?|前期|中后期|中期|中叶|后期|末期?|晚期)?"


@times.rule(
    "(?<![0-9零一二三四五六七八九十世纪])(?:[1-9]0|[二三四五六七八九]{1,2}十)年代"
    + PHASE
    + "|(?<![0-9])(?:19|20)[0-9]0年代"
    + PHASE
)
def decade() -> Any:
    """A decade: the latest of that name.

    九十年代   => 1990-01-01..1999-12-31
    2010年代   => 2010-01-01..2019-12-31
    六七十年代 => 1960-01-01..1979-12-31
    80年代末   => 1987-01-01..1989-12-31
    """
    return expr("decade")


@times.rule(
    "(?<![前0-9一二三四五六七八九十])(?:上个?|本|[1-9]|1[0-9]|2[0-9]|二?十[一二三四五六七八九]?|[一二三四五六七八九])世纪(?!经济报道|海上丝绸)"
    "(?:[一二三四五六七八九]十?年代|[1-9]?0年代)?" + PHASE
)
def century() -> Any:
    """A century or its decade.

    上世纪90年代 => 1990-01-01..1999-12-31
    18世纪       => 1701-01-01..1800-12-31
    本世纪末     => 2091-01-01..2100-12-31
    """
    return expr("century")


@times.rule("(?:公元前|纪元前)(?:[0-9]+|[一二三四五六七八九十百千]+)(?:年|世纪)")
def before_common_era() -> Any:
    """A time that the calendar of days does not reach."""
    return expr("vague")
