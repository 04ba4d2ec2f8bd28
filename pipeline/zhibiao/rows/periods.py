"""Times → days: the only place that knows an anchor.

A time lacks what its sentence takes for granted: `10月份` its year, `31日` its month, `同期` everything.
`resolve` takes it from the period in force (`context`), else from the anchor. All periods are inclusive;
an as-of time has both days equal.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import regex

from zhibiao.model import Period, TimeExpr
from zhibiao.spans import times as room
from zhibiao.spans.calendar import ERAS, whole
from zhibiao.spans.calendar import year as year_said
from zhibiao.spans.dates import FESTIVALS
from zhibiao.spans.relatives import DAYS

Days = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)


class Clock:
    """What is known when a time is read: the anchor and the period in force."""

    def __init__(self, anchor: dt.date | None, context: Days | None, ahead: bool = False) -> None:
        self.anchor, self.context, self.ahead = anchor, context, ahead

    @property
    def now(self) -> dt.date:
        if self.anchor is None:
            raise Unlicensed
        return self.anchor

    def year(self, said: Any) -> int:
        """The year said, or the one in force."""
        if said is None:
            return self.context[1].year if self.context else self.now.year
        how, n = said
        if how == "abs":
            return int(n)
        if how == "rel":
            return self.now.year + int(n)
        return self.year(None) + int(n)

    def month(self, year: Any, said: Any) -> tuple[int, int]:
        """(year, month): a bare month is the latest one not after the anchor, in the year in force."""
        if said is None:
            base = self.context[1] if self.context else self.now
            return (self.year(year), base.month) if year else (base.year, base.month)
        how, n = said
        if how == "abs":
            return self.latest(year, n), int(n)
        base = self.now if how == "rel" else (self.context[1] if self.context else self.now)
        total = base.year * 12 + base.month - 1 + int(n)
        return total // 12, total % 12 + 1

    def latest(self, year: Any, month: int) -> int:
        """The year of a month: as said, else that in force, else the anchor's unless that lies ahead."""
        if year is not None or self.context is not None or self.ahead:
            return self.year(year)
        return self.now.year - (month > self.now.month)


class Unlicensed(Exception):
    """A time that needs an anchor or a context that is not there."""


def resolve(
    expr: TimeExpr, anchor: dt.date | None, context: Period | None = None, ahead: bool = False
) -> Period | None:
    """The days of a time expression, or None when it names none (a clock time, 近日) or lacks an anchor.

    A weekday by itself is the latest one, as an article says it; with `ahead` the next one, as one speaks of it;
    so a bare month is the latest one, or the one of the anchor's year.
    """
    try:
        days = READERS[expr.kind](expr, Clock(anchor, (context.begin, context.finish) if context else None, ahead))
    except (Unlicensed, ValueError, OverflowError, KeyError):
        return None
    if days is None or days[0] > days[1]:
        return None
    return Period(days[0], days[1], expr.text, expr.start, expr.end)


def find(text: str, anchor: dt.date | None) -> list[Period]:
    """Every period of a text, in order, each read with the one before it as context, as one speaks (`ahead`)."""
    found: list[Period] = []
    context: Period | None = None
    for expr in room.find(text):
        period = resolve(expr, anchor, context, ahead=True)
        if period is not None:
            found.append(period)
            context = period
    return found


# ------------------------------------------------------------------ readers, one a kind


READERS: dict[str, Callable[[TimeExpr, Clock], Days | None]] = {}


def reads(kind: str) -> Callable[[Callable[[TimeExpr, Clock], Days | None]], Callable[[TimeExpr, Clock], Days | None]]:
    def register(function: Callable[[TimeExpr, Clock], Days | None]) -> Callable[[TimeExpr, Clock], Days | None]:
        READERS[kind] = function
        return function

    return register


def one(day: dt.date) -> Days:
    return day, day


def month_days(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: dt.date, years: int = 0, months: int = 0) -> dt.date:
    """The day so many years and months away; the 29th of February falls back to the 28th."""
    total = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@reads("day")
def read_day(expr: TimeExpr, clock: Clock) -> Days:
    said, month, day = expr.parts
    if said is None and month is None and clock.context is None:
        return one(latest_such_day(clock.now, day))
    year, number = clock.month(said, month)
    if said is None and month is not None and month[0] == "abs" and clock.anchor and clock.context is None:
        candidate = dt.date(clock.now.year, number, day)
        year = clock.now.year if candidate <= clock.now + dt.timedelta(days=62) else clock.now.year - 1
    found = dt.date(year, number, day)
    if said is None and month is None and clock.anchor and not clock.ahead and found > clock.now:
        return one(latest_such_day(clock.now, day))  # a bare day after 12月: the article tells what happened
    return one(found)


def latest_such_day(anchor: dt.date, day: int) -> dt.date:
    """The latest day of that number not after the anchor: 31日 read on 16 November is 31 October."""
    for back in range(3):
        month = shifted(anchor.replace(day=1), months=-back)
        if day <= calendar.monthrange(month.year, month.month)[1] and month.replace(day=day) <= anchor:
            return month.replace(day=day)
    raise Unlicensed


@reads("figures")
def read_figures(expr: TimeExpr, clock: Clock) -> Days:
    parts = regex.findall("[0-9]+", expr.text)
    if len(parts) == 1:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    return one(dt.date(*map(int, parts)))


@reads("month")
def read_month(expr: TimeExpr, clock: Clock) -> Days:
    return month_days(*clock.month(*expr.parts))


@reads("year")
def read_year(expr: TimeExpr, clock: Clock) -> Days:
    year = clock.year(expr.parts[0])
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@reads("slashed")
def read_slashed(expr: TimeExpr, clock: Clock) -> Days:
    month, day, year = map(int, expr.text.split("/"))
    if month > 12:
        month, day = day, month
    return one(dt.date(year, month, day))


@reads("nth_weekday")
def read_nth_weekday(expr: TimeExpr, clock: Clock) -> Days | None:
    said, month, n, weekday = expr.parts
    year, number = clock.month(said, month) if said or month[0] != "abs" else (clock.year(None), month[1])
    first = dt.date(year, number, 1)
    day = first + DAY * ((weekday - first.weekday()) % 7 + 7 * (n - 1))
    return one(day) if day.month == number else None


@reads("nth_week")
def read_nth_week(expr: TimeExpr, clock: Clock) -> Days:
    said, n = expr.parts
    monday = dt.date.fromisocalendar(clock.year(said), n, 1)
    return monday, monday + DAY * 6


@reads("first_days")
def read_first_days(expr: TimeExpr, clock: Clock) -> Days:
    said, month, n = expr.parts
    begin = dt.date(*clock.month(said, month), 1) if month else dt.date(clock.year(said), 1, 1)
    return begin, begin + DAY * (n - 1)


@reads("lunar")
def read_lunar(expr: TimeExpr, clock: Clock) -> Days:
    said, month, day = expr.parts
    year = clock.year(said)
    expr_day = whole(expr.text[:2]) if not month else 0
    if not month:  # 廿一: of the lunar month in force
        from lunardate import LunarDate

        now = LunarDate.from_solar_date(clock.now.year, clock.now.month, clock.now.day)
        back = not clock.ahead and expr_day > now.day
        return one(solar(now.year, now.month, expr_day) - DAY * 29 * back)
    if year < 1900:
        return one(dt.date(year, month, day)) if day else month_days(year, month)
    days = lunar_days(year, month, day)
    if said is None and not clock.ahead and days[0] > clock.now + DAY * 31:
        days = lunar_days(year - 1, month, day)
    return days


def lunar_days(year: int, month: int, day: int | None) -> Days:
    """The solar days of a lunar day, or of a whole lunar month."""
    if day:
        return one(solar(year, month, day))
    following = solar(year, month + 1, 1) if month < 12 else solar(year + 1, 1, 1)
    return solar(year, month, 1), following - DAY


@reads("new_year")
def read_new_year(expr: TimeExpr, clock: Clock) -> Days:
    year = clock.year(expr.parts[0])
    eve = expr.text.endswith(("三十", "除夕"))
    if year < 1900:
        return one(dt.date(year, 1, 30 if eve else 1))
    return one(solar(year, 1, 1) - DAY * eve)


@reads("decade")
def read_decade(expr: TimeExpr, clock: Clock) -> Days:
    written = expr.text.partition("年代")[0]
    tens = [whole(c) * 10 for c in written[:-1]] if written.endswith("十") else [int(written)]
    if tens[0] > 99:
        return dt.date(tens[0], 1, 1), dt.date(tens[0] + 9, 12, 31)
    century = clock.now.year // 100 * 100 if clock.anchor else 1900
    if century + tens[-1] > (clock.now.year if clock.anchor else 1999):
        century -= 100
    return dt.date(century + tens[0], 1, 1), dt.date(century + tens[-1] + 9, 12, 31)


@reads("year_to_month")
def read_year_to_month(expr: TimeExpr, clock: Clock) -> Days:
    first, last = regex.findall("[0-9]{2,4}(?=[^0-9月])", expr.text)[:2]
    return dt.date(int(first), 1, 1), month_days(int(first[:2] + last if len(last) == 2 else last), expr.parts[0])[1]


@reads("half")
def read_half(expr: TimeExpr, clock: Clock) -> Days:
    now, first = clock.now, expr.text.startswith("上")
    if expr.text.endswith("月"):
        begin, finish = month_days(now.year, now.month)
        return (begin, begin.replace(day=15)) if first else (begin.replace(day=16), finish)
    if expr.text.endswith("周"):
        monday = now - DAY * now.weekday()
        return (monday, monday + DAY * 2) if first else (monday + DAY * 3, monday + DAY * 6)
    half = now.year * 2 + (now.month > 6) + (-1 if first else 1)
    begin = dt.date(half // 2, 7 if half % 2 else 1, 1)
    return begin, shifted(begin, months=6) - DAY


@reads("months")
def read_months(expr: TimeExpr, clock: Clock) -> Days:
    said, first, last = expr.parts
    year = clock.latest(said, first)
    return dt.date(year, first, 1), month_days(year, last)[1]


@reads("first")
def read_first(expr: TimeExpr, clock: Clock) -> Days | None:
    said, n = expr.parts
    last = n * 3 if "季" in expr.text else n
    if not 1 <= last <= 12:
        return None
    year = clock.latest(said, last)
    return dt.date(year, 1, 1), month_days(year, last)[1]


@reads("days")
def read_days(expr: TimeExpr, clock: Clock) -> Days:
    said, month, first, last = expr.parts
    year, number = clock.month(said, month)
    return dt.date(year, number, first), dt.date(year, number, last)


@reads("years_written")
def read_years(expr: TimeExpr, clock: Clock) -> Days | None:
    first, last = regex.findall("[0-9]+", expr.text)
    if len(last) == 2:
        last = first[:2] + last
    if expr.text.endswith("学年"):
        return dt.date(int(first), 9, 1), dt.date(int(last), 8, 31)
    return dt.date(int(first), 1, 1), dt.date(int(last), 12, 31)


@reads("month_part")
def read_month_part(expr: TimeExpr, clock: Clock) -> Days | None:
    begin, finish = month_days(*clock.month(*expr.parts))
    ten, twenty = begin.replace(day=10), begin.replace(day=20)
    for ending, days in {
        "上旬": (begin, ten),
        "中旬": (ten + DAY, twenty),
        "下旬": (twenty + DAY, finish),
        "上半月": (begin, begin.replace(day=15)),
        "下半月": (begin.replace(day=16), finish),
        "初": (begin, ten),
        "中": (ten + DAY, twenty),
        "末": one(finish),
        "底": one(finish),
    }.items():
        if expr.text.endswith(ending):
            return days
    return None


@reads("year_edge")
def read_year_edge(expr: TimeExpr, clock: Clock) -> Days:
    said = expr.parts[0]
    year = clock.year(year_said(expr.text[:2]) if said == ("ctx", 0) and expr.text[0] in "今去上前明本" else said)
    if expr.text.endswith("初"):
        return one(dt.date(year, 1, 1))
    if expr.text.endswith("中"):
        return one(dt.date(year, 6, 30))
    return one(dt.date(year, 12, 31))


SEASONS = {"春": 3, "夏": 6, "秋": 9, "冬": 12}


@reads("season")
def read_season(expr: TimeExpr, clock: Clock) -> Days:
    said = expr.parts[0]
    name = next(c for c in reversed(expr.text) if c in SEASONS)
    first = SEASONS[name]
    year = clock.year(said) if said else clock.now.year - expr.text.startswith("去")
    begin = dt.date(year, first, 1)
    return begin, shifted(begin, months=3) - DAY


@reads("century")
def read_century(expr: TimeExpr, clock: Clock) -> Days:
    text = expr.text
    name, _, rest = text.partition("世纪")
    base = 1900 if name.startswith("上") else 2000 if name == "本" else (whole(name) - 1) * 100
    if m := regex.match(r"(?P<n>[0-9]{1,2}|[一二三四五六七八九]十?)年代", rest):
        decade = whole(m["n"])
        begin = base + (decade if decade >= 10 else decade * 10)
        return dt.date(begin, 1, 1), dt.date(begin + 9, 12, 31)
    return dt.date(base + 1, 1, 1), dt.date(base + 100, 12, 31)


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


@reads("named_day")
def read_named_day(expr: TimeExpr, clock: Clock) -> Days | None:
    if expr.text == "当晚":
        return read_day_in_force(expr, clock)
    return one(clock.now + dt.timedelta(days=DAYS[expr.text]))


@reads("day_in_force")
def read_day_in_force(expr: TimeExpr, clock: Clock) -> Days:
    base = clock.context[1] if clock.context else clock.now
    return one(base + DAY * (expr.text in ("次日", "翌日", "第二天")))


@reads("week")
def read_week(expr: TimeExpr, clock: Clock) -> Days:
    text = expr.text
    step = text.count("下") - text.count("上")
    monday = clock.now - DAY * clock.now.weekday() + dt.timedelta(weeks=step)
    if text.endswith("周末"):
        return monday + DAY * 5, monday + DAY * 6
    if text[-1] in "一二三四五六日天":
        day = monday + DAY * ("一二三四五六日".find(text[-1].replace("天", "日")))
        if text[0] in "周星礼":  # by itself: the next one, or the latest
            day += DAY * 7 * ((day <= clock.now) if clock.ahead else -(day > clock.now))
        return one(day)
    return monday, monday + DAY * 6


@reads("quarter_rel")
def read_quarter(expr: TimeExpr, clock: Clock) -> Days:
    step = expr.text.count("下") - expr.text.count("上")
    first = dt.date(clock.now.year, (clock.now.month - 1) // 3 * 3 + 1, 1)
    begin = shifted(first, months=3 * step)
    return begin, shifted(begin, months=3) - DAY


UNITS = {
    "年": (1, 0, 0),
    "世纪": (100, 0, 0),
    "季度": (0, 3, 0),
    "月": (0, 1, 0),
    "周": (0, 0, 7),
    "星期": (0, 0, 7),
    "礼拜": (0, 0, 7),
    "天": (0, 0, 1),
    "日": (0, 0, 1),
    "工作日": (0, 0, 1),
}


HALVES = {"年": (0, 6, 0), "月": (0, 0, 15), "周": (0, 0, 3), "世纪": (50, 0, 0)}


def moved(day: dt.date, n: int, unit: str, sign: int, half: bool = False) -> dt.date:
    """The day n units before (sign -1) or after, half a unit more if so said."""
    years, months, days = UNITS[unit.lstrip("个")]
    more = HALVES.get(unit.lstrip("个"), (0, 0, 0)) if half else (0, 0, 0)
    years, months, days = n * years + more[0], n * months + more[1], n * days + more[2]
    return shifted(day, sign * years, sign * months) + dt.timedelta(days=sign * days)


@reads("span")
def read_span(expr: TimeExpr, clock: Clock) -> Days:
    n, unit = expr.parts
    if regex.match("未来|今后|此后|接下来|往后|下", expr.text):
        return clock.now + DAY, moved(clock.now, n, unit, 1)
    return moved(clock.now, n, unit, -1) + DAY, clock.now


@reads("since_n")
def read_since_n(expr: TimeExpr, clock: Clock) -> Days | None:
    unit = regex.search("(?:个?世纪|个?月|年|天|周)(?:多|余)?(?:以?来|间)$", expr.text)
    if unit is None or not expr.parts[0]:
        return None
    name = regex.match("个?(世纪|月|年|天|周)", unit[0])[1]
    return moved(clock.now, expr.parts[0], name, -1) + DAY, clock.now


@reads("ago")
def read_ago(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    return one(moved(clock.now, n, unit, -1, half))


@reads("later")
def read_later(expr: TimeExpr, clock: Clock) -> Days:
    n, unit, half = expr.parts
    return one(moved(clock.now, n, unit, 1, half))


@reads("now")
def read_now(expr: TimeExpr, clock: Clock) -> Days:
    return one(clock.now)


@reads("same")
def read_same(expr: TimeExpr, clock: Clock) -> Days | None:
    if clock.context is None:
        if expr.text[0] in "去上":
            return dt.date(clock.now.year - 1, 1, 1), dt.date(clock.now.year - 1, 12, 31)
        return None
    begin, finish = clock.context
    back = 1 if expr.text[0] in "去上" else 2 if expr.text[0] == "前" else 0
    end_of_month = finish.day == calendar.monthrange(finish.year, finish.month)[1]
    earlier = shifted(finish, -back)
    if end_of_month:
        earlier = month_days(earlier.year, earlier.month)[1]
    return shifted(begin, -back), earlier


@reads("festival")
def read_festival(expr: TimeExpr, clock: Clock) -> Days | None:
    said = expr.parts[0]
    year = clock.year(said)
    name = next(n for n in FESTIVALS if n in expr.text)
    day = festival_day(name, year)
    if day is None:
        return None
    return (days_off(day) if TIME_OFF.search(expr.text) else None) or one(day)


TIME_OFF = regex.compile("假期|长假|黄金周|假日")


def days_off(day: dt.date) -> Days | None:
    """The statutory holiday that holds a day, by the State Council's yearly notices; None outside of 2004 and on."""
    import chinese_calendar

    def off(d: dt.date) -> bool:
        return bool(chinese_calendar.is_holiday(d))

    try:
        if not off(day):
            return None
        begin = finish = day
        while off(begin - DAY):
            begin -= DAY
        while off(finish + DAY):
            finish += DAY
    except NotImplementedError:  # a year whose notice the library does not have
        return None
    return begin, finish


def festival_day(name: str, year: int) -> dt.date | None:
    """The day of a festival in a year; lunar ones by `lunardate`, 清明 by the solar term."""
    if name in ERAS["festival"]:
        return dt.date(year, *ERAS["festival"][name])
    if name.startswith("清明"):
        return qingming(year)
    if name in ("感恩节", "母亲节", "父亲节"):
        month, weekday, nth = {"感恩节": (11, 3, 4), "母亲节": (5, 6, 2), "父亲节": (6, 6, 3)}[name]
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    if name == "复活节":
        return None
    if name in ("除夕", "大年三十"):
        return solar(year, 1, 1) - DAY
    if name == "小年":
        return solar(year - 1, 12, 23)
    return solar(year, *ERAS["lunar"][name])


def solar(year: int, month: int, day: int) -> dt.date:
    """The solar day of a lunar one."""
    from lunardate import LunarDate

    found: dt.date = LunarDate(year, month, day).to_solar_date()
    return found


def qingming(year: int) -> dt.date:
    """清明 by the common formula for 1900–2099 (GB/T 33661: the sun at 15° of longitude)."""
    y = year % 100
    base = 4.81 if year >= 2000 else 5.59
    return dt.date(year, 4, int(y * 0.2422 + base) - y // 4)


@reads("travel")
def read_travel(expr: TimeExpr, clock: Clock) -> Days | None:
    year = clock.year(expr.parts[0])
    if "春运" in expr.text:
        begin = solar(year, 1, 1) - DAY * 15
        return begin, begin + DAY * 39
    if "暑" in expr.text:
        return dt.date(year, 7, 1), dt.date(year, 8, 31)
    return None


@reads("era")
def read_era(expr: TimeExpr, clock: Clock) -> Days:
    name = next(n for n in sorted(ERAS["era"], key=len, reverse=True) if expr.text.startswith(n))
    first: dt.date = ERAS["era"][name]
    return first, clock.now


@reads("range")
def read_range(expr: TimeExpr, clock: Clock) -> Days | None:
    first, last = expr.parts
    begin = resolved(first, clock)
    if begin is None:
        return None
    finish = resolved(last, Clock(clock.anchor, begin))
    if finish is None:
        return None
    if finish[1] < begin[0] and last.parts and last.parts[0] is None:
        finish = (shifted(finish[0], 1), shifted(finish[1], 1))
    return begin[0], finish[1]


@reads("since")
def read_since(expr: TimeExpr, clock: Clock) -> Days | None:
    inner = resolved(expr.parts[0], clock)
    return None if inner is None else (inner[0], clock.now)


@reads("asof")
def read_asof(expr: TimeExpr, clock: Clock) -> Days | None:
    inner = resolved(expr.parts[0], clock)
    return None if inner is None else one(inner[1])


@reads("until")
def read_until(expr: TimeExpr, clock: Clock) -> Days | None:
    return resolved(expr.parts[0], clock)


def resolved(expr: TimeExpr, clock: Clock) -> Days | None:
    """The days of an inner expression."""
    return READERS[expr.kind](expr, clock)


for silent in ("vague", "clock", "streak"):
    READERS[silent] = lambda expr, clock: None


# ------------------------------------------------------------------ the anchor


DATELINE = regex.compile(
    r"(?:新华社|本报|本社|中新网|中新社|记者|综合|新华网|人民网|央视网|财联社|经济日报|光明日报)[^，。；\n]{0,16}?(?P<when>(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)(?:[^，。；\n]{0,4})(?:电|讯|消息)"
)
AHEAD = regex.compile("(?:到|至|未来|预计|力争|计划|目标|规划|将于|有望|将在|拟于|届时)[^，。；]{0,8}$")


def anchor_of(published: dt.date | None, text: str, found: Sequence[TimeExpr]) -> tuple[dt.date | None, str]:
    """The day that relative times count from, and where it comes from: published, dateline, stated or ''.

    Stated is the latest day of the latest date with a year that the text gives and does not set in the future.
    """
    if published is not None:
        return published, "published"
    stated = latest_stated(text, found)
    if m := DATELINE.search(text[:400]):
        line = room.find(m["when"])
        period = resolve(line[0], stated, None) if line else None
        if period is not None:
            return period.finish, "dateline"
    return (stated, "stated") if stated else (None, "")


def latest_stated(text: str, found: Sequence[TimeExpr]) -> dt.date | None:
    """The last day of the latest dated time of the text, futures aside."""
    days: list[dt.date] = []
    for expr in found:
        if not absolute(expr) or AHEAD.search(text[max(0, expr.start - 12) : expr.start]) or expr.kind == "until":
            continue
        inner = expr.parts[0] if expr.kind in ("since",) else expr
        period = resolve(inner, None, None)
        if period is not None and inner.kind != "plan":
            days.append(period.finish)
    if not days:
        return None
    return narrowed(text, found, max(days))


def narrowed(text: str, found: Sequence[TimeExpr], latest: dt.date) -> dt.date:
    """When the latest date is a whole year, months named in it without a year say how far it has come."""
    whole_year = dt.date(latest.year, 12, 31)
    dated = [
        resolve(e, None, None)
        for e in found
        if absolute(e) and e.kind not in ("plan", "until") and not AHEAD.search(text[max(0, e.start - 12) : e.start])
    ]
    finer = [
        p.finish
        for p in dated
        if p and p.finish.year == latest.year and (p.finish - p.begin).days < 360 and p.finish != whole_year
    ]
    return max(finer) if latest == whole_year and finer else latest


def absolute(expr: TimeExpr) -> bool:
    """Whether the expression carries its own year."""
    if expr.kind in ("asof", "since", "until", "range"):
        return any(absolute(p) for p in expr.parts if isinstance(p, TimeExpr))
    if expr.kind in ("figures", "years_written"):
        return True
    return (
        bool(expr.parts)
        and isinstance(expr.parts[0], tuple)
        and expr.parts[0][0] == "abs"
        and expr.kind not in ("plan",)
    )


# ------------------------------------------------------------------ basis and normal forms


def relation(expr: TimeExpr, period: Period | None, anchor: dt.date | None) -> str:
    """yoy, sequential or '' for a time that something is compared with."""
    if regex.fullmatch("(?:上年|去年|上一年|上年度|去年度)(?:同期|同月|同季|全年|度)?|(?:去|上)年.*同期", expr.text):
        return "yoy"
    if regex.fullmatch("上(?:一|个)?(?:月|季度?|周|期)", expr.text):
        return "sequential"
    return ""


ISO_UNITS = {"年": "P{}Y", "月": "P{}M", "周": "P{}W", "天": "P{}D", "小时": "PT{}H", "分钟": "PT{}M", "秒": "PT{}S"}


def duration(value: Decimal, unit: str) -> str:
    """The ISO 8601 duration of a span of time: 2.5 小时 is PT2.5H; empty for units that the standard has not."""
    written = ISO_UNITS.get({"个月": "月", "日": "天", "星期": "周"}.get(unit, unit), "")
    return written.format(format(value.normalize(), "f"))


def normalised(expr: TimeExpr) -> str:
    """The ISO 8601 local time of a clock expression, the duration of a streak, else empty."""
    if expr.kind == "streak" and expr.parts[0]:
        unit = regex.search("年|月|周|天|日", expr.text)
        return duration(Decimal(expr.parts[0]), unit[0]) if unit else ""
    if expr.kind != "clock":
        return ""
    m = regex.search(r"([0-9]{1,2}|[一二两三四五六七八九十]{1,3})[时点:：](?:([0-5]?[0-9])|(半))?", expr.text)
    if not m:
        return ""
    hour = whole(m[1])
    if regex.search("下午|晚|傍晚|午后|夜", expr.text) and hour < 12:
        hour += 12
    return f"T{hour:02d}:{30 if m[3] else int(m[2] or 0):02d}"
