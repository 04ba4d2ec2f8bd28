"""Times that only describe: part of a name, which edition or plan is meant, who speaks, when a thing came to be, an
aside in brackets. No figure takes them but one that is stated for them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from zhibiao.clauses.cues import either
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import TimeExpr

REACH = 60  # tokens that are looked at beside a time

# A year in the name of a goal, plan or task is no figure's: 提出2030年全域供水目标.
GOAL = compiled("[^，。；0-9的]{0,12}?(?:目标|愿景|议程|规划纲要)|[^，。；0-9的]{0,6}?任务")
PLAN, PLAN_AFTER = compiled(either("plan_name") + "$"), compiled("[^，。；]{0,4}" + either("plan_name"))


def named(text: str, token: Token) -> bool:
    """Whether the time is part of a name: of a book or a plan (规划（2021—2035年）)."""
    before, after = text[max(0, token.start - 40) : token.start], text[token.end : token.end + 1]
    if text.startswith("版", token.end):  # 纲要（2025年版）
        return True
    titled = before.rfind("《") > before.rfind("》")
    bracketed = after in ("）", ")") and before[-1:] in ("（", "(")
    planned = PLAN.search(before[:-1]) or PLAN_AFTER.match(text, token.end + 1)
    return titled or (bracketed and planned is not None and "年" in token.text)  # 一季度（4—6月）报告


def goal(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the time is that of a goal or task and of no figure: 提出|2030年|全域供水目标, but not 2026年|目标定为|70%."""
    m = GOAL.match(text, tokens[i].end)
    figure = next((t for t in rest_of_clause(tokens, i) if t.kind == "Q"), None) if m else None
    return m is not None and (figure is None or SET_AS.fullmatch(text, m.end(), figure.start) is None)


SET_AS = compiled("[^的]{0,6}")  # between 目标 and its own figure: 目标区间设定为|70%, but not 占全年目标任务的|75%
# Of which year or season an event is: 举行的|2023年|全国田径锦标赛.
EDITION = compiled(f"[^，。；、0-9“”]{{0,16}}?(?:赛(?!事|道|程)|杯(?!子)|{either('edition')})")
IN_ITS_PLACE = frozenset({"PUNC", "P", "OPEN", "QUOTE", "C", "PAUSE"})


def edition(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a year within its clause only says which of many events is meant."""
    span = tokens[i].span
    if not isinstance(span, TimeExpr) or span.kind not in ("year", "fiscal_year") or i == 0:
        return False
    return tokens[i - 1].kind not in IN_ITS_PLACE and EDITION.match(text, span.end) is not None


def parenthesis(text: str, tokens: Sequence[Token], i: int) -> list[int] | None:
    """The starts of the figures behind a time in its brackets, when these hold more than times: （当前约12.1万元）; None
    outside of brackets and in those that say a time again: 昨天（5日）."""
    first, place = tokens[0].start, tokens[i].start
    if text.rfind("（", first, place) < 0 and text.rfind("(", first, place) < 0:
        return None
    begin = next((k for k in range(i - 1, max(-1, i - REACH), -1) if tokens[k].kind in ("OPEN", "CLOSE")), None)
    if begin is None or tokens[begin].kind == "CLOSE":
        return None
    end = next((k for k in range(i + 1, min(len(tokens), i + REACH)) if tokens[k].kind in ("OPEN", "CLOSE")), None)
    if end is None or tokens[end].kind == "OPEN" or all(t.kind in ("T", "PUNC") for t in tokens[begin + 1 : end]):
        return None
    own = takewhile(lambda t: t.kind != "T", tokens[i + 1 : end])
    return [t.start for t in own if t.kind == "Q"]


# Whose time it is when it describes who speaks: 今年以来一直看好的张某表示.
OF_SPEAKER = compiled("[^，。；：0-9]{2,16}的[^，。；：的0-9]{1,10}(?:表示|指出|认为|称|说|介绍|透露|告诉)")
# A month that a contract is delivered in: 9月|豆粕期货.
CONTRACT = compiled("(?:交割的?)?[^，。；0-9的]{0,9}?" + either("contract"))
# The same where the piece has told that it is of futures: 7月|玉米开盘742美分; not 7月|沪指收跌.
DELIVERED = compiled("(?![^，。；]{0,6}?(?:指|股|大盘))[一-鿿]{1,4}?(?:开盘|收盘|收报|报收|收于|收[涨跌高低])")
OF_FUTURES = compiled(f"期货|期价|期约|{either('exchange')}")
SPOKEN_OF = 300  # characters


def of_speaker(text: str, token: Token) -> bool:
    """Whether the time only describes who speaks."""
    return OF_SPEAKER.match(text, token.end) is not None


# Of which meeting it is that somebody spoke at: 在第一季度经济形势分析会上，书记王某表示.
OF_MEETING = compiled(
    "[^，。；：、0-9]{0,20}?(?:[会坛]|仪式)[^，。；：0-9]{0,12}?[上中]，?[^，。；：、0-9]{0,20}(?:表示|指出|认为|[^被]称|[^小传]说|介绍|透露|强调)"
)


def of_meeting(text: str, token: Token) -> bool:
    """Whether the time is that of a meeting where somebody says what there is to tell."""
    return OF_MEETING.match(text, token.end) is not None


# The close of a dateline behind its day: 10月13日|专电（记者…）, 7月20日|消息，.
DATELINED = compiled("[ \u3000]?[^，。；：、（(0-9\n ]{0,4}(?:专电|电|讯|消息|特稿)(?=[ \u3000（(，,：:]|$)")


def dateline(text: str, token: Token) -> bool:
    """Whether the time is the day on which a report was sent, and not that of the quotes it opens with: 5月13日消息，
    华南报价涨跌不一."""
    m = DATELINED.match(text, token.end)
    return m is not None and QUOTED.match(text, m.end()) is None


QUOTED = compiled("[^。；\n0-9]{0,24}(?:报价|现货价|收盘|期价)")


# What a plan's own name stands before: “十五五”规划编制, “十五五”良好开局; 时期是 says what the time is.
OF_PLAN = compiled(f"[^，。；0-9]{{0,8}}?{either('plan_part')}|是")
SET = ("这个", "今", "去", "入", "年")


def label(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether a plan or a season only names the kind of a thing: “十五五”规划, 冬季旅游."""
    span = tokens[i].span
    before = tokens[i - 1].kind if i else "PUNC"
    if not isinstance(span, TimeExpr):
        return False
    if span.kind == "month" and span.parts[0] is None and delivery(text, span):
        return True
    if span.kind == "season" and not any(word in span.text for word in SET):
        return before != "P" and not text.startswith(("，", "、", "里"), span.end)
    if span.kind != "plan" or span.text.endswith(("以来", "末", "初")):
        return False
    told = span.text.endswith(("期间", "时期"))
    return OF_PLAN.match(text, span.end) is not None or (before not in ("PUNC", "P", "OPEN") and not told)


def delivery(text: str, span: TimeExpr) -> bool:
    """Whether a month is that of a contract's delivery."""
    if CONTRACT.match(text, span.end):
        return True
    told = DELIVERED.match(text, span.end) is not None
    return told and OF_FUTURES.search(text, max(0, span.start - SPOKEN_OF), span.start) is not None


CAME_IN = compiled(f"{either('came')}于$")
THAT_CAME = compiled(f"[^，。；0-9的]{{0,6}}?{either('came')}的")


def founding(text: str, token: Token) -> bool:
    """Whether the time only says when a thing came to be."""
    return (
        CAME_IN.search(text, max(0, token.start - 4), token.start) is not None
        or THAT_CAME.match(text, token.end) is not None
    )


# When a goal was set or an estimate made, which hold for another time: 年初制定的|1800万亩任务, 上月预期的|5%.
WAS_SET = compiled(f"[^，。；0-9的]{{0,4}}?{either('set_for')}的")


def set_then(text: str, token: Token) -> bool:
    """Whether the time only says when a goal was set or an estimate made."""
    return WAS_SET.match(text, token.end) is not None


def figures_of_next_clause(tokens: Sequence[Token], i: int) -> list[int]:
    """Where the figures of the clause behind begin, where the time is a clause by itself and that one has none."""
    if i + 1 >= len(tokens) or tokens[i + 1].text not in ("，", ","):
        return []
    after = rest_of_clause(tokens, i + 1)
    return [] if any(t.kind == "T" for t in after) else [t.start for t in after if t.kind == "Q"]


def rest_of_clause(tokens: Sequence[Token], i: int) -> list[Token]:
    """The tokens after i up to the end of its clause, as far as one reads."""
    rest: list[Token] = []
    for t in tokens[i + 1 : i + REACH]:
        if t.kind == "PUNC":
            break
        rest.append(t)
    return rest
