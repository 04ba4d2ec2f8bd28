"""What reports of a market leave unsaid: that a firm's shares have a price, and that a market closes at one."""

from __future__ import annotations

from zhibiao.clauses.nouns import MARKET_INDEX
from zhibiao.clauses.phrases import Phrase, clip, opening_phrase
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.rows.case import Case
from zhibiao.rows.indicator.inherit import GROWN, measured
from zhibiao.rows.quotes import FELL, QUOTED
from zhibiao.words import tag_of


def share_price(case: Case) -> str:
    """A stock report's 甲科技|跌超|6%, 甲科技|今早|现报13.5元 => 股价: what moves is the price of the firm's shares, the clause
    only says whose; not 现货黄金|跌1%, 沪指|跌1%, and nothing in a text of other things."""
    if not priced(case):
        return ""
    phrase = case.phrase
    if not phrase.text and phrase.owner is None:
        phrase = opening(case)
    if not phrase.text:
        if phrase.owner is None and not case.sofar and NOW.search(case.spot.context.left) and in_report(case):
            return "股价"
        firm = phrase.owner is not None and is_firm(phrase.owner)
        return "股价" if firm and (FELL.search(case.spot.context.left) or in_report(case)) else ""
    run = clip(case.scene.tokens, case.begin, case.i, case.spot.place(case.frame.head))
    unknown = any(t.kind in ("N", "E") and t.text in phrase.text and not tag_of(t.text) for t in run)
    named = not unknown or phrase.predicate or measured(phrase.text) or TRADED.search(phrase.text)
    sentence, left = case.scene.sentence, case.spot.context.left
    alone = MARKET.search(case.scene.text, sentence.start, sentence.end) is not None
    goods = OF_GOODS.search(case.scene.text, max(0, sentence.start - NEAR), case.quantity.start) is not None
    return "" if named or goods or not (alone or (not MOVED.search(left) and in_report(case))) else "股价"


def is_firm(owner: Entity) -> bool:
    """Whether a name is a firm's: 甲科技, Alphabet; not WTI, which may be a commodity or an index."""
    latin = owner.type == "BRAND" and not owner.text.isupper() and owner.text.isascii()
    return (owner.type == "ORG" or latin) and owner.rule != "model" and not TRADED.search(owner.text)


def opening(case: Case) -> Phrase:
    """The phrase that the figure's clause opens with, before a time or a circumstance."""
    return opening_phrase(clip(case.scene.tokens, case.begin, case.i, case.spot.place(case.frame.head)))


def priced(case: Case) -> bool:
    """Whether the figure is how far a price went, or where it stands now."""
    frame, quantity, left = case.frame, case.quantity, case.spot.context.left
    if frame.measure == "change":
        return (quantity.unit == "%" or quantity.dimension == "money") and QUOTED.search(left) is not None
    return frame.measure == "level" and quantity.dimension in ("money", "rate") and NOW.search(left) is not None


def in_report(case: Case) -> bool:
    """Whether the text speaks of a market just there."""
    sentence = case.scene.sentence
    return MARKET.search(case.scene.text, max(0, sentence.start - NEAR), sentence.end + NEAR) is not None


NEAR = 300  # characters around a sentence
NOW = compiled("(?:[现暂]报|最新报)(?:约|近|每股)*$")
OF_GOODS = compiled("期货|加密|虚拟货币|商品|大宗")
MOVED = compiled("[上下][涨跌]")  # as anything may: 均价|上涨
MARKET = compiled("股|板块|[恒沪纳道深]指|盘[中前后初]|[早午尾]盘|创业板|科创板")
TRADED = compiled(
    "(?:指数?|板块?|(?<!控)股|[金银铜铝锌镍锡油气煤钢债币约连糖棉豆粕胶]|主力|期货)(?:均|双双|日内|盘[初中]|[早尾]盘|午后)*$"
)


def in_market(case: Case, phrase: Phrase) -> str:
    """The phrase, with the name before it where both name one thing that is traded: 布伦特|原油触及100美元, 首尔|综指跌幅."""
    owner, quantity = phrase.owner, case.quantity
    if owner is None or not LISTED.fullmatch(GROWN.sub("", phrase.text)):
        return phrase.text
    stands = case.frame.measure == "level" and quantity.dimension in ("money", "rate", "percent", "other")
    whole = owner.text + phrase.text
    said = case.scene.text.rfind(whole, 0, case.quantity.start) >= case.scene.sentence.start
    return whole if said and (stands or priced(case) or case.frame.rule == "growth_noun") else phrase.text


LISTED = compiled("(?:[A-Za-z]*(?:综合?|成份?|板|股)?指数?|原油|黄金|白银|天然气)(?:期货|现货)?(?:主力)?(?:合约)?")


def price_of_goods(case: Case) -> str:
    """现货白银|涨1.5%, 首尔综指|跌6%, WTI原油|报|92美元: what a market trades is what moves; its 价格 is named with it."""
    phrase = case.phrase if case.phrase.text or case.phrase.owner else opening(case)
    owner = phrase.owner
    if owner is None or not (owner.rule == "traded" or (owner.type == "BRAND" and MARKET_INDEX.fullmatch(owner.text))):
        return ""
    if phrase.text in PRICE:
        thing = COMMODITY.search(owner.text)
        return thing[0] + phrase.text if thing else ""
    stated = case.quantity.unit == "%" or case.quantity.dimension in ("money", "rate", "index")
    return owner.text if stated and phrase.text in MOVES else ""


COMMODITY = compiled("(?:原油|黄金|白银|铂金|钯金)(?:期货)?$")
PRICE = frozenset({"价格", "收盘价", "结算价"})
MOVES = frozenset({"", "涨幅", "跌幅", "升幅", "降幅"})


def closing_price(case: Case) -> str:
    """甲公司|收报|23.12元 => 收盘价"""
    said = case.quantity.dimension in ("money", "rate") and CLOSES.search(case.spot.context.left)
    return "收盘价" if said else ""


CLOSES = compiled("(?:收报|报收于?|收于|收盘报|收盘于|收在|收盘)(?:约|近|每股)*$")
