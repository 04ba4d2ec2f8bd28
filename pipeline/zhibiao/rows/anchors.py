"""The anchor: the day that relative times count from, and where an article says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import regex

from zhibiao.model import TimeExpr
from zhibiao.rows.periods import resolve
from zhibiao.spans import times as room

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
