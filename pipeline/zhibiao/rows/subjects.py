"""The subject that a clause names before its verb: a name, a common noun that acts, the nation."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.model import Entity
from zhibiao.rows.actors import ACTORS, NO_SUBJECT, UNOWNING, acting_head, noun_run
from zhibiao.rows.antecedents import name_of
from zhibiao.rows.cues import ANAPHORS, LIGHT, NATION
from zhibiao.rows.openings import StandsFor
from zhibiao.rows.tokens import KEPT, Token


def clause_owner(text: str, tokens: Sequence[Token], begin: int, until: int, stands_for: StandsFor) -> str:
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
        elif token.text in ANAPHORS and token.kind in ("N", "R") and not governed and (name := stands_for(token.text)):
            return name
    return ""


def spoken_subject(text: str, tokens: Sequence[Token], begin: int, until: int) -> str:
    """A common noun that the clause names as its subject: before an adverb and a verb (商户信保|累计赔付).

    Only a short run of nouns right at the clause's beginning.
    """
    k = begin
    while k < until and tokens[k].kind in ("T", "C", "QUOTE") and tokens[k].text not in BESIDE:
        k += 1
    first = k
    while k < until and tokens[k].kind in ("N", "L") and tokens[k].text not in KEPT:
        k += 1
    run = text[tokens[first].start : tokens[k - 1].end] if k > first else ""
    said = k < len(tokens) and (tokens[k].kind == "ADV" or tokens[k].text in ("累计", "新增"))
    owner = 2 <= len(run) <= 10 and run not in ANAPHORS | NO_SUBJECT and not UNOWNING.search(run)
    return run if said and owner else ""


def noun_subject(text: str, tokens: Sequence[Token], begin: int, until: int) -> str:
    """A common noun before a light verb whose object is measured: 甲市纺织服装业|实现|利润."""
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


def described(text: str, tokens: Sequence[Token], i: int, finish: int) -> str:
    """What a relative clause with figure i describes, when it is an actor or has a name: 全长218公里的|屏澜高铁,
    拥有7000个车位的|运输船; else empty.
    """
    k = i + 1
    while k < finish and k <= i + COUNTED and tokens[k].kind in ("N", "QUOTE"):
        k += 1
    if k >= finish or tokens[k].kind != "DE":
        return ""
    first, after = noun_run(text, tokens, k + 1, finish)
    if first != k + 1 or first == after:
        return ""
    if after + 1 < finish and tokens[after].kind == "V" and tokens[after + 1].text in ACTORS:
        after += 2  # 青年|就业|接力|基金
    head = acting_head(text, tokens, first, after) or (first + 1 if tokens[first].kind == "E" else first)
    run = text[tokens[first].start : tokens[head - 1].end]
    if any(t.kind == "V" for t in tokens[first:head]):
        return ""
    return run if head > first and len(run) >= SHORTEST and not UNOWNING.search(run) else ""


BESIDE = frozenset("与和同跟")  # before what is no subject: 与|地铁|重复的线路
COUNTED, SHORTEST = 3, 4  # words of the noun counted in a relative clause; characters of what it describes
