"""The noun that a figure counts: what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.wording import balanced, tidy, written
from zhibiao.rows.cues import LIGHT, VERBAL_NOUNS
from zhibiao.rows.tokens import Token
from zhibiao.spans.directions import FALL, RISE

RELATIVE = 6  # characters of a relative clause that still belongs to what is counted
LEADING_TO = frozenset({"至", "到", "为", "成"})
MOVING = frozenset("增降升缩扩减跃涨跌达超至到")
MOVES = RISE | FALL
NAMING = frozenset({"N", "E", "L", "QUOTE"})


def counted_noun(tokens: Sequence[Token], governed: bool = False, acting: bool = False) -> str:
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


def compound(token: Token, following: Token | None) -> bool:
    """Whether a verb between nouns is part of their compound: 育种|场, 联运|枢纽; not 实现|收入."""
    if following is None or following.kind not in ("N", "QUOTE"):
        return False
    return len(token.text) == 2 and token.text not in LIGHT and following.start == token.end


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
