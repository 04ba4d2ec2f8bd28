"""The noun that a figure counts: what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.clauses.borders import MANNER, border
from zhibiao.clauses.cues import DURATION_HEAD, LISTS, VERBAL_NOUNS, attribute
from zhibiao.clauses.predicates import closing
from zhibiao.clauses.runs import balanced, tidy, written
from zhibiao.clauses.tokens import Token, quoted
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.spans.directions import FALL, RISE
from zhibiao.words import tag_of

RELATIVE = 6  # characters of a relative clause that still belongs to what is counted
LEADING_TO = frozenset({"至", "到", "为", "成"})
GRADED = frozenset({"以上", "以下", "以外"})  # 地级|以上|市
MOVING = frozenset("增降升缩扩减跃涨跌达超至到")
MOVES = RISE | FALL
ENDING = frozenset({"adverb", "connective", "localiser", "light"})
NAMING = frozenset({"N", "E", "L", "QUOTE"})


def counted_noun(tokens: Sequence[Token], governed: bool = False, acting: bool = False, counts: bool = True) -> str:
    """The noun that a count stands before: 39个专业市场 => 专业市场. `tokens`: those after the figure; `governed`: a
    verb stands before the count, so that a verb after it is no predicate but part of the noun; `acting`: who is counted
    acts, so that a verb behind the noun is a predicate all the same; without `counts` the figure is a sum or a size.

    项目入驻                        => 项目
    国家和地区的                    => 国家和地区
    在建项目                        => 在建项目
    (形成了63个) 铁水联运枢纽       => 铁水联运枢纽
    """
    if not tokens:
        return ""
    i = first_of(tokens)
    kept: list[Token] = []
    if passive(tokens):
        kept, i = list(tokens[:3]), 3
    while i < len(tokens):
        token = tokens[i]
        kind, word = token.kind, token.text
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if stops(kept, token, following):
            break
        if kept and stated_of(kept[-1], tokens[i : i + 3], counts):
            kept = without_manner(kept)
            break
        if kind == "QUOTE" and (after := quoted(tokens, i, len(tokens))):  # “最成都·生活新场景”
            kept += tokens[i:after]
            i = after
            continue
        if kind in NAMING or (kind == "F" and following and following.kind == "N" and (not kept or word in GRADED)):
            first = len(kept) == 1 and (kept[0].kind == "V" or common(token, following))
            if kind == "E" and kept and not (first or all(tag_of(t.text)[:1] in ("a", "b", "z") for t in kept)):
                break  # 豪华|奥迪 goes on
            kept.append(token)
        elif kind == "PAUSE" and kept and (after := item_end(tokens, i + 1, tag_of(kept[-1].text)[:1] == "v")):
            kept += tokens[i:after]
            i = after - 1
        elif kind in ("V", "C", "DE"):
            if not goes_on(token, tokens[i + 1 : i + 3], kept, governed, acting, counts):
                break
            kept.append(token)
        elif kind == "Q" and kept and kept[-1].text == "新" and following and following.kind == "N":
            kept.append(token)  # 新|一轮|援助
        elif kind == "OPEN":
            i = closing(tokens, i, len(tokens)) - 1
        else:
            break
        i += 1
    return tidy(written(trimmed(kept)))


def first_of(tokens: Sequence[Token]) -> int:
    """The index of the first token that may be of the noun, behind 的, a size, a clause before 的 and 各类."""
    i = 1 if tokens[0].kind == "DE" else sized_head(tokens) or qualified_head(tokens)
    every = i < len(tokens) and tokens[i].text[0] == "各" and tokens[i].kind in ("R", "N")  # 400件|各类|文物
    return i + every


def stops(kept: Sequence[Token], token: Token, following: Token | None) -> bool:
    """Whether what is counted, of which these tokens are kept, ends before a token."""
    kind, word = token.kind, token.text
    if not kept and (
        word in ("是", "为", "有", "系") or (word in MOVES and following and following.kind in ("X", "Q"))
    ):
        return True  # 较300台|增长了33%
    noun = word in VERBAL_NOUNS and word not in MOVES
    if following and following.text in LEADING_TO and kind in ("N", "V") and not noun:
        return True  # 35项|精简为4项
    if not kept:
        return False
    ended = border(token) in ENDING or done_then(token) or (following is not None and acts_on(token, following))
    return ended or ends_before(kept[-1], token, following)


def ends_before(last: Token, token: Token, following: Token | None) -> bool:
    """Whether a noun ends before a token: a blank parts two Chinese words (股份| |股票复牌), or it is an adverb or a verb by
    what follows it (专利|主要|是, 股份|出售|给)."""
    if last.end + 1 == token.start and not (last.text[-1].isascii() or token.text[0].isascii()):
        return True
    behind = following.text if following else ""
    if token.text == "主要":
        return following is not None and following.kind in ("V", "P")
    return behind == "给" and tag_of(token.text)[:1] == "v"


def without_manner(kept: list[Token]) -> list[Token]:
    """What is counted, without the words that belong to what is measured of it: 电站|总|投资, 医院|总|营业面积, 案件|的|立案时间."""
    last = next((k for k, token in enumerate(kept) if k and (token.kind == "DE" or token.text in MANNER)), len(kept))
    return kept[:last]


def stated_of(last: Token, tokens: Sequence[Token], counts: bool) -> bool:
    """Whether the tokens behind what is counted begin what another figure states of it: 28种蔬菜|平均价格|为5.12元, 3万户果农|
    户均|增收1万元, 50亩果园|亩产|达|6000斤. Of a sum or a size (without `counts`) only before a verb of reaching with its figure."""
    token, following = tokens[0], tokens[1] if len(tokens) > 1 else None
    moving = len(tokens) > 2 and tokens[1].kind == "V" and tokens[1].text[0] in MOVING and tokens[2].kind == "Q"
    reached = moving or (following is not None and following.text in ("从", "由"))
    each = (
        counts and token.text in MANNER and token.text[-1] == "均" and following is not None and following.kind == "V"
    )
    return each or ((counts or reached) and measured_of(last, token, following, reached))


def measured_of(last: Token, token: Token, following: Token | None, reached: bool) -> bool:
    """Whether a noun behind what is counted is measured of it, its predicate following: 12个店面|客流量|较平时; not
    30亿吨国内|产量."""
    said = following is not None and (following.kind in ("P", "ADV", "Q") or following.text in MOVES)
    predicate = said or reached
    named = len(token.text) > 1 and token.kind == "N" and attribute(token.text)
    return predicate and named and tag_of(last.text) != "s"


def done_then(token: Token) -> bool:
    """Whether a word that no dictionary has is an adverb with its verb: 3个孩子|已死在里面, 3个孩子|后吞枪自杀."""
    return token.kind == "N" and DONE_THEN.fullmatch(token.text) is not None and not tag_of(token.text)


DONE_THEN = compiled("[已仍还曾并均未再后].{1,2}|[中里内][仅只还也都均]")


def acts_on(token: Token, following: Token) -> bool:
    """Whether a word that may be a noun has a figure for its object, and so is a verb, or says how a verb does: 3444个场所
    |部署|2.2万名警察, 12名研究生|踊跃|报名; not 11类民生|支出|19亿元."""
    if following.kind == "Q":
        return token.kind == "N" and tag_of(token.text) in ("v", "vn") and not attribute(token.text)
    return following.kind == "V" and tag_of(token.text) in ("a", "ad", "d", "z") and len(token.text) > 1


def goes_on(
    token: Token, ahead: Sequence[Token], kept: Sequence[Token], governed: bool, acting: bool, counts: bool
) -> bool:
    """Whether a verb, a 的 or an 和 behind a count is part of the noun that is counted, after the tokens kept of it, and
    the two ahead."""
    following = ahead[0] if ahead else None
    behind = following.kind if following else "PUNC"
    if token.kind == "C":
        if following is None or border(following) == "quantifier":  # 56个办事处|以及多个办公室
            return False
        if MANY.match(following.text):  # 四次|政变和|多次未遂政变
            return False
        noun = behind == "V" and len(ahead) > 1 and ahead[1].kind == "N"
        item = noun and (ahead[1].text.endswith(POPULACE) or (bool(kept) and kept[0].text == following.text))
        return bool(kept) and (behind in ("N", "QUOTE", "L") or item)  # 探员及|协办人员
    if token.kind == "DE":  # 5个|地区的公司 counts the 地区, 5个|在建的项目 the 项目
        plain = (
            counts
            and kept
            and len(written(kept)) > 1
            and kept[-1].kind in ("N", "E", "L")
            and all(t.kind != "V" for t in kept)
            and not modifies(kept[-1])
        )
        return bool(kept) and behind in ("N", "QUOTE", "E") and len(kept) <= 4 and not plain
    described = governed and not kept and behind in ("N", "E") and token.text not in MOVES  # 集成了两只|降压|稳压器
    if (token.text[0] in MOVING and not described) or token.text in MOVES:
        return False
    if kept:
        if kept[-1].kind == "C":
            return behind == "N"
        if token.text in HEADS and token.start == kept[-1].end and behind in ("PUNC", "PAUSE", "C", "DE"):  # 加氢|站
            return True
        if kept[-1].text == "非" and behind == "N":  # 独立非|执行|董事
            return True
        return not acting and (
            behind == "DE"
            or one_headed(token, following)
            or (governed and behind == "N" and len(token.text) == 2 and (not counts or modifies(kept[-1])))
        )
    return behind in ("N", "V", "DE", "E") or (governed and len(token.text) > 1 and behind == "PUNC")  # 击退72次|进攻


def trimmed(kept: list[Token]) -> list[Token]:
    """The tokens without what can end no noun."""
    while kept and (kept[-1].kind in ("DE", "C", "F", "PAUSE") or verbal_end(kept)):
        kept.pop()
    while kept and kept[-1].kind == "QUOTE" and not balanced(kept):
        kept.pop()
    return kept


def verbal_end(kept: Sequence[Token]) -> bool:
    """Whether the tokens kept end in a verb that is no head."""
    return kept[-1].kind == "V" and len(kept) > 1 and kept[-1].text not in HEADS


def passive(tokens: Sequence[Token]) -> bool:
    """Whether what is counted opens with what was done to it: 七起|被执行案件; not 3家|被要求限期整改."""
    done = len(tokens) > 2 and tokens[0].text == "被" and tokens[1].kind == "V" and tokens[2].kind == "N"
    return done and (len(tokens) == 3 or tokens[3].kind in ("PUNC", "PAUSE", "C"))


def common(token: Token, following: Token | None) -> bool:
    """Whether a name that ends the clause behind a noun is the common noun it is spelled like: 人工|鸟巢."""
    ends = following is None or following.kind == "PUNC"
    return ends and isinstance(token.span, Entity) and token.span.type in ("FAC", "BRAND", "PRODUCT", "WORK")


def item_end(tokens: Sequence[Token], first: int, verbal: bool = False) -> int:
    """The index behind the last of further items that end the clause, or that 等 or a localiser ends, each of nouns alone;
    0 where it goes on otherwise. `verbal`: what stands before is a verb, so that one may open an item.

    (体育馆、) 图书馆。           => behind 图书馆
    (工厂、) 产值20亿元           => 0
    (学生、) 老师受伤             => 0
    (机电、) 陶瓷等产品集装箱     => behind 集装箱
    (电池生产、) 组装企业中       => behind 企业
    """
    last, closed = first, False
    for i in range(first, len(tokens)):
        following = tokens[i + 1].kind if i + 1 < len(tokens) else ""
        if tokens[i].text == "等" and following == "N" and i > last:
            last, closed = i, True
        elif (closed and tokens[i].kind == "DE") or (tokens[i].text in WITHIN and i > last):
            return i
        elif verbal and i == last and tokens[i].kind == "V" and following == "N":
            continue
        elif tokens[i].kind in ("PAUSE", "C"):
            if i == last:
                return 0
            last = i + 1
        elif tokens[i].kind == "PUNC":
            return i if i > last else 0
        elif tokens[i].kind not in ("N", "L") or border(tokens[i]) != "inside" or tokens[i].text in VERBAL_NOUNS:
            return 0
    return len(tokens) if len(tokens) > last else 0


def one_headed(token: Token, following: Token | None) -> bool:
    """Whether a head of one character makes the verb before it part of a noun: 育种|场, 加氢|站."""
    return following is not None and following.kind == "N" and len(following.text) == 1 and following.start == token.end


WITHIN = frozenset({"中", "里", "内"})
MANY = compiled("[多几数][名位家个次起项种座处件条只辆台所]")
POPULACE = tuple(LISTS["populace"])
HEADS = frozenset("站会展赛")  # nouns of one character that dictionaries call verbs


def modifies(token: Token) -> bool:
    """Whether a word before 的 or a verb says how or which, not what: 重要|的项目, 新型|的材料, 群体性|枪击事件, 非|执行董事."""
    word = token.text
    return tag_of(word)[:1] in ("a", "b", "z", "v", "d", "h") or (len(word) > 2 and word[-1] in "性型式级类化")


def sized_head(tokens: Sequence[Token]) -> int:
    """Index of the noun that a size of its own qualifies: 5家|年产值在3亿元以上的|企业, 12个|投资额超过5亿元的|项目; 0 when
    none does."""
    k = next((k for k, t in enumerate(tokens[:8]) if t.kind == "Q" or (t.kind == "L" and t.text[0].isdigit())), 0)
    if not 0 < k < len(tokens) - 2 or tokens[k + 1].kind != "DE" or tokens[k + 2].kind not in ("N", "E", "QUOTE", "V"):
        return 0
    end = k
    while end and border(tokens[end - 1]) in ("preposition", "light", "adverb"):
        end -= 1
    plain = all(token.kind in ("N", "V", "L") and border(token) == "inside" for token in tokens[:end])
    size = tokens[end - 1].text if end else ""
    return k + 2 if plain and (attribute(size) or DURATION_HEAD.search(size)) else 0


def qualified_head(tokens: Sequence[Token]) -> int:
    """Index of the noun that a long clause before 的 qualifies: 7座|可以全天候停靠货轮的|码头; 0 when none does."""
    if not tokens or tokens[0].kind not in ("V", "ADV", "P") or tokens[0].text[0] in MOVING:
        return 0
    for de, token in enumerate(tokens):
        if token.kind in ("Q", "T", "PUNC", "OPEN"):
            return 0
        if token.kind == "DE":
            long = token.start - tokens[0].start > RELATIVE and any(t.kind == "V" for t in tokens[:de])
            return de + 1 if long and de + 1 < len(tokens) and tokens[de + 1].kind in ("N", "E", "QUOTE", "V") else 0
    return 0
