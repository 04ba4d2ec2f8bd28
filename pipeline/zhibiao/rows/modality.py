"""Whether a figure is a fact, an aim, a forecast or a standing rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from zhibiao.clauses.cues import FORECAST, GRANTED, LISTS, NORM, TARGET, either
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.rows.timed import Timed
from zhibiao.times.periods import absolute

MODAL = compiled(either("norm", "forecast", "target"))  # without one of these words none of the three patterns holds
# 从10次降至不超过6次, 连续13年不低于4% state what happened, no rule.
BROUGHT = compiled("[降减增升缩提扩]至|[降减增升缩提扩]到|压缩|缩短|提速|实现|达到|连续|保持|已|均")


def modality_of(scene: Scene, begin: int, finish: int, i: int) -> str:
    """actual, target, forecast or norm, by the words of the clause and of the sentence up to the figure."""
    if scene.ruled and not happened(scene, begin, i):
        return "norm"
    if not scene.modal:
        return "actual"
    clause = scene.text[scene.tokens[begin].start : scene.tokens[finish - 1].end]
    if GRANTED.search(scene.text, scene.sentence.start, scene.sentence.end):
        return "norm"
    if not MODAL.search(clause):
        return "actual"
    norm = NORM.search(clause)
    bound = norm is not None and norm[0].startswith("不")
    fact = bound and (BROUGHT.search(clause) or INTENDED.search(clause, 0, norm.start()))  # 拟花费|不超过4000万元
    if norm and not fact and not names_policy(clause, norm):
        return "norm"
    if FORECAST.search(clause):
        return "forecast"
    part_done = REACHED.search(scene.text, scene.tokens[begin].start, scene.tokens[i].start)
    if not part_done and (target := TARGET.search(clause)):
        said = scene.text[scene.sentence.start : scene.tokens[i].start]
        return "forecast" if target[0].startswith("将") and FORECAST.search(said) else "target"
    return "actual"


# How much of an aim has been reached: 完成全年目标的|53.8%.
REACHED = compiled(
    "(?:(?:完成|实现|达到?)[^，。；]{0,12}(?:目标|计划|任务)[^，。；]{0,6}的|占[^，。；]{0,12}(?:目标|计划|任务)[^，。；]{0,4})$"
)


def names_policy(clause: str, norm: Any) -> bool:
    """Whether the word is part of what a policy is called, and no rule: 免征增值税|政策新增减税44亿元; or 按照 leads no rule:
    按照|20元/股调整估值."""
    if norm[0] in GRANTS:
        return POLICY.match(clause, norm.end()) is not None
    return norm[0] == "按照" and PRICED.match(clause, norm.end()) is not None


INTENDED = compiled("拟|打算")
GRANTS = frozenset(LISTS["grant"])
POLICY = compiled("[^，。；0-9]{0,12}?政策")
PRICED = compiled("[0-9.]+万?(?:美|港)?元")


def happened(scene: Scene, begin: int, i: int) -> bool:
    """Whether the figure's clause says that something has been done, or by when."""
    return any(t.text in DONE or (t.kind == "T" and not ROLLING.match(t.text)) for t in scene.tokens[begin:i])


# Times that are those of whom a rule meets: 企业|上年度|缴费的60%.
ROLLING = compiled("(?:上|上一|前一|当|本|全)年|每")
UNREAL = frozenset(LISTS["unreal"])
DONE = frozenset(LISTS["has_been"])


def plans(tokens: Sequence[Token], begin: int, i: int) -> bool:
    """Whether the clause of figure i says by 将 before a verb or an adverb that something is to come: 将|进一步|提供500万欧元;
    not 将|利率|上调25个基点."""
    for k in range(begin, i - 1):
        if tokens[k].text == "将" and tokens[k + 1].kind in ("P", "ADV", "V"):
            unreal = any(t.text in UNREAL for t in tokens[:begin])  # 如果没有大宗订单，数据|将显示下降2.6%
            return not unreal and not any(t.text in DONE for t in tokens[begin:i])
    return False


def carried_over(
    modality: str, scene: Scene, previous: Draft | None, timed: Timed | None, place: int, anchor: dt.date | None
) -> str:
    """What the row just before is, where the figure goes on with it: 预计净利润3亿元，同比增长26%至43% is foreseen as a whole.

    A clause that says what has been, or of days that have passed, starts anew.
    """
    if modality != "actual" or previous is None or previous.modality not in ("forecast", "target"):
        return modality
    own = timed.period if timed is not None else None
    if own is not None and previous.period != own and (anchor is None or own.finish < anchor):
        return modality
    between = scene.text[previous.quantity.end : place]
    return modality if STOPPED.search(between) else previous.modality


STOPPED = compiled(f"[。；！？：“”]|{either('aim_ends')}")


def to_come(
    modality: str,
    scene: Scene,
    place: tuple[int, int],
    timed: Timed | None,
    anchor: dt.date | None,
    stated: bool,
) -> str:
    """What the sentence states for days after the anchor, or by 将, is no fact: planned, or foreseen where it says so.
    `place`: the tokens of the clause's beginning and of the figure; `stated`: whether the anchor is but the latest day
    that the text states, so that a month without a year may have passed since.

    自下周起|取消80架次航班   => target
    将进一步|提供500万欧元    => target
    """
    if modality != "actual":
        return modality
    passed = stated and timed is not None and not absolute(timed.expr) and not timed.expr.text.startswith("到")
    if timed is None or timed.period is None or timed.expr.kind == "asof" or anchor is None or passed:
        ahead = plans(scene.tokens, *place)
    else:
        ahead = timed.period.begin > anchor
    if not ahead:
        return modality
    return "forecast" if FORECAST.search(scene.text, scene.sentence.start, scene.sentence.end) else "target"
