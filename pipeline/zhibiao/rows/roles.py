"""What part a time plays in its sentence: whose period it is, if anyone's.

Most times govern the figures after them. Others are only compared with (比2020年), stand for one figure alone
(由2020年的8天, 低于9月的2.2%), measure a record (近5年来最高), name a goal (2030年碳达峰目标) or tell when
something was announced (14日举行发布会).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zhibiao.clauses.cues import EVENT, LISTS, either
from zhibiao.clauses.tokens import Token
from zhibiao.lexicon import prepositions
from zhibiao.matching import compiled
from zhibiao.model import Period, Quantity, TimeExpr
from zhibiao.rows.comparing import AGAINST, after_de, turned
from zhibiao.rows.describing import REACH, rest_of_clause
from zhibiao.rows.timed import glances_back

# What a stretch of time is said for when it only measures a record: 近5年同期最高, 创3年来新高.
RECORD = compiled(
    f"[^，。；0-9]{{0,8}}?(?:最(?![近后终新初主])[\u4e00-\u9fff]|新[高低](?!考|速|温|压)|{either('record')})"
)
MOST = compiled("[^，。；0-9]{0,8}?最[\u4e00-\u9fff]的")
SINCE_THEN = compiled("[以之]?后")
STRETCHES = frozenset({"span", "since_n", "since", "era", "same", "ago", "plan"})
SCHEDULE = compiled("(?:(?<!用|耗|历|发生|到达)时间|日期|时段|期限)(?:为|是|：|:|自|从|定于|定在)+$")
FORESEEN = compiled(
    "(?:预计|预期|预测|有望|可望|力争|料|将)[^，。；、]{0,10}$|(?:决定|商定|计划|拟|打算)[^，。；、]{0,2}$"
)
AHEAD = ("将", "拟于", "计划")
TOLD = compiled("[称说]|表示|宣布|透露|公告|消息|报道|指出|披露|介绍")
# An announcement is told by its day or month; a year in which something began is the year of its figures.
SHORT = 31


def ahead(text: str, token: Token) -> bool:
    """Whether the clause speaks of what is to come: 12月，各组还将…, 预计下半年…."""
    foreseen = FORESEEN.search(text, max(0, token.start - 12), token.start) is not None
    following = text[token.end : token.end + 12]
    told = TOLD.search(following)  # 周一|称，将出售10%: that was told then
    return foreseen or any(word in following[: told.start() if told else None] for word in AHEAD)


def attributive(tokens: Sequence[Token], i: int, period: Period, frame: Period | None) -> bool:
    """Whether the time stands inside a clause only to say which thing is meant, beside a period that the sentence has
    set and that does not hold it: 2日，某交易所|明年1月|交货的原油期货."""
    if frame is None or i == 0 or tokens[i - 1].kind in ("PUNC", "P", "C") or inside(period, frame):
        return False
    for k, t in enumerate(tokens[i + 1 : i + 5]):
        if t.kind == "DE":
            return k > 0
        if t.kind not in ("N", "V", "ADV"):
            return False
    return False


def inside(period: Period, frame: Period) -> bool:
    """Whether all days of a period are days of the other."""
    return frame.begin <= period.begin and period.finish <= frame.finish


def scheduled(text: str, token: Token) -> bool:
    """Whether the time is what a timetable says: 活动时间为|8月7日到16日|, 报名时间：."""
    return SCHEDULE.search(text, max(0, token.start - 6), token.start) is not None


def record(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time only measures a record: 为近5年同期最高, 是2023年4月以来的最高水平.

    A figure after it in its clause is that stretch's own: 今年以来最大雨量达200毫米.
    """
    token = tokens[i]
    if not isinstance(token.span, TimeExpr) or not RECORD.match(text, token.end):
        return False
    if token.span.kind == "now":  # 开出了|目前|全市最大的门店
        return i > 0 and tokens[i - 1].kind != "PUNC" and MOST.match(text, token.end) is not None
    if token.span.kind not in STRETCHES and not (token.span.kind == "year" and SINCE_THEN.match(text, token.end)):
        return False  # 2016年后|最便宜的楼盘
    after = [t.span for t in rest_of_clause(tokens, i) if isinstance(t.span, Quantity)]
    return all(q.dimension == "time" for q in after)  # 最大的一年


def origin(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time is only that of the figure it stands before, in a from–to: 由2020年的8天降至7天."""
    if not text.startswith(("从", "由", "自"), max(0, tokens[i].start - 1)):
        return False
    following = after_de(tokens, i)
    each = following is not None and following.text.startswith("每")
    return following is not None and (following.kind == "Q" or each or turned(tokens, i) is not None)


def each_year(tokens: Sequence[Token], i: int, period: Period, frame: Period | None) -> bool:
    """Whether a part of a year within its clause is that of every year of a longer stretch: 2005年至今，甲行业在|四季度|上涨."""
    span = tokens[i].span
    if not isinstance(span, TimeExpr) or span.kind not in OF_A_YEAR or span.parts[0] is not None:
        return False
    within = i > 0 and tokens[i - 1].kind not in ("PUNC", "C")
    return within and frame is not None and (frame.finish - frame.begin).days > TWO_YEARS


OF_A_YEAR = frozenset({"month", "months", "first", "month_part", "season", "part_end"})
TWO_YEARS = 700
# What a table of statistics calls a year's: 上半年，房地产企业|本年|到位资金….
TERM = frozenset({"本年", "本年度", "当年"})


def within_a_day(span: TimeExpr) -> bool:
    """Whether hours or minutes are counted: 19分钟后 is the same day."""
    return str(span.parts[1]).endswith(("小时", "钟头", "分钟"))


def term(tokens: Sequence[Token], i: int, period: Period, context: Period | None) -> bool:
    """Whether the year is a word of the indicator, beside the part of it that is in force."""
    if tokens[i].text not in TERM or i == 0 or tokens[i - 1].kind in ("PUNC", "P") or context is None:
        return False
    return inside(context, period) and context.finish - context.begin < period.finish - period.begin


# Words of a market that say of themselves that it is so now: 股价|现报; a stock of things (现有|床位) is dated by nothing.
PRESENT = LISTS["present"]


def at_present(tokens: Sequence[Token], i: int) -> TimeExpr | None:
    """现 as a time, where the word is one of those and nothing is compared with it: 高于|现价."""
    token = tokens[i]
    if not token.text.startswith(PRESENT) or (i and tokens[i - 1].text in AGAINST):
        return None
    return TimeExpr(token.start, token.start + 1, "现", "now", "now", ())


# Times of no known day that say when something happened all the same; the others do so where they open a clause.
LATELY = LISTS["lately"]
HABIT = LISTS["habit"]  # what is so at any time
LATELY_FIRST = (*LISTS["lately_first"], *HABIT)


def lately(tokens: Sequence[Token], i: int) -> bool:
    """Whether figures behind a time without days happened then, so that what was in force before is not theirs: 近日，
    |…售出300套, but not 低于|此前|预期的1.9%."""
    opens = i == 0 or tokens[i - 1].kind in ("PUNC", "QUOTE")
    return tokens[i].text.startswith(LATELY) or (opens and tokens[i].text.startswith(LATELY_FIRST))


def within_range(tokens: Sequence[Token], i: int) -> bool:
    """Whether a count of years only says how long the time before it is: 从1988年至2002年的|14年间."""
    before = [t.kind for t in tokens[max(0, i - 2) : i]]
    return before[-1:] == ["T"] or before == ["T", "DE"]


# Times that announce nothing: they hold for more than a moment, or for the moment of writing.
STANDING = frozenset({"asof", "since", "range", "months", "first", "now"})
RESTATED = frozenset({"OPEN", "CLOSE", "T"})
NO_EVENT = frozenset({"后", "前", "以来", "以后", "之后", "之前", "式", "期间"})  # 开幕后的第三天


def announcing(tokens: Sequence[Token], i: int, period: Period) -> int | None:
    """Where the word stands that makes the time that of an announcement or event: before any figure, in its clause
    or, when the time is a clause by itself (昨天（5日）上午，市里举行发布会), in the next one."""
    token = tokens[i]
    if isinstance(token.span, TimeExpr) and token.span.kind in STANDING:
        return None
    if (period.finish - period.begin).days > SHORT:
        return None
    reach = min(len(tokens), i + REACH)
    first = next((k for k in range(i + 1, reach) if tokens[k].kind not in RESTATED), reach)
    for k in range(first, reach):
        t = tokens[k]
        if (t.kind == "Q" and not indefinite(t)) or (t.kind == "PUNC" and (k > first or t.text not in "，,")):
            return None
        told = t.text in SHOWING and any(a.kind == "V" and b.kind == "DE" for a, b in pairwise(tokens[first:k]))
        if (told or t.text in EVENT or SAID_IN.fullmatch(t.text) or ruling(tokens, k)) and not (
            k + 1 < len(tokens) and tokens[k + 1].text in NO_EVENT
        ):
            return k
    return None


SAID_IN = compiled("[中上里内会]称|(?:公告|声明|报告|报道|文件)称")  # 在一份文件|中称


def indefinite(token: Token) -> bool:
    """Whether a figure is 一份, 一个 and the like, which count nothing."""
    return isinstance(token.span, Quantity) and token.span.rule == "indefinite"


def ruling(tokens: Sequence[Token], k: int) -> bool:
    """Whether token k makes a rule: 6月，采购中心明确|规定|，; not 违反相关|规定."""
    if tokens[k].text == "明确规定":
        return True
    return tokens[k].text == "规定" and (tokens[k - 1].kind == "ADV" or tokens[k - 1].text == "明确")


SAYING = frozenset(LISTS["saying"])
SHOWING = frozenset({"显示", "表明"})  # 27日发来的答复|显示; but not 6日盘面|显示
# An event that things are done at: 4月举行的|大奖赛决赛中; not one where somebody speaks.
OCCASION = compiled(f"的[^，。；：]{{0,30}}?{either('event_held')}(?:中|上|里|期间)")


def occasion(text: str, tokens: Sequence[Token], i: int, event: int) -> bool:
    """Whether what is told happened at the event: 7月举行的|展览会上，甲公司签订…; 26日的|启动仪式上，三家企业捐款…."""
    at_event = AT_EVENT.match(text, tokens[i].end)
    return OCCASION.match(text, tokens[event].end) is not None or (
        at_event is not None and not TOLD.search(at_event[0])
    )


AT_EVENT = compiled(f"的?[^，。；：、0-9]{{0,16}}?{either('event_held')}[上中]，")


def doing(tokens: Sequence[Token], event: int) -> bool:
    """Whether the event's own clause tells how much was done on the day: 16日举行活动30场, but not 16日公布的产值."""
    after = tokens[event + 1].text if event + 1 < len(tokens) else ""
    return tokens[event].text not in SAYING and after not in ("的", "数据", "显示")


def contrast(tokens: Sequence[Token], i: int, period: Period, frame: Period | None) -> bool:
    """Whether an earlier time only sets off what the sentence is about: 今年亏损5亿元，|而|去年|亏损1亿元，同时…, or gives the
    same thing's figure for as many months before: 10月产量为3万吨，|9月|为2万吨，销量为…."""
    if frame is None or not period.finish < frame.begin:
        return False
    return set_off(tokens, i) or (glances_back(period, frame) and same_again(tokens, i))


def same_again(tokens: Sequence[Token], i: int) -> bool:
    """Whether the clause that a time opens, behind a comma, says no more than a figure: ，|9月|仅为2万吨，."""
    if i == 0 or tokens[i - 1].text not in ("，", ","):
        return False
    rest = rest_of_clause(tokens, i)
    plain = all(t.kind in ("V", "ADV", "L", "X", "P") or t.text.endswith(("为", "达")) for t in rest[:-1])
    return bool(rest) and rest[-1].kind == "Q" and plain


def set_off(tokens: Sequence[Token], i: int) -> bool:
    """Whether 而 opens the clause of a time."""
    return i > 0 and tokens[i - 1].text == "而"


def figures_in_a_row(tokens: Sequence[Token]) -> list[int]:
    """Where the figures of a clause begin, when they are one list: 达到|18.87%|和|34.38%; else nothing."""
    places = [k for k, t in enumerate(tokens) if t.kind == "Q"]
    for a, b in pairwise(places):
        between = tokens[a + 1 : b]
        if not between or any(t.kind not in ("C", "PAUSE") for t in between):
            return []
    return [tokens[k].start for k in places]


RECKONED, CAUSED = prepositions("reckoned"), prepositions("caused")
CAUSE = compiled(f"[^，。；0-9]{{0,14}}?{either('cause_noun')}")


def aside(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time is its clause's alone: a glance back (去年同期), what a reckoning rests on (按近12个月的月均
    销量计算), why it is so (由于去年基数的原因)."""
    span = tokens[i].span
    assert isinstance(span, TimeExpr)
    if span.kind == "same" and span.parts[0] is not None:
        return True
    before = tokens[i - 1] if i else None
    if before is None:
        return False
    if before.text in RECKONED or (before.text in CAUSED and CAUSE.match(text, span.end) is not None):
        return True
    return before.text == "其" and i > 1 and tokens[i - 2].text in CAUSED  # 因其第三季度交付量超出预期
