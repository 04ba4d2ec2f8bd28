"""Mends newspaper lines and keeps, for every character, its place in the original.

A page out of a PDF breaks lines inside words and figures, and sets captions and headings in the middle of sentences.
`layout` tells the lines apart; here they are joined, and what carries nothing is dropped. For every i, `mended[i]` is
`original[origin[i]]` in simplified script: characters are dropped or moved, never made.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhibiao.grids import Cell, is_rule
from zhibiao.layout import CONTROL, HYPHENATED, INVISIBLE, ZERO_WIDTH, Line, lines_of, paragraphs
from zhibiao.lexicon.units import unit_at
from zhibiao.matching import compiled
from zhibiao.model import Article, Section, SectionKind, Sentence, Table, Text
from zhibiao.script import simplified

# What is dropped everywhere. A control character between two digits stays: nobody knows what stood there, and the figure
# is labelled as damaged (`lexicon/labels.toml`).
SHAPELESS = compiled(f"[{ZERO_WIDTH}]|(?<![0-9０-９.．,，])[{CONTROL}]|[{CONTROL}](?![0-9０-９])")
# Characters of a figure that is set wide: 百 分 之 五, 二 十 几 亿.
FIGURE = "[零〇一二两三四五六七八九十百千万萬亿億几幾点點分之]"
# What carries nothing: escapes of spaces and of what has no width, a comma or a stop set twice, the space of 1 234 567 (a thin or hard one),
# and spaces that only set figures off from characters: 截至 2025 年 6 月, 下降 61％.
# The class before it, of all that these can begin with, is for speed.
DROPPED = compiled(
    f"(?=[{INVISIBLE.pattern[1:-1]}&，、；：。\u00a0\u2009\u202f ])(?:{SHAPELESS.pattern}|&(?:nbsp|ensp|emsp|thinsp|shy|zwn?j|[lr]rm|#(?:160|173|820[3-7]|65279|[xX](?:[aA][0dD]|200[b-fB-F]|[fF][eE][fF]{{2}})));|(?<=([，、；：。]))\\1"
    "|(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))"
    f"|(?<={FIGURE}) +(?={FIGURE}|[折成個个])"
    r"|(?<=[\u4e00-\u9fff])[ \u00a0](?=[0-9])|(?<=[0-9%％])[ \u00a0](?=[年月日号时分秒度个家万亿元人次吨米公里平方立方美欧港倍成折以至到]))"
)
# What is set in circles or brackets as one character and numbers a note.
CIRCLED = "①-⑳⑴-⒇㉑-㉟❶-❿➀-➓⓪⓫-⓿ⓐ-ⓩⒶ-Ⓩ㈠-㈩㊀-㊉㊟"
# A text without any of these has nothing to mend; a plain class, because `re` is the faster one.
SUSPECT = compiled(
    INVISIBLE.pattern
    + f"|(?<=[0-9０-９十百千万亿兆])(?:[{CIRCLED}\\[［〔【¹²³⁴-⁹†‡§※*＊△]|[（(](?=附?注))"
    + "|[\n\r\u2028\u2029\f\v\t\u00a0\u2002\u2003\u2009\u202f|&]|　|  |([，、；：。])\\1"
)
# A note mark inside a figure, between its digits or scale and its unit: 368.5①亿元, 1.2亿[4]人, 45³万吨, 4.8※万辆,
# 3（注1）亿元. A list's numbers stand behind units and words. 10⁵ is a power; 3#楼 and 5★级 are names, 3(1) may be a formula.
NOTE_MARK = compiled(
    f"(?<=[0-9０-９十百千万亿兆])(?:[{CIRCLED}]+|\\[\\^?(?:[0-9]{{1,3}}(?:[-–,，、][0-9]{{1,3}}){{0,4}}|[a-z*])\\]"
    "|[［〔【][0-9]{1,3}[］〕】]|[\\[［〔【（(](?:注|附注)(?:释|解)?[0-9一二三四五六七八九十]{0,3}[］〕】）)\\]]"
    "|(?<!10)[¹²³⁴-⁹][⁰¹²³⁴-⁹]?|[†‡§]|[※*＊△]{1,3}(?![0-9]))"
)
SCALE = frozenset("十百千万亿兆")
# What numbers a line of a list, or stands for a number there: no word of the line. 一、二季度 is none.
LIST_MARK = compiled(
    r"(?:[•·●○■□◆◇▪▫▶►➢◎★☆✓✔]|[-*+](?=[ \t　])|[0-9]{1,2}(?:[.)](?=[ \t　\u4e00-\u9fff])|[．）](?![0-9]))|[①-⑳⑴-⒇❶-❿]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))[ \t　]*"
)
OFFSET = "i"  # type of the offsets in a map: four bytes each
OFFSETS = array(OFFSET)  # 0, 1, 2 … as far as a text has reached
MANY_OFFSETS = 1 << 17
SENTENCE_END = compiled(r"[。！？!?]+[”’」』）)\"]*")
LONGEST_SENTENCE = 1000  # characters: more than twice what the longest sentence of a year of news has
PAUSE = compiled("[，；、,;](?![0-9])")
WORDLIKE = compiled("[A-Za-z0-9]")
# A headline that runs into its paragraph after a wide gap; a dateline does so, too, and is none.
RUN_IN = compiled(r"(?P<head>[^，,。；;！？!?\n|]{6,24}?)(?:　| {2,})[\s　]*(?=[^\n]{12,}[。！？])")
DATELINE = compiled("(?:[电讯摄]|记者.{0,12}|通讯员.{0,12}|[日报社网])$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line by itself, as offsets into the mended text; a table line with its cells."""

    start: int
    end: int
    kind: SectionKind
    cells: tuple[Cell, ...] = ()


def mend(article: Article) -> Text:
    """The mended text of an article."""
    return mend_text(article.original, article.sections)


def mend_text(original: str, sections: Sequence[Section] = ()) -> Text:
    """The mended text of a string, in simplified script; see the module's text."""
    original = simplified(original)
    if not sections and sound(original):
        whole = [Block(0, len(original), "body")]
        return Text(original, offsets(0, len(original) + 1), tuple(sentences_of(original, whole)))
    origin = array(OFFSET)
    pieces: list[str] = []
    blocks: list[Block] = []
    skipped = [section for section in sections if section.kind == "skipped"]
    dropped: list[tuple[int, int]] = []
    for kind, lines in paragraphs(original, lines_of(original, sections)):
        if origin:
            origin.append(lines[0].newline)
            pieces.append(original[lines[0].newline])
        first = len(origin)
        for k, line in enumerate(lines):
            if (
                k
                and HYPHENATED.search(original, lines[k - 1].start, lines[k - 1].end)
                and original[line.start].islower()
            ):
                origin.pop()
                pieces[-1] = pieces[-1][:-1]
            elif k and apart(original[lines[k - 1].end - 1], original[line.start]):
                origin.append(line.newline)
                pieces.append(original[line.newline])
            dropped += skipped_in(line, skipped, len(origin))
            origin += offsets(line.start, line.end)
            pieces.append(original[line.start : line.end])
        shift = first - lines[0].start
        cells = tuple((a + shift, b + shift) for a, b in lines[0].cells)
        blocks.append(Block(first, len(origin), kind, cells))
    mended = "".join(pieces)
    if dropped := united([*dropped, *dropped_in(mended, blocks)]):
        origin, blocks = without(dropped, origin, blocks)
        ends = [0, *(end for _, end in dropped)]
        mended = "".join(
            mended[a:b] for a, b in zip(ends, [*(start for start, _ in dropped), len(mended)], strict=True)
        )
    origin.append(len(original))
    blocks = [part for block in blocks for part in set_off(mended, block)]
    return Text(mended, origin, tuple(sentences_of(mended, blocks)), tuple(tables_of(mended, blocks)))


def sound(original: str) -> bool:
    """Whether there is nothing to mend: one line, nothing invisible or doubled, no table, no figure set wide."""
    if SUSPECT.search(original):
        return False
    return " " not in original or not DROPPED.search(original)


# A paragraph that a wide gap after a full stop, or after the photographer of a caption, sets off on the same line.
SET_OFF = compiled(
    '(?:(?<=[。！？!?][”’」』）)"]{0,2})|(?<= ?摄[）)]?))(?:[　\u2003]|[ \u2002]{2})[　 \u2002\u2003]*(?=\\S)'
)


def set_off(mended: str, block: Block) -> Iterator[Block]:
    """The paragraphs of a block that a page has run together, white space between them."""
    start = block.start
    if block.kind in ("body", "caption") and not block.cells:
        for m in SET_OFF.finditer(mended, start, block.end):
            yield replace(block, start=start, end=m.start())
            start = m.end()
    yield replace(block, start=start) if start > block.start else block


def apart(last: str, first: str) -> bool:
    """Whether a line break stands for a space: between Latin words, not inside Chinese or a figure."""
    return bool(WORDLIKE.match(last) and WORDLIKE.match(first)) and not (last.isdigit() and first.isdigit())


def offsets(start: int, end: int) -> array[int]:
    """The numbers from start to end, cut out of those that are at hand."""
    if end > MANY_OFFSETS:
        return array(OFFSET, range(start, end))
    OFFSETS.extend(range(len(OFFSETS), end))
    return OFFSETS[start:end]


def dropped_in(mended: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The stretches that carry nothing. Of a table only what is invisible goes: its spaces stand between cells."""
    found: list[tuple[int, int]] = []
    for block in blocks:
        pattern = SHAPELESS if block.kind == "table" else DROPPED
        found += [m.span() for m in pattern.finditer(mended, block.start, block.end)]
    return [*found, *note_marks(mended)]


def note_marks(text: str) -> Iterator[tuple[int, int]]:
    """The note marks inside figures: a scale or a unit follows.

    出口368.5①亿元   => ①
    参保1.2亿[4]人   => [4]
    ①出口；②进口     => -
    面积30m²         => -
    """
    for m in NOTE_MARK.finditer(text):
        if text[m.end() : m.end() + 1] in SCALE or unit_at(text, m.end())[0] is not None:
            yield m.span()


def skipped_in(line: Line, skipped: Sequence[Section], at: int) -> Iterator[tuple[int, int]]:
    """What of a line is skipped, when the line comes to stand at a place of the mended text; `skipped` are in order."""
    first = bisect_left(skipped, line.start, key=lambda section: section.end)
    for k in range(first, len(skipped)):
        start, end = max(skipped[k].start, line.start), min(skipped[k].end, line.end)
        if start >= line.end:
            return
        if start < end:
            yield at + start - line.start, at + end - line.start


def united(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(
    dropped: Sequence[tuple[int, int]], origin: array[int], blocks: Sequence[Block]
) -> tuple[array[int], list[Block]]:
    """The map and the blocks without some stretches of the mended text."""
    kept = array(OFFSET)
    place = 0
    gone, begins = [0], []  # characters dropped before each stretch ends, and where it begins
    for start, end in dropped:
        kept.extend(origin[place:start])
        place = end
        gone.append(gone[-1] + end - start)
        begins.append(start)
    kept.extend(origin[place:])

    def moved(at: int) -> int:
        k = bisect_left(begins, at)
        return at - gone[k] if not k or at >= dropped[k - 1][1] else dropped[k - 1][0] - gone[k - 1]

    return kept, [
        replace(
            block,
            start=moved(block.start),
            end=moved(block.end),
            cells=tuple((moved(a), moved(b)) for a, b in block.cells),
        )
        for block in blocks
    ]


def sentences_of(mended: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences of each block; a block without a full stop is one sentence, and so is each cell of a table. None is
    longer than `LONGEST_SENTENCE`, so that the work on a text grows with its length and no faster."""
    for sentence in whole_sentences(mended, blocks):
        start, finish = sentence.start, sentence.end
        while finish - start > LONGEST_SENTENCE:
            pauses = PAUSE.finditer(mended, start, start + LONGEST_SENTENCE)
            end = max((m.end() for m in pauses), default=start + LONGEST_SENTENCE)
            yield sentence._replace(start=start, end=end)
            start = end
        yield sentence if start == sentence.start else sentence._replace(start=start)


def whole_sentences(mended: str, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences as their punctuation ends them."""
    for paragraph, block in enumerate(blocks):
        if block.cells:
            yield from (Sentence(a, b, paragraph, "table") for a, b in block.cells if a < b)
            continue
        place = block.start
        if block.kind == "body" and (listed := LIST_MARK.match(mended, place, block.end)):
            place = listed.end()
        if block.kind == "body" and (end := run_in_head(mended, block)):
            yield Sentence(place, end, paragraph, "headline")
            place = end
        for m in SENTENCE_END.finditer(mended, place, block.end):
            yield Sentence(place, m.end(), paragraph, block.kind)
            place = m.end()
        if place < block.end and not mended[place : block.end].isspace():
            yield Sentence(place, block.end, paragraph, block.kind)


def run_in_head(mended: str, block: Block) -> int:
    """Where the headline that a paragraph begins with ends, or 0."""
    m = RUN_IN.match(mended, block.start, block.end)
    return 0 if m is None or DATELINE.search(m["head"]) else m.end()


def tables_of(mended: str, blocks: Sequence[Block]) -> Iterator[Table]:
    """Neighbouring table lines as one table, with the short lines above it that may hold its title and unit."""
    rows: list[tuple[Cell, ...]] = []
    heads = 0
    above: list[Cell] = []
    for block in [*blocks, Block(len(mended), len(mended), "body")]:
        if block.cells:
            if is_rule(mended, block.cells):
                heads = heads or len(rows)
            else:
                rows.append(block.cells)
            continue
        if rows:
            yield Table(tuple(rows), heads, tuple(above[-2:]))
            rows, heads, above = [], 0, []
        above.append((block.start, block.end))
