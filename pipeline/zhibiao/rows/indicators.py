"""What is measured: the noun before the cue, the noun that is counted, or the one of the figure before."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows import names
from zhibiao.rows.cues import DIVISIONS, DONE_IN, FALL_NOUNS, MODIFIERS, SHARE_NOUNS, either, last
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.shares import RATED
from zhibiao.rows.state import Draft, State

MODIFIED = compiled("^(?:单日|日均|月均|年均|周均|户均|人均|亩均|平均|累计)")


def indicator_of(frame: Frame, phrase: names.Phrase, counted: str, context: Context) -> tuple[str, str]:
    """The noun phrase measured, and a suffix for the rule's name where it was not the plain one."""
    quantity, left = context.quantity, context.left
    if frame.rule == "changed_object" and counted and quantity.unit == "%" and context.right.startswith("的"):
        return counted, "_counted"  # 削减|航线|10%的|运力
    if frame.rule == "did_more" and counted and not counted.startswith("钱"):
        return counted, "_counted"  # 多收|300吨|粮
    if frame.own:
        return frame.own, ""
    if frame.inherits:
        return "", ""
    if frame.rule == "part_counted" and counted:
        return counted, ""
    if frame.measure == "rank" and phrase.text in RANGES:
        return phrase.text + "排名", ""
    if quantity.dimension == "time" and frame.measure == "level" and (lasts := lasting(phrase, context)):
        return lasts, ""
    if frame.measure == "level" and context.right.startswith("的"):
        if m := SPEED.match(counted) or MEASURED.search(counted):
            return m.string[: m.end()], "_counted"  # 以9.8公里的|速度
        if quantity.dimension == "rate" and PAID.search(counted):
            return counted, "_counted"  # 除去|每亩650元的|地租
        if quantity.dimension == "count" and phrase.text and not (phrase.verb or phrase.bare or phrase.predicate):
            return phrase.text, ""  # 研发人员|不少于10人的|企业
    own_object = frame.measure == "change" and (phrase.text or quantity.unit != "%")
    if verb := WITH_OBJECT.search(left[frame.head :] if own_object else ""):
        return phrase.text + verb[0], ""  # 农户|增收3000万元
    if frame.rule == "bare_level" and quantity.unit == "%" and counted and not phrase.text:
        return counted, "_counted"  # 八成|以上农户
    if counted and frame.measure == "level" and (phrase.bare or phrase.predicate) and not counted_is_clause(counted):
        return counted, "_counted"  # 发放|30亿元|农机购置补贴
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


def lasting(phrase: names.Phrase, c: Context) -> str:
    """What lasts the time stated, or takes it: 火灾|持续6天, 8分钟|即可换乘, 甲城至乙城|33分钟可达; or empty."""
    if m := LASTING.search(c.left):
        return phrase.text.removesuffix(m[0]) + str(m[0])
    m = DONE_IN.match(c.right)
    if not m:
        return ""
    reached, done = m["reached"] or "", m["done"]
    return f"{reached}{done}" if done else f"{ROUTE.split(c.left)[-1]}{reached}"


LASTING = compiled("(?:持续|连续)$")
ROUTE = compiled("[，。；：]|[0-9]|最快")
SPEED = compiled("[^，。；]{0,4}?(?:[时航流转风]速|速度)")
PAID = compiled("(?:[租费款价税金息钱]|补贴|补助|奖励)$")
MEASURED = compiled(either("of_size") + "$")
WITH_OBJECT = compiled(either("with_object"))


def in_full(noun: str, phrase: names.Phrase, earlier: str) -> str:
    """The noun as it stands for itself, with what it leaves to the figure before.

    (回程班列401列，)占47.6%     => 回程班列占比
    单日最高达7.77亿件           => 单日快递业务量
    """
    if noun == "占":
        return (phrase.text or earlier) + "占比"
    if noun in MODIFIERS or (noun == "新增" and earlier):
        return noun + str(MODIFIED.sub("", earlier))
    return noun or earlier


def counts_part(frame: Frame, noun: str, quantity: Quantity, counted: bool) -> Frame:
    """The frame of a share where a percentage counts a part of something: 八成|农户."""
    if quantity.rule == "fraction" and frame.rule == "linked_level" and not noun.endswith(SHARES):
        return frame._replace(measure="share")  # 有|三分之二|外出务工
    if frame.measure != "level" or frame.rule != "bare_level" or noun.endswith(("率", "度")):
        return frame
    tenths = quantity.measure == "share" or (quantity.unit == "%" and (counted or quantity.text.endswith("成")))
    return frame._replace(measure="share") if tenths else frame


def kind_of_noun(frame: Frame, noun: str, quantity: Quantity) -> tuple[Frame, str]:
    """The frame and the noun when the noun itself says what kind of figure a percentage is: a share (占比), a growth
    (增速由4%升至5% are changes of what grows)."""
    if frame.measure != "level" or not (quantity.unit == "%" or quantity.measure == "share"):
        return frame, noun
    if noun.endswith(SHARES):
        rate = frame.rule == "rate_noun" or RATED.search(noun.removesuffix("比例"))
        return (frame if rate else frame._replace(measure="share")), noun
    if growth := GROWN.search(noun):
        sign = -1 if growth[0].removeprefix("年") in FALL_NOUNS else 1
        return frame._replace(measure="change", sign=sign), noun[: growth.start()]
    return frame, noun


SHARES = tuple(SHARE_NOUNS)
GROWN = compiled("(?:(?<![全去今明当次])年)?" + either("growth_noun", "fall_noun") + "$")
RANGES = frozenset({"国际", "全国", "全球", "世界", "全省", "国内", "行业", "综合"})


def counted_is_clause(counted: str) -> bool:
    """Whether what follows a count is no noun of it: 人民币, 左右, 以上."""
    return counted in ("人民币", "左右", "以上", "以下", "以内", "上下", "优惠") or counted.startswith(("同比", "环比"))


def given_before(scene: Scene, frame: Frame, quantity: Quantity, noun: str) -> str:
    """What the sentence gives before a sum that only says for whom or up to what: 给予补助，|单个企业最高300万元."""
    if quantity.dimension != "money" or frame.measure != "level" or not FOR_EACH.fullmatch(noun):
        return ""
    given = last(GIVEN, scene.text[scene.sentence.start : quantity.start])
    return str(given["what"]) if given else ""


FOR_EACH = compiled("(?:(?:[单每][个家户人项]|单一)[^，。；的]{0,4}|[累总合]计)?")
GIVEN = compiled("(?:给予|予以|发放|享受|提供)[^，。；]{0,12}?(?P<what>(?:一次性)?(?:补助|补贴|奖励|贴息|资助|奖补))")


def moved_before(scene: Scene, begin: int, frame: Frame) -> str:
    """The thing that the clause just before says to rise or fall: 对美出口下滑，|降幅为3%."""
    if frame.measure != "change" or begin < 2 or scene.tokens[begin - 1].text not in "，,":
        return ""
    first, after = scene.begins[begin - 2], scene.finishes[begin - 2]
    if scene.tokens[after - 1].text not in names.MOVES or "Q" in scene.kinds[first:after]:
        return ""
    clause = scene.tokens[first:after]
    end = len(clause) - 1
    while end and clause[end - 1].kind in ("ADV", "L", "T"):
        end -= 1
    return names.before(clause[:end]).text


def inherit_indicator(frame: Frame, quantity: Quantity, sofar: Sequence[Draft], state: State) -> str:
    """A change without a noun is that of the figure before it, in the sentence, else in the paragraph."""
    reached = frame.rule in ("linked_level", "to_level")  # 游客将增长10%，|达到1亿人次
    growing = frame.measure == "change" and quantity.unit == "%"  # 增速加快1个百分点，|环比增长5%
    if sofar and sofar[-1].rule == "from_level" and sofar[-1].measure == "change" and quantity.unit == "百分点":
        return sofar[-1].indicator + "增速"  # 增速由4.1%|回升1.1个百分点
    for draft in reversed(sofar):
        noun = GROWN.sub("", draft.indicator) if growing else draft.indicator
        if noun and lends(draft, frame, quantity) and (frame.measure != "level" or draft.measure == "level" or reached):
            return noun
    return next((d.indicator for d in state.of_paragraph() if d.indicator and lends(d, frame, quantity)), "")


def lends(draft: Draft, frame: Frame, quantity: Quantity) -> bool:
    """Whether an earlier figure's noun can be that of a size without one: no share's for a sum, none but a time's for a
    time."""
    if frame.measure != "level" or quantity.dimension == draft.quantity.dimension:
        return True
    return (
        quantity.dimension != "time" and not draft.indicator.startswith("占") and not draft.indicator.endswith(SHARES)
    )
