"""What belongs to a name: the teams, armies and ministries of a place or a state, and the head right behind a name that says which
part of it is meant.

古巴队, 巴西|足球队, 俄海军     a country and what it has
芬兰|农林|部长                  a ministry by its minister
市|发展改革委                   a listed office with its level

甲州国际会展中心|7号馆       a hall, a line, a campus of what has a name
第十届甲洋博览会|乙州馆      a place's hall at a fair
丙丁高铁|丙戊段              a section of a line, from 丙 to 戊
“己鲸”C2|主战坦克            what the quotation marks name, with its model and its kind
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity
from zhibiao.naming.cues import words_of
from zhibiao.naming.leftwards import leftmost
from zhibiao.naming.places import is_country, is_owner
from zhibiao.naming.stretch import BELONGING, MINISTER, Stretch


def teams(stretch: Stretch) -> list[Entity]:
    """Dictionary words and pairs of words that are a place and what belongs to it: 古巴队, 巴西|足球队, 俄海军.

    A government is none of them: who writes 挪威政府 names the country.
    """
    words = stretch.words
    found: list[Entity] = []
    for i in stretch.at(BELONGING):
        word = words[i]
        text = word.text
        if cut := owner_in(text):
            found.append(belongs(word.start, text, cut))
        elif i and words[i - 1].end == word.start and is_owner(words[i - 1].text):
            owner = words[i - 1]
            found.append(belongs(owner.start, owner.text + text, len(owner.text)))
    return found


def may_belong(text: str) -> bool:
    """Whether a word may be, or hold, what belongs to a place."""
    return text[-1] in BELONGING_ENDS and (text in words_of("belonging") or owner_in(text) > 0)


def owner_in(text: str) -> int:
    """How many characters of a word name the place that the rest belongs to: 2 of 古巴队, 1 of 俄军, else 0."""
    if text in armies():
        return 1
    if len(text) < 3:
        return 0
    belonging = words_of("belonging")
    return next((n for n in range(min(8, len(text) - 1), 0, -1) if text[n:] in belonging and is_owner(text[:n])), 0)


@cache
def armies() -> frozenset[str]:
    """Armies by the character of their country: 俄军."""
    return frozenset(c + "军" for c in load("names")["initial"]["armies"])


BELONGING_ENDS = frozenset(word[-1] for word in (*words_of("belonging"), *armies()))


def belongs(start: int, text: str, cut: int) -> Entity:
    """What belongs to the place that `text` begins with, as far as `cut`; of a government the country alone."""
    if text[cut:] == "政府" and is_country(text[:cut]):
        return Entity(start, start + cut, text[:cut], "government", "LOC", text[:cut])
    return Entity(start, start + len(text), text, "belonging", "ORG", text)


def is_minister(text: str) -> bool:
    return text.endswith("部长")


def ministries(stretch: Stretch) -> list[Entity]:
    """Ministries of a country by their ministers: 芬兰|农林|部长."""
    text, words = stretch.text, stretch.words
    found: list[Entity] = []
    for i in stretch.at(MINISTER):
        word = words[i]
        if i and words[i - 1].text.endswith("部"):
            continue  # 商务部|部长: `offices`
        first = leftmost(words, i, "ORG", "部")
        if first < i and is_country(words[first].text):
            start, end = words[first].start, word.end - 1
            found.append(Entity(start, end, text[start:end], "ministry", "ORG", text[start:end]))
    return found


LEVELS = frozenset({"省", "市", "县", "区", "州"})
OFFICE_ENDS = frozenset("委局厅办部")


def offices(stretch: Stretch) -> list[Entity]:
    """Listed ministries and the like with the country they are of (巴西|财政部, 美国|前|商务部|长), or with the level of
    the division (市|发展改革委)."""
    text, words = stretch.text, stretch.words
    national = words_of("national")
    listed = [e for e in stretch.known if e.type == "ORG" and (e.text in national or e.text[-1] in OFFICE_ENDS)]
    ends = {word.end: k for k, word in enumerate(words)} if listed else {}
    longer: list[Entity] = []
    for e in listed:
        k = ends.get(e.start)
        if k is not None and words[k].text in LEVELS and e.text[-1] in OFFICE_ENDS:
            start = words[k].start
            longer.append(Entity(start, e.end, text[start : e.end], "office", "ORG", text[start : e.end]))
            continue
        if e.text not in national:
            continue
        if k is not None and words[k].text == "前" and k and words[k - 1].end == words[k].start:
            k -= 1
        if k is not None and words[k].text in codes():
            start = words[k].start
            longer.append(Entity(start, e.end, text[start : e.end], "office", "ORG", text[start : e.end]))
    return longer


HAN = "[\u4e00-\u9fff]"
NUMBER = "(?:[0-9A-Z一二三四五六七八九十]{1,3}号?)"
PARTED = frozenset({"ORG", "FAC", "EVENT"})
NUMERAL = compiled("[一二三四五六七八九]")  # “一单到底”班列: a way of doing it
LONGEST = 30  # characters of a name with its part


@cache
def patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """What may follow a name: a numbered or plain part, a section of a line, a place's hall; a quoted name with its kind."""
    data = load("names")["part"]
    kinds = alternation(data["kinds"])
    return (
        compiled(
            rf"(?:{NUMBER}{alternation(data['numbered'])}|{alternation(data['plain'])})(?!{alternation(data['not'])})"
        ),
        compiled(
            rf"(?:{HAN}{{1,4}}至{HAN}{{1,4}}|{HAN}{{2,4}})(?:段|支线|联络线)(?![落时子])|[0-9一二三四五六七八九十]{{1,2}}号线"
        ),
        compiled(rf"(?P<place>{HAN}{{2,4}}?)(?:展?馆|展区|分会场)"),
        compiled(
            rf"“(?P<name>[^“”，。！？；：\n]{{1,10}})”号?[A-Z0-9-]{{0,8}}(?:{HAN}{{0,6}}?{kinds})(?!{HAN}{{0,2}}(?:公司|集团))"
        ),
    )


def parts_of(text: str, names: Iterable[Entity]) -> Iterator[Entity]:
    """The longer names that begin with names of a text."""
    part, section, hall, _ = patterns()
    lines = tuple(load("names")["part"]["lines"])
    for e in names:
        if e.type == "LOC" and (m := metro().match(text, e.end)):
            yield Entity(e.start, m.end(), text[e.start : m.end()], "part", "FAC", text[e.start : m.end()])
        if e.type not in PARTED or e.end - e.start > LONGEST:
            continue
        m = part.match(text, e.end)
        if e.text.endswith(lines):
            m = section.match(text, e.end) or m
        if e.type == "EVENT" and (found := hall.match(text, e.end)) and is_place(found["place"]):
            m = found
        if m:
            yield Entity(e.start, m.end(), text[e.start : m.end()], "part", "FAC", text[e.start : m.end()])


@cache
def metro() -> regex.Pattern[str]:
    """A line of a city's railways by its number: 轨道交通3号线."""
    return compiled("(?:轨道交通|地铁|轻轨|有轨电车)[0-9一二三四五六七八九十]{1,2}号线")


def is_place(text: str) -> bool:
    """Whether a text is a division or a country, by its name or its short form."""
    return text in codes()


def kinds_of_quoted(text: str) -> list[Entity]:
    """Quoted names with their model and kind behind them: ships, vehicles, craft."""
    if "”" not in text:
        return []
    *_, quoted = patterns()
    found = [m for m in quoted.finditer(text) if not NUMERAL.search(m["name"])]
    return [Entity(m.start(), m.end(), m[0], "quoted_kind", "BRAND", m[0]) for m in found]


@cache
def titled() -> regex.Pattern[str]:
    """A work in title marks, by what it is called before them or what is said of works behind them."""
    data = load("names")["work"]
    title = "《(?P<{}>[^《》\n]{{1,30}})》"
    return compiled(
        f"{alternation(data['before'])}{title.format('a')}|{title.format('b')}(?={HAN}{{0,4}}?{alternation(data['behind'])})"
    )


def works(text: str) -> list[Entity]:
    """Works by their titles, wherever the text names them again: 影片《云上人家》, 《云上人家》票房."""
    if "《" not in text:
        return []
    names = {m["a"] or m["b"] for m in titled().finditer(text)}
    return [
        Entity(m.start(1), m.end(1), m[1], "work", "BRAND", m[1])
        for m in re.finditer("《([^《》\n]{1,30})》", text)
        if m[1] in names
    ]
