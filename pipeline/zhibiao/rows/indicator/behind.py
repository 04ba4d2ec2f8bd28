"""What is measured where it stands behind the figure: the noun counted, bought, given, the price or the size named; of a part of a
group who they are, what they do, how they are.
"""

from __future__ import annotations

from zhibiao.clauses.borders import border
from zhibiao.clauses.cues import DURATION_HEAD, GROWTH_NOUNS, LISTS, MODIFIERS, OWNERS, SHARE_NOUNS, attribute, either
from zhibiao.clauses.phrases import phrase_before
from zhibiao.clauses.tokens import Token
from zhibiao.matching import alternation, compiled
from zhibiao.model import Quantity
from zhibiao.rows.indicator.inherit import measured
from zhibiao.rows.lists import measured_of_items
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
    clause = noun in LISTS["no_level_noun"] or noun.startswith(("同比", "环比"))
    return bool(noun) and case.frame.measure == "level" and not clause


PEOPLE = frozenset({"人", "名", "位"})


def doing_group(case: Case) -> str:
    """98%的|网友|期待下调 => 网友期待下调: what the counted share of a group does."""
    rule = case.frame.rule
    holders = rule == "stake" and case.noun.endswith(("人", "者", "方"))
    plain = rule in ("bare_level", "linked_level") and case.noun.endswith(PEOPLE_HEADS) and parts(case)
    if not (rule == "part_counted" or holders or plain) or not case.noun or PACE.match(case.spot.context.right):
        return ""
    if not case.noun.endswith(DOERS):
        return case.noun
    m = DOES.match(case.scene.text, case.scene.text.find(case.noun, case.quantity.end) + len(case.noun))
    return case.noun + m["does"] if m and 2 <= len(m["does"]) <= LONGEST else case.noun


def held(case: Case) -> str:
    """持有甲公司|12%|股权 => 股权; not 持股比例为|12%."""
    return case.noun if case.frame.rule == "stake" and STAKE.fullmatch(case.noun) else ""


STAKE = compiled(f"{either('share_kind')}*(?:{either('stake')}|权益|(?:市场)?份额)")


def share_held(case: Case) -> str:
    """占据全球设备市场|13%|份额 => 全球设备市场份额: the whole and the noun of a share stand on both sides of the figure."""
    share = next((noun for noun in SHARE_NOUNS if case.noun.endswith(noun)), "")
    if case.frame.rule != "share_of" or not share or not case.frame.against:
        return ""
    whole = case.frame.against.strip("的")
    return whole.removesuffix("市场" if case.noun.startswith("市场") else "") + case.noun


def parts(case: Case) -> bool:
    """Whether the figure is one of several parts of a whole that its sentence tells apart."""
    spans = [case.scene.tokens[i].span for i in case.scene.figures] if case.quantity.unit == "%" else []
    return sum(isinstance(span, Quantity) and span.unit == "%" for span in spans) > 1


# Whose part is told by what it does: people, firms, and their time.
DOERS = (*PEOPLE, *LISTS["populace"], *OWNERS, "时间")
PEOPLE_HEADS = tuple(LISTS["populace"])
PACE = compiled("的?年?均?复合(?:年均?)?(?:增长率|增速)")  # 收入以80%的|年复合增长率增长
LONGEST = 18  # characters of what a part of a group does
DOES = compiled(
    "(?:仍|还|也|都|均|将|会|已|已经|就|都会|则)*(?:(?:明确)?表示[，：](?:自己|目前|还)*)?(?P<does>[^，。；：！？“”（）0-9]*?)(?=[，。；！？]|$)"
)


def of_those(case: Case) -> str:
    """研发人员|不少于10人的|企业 => 研发人员: a count that describes who follows."""
    phrase = case.phrase
    said = (
        case.frame.measure == "level"
        and case.spot.context.right.startswith("的")
        and case.quantity.dimension == "count"
    )
    return phrase.text if said and not (phrase.verb or phrase.bare or phrase.predicate) else ""


def part_behind(case: Case) -> str:
    """八成|农户 => 农户"""
    alone = case.frame.rule == "bare_level" and case.quantity.unit == "%" and not case.phrase.text
    return case.noun if alone else ""


def taken_away(case: Case) -> str:
    """甲岛约|2万人|因野火被疏散 => 因野火被疏散, (3人死亡、) |2人|被送往医院 => 被送往医院: what was done to people behind the name of a
    place or what others suffered; not 游客|2万人|被疏散."""
    if case.quantity.unit not in PEOPLE or case.noun or case.frame.measure != "level":
        return ""
    m = PASSIVE.match(case.spot.context.right)
    return str(m["what"]) if m and not case.phrase.text.endswith(PEOPLE_HEADS) else ""


PASSIVE = compiled(
    "(?:[已均都]|已经)?(?P<what>(?:因[^，。；、的了]{1,6})?被[^，。；、：的了0-9（）“”]{2,8})(?=[，。；、”]|$)"
)


def people_who(case: Case) -> str:
    """5人|因此被捕 => 被捕, 其中4人|被送往医院 => 被送往医院: what people without a noun did or suffered."""
    if case.noun or case.quantity.unit not in PEOPLE or case.frame.measure != "level":
        return ""
    m = SUFFERED.match(case.spot.context.right)
    return str(m["what"]) if m else ""


def conditioned(case: Case) -> str:
    """伤者中有|1人|伤势较重 => 伤势较重: how those are who are counted."""
    said = case.quantity.unit in PEOPLE and case.frame.measure == "level"
    said = said and (not case.phrase.text or case.spot.context.left.endswith(("中", "中有")))
    m = CONDITION.match(case.spot.context.right) if said else None
    return str(m["what"]) if m else ""


CONDITION = compiled(f"(?P<what>{either('condition')}[^，。；、：的0-9（）“”]{{2,6}})(?=[，。；、”]|$)")
SUFFERED = compiled(
    f"(?:因此|已经|已|均|都|仍|还|在[^，。；]{{1,8}}?(?=[死受被失遇获])|{either('how_befallen')})*(?P<what>[^，。；、：的了在是为中以等和0-9（）“”]{{2,8}})(?=[，。；、”]|$|的)"
)


def tallied(case: Case) -> str:
    """品种价格呈|17降|12涨|1持平 => 品种价格下降, 品种价格上涨, 品种价格持平: how many of them went which way."""
    tokens, quantity = case.scene.tokens, case.quantity
    if quantity.rule != "tally":
        return ""
    first = case.i
    while first - 2 >= case.begin and of_tally(tokens[first - 2]):
        first -= 2
    while first > case.begin and border(tokens[first - 1]) in ("light", "adverb", "quote"):
        first -= 1
    m, thing = WAY.match(case.scene.text, quantity.end), phrase_before(tokens[case.begin : first]).text
    if m and m[0] in OUTCOMES:
        return OUTCOMES[m[0]]  # 1死|13伤
    return thing + WAYS.get(m[0][-1], m[0]) if m and thing else ""


def of_tally(token: Token) -> bool:
    """Whether a figure is one of a tally: 5降4涨."""
    return isinstance(token.span, Quantity) and token.span.rule == "tally"


OUTCOMES = {"死": "死亡", "亡": "死亡", "伤": "受伤", "金": "金牌", "银": "银牌", "铜": "铜牌"}
OUTCOMES |= {word: word for word in ("重伤", "轻伤", "失联", "失踪", "男", "女")}
WAY = compiled(alternation((*OUTCOMES, *"平涨跌升降增减", "持平")))
WAYS = {"降": "下降", "跌": "下跌", "涨": "上涨", "升": "上升", "增": "增加", "减": "减少", "平": "持平"}


def part_does(case: Case) -> str:
    """造纸企业中，|80%|都是用废纸做原料 => 用废纸做原料, |15%|获得学士学位 => 获得学士学位: what a part without a noun does."""
    m = PART_DOES.match(case.spot.context.right) if case.frame.rule == "part_doing" else None
    return str(m["does"]) if m and not m["does"].startswith("受访") else ""


PART_DOES = compiled(
    "(?:以[上下]|左右|都|均|也|已经?|还|会|将|则|就|是)*(?P<does>[^，。；：！？“”（）0-9]{3,14})(?=[，。；！？]|$)"
)


def announced(case: Case) -> str:
    """7月厂商出口方面，星禾汽车3万辆、云沃|1.7万辆、海桥282辆 => 厂商出口: what the words before a list say of all its items."""
    plain = case.frame.rule in ("bare_level", "linked_level", "signed_change")
    noun = measured_of_items(case.scene, case.i) if plain else ""
    return noun if noun not in GROWTH_NOUNS else ""  # 从环比增速看: of what the sentence before is about
