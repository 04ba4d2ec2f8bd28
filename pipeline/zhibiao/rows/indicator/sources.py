"""What is measured: named sources of candidates in the order of preference; the first that answers is taken.

Each source sees one figure in its clause and answers a noun phrase or nothing; nothing from all of them means that the
indicator is that of the figure before (`inherit`). `explain` prints the source of the taken and of the passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhibiao.clauses.borders import border
from zhibiao.clauses.cues import DIVISIONS, DONE_IN, DURATION_HEAD, LISTS, MODIFIERS, SHARE_NOUNS, either
from zhibiao.clauses.nouns import FIGURE_NOUNS, OWNERS, attribute
from zhibiao.clauses.phrases import clip, object_alone, opening_phrase, phrase_before
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.clauses.wording import tidy, written
from zhibiao.matching import alternation, compiled
from zhibiao.model import Quantity
from zhibiao.rows.case import Case
from zhibiao.rows.indicator.inherit import GROWN, measured
from zhibiao.rows.indicator.market import closing_price, in_market, share_price
from zhibiao.spans.directions import FALL, RISE, direction
from zhibiao.words import tag_of

SPEED = compiled("[^，。；]{0,4}?(?:[时航流转风]速|速度)")
PAID = compiled("(?:[租费款价税金息钱]|补贴|补助|奖励)$")
MEASURED = compiled(either("of_size") + "$")
WITH_OBJECT = compiled(either("with_object"))
RANGES = frozenset({"国际", "全国", "全球", "世界", "全省", "国内", "行业", "综合"})
PEOPLE = frozenset({"人", "名", "位"})


def choose(case: Case) -> tuple[str, str]:
    """The noun phrase measured and the name of its source; both empty when the clause says none."""
    return next(candidates(case), ("", ""))


def candidates(case: Case) -> Iterator[tuple[str, str]]:
    """The noun phrases that could be what is measured, with the names of their sources, in the order of preference."""
    for source in SOURCES:
        if noun := source(case):
            yield noun, source.__name__


def object_cut(case: Case) -> str:
    """削减|航线|10%的|运力 => 运力: of a change by a verb, what the percentage stands before."""
    right = case.spot.context.right
    said = case.frame.rule == "changed_object" and case.quantity.unit == "%" and right.startswith("的")
    return case.noun if said else ""


def done_more(case: Case) -> str:
    """多收|300吨|粮 => 粮"""
    return case.noun if case.frame.rule == "did_more" and not case.noun.startswith("钱") else ""


def framed(case: Case) -> str:
    """出口占全省比重达|5% => 出口占全省比重: the frame brings the noun itself, and what is shared comes with it."""
    own = case.frame.own
    if case.frame.rule in ("share_of", "share_moved") and own.startswith("占") and len(own) > 1:
        return before_cue(case) + own
    return own


def doing_group(case: Case) -> str:
    """98%的|网友|期待下调 => 网友期待下调: what the counted share of a group does."""
    rule = case.frame.rule
    holders = rule == "stake" and case.noun.endswith(("人", "者", "方"))
    plain = rule in ("bare_level", "linked_level") and case.quantity.unit == "%" and case.noun.endswith(PEOPLE_HEADS)
    if not (rule == "part_counted" or holders or plain) or not case.noun or PACE.search(case.noun):
        return ""
    m = DOES.match(case.scene.text, case.scene.text.find(case.noun, case.quantity.end) + len(case.noun))
    return case.noun + m["does"] if m and 2 <= len(m["does"]) <= LONGEST else case.noun


def held(case: Case) -> str:
    """持有甲公司|12%|股权 => 股权; not 持股比例为|12%."""
    return case.noun if case.frame.rule == "stake" and STAKE.fullmatch(case.noun) else ""


STAKE = compiled("(?:国有|法人|流通|优先|普通)*(?:股权|股份|股本|权益|股票权益)")


def share_held(case: Case) -> str:
    """占据全球设备市场|13%|份额 => 全球设备市场份额: the whole and the noun of a share stand on both sides of the figure."""
    share = next((noun for noun in SHARE_NOUNS if case.noun.endswith(noun)), "")
    if case.frame.rule != "share_of" or not share or not case.frame.against:
        return ""
    whole = case.frame.against.strip("的")
    return whole.removesuffix("市场" if case.noun.startswith("市场") else "") + case.noun


PEOPLE_HEADS = tuple(LISTS["populace"])
PACE = compiled("增长率|增速|速度")  # 收入以80%的|年复合增长率增长
LONGEST = 18  # characters of what a part of a group does
DOES = compiled(
    "(?:仍|还|也|都|均|将|会|已|已经|就|都会|则)*(?:(?:明确)?表示[，：]?(?:自己|目前|还)*)?(?P<does>[^，。；：！？“”（）0-9]*?)(?=[，。；！？]|$)"
)


def race_time(case: Case) -> str:
    """以|3分27秒95|夺冠 => 成绩: the time of a race is a result, and hardly ever called one."""
    return "成绩" if case.quantity.rule == "race" and not attribute(case.phrase.text) else ""


def points(case: Case) -> str:
    """全场拿下|27分|和7个篮板 => 得分: the points of a player are hardly ever called so."""
    phrase, scene = case.phrase, case.scene
    said = case.quantity.unit == "分" and case.frame.measure == "level"
    bare = not phrase.text or phrase.bare or phrase.predicate or phrase.text.endswith(SCORING)
    playing = said and bare and GAME.search(scene.text, scene.sentence.start, scene.sentence.end)
    return "得分" if playing else ""


SCORING = ("得到", "拿下", "贡献", "砍下", "轰下", "独得", "砍")
GAME = compiled("篮板|助攻|投[0-9]+中|命中|三分球|外援|半场|末节|[首二三四]节")


def ranking(case: Case) -> str:
    """居全国|第3位 => 全国排名"""
    return case.phrase.text + "排名" if case.frame.measure == "rank" and case.phrase.text in RANGES else ""


def lasting(case: Case) -> str:
    """What lasts the time stated, or takes it: 火灾|持续6天, 8分钟|即可换乘, 甲城至乙城|33分钟可达."""
    c = case.spot.context
    if case.quantity.dimension != "time" or case.frame.measure != "level":
        return ""
    if m := LASTING.search(c.left):
        return case.phrase.text.removesuffix(m[0]) + str(m[0])
    m = DONE_IN.match(c.right)
    if not m:
        return ""
    reached, done = m["reached"] or "", m["done"]
    return f"{reached}{done}" if done else f"{ROUTE.split(c.left)[-1]}{reached}"


LASTING = compiled("(?:持续|连续)$")
ROUTE = compiled("[，。；：]|[0-9]|最快")


def size_behind(case: Case) -> str:
    """以|9.8公里的|速度 => 速度, 挖出|9米的|深度 => 深度"""
    times = case.frame.rule == "times_of" and (PAID.search(case.noun) or attribute(case.noun))  # 原价3倍的|车费
    if not (case.frame.measure == "level" or times) or not case.spot.context.right.startswith("的"):
        return ""
    if times:
        return case.noun
    if m := SPEED.match(case.noun) or MEASURED.search(case.noun):
        return str(m.string[: m.end()])
    return case.noun if case.quantity.dimension == "rate" and PAID.search(case.noun) else ""  # 每亩650元的|地租


def of_those(case: Case) -> str:
    """研发人员|不少于10人的|企业 => 研发人员: a count that describes who follows."""
    phrase = case.phrase
    said = (
        case.frame.measure == "level"
        and case.spot.context.right.startswith("的")
        and case.quantity.dimension == "count"
    )
    return phrase.text if said and not (phrase.verb or phrase.bare or phrase.predicate) else ""


def object_of_verb(case: Case) -> str:
    """农户|增收|3000万元 => 农户增收: the verb holds what it changes."""
    changes = case.frame.measure == "change" and (case.phrase.text or case.quantity.unit != "%")
    verb = WITH_OBJECT.search(case.spot.context.left[case.frame.head :] if changes else "")
    return case.phrase.text + verb[0] if verb else ""


def part_behind(case: Case) -> str:
    """八成|农户 => 农户"""
    alone = case.frame.rule == "bare_level" and case.quantity.unit == "%" and not case.phrase.text
    return case.noun if alone else ""


def behind_verb(case: Case) -> str:
    """发放|30亿元|农机购置补贴 => 农机购置补贴, 种植了|1500亩|芦苇 => 芦苇"""
    phrase = case.phrase
    verb = phrase.bare or phrase.predicate or (case.spot.context.left.endswith("了") and one_word(case))
    return case.noun if level_noun(case) and verb else ""


def one_word(case: Case) -> bool:
    """Whether the phrase is one word, a pronoun before it or not: 种植, 他家|种."""
    first = case.begin + case.phrase.first
    words = case.scene.tokens[first : case.i] if case.phrase.first >= 0 else ()
    return case.phrase.single or (
        len(words) > 1 and words[0].kind == "R" and words[0].text + words[1].text == case.phrase.text
    )


def with_modifier(case: Case) -> str:
    """新增|2亿千瓦|消纳需求 => 新增消纳需求"""
    said = level_noun(case) and case.phrase.text in MODIFIERS | {"新增"}
    return case.phrase.text + case.noun if said else ""


def division(case: Case) -> str:
    """辐射|16省 => 辐射省"""
    said = case.phrase.bare and case.quantity.unit in DIVISIONS and case.frame.measure == "level"
    return case.phrase.text + case.quantity.unit if said else ""


def counted_behind(case: Case) -> str:
    """拥有|39家|企业 => 企业; a sum without a noun before it takes the one behind."""
    counts = case.quantity.dimension == "count" and not case.quantity.unit.endswith(("人次", "车次", "架次"))
    lasts = case.quantity.dimension == "time" and case.noun != "时间" and DURATION_HEAD.search(case.noun)  # 有|10分钟|休息时间
    return case.noun if level_noun(case) and (counts or lasts or not case.phrase.text) else ""


def possessed(case: Case) -> str:
    """该款手机|拥有|4500mAh|电池 => 电池: who has something is no measure of it; not 营业收入|有3亿元."""
    left, phrase = case.spot.context.left, case.phrase
    has = case.frame.rule == "linked_level" and left.endswith(HAVING) and case.quantity.unit not in ("%", "‰")
    return case.noun if has and level_noun(case) and not measured(phrase.text) else ""


HAVING = ("拥有", "具有", "具备", "配备", "搭载", "备有", "配有", "设有")


def in_turn(case: Case) -> str:
    """900MPa抗拉强度、|8%|延伸率 => 延伸率: each figure of the list takes the noun behind it, as the one before it did."""
    before = case.sofar[-1].indicator if case.sofar else ""
    left = case.spot.context.left.strip().removeprefix("的")
    return case.noun if before and level_noun(case) and left[-1:] in LISTING and left[:-1] == before else ""


LISTING = ("、", "和", "及", "与", "＋", "+", "的")  # 8个乡镇的|21万亩|农田


def level_noun(case: Case) -> bool:
    """Whether a level has a noun behind it."""
    noun = case.noun
    clause = noun in ("次", "左右", "以上", "以下", "以内", "上下", "优惠", "一次性") or noun.startswith(("同比", "环比"))
    return bool(noun) and case.frame.measure == "level" and not clause


def people_who(case: Case) -> str:
    """5人|因此被捕 => 被捕, 其中4人|被送往医院 => 被送往医院: what people without a noun did or suffered."""
    if case.noun or case.quantity.unit not in PEOPLE or case.frame.measure != "level":
        return ""
    m = SUFFERED.match(case.spot.context.right)
    return str(m["what"]) if m else ""


def conditioned(case: Case) -> str:
    """伤者中有|1人|伤势较重 => 伤势较重: how those are who are counted."""
    said = case.quantity.unit in PEOPLE and case.frame.measure == "level"
    said = said and (not case.phrase.text or case.spot.context.left.endswith(("中", "中有")))
    m = CONDITION.match(case.spot.context.right) if said else None
    return str(m["what"]) if m else ""


CONDITION = compiled("(?P<what>(?:伤势|伤情|病情|症状|情况|身体|生命体征)[^，。；、：的0-9（）“”]{2,6})(?=[，。；、”]|$)")
SUFFERED = compiled(
    "(?:因此|已经|已|均|都|仍|还|在[^，。；]{1,8}?(?=[死受被失遇获])|当场|不幸|自行|不同程度|目前)*(?P<what>[^，。；、：的了在是为中以等和0-9（）“”]{2,8})(?=[，。；、”]|$|的)"
)


def tallied(case: Case) -> str:
    """品种价格呈|17降|12涨|1持平 => 品种价格下降, 品种价格上涨, 品种价格持平: how many of them went which way."""
    tokens, quantity = case.scene.tokens, case.quantity
    if quantity.rule != "tally":
        return ""
    first = case.i
    while first - 2 >= case.begin and of_tally(tokens[first - 2]):
        first -= 2
    while first > case.begin and border(tokens[first - 1]) in ("light", "adverb", "quote"):
        first -= 1
    m, thing = WAY.match(case.scene.text, quantity.end), phrase_before(tokens[case.begin : first]).text
    if m and m[0] in OUTCOMES:
        return OUTCOMES[m[0]]  # 1死|13伤
    return thing + WAYS.get(m[0][-1], m[0]) if m and thing else ""


def of_tally(token: Token) -> bool:
    """Whether a figure is one of a tally: 5降4涨."""
    return isinstance(token.span, Quantity) and token.span.rule == "tally"


OUTCOMES = {"死": "死亡", "亡": "死亡", "伤": "受伤", "金": "金牌", "银": "银牌", "铜": "铜牌"}
OUTCOMES |= {word: word for word in ("重伤", "轻伤", "失联", "失踪")}
WAY = compiled(alternation((*OUTCOMES, *"平涨跌升降增减", "持平")))
WAYS = {"降": "下降", "跌": "下跌", "涨": "上涨", "升": "上升", "增": "增加", "减": "减少", "平": "持平"}


def labelled(case: Case) -> str:
    """收盘价：|5.25元 => 收盘价: the words before a colon."""
    begin, tokens = case.begin, case.scene.tokens
    if case.spot.context.left or begin < 2 or tokens[begin - 1].text not in "：:":
        return ""
    first = case.scene.begins[begin - 2]
    said = tokens[first : begin - 1]
    return phrase_before(said).text if said and said[-1].end - said[0].start <= LABEL else ""


LABEL = 12  # characters of a label before a colon


def part_does(case: Case) -> str:
    """造纸企业中，|80%|都是用废纸做原料 => 用废纸做原料, |15%|获得学士学位 => 获得学士学位: what a part without a noun does."""
    m = PART_DOES.match(case.spot.context.right) if case.frame.rule == "part_doing" else None
    return str(m["does"]) if m and not m["does"].startswith("受访") else ""


PART_DOES = compiled(
    "(?:以[上下]|左右|都|均|也|已经?|还|会|将|则|就|是)*(?P<does>[^，。；：！？“”（）0-9]{3,14})(?=[，。；！？]|$)"
)


def object_of_clause(case: Case) -> str:
    """协助属地政府转移受灾群众|60余人 => 转移受灾群众: the verb and its object, without who acts and where."""
    phrase, spot = case.phrase, case.spot
    beside = case.frame.rule == "bare_level" and case.quantity.dimension in ("count", "area", "length", "mass")
    if not beside or phrase.single or phrase.predicate or phrase.first < 0:
        return ""
    tokens = clip(case.scene.tokens, case.until, case.i, spot.place(case.frame.head))
    first = object_alone(tokens, phrase.governed)
    return tidy(written(tokens[first:])) if first else ""


def before_cue(case: Case) -> str:
    """营业收入|达|12亿元 => 营业收入; no word of manner, of an aim or of a movement alone: 目标|300台, 增长|了59.6%."""
    phrase = case.phrase
    alone = phrase.single and (phrase.text in UNMEASURED or phrase.text in MOVES or phrase.text in CREATING)
    if alone or at_rate(case) or manner(case) or stands_for_figure(case) or listed_place(case):
        return ""
    if foreseen(case) or (SHARE.fullmatch(phrase.text) and closing_price(case)):
        return ""
    return aged_group(case) or in_market(case, phrase)


SHARE = compiled("(?:股份|控股|集团)?[ABH]?股")  # 甲股份A股|收于7元


def foreseen(case: Case) -> bool:
    """Whether the phrase only says whose forecast the change is: 下跌0.9%，高于经济学家预测的|下跌0.3%."""
    said = case.frame.measure == "change" and case.phrase.text.endswith(("预测", "预期", "预估", "预计"))
    return said and case.spot.context.left[: case.frame.head].endswith("的")


def listed_place(case: Case) -> bool:
    """Whether the phrase only names the next place of a list whose figures are of one kind: (甲县736毫米、) 乙镇丙村
    |698毫米."""
    before, phrase = case.sofar[-1] if case.sofar else None, case.phrase
    if before is None or case.frame.rule not in ("bare_level", "linked_level") or case.frame.measure != before.measure:
        return False
    if before.quantity.unit != case.quantity.unit or phrase.governed or phrase.verb not in ("", "是", "为"):
        return False
    run = clip(case.scene.tokens, case.until, case.i, case.spot.place(case.frame.head))
    named = [t for t in run if t.kind in ("N", "E")]
    owned = phrase.owner is not None or phrase.text.endswith(PLACES)
    return owned and len(named) > 0 and all(t.kind == "E" or tag_of(t.text) in NAMES for t in named)


PLACES = ("省", "市", "县", "区", "镇", "乡", "村", "站", "州", "旗", "湖", "河", "山", "岛", "港")
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
CREATING = frozenset({"创下", "创造", "创出", "刷新", "录得", "迎来"})  # 创下的|3亿元纪录
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


SOURCES: tuple[Callable[[Case], str], ...] = (
    race_time,
    points,
    tallied,
    object_cut,
    done_more,
    share_held,
    framed,
    held,
    doing_group,
    ranking,
    lasting,
    size_behind,
    of_those,
    object_of_verb,
    part_behind,
    behind_verb,
    with_modifier,
    division,
    conditioned,
    counted_behind,
    possessed,
    in_turn,
    labelled,
    part_does,
    share_price,
    clause_thing,
    object_of_clause,
    before_cue,
    people_who,
    closing_price,
    topic,
)
# Sources that take the noun behind the figure.
BEHIND = frozenset(
    s.__name__
    for s in (object_cut, done_more, size_behind, part_behind, behind_verb, with_modifier, counted_behind, in_turn, doing_group)
)
