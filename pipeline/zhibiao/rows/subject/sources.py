"""Whose a figure is: named sources of candidates in the order of preference; the first that answers owns.

Each source sees one figure in its clause and answers a name or nothing. `explain` prints the source of the taken and of
the passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhibiao.clauses.bearers import Head
from zhibiao.clauses.cues import LISTS, PENALTY, VERBAL_NOUNS, YIELDING, attribute, either, last, name_of
from zhibiao.clauses.runs import tidy
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.lists import dealt_at, split
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Case
from zhibiao.rows.subject.context import is_office, passed_parts
from zhibiao.rows.subject.own import (
    NAMED,
    described,
    inherits,
    itemised,
    market_index,
    own_class,
    own_clause,
    own_noun,
    paralleled,
    phrase_owner,
    phrase_pronoun,
    possessor,
    share_of_group,
    traded,
)


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
    at = dealt_at(tokens, begin, i)
    values = [k for k in range(at, case.scene.finishes[i]) if tokens[k].kind == "Q"] if at >= 0 else []
    if len(values) < 2 or i not in values:
        return ""
    said = [s.head for s in reversed(case.context.said) if s.at < case.i]
    heads = [*([case.own] if case.own else []), *said, *([case.context.paragraph] if case.context.paragraph else [])]
    lists = (
        h.name if h.kind == "list" else h.thing for h in heads if h.kind == "list" or (h.agent and "、" in h.thing)
    )
    parts = next(filter(None, (split(together, len(values)) for together in lists)), None)
    parts = parts or counted_list(case.scene, begin, at, len(values))
    return parts[values.index(i)] if parts else ""


def counted_list(scene: Scene, begin: int, at: int, n: int) -> list[str]:
    """The items of a list that a count of them closes, whatever they are called: 海桥、云河、东岭|三市|出口分别为; empty where
    there are not `n`."""
    tokens = scene.tokens
    for k in range(begin, at):
        span = tokens[k].span
        if tokens[k].kind == "Q" and isinstance(span, Quantity) and span.value == n and span.dimension == "count":
            first = next((j + 1 for j in range(k - 1, begin - 1, -1) if tokens[j].kind not in LISTING), begin)
            items = split(scene.text[tokens[first].start : tokens[k].start], n) if first < k else None
            return [*items] if items else []
    return []


LISTING = frozenset({"N", "E", "PAUSE", "C", "QUOTE"})


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


CAUSING, HAPPENING = frozenset(LISTS["causing"]), frozenset(LISTS["happening"])

MEASURED = tuple(VERBAL_NOUNS)


def yielding_noun(case: Case) -> str:
    """董事会|派息: people, goods and the like own where no name does."""
    head = case.own
    return head.name if head is not None and head.kind == "noun" and head.after <= case.until and head.agent else ""


def earlier(case: Case) -> list[Head]:
    """What the clauses before the figure's own in its sentence open with, the last first."""
    own = bool(case.phrase.text)  # what is measured is no share of the part
    scene, here = case.scene, case.scene.tokens[case.begin].start
    said = (s for s in reversed(case.context.said) if s.at < case.begin and not (s.part or (s.shared and own)))
    heads = [s.head for s in said if s.head.name]
    heads = [head for head in heads if not passed_parts(scene, scene.tokens[head.first].start, here)]
    return [h for h in heads if not h.event and not (h.measured and h.kind in ("group", "noun"))]


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


def declarer(case: Case) -> str:
    """甲国政府宣布，|向乙国提供|13亿美元援助: who says what he does himself."""
    return case.context.declarer(case.scene, case.i)


def sentenced(case: Case) -> str:
    """法院判处被告人|王某|有期徒刑三年，并处罚金5万元: who is sentenced, to each penalty of the sentence that follows."""
    before = case.scene.text[case.scene.sentence.start : case.quantity.start]
    if not PENALTY.search(before):
        return ""
    said = last(SENTENCED, before)
    return str(said["who"]) if said else ""


SENTENCED = compiled(
    f"(?:判处(?:被告(?:人|单位))?|被告(?:人|单位))(?P<who>[\u4e00-\u9fff]{{2,24}}?){either('penalty')}"
)


def own_results(case: Case) -> str:
    """甲公司公告，|净利润…; 甲公司预计上半年|净利润|3亿元: the firm that tells of what only a firm has."""
    told = RESULTS.search(case.phrase.text) is not None
    return case.context.said_by if told and case.context.said_by in case.context.firms else ""


RESULTS = compiled(either("own_result") + "$")


def sentence_source(case: Case) -> str:
    """甲国统计局公布，|物价…: the place of the office that says so in the sentence; 甲公司公告，|净利润…: the firm itself."""
    return case.context.said_by


def row_before(case: Case) -> str:
    scene, here = case.scene, case.scene.tokens[case.begin].start
    before = (d for d in reversed(case.sofar) if d.subject and not passed_parts(scene, d.quantity.start, here))
    return next((d.subject for d in before), "")


def person_heard(case: Case) -> str:
    """上班族李女士说，|路上要70分钟: who holds no office tells of an own case, where the sentence names nobody else; not of
    an attribute, which is somebody's: 货车司机张三说，|物流成本达3万元."""
    return "" if attribute(case.phrase.text) else case.context.person_heard(case.scene, case.i)


def sentence_noun(case: Case) -> str:
    kinds = ("noun",) if "业" in case.phrase.text else ("noun", "class")  # 高技术制造业|增加值 is of another trade
    return next((h.name for h in earlier(case) if h.kind in kinds and not YIELDING.search(h.name)), "")


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


def issuer(case: Case) -> str:
    return case.context.issuer


SOURCES: tuple[Callable[[Case], str], ...] = (
    appraised,
    sentenced,
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
    declarer,
    sentence_head,
    row_before,
    announcer,
    own_results,
    sentence_source,
    person_heard,
    sentence_noun,
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

# Sources whose answer stands, whatever else is near (`weighing`): what they find is read off a form that says so.
SURE = frozenset(
    source.__name__
    for source in (
        appraised,
        dealt,
        declarer,
        described,
        itemised,
        market_index,
        own_results,
        sentenced,
        teller,
        traded,
    )
)
