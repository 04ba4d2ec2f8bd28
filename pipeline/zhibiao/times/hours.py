"""The time of day, which names no days, and ISO 8601 forms: of clock times and of durations."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from zhibiao.matching import compiled
from zhibiao.model import TimeExpr
from zhibiao.rules import either
from zhibiao.times.calendar import expr, times, whole

DAYTIME = f"(?:{either('daytime')}|(?<=[日号天]|当)晚|[早晚](?=[0-9零一二三四五六七八九十]{{1,3}}[时点:：]))"
HOUR = "(?:[01]?[0-9]|2[0-4])"
MINUTE = "(?:(?:[0-5]?[0-9]|[一二三四五六七八九十]{1,3})分?|半|整|许)"
# Points, not hours: of an index that moves or stands, and those of a list of demands.
MOVED = "(?<!(?:指数|[沪深恒日道纳创]指|大盘|点位|PMI|涨|跌|升|降|挫|扬|弹|落|报收?|收报?于?|得|扣|加息|降息)[^，。；、\n]{0,8})(?<![第每各这那])"
LISTED = "(?![要建意措原启希看疑变共经体感想优特亮难问内方球赞评击餐名对阵位数心播之])"
ZONE = "(?:北京时间|当地时间)?"


@times.rule(
    f"{ZONE}{DAYTIME}(?:的?(?:{HOUR}|[零一二两三四五六七八九十]{{1,3}})[时点:：](?:[一三]刻|{MINUTE})?)?(?:左右|许)?"
    "(?!报|会|高峰|餐|宴|稻|班|秋|熟|市)"
    f"|(?<![0-9.:]){HOUR}[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:]|[%％万亿])"
    f"|(?:北京时间|当地时间)?(?<![0-9.]){HOUR}时(?![代期间速长效尚刻而隔下段常候针期]|[0-9.]*[%％])(?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?)?(?:许|左右|整)?"
    f"|(?<=[日天]){HOUR}点(?:[0-5]?[0-9]分)?"
    f"|(?<![0-9.,]){MOVED}{HOUR}点{LISTED}(?:半(?!径)|整|钟|[一三]刻|[0-5][0-9]分)?(?:许|多|左右)?(?![0-9])"
    f"|{MOVED}(?<![零一二两三四五六七八九十百])[零一二两三四五六七八九十]{{1,3}}点(?:半(?!径)|钟|整|[一三]刻|(?=开[门业市工馆]|关门|打烊|出发|起床|上班|下班))(?:许|多|左右)?"
    "|零时(?![代期间])|(?<=[日号晚])零点(?![零一二三四五六七八九十])|零点(?=起|整|至|到)"
)
def clock() -> Any:
    """A time of day.

    20时30分       => clock
    下午两点一刻   => clock
    北京时间15时17分 => clock
    零时           => clock
    9点开门        => clock
    11点半打烊     => clock
    八点半         => clock
    零点五         => -
    沪指跌23点     => -
    3点要求        => -
    """
    return expr("clock")


CLOCK = compiled(
    r"(?P<hour>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})[时点:：]"
    r"(?:(?P<half>半)|(?P<quarters>[一三])刻|(?P<minute>[0-5]?[0-9]|[零一二三四五六七八九十]{1,3})(?:[分:：](?P<second>[0-5]?[0-9]))?)?"
)


def normalised(expr: TimeExpr) -> str:
    """The ISO 8601 local time of a clock expression, the duration of a streak, else empty (凌晨 names no hour)."""
    if expr.kind == "streak" and expr.parts[0]:
        unit = re.search("季度|年|月|周|天|日", expr.text)
        return duration(Decimal(expr.parts[0]), unit[0]) if unit else ""
    m = CLOCK.search(expr.text) if expr.kind == "clock" else None
    if not m:
        return ""
    hour = whole(m["hour"])
    if hour < 12 and re.search("下午|晚|傍晚|午后|夜(?!里)", expr.text):
        hour += 12
    elif hour == 12 and re.search("晚|夜", expr.text):
        hour = 24
    elif hour == 12 and "凌晨" in expr.text:
        hour = 0
    minute = 30 if m["half"] else 15 * whole(m["quarters"]) if m["quarters"] else whole(m["minute"] or "0")
    return f"T{hour:02d}:{minute:02d}" + (f":{int(m['second']):02d}" if m["second"] else "")


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
