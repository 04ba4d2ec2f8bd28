"""Ranks and words that are figures by themselves: 第3位, 翻一番, 数以万计, 两位数, 持平."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhibiao.matching import alternation, compiled
from zhibiao.model import Quantity, Unit
from zhibiao.spans.numerals import NUMERAL, parse
from zhibiao.spans.values import BARE, PERCENT, make

# 第三|大经济体; not 第三大队.
RANK_UNIT = compiled(r"位|名(?!单)|大(?![队街道厦学陆会类项节赛桥楼院夫]|生命)")
WHO_IS_FIRST = compiled("(?:领先|落后|超过|个)$")  # 领先|第三名|4分, 1个|第四名
TO_RANK = compiled(rf"[到至—–-]第?(?P<last>{NUMERAL.pattern})(?P<unit>位|名(?!单))")
RANK_BEFORE = compiled(
    r"(?:居|列|排|排名|名列|位列|位居|跃居|跃升|升至|全国|全省|全球|世界|国际|稳居|跻身|全市|亚洲|行业|同类|连续[^，。]{1,5}年|保持|总量|规模|均)(?:为|在|到|至)?$"
    r"|(?:(?<![定移同新邻旧故])居(?!民|住|家|委|留|室)|[位名]列|排名|排在)[^，。；、第0-9]{1,10}$"
)


def rank(text: str, m: Any) -> Quantity | None:
    """A place in an order: 居全国第3位, 排名第一. Other ordinals are labels."""
    n = NUMERAL.match(text, m.end())
    value = parse(n[0]) if n else None
    if value is None or value[0] != value[1]:
        return None
    if (to := TO_RANK.match(text, n.end())) and (last := parse(to["last"])) and last[0] > value[0]:
        return make(text, m.start(), to.end(), value[0], last[0], Unit(to["unit"], "other"), "rank", measure="rank")
    unit = RANK_UNIT.match(text, n.end())
    if unit and text[unit.end() : unit.end() + 1] in ("的", "将"):  # 与第一名的差距
        return None
    if unit and WHO_IS_FIRST.search(text[max(0, m.start() - 2) : m.start()]):
        return None
    if not unit and not RANK_BEFORE.search(text[max(0, m.start() - 13) : m.start()]):
        return None
    end = unit.end() if unit else n.end()
    place = Unit(unit[0] if unit and unit[0] != "大" else "位", "other")
    return make(text, m.start(), end, value[0], None, place, "rank", measure="rank")


def first(text: str, m: Any) -> Quantity | None:
    """The place at the head of an order: 居全国首位, 稳居榜首; not 首位患者."""
    if not RANK_BEFORE.search(text[max(0, m.start() - 13) : m.start()]):
        return None
    return make(text, m.start(), m.end(), Decimal(1), None, Unit("位", "other"), "rank", measure="rank")


# Words that are a change by themselves, in percent; the last characters of a word that may go before them: 接近|翻倍.
SAID_PERCENT = {"翻倍": 100, "倍增": 100, "腰斩": -50, "减半": -50, "折半": -50}
SAID = alternation(word for word in SAID_PERCENT if "倍" not in word)  # 数倍|增长 holds one of the others
# After these characters or before them the word names a thing or is done to one: 翻倍股, 减半征收, 倍增计划.
NOT_SAID = "(?![股基行计工式征收的牛器型期])"


def folds(text: str, m: Any) -> Quantity | None:
    """翻一番 is +100 %, 翻两番 +300 %; 翻3倍 is +200 % by the same arithmetic, 翻一倍 +100 %; 翻倍 +100 %, 腰斩 and 减半 -50 %."""
    if (said := SAID_PERCENT.get(m[0].replace("了", ""))) is not None:
        return make(text, m.start(), m.end(), Decimal(said), None, PERCENT, "folds", measure="change")
    written = m[0].strip("翻了上近约番倍")
    value = parse(written) if written else (Decimal(1), Decimal(1), "")
    if value is None or (m[0].endswith("倍") and not written):
        return None
    n = int(value[0])
    times = max(n, 2) if m[0].endswith("倍") else 2 ** min(n, 64)
    return make(text, m.start(), m.end(), Decimal(times - 1) * 100, None, PERCENT, "folds", measure="change")


def countless(text: str, m: Any) -> Quantity | None:
    """数以万计: as vague as 数万, 20000..90000."""
    value = parse("数" + m[0][2:-1])
    return make(text, m.start(), m.end(), value[0], value[1], BARE, "countless", qualifier="about") if value else None


def digit_count(text: str, m: Any) -> Quantity | None:
    """两位数 = 10..99, as said of growth."""
    n = {"两": 2, "二": 2, "三": 3, "四": 4}[m[0][0]]
    return make(text, m.start(), m.end(), Decimal(10 ** (n - 1)), Decimal(10**n - 1), PERCENT, "digit_count")


def unchanged(text: str, m: Any) -> Quantity | None:
    """持平 and 零增长 are a change of 0 %."""
    return make(text, m.start(), m.end(), Decimal(0), None, PERCENT, "unchanged", measure="change")
