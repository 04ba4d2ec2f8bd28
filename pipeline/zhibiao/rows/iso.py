"""Clock times and durations in their ISO 8601 forms."""

from __future__ import annotations

from decimal import Decimal

import regex

from zhibiao.model import TimeExpr
from zhibiao.patterns import compiled
from zhibiao.spans.calendar import whole

ISO_UNITS = {
    **{
        "年": ("P{}Y", 1),
        "季度": ("P{}M", 3),
        "月": ("P{}M", 1),
        "个月": ("P{}M", 1),
        "周": ("P{}W", 1),
        "星期": ("P{}W", 1),
    },
    **{
        "天": ("P{}D", 1),
        "日": ("P{}D", 1),
        "小时": ("PT{}H", 1),
        "刻钟": ("PT{}M", 15),
        "分钟": ("PT{}M", 1),
        "秒": ("PT{}S", 1),
    },
}


def duration(value: Decimal, unit: str) -> str:
    """The ISO 8601 duration of a span of time: 2.5 小时 is PT2.5H; empty for units that the standard has not."""
    if unit not in ISO_UNITS:
        return ""
    written, size = ISO_UNITS[unit]
    return written.format(format((value * size).normalize(), "f"))


CLOCK = compiled(
    r"(?P<hour>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})[时点:：]"
    r"(?:(?P<half>半)|(?P<quarters>[一三])刻|(?P<minute>[0-5]?[0-9]|[零一二三四五六七八九十]{1,3})(?:[分:：](?P<second>[0-5]?[0-9]))?)?"
)


def normalised(expr: TimeExpr) -> str:
    """The ISO 8601 local time of a clock expression, the duration of a streak, else empty (凌晨 names no hour)."""
    if expr.kind == "streak" and expr.parts[0]:
        unit = regex.search("季度|年|月|周|天|日", expr.text)
        return duration(Decimal(expr.parts[0]), unit[0]) if unit else ""
    m = CLOCK.search(expr.text) if expr.kind == "clock" else None
    if not m:
        return ""
    hour = whole(m["hour"])
    if hour < 12 and regex.search("下午|晚|傍晚|午后|夜(?!里)", expr.text):
        hour += 12
    elif hour == 12 and regex.search("晚|夜", expr.text):
        hour = 24
    elif hour == 12 and "凌晨" in expr.text:
        hour = 0
    minute = 30 if m["half"] else 15 * whole(m["quarters"]) if m["quarters"] else whole(m["minute"] or "0")
    return f"T{hour:02d}:{minute:02d}" + (f":{int(m['second']):02d}" if m["second"] else "")
