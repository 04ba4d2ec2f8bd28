"""Mends newspaper lines and keeps, for every character, its place in the original.

A page out of a PDF breaks lines inside words and figures, and sets captions and headings in the middle of
sentences. Lines are told apart, broken ones joined, and what interrupts a paragraph is moved behind it:

    …构建“交易—组货—结        an open line: no punctuation ends it
    （blank）
    甲港 / 张三 摄            a caption: short, without punctuation, with a credit
    算”四单联动机制。          joined to the open line

For every i, `mended[i]` is `original[origin[i]]` in simplified script: characters are dropped or moved, never made.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from zhibiao.model import Article, SectionKind, Sentence, Text
from zhibiao.script import simplified

# Zero-width characters, byte-order marks and soft hyphens carry nothing.
INVISIBLE = regex.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# Spaces inside a figure that is set wide: 百 分 之 五, 二 十 几 亿.
FIGURE = "[零〇一二两三四五六七八九十百千万萬亿億几幾点點分之]"
# Spaces that only set figures off from characters: 截至 2025 年 6 月, 下降 61％.
DROPPED = regex.compile(
    f"{INVISIBLE.pattern}|(?<={FIGURE}) +(?={FIGURE}|[折成個个])"
    r"|(?<=[\u4e00-\u9fff]) (?=[0-9])|(?<=[0-9%％]) (?=[年月日号时分秒度个家万亿元人次吨米公里平方立方美欧港倍成折以至到])"
)
UNSEEN = re.compile(INVISIBLE.pattern)  # a plain class: `re` is the faster one
LINE = regex.compile(r"[^\n\r\u2028\u2029\f\v]+")
PUNCTUATED = regex.compile("[，,。；;！？!?：:]")
TERMINAL = regex.compile(r"[。！？!?…；;：:][”’」』）)\"]*\s*$")
CREDIT = regex.compile(
    r"(?:^|[\s　])[\u4e00-\u9fff·]{2,5}(?:[\s　/][\u4e00-\u9fff]{2,4})*[\s　]*(?:摄|供图|/摄|绘|制图)$|^■|^(?:图为|图片来源|资料图)"
)
SENTENCE_END = regex.compile(r"[。！？!?]+[”’」』）)\"]*")
HEADING_MARK = regex.compile(r"#{1,6}\s")
TABLE_LINE = regex.compile(r"\s*\|.*\|\s*$")
ITEM_MARK = regex.compile(r"(?:[-*+•·]|[0-9]{1,2}[.)])\s")
LONGEST_HEADING = 45
WORDLIKE = regex.compile("[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its visible extent, the newline before it, and what it is."""

    start: int
    end: int
    newline: int
    kind: str  # text, headline, caption, table, item


def mend(article: Article) -> Text:
    """The mended text of an article."""
    return mend_text(article.original)


def mend_text(original: str) -> Text:
    """The mended text of a string, in simplified script; see the module's text."""
    original = simplified(original)
    if sound(original):
        return Text(
            original, array("q", range(len(original) + 1)), tuple(sentences_of(original, [(0, len(original), "body")]))
        )
    origin = array("q")
    pieces: list[str] = []
    blocks: list[tuple[int, int, SectionKind]] = []
    for kind, lines in paragraphs(original, list(lines_of(original))):
        if origin:
            origin.append(lines[0].newline)
            pieces.append(original[lines[0].newline])
        first = len(origin)
        for k, line in enumerate(lines):
            if k and apart(original[lines[k - 1].end - 1], original[line.start]):
                origin.append(line.newline)
                pieces.append(original[line.newline])
            origin.extend(range(line.start, line.end))
            pieces.append(original[line.start : line.end])
        blocks.append((first, len(origin), kind))
    mended = "".join(pieces)
    if dropped := [i for m in DROPPED.finditer(mended) for i in range(*m.span())]:
        origin, blocks = without(set(dropped), origin, blocks)
        mended = "".join(map(original.__getitem__, origin))
    origin.append(len(original))
    return Text(mended, origin, tuple(sentences_of(mended, blocks)))


def sound(original: str) -> bool:
    """Whether there is nothing to mend: one line, no invisible characters, no figure set wide."""
    if "\n" in original or "\r" in original or UNSEEN.search(original):
        return False
    return " " not in original or not DROPPED.search(original)


def apart(last: str, first: str) -> bool:
    """Whether a line break stands for a space: between Latin words, not inside Chinese or a figure."""
    return bool(WORDLIKE.match(last) and WORDLIKE.match(first)) and not (last.isdigit() and first.isdigit())


def without(
    dropped: set[int], origin: array[int], blocks: list[tuple[int, int, SectionKind]]
) -> tuple[array[int], list[tuple[int, int, SectionKind]]]:
    """The map and the blocks without some places of the mended text."""
    kept = array("q")
    place = array("q")
    for i, o in enumerate(origin):
        place.append(len(kept))
        if i not in dropped:
            kept.append(o)
    place.append(len(kept))
    return kept, [(place[a], place[b], kind) for a, b, kind in blocks]


def lines_of(original: str) -> Iterator[Line]:
    """The lines that hold something, classified one by one."""
    for m in LINE.finditer(original):
        start, end = m.span()
        while start < end and (original[start].isspace() or INVISIBLE.match(original[start])):
            start += 1
        while end > start and (original[end - 1].isspace() or INVISIBLE.match(original[end - 1])):
            end -= 1
        if start == end:
            continue
        yield Line(start, end, max(0, m.start() - 1), line_kind(original[start:end]))


def line_kind(line: str) -> str:
    """What a line is by itself.

    # 标题        => headline
    张三 摄       => caption
    今年以来，出口 => text
    """
    if HEADING_MARK.match(line):
        return "headline"
    if TABLE_LINE.match(line):
        return "table"
    if len(line) <= LONGEST_HEADING and CREDIT.search(line):
        return "caption"
    if ITEM_MARK.match(line):
        return "item"
    if len(line) <= LONGEST_HEADING and not PUNCTUATED.search(line):
        return "headline"
    return "text"


def paragraphs(original: str, lines: list[Line]) -> Iterator[tuple[SectionKind, list[Line]]]:
    """Paragraphs and the short lines between them, in reading order."""
    held: list[tuple[SectionKind, list[Line]]] = []
    current: list[Line] = []
    for i, line in enumerate(lines):
        if line.kind == "headline" and broken(original, line, lines[i + 1] if i + 1 < len(lines) else None):
            line = replace(line, kind="text")
        if line.kind in ("headline", "caption", "table"):
            kind: SectionKind = "table" if line.kind == "table" else "caption" if line.kind == "caption" else "headline"
            if kind == "headline" and i + 1 < len(lines) and lines[i + 1].kind == "caption":
                kind = "caption"
            if current and not open_line(original, current[-1]):
                yield "body", current
                current = []
            if current:
                held.append((kind, [line]))
            else:
                yield kind, [line]
        elif current and line.kind == "text" and open_line(original, current[-1]):
            current.append(line)
            if not open_line(original, line):
                yield "body", current
                yield from held
                current, held = [], []
        else:
            if current:
                yield "body", current
            yield from held
            held = []
            current = [line]
    if current:
        yield "body", current
    yield from held


def broken(original: str, line: Line, following: Line | None) -> bool:
    """Whether a short line is the first of a narrow column and no heading: it stops inside a figure, or the
    next line follows without a blank one and is as wide."""
    if following is None or HEADING_MARK.match(original[line.start : line.end]):
        return False
    if regex.search(r"[0-9][.,]?$", original[line.start : line.end]) and original[following.start].isdigit():
        return True
    adjacent = "\n" not in original[line.end : following.start].strip(" \u3000\r").replace("\n", "", 1)
    alike = abs((line.end - line.start) - (following.end - following.start)) <= 2
    return adjacent and alike and following.kind == "text" and line.end - line.start >= 8


def open_line(original: str, line: Line) -> bool:
    """Whether a line of text stops in mid-sentence."""
    return not TERMINAL.search(original[max(line.start, line.end - 6) : line.end])


def sentences_of(mended: str, blocks: list[tuple[int, int, SectionKind]]) -> Iterator[Sentence]:
    """The sentences of each block; a block without a full stop is one sentence."""
    for paragraph, (start, end, kind) in enumerate(blocks):
        place = start
        for m in SENTENCE_END.finditer(mended, start, end):
            yield Sentence(place, m.end(), paragraph, kind)
            place = m.end()
        if place < end and not mended[place:end].isspace():
            yield Sentence(place, end, paragraph, kind)
