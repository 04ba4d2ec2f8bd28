"""Lists. Who has how many of one thing: 特斯拉中国3.2万辆、比亚迪1.8万辆、上汽乘用车1.7万辆; each item a name of any words and its figure.
And 分别: items in one list, values in another, dealt out in order; with unequal counts, no guess.

出口、进口分别为2万亿元、1万亿元              出口 | 进口
甲产品、乙产品产量分别增长3%和5%              甲产品产量 | 乙产品产量        the last item's head is shared
对东盟、欧盟等市场出口分别增长3%、5%          对东盟出口 | 对欧盟出口        and so is the first one's preposition
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zhibiao.clauses.cues import FIGURE_NOUNS, LISTS, VERBAL_NOUNS, attribute, either
from zhibiao.clauses.phrases import phrase_before
from zhibiao.clauses.runs import tidy
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.scene import Scene

FEWEST = 3  # items that make such a list
MOST = 30  # items that are read with one
NAMING = ("N", "E", "L", "QUOTE", "V")  # kinds of tokens in a name of no dictionary
MARKS = frozenset("，,；;、")
ABOUT = frozenset(LISTS["about_link"])


class Item(NamedTuple):
    """A name, tokens first..until of its sentence, and its figure."""

    first: int
    until: int
    figure: int


def item(scene: Scene, i: int) -> str:
    """Who has the figure of token i, in a list of names each with a figure of the same unit right behind it; empty where the
    clause is no such list: 铁路25亿吨、公路190亿吨 counts things, unless what is measured of them is announced."""
    found = items_around(scene, i)
    if len(found) < FEWEST:
        return ""
    tokens = scene.tokens
    close = all(tokens[b.first - 1].kind in ("PAUSE", "C") for b in found[1:])
    known = sum(tokens[k.first].kind == "E" for k in found[1:])  # the first may be whose things are counted
    if not announced(scene, found) and not (close and 2 * known >= len(found) - 1):
        return ""
    at = next(k for k in found if k.figure == i)
    return tidy(scene.text[tokens[at.first].start : tokens[at.until - 1].end])


def measured_of_items(scene: Scene, i: int) -> str:
    """What is announced to be measured of the list that token i is a figure of; empty for nothing."""
    found = items_around(scene, i)
    return announced(scene, found) if len(found) >= FEWEST else ""


def items_around(scene: Scene, i: int) -> list[Item]:
    """The items of the list around token i, in order; none where it is a figure of no such list."""
    here = item_of(scene.tokens, i)
    if here is None:
        return []
    found = [here]
    while len(found) < MOST and (before := item_of(scene.tokens, found[0].first - 2)):
        if not beside(scene.tokens, before, found[0]):
            break
        found.insert(0, before)
    while len(found) < MOST and (after := following(scene.tokens, found[-1])):
        if not beside(scene.tokens, found[-1], after):
            break
        found.append(after)
    return found


def item_of(tokens: Sequence[Token], i: int) -> Item | None:
    """The item whose figure is token i: nothing but a name before it since the last mark."""
    if i < 1 or tokens[i].kind != "Q" or (i + 1 < len(tokens) and tokens[i + 1].kind not in ("PUNC", "PAUSE", "C")):
        return None
    until = i
    while until and tokens[until - 1].text in ABOUT:
        until -= 1
    first = until
    while first and naming(tokens[first - 1]) and until - first < LONGEST_NAME:
        first -= 1
    if first == until or (first and tokens[first - 1].kind not in ("PUNC", "PAUSE", "C")):
        return None
    return Item(first, until, i) if is_name(tokens[first:until]) else None


LONGEST_NAME = 6  # tokens of an item


def naming(token: Token) -> bool:
    """Whether a word may be of an item's name: 东|风渝安, 上游."""
    return token.kind in NAMING or (token.kind == "F" and len(token.text) > 1)


def is_name(run: Sequence[Token]) -> bool:
    """Whether tokens may name somebody: nothing measured, nothing that is done (完成|造林)."""
    last = run[-1]
    if attribute(last.text) or last.text in VERBAL_NOUNS or last.text in KEPT or last.text in FIGURE_NOUNS:
        return False
    return not any(t.kind == "V" and len(t.text) > 1 for t in run) or run[0].kind == "E"


def beside(tokens: Sequence[Token], before: Item, after: Item) -> bool:
    """Whether one item follows another of the same unit in a list."""
    mark, a, b = tokens[after.first - 1], tokens[before.figure].span, tokens[after.figure].span
    joined = after.first == before.figure + 2 and (mark.text in MARKS or mark.kind == "C")
    return joined and isinstance(a, Quantity) and isinstance(b, Quantity) and a.unit == b.unit


def following(tokens: Sequence[Token], before: Item) -> Item | None:
    """The item behind one, if there is any."""
    k = before.figure + 2
    while k < len(tokens) and k < before.figure + LONGEST_NAME + 4 and tokens[k].kind != "Q":
        k += 1
    return item_of(tokens, k) if k < len(tokens) else None


def announced(scene: Scene, found: Sequence[Item]) -> str:
    """What the words before a list announce: 7月厂商出口|方面，; 从环比增速|看，; 投资|情况：."""
    tokens, first = scene.tokens, found[0].first
    if first < 2 or tokens[first - 1].text not in "，,：:":
        return ""
    begin = first - 1
    while begin and tokens[begin - 1].kind not in ("PUNC", "OPEN", "CLOSE") and tokens[begin - 1].kind != "Q":
        begin -= 1
    said = list(tokens[begin : first - 1])
    written = scene.text[tokens[begin].start : tokens[first - 1].start]
    colon = tokens[first - 1].text in "：:"
    if not said or not (colon or ANNOUNCING.search(written)):
        return ""
    while said and (said[-1].kind in ("V", "ADV", "F", "X", "T", "Q", "L") or ASIDE.fullmatch(said[-1].text)):
        said.pop()
    what = phrase_before(said).text if said else ""
    return what if what and (attribute(said[-1].text) or said[-1].text in VERBAL_NOUNS) else ""


ANNOUNCING = compiled("(?:方面|上?来?看|情况|如下)$")
ASIDE = compiled("方面|来看|情况|如下|排名|前[一-鿿0-9]名?|名|依次|分别")


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
        parts = list(re.split(pattern, body))
        if len(parts) == count and all(parts[:-1]):
            return parts
    return None


# Items of which all but the last are written with one character: 汽、柴油价格, 第一、二、三产业用电量, 中、西部地区.
SHORT = compiled(
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
        items = [*re.split("[、和与及]", m["items"]), m["last"]]
        items = [items[0], *(m["nth"] + item for item in items[1:])]
        if len(items) == count:
            return [item + m["tail"] for item in items]
    for both, names in BOTH.items():
        if listed.startswith(both) and len(names) == count and len(listed) > len(both):
            return [name + listed[len(both) :] for name in names]
    return None
