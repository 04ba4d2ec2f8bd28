"""What reports of a market say: that a price moves, and what moves; `indicator` and `subject` both go by it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from zhibiao.clauses.cues import GOODS, SESSIONS, TRADED, VERBAL_NOUNS, attribute, either
from zhibiao.clauses.phrases import clip
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.naming.hints import cues
from zhibiao.rows.state import Case
from zhibiao.words import tag_of

BY = "(?:了|近|约|达|超过?|逾|至|停)"
QUOTED = compiled(f"(?:[涨跌]|[高低]开|收[高低])(?:{BY}|幅)*$")
FELL = compiled(f"(?<![上下])[涨跌]{BY}*$")  # none but a price does: 比特币|涨, not 均价|上涨
MOVED = compiled("[上下][涨跌]")  # as anything may: 均价|上涨
NEAR = 300  # characters around a sentence
MARKET = compiled(either("of_shares"))
OF_GOODS = compiled(either("of_goods"))
SHARES = compiled("股价|股票|[AHB]股|港股|美股|股份|报")
PRICES = compiled(f"价格|[\u4e00-\u9fff]{{1,3}}价|{SHARES.pattern}")
NAMING = frozenset({"N", "E", "L", "QUOTE", "PAUSE", "C"})


def in_report(case: Case) -> bool:
    """Whether the text speaks of a market of shares just there."""
    sentence = case.scene.sentence
    return MARKET.search(case.scene.text, max(0, sentence.start - NEAR), sentence.end + NEAR) is not None


def mover(case: Case) -> list[Token]:
    """The tokens that name what moves before the cue, without the time of the day and the bracket behind it.

    安禾信息（创业板首板）|低开|1.4%   => 安禾信息
    恒科指盘初|跌超|3%                => 恒科指
    市场焦点股恒禾科技|低开|3%         => 恒禾科技
    """
    tokens = before_move(case, case.begin)
    end = len(tokens)
    while end:
        last = tokens[end - 1]
        if last.kind == "CLOSE":
            end = next((k for k in range(end - 1, -1, -1) if tokens[k].kind == "OPEN"), 0)
        elif GOODS.search(last.text):
            break
        elif last.kind in ("ADV", "X", "T") or SESSIONS.fullmatch(last.text) or SHARES.fullmatch(last.text):
            end -= 1
        else:
            break
    begin = end
    while begin and (in_name(tokens, begin - 1, end) or GOODS.search(tokens[begin - 1].text)):
        begin -= 1
    while begin < end and (tokens[begin].kind in ("PAUSE", "C") or SESSIONS.fullmatch(tokens[begin].text)):
        begin += 1
    kind = next((k for k in range(end - 2, begin - 1, -1) if tokens[k].text.endswith(KINDS)), begin - 1)
    run = tokens[kind + 1 : end]
    cut = bool(run) and run[0].text.isascii() and case.scene.text[run[0].start - 1 : run[0].start].isdigit()  # 3|i集团
    return [] if cut else run


def before_move(case: Case, first: int) -> list[Token]:
    """The tokens from one of the clause up to the cue; 合约 is whole though 约 stands before figures: 主力合约|收于."""
    first, until = max(first, case.i - REACH), case.spot.place(case.frame.head)
    inside = next((t for t in case.scene.tokens[first : case.i] if t.start <= until < t.end and t.text == "合约"), None)
    return clip(case.scene.tokens, first, case.i, inside.end if inside else until)


def in_name(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Whether a word can be part of what moves; a verb is one before what firms deal in: 信|达|证券, 开开|实业."""
    if tokens[k].kind != "V":
        return tokens[k].kind in NAMING
    return k + 1 < end and len(tokens[k].text) <= LONGEST_VERB and tokens[k + 1].text in cues()[2]


REACH = 60  # tokens before a figure that may name what moves
LONGEST_VERB = 2
KINDS = ("股", *cues()[0])  # what a firm is called by before its name: 概念股|恒禾科技, 供应商|SSE


def is_share(case: Case, run: Sequence[Token]) -> bool:
    """Whether tokens before a move name a firm, or several, in a report of shares: by a known firm, by a word of no
    dictionary, by what firms deal in at the end."""
    if not run or attribute(run[-1].text) or run[-1].text in VERBAL_NOUNS or run[-1].text in KEPT:
        return False
    sentence = case.scene.sentence
    if of_goods(case) and not any(map(named_firm, run)):
        return False
    name = case.scene.text[run[0].start : run[-1].end]
    if MOVED.search(case.spot.context.left) and not MARKET.search(case.scene.text, sentence.start, sentence.end):
        return False
    firms = any(
        of_firm(token) for token in run[: last_pause(run)]
    )  # 雾芯科技、赤峰黄金|涨3%: goods are not listed with firms
    if (TRADED.search(name) and not firms) or TIMES.search(name) or not in_report(case):
        return False
    bare = FELL.search(case.spot.context.left) and len(name) >= LEAST and not tag_of(name)
    deals = any(a.text in cues()[2] and b.kind in ("PAUSE", "C") for a, b in pairwise([*run[1:], SEPARATOR]))
    return bool(bare) or deals or any(of_firm(token) for token in run)


def named_firm(token: Token) -> bool:
    """Whether a word is the known name of an organisation."""
    return isinstance(token.span, Entity) and token.span.type == "ORG"


def last_pause(run: Sequence[Token]) -> int:
    """The number of the last pause among tokens; 0 for none."""
    return next((k for k in range(len(run) - 1, 0, -1) if run[k].kind == "PAUSE"), 0)


def of_goods(case: Case) -> bool:
    """Whether what the text last spoke of before the figure is a market of goods, not of shares."""
    said = case.scene.text[max(0, case.scene.sentence.start - NEAR) : case.quantity.start]
    return last(OF_GOODS, said) > last(MARKET, said)


TIMES = compiled("[日周月年]$")  # 前|一交易日|涨逾60%
LEAST = 3  # characters of a firm's name that nothing but its move tells
SEPARATOR = Token(0, 0, "、", "PAUSE")


def last(pattern: Any, text: str) -> int:
    """Where a pattern stands last in a text; -1 for nowhere."""
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def of_firm(token: Token) -> bool:
    """Whether a word is a firm's name or a part of one."""
    if isinstance(token.span, Entity):
        return token.span.type in ("ORG", "BRAND")
    return token.kind == "N" and len(token.text) > 1 and not tag_of(token.text)
