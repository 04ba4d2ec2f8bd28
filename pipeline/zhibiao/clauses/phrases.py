"""The phrase before a cue, with its owner."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.borders import border
from zhibiao.clauses.stretches import opening, stretch_begin, stretch_end
from zhibiao.rows import names
from zhibiao.rows.names import Phrase
from zhibiao.rows.tokens import Token


def phrase_before(tokens: Sequence[Token]) -> Phrase:
    end = stretch_end(tokens)
    begin = stretch_begin(tokens, end)
    kept = without_brackets(tokens[begin:end])
    left = border(tokens[begin - 1]) if begin else "punctuation"
    governed = left == "preposition"
    verb = tokens[begin - 1].text if begin and tokens[begin - 1].kind == "V" else ""
    if governed and tokens[begin - 1].text in TOWARDS and len(kept) > 1 and not follows_verb(tokens, begin - 1):
        kept = [tokens[begin - 1], *kept]
        begin -= 1
    return names.phrase(kept, begin, verb, governed)


TOWARDS = frozenset({"对", "向"})  # 对东盟|出口: whom a trade is with is part of what is measured


def follows_verb(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].kind == "V"


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.kind == "OPEN"
        if not depth:
            kept.append(token)
        depth -= token.kind == "CLOSE"
    return kept
