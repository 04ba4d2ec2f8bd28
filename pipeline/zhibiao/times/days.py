"""Days and weeks: by their date, by the day in force, and by their distance from the anchor's."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from zhibiao.model import TimeExpr
from zhibiao.times.calendar import DAYS, expr, times
from zhibiao.times.clock import DAY, Clock, Days, Unlicensed, one, reads, shifted


@times.rule("(?:{y}的?)?{m}{dm}")
def day_of_month(y: Any, m: Any, dm: int) -> Any:
    """A day, its year written or not; after a month 日 is no currency.

    2025年8月31日 => 2025-08-31..2025-08-31
    8月31日       => 2025-08-31..2025-08-31
    2月29日       => 2024-02-29..2024-02-29
    2023年2月29日 => no days
    第8月球       => -
    """
    return expr("day", y, m, dm)


@times.rule(
    "(?:{y}(?:{m})?)?(?<![0-9.第]|[0-9][-—–])(?!一日[一二两三四五六七八九十数几千百多游])(?:(?![零一二三四五六七八九十廿]{1,3}号)|(?<![\u4e00-\u9fff])|(?<=[年月于在至到从自和与及的])){d}(?!电讯)"
)
def day_alone(y: Any, m: Any, d: int) -> Any:
    """A day of the month in force.

    31日 => 2025-10-31..2025-10-31
    31日元 => -
    华龙一号 => -
    海星3号 => -
    一日三查 => -
    路28-12号 => -
    """
    return expr("day", y, m, d)


@times.rule(
    "{y}?{m}(?<=[一二三四五六七八九十]月)(?=[一二三四五六七八九十]{2}){dd}(?![0-9日号一二三四五六七八九十个家人名月年天点时分万亿千百多余种项元级])"
)
def day_without_sign(y: Any, m: Any, dd: int) -> Any:
    """A day in Chinese figures without 日.

    二零零四年八月十五 => 2004-08-15..2004-08-15
    8月15              => -
    2月二铵            => -
    一月三考           => -
    """
    return expr("day", y, m, dd)


@reads("day")
def read_day(expr: TimeExpr, clock: Clock) -> Days:
    said, month, day = expr.parts
    if said is None:
        found = bare_day(clock, day) if month is None else dated_by_news(clock, month, day)
        if found is not None:
            return one(found)
    year, number = clock.month(said, month)
    if (number, day) == (2, 29) and said is None and not calendar.isleap(year):  # the latest one there was
        return one(dt.date(next(y for y in range(year, year - 9, -1) if calendar.isleap(y)), 2, 29))
    if said is None and month is not None and month[0] == "abs" and clock.anchor and not clock.dated:
        candidate = dt.date(clock.now.year, number, day)
        year = clock.now.year if candidate <= clock.now + dt.timedelta(days=62) else clock.now.year - 1
    return one(dt.date(year, number, day))


FRESH = 14  # days before its publication that an article tells of without their year
SOON = 3  # and after it
MONTH = dt.timedelta(days=31)


def bare_day(clock: Clock, day: int) -> dt.date | None:
    """A day without its month: of the month in force, as the second half of a range or where one goes on with it; else
    the latest before the anchor, or the next one of what is to come."""
    if clock.firm and clock.context:
        return clock.context[1].replace(day=day)
    told = month_in_force(clock)
    if told is None:
        return day_ahead(clock.now, day) if clock.ahead else latest_such_day(clock.now, day)
    found = told[1].replace(day=day)
    if clock.ahead or clock.anchor is None:
        return found
    latest = latest_such_day(clock.now, day)
    goes_back = clock.afar and found < told[0]  # 截至6月底，…。21日午间，… published on 22 July
    return latest if found > clock.now or (goes_back and clock.now - latest < DAY * FRESH) else found


def month_in_force(clock: Clock) -> Days | None:
    """The period in force where it is of one month, or the day last mentioned in it; a year has no month."""
    if clock.context is None or not clock.dated:
        return None
    begin, finish = clock.context
    if finish - begin < MONTH:
        return clock.context
    recent = clock.recent
    return recent if recent and begin <= recent[1] <= finish else None


def dated_by_news(clock: Clock, month: tuple[str, int] | None, day: int) -> dt.date | None:
    """A day and month close to the anchor, where only an earlier sentence tells of another year: 队伍自2019年就开始备战。
    7月31日，… published on 1 August."""
    if month is None or month[0] != "abs" or not clock.afar or clock.anchor is None:
        return None
    for year in (clock.anchor.year, clock.anchor.year - 1):
        found = dt.date(year, month[1], min(day, calendar.monthrange(year, month[1])[1]))
        if found.day == day and -DAY * FRESH <= found - clock.anchor <= DAY * SOON:
            return found
    return None


def day_ahead(anchor: dt.date, day: int) -> dt.date:
    """The day of that number in the anchor's month, or in the next one that has it: 29日 said in February."""
    month = anchor.replace(day=1)
    if day > calendar.monthrange(month.year, month.month)[1]:
        month = shifted(month, months=1)
    return month.replace(day=day)


def latest_such_day(anchor: dt.date, day: int) -> dt.date:
    """The latest day of that number not after the anchor: 31日 read on 16 November is 31 October."""
    for back in range(3):
        month = shifted(anchor.replace(day=1), months=-back)
        if day <= calendar.monthrange(month.year, month.month)[1] and month.replace(day=day) <= anchor:
            return month.replace(day=day)
    raise Unlicensed


@times.rule("{y}?{m}{dd}(?:日|号)?{dash}{dd2}[日号]")
def days_range(y: Any, m: Any, dd: int, dash: str, dd2: int) -> Any:
    """Days of one month.

    11月5日至10日 => 2025-11-05..2025-11-10
    """
    return expr("days", y, m, dd, dd2) if dd < dd2 else None


@times.rule("(?<![0-9./年月个第期约需达近过每隔]|[0-9][-—–])(?=[0-9]){dd}{dash}{dd2}日(?![内元均龄游后前报益常用产])")
def days_alone(dd: int, dash: str, dd2: int) -> Any:
    """Days of the month in force.

    4-6日    => 2025-11-04..2025-11-06
    为期3—5日 => -
    3-5日内  => -
    """
    return expr("days", None, None, dd, dd2) if dd < dd2 else None


@reads("days")
def read_days(expr: TimeExpr, clock: Clock) -> Days | None:
    said, month, first, last = expr.parts
    if said is None:
        ends = bare_day(clock, last) if month is None else dated_by_news(clock, month, last)
        if ends is not None:
            return ends.replace(day=first), ends
    year, number = clock.month(said, month)
    return dt.date(year, number, first), dt.date(year, number, last)


@times.rule(
    r"(?<![0-9.])(?:19|20)[0-9]{2}(?:[-/.]| [-/] )(?:1[0-2]|0?[1-9])(?:[-/.]| [-/] )(?:3[01]|[12][0-9]|0?[1-9])(?![0-9.])|(?<![0-9])(?:19|20)[0-9]{2}(?:1[0-2]|0[1-9])(?:3[01]|[12][0-9]|0[1-9])(?![0-9.万亿元个家人吨])"
)
def written_date() -> Any:
    """A date in figures.

    2025-08-31 => 2025-08-31..2025-08-31
    2025-18-31 => -
    """
    return expr("figures")


@reads("figures")
def read_figures(expr: TimeExpr, clock: Clock) -> Days:
    parts = re.findall("[0-9]+", expr.text)
    if len(parts) == 1:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    return one(dt.date(*map(int, parts)))


@times.rule(r"(?<![0-9/.])[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/])")
def slashed_date() -> Any:
    """Month, day and year between slashes; a first number over 12 is the day.

    10/31/1974 => 1974-10-31..1974-10-31
    31/10/1974 => 1974-10-31..1974-10-31
    """
    return expr("slashed")


@reads("slashed")
def read_slashed(expr: TimeExpr, clock: Clock) -> Days:
    month, day, *more = map(int, expr.text.split("/"))
    if month > 12:
        month, day = day, month
    if not more:
        return one(dt.date(clock.year(None), month, day))
    year = more[0] if more[0] > 99 else 2000 + more[0] if more[0] < 70 else 1900 + more[0]
    return one(dt.date(year, month, day))


@times.rule("(?P<day_text>" + "|".join(sorted(DAYS, key=len, reverse=True)) + ")(?!新闻网|头条|俄罗斯)")
def named_day(**given: Any) -> Any:
    """A day by its distance from the anchor.

    今天 => 2025-11-16..2025-11-16
    昨日 => 2025-11-15..2025-11-15
    """
    return expr("named_day")


@times.rule("(?:前|上)一个?交易日")
def trading_day() -> Any:
    """The trading day before the day in force, else before the anchor: the weekday before.

    上一交易日   => 2025-11-14..2025-11-14
    前一个交易日 => 2025-11-14..2025-11-14
    """
    return expr("trading_day")


@reads("trading_day")
def read_trading_day(expr: TimeExpr, clock: Clock) -> Days:
    day = (clock.recent[0] if clock.recent else clock.now) - DAY
    while day.weekday() > FRIDAY:
        day -= DAY
    return one(day)


FRIDAY = 4


@reads("named_day")
def read_named_day(expr: TimeExpr, clock: Clock) -> Days | None:
    if expr.text == "当晚":
        return read_day_in_force(expr, clock)
    return one(clock.now + dt.timedelta(days=DAYS[expr.text]))


@times.rule(
    "(?<!(?<!截)[至到])(?:当日|当天|同日|次日|翌日|同一天|第二天|(?<![周运流旋空])转天(?!数)|(?:此前|前|头)一[天日]|后一[天日])(?!起至)"
)
def day_in_force() -> Any:
    """The day of the period in force.

    当天   => 2025-11-16..2025-11-16
    前一天 => 2025-11-15..2025-11-15
    """
    return expr("day_in_force")


DAYS_ON = {"次日": 1, "翌日": 1, "第二天": 1, "转天": 1, "后一天": 1, "后一日": 1}


@reads("day_in_force")
def read_day_in_force(expr: TimeExpr, clock: Clock) -> Days:
    base = clock.recent or clock.context or one(clock.now)
    if base[1] - base[0] >= MONTH:  # of a year nobody knows the next day
        if DAYS_ON.get(expr.text, 0):
            raise Unlicensed
        base = one(clock.now)
    if re.match("此?前一|头一", expr.text):
        return one(base[0] - DAY)
    return one(base[1] + DAY * DAYS_ON.get(expr.text, 0))


@times.rule(
    "(?P<which_text>上上|下下|上|本|这|下|当|今|呢|[前后](?=一))?(?:一)?个?(?P<week_text>(?:周|星期|礼拜)[一二三四五六日天](?![岁年期边个]|到[^周星礼上下本这])|(?<!长)周末(?!到来|来临|[以之]?前|假期)|(?<=[上本这下当今呢前后]一?个?)(?:周|星期|礼拜)(?![岁年期边末一二三四五六日天]))"
)
def week(**given: Any) -> Any:
    """A week or a day of it; the week begins on Monday (GB/T 7408).

    上周     => 2025-11-03..2025-11-09
    周末     => 2025-11-15..2025-11-16
    下周五   => 2025-11-21..2025-11-21
    周末到来 => -
    一周岁   => -
    """
    return expr("week")


WEEKDAYS = "一二三四五六日"


@reads("week")
def read_week(expr: TimeExpr, clock: Clock) -> Days:
    text = expr.text
    step = len(text.lstrip("上前")) - len(text.lstrip("下后"))
    monday = clock.now - DAY * clock.now.weekday() + dt.timedelta(weeks=step)
    if text.endswith("周末"):
        passed = text == "周末" and not clock.ahead and clock.now < monday + DAY * 5  # a report of the one that was
        return monday + DAY * (-2 if passed else 5), monday + DAY * (-1 if passed else 6)
    if re.search("(?:周|星期|礼拜)[一二三四五六日天]$", text):
        weekday = WEEKDAYS.find(text[-1].replace("天", "日"))
        if text[0] not in "周星礼":
            return one(monday + DAY * weekday)
        if clock.firm and clock.context:  # 上周一到周三: the next one after the first
            first = clock.context[0]
            return one(first + DAY * ((weekday - first.weekday()) % 7))
        day = monday + DAY * weekday  # by itself: the next one, or the latest
        return one(day + DAY * 7 * ((day <= clock.now) if clock.ahead else -(day > clock.now)))
    if step == 0 and not clock.ahead and clock.recent and (reported := week_of_report(clock.recent, clock.now)):
        return reported
    return monday, monday + DAY * 6


def week_of_report(recent: Days, now: dt.date) -> Days | None:
    """The week that a report is of, when the text has said its days: 第32周（7月31日—8月6日）…本周."""
    begin, finish = recent
    return recent if DAY * 4 <= finish - begin < DAY * 7 and finish < now <= finish + DAY * 7 else None
