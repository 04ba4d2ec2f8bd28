"""分别: items in one list, values in another, dealt out in order; with unequal counts, no guess.

出口、进口分别为2万亿元、1万亿元              出口 | 进口
甲产品、乙产品产量分别增长3%和5%              甲产品产量 | 乙产品产量        the last item's head is shared
对东盟、欧盟等市场出口分别增长3%、5%          对东盟出口 | 对欧盟出口        and so is the first one's preposition
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from zhibiao.clauses.cues import either
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled

DEALT = compiled(r"分别|依次")
# Heads that several items share; the longest that ends the last item is the tail.
TAIL = compiled(f"(?:实现|完成)?(?:{either('shared_head')}|[\u4e00-\u9fff]{{2,3}}率)$")
GROUP = compiled(r"等[^、和与及]{0,8}$")


FAR = 200  # tokens that a figure looks back for 分别


def dealt_at(tokens: Sequence[Token], begin: int, i: int) -> int:
    """The token of 分别 before the figure of token i, in the clause that begins at a token; -1 for none near."""
    near = range(i - 1, max(begin, i - FAR) - 1, -1)
    return next((k for k in near if DEALT.fullmatch(tokens[k].text)), -1)


def deal(listed: str, count: int) -> list[str] | None:
    """The names of `count` items written as one list, or None when the counts do not agree.

    出口、进口, 2                          => 出口 | 进口
    工业机器人、集成电路产量, 2            => 工业机器人产量 | 集成电路产量
    对拉美、非洲等新兴市场出口, 2          => 对拉美出口 | 对非洲出口
    """
    listed = listed.strip("，、")
    if short := abbreviated(listed, count):
        return short
    prefix = "对" if listed.startswith("对") else ""
    body = listed[len(prefix) :]
    tail_match = TAIL.search(body)
    tail = tail_match[0] if tail_match else ""
    stem = body[: len(body) - len(tail)] if tail else body
    parts = split(stem, count)
    if parts is None:
        parts, tail = split(body, count), ""
    if parts is None:
        return None
    parts[-1] = GROUP.sub("", parts[-1]) or parts[-1]
    if not parts[-1]:  # the last item is the tail itself: 出口、进口
        return [prefix + p for p in parts[:-1]] + [prefix + tail]
    parts[-1], tail = shared_head(parts, tail)
    if tail and all(TAIL.search(p) for p in parts[:-1]):
        parts[-1] += tail
        return [prefix + p for p in parts]
    return [prefix + p + tail for p in parts]


def shared_head(parts: list[str], tail: str) -> tuple[str, str]:
    """The last item and what all items share, where the last goes on behind the kind that the others end with.

    [粮油类, 饮料类, 烟酒类商品], 零售额  => 烟酒类, 商品零售额
    [工业, 建筑业企业], 利润              => 建筑业, 企业利润
    """
    kind, last = parts[0][-1:], parts[-1]
    at = last.rfind(kind)
    same = kind in KINDS and all(p.endswith(kind) for p in parts[:-1])
    if not (tail and same) or at < 1 or last.endswith(kind):
        return last, tail
    return last[: at + 1], last[at + 1 :] + tail


KINDS = frozenset("类业品市省区县镇国州型级组户员者")  # what the names of several of a kind end with


def split(body: str, count: int) -> list[str] | None:
    """The `count` items of a list: by 、 and its last 和; by fewer separators when too many."""
    for pattern in (r"、|以及|和|与|及", r"、|和|以及", r"、", r"和", r"与"):
        parts = list(regex.split(pattern, body))
        if len(parts) == count and all(parts[:-1]):
            return parts
    return None


# Items of which all but the last are written with one character: 汽、柴油价格, 第一、二、三产业用电量, 中、西部地区.
SHORT = regex.compile(
    r"(?P<items>(?P<nth>第?)[\u4e00-\u9fff](?:[、和与及][\u4e00-\u9fff])*)[、和与及](?P<last>[\u4e00-\u9fff])(?P<tail>[^、和与及，]{1,16})"
)
# One word for two groups, each with the name it has alone.
BOTH = {"城乡": ("城镇", "农村"), "进出口": ("进口", "出口"), "产销": ("产", "销"), "中小学": ("中学", "小学")}


def abbreviated(listed: str, count: int) -> list[str] | None:
    """The full names of a list that is written short, or None.

    汽、柴油价格, 2               => 汽油价格 | 柴油价格
    第一、二、三产业用电量, 3     => 第一产业用电量 | 第二产业用电量 | 第三产业用电量
    城乡居民人均可支配收入, 2     => 城镇居民人均可支配收入 | 农村居民人均可支配收入
    """
    if m := SHORT.fullmatch(listed):
        items = [*regex.split("[、和与及]", m["items"]), m["last"]]
        items = [items[0], *(m["nth"] + item for item in items[1:])]
        if len(items) == count:
            return [item + m["tail"] for item in items]
    for both, names in BOTH.items():
        if listed.startswith(both) and len(names) == count and len(listed) > len(both):
            return [name + listed[len(both) :] for name in names]
    return None
