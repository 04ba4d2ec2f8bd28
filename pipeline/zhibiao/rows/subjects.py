"""Whose figure it is: the entity that owns the phrase, the clause, the sentence, the paragraph, the headline.

A clause that omits its subject takes the topic in force; a common noun that stands for it (公司, 全市, 片区)
is replaced by the name it stands for. Empty rather than wrong: a speaker, a place after a preposition, an item
of a list is no subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from zhibiao.lexicon import load
from zhibiao.model import Entity
from zhibiao.rows.cues import ANAPHORS, LIGHT, NATION, SPEECH
from zhibiao.rows.tokens import KEPT, Token, sentence_clause

COMPANY = frozenset({"公司", "集团", "该公司", "该集团", "本公司", "该企业", "该行", "全行"})
PLACE_WORDS = {
    "市": "市",
    "省": "省",
    "县": "县",
    "区": "区",
    "镇": "镇",
    "村": "村",
    "州": "州",
    "岛": "岛",
    "国": "国",
}
# A division at the head of an office's name: 河北省|农业农村厅.
DIVISION = {c: regex.compile(f"[\u4e00-\u9fff]{{1,6}}?{c}(?=.)") for c in PLACE_WORDS}
NO_SUBJECT = frozenset(load("names")["no_subject"]["words"])
SUBJECT_TYPES = frozenset({"ORG", "LOC", "FAC", "BRAND", "EVENT"})


@dataclass
class Topics:
    """The names in force while an article is read."""

    headline: Entity | None = None
    paragraph: str = ""
    sentence: str = ""
    mentioned: list[Entity] = field(default_factory=list)
    all: Sequence[Entity] = ()  # every name of the article: a headline says 全市 before the text names the city

    def enter_sentence(self) -> None:
        self.sentence = ""

    def enter_paragraph(self) -> None:
        self.paragraph = ""

    def say(self, name: str) -> None:
        """A clause has opened with this topic."""
        self.sentence = self.paragraph = name

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for, or empty: 公司 the company last named, 全市 the city."""
        if word in COMPANY:
            return self.latest("ORG", ("公司", "集团", "股份", "银行", "厂", "所")) or self.latest("ORG", ())
        last = word[-1]
        if word[0] in "全该我本" and last in PLACE_WORDS:
            ending = PLACE_WORDS[last]
            later = next((name_of(e) for e in self.all if e.type == "LOC" and e.text.endswith(ending)), "")
            said = next((m[0] for e in reversed(self.mentioned) if (m := DIVISION[last].match(e.text))), "")
            return self.latest("LOC", (ending,)) or said or later or (word if word[0] == "全" else "")
        ending = word.lstrip("全该本")
        for entity in reversed(self.mentioned):
            if entity.text.endswith(ending) and len(entity.text) > len(ending):
                return name_of(entity)
        return ""

    def latest(self, kind: str, endings: tuple[str, ...]) -> str:
        """The last entity named of a type, with one of the endings if any are given."""
        known = [*([self.headline] if self.headline else []), *self.mentioned]
        for entity in reversed(known):
            if entity.type == kind and (not endings or entity.text.endswith(endings)):
                return name_of(entity)
        return ""


def name_of(entity: Entity) -> str:
    """The entity's full name in the article, else as written."""
    return entity.name or entity.text


def clause_topic(text: str, tokens: Sequence[Token], begin: int, topics: Topics) -> str:
    """The name that a clause opens with, before its first verb; empty when it opens with none.

    甲市今年出口           => 甲市
    据甲市统计             => -       after a preposition
    甲局局长表示           => -       a speaker
    从甲市到乙市           => -
    甲市、乙市等地         => -       a list
    """
    _, finish = sentence_clause(tokens, begin)
    if place := located(tokens, begin, finish):
        return place
    k = begin
    while k < finish and (
        tokens[k].kind in ("T", "ADV", "C", "X", "QUOTE")
        or tokens[k].text in ("其中", "此外", "方面", "本届", "本次", "此次", "这次")
    ):
        k += 1
    if k >= finish:
        return ""
    token = tokens[k]
    following = next((t for t in tokens[k + 1 : finish] if t.kind != "QUOTE"), None)
    if token.kind == "E" and isinstance(token.span, Entity):
        if following is not None and following.kind in ("PAUSE", "C"):
            return joint(text, tokens, k, finish)
        if following is not None and (
            (following.kind == "P" and following.text in "至到") or following.text.startswith("等")
        ):
            return ""
        if speaks(text, tokens, k, finish):
            return ""
        return name_of(token.span) if token.span.type in SUBJECT_TYPES else ""
    if token.text in ANAPHORS and token.kind in ("N", "R"):
        return topics.stands_for(token.text)
    return ""


def located(tokens: Sequence[Token], begin: int, finish: int) -> str:
    """The place of a clause that says nothing but where: 在福建泉州，|旅游收入…."""
    clause = tokens[begin:finish]
    if not clause or clause[0].text != "在" or any(t.kind in ("V", "Q", "T") for t in clause):
        return ""
    if finish >= len(tokens) or tokens[finish].text not in "，,":
        return ""
    named = [t.span for t in clause if t.kind == "E" and isinstance(t.span, Entity) and t.span.type in SUBJECT_TYPES]
    return name_of(named[-1]) if named else ""


def joint(text: str, tokens: Sequence[Token], k: int, finish: int) -> str:
    """The joint name of a list of names that a verb follows, as written: 甲局、乙局|构建…; else empty."""
    end = k
    while end + 2 < finish and tokens[end + 1].kind in ("PAUSE", "C") and tokens[end + 2].kind == "E":
        end += 2
    follows = tokens[end + 1].kind if end + 1 < finish else ""
    listed = end > k and follows in ("V", "ADV", "P", "N") and not speaks(text, tokens, end, finish)
    return text[tokens[k].start : tokens[end].end] if listed and follows in ("V", "ADV") else ""


def speaks(text: str, tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether the name at token k is only the speaker of its clause (甲局发布数据显示)."""
    near = [t for t in tokens[k + 1 : finish] if t.start < tokens[k].end + 16]
    return any(t.text in SPEECH for t in near) and not any(t.kind == "Q" for t in tokens[k:finish])


def clause_owner(text: str, tokens: Sequence[Token], begin: int, until: int, topics: Topics) -> str:
    """The name that stands as subject in a clause before token `until`: before the first verb, under no
    preposition, in no list."""
    governed = False
    for k in range(begin, until):
        token = tokens[k]
        if token.kind == "V" or (token.kind == "E" and k > begin and tokens[k - 1].kind == "V"):
            return ""
        if token.kind == "P" and token.text not in ("由", "连", "作为"):
            governed = True
        elif token.kind in ("ADV", "PUNC", "X"):
            governed = False
        elif token.kind == "E" and isinstance(token.span, Entity) and not governed:
            following = tokens[k + 1] if k + 1 < len(tokens) else None
            if following is not None and (
                following.kind == "PAUSE" or following.text in ("至", "到") or following.text.startswith("等")
            ):
                continue
            return name_of(token.span)
        elif (
            token.text in ANAPHORS
            and token.kind in ("N", "R")
            and not governed
            and (name := topics.stands_for(token.text))
        ):
            return name
    return ""


def spoken_subject(text: str, tokens: Sequence[Token], begin: int, until: int) -> str:
    """A common noun that the clause names as its subject: before an adverb and a verb (商户信保|累计赔付).

    Only a short run of nouns right at the clause's beginning.
    """
    k = begin
    while k < until and tokens[k].kind in ("T", "C", "QUOTE"):
        k += 1
    first = k
    while k < until and tokens[k].kind in ("N", "L") and tokens[k].text not in KEPT:
        k += 1
    run = text[tokens[first].start : tokens[k - 1].end] if k > first else ""
    said = k < len(tokens) and (tokens[k].kind == "ADV" or tokens[k].text in ("累计", "新增"))
    return run if said and 2 <= len(run) <= 10 and run not in ANAPHORS | NO_SUBJECT else ""


def noun_subject(text: str, tokens: Sequence[Token], begin: int, until: int) -> str:
    """A common noun before a light verb whose object is measured: 规模以上电子信息制造业|实现|营业收入."""
    k = begin
    while k < until and tokens[k].kind in ("T", "C", "QUOTE", "ADV"):
        k += 1
    first = k
    while k < until and tokens[k].kind in ("N", "L", "F"):
        k += 1
    run = text[tokens[first].start : tokens[k - 1].end] if k > first else ""
    light = k < until and tokens[k].kind == "V" and tokens[k].text in LIGHT
    return run if light and 4 <= len(run) <= 16 and run not in ANAPHORS else ""


def nation(tokens: Sequence[Token], begin: int, until: int) -> str:
    """我国, 全国 or the like where the clause says it before token `until`, else empty."""
    return next((t.text for t in tokens[begin:until] if t.text in NATION), "")
