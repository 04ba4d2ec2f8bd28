"""What reports of a market leave unsaid: that a firm's shares have a price, and that a market closes at one."""

from __future__ import annotations

from zhibiao.clauses.cues import COMMODITY, GOODS, INDEX, LISTED, LISTS, MARKET_INDEX, SESSIONS, TRADED, either
from zhibiao.clauses.phrases import Phrase, clip, opening_phrase
from zhibiao.clauses.runs import tidy
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.rows.indicator.inherit import GROWN, measured
from zhibiao.rows.quotes import FELL, QUOTED, in_report, is_share, mover, named_firm, of_goods
from zhibiao.rows.state import Case


def share_price(case: Case) -> str:
    """A stock report's 甲科技|跌超|6%, 甲科技|今早|现报13.5元 => 股价: what moves is the price of the firm's shares, the clause
    only says whose; not 现货黄金|跌1%, 沪指|跌1%, and nothing in a text of other things."""
    if not priced(case):
        return ""
    phrase = case.phrase
    if not phrase.text and phrase.owner is None:
        phrase = opening(case)
    if SESSIONS.fullmatch(phrase.text):
        phrase = phrase._replace(text="")
    if not phrase.text:
        if phrase.owner is None and not case.sofar and NOW.search(case.spot.context.left) and in_report(case):
            return "股价"
        firm = (
            is_firm(phrase.owner) if phrase.owner is not None else bool(phrase.pronoun) and is_share(case, mover(case))
        )
        return "股价" if firm and (FELL.search(case.spot.context.left) or in_report(case)) else ""
    if phrase.predicate or measured(phrase.text):
        return ""
    return "股价" if is_share(case, mover(case)) else ""


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


NOW = compiled("(?:[现暂]报|最新报)(?:约|近|每股)*$")


def in_market(case: Case, phrase: Phrase) -> str:
    """The phrase, with the name before it where both name one thing that is traded: 布伦特|原油触及100美元, 首尔|综指跌幅."""
    owner, quantity = phrase.owner, case.quantity
    if owner is None or not LISTED.fullmatch(GROWN.sub("", phrase.text)):
        return phrase.text
    stands = case.frame.measure == "level" and quantity.dimension in ("money", "rate", "percent", "other")
    whole = owner.text + phrase.text
    said = case.scene.text.rfind(whole, 0, case.quantity.start) >= case.scene.sentence.start
    return whole if said and (stands or priced(case) or case.frame.rule == "growth_noun") else phrase.text


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


PRICE = frozenset(LISTS["market_price"])
MOVES = frozenset({"", "涨幅", "跌幅", "升幅", "降幅"})


def traded_thing(case: Case) -> str:
    """恒科指盘初|跌超3% => 恒科指, 夜盘沪银主力|涨2% => 价格, 商品期货多数走低，红枣、生猪|跌超3% => 价格: an index is what moves,
    of goods it is the price."""
    said, moves = case.phrase.text, priced(case)
    closes = case.frame.measure == "level" and SESSIONS.search(said) and CLOSES.search(case.spot.context.left)
    if not (moves or closes):
        return ""
    run = mover(case)
    if not moves:
        return "收盘价" if run and GOODS.search(run[-1].text) else ""
    if not run and SESSIONS.fullmatch(said):
        return case.sofar[-1].indicator if case.sofar else ""
    name = tidy(case.scene.text[run[0].start : run[-1].end]) if run else ""
    if said and not SESSIONS.search(said) and said not in name:
        return ""
    goods = GOODS.search(name) is not None
    fell = FELL.search(case.spot.context.left) is not None
    if INDEX.search(name) or (goods and (OF_STOCKS.search(name) or not (fell or of_goods(case)))):
        return name
    bare = name and fell and of_goods(case) and not (measured(said) or any(map(named_firm, run)))
    return "价格" if goods or bare else ""


OF_STOCKS = compiled("(?:指数?(?:期货)?|股|板)$")


def closing_price(case: Case) -> str:
    """甲公司|收报|23.12元 => 收盘价, 沥青期货主力合约|收于每吨|2346元 => 收盘价; not 豆油价格|收于每吨|7000元."""
    said = case.quantity.dimension in ("money", "rate") and CLOSES.search(case.spot.context.left)
    return "收盘价" if said and not measured(case.phrase.text) else ""


CLOSES = compiled(f"{either('closes_at')}(?:约|近|每股)*$")
