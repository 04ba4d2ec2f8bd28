"""Times made of times: ranges (1—8月 is one, 7月30日到8月2日, too) and times with words around them (截至…, …以来).

A `TimeExpr` of these kinds holds those it is made of in its `parts`.
"""

from __future__ import annotations

import re
from functools import cache

from zhibiao.matching import AtEnd, compiled, match_at
from zhibiao.model import TimeExpr
from zhibiao.times.calendar import COUNT, whole
from zhibiao.times.clock import DAY, READERS, Clock, Days, moved, nothing, one, reads, shifted

BETWEEN = compiled(r" ?(?:起至|起到|[-—–－~～〜∼至到]|——) ?")

# 从2023年市场重启至2024年底, but not 从2020年降至2024年的…
OPENS = ("从", "自")
UNTIL = compiled(r"[^，。；、！？（）(),;0-9的]{2,12}(?<![降升增减跌涨高低长大小缩压提落加扩攀跃回])[至到]")
FARTHEST = 13  # characters between two times that are one: so many does `UNTIL` take

RANGED = frozenset(
    {
        "day",
        "month",
        "year",
        "months",
        "figures",
        "month_part",
        "year_edge",
        "named_day",
        "week",
        "now",
        "quarter_rel",
        "season",
        "festival",
        "part_end",
        "part",
    }
)


def joined(text: str, atoms: list[TimeExpr]) -> list[TimeExpr]:
    """Two times with a dash or 至 between them are one range; 6月和7月 is one, too.

    2024年12月至2025年3月 => 2024-12-01..2025-03-31
    12日8时至13日8时      => 2025-11-12..2025-11-13
    11月5日、6日          => 2025-11-05..2025-11-06
    """
    done: list[TimeExpr] = []
    for atom in atoms:
        if (
            done
            and atom.kind == "clock"
            and done[-1].kind == "range"
            and done[-1].end == atom.start
            and hourly(done[-1])
        ):
            first = done.pop()
            atom = TimeExpr(first.start, atom.end, text[first.start : atom.end], "range", "range", first.parts)
        elif len(done) > 1 and atom.kind in RANGED and done[-1].kind == "clock" and done[-2].end == done[-1].start:
            if done[-2].kind in RANGED and BETWEEN.fullmatch(text, done[-1].end, atom.start):
                done.pop()
                first = done.pop()
                atom = TimeExpr(first.start, atom.end, text[first.start : atom.end], "range", "range", (first, atom))
        elif done and done[-1].kind in RANGED and atom.kind in RANGED:
            gap = text[done[-1].end : atom.start]
            if len(gap) <= FARTHEST and (
                BETWEEN.fullmatch(gap)
                or from_to(text, done[-1], gap)
                or glossed(text, done, gap)
                or (gap in ("和", "、", "及") and (atom.kind == done[-1].kind == "month" or next_day(done[-1], atom)))
            ):
                first = done.pop()
                atom = TimeExpr(first.start, atom.end, text[first.start : atom.end], "range", "range", (first, atom))
        done.append(atom)
    return done


def next_day(first: TimeExpr, last: TimeExpr) -> bool:
    """Whether the second time is a day by its number alone, that after the first: 7月5日、6日."""
    return first.kind == last.kind == "day" and last.parts[:2] == (None, None) and last.parts[2] == first.parts[2] + 1


def hourly(expr: TimeExpr) -> bool:
    """Whether the first of a range's two times has an hour: 12日8时至13日."""
    first, last = expr.parts
    return bool(first.end < last.start - 2)


def glossed(text: str, done: list[TimeExpr], gap: str) -> bool:
    """Whether the first time of a range only says another one again in brackets: 从今日（7月27日）持续至7月31日."""
    if len(done) < 2 or gap[:1] not in ("）", ")") or done[-2].end + 1 != done[-1].start:
        return False
    opened = text.startswith(OPENS, max(0, done[-2].start - 1)) and UNTIL.fullmatch(gap, 1) is not None
    return opened or BETWEEN.fullmatch(gap, 1) is not None


def from_to(text: str, first: TimeExpr, gap: str) -> bool:
    """Whether a range opens before its first time and says what began there: 从2023年市场重启至2024年底."""
    return text.startswith(OPENS, max(0, first.start - 1)) and UNTIL.fullmatch(gap) is not None


@reads("range")
def read_range(expr: TimeExpr, clock: Clock) -> Days | None:
    first, last = expr.parts
    begin = resolved(first, clock)
    if begin is None:
        return None
    finish = resolved(last, Clock(clock.anchor, lambda: begin, clock.ahead, firm=True, mentioned=clock.mentioned))
    if finish is None:
        return None
    if finish[1] < begin[0] and last.parts and last.parts[0] is None:
        next_month = last.kind in ("day", "days") and last.parts[1] is None  # 30日至2日
        step = (0, 1) if next_month else (1, 0)
        finish = (shifted(finish[0], *step), shifted(finish[1], *step))
    return begin[0], finish[1]


BEFORE = compiled(
    r"(?:(?P<asof>截至|截止到?|截止至)|(?P<since>(?:自从?|从)(?:当地时间|北京时间|农历)?)|(?P<until>到|至))$"
)

SINCE = compiled(
    r"(?P<gap>[^，。；、！？（）(),;0-9]{0,32}?)(?P<word>以来|至今|迄今|起至今|到现在|到目前)|(?P<gap>(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚间?|夜间)?(?:[零0-9]{1,2}[时点](?:[0-9]{1,2}分|整)?)?)(?P<word>开始|起)(?!至|到)"
)

# 今年5月启动以来, but not 今年是改革开放以来; 2025年起, but not 2025年起草的; 今年来, but not 今年来访的
SINCE_NEAR = compiled(
    r"(?P<gap>(?:(?![是为创比较的达超])[^，。；、！？（）(),;0-9]){0,8}?)(?P<word>以来|至今|迄今)"
    r"|(?P<gap>)(?P<word>起(?![至到步点飞草义诉价码源重降火运跳航床初来售拍租征吊因底薪爆死伏居止保赛家名])|来(?=[，、的]|我|全))"
)
BEGUN = "起"


def only_begun(expr: TimeExpr, ahead: bool = False) -> bool:
    """Whether a time says when something began and not that it lasts to this day: 自2023年8月28日起, or any that lies
    ahead (从明年开始)."""
    return expr.kind == "since" and (ahead or expr.text.endswith(BEGUN))


# 截至8月16日的一周内, 截至6月底的12个月
ENDING = compiled(
    f"(?:的|止的?)(?:过去|前|首|最近|近)?(?:(?P<n>{COUNT})(?P<unit>个?(?:月|季度|星期|礼拜)|[周年天])(?:内|里|中(?!期)|间)?(?![前后级度报])(?:的第?[一二三四1-4]季度?(?!节))?"
    "|(?P<annual>(?:财政|会计)?年度|财年))"
)
# 自去年11月起的四个月内
WITHIN = compiled(
    f"的(?:前|头|这|最初)?(?P<n>{COUNT})(?P<unit>个?(?:月|季度|星期|礼拜)|[周年天])(?:时间)?(?:以?内|里|中|间)(?![前后部])"
)
ASOF_TAIL = compiled(r"(?:为止|止|底|末|的?当周)")


def wrapped(text: str, found: list[TimeExpr]) -> list[TimeExpr]:
    """Times with the words around them that turn them into an as-of day or an open span.

    截至2025年6月末   => 2025-06-30..2025-06-30
    截至6月7日当周    => 2025-06-07..2025-06-07
    至2025年7月为止   => 2025-07-31..2025-07-31
    到2025年的3年内   => 2023-01-01..2025-12-31
    从2014年开行至今  => 2014-01-01..2025-11-16
    今年以来          => 2025-01-01..2025-11-16
    截至8月16日的一周 => 2025-08-10..2025-08-16
    截至6月30日止6个月 => 2025-01-01..2025-06-30
    截至2025年3月31日止年度 => 2024-04-01..2025-03-31
    自去年11月起的四个月内 => 2024-11-01..2025-02-28
    """
    done: list[TimeExpr] = []
    covered = 0
    for inner in found:
        if inner.start < covered:
            continue
        outer = wrap(text, inner)
        covered = outer.end
        done.append(outer)
    return done


RECURRING = compiled("(?:每年?的?|每个?月的?|每周|每逢|逢)$")


@cache
def led() -> AtEnd:
    """What stands before a time that words before it make another one."""
    return AtEnd([RECURRING, BEFORE])


def wrap(text: str, inner: TimeExpr) -> TimeExpr:
    """One time with its prefix and suffix; one that comes again and again (每年3月) names no days."""
    leading = led().fitting(text[max(0, inner.start - 2) : inner.start])
    if leading and RECURRING.search(text, max(0, inner.start - 4), inner.start):
        return TimeExpr(inner.start, inner.end, inner.text, "recurring", "recurring", (inner,))
    if inner.kind in ("clock", "vague", "streak", "stretch", "since_n", "span", "era"):
        return inner
    before = BEFORE.search(text, max(0, inner.start - 6), inner.start) if leading else None
    word = before.lastgroup if before else ""
    since = SINCE if word == "since" else SINCE_NEAR
    after = match_at(since, text, inner.end)
    if after and inner.kind != "now" and not (after["word"] == "来" and inner.kind != "year"):
        start = before.start() if before and word == "since" else inner.start
        if after["word"] in ("起", "开始") and (m := WITHIN.match(text, after.end())) is not None:
            parts = (inner, whole(m["n"]), m["unit"].lstrip("个"))
            return TimeExpr(start, m.end(), text[start : m.end()], "within_since", "window", parts)
        return TimeExpr(start, after.end(), text[start : after.end()], "since", "since", (inner,))
    if before and word == "asof":
        if (m := ENDING.match(text, inner.end)) is not None:
            n, unit = (1, "年") if m["annual"] else (whole(m["n"]), m["unit"].lstrip("个"))
            return TimeExpr(
                before.start(), m.end(), text[before.start() : m.end()], "ending", "ending", (inner, n, unit)
            )
        tail = ASOF_TAIL.match(text, inner.end)
        end = tail.end() if tail else inner.end
        return TimeExpr(before.start(), end, text[before.start() : end], "as_of", "asof", (inner,))
    if before and word == "until" and text.startswith("为止", inner.end):  # 至2025年7月|为止
        end = inner.end + len("为止")
        return TimeExpr(before.start(), end, text[before.start() : end], "as_of", "asof", (inner,))
    if before and word == "until" and inner.kind == "year" and (m := ENDING.match(text, inner.end)) and m["n"]:
        parts = (inner, whole(m["n"]), m["unit"].lstrip("个"))
        return TimeExpr(before.start(), m.end(), text[before.start() : m.end()], "ending", "ending", parts)
    if (
        before
        and word == "until"
        and inner.kind in ("year", "year_edge", "plan", "month_part")
        and not re.search(r"[\u4e00-\u9fff]$", text[max(0, before.start() - 1) : before.start()])
    ):
        return TimeExpr(before.start(), inner.end, text[before.start() : inner.end], "until", "until", (inner,))
    return inner


@reads("since")
def read_since(expr: TimeExpr, clock: Clock) -> Days | None:
    held = expr.parts[0]
    if held.kind == "year_edge" and held.parts[0] == ("ctx", 0):  # 年初至今, whatever year was told of
        clock = Clock(clock.anchor, nothing, clock.ahead)
    inner = resolved(held, clock)
    if inner is None or inner[0] > clock.now:  # 自2030年1月1日起: what is to come
        return inner
    return inner[0], clock.now


@reads("asof")
def read_asof(expr: TimeExpr, clock: Clock) -> Days | None:
    inner = resolved(expr.parts[0], clock)
    return None if inner is None else one(inner[1])


@reads("ending")
def read_ending(expr: TimeExpr, clock: Clock) -> Days | None:
    """So many units that end with a day: 截至8月16日的一周."""
    held, n, unit = expr.parts
    days = resolved(held, clock)
    if days is None or not n:
        return None
    first = moved(days[1] + DAY, n, unit, -1)
    return first, days[1]


@reads("window")
def read_window(expr: TimeExpr, clock: Clock) -> Days | None:
    """So many units that begin with a time: 自去年11月起的四个月内."""
    held, n, unit = expr.parts
    days = resolved(held, clock)
    return (days[0], moved(days[0], n, unit, 1) - DAY) if days and n else None


@reads("until")
def read_until(expr: TimeExpr, clock: Clock) -> Days | None:
    return resolved(expr.parts[0], clock)


def resolved(expr: TimeExpr, clock: Clock) -> Days | None:
    """The days of an inner expression."""
    return READERS[expr.kind](expr, clock)


# 过渡期以来，: what began is said, but not when.
NAMELESS = compiled(r"(?<=^|[\n，。；！？：“])[^，。；、！？：（）()“”0-9\n]{2,10}以来(?=[，、])")


def unbounded(text: str, found: list[TimeExpr]) -> list[TimeExpr]:
    """The times, and the clauses …以来 that say no day: stretches without a beginning.

    过渡期以来，已改造老旧小区
    """
    if "以来" not in text:
        return found
    taken = {place for t in found for place in range(t.start, t.end)}
    more = [
        TimeExpr(m.start(), m.end(), m[0], "stretch", "stretch", ())
        for m in NAMELESS.finditer(text)
        if taken.isdisjoint(range(*m.span()))
    ]
    return sorted([*found, *more], key=lambda t: t.start) if more else found
