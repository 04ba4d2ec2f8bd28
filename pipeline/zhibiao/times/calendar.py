"""The words of the calendar: years, months, days and counts as named parts, and the room of the time rules.

A part reads what is written; who owns a year that is not written is decided by the readers, which know a clock (`clock.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.rules import LISTS, Part, Room, either
from zhibiao.spans.numerals import parse

CN = "[〇零○一二三四五六七八九]"
ERAS = load("eras")
FEASTS = load("festivals")


def whole(written: str) -> int:
    """A whole number, Arabic or Chinese."""
    value = parse(written)
    return int(value[0]) if value else 0


# Days by their distance from the anchor, Cantonese ones, too; 当晚 is of the day in force.
DAYS = {
    **dict.fromkeys(LISTS["three_days_before"], -3),
    **dict.fromkeys(LISTS["two_days_before"], -2),
    **dict.fromkeys(LISTS["day_before"], -1),
    **dict.fromkeys(LISTS["same_day"], 0),
    **dict.fromkeys(LISTS["day_after"], 1),
    **dict.fromkeys(LISTS["two_days_after"], 2),
    **dict.fromkeys(LISTS["three_days_after"], 3),
}

# Years and months that are said by their distance: from the anchor, or from the period in force.
YEARS_AWAY = {
    **dict.fromkeys(("今年", "本年", "这一年", "今"), 0),
    "去年": -1,
    **{"前年": -2, "大前年": -3, "后年": 2, "大后年": 3},
    **dict.fromkeys(("明年", "来年", "下年", "下一年"), 1),
}
YEARS_ON = dict.fromkeys(("全年", "年"), 0)

YEARS_OF = {
    **dict.fromkeys(("当年", "同年", "那一年", "那年"), 0),
    **dict.fromkeys(("次年", "翌年", "第二年", "隔年", "后一年"), 1),
    **dict.fromkeys(("前一年", "此前一年"), -1),
}
YEARS_BEFORE = dict.fromkeys(("上年", "上一年"), -1)
MONTHS_AWAY = {"本": 0, "这": 0, "今": 0, "呢": 0, "上": -1, "前": -2, "上上": -2, "下": 1, "下下": 2}
MONTHS_ON = {"当": 0, "同": 0, "该": 0, "次": 1}


def year(written: str) -> tuple[str, int] | str:
    """A year as ('abs', 2025); ('rel', -1) from the anchor; ('ctx', 0) of the period in force, else of the anchor;
    ('that', 1) from the period in force only; ('before', -1) the one before that in force, else before the anchor's."""
    word = re.sub("[（(].*[）)]", "", written.removesuffix("度").removesuffix("年份"))  # 去（113）年度
    for how, words in (("rel", YEARS_AWAY), ("ctx", YEARS_ON), ("that", YEARS_OF), ("before", YEARS_BEFORE)):
        if word in words:
            return (how, words[word])
    for name, first in ERAS["reign"].items():
        if word.startswith(name):
            return ("abs", first - 1 + (whole(word[len(name) : -1]) or 1))
    number = whole(word.removesuffix("年"))
    if 99 < number < 120:  # 114年1月: of the Republic
        return ("abs", 1911 + number)
    return ("abs", number if number > 99 else 2000 + number if number < 70 else 1900 + number)


def month(written: str) -> tuple[str, int]:
    """A month as ('abs', 8), ('rel', -1) from the anchor, or ('ctx', 1) from the period in force."""
    word = written.removesuffix("份").removesuffix("月").removesuffix("个")
    if word in ("前一", "后一"):
        return ("ctx", -1 if word[0] == "前" else 1)
    word = word.removesuffix("一") if word[:1] in "上下" else word
    if word in MONTHS_AWAY:
        return ("rel", MONTHS_AWAY[word])
    if word in MONTHS_ON:
        return ("ctx", MONTHS_ON[word])
    return ("abs", whole(word))


def day(written: str) -> int:
    return whole(written.rstrip("日号"))


def named(*tables: Iterable[str]) -> str:
    """The names of the tables as a pattern, longest first; their first characters tell at one look."""
    names = {name for table in tables for name in table}
    firsts = "".join(sorted({re.escape(name[0]) for name in names}))
    return f"(?=[{firsts}])(?:" + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) + ")"


N12 = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
N31 = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
LUNAR = {"正": 1, "冬": 11, "腊": 12}
COUNT = "(?:[0-9]{1,3}(?![0-9.])|[一二两三四五六七八九十百]{1,4}|几|数)"
FINER = rf"(?:{N12}月|第?[一二三四1-4]季度|[上下]半年)"  # what shows that two digits are a year
REIGN = named(ERAS["reign"])

PARTS = {
    "y": Part(
        rf"(?:(?:(?<![0-9])(?:1[89]|20|21)[0-9]{{2}}|[一二]{CN}{{3}})年(?!代)(?:度(?!假|过)|份)?|(?<![0-9.])[0-9]{{2}}年(?={FINER})|{CN}{{2}}年(?={FINER})|(?:(?<![0-9.])0[0-9]|(?<![0-9〇零一二三四五六七八九十百千万亿点])零[一二三四五六七八九])年(?![来间内后前多以])|(?:今|去|上|前|大前|明|来|后|大后|本|当|同|次|翌|(?<![以天乡楼])下)年(?!来(?![，、的我全]))度?|(?:今|去|前|明)[（(][0-9]{{2,4}}[）)]年度?|(?<![0-9.])1[01][0-9]年(?:度|(?={FINER}|前?[0-9]{{1,2}}(?:[至到~-]|个?月)))|[上这下]一年(?![来多])度?|(?:此前|(?<![0-9一二三四五六七八九十])[前后])一年(?![来多])|(?:{REIGN})(?:元|[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})年)",
        year,
    ),
    "m": Part(
        rf"(?:(?<![0-9.个]){N12}月(?!球(?![队员场迷])|亮(?!相)|饼|龄|街|内(?!蒙|容))(?:份(?!额))?|(?:本|上上?个?|[这今呢]个|这|下下?个?|[上下前后]一个?|当|同|次|该)月份?)",
        month,
    ),
    "d": Part(
        rf"(?:{N31}(?:日(?!元|本|报(?!道|告|称)|均|益|子|夜|常|产|前|程|期|用|照)|号(?!线|楼|院|机|台|文|召|码|称|角|桥|门|公|汽|柴)(?<!(?![年月日于在至到从自和与及的者每逢当起这晚天])[\u4e00-\u9fff“”][0-9]{{1,2}}号)))",
        day,
    ),
    "dm": Part(f"{N31}[日号](?![均线])", day),
    "n": Part(COUNT, whole),
    "q": Part("(?:[1-4一二三四])", whole),
    "half": Part("[上下]半年|(?<![^年的，。、（(：“\n])[前后]半年", lambda w: 1 if w[0] in "上前" else 2),
    "mm": Part(N12, whole),
    "dd": Part(N31, whole),
    "dash": Part(r"(?: ?(?:[-—–－~～〜∼至到]|——) ?)"),
    "unit": Part(
        "(?:个工作日|个?世纪|年|个?季度|个?月|个[多余]月|个?星期|个?礼拜|周|天|日|个?小时|个?钟头|分钟)",
        lambda w: w.translate(str.maketrans("", "", "多余")),
    ),
    "weekday": Part("(?:周|星期|礼拜)[一二三四五六日天末]"),
    "plan": Part("(?:十[一二三四五六]?五|[一二三四五六七八九]五)"),
    "h": Part("半", bool),
    "half_unit": Part("半(?:年|个?月|个世纪)(?!度|报|薪|均)", lambda w: w[1:].lstrip("个")),
    "short_half": Part("[上下]半(?![年月周场身部程段夜辈])", lambda w: 1 if w[0] == "上" else 2),  # 今年上半营收
    "half_year": Part("H[12]", lambda w: int(w[1])),
    # Of how many months a report is: 三季报 of nine.
    "report": Part(
        "半年度?(?:业绩)?(?:报告?|快报|预告)|半年度(?![报业])|中报|中期(?:业绩|报告)|[一三]季度?报",
        lambda w: {"一": 3, "三": 9}.get(w[0], 6),
    ),
    "two": Part("[0-9]{2}", int),
    "fiscal": Part("(?:19|20)[0-9]{2}", whole),
    "weekday_n": Part("[一二三四五六日天]", lambda w: "一二三四五六日".find(w.replace("天", "日"))),
    "lunar_m": Part(
        "(?:闰?[正冬腊]|闰?十[一二]?|闰?[一二三四五六七八九])月",
        lambda w: (LUNAR.get(w[-2]) or whole(w[:-1].strip("闰")), w[0] == "闰"),
    ),
    "lunar_d": Part(
        "(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?)",
        lambda w: whole(w.strip("初")),
    ),
    "feast": Part(
        named(
            FEASTS["fixed"],
            FEASTS["lunar"],
            FEASTS["weekday"],
            FEASTS["easter"],
            FEASTS["country"],
            FEASTS["term"]["words"],
        ),
    ),
    "lunar_feast": Part(named(FEASTS["lunar"])),
    "plain_term": Part(named(FEASTS["term"]["plain"])),
    "feast_tail": Part(either("time_off", "beside_feast")),
    "era": Part(named(ERAS["era"])),
    "season": Part("[春夏秋冬][季天]"),
    "animal": Part("[鼠牛虎兔龙蛇马羊猴鸡狗猪]"),
    "stem": Part("[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"),
    "longplan": Part("十[一二三四五六]五"),
}

# Most numerals are no times: what follows the number tells at one look.
NUMERIC = "零〇○一二两三四五六七八九十廿百几数"

GATE = compiled(
    rf"[{NUMERIC}]{{1,5}}[份第多余半个 ]{{0,3}}[年月日号天周季旬世时点分星礼钟工、:：—–－~～〜∼至到/.-]|[一二三四五六七八九十]{{1,2}}[五大]|五一|六一|十一|七夕|三八[妇国节”]|五四|八一|七一|廿[一二三四五六七八九]|两会期"
)
times = Room("times", PARTS, gate=(frozenset(NUMERIC), GATE))


def expr(kind: str, *parts: Any) -> tuple[str, tuple[Any, ...]]:
    return kind, parts
