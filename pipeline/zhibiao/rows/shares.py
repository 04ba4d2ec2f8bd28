"""Readings of one thing beside others: shares, multiples, ranks."""

from __future__ import annotations

from zhibiao.clauses.cues import ASPECT, CHANGE_VERB, COMPARE, LISTS, either
from zhibiao.matching import alternation, compiled
from zhibiao.rows.frames import HIGHER, LEAD_TO, Context, Frame, sign_of


def ranked(c: Context) -> Frame | None:
    """The figure says itself that it is a place in an order: 居全国第3位."""
    if c.quantity.measure != "rank":
        return None
    m = RANKED.search(c.left)
    return Frame("ranked", "rank", m.start() if m else len(c.left), inside=True)


RANKED = compiled(f"[稳跃位排名]?{either('ranked')}[为在到至]?{either('ranked_among')}?[^，。；]{{0,8}}$")


def said_share(c: Context) -> Frame | None:
    """The figure says itself what it is: a part of a structure (4.3:39.2:56.5), one of a tally (5降4涨)."""
    if c.quantity.rule == "tally":
        return Frame("tally", "level", len(c.left), bare=True)
    if c.quantity.rule != "structure":
        return None
    m = STRUCTURED.search(c.left)
    return Frame("structure", "share", m.start() if m else len(c.left), inside=True)


STRUCTURED = compiled(rf"(?:{CHANGE_VERB}|{either('motion')}|{either('link')}|由|从)*$")


def against(c: Context) -> Frame | None:
    """收入比缩小到1.74∶1: the figure says itself that it is one number against another."""
    if c.quantity.rule != "proportion":
        return None
    m = RATIO_NOUN.search(c.left)
    return Frame("against", "ratio", m.end("noun"))


RATIO_NOUN = compiled(rf"(?P<noun>比|比例|比率|比值|配比|)(?:由|从|{LEAD_TO})$")


def share_of(c: Context) -> Frame | None:
    """占…(的)(比重)(达)3%; with 百分点 it is the share that moved."""
    m = SHARE_OF.search(c.left)
    if not m or not (c.percent or c.points or c.quantity.measure == "ratio"):
        return None
    own = "占" + UNSURE.sub("", m["what"]) + (m["noun"] or "")
    if c.points:
        return Frame("share_moved", "change", m.start(), sign=sign_of(m["how"] or ""), own=own)
    return Frame(
        "share_of",
        "share",
        m.start(),
        own=own,
        against=m["what"],
        against_at=m.span("what"),
        relation="whole",
        qualifier=BLURRED[blur[0]] if (blur := BLUR.search(c.left, 0, m.start())) else "",
    )


UNSURE = compiled("(?:分别|已|均|应该?|须|需|将|会|可能?|都)+$")
# What bounds or blurs a figure from before the thing it is compared with.
BLURRED = {
    "约": "about",
    "大概": "about",
    "大约": "about",
    "将近": "nearly",
    "近": "nearly",
    "接近": "nearly",
    "几乎": "nearly",
    "超": "over",
    "超过": "over",
    "不足": "under",
    "不到": "under",
}
BLUR = compiled(alternation(BLURRED) + "$")


SHARE_OF = compiled(
    rf"(?<![抢侵])占(?!比|有率|地(?![区方]))(?:到|了|据)?(?P<what>[^，。；占]{{0,40}}?)(?:的)?(?P<noun>{either('share_noun')}|比)?"
    rf"(?P<how>{COMPARE}[^，。；]{{1,12}}?{CHANGE_VERB}{ASPECT}|{CHANGE_VERB}{ASPECT}|{LEAD_TO})$"
)


def share_in(c: Context) -> Frame | None:
    """甲省|在全国茶叶产量中的占比达到12%: the whole stands before the noun."""
    m = SHARE_IN.search(c.left)
    if not m or not (c.percent or c.quantity.measure == "ratio"):
        return None
    return Frame(
        "share_in",
        "share",
        m.start(),
        own=m["what"] + m["within"] + m["noun"],
        against=m["what"],
        against_at=m.span("what"),
        relation="whole",
    )


SHARE_IN = compiled(
    rf"在(?P<what>[^，。；在]{{2,20}}?)(?P<within>[中里]?的?)(?:所占)?(?P<noun>{either('share_noun')}){LEAD_TO}$"
)


def share_noun(c: Context) -> Frame | None:
    """…占比近六成, 比重为36.1%; the noun stays in the indicator."""
    m = SHARE_NOUN.search(c.left)
    if not m or not (c.percent or c.quantity.measure == "ratio"):
        return None
    if m["noun"] == "比例" and RATED.search(c.left, 0, m.start()):
        return Frame("rate_noun", "level", m.end("noun"))
    return Frame("share_noun", "share", m.end("noun"))


# 补助比例, 缴费比例: what is paid of a sum, no part of a whole.
RATED = compiled(f"{either('rated')}$")
SHARE_NOUN = compiled(rf"(?P<noun>{either('share_noun')}){LEAD_TO}$")


def part_of_named(c: Context) -> Frame | None:
    """超过资本净额的10%: a part of the thing named; 增速低于此前预测的1.9%: what the rate is compared with."""
    m = HIGHER.search(c.left) if c.percent else None
    if not m or not m["what"].endswith("的"):
        return None
    if RATE.search(c.left, 0, m.start()) or EXPECTED.search(m["what"]) or GROWTH_BEHIND.match(c.right):
        return Frame("compared_level", "level", m.start())
    return Frame(
        "part_of_named",
        "share",
        m.start(),
        against=m["what"],
        against_at=m.span("what"),
        relation="whole",
        qualifier=(NOT_MORE if NOT.search(c.left, 0, m.start("verb")) else MORE_THAN).get(m["verb"], ""),
    )


NOT = compiled("不(?:得|能|应|可)?$")
NOT_MORE = {"低于": "at_least", "少于": "at_least", "高于": "at_most", "多于": "at_most", "超过": "at_most"}
MORE_THAN = {"低于": "under", "少于": "under", "高于": "over", "多于": "over", "超过": "over", "超出": "over"}
# What is foreseen or usual is no whole: 低于市场预期的|3.1%.
EXPECTED = compiled("(?:预期|预测|预估|估计|预计|目标|水平|平均|前值|初值|均值|出现)的$")
GROWTH_BEHIND = compiled(f"的?(?:平均|同比|环比)?{either('growth_noun', 'fall_noun')}")


RATE = compiled(rf"(?:率|息差|{either('growth_noun', 'fall_noun')})(?:将|会|已|也|仍|还|大幅|明显|略)*$")


def times_of(c: Context) -> Frame | None:
    """是2020年的2.3倍, 相当于全国平均水平的1.5倍: a ratio against the thing named."""
    if c.quantity.unit != "倍" and c.quantity.measure != "ratio":
        return None
    m = TIMES_OF.search(c.left)
    if not m:
        return Frame("times", "ratio", len(c.left)) if c.quantity.measure == "ratio" else None
    qualifier = BLURRED.get(m["verb"].removesuffix("为").removesuffix("是"), "")
    return Frame("times_of", "ratio", m.start(), against=m["what"], against_at=m.span("what"), qualifier=qualifier)


TIMES_OF = compiled(
    r"(?P<verb>是|为|达|达到|达到了|相当于|约为|约是|超过|高达|接近)(?P<what>[^，。；]{1,20}?)的?(?:约|近)?$"
)


def contributed(c: Context) -> Frame | None:
    """对公司租金收入贡献约|10%: a part of what it is contributed to; 贡献率 is a rate."""
    m = CONTRIBUTED.search(c.left) if c.percent else None
    if not m:
        return None
    if m["of"]:  # 贡献毛利|40%
        return Frame("contributed", "share", m.start("verb"), own="贡献" + m["of"], against=m["of"], relation="whole")
    if not m["what"]:
        return Frame("contributed", "share", m.end("verb"))
    return Frame("contributed", "share", m.start(), against=m["what"], against_at=m.span("what"), relation="whole")


CONTRIBUTED = compiled(
    rf"(?:[对为](?P<what>[^，。；对为]{{2,20}}?)的?)?(?P<verb>贡献)了?(?P<of>{either('contributed')}[润额]?)?{LEAD_TO}$"
)


def part_counted(c: Context) -> Frame | None:
    """超七成的进口货物量, 30%的企业: a share of what stands after it."""
    if not c.percent or not PART_COUNTED.match(c.right) or LINKED_NOUN.search(c.left):
        return None
    if c.right.startswith("的水平"):  # 恢复至危机前|90%的水平; 维持在|6%的水平
        m = FORMER.search(c.left)
        if m is None:
            return None
        reached = REACHED.search(c.left, 0, m.start("what"))  # |升至|经济危机前90%的水平
        head = reached.start() if reached else m.start()
        qualifier = BLURRED[blur[0]] if (blur := BLUR.search(c.left, 0, head)) else ""
        return Frame("ratio_of", "ratio", head, against=m["what"], against_at=m.span("what"), qualifier=qualifier)
    if AT_RATE.search(c.left) and c.right.startswith("的比例"):
        return Frame("rate_noun", "level", len(c.left), own="比例")
    return Frame("part_counted", "share", len(c.left), bare=True)


REACHED = compiled(f"(?:{CHANGE_VERB}|{either('motion')}|相当|接近)+[至到于]$")
FORMER = compiled("(?:[至到于]|相当于|约)+(?P<what>[^，。；至到于]{1,10}(?:前|同期|高峰|峰值|平均))(?:约|近)?$")


def part_of_whole(c: Context) -> Frame | None:
    """收益的|50%: a part of what stands before 的; 持有三家公司12%|股权."""
    if not c.percent:
        return None
    if (held := STAKE.match(c.right)) or HELD.search(c.left):
        noun = held["noun"] if held and held["of"] and not c.left.endswith("持有") else ""
        return Frame("stake", "share", len(c.left), own=noun, bare=True)
    m = PART_OF.search(c.left)
    aimed = bool(m) and AIMED.match(m["what"]) is not None
    likened = bool(m) and m["verb"] in LIKENED and BESIDE.search(m["what"]) is not None
    if (
        not m
        or (EXPECTED.search(m["what"] + "的") and not aimed and not likened)
        or NO_WHOLE.search(m["what"])
        or not ENDED.match(c.right)
    ):
        return None
    if m["verb"] in ("按", "以"):
        return Frame("rate_noun", "level", len(c.left))  # 按成交金额的|0.003%|收取
    another = m["verb"] in LIKENED and OF_ANOTHER.search(c.left[: m.start("what")]) is not None
    compared = m["verb"] in ALIKE or likened or another
    blur = BLUR.search(c.left, 0, m.start("what")) or (m["verb"] and BLUR.search(c.left, 0, m.start("verb")))
    reached = REACHED.search(c.left, 0, m.start("what")) if compared else None  # |回升至|疫情前水平的80%
    return Frame(
        "ratio_of" if compared else "part_of_whole",
        "ratio" if compared else "share",
        reached.start() if reached else m.start("verb") if compared else len(c.left),
        against=m["what"],
        against_at=m.span("what"),
        relation="" if compared else "whole",
        qualifier=BLURRED[blur[0]] if blur else "",
    )


AIMED = compiled("(?:已|累计|共)*(?:完成|实现)[^，。；]{0,10}(?:目标|计划|任务)")  # 完成全年目标的|57%
# 等于去年的|66%, 为新房均价的|97%: one quantity beside another like it, no part of a whole.
ALIKE = frozenset({"等于", "相当于"})
LIKENED = frozenset({*LISTS["likening"], ""})
BESIDE = compiled("[去今前上当][年月季]|[0-9]年|同期|均价|均值|平均|水平|同类|[上下前后]半年")
# 柬埔寨的土地价格只有|越南的三分之一: the same of another.
OF_ANOTHER = compiled(
    f"(?:的[^，。；的]{{0,8}}(?:价格?|费用?|{either('likened_noun')})|(?:^|[，；])[^，。；]{{0,10}}{either('of_one')})(?:[仅只]有|不足|不到|仅为|是|为)$"
)
# 惊人的|50%, 2009年以前的|13% are sizes.
NO_WHOLE = compiled(f"惊人|(?:[以之][前后]|当时)$|{either('growth_noun', 'fall_noun')}")
STAKE = compiled(
    rf"\s*(?=控股|持股|参股)|\s*的?(?P<noun>(?P<of>[^，。；、：0-9的将与和\s]{{0,4}})(?:{either('stake')}|权益(?!率|资产)|份额))"  # 12%|公司股份
)
HELD = compiled(
    f"(?:(?:{either('holding')}|持有(?:的)?(?:权益|股权|股份))(?:比例)?|(?:直接|间接|合计|共|各|分别)(?:持有|控制|出资))(?:为|达|约|合计|共)*$"
)
PART_OF = compiled(
    r"(?:^|(?P<verb>等于|相当于|不足|不到|[仅只]有|约(?![定束会谈])|[，；：按以占从将把为是达到至了]))(?P<what>(?:(?!不足|不到|[仅只]有)[^，；：按占从将把为是达到至了等于约]){2,16})的(?:约|近|超过?|至少|最多|不超过|不低于)?$"
)
ENDED = compiled("(?:左右|以[上下])?(?:$|[，。；！？、）]|[用给计由归以可都均应是来投集被将会已])")


def part_doing(c: Context) -> Frame | None:
    """造纸企业中，百分之八十|都是用废纸; 另有约一成|表示尚未决定: so many of them."""
    if not c.percent or not DOING.match(c.right):
        return None
    if m := WHOLE.search(c.left):  # 年降雨量|70%|集中在…
        return Frame(
            "part_doing",
            "share",
            len(c.left),
            against=m["what"],
            against_at=m.span("what"),
            relation="whole",
            inside=True,
        )
    if not AMONG.search(c.left):
        return None
    return Frame("part_doing", "share", len(c.left), bare=True)


WHOLE = compiled(f"(?:^|[，；：])(?P<what>[^，；：的]{{2,14}}(?:[量额]|{either('whole_noun')}))$")
AMONG = compiled("(?:^|[中里内上]|另有|还有|仍有|其中有?|已有|只有|仅有|分别有|有)$")
DOING = compiled(f"(?:以[上下])?(?:都|均|也|已|还|会|将|则|就)*(?:{either('part_does')}|由(?!于))")


AT_RATE = compiled("(?:按照?|以)(?:不低于|不超过|最高)?$")


PART_COUNTED = compiled(r"的(?!速度|幅度|增)[^，。；]{1,12}")
LINKED_NOUN = compiled(rf"[率额量价值]{either('link')}+$|[率度线]$|(?:临界|平衡)点$")
