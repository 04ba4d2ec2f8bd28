"""Times longer than a year: five-year plans, eras and the sessions of a spring, decades and centuries, and the years before our era."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import CN, ERAS, expr, times, whole
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


# The parts of a decade or century, and below the years that each covers.
PHASE = "(?:初期?|前期|中后期|中期|中叶|后期|末期?|晚期)?"

# The years that a part of a decade or a century covers, counted from its first.
DECADE_PHASES = {"初": (0, 2), "前": (0, 4), "中后": (4, 9), "中": (3, 6), "后": (5, 9), "末": (7, 9), "晚": (7, 9)}

CENTURY_PHASES = {
    "初": (0, 9),
    "前": (0, 29),
    "中后": (40, 99),
    "中": (40, 59),
    "后": (70, 99),
    "末": (90, 99),
    "晚": (90, 99),
}


def years_of(first: int, last: int, phase: str, phases: dict[str, tuple[int, int]]) -> Days:
    """From one year to another, or the part of them that the phase says."""
    if phase:
        part = phases[phase.removesuffix("期").removesuffix("叶")]
        first, last = first + part[0], first + part[1]
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


@times.rule(
    "(?<![0-9零一二三四五六七八九十世纪])(?:[1-9]0|[二三四五六七八九]{1,2}十)年代"
    + PHASE
    + "|(?<![0-9])(?:19|20)[0-9]0年代"
    + PHASE
    + f"|[一二]{CN}{{2}}[〇零○]年代"
    + PHASE
)
def decade() -> Any:
    """A decade: the latest of that name.

    九十年代   => 1990-01-01..1999-12-31
    一九八零年代 => 1980-01-01..1989-12-31
    2010年代   => 2010-01-01..2019-12-31
    六七十年代 => 1960-01-01..1979-12-31
    80年代末   => 1987-01-01..1989-12-31
    """
    return expr("decade")


@reads("decade")
def read_decade(expr: TimeExpr, clock: Clock) -> Days:
    written, _, phase = expr.text.partition("年代")
    tens = [whole(c) * 10 for c in written[:-1]] if written.endswith("十") else [whole(written)]
    century = 0
    if tens[0] < 100:
        century = clock.now.year // 100 * 100 if clock.anchor else 1900
        if century + tens[-1] > (clock.now.year if clock.anchor else 1999):
            century -= 100
    return years_of(century + tens[0], century + tens[-1] + 9, phase, DECADE_PHASES)


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


@reads("century")
def read_century(expr: TimeExpr, clock: Clock) -> Days:
    name, _, rest = expr.text.partition("世纪")
    base = 1900 if name.startswith("上") else 2000 if name == "本" else (whole(name) - 1) * 100
    tens, of_decade, phase = rest.rpartition("年代")
    if of_decade:
        decade = whole(tens)
        first = base + (decade if decade >= 10 else decade * 10)
        return years_of(first, first + 9, phase, DECADE_PHASES)
    return years_of(base + 1, base + 100, rest, CENTURY_PHASES)


@times.rule("(?:公元前|纪元前)(?:[0-9]+|[一二三四五六七八九十百千]+)(?:年|世纪)")
def before_common_era() -> Any:
    """A time that the calendar of days does not reach."""
    return expr("vague")
