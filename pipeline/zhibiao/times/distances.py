"""Times by their distance from the day of the report: that day itself and times that name no days (目前, 近年来), and so many units up to it
or from it (近三年, 5年来, 三天后)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from zhibiao.matching import compiled
from zhibiao.model import TimeExpr
from zhibiao.rules import either
from zhibiao.times.calendar import expr, times
from zhibiao.times.clock import DAY, UNITS, Clock, Days, month_days, moved, one, reads, shifted


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


def up_to_now(clock: Clock, n: int, unit: str, half: bool) -> Days:
    """As many units up to the anchor: years and months open on the anchor's own day of the earlier year or month
    (近三年 on 16 November 2025: since 16 November 2022), days and weeks hold just so many days."""
    begin = moved(clock.now, n, unit, -1, half)
    return (begin if UNITS[unit.lstrip("个")][2] == 0 else begin + DAY), clock.now


@times.rule(
    "(?:(?<![最接靠附将]|持续|历时|历经|耗时|用时|长达)近|过去的?这?|最近的?这?|前(?!一[个周季年天日月星礼])|未来的?|今后|此后|接下来的?|之前的?|往后)"
    "(?:(?![几数]){n}{unit}(?:多|余)?|{half_unit})(?:来|间|内|里|以来|中)?(?![前后以半]|(?<=月)[0-9]{1,2}[日号])"
)
def span_of(n: int | None, unit: str | None, half_unit: str | None) -> Any:
    """A span up to the anchor, or from it.

    近三年   => 2022-11-16..2025-11-16
    过去十年 => 2015-11-16..2025-11-16
    近半年   => 2025-05-16..2025-11-16
    过去24小时内 => 2025-11-15..2025-11-16
    近5公里  => -
    此前8月14日 => -
    """
    return expr("span", n or 0, unit or half_unit, bool(half_unit))


@reads("span")
def read_span(expr: TimeExpr, clock: Clock) -> Days | None:
    n, unit, half = expr.parts
    if expr.text.startswith("此后") and not clock.ahead:  # after what the text has told
        if clock.context is None:
            return None
        begin, finish = clock.context[1] + DAY, moved(clock.context[1], n, unit, 1, half)
        return (begin, finish) if finish <= clock.now else None
    if re.match("未来|今后|此后|接下来|往后|下", expr.text):
        return clock.now + DAY, moved(clock.now, n, unit, 1, half)
    if unit.endswith("小时"):  # with all days that they touch
        return clock.now - DAY * -(-n // 24), clock.now
    return up_to_now(clock, n, unit, half)


@times.rule(
    "(?<![0-9零一二三四五六七八九十百千几多两半每同当]|(?<!指)数)年内(?=(?:仍|已|还|均|则|又|一度)?(?:累计|合计|上?涨|[下大暴]?跌|涨幅|跌幅|升|贬|回落|回报|收益|[新最][高低]))"
)
def year_so_far() -> Any:
    """The year of the anchor up to its day, of what has moved or grown in it: 年内|仍上涨121%, 年内|累计跌10%.

    三年内上涨 => -
    """
    return expr("year_so_far")


@reads("year_so_far")
def read_year_so_far(expr: TimeExpr, clock: Clock) -> Days:
    return dt.date(clock.now.year, 1, 1), clock.now


@times.rule(
    "(?<![第0-9.百千几数])(?:这|短短|开[\u4e00-\u9fff]{0,3}|" + either("going_on") + ")?"
    "(?:{half_unit}|{n}[多余]?(?:个[多余]?月|(?<=[几数])月|年|天|周|个?世纪))[多余]?(?:以?来|间)(?!的人|自|访|临|到|不)"
)
def years_since(n: int | None, half_unit: str | None) -> Any:
    """As many years up to the anchor.

    5年来    => 2020-11-16..2025-11-16
    十年来   => 2015-11-16..2025-11-16
    半年来   => 2025-05-16..2025-11-16
    十多年来 => 2015-11-16..2025-11-16
    几十年来 => -
    5年      => -
    """
    return expr("since_n", n or 0, half_unit)


@reads("since_n")
def read_since_n(expr: TimeExpr, clock: Clock) -> Days | None:
    n, half_unit = expr.parts
    if half_unit:
        return up_to_now(clock, 0, half_unit, True)
    if THIS_YEAR.fullmatch(expr.text) and n == clock.now.year % 100:  # 11年以来 in a report of 2011
        return dt.date(clock.now.year, 1, 1), clock.now
    unit = re.search("(世纪|月|年|天|周)[多余]?(?:以?来|间)$", expr.text)
    return up_to_now(clock, n, unit[1], False) if unit and n else None


THIS_YEAR = compiled("[0-9]{2}年以来")


@times.rule(
    "(?:已|将|刚)?满{n}(?:周年|年|个月)(?![以的内])|(?:开通|运营|成立|设立|实施|试点|挂牌|上线|投运|建成){n}周年"
)
def anniversary(n: int) -> Any:
    """So many whole years up to the anchor: the day before was the last of the n-th year.

    满四年       => 2021-11-17..2025-11-16
    成立十周年   => 2015-11-17..2025-11-16
    满18周岁     => -
    """
    return expr("anniversary", n)


@reads("anniversary")
def read_anniversary(expr: TimeExpr, clock: Clock) -> Days:
    return moved(clock.now, expr.parts[0], "月" if expr.text.endswith("月") else "年", -1) + DAY, clock.now


@times.rule("(?:{half_unit}|{n}(?:多|余|个多)?(?:{unit}{h}?|个{h2}月)(?:多|余)?)(?:之|以)?前(?![来往景沿进端后])")
def ago(n: int | None, unit: str | None, half_unit: str | None, h: bool = False, h2: bool = False) -> Any:
    """A point so long before the anchor.

    三年前   => 2022-11-16..2022-11-16
    3年半前  => 2022-05-16..2022-05-16
    半年前   => 2025-05-16..2025-05-16
    10月前   => -
    """
    if unit == "月":  # before October, not ten months ago
        return None
    return expr("ago", n or 0, half_unit or unit or "月", bool(h or h2 or half_unit))


@reads("ago")
def read_ago(expr: TimeExpr, clock: Clock) -> Days | None:
    n, unit, half = expr.parts
    if VAGUE.search(expr.text):
        return None
    return one(moved(clock.now, n, unit, -1, half))


@times.rule(
    "(?P<event_text>时隔|相隔|事隔|间隔|历时|随访|术后|伤后|产后|病后|婚后)?"
    "(?:{half_unit}|{n}(?:多|余|个多)?(?:{unit}{h}?|个{h2}月)(?:多|余)?)(?:之|以)?后(?![续来台备方面])"
)
def later(
    n: int | None, unit: str | None, half_unit: str | None, h: bool = False, h2: bool = False, **given: Any
) -> Any:
    """A point so long after the time in force; spoken by itself, after the anchor.

    三天后     => 2025-11-19..2025-11-19
    一年半后   => 2027-05-16..2027-05-16
    两个半月后 => 2026-01-31..2026-01-31
    随访四年后 => no days
    10月后     => -
    """
    if unit == "月":
        return None
    return expr("later", n or 0, half_unit or unit or "月", bool(h or h2 or half_unit))


@reads("later")
def read_later(expr: TimeExpr, clock: Clock) -> Days | None:
    """In a report, counted from the period in force or, days and weeks, from the day last mentioned: whole years after
    a year, a day after a day. An article does not know what lies ahead of it, nor when an event was that only a word
    tells (时隔6年后)."""
    n, unit, half = expr.parts
    if not (n or half) or EVENT.match(expr.text) or VAGUE.search(expr.text):
        return None
    if clock.ahead:
        return one(moved(clock.now, n, unit, 1, half))
    fine = UNITS[unit.lstrip("个")][2] > 0 if unit.lstrip("个") in UNITS else True
    base = (clock.recent or clock.context) if fine else clock.context
    if base is None or (fine and base[1] - base[0] > SHORT):
        return None
    begin, finish = (moved(day, n, unit, 1, half) for day in base)
    if base[1].month != (base[1] + DAY).month:  # the last day of a month: 2月 and 3个月 on are all of 5月
        finish = month_days(finish.year, finish.month)[1] if not fine else finish
    return None if finish > clock.now else (begin, finish)


# 几年, 两三年, 十多年: nobody says how many.
VAGUE = compiled("[几数多余]|[一二两三四五六七八九][二三四五六七八九]")
EVENT = compiled("时隔|相隔|事隔|间隔|历时|随访|[术伤产病婚]后")
SHORT = dt.timedelta(days=10)


@times.rule("[上下](?![几数]){n}(?:个月|个?季度|周|个星期|个礼拜|年|天)(?!来|前|后)")
def whole_units(n: int) -> Any:
    """So many whole units before or after the anchor's own.

    上两个月 => 2025-09-01..2025-10-31
    下三周   => 2025-11-17..2025-12-07
    上三天   => 2025-11-13..2025-11-15
    上几个月 => -
    """
    return expr("whole_units", n) if n > 1 else None


UNIT = compiled("个?(月|季度|周|星期|礼拜|年|天)$")


@reads("whole_units")
def read_whole_units(expr: TimeExpr, clock: Clock) -> Days:
    n = expr.parts[0] * (-1 if expr.text[0] == "上" else 1)
    unit = UNIT.search(expr.text)[1]
    years, months, days = UNITS[unit]
    own = clock.now - DAY * (clock.now.weekday() * (days > 1)) if days else clock.now.replace(day=1)
    if years:
        own = own.replace(month=1)
    elif months == 3:
        own = own.replace(month=(own.month - 1) // 3 * 3 + 1)
    after = moved(own, 1, unit, 1)
    edges = (moved(own, -n, unit, -1), own) if n < 0 else (after, moved(after, n, unit, 1))
    return edges[0], edges[1] - DAY


@times.rule("连续?{n}(?P<streak_text>个?(?:月|季度|年|周|天|日|交易日))")
def streak(n: int, **given: Any) -> Any:
    """A streak is no period of its own."""
    return expr("streak", n)
