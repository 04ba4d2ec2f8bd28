"""Rules for the days and stretches that have names: festivals, lunar days, solar terms, plans and eras."""

from __future__ import annotations

from typing import Any

from zhibiao.spans.calendar import expr, times

# ------------------------------------------------------------------ the lunar calendar


@times.rule(
    "(?:{y}的?)?(?:农历|阴历)?{lunar_m}{lunar_d}日?(?<=[初廿]..?|[正冬腊]月..?.?)|{y}?(?:农历|阴历){lunar_m}(?:{lunar_d}日?)?|{y}?[正冬腊]月(?<={lunar_m})"
)
def lunar_day(y: Any, lunar_m: tuple[int, bool], lunar_d: int | None = None, **given: Any) -> Any:
    """A day or month of the lunar calendar; before 1900 its numbers stand as they are.

    2022年五月廿二 => 2022-06-20..2022-06-20
    2021年正月     => 2021-02-12..2021-03-12
    农历八月十五   => 2025-10-06..2025-10-06
    2020年闰四月初一 => 2020-05-23..2020-05-23
    五月           => -
    """
    return expr("lunar", y, lunar_m, lunar_d)


AT_ANIMAL = "(?<=农历|[是在到迎贺逢过，。、“《])|(?<![\u4e00-\u9fff0-9])"


@times.rule(
    "{stem}年(?![代级份纪])|农历{animal}年|(?:"
    + AT_ANIMAL
    + ")(?<![牛猴]年){animal2}年(?=[，。、是的里”》]|正月|伊始|到来|新春|大吉)"
)
def named_year(stem: str | None, animal: str | None, animal2: str | None) -> Any:
    """A lunar year by stem and branch, or by its animal: the nearest one.

    乙巳年   => 2025-01-29..2026-02-16
    农历马年 => 2026-02-17..2027-02-05
    马年     => -
    金牛年产 => -
    """
    return expr("named_year", stem, animal or animal2)


@times.rule("{animal}年{lunar_feast}{feast_tail}?")
def feast_of_animal(animal: str, lunar_feast: str, feast_tail: str | None) -> Any:
    """A lunar feast of a year said by its animal: the nearest one.

    马年春节     => 2026-02-17..2026-02-17
    龙年春节假期 => 2024-02-10..2024-02-17
    马年       => -
    """
    return expr("festival", ("animal", animal), lunar_feast, feast_tail or "")


# ------------------------------------------------------------------ festivals

# Before the name, and what must not follow it: 五一路, 国庆村, 元宵厂.
OF = '(?:[“"]?(?:三八|五一|五四|六一|七一|八一|十一)[”"]?(?:国际)?)?'
NO_NUMBER = "(?<![零〇二三四五六七八九十百千万亿点])"  # 五四 of 点五五四四 is no day
NO_PLACE = "(?!路|广场|街|村|镇|大街|档|口|小(?!长假)|奖|社|院|联|版|厂|公司|大道)"


@times.rule(
    "(?:{y}的?)?(?:"
    + OF
    + NO_NUMBER
    + '[“"]?{feast}[”"]?{feast_tail}?'
    + NO_PLACE
    + "|{plain_term}(?:节气|时节|当天|当日|期间|前后|{feast_tail2}))|{y2}的?清明(?!节)"
)
def festival(
    y: Any, feast: str | None, plain_term: str | None, feast_tail: str | None, feast_tail2: str | None, y2: Any
) -> Any:
    """A festival or a solar term by its name.

    2025年国庆节   => 2025-10-01..2025-10-01
    春节           => 2025-01-29..2025-01-29
    明年母亲节     => 2026-05-10..2026-05-10
    2025年复活节   => 2025-04-20..2025-04-20
    2025年冬至     => 2025-12-21..2025-12-21
    今年雨水节气   => 2025-02-18..2025-02-18
    清明假期       => 2025-04-04..2025-04-06
    今年清明       => 2025-04-04..2025-04-04
    清明           => -
    雨水           => -
    五一路         => -
    点五五四四     => -
    """
    return expr("festival", y or y2, feast or plain_term or "清明", feast_tail or feast_tail2 or "")


@times.rule(
    '(?:{y}的?)?(?:[“"]十一[”"]|(?<![0-9零一二三四五六七八九十第])十一(?=假期|长假|小长假|黄金周|期间)){feast_tail}?'
)
def october_first(y: Any, feast_tail: str | None) -> Any:
    """十一 is the National Day when it is quoted or on holiday; else a number.

    “十一”假期 => 2025-10-01..2025-10-08
    十一期间   => 2025-10-01..2025-10-01
    十一       => -
    """
    return expr("festival", y, "国庆节", feast_tail or "")


@times.rule("{y}?(?P<travel_text>春运|暑运|暑期|寒假|暑假|黄金周)(?:期间)?")
def travel_season(y: Any, **given: Any) -> Any:
    """Travel seasons: known by year from the lunar calendar (春运: 15 days before the New Year, 40 days)."""
    return expr("travel", y)


@times.rule("{y}?(?<![省市区县州])(?:全国)?两会期间")
def session(y: Any) -> Any:
    """The two sessions of a spring, in years whose days are known.

    2025年全国两会期间 => 2025-03-04..2025-03-11
    去年两会期间       => 2024-03-04..2024-03-11
    省两会期间         => -
    """
    return expr("session", y)


# ------------------------------------------------------------------ plans and eras


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


@times.rule("{era}(?:(?:提出|实施|施行|爆发|发生|召开|胜利)?(?:[0-9一二三四五六七八九十]+[多余]?年)?以?来|期间|时期)")
def era(era: str) -> Any:
    """A stretch since the first day of an era, or between its two days.

    党的二十大以来 => 2022-10-16..2025-11-16
    改革开放40多年来 => 1978-12-18..2025-11-16
    疫情期间       => 2020-01-20..2023-01-08
    疫情           => -
    """
    return expr("era", era)
