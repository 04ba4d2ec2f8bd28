"""Times → days: the only place that knows an anchor, the day that relative times count from, and where an article says it.

A time lacks what its sentence takes for granted: `10月份` its year, `31日` its month, `同期` everything.
`resolve` takes it from the period in force (`context`), else from the anchor. All periods are inclusive;
an as-of time has both days equal. The reader of each kind stands beside its rule.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from zhibiao.matching import compiled
from zhibiao.model import Period, TimeExpr
from zhibiao.rules import either
from zhibiao.times import expressions, lone
from zhibiao.times.clock import READERS, Clock, Days, Unlicensed
from zhibiao.times.joined import only_begun


def resolve(
    expr: TimeExpr,
    anchor: dt.date | None,
    context: Period | None = None,
    ahead: bool = False,
    recent: Period | None = None,
) -> Period | None:
    """The days of a time expression, or None when it names none (a clock time, 近日) or lacks an anchor.

    A weekday by itself is the latest one, as an article says it; with `ahead` the next one, as one speaks of it;
    so a bare month is the latest one, or the one of the anchor's year. `recent`: the day last mentioned, for 当天.
    """
    return resolve_when_asked(expr, anchor, lambda: context, ahead, lambda: recent)


def resolve_when_asked(
    expr: TimeExpr,
    anchor: dt.date | None,
    context: Callable[[], Period | None],
    ahead: bool,
    recent: Callable[[], Period | None],
    afar: bool = False,
) -> Period | None:
    """The same by a context and a day that are worked out when they are asked for. `afar`: the context is that of an
    earlier sentence."""
    if expr.kind not in READERS:  # a clock time, 近日, 连续三年
        return None
    try:
        clock = Clock(anchor, lambda: days_of(context()), ahead, mentioned=lambda: days_of(recent()), afar=afar)
        days = READERS[expr.kind](expr, clock)
    except (Unlicensed, ValueError, OverflowError):
        return None
    if days is None or days[0] > days[1]:
        return None
    begun = only_begun(expr, ahead=anchor is not None and days[0] > anchor)
    return Period(days[0], days[1], expr.text, expr.start, expr.end, begun)


def days_of(period: Period | None) -> Days | None:
    """First and last day of a period, if there is one."""
    return (period.begin, period.finish) if period else None


def find(text: str, anchor: dt.date | None) -> list[Period]:
    """Every period of a text, in order, each read with the one before it as context, as one speaks (`ahead`).

    A text that is one phrase is read as what it means by itself (`lone.py`).
    """
    found: list[Period] = []
    context: Period | None = None
    whole = lone.read(text)
    for expr in [whole] if whole else expressions.find(text):
        period = resolve(expr, anchor, context, ahead=True)
        if period is not None:
            found.append(period)
            context = period
    return found


def relation(expr: TimeExpr, period: Period | None, anchor: dt.date | None) -> str:
    """yoy, sequential or '' for a time that something is compared with."""
    return relation_said(expr.text)


def relation_said(words: str) -> str:
    """The same for the words of a time, whether or not its days are known."""
    if re.fullmatch("(?:上年|去年|上一年|上年度|去年度)(?:同期|同月|同季|全年|度|同比)?|(?:去|上)年.{0,8}同期", words):
        return "yoy"
    if re.fullmatch("(?:前|上)一个?交易日|上(?:一|个|一个)?(?:月|季度?|周|期|星期|交易日)(?:份|末)?", words):
        return "sequential"
    return ""


HEAD = 400  # characters from the beginning that can hold a dateline
DATE = r"(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日"

# Who sends the report, a place, a day, and 电, 讯 or 消息: 新华社北京11月16日电, 某某新闻客户端11月16日消息.
AGENCY = f"{either('agency')}|[\u4e00-\u9fff]{{1,6}}{either('newspaper_end')}|[\u4e00-\u9fff]{{0,4}}新闻"

DATELINE = compiled(
    rf"(?:{AGENCY})[^，。；\n]{{0,16}}?(?P<when>{DATE})[^，。；\n]{{0,4}}(?:电|讯|消息)"
    rf"|本(?:报|台|网)讯[^，。；\n]{{0,16}}?(?P<when>{DATE})"
)

# A firm's announcement: 甲公司（300376）7月21日晚间发布公告, 7月21日披露2025年半年度报告.
ANNOUNCED = compiled(
    rf"\A[^。\n]{{0,60}}?(?P<when>{DATE})(?:[早晚午盘][间盘上后])?"
    "(?:(?:发布|发出)?公告|(?:发布|披露|公布)[^，。\n]{0,16}(?:公告|报告|[年季]报|财报))"
)

# The line under a headline: 2025年11月16日 08:30 来源：某某网.
IMPRINT = compiled(
    r"(?m)^[^，。；\n]{0,12}?(?P<when>20[0-9]{2}(?:年[0-9]{1,2}月[0-9]{1,2}日|([-/.])[0-9]{1,2}\2[0-9]{1,2}))"
    r"[ \u3000]*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[ \u3000|｜]*(?:(?:来源|作者|编辑|责编|字号|阅读)[^。\n]{0,40})?$"
)
AHEAD = compiled(either("before_future") + "[^，。；]{0,8}$")
FROM = ("起", "开始")  # 自2026年1月1日起施行 lies ahead


def anchored(published: dt.date | None, head: str, days: Iterable[Days]) -> tuple[dt.date | None, str]:
    """The day that relative times count from, and where it comes from: published, dateline, stated or ''. `head` is how
    the text begins, `days` what `dated` finds in it; they are not looked at when the day of publication is known.

    A dateline without a year is the first such day not before what the article states. Stated is the last day of
    the latest date with a year that the text gives and does not set in the future.
    """
    if published is not None:
        return published, "published"
    stated = latest_stated(days)
    day = dateline(head, stated)
    if day is not None:
        return day, "dateline"
    return (stated[1], "stated") if stated else (None, "")


def dateline(head: str, stated: Days | None) -> dt.date | None:
    """The day of an agency's dateline or of the imprint under the headline."""
    m = DATELINE.search(head) or IMPRINT.search(head) or ANNOUNCED.search(head)
    line = expressions.find(m["when"]) if m else []
    if not line:
        return None
    if absolute(line[0]):
        period = resolve(line[0], None)
        return period.finish if period else None
    match (line[0].kind, line[0].parts, stated):
        case ("day", (_, (_, int(month)), int(day)), (begin, finish)):
            try:
                return dt.date(finish.year + (finish - begin < YEAR and month < finish.month), month, day)
            except ValueError:  # 2月30日
                return None
    return None  # 1月88日 is read as a month, 13月5日 as a day of any month


YEAR = dt.timedelta(days=360)


def latest_stated(days: Iterable[Days]) -> Days | None:
    """The latest dated time, futures aside.

    When that is a whole year, the finer dates in it say how far it has come.
    """
    known = list(dict.fromkeys(days))
    if not known:
        return None
    latest = max(known, key=lambda d: d[1])
    finer = [d for d in known if d[1].year == latest[1].year and d[1] - d[0] < YEAR]
    return max(finer, key=lambda d: d[1]) if latest[1] - latest[0] >= YEAR and finer else latest


def dated(text: str, found: Sequence[TimeExpr]) -> Iterator[Days]:
    """The first and the last day of every time that carries its year and lies in the past."""
    for expr in found:
        if not absolute(expr) or AHEAD.search(text, max(0, expr.start - 12), expr.start) or expr.text.endswith(FROM):
            continue
        period = resolve(expr.parts[0] if expr.kind == "since" else expr, None)
        if period is not None:
            yield period.begin, period.finish


def absolute(expr: TimeExpr) -> bool:
    """Whether the expression carries its own year."""
    if expr.kind in ("until", "plan", "era"):
        return False
    if expr.kind in ("asof", "since", "range", "part", "ending", "window"):
        return any(absolute(p) for p in expr.parts if isinstance(p, TimeExpr))
    if expr.kind in ("figures", "years_written"):
        return True
    first = expr.parts[0] if expr.parts else None
    return isinstance(first, tuple) and first[0] == "abs"
