"""The noun phrase that is measured, and whose it is.

A phrase is read from its head leftwards, over the tokens of the clause, until something that cannot be
part of a name: a verb (kept once, as `开行班列`), an adverb, a time, a figure, punctuation. A named
entity at its front is its owner and leaves the indicator.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.rows.cues import ANAPHORS, FALL, KEPT_PREPOSITIONS, LIGHT, MODIFIERS, NATION, RISE, VERBAL_NOUNS, either
from zhibiao.rows.tokens import KEPT, Token, quoted

LONGEST = 24
# Adverbs that stand inside an indicator's name: 进口|整体|通关时间, 实际|使用外资.
MANNERS = frozenset({"平均", "整体", "实际", "合计", "综合", "总体"})
MOVES = RISE | FALL
AREA = frozenset({"区域", "地区", "一带", "境内", "全境", "全域"})
COUNTED_TIME = compiled("^第.*[年月日天周度]$")  # 第7个月
STEADY = frozenset({"保持", "呈现", "呈", "维持", "进入"})  # 物流需求均|保持|两位数增长
NOMINAL = frozenset("业率量额费价数期值类型性度者员品物")
LEADING_TO = frozenset({"至", "到", "为", "成"})
RELATIVE = 6  # a relative clause longer than this leaves the indicator


# Kinds of tokens: what stands in a name, what ends one, what is no part of one at its end.
NAMING = frozenset({"N", "E", "L", "QUOTE"})
ENDING = frozenset({"Q", "T", "PUNC", "OPEN"})
LOOSE = frozenset({"ADV", "X", "PAUSE", "C", "R", "DE", "P"})


class Phrase(NamedTuple):
    """A noun phrase: its first token's index, its text, the owner it begins with and the verb before it."""

    first: int
    text: str = ""
    owner: Entity | None = None
    pronoun: str = ""
    verb: str = ""
    governed: bool = False  # stands after a preposition
    bare: bool = False  # nothing but a verb
    single: bool = False  # one word
    predicate: bool = False  # ends with a verb


def clip(tokens: Sequence[Token], first: int, after: int, until: int) -> list[Token]:
    """Tokens first..after, the last one cut at offset `until` of the text."""
    while after > first and tokens[after - 1].start >= until:
        after -= 1
    kept = list(tokens[first:after])
    if kept and kept[-1].end > until:
        cut = kept[-1]
        kept[-1] = Token(cut.start, until, cut.text[: until - cut.start], cut.kind, cut.span)
    return kept


def before(tokens: Sequence[Token]) -> Phrase:
    import os
    if os.environ.get("OLD"):
        return before_old(tokens)
    from zhibiao.clauses.phrases import phrase_before
    return phrase_before(tokens)


def before_old(tokens: Sequence[Token]) -> Phrase:
    """The phrase that ends with the last of `tokens` (the clause up to the cue).

    金义综保区共监管进口肉类 => 监管进口肉类
    对全市出口增长的贡献率   => 对全市出口增长的贡献率
    """
    end = len(tokens)
    while end and tokens[end - 1].kind in LOOSE and not compared(tokens, end - 1):
        end -= 1
    while end > 1 and tokens[end - 1].text in STEADY and tokens[end - 2].kind in ("N", "E", "ADV", "CLOSE", "QUOTE"):
        end -= 1
        while end and tokens[end - 1].kind == "ADV":
            end -= 1
    if end > 1 and tokens[end - 1].kind == "T" and tokens[end - 2].kind == "N":  # 汽车产量|2024年|已达
        end -= 1
    i, verb, governed = end, "", False
    kept: list[Token] = []
    while i > 0:
        token, left = tokens[i - 1], tokens[i - 2] if i > 1 else None
        kind = token.kind
        if kind in ("N", "E", "QUOTE") and token.text != "一次性":
            kept.insert(0, token)
            i -= 1
            continue
        if not kept and compared(tokens, i - 1):
            kind = "N"
        if kind in ENDING or (kind == "L" and COUNTED_TIME.search(token.text)):
            break
        if kind == "CLOSE":
            i = opening(tokens, i - 1)
            continue
        if token.text == "一次性" and kept:  # 对认定的企业|一次性奖励
            kept.insert(0, token)
            i -= 1
            break
        if kind in NAMING:
            kept.insert(0, token)
        elif kind == "F":
            if not kept or left is None or left.kind not in NAMING:
                break
            kept.insert(0, token)
        elif kind in ("PAUSE", "C"):
            if not kept or left is None or (left.kind not in NAMING and left.kind != "CLOSE"):
                break
            kept.insert(0, token)
        elif kind == "DE":
            if not kept or left is None or left.kind in ("Q", "T", "PUNC"):
                break
            start = relative(tokens, i - 1)
            length = token.start - tokens[start].start
            if tokens[start].kind == "P" and length <= LONGEST:  # 对周边三国出口|的占比
                kept = [*tokens[start:i], *kept]
                i = start
                break
            if length > 2 * RELATIVE:
                break
            if any(t.kind == "V" for t in tokens[start : i - 1]):
                if length > RELATIVE:
                    break
                kept = [*tokens[start:i], *kept]
                i = start
                break
            kept.insert(0, token)
        elif kind == "V":
            if kept and kept[0].start == token.end and kept[0].text in NOMINAL and left is not None:
                kept.insert(0, token)  # 技术|应用|业: a verb before a one-character head is part of the noun
            elif not kept:
                kept.insert(0, token)
            elif token.text in LIGHT:
                verb = token.text
                break
            elif (j := preposition(tokens, i - 1)) is not None:
                kept = [*tokens[j:i], *kept]
                i = j
                break
            else:
                compounded = kept[0].start == token.end
                kept.insert(0, token)
                if not (compounded and left is not None and left.end == token.start and manner(left)):
                    verb = token.text
                    i -= 1
                    break
        elif kind == "P":
            if kept and token.text in KEPT_PREPOSITIONS and (left is None or left.kind != "V"):
                kept.insert(0, token)
                i -= 1
            else:
                governed = True
            break
        elif (kind == "R" and kept and token.text in ANAPHORS) or (
            token.text in MANNERS and kept and kept[0].kind in ("N", "V", "L") and kept[0].start == token.end
        ):
            kept.insert(0, token)
        else:
            break
        i -= 1
    return phrase(kept, i, verb, governed)


def manner(token: Token) -> bool:
    """Whether a word before a verb makes a noun of it and what follows: 平均|零售|价格, 日均|收割|面积."""
    return token.text in MANNERS or (token.text in MODIFIERS and token.text not in ("累计", "同期", "其中"))


def compared(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the 比 that ends a noun: 收入|比, 医护|比."""
    return tokens[i].text == "比" and i > 0 and tokens[i - 1].kind in ("N", "V")


def opening(tokens: Sequence[Token], i: int) -> int:
    """Index of the bracket that opens the one closed at i (0 when none does)."""
    depth = 0
    while i >= 0:
        depth += (tokens[i].kind == "CLOSE") - (tokens[i].kind == "OPEN")
        if depth == 0:
            return i
        i -= 1
    return 0


def relative(tokens: Sequence[Token], de: int) -> int:
    """First token of the modifier that the 的 at index `de` closes."""
    i = de
    while i > 0 and tokens[i - 1].kind in ("N", "E", "L", "QUOTE", "V", "F", "C", "PAUSE"):
        i -= 1
    if i > 0 and tokens[i - 1].kind == "P" and tokens[i - 1].text in KEPT_PREPOSITIONS:
        i -= 1
    return i


def preposition(tokens: Sequence[Token], i: int) -> int | None:
    """Index of a 对 or 向 whose phrase runs unbroken up to token i, or None."""
    while i >= 0 and tokens[i].kind in ("N", "E", "L", "QUOTE", "V", "DE", "C", "PAUSE"):
        i -= 1
    return i if i >= 0 and tokens[i].kind == "P" and tokens[i].text in ("对", "向") else None


def phrase(kept: list[Token], first: int, verb: str, governed: bool) -> Phrase:
    """The phrase of the kept tokens: owner split off, edges trimmed."""
    while kept and (kept[0].kind in ("DE", "PAUSE", "C", "F", "X") or (kept[0].kind == "QUOTE" and not balanced(kept))):
        kept = kept[1:]
    if not kept:
        return Phrase(first, verb=verb, governed=governed)
    owner, pronoun, kept = owned(kept)
    if len(kept) > 1 and kept[-1].text in ("累计", "新增"):  # 双向投资额|累计
        kept = [kept[-1], *kept[:-1]]
    if len(kept) > 1 and owner is None:
        pronoun, kept = grouped(kept, pronoun)
    if len(kept) == 1 and kept[0].kind == "L" and kept[0].text.endswith("次"):  # |首次|突破5万人
        kept = []
    predicate = bool(kept) and kept[-1].kind == "V" and kept[-1].text not in VERBAL_NOUNS
    single = len(kept) == 1
    return Phrase(first, tidy(written(kept)), owner, pronoun, verb, governed, single and predicate, single, predicate)


def written(tokens: Sequence[Token]) -> str:
    """What the tokens say."""
    return "".join([token.text for token in tokens])


def owned(kept: list[Token]) -> tuple[Entity | None, str, list[Token]]:
    """The owner that a phrase begins with, as a name or as a pronoun (该公司, 全国, 当地企业), and the rest of it."""
    owner: Entity | None = None
    if len(kept) > 3 and kept[0].kind == kept[2].kind == "QUOTE" and isinstance(kept[1].span, Entity):
        kept = [kept[1], *kept[3:]]
    if kept[0].text == "当地" and (k := group(kept[1:])):  # 当地光伏企业|出口额
        return None, written(kept[: k + 1]), kept[k + 1 :]
    pronoun = ""
    while kept and not pronoun:
        head = kept[0]
        named = head.span if isinstance(head.span, Entity) else None
        if named is None and head.text not in STANDING:
            break
        if len(kept) == 1 and named is not None and named.text.endswith("指数"):
            pronoun = next((nation for nation in NATION if named.text.startswith(nation)), "")
            break
        if head.text in NATION and len(kept) > 1 and kept[1].text[0] in SUPERLATIVE:
            break  # 世界|最大|捕风伞
        if named is not None and head.kind == "E" and not (len(kept) == 1 and owner):
            owner = named
        elif head.text == "该" and len(kept) > 2 and owner is None:  # 该工程|全长
            pronoun = head.text + kept[1].text
            kept = kept[1:]
        elif head.text in STANDING and len(kept) > 1 and owner is None:
            pronoun = head.text
        else:
            break
        kept = kept[1:]
        if len(kept) > 1 and kept[0].text in AREA and owner is not None:  # 京津冀|区域
            kept = kept[1:]
        if kept and kept[0].kind in ("PAUSE", "C"):  # 甲、乙两地: the owner is a list, leave the phrase whole
            break
        while kept and kept[0].kind in ("DE", "F", "ADV") and kept[0].text not in MANNERS:  # 全省|平均降雨量
            kept = kept[1:]
        if kept and kept[0].text in KEPT:
            break
    return owner, pronoun, kept


STANDING = ANAPHORS | NATION | {"该"}  # words that stand for an owner


def grouped(kept: list[Token], pronoun: str) -> tuple[str, list[Token]]:
    """What a phrase without a named owner says of whom, or the pronoun it has, and the rest: 商户信保|累计赔付."""
    words = [token.text for token in kept]
    if "累计" in words[1:] and words[0][0] not in SUPERLATIVE:
        beyond = kept[0].start + 1
        if k := next((k for k, token in enumerate(kept) if token.text == "累计" and token.start > beyond), 0):
            pronoun = pronoun or tidy(written(kept[:k]))
            kept = kept[k:]
    if not pronoun and (k := group(kept)):
        return tidy(written(kept[:k])), kept[k:]
    return pronoun, kept


def group(kept: Sequence[Token]) -> int:
    """How many tokens name the group that the measured attribute belongs to: 光伏企业|出口额, 保护区|优良率; 0 for none."""
    after = quoted(kept, 0, len(kept)) if kept and kept[0].kind == "QUOTE" else 0
    if after and len(kept) > after + 1 and VESSEL.match(kept[after].text):
        return after + 1  # “海桥276”轮|总长
    if len(kept) < 2 or not attribute(kept[-1].text):
        return 0
    for k in range(len(kept) - 1, 0, -1):
        if kept[k].kind == "DE":  # 归属于上市公司股东|的净利润
            return 0
        if kept[k].kind == "N" and OWNING.search(kept[k - 1].text):
            return k if sum(len(t.text) for t in kept[:k]) >= 3 else 0
    return 0


@lru_cache(maxsize=8192)
def attribute(word: str) -> bool:
    """Whether what a word names is measured of a group: 出口额, 优良率."""
    return ATTRIBUTE.search(word) is not None


SUPERLATIVE = "最首"
VESSEL = compiled("[轮号舰艇船站线]$")
OWNING, ATTRIBUTE = compiled(either("owning") + "$"), compiled(either("attribute") + "$")


def compound(token: Token, following: Token | None) -> bool:
    """Whether a verb between nouns is part of their compound: 育种|场, 联运|枢纽; not 实现|收入."""
    if following is None or following.kind not in ("N", "QUOTE"):
        return False
    return len(token.text) == 2 and token.text not in LIGHT and following.start == token.end


def balanced(tokens: Sequence[Token]) -> bool:
    """Whether quotation marks pair up in these tokens."""
    marks = "".join(t.text for t in tokens if t.kind == "QUOTE")
    return all(marks.count(a) == marks.count(b) for a, b in ("“”", "‘’", "《》", "「」")) and marks.count('"') % 2 == 0


def qualified_head(tokens: Sequence[Token]) -> int:
    """Index of the noun that a long clause before 的 qualifies: 7座|可以全天候停靠货轮的|码头; 0 when none does."""
    if not tokens or tokens[0].kind not in ("V", "ADV", "P") or tokens[0].text[0] in MOVING:
        return 0
    for de, token in enumerate(tokens):
        if token.kind in ("Q", "T", "PUNC", "OPEN"):
            return 0
        if token.kind == "DE":
            long = token.start - tokens[0].start > RELATIVE and any(t.kind == "V" for t in tokens[:de])
            return de + 1 if long and de + 1 < len(tokens) and tokens[de + 1].kind in ("N", "E", "QUOTE", "V") else 0
    return 0


PAIRED = (("“", "”"), ("‘", "’"), ("《", "》"))
MARKS = frozenset(chain(*PAIRED))


def tidy(name: str) -> str:
    """The name without loose punctuation at its edges and not longer than `LONGEST`."""
    name = name.strip("、，,的")
    if len(name) > LONGEST and "的" in name:
        name = name.rpartition("的")[2]
    if not MARKS.isdisjoint(name):
        for a, b in PAIRED:
            if (name.count(a) + name.count(b)) % 2:
                name = name.replace(a, "").replace(b, "")
    return name


def after(tokens: Sequence[Token], governed: bool = False, acting: bool = False) -> str:
    """The noun that a count stands before: 39个专业市场 => 专业市场. `tokens`: those after the figure; `governed`: a
    verb stands before the count, so that a verb after it is no predicate but part of the noun; `acting`: who is counted
    acts, so that a verb behind the noun is a predicate all the same.

    项目入驻                        => 项目
    国家和地区的                    => 国家和地区
    在建项目                        => 在建项目
    (形成了63个) 铁水联运枢纽       => 铁水联运枢纽
    """
    if not tokens:
        return ""
    i = 1 if tokens[0].kind == "DE" else qualified_head(tokens)
    kept: list[Token] = []
    while i < len(tokens):
        token = tokens[i]
        kind, word = token.kind, token.text
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if not kept and word in ("是", "为", "有", "系"):
            break
        if following and following.text in LEADING_TO and kind in ("N", "V") and word not in VERBAL_NOUNS:
            break  # 35项|精简为4项
        if kind in NAMING or (kind == "F" and not kept and following and following.kind == "N"):
            if kind == "E" and kept and not (len(kept) == 1 and kept[0].kind == "V"):
                break
            kept.append(token)
        elif kind in ("V", "C", "DE"):
            if not goes_on(token, following, kept, governed, acting):
                break
            kept.append(token)
        elif kind == "OPEN":
            depth = 1
            while depth and i + 1 < len(tokens):
                i += 1
                depth += (tokens[i].kind == "OPEN") - (tokens[i].kind == "CLOSE")
        else:
            break
        i += 1
    while kept and (kept[-1].kind in ("DE", "C", "F") or (kept[-1].kind == "V" and len(kept) > 1)):
        kept.pop()
    while kept and kept[-1].kind == "QUOTE" and not balanced(kept):
        kept.pop()
    return tidy(written(kept)) if kept else ""


def goes_on(token: Token, following: Token | None, kept: Sequence[Token], governed: bool, acting: bool) -> bool:
    """Whether a verb, a 的 or an 和 behind a count is part of the noun that is counted, after the tokens kept of it."""
    behind = following.kind if following else "PUNC"
    if token.kind == "C":
        return bool(kept) and behind in ("N", "QUOTE", "L")
    if token.kind == "DE":
        return bool(kept) and behind in ("N", "QUOTE") and len(kept) <= 4
    if token.text[0] in MOVING or token.text in MOVES:
        return False
    if kept:
        return not acting and (behind == "DE" or (governed and compound(token, following)))
    return behind in ("N", "V", "DE", "E") or (governed and len(token.text) > 1 and behind == "PUNC")  # 击退72次|进攻


MOVING = frozenset("增降升缩扩减跃涨跌达超至到")
