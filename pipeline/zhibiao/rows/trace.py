"""How each figure was read: its clause, the readings that contended, the names and times it could have taken.

Nothing is recorded while articles are extracted. A trace reads the article again and asks, before each figure, the
very functions that decide it, for all their candidates instead of the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhibiao.model import Entity, Quantity
from zhibiao.page import Page
from zhibiao.rows.assemble import assemble, named, without_actor
from zhibiao.rows.carried import beyond_colon, grown_itself
from zhibiao.rows.circumstances import habitual, specified
from zhibiao.rows.frames import Frame
from zhibiao.rows.indicator.inherit import given_before, inherit_indicator, moved_before, said_of_group
from zhibiao.rows.indicator.sources import BEHIND, candidates
from zhibiao.rows.measures import contenders, read
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import Setting, nouns, setting, time_of
from zhibiao.rows.state import Case, Draft, State
from zhibiao.rows.subject.sources import owners


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a figure could have taken: the words, where they come from, why they were passed over (empty: taken)."""

    text: str
    origin: str
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure's way to its row. `tokens`: (words, part) of its clause; `left`, `cue` and `right`: the characters
    around the figure, the cue being the words that say what kind of figure it is.

    Candidates stand in the order they are asked in, the one taken among them; a name that several sources propose stands
    once for each.
    """

    start: int  # of the quantity, in the mended text
    tokens: tuple[tuple[str, str], ...]
    at: int  # index of the figure among the tokens
    left: str
    cue: str
    right: str
    readings: tuple[Candidate, ...]
    indicators: tuple[Candidate, ...]
    subjects: tuple[Candidate, ...]
    times: tuple[Candidate, ...]


def traces(page: Page, anchor: dt.date | None, title: Callable[[], Entity | None]) -> dict[int, Trace]:
    """The trace of every figure of an article, by the start of its quantity; also of those that made no row."""
    found: dict[int, Trace] = {}

    def watch(scene: Scene, i: int, state: State, sofar: Sequence[Draft]) -> None:
        trace = traced(scene, i, state, sofar)
        found[trace.start] = trace

    assemble(page, anchor, title, watch)
    return found


def traced(scene: Scene, i: int, state: State, sofar: Sequence[Draft]) -> Trace:
    """The trace of the figure that is token i."""
    spot = setting(scene, i)
    quantity = spot.context.quantity
    frame = beyond_colon(scene, spot.begin, spot.context, read(spot.context))
    clause = scene.tokens[spot.begin : spot.finish]
    phrase, counted = nouns(scene, i, spot, frame)
    phrase = without_actor(scene, i, spot, frame, phrase, state.whose)
    frame = grown_itself(frame, phrase.text, counted, spot.context.right)
    case = Case(scene, i, spot, frame, phrase, counted, sofar, state.whose)
    _, source, owner = named(case, state)
    found = [*owners(case._replace(counted=source in BEHIND))]
    if owner is not None:  # what comes with the noun; nobody, where all others are part of it
        found = [owner, *found] if owner[0] else []
    return Trace(
        start=quantity.start,
        tokens=tuple((scene.text[t.start : t.end], t.kind) for t in clause),
        at=i - spot.begin,
        left=spot.context.left[: frame.head],
        cue=spot.context.left[frame.head :],
        right=spot.context.right,
        readings=tuple(readings(spot)),
        indicators=tuple(in_order((noun, how) for noun, how in measured(case, state) if noun)),
        subjects=tuple(in_order(found)),
        times=tuple(times(scene, spot, frame, i, state)),
    )


# Where an owner was found, by the source that answered.
OWNED_BY = {
    "part_of_whole": "部分，与前文之主相当",
    "appraised": "分析所评的公司",
    "sentenced": "被判者",
    "dealt": "分别所指",
    "itemised": "列举的名称",
    "listed": "同一列举的前项",
    "described": "其后所修饰的",
    "share_of_group": "按比例计的人群",
    "market_index": "指数自身",
    "traded": "市场所动之物",
    "phrase_owner": "指标前的名称",
    "phrase_pronoun": "指标前的代称",
    "paralleled": "前一数主体的对应者",
    "teller": "自述者",
    "own_clause": "本句主语",
    "own_noun": "本句主语（普通名词）",
    "cause": "前文所述的起因",
    "share_of_row": "占比所说的前一行",
    "declarer": "本句自述者",
    "sentence_head": "本句前文主语",
    "row_before": "前一行",
    "announcer": "本句发布者",
    "own_results": "公司自述的业绩",
    "sentence_source": "本句消息来源",
    "person_heard": "本句受访者",
    "sentence_noun": "本句前文主语（普通名词）",
    "paragraph_head": "本段",
    "own_class": "所量的一类事物",
    "yielding_noun": "本句主语（人、物）",
    "possessor": "“的”字前之物",
    "headline": "标题",
    "carried": "前段末行",
    "article_owner": "全文",
    "office_place": "消息来源所在地",
    "issuer": "发布公告的公司",
}
# The same of what is measured: the sources, then what the figures before leave to it (`indicator.inherit`).
MEASURED_BY = {
    "race_time": "比赛成绩",
    "sentenced": "所判之刑",
    "points": "比赛得分",
    "tallied": "涨跌家数",
    "object_cut": "所增减之物",
    "done_more": "多做少做之物",
    "moved_growth": "所拉动的增长",
    "share_held": "所占之全体与份额",
    "framed": "句式自带",
    "held": "所持之物",
    "doing_group": "人群及其所为",
    "ranking": "名次",
    "lasting": "所历之事",
    "size_behind": "其后的度量",
    "apposed": "其后的价款",
    "of_those": "其后所修饰者的条件",
    "at_value": "按此价此率所做的事",
    "object_of_verb": "动词自含",
    "part_behind": "其后的部分",
    "behind_verb": "动词之后",
    "with_modifier": "限定语与其后名词",
    "division": "行政区划",
    "conditioned": "其人状况",
    "counted_behind": "其后所计",
    "possessed": "所拥有之物",
    "in_turn": "列举中其后所计",
    "described_behind": "所修饰的名词",
    "is_kind": "“为”后所属的类别",
    "labelled": "冒号前",
    "part_does": "其中部分所为",
    "taken_away": "其后所遭之事",
    "announced": "列表之前所言",
    "price_of_goods": "市场上交易的品种或指数",
    "share_price": "股价",
    "traded_thing": "市场所动之物",
    "closing_price": "收盘价",
    "clause_thing": "本句主语所属",
    "object_of_clause": "动词及其宾语",
    "behind_bare_verb": "动词之前的主题",
    "before_cue": "提示词前",
    "people_who": "其人所为或所受",
    "topic": "本句话题",
    "part_of_whole": "部分，随前文所量",
    "given_before": "前文所给予",
    "said_of_group": "前文说另一人群的",
    "moved_before": "前一分句",
    "inherit_indicator": "前一数量",
}


def measured(case: Case, state: State) -> Iterator[tuple[str, str]]:
    """What could be measured, with the names of the sources; what the figures before leave to it where its clause says
    nothing."""
    found = list(candidates(case))
    noun, source, _ = named(case, state)
    yield given_before(case.scene, case.frame, case.quantity, noun), "given_before"
    yield said_of_group(case, noun, state), "said_of_group"
    if noun and (noun, source) not in found:
        yield noun, source
    yield from found
    if not noun:
        yield moved_before(case), "moved_before"
        yield (
            inherit_indicator(case.frame, case.quantity, case.sofar, state, case.spot.context.left),
            "inherit_indicator",
        )


def in_order(found: Iterable[tuple[str, str]]) -> Iterator[Candidate]:
    """Candidates in the order of preference with the names of their sources; the first is taken."""
    for k, (text, source) in enumerate(found):
        yield Candidate(text, source, "在后" if k else "")


def readings(spot: Setting) -> Iterator[Candidate]:
    """The readings that hold, with the words each takes for its cue."""
    taken = False
    for frame, at_word in contenders(spot.context):
        why = "" if at_word and not taken else "在后" if at_word else "提示词不在词首"
        yield Candidate(frame.rule, spot.context.left[frame.head :], why)
        taken = taken or at_word


def times(scene: Scene, spot: Setting, frame: Frame, i: int, state: State) -> Iterator[Candidate]:
    """The times of the sentence and of the paragraph, with what keeps each from the figure."""
    taken = time_of(scene, spot, frame, i)
    place = scene.tokens[i].start
    for timed in scene.times:
        own = place in timed.figures
        why = (
            "在数量之后"
            if timed.start > place
            else "另有所属"
            if timed.figures or not timed.governs
            else "不及所取者近"
        )
        days = f"{timed.period.begin}..{timed.period.finish}" if timed.period else "起日不明"
        yield Candidate(
            timed.expr.text,
            days + "（专属）" * own,
            "" if timed is taken else why,
        )
    if state.period is not None:
        quantity = scene.tokens[i].span
        timeless = isinstance(quantity, Quantity) and (specified(scene.text, quantity) or habitual(scene, quantity))
        why = "在后" if taken else "规格不沿用时间" if timeless else ""
        yield Candidate(state.period_text, f"本段 {state.period.begin}..{state.period.finish}", why)
