"""What a clause opens with: the noun phrase before its predicate, and whom it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from zhibiao.clauses.borders import INSIDE, border
from zhibiao.clauses.cues import ANAPHORS, EVENT, LESS, LISTS, MORE, NATION, SPEECH, VERBAL_NOUNS
from zhibiao.clauses.nouns import FIGURE_NOUNS, NO_SUBJECT, OWNERS, PEOPLE, SUBJECT_TYPES, UNOWNING, attribute, name_of
from zhibiao.clauses.phrases import TOGETHER
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.clauses.wording import tidy
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Entity, Quantity
from zhibiao.naming.media import is_media
from zhibiao.spans.directions import FALL, RISE
from zhibiao.words import tag_of

StandsFor = Callable[[str], str]  # the name that a common noun stands for, or empty
PASSED = frozenset({"adverb", "connective", "particle", "time", "quote", "quantifier"})
FRONTED = frozenset(
    {"将", "把", "对", "对于", "关于", "针对", "向", "给", "为", "与", "和", "同", "跟", "比", "较", "受", "因", "被"}
)
POINTING = frozenset(
    {
        "该",
        "本",
        "这",
        "此",
        "那",
        "这个",
        "那个",
        "这家",
        "该家",
        "这一",
        "这种",
        "这场",
        "这名",
        "这位",
        "这些",
        "此次",
        "本次",
        "这次",
        "本届",
        "其",
    }
)
NUMBERED = compiled("(?:这|该|此|本|那)[一两三几]?[家个项座条名位种款次场届起批支艘架台部群些]$")
EXISTING = frozenset({"有", "共有", "还有", "已有", "只有", "仅有", "又有", "另有"})
# Verbs that join what is measured to its figure: what stands before them need not be an actor.
LINKING = frozenset(LISTS["link"]) | frozenset(LISTS["aspect"]) | RISE | FALL | MORE | LESS


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


def clause_head(text: str, tokens: Sequence[Token], begin: int, finish: int, stands_for: StandsFor) -> Head:
    """The head of the clause that begins at a token and goes up to another."""
    k = begin
    if tokens[k].text == "在" and (place := located(text, tokens, begin, finish)):
        return Head(begin, finish, place, "name")
    while k < finish:
        kind = border(tokens[k])
        if tokens[k].text in POINTING or NUMBERED.match(tokens[k].text):
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
                k = after + 1  # 本次分配|后: when, not who
                continue
            break
    after = phrase_end(tokens, k, finish)
    if after == k:
        return fronted(text, tokens, begin, finish, stands_for) or Head(k, k)
    head = named(text, tokens, k, after, finish, stands_for)
    if (pivot := pivoted(text, tokens, after, finish, stands_for)) is not None:
        return pivot
    said_of = not head.agent and any(t.kind == "Q" for t in tokens[after:finish])
    return head._replace(event=tells(tokens, after, finish), measured=said_of)


def pivoted(text: str, tokens: Sequence[Token], k: int, finish: int, stands_for: StandsFor) -> Head | None:
    """The head of what a verb has somebody do: 法院判决|甲公司|赔偿3万元; None where the predicate is no such verb."""
    while k < finish and border(tokens[k]) in ("adverb", "time", "particle"):
        k += 1
    if k + 1 >= finish or tokens[k].text not in PIVOTS:
        return None
    after = phrase_end(tokens, k + 1, finish)
    if after == k + 1 or after >= finish:
        return None
    head = named(text, tokens, k + 1, after, finish, stands_for)
    return head._replace(agent=True) if head.kind in ("name", "person", "list", "group") and head.agent else None


REPORTERS = frozenset({"记者", "通讯员", "编辑", "摄影", "责编"})
PIVOTS = frozenset(LISTS["pivot"])


def tells(tokens: Sequence[Token], after: int, finish: int) -> bool:
    """Whether the predicate only tells, holds or publishes, and states no figure."""
    near = [t for t in tokens[after:finish] if t.start < tokens[after - 1].end + NEAR]
    return any(t.text in SAYING for t in near) and not any(t.kind == "Q" for t in tokens[after:finish])


NEAR = 16
SAYING = SPEECH | EVENT


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


def circumstance(tokens: Sequence[Token], after: int, finish: int) -> bool:
    """Whether a localiser behind a phrase makes it a circumstance: 本次分配|后."""
    named = any(t.kind == "E" for t in tokens[max(0, after - 2) : after])
    return after < finish and border(tokens[after]) == "localiser" and not (tokens[after].text == "方面" and named)


def fronted(text: str, tokens: Sequence[Token], begin: int, finish: int, stands_for: StandsFor) -> Head | None:
    """The head of the object that a clause without a subject opens with: 将|二类企业的办理时限|缩短至10天."""
    if tokens[begin].text not in ("将", "把") or begin + 1 >= finish:
        return None
    after = phrase_end(tokens, begin + 1, finish)
    if after == begin + 1:
        return None
    head = named(text, tokens, begin + 1, after, finish, stands_for)
    return head if head.kind in ("name", "list", "group", "class", "pointed") else None


def behind_preposition(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The token behind a prepositional phrase: behind its localiser, or where a verb or a comma ends it."""
    after = k + 1
    while after < finish and border(tokens[after]) in (*INSIDE, "of", "pause", "and", "time", "pronoun"):
        after += 1
        if tokens[after - 1].kind == "F" or border(tokens[after - 1]) == "localiser":
            return after
    if after < finish and border(tokens[after]) == "localiser":
        return after + 1
    return max(after, k + 1)


def phrase_end(tokens: Sequence[Token], first: int, finish: int) -> int:
    """Where the noun phrase that begins at a token ends: before its predicate."""
    k = first
    while k < finish:
        token = tokens[k]
        kind = border(token)
        led = k == first + 1 and (
            tokens[first].text in POINTING or NUMBERED.match(tokens[first].text)
        )  # 此次|突发|灾害
        if token.kind == "V" and k > first and not led and predicate(tokens, k, finish):
            break
        if kind == "open":
            k = closing(tokens, k, finish)
            continue
        if (kind == "pronoun" and k == first) or (token.text in POINTING and k == first):
            k += 1
            continue
        if kind in ("of", "pause", "and"):
            if k == first or k + 1 >= finish or border(tokens[k + 1]) not in (*INSIDE, "figure"):
                break
        elif kind == "figure":
            one = isinstance(token.span, Quantity) and token.span.value == 1 and k <= first + 1
            if not (one or k == first):
                break
        elif (
            token.text.startswith("等")
            and k > first
            and k + 1 < finish
            and (border(tokens[k + 1]) in (*INSIDE, "figure") or tokens[k + 1].text == "地")
        ):
            k += tokens[k + 1].kind == "Q" or tokens[k + 1].text == "地"
        elif (
            token.text in ROUTES
            and k > first
            and tokens[k - 1].kind == "E"
            and k + 1 < finish
            and tokens[k + 1].kind == "E"
        ):
            pass
        elif kind not in INSIDE and not (kind == "light" and k + 1 < finish and tokens[k + 1].kind == "DE"):
            break
        k += 1
    return k


def closing(tokens: Sequence[Token], k: int, finish: int) -> int:
    """The token behind the bracket that opens at token k."""
    depth = 0
    for i in range(k, finish):
        depth += (tokens[i].kind == "OPEN") - (tokens[i].kind == "CLOSE")
        if depth == 0:
            return i + 1
    return finish


def predicate(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a verb behind nouns is their predicate: not before 的, not before a head of one character."""
    if k + 1 >= finish:
        return True
    following = tokens[k + 1]
    if following.kind == "DE" or (
        following.kind == "N" and len(following.text) == 1 and following.start == tokens[k].end
    ):
        return False
    ahead = tokens[k + 1 : min(finish, k + 6)]
    de = next((i for i, t in enumerate(ahead) if t.kind == "DE"), -1)
    return not (de >= 0 and all(t.kind in ("N", "E", "V", "QUOTE") for t in ahead[:de]) and de <= 3)


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
        within = after < finish and border(tokens[after]) == "localiser"  # 26个板块|中
        name = "" if within else counted_group(text, tokens, first, after)
        return Head(first, after, name, "counted" if name else "", agent, whole)
    named_at = next((i for i, t in enumerate(pieces[:3]) if t.kind == "E"), 0)
    if any(t.text in REPORTERS for t in pieces[:named_at]):  # 新华社记者|张某
        return Head(first, after, agent=agent)
    if named_at and len(pieces) > named_at + 1 and all(introduces(t) for t in pieces[:named_at]):  # 被告人|甲|有期徒刑
        at = next(i for i in range(first, after) if tokens[i].start == pieces[named_at].start)
        return with_names(
            text, tokens, at, after, agent, tidy(text[tokens[at].start : tokens[after - 1].end])
        )._replace(first=first)
    if lead.text in POINTING or NUMBERED.match(lead.text):
        return pointed(text, tokens, first, after, agent, stands_for)
    if in_apposition(pieces):  # 甲国|芯片巨头|乙
        at = next(i for i in range(first, after) if tokens[i].start == pieces[-1].start)
        return with_names(text, tokens, at, after, agent, pieces[-1].text)._replace(first=first)
    if lead.kind == "E" and isinstance(lead.span, Entity):
        head = with_names(text, tokens, first, after, agent, whole)
        superlative = head.name in NATION and len(pieces) > 1 and pieces[1].text[0] in "最首"  # 我国|最大的|风机
        return head._replace(name="", kind="") if superlative else head
    if lead.text in NATION and len(pieces) > 1 and pieces[1].text[0] not in "最首":
        if lead.text in BARE_NATION and (k := owning_head(tokens, first, after)):  # 国内|家用电器制造行业
            group = tidy(text[tokens[first].start : tokens[k].end])
            return Head(first, after, group, "group", agent, tidy(text[tokens[k].end : tokens[after - 1].end]))
        return Head(first, after, lead.text, "name", agent, whole[len(lead.text) :].strip("的"))
    if lead.kind == "R":  # 我们|接到订单
        meant = stands_for(lead.text)
        return Head(first, after, meant, "pointed" if meant else "", agent, whole[len(lead.text) :].strip("的"))
    if lead.text in ANAPHORS:
        meant = stands_for(lead.text)
        if not meant and lead.text[0] in "该本" and len(pieces) > 1:  # 该校|女子排球队
            run = nouns_from(text, tokens, first, after)
            return Head(first, after, run, "this" if run != lead.text else "", agent)
        if not meant and lead.text not in VAGUE:
            return Head(first, after, lead.text, "this", agent, whole[len(lead.text) :].strip("的"))
        return Head(first, after, meant, "pointed" if meant else "", agent, whole[len(lead.text) :].strip("的"))
    last = pieces[-1]
    nominal = all(t.kind in ("N", "E", "L", "DE") for t in pieces)
    if cut_short(pieces) and nominal:  # 量子|通信工作组
        return Head(first, after, whole, "group", agent)
    if last.kind == "E" and isinstance(last.span, Entity) and nominal:  # 空白支票公司|甲: in apposition
        return Head(first, after, name_of(last.span), "person" if last.span.type == "PER" else "name", agent)
    fit = 2 <= len(whole) <= 20 and whole not in NO_SUBJECT and not UNOWNING.search(whole)
    if fit and whole.endswith(OWNERS) and len(pieces) > 1:
        return Head(first, after, whole, "group", agent)
    if len(pieces) == 1 and (
        last.text in VERBAL_NOUNS or last.text in KEPT or tag_of(last.text)[:1] not in NOMINAL_TAGS
    ):
        return Head(first, after, "", "", agent, whole)
    if attribute(last.text) and (k := owning_end(tokens, first, after)) >= 0:  # 货物列车|每日开行数量
        run = tidy(text[tokens[first].start : tokens[k].end])
        return Head(first, after, run, "class", agent, tidy(text[tokens[k].end : tokens[after - 1].end]))
    apart = after < finish and border(tokens[after]) not in INSIDE  # not 零星|报销时限
    if not apart and not whole.endswith(PEOPLE):
        return Head(first, after, "", "", agent, whole)
    if not (nominal and names_thing(last.text) and not any(ADVERBIAL.match(t.text) for t in pieces[:1])):
        return Head(first, after, "", "", agent, whole)
    if (
        fit
        and not attribute(last.text)
        and last.text not in FIGURE_NOUNS
        and last.kind in ("N", "L", "QUOTE")
        and whole not in KEPT
    ):
        return Head(first, after, whole, "noun", agent)
    return Head(first, after, "", "", agent, whole)


def with_names(text: str, tokens: Sequence[Token], first: int, after: int, agent: bool, whole: str) -> Head:
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
    entity = tokens[end].span
    assert isinstance(entity, Entity)
    if is_media(entity.text) and end == k:
        return Head(first, after, agent=agent)
    if end + 1 < after and TOGETHER.fullmatch(tokens[end + 1].text):  # 沪深|两市
        joint = text[tokens[k].start : tokens[end + 1].end]
        return Head(first, after, joint, "list", agent, tidy(text[tokens[end + 1].end : tokens[after - 1].end]))
    if end > k and any(t.kind in ("PAUSE", "C") for t in tokens[k:end]):
        name, kind = list_name(text, tokens, k, end, after), "list"
    elif UNOWNING.search(entity.text) and entity.type == "BRAND":
        return Head(first, after, "", "", agent, whole)  # 核心PCE价格指数 is measured of somebody
    else:
        name, kind = name_of(entity), "person" if entity.type == "PER" else "name"
    if end + 1 < after and tokens[end + 1].text in ROUTES:  # 甲市至乙市间|旅客列车
        group = whole if whole.endswith(OWNERS) else ""
        return Head(first, after, group, "group" if group else "", agent, whole)
    de = next((i for i in range(after - 1, end, -1) if tokens[i].kind == "DE"), 0)
    if de and any(
        t.kind == "V" for t in tokens[end + 1 : de]
    ):  # 甲部|发起的|专项基金: what a relative clause describes
        tail = tidy(text[tokens[de].end : tokens[after - 1].end])
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
    rest = tidy(text[tokens[end].end : tokens[after - 1].end].lstrip("”》’」"))
    return Head(first, after, name, kind, agent, rest)


def introduces(token: Token) -> bool:
    """Whether a word may stand before the name that a clause opens with: 被告人|甲, 此次|抢险|乙局."""
    return (token.kind in ("N", "L") and token.text not in VERBAL_NOUNS) or token.text in OCCASIONS


OCCASIONS = frozenset({"此次", "本次", "这次", "此番"})


def in_apposition(pieces: Sequence[Token]) -> bool:
    """Whether a phrase ends with a name behind what its bearer is: 甲国|芯片|巨头|乙, 甲公司|控股股东|丙."""
    last, before = pieces[-1], pieces[-2] if len(pieces) > 2 else None
    return before is not None and last.kind == "E" and before.kind == "N" and before.text.endswith(ROLES)


ROLES = tuple(load("names")["firm_role"]["words"])
BARE_NATION = frozenset({"国内", "境内"})  # they own figures only with who is at home there


def cut_short(pieces: Sequence[Token]) -> bool:
    """Whether a name that only its last character tells ends the phrase, and the noun before it is no class of such names
    but its beginning: 量子|通信工作组; not 国企|海桥集团."""
    if len(pieces) < 2 or not isinstance(pieces[-1].span, Entity):
        return False
    before = pieces[-2]
    joined = before.kind == "N" and before.end == pieces[-1].start and not before.text.endswith(PEOPLE)
    return joined and pieces[-1].span.rule == "suffix_org" and pieces[-1].text.endswith(tuple(LISTS["actor"]))


def owning_end(tokens: Sequence[Token], first: int, after: int) -> int:
    """The index of the last head of those that own figures among the nouns first..after, all but the last of them; -1
    for none."""
    for k in range(after - 2, first - 1, -1):
        if tokens[k].kind == "DE":
            continue
        size = tokens[k].end - tokens[first].start
        if tokens[k].kind in ("N", "L") and tokens[k].text.endswith(OWNERS) and size > 3:
            return k
    return -1


def owning_head(tokens: Sequence[Token], end: int, after: int) -> int:
    """The index of the head of those that own figures, when a name, token `end`, only opens its phrase: 海桥市|航运|企业; 0
    for none."""
    found = 0
    for i in range(end + 1, min(after, end + 6)):
        token = tokens[i]
        if token.kind not in ("N", "L", "QUOTE") or token.text in KEPT or attribute(token.text):
            break
        if token.text.endswith(OWNERS):
            found = i
        elif found:
            break
    return found


def list_end(tokens: Sequence[Token], k: int, after: int) -> int:
    """The last item of the list of names that begins at a token: 三星、LG."""
    end = k
    while end + 2 < after and tokens[end + 1].kind in ("PAUSE", "C"):
        item = tokens[end + 2]
        last = end + 3 >= after or tokens[end + 3].kind in ("PAUSE", "C") or tokens[end + 3].text == "等"
        if item.kind != "E" and not (
            item.kind == "N" and last and (item.text.isascii() or tokens[end + 1].kind == "PAUSE")
        ):
            break
        end += 2
    return end


def list_name(text: str, tokens: Sequence[Token], k: int, end: int, after: int) -> str:
    """A list of names as written, with 等 and what they all are."""
    m = AND_OTHERS.match(text, tokens[end].end, tokens[after - 1].end)
    return text[tokens[k].start : m.end() if m else tokens[end].end]


GROUP_OF = compiled(
    "等(?P<group>(?:[0-9]+|[一二两三四五六七八九十]+)(?:[个家所]?[一-鿿]{0,4}?(?:省份|国家|城市|地区|企业|公司|机构|单位|省|市|县|区|国|州)))"
)
AND_OTHERS = compiled(
    "等(?:地|[\u4e00-\u9fff]{1,6}?(?:地|省份|国|省|市|区|县|州|国家|城市|企业|公司|厂商|机构|银行|单位))?"
)
# What opens a run that is no name of a thing: 大大|节省, 别|看, 更多的|钻井, 很多|地方.
ADVERBIAL = compiled("(?:大大|大幅|更|很|最|别|请|只|都|还|没|不|多的?$|少的?$)")


def names_thing(word: str) -> bool:
    """Whether a word ends a noun phrase: by its tag; a word of no dictionary, unless it ends as clauses do."""
    tag = tag_of(word)
    if not tag and len(word) == 2 and not word.endswith((*OWNERS, *PEOPLE)):
        return False  # 抢通, 排摸: as likely a verb
    return tag[:1] in ("n", "j", "l", "v") if tag else word[-1] not in "会能要想看说得了着过会可再就也还都又不"


NOMINAL_TAGS = ("", "n", "j", "l")


def counted_group(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    """The group that a count opens a clause with: 8个|省份."""
    span = tokens[first].span
    if not isinstance(span, Quantity) or span.dimension != "count":
        return ""
    run = nouns_from(text, tokens, first, after)
    return run if len(run) > tokens[first].end - tokens[first].start else ""


def nouns_from(text: str, tokens: Sequence[Token], first: int, after: int) -> str:
    """The run of nouns that begins at a token, up to a noun that is measured of them."""
    end = first + 1
    while end < after and tokens[end].kind in ("N", "E", "QUOTE") and not attribute(tokens[end].text):
        end += 1
    return text[tokens[first].start : tokens[end - 1].end]


def pointed(text: str, tokens: Sequence[Token], first: int, after: int, agent: bool, stands_for: StandsFor) -> Head:
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
        if tokens[end - 1].text in ANAPHORS:  # 该|公司|严格
            break
        end += 1
    noun = text[tokens[k].start : tokens[end - 1].end]
    head = tokens[end - 1].text
    if attribute(head) or head in FIGURE_NOUNS:
        return Head(first, after, "", "", agent, noun)
    name = stands_for("该" + head) or stands_for(head)
    kind = "pointed" if name else "this"
    name = name or text[tokens[first].start : tokens[end - 1].end]
    return Head(first, after, name, kind, agent, text[tokens[end - 1].end : tokens[after - 1].end])


def acts(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a verb of doing stands at token k, behind times and adverbs, and not one that only joins."""
    first = k
    while k < finish and border(tokens[k]) in ("adverb", "time", "particle", "preposition", "connective"):
        if tokens[k].text in FRONTED and tokens[k].kind == "P":
            return True
        k += 1
    if k >= finish:
        return False
    if (
        tokens[k].kind == "N" and k > first and k + 1 < finish and tokens[k + 1].kind != "Q"
    ):  # 坦克|将|换装甲公司的发动机
        return tokens[k - 1].text in FUTURE
    if tokens[k].kind != "V":
        return False
    return tokens[k].text not in LINKING or tokens[k].text in DOING


# Anaphors that without an antecedent say nothing of whom.
VAGUE = frozenset(w for w in ANAPHORS if w[0] in "全本我该当其它他" or len(w) < 2)
FUTURE = frozenset({"将", "正", "正在", "曾", "已", "已经", "拟"})  # before a predicate, whatever its tag
ROUTES = frozenset("至到")
DOING = frozenset(LISTS["done"]) | {"有", "共有", "设有", "现有", "已有"}
