"""Articles with one change that leaves what they say as it was, or changes it in one known place: used by
`robust.py`, which counts the rows that follow. Every function yields a `Variant` for each place where its change can be
made; where a change might alter the meaning (inside quotes, before 其中, in a range) it is not made.

    python benchmarks/variants.py FILE      the changes of an article, one a line
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from zhibiao.extraction import extract_article
from zhibiao.model import Article, Mention, Row
from zhibiao.reading import read

Stretch = tuple[int, int]
SENTENCE = re.compile(r"[^。！？\n]+[。！？]*[”’」』]*|[。！？]+")
PARAGRAPH = re.compile(r"[^\n]+")
# What leans on the sentence before, says already who says so, or is a mark of a list.
LEANING = re.compile(
    r"\s*(?:其中|同时|此外|另外|而|但|且|并|也|还|则|不过|然而|因此|因而|所以|由此|于是|随后|目前|截至目前|与此|除此|"
    r"该|此|这|那|他|她|它|其|上述|前者|后者|对此|为此|据|记者|本报|本刊|根据|按照|如|若|即|[“‘（(【《一二三四五六七八九十\d])"
)
# Whoever is meant is named in another paragraph.
ELSEWHERE = r"[他她它该]|上述|这[一些]|(?:^|[，、；：\s])(?:公司|集团)|[全我本][国省市县区州镇村]|当地|国内|两[人队国地]|双方|球队|本[次届场]"
PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("「", "」"))
DAY = re.compile(r"(?<![\d年至到—~-])(\d{1,2})月(\d{1,2})日(?![（(至到—~、-])")
YEAR = re.compile(r"(?<![\d至到—~比较与过和/-])(20[0-2]\d)年(?![\d至到—~、-])")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
AFTER_NAME = tuple("、和与及等的中内里上下（(")  # a list, or a longer phrase, goes on
TIMES_AT = frozenset({"period_text", "period_start", "period_end"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the original as it is (`text` None), or what stands in its place; empty stretches are insertions."""

    start: int
    end: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An article and what the tool reads in it unchanged; `owners`: accepted names of those whose figures are annotated."""

    article: Article
    rows: tuple[Row, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Stretch, ...]
    owners: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.article.original


@dataclass(frozen=True, slots=True)
class Variant:
    """An article with one change.

    `near`: stretches of the original whose rows the change touches; `loose`: columns that it may change there (times:
    everywhere); `exchanged`: strings that are others now, in every cell; `value`: start of a figure and its new value.
    """

    change: str
    pieces: tuple[Piece, ...]
    near: tuple[Stretch, ...]
    loose: frozenset[str] = frozenset()
    exchanged: tuple[tuple[str, str], ...] = ()
    value: tuple[int, Decimal] | None = None

    def text(self, original: str) -> str:
        return "".join(original[p.start : p.end] if p.text is None else p.text for p in self.pieces)

    def place(self, start: int, end: int) -> Stretch | None:
        """Where a stretch of the original stands now; None where the change goes through the middle of it."""
        at, begin, finish = 0, None, None
        for p in self.pieces:
            size = p.end - p.start if p.text is None else len(p.text)
            if p.start <= start < p.end and (p.text is None or start == p.start):
                begin = at + start - p.start
            if p.start < end <= p.end and (p.text is None or end == p.end):
                finish = at + (end - p.start if p.text is None else size)
            at += size
        return None if begin is None or finish is None or begin >= finish else (begin, finish)

    def touches(self, start: int) -> bool:
        return any(first <= start < last for first, last in self.near)

    def renamed(self, cell: str) -> str:
        for old, new in self.exchanged:
            cell = cell.replace(old, new)
        return cell


Change = Callable[[Seen], Iterator[Variant]]


def edited(length: int, edits: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    """Pieces of a text of this length in which some stretches, in order, are others."""
    pieces, at = [], 0
    for start, end, text in edits:
        pieces += [Piece(at, start), Piece(start, end, text)]
        at = end
    return (*pieces, Piece(at, length))


def look(article: Article, owners: Sequence[str] = (), figures: Sequence[Stretch] = ()) -> Seen:
    """What the tool reads in an article; without annotated figures the rows' own."""
    result = extract_article(article)
    spans = figures or [(row.start, row.end) for row in result.rows]
    return Seen(article, result.rows, result.mentions, tuple(spans), tuple(owners))


# ------------------------------------------------------------------ where


def sentences(text: str) -> list[Stretch]:
    return [m.span() for m in SENTENCE.finditer(text)]


def around(text: str, start: int) -> Stretch:
    """The sentence of a place."""
    return next((s for s in sentences(text) if s[0] <= start < s[1]), (start, start + 1))


def enclosed(text: str, at: int) -> bool:
    """Whether a place stands inside quotes or brackets of its paragraph."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return any(before.count(left) > before.count(right) for left, right in PAIRS)


def whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a sentence of its own that something can be put before."""
    before = text[:start].rstrip()
    ends = not before or before[-1] in "。！？”"
    return ends and end - start >= 12 and text[end - 1] in "。！？" and not LEANING.match(text[start:end])


def holding(seen: Seen, start: int, end: int) -> bool:
    return any(start <= first < end for first, _ in seen.figures)


# ------------------------------------------------------------------ changes of any article


def inserted(words: str, change: str) -> Change:
    """`words` before a sentence; who says so may be another then."""

    def insert(seen: Seen) -> Iterator[Variant]:
        text = seen.text
        for start, end in sentences(text):
            lead = text[start : start + 30]
            if (
                re.search(r"[讯电][】）)\s（(]|记者|报道|介绍", lead)
                or not whole(text, start, end)
                or enclosed(text, start)
            ):
                continue
            if holding(seen, start, end):
                pieces = edited(len(text), [(start, start, words)])
                yield Variant(change, pieces, ((start, end),), frozenset({"attribution"}))

    return insert


def parted(seen: Seen) -> Iterator[Variant]:
    """`；` between figures made a full stop, which may end what somebody is quoted with."""
    text = seen.text
    for m in re.finditer("；", text):
        start, end = around(text, m.start())
        if not enclosed(text, m.start()) and holding(seen, start, m.start()) and holding(seen, m.end(), end):
            pieces = edited(len(text), [(*m.span(), "。")])
            yield Variant("；→。", pieces, ((start, end),), frozenset({"attribution"}))


def independent(text: str, start: int, end: int) -> bool:
    """Whether a paragraph of prose stands by itself, as far as its words say: it leans on nothing before."""
    own = text[start:end].strip()
    first = SENTENCE.match(own)
    leans = LEANING.match(own) or (first and re.search(ELSEWHERE, first.group()))
    return len(own) >= 30 and own[-1] in "。！？" and not leans


def reordered(seen: Seen) -> Iterator[Variant]:
    """Two neighbouring paragraphs, neither of them the first, in the other order."""
    text, paragraphs = seen.text, [m.span() for m in PARAGRAPH.finditer(seen.text)]
    for (a, b), (c, d) in pairwise(paragraphs[1:]):
        if all(independent(text, *p) and holding(seen, *p) for p in ((a, b), (c, d))):
            order = (Piece(0, a), Piece(c, d), Piece(b, c), Piece(a, b), Piece(d, len(text)))
            yield Variant("paragraphs", order, ((a, b), (c, d)))


def redated(seen: Seen) -> Iterator[Variant]:
    """A day or a year that is said once, one earlier (of a first of the month: one later)."""
    text = seen.text
    for m in (*DAY.finditer(text), *YEAR.finditer(text)):
        last = m.lastindex or 1
        n = int(m.group(last))
        new = str(n - 1 if n > 1 else n + 1)
        said = m.group()[: m.start(last) - m.start()] + new + m.group()[m.end(last) - m.start() :]
        if text.count(m.group()) == 1 and said not in text and m.group() not in seen.article.title:
            pieces = edited(len(text), [(*m.span(), said)])
            yield Variant("date", pieces, (around(text, m.start()),), TIMES_AT, ((m.group(), said),))


def renumbered(seen: Seen, rng: random.Random) -> Iterator[Variant]:
    """The digits behind the first (of one digit: the digit) of a figure that is said once."""
    for row in seen.rows:
        found = list(NUMBER.finditer(row.text))
        if len(found) != 1 or row.value is None or row.value_to is not None or seen.text.count(row.text) > 1:
            continue
        old = found[0].group()
        first, rest = (old[0], old[1:]) if len(old) > 1 and old[1] != "." else ("", old)
        digits = "".join(c if c == "." else rng.choice("2345678") for c in rest)
        at, new = row.start + found[0].start(), first + digits
        if new == old or not Decimal(old) or enclosed(seen.text, at):
            continue
        value = row.value / Decimal(old) * Decimal(new)
        pieces = edited(len(seen.text), [(row.start, row.end, row.text.replace(old, new))])
        near = (around(seen.text, at),)
        yield Variant(
            "number", pieces, near, exchanged=((row.text, row.text.replace(old, new)),), value=(row.start, value)
        )


# ------------------------------------------------------------------ changes of how the same is said

GROWING = "增长|增加|增|下降|降低|降|减少|减|上升|提高|上涨|涨|下跌|跌|回落|扩大|收窄|提升|下滑|翻|多|少|分别|上调|萎缩"
YOY = re.compile(rf"同比(?=(?:实际|名义|大幅|均|约|再)?(?:{GROWING}))")
LAST_YEAR = re.compile(r"(?<![相与])[较比](?:上年|去年)同期(?![的相水之数])")
AMOUNT = re.compile(
    r"(?P<n>\d+(?:\.\d+)?)(?P<scale>亿|万(?!亿)|%)|百分之(?P<words>[一二三四五六七八九十]{1,4}(?:点[零一二三四五六七八九]+)?)"
)
SIGNED = re.compile("[-－—~至到+]")  # before a figure: of a range, or below zero
DIGITS = "零一二三四五六七八九"


def compared(seen: Seen) -> Iterator[Variant]:
    """同比 ↔ 较上年同期."""
    for pattern, other in ((YOY, "较上年同期"), (LAST_YEAR, "同比")):
        for m in pattern.finditer(seen.text):
            pieces = edited(len(seen.text), [(*m.span(), other)])
            yield Variant("同比↔较上年同期", pieces, (around(seen.text, m.start()),))


def spoken(number: str) -> str:
    """A number below a hundred in words: 12.5 → 十二点五."""
    ones, _, rest = number.partition(".")
    tens, one = divmod(int(ones), 10)
    said = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[one] if one or not tens else "")
    return said + ("点" + "".join(DIGITS[int(c)] for c in rest) if rest else "")


def unspoken(words: str) -> str:
    """`spoken` backwards."""
    ones, _, rest = words.partition("点")
    left, ten, right = ones.rpartition("十")
    tens = (DIGITS.index(left) if left else 1) if ten else 0
    number = str(tens * 10 + (DIGITS.index(right) if right else 0))
    return number + ("." + "".join(str(DIGITS.index(c)) for c in rest) if rest else "")


def plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def respelt(m: re.Match[str]) -> str | None:
    """The same amount in another spelling."""
    if m["words"]:
        return unspoken(m["words"]) + "%" if spoken(unspoken(m["words"])) == m["words"] else None
    n = Decimal(m["n"])
    if m["scale"] == "%":
        return f"百分之{spoken(m['n'])}" if n < 100 and not re.match("0[0-9]", m["n"]) else None
    if m["scale"] == "亿":
        return plain(n * 10000) + "万"
    if n >= 100:
        return plain(n / 10000) + "亿"
    return plain(n * 10000) if m.end() < len(m.string) else None  # 50万 by itself: a bare 500000 is another thing


def rewritten(seen: Seen) -> Iterator[Variant]:
    """1.2亿 ↔ 12000万, 1.2万 → 12000, 百分之五 ↔ 5%: all of a sentence, as one writer would. Spaces stand beside digits only."""
    text = seen.text
    others = [(r.start, r.end) for r in seen.rows if not any(a < r.end and r.start < b for a, b in seen.figures)]
    for first, last in sentences(text):
        edits: list[tuple[int, int, str]] = []
        for start, end in sorted(s for s in {*seen.figures, *others} if first <= s[0] < last):
            m = AMOUNT.match(text[start:end])
            new = respelt(m) if m else None
            if not m or not new or re.search(r"[多余几数至到~—–-]|\d", text[start + m.end() : end]):
                continue
            if SIGNED.match(text, start - 1):
                continue
            if new[0] == "百" and text[start - 1] == " ":
                edits.append((start - 1, start, ""))
            edits.append((start, end, new + text[start + m.end() : end]))
        if edits and holding(seen, first, last):
            yield Variant("number rewritten", edited(len(text), edits), ((first, last),))


def moved(seen: Seen) -> Iterator[Variant]:
    """A time at the head of a clause behind the owner that follows, and the other way round."""
    text, n = seen.text, len(seen.text)
    inside = {at for m in seen.mentions if m.kind == "entity" for at in range(m.start + 1, m.end)}
    inside |= {m.start for m in seen.mentions if m.kind == "time" and text[m.start - 1 : m.start] != "，"}
    for m in seen.mentions:
        if m.kind != "time":
            continue
        gap = m.end + (text[m.end : m.end + 1] == "，")
        ahead = next((o for o in seen.owners if text.startswith(o, gap)), "")
        behind = next((o for o in seen.owners if text.endswith(o, 0, m.start)), "")
        if ahead and heads_clause(text, m.start) and ends_name(text, gap + len(ahead), inside):
            last = gap + len(ahead)
            order = (Piece(0, m.start), Piece(gap, last), Piece(m.start, m.end), Piece(last, n))
        elif behind and heads_clause(text, m.start - len(behind)) and text[m.end : m.end + 1] not in AFTER_NAME:
            first = m.start - len(behind)
            order = (Piece(0, first), Piece(m.start, m.end), Piece(first, m.start), Piece(m.end, n))
        else:
            continue
        yield Variant("time moved", order, (around(text, m.start),))


def heads_clause(text: str, at: int) -> bool:
    return (at == 0 or text[at - 1] in "，。；！？\n") and not enclosed(text, at)


def ends_name(text: str, at: int, inside: set[int]) -> bool:
    """Whether a name may end here: no longer one, and no list, goes on."""
    return at not in inside and text[at : at + 1] not in AFTER_NAME


def main() -> None:
    changes = (inserted("据甲社报道，", "据甲社报道"), parted, reordered, redated, compared, rewritten)
    for seen in map(look, read(Path(sys.argv[1]))):
        for variant in (v for change in changes for v in change(seen)):
            print(variant.change, *(seen.text[a:b].strip() for a, b in variant.near), sep="\t")


if __name__ == "__main__":
    main()
