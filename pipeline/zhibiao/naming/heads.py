"""Longer names: a name and the head right behind it that says which part of it is meant, and quoted names with theirs.

甲州国际会展中心|7号馆       a hall, a line, a campus of what has a name
第十届甲洋博览会|乙州馆      a place's hall at a fair
丙丁高铁|丙戊段              a section of a line, from 丙 to 戊
“己鲸”C2|主战坦克            what the quotation marks name, with its model and its kind
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity

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
        for m in regex.finditer("《([^《》\n]{1,30})》", text)
        if m[1] in names
    ]
