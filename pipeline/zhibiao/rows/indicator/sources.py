"""What is measured: named sources of candidates in the order of preference; the first that answers is taken.

Each source sees one figure in its clause and answers a noun phrase or nothing; nothing from all of them means that the
indicator is that of the figure before (`inherit`). `explain` prints the source of the taken and of the passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhibiao.clauses.cues import DIVISIONS, DONE_IN, DURATION_HEAD, MODIFIERS, either
from zhibiao.clauses.nouns import attribute
from zhibiao.matching import compiled
from zhibiao.rows.case import Case
from zhibiao.rows.indicator.before import before_cue, clause_thing, labelled, object_of_clause, topic
from zhibiao.rows.indicator.inherit import measured
from zhibiao.rows.indicator.market import closing_price, price_of_goods, share_price
from zhibiao.rows.indicator.parts import (
    conditioned,
    doing_group,
    held,
    of_those,
    part_behind,
    part_does,
    people_who,
    share_held,
    tallied,
)

SPEED = compiled("[^，。；]{0,4}?(?:[时航流转风]速|速度)")
PAID = compiled("(?:[租费款价税金息钱]|补贴|补助|奖励)$")
MEASURED = compiled(either("of_size") + "$")
WITH_OBJECT = compiled(either("with_object"))
RANGES = frozenset({"国际", "全国", "全球", "世界", "全省", "国内", "行业", "综合"})


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
    if case.frame.rule in ("share_of", "share_moved") and own.startswith("占") and len(own) > 1:
        return before_cue(case) + own
    return own


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


SCORING = ("得到", "拿下", "贡献", "砍下", "轰下", "独得", "砍")
GAME = compiled("篮板|助攻|投[0-9]+中|命中|三分球|外援|半场|末节|[首二三四]节")


def ranking(case: Case) -> str:
    """居全国|第3位 => 全国排名"""
    return case.phrase.text + "排名" if case.frame.measure == "rank" and case.phrase.text in RANGES else ""


def lasting(case: Case) -> str:
    """What lasts the time stated, or takes it: 火灾|持续6天, 8分钟|即可换乘, 甲城至乙城|33分钟可达."""
    c = case.spot.context
    if case.quantity.dimension != "time" or case.frame.measure != "level":
        return ""
    if m := LASTING.search(c.left):
        return case.phrase.text.removesuffix(m[0]) + str(m[0])
    m = DONE_IN.match(c.right)
    if not m:
        return ""
    reached, done = m["reached"] or "", m["done"]
    return f"{reached}{done}" if done else f"{ROUTE.split(c.left)[-1]}{reached}"


LASTING = compiled("(?:持续|连续)$")
ROUTE = compiled("[，。；：]|[0-9]|最快")


def size_behind(case: Case) -> str:
    """以|9.8公里的|速度 => 速度, 挖出|9米的|深度 => 深度"""
    times = case.frame.rule == "times_of" and (PAID.search(case.noun) or attribute(case.noun))  # 原价3倍的|车费
    if not (case.frame.measure == "level" or times) or not case.spot.context.right.startswith("的"):
        return ""
    if times:
        return case.noun
    if m := SPEED.match(case.noun) or MEASURED.search(case.noun):
        return str(m.string[: m.end()])
    return case.noun if case.quantity.dimension == "rate" and PAID.search(case.noun) else ""  # 每亩650元的|地租


def object_of_verb(case: Case) -> str:
    """农户|增收|3000万元 => 农户增收: the verb holds what it changes."""
    changes = case.frame.measure == "change" and (case.phrase.text or case.quantity.unit != "%")
    verb = WITH_OBJECT.search(case.spot.context.left[case.frame.head :] if changes else "")
    return case.phrase.text + verb[0] if verb else ""


def behind_verb(case: Case) -> str:
    """发放|30亿元|农机购置补贴 => 农机购置补贴, 种植了|1500亩|芦苇 => 芦苇"""
    phrase = case.phrase
    verb = phrase.bare or phrase.predicate or (case.spot.context.left.endswith("了") and one_word(case))
    return case.noun if level_noun(case) and verb else ""


def one_word(case: Case) -> bool:
    """Whether the phrase is one word, a pronoun before it or not: 种植, 他家|种."""
    first = case.begin + case.phrase.first
    words = case.scene.tokens[first : case.i] if case.phrase.first >= 0 else ()
    return case.phrase.single or (
        len(words) > 1 and words[0].kind == "R" and words[0].text + words[1].text == case.phrase.text
    )


def with_modifier(case: Case) -> str:
    """新增|2亿千瓦|消纳需求 => 新增消纳需求"""
    said = level_noun(case) and case.phrase.text in MODIFIERS | {"新增"}
    return case.phrase.text + case.noun if said else ""


def division(case: Case) -> str:
    """辐射|16省 => 辐射省"""
    said = case.phrase.bare and case.quantity.unit in DIVISIONS and case.frame.measure == "level"
    return case.phrase.text + case.quantity.unit if said else ""


def counted_behind(case: Case) -> str:
    """拥有|39家|企业 => 企业; a sum without a noun before it takes the one behind."""
    counts = case.quantity.dimension == "count" and not case.quantity.unit.endswith(("人次", "车次", "架次"))
    lasts = (
        case.quantity.dimension == "time" and case.noun != "时间" and DURATION_HEAD.search(case.noun)
    )  # 有|10分钟|休息时间
    return case.noun if level_noun(case) and (counts or lasts or not case.phrase.text) else ""


def possessed(case: Case) -> str:
    """该款手机|拥有|4500mAh|电池 => 电池: who has something is no measure of it; not 营业收入|有3亿元."""
    left, phrase = case.spot.context.left, case.phrase
    has = case.frame.rule == "linked_level" and left.endswith(HAVING) and case.quantity.unit not in ("%", "‰")
    return case.noun if has and level_noun(case) and not measured(phrase.text) else ""


HAVING = ("拥有", "具有", "具备", "配备", "搭载", "备有", "配有", "设有")


def in_turn(case: Case) -> str:
    """900MPa抗拉强度、|8%|延伸率 => 延伸率: each figure of the list takes the noun behind it, as the one before it did."""
    before = case.sofar[-1].indicator if case.sofar else ""
    left = case.spot.context.left.strip().removeprefix("的")
    return case.noun if before and level_noun(case) and left[-1:] in LISTING and left[:-1] == before else ""


LISTING = ("、", "和", "及", "与", "＋", "+", "的")  # 8个乡镇的|21万亩|农田


def level_noun(case: Case) -> bool:
    """Whether a level has a noun behind it."""
    noun = case.noun
    clause = noun in ("次", "左右", "以上", "以下", "以内", "上下", "优惠", "一次性") or noun.startswith(
        ("同比", "环比")
    )
    return bool(noun) and case.frame.measure == "level" and not clause


SOURCES: tuple[Callable[[Case], str], ...] = (
    race_time,
    points,
    tallied,
    object_cut,
    done_more,
    share_held,
    framed,
    held,
    doing_group,
    ranking,
    lasting,
    size_behind,
    of_those,
    object_of_verb,
    part_behind,
    behind_verb,
    with_modifier,
    division,
    conditioned,
    counted_behind,
    possessed,
    in_turn,
    labelled,
    part_does,
    price_of_goods,
    share_price,
    clause_thing,
    object_of_clause,
    before_cue,
    people_who,
    closing_price,
    topic,
)
# Sources that take the noun behind the figure.
BEHIND = frozenset(
    s.__name__
    for s in (
        object_cut,
        done_more,
        size_behind,
        part_behind,
        behind_verb,
        with_modifier,
        counted_behind,
        in_turn,
        doing_group,
    )
)
