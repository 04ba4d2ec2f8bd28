"""Word lists of the lexicon as sets and compiled alternations, and the heads of nouns that
they are of: who owns figures, what is measured of somebody, what owns nothing, what markets trade.
"""

from __future__ import annotations

from collections import deque
from functools import lru_cache
from typing import Any

from zhibiao.lexicon import load, prepositions
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.rules import LISTS as LISTS
from zhibiao.rules import either as either
from zhibiao.spans.directions import FALL as FALL
from zhibiao.spans.directions import MOVING
from zhibiao.spans.directions import RISE as RISE

GROWTH_NOUNS, FALL_NOUNS = frozenset(LISTS["growth_noun"]), frozenset(LISTS["fall_noun"])
SHARE_NOUNS = frozenset(LISTS["share_noun"])
MORE, LESS = frozenset(LISTS["more"]), frozenset(LISTS["less"])
LIGHT = frozenset(LISTS["light"])
VERBAL_NOUNS = frozenset(LISTS["verbal_noun"]) | GROWTH_NOUNS | FALL_NOUNS | SHARE_NOUNS
ADVERBS, PREPOSITIONS = frozenset(LISTS["adverb"]), prepositions("modifier")
ANAPHORS, NATION = frozenset(LISTS["anaphor"]), frozenset(LISTS["nation"])
TRADES = frozenset(LISTS["trade"])

DIVISIONS = frozenset(LISTS["division"])
MODIFIERS = frozenset(LISTS["modifier"])

# Words, not characters: the 电 of 发电 announces nothing, the 道 of 道路 says nothing.
SPEECH, EVENT = frozenset(LISTS["speech"]), frozenset(LISTS["event"])
FORECAST, NORM = compiled(either("forecast") + "(?!寿命)"), compiled(either("norm") + "(?<!限额(?=以[上下]))")
# 行动计划 and 研发计划 are names of programmes, 145个目标 are things.
TARGET = compiled(
    f"(?<!行动|研发|专项|培养|培育|三年|实施|[0-9个的])(?!目标(?:[股价]|公司|客户|人群|群体|市场)){either('target')}"
)
# Words that make a whole sentence a rule: who meets the condition is granted the sum.
GRANTED = compiled(
    f"每[^，。；0-9每]{{1,3}}(?:补贴|补助|奖励|奖补)|给予[^，。；]{{0,12}}(?:补|奖|资助|扶持|支持|优惠|罚)|最高(?:不超过|补|奖|给予|资助)|的，(?:并?处|依法)[^，。；]{{0,12}}以[上下]|{either('granted')}|处以[^，。；]{{0,8}}罚款"
)
# What a sentence rests on that says a standing rule; one that names its conditions is of no time either.
RULED = compiled(
    f"(?:根据|按照?|依据|依照|据)[^，。；《]{{0,10}}《[^》，。]*{either('rule_title')}》|《[^》，。]*(?:办法|条例|规定|法)》?第?[^，。；]{{0,12}}规定"
    "|(?<![0-9])第[一二三四五六七八九十百0-9]{1,4}条|(?:明确|考核|有关|相关|现行|统一)规定|规定[：“]|规定，(?![^，。；]{0,4}[0-9]+[年月])"
    "|标准(?:如下|为|是)?[：:]|每满|(?:^|[，。；：“])(?:如果|若(?![干非])|假如|倘若|凡是)[^。；]{4,80}(?:的话|[，](?:则|应|须|可(?!能)|必须|即可)|给予|处以)|假设"
)
# What a sentence without which states facts: no figure of it is a rule, foreseen or aimed at.
MODAL = compiled(f"{either('forecast', 'norm', 'target')}|{GRANTED.pattern}")
DURATION_HEAD = compiled(either("duration_head") + "$")
# What a time is enough for, behind it: 8分钟|即可换乘, 33分钟|可达.
DONE_IN = compiled("内?(?:即可|便可|就可以?|就能|可以|(?P<reached>可?直?[达到]))(?P<done>[^，。；！？”]{0,12})")
BARE_HEAD = compiled(either("bare_head") + "$")

ASPECT = f"[去掉]?{either('aspect')}*"  # 跌去|三成
# A word of a direction (`directions`); 同比, 占比 are no comparison.
CHANGE_VERB = MOVING
# Taiwan says 年增3.2%, 月减1%, 年增率; 今年增…, 3年增…, 上月增… begin with a time.
YEARLY = f"(?:{either('yoy')}|(?<![去今明前当本上全同次每近往])年比(?!较)|(?<![0-9〇零一二三四五六七八九十几多两半今去明前当本上全同次每近往历常逐整翌隔来后])年(?=[增减]))"
PERIODICAL = f"(?:{either('sequential')}|(?<![0-9上本当一二])[月周日季]比(?!较)|(?<![0-9一二三四五六七八九十当本上次每个单两几])[月季](?=[增减]))"
COMPARE = "(?:(?<![同环占对之可月周日季年0-9])比(?![重例值率分特亚赛较])|(?<!(?<!占)比)较(?![为小多少高低好强快]|大(?![田盘]))|相较于?|对比|相比于?)"


def last(pattern: Any, text: str) -> Any:
    """The last match of the pattern in the text, or None."""
    found = deque(pattern.finditer(text), maxlen=1)
    return found[0] if found else None


# By what a sentence looks at parts: 分产业看, 按消费类型分, 从主要产品看.
VIEW = "(?<![^，。；：\n ])[分按从][^，。；：0-9]{1,12}?(?:看|分|划分|说)(?=[，：])"
VIEWED = compiled(VIEW)
# What a court sentences to, before how much of it: 罚金人民币|5万元.
PENALTY = compiled(f"(?P<noun>{either('penalty')})(?:人民币|共计|各)?(?:约|近)?$")
NO_INDEX = "".join(f"(?<!{word})" for word in LISTS["no_index"])
SESSION = f"(?:{either('session')})*"
INDEX_NAME = (
    f"(?:[一-鿿A-Za-z0-9]{{0,8}}{either('family')}[一-鿿A-Z0-9]{{0,8}}指数?(?:期货)?"
    f"|[一-鿿A-Za-z]{{2,6}}{either('index_kind')}指数(?:期货)?"
    f"|(?:[一-鿿]{{2,4}})?[A-Z][A-Za-z&]*(?<!CPI|PPI|PMI|PCE|GDP|HPI)[一-鿿0-9]{{0,8}}{NO_INDEX}指数(?:期货)?)"
)
# An index of a market, which owns its points and moves; what is measured of somebody is none: 核心PCE价格指数.
MARKET_INDEX = compiled(f"(?:{INDEX_NAME}|[一-鿿]{{2,5}}[综成]指)")
# The same at the end of a phrase: 沪指, 深成指.
INDEX = compiled(f"(?:{INDEX_NAME}|[一-鿿A-Z]{{1,6}}{either('index_short')}?指)$")
# What is traded, but shares; and with them, whatever of the day stands behind.
GOODS = compiled(f"(?:{NO_INDEX}指数?|{either('goods')})$")
TRADED = compiled(f"(?:指数?|{either('goods')}|(?<!控){either('share')}){SESSION}$")
SESSIONS = compiled(f"(?:{either('session')})+$")
# What is left of a traded name behind its market's: 布伦特|原油期货.
LISTED = compiled(
    f"(?:[A-Za-z]*(?:{either('index_kind', 'index_short')}|股)?指数?|{either('metal')}|天然气)(?:期货|现货)?(?:主力)?(?:合约)?"
)
COMMODITY = compiled(f"{either('metal')}(?:期货)?$")


NO_SUBJECT = frozenset(load("names")["no_subject"]["words"])
OWNERS = (*LISTS["owning"], *LISTS["actor"])  # what those who own figures end in
PEOPLE = (*LISTS["populace"], *OWNERS)
# What nobody owns figures by: attributes, states, speakers, all and sundry (各地, 多家券商), an article's number.
UNOWNING = compiled(
    f"{either('attribute', 'state')}$|称$|^[每单各]|^多[家位名个所]|^第[^条]{{1,3}}条$|{either('speaker')}"
)
# What gives way to a name of the paragraph or the headline: people, goods, prices.
YIELDING = compiled(either("yielding") + "$")
SUBJECT_TYPES = frozenset({"ORG", "LOC", "FAC", "BRAND", "EVENT"})  # of names that own figures
FIGURE_NOUNS = frozenset(LISTS["figure_noun"])
ATTRIBUTE = compiled(either("attribute") + "$")


def name_of(entity: Entity) -> str:
    """The name of an entity as written at its place, a place with its division (厦门市), a person as addressed (周女士); the
    full name of the article where what is written is in Latin letters or broken by a mark (China—goods)."""
    written, full = entity.text, entity.name or entity.text
    if full[:-1] == written or entity.type == "PER" or not written.isalnum() or written.isascii():
        return full
    return written


@lru_cache(maxsize=8192)
def attribute(word: str) -> bool:
    """Whether what a word names is measured of somebody: 出口额, 优良率."""
    return ATTRIBUTE.search(word) is not None


def is_measure(entity: Entity) -> bool:
    """Whether a name is that of a measure, which somebody has: PCE价格指数; not of an index that a market trades."""
    return (
        entity.type == "BRAND" and UNOWNING.search(entity.text) is not None and not MARKET_INDEX.fullmatch(entity.text)
    )


def belonging(word: str) -> bool:
    """Whether a word says whose part is measured, not who owns it: 归属于|母公司股东的净利润."""
    return word.endswith("于") or word == "归属"
