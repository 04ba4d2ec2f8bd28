"""Whose a move or a price of a market is, and who takes a place in words that match."""

from __future__ import annotations

from zhibiao.clauses.cues import SHARE_NOUNS, VERBAL_NOUNS
from zhibiao.clauses.nouns import attribute
from zhibiao.clauses.phrases import clip
from zhibiao.clauses.wording import tidy, written
from zhibiao.matching import compiled
from zhibiao.rows.case import Case
from zhibiao.rows.items import LONGEST, item
from zhibiao.rows.quotes import FELL, QUOTED
from zhibiao.rows.state import Draft


def market_index(case: Case) -> str:
    """沪指|涨0.9%, 创业板指|收报3238点: an index of a market owns its points and its moves."""
    return case.phrase.text if INDEX.search(case.phrase.text) and case.phrase.owner is None else ""


INDEX = compiled(
    "(?:[一-鿿A-Z]{1,6}(?:成|综|板|证|恒|富时|日经|标普|道)?指|(?:上证|深证|沪深|创业板|科创|恒生|日经|道琼斯|标普|纳斯达克|纳指|富时)[一-鿿A-Z0-9]{0,6}指数?)$"
)


def traded(case: Case) -> str:
    """比特币|跌2%, 布伦特原油|报80美元/桶, 海桥科技A股|收于7元: what a market moves owns its moves and its prices, by the whole
    phrase that names it; not 出口|上涨5%, 股价|跌2%."""
    left = case.spot.context.left
    moved = case.frame.measure == "change" and QUOTED.search(left)
    priced = case.frame.measure == "level" and case.quantity.unit != "%" and PRICED.search(left)
    if not (moved or priced):
        return ""
    run = whole = clip(case.scene.tokens, case.until, case.i, case.spot.place(case.frame.head))
    while run and (run[-1].kind not in ("N", "E", "L", "QUOTE") or PRICES.fullmatch(run[-1].text)):
        run = run[:-1]
    if not run or run[0].kind not in ("N", "E", "L", "QUOTE") or any(t.kind in ("V", "P", "Q", "DE") for t in run):
        return ""
    name = tidy(case.scene.text[run[0].start : run[-1].end])
    goods = GOODS.search(name) is not None
    if (attribute(run[-1].text) and not goods) or run[-1].text in VERBAL_NOUNS or len(name) < 2:
        return ""
    bare = moved and FELL.search(left) and not any(attribute(t.text) for t in whole[len(run) :])
    return listed_with(case, name) if bare or goods else ""


def listed_with(case: Case, name: str) -> str:
    """The name of what moves with those before it in its list: 大海新能源、雾芯科技|涨超3%."""
    first = case.scene.tokens[max(case.begin, case.i - LONGEST)]
    opening = case.scene.text[first.start : case.scene.tokens[case.i].start]
    before = opening[: max(0, opening.find(name))]
    return before + name if "、" in before + name and not PREDICATED.search(before) else name


PREDICATED = compiled("[，。；：:的了将把是]|[涨跌]")
PRICED = compiled(
    "(?:(?<=.)报|收报|报收于?|收于|收盘报|收盘于|收在|站上|触及|跌破|突破|升破)(?:约|近|每[股桶盎司吨]+)*$"
)
PRICES = compiled("股价|价格|[\u4e00-\u9fff]{1,3}价|股票|[AHB]股|港股|美股|股份|报|盘中")
# An index of prices or of mood is measured of a country; it is no good that is traded.
GOODS = compiled(
    "(?:(?<!价格|物价|信心|景气|经理|订单|产出|就业|成本)指数?|期货|原油|[金银铜铝锌镍锡油气煤钢币]|[国美公企转]债|期债|合约)$"
)


def itemised(case: Case) -> str:
    """海桥汽车3万辆、星禾1.8万辆、云溪股份|1.7万辆: each of a list of names with the figure behind it."""
    return item(case.scene, case.i) if case.frame.measure == "level" else ""


def paralleled(case: Case) -> str:
    """小米手机的占比达7%；荣耀手机的|占比|为6%: who takes the place of the owner of the figure before, in words that match:
    the same is measured, and the two names begin or end alike. Not where a place owns, whose parts they are: 全市居民收入…，
    城镇居民收入…"""
    if case.phrase.owner is not None or case.phrase.pronoun or case.frame.measure == "rank":
        return ""
    run = clip(case.scene.tokens, case.until, case.i, case.spot.place(case.frame.head))
    end = len(run)
    while end and (
        attribute(run[end - 1].text) or run[end - 1].text in SHARE_NOUNS or run[end - 1].kind in ("DE", "ADV")
    ):
        end -= 1
    if not end or end == len(run) or any(t.kind not in ("N", "E", "L", "QUOTE") for t in run[:end]):
        return ""
    name, tail = tidy(case.scene.text[run[0].start : run[end - 1].end]), written(run[end:]).lstrip("的")
    for before in reversed(case.sofar[-NEAR:]):
        said = case.scene.text[before.clause[0] : before.quantity.start]
        alike = name[-2:] + "的" + tail in said or name[-2:] + tail in said or (name[:2] in said and tail in said)
        if alike and not inherits(before) and name not in said and before.subject and not PLACES.search(before.subject):
            return name if len(name) > 2 else ""
    return ""


NEAR = 12  # figures of the sentence that matching words look back


def inherits(draft: Draft) -> bool:
    """Whether a row's owner was taken from elsewhere than its own words."""
    return any(x.startswith("subject:") and x != "subject:paralleled" for x in draft.inherited)


PLACES = compiled("[省市县区州镇乡村国]$|^(?:全|我|该)")
