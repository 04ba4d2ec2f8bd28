"""What is measured where it stands before the figure: the phrase before the cue, or what the clause opens with."""

from __future__ import annotations

from zhibiao.clauses.cues import FIGURE_NOUNS, LISTS, MODIFIERS, OWNERS, SESSIONS, VERBAL_NOUNS, either
from zhibiao.clauses.phrases import Phrase, clip, object_alone, opening_phrase, phrase_before
from zhibiao.clauses.runs import tidy, written
from zhibiao.clauses.tokens import KEPT
from zhibiao.matching import compiled
from zhibiao.rows.indicator.inherit import GROWN, measured
from zhibiao.rows.indicator.market import closing_price, in_market
from zhibiao.rows.lists import item
from zhibiao.rows.state import Case
from zhibiao.spans.directions import FALL, RISE, direction
from zhibiao.words import tag_of


def labelled(case: Case) -> str:
    """收盘价：|5.25元 => 收盘价: the words before a colon."""
    begin, tokens = case.begin, case.scene.tokens
    if case.spot.context.left or begin < 2 or tokens[begin - 1].text not in "：:":
        return ""
    first = case.scene.begins[begin - 2]
    said = tokens[first : begin - 1]
    return phrase_before(said).text if said and said[-1].end - said[0].start <= LABEL else ""


LABEL = 12  # characters of a label before a colon


def object_of_clause(case: Case) -> str:
    """协助属地政府转移受灾群众|60余人 => 转移受灾群众: the verb and its object, without who acts and where."""
    phrase, spot = case.phrase, case.spot
    beside = case.frame.rule == "bare_level" and case.quantity.dimension in ("count", "area", "length", "mass")
    if not beside or phrase.single or phrase.predicate or phrase.owner or phrase.pronoun or phrase.first < 0:
        return ""
    tokens = clip(case.scene.tokens, case.until, case.i, spot.place(case.frame.head))
    first = object_alone(tokens, phrase.governed)
    return tidy(written(tokens[first:])) if first else ""


def before_cue(case: Case) -> str:
    """营业收入|达|12亿元 => 营业收入; no word of manner, of an aim or of a movement alone: 目标|300台, 增长|了59.6%."""
    phrase = case.phrase
    alone = phrase.single and (phrase.text in UNMEASURED | MOVES | CREATING | CAUSING)
    alone = alone or (phrase.governed and SESSIONS.fullmatch(phrase.text) is not None)  # 黄金在|亚市早盘|跌破3960美元
    if alone or at_rate(case) or manner(case) or stands_for_figure(case) or listed_place(case):
        return ""
    if elsewhere(case):
        return ""
    if foreseen(case) or (SHARE.fullmatch(phrase.text) and closing_price(case)):
        return ""
    return aged_group(case) or in_market(case, phrase)


def elsewhere(case: Case) -> bool:
    """Whether the phrase only says whose or which value of something said before the figure is: 前值|是3%, 好于分析师预期的
    |298亿美元, 超越美国市场的|7660万台, 增幅|低于预期0.5%, 在甲国境内|已达900公顷."""
    phrase, frame = case.phrase, case.frame
    growth = frame.rule == "difference" and case.quantity.unit == "%"
    if phrase.text in OF_SOMETHING or (growth and GROWN.fullmatch(phrase.text)):
        return True
    if frame.rule in ("bare_level", "compared_level") and case.quantity.unit not in ("%", "‰"):
        return BESIDE.search(case.spot.context.left) is not None
    at = case.until
    inside = phrase.governed and 0 < at <= case.i and case.scene.tokens[at - 1].text in ("在", "于")
    return inside and frame.rule == "to_level" and PLACED.search(phrase.text) is not None


OF_SOMETHING = frozenset(LISTS["figure_of_another"])
# Beside another's figure, a forecast or an aim: the figure is of the same thing.
BESIDE = compiled(either("beyond") + "[^，。；0-9]{1,16}的(?:约|近)?$")
PLACED = compiled(either("placed_at") + "$")


SHARE = compiled("(?:股份|控股|集团)?[ABH]?股")  # 甲股份A股|收于7元


def foreseen(case: Case) -> bool:
    """Whether the phrase only says whose forecast the change is: 下跌0.9%，高于经济学家预测的|下跌0.3%."""
    said = case.frame.measure == "change" and case.phrase.text.endswith(("预测", "预期", "预估", "预计"))
    return said and case.spot.context.left[: case.frame.head].endswith("的")


def listed_place(case: Case) -> bool:
    """Whether the phrase only names the next place of a list whose figures are of one kind: (甲县736毫米、) 乙镇丙村
    |698毫米."""
    before, phrase = case.sofar[-1] if case.sofar else None, case.phrase
    if item(case.scene, case.i):
        return True
    if before is None or case.frame.rule not in ("bare_level", "linked_level") or case.frame.measure != before.measure:
        return False
    if (
        case.quantity.dimension == "money"
        or before.quantity.unit != case.quantity.unit
        or phrase.governed
        or phrase.verb not in ("", "是", "为")
    ):
        return False
    run = clip(case.scene.tokens, case.until, case.i, case.spot.place(case.frame.head))
    named = [t for t in run if t.kind in ("N", "E")]
    owned = phrase.owner is not None or phrase.text.endswith(PLACES)
    return owned and len(named) > 0 and all(t.kind == "E" or tag_of(t.text) in NAMES for t in named)


PLACES = LISTS["place_end"]
NAMES = frozenset({"", "ns", "nr", "nrt", "nz", "nt"})  # tags of names and of words no dictionary has


def aged_group(case: Case) -> str:
    """不满20岁|者|多达34人 => 不满20岁者: a group that is told by its age."""
    k = case.until
    tokens = case.scene.tokens
    apart = not case.phrase.text.startswith("者") or not 0 < k < case.i or tokens[k - 1].end != tokens[k].start
    return "" if apart or tokens[k - 1].kind != "Q" else tokens[k - 1].text + case.phrase.text


def at_rate(case: Case) -> bool:
    """Whether the phrase is the base that a rate is reckoned on, or whose it is, not what is paid: 按成交金额的|0.003%|收取,
    大型企业按|30%|返还."""
    left = case.spot.context.left
    said = case.frame.measure == "level" and case.quantity.unit in ("%", "‰")
    if said and left.endswith(("按", "按照")):
        return not measured(case.phrase.text)
    said = said and left.endswith(case.phrase.text + "的")
    return said and case.phrase.governed and case.scene.tokens[case.until - 1].text in ("按", "按照")


def manner(case: Case) -> bool:
    """Whether the phrase is one word that only says how: 小幅|回落至3万亿元, 惊人地|达到4起; not 人均|3万元."""
    phrase, tokens = case.phrase, case.scene.tokens
    at = case.begin + phrase.first
    if not phrase.single or not 0 <= at < case.i or tokens[at].text != phrase.text:
        return False
    word = phrase.text
    how = len(word) > 1 and word[0] != "最" and tag_of(word) in ADVERBIAL and word not in MODIFIERS and word not in KEPT
    return how or word in MANNERS


MANNERS = frozenset(LISTS["how"])
MOVES = RISE | FALL
CAUSING = frozenset(LISTS["causing"])
CREATING = frozenset(LISTS["creating"])  # 创下的|3亿元纪录
ADVERBIAL = frozenset({"a", "ad", "d", "z", "zg", "c", "vd"})  # tags of words that say how


def stands_for_figure(case: Case) -> bool:
    """Whether the phrase stands for a figure before: 该|指标上涨3%, 这一|数据仅为91亿."""
    text = case.phrase.text
    noun = text.lstrip(POINTING)
    if not text or noun not in FIGURE_NOUNS:
        return False
    at = case.begin + case.phrase.first
    token = case.scene.tokens[at].text if 0 <= at < case.i else ""
    return text != noun or bool(case.phrase.pronoun) or token[:1] in ("这", "该", "此", "其")


POINTING = "这该此一个项"


def clause_thing(case: Case) -> str:
    """经手费标准由原按成交金额的|0.0049%下调至… => 经手费标准: what the clause opens with is measured, not what follows 按."""
    head = case.own
    if head is None or not measured(head.thing) or direction(head.thing):
        return ""
    verb = case.phrase.bare and case.frame.measure == "change"  # 收费标准仍执行|下浮30%
    rest = not case.phrase.text and case.frame.rule in ("from_level", "to_level", "linked_level")
    return head.thing if verb or rest or at_rate(case) else ""


def behind_bare_verb(case: Case) -> str:
    """门票价格被|炒|至50万元, 产品价格大多|集中|在500元, 成交额在大部分时间都|超过200亿 => 门票价格, 产品价格, 成交额: what the clause
    speaks of, where only a verb or a circumstance stands between it and the figure."""
    phrase, tokens = case.phrase, case.scene.tokens
    if not phrase.text or case.frame.own or "Q" in case.scene.kinds[case.begin : case.until] or case.until > case.i:
        return ""
    within = phrase.governed and case.until > case.begin and tokens[case.until - 1].text in ("在", "于")
    if not (reaching(phrase) or (within and not measured(phrase.text))):
        return ""
    before = tokens[case.begin : case.until]
    for said in (phrase_before(before), opening_phrase(before)):
        thing = str(GROWN.sub("", in_market(case, said)))
        if measured(thing) and not said.predicate and not said.governed:
            return thing
    return ""


def reaching(phrase: Phrase) -> bool:
    """Whether a phrase is only a verb by which something gets to its figure, or how: 炒|至, 集中|在, 冲上, 略|高于; one that
    is itself measured (亏损, 投资) is none."""
    word = phrase.text
    if not phrase.single or word in VERBAL_NOUNS or word in TURNED or direction(word) or measured(word):
        return False
    return phrase.bare or (not tag_of(word) and word[-1] in "上到至出下破") or word == "略"


TURNED = frozenset(LISTS["turned"])


def topic(case: Case) -> str:
    """货运量前三季度|增长5%, 股价在三个交易日内|上涨50% => 货运量, 股价: what the clause opens with, where a time or a circumstance
    stands between it and its verb; not an owner alone (甲市去年|增长5%), and not behind a figure of the clause."""
    frame, tokens = case.frame, case.scene.tokens
    moved = frame.measure == "change" or frame.rule in ("from_level", "to_level", "linked_level")
    begin = tokens[case.begin].start
    if case.phrase.text or not moved or frame.own or any(d.clause[0] == begin for d in case.sofar):
        return ""
    opening = opening_phrase(clip(tokens, case.begin, case.i, case.spot.place(frame.head)))
    thing = GROWN.sub("", in_market(case, opening))
    if thing[:1] in "这该此" and "的" in thing:  # 这家公司的|股价
        thing = thing.rpartition("的")[2]
    pointed = thing.lstrip(POINTING) in FIGURE_NOUNS and (thing[0] in POINTING or bool(opening.pronoun))
    owner = OWNER.search(thing) or opening.predicate or opening.governed or thing in UNMEASURED
    return "" if len(thing) < 2 or pointed or owner else thing


UNMEASURED = MANNERS | frozenset(LISTS["target"]) | frozenset(LISTS["forecast"])
OWNER = compiled(f"(?:{'|'.join(OWNERS)})$")
