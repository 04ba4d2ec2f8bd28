"""Villages by the place before them: 长乐坪镇|月山村, 甸子镇|黑城村|四组.

Their names are of everyday characters, which the segmenter cuts as it likes (月|山村); a township before and 村 behind say that
a name stands between. What villages are, is none: 甲镇|贫困村.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import regex

from zhibiao.lexicon import load
from zhibiao.matching import alternation, compiled
from zhibiao.model import Entity

ABOVE = ("镇", "乡", "街道", "县", "区", "市")
GROUP = compiled("[0-9一二三四五六七八九十]{1,2}组")
INNER = "的在和与及等各全每该某多个有以为从到将对是这那其所由"


@cache
def village() -> regex.Pattern[str]:
    """A village's name of one to three characters, with its group."""
    kinds = alternation(load("names")["village"]["kinds"])
    return compiled(
        rf"(?!\p{{Han}}{{0,3}}{kinds})(?:(?![{INNER}省市县区镇乡])\p{{Han}}){{1,3}}(?:村(?![民庄干长里镇委口口落内居])|屯(?=[村，。、的])|嘎查|社区)"
        rf"(?:{GROUP.pattern})?"
    )


def villages(text: str, names: Iterable[Entity]) -> Iterator[Entity]:
    """The villages right behind the places of a text, each a level for itself."""
    for e in names:
        if e.type != "LOC":
            continue
        if e.text.endswith(ABOVE) and (m := village().match(text, e.end)):
            yield Entity(m.start(), m.end(), m[0], "place", "LOC", m[0])
        elif e.text[-1] == "村" and (m := GROUP.match(text, e.end)):
            yield Entity(e.start, m.end(), text[e.start : m.end()], e.rule, "LOC", text[e.start : m.end()])
