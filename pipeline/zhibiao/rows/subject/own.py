"""Owners that the figure's own clause names: before what is measured, as its subject, behind the figure, before 的; of moves and prices of
a market, and in words that match."""

from __future__ import annotations

from zhibiao.clauses.bearers import Head, named
from zhibiao.clauses.borders import MODAL, border
from zhibiao.clauses.counted import NAMING
from zhibiao.clauses.cues import (
    ANAPHORS,
    FIGURE_NOUNS,
    GOODS,
    INDEX,
    LISTS,
    NATION,
    NO_SUBJECT,
    OWNERS,
    SESSIONS,
    SHARE_NOUNS,
    UNOWNING,
    VERBAL_NOUNS,
    YIELDING,
    attribute,
    either,
    name_of,
)
from zhibiao.clauses.phrases import clip
from zhibiao.clauses.predicates import ROUTES, phrase_end
from zhibiao.clauses.runs import tidy, written
from zhibiao.clauses.sources import TELLING
from zhibiao.clauses.tokens import KEPT
from zhibiao.lexicon import prepositions
from zhibiao.matching import alternation, compiled
from zhibiao.rows.lists import item
from zhibiao.rows.quotes import FELL, PRICES, QUOTED, before_move, is_share, mover
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Case, Draft
from zhibiao.spans import money
from zhibiao.words import tag_of


def reached(scene: Scene, begin: int, i: int) -> bool:
    """Whether a place stands right before the count as what the clause's subject reaches: 目前已通达|欧洲|26个国家."""
    if i - 1 <= begin or scene.tokens[i - 1].kind != "E":
        return False
    return any(t.kind not in ("T", "ADV", "C", "PAUSE", "QUOTE") for t in scene.tokens[begin : i - 1])


def described(case: Case) -> str:
    """What a relative clause with the figure describes: 全长218公里的|屏澜高铁, 拥有7000个车位的|运输船."""
    text, tokens = case.scene.text, case.scene.tokens
    finish = case.scene.finishes[case.i]
    k = case.i + 1
    while k < finish and k <= case.i + COUNTED and tokens[k].kind in ("N", "QUOTE"):
        k += 1
    if k + 1 >= finish or tokens[k].kind != "DE" or tokens[k + 1].kind not in ("N", "E", "QUOTE"):
        return ""
    after = phrase_end(tokens, k + 1, finish)
    if after == k + 1 or any(t.kind == "V" for t in tokens[k + 1 : after]):
        return ""
    head = named(text, tokens, k + 1, after, finish, case.context.stands_for)
    fits = head.kind in ("name", "group") or (head.kind == "noun" and head.name.endswith(OWNERS))
    return head.name if fits and len(head.name) >= SHORTEST else ""


COUNTED, SHORTEST = 3, 4  # words of the noun counted in a relative clause; characters of what it describes


def share_of_group(case: Case) -> str:
    """98%的|网友认为: who are counted in shares own them."""
    quantity = case.quantity
    shared = quantity.unit == "%" or quantity.measure == "share"
    following = case.scene.tokens[case.i + 1] if case.i + 1 < len(case.scene.tokens) else None
    joined = following is not None and (following.kind == "DE" or quantity.text[-1] in "成半")
    if not (shared and joined and case.noun.endswith(GROUPS)):
        return ""
    return case.context.named_with(case.noun) or case.noun


def phrase_owner(case: Case) -> str:
    """The name that the phrase of the indicator begins with; not where it is the object of somebody named before."""
    owner = case.phrase.owner
    if owner is None:
        return ""
    before = case.scene.tokens[case.begin : case.until]
    if len(before) > 1 and before[-1].text in ROUTES and before[-2].kind == "E":  # 西安至|延安|的运行时间
        return ""
    if passed_by(case):
        return ""
    verb = any(t.kind == "V" and t.text not in TELLING and t.text not in MODAL for t in before)
    if case.counted and (verb or reached(case.scene, case.begin, case.i) or case.phrase.governed):
        return ""
    head = case.own
    grouped = head is not None and head.kind == "group" and head.thing and owner.text not in NATION
    if grouped and head is not None and head.name.startswith(owner.text) and head.first == case.until:
        return head.name  # 韩国|上市公司|回购规模
    if verb and head is not None and head.name and head.after <= case.until and head.kind != "counted":
        return ""
    return name_of(owner)


def passed_by(case: Case) -> bool:
    """Whether the phrase begins with where, whence or by whom, not with whose: 华润|在辽宁|占据, 自越南|进口, 被篮协|停赛."""
    tokens, k = case.scene.tokens, case.until - 1
    if not case.phrase.governed or k < case.begin or k + 2 >= case.i:  # 经|甲口岸班列|187列
        return False
    if tokens[k].text in BY:
        return True
    subject = case.own is not None and (case.own.name or case.own.thing) and case.own.after <= k
    return tokens[k].text in AT and bool(subject)


BY, AT = prepositions("by"), prepositions("at")


def phrase_pronoun(case: Case) -> str:
    pronoun = case.phrase.pronoun
    if not pronoun or passed_by(case):
        return ""
    if pronoun in NATION:
        return pronoun
    if name := case.context.stands_for(pronoun):
        return name
    if pronoun not in ANAPHORS and not pronoun.startswith("该"):
        return pronoun
    return ""


GROUPS = (*LISTS["populace"], *LISTS["owning"])
NAMED = frozenset({"name", "list", "person", "pointed", "group", "this"})


def own_clause(case: Case) -> str:
    """Whom the figure's own clause opens with by a name, or by a noun for one; not what is measured itself."""
    head = case.own
    if head is None or head.first >= case.i or head.kind not in (*NAMED, "counted"):
        return ""
    if head.kind == "counted" and any(t.kind == "P" for t in case.scene.tokens[case.begin : head.first]):
        return ""
    if head.kind in ("group", "counted") and measured(case, head):
        return ""
    return whole_name(case, head) or head.holder or head.name


def whole_name(case: Case, head: Head) -> str:
    """The whole phrase that a name only begins, where something else is measured behind it; empty where the name is all.

    日本市场|在半年内用户|增长2倍         => 日本市场
    青岛啤酒|所占份额|为6%               => 青岛啤酒
    甲市外贸|去年|增长5%                 => -
    """
    tokens = case.scene.tokens
    if head.kind != "name" or not head.thing or head.after > case.until or head.after >= case.i:
        return ""
    if border(tokens[head.after]) in ("figure", "localiser"):  # 进口品位|63.5%的, 百度上市|时
        return ""
    if not (case.phrase.text or case.counted or case.frame.own):
        return ""
    run = [t for t in tokens[head.first : head.after] if t.text[0].isalnum()]
    at = next((k for k, t in enumerate(run) if t.kind == "E"), len(run))
    rest = run[at + 1 :]
    if not rest or any(t.kind not in ("N", "L") or t.text in KEPT for t in rest):
        return ""
    last = rest[-1].text
    if attribute(last) or last in VERBAL_NOUNS or last in FIGURE_NOUNS or tag_of(last)[:1] not in ("n", ""):
        return ""
    return tidy(case.scene.text[run[0].start : rest[-1].end])


def measured(case: Case, head: Head) -> bool:
    """Whether a head is the very phrase that is measured: 注册企业|超2.37万家."""
    if head.kind == "counted":  # 12个党总支、|55个党支部
        between = case.scene.tokens[head.first + 1 : case.i]
        return not between or any(t.kind in ("PAUSE", "C", "P") for t in between)
    return within_phrase(case, head) or not (head.agent or case.phrase.text or case.counted)


def within_phrase(case: Case, head: Head) -> bool:
    """Whether a head is part of the phrase that is measured; not who counts what stands behind: 工作组|完成了35项测试."""
    acts = head.agent or case.scene.tokens[head.after].text == "以"  # 甲厂|以|17%的份额|位居第二
    return head.after > case.until and not (case.counted and acts)


def own_noun(case: Case) -> str:
    """The noun that the figure's own clause opens with and says something of, when another phrase is measured.

    医院|现有建筑面积15万平方米     => 医院
    凶手|打伤5人                    => 凶手
    建筑面积|达15万平方米           => -
    """
    head = case.own
    if head is None or head.kind != "noun" or measured(case, head):
        return ""
    figured = any(t.kind == "Q" for t in case.scene.tokens[head.after : case.i])
    if YIELDING.search(head.name) or (figured and not head.agent):
        return ""
    if not (head.agent or case.phrase.text or case.counted):
        return ""
    return case.context.named_with(head.name) or head.name


def own_class(case: Case) -> str:
    """货物列车|每日开行数量: the class of things that an attribute is measured of, where no name owns it."""
    head = case.own
    return head.name if head is not None and head.kind == "class" else ""


def possessor(case: Case) -> str:
    """高端住宅项目的|利润率|在30%左右: whose attribute it is, in words that name nobody."""
    phrase = case.phrase
    run = clip(case.scene.tokens, case.until, case.i, case.spot.place(case.frame.head))
    de = next((k for k in range(len(run) - 1, 0, -1) if run[k].kind == "DE"), 0)
    if not de or phrase.owner is not None or phrase.pronoun or any(t.kind not in ("N", "L") for t in run[de + 1 :]):
        return ""
    head = run[de - 1].text
    thing = head not in FIGURE_NOUNS and head not in VERBAL_NOUNS and tag_of(head)[:1] in ("n", "")
    if not thing or any(t.kind not in ("N", "E", "L", "QUOTE") for t in run[:de]):
        return ""
    name = tidy(case.scene.text[run[0].start : run[de - 1].end])
    return name if len(name) > 2 and not UNOWNING.search(name) and name not in NO_SUBJECT else ""


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
