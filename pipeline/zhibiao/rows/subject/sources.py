"""Whose a figure is: named sources of candidates in the order of preference; the first that answers owns.

Each source sees one figure in its clause and answers a name or nothing. `explain` prints the source of the taken and of
the passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhibiao.clauses.bearers import Head, named
from zhibiao.clauses.cues import ANAPHORS, LISTS, NATION, VERBAL_NOUNS
from zhibiao.clauses.nouns import FIGURE_NOUNS, NO_SUBJECT, OWNERS, UNOWNING, YIELDING, attribute, name_of
from zhibiao.clauses.phrases import clip
from zhibiao.clauses.predicates import ROUTES, phrase_end
from zhibiao.clauses.sources import TELLING
from zhibiao.clauses.stretches import MODAL
from zhibiao.clauses.wording import tidy
from zhibiao.matching import compiled
from zhibiao.rows.case import Case
from zhibiao.rows.dealing import DEALT, split
from zhibiao.rows.scene import Scene
from zhibiao.rows.subject.context import is_office
from zhibiao.rows.subject.market import inherits, itemised, market_index, paralleled, traded
from zhibiao.words import tag_of


def owners(case: Case) -> Iterator[tuple[str, str]]:
    for source in SOURCES:
        if name := source(case):
            yield name, source.__name__


def appraised(case: Case) -> str:
    """乙投行将|目标价|上调至30元: what an analyst says of a firm is of the firm, whom the article is about."""
    if case.phrase is None or not APPRAISALS.search(case.phrase.text):
        return ""
    firm, own = case.context.main, case.own.name if case.own else ""
    return firm if firm in case.context.firms and firm != own else ""


APPRAISALS = compiled("(?:目标价|目标价位|评级|(?:盈利|利润|收入|业绩|营收)预[测期])$")


def dealt(case: Case) -> str:
    """印度和日本…，比例分别为|57%和|63%; 铁路、公路|分别完成货运量|25亿吨和|190亿吨: the owner whose turn it is, of a list of as
    many as there are values."""
    tokens, begin, i = case.scene.tokens, case.begin, case.i
    at = next((k for k in range(i - 1, begin - 1, -1) if DEALT.fullmatch(tokens[k].text)), -1)
    values = [k for k in range(at, case.scene.finishes[i]) if tokens[k].kind == "Q"]
    if at < 0 or len(values) < 2 or i not in values:
        return ""
    said = [s.head for s in reversed(case.context.said) if s.at < case.i]
    heads = [*([case.own] if case.own else []), *said, *([case.context.paragraph] if case.context.paragraph else [])]
    lists = (
        h.name if h.kind == "list" else h.thing for h in heads if h.kind == "list" or (h.agent and "、" in h.thing)
    )
    parts = next(filter(None, (split(together, len(values)) for together in lists)), None)
    return parts[values.index(i)] if parts else ""


def listed(case: Case) -> str:
    """The owner of the figure before, when this one's noun is the next item of the same list: 造林3亩、|种草2亩."""
    if case.phrase.owner:
        return ""
    tokens, begin, k = case.scene.tokens, case.begin, case.until
    while k > begin and tokens[k - 1].kind not in ("Q", "PAUSE", "C"):
        k -= 1
    after = k - 2 if k > begin + 1 and tokens[k - 1].kind in ("PAUSE", "C") else -1
    counted_noun = after > begin and tokens[after].kind == "N" and tokens[after - 1].kind == "Q"
    if after < 0 or not (tokens[after].kind == "Q" or counted_noun):
        return ""
    before = [d for d in case.sofar if d.clause[0] == tokens[begin].start]
    return before[-1].subject if before else ""


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


def phrase_pronoun(case: Case) -> str:
    pronoun = case.phrase.pronoun
    if not pronoun:
        return ""
    if pronoun in NATION:
        return pronoun
    if name := case.context.stands_for(pronoun):
        return name
    if pronoun not in ANAPHORS and not pronoun.startswith("该"):
        return pronoun
    return ""


CAUSING, HAPPENING = frozenset(LISTS["causing"]), frozenset(LISTS["happening"])
GROUPS = (*LISTS["populace"], *LISTS["owning"])
NAMED = frozenset({"name", "list", "person", "pointed", "group", "this"})


MEASURED = tuple(VERBAL_NOUNS)


def own_clause(case: Case) -> str:
    """Whom the figure's own clause opens with by a name, or by a noun for one; not what is measured itself."""
    head = case.own
    if head is None or head.first >= case.i or head.kind not in (*NAMED, "counted"):
        return ""
    if head.kind == "counted" and any(t.kind == "P" for t in case.scene.tokens[case.begin : head.first]):
        return ""
    return "" if head.kind in ("group", "counted") and measured(case, head) else head.name


def measured(case: Case, head: Head) -> bool:
    """Whether a head is the very phrase that is measured: 注册企业|超2.37万家."""
    if head.kind == "counted":  # 12个党总支、|55个党支部
        between = case.scene.tokens[head.first + 1 : case.i]
        return not between or any(t.kind in ("PAUSE", "C", "P") for t in between)
    return within_phrase(case, head) or (not head.agent and not case.phrase.text)


def within_phrase(case: Case, head: Head) -> bool:
    """Whether a head is part of the phrase that is measured; not who counts what stands behind: 工作组|完成了35项测试."""
    return head.after > case.until and not (case.counted and head.agent)


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


def yielding_noun(case: Case) -> str:
    """董事会|派息: people, goods and the like own where no name does."""
    head = case.own
    return head.name if head is not None and head.kind == "noun" and head.after <= case.until and head.agent else ""


def earlier(case: Case) -> list[Head]:
    """What the clauses before the figure's own in its sentence open with, the last first."""
    own = bool(case.phrase.text)  # what is measured is no share of the part
    heads = [s.head for s in reversed(case.context.said) if s.at < case.begin and not (s.part or (s.shared and own))]
    return [h for h in heads if h.name and not h.event and not (h.measured and h.kind in ("group", "noun"))]


def share_of_row(case: Case) -> str:
    """民营企业进出口500亿元，|占进出口总额的60%: a share without a noun is of what the figure before is of."""
    sharing = case.frame.rule in ("share_of", "share_moved") and not case.phrase.text
    return case.sofar[-1].subject if sharing and case.sofar else ""


def sentence_head(case: Case) -> str:
    """Whom an earlier clause of the sentence opens with by a name."""
    head = next((head for head in earlier(case) if head.kind in NAMED), None)
    if head is None:
        return ""
    last = case.sofar[-1] if case.sofar and not case.phrase.text and not case.counted else None
    tokens = case.scene.tokens
    if last is not None and last.subject and last.clause[0] > tokens[head.first].start and not inherits(last):
        return ""  # 小米占7%；荣耀手机占6%，|高于一季度的3%
    return head.name


def announcer(case: Case) -> str:
    """上交所|发布通知，将费率下调至…: who announces in the sentence does what the rest of it says."""
    heads = [s.head for s in case.context.said if s.at < case.begin and s.head.name and s.head.event]
    return next((head.name for head in reversed(heads) if head.kind in NAMED), "")


def cause(case: Case) -> str:
    """发生一起枪击事件，导致|5人受伤: what happened owns what it caused."""
    tokens, begin = case.scene.tokens, case.begin
    opening = next((t for t in tokens[begin : case.i] if t.kind not in ("ADV", "T", "X", "C")), None)
    if opening is None or opening.text not in CAUSING or begin < 2:
        return ""
    first = case.scene.begins[begin - 2]
    verb = next((k for k in range(begin - 2, first - 1, -1) if tokens[k].text in HAPPENING), -1)
    if verb < 0:
        return ""
    k = verb + 1
    while k < begin - 1 and (tokens[k].kind in ("Q", "L", "X", "DE") or tokens[k].text in ("一起", "一场")):
        k += 1
    return tidy(case.scene.text[tokens[k].start : tokens[begin - 2].end]) if k < begin - 1 else ""


def sentence_source(case: Case) -> str:
    """甲国统计局公布，|物价…: the place of the office that says so in the sentence; 甲公司公告，|净利润…: the firm itself."""
    return case.context.said_by


def row_before(case: Case) -> str:
    return next((d.subject for d in reversed(case.sofar) if d.subject), "")


def person_heard(case: Case) -> str:
    """上班族李女士说，|路上要70分钟: who holds no office tells of an own case, where the sentence names nobody else; not of
    an attribute, which is somebody's: 货车司机张三说，|物流成本达3万元."""
    return "" if attribute(case.phrase.text) else case.context.person_heard(case.scene, case.i)


def sentence_noun(case: Case) -> str:
    return next((h.name for h in earlier(case) if h.kind == "noun" and not YIELDING.search(h.name)), "")


def paragraph_head(case: Case) -> str:
    head = case.context.paragraph
    return head.name if head else ""


def teller(case: Case) -> str:
    """他家|种了42垧地: the person who tells of an own case."""
    return case.context.person_telling(case.scene, case.begin, case.i)


def headline(case: Case) -> str:
    """Whom the title or a heading names, where a clause of the text opens with it, too, or the figure's own clause with its
    end (12号线 of 武汉地铁12号线); a place also where what is measured is an attribute of places."""
    named = case.context.headlines.owner(case.scene.sentence.start)
    if named is None:
        return ""
    name = name_of(named)
    if is_office(name):  # who decides or tells, not whose the figures are
        return ""
    said = any(DIVISION.sub("", said) in (name, named.text) for said in case.context.counts)
    clause = case.scene.tokens[case.begin : case.i]
    if said or any(len(t.text) > 1 and name.endswith(t.text) for t in clause):
        return case.context.in_full(name)
    measured = attribute(case.phrase.text) or case.phrase.text.endswith(MEASURED)
    return name if named.type == "LOC" and measured else ""


DIVISION = compiled("(?<=..)[省市县区州镇]$")


def office_place(case: Case) -> str:
    """甲国统计局的数据显示，|物价…: the place whose office says so."""
    return case.context.office_place


def article_owner(case: Case) -> str:
    """Whom most clauses of the article open with, where the paragraph names nobody; no office."""
    return "" if is_office(case.context.main) else case.context.main


def carried(case: Case) -> str:
    """The owner of the last figure before the paragraph, when no heading stands between."""
    carried = case.context.carried
    if is_office(carried):
        return ""
    return carried if carried in case.context.counts or carried in case.context.firms else ""


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


def issuer(case: Case) -> str:
    return case.context.issuer


SOURCES: tuple[Callable[[Case], str], ...] = (
    appraised,
    dealt,
    itemised,
    listed,
    described,
    share_of_group,
    market_index,
    traded,
    phrase_owner,
    phrase_pronoun,
    paralleled,
    teller,
    own_clause,
    own_noun,
    cause,
    share_of_row,
    sentence_head,
    row_before,
    announcer,
    sentence_source,
    person_heard,
    sentence_noun,
    class_before_group,
    paragraph_head,
    own_class,
    yielding_noun,
    possessor,
    headline,
    carried,
    article_owner,
    office_place,
    issuer,
)

# Sources in the figure's own clause: what they answer is no inheritance.
OWN = frozenset(
    source.__name__
    for source in (
        itemised,
        described,
        share_of_group,
        market_index,
        traded,
        phrase_owner,
        phrase_pronoun,
        own_clause,
        own_noun,
    )
)
