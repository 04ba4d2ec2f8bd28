"""A figure in its clause: the words around it, the nouns beside it, the time that governs it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from zhibiao.model import Quantity
from zhibiao.rows import names
from zhibiao.rows.inherit import Timed, chosen
from zhibiao.rows.measures import Context, Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import sentence_clause


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure in its clause: the clause's tokens begin..finish, where its left context begins, the context itself,
    and the offsets of the left context where a word begins."""

    begin: int
    finish: int
    left_edge: int
    context: Context
    edges: frozenset[int]


def setting(scene: Scene, i: int) -> Setting:
    """The setting of the figure that is token i."""
    token, quantity = scene.tokens[i], scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    begin, finish = sentence_clause(scene.tokens, i)
    left_edge = left_of(scene, begin, i)
    beside = quantity.unit == "倍" or quantity.measure == "change"  # 是2020年的|两倍, 与上月|持平
    left_end = token.start if beside else strip_time(scene, begin, i, token.start)
    left = scene.text[left_edge : max(left_edge, left_end)]
    if quantity.dimension == "rate":
        left = PER_UNIT.sub("", left)
    right = scene.text[token.end : scene.tokens[finish - 1].end]
    edges = frozenset(t.start - left_edge for t in scene.tokens[begin:i]) | {len(left)}
    edges |= {t.end - 1 - left_edge for t in scene.tokens[begin:i] if t.text[1:] and t.text[-1] in REACHING}  # 产能|达
    return Setting(begin, finish, left_edge, Context(quantity, left, right, left_end < token.start, edges), edges)


REACHING = "达为"
PER_UNIT = regex.compile(r"每[^，。；每]{1,7}$")


def left_of(scene: Scene, begin: int, i: int) -> int:
    """Offset where the left context of token i begins: its clause, or the figure before it in the clause."""
    for k in range(i - 1, begin - 1, -1):
        if scene.tokens[k].kind == "Q":
            return scene.tokens[k].end
    return scene.tokens[begin].start


def strip_time(scene: Scene, begin: int, i: int, place: int) -> int:
    """Offset where the left context ends when a time before the figure is set aside: 至|2024年的|58亿元."""
    k = i - 1
    while k >= begin and scene.tokens[k].kind in ("T", "DE"):
        if scene.tokens[k].kind == "DE" and (k == begin or scene.tokens[k - 1].kind != "T"):
            return place
        place = scene.tokens[k].start
        k -= 1
    return place


def nouns(scene: Scene, i: int, spot: Setting, frame: Frame) -> tuple[names.Phrase, str]:
    """The noun phrase before the cue, and the noun that the figure counts."""
    phrase = names.before(scene.text, names.clip(scene.tokens, spot.begin, i, spot.left_edge + frame.head))
    governed = any(t.kind == "V" for t in scene.tokens[spot.begin : i])
    return phrase, names.after(scene.text, scene.tokens[i + 1 : spot.finish], governed)


def time_of(scene: Scene, spot: Setting, frame: Frame, i: int) -> Timed | None:
    """The time of its sentence that governs the figure of token i; what it is measured against gives none."""
    begin, end = (spot.left_edge + at for at in frame.against_at)
    used = {t.start for t in scene.times if begin <= t.start < end}
    clause = scene.tokens[spot.begin].start, scene.tokens[spot.finish - 1].end
    return chosen(scene.times, clause, scene.tokens[i].start, used)
