"""Festivals and solar terms by their names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import FEASTS, expr, times
from zhibiao.times.clock import DAY, Clock, Days, one, reads
from zhibiao.times.feasts import day_of, days_off
from zhibiao.times.lunar import ANIMALS, OLD, nearest

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


@times.rule("{animal}年{lunar_feast}{feast_tail}?")
def feast_of_animal(animal: str, lunar_feast: str, feast_tail: str | None) -> Any:
    """A lunar feast of a year said by its animal: the nearest one.

    马年春节     => 2026-02-17..2026-02-17
    龙年春节假期 => 2024-02-10..2024-02-17
    马年       => -
    """
    return expr("festival", ("animal", animal), lunar_feast, feast_tail or "")


# How far from the festival its tail moves the day.
MOVES = {"前夕": -1, "前一天": -1, "前一日": -1, "后一天": 1, "后一日": 1}
TIME_OFF = frozenset({"假期", "长假", "小长假", "黄金周", "假日"})


@reads("festival")
def read_festival(expr: TimeExpr, clock: Clock) -> Days | None:
    said, name, tail = expr.parts
    year = nearest(ANIMALS.index(said[1]), 12, clock) if said and said[0] == "animal" else clock.year(said)
    if year < OLD and name in FEASTS["lunar"]:
        month, day = FEASTS["lunar"][name]
        return one(dt.date(year, month, day or 30))
    day = day_of(name, year) + DAY * MOVES.get(tail, 0)
    return (days_off(day) if tail in TIME_OFF else None) or one(day)
