"""Whom a noun phrase names: by a name, a list of names, an anaphor, a group, a noun, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from zhibiao.clauses.borders import INSIDE, border
from zhibiao.clauses.cues import (
    ANAPHORS,
    FIGURE_NOUNS,
    LISTS,
    NATION,
    NO_SUBJECT,
    OWNERS,
    PEOPLE,
    TRADES,
    UNOWNING,
    VERBAL_NOUNS,
    attribute,
    belonging,
    is_measure,
    name_of,
)
from zhibiao.clauses.phrases import TOGETHER, sportsman
from zhibiao.clauses.predicates import NUMBERED, ROUTES, acts, points
from zhibiao.clauses.runs import (
    GROUP_OF,
    begins_name,
    counted_group,
    counts,
    cut_short,
    first_of_kind,
    in_apposition,
    introduces,
    list_end,
    list_name,
    names_thing,
    nouns_from,
    owning_end,
    owning_head,
    takes_figure,
    tidy,
)
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.naming.media import is_media
from zhibiao.words import tag_of

StandsFor = Callable[[str], str]  # the name that a common noun stands for, or empty

REPORTERS = frozenset(LISTS["reporter"])

MODIFIERS = frozenset(LISTS["modifier"])

BARE_NATION = frozenset({"国内", "境内"})  # they own figures only with who is at home there

# Anaphors that without an antecedent say nothing of whom.
VAGUE = frozenset(w for w in ANAPHORS if w[0] in "全本我该当其它他" or len(w) < 2) - TRADES

# What opens a run that is no name of a thing: 大大|节省, 别|看, 更多的|钻井, 很多|地方.
ADVERBIAL = compiled("(?:大大|大幅|更|很|最|别|请|只|都|还|没|不|多的?$|少的?$)")

GROUPED = (*OWNERS, *LISTS["division"], "省份", "国家", "地区")

NOMINAL_TAGS = ("", "n", "j", "l")


class Head(NamedTuple):
    """What a clause opens with. `name`: whom it names, empty for nobody; `kind`: how (`name`, `list`, `person`, `pointed`,
    `this` for one that stands for no name, `group`, `noun`); `first`..`after`: the tokens of the phrase; `agent`: a verb of doing follows it; `thing`: what of
    the phrase is not the name."""

    first: int
    after: int
    name: str = ""
    kind: str = ""
    agent: bool = False
    thing: str = ""
    measured: bool = False  # a figure is said of it
    event: bool = False  # the clause only says that something is said, held or published
    holder: str = ""  # the person whose office the name is part of: 甲公司|董事长|乙


def named(text: str, tokens: Sequence[Token], first: int, after: int, finish: int, stands_for: StandsFor) -> Head:
    """The head of a phrase: whom it names, and how."""
    agent = acts(tokens, after, finish)
    pieces = [t for t in tokens[first:after] if t.kind != "QUOTE"]
    whole = tidy(text[tokens[first].start : tokens[after - 1].end])
    if not pieces:
        return Head(first, after, agent=agent)
    lead = pieces[0]
    if lead.kind == "V":
        return Head(first, after, agent=agent, thing=whole)
    if lead.kind == "Q":
        within = after < finish and border(tokens[after]) == "localiser"  # 26个板块|中|煤炭领涨
        owning = pieces[-1].text.endswith(GROUPED)  # not 600种药材|中
        name = counted_group(text, tokens, first, after) if not within or (owning and after + 1 >= finish) else ""
        kind = "group" if within else "counted"  # 70个大中城市|中，|…: what the sentence speaks of
        return Head(first, after, name, kind if name else "", agent, whole)
    named_at = next((i for i, t in enumerate(pieces[:3]) if t.kind == "E"), 0)
    if any(t.text in REPORTERS for t in pieces[:named_at]):  # 新华社记者|张某
        return Head(first, after, agent=agent)
    if named_at and begins_name(text, pieces, named_at):  # 视觉|中国|营业收入
        longer = text[pieces[0].start : pieces[named_at].end]
        rest = tidy(text[pieces[named_at].end : tokens[after - 1].end])
        return Head(first, after, longer, "name", agent, rest)
    if named_at and len(pieces) > named_at + 1 and all(introduces(t) for t in pieces[:named_at]):  # 被告人|甲|有期徒刑
        at = next(i for i in range(first, after) if tokens[i].start == pieces[named_at].start)
        return with_names(
            text, tokens, at, after, finish, agent, tidy(text[tokens[at].start : tokens[after - 1].end])
        )._replace(first=first)
    if points(lead.text):
        return pointed(text, tokens, first, after, finish, agent, stands_for)
    if (bearer := behind_role(text, tokens, first, after, finish, agent)) is not None:
        return bearer
    if lead.kind == "E" and isinstance(lead.span, Entity):
        head = with_names(text, tokens, first, after, finish, agent, whole)
        superlative = head.name in NATION and len(pieces) > 1 and pieces[1].text[0] in "最首"  # 我国|最大的|风机
        return head._replace(name="", kind="") if superlative else head
    if lead.text in NATION and len(pieces) > 1 and pieces[1].text[0] not in "最首":
        return of_nation(text, tokens, first, after, agent)
    if lead.kind == "R":  # 我们|接到订单
        meant = stands_for(lead.text)
        return Head(first, after, meant, "pointed" if meant else "", agent, whole[len(lead.text) :].strip("的"))
    if lead.text in ANAPHORS:
        return back(text, tokens, first, after, agent, stands_for)
    return by_noun(text, tokens, first, after, finish, agent)


def behind_role(text: str, tokens: Sequence[Token], first: int, after: int, finish: int, agent: bool) -> Head | None:
    """The head of a phrase that says first what its bearer is: 整机厂商|甲、乙, 甲国|芯片巨头|乙, 甲公司|董事长|丙; None for no such
    phrase. Of a person in an office the bearer is whom he serves, and he the holder."""
    pieces = [t for t in tokens[first:after] if t.kind != "QUOTE"]
    last = first_of_kind(pieces) or in_apposition(pieces)
    if last is None:
        return None
    at = next(i for i in range(first, after) if tokens[i].start == last.start)
    head = with_names(text, tokens, at, after, finish, agent, last.text)._replace(first=first)
    served = next((t for t in pieces if t.kind == "E"), last)
    if head.kind != "person" or served is last:
        return head
    at = next(i for i in range(first, after) if tokens[i].start == served.start)
    whole = tidy(text[tokens[first].start : tokens[after - 1].end])
    return with_names(text, tokens, at, after, finish, agent, whole)._replace(first=first, holder=head.name)


def of_nation(text: str, tokens: Sequence[Token], first: int, after: int, agent: bool) -> Head:
    """The head of a phrase that begins with 全国 or 国内: the nation, or who is at home there."""
    lead = next(t for t in tokens[first:after] if t.kind != "QUOTE")
    whole = tidy(text[tokens[first].start : tokens[after - 1].end])
    if lead.text in BARE_NATION and (k := owning_head(tokens, first, after)):  # 国内|家用电器制造行业
        group = tidy(text[tokens[first].start : tokens[k].end])
        return Head(first, after, group, "group", agent, tidy(text[tokens[k].end : tokens[after - 1].end]))
    return Head(first, after, lead.text, "name", agent, whole[len(lead.text) :].strip("的"))


def back(text: str, tokens: Sequence[Token], first: int, after: int, agent: bool, stands_for: StandsFor) -> Head:
    """The head of a phrase that begins with an anaphor: whom 公司, 全省 stand for, else as written."""
    pieces = [t for t in tokens[first:after] if t.kind != "QUOTE"]
    lead = pieces[0]
    whole = tidy(text[tokens[first].start : tokens[after - 1].end])
    meant = stands_for(lead.text)
    if not meant and lead.text[0] in "该本" and len(pieces) > 1:  # 该校|女子排球队
        run = nouns_from(text, tokens, first, after)
        return Head(first, after, run, "this" if run != lead.text else "", agent)
    if not meant and lead.text not in VAGUE:
        return Head(first, after, lead.text, "this", agent, whole[len(lead.text) :].strip("的"))
    return Head(first, after, meant, "pointed" if meant else "", agent, whole[len(lead.text) :].strip("的"))


def by_noun(text: str, tokens: Sequence[Token], first: int, after: int, finish: int, agent: bool) -> Head:
    """The head of a phrase that begins with a common noun: a name in apposition, a group, a class, a noun, or nobody."""
    pieces = [t for t in tokens[first:after] if t.kind != "QUOTE"]
    whole = tidy(text[tokens[first].start : tokens[after - 1].end])
    lead, last = pieces[0], pieces[-1]
    nominal = all(t.kind in ("N", "E", "L", "DE") for t in pieces)
    if belonging(lead.text):  # 归属于|母公司所有者的净利润
        return Head(first, after, "", "", agent, whole)
    if cut_short(pieces) and nominal:  # 量子|通信工作组
        return Head(first, after, whole, "group", agent)
    if last.kind == "E" and isinstance(last.span, Entity) and nominal:  # 空白支票公司|甲: in apposition
        if is_measure(last.span):
            return Head(first, after, "", "", agent, whole)  # 核心|PCE价格指数
        return Head(first, after, name_of(last.span), "person" if last.span.type == "PER" else "name", agent)
    if whole.endswith(OWNERS) and len(pieces) > 1 and may_own(whole):
        return Head(first, after, whole, "group", agent)
    if len(pieces) == 1 and (
        last.text in VERBAL_NOUNS or last.text in KEPT or tag_of(last.text)[:1] not in NOMINAL_TAGS
    ):
        return Head(first, after, "", "", agent, whole)
    k = owning_end(tokens, first, after)
    of_trade = k >= 0 and tokens[k].text.endswith("业") and (UNOWNING.search(last.text) or last.text.endswith("费用"))
    if k >= 0 and (attribute(last.text) or of_trade):  # 货物列车|每日开行数量, 机械工业|财务费用
        run = tidy(text[tokens[first].start : tokens[k].end])
        return Head(first, after, run, "class", agent, tidy(text[tokens[k].end : tokens[after - 1].end]))
    doing = tag_of(last.text)[:1] != "v" and (
        counts(tokens, after, finish) or (agent and takes_figure(tokens, after, finish))
    )
    quoted = agent and tokens[first].kind == "QUOTE" and tokens[after - 1].kind == "QUOTE"  # “农村安居贷”|适用于…
    apart = after < finish and (border(tokens[after]) not in INSIDE or doing or quoted)  # not 零星|报销时限
    if not apart and not whole.endswith(PEOPLE):
        return Head(first, after, "", "", agent, whole)
    if not (nominal and names_thing(last.text) and not any(ADVERBIAL.match(t.text) for t in pieces[:1])):
        return Head(first, after, "", "", agent, whole)
    if (
        last.kind in ("N", "L", "QUOTE")
        and last.text not in FIGURE_NOUNS
        and whole not in KEPT
        and not attribute(last.text)
        and may_own(whole)
    ):
        return Head(first, after, whole, "noun", agent)
    return Head(first, after, "", "", agent, whole)


def may_own(whole: str) -> bool:
    """Whether a phrase is as long as what owns figures, and no word of it says that it owns none."""
    return 2 <= len(whole) <= 20 and whole not in NO_SUBJECT and not UNOWNING.search(whole)


def with_names(
    text: str, tokens: Sequence[Token], first: int, after: int, finish: int, agent: bool, whole: str
) -> Head:
    """The head of a phrase that begins with a name: the name, the list of names, or the longer group it only opens."""
    k = first
    while tokens[k].kind == "QUOTE":
        k += 1
    end = list_end(tokens, k, after)
    if end == k:
        while end + 1 < after and tokens[end + 1].kind == "E":
            end += 1
    elif group := GROUP_OF.match(text, tokens[end].end):  # 甲、乙、丙等|17个省份
        return Head(first, after, group["group"], "group", agent, tidy(text[group.end() : tokens[after - 1].end]))
    elif tokens[end].kind != "E":
        return Head(first, after, list_name(text, tokens, k, end, after), "list", agent)
    if (person := sportsman(tokens[k:after])) is not None:
        return Head(first, after, name_of(person), "person", agent)
    entity = tokens[end].span
    assert isinstance(entity, Entity)
    if is_media(entity.text) and end == k:
        return Head(first, after, agent=agent)
    if end + 1 < after and TOGETHER.fullmatch(tokens[end + 1].text):  # 沪深|两市
        joint = text[tokens[k].start : tokens[end + 1].end]
        return Head(first, after, joint, "list", agent, tidy(text[tokens[end + 1].end : tokens[after - 1].end]))
    if end > k and any(t.kind in ("PAUSE", "C") for t in tokens[k:end]):
        name, kind = list_name(text, tokens, k, end, after), "list"
    elif is_measure(entity):
        return Head(first, after, "", "", agent, whole)  # 核心PCE价格指数 is measured of somebody
    else:
        name, kind = name_of(entity), "person" if entity.type == "PER" else "name"
    if end + 1 < after and tokens[end + 1].text in ROUTES:  # 甲市至乙市间|旅客列车
        group = whole if whole.endswith(OWNERS) else ""
        return Head(first, after, group, "group" if group else "", agent, whole)
    if (beyond := of_name(text, tokens, Head(first, after, name, kind, agent), k, end)) is not None:
        return beyond
    rest = tidy(text[tokens[end].end : tokens[after - 1].end].lstrip("”》’」"))
    if agent and kind == "name" and entity.type != "LOC" and carries_on(tokens, end + 1, after, finish):
        return Head(first, after, tidy(text[tokens[k].start : tokens[after - 1].end]), "group", agent)
    return Head(first, after, name, kind, agent, rest)


def of_name(text: str, tokens: Sequence[Token], head: Head, k: int, end: int) -> Head | None:
    """The head of a phrase that a name k..end only opens: what a relative clause describes, whom 的 gives it, a group whose
    head stands behind it; None where the name is all."""
    first, after, name, kind, agent = head[:5]
    de = next((i for i in range(after - 1, end, -1) if tokens[i].kind == "DE"), 0)
    if de and any(
        t.kind == "V" for t in tokens[end + 1 : de]
    ):  # 甲部|发起的|专项基金: what a relative clause describes
        tail = tidy(text[tokens[de].end : tokens[after - 1].end])
        doing = next(i for i in range(end + 1, de) if tokens[i].kind == "V")
        nominal = doing > end + 1 and all(t.kind in ("N", "L") for t in tokens[end + 1 : doing])
        if nominal and tokens[doing - 1].text.endswith(OWNERS):  # 甲区|相关|部门|采购|的|汽车
            name, kind = text[tokens[k].start : tokens[doing - 1].end], "group"
        owns = tail.endswith(OWNERS) and not attribute(tail)
        return Head(first, after, tail if owns else name, "group" if owns else kind, agent, "" if owns else tail)
    if (
        end + 1 < after
        and tokens[end + 1].kind == "DE"
        and (last := owning_head(tokens, end + 1, after))
        and tokens[last].text.endswith(tuple(LISTS["owning"]))
    ):
        group = tidy(text[tokens[end + 2].start : tokens[last].end])  # 海桥的|绿源农机合作社
        if len(group) > 3:
            return Head(first, after, group, "group", agent, tidy(text[tokens[last].end : tokens[after - 1].end]))
    if kind == "name" and (last := owning_head(tokens, end, after)):
        group = tidy(text[tokens[k].start : tokens[last].end])
        return Head(first, after, group, "group", agent, tidy(text[tokens[last].end : tokens[after - 1].end]))
    return None


def carries_on(tokens: Sequence[Token], first: int, after: int, finish: int) -> bool:
    """Whether nouns behind a name belong to whom it begins to name, up to a predicate that is surely one: 武汉|地铁|完成…"""
    rest = tokens[first:after]
    if (
        not rest
        or any(t.kind not in ("N", "L") or t.text in KEPT or tag_of(t.text) == "t" for t in rest)
        or UNOWNING.search(rest[-1].text)
        or rest[-1].text[-1] == "幅"
    ):
        return False
    return after < finish and (tokens[after].kind != "V" or len(tokens[after].text) > 1)


def pointed(
    text: str, tokens: Sequence[Token], first: int, after: int, finish: int, agent: bool, stands_for: StandsFor
) -> Head:
    """The head of a phrase that points back: 该|公司, 这家|企业; the name it stands for, else as written."""
    k = first + 1
    while k < after and (tokens[k].kind == "Q" or NUMBERED.match(tokens[k].text)):
        k += 1
    if tokens[first].text == "其" or k >= after:
        return Head(
            first,
            after,
            "",
            "pointed" if k >= after else "",
            agent,
            text[tokens[min(k, after - 1)].start : tokens[after - 1].end],
        )
    end = k + 1
    while end < after and tokens[end].kind in ("N", "E", "QUOTE") and not attribute(tokens[end].text):
        if tokens[end - 1].text in ANAPHORS or tokens[end].text in MODIFIERS:  # 该|公司|严格, 此次|展会|累计
            break
        if tokens[end].kind == "E" and not tokens[end - 1].text.endswith(OWNERS):  # 此次|抢险|甲局
            whole = tidy(text[tokens[end].start : tokens[after - 1].end])
            return with_names(text, tokens, end, after, finish, agent, whole)._replace(first=first)
        end += 1
    noun = text[tokens[k].start : tokens[end - 1].end]
    head = tokens[end - 1].text
    if attribute(head) or head in FIGURE_NOUNS:
        return Head(first, after, "", "", agent, noun)
    name = stands_for("该" + head) or stands_for(head)
    kind = "pointed" if name else "this"
    verbal = head in VERBAL_NOUNS or tag_of(head)[:1] == "v"
    if not name and ((verbal and not head.endswith(OWNERS)) or head.endswith(("内", "期间", "之后", "之前"))):
        return Head(first, after, "", "", agent, noun)  # 这一意外增长, 此次参与防汛救灾
    name = name or text[tokens[first].start : tokens[end - 1].end]
    return Head(first, after, name, kind, agent, text[tokens[end - 1].end : tokens[after - 1].end])
