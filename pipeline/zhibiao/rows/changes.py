"""Readings of changes: growth and decline by verb, by noun, by comparison, by what somebody does."""

from __future__ import annotations

import regex

from zhibiao.matching import compiled
from zhibiao.rows.cues import ASPECT, CHANGE_VERB, COMPARE, FALL_NOUNS, LESS, PERIODICAL, YEARLY, either
from zhibiao.rows.frames import HIGHER, LEAD_TO, MOVED, Context, Frame, sign_of


def said_change(c: Context) -> Frame | None:
    """The figure says itself that it is a change: 翻一番, 持平, 零增长."""
    if c.quantity.measure != "change":
        return None
    m = BEFORE_CHANGE.search(c.left)
    return Frame("said_change", "change", m.start() if m else len(c.left))


BEFORE_CHANGE = compiled(rf"(?:实现|保持|基本|大体|总体|约|已|再|将|与|和|{ASPECT})*$")


def difference(c: Context) -> Frame | None:
    """比X高4.5个百分点, 高于全国增速7.4个百分点: a change against the thing named."""
    m = COMPARATIVE.search(c.left) or (HIGHER.search(c.left) if c.points or c.percent else None)
    if not m or MOVED.search(m["what"]) or (c.percent and m["what"].endswith("的")):
        return None
    sign = -1 if m["verb"][0] in "低少慢短小轻晚弱差落" or m["verb"] in LESS else 1
    return Frame("difference", "change", m.start(), sign=sign, against=m["what"], against_at=m.span("what"))


COMPARATIVE = compiled(
    rf"{COMPARE}(?P<what>[^，。；]{{1,30}}?)(?:分别|均|还|要|整整|都)*(?<![提扩增延加做拉变调升降减缩])(?P<verb>{either('more', 'less')})(?:[打收赚花跑卖产用拿挣省])?(?:出|了|约|近)*$"
)


def growth_noun(c: Context) -> Frame | None:
    """增速为4.5%, 降幅达10%: a change of the thing named before the noun; 百分点 moves the noun itself."""
    m = GROWTH_NOUN.search(c.left)
    if not m or not c.percent:
        return None
    sign = -1 if m["noun"] in FALL_NOUNS else 1
    return Frame("growth_noun", "change", m.start(), sign=sign)


GROWTH_NOUN = compiled(rf"(?:(?<![全去今明当次])年)?(?P<noun>{either('growth_noun', 'fall_noun')}){LEAD_TO}$")


def change_verb(c: Context) -> Frame | None:
    """(同比)增长16.7%, 比上年增加22766个, 提速26%."""
    m = CHANGED.search(c.left)
    if not m:
        return None
    return Frame("change_verb", "change", m.start(), sign=sign_of(m["verb"]))


CHANGED = compiled(
    rf"(?:{YEARLY}|{PERIODICAL}|分别|均|还|也|已|再|又|将|年均|平均|累计|日均|户均|人均|亩均|每亩|每户|实际|名义|大幅|持续|逆势|进一步|首次|约|{either('aspect')})*"
    rf"(?P<verb>{CHANGE_VERB}){ASPECT}$"
)


def more_by(c: Context) -> Frame | None:
    """周转快了近三成, 成本低了20%: an adjective with 了 before a percentage or a multiple."""
    m = MORE_BY.search(c.left)
    if not m or not (c.percent or c.quantity.unit == "倍"):
        return None
    return Frame("more_by", "change", m.start(), sign=-1 if m["verb"] in LESS else 1)


MORE_BY = compiled(rf"(?:足足|整整|平均)*(?P<verb>{either('more', 'less')})(?:出|上)?了(?:近|约|将近|大约|超过|超)*$")


def did_more(c: Context) -> Frame | None:
    """每亩多收|120斤, 少花|5.5元, 产量要掉|七百斤: a doing that yields more or less."""
    m = DID_MORE.search(c.left)
    if not m or c.percent:
        return None
    return Frame("did_more", "change", m.start(), sign=-1 if m["less"] else 1)


DID_MORE = compiled(
    rf"(?:(?<![许很太至最减增更不])(?:多|(?P<less>少))(?:{either('doing')})|(?:要|会|得|就)再?(?P<less>掉|减|少))(?:出|了|{ASPECT})*$"
)


def changed_object(c: Context) -> Frame | None:
    """压缩时间3天以上, 节省费用149元: verb, thing, figure."""
    m = CHANGED_OBJECT.search(c.left)
    if (
        not m
        or m["object"][0] in "了至到为的后前以速率幅值量产收"
        or regex.search(r"[达为至到是的超过有]$", m["object"])
    ):
        return None
    return Frame(
        "changed_object",
        "change",
        m.start(),
        sign=sign_of(m["verb"]),
        own=m["object"],
    )


OBJECT_VERBS = "压缩|缩短|节省|节约|降低|减少|压减|精简|削减|提高|提升|增加|延长|缩减|增收|减免"
CHANGED_OBJECT = compiled(rf"(?P<verb>{OBJECT_VERBS})(?P<object>[^，。；、0-9]{{2,8}})$")


def growth_after(c: Context) -> Frame | None:
    """16.7%的增长, 两位数增长: the growth is said after the figure."""
    m = GROWTH_AFTER.match(c.right)
    if not m or not (c.percent or c.quantity.unit == "倍"):
        return None
    held = HELD.search(c.left)
    return Frame("growth_after", "change", held.start() if held else len(c.left), sign=sign_of(m["noun"]))


HELD = compiled("(?:实现|保持|呈现|取得|维持|录得|达到|有)了?$")


GROWTH_AFTER = compiled(
    rf"的?(?:{YEARLY}|{PERIODICAL}|年均|平均|较快|高|中高速)*(?:速度|幅度)?(?P<noun>{either('growth_noun', 'fall_noun')}|(?:快速|较快)?(?:增长|下降|上涨|下跌|提升|下滑))(?!的|率|额|点|至|到|[0-9])"
)


def moved_points(c: Context) -> Frame | None:
    """Percentage points without a verb beside them: a change whose sign the clause's verb gives."""
    if not c.points:
        return None
    verbs = regex.findall(CHANGE_VERB, c.left) or regex.findall(CHANGE_VERB, c.right)
    return Frame("moved_points", "change", len(c.left), sign=sign_of(verbs[-1] if verbs else ""))
