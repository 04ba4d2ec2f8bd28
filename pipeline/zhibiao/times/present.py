"""The anchor's day, the period in force again, and times that name no days."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.rules import either
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, Clock, Days, month_days, one, reads, shifted


@times.rule(
    "目前|当前|如今|现在|(?<![适充担相每])当下(?![跌降滑调行挫浮移游落沉一])|眼下|现阶段|迄今(?![年月日]均)|至今(?![年月日]均|[年天日晨晚早夜])|(?<=截[至止]到?)(?:(?:本?报?记者|本报|本刊)?(?:发稿|截稿)(?:之?时|前)?|[本该](?:公告|报告书?|招股说明书|募集说明书)(?:披露|签署|发布|出具)?日)"
)
def now() -> Any:
    """The anchor's day.

    目前           => 2025-11-16..2025-11-16
    截至记者发稿时 => 2025-11-16..2025-11-16
    当下           => 2025-11-16..2025-11-16
    发稿           => -
    每当下雨       => -
    """
    return expr("now")


@reads("now")
def read_now(expr: TimeExpr, clock: Clock) -> Days:
    return one(clock.now)


@times.rule("(?<=截[至止]到?(?:[ABH]股|[港美]股|当[日天]|[今昨][日天])?)(?:[早午]间?)?收盘")
def close() -> Any:
    """The close of a market: of the day in force, else of the last weekday.

    截至收盘 => 2025-11-14..2025-11-14
    收盘     => -
    """
    return expr("close")


@reads("close")
def read_close(expr: TimeExpr, clock: Clock) -> Days:
    if clock.context and clock.context[0] == clock.context[1]:
        return clock.context
    return one(clock.now - DAY * max(0, clock.now.weekday() - 4))


@times.rule("(?:{y}的?)?(?:同期|同月|同时期|同季|同比期)(?!声)")
def same_period(y: Any) -> Any:
    """The period in force, or the same months of another year.

    去年同期   => 2024-01-01..2024-12-31
    2020年同期 => 2020-01-01..2020-12-31
    同期声     => -
    """
    return expr("same", y)


@reads("same")
def read_same(expr: TimeExpr, clock: Clock) -> Days | None:
    """The months in force, or those of another year: 去年 and 前年 count from the year in force."""
    said = expr.parts[0]
    if clock.context is None:
        if said is None:
            return None
        year = clock.year(said)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    begin, finish = clock.context
    back = 0 if said is None else finish.year - said[1] if said[0] == "abs" else -said[1]
    end_of_month = finish.day == calendar.monthrange(finish.year, finish.month)[1]
    earlier = shifted(finish, -back)
    if end_of_month:
        earlier = month_days(earlier.year, earlier.month)[1]
    return shifted(begin, -back), earlier


@times.rule(
    "(?<![\u4e00-\u9fff])(?:以前|从前|原先|早先)(?![的，年天几0-9一二三四五六七八九十])|(?<![\u4e00-\u9fff在])过去(?![的了，年月日这几数多近一二两三四五六七八九十0-9])|近日来?|这几(?:天|个月|周|日)|那几(?:天|年)|此前(?![一二两三四五六七八九十几数0-9])|"
    + either("indefinite")
    + "|在?过去(?=，)|通常(?:情况下)?|(?:一般|正常)(?:情况下|来说|而言)|往常(?!年)|平日里?|历年来?|未来(?![0-9一二三四五六七八九十几])|(?:开通|开业|运营|成立|投产|投用|封关)(?:初期|前|(?<![投达]产|投用)后)(?=[的，、])"
)
def indefinite() -> Any:
    """A time that names no days."""
    return expr("vague")


@times.rule(
    "(?<!临)近几?些?年来?(?![底末初终关])|这几?些?年来?(?=[，、])|连日来|一段时间以来|(?:几十|数十|几百)?多?年来|(?:几十|数十|上百|几百)年来|长期以来|一直以来|有史以来|今冬明春"
    "|(?:近|过去的?这?|最近的?这?|前|未来的?|今后|此后|接下来的?|往后)[几数]十?(?:个?(?:月|季度|星期|礼拜)|年|天|日|周)(?:来|间|内|里|以来|中)?"
    "|自?" + either("begun") + "(?:运营|投运|使用|至今)?(?:以来|至今)"
    "|[迄至]今(?=[年月日]均)|(?:投产|达产|投用|投运|建成|竣工|完工|落成|封关)(?:投产|投用|投运|运营|通车|使用)?(?:之|以)?后(?=[，、]|可|将|能|预计|年[产销均发])|(?:达产|满产)(?:之|以)?后"
    "|(?:(?:之|以)?后不久|不久(?:之|以)?后)(?=[，、])"
)
def stretch() -> Any:
    """A stretch whose first day nobody says: figures in it have no period, and none is inherited across it.

    近年来   => stretch
    未来几周 => stretch
    建成后， => stretch
    达产后   => stretch
    上线以来 => stretch
    官宣后不久， => stretch
    来年     => -
    """
    return expr("stretch")
