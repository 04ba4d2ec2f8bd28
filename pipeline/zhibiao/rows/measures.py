"""What kind of figure it is: level, change, share, ratio or rank, its sign, and what it is measured against.

The reader looks at the characters between the clause's beginning (or the figure before) and the figure,
from the right: `…较上年末[提高]2.3个百分点`. `Frame.head` is where the words that say so begin; the
indicator's noun phrase ends there.

    Readings compete in the order of `READINGS`:
        占…比重提升至3%       share before 提升至 (to_level)
        从…增加到5万人        to_level before 增加 (change)
        高于全国增速7.4个百分点 difference before level
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

import regex

from zhibiao.patterns import compiled
from zhibiao.rows import changes, levels, shares
from zhibiao.rows.cues import CHANGE_VERB, COMPARE, PERIODICAL, YEARLY, either, last
from zhibiao.rows.frames import Context, Frame, Reading


def read(context: Context, edges: Container[int] | None = None) -> Frame:
    """The first reading that holds; a figure with no cue at all is a bare level.

    `edges`: offsets of the left context where a word begins. A cue that begins inside a word is none: the
    列 of 班列 is no verb.
    """
    return with_basis(next(frame for frame, at_word in contenders(context, edges) if at_word), context)


def contenders(context: Context, edges: Container[int] | None = None) -> Iterator[tuple[Frame, bool]]:
    """Every reading that holds, in the order of competition, and whether its cue begins where a word does."""
    for function in READINGS:
        frame = function(context)
        if frame is not None:
            yield frame, edges is None or frame.head in edges or bool(frame.own)
    yield Frame("bare_level", "level", len(context.left), bare=True), True


def with_basis(frame: Frame, c: Context) -> Frame:
    """The frame with the basis that its own clause states before the verb, if any."""
    if frame.measure not in ("change", "ratio") or frame.against or frame.rule == "against":
        return frame
    said = c.left
    if frame.rule == "said_change" and (m := WITH.search(said)):  # 与去年同期|持平
        return replace(frame, head=min(frame.head, m.start()), against=m["what"], against_at=m.span("what"))
    if regex.search(r"年均|平均每年|复合", said[max(0, frame.head - 6) :] or "") or c.right.startswith("的年均"):
        return replace(frame, relation="none")
    if m := last(COMPARED, said):
        head = min(frame.head, m.start()) if frame.rule not in ("changed_object",) else frame.head
        return replace(frame, head=head, against=m["what"], against_at=m.span("what"))
    near = said + c.right[:8]
    if m := last(YEAR_ON_YEAR, near):
        head = min(frame.head, m.start()) if m.start() >= frame.head - 14 else frame.head
        return replace(frame, relation="yoy", head=head if frame.rule != "growth_after" else frame.head)
    if m := last(SEQUENTIAL, near):
        return replace(frame, relation="sequential", head=min(frame.head, m.start()))
    if c.points and SET_BY_RULE.search(said, 0, frame.head):  # 补助比例|提高5个百分点
        return replace(frame, relation="none")
    return frame


WITH = compiled(
    "(?:与|和|同(?!比)|跟|较|(?<![同环占])比)(?P<what>[^，。；与和同跟]{1,12}?)(?:基本|大体|总体|大致|保持)*$"
)
COMPARED = compiled(
    rf"{COMPARE}(?P<what>[^，。；]{{1,24}}?)(?:相比)?(?:分别|均|还|再|又|也|都|有所|同样|实际|约|净|大幅|{either('aspect')})*(?:{CHANGE_VERB}|翻|持平|$)"
)
SET_BY_RULE = compiled(f"{either('rated')}(?:比例|标准|额度|上限)$")
YEAR_ON_YEAR = compiled(YEARLY)
SEQUENTIAL = compiled(PERIODICAL)

# In the order of competition.
READINGS: tuple[Reading, ...] = (
    shares.ranked,
    shares.against,
    changes.said_change,
    shares.share_of,
    shares.share_in,
    shares.share_noun,
    changes.difference,
    shares.part_of_named,
    levels.from_level,
    levels.compared_level,
    levels.to_level,
    changes.growth_noun,
    changes.change_verb,
    changes.more_by,
    changes.did_more,
    changes.changed_object,
    changes.growth_after,
    shares.times_of,
    shares.part_counted,
    levels.linked_level,
    changes.moved_points,
)
