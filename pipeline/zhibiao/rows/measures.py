"""What kind of figure it is: level, change, share, ratio or rank, its sign, and what it is measured against; and the readings of
sizes: where a thing stands, where it came from, where it has come to.

The reader looks at the characters between the clause's beginning (or the figure before) and the figure,
from the right: `…较上年末[提高]2.3个百分点`. `Frame.head` is where the words that say so begin; the
indicator's noun phrase ends there.

    Readings compete in the order of `READINGS`:
        占…比重提升至3%       share before 提升至 (to_level)
        从…增加到5万人        to_level before 增加 (change)
        高于全国增速7.4个百分点 difference before level
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from zhibiao.clauses.cues import CHANGE_VERB, COMPARE, PERIODICAL, YEARLY, either, last
from zhibiao.matching import AtEnd, compiled
from zhibiao.rows import changes, shares
from zhibiao.rows.frames import MOVED, Context, Frame, Reading
from zhibiao.spans.directions import FALLING, MOVING


def from_level(c: Context) -> Frame | None:
    """从…的, 由…的 before a figure that another one follows with 至 or 到: where the thing came from."""
    m = FROM_LEVEL.search(c.left)
    if not m or not REACHED.match(c.right) or (c.points and not GAP.search(c.left, 0, m.start())):
        return None
    return Frame("from_level", "level", m.start())


FROM_LEVEL = compiled(r"(?:将|已|也)*(?:从|由|自)(?:[^，。；、0-9]{0,8}的|连续|最初|原先)?$")
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
    if c.percent and PACED.search(m[0]):  # 经济将放缓至|1.8%
        measure = "change"
    head, inside = m.start(), False
    if m["verb"] and not c.at_word(head):
        head, inside = c.word_of(head, m.span("verb"))
    return Frame("to_level", measure, head, inside=inside)


TO_LEVEL = compiled(
    rf"(?:{COMPARE}[^，。；]{{1,15}}?)?(?:(?P<verb>{CHANGE_VERB})|{either('motion')}|跃|攀)+(?:至|到了|到|为|成|成为)(?:{either('turned')}|{either('aspect')}|目前的?|现在的?|如今的?)*$"
)


PACED = compiled(f"{either('paced')}(?:至|到|为)")


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


POINTS = frozenset({"百分点", "基点"})
PERCENT = frozenset({"%", "share"})
RATIO = frozenset({"ratio"})


class Asked(NamedTuple):
    """A reading, and when it is worth asking: `of` such figures (by their unit and what they say themselves), and where
    the words before them may end with its `cue`, but for the figures `always` asked of. Elsewhere it does not hold."""

    reading: Reading
    of: frozenset[str] = frozenset()
    cue: Any = None
    always: frozenset[str] = frozenset()


def read(context: Context) -> Frame:
    """The first reading that holds; a figure with no cue at all is a bare level."""
    frame = next(frame for frame, at_word in contenders(context) if at_word)
    return with_basis(unless_fallen(as_part(frame, context), context), context)


def as_part(frame: Frame, c: Context) -> Frame:
    """The frame of a fraction as a share, where a linking word made it a level: 涉足该业的有|一半."""
    part = c.quantity.measure == "share" and c.quantity.unit == ""
    return frame._replace(measure="share") if part and frame.rule == "linked_level" else frame


def unless_fallen(frame: Frame, c: Context) -> Frame:
    """The frame, or the fall that the word just before the figure says: whatever else was read, no fall becomes a rise
    or a size. A size reached (降至), a place in an order and a figure with its own sign are none.
    """
    if (frame.measure == "change" and frame.sign < 0) or frame.measure == "rank" or c.quantity.value <= 0:
        return frame
    m = FALLEN.search(c.left)
    if m is None or c.quantity.measure == "change" or "tally" in (frame.rule, c.quantity.rule):  # 5降|4涨
        return frame
    if (m["verb"].endswith("探") and not (c.percent or c.points)) or changes.counts_movers(c, m.start("verb")):
        return frame
    if changes.counts_doings(c, m["verb"]):
        return frame
    head, inside = c.word_of(m.start(), m.span("verb"))
    return Frame("fallen", "change", head, sign=-1, own=frame.own, inside=inside)


FALLEN = compiled(rf"(?P<verb>{FALLING})(?!到)[去掉]?(?:(?!到了){either('aspect')})*$")


def contenders(context: Context) -> Iterator[tuple[Frame, bool]]:
    """Every reading that holds, in the order of competition, and whether its cue begins where a word does."""
    quantity, left = context.quantity, context.left
    unit = quantity.unit if quantity.unit in TELLING else ""
    said = quantity.rule if quantity.rule in SAYING else ""
    for reading in asked(unit, quantity.measure, said, cues().fitting(left)):
        frame = reading(context)
        if frame is not None:
            yield frame, frame.inside or bool(frame.own) or context.at_word(frame.head)
    yield Frame("bare_level", "level", len(left), bare=True), True


@cache
def cues() -> AtEnd:
    """The cues of the readings."""
    return AtEnd([each.cue for each in READINGS if each.cue])


@lru_cache(maxsize=4096)
def asked(unit: str, measure: str, rule: str, fitting: int) -> tuple[Reading, ...]:
    """The readings worth asking of a figure with this unit, which says this of itself; `fitting`: the cues that may
    stand before it."""
    said = {unit, measure, rule}
    with_cue = [each for each in READINGS if each.cue]
    before = {each for k, each in enumerate(with_cue) if fitting >> k & 1}
    return tuple(
        each.reading
        for each in READINGS
        if (not each.of or each.of & said) and (each.cue is None or each in before or each.always & said)
    )


def with_basis(frame: Frame, c: Context) -> Frame:
    """The frame with the basis that its own clause states before the verb, if any."""
    if frame.measure not in ("change", "ratio") or frame.against or frame.rule == "against":
        return frame
    said = c.left
    if frame.rule == "said_change" and (m := WITH.search(said)):  # 与去年同期|持平
        return frame._replace(head=min(frame.head, m.start()), against=m["what"], against_at=m.span("what"))
    if AVERAGED.search(said, max(0, frame.head - 6)) or c.right.startswith("的年均"):
        return frame._replace(relation="none")
    if (m := BASED.search(said, 0, frame.head)) and not YEAR_ON_YEAR.search(said):
        return frame._replace(head=min(frame.head, m.start()), against=m["what"], against_at=m.span("what"))
    if (m := last(COMPARED, said)) and not COMPARED_NOTHING.fullmatch(m["what"]):
        head = min(frame.head, m.start()) if frame.rule not in ("changed_object",) else frame.head
        begin, end = m.span("what")
        end += said.startswith("平均", end - 1)  # 比近三年平均|增加
        return frame._replace(head=head, against=said[begin:end], against_at=(begin, end))
    if frame.measure == "change" and (m := PEAK.search(said)):
        return frame._replace(head=min(frame.head, m.start()), against=m["what"], against_at=m.span("what"))
    near = said + c.right[:8]
    if m := last(YEAR_ON_YEAR, near):
        head = min(frame.head, m.start()) if m.start() >= frame.head - 14 else frame.head
        return frame._replace(relation="yoy", head=head if frame.rule != "growth_after" else frame.head)
    if m := last(SEQUENTIAL, near):
        return frame._replace(relation="sequential", head=min(frame.head, m.start()))
    if c.points and BROUGHT_ABOUT.search(said, 0, frame.head):  # 上拉进出口|增长2.8个百分点
        return frame._replace(relation="none")
    if c.points and SET_BY_RULE.search(said, 0, frame.head):  # 补助比例|提高5个百分点
        return frame._replace(relation="none")
    return frame


AVERAGED = compiled("年均|平均每年|复合")
WITH = compiled(
    "(?:与|和|同(?![比期月季])|跟|较|(?<![同环占])比)(?P<what>(?:[^，。；与和同跟]|同(?=[期月季])){1,12}?)(?:基本|大体|总体|大致|保持)*$"
)
COMPARED = compiled(
    rf"{COMPARE}(?P<what>[^，。；]{{1,24}}?)(?:相比)?(?:分别|均|还|再|又|也|都|将|会|有所|同样|实际|约|净|大幅|{either('aspect')})*(?:{CHANGE_VERB}(?!的)|翻|持平|$)"
)
BASED = compiled("在(?P<what>[^，。；在]{1,12}?)的?基础上(?:再|又|都|均)?$")
# 从|5月初的年内高点|下跌了5%
PEAK = compiled(
    rf"[从自](?P<what>[^，。；从自]{{0,12}}?(?:[高低]点|[高低]位|峰值))(?:已经?|再|又|一度|累计|持续|大幅|快速)*(?:{CHANGE_VERB}|{either('aspect')}|约|近|超过?|逾)*$"
)
COMPARED_NOTHING = compiled(f"上|下|{MOVING}")  # 与上周相比|上升
BROUGHT_ABOUT = compiled(either("brought_about") + "[^，。；]{2,20}$")
SET_BY_RULE = compiled(f"{either('rated')}(?:比例|标准|额度|上限)$")
YEAR_ON_YEAR = compiled(YEARLY)
SEQUENTIAL = compiled(PERIODICAL)

# In the order of competition.
READINGS: tuple[Asked, ...] = (
    Asked(shares.ranked, of=frozenset({"rank"})),
    Asked(shares.against, of=frozenset({"proportion"})),
    Asked(shares.said_share, of=frozenset({"structure", "tally"})),
    Asked(changes.said_change, of=frozenset({"change"})),
    Asked(shares.share_of, of=PERCENT | POINTS | RATIO),
    Asked(shares.share_in, of=PERCENT | RATIO, cue=shares.SHARE_IN),
    Asked(shares.share_noun, of=PERCENT | RATIO, cue=shares.SHARE_NOUN),
    Asked(changes.difference, cue=changes.COMPARATIVE, always=PERCENT | POINTS),
    Asked(shares.part_of_named, of=PERCENT),
    Asked(from_level, cue=FROM_LEVEL),
    Asked(compared_level, cue=COMPARED_LEVEL),
    Asked(to_level, cue=TO_LEVEL),
    Asked(changes.growth_noun, cue=changes.GROWTH_NOUN),
    Asked(changes.change_verb, cue=changes.CHANGED),
    Asked(changes.change_of, cue=changes.CHANGE_OF),
    Asked(changes.exceeded, cue=changes.EXCEEDED),
    Asked(changes.signed_change),
    Asked(changes.more_by, cue=changes.MORE_BY, always=PERCENT | POINTS),
    Asked(changes.shifted, cue=changes.SHIFTED),
    Asked(changes.did_more, cue=changes.DID_MORE),
    Asked(changes.changed_object, cue=changes.CHANGED_OBJECT),
    Asked(changes.newly_added, cue=changes.NEWLY),
    Asked(changes.tuned_object, cue=changes.TUNED_OBJECT),
    Asked(changes.growth_after),
    Asked(shares.times_of, of=RATIO | {"倍"}),
    Asked(shares.part_of_whole, of=PERCENT),
    Asked(shares.contributed, of=PERCENT),
    Asked(shares.part_counted, of=PERCENT),
    Asked(shares.part_doing, of=PERCENT),
    Asked(linked_level, cue=LINKED),
    Asked(changes.moved_points, of=POINTS),
)
SAYING = frozenset({"proportion", "structure", "tally"})  # rules of figures that say what they are
TELLING = frozenset().union(*(each.of | each.always for each in READINGS))  # the units among these say who is asked
