"""Readings of sizes: where a thing stands, where it came from, where it has come to."""

from __future__ import annotations

from zhibiao.clauses.cues import CHANGE_VERB, COMPARE, either
from zhibiao.matching import compiled
from zhibiao.rows.frames import MOVED, Context, Frame


def from_level(c: Context) -> Frame | None:
    """从…的, 由…的 before a figure that another one follows with 至 or 到: where the thing came from."""
    m = FROM_LEVEL.search(c.left)
    if not m or not REACHED.match(c.right) or (c.points and not GAP.search(c.left, 0, m.start())):
        return None
    return Frame("from_level", "level", m.start())


FROM_LEVEL = compiled(r"(?:将|已|也)*(?:从|由)(?:[^，。；、0-9]{0,8}的|连续|最初|原先)?$")
GAP = compiled(f"{either('gap_noun')}(?:将|已|也)*$")  # 涨跌幅差距|由4.2个百分点|缩小到3.4个百分点
REACHED = compiled(
    rf"[^。；，]{{0,2}}?(?:{CHANGE_VERB})|[^。；]{{0,6}}?[，,]?[^。；，]{{0,8}}?(?:{CHANGE_VERB}|{either('motion')}|跃|攀|变|调|拓展|突破)+(?:至|到|为|成)"
)


def compared_level(c: Context) -> Frame | None:
    """低于9月的2.2%: the figure is the level that is compared with, stated for its own time."""
    m = COMPARED_LEVEL.search(c.left)
    if not m or not c.dated or c.points:
        return None
    return Frame("compared_level", "level", m.start(), inherits=True)


COMPARED_LEVEL = compiled(r"(?:大幅|明显|略|均|仍)*(?:低于|高于|好于|优于|强于|弱于|不及|大于|小于|超过)$")


def to_level(c: Context) -> Frame | None:
    """增至, 提升到, 降为: the figure is where the thing has come to; 增长到9倍 is a ratio."""
    m = TO_LEVEL.search(c.left)
    if not m:
        return None
    measure = "ratio" if c.quantity.unit == "倍" else "level"
    head, inside = m.start(), False
    if m["verb"] and not c.at_word(head):
        head, inside = c.word_of(head, m.span("verb"))
    return Frame("to_level", measure, head, inside=inside)


TO_LEVEL = compiled(
    rf"(?:{COMPARE}[^，。；]{{1,15}}?)?(?:(?P<verb>{CHANGE_VERB})|{either('motion')}|跃|攀)+(?:至|到了|到|为|成|成为)(?:{either('turned')}|{either('aspect')}|目前的?|现在的?|如今的?)*$"
)


def linked_level(c: Context) -> Frame | None:
    """出口额达4718亿元, 失业率为5.1%: a noun phrase joined to its figure."""
    m = LINKED.search(c.left)
    if not m:
        return None
    head = m.start()
    if not c.at_word(head):  # 产能|达, not 产|能达
        starts = (k for k in range(head + 1, m.end()) if c.at_word(k))
        head = next((k for k in starts if LINKED.match(c.left, k)), head)
    if c.points and not MOVED.search(c.left[:head]):
        return None
    return Frame("linked_level", "level", head)


LINKED = compiled(f"(?:{either('link')}|{either('aspect')})+$")
