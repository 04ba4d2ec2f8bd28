"""Rules for dates and for periods that stand by themselves: days, months, years, plans, festivals."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import ERAS, expr, times

# ------------------------------------------------------------------ days, months, years


@times.rule("{y}?{m}{d}")
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


@times.rule("{y}{m}|(?<!第)(?<![一二三四五六七八九十0-9个上下]){m}(?!初[一二三四五六七八九十])")
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


@times.rule("{y}(?:全年)?(?!代)|(?<![数多])全年(?!龄)")
def whole_year(y: Any) -> Any:
    """A year.

    2024年   => 2024-01-01..2024-12-31
    去年     => 2024-01-01..2024-12-31
    去年轻人 => -
    """
    return expr("year", y or ("ctx", 0))


@times.rule("{y}?(?:的)?{half}|{y}?(?P<quarter_text>)第?{q}季度?(?!节)")
def part_of_year(y: Any, half: Any, q: Any) -> Any:
    """A half year or a quarter.

    今年上半年   => 2025-01-01..2025-06-30
    二季度       => 2025-04-01..2025-06-30
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


@times.rule("{y}?(?<!提)前{n}(?:个月|季度|个季度|月(?!来))")
def first_months(y: Any, n: int) -> Any:
    """Months from January to the n-th, or quarters, of the year in force.

    前10个月   => 2025-01-01..2025-10-31
    前三季度   => 2025-01-01..2025-09-30
    提前10个月 => -
    """
    return expr("first", y, n)


@times.rule("{y}?{mm}(?:月份?)?{dash}{mm2}月份?(?![0-9])")
def months_range(y: Any, mm: int, dash: str, mm2: int) -> Any:
    """Months from one to another of a year.

    今年1—8月   => 2025-01-01..2025-08-31
    1至10月份   => 2025-01-01..2025-10-31
    1—8个月     => -
    """
    return expr("months", y, mm, mm2) if mm < mm2 else None


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
    "{y}?{m}(?P<part_text>上旬|中旬|下旬|初(?![一二三四五六七八九十])|末|底|中(?![国旬央心型小])|上半月|下半月)"
)
def part_of_month(y: Any, m: Any) -> Any:
    """Ten-day parts and ends of a month.

    8月上旬 => 2025-08-01..2025-08-10
    8月底   => 2025-08-31..2025-08-31
    """
    return expr("month_part", y, m)


@times.rule(
    "(?P<part_text>本|上|下|这|当|上个|下个)(?:旬)|{y}(?P<p>初|年初|末|底|年底|年末|岁末|中(?![国旬央心型小]))|(?<![0-9一二三四五六七八九几数多今去前明当同每])(?P<p>年初|年底|年末|岁末|年中(?![国心央]))|(?:今|去|上|前|明|本)年(?P<p>年?初|年?末|年?底)|(?<=[去今明])(?P<p>年[底末初])"
)
def edge_of_year(y: Any) -> Any:
    """The beginning or end of a year, as a day.

    2024年末 => 2024-12-31..2024-12-31
    年底     => 2025-12-31..2025-12-31
    数年末   => -
    """
    return expr("year_edge", y or ("ctx", 0))


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


@times.rule("{y}?{m}的?第{n}个(?:星期|礼拜|周){weekday_n}")
def nth_weekday(y: Any, m: Any, n: int, weekday_n: int) -> Any:
    """A weekday by its number in a month.

    2025年10月的第一个星期一 => 2025-10-06..2025-10-06
    """
    return expr("nth_weekday", y, m, n, weekday_n)


@times.rule("{y}的?第{n}(?:周(?!岁|年)|个(?:星期|礼拜|周)(?![一二三四五六日天]))")
def nth_week(y: Any, n: int) -> Any:
    """A week by its number in a year (ISO 8601: week 1 holds 4 January).

    2021年的第二周 => 2021-01-11..2021-01-17
    """
    return expr("nth_week", y, n)


@times.rule("{y}的?第{n}个月")
def nth_month(y: Any, n: int) -> Any:
    """A month by its number in a year.

    明年第九个月 => 2026-09-01..2026-09-30
    """
    return expr("months", y, n, n) if 1 <= n <= 12 else None


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


@times.rule(
    "{y}?(?:的)?(?:农历|阴历)?{lunar_m}{lunar_d}日?(?<=[初廿]..?|[正冬腊]月..?.?)|{y}?(?:农历|阴历){lunar_m}(?:{lunar_d}日?)?|{y}?[正冬腊]月(?<={lunar_m})"
)
def lunar_day(y: Any, lunar_m: int, lunar_d: int | None = None, **given: Any) -> Any:
    """A day or month of the lunar calendar; before 1900 its numbers stand as they are.

    2022年五月廿二 => 2022-06-20..2022-06-20
    2021年正月     => 2021-02-12..2021-03-12
    农历八月十五   => 2025-10-06..2025-10-06
    五月           => -
    """
    return expr("lunar", y, lunar_m, lunar_d)


@times.rule("(?<![0-9零一二三四五六七八九十百千月年])廿[一二三四五六七八九](?=$|[，。、（）日])")
def lunar_day_alone() -> Any:
    """A lunar day of the month in force.

    廿一   => 2025-11-10..2025-11-10
    廿一家 => -
    """
    return expr("lunar", None, None, None)


@times.rule("(?:{y})?大年(?:三十|初一)|{y}除夕")
def lunar_new_year(y: Any) -> Any:
    """The last and the first day of the lunar year.

    2025年大年初一 => 2025-01-29..2025-01-29
    """
    return expr("new_year", y)


@times.rule(
    "(?<![0-9零一二三四五六七八九十世纪])(?:[1-9]0|[二三四五六七八九]{1,2}十)年代(?:初期?|末期?|中期|中叶|后期|中后期)?|(?<![0-9])(?:19|20)[0-9]0年代(?:初期?|末期?|中期|中叶|后期)?"
)
def decade() -> Any:
    """A decade: the latest of that name.

    九十年代   => 1990-01-01..1999-12-31
    2010年代   => 2010-01-01..2019-12-31
    六七十年代 => 1960-01-01..1979-12-31
    """
    return expr("decade")


@times.rule("(?<![0-9])(?P<first_text>(?:19|20)[0-9]{2})年?{dash}(?:(?:19|20)?[0-9]{2})年{mm}月份?(?![0-9])")
def year_to_month(dash: str, mm: int) -> Any:
    """From a year to a month of another.

    1985到89年9月 => 1985-01-01..1989-09-30
    """
    return expr("year_to_month", mm)


@times.rule(
    "(?P<century_text>(?:上个?|本|[12][0-9]|二十一?|十九)世纪)(?P<decade_text>[一二三四五六七八九0-9]十?0?年代)?(?P<phase_text>初|末|中叶|中期)?"
)
def century(**given: Any) -> Any:
    """A century or its decade.

    上世纪90年代 => 1990-01-01..1999-12-31
    """
    return expr("century")


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


# ------------------------------------------------------------------ festivals and eras


FESTIVALS = sorted(
    [
        *ERAS["festival"],
        *ERAS["lunar"],
        "清明节",
        "清明",
        "除夕",
        "大年三十",
        "小年",
        "感恩节",
        "母亲节",
        "父亲节",
        "复活节",
    ],
    key=len,
    reverse=True,
)


@times.rule(
    '(?:{y})?(?:的)?[“"]?(?P<feast_text>'
    + "|".join(FESTIVALS)
    + ')[”"]?(?P<tail_text>假期|长假|小长假|黄金周|当天|当日|期间|假日|前夕)?(?!路|广场|街|村|镇|大街|档|口|小|奖|社|院|联)'
)
def festival(y: Any, **given: Any) -> Any:
    """A festival by its name.

    2025年国庆节 => 2025-10-01..2025-10-01
    春节         => 2025-01-29..2025-01-29
    """
    return expr("festival", y)


@times.rule("{y}?(?P<travel_text>春运|暑运|暑期|寒假|暑假|黄金周)(?:期间)?")
def travel_season(y: Any, **given: Any) -> Any:
    """Travel seasons: known by year from the lunar calendar (春运: 15 days before the New Year, 40 days)."""
    return expr("travel", y)


@times.rule(
    r"(?P<era_text>"
    + "|".join(sorted(ERAS["era"], key=len, reverse=True))
    + ")(?P<count_text>[0-9一二三四五六七八九十]+(?:多|余)?年)?以?来"
)
def era(**given: Any) -> Any:
    """Since the first day of an era.

    党的二十大以来 => 2022-10-16..2025-11-16
    """
    return expr("era")
