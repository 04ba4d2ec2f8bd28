"""What a noun leaves to the figures before it, and what it says of the kind of its figure."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.borders import border
from zhibiao.clauses.cues import (
    BARE_HEAD,
    CHANGE_VERB,
    COMPARE,
    DURATION_HEAD,
    FALL_NOUNS,
    GROWTH_NOUNS,
    LISTS,
    MODIFIERS,
    SHARE_NOUNS,
    attribute,
    either,
    last,
)
from zhibiao.clauses.phrases import Phrase, phrase_before
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.frames import Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.shares import RATED
from zhibiao.rows.state import Case, Draft, State
from zhibiao.spans.directions import direction
from zhibiao.words import tag_of

MODIFIED = compiled("^" + either("averaging"))


def in_full(noun: str, phrase: Phrase, earlier: str) -> str:
    """The noun as it stands for itself, with what it leaves to the figure before.

    (回程班列401列，)占47.6%     => 回程班列占比
    单日最高达7.77亿件           => 单日快递业务量
    (直播订单36万件，)占比约41%   => 直播订单占比
    (收入增长6.7%，)增速比上年提高0.5个百分点  => 收入增速
    """
    if noun == "占":
        return (phrase.text or earlier) + "占比"
    if noun in ("占比", "比重") and earlier and not earlier.startswith("占") and not earlier.endswith(SHARES):
        return str(GROWN.sub("", earlier)) + noun
    if noun in PACES and earlier:
        return str(GROWN.sub("", earlier)) + noun
    if noun in MODIFIERS or (noun == "新增" and earlier):
        return noun + str(MODIFIED.sub("", earlier))
    return noun or earlier


def counts_part(frame: Frame, noun: str, quantity: Quantity, counted: str, left: str) -> Frame:
    """The frame of a share where a percentage counts a part of something: 八成|农户, 有|46%|收入; not 一半的|概率, 30%的|减幅.

    `counted` is the noun behind it if the row takes that, `left` the words before in the clause.
    """
    if frame.rule == "part_counted":
        return of_rate(frame, counted or noun)
    if quantity.rule == "fraction" and frame.rule == "linked_level" and not noun.endswith(SHARES):
        return frame._replace(measure="share")  # 有|三分之二|外出务工
    if PAID_AT.search(left):
        return frame  # 按|10%|补贴
    among = frame.rule == "bare_level" or (
        frame.rule == "linked_level" and counted and THERE_IS.fullmatch(left, frame.head)
    )
    if frame.measure != "level" or not among or noun.endswith(("率", "度")) or quantity.text.endswith("折"):
        return frame
    tenths = quantity.measure == "share" or (quantity.unit == "%" and (counted or quantity.text.endswith("成")))
    return of_rate(frame._replace(measure="share"), counted) if tenths else frame


def of_rate(frame: Frame, noun: str) -> Frame:
    """The frame of a share, or what the noun behind the percentage makes of it: a chance, an aim, a growth."""
    if growth := GROWN.search(noun):
        return frame._replace(measure="change", sign=-1 if growth["noun"] in FALL_NOUNS else 1)
    return frame._replace(measure="level") if RATE_NOUN.search(noun) else frame


PAID_AT = compiled("按照?$")
THERE_IS = compiled("(?:[还仅只另仍]?有|约|近|超过?)+")
RATE_NOUN = compiled(
    f"(?:[^比分]率|可能性?|{either('chance_behind')}|(?:附加|所得|增值|消费|惩罚性)税|加税(?:政策)?|回扣款?|{either('rate_behind')})$"
)


def kind_of_noun(frame: Frame, noun: str, quantity: Quantity) -> tuple[Frame, str]:
    """The frame and the noun when the noun itself says what kind of figure a percentage is: a share (占比), a growth
    (增速由4%升至5% are changes of what grows)."""
    if frame.rule == "to_level" and noun.endswith(LISTS["multiple"]):
        return frame._replace(measure="level"), noun
    if frame.measure != "level" or not (quantity.unit == "%" or quantity.measure == "share"):
        return frame, noun
    if noun.endswith(SHARES):
        rate = frame.rule == "rate_noun" or RATED.search(noun.removesuffix("比例"))
        return (frame if rate else frame._replace(measure="share")), noun
    sign, thing = grown(noun)
    return (frame._replace(measure="change", sign=sign), thing) if sign else (frame, noun)


def grown(noun: str) -> tuple[int, str]:
    """Which way goes what a noun of growth says, and of what: 经济增速 => (1, 经济), 产量降幅 => (-1, 产量); (0, "") for
    another noun."""
    growth = GROWN.search(noun)
    if growth is None:
        return 0, ""
    thing = noun[: growth.start()]
    return -1 if growth["noun"] in FALL_NOUNS else 1, noun if thing in SUPERLATIVES else thing


SHARES = tuple(SHARE_NOUNS)
# 增速, 年增长率, 增长预期目标
GROWN = compiled(
    f"(?:(?<![全去今明当次])年)?(?P<noun>{either('growth_noun', 'fall_noun')}|增长(?=的?(?:预期|年度|目标|预测)))"
    "(?:的?(?:预期|年度)?(?:目标|预测|预期)值?)?$"
)
PACES = GROWTH_NOUNS | FALL_NOUNS
SUPERLATIVES = frozenset({"最大", "最高", "最低", "最小"})  # 最大涨幅
RANGES = frozenset(LISTS["range"])


def given_before(scene: Scene, frame: Frame, quantity: Quantity, noun: str) -> str:
    """What the sentence gives before a sum that only says for whom or up to what: 给予补助，|单个企业最高300万元."""
    if quantity.dimension != "money" or frame.measure != "level" or not FOR_EACH.fullmatch(noun):
        return ""
    given = last(GIVEN, scene.text[scene.sentence.start : quantity.start])
    return str(given["what"]) if given else ""


FOR_EACH = compiled("(?:(?:[单每][个家户人项]|单一)[^，。；的]{0,4}|[累总合]计)?")
GIVEN = compiled(f"{either('given')}[^，。；]{{0,12}}?(?P<what>(?:一次性)?{either('given_sum')})")


PRICED = compiled("(?:[费价税租薪]|标准|额度|利率|比例|限额)$")


def said_of_group(case: Case, noun: str, state: State) -> str:
    """What the percentage before says of another group of people, when a noun only names this one.

    (城镇居民文教支出占比为31%。) 农村居民|为28%     => 文教支出占比
    (产量增长5%。) 支持者|为28%                      => none
    """
    if case.quantity.unit != "%" or case.frame.rule not in ("linked_level", "bare_level") or not GROUP.search(noun):
        return ""
    before = next((d for d in (*reversed(case.sofar), *state.of_paragraph()) if d.quantity.unit == "%"), None)
    if before is None or not before.indicator or before.measure == "change" or GROUP.search(before.indicator):
        return ""
    head = str(GROUP.search(noun)[0])
    return before.indicator.rpartition(head)[2].strip("的") or before.indicator


GROUP = compiled(f"(?:员工|居民|{either('populace')})$")


def moved_before(case: Case) -> str:
    """The thing that the clause just before names alone, or says to rise or fall.

    外汇储备连续下降，|从3.9万亿降至3.7万亿      => 外汇储备
    新能源汽车产量，|1-6月增长35%               => 新能源汽车产量
    将退税的办理时限，|由20天缩短至10天          => 退税的办理时限
    公司召开会议，|利润增长3%                   => none
    """
    scene, begin = case.scene, case.begin
    if case.frame.measure != "change" and case.frame.rule not in ("from_level", "to_level"):
        return ""
    if begin < 2 or scene.tokens[begin - 1].text not in "，,":
        return ""
    first, after = scene.begins[begin - 2], begin - 1
    clause = scene.tokens[first:after]
    if "Q" in scene.kinds[first:after]:
        return ""
    moves = next((k for k, t in enumerate(clause) if direction(t.text)), 0)
    head = next((s.head for s in case.context.said if first <= s.at < after), None)
    thing = head.thing if head is not None else ""
    if not moves:
        alone = named_alone(clause)
        return thing if alone.endswith(thing) and measured(thing) else alone
    while moves and tag_of(clause[moves - 1].text)[:1] in ("a", "d"):  # 收入|稳定增长
        moves -= 1
    said = phrase_before(clause[:moves])
    last = max((k for k in range(1, moves - 1) if clause[k].kind == "V" and clause[k + 1].kind == "N"), default=0)
    whole = not last or any(t.kind == "DE" for t in clause[last:moves])  # not 甲产品面临|价格
    if measured(said.text) and whole:
        return str(GROWN.sub("", said.text))
    return str(GROWN.sub("", thing or (head.name if head is not None and head.kind == "noun" else "")))


def named_alone(clause: Sequence[Token]) -> str:
    """What a clause names that is nothing but the name of something measured, 将 or 把 before it or not."""
    first = next((k + 1 for k, t in enumerate(clause[:3]) if t.text in ("将", "把")), 0)
    phrase = phrase_before(clause[first:])
    whole = bool(first) or all(border(t) in BEFORE for t in clause[: phrase.first])
    return phrase.text if whole and measured(phrase.text) and not phrase.predicate else ""


BEFORE = frozenset({"time", "connective", "of", "name"})


def measured(noun: str) -> bool:
    """Whether a noun names what figures are stated of: 发电量, 办理时限, 景气指数."""
    return (
        attribute(noun)
        or DURATION_HEAD.search(noun) is not None
        or BARE_HEAD.search(noun) is not None
        or PRICED.search(noun) is not None
    )


def inherit_indicator(frame: Frame, quantity: Quantity, sofar: Sequence[Draft], state: State, left: str = "") -> str:
    """A change without a noun is that of the figure before it, in the sentence, else in the paragraph. `left`: the words
    before the figure, which may say that a growth moves (相比6月|增速回升|4.8%)."""
    reached = frame.rule in ("linked_level", "to_level")  # 游客将增长10%，|达到1亿人次
    growing = frame.measure == "change" and quantity.unit == "%"  # 增速加快1个百分点，|环比增长5%
    moves = GROWTH_MOVES.search(left) if growing else None
    said = str(moves["noun"]) if moves else ""
    if (moves or quantity.unit == "百分点") and sofar and (grown := growth_of(sofar[-1], frame, said)):
        return grown
    told = growing and any(d.measure == "level" and d.indicator for d in sofar)
    own = frame.measure == "change" and quantity.unit not in ("%", "倍", "百分点")
    alike = own and any(d.quantity.unit == quantity.unit and d.indicator for d in sofar)
    for draft in reversed(sofar):
        if alike and draft.quantity.unit != quantity.unit:
            continue  # 供应量56万吨，占计划的56%，净增|15万吨
        if told and draft.rule == "share_of":  # 零售额1.5万亿元，占总额的15%，|同比增长6.3%
            continue
        noun = GROWN.sub("", draft.indicator) if growing else draft.indicator
        if noun and lends(draft, frame, quantity) and (frame.measure != "level" or draft.measure == "level" or reached):
            return noun
    return next((d.indicator for d in state.of_paragraph() if d.indicator and lends(d, frame, quantity)), "")


GROWTH_MOVES = compiled(
    rf"{COMPARE}[^，。；]{{1,10}}?(?P<noun>{either('growth_noun', 'fall_noun')}){CHANGE_VERB}[了约近]*$"
)


def growth_of(draft: Draft, frame: Frame, said: str = "") -> str:
    """The growth that moves by percentage points behind a growth in per cent, as it is `said` to be; empty where a rate
    itself moves.

    增速由4.1%|回升1.1个百分点            => …增速
    收入增长5%，|比一季度提高1.4个百分点    => 收入增速
    失业率上升5%，|比上月提高0.2个百分点    => none
    """
    grew = draft.measure == "change" and draft.quantity.unit == "%" and draft.rule in GREW
    if not grew or frame.measure != "change" or not draft.indicator or RATE.search(draft.indicator):
        return ""
    if said:
        return draft.indicator + said
    return draft.indicator + ("降幅" if draft.value < 0 and draft.rule != "from_level" else "增速")


GREW = frozenset({"from_level", "change_verb", "growth_noun", "growth_after"})
RATE = compiled(f"(?:率|速|{either('share_noun', 'growth_noun', 'fall_noun')})$")


def lends(draft: Draft, frame: Frame, quantity: Quantity) -> bool:
    """Whether an earlier figure's noun can be that of a size without one: no share's for a sum, none but a time's for a
    time."""
    if frame.measure != "level" or quantity.dimension == draft.quantity.dimension:
        return True
    return (
        quantity.dimension != "time" and not draft.indicator.startswith("占") and not draft.indicator.endswith(SHARES)
    )
