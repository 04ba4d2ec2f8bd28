"""Headers of a table: what a label says of the cells under or beside it.

总额（亿元）      unit 亿元
2025年1—8月       period
甲市出口额        subject 甲市, rest 出口额
同比增长（%）     unit %, rest 同比增长: the reader of growth knows it
单位：亿元、%      the units of the table
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhibiao import times
from zhibiao.clauses.cues import NATION, SUBJECT_TYPES, name_of
from zhibiao.matching import alternation
from zhibiao.model import Entity, Period
from zhibiao.rules import LISTS
from zhibiao.spans.quantities import find
from zhibiao.tables.scales import GAP, LINE, PERCENTS, SCALES, WORDS, is_unit, money_unit, unit_of, without_statement
from zhibiao.times import resolve

BRACKETED = re.compile(r"[（(](?P<unit>[^（()）]{1,24}(?:[（(][^（()）]{1,6}[)）])?)\s*[)）]\s*$")
TRAILING = re.compile(
    r"\s*[/／,，:：]\s*(?P<unit>[^/／,，:：（()）]{1,12})$|(?P<percent>[%％])$|\s+(?P<after>[^\s（()）]+(?: [A-Za-z]+)?)$"
)
STATES_UNIT = re.compile(rf"^\s*(?:{alternation(WORDS['unit_line'])})\s*[:：]?\s*")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．](?![一二三四五六七八九十])|[（(][一二三四五六七八九十0-9]{1,3}[)）]\s*|[0-9]{1,2}(?:[、．]|\.(?![0-9]))\s*|[①-⑳]\s*)(?=.)"
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
TABLE_NUMBER = re.compile(r"^[附]?表\s*[0-9一二三四五六七八九十]{1,3}(?:[-—.][0-9]{1,3})?[\s　:：.、]*")
PART = re.compile(r"^(?:其中|#)\s*[:：]?\s*")
NOTED = re.compile(
    r"(?:[①-⑳*＊†‡]|[\[［【]\s*注?\s*[0-9]{1,2}\s*[\]］】]|[（(]\s*(?:注\s*[0-9]{0,2}|[0-9]{1,2})\s*[)）]|[¹²³⁴-⁹]+)+$"
)
COMPARED = ("比", "较", "与", "相当于", "占")
BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
# Growth that names no direction: the sign of the figure does.
MOVED = "(?:增减|升降|涨跌|增降|涨降|变动|变化|±|[+]/?-)"
NEUTRAL = re.compile(rf"{MOVED}+(?:幅度?|率|额|量|数|值|情况)?(?:{MOVED})?$")
# A comparison without a verb: 较上周, 比年初.
AGAINST = re.compile(
    "(?:比|较)(?:上年?|去|前|年初|期初|同期|上期|基期)[^，、增减升降涨跌变高低多少]{0,8}$|(?:同比|环比)$"
)
RATE = re.compile(r"(?:率|幅度?|速度?|[%％])$|^(?:同比|环比)$")
AMOUNT = re.compile(r"(?:额|量|数|值|金额|绝对额)$")
RANK = re.compile(f"(?:{alternation(WORDS['rank'])})$")
# 按性别分: says by what the columns under it are told apart.
DIVIDED = re.compile("^按.{1,10}(?:分|划分|分组|分类|统计)$")
DIVISION = re.compile("[\u4e00-\u9fff]{1,6}?[省市县区州](?=.)")
# A time that is told from the table's own: 本期, 上年 of a table of 2025.
OWN_TIME = re.compile("[本当][年期月季]|本年度|报告期|上年|上一?期")
BEFORE = re.compile("^上期(?!末)(?:数|金额|发生额)?")
OPENING = re.compile("[期年]初")  # of a period that began before
THIS = re.compile("(?:本|当|报告)(?:报告)?[年期](?:度|内)?")
NOT_PERCENT = re.compile(f"(?:{alternation(WORDS['no_percent'])})$")
COUNTED = re.compile(f"(?P<unit>{alternation(WORDS['counted'])})数量?$")
PRICED = frozenset({"mass", "volume", "length", "area", "count", "energy"})  # what has a price for each
EDGES = ' 　\t:：、，,。的*＊·-—“”"#'


@dataclass(frozen=True, slots=True)
class Label:
    """What a header says: `rest` is what is left when its unit, period, and owner are taken out; `total` is a word that
    only sums up the other rows, `vague` one that says no more than that there are values; `rank`: the figures are
    places in an order, of `rest` if that is not empty; `grows`: how the growth that it names is stated, as a `rate`, as
    an `amount`, or as `either`; `elsewhen`: it names a time that cannot be told, so that none is in force."""

    rest: str = ""
    unit: str = ""
    period: Period | None = None
    subject: str = ""
    part: bool = False
    total: str = ""
    vague: str = ""
    rank: bool = False
    grows: str = ""
    elsewhen: bool = False


def read_label(text: str, names: Sequence[Entity], anchor: dt.date | None, context: Period | None) -> Label:
    """A label. `names` are the names that it holds; `context` is the period in force."""
    text, unit = without_unit(NOTED.sub("", TABLE_NUMBER.sub("", text.strip(EDGES))).strip(EDGES))
    text = NUMBERED.sub("", text)
    part = bool(PART.match(text))
    text = PART.sub("", text).strip(EDGES)
    subject, text = owner(text, names)
    period, text = without_period(text, anchor, context)
    if not subject:
        subject, text = owner(text, names)
    rest = "" if DIVIDED.match(text) else text.strip(EDGES)
    elsewhen = period is None and (BEFORE.match(rest) or OPENING.match(rest)) is not None
    rest = BEFORE.sub("", rest)
    if rest not in WORDS["total"]:  # 全市出口额: of the table's own subject
        rest = rest[max((len(w) for w in WORDS["total"] if w[0] == "全" and rest.startswith(w)), default=0) :]
    total = rest if rest in WORDS["total"] else ""
    vague = rest if rest in WORDS["generic"] else ""
    grows = "rate" if RATE.search(rest) or unit in PERCENTS else "amount" if AMOUNT.search(rest) else ""
    if total or vague or rest in WORDS["numbering"]:
        rest = ""
    elif rank := RANK.search(rest):
        rest = rest[: rank.start()].rstrip("的")
        return Label(rest, "", period, subject, part, total, rank=True, elsewhen=elsewhen)
    elif full := in_full(rest):
        grows = grows or "either"
        rest = full
    return Label(rest, unit, period, subject, part, total, vague, grows=grows, elsewhen=elsewhen)


def in_full(rest: str) -> str:
    """A label of growth that names no verb, with one; empty for any other: 增减率 => 增长, 出口较上周 => 出口较上周增长."""
    if m := NEUTRAL.search(rest):
        return rest[: m.start()] + "增长"
    return rest + "增长" if rest in WORDS["growth"] or AGAINST.search(rest) else ""


def thing_of(title: str, listed: Sequence[str] = ()) -> str:
    """The thing that a title without its period and owner lists: 各地区出口额情况 => 出口额. `listed`: what the headers
    call the lines; what the title says before such a word tells which lines there are: 沿海主要港口吞吐量 => 吞吐量."""
    title = BRACKETS.sub("", title).strip(EDGES)
    for word in listed:
        before, named, after = title.partition(word)
        title = (after if titled_thing(after) else before.rstrip("分各按")) if named else title
    return titled_thing(title)


def titled_thing(title: str) -> str:
    """A title without the words around the thing that it lists."""
    for word in sorted(WORDS["title_behind"], key=len, reverse=True):
        title = title.removesuffix(word)
    for word in sorted(WORDS["title_before"], key=len, reverse=True):
        title = title.removeprefix(word)
    return title.strip(EDGES)


def without_unit(text: str) -> tuple[str, str]:
    """The label without its unit, and the unit: 总额（亿元） => 总额, 亿元; 人民币千元 => nothing, 千元."""
    if LINE.match(text):  # 单位：万元 is said of the table
        return without_statement(text), ""
    if (whole := money_unit(text)) and whole[0] in SCALES:  # 美元 alone is a thing that has a rate
        return "", whole
    for pattern in (BRACKETED, TRAILING):
        m = pattern.search(text)
        if m is None:
            continue
        named = m.groupdict()
        stated = STATES_UNIT.sub("", named["unit"] or named.get("percent") or named.get("after") or "")
        unit = unit_of(stated) or size_in(stated)
        if unit and (not named.get("after") or unit[0] in SCALES):
            return text[: m.start()], unit
    return without_statement(text), ""


def size_in(stated: str) -> str:
    """Of several units in one bracket, and nothing else, the first that is no percent: 亿元，% => 亿元."""
    found = [unit_of(part) for part in GAP.split(stated) if part]
    return next((unit for unit in found if unit not in PERCENTS), "") if len(found) > 1 and all(found) else ""


def without_period(text: str, anchor: dt.date | None, context: Period | None) -> tuple[Period | None, str]:
    """The last period of a label, and the label without its times. A bare year is one by itself; a time that something is
    compared with (比上年增长) is none. 本期 and 上年 are told from the period that the table's title states."""
    said = text + "年" if YEAR.fullmatch(text) else text
    period = None
    rest = said
    if context and (m := THIS.match(said)) and not said[m.end() :].startswith(("末", "初")):
        said = rest = said[m.end() :]
        period = context
    for expr in reversed(times.find(said)):
        own = context is not None and OWN_TIME.match(expr.text) is not None
        day = context.finish if context and own else anchor
        found = None if said[: expr.start].endswith(COMPARED) else resolve(expr, day, context)
        if found is not None:
            period = period or found
            rest = rest[: expr.start] + rest[expr.end :]
    return period, rest


def is_period(text: str) -> bool:
    """Whether a label is a time and nothing else: 2024年, 1—8月, 2024."""
    said = text + "年" if YEAR.fullmatch(text) else text
    return any((expr.start, expr.end) == (0, len(said)) for expr in times.find(said))


def owner(text: str, names: Sequence[Entity]) -> tuple[str, str]:
    """The nation or the name that a label begins with, and the label without it: 甲市出口额 => 甲市, 出口额."""
    if word := max((w for w in NATION if text.startswith(w)), key=len, default=""):
        return word, text[len(word) :].lstrip("的")
    for entity in names:
        if owns(entity) and text.startswith(entity.text):
            return name_of(entity), text[len(entity.text) :].lstrip("的")
    return "", text


def owns(entity: Entity) -> bool:
    """Whether a name may own the figures of a table: one owner, not 各县区."""
    return entity.type in SUBJECT_TYPES and not entity.text.startswith("各")


def place_of(entity: Entity) -> str:
    """The owner that a headline's name stands for: of an office that publishes figures, the division it is of, of
    甲市各县区 the city."""
    name = name_of(entity).partition("各")[0]
    if not name.endswith(tuple(WORDS["office"])):
        return name
    return m[0] if (m := DIVISION.match(name)) else ""


def rate_unit(unit: str, own: str) -> str:
    """The unit of a figure by its header's and its line's: 价格（元） of a line in 吨 is in 元/吨; else the header's."""
    if not unit or not own:
        return unit or own
    money, counted = find("1" + unit), find("1" + own)
    by_line = bool(money and counted) and money[0].dimension == "money" and counted[0].dimension in PRICED
    return f"{unit}/{own}" if by_line and is_unit(f"{unit}/{own}") else unit


def own_unit(label: str) -> str:
    """The unit that a label itself says of its figures, or empty: 职工人数 => 人, 失业率 => %, 市盈率 => 倍."""
    if m := COUNTED.search(label):
        return m["unit"]
    if label.endswith(tuple(WORDS["share"])) and not NOT_PERCENT.search(label):
        return "%"
    return "倍" if label.endswith(LISTS["multiple"]) else ""
