"""Which time expression a figure takes: its clause's, else its sentence's, else its paragraph's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from zhibiao.model import Period, Quantity, TimeExpr
from zhibiao.rows.cues import EVENT
from zhibiao.rows.periods import resolve
from zhibiao.rows.tokens import Token


@dataclass(frozen=True, slots=True)
class Timed:
    """A resolved time expression of a sentence. `lasting`: later clauses and sentences may inherit it."""

    start: int
    end: int
    expr: TimeExpr
    period: Period
    lasting: bool
    basis: bool = False  # what something is compared with, never a figure's own period


def timeline(
    text: str, tokens: Sequence[Token], anchor: dt.date | None, context: Period | None
) -> tuple[list[Timed], Period | None]:
    """The sentence's resolved times in order, and the period in force after it.

    The time of an announcement (今天（11月14日）举行发布会) is the announcement's alone; a single day lasts
    no longer than its sentence unless figures are stated as of it.
    """
    found: list[Timed] = []
    for token in tokens:
        if not isinstance(token.span, TimeExpr):
            continue
        period = resolve(token.span, anchor, context, ahead=context is None and ahead(text, token))
        if period is None:
            continue
        if GOAL.match(text, token.end):
            found.append(Timed(token.start, token.end, token.span, period, False, True))
            continue
        if compared(text, token) or origin(text, tokens, token) or multiple_of(tokens, token):
            found.append(Timed(token.start, token.end, token.span, period, False, not origin(text, tokens, token)))
            continue
        event = announcing(text, tokens, token)
        found.append(Timed(token.start, token.end, token.span, period, not event))
        if not event:
            context = period
    return found, context


# A year in the name of a goal or plan is no figure's: 达成2030年国家自主贡献目标.
GOAL = regex.compile("[^，。；0-9]{0,12}?(?:目标|愿景|议程|规划纲要)")


def ahead(text: str, token: Token) -> bool:
    """Whether the clause speaks of what is to come: 12月，各组还将…."""
    return any(word in text[token.end : token.end + 12] for word in ("将", "拟于", "计划"))


def compared(text: str, token: Token) -> bool:
    """Whether the time is what something is compared with: 比2020年, 较上月, 与去年相比, 2020年的2.3倍."""
    before, after = text[max(0, token.start - 3) : token.start], text[token.end : token.end + 3]
    return before.endswith(("比", "较", "相比", "较之", "比之", "超", "超过", "高于", "低于")) or after.startswith(
        "相比"
    )


def origin(text: str, tokens: Sequence[Token], token: Token) -> bool:
    """Whether the time is only that of the figure it stands before, in a from–to: 由2020年的8天降至7天."""
    if not text[max(0, token.start - 1) : token.start].endswith(("从", "由")):
        return False
    following = [t for t in tokens if t.start >= token.end and t.kind != "DE"]
    return bool(following) and following[0].kind == "Q"


def multiple_of(tokens: Sequence[Token], token: Token) -> bool:
    """Whether the time is that of the whole a multiple is taken of: 是2020年的5倍."""
    following = [t for t in tokens if t.start >= token.end and t.kind != "DE"]
    return bool(following) and isinstance(following[0].span, Quantity) and following[0].span.unit == "倍"


def announcing(text: str, tokens: Sequence[Token], token: Token) -> bool:
    """Whether the time belongs to an announcement: an event word follows in its clause before any figure."""
    i = next(k for k, t in enumerate(tokens) if t.start == token.start)
    if text[token.start : token.end].startswith("截至"):
        return False
    for t in tokens[i + 1 :]:
        if t.kind in ("PUNC", "Q"):
            return False
        if t.text in EVENT:
            return True
    return False


def chosen(timeline: Sequence[Timed], clause: tuple[int, int], place: int, used: set[int]) -> Timed | None:
    """The time that governs a figure at `place`: the nearest before it in its clause, else the nearest
    earlier one of the sentence that lasts. `used`: starts of times that serve as a basis."""
    here = [
        t
        for t in timeline
        if clause[0] <= t.start < place
        and t.start not in used
        and (t.lasting or (t.end in (place, place - 1) and not t.basis))
    ]
    if here:
        return here[-1]
    earlier = [t for t in timeline if t.start < clause[0] and t.start not in used and t.lasting]
    return earlier[-1] if earlier else None
