"""Rules for dates and for periods that stand by themselves: days, months, years and their parts."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import expr, times

# ------------------------------------------------------------------ days, months, years


@times.rule("(?:{y}的?)?{m}{d}")
def day_of_month(y: Any, m: Any, d: int) -> Any:
    """A day, its year written or not.

    2025年8月31日 => 2025-08-31..2025-08-31
    8月31日       => 2025-08-31..2025-08-31
    第8月球       => -
    """
    return expr("day", y, m, d)


@times.rule(
    r"(?<![0-9.])(?P<span>(?:19|20)[0-9]{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12][0-9]|0?[1-9]))(?![0-9.])|(?<![0-9])(?P<span>(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9]))(?![0-9.万亿元个家人吨])"
)
def written_date() -> Any:
    """A date in figures.

    2025-08-31 => 2025-08-31..2025-08-31
    2025-18-31 => -
    """
    return expr("figures")


@times.rule("{y}的?{m}|(?<!第)(?<![一二三四五六七八九十0-9个上下]){m}(?!初[一二三四五六七八九十])")
def month_of_year(y: Any, m: Any) -> Any:
    """A month.

    2025年8月 => 2025-08-01..2025-08-31
    10月份    => 2025-10-01..2025-10-31
    8个月     => -
    """
    return expr("month", y, m)


@times.rule("(?:{y}(?:{m})?)?(?<![0-9.第]){d}(?!电讯)")
def day_alone(y: Any, m: Any, d: int) -> Any:
    """A day of the month in force.

    31日 => 2025-10-31..2025-10-31
    31日元 => -
    """
    return expr("day", y, m, d)


@times.rule(
    "{y}(?:全年|内)?(?!代)|(?<![数多])全年(?!龄)|(?<![0-9零一二三四五六七八九十百千几数多两半每同当])年内(?=将|拟|计划|预计|有望|力争|新增|新建|新开|完成|建成|实现|累计|再|$)"
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


@times.rule("{y}?的?{half}|{y}?的?第?{q}季度?(?!节)|(?:{y}|(?<![0-9A-Za-z]))Q{q}(?![0-9A-Za-z])")
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


@times.rule("{y}?(?:的)?(?:{half}|第?{q}季度?|前{n}个?季度)(?:末|底)(?![端部])")
def end_of_part(y: Any, half: Any, q: Any, n: Any) -> Any:
    """The last day of a half year or a quarter.

    三季度末       => 2025-09-30..2025-09-30
    2024年上半年末 => 2024-06-30..2024-06-30
    三季度末端     => -
    """
    last = 6 * half if half else 3 * (q or n)
    return expr("part_end", y, last) if 1 <= last <= 12 else None


@times.rule("{y}?(?:首|头|前|第)一?季度?(?=[，。、的末G国全我各]|[\u4e00-\u9fff]|$)(?<=季度?)(?<=首季|首季度)")
def first_quarter(y: Any) -> Any:
    """首季 is the first quarter.

    首季度 => 2025-01-01..2025-03-31
    季风   => -
    """
    return expr("months", y, 1, 3)


@times.rule("(?:{y}|(?<!提)(?=前(?!一个?[月季])))前{n}(?:个月|个?季度|月(?!来))")
def first_months(y: Any, n: int) -> Any:
    """Months from January to the n-th, or quarters, of the year in force.

    前10个月   => 2025-01-01..2025-10-31
    前三季度   => 2025-01-01..2025-09-30
    提前10个月 => -
    """
    return expr("first", y, n)


@times.rule("{y}?的?{mm}(?:月份?)?{dash}{mm2}月份?(?![0-9])|{y}?的?{mm}、{mm2}月份?")
def months_range(y: Any, mm: int, dash: str | None, mm2: int) -> Any:
    """Months from one to another of a year, or two neighbours.

    今年1—8月   => 2025-01-01..2025-08-31
    1至10月份   => 2025-01-01..2025-10-31
    8、9月份    => 2025-08-01..2025-09-30
    1—8个月     => -
    """
    return expr("months", y, mm, mm2) if mm < mm2 and (dash or mm2 == mm + 1) else None


@times.rule("{y}?的?第?{q}(?:季度?)?(?:{dash}|、)第?{q2}季度?(?!节)")
def quarters_range(y: Any, q: int, dash: str | None, q2: int) -> Any:
    """Quarters from one to another, or two neighbours.

    今年一至三季度 => 2025-01-01..2025-09-30
    二、三季度     => 2025-04-01..2025-09-30
    一、三季度     => -
    """
    return expr("months", y, 3 * q - 2, 3 * q2) if q < q2 and (dash or q2 == q + 1) else None


@times.rule("{y}?{m}{dd}(?:日|号)?{dash}{dd2}[日号]")
def days_range(y: Any, m: Any, dd: int, dash: str, dd2: int) -> Any:
    """Days of one month.

    11月5日至10日 => 2025-11-05..2025-11-10
    """
    return expr("days", y, m, dd, dd2) if dd < dd2 else None


@times.rule(
    r"(?<![0-9])(?P<first>(?:19|20)[0-9]{2})(?:年)?{dash}(?P<last>(?:19|20)?[0-9]{2})(?:年度?|学年|财年)(?![0-9]*[月])"
)
def years_range(dash: str) -> Any:
    """Years from one to another.

    2020—2024年 => 2020-01-01..2024-12-31
    """
    return expr("years_written")


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


@times.rule(
    "{y}?(?:的)?(?P<season_text>[春夏秋冬](?:季|天)|入[春夏秋冬]|今[春夏秋冬]|去[冬秋夏春])(?!菜|收|粮|种|播|训|游|装|奥|运动|储|捕|闲|招|款)"
)
def season(y: Any) -> Any:
    """A season.

    2025年夏季 => 2025-06-01..2025-08-31
    """
    return expr("season", y)


@times.rule(r"(?<![0-9/.])[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/])")
def slashed_date() -> Any:
    """Month, day and year between slashes; a first number over 12 is the day.

    10/31/1974 => 1974-10-31..1974-10-31
    31/10/1974 => 1974-10-31..1974-10-31
    """
    return expr("slashed")


@times.rule("(?:{y}的?)?{m}的?(?:第{n}|最后一?)个(?:星期|礼拜|周){weekday_n}")
def nth_weekday(y: Any, m: Any, n: int | None, weekday_n: int) -> Any:
    """A weekday by its number in a month, or its last one.

    2025年10月的第一个星期一 => 2025-10-06..2025-10-06
    5月的最后一个星期天      => 2025-05-25..2025-05-25
    """
    return expr("nth_weekday", y, m, n or -1, weekday_n)


@times.rule("(?:{y}的?(?:{m}的?)?|{m2}的?)(?:第{n}|最后一)个?(?:周(?!岁|年|末)|星期|礼拜)(?![一二三四五六日天])")
def nth_week(y: Any, m: Any, m2: Any, n: int | None) -> Any:
    """A week by its number in a year (ISO 8601: week 1 holds 4 January) or, in the same way, in a month.

    2021年的第二周 => 2021-01-11..2021-01-17
    12月的第一周   => 2025-12-01..2025-12-07
    今年最后一周   => 2025-12-22..2025-12-28
    """
    return expr("nth_week", y, m or m2, n or -1)


@times.rule("{y}的?(?:第{n}|最后一)个(?:月|季度)")
def nth_part(y: Any, n: int | None) -> Any:
    """A month or a quarter by its number in a year, or the last one.

    明年第九个月     => 2026-09-01..2026-09-30
    今年最后一个季度 => 2025-10-01..2025-12-31
    """
    return expr("nth_part", y, n)


@times.rule("{y}?的?后{n}个(?:月|季度)(?<=年.{0,7}|季度)")
def last_parts(y: Any, n: int) -> Any:
    """The last months or quarters of a year.

    2024年后三个季度 => 2024-04-01..2024-12-31
    去年后4个月      => 2024-09-01..2024-12-31
    后三个月         => -
    """
    return expr("last_parts", y, n)


@times.rule("(?:{y}的?(?:{m}的?)?|{m2}的?)(?:第{n}|最后一|最后{n2})天")
def nth_day(y: Any, m: Any, m2: Any, n: int | None, n2: int | None) -> Any:
    """A day of a year or month by its number, or its last days.

    今年的第20天     => 2025-01-20..2025-01-20
    10月的最后一天   => 2025-10-31..2025-10-31
    今年最后10天     => 2025-12-22..2025-12-31
    """
    return expr("nth_day", y, m or m2, n, n2 or 1)


@times.rule("{y}?(?:{m})?的?前{n}天(?!前)")
def first_days(y: Any, m: Any, n: int) -> Any:
    """The first days of a year or month.

    去年的前10天 => 2024-01-01..2024-01-10
    10月前5天    => 2025-10-01..2025-10-05
    前5天        => -
    """
    return expr("first_days", y, m, n) if y or m else None


@times.rule(
    "{y}?{m}{dd}(?![0-9日号一二三四五六七八九十个家人名月年天点时分万亿千百多余种项元级])(?<=月[一二三四五六七八九十]{1,3})"
)
def day_without_sign(y: Any, m: Any, dd: int) -> Any:
    """A day in Chinese figures without 日.

    二零零四年八月十五 => 2004-08-15..2004-08-15
    8月15              => -
    """
    return expr("day", y, m, dd)


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


@times.rule("(?<![0-9])(?P<first_text>(?:19|20)[0-9]{2})年?{dash}(?:(?:19|20)?[0-9]{2})年{mm}月份?(?![0-9])")
def year_to_month(dash: str, mm: int) -> Any:
    """From a year to a month of another.

    1985到89年9月 => 1985-01-01..1989-09-30
    """
    return expr("year_to_month", mm)


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
