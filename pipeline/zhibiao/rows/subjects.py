"""Whose figure it is: the entity that owns the phrase, the clause, the sentence, the paragraph, the headline.

A clause that omits its subject takes the topic in force; a common noun that stands for it (公司, 全市, 片区)
is replaced by the name it stands for. Empty rather than wrong: a speaker, a place after a preposition, an item
of a list is no subject.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import takewhile
from operator import itemgetter

from zhibiao.lexicon import load
from zhibiao.lexicon.places import codes
from zhibiao.model import Entity
from zhibiao.page import Page
from zhibiao.patterns import compiled
from zhibiao.rows.cues import ANAPHORS, FALL, LIGHT, LISTS, NATION, RISE, SPEECH, VERBAL_NOUNS, either
from zhibiao.rows.names import tidy
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import KEPT, Token, clause_starts, sentence_clause

COMPANY = frozenset({"公司", "集团", "该公司", "该集团", "本公司", "该企业", "该行", "全行"})
PLACE_WORDS = {
    "市": "市",
    "省": "省",
    "县": "县",
    "区": "区",
    "镇": "镇",
    "村": "村",
    "州": "州",
    "岛": "岛",
    "国": "国",
}
# A division at the head of an office's name: 河北省|农业农村厅.
DIVISION = {c: compiled(f"[\u4e00-\u9fff]{{1,6}}?{c}(?=.)") for c in PLACE_WORDS}
NO_SUBJECT = frozenset(load("names")["no_subject"]["words"])
SUBJECT_TYPES = frozenset({"ORG", "LOC", "FAC", "BRAND", "EVENT"})


class Topics:
    """The names in force at `place`, while an article is read.

    A sentence without a figure is passed, and read only when a later one asks what is in force.
    """

    def __init__(self, page: Page, title: Callable[[], Entity | None]) -> None:
        self.page = page
        self.title = title  # the owner that the title names, when asked for
        self.place = 0
        self.sentence = ""  # the sentence's topic
        self.said_at = -1  # where it was said
        self.said = ""  # the paragraph's, but for the sentences passed since
        self.passed: list[Scene] = []
        self.scenes: list[Scene] = []
        self.headlines: list[Scene] = []
        self.item: Scene | None = None  # the run-in heading that opened the item being read
        self.carried = ""  # the owner of the last figure before the paragraph, if no heading stands between
        self.opening = ""  # the common noun that opened a sentence of the paragraph last
        self.unopened: list[Scene] = []  # the sentences since
        self.places: dict[str, str] = {}
        self.known: dict[tuple[str, tuple[str, ...]], list[tuple[int, str]]] = {}

    def enter(self, scene: Scene) -> None:
        """The next sentence of the paragraph."""
        self.scenes.append(scene)
        self.unopened.append(scene)
        self.sentence = ""

    def enter_paragraph(self, owner: str) -> None:
        """A new paragraph; `owner`: that of the last figure before it."""
        self.said = self.opening = ""
        self.carried = owner
        self.passed = []
        self.unopened = []

    def say(self, name: str) -> None:
        """A clause has opened with this topic."""
        self.sentence = self.said = name
        self.said_at = self.place
        self.passed = []

    @property
    def paragraph(self) -> str:
        """The topic that a clause of the paragraph opened with last."""
        place = self.place
        while self.passed:
            if topic := self.last_topic(self.passed.pop()):
                self.said = topic
                self.passed = []
        self.place = place
        return self.said

    def last_topic(self, scene: Scene) -> str:
        """The topic that the last clause of a sentence to open with one opens with."""
        topic, clause = "", -1
        for token, begin in zip(scene.tokens, clause_starts(scene.tokens), strict=True):
            if begin != clause:
                clause, self.place = begin, token.start
                topic = clause_topic(scene.text, scene.tokens, begin, self) or topic
        return topic

    @property
    def noun(self) -> str:
        """The common noun that opened a sentence of the paragraph last."""
        for scene in self.unopened:
            self.opened(scene)
        self.unopened = self.unopened[-1:]
        return self.opening

    @property
    def noun_here(self) -> str:
        """The common noun that opened this sentence, or empty."""
        return self.opened(self.scenes[-1]) if self.scenes else ""

    def opened(self, scene: Scene) -> str:
        """The common noun of the sentence's first clause to open with one; a clause to come does not count."""
        place = self.place
        noun = ""
        for begin in dict.fromkeys(clause_starts(scene.tokens)):
            self.place = scene.tokens[begin].start if begin < len(scene.tokens) else place + 1
            if (
                self.place > place
                or noun
                or any(t.kind == "Q" and rule_of(t) != "indefinite" for t in scene.tokens[:begin])
            ):
                break
            if not clause_topic(scene.text, scene.tokens, begin, self):
                noun = noun_topic(scene.text, scene.tokens, begin)
        self.place = place
        if noun and not self.opening.endswith(noun):  # 大赛 after 第三届技能大赛 is the same
            self.opening = noun
        return self.opening if noun else ""

    @property
    def headline(self) -> Entity | None:
        """The owner that the title names, else that of the item's heading, else the first heading before all rows
        that names one."""
        if (owner := self.title()) is not None:
            return owner
        if self.item is not None:
            return self.owner_of(self.item) if self.item.sentence.start <= self.place else None
        while self.headlines and self.owner_of(self.headlines[0]) is None:
            del self.headlines[0]
        stands = self.headlines and self.headlines[0].sentence.start <= self.place
        return self.owner_of(self.headlines[0]) if stands else None

    def owner_of(self, scene: Scene) -> Entity | None:
        """The name of a heading that its article is about."""
        owners = [e for e in scene.page.names(scene.k) if e.type in SUBJECT_TYPES and e.text not in NATION]
        return next((e for e in owners if e.type != "LOC" or e.start == scene.sentence.start), None)

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for, or empty: 公司 the company last named, 全市 the city."""
        if word in COMPANY:
            firm = self.latest("ORG", ("公司", "集团", "股份", "银行", "厂", "所")) or self.latest("ORG", ())
            return firm or (word if word.endswith("公司") else "")
        last = word[-1]
        if word[0] in "全该我本" and last in PLACE_WORDS:
            return (
                self.latest_place(last)
                or self.latest("LOC", (PLACE_WORDS[last],))
                or self.latest_division(last)
                or self.place_to_come(PLACE_WORDS[last])
                or (word if word[0] == "全" else "")
            )
        ending = word.lstrip("全该本")

        def longer(e: Entity) -> str:
            return name_of(e) if e.text.endswith(ending) and len(e.text) > len(ending) else ""

        return self.before("any", (ending,), longer)

    def latest(self, kind: str, endings: tuple[str, ...]) -> str:
        """The last entity named of a type, with one of the endings if any are given."""

        def fitting(e: Entity) -> str:
            return name_of(e) if e.type == kind and (not endings or e.text.endswith(endings)) else ""

        return self.before(kind, endings, fitting) or (fitting(self.headline) if self.headline else "")

    def latest_place(self, last: str) -> str:
        """The last place named that is such a division, with its ending or without: 佳木斯 is a 市."""

        def fitting(e: Entity) -> str:
            divided = e.type == "LOC" and (e.text.endswith(last) or e.text + last in codes())
            return name_of(e) if divided else ""

        return self.before("place " + last, (), fitting) if last != "国" else ""

    def latest_division(self, last: str) -> str:
        """The division that the last name with one begins with: 河北省 of 河北省农业农村厅."""

        def division(e: Entity) -> str:
            return m[0] if (m := DIVISION[last].match(e.text)) else ""

        return self.before("division", (last,), division)

    def place_to_come(self, ending: str) -> str:
        """The first place of the article with an ending: a headline says 全市 before the text names the city."""
        if ending not in self.places:
            named = (e for e in self.page.all_names((ending,)) if e.type == "LOC" and e.text.endswith(ending))
            self.places[ending] = next(map(name_of, named), "")
        return self.places[ending]

    def before(self, what: str, strings: tuple[str, ...], reading: Callable[[Entity], str]) -> str:
        """What `reading` makes of the last name before `place` of which it makes anything. With `strings`, only
        sentences that hold one of them are read. The answer before a sentence is kept under `what` and the strings.
        """
        here = bisect_right(self.page.begins, self.place) - 1
        if found := self.last_in(here, strings, reading):
            return found
        steps = self.known.setdefault((what, strings), [(0, "")])
        step = bisect_right(steps, here, key=itemgetter(0))
        known, answer = steps[step - 1]
        if known < here:
            back = (self.last_in(k, strings, reading) for k in range(here - 1, known - 1, -1))
            answer = next(filter(None, back), answer)
            steps.insert(step, (here, answer))
        return answer

    def last_in(self, k: int, strings: tuple[str, ...], reading: Callable[[Entity], str]) -> str:
        """The same in the k-th sentence alone."""
        scene = self.scenes[k]
        if strings and not scene.holds(strings):
            return ""
        return next(filter(None, (reading(e) for e in reversed(scene.names()) if e.start < self.place)), "")


def name_of(entity: Entity) -> str:
    """The entity's full name in the article, else as written."""
    return entity.name or entity.text


def clause_topic(text: str, tokens: Sequence[Token], begin: int, topics: Topics) -> str:
    """The name that a clause opens with, before its first verb; empty when it opens with none.

    甲市今年出口           => 甲市
    据甲市统计             => -       after a preposition
    甲局局长表示           => -       a speaker
    从甲市到乙市           => -
    甲市、乙市等地         => -       a list
    """
    _, finish = sentence_clause(tokens, begin)
    if place := located(tokens, begin, finish):
        return place
    k = begin
    while k < finish and (
        tokens[k].kind in ("T", "ADV", "C", "X", "QUOTE")
        or tokens[k].text in ("其中", "此外", "方面", "本届", "本次", "此次", "这次")
    ):
        k += 1
    if k >= finish:
        return ""
    token = tokens[k]
    following = next((t for t in tokens[k + 1 : finish] if t.kind != "QUOTE"), None)
    if token.kind == "E" and isinstance(token.span, Entity):
        if following is not None and following.kind in ("PAUSE", "C"):
            return joint(text, tokens, k, finish)
        if following is not None and (
            (following.kind == "P" and following.text in "至到") or following.text.startswith("等")
        ):
            return ""
        if speaks(text, tokens, k, finish):
            return ""
        if longer := belonging(text, tokens, k, finish):
            return longer
        return name_of(token.span) if token.span.type in SUBJECT_TYPES else ""
    if token.text in ANAPHORS and token.kind in ("N", "R"):
        return topics.stands_for(token.text)
    return ""


def belonging(text: str, tokens: Sequence[Token], k: int, finish: int) -> str:
    """The owner that a place's name only opens: 澄阳的|绿源农机合作社, as written; else empty."""
    if k + 2 >= finish or tokens[k + 1].kind != "DE":
        return ""
    end = k + 2
    while end < finish and tokens[end].kind in ("N", "E", "L", "QUOTE"):
        if OWNING.search(text, tokens[end].start, tokens[end].end) or tokens[end].kind == "E":
            return text[tokens[k + 2].start : tokens[end].end]
        end += 1
    return ""


OWNING = compiled(either("owning") + "$")
POINTING = compiled("^(?:本|该|这|此)[次届个家项座些]?$")


def noun_topic(text: str, tokens: Sequence[Token], begin: int) -> str:
    """The noun phrase that a clause opens with and says something of, when it names no entity; else empty.

    网信部门严厉处置了一批账号     => 网信部门
    一架货机在起飞后不久坠毁       => 货机
    南水北调中线工程完成调水任务   => 南水北调中线工程
    手机产量达12亿台               => -        what is measured owns nothing
    累计向北方调水                 => -
    """
    _, finish = sentence_clause(tokens, begin)
    k = begin
    while k < finish and (
        tokens[k].kind in ("T", "ADV", "C", "X") or POINTING.match(tokens[k].text) or rule_of(tokens[k]) == "indefinite"
    ):
        k += 1
    first = k
    while k < finish and (
        tokens[k].kind in ("N", "E", "L", "QUOTE")
        or rule_of(tokens[k]) == "number"
        or (tokens[k].kind in ("PAUSE", "C", "F") and k > first and k + 1 < finish and tokens[k + 1].kind in ("N", "E"))
    ):
        k += 1
    run = tidy(text[tokens[first].start : tokens[k - 1].end]) if k > first else ""
    head = tokens[k - 1].text if k > first else ""
    while k < finish and tokens[k].kind == "T":
        k += 1
    between = list(
        takewhile(lambda t: t.kind in ("V", "ADV", "X", "P", "T", "DE") or t.text in MOVES, tokens[k:finish])
    )
    following = tokens[k + len(between)] if k + len(between) < finish else None
    joined = all(t.kind != "V" or t.text in JOINING for t in between)  # 产量|达3万吨, but 合作社|种植3万亩
    measured = joined and following is not None and following.kind == "Q" and rule_of(following) != "indefinite"
    if measured or head in VERBAL_NOUNS | KEPT or UNOWNING.search(run):
        return ""
    says = k < finish and (tokens[k].kind in ("V", "ADV") or (tokens[k].kind == "P" and tokens[k].text not in "至到"))
    if not says or not 2 <= len(run) <= LONGEST or run in ANAPHORS | NO_SUBJECT | NATION:
        return ""
    return "" if any(t.text in SPEECH for t in tokens[first : k + 2]) else run


LONGEST = 28
MOVES = RISE | FALL
JOINING = MOVES | frozenset(LISTS["link"]) | frozenset(LISTS["aspect"])
# What nobody owns figures by: attributes, states, speakers.
UNOWNING = compiled(f"{either('attribute', 'state')}$|称$|^[每单]|{either('speaker')}")


def rule_of(token: Token) -> str:
    """The rule that read the token's mark, or empty."""
    return token.span.rule if token.span is not None else ""


def located(tokens: Sequence[Token], begin: int, finish: int) -> str:
    """The place of a clause that says nothing but where: 在福建泉州，|旅游收入…."""
    clause = tokens[begin:finish]
    if not clause or clause[0].text != "在" or any(t.kind in ("V", "Q", "T") for t in clause):
        return ""
    if finish >= len(tokens) or tokens[finish].text not in "，,":
        return ""
    named = [t.span for t in clause if t.kind == "E" and isinstance(t.span, Entity) and t.span.type in SUBJECT_TYPES]
    return name_of(named[-1]) if named else ""


def joint(text: str, tokens: Sequence[Token], k: int, finish: int) -> str:
    """The joint name of a list of names that a verb or 等地 follows, as written; else empty.

    甲局、乙局构建机制     => 甲局、乙局
    甲省、乙省等地快递量   => 甲省、乙省等地
    """
    end = k
    while end + 2 < finish and tokens[end + 1].kind in ("PAUSE", "C") and tokens[end + 2].kind == "E":
        end += 2
    if end == k or end + 1 >= finish or speaks(text, tokens, end, finish):
        return ""
    if m := AND_SO_ON.match(text, tokens[end].end):
        return text[tokens[k].start : m.end()]
    return text[tokens[k].start : tokens[end].end] if tokens[end + 1].kind in ("V", "ADV") else ""


AND_SO_ON = compiled("等(?:地|省份|国|省|市|多地|多国|地区|国家|城市)(?:区)?")


def speaks(text: str, tokens: Sequence[Token], k: int, finish: int) -> bool:
    """Whether the name at token k is only the speaker of its clause (甲局发布数据显示)."""
    near = [t for t in tokens[k + 1 : finish] if t.start < tokens[k].end + 16]
    return any(t.text in SPEECH for t in near) and not any(t.kind == "Q" for t in tokens[k:finish])


def clause_owner(text: str, tokens: Sequence[Token], begin: int, until: int, topics: Topics) -> str:
    """The name that stands as subject in a clause before token `until`: before the first verb, under no
    preposition, in no list."""
    governed = False
    for k in range(begin, until):
        token = tokens[k]
        if token.kind == "V" or (token.kind == "E" and k > begin and tokens[k - 1].kind == "V"):
            return ""
        if token.kind == "P" and token.text not in ("由", "连", "作为"):
            governed = True
        elif token.kind in ("ADV", "PUNC", "X"):
            governed = False
        elif token.kind == "E" and isinstance(token.span, Entity) and not governed:
            following = tokens[k + 1] if k + 1 < len(tokens) else None
            if following is not None and (
                following.kind == "PAUSE" or following.text in ("至", "到") or following.text.startswith("等")
            ):
                continue
            return name_of(token.span)
        elif (
            token.text in ANAPHORS
            and token.kind in ("N", "R")
            and not governed
            and (name := topics.stands_for(token.text))
        ):
            return name
    return ""


def spoken_subject(text: str, tokens: Sequence[Token], begin: int, until: int) -> str:
    """A common noun that the clause names as its subject: before an adverb and a verb (商户信保|累计赔付).

    Only a short run of nouns right at the clause's beginning.
    """
    k = begin
    while k < until and tokens[k].kind in ("T", "C", "QUOTE"):
        k += 1
    first = k
    while k < until and tokens[k].kind in ("N", "L") and tokens[k].text not in KEPT:
        k += 1
    run = text[tokens[first].start : tokens[k - 1].end] if k > first else ""
    said = k < len(tokens) and (tokens[k].kind == "ADV" or tokens[k].text in ("累计", "新增"))
    owner = 2 <= len(run) <= 10 and run not in ANAPHORS | NO_SUBJECT and not UNOWNING.search(run)
    return run if said and owner else ""


def noun_subject(text: str, tokens: Sequence[Token], begin: int, until: int) -> str:
    """A common noun before a light verb whose object is measured: 规模以上电子信息制造业|实现|营业收入."""
    k = begin
    while k < until and tokens[k].kind in ("T", "C", "QUOTE", "ADV"):
        k += 1
    first = k
    while k < until and tokens[k].kind in ("N", "L", "F"):
        k += 1
    run = text[tokens[first].start : tokens[k - 1].end] if k > first else ""
    light = k < until and tokens[k].kind == "V" and tokens[k].text in LIGHT
    return run if light and 4 <= len(run) <= 16 and run not in ANAPHORS else ""


def nation(tokens: Sequence[Token], begin: int, until: int) -> str:
    """我国, 全国 or the like where the clause says it before token `until`, else empty."""
    return next((t.text for t in tokens[begin:until] if t.text in NATION), "")
