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
from zhibiao.lexicon import load
from zhibiao.model import Entity, Period, Quantity
from zhibiao.rows.antecedents import name_of
from zhibiao.rows.cues import NATION
from zhibiao.rows.headlines import SUBJECT_TYPES
from zhibiao.spans.quantities import find
from zhibiao.times import resolve

WORDS: dict[str, frozenset[str]] = {name: frozenset(entry["words"]) for name, entry in load("tables").items()}
BRACKETED = re.compile(r"[（(]\s*(?:单位\s*[:：]\s*)?(?P<unit>[^（()）]{1,12}?)\s*[)）]\s*$")
TRAILING = re.compile(r"\s*[/／,，]\s*(?P<unit>[^/／,，（()）]{1,8})$|(?P<percent>[%％])$")
UNIT_LINE = re.compile(
    rf"(?:{'|'.join(sorted(WORDS['unit_line'], key=len, reverse=True))})\s*[:：]\s*(?P<units>[^（()）。；]{{1,40}})"
)
UNIT_GAP = re.compile(r"[、,，;；/\s　]+|或")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
TABLE_NUMBER = re.compile(r"^[附]?表\s*[0-9一二三四五六七八九十]{1,3}(?:[-—.][0-9]{1,3})?[\s　:：.、]*")
PART = re.compile(r"^(?:其中|#)\s*[:：]?\s*")
COMPARED = ("比", "较", "与", "相当于", "占")
BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
# Growth that names no direction: the sign of the figure does.
NEUTRAL = re.compile(r"(?:增减|升降|涨跌|增降|涨降|变动|±|[+]/?-)(?:幅度?|率|额|量|情况)?$")
RANK = re.compile(f"(?:{'|'.join(sorted(WORDS['rank'], key=len, reverse=True))})$")
DIVISION = re.compile("[\u4e00-\u9fff]{1,6}?[省市县区州](?=.)")
PRICED = frozenset({"mass", "volume", "length", "area", "count", "energy"})  # what has a price for each
EDGES = ' 　\t:：、，,。的*＊·-—“”"#'


@dataclass(frozen=True, slots=True)
class Label:
    """What a header says: `rest` is what is left when its unit, period, and owner are taken out; `total` is a word that
    only sums up the other rows; `rank`: the figures are places in an order, of `rest` if that is not empty."""

    rest: str = ""
    unit: str = ""
    period: Period | None = None
    subject: str = ""
    part: bool = False
    total: str = ""
    rank: bool = False


def read_label(text: str, names: Sequence[Entity], anchor: dt.date | None, context: Period | None) -> Label:
    """A label. `names` are the names that it holds; `context` is the period in force."""
    text, unit = without_unit(TABLE_NUMBER.sub("", text.strip(EDGES)))
    part = bool(PART.match(text))
    text = PART.sub("", text).strip(EDGES)
    subject, text = owner(text, names)
    period, text = without_period(text, anchor, context)
    if not subject:
        subject, text = owner(text, names)
    rest = text.strip(EDGES)
    if rest not in WORDS["total"]:  # 全市出口额: of the table's own subject
        rest = rest[max((len(w) for w in WORDS["total"] if w[0] == "全" and rest.startswith(w)), default=0) :]
    total = rest if rest in WORDS["total"] else ""
    if total or rest in WORDS["generic"] or rest in WORDS["numbering"]:
        rest = ""
    elif rest in WORDS["growth"]:
        rest = NEUTRAL.sub("", rest) + "增长"
    elif m := NEUTRAL.search(rest):
        rest = rest[: m.start()] + "增长"
    elif m := RANK.search(rest):
        return Label(rest[: m.start()].rstrip("的"), "", period, subject, part, total, rank=True)
    return Label(rest, unit, period, subject, part, total)


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
    """The label without its unit, and the unit: 总额（亿元） => 总额, 亿元."""
    for pattern in (BRACKETED, TRAILING):
        m = pattern.search(text)
        if m and is_unit(unit := m["unit"] or m["percent"]):
            return text[: m.start()], unit
    return text, ""


def is_unit(text: str) -> bool:
    """Whether a text is a unit, as the reader of figures sees it: 亿元, %, 万人次; not 2024年, 不含税."""
    if text[:1].isdigit():
        return False
    found = find("1" + text)
    return len(found) == 1 and found[0].unit != "" and (found[0].start, found[0].end) == (0, len(text) + 1)


def units_in(text: str) -> list[str]:
    """The units that a line states for its table: （单位：亿元、%）=> 亿元, %."""
    m = UNIT_LINE.search(text)
    return [unit for unit in UNIT_GAP.split(m["units"].strip()) if unit and is_unit(unit)] if m else []


def without_period(text: str, anchor: dt.date | None, context: Period | None) -> tuple[Period | None, str]:
    """The last period of a label, and the label without its times. A bare year is one by itself; a time that something is
    compared with (比上年增长) is none."""
    said = text + "年" if YEAR.fullmatch(text) else text
    period = None
    rest = said
    for expr in reversed(times.find(said)):
        found = None if said[: expr.start].endswith(COMPARED) else resolve(expr, anchor, context)
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


def figure_in(cell: str, unit: str = "") -> tuple[int, Quantity] | None:
    """(where it begins, the quantity) of a cell that holds one figure and nothing else, with the unit of its header.

    5.2, %     => 5.2 %
    -3.4亿元   => -340000000 元: a unit of its own wins
    —          => none: no value
    """
    m = NUMBER.fullmatch(cell)
    if m is None:
        whole = find(cell)
        if (
            len(whole) == 1
            and (whole[0].lead, whole[0].trail) == (0, len(cell))
            and whole[0].unit
            and not is_period(cell)
        ):
            return whole[0].start, whole[0]
        return None
    number = ("-" if m["sign"] in MINUS else "") + m["number"] + m["scale"]
    found = find(number + unit) or find(number)
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(number + unit):
        found = [q for q in find(number) if q.start == 0 and q.end == len(number)]
    if not found:
        return None
    return (m.start("sign") if m["sign"] in MINUS else m.start("number")), found[0]


MINUS = ("-", "−", "–", "－", "↓", "▼", "—")
NUMBER = re.compile(
    r"(?P<sign>[-+−–—－＋↑↓▲▼])?\s*(?P<number>[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?P<scale>[十百千万亿]*)(?P<note>[*＊]|\[[0-9]\])?"
)
