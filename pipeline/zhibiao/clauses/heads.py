"""What a clause opens with: the noun phrase before its predicate, and whom it names."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.bearers import Head, StandsFor, named
from zhibiao.clauses.borders import border
from zhibiao.clauses.cues import LISTS, SUBJECT_TYPES, VIEWED, name_of
from zhibiao.clauses.predicates import PASSED, behind_preposition, circumstance, phrase_end, points, predicate_at, tells
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.model import Entity

INNER = frozenset({"中", "里", "内"})  # what a thing is said to have within
REGIONS = frozenset({"", "市场", "地区", "区域"})
EXISTING = frozenset(LISTS["existing"])


def clause_head(text: str, tokens: Sequence[Token], begin: int, finish: int, stands_for: StandsFor) -> Head:
    """The head of the clause that begins at a token and goes up to another."""
    if tokens[begin].text == "在" and (place := located(text, tokens, begin, finish)):
        return Head(begin, finish, place, "name")
    if VIEWED.match(text, tokens[begin].start, tokens[finish - 1].end + 1):
        return Head(begin, begin)
    k, within = opening(tokens, begin, finish)
    after = phrase_end(tokens, k, finish)
    if after == k:
        return fronted(text, tokens, begin, finish, stands_for) or Head(k, k)
    head = named(text, tokens, k, after, finish, stands_for)
    if tokens[k].kind == "Q" and head.kind == "group" and any(t.kind == "P" for t in tokens[begin:k]):
        return Head(k, after, thing=head.name)  # 在全市监测的|26个板块|中
    if not head.name and (described := behind_modifier(text, tokens, k, finish, stands_for)) is not None:
        return described
    if not head.name and within[0] >= 0:  # 美国市场|中|出货量下滑5%
        holder = named(text, tokens, *within, finish, stands_for)
        if holder.kind in ("name", "group", "list") and holder.thing in REGIONS:
            return holder._replace(agent=False)
    if (pivot := pivoted(text, tokens, after, finish, stands_for)) is not None:
        return pivot
    if firm := reports_itself(tokens, head, after, finish):
        return head._replace(name=firm, kind="name", thing="")
    if head.kind == "group" and stated(tokens, after, finish):
        return of_whom(tokens, head)
    said_of = not head.agent and any(t.kind == "Q" for t in tokens[after:finish])
    return head._replace(event=tells(tokens, after, finish), measured=said_of)


def opening(tokens: Sequence[Token], begin: int, finish: int) -> tuple[int, tuple[int, int]]:
    """Where a clause's own phrase begins, behind times, circumstances and what joins it to others, and the phrase that it
    is said within (美国市场|中), or two numbers below zero."""
    k, within = begin, (-1, -1)
    while k < finish:
        kind = border(tokens[k])
        if points(tokens[k].text):
            after = phrase_end(tokens, k, finish)
            if circumstance(tokens, after, finish):
                k = after + 1
                continue
            break
        if kind == "quote" and tokens[k].text in "“《‘「":
            break
        if kind in PASSED or (tokens[k].kind == "L" and tokens[k].text.endswith("次")) or tokens[k].text in KEPT:
            k += 1
        elif kind == "preposition" and tokens[k].text != "由":
            k = behind_preposition(tokens, k, finish)
        elif kind == "preposition" or (
            tokens[k].text in EXISTING and k + 1 < finish and tokens[k + 1].kind in ("Q", "N", "E")
        ):
            k += 1
        else:
            after = phrase_end(tokens, k, finish)
            if tokens[k].kind != "Q" and circumstance(tokens, after, finish):
                if tokens[after].text in INNER:
                    within = (k, after)
                k = after + 1  # 本次分配|后: when, not who
                continue
            break
    return k, within


def reports_itself(tokens: Sequence[Token], head: Head, after: int, finish: int) -> str:
    """The firm that a noun or a word of no dictionary names, by the results that it publishes: 工业富联|发布2025年年报; empty for
    none."""
    run = tokens[head.first : head.after]
    if head.kind not in ("", "noun") or not run or any(t.kind not in ("N", "L") for t in run):
        return ""
    k = predicate_at(tokens, after, finish)
    publishes = k < finish and tokens[k].text in PUBLISHING and tokens[finish - 1].text.endswith(OWN_REPORTS)
    return "".join(t.text for t in run) if publishes else ""


PUBLISHING, OWN_REPORTS = frozenset(LISTS["publishing"]), tuple(LISTS["own_report"])


def behind_modifier(text: str, tokens: Sequence[Token], k: int, finish: int, stands_for: StandsFor) -> Head | None:
    """The head of the name that a modifier with a word of doing or of quality stands before: 受灾最严重的|贾亚省|已有…,
    今日进行除息的|亿光|早盘…; None where the clause opens otherwise, or with the name's attribute."""
    de = next((i for i in range(k, finish) if tokens[i].kind == "DE"), 0)
    if not de or de + 1 >= finish or tokens[de + 1].kind != "E":
        return None
    modifier = tokens[k:de]
    if any(t.kind in ("Q", "PUNC", "PAUSE", "OPEN", "P") for t in modifier) or not any(
        t.kind in ("V", "ADV") for t in modifier
    ):
        return None
    after = phrase_end(tokens, de + 1, finish)
    if after >= finish:
        return None
    head = named(text, tokens, de + 1, after, finish, stands_for)
    return head if head.kind in ("name", "person", "list", "group") else None


def stated(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a predicate only says how many of a group there are: 甲省|蓄电池企业|共有58家."""
    k = predicate_at(tokens, k, finish)
    if k < finish and tokens[k].text in EXISTING:
        k += 1
    return k < finish and tokens[k].kind == "Q" and tokens[k].text[-1] in "家个所户座只" and k + 1 >= finish


def of_whom(tokens: Sequence[Token], head: Head) -> Head:
    """The head of a phrase whose group is counted: whose group it is, if a name says so."""
    lead = next((t for t in tokens[head.first : head.after] if t.kind != "QUOTE"), None)
    if lead is None or not isinstance(lead.span, Entity) or lead.kind != "E":
        return head._replace(measured=True)
    name = name_of(lead.span)
    return head._replace(name=name, kind="name", thing=head.name[len(name) :])


def pivoted(text: str, tokens: Sequence[Token], k: int, finish: int, stands_for: StandsFor) -> Head | None:
    """The head of what a verb has somebody do: 法院判决|甲公司|赔偿3万元; None where the predicate is no such verb."""
    k = predicate_at(tokens, k, finish)
    if k + 1 >= finish or tokens[k].text not in PIVOTS:
        return None
    after = phrase_end(tokens, k + 1, finish)
    if after == k + 1 or after >= finish:
        return None
    if any(t.kind == "Q" for t in tokens[k + 1 : after]):  # 专场组织|甲医院、乙医院等30家单位|参与
        return None
    head = named(text, tokens, k + 1, after, finish, stands_for)
    return head._replace(agent=True) if head.kind in ("name", "person", "list", "group") and head.agent else None


PIVOTS = frozenset(LISTS["pivot"])


def located(text: str, tokens: Sequence[Token], begin: int, finish: int) -> str:
    """The place of a clause that opens with 在 and says nothing but where.

    在福建泉州，旅游收入…                  => 福建泉州
    在海桥县粮食烘干中心，12座烘干塔…      => 海桥县粮食烘干中心
    """
    clause = tokens[begin:finish]
    if any(t.kind in ("V", "Q", "T") for t in clause):
        return ""
    if finish >= len(tokens) or tokens[finish].text not in "，,":
        return ""
    if clause[-1].kind == "N" and clause[-1].text.endswith(tuple(LISTS["owning"])) and len(clause) > 2:
        return text[clause[1].start : clause[-1].end]
    named = [t.span for t in clause if t.kind == "E" and isinstance(t.span, Entity) and t.span.type in SUBJECT_TYPES]
    return name_of(named[-1]) if named else ""


def fronted(text: str, tokens: Sequence[Token], begin: int, finish: int, stands_for: StandsFor) -> Head | None:
    """The head of the object that a clause without a subject opens with: 将|二类企业的办理时限|缩短至10天."""
    if tokens[begin].text not in ("将", "把") or begin + 1 >= finish:
        return None
    after = phrase_end(tokens, begin + 1, finish)
    if after == begin + 1:
        return None
    head = named(text, tokens, begin + 1, after, finish, stands_for)
    return head if head.kind in ("name", "list", "group", "class", "pointed") else None
