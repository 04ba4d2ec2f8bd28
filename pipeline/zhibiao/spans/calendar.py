"""The words of the calendar: years, months, days and counts as named parts, and the room of the time rules.

A part reads what is written; who owns a year that is not written is decided in `rows/periods.py`.
"""

from __future__ import annotations

from typing import Any

import regex

from zhibiao.lexicon import load
from zhibiao.rules import Part, Room
from zhibiao.spans.numerals import parse

CN = "[〇零○一二三四五六七八九]"
ERAS = load("eras")


def whole(written: str) -> int:
    """A whole number, Arabic or Chinese."""
    value = parse(written)
    return int(value[0]) if value else 0


def year(written: str) -> tuple[str, int] | str:
    """A year as ('abs', 2025), ('rel', -1) from the anchor, or ('ctx', 1) from the period in force."""
    word = written.removesuffix("度").removesuffix("年份")
    relative = {
        "今年": 0,
        "本年": 0,
        "去年": -1,
        "上年": -1,
        "上一年": -1,
        "前年": -2,
        "大前年": -3,
        "明年": 1,
        "来年": 1,
        "下年": 1,
        "后年": 2,
        "今": 0,
        "大后年": 3,
        "这一年": 0,
    }
    if word in relative:
        return ("rel", relative[word])
    if word in ("当年", "同年", "全年", "年", "那一年", "那年"):
        return ("ctx", 0)
    if word in ("次年", "翌年", "第二年", "隔年"):
        return ("ctx", 1)
    for name, first in ERAS["reign"].items():
        if word.startswith(name):
            return ("abs", first - 1 + (whole(word[len(name) : -1]) or 1))
    number = whole(word.removesuffix("年"))
    return ("abs", number if number > 99 else 2000 + number if number < 70 else 1900 + number)


def month(written: str) -> tuple[str, int]:
    """A month as ('abs', 8), ('rel', -1) or ('ctx', 0)."""
    word = written.removesuffix("份")
    relative = {
        "本月": 0,
        "这个月": 0,
        "这月": 0,
        "上月": -1,
        "上个月": -1,
        "下月": 1,
        "下个月": 1,
        "上上个月": -2,
        "下下个月": 2,
        "前月": -2,
    }
    if word in relative:
        return ("rel", relative[word])
    if word in ("当月", "同月", "该月"):
        return ("ctx", 0)
    if word == "次月":
        return ("ctx", 1)
    return ("abs", whole(word.removesuffix("月")))


def day(written: str) -> int:
    return whole(written.rstrip("日号"))


N12 = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
N31 = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
LUNAR = {"正": 1, "冬": 11, "腊": 12}
COUNT = "(?:[0-9]{1,3}(?![0-9.])|[一二两三四五六七八九十百]{1,4}|几|数)"
FINER = rf"(?:{N12}月|第?[一二三四1-4]季度|[上下]半年)"  # what shows that two digits are a year
REIGN = "|".join(sorted(ERAS["reign"], key=len, reverse=True))
PARTS = {
    "y": Part(
        rf"(?:(?:(?<![0-9])(?:1[89]|20|21)[0-9]{{2}}|[一二]{CN}{{3}})年(?!代)(?:度(?!假|过)|份)?|(?<![0-9.])[0-9]{{2}}年(?={FINER})|{CN}{{2}}年(?={FINER})|(?<![0-9.])0[0-9]年(?![来间内后前多以])|(?:今|去|上|前|大前|明|来|后|大后|本|当|同|次|翌|(?<![以天乡楼])下)年(?![轻纪龄终会号夜来])度?|[上这]一年(?![来多])|(?:{REIGN})(?:元|[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})年)",
        year,
    ),
    "m": Part(rf"(?:(?<![0-9.个]){N12}月(?!球|亮|饼)份?|(?:本|上上?个?|这个?|下下?个?|当|同|次)月份?)", month),
    "d": Part(
        rf"(?:{N31}(?:日(?!元|本|报(?!道|告|称)|均|益|子|夜|常|产|前|程|期|用|照)|号(?!线|楼|院|机|台|文|召|码|称|角|桥|门|公|汽|柴)))",
        day,
    ),
    "n": Part(COUNT, whole),
    "q": Part("(?:[1-4一二三四])", whole),
    "half": Part("[上下]半年", lambda w: 1 if w[0] == "上" else 2),
    "mm": Part(N12, whole),
    "dd": Part(N31, whole),
    "dash": Part(r"(?: ?(?:[-—–－~～〜∼至到]|——) ?)"),
    "unit": Part("(?:个工作日|个?世纪|年|个?季度|个?月|个?星期|个?礼拜|周|天|日|个?小时|个?钟头|分钟)"),
    "weekday": Part("(?:周|星期|礼拜)[一二三四五六日天末]"),
    "plan": Part("(?:十[一二三四五六]?五|[一二三四五六七八九]五)"),
    "h": Part("半", bool),
    "weekday_n": Part("[一二三四五六日天]", lambda w: "一二三四五六日".find(w.replace("天", "日"))),
    "lunar_m": Part(
        "(?:闰?[正冬腊]|闰?十[一二]?|闰?[一二三四五六七八九])月",
        lambda w: LUNAR.get(w[-2]) or whole(w[:-1].strip("闰")),
    ),
    "lunar_d": Part(
        "(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?)",
        lambda w: whole(w.strip("初")),
    ),
    "longplan": Part("十[一二三四五六]五"),
}
# Most numerals are no times: what follows the number tells at one look.
NUMERIC = "零〇○一二两三四五六七八九十廿百几数"
GATE = regex.compile(
    rf"[{NUMERIC}]{{1,5}}[份第多余半个 ]{{0,3}}[年月日号天周季旬世时点分星礼钟工:：—–－~～〜∼至到/.-]|[一二三四五六七八九十]{{1,2}}[五大]|廿[一二三四五六七八九]"
)
times = Room("times", PARTS, gate=(frozenset(NUMERIC), GATE))


def expr(kind: str, *parts: Any) -> tuple[str, tuple[Any, ...]]:
    return kind, parts
