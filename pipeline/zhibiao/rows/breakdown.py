"""What the parts of a breakdown leave unsaid: 采矿业增加值增长3.1%，制造业|增长6.2% tells of the value added of both."""

from __future__ import annotations

from typing import NamedTuple

from zhibiao.clauses.borders import MANNER
from zhibiao.clauses.cues import ANAPHORS, LISTS, MODIFIERS, VERBAL_NOUNS, VIEW, attribute, last
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.rows.indicator.inherit import measured
from zhibiao.rows.lists import DEALT
from zhibiao.rows.relations import DEALT_ITEMS, PART_OF_WHOLE
from zhibiao.rows.standard import is_official
from zhibiao.rows.state import Case, Draft, State
from zhibiao.spans.directions import direction
from zhibiao.words import tag_of


class Part(NamedTuple):
    """What is measured of a part; where it owns the figure as the one before owned its own, the part; where another owns
    what goes to it (对欧盟进出口), that one. `how`: the source of the owner."""

    noun: str
    owner: str = ""
    how: str = PART_OF_WHOLE


def part_of_whole(case: Case, noun: str, state: State) -> Part | None:
    """A part with what is measured of it, where the clause only names the part and the figure before says what is
    measured; none elsewhere.

    (采矿业增加值增长3.1%，)制造业|增长6.2%                  => 制造业增加值
    (全体居民人均可支配收入2万元。)城镇居民|3万元            => 城镇居民人均可支配收入
    (分领域看，基础设施投资增长5.4%，)房地产开发|下降10%      => 房地产开发投资
    (货运量240亿吨，)其中铁路|25亿吨                         => 铁路货运量
    (医药产业实现产值7146亿元。)其中，中成药制造业|1192亿元   => 产值, of 中成药制造业
    (对东盟进出口821亿元，)对欧盟|610亿元                    => 对欧盟进出口, of whose the one before is
    (固定资产投资增长5%，)就业人员|增长3%                    => none: 就业人员 is measured itself
    (营业收入增长5%，)订单|增长8%                            => none: nothing says that they are parts
    """
    context, owner = case.spot.context, case.phrase.owner
    if case.frame.rule not in PARTED or DEALT.search(context.left) or ("、" in noun and context.right.startswith("、")):
        return None
    before = next((d for d in (*reversed(case.sofar), *state.of_paragraph()) if alike(d, case)), None)
    if before is None:
        return None
    if not noun and owner is not None:
        return towards(case, owner, before)
    broken = broken_down(case, before)
    if not names_part(case, noun, broken) or noun in before.indicator:
        return None
    what = said_of(noun, before.indicator, broken)
    owned = akin(noun, before.subject) and not before.indicator.removesuffix(what)
    if owned and (broken or what):
        return Part(what or before.indicator, noun)
    return Part(joined(noun, what)) if what else None


def joined(part: str, what: str) -> str:
    """光伏发电, 发电量 => 光伏发电量"""
    shared = next((k for k in range(len(what) - 1, 0, -1) if part.endswith(what[:k])), 0)
    return part + what[shared:]


def names_part(case: Case, noun: str, broken: bool) -> bool:
    """Whether a clause names nothing but a thing, and not what is measured of it. `broken`: where the text goes on with
    parts, a verb may name one: 居住|上涨0.1%."""
    phrase = case.phrase
    ends = phrase.predicate and not (broken and phrase.single and not direction(noun))
    noted = case.scene.text[case.scene.tokens[case.until].start - 1] in "（("
    alone = bool(noun) and noun == phrase.text and phrase.owner is None
    return alone and not (ends or noted or complete(noun, broken))


PARTED = frozenset({"change_verb", "bare_level", "linked_level"})


def complete(noun: str, broken: bool) -> bool:
    """Whether a noun names what is measured: 出口, 民间投资, 就业人员. `broken`: whether it may be a part all the same, by the
    verb that it ends in: 房地产开发."""
    ends = not broken and noun.endswith(tuple(VERBAL_NOUNS))
    return measured(noun) or is_official(noun) or noun in COMPLETE or noun.endswith(SUMS) or ends


SUMS = tuple(LISTS["of_sum"])
COMPLETE = VERBAL_NOUNS | MODIFIERS | ANAPHORS | {*DEALT_ITEMS}


def alike(draft: Draft, case: Case) -> bool:
    """Whether an earlier figure says the like in full: a growth in per cent, or a size in the same unit."""
    units = {draft.quantity.unit, case.quantity.unit}
    same = draft.measure == case.frame.measure and (len(units) == 1 or (draft.measure == "change" and units <= GROWTH))
    return bool(draft.indicator) and same and draft.sources[0] != PART_OF_WHOLE


GROWTH = frozenset({"%", "倍"})


def akin(part: str, other: str) -> bool:
    """Whether two words name things of one kind: 中成药制造业 and 医药产业, 农村公路 and 高速公路."""
    return part[-1:] == other[-1:] and (part[-1:] == "业" or (part[-2:] == other[-2:] and tag_of(part[-2:])[:1] == "n"))


def towards(case: Case, to: Entity, before: Draft) -> Part | None:
    """What goes to another than that of the figure before, where the clause only says to whom."""
    preposition = case.scene.text[to.start - 1 : to.start]
    what = head(before.indicator)
    said = before.indicator.startswith(preposition) and preposition in TOWARDS and measured(what)
    return Part(preposition + to.text + what, before.subject, "row_before") if said else None


TOWARDS = frozenset("对向从自由")


def said_of(part: str, earlier: str, broken: bool) -> str:
    """What the earlier noun says of another part or of the whole; `broken`: whether the text says that it goes on with
    parts.

    制造业, 采矿业增加值 => 增加值     城镇居民, 全体居民人均可支配收入 => 人均可支配收入     订单, 营业收入 => none
    """
    if not measured(earlier):
        return ""
    for k in range(len(part) - 1):
        word = part[k:]
        if tag_of(word) and word in earlier and len(rest := earlier.rpartition(word)[2]) > 1 and measured(rest):
            return rest
    if PLACES.search(part):
        return earlier
    what = head(earlier, bare=tag_of(part)[:1] == "v")
    return what if broken or part.endswith("业") or akin(part, earlier.removesuffix(what)) else ""


PLACES = compiled("(?:[城乡]镇?|城市|[农乡]村|地区|[东中西]部)$")  # where people live: 城镇|社会消费品零售总额


def head(noun: str, bare: bool = False) -> str:
    """The last word of a noun with the verb or the measure that it goes with; `bare`: without those.

    规模以上工业增加值 => 增加值     社会消费品零售总额 => 零售总额     加工贸易进出口 => 进出口
    """
    sizes = (n for n in SIZES if n <= len(noun) and tag_of(noun[-n:]) and measured(noun[-n:]))
    at = len(noun) - next(sizes, len(noun))
    at -= next((len(word) for word in MEANS if noun[:at].endswith(word)), 0)
    if bare or noun[at:] not in OF_DOING:
        return noun[at:]
    doing = (k for k in range(at - 2, max(-1, at - 5), -1) if is_doing(noun[k:at]) or tag_of(noun[k:]))
    return noun[next(doing, at) :]


def is_doing(word: str) -> bool:
    """Whether a word says what is done, or what is counted of it: 销售, 利润."""
    return tag_of(word)[:1] == "v" or attribute(word)


MEANS = [word for word in MANNER if word.endswith("均")]  # 平均|价格
OF_DOING = frozenset(LISTS["of_doing"])
SIZES = (3, 2, 4, 5)  # characters of a word that is measured: 用电量 and not 电量, 价格


def broken_down(case: Case, before: Draft) -> bool:
    """Whether the sentence goes on with parts of what the figure before says, or has gone on with parts before it: 其中,
    在食品中; 分产业看，第一产业投资…; or with prices of other goods by the same measure: 牛肉|64.21元/公斤."""
    start = case.scene.sentence.start
    said = last(PARTS, case.scene.text[start : case.quantity.start])
    going_on = said is not None and (said["of"] is not None or before.quantity.start >= start + said.end())
    return going_on or (case.quantity.dimension == "rate" and before.quantity.end >= start)


PARTS = compiled(f"(?P<of>其中|在[^，。；]{{1,6}}中，)|{VIEW}")
