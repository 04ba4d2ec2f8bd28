"""What figures of one sentence have to do with each other: parts, twins, items dealt out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from zhibiao.model import Quantity
from zhibiao.rows.dealing import DEALT, deal
from zhibiao.rows.measures import Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft, State


def whole_of(scene: Scene, place: int, frame: Frame, quantity: Quantity, sofar: Sequence[Draft], state: State) -> int:
    """Start of the whole's figure when 其中 stands before this one; only levels have one."""
    if frame.measure != "level":
        return -1
    at = scene.text.rfind("其中", scene.sentence.start, place)
    if at < 0 or "；" in scene.text[at:place]:
        return -1
    earlier = [*state.drafts[-6:]]
    for draft in reversed(earlier):
        if (
            draft.quantity.start < at
            and draft.measure == "level"
            and draft.quantity.unit == quantity.unit
            and draft.part_of < 0
        ):
            return draft.quantity.start
    return -1


def twin_of(scene: Scene, i: int, quantity: Quantity, previous: Draft | None) -> int:
    """Start of the same amount in another unit, stated just before this one's bracket: 36亿元（约5亿美元）."""
    if previous is None or quantity.unit == previous.quantity.unit:
        return -1
    between = scene.text[previous.quantity.end : quantity.start]
    same = quantity.dimension == previous.quantity.dimension
    if same and regex.fullmatch(r"[（(，,]?(?:人民币)?(?:约|折)?(?:合|折合|相当于|约合|约)?", between) and between:
        return previous.quantity.start
    return -1


def settle(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What can only be said when the whole sentence is read: lists dealt out."""
    for m in DEALT.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        drafts = deal_out(scene, drafts, m.start(), m.end())
    return drafts


def deal_out(scene: Scene, drafts: list[Draft], at: int, end: int) -> list[Draft]:
    """Give the figures after 分别 their items' names."""
    clause = next((d.clause for d in drafts if d.clause[0] <= at < d.clause[1]), None)
    if clause is None:
        return drafts
    run = [k for k, d in enumerate(drafts) if d.clause == clause and d.quantity.start > at]
    if len(run) < 2:
        return drafts
    first = drafts[run[0]]
    items = deal(first.indicator, len(run))
    done = list(drafts)
    if items is None:
        return done
    for k, item in zip(run, items, strict=True):
        done[k] = replace(done[k], indicator=item, rule=done[k].rule + "_dealt")
    return done
