"""What ends a noun phrase, the border class of a word; and the stretch before a cue, leftwards to the first border.

A phrase is all that stands between two borders, and borders are closed classes: punctuation, times, figures, names that
own, prepositions, light verbs, adverbs, particles. Nouns and verbs of the open classes are both inside, whatever a
dictionary calls them, so that a word nobody has listed breaks no phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.cues import ADVERBS, LISTS, PREPOSITIONS, VERBAL_NOUNS
from zhibiao.clauses.tokens import KEPT, OTHERS, Token
from zhibiao.matching import compiled

# Words of manner and of counting, which stand inside an indicator: 日均|销量, 实际|使用外资.
MANNER = frozenset(LISTS["manner"])
LOCALISERS = frozenset(LISTS["localiser"])
CONNECTIVES = frozenset(LISTS["connective"])
JOINING, LINKS = frozenset(LISTS["joining"]), frozenset(LISTS["link"])
QUANTIFIERS = frozenset(LISTS["quantifier"])
# Borders by the kind that a token has without looking at the word.
KINDS = {
    "Q": "figure", "T": "time", "PUNC": "punctuation", "OPEN": "open", "CLOSE": "close", "PAUSE": "pause", "C": "and",
    "DE": "of", "QUOTE": "quote", "E": "name", "L": "inside", "P": "preposition", "X": "particle", "R": "pronoun",
}  # fmt: skip
ARTICLE = compiled("第.{1,4}[条款章]")  # an article of a rule stands before its clause
INSIDE = frozenset({"inside", "quote", "name"})


def border(token: Token) -> str:
    """The border class of a token; `inside` for what bounds nothing."""
    kind = token.kind
    return SURE.get(kind) or BORDERS[token.text, kind]


class Borders(dict[tuple[str, str], str]):
    """The border class of each word that has occurred, with its kind."""

    def __missing__(self, word: tuple[str, str]) -> str:
        if len(self) >= MANY:
            self.clear()
        found = self[word] = border_of(*word)
        return found


LOOKED_AT = frozenset({"inside", "preposition", "pronoun", "particle"})  # of these kinds the word is looked at
SURE = {kind: name for kind, name in KINDS.items() if name not in LOOKED_AT}
MANY = 1 << 14  # words whose border classes are kept at hand
BORDERS = Borders()


def border_of(word: str, kind: str) -> str:
    """The border class of a token by its text and its kind."""
    if KINDS.get(kind) == "inside":
        return "punctuation" if ARTICLE.fullmatch(word) else "adverb" if word in ADVERBS else "inside"
    return word_border(word, kind)


def word_border(word: str, kind: str) -> str:
    """The border class of a word that is neither mark nor name, by the closed lists, then by its kind.

    销量 => inside
    实现 => light
    已经 => adverb
    对于 => preposition
    """
    if word in MANNER or word in KEPT:
        return "inside"
    if word in CONNECTIVES:
        return "connective"
    if word in LOCALISERS:
        return "localiser"
    if word in QUANTIFIERS:
        return "quantifier"
    if word in JOINING:
        return "light"
    if word in ADVERBS:
        return "adverb"
    if len(word) > 1 and word in LINKS:
        return "light"
    if word in PREPOSITIONS:
        return "preposition"
    if word in VERBAL_NOUNS:
        return "inside"
    if kind == "ADV":
        return "adverb"
    if kind == "F":
        return "localiser" if len(word) == 1 else "inside"
    return KINDS.get(kind, "inside")


LOOSE = frozenset({"adverb", "particle", "pause", "and", "pronoun", "of", "preposition", "connective", "quantifier"})
NOMINAL = frozenset("业率量额费价数期值类型性度者员品物面")
MODIFIER = 12  # characters of a modifier before 的 that still belong to what is measured
RELATIVE = 6  # the same of one with a verb


def stretch_end(tokens: Sequence[Token]) -> int:
    """Where the last stretch of the tokens ends, without the words between it and the cue: 销量|已经|共."""
    end = len(tokens)
    while end and loose(tokens, end - 1):
        end -= 1
    return end


def loose(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i, behind which a cue or a figure stands, is no part of the stretch before it."""
    if is_ratio_noun(tokens, i) or is_sheet(tokens, i):
        return False
    if tokens[i].text in ROUGHLY and i > 0 and border(tokens[i - 1]) in INSIDE:
        return True
    if tokens[i].text in MANNER and i > 0 and border(tokens[i - 1]) in INSIDE:
        return tokens[i].text in TRAILING
    return border(tokens[i]) in LOOSE or tokens[i].text in MODAL


ROUGHLY = frozenset(LISTS["roughly"])  # 利润率|基本在30%
# Of the joining verbs those that only say how sure or how possible it is, whatever verb follows.
MODAL = frozenset(LISTS["modal"])
TRAILING = frozenset(LISTS["trailing"])  # of the words of manner, those that also stand behind what is measured


def is_ratio_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the 比 that ends a noun: 收入|比, 医护|比."""
    return tokens[i].text == "比" and i > 0 and tokens[i - 1].kind in ("N", "V")


def within(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether token i is inside the stretch that ends before token `end`, whatever stands before it."""
    if i + 2 < end and glued(tokens, i):
        return True
    if tokens[i].text == "再" and i + 1 < end and tokens[i + 1].kind == "N" and i and border(tokens[i - 1]) in INSIDE:
        return True  # 用水回收|再|利用率
    return border(tokens[i]) in INSIDE or is_ratio_noun(tokens, i) or headed(tokens, i, end) or is_sheet(tokens, i)


def is_sheet(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the 单 that ends a noun: 整改|单, 停工|单."""
    return (
        tokens[i].text == "单" and i > 0 and tokens[i - 1].kind in ("N", "V") and tokens[i - 1].end == tokens[i].start
    )


def glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i, a function word of one character, makes a word of two with the character behind it that a longer
    noun goes on from: 跟|投|金额, 在|田|面积, 外|包|服务; not 在|长江|大桥, 对|外."""
    if (
        len(tokens[i].text) > 1
        or tokens[i].kind not in ("P", "F")
        or tokens[i].text in COMPARING
        or i + 2 >= len(tokens)
    ):
        return False
    one, more = tokens[i + 1], tokens[i + 2]
    close = tokens[i].end == one.start and one.end == more.start
    return close and len(one.text) == 1 and one.kind in ("N", "V") and more.kind == "N" and len(more.text) > 1


COMPARING = frozenset("比较将把被")


def stretch_begin(tokens: Sequence[Token], end: int) -> int:
    """Where the stretch that ends before token `end` begins: the first token behind the border to its left."""
    i = end
    if end and border(tokens[end - 1]) == "light":
        return end - 1
    while i > 0:
        token = tokens[i - 1]
        kind = border(token)
        left = border(tokens[i - 2]) if i > 1 else "punctuation"
        joined = i < end and (left in INSIDE or left == "close")
        if ends_dateline(tokens, i - 1) or (i < end and tells(tokens, i - 1)):
            return i
        if within(tokens, i - 1, end):
            i -= 1
        elif kind == "of":
            if not joined or (first := modifier(tokens, i - 1)) == i - 1:
                return i
            size = token.start - tokens[first].start
            doing = any(t.kind == "V" for t in tokens[first : i - 1])
            if size > (RELATIVE if doing else MODIFIER) or (doing and first and border(tokens[first - 1]) == "adverb"):
                return i
            i -= 1
        elif kind in ("pause", "and") and joined:
            i -= 1
        elif kind == "close" and (j := opening(tokens, i - 1)) >= 0:
            i = j
        elif token.text == "后" and i < end and short(tokens, i - 1):
            i -= 1
        elif kind == "quantifier" and i < end and token.text in OTHERS and left in ("pause", "and"):
            i -= 1  # 教育文化、|其他|用品价格
        elif kind in ("pronoun", "quantifier") and i < end:
            return i - 1
        else:
            return i
    return 0


def ends_dateline(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the 电 that ends a dateline: 澄阳3月2日|电|新开工项目."""
    return i > 0 and tokens[i].text in ("电", "讯") and tokens[i - 1].kind == "T" and tokens[i - 1].text[-1] in "日号"


def tells(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a verb by which somebody says or hopes what follows: 高管|希望|估值, 公告|提到|该公司收入."""
    if tokens[i].kind != "V" or not i or border(tokens[i - 1]) not in (*INSIDE, "localiser"):
        return False
    following = tokens[i + 1]
    if tokens[i].text in TELLING_OF:
        return following.kind in ("E", "R")
    return tokens[i].text in TELLING and following.kind in ("N", "E", "R", "T", "L")


TELLING_OF = frozenset(LISTS["telling_of"])
TELLING = (frozenset(LISTS["telling"]) - TELLING_OF) | frozenset(LISTS["wishing"])


def headed(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether token i, a verb, has a head of one character behind it: 投资|完成|额."""
    return i + 1 < end and tokens[i].kind == "V" and len(tokens[i].text) > 1 and tokens[i + 1].text in NOMINAL


def short(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stands before a localiser is so short that it belongs to the name of what is measured: 扣非|后净利润."""
    return (
        i > 0
        and border(tokens[i - 1]) in INSIDE
        and len(tokens[i - 1].text) == 2
        and (i < 2 or border(tokens[i - 2]) not in INSIDE)
    )


def modifier(tokens: Sequence[Token], de: int) -> int:
    """Where the modifier that the 的 at index `de` closes begins."""
    i = de
    while i > 0 and border(tokens[i - 1]) in (*INSIDE, "pause", "and"):
        i -= 1
    return i


def opening(tokens: Sequence[Token], i: int) -> int:
    """The index of the bracket that opens the one closed at token i, or -1."""
    depth = 0
    for k in range(i, -1, -1):
        depth += (tokens[k].kind == "CLOSE") - (tokens[k].kind == "OPEN")
        if depth == 0:
            return k
    return -1
