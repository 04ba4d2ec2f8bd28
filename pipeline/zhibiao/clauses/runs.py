"""Runs of nouns and names: which of them is meant, where a name begins, whether a noun or a verb ends the run; groups and lists of
names, where they end; pieces of a sentence as one name, without loose punctuation and not too long.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from zhibiao.clauses.cues import LISTS, OWNERS, PEOPLE, VERBAL_NOUNS, attribute, either, is_measure
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Entity, Quantity
from zhibiao.words import tag_of

LONGEST = 24
PAIRED = (("“", "”"), ("‘", "’"), ("《", "》"))
MARKS = frozenset(chain(*PAIRED))


def tidy(name: str) -> str:
    """The name without loose punctuation at its edges and not longer than `LONGEST`."""
    name = name.strip("、，,的")
    if name[:1] in (".", "．") and not name[1:2].isascii():  # 3|.出口额: what is left of the number of an item
        name = name[1:]
    if len(name) > LONGEST and "的" in name:
        name = name.rpartition("的")[2]
    if not MARKS.isdisjoint(name):
        for a, b in PAIRED:
            if (name.count(a) + name.count(b)) % 2:
                name = name.replace(a, "").replace(b, "")
    return name


def balanced(tokens: Sequence[Token]) -> bool:
    """Whether quotation marks pair up in these tokens."""
    marks = "".join(t.text for t in tokens if t.kind == "QUOTE")
    return all(marks.count(a) == marks.count(b) for a, b in ("“”", "‘’", "《》", "「」")) and marks.count('"') % 2 == 0


def written(tokens: Sequence[Token]) -> str:
    """What the tokens say."""
    return "".join([token.text for token in tokens])


def nouns_from(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    """The run of nouns that begins at a token, up to a noun that is measured of them."""
    end = first + 1
    while end < after and tokens[end].kind in ("N", "E", "QUOTE") and not attribute(tokens[end].text):
        end += 1
    return text[tokens[first].start : tokens[end - 1].end]


def counted_group(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    """The group that a count opens a clause with: 8个|省份."""
    span = tokens[first].span
    if not isinstance(span, Quantity) or span.dimension != "count":
        return ""
    end = first + 1
    while end < after and tokens[end].kind in ("N", "E", "L", "QUOTE", "DE") and not attribute(tokens[end].text):
        end += 1
    owning = next((k for k in range(first + 1, end) if tokens[k].text.endswith(OWNERS)), end - 1)
    last = owning if owning > first else end - 1
    run = text[span.start : tokens[last].end]  # without 约 before it
    described = tokens[last].kind == "DE" or tag_of(tokens[last].text)[:1] in ("v", "a", "u", "d")
    return run if last > first and not described else ""


def owning_end(tokens: Sequence[Token], first: int, after: int) -> int:
    """The index of the last head of those that own figures among the nouns first..after, all but the last of them; -1
    for none."""
    for k in range(after - 2, first - 1, -1):
        if tokens[k].kind == "DE":
            continue
        size = tokens[k].end - tokens[first].start
        if tokens[k].kind in ("N", "L") and tokens[k].text.endswith(OWNERS) and size > 3:
            return k
    return -1


def owning_head(tokens: Sequence[Token], end: int, after: int) -> int:
    """The index of the head of those that own figures, when a name, token `end`, only opens its phrase: 海桥市|航运|企业; 0
    for none."""
    found = 0
    for i in range(end + 1, min(after, end + 6)):
        token = tokens[i]
        if token.kind not in ("N", "L", "QUOTE") or token.text in KEPT or attribute(token.text):
            break
        if token.text.endswith(OWNERS):
            found = i
        elif found:
            break
    return found


def list_end(tokens: Sequence[Token], k: int, after: int) -> int:
    """The last item of the list of names that begins at a token: 三星、LG."""
    end = k
    while end + 2 < after and tokens[end + 1].kind in ("PAUSE", "C"):
        item = tokens[end + 2]
        last = end + 3 >= after or tokens[end + 3].kind in ("PAUSE", "C") or tokens[end + 3].text == "等"
        if item.kind != "E" and not (
            item.kind == "N" and last and (item.text.isascii() or tokens[end + 1].kind == "PAUSE")
        ):
            break
        end += 2
    return end


def list_name(text: str, tokens: Sequence[Token], k: int, end: int, after: int) -> str:
    """A list of names as written, with 等 and what they all are."""
    m = AND_OTHERS.match(text, tokens[end].end, tokens[after - 1].end)
    return text[tokens[k].start : m.end() if m else tokens[end].end]


GROUP_OF = compiled(
    f"等(?P<group>(?:[0-9]+|[一二两三四五六七八九十]+)(?:[个家所]?[一-鿿]{{0,4}}?{either('listed_kind')}))"
)

AND_OTHERS = compiled(f"等(?:地|[\u4e00-\u9fff]{{1,6}}?{either('others')})?")


OCCASIONS = frozenset(LISTS["occasion"])
ROLES = tuple(load("names")["firm_role"]["words"])
ADDRESSES = frozenset(LISTS["private_address"])
BEFORE_VERBS = "已仍还曾并均未再后现时兼"  # what a word of no dictionary begins with that is a verb: 曾任, 现任
TWICE = 2  # mentions of a name with its beginning


def introduces(token: Token) -> bool:
    """Whether a word may stand before the name that a clause opens with: 被告人|甲, 此次|抢险|乙局."""
    return (token.kind in ("N", "L") and token.text not in VERBAL_NOUNS) or token.text in OCCASIONS


def in_apposition(pieces: Sequence[Token]) -> Token | None:
    """The name that a phrase ends with behind what its bearer is; None for none.

    甲国|芯片|巨头|乙              => 乙
    甲公司|控股|股东|刘屹|女士     => 刘屹
    甲国|东南部|旅游胜地|乙岛      => 乙岛
    """
    end = len(pieces)
    while end > 1 and pieces[end - 1].text in ADDRESSES:
        end -= 1
    last, before = pieces[end - 1], pieces[end - 2] if end > 1 else None
    if before is None or not is_noun(before) or last.kind != "E" or not isinstance(last.span, Entity):
        return None
    if any(t.kind not in ("N", "E", "F", "L", "R") and t.text != "控股" for t in pieces[: end - 1]):
        return None  # 控股|股东 is a role, whatever 控股 is
    if last.span.type == "PER" or before.text.endswith(ROLES):
        return last
    return last if any(t.kind == "E" for t in pieces[: end - 1]) else None


def first_of_kind(pieces: Sequence[Token]) -> Token | None:
    """The first name of a list that stands behind what its items are: 甲国|整机厂商|乙、丙和丁; None for none."""
    for k in range(1, len(pieces) - 2):
        of_kind = pieces[k - 1].kind == "N" and pieces[k - 1].text.endswith((*ROLES, "厂"))
        if pieces[k].kind == "E" and of_kind and pieces[k + 1].kind in ("PAUSE", "C"):
            return pieces[k]
        if pieces[k].kind not in ("N", "E", "L"):
            return None
    return None


def begins_name(text: str, pieces: Sequence[Token], at: int) -> bool:
    """Whether the words before a name are its beginning, which no list has: letters right before it (On|昂跑), a word that
    stands before it again and is no role of its bearer (视觉|中国)."""
    run, name = pieces[:at], pieces[at]
    apart = any(t.kind != "N" or t.end != n.start for t, n in zip(run, pieces[1 : at + 1], strict=True))
    if (
        apart
        or (isinstance(name.span, Entity) and (name.span.type == "PER" or is_measure(name.span)))
        or run[-1].text.endswith((*ROLES, *PEOPLE))
        or any(t.text in VERBAL_NOUNS for t in run)
    ):
        return False
    if not tag_of(run[0].text) and run[0].text[0] in BEFORE_VERBS:  # 曾任|甲医院
        return False
    if all(t.text.isascii() and t.text.isalnum() for t in run):
        return True
    return is_noun(run[-1]) and text.count(text[run[0].start : name.end]) >= TWICE


def is_noun(token: Token) -> bool:
    """Whether a word is a noun, or of no dictionary."""
    return token.kind == "N" and tag_of(token.text)[:1] in ("n", "") and token.text not in VERBAL_NOUNS


def cut_short(pieces: Sequence[Token]) -> bool:
    """Whether a name that only its last character tells ends the phrase, and the noun before it is no class of such names
    but its beginning: 量子|通信工作组; not 国企|海桥集团."""
    if len(pieces) < 2 or not isinstance(pieces[-1].span, Entity):
        return False
    before = pieces[-2]
    joined = before.kind == "N" and before.end == pieces[-1].start and not before.text.endswith(PEOPLE)
    return joined and pieces[-1].span.rule == "suffix_org" and pieces[-1].text.endswith(tuple(LISTS["actor"]))


def counts(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a verb at token k surely is one: it takes 了 or 过, a name, or a figure and what that counts.

    现场|发现了|2名伤员
    招聘专场|组织|甲医院等30家单位参与
    """
    if k + 1 >= finish or tokens[k].kind != "V" or len(tokens[k].text) < 2:
        return False
    if tokens[k + 1].text in ("了", "过") or tokens[k + 1].kind == "E":
        return True
    return tokens[k + 1].kind == "Q" and k + 2 < finish and tokens[k + 2].kind == "N"


def takes_figure(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether the verb at token k stands right before a figure: 停车场|占地|8000平方米."""
    return k + 1 < finish and tokens[k].kind == "V" and len(tokens[k].text) > 1 and tokens[k + 1].kind == "Q"


def names_thing(word: str) -> bool:
    """Whether a word ends a noun phrase: by its tag; a word of no dictionary, unless it ends as clauses do."""
    tag = tag_of(word)
    if not tag and len(word) == 2 and not word.endswith((*OWNERS, *PEOPLE)):
        return False  # 抢通, 排摸: as likely a verb
    if tag == "l":
        return tag_of(word[:2])[:1] != "v"  # not 符合要求
    return tag[:1] in ("n", "j", "v") if tag else word[-1] not in "会能要想看说得了着过会可再就也还都又不"
