"""Who only says what a sentence states: datelines, 据甲报道, 甲表示. What lies in such a stretch owns no figure.

据甲社报道，|出口…          甲社
甲局局长张三介绍，|今年…    甲局局长张三
甲机构认为|价格…            甲机构
甲市5月3日电（记者李四）|…  a dateline
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhibiao.clauses.borders import border
from zhibiao.clauses.cues import LISTS, attribute
from zhibiao.clauses.tokens import Token
from zhibiao.lexicon import prepositions
from zhibiao.matching import compiled

TELLING = frozenset(LISTS["telling"])  # verbs of speech that a clause of their content follows
FORESEEING = frozenset(LISTS["foreseeing"])
TELLING_OF = frozenset(LISTS["telling_of"])
ISSUING = frozenset(LISTS["issuing"])  # of them those by which a firm speaks of itself
ACCORDING = prepositions("source")
REPORT = frozenset(LISTS["report"])
BYLINE = r"[ 　]*(?:[(（][^)）]{1,40}[)）])?"
DATELINE = compiled(
    # 甲社北京1月2日电（记者李四）, 甲报讯（记者李四）, 本报讯
    rf"[^，。；：！？]{{0,24}}?[0-9]{{1,2}}[日号](?:电|讯|消息){BYLINE}"
    rf"|[^，。；：！？、]{{2,14}}?(?:电|讯|消息)[ 　]*[(（][^)）]{{0,30}}(?:记者|通讯员)[^)）]{{0,30}}[)）]"
    rf"|本[报刊网台]讯{BYLINE}"
)
FAR = 40  # characters from a clause's beginning to the verb that tells


class Source(NamedTuple):
    """The tokens first..after that only say who says so; `verb`: the word that tells, empty of a dateline."""

    first: int
    after: int
    verb: str = ""


def sources(text: str, tokens: Sequence[Token], begins: Sequence[int]) -> tuple[Source, ...]:
    """The sources of a sentence, in order."""
    found: list[Source] = []
    if tokens and (line := DATELINE.match(text, tokens[0].start, tokens[-1].end)):
        after = next((k for k, t in enumerate(tokens) if t.start >= line.end()), len(tokens))
        found.append(Source(0, after))
    for begin in dict.fromkeys(begins):
        if found and begin < found[-1].after:
            continue
        opens = begin
        while opens + 1 < len(tokens) and border(tokens[opens]) in ("connective", "adverb"):
            opens += 1
        source = according_to(tokens, opens) or told_by(tokens, begin)
        if source is not None:
            found.append(source)
    return tuple(found)


def according_to(tokens: Sequence[Token], begin: int) -> Source | None:
    """据甲局统计，|…: up to the comma, when a word of reporting stands before it."""
    if tokens[begin].text[0] not in "据根按依" or (
        tokens[begin].text not in ACCORDING and not tokens[begin].text.startswith("据")
    ):
        return None
    for k in range(begin, len(tokens)):
        if tokens[k].kind == "PUNC" or tokens[k].start - tokens[begin].start > FAR:
            return Source(begin, k, tokens[k - 1].text)
        if tokens[k].kind == "Q":
            return None
    return None


def told_by(tokens: Sequence[Token], begin: int) -> Source | None:
    """甲介绍，|… or 甲认为|…: from the clause's beginning through the verb that tells."""
    for k in range(begin, len(tokens)):
        token = tokens[k]
        if token.kind == "PUNC" or token.kind == "Q" or token.start - tokens[begin].start > FAR:
            return None
        if token.text in TELLING and k > begin:
            following = tokens[k + 1] if k + 1 < len(tokens) else None
            if following is None or following.text in ("的", "了", "为", "一") or following.kind in ("DE", "Q"):
                return None
            if token.text in FORESEEING and (
                attribute(tokens[k - 1].text) or not any(t.kind == "E" for t in tokens[begin:k])
            ):
                return None  # 甲厂出货量|预计增长10%: what is foreseen, not who foresees
            if token.text in TELLING_OF and following.kind not in ("PUNC", "QUOTE"):
                continue
            return Source(begin, k + 1, token.text)
    return None


def speaker(text: str, tokens: Sequence[Token], source: Source) -> str:
    """Who says so by a source, as written; empty for a dateline and for 据悉.

    据甲国商务部周五公布的数据，|…    甲国商务部
    甲局副局长张三在会上介绍，|…      甲局副局长张三
    报告显示，|…                      报告
    """
    if not source.verb:
        return ""
    k, finish = source.first, source.after
    while k < finish and (border(tokens[k]) in BEFORE_NAME or tokens[k].text in ACCORDING):
        k += 1
    end = k
    while end < finish and border(tokens[end]) in WITHIN_NAME and tokens[end].text not in TOLD:
        end += 1
    while end > k and border(tokens[end - 1]) in ("of", "and", "pause", "quote"):
        end -= 1
    name = text[tokens[k].start : tokens[end - 1].end] if end > k else ""
    return name.removeprefix("据").strip("“”，、 的") if name not in NOBODY else ""


BEFORE_NAME = frozenset({"adverb", "connective", "time", "particle", "quote", "preposition"})
WITHIN_NAME = frozenset({"inside", "name", "of", "and", "pause", "pronoun"})
TOLD = TELLING | REPORT | frozenset(LISTS["giving_out"])
NOBODY = frozenset(LISTS["told_by_nobody"])
