"""A sentence as tokens: words, marks and entities in one line, each with the part it can play.

kind      what it is
Q T L E   quantity, time, label, entity
N         a noun or anything that can stand in a name; verbal nouns of statistics are N
V         a verb               ADV  an adverb          P   a preposition
C         和 与 及 或           DE   的                 F   a localiser (以上, 中, 内)
PUNC      ends a clause        PAUSE 、                QUOTE “ ” and the like, transparent
OPEN CLOSE brackets            X    anything else (了, 着, 个)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zhibiao.lexicon import load
from zhibiao.model import Entity, Label, Marks, Quantity, Sentence, Span, TimeExpr, Word
from zhibiao.patterns import compiled
from zhibiao.rows.cues import ADVERBS, LISTS, PREPOSITIONS, VERBAL_NOUNS

PUNCTUATION = frozenset("，,；;：:。！!？?…—｜|\n\t\r")
OPENING, CLOSING = frozenset("（(【[〔〈《"), frozenset("）)】]〕〉》")
QUOTES = frozenset("“”\"‘’'「」『』")
MEDIA = tuple(load("organisations")["listed"]["media"])
BYLINE = compiled(
    "记者|发(?![布表起放行展])|电|讯|[\u4e00-\u9fff]{2,5}[0-9]{1,2}月[0-9]{1,2}日电|[\u4e00-\u9fff]{2,5}电"
)
QUOTED = {"“": "”", "《": "》", "‘": "’", "「": "」"}
LONGEST_QUOTED = 16
OTHERS = frozenset({"其他", "其它"})  # 服务及其他业务收入
KEPT = frozenset(LISTS["kept"])


class Token(NamedTuple):
    """One piece of a sentence; offsets into the mended text. A tuple, because there are so many."""

    start: int
    end: int
    text: str
    kind: str
    span: Span | None = None


def tokenise(
    text: str, sentence: Sentence, words: Sequence[Word], marks: Marks, entities: Sequence[Entity]
) -> tuple[Token, ...]:
    """The tokens of one sentence, in order and without gaps except for white space."""
    fixed = sorted(_fixed(text, sentence, marks, entities), key=lambda token: token.start)
    tokens: list[Token] = []
    new = tuple.__new__
    place, i = sentence.start, 0
    for block in [*fixed, None]:
        until = block.start if block else sentence.end
        while i < len(words) and words[i].end <= place:
            i += 1
        while i < len(words) and words[i].start < until:
            start, end, piece, tag = words[i]
            if start < place or end > until:
                start, end = max(start, place), min(end, until)
                piece = text[start:end]
            if piece and not piece.isspace():
                tokens.append(
                    new(Token, (start, end, piece, kind_of(piece, tag), None))
                )  # as `Token(…)`, in half the time
            elif piece and sentence.kind == "headline" and tokens and breaks(text, start, end):
                tokens.append(Token(start, end, piece, "PUNC"))
            i += 1
        i -= i > 0 and words[i - 1].end > until  # the rest of a word that a block cuts stands behind it
        if block:
            tokens.append(Token(block.start, block.end, text[block.start : block.end], block.kind, block.span))
            place = block.end
    return tuple(with_quotations(tokens))


def with_quotations(tokens: list[Token]) -> list[Token]:
    """The tokens, those of a short quotation of several words as parts of one name: no place, figure or verb of its
    own stands in “全球农机云平台” or “海桥276”. A time that opens it stays one.
    """
    for k, token in enumerate(tokens):
        after = quoted(tokens, k, len(tokens)) if token.kind == "QUOTE" else 0
        if after - k > 3 and not any(t.kind in ("PUNC", "PAUSE", "OPEN") for t in tokens[k:after]):
            for i in range(k + 1, after - 1):
                part = tokens[i]
                bare = part.span is not None and part.span.rule == "number"
                if part.kind in ("E", "V", "L") or (part.kind == "Q" and bare) or (part.kind == "T" and i > k + 1):
                    tokens[i] = part._replace(kind="N")
    return tokens


def quoted(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The index after a short quotation that opens at token k, or 0."""
    close = QUOTED.get(tokens[k].text) if tokens[k].kind == "QUOTE" else None
    for i in range(k + 1, finish if close else 0):
        if tokens[i].end - tokens[k].start > LONGEST_QUOTED:
            return 0
        if tokens[i].text == close:
            return i + 1
    return 0


def breaks(text: str, start: int, end: int) -> bool:
    """Whether white space in a headline is a comma: 台风登陆 约140万人疏散."""
    return not text[end - 1].isascii() | text[start - 1].isascii()


def _fixed(text: str, sentence: Sentence, marks: Marks, entities: Sequence[Entity]) -> list[Token]:
    """Marks, and the entities that cross no mark but a label inside them."""
    found: list[Token] = []
    spans: list[Span] = [*marks.quantities, *marks.times, *marks.labels]
    taken: set[int] = set()
    byline = 0  # where the last one ends
    for entity in entities:
        if not sentence.start <= entity.start < sentence.end or entity.type in ("PER", "POLICY"):
            continue
        if entity.start < byline:  # 新华社|澄阳3月2日电
            continue
        if entity.text in MEDIA and (m := BYLINE.match(text, entity.end)):  # brings the news, owns no figure of it
            byline = m.end()
            continue
        inside = [s for s in spans if s.start < entity.end and entity.start < s.end]
        if all(isinstance(s, Label) and entity.start <= s.start and s.end <= entity.end for s in inside):
            found.append(Token(entity.start, entity.end, "", "E", entity))
            taken.update(range(entity.start, entity.end))
    for span in spans:
        if not sentence.start <= span.start < sentence.end or span.start in taken:
            continue
        if isinstance(span, Quantity):
            lead = span.lead if span.lead >= sentence.start else span.start
            trail = max(span.trail, span.end)
            found.append(Token(lead, min(trail, sentence.end), "", "Q", span))
        else:
            adverb = isinstance(span, Label) and span.text in ADVERBS  # 进一步
            kind = "T" if isinstance(span, TimeExpr) else "ADV" if adverb else "L"
            found.append(Token(span.start, span.end, "", kind, span))
    return _apart(found)


def _apart(tokens: list[Token]) -> list[Token]:
    """Tokens without overlaps: a qualifier that reaches into its neighbour is cut back."""
    done: list[Token] = []
    for token in sorted(tokens, key=lambda t: t.start):
        if done and token.start < done[-1].end:
            last = done[-1]
            if last.span and last.span.end <= token.start:
                done[-1] = Token(last.start, token.start, last.text, last.kind, last.span)
            elif token.span and token.span.start >= last.end:
                token = Token(last.end, token.end, token.text, token.kind, token.span)
            else:
                continue
        done.append(token)
    return done


@lru_cache(maxsize=32768)
def kind_of(word: str, tag: str) -> str:
    """The part a word can play; our lists first, then the dictionary's tag.

    出口 => N
    已 => ADV
    对 => P
    """
    first = word[0]
    if word == "、":
        return "PAUSE"
    if first in PUNCTUATION:
        return "PUNC"
    if first in OPENING:
        return "QUOTE" if first == "《" else "OPEN"
    if first in CLOSING:
        return "QUOTE" if first == "》" else "CLOSE"
    if first in QUOTES:
        return "QUOTE"
    if word == "的":
        return "DE"
    if word in KEPT or word in VERBAL_NOUNS or word in OTHERS:
        return "N"
    if word in ("和", "与", "及", "以及", "或", "暨"):
        return "C"
    if word in ADVERBS:
        return "ADV"
    if word in PREPOSITIONS:
        return "P"
    return by_tag(tag)


def by_tag(tag: str) -> str:
    """The part that jieba's tag of the dictionary entry suggests; an unknown word is a name."""
    if tag.startswith("v"):
        return "N" if tag in ("vn", "vd") else "V"
    return {"d": "ADV", "p": "P", "c": "C", "u": "X", "f": "F", "y": "X", "e": "X", "r": "R"}.get(tag[:1], "N")


def clause_starts(tokens: Sequence[Token]) -> list[int]:
    """Of every token, the index where its clause begins: behind PUNC, inside its own brackets."""
    starts: list[int] = []
    first = 0
    outer: list[int] = []
    for i, token in enumerate(tokens):
        starts.append(first)
        if token.kind == "CLOSE" and outer:
            first = outer.pop()
        elif token.kind == "OPEN":
            outer.append(first)
            first = i + 1
        elif token.kind == "PUNC":
            first = i + 1
    return starts


def clause_finishes(tokens: Sequence[Token]) -> list[int]:
    """Of every token, the index after its clause, brackets inside it being part of it."""
    finishes: list[int] = []
    after = len(tokens)
    outer: list[int] = []
    for i in range(after - 1, -1, -1):
        finishes.append(after)
        kind = tokens[i].kind
        if kind == "OPEN" and outer:
            after = outer.pop()
        elif kind == "CLOSE":
            outer.append(after)
            after = i
        elif kind == "PUNC":
            after = i
    finishes.reverse()
    return finishes
