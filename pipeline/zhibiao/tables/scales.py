"""Units and scales as tables state them: in a line of their own, in brackets, in a sentence, in two languages.

单位：亿元、%                    亿元, %
单位：万元  币种：美元            万美元
（人民币百万元）                  百万元
（RMB'000）                      千元
以下金额单位均为万元               万元
金额以人民币千元列示               千元
RMB million                     百万元: all that a line above a table says

A unit is written as the reader of figures knows it, so that it can be put behind a numeral.
"""

from __future__ import annotations

import re
from functools import cache

from zhibiao.lexicon import load
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.units import symbols, units
from zhibiao.matching import alternation
from zhibiao.model import Quantity
from zhibiao.spans.quantities import find

WORDS: dict[str, frozenset[str]] = {name: frozenset(entry["words"]) for name, entry in load("tables").items()}
PERCENTS = ("%", "％", "‰")
SCALES = frozenset("十百千万亿")
GAP = re.compile(r"[、,，;；\s　]+|或|和")
# 单位：亿元、% and 金额单位均为万元; what is said may go on to the end of its line.
LINE = re.compile(
    rf"(?:{alternation(WORDS['unit_line'])})(?:[（(][^（()）]{{0,8}}[)）])?(?:\s*[:：]|\s*(?:均|都|全部|统一|皆)?(?:为|是|系|以)|(?=[ 　]))"
    r"\s*(?P<units>(?:(?!单位|币种)[^。；|\n]){1,40})"
)
# 金额以人民币百万元列示, 均以千元计.
LISTED = re.compile(
    r"以(?P<units>[^，。；、以\n]{1,14}?)(?:为单位)?(?:" + alternation(WORDS["stated_in"]) + "|计(?![划算]))"
)
EXCEPTED = tuple(WORDS["except"])
CURRENCY_SAID = re.compile(r"(?:币种|货币|货币种类)\s*(?:[:：]|为)\s*(?P<currency>[^\s，。；、()（）]{1,6})")
# What a bracket of a title may hold: （单位：亿元、%）, （多选，%）, (RMB million).
BRACKET = re.compile(r"[（(](?P<said>[^（()）]{1,40})[)）]")
# A sentence that speaks of the tables after it, and not of one that stands elsewhere.
AHEAD = re.compile(f"除(?:特别|另有|非)|{alternation(WORDS['of_these'])}")
SENTENCE = re.compile("[^。；\n]+")
AMOUNT = re.compile("[十百千万亿]{1,2}元(?=[\u4e00-\u9fff])(?![整级以的])")
THOUSANDS = ((r"['’`]?000s?元?|thousands?|k", "千"), (r"millions?|mn|mln|m", "百万"), (r"billions?|bn|b", "十亿"))


def is_unit(text: str) -> bool:
    """Whether a text is a unit, as the reader of figures sees it: 亿元, %, 万人次; not 2024年, 不含税."""
    if not text or text[0].isdigit():
        return False
    found = find("1" + text)
    return len(found) == 1 and found[0].unit != "" and (found[0].start, found[0].end) == (0, len(text) + 1)


def dimension_of(unit: str) -> str:
    """The dimension of a unit as written, `money` of a price, too; empty for none."""
    found: list[Quantity] = find("1" + unit) if unit else []
    if not found:
        return ""
    base = units().get(found[0].unit.partition("/")[0])
    return "money" if base is not None and base.dimension == "money" else found[0].dimension


@of_own
@cache
def currencies() -> dict[str, str]:
    """How a currency may be named, by word, code or sign, and the unit of its amounts."""
    money = {name: unit for name, unit in units().items() if unit.dimension == "money"}
    coded = {unit.code: unit.name for unit in money.values() if unit.code and not unit.definition}
    coded["CNY"] = coded["RMB"] = "元"
    words = {name: unit.name for name, unit in money.items() if unit.name not in ("角", "分")}
    return words | coded | {sign: unit.name for sign, unit in symbols().items()} | {"人民币": "元"}


@of_own
@cache
def money_patterns() -> tuple[re.Pattern[str], ...]:
    """How an amount's currency and scale are written together, the currency before or after."""
    named = alternation(currencies())
    scale = "|".join(f"(?P<s{k}>{pattern})" for k, (pattern, _) in enumerate(THOUSANDS))
    first = rf"(?P<currency>{named})\s*[:：,，(（]?\s*"
    return (
        re.compile(rf"{first}(?P<scale>[十百千万亿]{{0,3}})(?:元|圆)?[)）]?"),
        re.compile(rf"(?P<scale>[十百千万亿]{{0,3}})(?P<currency>{named})(?:\s*[(（]?人民币[)）]?)?"),
        re.compile(rf"(?:in\s+)?{first}(?:in\s+)?(?:{scale})", re.IGNORECASE),
        re.compile(rf"(?:in\s+)?(?:{scale})\s*(?:of\s+)?(?P<currency>{named})s?", re.IGNORECASE),
    )


def money_unit(text: str) -> str:
    """The unit of amounts that a text and nothing else names, or empty.

    人民币百万元 => 百万元
    RMB'000     => 千元
    HK$ million => 百万港元
    亿元人民币   => 亿元
    """
    text = text.strip()
    if len(text) > 24:
        return ""
    for pattern in money_patterns():
        m = pattern.fullmatch(text)
        if m is None:
            continue
        said = m.groupdict()
        scale = said.get("scale") or next((size for k, (_, size) in enumerate(THOUSANDS) if said.get(f"s{k}")), "")
        return scale + currency_of(said["currency"] or "")
    return ""


def currency_of(name: str) -> str:
    """The unit of a currency by any of its names, whatever the case of its letters."""
    known = currencies()
    return known.get(name) or known.get(name.upper()) or name


def unit_of(text: str) -> str:
    """The unit that a text and nothing else names, as the reader of figures knows it, or empty."""
    text = text.strip(" 　:：.")
    return text if is_unit(text) else money_unit(text)


def units_of(said: str) -> list[str]:
    """The units in what a line says they are: 亿元、% => 亿元, %; it ends where something else is said."""
    if whole := unit_of(said):
        return [whole]
    found: list[str] = []
    for part in GAP.split(said.strip()):
        unit = unit_of(part)
        if not unit:
            if found:
                break
            continue
        found.append(unit)
    return found


def units_in(text: str) -> list[str]:
    """The units that a line states for its table: （单位：亿元、%）=> 亿元, %; （人民币百万元）=> 百万元."""
    stated = [unit for pattern in (LINE, LISTED) for m in pattern.finditer(text) for unit in units_of(inner(text, m))]
    if stated:
        return with_currency(stated, text)
    for m in reversed(list(BRACKET.finditer(text))):
        parts = [part for part in GAP.split(m["said"].strip()) if part and not part.endswith(EXCEPTED)]
        if whole := unit_of(m["said"]):
            return with_currency([whole], text)
        if parts and unit_of(parts[-1]):
            return [unit for part in parts if (unit := unit_of(part))]
    return []


def bare_unit(line: str) -> list[str]:
    """The unit that is all a title says, or its last word when that is of amounts of money with a scale: RMB million;
    资产负债表 万元; 金额：万元."""
    line = line.strip()
    if len(line) > 1 and (whole := unit_of(line)):
        return [whole]
    last = re.split(r"[\s　:：]+", line)[-1]
    return [unit] if len(last) < len(line) and (unit := money_unit(last)) and unit[0] in SCALES else []


def inner(text: str, m: re.Match[str]) -> str:
    """What a statement says, up to the end of the bracket that it stands in."""
    opened = 0
    for k, c in enumerate(m["units"]):
        opened += (c in "（(") - (c in "）)")
        if opened < 0:
            return m["units"][:k]
    return m["units"]


def with_currency(found: list[str], text: str) -> list[str]:
    """The units with the currency that is named beside them: 单位：万元 币种：美元 => 万美元."""
    m = CURRENCY_SAID.search(text)
    currency = currencies().get(m["currency"], "") if m else ""
    if not currency or currency == "元":
        return found
    return [unit[:-1] + currency if re.fullmatch("[十百千万亿]*元", unit) else unit for unit in found]


def without_statement(text: str) -> str:
    """A title without what it says of units: 收支决算表（单位：万元） => 收支决算表."""
    for m in reversed(list(BRACKET.finditer(text))):
        if units_in(m[0]):
            text = text[: m.start()] + text[m.end() :]
    said = LINE.search(text)
    return text[: said.start()].rstrip(" 　（(，,、；;") if said and units_of(inner(text, said)) else text


def declarations(text: str) -> list[tuple[int, list[str]]]:
    """Where a text says in what units the tables after it are, and those units: 以下金额单位均为万元."""
    found = []
    for m in SENTENCE.finditer(text):
        speaks = ("单位" in m[0] or LISTED.search(m[0])) and AHEAD.search(m[0])
        if speaks and (stated := units_in(m[0]) or run_on(m[0])):
            found.append((m.end(), stated))
    return found


def run_on(sentence: str) -> list[str]:
    """The unit that a declaration states whose line ended without a mark and was joined to the next one:
    金额单位均为千元某公司2024年…"""
    m = LINE.search(sentence)
    amount = AMOUNT.match(m["units"]) if m else None
    return [amount[0]] if amount else []
