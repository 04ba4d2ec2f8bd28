"""The phrase before a cue: what is measured, and the owner that it begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zhibiao.clauses.borders import MANNER, NOMINAL, border, stretch_begin, stretch_end
from zhibiao.clauses.cues import (
    ANAPHORS,
    LISTS,
    NATION,
    SUBJECT_TYPES,
    TRADES,
    VERBAL_NOUNS,
    attribute,
    belonging,
    either,
)
from zhibiao.clauses.runs import balanced, tidy, written
from zhibiao.clauses.tokens import KEPT, Token, quoted
from zhibiao.lexicon import prepositions
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.naming.cues import players
from zhibiao.words import tag_of

AREA = frozenset(LISTS["area"])
STANDING = (ANAPHORS | NATION | {"该"}) - TRADES  # words that stand for an owner; 全行业对外直接投资 is one indicator
SUPERLATIVE = "最首"
TOGETHER = compiled("[两二三四五六七八九十]+[市省地国区县方校岸]")  # 两市, 三省
ORDINAL_TIME = compiled(
    "[上前后当]?[一两]?个?交易[日周]|第[^，。]{1,3}个?(?:年|季度?|月|周|星期|天|日|交易日|财年|财季)度?"
)
VESSEL = compiled("[轮号舰艇船站线]$")
OWNING = compiled(either("owning") + "$")


class Phrase(NamedTuple):
    """A noun phrase: its first token's index, its text, the owner it begins with and the verb before it."""

    first: int
    text: str = ""
    owner: Entity | None = None
    pronoun: str = ""
    verb: str = ""
    governed: bool = False  # stands after a preposition
    bare: bool = False  # nothing but a verb
    single: bool = False  # one word
    predicate: bool = False  # ends with a verb


def phrase_before(tokens: Sequence[Token]) -> Phrase:
    end = stretch_end(tokens)
    begin = behind_counted(tokens, stretch_begin(tokens, end), end)
    kept = without_deduction(without_brackets(tokens[begin:end]))
    left = border(tokens[begin - 1]) if begin else "punctuation"
    governed = left == "preposition"
    verb = tokens[begin - 1].text if begin and tokens[begin - 1].kind == "V" else ""
    if governed and tokens[begin - 1].text in TOWARDS and len(kept) > 1 and not follows_verb(tokens, begin - 1):
        if given := next((k for k in range(len(kept) - 1, 0, -1) if kept[k - 1].text in GIVING), 0):
            return split_owner(kept[given:], tokens.index(kept[given]), kept[given - 1].text, False)
        kept = [tokens[begin - 1], *kept]
        begin -= 1
    return split_owner(kept, begin, verb, governed)


def behind_counted(tokens: Sequence[Token], begin: int, end: int) -> int:
    """Where a phrase begins that stands behind a figure: behind the noun that the figure counts, when a mark parts it
    from what is measured: 5家|工厂、|产值; not 10支|矿山、油气救援队伍."""
    if not begin or tokens[begin - 1].kind != "Q":
        return begin
    after = next((i + 1 for i in range(begin, end) if tokens[i].kind == "PAUSE"), begin)
    return after if after < end and attribute(tokens[end - 1].text) else begin


def opening_phrase(tokens: Sequence[Token]) -> Phrase:
    """The phrase that a clause opens with, up to the time or the circumstance behind it; none where a localiser makes it
    one itself.

    核心物价指数|7月份连续第二个月       => 核心物价指数
    这家公司的股价|在三个交易日内        => 股价
    经济低迷期间|价格                   => none
    """
    first = 0
    while first < len(tokens) and border(tokens[first]) in BEFORE_TOPIC:
        first += 1
    end, depth = first, 0
    while end < len(tokens):
        kind = border(tokens[end])
        depth += (kind == "open") - (kind == "close")
        if not depth and kind in BEHIND_TOPIC and tokens[end].text not in NOMINAL:
            break
        end += 1
    modifies = any(token.kind == "DE" for token in tokens[end:])  # 过去|相对平稳的鱼价
    if modifies or (end < len(tokens) and border(tokens[end]) == "localiser"):
        return Phrase(first)
    return phrase_before(tokens[first:end])


BEFORE_TOPIC = frozenset({"time", "connective", "adverb"})
BEHIND_TOPIC = frozenset({"time", "preposition", "adverb", "light", "localiser", "figure", "connective"})
GIVING = frozenset(LISTS["giving"])  # 向小张|支付|赔偿金
TOWARDS = prepositions("partner")  # 对东盟|出口: whom a trade is with is part of what is measured


def follows_verb(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].kind == "V"


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.kind == "OPEN"
        if not depth:
            kept.append(token)
        depth -= token.kind == "CLOSE"
    return kept


def without_deduction(kept: list[Token]) -> list[Token]:
    """What stands before the words that say what is left out: 收入|扣除价格因素|实际增长."""
    if not kept or kept[-1].text not in LEFT_OUT:
        return kept
    return kept[: next((k for k, token in enumerate(kept) if token.text in DEDUCTING), len(kept))]


DEDUCTING, LEFT_OUT = frozenset(LISTS["deducting"]), frozenset(LISTS["left_out"])


def clip(tokens: Sequence[Token], first: int, after: int, until: int) -> list[Token]:
    """Tokens first..after, the last one cut at offset `until` of the text, but a name is whole (英伟达|大跌)."""
    while after > first and tokens[after - 1].start >= until:
        after -= 1
    kept = list(tokens[first:after])
    if kept and kept[-1].end > until and kept[-1].kind != "E":
        cut = kept[-1]
        kept[-1] = Token(cut.start, until, cut.text[: until - cut.start], cut.kind, cut.span)
    return kept


def split_owner(kept: list[Token], first: int, verb: str, governed: bool) -> Phrase:
    """The phrase of the kept tokens: owner split off, edges trimmed."""
    while kept and (kept[0].kind in ("DE", "PAUSE", "C", "F", "X") or (kept[0].kind == "QUOTE" and not balanced(kept))):
        kept = kept[1:]
    if not kept:
        return Phrase(first, verb=verb, governed=governed)
    if (
        len(kept) > 2
        and all(t.kind == ("E", "PAUSE")[i % 2] or (i % 2 and t.kind == "C") for i, t in enumerate(kept))
        and len(kept) % 2
        and not verb
        and not governed
    ):
        return Phrase(first, "", None, written(kept), verb, governed)  # 甲省和乙省|也超过了2万
    if len(kept) > 2 and kept[0].kind == "E" and TOGETHER.fullmatch(kept[1].text):  # 沪深|两市|成交额
        return Phrase(first, tidy(written(kept[2:])), None, written(kept[:2]), verb, governed)
    if (person := sportsman(kept)) is not None:
        return Phrase(first, "", person, "", verb, governed)
    owner, pronoun, kept = owned(kept)
    if owner is None and not pronoun:
        owner, pronoun, kept = possessed(kept)
    while len(kept) > 2 and kept[0].kind in ("C", "PAUSE") and kept[1].kind == "E":  # 甲、乙和丙|出口额
        kept = kept[2:]
    if len(kept) > 1 and kept[-1].text == "估计":  # 销量|估计在1万台
        kept = kept[:-1]
    if len(kept) > 1 and kept[-1].text in ("累计", "新增"):  # 双向投资额|累计
        kept = [kept[-1], *kept[:-1]]
    if len(kept) > 1 and owner is None:
        pronoun, kept = grouped(kept, pronoun)
    if len(kept) == 1 and kept[0].kind == "L" and kept[0].text.endswith("次"):  # |首次|突破5万人
        kept = []
    if (
        kept and (kept[0].kind == "L" or "交易" in kept[-1].text) and ORDINAL_TIME.fullmatch(written(kept))
    ):  # |第二个月|上涨0.2%
        kept = []
    verbal = bool(kept) and (kept[-1].kind == "V" or completed(kept[-1]))
    predicate = verbal and kept[-1].text not in VERBAL_NOUNS and not attribute(kept[-1].text)  # not 产能
    single = len(kept) == 1
    return Phrase(first, tidy(written(kept)), owner, pronoun, verb, governed, single and predicate, single, predicate)


def sportsman(kept: Sequence[Token]) -> Entity | None:
    """Who is named behind a nation or a team and acts for himself: 美国|选手|耶格尔, 白俄罗斯|的|格拉西梅尼娅."""
    person = kept[-1].span if len(kept) > 2 else None
    if not isinstance(person, Entity) or person.type != "PER" or kept[-1].kind != "E":
        return None
    of_place = len(kept) == 3 and kept[0].kind == "E" and kept[1].kind == "DE"
    return person if of_place or (kept[-2].kind == "N" and kept[-2].text in players()) else None


def completed(token: Token) -> bool:
    """Whether a word that no dictionary has is a verb with its result: 曝|出, 揽|到."""
    return token.kind == "N" and len(token.text) == 2 and token.text[-1] in "出到掉完成" and not tag_of(token.text)


def owned(kept: list[Token]) -> tuple[Entity | None, str, list[Token]]:
    """The owner that a phrase begins with, as a name or as a pronoun (该公司, 全国, 当地企业), and the rest of it."""
    owner: Entity | None = None
    if len(kept) > 3 and kept[0].kind == kept[2].kind == "QUOTE" and isinstance(kept[1].span, Entity):
        kept = [kept[1], *kept[3:]]
    if kept[0].text == "当地" and (k := group(kept[1:])):  # 当地光伏企业|出口额
        return None, written(kept[: k + 1]), kept[k + 1 :]
    pronoun = ""
    while kept and not pronoun:
        head = kept[0]
        named = head.span if isinstance(head.span, Entity) else None
        if named is None and head.text not in STANDING:
            break
        if len(kept) == 1 and named is not None and named.text.endswith("指数"):
            pronoun = next((nation for nation in NATION if named.text.startswith(nation)), "")
            break
        if head.text in NATION and len(kept) > 1 and kept[1].text[0] in SUPERLATIVE:
            break  # 世界|最大|捕风伞
        if named is not None and head.kind == "E" and not (len(kept) == 1 and owner):
            owner = named
        elif head.text == "该" and len(kept) > 2 and owner is None:  # 该工程|全长
            pronoun = head.text + kept[1].text
            kept = kept[1:]
        elif head.text in STANDING and len(kept) > 1 and owner is None:
            pronoun = head.text
        else:
            break
        kept = kept[1:]
        if len(kept) > 1 and kept[0].text in AREA and owner is not None:  # 京津冀|区域
            kept = kept[1:]
        if kept and kept[0].kind in ("PAUSE", "C"):  # 甲、乙两地: the owner is a list, leave the phrase whole
            break
        while kept and kept[0].kind in ("DE", "F", "ADV") and kept[0].text not in MANNER:  # 全省|平均降雨量
            kept = kept[1:]
        if kept and kept[0].text in KEPT:
            break
    return owner, pronoun, kept


def possessed(kept: list[Token]) -> tuple[Entity | None, str, list[Token]]:
    """The owner that a 的 parts from what is measured of it, and that: 合并后|甲公司|的估值, 海外新势力的|甲公司|市值, 这个国家|的产量."""
    de = next((k for k in range(len(kept) - 2, 0, -1) if kept[k].kind == "DE"), 0)
    rest = kept[de + 1 :]
    if not de or kept[0].kind == "P" or not attribute(rest[-1].text):
        return None, "", kept
    named = rest[0].span if len(rest) > 1 and rest[0].kind == "E" else None
    if isinstance(named, Entity) and named.type in SUBJECT_TYPES:
        return named, "", rest[1:]
    last, when = kept[de - 1], de > 1 and border(kept[de - 2]) == "localiser"
    if when and last.kind == "E" and isinstance(last.span, Entity) and last.span.type in SUBJECT_TYPES:
        return last.span, "", rest
    if kept[0].kind == "R" and kept[0].text.startswith(("这", "该", "此")) and de > 1:
        return None, written(kept[:de]), rest
    return None, "", kept


def grouped(kept: list[Token], pronoun: str) -> tuple[str, list[Token]]:
    """What a phrase without a named owner says of whom, or the pronoun it has, and the rest: 商户信保|累计赔付."""
    words = [token.text for token in kept]
    if "累计" in words[1:] and words[0][0] not in SUPERLATIVE:
        beyond = kept[0].start + 1
        if k := next((k for k, token in enumerate(kept) if token.text == "累计" and token.start > beyond), 0):
            pronoun = pronoun or tidy(written(kept[:k]))
            kept = kept[k:]
    if not pronoun and (k := group(kept)):
        return tidy(written(kept[:k])), kept[k:]
    return pronoun, kept


def group(kept: Sequence[Token]) -> int:
    """How many tokens name the group that the measured attribute belongs to: 光伏企业|出口额, 保护区|优良率; 0 for none."""
    after = quoted(kept, 0, len(kept)) if kept and kept[0].kind == "QUOTE" else 0
    if after and len(kept) > after + 1 and VESSEL.match(kept[after].text):
        return after + 1  # “海桥276”轮|总长
    if (
        len(kept) < 2 or kept[0].kind == "P" or not attribute(kept[-1].text) or belonging(kept[0].text)
    ):  # 归属于|本公司股东的净亏损
        return 0
    for k in range(len(kept) - 1, 0, -1):
        if kept[k].kind == "DE":  # 归属于上市公司股东|的净利润
            return 0
        if kept[k].kind in ("N", "L") and OWNING.search(kept[k - 1].text):
            return k if sum(len(t.text) for t in kept[:k]) >= 3 else 0
    return 0


def object_alone(kept: Sequence[Token], governed: bool) -> int:
    """Where the verb and its object begin in a phrase that also says who acts, or where; 0 where it says neither.

    已在|山体及其影响范围|安装|监测设备13台     => 安装监测设备
    协助属地政府|转移|受灾群众60人             => 转移受灾群众
    民警现场|查获|药品20箱                     => 查获药品
    外来务工人员120人                         => 0
    """
    for k in range(len(kept) - 2, 0, -1):
        token, after = kept[k], kept[k + 1 :]
        if token.kind == "DE":
            return 0
        if (
            token.kind != "V"
            or len(token.text) < 2
            or token.text in VERBAL_NOUNS
            or after[0].kind not in ("N", "L", "QUOTE")
        ):
            continue
        if any(t.kind == "DE" for t in after) or len(after[0].text) < 2:
            return 0
        j = k
        while j > 1 and kept[j - 1].kind in ("N", "ADV") and tag_of(kept[j - 1].text) in BETWEEN:
            j -= 1
        agent = kept[j - 1]
        if governed or agent.kind == "E" or agent.text.endswith(ACTORS):
            return k - (kept[k - 1].text in MANNER)  # 累计|发送旅客
    return 0


BETWEEN = frozenset({"s", "d", "ad"})
ACTORS = (*LISTS["owning"], *LISTS["actor"], *LISTS["private"], *LISTS["on_duty"])
