"""Marks and words of an article → its rows and rejections: every numeral becomes one or the other.

A sentence is read from left to right. Each figure gets a `Frame` (what kind of figure), a phrase (what is
measured), an owner, a time and a basis; what its clause omits it takes from the state that earlier clauses
left: the figure before, the sentence, the paragraph, the headline.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import regex

from zhibiao.model import Entity, Label, Period, Quantity, Rejection, Sentence
from zhibiao.page import Page
from zhibiao.rows import names, subjects
from zhibiao.rows.cues import (
    ANAPHORS,
    BARE_HEAD,
    DURATION_HEAD,
    FORECAST,
    NATION,
    NORM,
    SHARE_NOUNS,
    TARGET,
    VERBAL_NOUNS,
    last,
)
from zhibiao.rows.dealing import DEALT, deal
from zhibiao.rows.inherit import Timed, chosen, stated_for, timeline
from zhibiao.rows.measures import Context, Frame, read
from zhibiao.rows.periods import relation
from zhibiao.rows.roles import compared
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import KEPT, Token, clause_starts, sentence_clause


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before its offsets are translated: all that the sentence and its context say of one figure."""

    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    rule: str
    measure: str
    value: Decimal
    value_to: Decimal | None = None
    indicator: str = ""
    subject: str = ""
    basis: str = ""
    modality: str = "actual"
    attribution: str = ""
    period: Period | None = None
    period_text: str = ""
    part_of: int = -1  # start of the whole's quantity
    same_as: int = -1
    inherited: tuple[str, ...] = ()


@dataclass
class State:
    """What is in force while an article is read; the one mutable thing in the room."""

    anchor: dt.date | None
    topics: subjects.Topics
    period: Period | None = None
    period_text: str = ""
    paragraph: int = -1
    passed: list[Scene] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def enter(self, scene: Scene) -> None:
        """A new paragraph forgets the period and the topic of the one before."""
        if scene.sentence.paragraph != self.paragraph:
            self.paragraph = scene.sentence.paragraph
            self.period, self.period_text = None, ""
            self.passed = []
            self.topics.enter_paragraph(self.drafts[-1].subject if self.drafts else "")
        self.topics.enter(scene)
        if scene.sentence.kind == "headline":
            self.topics.carried = ""
        if scene.opens_item:
            self.topics.item = scene
        elif scene.sentence.kind == "headline" and not self.drafts:
            self.topics.headlines.append(scene)

    def pass_by(self, scene: Scene) -> None:
        """A sentence without a figure matters only to a later one of its paragraph."""
        self.passed.append(scene)
        self.topics.passed.append(scene)

    def catch_up(self) -> None:
        """Read the times of the sentences passed."""
        for scene in self.passed:
            if scene.marks.times:
                self.leave(*timeline(scene.text, scene.outline, self.anchor, self.period))
        self.passed = []

    def leave(self, times: Sequence[Timed], context: Period | None) -> None:
        """The last lasting time of a sentence is in force after it."""
        lasting = [t for t in times if t.lasting]
        if lasting and context is not None:
            self.period, self.period_text = lasting[-1].period, lasting[-1].expr.text


# Called before each figure is read: the sentence, the figure's token, the state, the sentence's drafts so far.
Watch = Callable[[Scene, int, State, Sequence[Draft]], None]


def assemble(
    page: Page,
    anchor: dt.date | None,
    title: Callable[[], Entity | None] = lambda: None,
    watch: Watch | None = None,
) -> tuple[list[Draft], list[Rejection]]:
    """The drafts and rejections of an article, in the order of its sentences. `title` answers the owner that the
    article's title names, when it is asked for. `watch` sees each figure with the state it is read in."""
    state = State(anchor, subjects.Topics(page, title))
    state.rejections.extend(Rejection(label, label.reason) for label in page.everywhere.labels)
    for k in range(len(page.sentences)):
        scene = Scene(page, k)
        state.enter(scene)
        if not scene.marks.quantities:
            state.pass_by(scene)
            continue
        state.catch_up()
        times, context = timeline(page.text, scene.tokens, anchor, state.period)
        scene.times = tuple(times)
        read_sentence(scene, state, watch)
        state.leave(times, context)
    return state.drafts, state.rejections


def read_sentence(scene: Scene, state: State, watch: Watch | None = None) -> None:
    """Add the sentence's drafts and rejections to the state, clause by clause."""
    first = len(state.drafts)
    clause_seen = -1
    for i, (token, begin) in enumerate(zip(scene.tokens, clause_starts(scene.tokens), strict=True)):
        if begin != clause_seen:
            clause_seen, state.topics.place = begin, token.start
            if topic := subjects.clause_topic(scene.text, scene.tokens, begin, state.topics):
                state.topics.say(topic)
        if not isinstance(token.span, Quantity):
            continue
        state.topics.place = token.start
        if watch is not None:
            watch(scene, i, state, state.drafts[first:])
        draft = read_figure(scene, i, state, state.drafts[first:])
        if isinstance(draft, Rejection):
            state.rejections.append(draft)
        else:
            state.drafts.append(draft)
    state.drafts[first:] = settle(scene, state.drafts[first:])


# ------------------------------------------------------------------ one figure


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
    left_end = token.start if quantity.unit == "倍" else strip_time(scene, begin, i, token.start)
    left = scene.text[left_edge : max(left_edge, left_end)]
    if quantity.dimension == "rate":
        left = PER_UNIT.sub("", left)
    right = scene.text[token.end : scene.tokens[finish - 1].end]
    edges = frozenset(t.start - left_edge for t in scene.tokens[begin:i]) | {len(left)}
    return Setting(begin, finish, left_edge, Context(quantity, left, right, left_end < token.start), edges)


def read_figure(scene: Scene, i: int, state: State, sofar: Sequence[Draft]) -> Draft | Rejection:
    """The draft that token i of the sentence becomes, or why it becomes none."""
    token = scene.tokens[i]
    quantity = token.span
    assert isinstance(quantity, Quantity)
    spot = setting(scene, i)
    begin, finish, left_edge, left = spot.begin, spot.finish, spot.left_edge, spot.context.left
    frame = read(spot.context, spot.edges)
    previous = sofar[-1] if sofar else None
    if coordinated(left) and previous is not None and previous.clause[0] == scene.tokens[begin].start:
        return follow(scene, i, previous, quantity)
    phrase, counted = nouns(scene, i, spot, frame)
    indicator, source = indicator_of(frame, phrase, counted, quantity, left)
    reason = rejected(quantity, frame, indicator, phrase, counted, left) or naming(scene, begin, i, frame, counted)
    if reason:
        return Rejection(quantity, reason)
    shared = quantity.unit == "%" and indicator.endswith(tuple(SHARE_NOUNS))
    if shared or (frame.rule == "bare_level" and quantity.measure == "share"):
        frame = replace(frame, measure="share" if frame.measure == "level" else frame.measure)
    inherited: list[str] = []
    if indicator in MODIFIERS and (noun := inherit_indicator(frame, quantity, sofar, state)):
        indicator = indicator + MODIFIED.sub("", noun)  # 单日|最高达7.77亿件
    if not indicator:
        indicator = moved_before(scene, begin, frame) or inherit_indicator(frame, quantity, sofar, state)
        inherited.append("indicator")
    subject, how = next(owners(scene, begin, phrase, bool(source), i, sofar, state.topics), ("", ""))
    if how:
        inherited.append("subject:" + how)
    timed = time_of(scene, spot, frame, i)
    modality = modality_of(scene, begin, finish, i)
    period, period_text = period_of(timed, state, modality)
    if timed is None and period is not None:
        inherited.append("period")
    basis = basis_of(frame, scene, left_edge, sofar, state, quantity)
    sign = -1 if frame.measure == "change" and frame.sign < 0 and quantity.value > 0 else 1
    value, value_to = signed(quantity, sign)
    return Draft(
        quantity,
        scene.sentence,
        (scene.tokens[begin].start, scene.tokens[finish - 1].end),
        frame.rule + source,
        frame.measure,
        value,
        value_to,
        indicator,
        subject,
        basis,
        modality,
        attribution_of(scene, token.start),
        period,
        period_text,
        part_of=whole_of(scene, token.start, frame, quantity, sofar, state),
        same_as=twin_of(scene, i, quantity, previous),
        inherited=tuple(inherited),
    )


def nouns(scene: Scene, i: int, spot: Setting, frame: Frame) -> tuple[names.Phrase, str]:
    """The noun phrase before the cue, and the noun that the figure counts."""
    phrase = names.before(scene.text, names.clip(scene.tokens, spot.begin, i, spot.left_edge + frame.head))
    governed = any(t.kind == "V" for t in scene.tokens[spot.begin : i])
    return phrase, names.after(scene.text, scene.tokens[i + 1 : spot.finish], governed)


MODIFIERS = frozenset(
    {
        "单日",
        "日均",
        "月均",
        "年均",
        "周均",
        "户均",
        "人均",
        "亩均",
        "平均",
        "累计",
        "单月",
        "单季",
        "单周",
        "单场",
        "单次",
        "当日",
        "当月",
        "同期",
        "其中",
        "峰值",
    }
)
MODIFIED = regex.compile("^(?:单日|日均|月均|年均|周均|户均|人均|亩均|平均|累计)")
PER_UNIT = regex.compile(r"每[^，。；每]{1,7}$")


def signed(quantity: Quantity, sign: int) -> tuple[Decimal, Decimal | None]:
    """The value with the sign of its verb; a range of declines stays ordered by size."""
    if sign > 0:
        return quantity.value, quantity.value_to
    return -quantity.value, None if quantity.value_to is None else -quantity.value_to


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


def coordinated(left: str) -> bool:
    """Whether nothing but a list separator stands between a figure and the one before it."""
    return left.strip(" “”") in ("、", "和", "与", "及", "以及", "或", "，", "/")


def follow(scene: Scene, i: int, previous: Draft, quantity: Quantity) -> Draft:
    """A figure in a list takes all from the one before it, but its own noun when it counts one."""
    _, finish = sentence_clause(scene.tokens, i)
    counted = names.after(scene.text, scene.tokens[i + 1 : finish]) if quantity.dimension == "count" else ""
    negative = previous.measure == "change" and previous.value < 0 and quantity.value > 0
    value, value_to = signed(quantity, -1 if negative else 1)
    own = stated_for(scene.times, scene.tokens[i].start)
    return replace(
        previous,
        period=own.period if own else previous.period,
        period_text=own.expr.text if own else previous.period_text,
        quantity=quantity,
        value=value,
        value_to=value_to,
        indicator=counted or previous.indicator,
        same_as=-1,
        rule="listed",
        measure=quantity.measure or previous.measure,
    )


# ------------------------------------------------------------------ indicator


def indicator_of(frame: Frame, phrase: names.Phrase, counted: str, quantity: Quantity, left: str) -> tuple[str, str]:
    """The noun phrase measured, and a suffix for the rule's name where it was not the plain one."""
    if frame.own:
        return frame.own, ""
    if frame.inherits:
        return "", ""
    if frame.rule == "part_counted" and counted:
        return counted, ""
    if frame.measure == "rank" and phrase.text in RANGES:
        return phrase.text + "排名", ""
    if counted and frame.measure == "level" and phrase.bare and not counted_is_clause(counted):
        return counted, "_counted"  # 安排|15000亿元|超长期特别国债
    if (
        counted
        and frame.measure == "level"
        and left.endswith("了")
        and phrase.single
        and not counted_is_clause(counted)
    ):
        return counted, "_counted"  # 种植了|1500亩|芦苇
    if counted and frame.measure == "level" and phrase.text in MODIFIERS | {"新增"} and not counted_is_clause(counted):
        return phrase.text + counted, "_counted"  # 新增|2亿千瓦以上|新能源消纳需求
    if phrase.bare and quantity.unit in DIVISIONS and frame.measure == "level":
        return phrase.text + quantity.unit, ""  # 辐射|16省（区、市）
    counts = quantity.dimension == "count" and not quantity.unit.endswith(("人次", "车次", "架次"))
    if counted and frame.measure == "level" and (counts or not phrase.text) and not counted_is_clause(counted):
        return counted, "_counted"
    return phrase.text, ""


RANGES = frozenset({"国际", "全国", "全球", "世界", "全省", "国内", "行业", "综合"})


def counted_is_clause(counted: str) -> bool:
    """Whether what follows a count is no noun of it: 人民币, 左右, 以上."""
    return counted in ("人民币", "左右", "以上", "以下", "以内", "上下") or counted.startswith(("同比", "环比"))


def moved_before(scene: Scene, begin: int, frame: Frame) -> str:
    """The thing that the clause just before says to rise or fall: 对美出口下滑，|降幅为3%."""
    if frame.measure != "change" or begin < 2 or scene.tokens[begin - 1].text not in "，,":
        return ""
    first, after = sentence_clause(scene.tokens, begin - 2)
    clause = scene.tokens[first:after]
    if any(t.kind == "Q" for t in clause) or clause[-1].text not in names.MOVES:
        return ""
    end = len(clause) - 1
    while end and clause[end - 1].kind in ("ADV", "L", "T"):
        end -= 1
    return names.before(scene.text, clause[:end]).text


def inherit_indicator(frame: Frame, quantity: Quantity, sofar: Sequence[Draft], state: State) -> str:
    """A change without a noun is that of the figure before it, in the sentence, else in the paragraph."""
    reached = frame.rule in ("linked_level", "to_level")  # 游客将增长10%，|达到1亿人次
    for draft in reversed(sofar):
        if draft.indicator and (frame.measure != "level" or draft.measure == "level" or reached):
            return draft.indicator
    for draft in reversed(state.drafts):
        if draft.sentence.paragraph == state.paragraph and draft.indicator:
            return draft.indicator
    return ""


# ------------------------------------------------------------------ subject


def owners(
    scene: Scene,
    begin: int,
    phrase: names.Phrase,
    counted: bool,
    i: int,
    sofar: Sequence[Draft],
    topics: subjects.Topics,
) -> Iterator[tuple[str, str]]:
    """The names that could own a figure and where each comes from (empty: its own clause), in the order of preference."""
    until = begin + phrase.first if phrase.first >= 0 else i
    if (name := listed_under(scene, begin, until, sofar)) and phrase.owner is None:
        yield name, "row"
    object_of_verb = any(t.kind == "V" for t in scene.tokens[begin:until]) or reached(scene, begin, i)
    if phrase.owner is not None and not (counted and object_of_verb):
        yield subjects.name_of(phrase.owner), ""
    if phrase.pronoun in NATION and not (counted and object_of_verb):
        yield phrase.pronoun, ""
    if phrase.pronoun and (name := topics.stands_for(phrase.pronoun)):
        yield name, ""
    if phrase.pronoun and phrase.pronoun not in ANAPHORS and (name := subjects.nation(scene.tokens, begin, until)):
        yield name, ""
    if phrase.pronoun and phrase.pronoun not in ANAPHORS and not phrase.pronoun.startswith("该"):
        yield phrase.pronoun, ""
    if name := subjects.clause_owner(scene.text, scene.tokens, begin, until, topics):
        yield name, ""
    if counted and opens_with_noun(scene, begin, i):
        yield phrase.text, ""
    if name := subjects.spoken_subject(scene.text, scene.tokens, begin, until):
        yield name, ""
    if not phrase.text and sofar and sofar[-1].clause[0] > topics.said_at and own_subject(sofar[-1]):
        yield sofar[-1].subject, "row"  # 民营企业进出口5亿元，|占6%
    if topics.sentence:
        yield topics.sentence, "sentence"
    for draft in reversed(sofar):
        if draft.subject:
            yield draft.subject, "row"
    if noun := topics.noun_here:
        yield noun, "noun"
    if topics.paragraph:
        yield topics.paragraph, "paragraph"
    for draft in reversed(topics_rows(scene, sofar)):
        yield draft.subject, "paragraph"
    if name := subjects.noun_subject(scene.text, scene.tokens, begin, until):
        yield name, ""
    if topics.headline is not None:
        yield subjects.name_of(topics.headline), "headline"
    if topics.noun:
        yield topics.noun, "noun"
    if topics.carried:
        yield topics.carried, "article"


def own_subject(draft: Draft) -> bool:
    """Whether the row's own clause names its owner."""
    return bool(draft.subject) and not any(what.startswith("subject:") for what in draft.inherited)


def listed_under(scene: Scene, begin: int, until: int, sofar: Sequence[Draft]) -> str:
    """The owner of the figure before, when this one's noun is the next item of the same list: 造林3亩、|种草2亩."""
    k = until
    while k > begin and scene.tokens[k - 1].kind not in ("Q", "PAUSE", "C"):
        k -= 1
    after = k - 2 if k > begin + 1 and scene.tokens[k - 1].kind in ("PAUSE", "C") else -1
    counted_noun = after > begin and scene.tokens[after].kind == "N" and scene.tokens[after - 1].kind == "Q"
    if after < 0 or not (scene.tokens[after].kind == "Q" or counted_noun):
        return ""
    before = [d for d in sofar if d.clause[0] == scene.tokens[begin].start]
    return before[-1].subject if before else ""


def reached(scene: Scene, begin: int, i: int) -> bool:
    """Whether a place stands right before the count as what the clause's subject reaches: 目前已通达|欧洲|26个国家."""
    if i - 1 <= begin or scene.tokens[i - 1].kind != "E":
        return False
    return any(t.kind not in ("T", "ADV", "C", "PAUSE", "QUOTE") for t in scene.tokens[begin : i - 1])


def opens_with_noun(scene: Scene, begin: int, i: int) -> bool:
    """Whether nothing but a short noun stands before a count in its clause: 装备制造业|8个行业; not 服务|8个行业."""
    run = [t for t in scene.tokens[begin:i] if t.kind not in ("T", "C", "QUOTE")]
    if all(t.text in KEPT or t.text in VERBAL_NOUNS or len(t.text) < 3 for t in run):
        return False
    return 0 < len(run) <= 4 and all(t.kind == "N" for t in run) and len("".join(t.text for t in run)) <= 10


def topics_rows(scene: Scene, sofar: Sequence[Draft]) -> list[Draft]:
    """Rows of the same paragraph that have an owner."""
    return [d for d in sofar if d.subject and d.sentence.paragraph == scene.sentence.paragraph]


# ------------------------------------------------------------------ period, basis, modality, source


def time_of(scene: Scene, spot: Setting, frame: Frame, i: int) -> Timed | None:
    """The time of its sentence that governs the figure of token i; what it is measured against gives none."""
    begin, end = (spot.left_edge + at for at in frame.against_at)
    used = {t.start for t in scene.times if begin <= t.start < end}
    clause = scene.tokens[spot.begin].start, scene.tokens[spot.finish - 1].end
    return chosen(scene.times, clause, scene.tokens[i].start, used)


def period_of(timed: Timed | None, state: State, modality: str) -> tuple[Period | None, str]:
    """The period of a figure: its own time, else the paragraph's; a norm inherits none."""
    if timed is not None:
        return timed.period, timed.expr.text
    if modality == "norm":
        return None, ""
    if state.period is not None:
        return state.period, state.period_text
    return None, ""


def basis_of(
    frame: Frame, scene: Scene, left_edge: int, sofar: Sequence[Draft], state: State, quantity: Quantity
) -> str:
    """What a change or ratio is measured against; for a share, the whole as written."""
    if frame.relation == "whole":
        return names.tidy(frame.against)
    if frame.measure not in ("change", "ratio") or frame.relation == "none":
        return ""
    if frame.relation:
        return frame.relation
    if frame.against:
        begin, end = left_edge + frame.against_at[0], left_edge + frame.against_at[1]
        inside = [t for t in scene.times if begin <= t.start < end]
        if inside:
            said = relation(inside[-1].expr, None, state.anchor)
            if said:
                return said
        return names.tidy(frame.against)
    if said := phrase_basis(scene, left_edge, state):
        return said
    if frame.measure != "change" or quantity.unit not in ("%", "倍", "百分点") or quantity.rule == "folds":
        return ""
    here = [d.basis for d in state.drafts if d.measure == "change" and d.sentence.paragraph == state.paragraph]
    return "yoy" if "yoy" in here else "sequential" if "sequential" in here else ""


WITH = regex.compile(
    r"(?:与|和|同|跟)(?P<what>[^，。；]{1,12}?)(?:相比|比较|相较)|相比(?:于|之下)?(?P<what2>[^，。；]{1,10}?)，"
)


def phrase_basis(scene: Scene, left_edge: int, state: State) -> str:
    """The thing named by 与…相比 earlier in the sentence."""
    said = scene.text[scene.sentence.start : left_edge + 1]
    found = last(WITH, said)
    if found is None:
        return ""
    what = found["what"] or found["what2"] or ""
    for t in scene.times:
        if scene.text[t.start : t.end] in what and compared(scene.text, Token(t.start, t.end, "", "T")):
            return relation(t.expr, None, state.anchor) or what
    return str(what)


# Words that make a whole sentence a rule: who meets the condition is granted the sum.
GRANTED = regex.compile(
    "给予[^，。；]{0,12}(?:补|奖|资助|扶持|支持|优惠|罚)|最高(?:不超过|补|奖|给予|资助)|封顶|补贴标准|奖补标准|处以[^，。；]{0,8}罚款"
)
# 从10次降至不超过6次 states what happened, no rule.
BROUGHT = regex.compile("[降减增升缩提扩]至|[降减增升缩提扩]到|压缩|缩短|提速|实现|达到")


def modality_of(scene: Scene, begin: int, finish: int, i: int) -> str:
    """actual, target, forecast or norm, by the words of the clause and of the sentence up to the figure."""
    clause = scene.text[scene.tokens[begin].start : scene.tokens[finish - 1].end]
    if GRANTED.search(scene.text, scene.sentence.start, scene.sentence.end):
        return "norm"
    norm = NORM.search(clause)
    if norm and not (norm[0].startswith("不") and BROUGHT.search(clause)):
        return "norm"
    if FORECAST.search(clause):
        return "forecast"
    if target := TARGET.search(clause):
        said = scene.text[scene.sentence.start : scene.tokens[i].start]
        return "forecast" if target[0].startswith("将") and FORECAST.search(said) else "target"
    return "actual"


REPORTED = "统计|显示|测算|介绍|数据|消息|报道|预测|了解|初步核算|公布"
SPOKEN = "表示|介绍|指出|透露|告诉|(?<![小学传])说|(?<![名职简号堪俗又通尊])称|发布数据显示|公布的数据显示"
SOURCE = regex.compile(rf"(?:据|根据)(?P<a>[^，。；]{{2,20}}?)(?:{REPORTED})|(?P<b>[^，。；“”]{{2,24}}?)(?:{SPOKEN})")
SAID = re.compile(f"{REPORTED}|{SPOKEN}")  # most sentences hold none, and the search for the whole is dear


def attribution_of(scene: Scene, place: int) -> str:
    """Who says so, when the sentence says before the figure."""
    said_before = scene.text[scene.sentence.start : place]
    m = SOURCE.search(said_before) if SAID.search(said_before) else None
    if not m:
        return ""
    named = [t for t in scene.tokens if t.kind == "E" and m.start() <= t.start - scene.sentence.start < m.end()]
    if m["b"] and named and named[0].start > scene.sentence.start + m.start("b"):
        said = scene.text[named[0].start : scene.sentence.start + m.end("b")]
        return str(WHEN_SAID.sub("", said)).strip("“”，、 的")
    said = str(WHEN_SAID.sub("", (m["a"] or m["b"] or "").rpartition(" ")[2]))
    return said.strip("“”，、 的")


WHEN_SAID = regex.compile(
    r"(?:[（(][^（()）]*[)）]|今天|昨天|今日|昨日|近日|日前|当天|当日|[0-9]{1,2}[日号]|最新|发布的?|公布的?)+$"
)


# ------------------------------------------------------------------ parts, twins, lists


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


# ------------------------------------------------------------------ rejections


def rejected(quantity: Quantity, frame: Frame, indicator: str, phrase: names.Phrase, counted: str, left: str) -> str:
    """Why the figure makes no row, or empty."""
    if quantity.rule == "indefinite" and frame.measure == "level":
        return "indefinite"
    if left.endswith("每") and frame.measure == "level":
        return "base of a rate"
    if quantity.unit == "" and quantity.measure == "" and not bare_figure(quantity, frame, phrase):
        return "bare number"
    if quantity.dimension == "time" and frame.measure == "level" and not duration_result(frame, indicator, left):
        return "duration"
    return ""


# Units that after a place's name are part of it: 中亚五国, 粤港澳大湾区内地9市.
DIVISIONS = frozenset({"国", "省", "市", "县", "区", "州", "镇", "村"})
SIZED = frozenset({"temperature", "length", "area", "volume", "power", "speed"})


def naming(scene: Scene, begin: int, i: int, frame: Frame, counted: str) -> str:
    """Why a figure only names a thing, or empty: 中亚|五国, 650℃|高效发电机组 at a clause's beginning."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    before = scene.tokens[i - 1] if i > begin else None
    placed = before is not None and (
        before.kind == "E"
        or (before.kind in ("L", "Q") and scene.text[before.end - 1] in DIVISIONS)
        or before.text in ("内地", "沿线", "周边", "中部", "西部", "东部")
    )
    if quantity.unit in DIVISIONS and placed and before is not None and before.end == scene.tokens[i].start:
        return "name"
    first = before is None or before.kind == "T"
    if first and counted and frame.rule == "bare_level" and quantity.dimension in SIZED and not quantity.qualifier:
        return "size"
    return ""


def bare_figure(quantity: Quantity, frame: Frame, phrase: names.Phrase) -> bool:
    """Whether a number without a unit is a figure: an index, a count whose noun says it, or a large number."""
    if quantity.value >= 10000 and ("万" in quantity.text or "亿" in quantity.text):
        return bool(phrase.text) or frame.measure != "level"
    return frame.rule in ("linked_level", "to_level") and bool(BARE_HEAD.search(phrase.text))


def duration_result(frame: Frame, indicator: str, left: str) -> bool:
    """Whether a span of time is a result: 总工期36个月, 运行时间…缩短至1小时; not 为期两天的会议."""
    return frame.rule in ("to_level", "from_level") or bool(DURATION_HEAD.search(indicator))


__all__ = ["ANAPHORS", "Draft", "Label", "assemble"]
