"""What reports of a market leave unsaid: that a firm's shares have a price, and that a market closes at one."""

from __future__ import annotations

from zhibiao.clauses.phrases import clip
from zhibiao.matching import compiled
from zhibiao.rows.case import Case
from zhibiao.rows.indicator.inherit import measured
from zhibiao.words import tag_of


def share_price(case: Case) -> str:
    """A stock report's 甲科技|跌超|6% => 股价: what moves is the price of the firm's shares, the phrase only says whose; not
    现货黄金|跌1%, 沪指|跌1%, and nothing in a text of other things."""
    phrase, scene = case.phrase, case.scene
    quoted = case.frame.measure == "change" and case.quantity.unit == "%" and QUOTED.search(case.spot.context.left)
    if not quoted or not MARKET.search(scene.text, scene.sentence.start, scene.sentence.end):
        return ""
    if not phrase.text:
        firm = phrase.owner is not None and phrase.owner.type == "ORG" and not TRADED.search(phrase.owner.text)
        return "股价" if firm else ""
    run = clip(scene.tokens, case.until, case.i, case.spot.place(case.frame.head))
    unknown = any(t.kind == "N" and t.text in phrase.text and not tag_of(t.text) for t in run)
    return "" if not unknown or phrase.predicate or measured(phrase.text) or TRADED.search(phrase.text) else "股价"


QUOTED = compiled("(?:[涨跌]|[高低]开|收[高低])(?:了|近|约|达|超过?|逾|幅|至|停)*$")
MARKET = compiled("股|板块|[恒沪纳道深]指|盘[中前后初]|[早午尾]盘|创业板|科创板")
TRADED = compiled(
    "(?:指数?|板块?|[股金银铜铝锌镍锡油气煤钢债币约连糖棉豆粕胶]|主力|期货)(?:均|双双|日内|盘[初中]|[早尾]盘|午后)*$"
)


def closing_price(case: Case) -> str:
    """甲公司|收报|23.12元 => 收盘价"""
    said = case.quantity.dimension in ("money", "rate") and CLOSES.search(case.spot.context.left)
    return "收盘价" if said else ""


CLOSES = compiled("(?:收报|报收于?|收于|收盘报|收盘于|收在|收盘)(?:约|近|每股)*$")
