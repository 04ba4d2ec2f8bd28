"""Fairs and meetings, and what is named by its quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import regex

from zhibiao.firsts import Scanner, beginnings
from zhibiao.lexicon import load
from zhibiao.model import Entity


@cache
def event_scanner() -> Scanner[Any]:
    """A fair or meeting, with the number of its edition, by its beginnings."""
    words = "|".join(sorted(map(regex.escape, load("names")["event"]["words"]), key=lambda w: (-len(w), w)))
    pattern = regex.compile(rf"(?:第[0-9一二三四五六七八九十百]{{1,4}}届)?(?:{words})(?!上)")
    return Scanner([(beginnings(pattern.pattern), pattern)])


def events(text: str) -> list[Entity]:
    """Fairs and meetings: 第138届广交会, 本届|进博会."""
    found: list[Entity] = []
    covered = -1
    for place, patterns in event_scanner().places(text):
        if place >= covered and (m := patterns[0].match(text, place)):
            covered = m.end()
            found.append(Entity(place, covered, m[0], "event", "EVENT", m[0]))
    return found


NAME = "[\u4e00-\u9fffA-Za-z0-9·+-]{2,12}"
ROUTE = "(?:大通道|通道|班列|铁路|高铁|海铁联运|铁公联运|多式联运|专列|平台|品牌|小程序|大模型|卫星)"
QUOTED = regex.compile(
    rf"[“‘](?P<name>{NAME})[”’](?!企业|商品|货物|口岸|志愿者|模式|政策|人才|家庭|工厂|园区|学校|医院|社区|农机|经济|改革|行动|青年|用户|商户)(?P<tail>平台|班列|系统|品牌|大通道|通道|号|工程|项目|海铁联运|小程序|产品|贷)?(?=累计|已|共|现|注册|[\u4e00-\u9fff]{{0,6}}[0-9])"
    rf"|[“‘](?P<route>{NAME})[”’](?=(?:[、和]?[“‘]{NAME}[”’])?(?:[两三四]?[大条个])?{ROUTE})"
)


def quoted(text: str) -> list[Entity]:
    """A quoted name that figures are stated of (“海贷通”累计授信3亿元), or that a thing with a name follows (“甲乙丙”大通道)."""
    return [
        Entity(m.start(group), m.end(group), m[group], "quoted", "BRAND", m[group])
        for m in QUOTED.finditer(text)
        if (group := "name" if m["name"] else "route") and not any(c in m[group] for c in "一二三四五六七八九")
    ]


BRACKETED = regex.compile(r"[（(](?P<inner>[\u4e00-\u9fff]{2,6})[)）]")


def bracketed(text: str, found: Sequence[Entity]) -> list[Entity]:
    """A listed brand with the bracket that says which: 中欧班列(甲乙丙)."""
    longer = []
    for e in found:
        if e.type == "BRAND" and (m := BRACKETED.match(text, e.end)):
            name = text[e.start : m.end()]
            longer.append(Entity(e.start, m.end(), name, "bracketed", "BRAND", name))
    return longer
