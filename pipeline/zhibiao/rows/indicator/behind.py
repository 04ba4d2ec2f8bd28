"""What is measured where it stands behind the figure: the noun counted, bought, given, the price or the size named."""

from __future__ import annotations

from zhibiao.clauses.cues import DURATION_HEAD, LISTS, MODIFIERS, attribute, either
from zhibiao.matching import compiled
from zhibiao.rows.indicator.inherit import measured
from zhibiao.rows.state import Case
from zhibiao.spans.directions import direction

SPEED = compiled("[^，。；]{0,4}?(?:[时航流转风]速|速度)")
PAID = compiled("(?:[租费款价税金息钱]|补贴|补助|奖励)$")
MEASURED = compiled(either("of_size") + "$")


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


def behind_verb(case: Case) -> str:
    """发放|30亿元|农机购置补贴 => 农机购置补贴, 种植了|1500亩|芦苇 => 芦苇"""
    phrase = case.phrase
    verb = phrase.bare or phrase.predicate or (case.spot.context.left.endswith("了") and one_word(case)) or done(case)
    return case.noun if level_noun(case) and verb else ""


def done(case: Case) -> bool:
    """Whether 了 or 过 makes a verb of the last word of the phrase: 向其支付|了|2万元; not of what is measured: 今年出口|了."""
    said = case.spot.context.left[case.frame.head :].startswith(("了", "过"))
    return said and bool(case.phrase.text) and not attribute(case.phrase.text)


def one_word(case: Case) -> bool:
    """Whether the phrase is one word, a pronoun before it or not: 种植, 他家|种."""
    first = case.begin + case.phrase.first
    words = case.scene.tokens[first : case.i] if case.phrase.first >= 0 else ()
    return case.phrase.single or (
        len(words) > 1 and words[0].kind == "R" and words[0].text + words[1].text == case.phrase.text
    )


def apposed(case: Case) -> str:
    """A股|31.31元的|收盘价 => 收盘价, 花费近|20万元的|费用 => 费用, 价值|13亿美元的|援助 => 援助: a sum that a 的 joins to the price or
    the payment it is, or to what has that worth; not 营业收入|5亿元的|成本."""
    money = case.quantity.dimension in ("money", "rate") and level_noun(case)
    if money and PAYMENT.search(case.noun) and NEEDS.search(case.spot.context.left):
        return case.noun  # 一件服装要|10元|运费
    if not money or not case.spot.context.right.startswith("的"):
        return ""
    if case.phrase.text == "价值" and "Q" not in case.scene.kinds[case.begin : case.i]:
        return case.noun
    return case.noun if PAYMENT.search(case.noun) and not measured(case.phrase.text) else ""


NEEDS = compiled(f"(?:[要需花收交付缴]|{either('needs')})了?(?:约|近|超过?)?$")
PAYMENT = compiled(f"(?:(?<!定)[价费款薪租]|{either('payment')}|学杂?费)$")


def described_behind(case: Case) -> str:
    """暂缓执行的|3亿美元|罚款 => 罚款: of a sum or a size that a clause with 的 describes, the noun behind."""
    if not level_noun(case) or not case.spot.context.left.endswith("的") or case.frame.rule != "bare_level":
        return ""
    return case.noun if case.quantity.dimension in ("money", "mass", "area", "length", "volume", "energy") else ""


def is_kind(case: Case) -> str:
    """仅有|1辆|为自主品牌轿车 => 自主品牌轿车: what those are who are counted without a noun."""
    if case.noun or case.phrase.text or case.quantity.unit not in THINGS or case.frame.measure != "level":
        return ""
    m = KIND.match(case.spot.context.right)
    return str(m["kind"]) if m else ""


THINGS = frozenset("名位人户家辆艘个件项所座只种款处条架台")
KIND = compiled("(?:[均都]?[为是]|属于?)(?P<kind>[^，。；：、的了是0-9“”（）]{2,10})(?=[，。；]|$)")


def at_value(case: Case) -> str:
    """按照|20.04元|进行估值 => 估值, 大型企业按|30%|返还 => 返还: what is done at a price or a rate."""
    c = case.spot.context
    if case.frame.measure != "level" or case.quantity.dimension not in ("money", "rate", "percent"):
        return ""
    m = DONE_AT.match(c.right) if c.left.endswith(("按", "按照")) and not measured(case.phrase.text) else None
    return str(m["what"]) if m and not (m["what"] in LIGHT_DOING or direction(m["what"])) else ""


LIGHT_DOING = frozenset(LISTS["light_doing"])


DONE_AT = compiled("(?:进行|予以|给予)?(?P<what>[^，。；：、的了0-9“”（）]{2})(?=[，。；]|$)")


def with_modifier(case: Case) -> str:
    """新增|2亿千瓦|消纳需求 => 新增消纳需求"""
    said = level_noun(case) and case.phrase.text in MODIFIERS | {"新增"}
    return case.phrase.text + case.noun if said else ""


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


HAVING = LISTS["having"]


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
