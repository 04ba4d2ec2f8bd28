"""The common noun that a clause says something of: an actor, whose figures are its own, or a thing that only opens it.

An actor ends in a head of those that own figures: an office, a firm, a team, a building, a project, a meeting. What
is made, sold, counted or measured may open a clause as well and still owns little: it gives way to a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.rows.cues import ANAPHORS, EVENT, FALL, LISTS, NATION, RISE, SPEECH, VERBAL_NOUNS, either
from zhibiao.rows.names import tidy
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import KEPT, MEDIA, QUOTED, Token, quoted

NO_SUBJECT = frozenset(load("names")["no_subject"]["words"])
LONGEST = 28
MOVES = RISE | FALL
JOINING = MOVES | frozenset(LISTS["link"]) | frozenset(LISTS["aspect"])
ACTORS = (*LISTS["owning"], *LISTS["actor"])  # what those who own figures end in
DONE = frozenset(LISTS["done"])
REACHED = "至到达为"
BETWEEN = frozenset({"V", "ADV", "X", "P", "T", "DE"})
LEADING = frozenset("至到为以从由比较按")  # prepositions between what is measured and its figure
# What nobody owns figures by: attributes, states, speakers, all and sundry (各地, 多家券商), an article's number.
UNOWNING = compiled(
    f"{either('attribute', 'state')}$|称$|^[每单各]|^多[家位名个所]|^第[^条]{{1,3}}条$|{either('speaker')}"
)
# What gives way to a name of the paragraph or the headline: people, goods, prices.
YIELDING = compiled(either("yielding") + "$")
POINTING = frozenset(this + unit for this in "本该这此" for unit in ("", *"次届个家项座些"))
BEFORE_NOUNS = frozenset({"T", "ADV", "C", "X"})
NOUNS = frozenset({"N", "E", "L", "QUOTE"})
JOINED = frozenset({"PAUSE", "C", "F"})  # inside a run where a noun follows


def noun_run(text: str, tokens: Sequence[Token], begin: int, finish: int) -> tuple[int, int]:
    """(first, after last) index of the nouns that a clause opens with, behind its times and adverbs; equal for none.
    What stands in quotation marks is one name, whatever its words; a verb before a one-character head is part of it.

    6G推进组开展测试           => 6G推进组
    今年，“海桥176”轮完成首航  => “海桥176”轮
    """
    k = begin
    while k < finish and (
        tokens[k].kind in BEFORE_NOUNS or tokens[k].text in POINTING or rule_of(tokens[k]) == "indefinite"
    ):
        k += 1
    first = k
    while k < finish:
        token = tokens[k]
        if token.kind == "QUOTE" and (after := quoted(tokens, k, finish)):
            k = after
            continue
        within = token.kind in NOUNS or rule_of(token) == "number"
        if not within and not (first < k < finish - 1 and goes_on(token, tokens[k + 1])):
            break
        k += 1
    return first, k


def goes_on(token: Token, following: Token) -> bool:
    """Whether a run of nouns goes on with what is no noun by itself."""
    if (token.kind in JOINED or token.text == "等") and noun_next(following):
        return True
    return token.kind == "V" and one_headed(token, following)


def noun_next(token: Token) -> bool:
    """Whether a token begins a noun or a quotation."""
    return token.kind in ("N", "E", "L") or token.text in QUOTED


def one_headed(verb: Token, following: Token) -> bool:
    """Whether a one-character noun makes the verb before it part of a compound: 推进|组, 监测|站."""
    return following.kind == "N" and len(following.text) == 1 and following.start == verb.end


def actor(scene: Scene, begin: int) -> str:
    """The actor that a clause opens with, as long as its head goes; empty when it opens with none or measures it.

    6G推进组开展了57项测试             => 6G推进组
    海桥市主要航空公司于7日削减航班    => 海桥市主要航空公司
    航空公司航班量达300架次            => -
    由两家协会搭建的“农资云”平台上线   => “农资云”平台
    """
    text, tokens, finish = scene.text, scene.tokens, scene.finishes[begin]
    behind = relative_clause(tokens, begin, finish)
    first, after = noun_run(text, tokens, behind or begin, finish)
    if first == after or not (says(tokens, after, finish) or tokens[after - 1].text in EVENT):  # 平台|启动
        return ""
    head = acting_head(text, tokens, first, after) or (after if quoted(tokens, first, after) == after else 0)
    if not head:
        return ""
    head = quoted(tokens, head, after) or head  # 运输船|“远洋号”
    head += head < after and tokens[head].text in QUOTED.values()  # “云平台|”
    if measured(tokens, after, finish, acting=head == after) and not behind:
        return ""
    run = tidy(text[tokens[first].start : tokens[head - 1].end])
    tail = text[tokens[head].start : tokens[after - 1].end] if head < after else ""
    speaker = any(t.text in SPEECH for t in tokens[first : after + 2]) or UNOWNING.search(tail)
    return "" if speaker or not fitting(run) or UNOWNING.search(run) else run


def acting_head(text: str, tokens: Sequence[Token], first: int, after: int) -> int:
    """The index behind the last of the nouns first..after that ends in a head of actors, or 0: 海桥市|航运公司|航班."""
    start = tokens[first].start
    for k in range(after, first, -1):
        if text.endswith(ACTORS, start, tokens[k - 1].end):
            return k
    return 0


def relative_clause(tokens: Sequence[Token], begin: int, finish: int) -> int:
    """The index behind the relative clause that a clause opens with, or 0: 由两家协会搭建的|“农资云”平台上线.

    A name before its verb is what the clause speaks of, unless it is the nation's: 我国自主建造的|“海桥”轮.
    """
    k = begin
    while k < finish and tokens[k].kind in ("T", "C", "X", "L"):
        k += 1
    if k == finish or (tokens[k].kind not in ("V", "P", "ADV") and tokens[k].text not in NATION):
        return 0
    verbs = 0
    for k in range(begin, finish):
        if tokens[k].start > tokens[begin].start + LONGEST:
            return 0
        verbs += tokens[k].kind == "V"
        if tokens[k].kind == "DE" and verbs:
            return k + 1
    return 0


def fitting(run: str) -> bool:
    """Whether a run of nouns may be said of itself."""
    return 2 <= len(run) <= LONGEST and run not in ANAPHORS | NO_SUBJECT | NATION and not run.startswith(MEDIA)


def says(tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether a predicate follows at token k."""
    while k < finish and tokens[k].kind == "T":
        k += 1
    if k == finish:
        return False
    return (
        tokens[k].kind in ("V", "ADV")
        or tokens[k].text in EVENT
        or (tokens[k].kind == "P" and tokens[k].text not in "至到")
    )


def measured(tokens: Sequence[Token], k: int, finish: int, acting: bool = False) -> bool:
    """Whether the nouns before token k are joined to a figure: 产量|达3万吨, but 合作社|种植3万亩; with `acting`, what
    an actor does joins nothing: 投资|完成3亿元, but 工作组|完成3项测试.
    """
    joining = JOINING - DONE if acting else JOINING
    while k < finish and tokens[k].kind == "T":
        k += 1
    first = k
    while k < finish and (tokens[k].kind in BETWEEN or tokens[k].text in MOVES):
        k += 1
    if k == finish or tokens[k].kind != "Q" or rule_of(tokens[k]) == "indefinite":
        return False
    return all(
        t.text in joining or t.text[-1] in REACHED if t.kind == "V" else t.kind != "P" or t.text in LEADING
        for t in tokens[first:k]
    )


def noun_topic(scene: Scene, begin: int) -> str:
    """The noun phrase that a clause opens with and says something of, when it names no entity; else empty.

    网信部门严厉处置了一批账号     => 网信部门
    一架货机在起飞后不久坠毁       => 货机
    南水北调中线工程完成调水任务   => 南水北调中线工程
    手机产量达12亿台               => -        what is measured owns nothing
    累计向北方调水                 => -
    """
    text, tokens, finish = scene.text, scene.tokens, scene.finishes[begin]
    first, after = noun_run(text, tokens, begin, finish)
    run = tidy(text[tokens[first].start : tokens[after - 1].end]) if after > first else ""
    head = tokens[after - 1].text if after > first else ""
    if measured(tokens, after, finish) or head in VERBAL_NOUNS | KEPT or UNOWNING.search(run):
        return ""
    if not says(tokens, after, finish) or not fitting(run):
        return ""
    return "" if any(t.text in SPEECH for t in tokens[first : after + 2]) else run


def rule_of(token: Token) -> str:
    """The rule that read the token's mark, or empty."""
    return token.span.rule if token.span is not None else ""
