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

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from zhibiao.clauses.cues import ADVERBS, LISTS, PREPOSITIONS, VERBAL_NOUNS
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Entity, Marks, Quantity, Sentence, Span, Word
from zhibiao.naming.cues import is_title
from zhibiao.words import frequency, tag_of

PUNCTUATION = frozenset("，,；;：:。！!？?…—｜|\n\t\r")
OPENING, CLOSING = frozenset("（(【[〔〈《"), frozenset("）)】]〕〉》")
QUOTES = frozenset("“”\"‘’'「」『』")
MEDIA_NAMES = frozenset(load("organisations")["listed"]["media"])
BYLINE = compiled(
    "记者|发(?![布表起放行展])|电|讯|[\u4e00-\u9fff]{2,5}[0-9]{1,2}月[0-9]{1,2}日电|[\u4e00-\u9fff]{2,5}电"
)
QUOTED = {"“": "”", "《": "》", "‘": "’", "「": "」"}
QUOTATION = compiled("[" + "".join(QUOTED) + "]")
LONGEST_QUOTED = 16
OTHERS = frozenset({"其他", "其它"})  # 服务及其他业务收入
KEPT = frozenset(LISTS["kept"])


SPACE = ""  # the kind of white space, which is no token
START, KIND = itemgetter(0), itemgetter(3)


class Token(NamedTuple):
    """One piece of a sentence; offsets into the mended text. A tuple, because there are so many."""

    start: int
    end: int
    text: str
    kind: str
    span: Span | None = None


Fixed = tuple[int, int, str, Span]  # start, end, kind and span of a mark or an entity


def tokenise(
    text: str, sentence: Sentence, words: Sequence[Word], marks: Marks, entities: Sequence[Entity]
) -> tuple[Token, ...]:
    """The tokens of one sentence, in order and without gaps except for white space: its words, and in the place of
    some its marks and entities."""
    new, kinds = tuple.__new__, KINDS
    # As `Token(…)`, in half the time.
    tokens = [new(Token, (start, end, piece, kinds[piece, tag], None)) for start, end, piece, tag in words]
    for block in reversed(fixed(text, sentence, marks, entities)):
        put(tokens, block, text, words)
    if any(e.type == "PER" and e.end - e.start <= DOUBTFUL for e in entities):
        tokens = with_persons(text, tokens)
    for k in range(len(tokens) - 1):
        behind = k and tokens[k - 1].text in ASPECTS and verb_by_place(tokens[k], tokens[k + 1])
        if behind or (tokens[k + 1].text in PARTICLES and done(tokens, k)):
            tokens[k] = tokens[k]._replace(kind="V")
    if any(token.text in NEGATIONS for token in tokens):
        tokens = negated(text, tokens)
    if SPACE in map(KIND, tokens):
        tokens = spaced(text, tokens, sentence.kind == "headline")
    return tuple(with_quotations(tokens) if QUOTATION.search(text, sentence.start, sentence.end) else tokens)


def with_persons(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens, a surname with how it is addressed as one (黄|医生), and what only looks like a name as a noun: 毛燕|加工企业."""
    done: list[Token] = []
    for token in tokens:
        last = done[-1] if done else None
        if last is not None and last.end == token.start and isinstance(last.span, Entity) and last.span.type == "PER":
            titled, short = is_title(token.text) or token.text in ADDRESSES, len(last.text)
            if short == 1 and titled:
                name = text[last.start : token.end]
                done[-1] = Token(
                    last.start, token.end, name, "E", replace(last.span, end=token.end, text=name, name=name)
                )
                continue
            called = len(done) > 1 and (is_title(done[-2].text) or done[-2].text in CALLED)
            doubtful = short == DOUBTFUL and last.span.rule == "person" and not (titled or called)
            if doubtful and token.kind == "N" and token.text not in OF_PERSONS:
                done[-1] = last._replace(kind="N", span=None)
        done.append(token)
    return done


ASPECTS = frozenset(LISTS["before_verb"])  # adverbs that only verbs follow


def verb_by_place(token: Token, following: Token) -> bool:
    """Whether a noun behind 已 is a verb, whatever the dictionary calls it: 已|通达|欧洲."""
    nominal = token.kind == "N" and following.kind in ("E", "N", "Q")
    return nominal and token.text not in VERBAL_NOUNS and tag_of(token.text)[:1] not in ("v", "a")


NEGATIONS = frozenset("不非未无")


def negated(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, a negation as part of the rate or the product that it begins, where the dictionary knows how they begin
    as one word: 不|合格率 by 不合."""
    done: list[Token] = []
    for token in tokens:
        last = done[-1] if done else None
        denied = token.kind == "N" and token.text.endswith(DENIED)
        if (
            denied
            and last is not None
            and last.end == token.start
            and last.text in NEGATIONS
            and frequency(last.text + token.text[0])
        ):
            done[-1] = Token(last.start, token.end, text[last.start : token.end], "N")
        else:
            done.append(token)
    return done


DENIED = ("率", "品")
PARTICLES = frozenset("了着过")  # stand behind verbs


def done(tokens: Sequence[Token], k: int) -> bool:
    """Whether the particle behind a noun makes it a verb, whatever the dictionary calls it: 遭遇|了, 圆|了; 过 may be a
    verb itself."""
    token, particle = tokens[k], tokens[k + 1]
    if token.kind != "N" or token.text in VERBAL_NOUNS or token.end != particle.start:
        return False
    return particle.text != "过" or (k + 2 < len(tokens) and tokens[k + 2].kind in ("Q", "E"))


DOUBTFUL = 2  # characters of a person's name that may be a word as well
CALLED = frozenset({*LISTS["private"], *LISTS["person_role"]})
OF_PERSONS = frozenset(LISTS["of_person"])
ADDRESSES = frozenset(LISTS["private_address"])


def put(tokens: list[Token], block: Token, text: str, words: Sequence[Word]) -> None:
    """Put a block in the place of the tokens it covers; what a word has outside of it stays. Of the tokens before the
    block's end each is still the word of its number, or the beginning of that."""
    start, end = block[0], block[1]
    first = bisect_left(tokens, (start,))
    beyond = bisect_left(tokens, (end,), first)
    into = [block]
    if first and tokens[first - 1].end > start:
        first -= 1
        piece = text[tokens[first].start : start]
        into.insert(0, Token(start - len(piece), start, piece, KINDS[piece, words[first].tag]))
    if beyond > first and tokens[beyond - 1].end > end:
        piece = text[end : tokens[beyond - 1].end]
        into.append(Token(end, end + len(piece), piece, KINDS[piece, words[beyond - 1].tag]))
    tokens[first:beyond] = into


def spaced(text: str, tokens: Sequence[Token], headline: bool) -> list[Token]:
    """The tokens without white space, which in a headline may be a comma."""
    kept: list[Token] = []
    for token in tokens:
        if token.kind != SPACE:
            kept.append(token)
        elif headline and kept and breaks(text, token.start, token.end):
            kept.append(token._replace(kind="PUNC"))
    return kept


def with_quotations(tokens: list[Token]) -> list[Token]:
    """The tokens, those of a short quotation of several words as parts of one name: no place, figure or verb of its
    own stands in “全球农机云平台” or “海桥276”. A time that opens it stays one.
    """
    for k, token in enumerate(tokens):
        after = quoted(tokens, k, len(tokens)) if token.kind == "QUOTE" else 0
        if after - k > 3 and not any(t.kind in ("PUNC", "PAUSE", "OPEN") or paid(t) for t in tokens[k:after]):
            for i in range(k + 1, after - 1):
                part = tokens[i]
                bare = part.span is not None and part.span.rule == "number"
                if part.kind in ("E", "V", "L") or (part.kind == "Q" and bare) or (part.kind == "T" and i > k + 1):
                    tokens[i] = part._replace(kind="N")
    return tokens


def paid(token: Token) -> bool:
    """Whether a token is a sum of money, which stands in no name: “提供高达数亿美元补贴”."""
    return isinstance(token.span, Quantity) and token.span.dimension == "money"


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


def fixed(text: str, sentence: Sentence, marks: Marks, entities: Sequence[Entity]) -> list[Token]:
    """The marks, which start in the sentence, and the entities that cross no mark but a label inside them, in order and
    apart."""
    found: list[Fixed] = []
    first, last = sentence.start, sentence.end
    taken: set[int] = set()
    for entity in standing(text, marks, entities):
        if first <= entity.start < last:
            found.append((entity.start, entity.end, "E", entity))
            taken.update(range(entity.start, entity.end))
    for q in marks.quantities:
        lead = q.lead if q.lead >= first else q.start
        found.append((lead, min(max(q.trail, q.end), last), "Q", q))
    found += [(time.start, time.end, "T", time) for time in marks.times]
    for label in marks.labels:
        found.append((label.start, label.end, "ADV" if label.text in ADVERBS else "L", label))  # ADV: 进一步
    if taken:
        found = [block for block in found if block[2] == "E" or block[3].start not in taken]
    found.sort(key=START)
    return [Token(start, end, text[start:end], kind, span) for start, end, kind, span in apart(found)]


def standing(text: str, marks: Marks, entities: Sequence[Entity]) -> Iterator[Entity]:
    """The entities that may own something and cross no mark but a label inside them."""
    byline = 0  # where the last one ends
    for entity in entities:
        start, end = entity.start, entity.end
        if entity.type == "POLICY" or start < byline:  # 新华社|澄阳3月2日电
            continue
        if entity.text in MEDIA_NAMES and (m := BYLINE.match(text, end)):  # brings the news, owns no figure of it
            byline = m.end()
            continue
        if any(s.start < end and start < s.end for s in (*marks.quantities, *marks.times)):
            continue
        if all(start <= s.start and s.end <= end for s in marks.labels if s.start < end and start < s.end):
            yield entity


def apart(blocks: Sequence[Fixed]) -> list[Fixed]:
    """Blocks in order of place without overlaps: a qualifier that reaches into its neighbour is cut back."""
    done: list[Fixed] = []
    for block in blocks:
        start, end, kind, span = block
        if done and start < done[-1][1]:
            before, until, other, last = done[-1]
            if last.end <= start:
                done[-1] = before, start, other, last
            elif span.start >= until:
                block = until, end, kind, span
            else:
                continue
        done.append(block)
    return done


class Kinds(dict[tuple[str, str], str]):
    """The part of each word that has occurred, with its tag."""

    def __missing__(self, word: tuple[str, str]) -> str:
        if len(self) > MANY:
            self.clear()
        kind = self[word] = kind_of(*word)
        return kind


MANY = 1 << 16  # words whose parts are kept at hand
KINDS = Kinds()


def kind_of(word: str, tag: str) -> str:
    """The part a word can play; our lists first, then the dictionary's tag; an unknown word is a name.

    出口 => N
    暂住证 => N
    已 => ADV
    对 => P
    """
    if word.isspace():
        return SPACE
    if tag == "v" and len(word) > SHORT and word[-1] in NOUN_ENDINGS:
        tag = "n"
    return (
        FIRSTS.get(word[0]) or WORDS.get(word) or TAGS.get(tag) or ("V" if tag[:1] == "v" else TAGS.get(tag[:1], "N"))
    )


# What longer words end in that are nouns, though the dictionary may call them verbs: 暂住|证, 好处|费, 促进|会.
NOUN_ENDINGS = frozenset(LISTS["noun_ending"])
SHORT = 2

# The part by the first character, by the word, by jieba's tag or its first letter; of two lists the later holds.
FIRSTS = {
    **dict.fromkeys(QUOTES, "QUOTE"),
    **dict.fromkeys(CLOSING - {"》"}, "CLOSE"),
    **dict.fromkeys(OPENING - {"《"}, "OPEN"),
    **dict.fromkeys("《》", "QUOTE"),
    **dict.fromkeys(PUNCTUATION, "PUNC"),
}
WORDS = {
    **dict.fromkeys(PREPOSITIONS, "P"),
    **dict.fromkeys(ADVERBS, "ADV"),
    **dict.fromkeys(LISTS["conjunction"], "C"),
    **dict.fromkeys(KEPT | VERBAL_NOUNS | OTHERS, "N"),
    "的": "DE",
    "所": "X",  # 所|占份额
    "、": "PAUSE",
}
TAGS = {
    "vn": "N",
    "eng": "N",
    "vd": "N",
    "d": "ADV",
    "p": "P",
    "c": "C",
    "u": "X",
    "f": "F",
    "y": "X",
    "e": "X",
    "r": "R",
}
