"""What a text that may not be Markdown strikes out without tags: `~~360~~`, characters with a line through them, `[s]…[/s]`.

In plain text ~~ is also a mark of speech (好棒~~真的~~) and of a range (10~~15%). A pair strikes out what it holds where that
is a figure and no range goes through it, or a whole sentence:

    出口额达~~360~~368.5亿元         struck: a figure between marks
    出口额达368.5~~360~~亿元         struck: its scale goes on behind the pair
    增长10~~15%，环比20~~30%        two ranges
    出口额达36~~0~~8.5亿元           three numerals or one: left as it is, and no figure (`damaged`)

Any other pair around a numeral is read as it stands and noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.reading.notes import Notes

PAIR = re.compile(r"(?<![~～])(~~|～～)(?=[^\s~～])(?P<said>[^~～\n]{1,400})(?<!\s)\1(?![~～])")
COUNT = "零〇一二两三四五六七八九十百千万亿"
ARABIC = "[0-9０-９]"
# A figure and what belongs to it: 360, 约360亿元, 1,234.5, 5%, 三百六, 一季度.
FIGURE = re.compile(
    rf"[约近超逾]?[+−-]?(?:{ARABIC}(?:{ARABIC}|[.,．，](?={ARABIC})){{0,24}}|[{COUNT}]{{2,12}}|[{COUNT}](?=季度|[年月日成倍人家个次]|$))"
    r"[^，。；、！？：,;!?]{0,8}"
)
NUMERAL = re.compile(rf"{ARABIC}|[{COUNT}]{{2}}")
GOES_ON = re.compile(f"[{COUNT}元%％‰吨]|[美欧港日]元")
ENDED = "。！？；"
LINED = re.compile("(?:[^\\s\u0335\u0336][\u0335\u0336]{1,4}){1,200}")
FORUM = re.compile(r"\[(s|del|strike)\][^\[\n]{1,400}\[/\1\]", re.IGNORECASE)


def struck_plainly(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """The stretches that a plain text strikes out, counted; so are the pairs around numerals that are read as they stand."""
    if "~~" in text or "～～" in text:
        for m in PAIR.finditer(text):
            if strikes(text, m):
                notes.add("struck")
                yield m.span()
            elif NUMERAL.search(m["said"]):
                notes.add("tildes")
    yield from struck_anywhere(text, notes)


def struck_anywhere(text: str, notes: Notes) -> Iterator[tuple[int, int]]:
    """What is struck out in Markdown, too, without being Markdown."""
    for sign, pattern in (("\u0335", LINED), ("\u0336", LINED), ("[/", FORUM)):
        if sign in text and not (sign == "\u0336" and "\u0335" in text):
            for m in pattern.finditer(text):
                notes.add("struck")
                yield m.span()


def strikes(text: str, pair: re.Match[str]) -> bool:
    """Whether a pair of ~~ strikes out what it holds."""
    said, before, after = pair["said"], text[max(0, pair.start() - 1) : pair.start()], text[pair.end() : pair.end() + 2]
    if FIGURE.fullmatch(said):
        if re.fullmatch(ARABIC, before):
            return GOES_ON.match(after) is not None
        return not (before in "%％‰元" and before)
    begins = not before or before.isspace() or before in ENDED
    return begins and said[-1] in ENDED and NUMERAL.search(said) is not None
