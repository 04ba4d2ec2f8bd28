"""Readings of changes: growth and decline by verb, by noun, by comparison, by what somebody does."""

from __future__ import annotations

import re

import regex

from zhibiao.clauses.cues import ASPECT, CHANGE_VERB, COMPARE, LESS, LISTS, PERIODICAL, YEARLY, either
from zhibiao.matching import compiled
from zhibiao.rows.frames import HIGHER, LEAD_TO, MOVED, Context, Frame, sign_of


def said_change(c: Context) -> Frame | None:
    """The figure says itself that it is a change: 翻一番, 持平, 零增长."""
    if c.quantity.measure != "change":
        return None
    m = BEFORE_CHANGE.search(c.left)
    begins = m is not None and c.at_word(m.start())  # 主力合约|持平
    return Frame("said_change", "change", m.start() if m and begins else len(c.left))


BEFORE_CHANGE = compiled(rf"(?:实现|保持|基本|大体|总体|约|已|再|将|与|和|{ASPECT})*$")


def difference(c: Context) -> Frame | None:
    """比X高4.5个百分点, 高于全国增速7.4个百分点: a change against the thing named."""
    m = COMPARATIVE.search(c.left) or (HIGHER.search(c.left) if c.points or c.percent else None)
    if not m or MOVED.search(m["what"]) or (c.percent and m["what"].endswith("的")):
        return None
    if c.percent and STANDARD.match(c.right):
        return None  # 均高于全国|88.1%|的平均水平
    if c.percent and m["verb"].endswith(("于", "超过")):
        if FORESEEN.search(m["what"]):
            return None  # 增幅低于经济学家预期|0.5%
        if GROWTH_AFTER.match(c.right) or MOVING_RATE.search(c.left, 0, m.start()):
            return Frame("compared_growth", "change", m.start(), relation="none")  # 远高于整体销售额|5%的增速
    sign = -1 if m["verb"][0] in "低少慢短小轻晚弱差落" or m["verb"] in LESS | {"提前"} else 1
    if c.quantity.dimension == "time" and m["verb"][0] in "快慢早晚":
        sign = 1 if m["verb"][0] in "慢晚" else -1  # 比冠军慢了0.02秒 is more time
    return Frame(
        "difference",
        "change",
        m.start(),
        sign=sign,
        against=m["what"],
        against_at=m.span("what"),
        inside=c.at_word(m.start("what")),
    )


STANDARD = compiled("(?:[、和][0-9.]{1,5}[%％]){0,6}的(?:平均|总体|整体)?(?:水平|水准)")
# Two growths side by side: 有11个省份增速|超过全国水平|5.5%.
MOVING_RATE = compiled(f"{either('growth_noun')}[^，。；0-9]{{0,4}}$")
FORESEEN = compiled(f"{either('expected')}(?:值|的)?$")
COMPARATIVE = compiled(
    rf"{COMPARE}(?P<what>[^，。；]{{1,30}}?)(?:分别|均|还|要|整整|都)*(?<![提扩增延加做拉变调升降减缩])(?P<verb>{either('more', 'less')})(?:[打收赚花跑卖产用拿挣省])?(?:出|了|约|近)*$"
)


def growth_noun(c: Context) -> Frame | None:
    """增速为4.5%, 降幅达10%: a change of the thing named before the noun; 百分点 moves the noun itself."""
    m = GROWTH_NOUN.search(c.left)
    if not m or not (c.percent or m["noun"].endswith(("幅", "幅度"))):
        return None  # 降幅|200元/吨; not 增长率|0.3个百分点
    return Frame("growth_noun", "change", m.start(), sign=sign_of(m["noun"]))


# What stands between a growth and its figure and says nothing of either: 增速|同比只|有26%, 涨幅|最大，|为438%.
BETWEEN = f"(?:{YEARLY}|{PERIODICAL}|分别|将|会|已|也|仍|还|均|都|只|仅|更|甚至|基本|累计|已累计|预[测计]|普遍|大多|平均|最[大高低小]，?|可)*"
GROWTH_NOUN = compiled(
    rf"(?:(?<![全去今明当次0-9])年)?(?P<noun>{either('growth_noun', 'fall_noun')}|{CHANGE_VERB}(?:幅度?|比例|速度)"
    rf"|{either('moving_rate')}率"  # not 去化率, 减排率, which are what is measured
    # 同比增长|分别为3%和5%
    rf"|(?:{YEARLY}|{PERIODICAL}){CHANGE_VERB}(?=(?:分别|均|都|约|仅|只)*[为是])"
    # 增长预计31%, 增长可达71%
    rf"|{CHANGE_VERB}(?=预[计测]|可达|将达|有望达))"
    rf"{BETWEEN}{LEAD_TO}(?:[惊可罕][人观见]的|一度(?:超过|达到?|逼近|接近)?|在)?$"
)


def change_verb(c: Context) -> Frame | None:
    """(同比)增长16.7%, 比上年增加22766个, 提速26%."""
    m = CHANGED.search(c.left)
    if not m:
        return None
    if c.quantity.dimension == "count" and m["verb"].endswith(TUNED) and COUNTED.match(c.right):
        return None  # 上调了|15个|省份电价
    if counts_movers(c, m.start("verb")):
        return None
    if m["verb"].endswith("探") and not (c.percent or c.points):
        return None  # 盘中下探|3052点 is where it went
    if counts_doings(c, m["verb"]) or MADE_BETTER.search(c.left, 0, m.end("verb")):
        return None
    head, inside = c.word_of(m.start(), m.span("verb"))
    return Frame("change_verb", "change", head, sign=sign_of(m["verb"]), inside=inside)


def counts_movers(c: Context, place: int) -> bool:
    """Whether the figure counts those whose profit, price or the like moved: 净利润下滑|17家, 房价上涨|12个."""
    return c.quantity.unit in ("家", "只", "个") and UNCOUNTED.search(c.left, 0, place) is not None


def counts_doings(c: Context, verb: str) -> bool:
    """Whether the figure counts how often something was done: 再加息|两次, 下调|3次; not 客运量增加|5000次."""
    return c.quantity.unit in DOINGS and c.quantity.value < MANY and not verb.endswith(OF_COUNTS)


DOINGS, MANY = frozenset({"次", "轮", "回"}), 100
OF_COUNTS = ("增加", "减少", "增长", "下降", "多", "少")
MADE_BETTER = compiled(f"{either('made_better')}提升$")
UNCOUNTED = compiled(
    f"(?:{either('result_noun')}|[价售]价?格?|{either('priced_noun')}|[率额])(?:同比|环比|出现|均|都)*$"
)
# What is tuned has no number: these are done to the things that a count counts.
TUNED = LISTS["tuned"]
COUNTED = compiled("(?!左右|以[上下])[\u4e00-\u9fff]")
CHANGED = compiled(
    rf"(?:{YEARLY}|{PERIODICAL}|分别|均|还|也|已|再|又|将|年均|平均|累计|日均|户均|人均|亩均|每亩|每户|实际|名义|大幅|持续|逆势|进一步|首次|约|{either('aspect')})*"
    rf"(?P<verb>{CHANGE_VERB})(?:{ASPECT}|(?:已|均|也|都|仅|只|将|分别)(?:高达|达到?|有))$"
)


def more_by(c: Context) -> Frame | None:
    """周转快了近三成, 成本低了20%, 土豆便宜0.2元: an adjective with 了 before a percentage or a multiple, or one that says
    by itself that it compares."""
    m = MORE_BY.search(c.left)
    if not m:
        m = LOWER.search(c.left)
        return Frame("more_by", "change", m.start("verb"), sign=-1) if m and (c.percent or c.points) else None
    measured = m["verb"] in BODILY and c.quantity.dimension in ("mass", "length")
    if not (c.percent or c.quantity.unit == "倍" or measured or m["verb"] in ("便宜", "贵")):
        return None
    own = m["verb"] if m["verb"] in ("瘦", "胖") else ""
    return Frame("more_by", "change", m.start(), sign=-1 if m["verb"] in LESS | THIN else 1, own=own)


# The adjective alone says it, where no measure is called so: 均值|低|10-40%, （6.6%）|低|1个百分点; not 最低|10%.
LOWER = compiled("(?<![最降减高压拉调走更较偏极很太不])(?P<verb>低)(?:约|近)*$")
THIN = frozenset("瘦矮窄浅薄")
BODILY = THIN | frozenset("胖高长短轻重宽深厚")  # 瘦了|20多斤, 高了|3厘米


BLURRED = "(?:近|约|将近|大约|超过|超|逾)*"
MORE_BY = compiled(
    rf"(?:足足|整整|平均)*(?P<verb>(?:{either('more', 'less')}|[瘦矮窄浅薄胖宽深厚])(?=(?:出|上)?了)|便宜|(?<![昂宝珍尊可名富高华])贵)(?:出|上)?了?{BLURRED}$"
)


def shifted(c: Context) -> Frame | None:
    """工期提前|45天, 交付推迟|3个月: sooner is less time, later is more."""
    m = SHIFTED.search(c.left)
    if not m or c.quantity.dimension != "time" or not ENDED.match(c.right):
        return None
    return Frame("shifted", "change", m.start(), sign=-1 if m["sooner"] else 1)


SHIFTED = compiled(rf"(?P<verb>(?P<sooner>提前|提早)|{either('delay')})(?:了|达|{BLURRED})*$")
ENDED = compiled(f"(?:左右|以上|多)?(?:$|[，。；！？）、”]|{either('earlier_done')})")


def did_more(c: Context) -> Frame | None:
    """每亩多收|120斤, 少花|5.5元, 产量要掉|七百斤: a doing that yields more or less."""
    m = DID_MORE.search(c.left)
    if not m or c.percent:
        return None
    if c.left.endswith("相当于", 0, m.start()):
        return None  # 相当于|少烧标准煤2350万吨 is a size
    inside = c.at_word(m.start() + 1)  # 钢少|用水 as the segmenter cuts it
    return Frame("did_more", "change", m.start(), sign=-1 if m["less"] else 1, inside=inside)


DID_MORE = compiled(
    rf"(?:(?<![许很太至最减增更不众诸])(?:多|(?P<less>少))(?:{either('doing')})(?:{either('done_to')})?|(?:要|会|得|就)再?(?P<less>掉|减|少)|(?<![全该本各我两外多一])(?P<less>省)(?=了))(?:出|了|{ASPECT})*$"
)


def changed_object(c: Context) -> Frame | None:
    """压缩时间3天以上, 节省费用149元: verb, thing, figure."""
    m = CHANGED_OBJECT.search(c.left)
    if (
        not m
        or m["object"][0] in "了至到为的后前以速率幅值量和与及是"
        or REASONED.match(m["object"])
        or (m["verb"] == "压缩" and c.quantity.unit in GOODS)
        or re.search(r"[达为至到是的超过有]$", m["object"])
    ):
        return None
    return Frame(
        "changed_object",
        "change",
        m.start(),
        sign=sign_of(m["verb"]),
        own=m["object"],
    )


REASONED = compiled("主要|由于|因为?|源于|[系缘]于|归因|得益")  # 收入减少|主要由于完成四项工程
GOODS = frozenset("条件包袋盒瓶块支张罐桶")  # 压缩毛巾|2条 is a thing of that name
# 办理|减免税款23.9亿元: what is dealt with is a sum.
CHANGED_OBJECT = compiled(
    rf"(?<!{either('dealing_with')})(?<![新])(?P<verb>{either('changing_object')})(?P<object>[^，。；、0-9]{{2,8}})$"
)


def newly_added(c: Context) -> Frame | None:
    """较去年新增了|29.4%: a percentage of what is new beside what was."""
    m = NEWLY.search(c.left)
    return Frame("newly_added", "change", m.start("verb")) if m and c.percent else None


NEWLY = compiled(f"{COMPARE}[^，。；]{{1,12}}?(?P<verb>新增)了?$")


def tuned_object(c: Context) -> Frame | None:
    """下调其年度库存预期|11%, 上调部分产品价格|100元: what is tuned, named between the verb and by how much."""
    m = TUNED_OBJECT.search(c.left)
    if not m or not (c.percent or c.points or c.quantity.dimension in ("money", "rate")):
        return None
    return Frame("changed_object", "change", m.start(), sign=sign_of(m["verb"]), own=m["object"])


TUNED_OBJECT = compiled(
    f"(?P<verb>[上下]调|调[高低])了?[^，。；、的]{{0,14}}?(?P<object>[一-鿿]{{1,6}}{either('tuned_noun')})$"
)


def growth_after(c: Context) -> Frame | None:
    """16.7%的增长, 两位数增长: the growth is said after the figure."""
    m = GROWTH_AFTER.match(c.right)
    if not m:
        return None
    if not (c.percent or c.quantity.unit == "倍") and not (
        c.quantity.dimension in PRICED and m["noun"] in MOVED_BY and c.right.lstrip().startswith("的")
    ):
        return None
    held = HELD.search(c.left)
    return Frame("growth_after", "change", held.start() if held else len(c.left), sign=sign_of(m["noun"]))


PRICED = frozenset({"money", "rate", "mass", "length"})
# 出现|58元/吨的回落
MOVED_BY = frozenset(LISTS["moved_by"])
HELD = compiled(f"{either('showing')}了?$")


GROWTH_AFTER = compiled(
    rf"\s*的?(?:{YEARLY}|{PERIODICAL}|年均|年?复合|平均|较快|高|中高速)*(?:速度|幅度)?(?P<noun>{either('growth_noun', 'fall_noun')}|(?:快速|较快|平均)?(?:{CHANGE_VERB}(?:幅度?|率)|{either('growth_behind')}))(?!的|率|额|点|至|到|[0-9]|{either('growth_of')})"
)


def change_of(c: Context) -> Frame | None:
    """外汇储备的减少额达|1092亿美元: a change of the thing that it is of."""
    m = CHANGE_OF.search(c.left)
    if not m:
        return None
    return Frame("change_of", "change", m.start(), sign=sign_of(m["verb"]))


CHANGE_OF = compiled(rf"的?(?:实际|净|累计|同比|环比)*(?P<verb>{CHANGE_VERB})(?:额|金额){LEAD_TO}$")


def exceeded(c: Context) -> Frame | None:
    """水位超警戒|0.56米: a difference from the mark."""
    m = EXCEEDED.search(c.left)
    if not m or c.quantity.dimension not in ("length", "temperature"):
        return None
    return Frame("exceeded", "change", m.start(), against=m["what"], against_at=m.span("what"), inside=True)


EXCEEDED = compiled(
    f"(?:超过?|高于|高出)(?P<what>{either('water_mark')}{either('water_level')}?)(?:[（(][0-9.]+米[）)])?(?:达|约|近|了)*$"
)


def signed_change(c: Context) -> Frame | None:
    """同比-3.5%, （+7.3%）, ↓1.2个百分点: the sign says that it is a change, unless a rate has it (利率为-0.5%)."""
    sign = c.quantity.text[0]
    if sign not in SIGNS or (sign in LESS_SIGNS and not (c.percent or c.points)):
        return None
    if sign in LESS_SIGNS and c.percent and (NEGATIVE_RATE.search(c.left) or measured_below(c)):
        return None
    if not c.left and c.left_edge and not (c.percent or c.points):
        return None  # 120美元|+16美元 is a sum
    m = SIGNED.search(c.left)
    return Frame("signed_change", "change", m.start() if m else len(c.left))


def measured_below(c: Context) -> bool:
    """Whether a clause that names no growth says by 为 how far below nothing a thing stands: 敏感性为|-1.5%."""
    stood = STANDS.search(c.left)
    return stood is not None and GROWING.search(c.left, 0, stood.start()) is None


STANDS = compiled("(?<=[一-鿿A-Za-z])(?:分别|则|均|仅|约|大约|都)*[为是](?:约|近)?$")
GROWING = compiled(f"{YEARLY}|{PERIODICAL}|{either('growth_noun', 'fall_noun')}|{CHANGE_VERB}|增长|表现|变化|变动幅度")
LESS_SIGNS = frozenset("-－−")
SIGNS = LESS_SIGNS | frozenset("+＋↑▲↓▼")
NEGATIVE_RATE = compiled(f"{either('may_be_negative')}(?:{either('link')})*$")
SIGNED = compiled(rf"(?:{YEARLY}|{PERIODICAL}|{either('link')}|{either('aspect')}|[：:])*$")


def moved_points(c: Context) -> Frame | None:
    """Percentage points without a verb beside them: a change whose sign the clause's verb gives."""
    if not c.points or c.quantity.text[0] == "±" or APART.match(c.right):
        return None
    verbs = regex.findall(CHANGE_VERB, c.left) or regex.findall(CHANGE_VERB, c.right)
    return Frame("moved_points", "change", len(c.left), sign=sign_of(verbs[-1] if verbs else ""))


APART = compiled(f"的[^，。；0-9]{{0,8}}{either('points_apart')}")
