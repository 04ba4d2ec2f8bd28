"""Marks and words of an article → its rows and rejections: every numeral becomes one or the other.

A sentence is read from left to right. Each figure gets a `Frame` (what kind of figure), a phrase (what is
measured), an owner, a time and a basis; what its clause omits it takes from the state that earlier clauses
left: the figure before, the sentence, the paragraph, the headline.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from zhibiao.clauses.counted import counted_noun
from zhibiao.clauses.cues import ANAPHORS, LISTS, attribute, either
from zhibiao.clauses.phrases import Phrase, clip, phrase_before
from zhibiao.matching import compiled
from zhibiao.model import Entity, Period, Quantity, Rejection
from zhibiao.page import Page
from zhibiao.rows.antecedents import COMPANY, Headlines
from zhibiao.rows.bare import LARGE, in_money
from zhibiao.rows.breakdown import part_of_whole
from zhibiao.rows.carried import (
    beside_growth,
    beyond_colon,
    further_object,
    grown_itself,
    grown_on,
    of_topic,
    shares_on,
)
from zhibiao.rows.circumstances import basis_of, period_of
from zhibiao.rows.frames import Frame
from zhibiao.rows.indicator.inherit import (
    counts_part,
    given_before,
    in_full,
    inherit_indicator,
    kind_of_noun,
    moved_before,
    said_of_group,
)
from zhibiao.rows.indicator.sources import BEHIND, choose
from zhibiao.rows.lists import dealt_at
from zhibiao.rows.measures import read
from zhibiao.rows.modality import carried_over, modality_of, to_come
from zhibiao.rows.refusals import naming, rejected
from zhibiao.rows.relations import PART_OF_WHOLE, settle, twin_of, whole_of
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import Setting, nouns, setting, time_of
from zhibiao.rows.standard import is_official
from zhibiao.rows.state import Case, Draft, State, Watch
from zhibiao.rows.subject.context import Context
from zhibiao.rows.subject.sources import OWN, dealt, owners
from zhibiao.rows.timed import Timed, stated_for


def assemble(
    page: Page,
    anchor: dt.date | None,
    title: Callable[[], Entity | None] = lambda: None,
    watch: Watch | None = None,
    title_period: Callable[[], tuple[Period | None, str]] = lambda: (None, ""),
    scenes: Sequence[Scene] = (),
    stated: bool = False,
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts and rejections of an article, in the order of its sentences. `title` answers the owner that the
    article's title names, `title_period` the time it states, when they are asked for. `watch` sees each figure with the
    state it is read in. `scenes`: of the page's sentences, where they are wanted afterwards. `stated`: whether the anchor
    is but the latest day that the text states."""
    scenes = scenes or scenes_of(page)
    state = State(anchor, scenes, Context(page, scenes, Headlines(title)), title_period, stated)
    state.rejections.extend(Rejection(label, label.reason) for label in page.everywhere.labels)
    figured = set(page.figured)
    for k in range(max(figured, default=-1) + 1):
        scene = state.enter(k)
        if k in figured:
            read_sentence(scene, state, watch)
        state.leave(scene)
    return state.drafts, state.rejections


def scenes_of(page: Page) -> list[Scene]:
    """The sentences of a page as the readers see them."""
    return [Scene(page, k) for k in range(len(page.sentences))]


def read_sentence(scene: Scene, state: State, watch: Watch | None = None) -> None:
    """Add the sentence's drafts and rejections to the state, figure by figure."""
    first = len(state.drafts)
    for i in scene.figures:
        state.whose.reach(scene.tokens[i].start)
        if watch is not None:
            watch(scene, i, state, state.drafts[first:])
        draft = read_figure(scene, i, state, state.drafts[first:])
        if isinstance(draft, Rejection):
            state.rejections.append(draft)
        else:
            state.drafts.append(draft)
    state.drafts[first:] = settle(scene, state.drafts[first:])


def read_figure(scene: Scene, i: int, state: State, sofar: Sequence[Draft]) -> Draft | Rejection:
    """The draft that token i of the sentence becomes, or why it becomes none."""
    token, spot = scene.tokens[i], setting(scene, i)
    quantity, previous = spot.context.quantity, sofar[-1] if sofar else None
    begin, finish, left = spot.begin, spot.finish, spot.context.left
    frame = of_topic(scene, quantity, beyond_colon(scene, begin, spot.context, read(spot.context)))
    frame = beside_growth(scene, i, frame)
    if coordinated(left) and previous is not None and previous.clause[0] == scene.tokens[begin].start:
        owner = dealt(Case(scene, i, spot, frame, Phrase(-1), "", sofar, state.whose))
        return follow(scene, i, previous, quantity, owner)
    case = framed(scene, i, spot, further_object(frame, left, previous), state, sofar)
    indicator, source, part = named(case, state)
    frame = grown_on(case.frame, case.phrase.text, quantity, previous, spot.context.dated or scene.kinds[begin] == "T")
    quantity = in_money(quantity, indicator or case.noun, scene, left, spot.context.right)
    if reason := refused(case._replace(frame=frame), quantity, indicator):
        return Rejection(quantity, reason)
    twin = twin_of(scene, i, quantity, previous)
    counted = source in BEHIND
    frame, indicator, own = measured(case, frame, indicator, quantity, counted, twin, state)
    changed = previous if twin >= 0 and previous is not None and previous.measure == "change" else None
    frame = changed_alike(frame, changed)
    quantity = in_money(quantity, indicator, scene)
    subject, how = part or next(owners(case._replace(frame=frame, counted=counted)), ("", ""))
    when = time_of(scene, spot, frame, i)
    modality, period, period_text = dated(case, when, quantity, twin, state)
    if frame.qualifier and not quantity.qualifier:
        quantity = replace(quantity, qualifier=frame.qualifier)
    value, value_to = signed(quantity, -1 if frame.measure == "change" and frame.sign < 0 and quantity.value > 0 else 1)
    taken = ("indicator" if not own else "", "subject:" + how if how and how not in OWN else "")
    return Draft(
        quantity,
        scene.sentence,
        (scene.tokens[begin].start, scene.tokens[finish - 1].end),
        frame.rule,
        frame.measure,
        value,
        value_to,
        indicator,
        subject,
        changed.basis if changed else basis_of(frame, scene, spot.left_edge, sofar, state, quantity, period),
        modality,
        state.whose.attribution(i),
        period,
        period_text,
        part_of=whole_of(scene, token.start, frame, quantity, sofar, state),
        same_as=twin,
        inherited=tuple(filter(None, (*taken, "period" if when is None and period is not None else ""))),
        sources=(source if own else "inherited", how),
        pointers=pointers(scene, i, state.whose),
        counted=counted,
    )


def named(case: Case, state: State) -> tuple[str, str, tuple[str, str] | None]:
    """What is measured and the source that says so; whose it is, with its source, where that comes with it."""
    indicator, source = choose(case)
    if whole := official_whole(case, indicator):
        found = owners(case)
        return whole, source, next(((name, how) for name, how in found if name not in whole), ("", ""))
    part = part_of_whole(case, indicator, state)
    if part is None:
        return indicator, source, None
    return part.noun, PART_OF_WHOLE, (part.owner, part.how) if part.owner else None


def official_whole(case: Case, noun: str) -> str:
    """The official name that a noun ends, where the words before it were taken for its owner: 企业|所得税, 工业生产者|购进价格;
    empty for none."""
    if not noun or noun != case.phrase.text:
        return ""
    end = case.scene.tokens[case.until].start
    run = list(takewhile(lambda t: t.kind == "N", reversed(case.scene.tokens[case.begin : case.until])))
    before = [case.phrase.pronoun, *(case.scene.text[token.start : end] for token in reversed(run))]
    return next((whole for words in before if words and is_official(whole := words + noun)), "")


def refused(case: Case, quantity: Quantity, indicator: str) -> str:
    """Why a figure makes no row, or empty; `quantity`: with the unit that its noun gives it."""
    scene, frame, context = case.scene, case.frame, case.spot.context._replace(quantity=quantity)
    said_before = scene.text[scene.sentence.start : scene.tokens[case.i].start]
    reason = rejected(context, frame, indicator, case.phrase, said_before)
    return reason or naming(scene, case.spot.begin, case.i, frame, case.noun)


def changed_alike(frame: Frame, other: Draft | None) -> Frame:
    """The frame of the same amount in another currency as a change: 便宜20美元（约|143元人民币）."""
    if other is None:
        return frame
    return frame._replace(measure="change", sign=-1 if other.value < 0 else 1)


def pointers(scene: Scene, i: int, context: Context) -> tuple[tuple[str, str], ...]:
    """The words of a sentence before its token i that point at somebody, with the names they stand for here."""
    words = dict.fromkeys(token.text for token in scene.tokens[:i] if token.text in ANAPHORS or token.text in COMPANY)
    return tuple([(word, name) for word in words if (name := context.stands_for(word))])


def framed(scene: Scene, i: int, spot: Setting, frame: Frame, state: State, sofar: Sequence[Draft]) -> Case:
    """The figure with the phrase before its cue and the noun behind it."""
    phrase, counted = nouns(scene, i, spot, frame)
    phrase = without_actor(scene, i, spot, frame, phrase, state.whose)
    frame = grown_itself(frame, phrase.text, counted, spot.context.right)
    return Case(scene, i, spot, frame, phrase, counted, sofar, state.whose)


def measured(
    case: Case, frame: Frame, indicator: str, quantity: Quantity, counted: bool, twin: int, state: State
) -> tuple[Frame, str, bool]:
    """The frame as its noun decides it, the indicator, and whether that is the clause's own. `counted`: whether it is the
    noun behind the figure."""
    previous, left = case.sofar[-1] if case.sofar else None, case.spot.context.left
    part = case.noun if counted or POPULACE.search(case.noun) else ""
    frame = counts_part(frame, indicator, quantity, part, left)
    given = given_before(case.scene, frame, quantity, indicator) or said_of_group(case, indicator, state)
    indicator = "" if given else indicator
    earlier = given or moved_before(case) or inherit_indicator(frame, quantity, case.sofar, state, left)
    if twin >= 0 and previous is not None:  # 36亿元（约合5亿美元）
        indicator, earlier = "", previous.indicator
    frame, own = kind_of_noun(frame, in_full(indicator, case.phrase, earlier), quantity)
    if indicator and own:
        return frame, own, True
    if frame.rule == "to_level" and previous is not None and previous.rule == "from_level":
        frame = frame._replace(measure=previous.measure)  # 增速由4%|升至5%
    elif shares_on(frame, quantity, previous, earlier):
        frame = frame._replace(measure="share")
    return frame, own or earlier, False


POPULACE = compiled(either("populace") + "$")


def dated(
    case: Case, timed: Timed | None, quantity: Quantity, twin: int, state: State
) -> tuple[str, Period | None, str]:
    """Whether it is a fact or an aim, and when, with the words that say when."""
    scene, i, previous = case.scene, case.i, case.sofar[-1] if case.sofar else None
    stated = modality_of(scene, case.begin, case.spot.finish, i)
    said = carried_over(stated, scene, previous, timed, scene.tokens[i].start, state.anchor)
    modality = to_come(said, scene, (case.begin, i), timed, state.anchor, state.stated)
    period, words = period_of(timed, state, modality, scene, quantity)
    if twin >= 0 and previous is not None and (timed is None or timed.expr.kind == "now"):  # （当前约1919亿元人民币）
        return modality, previous.period, previous.period_text
    return modality, period, words


def without_actor(scene: Scene, i: int, spot: Setting, frame: Frame, phrase: Phrase, context: Context) -> Phrase:
    """The phrase without the actor that its clause opens with: 警方|采集指纹."""
    head = context.head_before(spot.begin, i)
    if head is None or not head.agent or not head.name or head.thing or not spot.begin + phrase.first < head.after:
        return phrase
    rest = clip(scene.tokens, head.after, i, spot.place(frame.head))
    if not rest:
        return phrase
    cut = phrase_before(rest)
    if cut.bare and len(cut.text) > 1 and not (phrase.bare or attribute(cut.text)):  # 工业|产出|下跌0.9%
        return phrase
    return cut._replace(first=cut.first + head.after - spot.begin) if cut.text else phrase


def signed(quantity: Quantity, sign: int) -> tuple[Decimal, Decimal | None]:
    """The value with the sign of its verb; a range of declines stays ordered by size."""
    if sign > 0:
        return quantity.value, quantity.value_to
    return -quantity.value, None if quantity.value_to is None else -quantity.value_to


def coordinated(left: str) -> bool:
    """Whether nothing but a list separator stands between a figure and the one before it."""
    return left.strip(" “”") in ("、", "，", "/", *LISTS["conjunction"])


def follow(scene: Scene, i: int, previous: Draft, quantity: Quantity, owner: str) -> Draft:
    """A figure in a list takes all from the one before it, but its own noun when it counts one, and the owner dealt to it."""
    counted = counted_noun(scene.tokens[i + 1 : scene.finishes[i]]) if quantity.dimension == "count" else ""
    negative = previous.measure == "change" and previous.value < 0 and quantity.value > 0
    value, value_to = signed(quantity, -1 if negative else 1)
    if not quantity.qualifier and (said := said_of_all(scene, i)):
        quantity = replace(quantity, qualifier=said)
    if not quantity.unit and previous.quantity.unit == "元" and LARGE.search(quantity.text):
        quantity = replace(quantity, unit="元", code=previous.quantity.code, dimension="money")  # 分别为7105亿、|6032亿
    own = stated_for(scene.times, scene.tokens[i].start)
    return previous._replace(
        period=own.period if own else previous.period,
        period_text=own.expr.text if own else previous.period_text,
        quantity=quantity,
        value=value,
        value_to=value_to,
        indicator=counted or previous.indicator,
        subject=owner or previous.subject,
        same_as=-1,
        rule="listed",
        counted=False,
        dealt="",
        sources=("listed", "dealt" if owner else "listed"),
        measure=quantity.measure or previous.measure,
    )


def said_of_all(scene: Scene, i: int) -> str:
    """The qualifier that stands before all values of a list: 分别约|3亿元、5亿元; empty for none."""
    at = dealt_at(scene.tokens, scene.begins[i], i)
    first = next((k for k in range(at + 1, i) if scene.tokens[k].kind == "Q"), -1)
    span = scene.tokens[first].span if at >= 0 and first >= 0 else None
    stated = isinstance(span, Quantity) and not scene.tokens[first].text[0].isdigit()
    return span.qualifier if stated and isinstance(span, Quantity) else ""
