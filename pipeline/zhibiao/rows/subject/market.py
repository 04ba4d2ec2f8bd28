"""Whose a move or a price of a market is, and who takes a place in words that match."""

from __future__ import annotations

from zhibiao.clauses.counted import NAMING
from zhibiao.clauses.cues import GOODS, INDEX, SESSIONS, SHARE_NOUNS, VERBAL_NOUNS, attribute, either
from zhibiao.clauses.phrases import clip
from zhibiao.clauses.runs import tidy, written
from zhibiao.matching import alternation, compiled
from zhibiao.rows.lists import item
from zhibiao.rows.quotes import FELL, PRICES, QUOTED, before_move, is_share, mover
from zhibiao.rows.state import Case, Draft
from zhibiao.spans import money


def market_index(case: Case) -> str:
    """沪指|涨0.9%, 创业板指|收报3238点, 沪指|跌幅|扩大至2%: an index of a market owns its points and its moves; 人民币|兑美元中间价
    is of the first currency."""
    if case.phrase.owner is not None:
        return ""
    if m := RATE.match(case.phrase.text):
        return str(m[1])
    name = MOVES.sub("", case.phrase.text)
    return name if INDEX.search(name) else ""


MOVES = compiled("[涨跌升降]幅$")
RATE = compiled(f"(?:[离在]岸)?({alternation(money.names())})[兑对](?:{alternation(money.names())})")


def traded(case: Case) -> str:
    """比特币|跌2%, 布伦特原油|报80美元/桶, 海桥科技A股|收于7元: what a market moves owns its moves and its prices, by the whole
    phrase that names it; not 出口|上涨5%, 股价|跌2%."""
    left = case.spot.context.left
    moved = case.frame.measure == "change" and QUOTED.search(left)
    priced = case.frame.measure == "level" and case.quantity.unit != "%" and PRICED.search(left)
    if not (moved or priced):
        return ""
    return thing_moved(case, left if moved else "") or (firm_moved(case) if moved else "")


def thing_moved(case: Case, left: str) -> str:
    """What a market moves by the phrase before the cue; `left` where it moves, empty where it has a price."""
    run = whole = before_move(case, case.until)
    while run and not GOODS.search(run[-1].text) and (run[-1].kind not in NAMING or UNNAMED.fullmatch(run[-1].text)):
        run = run[:-1]
    if not run or run[0].kind not in NAMING or any(t.kind in ("V", "P", "Q", "DE") for t in run[:-1]):
        return ""
    name = tidy(case.scene.text[run[0].start : run[-1].end])
    goods = GOODS.search(name) is not None or INDEX.search(name) is not None
    if (attribute(run[-1].text) and not goods) or run[-1].text in VERBAL_NOUNS or len(name) < 2:
        return ""
    bare = FELL.search(left) and not any(attribute(t.text) for t in whole[len(run) :])
    return listed_with(case, name) if bare or goods else ""


UNNAMED = compiled(f"{PRICES.pattern}|{SESSIONS.pattern}")


def firm_moved(case: Case) -> str:
    """立禾精密|下跌8%, 安禾信息（创业板首板）|低开1.4%: a firm, or several, in a report of shares."""
    run = mover(case)
    return tidy(case.scene.text[run[0].start : run[-1].end]) if is_share(case, run) else ""


def listed_with(case: Case, name: str) -> str:
    """The name of what moves with those before it in its list: 大海新能源、雾芯科技|涨超3%."""
    first = case.scene.tokens[max(case.begin, case.i - LONGEST)]
    opening = case.scene.text[first.start : case.scene.tokens[case.i].start]
    before = opening[: max(0, opening.find(name))]
    return before + name if "、" in before + name and not PREDICATED.search(before) else name


LONGEST = 400  # tokens of a clause before a figure that are searched for its list
PREDICATED = compiled("[，。；：:的了将把是]|[涨跌]")
PRICED = compiled(f"(?:(?<=.)报|收报|报收于?|收于|收盘[报于价]?|{either('reaches_price')})(?:约|近|每[股桶盎司吨]+)*$")


ITEMS = frozenset({"bare_level", "linked_level", "signed_change"})


def itemised(case: Case) -> str:
    """海桥汽车3万辆、星禾1.8万辆、云溪股份|1.7万辆: each of a list of names with the figure behind it."""
    return item(case.scene, case.i) if case.frame.measure == "level" or case.frame.rule in ITEMS else ""


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
