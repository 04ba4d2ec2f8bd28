"""Clock times and durations in their ISO 8601 forms."""

from __future__ import annotations

from decimal import Decimal

import regex

from zhibiao.model import TimeExpr
from zhibiao.spans.calendar import whole

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
