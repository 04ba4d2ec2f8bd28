"""What a clause opens with: the name, the list of names or the place that it says something of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.rows.actors import ACTORS
from zhibiao.rows.antecedents import name_of
from zhibiao.rows.cues import ANAPHORS, NATION, SPEECH
from zhibiao.rows.headlines import SUBJECT_TYPES
from zhibiao.rows.names import OWNING, SUPERLATIVE
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import Token

StandsFor = Callable[[str], str]  # what a common noun stands for

PASSED_KINDS = frozenset({"T", "ADV", "C", "X", "QUOTE"})
PASSED = frozenset({"其中", "此外", "方面", "本届", "本次", "此次", "这次"})


def clause_topic(scene: Scene, begin: int, stands_for: StandsFor) -> str:
    """The name that a clause opens with, before its first verb; empty when it opens with none.

    甲市今年出口           => 甲市
    据甲市统计             => -       after a preposition
    甲局局长表示           => -       a speaker
    从甲市到乙市           => -
    甲市、乙市等地         => -       a list
    """
    text, tokens, finish = scene.text, scene.tokens, scene.finishes[begin]
    if tokens[begin].text == "在" and (place := located(text, tokens, begin, finish)):
        return place
    k = begin
    while k < finish and (tokens[k].kind in PASSED_KINDS or tokens[k].text in PASSED):
        k += 1
    if k >= finish:
        return ""
    token = tokens[k]
    if token.kind == "E" and isinstance(token.span, Entity):
        following = unquoted(tokens, k + 1, finish)
        if following is not None and following.kind in ("PAUSE", "C"):
            return joint(text, tokens, k, finish)
        if following is not None and (
            (following.kind == "P" and following.text in "至到") or following.text.startswith("等")
        ):
            return ""
        if speaks(text, tokens, k, finish):
            return ""
        if token.text in NATION and following is not None and following.text[0] in SUPERLATIVE:
            return ""  # 我国|首个
        if longer := belonging(text, tokens, k, finish):
            return longer
        return name_of(token.span) if token.span.type in SUBJECT_TYPES else ""
    if token.text == "该" and (following := unquoted(tokens, k + 1, finish)) is not None:  # 该|工程
        return stands_for(following.text) or ("" if following.text.endswith(ACTORS) else stands_for("该"))
    if token.text in ANAPHORS and token.kind in ("N", "R"):
        return stands_for(token.text)
    return ""


def unquoted(tokens: Sequence[Token], first: int, finish: int) -> Token | None:
    """The first token that is no quotation mark."""
    return next((t for t in tokens[first:finish] if t.kind != "QUOTE"), None)


def belonging(text: str, tokens: Sequence[Token], k: int, finish: int) -> str:
    """The owner that a place's name only opens: 澄阳的|绿源农机合作社, as written; else empty."""
    if k + 2 >= finish or tokens[k + 1].kind != "DE":
        return ""
    end = k + 2
    while end < finish and tokens[end].kind in ("N", "E", "L", "QUOTE"):
        if OWNING.search(text, tokens[end].start, tokens[end].end) or tokens[end].kind == "E":
            return text[tokens[k + 2].start : tokens[end].end]
        end += 1
    return ""


def located(text: str, tokens: Sequence[Token], begin: int, finish: int) -> str:
    """The place of a clause that opens with 在 and says nothing but where.

    在福建泉州，旅游收入…                  => 福建泉州
    在海桥县粮食烘干中心，12座烘干塔…      => 海桥县粮食烘干中心
    """
    clause = tokens[begin:finish]
    if any(t.kind in ("V", "Q", "T") for t in clause):
        return ""
    if finish >= len(tokens) or tokens[finish].text not in "，,":
        return ""
    if clause[-1].kind == "N" and OWNING.search(clause[-1].text) and len(clause) > 2:
        return text[clause[1].start : clause[-1].end]
    named = [t.span for t in clause if t.kind == "E" and isinstance(t.span, Entity) and t.span.type in SUBJECT_TYPES]
    return name_of(named[-1]) if named else ""


def joint(text: str, tokens: Sequence[Token], k: int, finish: int) -> str:
    """The joint name of a list of names that a verb or 等地 follows, as written; else empty.

    甲局、乙局构建机制     => 甲局、乙局
    甲省、乙省等地快递量   => 甲省、乙省等地
    """
    end = k
    while end + 2 < finish and tokens[end + 1].kind in ("PAUSE", "C") and tokens[end + 2].kind == "E":
        end += 2
    if end == k or end + 1 >= finish or speaks(text, tokens, end, finish):
        return ""
    if m := AND_SO_ON.match(text, tokens[end].end):
        return text[tokens[k].start : m.end()]
    return text[tokens[k].start : tokens[end].end] if tokens[end + 1].kind in ("V", "ADV") else ""


AND_SO_ON = compiled("等(?:地|省份|国|省|市|多地|多国|地区|国家|城市)(?:区)?")


def speaks(text: str, tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether the name at token k is only the speaker of its clause (甲局发布数据显示)."""
    near = [t for t in tokens[k + 1 : finish] if t.start < tokens[k].end + 16]
    return any(t.text in SPEECH for t in near) and not any(t.kind == "Q" for t in tokens[k:finish])
