"""Times that are compared with, and the figures that are stated for them: 低于9月的2.2%, 与5月增速-1.7%相比."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhibiao.clauses.cues import COMPARE, LISTS, either
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import Quantity, TimeExpr
from zhibiao.rows.describing import rest_of_clause
from zhibiao.spans.directions import MOVING

# Words right before a time that is compared with.
AGAINST = (
    *LISTS["against"],
    *LISTS["against_return"],
    *LISTS["against_like"],
)
WITH = compiled(r"(?:与|同|和|跟)$")
REACHING = compiled("(?:升|涨|增|高|降|落|跌|减|复|回|近|平|持)[至到]$|(?:恢复|接近|回到|达到|保持在|维持在)$")
LEVEL = compiled("的?(?:同期)?的?(?:平均)?(?:水平|高点|低点|高位|低位|均值|规模|水准)")
PEAK = compiled("的?[^，。；0-9]{0,6}?(?:[高低]点|[高低]位|峰值)(?![^，。；]{0,8}[0-9.]+[^，。；]{0,12}[至到])")
THAT_WAS = compiled(f"{COMPARE}[^，。；、0-9]{{1,12}}$")
MOVED = compiled(f"(?:同期|同月|时?的?[高低][点位]|时的?水平)?(?:还|又|再|将|会|要|均|都)*(?:{MOVING}|[高低多少])")
LIKENED = compiled("[^，。；]{0,24}?(?:相比|相较|比较|持平|相当|接近|一致|不相上下)")


def compared(text: str, token: Token) -> bool:
    """Whether the time is what something is compared with: 比2020年, 较上月, 与去年的3家相比, 2020年的2.3倍."""
    before = text[max(0, token.start - 4) : token.start]
    if before.endswith(AGAINST) and not before.endswith("占比"):  # 同比|去年|下滑48%
        return True
    if LEVEL.match(text, token.end) and REACHING.search(before):  # 回升至3月份的水平
        return True
    if THAT_WAS.search(text, max(0, token.start - 16), token.start) and MOVED.match(text, token.end):
        return True  # 比产量下跌的|去年|增加3.2%
    if before.endswith(("从", "自")) and PEAK.match(text, token.end):  # 从|6月|高点回落19%
        return True
    with_it = WITH.search(before) is not None
    return text.startswith("相比", token.end) or (with_it and LIKENED.match(text, token.end) is not None)


def built_on(text: str, token: Token) -> bool:
    """Whether what the time is of is what something is added to: 在|昨天|地量的基础上."""
    return text.startswith("在", max(0, token.start - 1)) and BASE.match(text, token.end) is not None


BASE = compiled("[^，。；0-9]{0,10}?基础上")


def figure_beside(text: str, tokens: Sequence[Token], i: int) -> Token | None:
    """The only figure that a time is stated for where its clause goes on with something else: 在9月|200万吨|的基础上增加100万吨,
    继9月回升|0.2个百分点|后再度下降, 扭转了9月下降|0.3%|的势头."""
    rest = rest_of_clause(tokens, i)
    place = next((k for k, t in enumerate(rest) if t.kind == "Q"), None)
    if place is None or i == 0:
        return None
    figure, opening = rest[place], text[tokens[i].start - 1]
    kept = tokens[i - 1].kind in ("V", "X") or tokens[i - 1].text == "其"
    behind = {"在": BASED, "继": AFTER}.get(opening) or (TREND if kept else None)
    return figure if behind is not None and behind.match(text, figure.end) else None


BASED = compiled("的?[^，。；0-9]{0,8}基础上")
AFTER = compiled("[^，。；0-9]{0,6}?(?:[之以]?后|之余)")
COURSE = f"(?:[增跌涨升降]势|{either('course')})"
TREND = compiled(f"的[^，。；0-9]{{0,8}}?(?:{COURSE}|[涨跌增降]幅|增速)")
COURSED = compiled(f"[^，。；0-9]{{0,8}}?{COURSE}")
NEARED = compiled("的?(?:盘中)?(?:[高低][点位]|[收开]盘价|峰值)(?=[，。；、]|$)")


def of_course(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time only says which course is kept or left, or which mark is neared: 延续|9月|增势, 测试|上周五|低点，."""
    if i == 0 or tokens[i - 1].kind not in ("V", "X", "N"):
        return False
    course = tokens[i - 1].kind != "N" and COURSED.match(text, tokens[i].end) is not None
    return course or NEARED.match(text, tokens[i].end) is not None


def compared_beside(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time follows one that is compared with in a list: 快于一季度、|去年|全年增速."""
    while i > 1 and tokens[i - 1].kind in ("PAUSE", "C") and tokens[i - 2].kind == "T":
        i -= 2
        if compared(text, tokens[i]):
            return True
    return False


def turned(tokens: Sequence[Token], i: int) -> Token | None:
    """The earlier figure of a thing that has moved or turned: 由上年下降|8.8%|转为增长4.1%, 由上月环比上涨|0.2%|转为下降0.1%,
    从上月每桶溢价|9美元|降至1美元."""
    rest = rest_of_clause(tokens, i)[:7]
    place = next((k for k, t in enumerate(rest) if t.kind == "Q"), None)
    if not place or any(t.kind not in SAID_OF for t in rest[:place]):
        return None
    after = "".join(t.text for t in rest[place + 1 : place + 3])
    return rest[place] if TURNED.match(after) else None


SAID_OF = frozenset({"V", "N", "ADV", "DE", "R"})
TURNED = compiled(f"转|变|(?:{MOVING})(?:至|到|为)")


def multiple_of(tokens: Sequence[Token], i: int) -> bool:
    """Whether the time is that of the whole a multiple is taken of: 是2020年的5倍, 恢复至2019年同期的95%."""
    following, span = after_de(tokens, i), tokens[i].span
    if following is None or not isinstance(following.span, Quantity) or not isinstance(span, TimeExpr):
        return False
    reached = i > 0 and tokens[i - 1].text.endswith(LISTS["reached"])
    likened = span.kind == "same" or tokens[i - 1].text in ("相当于", "等于")
    whole = span.text.endswith("全年") and following.span.unit == "%"  # 达到去年全年的70%
    fraction = following.span.unit == "" and following.span.value < 1  # 约去年下半年的三分之二
    return following.span.unit == "倍" or (reached and (fraction or whole or (following.span.unit == "%" and likened)))


def own_figure(text: str, tokens: Sequence[Token], i: int) -> Token | None:
    """The level that is stated for a compared time: 低于9月的|2.2%, 超过去年全年总量的|181万箱, 与2015年的|300家|相比."""
    if (before := turned(tokens, i)) is not None:
        return before
    i = gloss_end(tokens, i)
    if (figure := within_comparison(text, tokens, i)) is not None:
        return figure
    for k, token in enumerate(rest_of_clause(tokens, i), start=i + 1):
        if token.kind == "Q":
            beside = tokens[k - 1].kind == "T" or tokens[k - 1].text == "平均"  # 低于2014年平均|6.6%
            stated = beside or tokens[k - 1].kind in ("DE", "OPEN") or tokens[k - 1].text.startswith("每")
            span = token.span
            moved = isinstance(span, Quantity) and (span.unit == "倍" or span.measure == "change")
            moved = moved or (beside and isinstance(span, Quantity) and span.unit == "百分点")  # 高于6月|0.2个百分点
            return token if stated and not moved else None  # 是去年的两倍, 与去年同期|持平
        if token.kind == "V" and (figure := figure_within(tokens, k) or figure_reached(tokens, k)) is not None:
            return figure
        if token.kind in ("T", "V", "C", "P", "PAUSE"):
            return None
    return None


def gloss_end(tokens: Sequence[Token], i: int) -> int:
    """The last token of a time and what says it again in brackets: 上周五（8月4日|）|的22元."""
    after = tokens[i + 1 : i + 4]
    return i + 3 if [t.kind for t in after] == ["OPEN", "T", "CLOSE"] else i


def glosses(tokens: Sequence[Token], i: int) -> int:
    """The token of the time that time i says again in brackets, else i: 上周五（|8月4日|）."""
    return i - 2 if i > 1 and tokens[i - 1].kind == "OPEN" and tokens[i - 2].kind == "T" else i


def within_comparison(text: str, tokens: Sequence[Token], i: int) -> Token | None:
    """The level between what is compared and the word that compares it: 与5月增速|-1.7%|相比, 相比2010年出货额|270亿美元|，."""
    rest = rest_of_clause(tokens, i)
    place = next((k for k, t in enumerate(rest) if t.kind == "Q"), None)
    if place is None or any(
        t.kind not in ("N", "E", "DE") and not of_noun(rest, k) for k, t in enumerate(rest[:place])
    ):
        return None
    figure, named = rest[place], place > 0 and rest[place - 1].kind == "N"
    if not isinstance(figure.span, Quantity) or figure.span.unit == "倍" or figure.span.measure:
        return None
    closed = COMPARED_AFTER.match(text, figure.end) and WITH.search(text, max(0, tokens[i].start - 1), tokens[i].start)
    opened = tokens[i - 1].text in SET_BESIDE and named and text.startswith(("，", ","), figure.end) if i else False
    return figure if closed or opened else None


def of_noun(tokens: Sequence[Token], k: int) -> bool:
    """Whether verb k is part of a noun that one character closes: 出货|额."""
    after = tokens[k + 1 : k + 2]
    return tokens[k].kind == "V" and bool(after) and after[0].kind == "N" and len(after[0].text) == 1


COMPARED_AFTER = compiled("(?:的[^，。；0-9]{0,8})?(?:相比|相较|比较)")
SET_BESIDE = LISTS["set_beside"]


def figure_reached(tokens: Sequence[Token], k: int) -> Token | None:
    """The figure that a verb with 的 gives its time: 远超1989年|创下的|7.6万平方公里."""
    after = tokens[k + 1 : k + 3]
    return after[1] if [t.kind for t in after] == ["DE", "Q"] else None


def figure_within(tokens: Sequence[Token], k: int) -> Token | None:
    """The only figure between verb k and the 的 of its relative clause: 超过2018年造成至少|85人|死亡的山火."""
    rest = rest_of_clause(tokens, k)
    end = next((j for j, t in enumerate(rest) if t.kind == "DE"), len(rest))
    figures = [t for t in rest[:end] if t.kind == "Q"]
    plain = all(t.kind not in ("T", "P", "C", "PAUSE") for t in rest[:end])
    return figures[0] if plain and end < len(rest) and len(figures) == 1 else None


def counted_after_de(tokens: Sequence[Token], i: int) -> Token | None:
    """The figure right after the next 的 of the clause: 今年建成的|60所|学校."""
    rest = rest_of_clause(tokens, i)
    place = next((k for k, t in enumerate(rest) if t.kind == "DE"), len(rest))
    return rest[place + 1] if place + 1 < len(rest) and rest[place + 1].kind == "Q" else None


def parts_of_structure(tokens: Sequence[Token], figure: Token) -> Iterator[Token]:
    """The figure, and with the first part of a structure the others: 57.1|：20.9：22."""
    yield figure
    if isinstance(figure.span, Quantity) and figure.span.rule == "structure":
        end = figure.end
        for t in tokens:
            if t.start == end + 1 and isinstance(t.span, Quantity) and t.span.rule == "structure":
                yield t
                end = t.end


def after_de(tokens: Sequence[Token], i: int) -> Token | None:
    """The token after a time, 的 and what is said of its edge aside: 2008年以前的|2300公斤."""
    return next((t for t in tokens[i + 1 : i + 4] if t.kind != "DE" and t.text not in EDGES), None)


EDGES = ("以前", "之前", "初期", "当时")
