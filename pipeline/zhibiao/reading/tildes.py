"""What doubled tildes do in a text: `~~360~~` strikes out, `10~~15%` is a range, 好棒~~ is a mark of speech. So are
characters with a line through them and `[s]…[/s]`.

A pair strikes out what it holds where that is a figure and no range goes through it, or a whole sentence; in Markdown
whatever it holds. Tildes between two figures that no pair strikes out are one:

    出口额达~~360~~368.5亿元         struck: a figure between marks
    出口额达368.5~~360~~亿元         struck: its scale goes on behind the pair
    增长10~~15%，环比20~~30%        two ranges, in Markdown, too
    出口额达36~~0~~8.5亿元           three numerals or one: left as it is, and no figure (`damaged`); in Markdown 368.5

Any other pair around a numeral is read as it stands; that is noted, and so are ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.matching import compiled
from zhibiao.reading.notes import Notes

MARK = compiled(r"(?<![~～\\])(?:~{2,4}|～{2,4})(?![~～])")
FARTHEST = 2000  # characters that a pair strikes out; in a text that is no Markdown
FARTHEST_PLAIN = 400
COUNT = "零〇一二两三四五六七八九十百千万亿"
ARABIC = "[0-9０-９]"
# A figure and what belongs to it: 360, 约360亿元, 1,234.5, 5%, 三百六, 一季度.
FIGURE = compiled(
    rf"[约近超逾]?[+−-]?(?:{ARABIC}(?:{ARABIC}|[.,．，](?={ARABIC})){{0,24}}|[{COUNT}]{{2,12}}|[{COUNT}](?=季度|[年月日成倍人家个次]|$))"
    r"[^，。；、！？：,;!?]{0,8}"
)
NUMERAL = compiled(rf"{ARABIC}|[{COUNT}]{{2}}")
GOES_ON = compiled(f"[{COUNT}元%％‰吨]|[美欧港日]元")
ENDED = "。！？；"
# Two figures of a range: the first alone or with the unit that the second has, too.
LOWER = compiled(rf"(?:{ARABIC}|(?P<counted>[{COUNT}]))(?P<unit>[^\W\d]{{1,4}}|[%％‰℃°])?\Z")
UPPER = compiled(rf"[+−-]?(?:{ARABIC}(?:{ARABIC}|[.,．，](?={ARABIC})){{0,24}}|(?P<counted>[{COUNT}]{{1,6}}))")
NEAR = 8  # characters before tildes in which the unit of a figure stands
COUNTED = "成倍年月天日人个名家次岁"  # behind numerals in characters; others are words (一二)
LINED = compiled("(?:[^\\s\u0335\u0336][\u0335\u0336]{1,4}){1,200}")
FORUM = compiled(r"(?i)\[(s|del|strike)\][^\[\n]{1,400}\[/\1\]")


def struck_or_ranged(text: str, notes: Notes, markdown: bool = False) -> Iterator[tuple[int, int]]:
    """The stretches that tildes strike out, and of those in a range all but one: counted, as are the pairs around numerals
    that are read as they stand."""
    marks = list(MARK.finditer(text))
    k = 0
    while k < len(marks):
        mark, other = marks[k], marks[k + 1] if k + 1 < len(marks) else None
        ranged = in_range(text, mark)
        what = "" if other is None else pair_of(text, mark, other, ranged, markdown)
        if other is not None and what:
            notes.add(what)
            k += 2
            if what == "struck":
                yield mark.start(), other.end()
        else:
            k += 1
            if ranged:
                notes.add("ranges")
                yield mark.start() + 1, mark.end()


def pair_of(text: str, mark: re.Match[str], other: re.Match[str], ranged: bool, markdown: bool) -> str:
    """What two tildes and two more do to what they hold: `struck`, `tildes` when it is read as it stands, empty where
    they are no pair, or one around words, which is left alone."""
    said = text[mark.end() : min(other.start(), mark.end() + FARTHEST + 1)]
    farthest = FARTHEST if markdown else FARTHEST_PLAIN
    double = mark[0] == other[0] and len(mark[0]) == 2
    if not double or not 0 < len(said) <= farthest or "\n" in said or said[0].isspace():
        return ""
    strict = markdown and mark[0] == "~~"
    if not strict and said[-1].isspace():
        return ""
    if FIGURE.fullmatch(said):
        if strikes_figure(text, mark, other):
            return "struck"
        if ranged and not re.match(ARABIC, text[other.end() : other.end() + 1]):
            return ""
        return "struck" if strict else "tildes"
    if ranged or in_range(text, other):
        return ""
    if strict:
        return "struck"
    before = text[max(0, mark.start() - 1) : mark.start()]
    if (not before or before.isspace() or before in ENDED) and said[-1] in ENDED and NUMERAL.search(said):
        return "struck"
    return "tildes" if NUMERAL.search(said) else ""


def strikes_figure(text: str, mark: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a pair strikes out the figure that it holds: no numeral goes through it, and no range."""
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[other.end() : other.end() + 2]
    if re.fullmatch(ARABIC, before):
        return GOES_ON.match(after) is not None
    return not (before and before in "%％‰元")


def in_range(text: str, mark: re.Match[str]) -> bool:
    """Whether tildes stand between the two figures of a range."""
    lower = LOWER.search(text[max(0, mark.start() - NEAR) : mark.start()])
    upper = UPPER.match(text, mark.end())
    if lower is None or upper is None or (lower["counted"] is None) != (upper["counted"] is None):
        return False
    if lower["counted"] and not text.startswith(tuple(COUNTED), upper.end()):
        return False
    return not lower["unit"] or text.startswith(lower["unit"], upper.end())


def struck_anywhere(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """What any text strikes out without tags and tildes."""
    for sign, pattern in (("\u0335", LINED), ("\u0336", LINED), ("[/", FORUM)):
        if sign in text and not (sign == "\u0336" and "\u0335" in text):
            for m in pattern.finditer(text):
                notes.add("struck")
                yield m.span()
