"""Owners that the figure's own clause names: before what is measured, as its subject, behind the figure, before 的."""

from __future__ import annotations

from zhibiao.clauses.bearers import Head, named
from zhibiao.clauses.borders import MODAL, border
from zhibiao.clauses.cues import (
    ANAPHORS,
    FIGURE_NOUNS,
    LISTS,
    NATION,
    NO_SUBJECT,
    OWNERS,
    UNOWNING,
    VERBAL_NOUNS,
    YIELDING,
    attribute,
    name_of,
)
from zhibiao.clauses.phrases import clip
from zhibiao.clauses.predicates import ROUTES, phrase_end
from zhibiao.clauses.runs import tidy
from zhibiao.clauses.sources import TELLING
from zhibiao.clauses.tokens import KEPT
from zhibiao.lexicon import prepositions
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Case
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


def class_before_group(case: Case) -> str:
    """货物列车|每日开行数量: a class of things, where the paragraph speaks of no name."""
    lasting = case.context.paragraph
    return own_class(case) if lasting is not None and lasting.kind == "group" else ""


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
