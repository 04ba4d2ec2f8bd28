"""What part a time plays in its sentence: whose period it is, if anyone's.

Most times govern the figures after them. Others are only compared with (比2020年), stand for one figure alone
(由2020年的8天, 低于9月的2.2%), measure a record (近5年来最高), name a goal (2030年碳达峰目标) or tell when
something was announced (14日举行发布会).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from zhibiao.model import Period, Quantity, TimeExpr
from zhibiao.rows.cues import EVENT
from zhibiao.rows.tokens import Token

# A year in the name of a goal, plan or task is no figure's: 达成2030年国家自主贡献目标.
GOAL = regex.compile("[^，。；0-9的]{0,12}?(?:目标|愿景|议程|规划纲要)|[^，。；0-9的]{0,6}?任务")
PLAN = regex.compile("(?:规划|方案|计划|纲要|意见|办法|行动|报告|白皮书|蓝皮书)$")
PLAN_AFTER = regex.compile("[^，。；]{0,4}(?:规划|方案|计划|纲要|行动|报告|白皮书|蓝皮书)")
# What a stretch of time is said for when it only measures a record: 近5年同期最高, 创3年来新高.
RECORD = regex.compile(
    "[^，。；0-9]{0,8}?(?:最[高低大小多少好差快慢强弱]|新[高低](?!考|速|温|压)|首次|首度|首个|首现|之最|纪录|高点|低点|高位|低位)"
)
STRETCHES = frozenset({"span", "since_n", "since", "era", "same", "ago", "plan"})
# Words right before a time that is compared with.
AGAINST = (
    *("比", "较", "相比", "较之", "比之", "相较", "相较于", "相比于", "超", "超过", "超出", "多于", "少于"),
    *("高于", "低于", "大于", "小于", "优于", "好于", "快于", "慢于", "强于", "弱于"),
)
WITH = regex.compile(r"(?:与|同|和|跟)$")
LIKENED = regex.compile("[^，。；]{0,16}?(?:相比|相较|比较)")
AHEAD = ("将", "拟于", "计划")
# An announcement is told by its day or month; a year in which something began is the year of its figures.
SHORT = 31
REACH = 60  # tokens that are looked at after a time


def ahead(text: str, token: Token) -> bool:
    """Whether the clause speaks of what is to come: 12月，各组还将…."""
    return any(word in text[token.end : token.end + 12] for word in AHEAD)


def named(text: str, token: Token) -> bool:
    """Whether the time is part of a name: of a goal or task, of a book or a plan (规划（2021—2035年）)."""
    before, after = text[max(0, token.start - 40) : token.start], text[token.end : token.end + 1]
    titled = before.rfind("《") > before.rfind("》")
    bracketed = after in ("）", ")") and before[-1:] in ("（", "(")
    planned = PLAN.search(before[:-1]) or PLAN_AFTER.match(text, token.end + 1)
    return titled or (bracketed and planned is not None) or GOAL.match(text, token.end) is not None


# When a thing came to be tells nothing of its figures: 成立于2015年, 去年投产的项目.
CAME = (
    "成立|创办|创立|创建|组建|始建|兴建|建成|建|投产|投用|投运|开通|开业|竣工|启用|落成|诞生|出台|印发|发布|颁布|签署"
)
CAME_IN = regex.compile(f"(?:{CAME})于$")
THAT_CAME = regex.compile(f"[^，。；0-9的]{{0,6}}?(?:{CAME})的")


def founding(text: str, token: Token) -> bool:
    """Whether the time only says when a thing came to be."""
    return (
        CAME_IN.search(text, max(0, token.start - 4), token.start) is not None
        or THAT_CAME.match(text, token.end) is not None
    )


def compared(text: str, token: Token) -> bool:
    """Whether the time is what something is compared with: 比2020年, 较上月, 与去年的3家相比, 2020年的2.3倍."""
    before = text[max(0, token.start - 4) : token.start]
    if before.endswith(AGAINST) and not before.endswith(("占比", "同比", "环比")):
        return True
    with_it = WITH.search(before) is not None
    return text.startswith("相比", token.end) or (with_it and LIKENED.match(text, token.end) is not None)


def record(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time only measures a record: 为近5年同期最高, 是2023年4月以来的最高水平.

    A figure after it in its clause is that stretch's own: 今年以来最大雨量达200毫米.
    """
    token = tokens[i]
    if not isinstance(token.span, TimeExpr) or token.span.kind not in STRETCHES or not RECORD.match(text, token.end):
        return False
    after = [t.span for t in rest_of_clause(tokens, i) if isinstance(t.span, Quantity)]
    return all(q.dimension == "time" for q in after)  # 最大的一年


def origin(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time is only that of the figure it stands before, in a from–to: 由2020年的8天降至7天."""
    if not text.startswith(("从", "由"), max(0, tokens[i].start - 1)):
        return False
    following = after_de(tokens, i)
    return following is not None and following.kind == "Q"


def multiple_of(tokens: Sequence[Token], i: int) -> bool:
    """Whether the time is that of the whole a multiple is taken of: 是2020年的5倍."""
    following = after_de(tokens, i)
    return following is not None and isinstance(following.span, Quantity) and following.span.unit == "倍"


def own_figure(text: str, tokens: Sequence[Token], i: int) -> Token | None:
    """The level that is stated for a compared time: 低于9月的|2.2%, 超过去年全年总量的|181万箱, 与2015年的|300家|相比."""
    for k, token in enumerate(rest_of_clause(tokens, i), start=i + 1):
        if token.kind == "Q":
            stated = tokens[k - 1].kind in ("DE", "T", "OPEN")
            many = isinstance(token.span, Quantity) and token.span.unit == "倍"
            return token if stated and not many else None
        if token.kind in ("T", "V", "C", "P", "PAUSE"):
            return None
    return None


def announcing(text: str, tokens: Sequence[Token], i: int, period: Period) -> bool:
    """Whether the time belongs to an announcement: an event word follows before any figure, in its clause
    or, when the time is a clause by itself (昨天，市里举行发布会), in the next one."""
    token = tokens[i]
    if isinstance(token.span, TimeExpr) and token.span.kind in ("asof", "since", "range", "months", "first"):
        return False
    if (period.finish - period.begin).days > SHORT:
        return False
    for k, t in enumerate(tokens[i + 1 : i + REACH]):
        if t.kind == "Q" or (t.kind == "PUNC" and (k or t.text not in "，,")):
            return False
        if t.text in EVENT:
            return True
    return False


def counted_after_de(tokens: Sequence[Token], i: int) -> Token | None:
    """The figure right after the next 的 of the clause: 今年建成的|60所|学校."""
    rest = rest_of_clause(tokens, i)
    place = next((k for k, t in enumerate(rest) if t.kind == "DE"), len(rest))
    return rest[place + 1] if place + 1 < len(rest) and rest[place + 1].kind == "Q" else None


def aside(expr: TimeExpr) -> bool:
    """Whether the time is a glance back: 去年同期 is its clause's alone."""
    return expr.kind == "same" and expr.parts[0] is not None


def after_de(tokens: Sequence[Token], i: int) -> Token | None:
    """The token after a time, 的 aside."""
    return next((t for t in tokens[i + 1 : i + 4] if t.kind != "DE"), None)


def rest_of_clause(tokens: Sequence[Token], i: int) -> list[Token]:
    """The tokens after i up to the end of its clause, as far as one reads."""
    rest: list[Token] = []
    for t in tokens[i + 1 : i + REACH]:
        if t.kind == "PUNC":
            break
        rest.append(t)
    return rest
