"""Lists of who has how many of one thing: 特斯拉中国3.2万辆、比亚迪1.8万辆、上汽乘用车1.7万辆."""

from __future__ import annotations

from zhibiao.clauses.nouns import attribute
from zhibiao.clauses.wording import tidy
from zhibiao.model import Quantity
from zhibiao.rows.scene import Scene

FEWEST = 3  # items that make such a list
LONGEST = 400  # tokens of a clause that is read as one; each figure of it reads all of them
NAMING = ("N", "E", "L", "QUOTE", "V")  # kinds of tokens in a name of no dictionary


def item(scene: Scene, i: int) -> str:
    """Who has the figure of token i, in a list of names each with a figure of the same unit right behind it; empty where the
    clause is no such list: 铁路25亿吨、公路190亿吨 counts things."""
    begin, finish = scene.begins[i], scene.finishes[i]
    if finish - begin > LONGEST:
        return ""
    spans = items(scene, begin, finish)
    further = sum(scene.tokens[a].kind == "E" for a, _ in spans[1:])  # the first may be whose things are counted
    if len(spans) < FEWEST or 2 * further < len(spans) - 1:
        return ""
    at = next(((a, k) for a, k in spans if k == i), None)
    return tidy(scene.text[scene.tokens[at[0]].start : scene.tokens[at[1] - 1].end]) if at else ""


def items(scene: Scene, begin: int, finish: int) -> list[tuple[int, int]]:
    """Of each item its first token and its figure; none where an item is more than a name and a figure."""
    tokens, first = scene.tokens, begin
    spans: list[tuple[int, int]] = []
    unit = None
    for k in range(begin, finish):
        span = tokens[k].span
        if tokens[k].kind == "Q" and isinstance(span, Quantity):
            named = tokens[first:k]
            plain = named and all(t.kind in NAMING for t in named) and not attribute(named[-1].text)
            acts = any(t.kind == "V" for t in named)  # 完成|造林; a verb may be part of a name behind its beginning
            plain = plain and not (acts and (not spans or named[0].kind != "E"))
            if not plain or (unit is not None and span.unit != unit):
                return []
            unit = span.unit
            spans.append((first, k))
        elif tokens[k].kind in ("PAUSE", "C") and spans and spans[-1][1] == k - 1:
            first = k + 1
    return spans
