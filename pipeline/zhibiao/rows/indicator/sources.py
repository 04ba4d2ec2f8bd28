"""What is measured: named sources of candidates in the order of preference; the first that answers is taken.

Each source sees one figure in its clause and answers a noun phrase or nothing; nothing from all of them means that the
indicator is that of the figure before (`inherit`). `explain` prints the source of the taken and of the passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhibiao.clauses.cues import CHANGE_VERB, DIVISIONS, DONE_IN, LISTS, PENALTY, SHARE_NOUNS, attribute, either
from zhibiao.matching import compiled
from zhibiao.rows.indicator.before import before_cue, behind_bare_verb, clause_thing, labelled, object_of_clause, topic
from zhibiao.rows.indicator.behind import (
    announced,
    apposed,
    at_value,
    behind_verb,
    conditioned,
    counted_behind,
    described_behind,
    doing_group,
    held,
    in_turn,
    is_kind,
    of_those,
    part_behind,
    part_does,
    people_who,
    possessed,
    share_held,
    size_behind,
    taken_away,
    tallied,
    with_modifier,
)
from zhibiao.rows.indicator.market import closing_price, price_of_goods, share_price, traded_thing
from zhibiao.rows.state import Case

WITH_OBJECT = compiled(either("with_object"))
RANGES = frozenset(LISTS["range"])


def choose(case: Case) -> tuple[str, str]:
    """The noun phrase measured and the name of its source; both empty when the clause says none."""
    return next(candidates(case), ("", ""))


def candidates(case: Case) -> Iterator[tuple[str, str]]:
    """The noun phrases that could be what is measured, with the names of their sources, in the order of preference."""
    for source in SOURCES:
        if noun := source(case):
            yield noun, source.__name__


def object_cut(case: Case) -> str:
    """削减|航线|10%的|运力 => 运力: of a change by a verb, what the percentage stands before."""
    right = case.spot.context.right
    said = case.frame.rule == "changed_object" and case.quantity.unit == "%" and right.startswith("的")
    return case.noun if said else ""


def done_more(case: Case) -> str:
    """多收|300吨|粮 => 粮"""
    return case.noun if case.frame.rule == "did_more" and not case.noun.startswith("钱") else ""


def framed(case: Case) -> str:
    """出口占全省比重达|5% => 出口占全省比重: the frame brings the noun itself, and what is shared comes with it."""
    own = case.frame.own
    if case.frame.rule == "share_of" and own == "占" and case.noun.endswith(SHARES):
        return case.noun  # 各占|17.2%的|份额
    if case.frame.rule == "share_of" and (said := before_cue(case)).endswith(SHARES):
        return said  # 采购比例|占销量比例应在5%
    if case.frame.rule in ("share_of", "share_moved") and own.startswith("占") and len(own) > 1:
        return before_cue(case) + own
    return own


SHARES = tuple(SHARE_NOUNS)


def moved_growth(case: Case) -> str:
    """拉动全社会用电增长|2.4个百分点 => 拉动全社会用电增长: how much of a growth something makes."""
    m = MOVED.search(case.spot.context.left) if case.quantity.unit == "百分点" else None
    return str(m["noun"]) if m else ""


MOVED = compiled(f"(?P<noun>{either('brought_about')}[^，。；0-9]{{2,14}}?{CHANGE_VERB})(?:约|近|超过?|了)*$")


def sentenced(case: Case) -> str:
    """判处王某有期徒刑|三年 => 有期徒刑, 并处罚金人民币|5万元 => 罚金: what a court sentences to, without whom."""
    m = PENALTY.search(case.spot.context.left)
    return str(m["noun"]) if m else ""


def race_time(case: Case) -> str:
    """以|3分27秒95|夺冠 => 成绩: the time of a race is a result, and hardly ever called one."""
    return "成绩" if case.quantity.rule == "race" and not attribute(case.phrase.text) else ""


def points(case: Case) -> str:
    """全场拿下|27分|和7个篮板 => 得分: the points of a player are hardly ever called so."""
    phrase, scene = case.phrase, case.scene
    said = case.quantity.unit == "分" and case.frame.measure == "level"
    bare = not phrase.text or phrase.bare or phrase.predicate or phrase.text.endswith(SCORING)
    playing = said and bare and GAME.search(scene.text, scene.sentence.start, scene.sentence.end)
    return "得分" if playing else ""


SCORING = LISTS["scoring"]
GAME = compiled(f"投[0-9]+中|[首二三四]节|{either('game')}")


def ranking(case: Case) -> str:
    """居全国|第3位 => 全国排名"""
    return case.phrase.text + "排名" if case.frame.measure == "rank" and case.phrase.text in RANGES else ""


def lasting(case: Case) -> str:
    """What lasts the time stated, or takes it: 火灾|持续6天, 8分钟|即可换乘, 甲城至乙城|33分钟可达."""
    c = case.spot.context
    if case.quantity.dimension != "time" or case.frame.measure != "level":
        return ""
    if m := LASTING.search(c.left):
        if c.right.startswith("的") and case.noun and case.phrase.text in ("", m[0]):
            return case.noun  # 持续|10分钟的|聆讯
        return case.phrase.text.removesuffix(m[0]) + str(m[0])
    m = DONE_IN.match(c.right)
    if not m:
        return ""
    reached, done = m["reached"] or "", m["done"]
    return f"{reached}{done}" if done else f"{ROUTE.split(c.left)[-1]}{reached}"


LASTING = compiled("(?:持续|连续)$")
ROUTE = compiled("[，。；：]|[0-9]|最快")


def object_of_verb(case: Case) -> str:
    """农户|增收|3000万元 => 农户增收: the verb holds what it changes."""
    changes = case.frame.measure == "change" and (case.phrase.text or case.quantity.unit != "%")
    verb = WITH_OBJECT.search(case.spot.context.left[case.frame.head :] if changes else "")
    return case.phrase.text + verb[0] if verb else ""


def division(case: Case) -> str:
    """辐射|16省 => 辐射省"""
    said = case.phrase.bare and case.quantity.unit in DIVISIONS and case.frame.measure == "level"
    return case.phrase.text + case.quantity.unit if said else ""


SOURCES: tuple[Callable[[Case], str], ...] = (
    race_time,
    sentenced,
    points,
    tallied,
    object_cut,
    done_more,
    moved_growth,
    share_held,
    framed,
    held,
    doing_group,
    ranking,
    lasting,
    size_behind,
    apposed,
    of_those,
    at_value,
    object_of_verb,
    part_behind,
    behind_verb,
    with_modifier,
    division,
    conditioned,
    counted_behind,
    possessed,
    in_turn,
    described_behind,
    is_kind,
    labelled,
    part_does,
    taken_away,
    announced,
    price_of_goods,
    share_price,
    traded_thing,
    closing_price,
    clause_thing,
    object_of_clause,
    behind_bare_verb,
    before_cue,
    people_who,
    topic,
)
# Sources that take the noun behind the figure.
BEHIND = frozenset(
    s.__name__
    for s in (
        object_cut,
        done_more,
        size_behind,
        apposed,
        described_behind,
        part_behind,
        behind_verb,
        with_modifier,
        counted_behind,
        in_turn,
        doing_group,
    )
)
# Sources whose answer stands, whatever else is near (`weighing`): what they find is read off a form that says so.
SURE = frozenset(
    s.__name__
    for s in (
        announced,
        apposed,
        at_value,
        conditioned,
        held,
        in_turn,
        labelled,
        moved_growth,
        points,
        price_of_goods,
        race_time,
        sentenced,
        share_price,
        size_behind,
        taken_away,
        tallied,
        traded_thing,
    )
)
