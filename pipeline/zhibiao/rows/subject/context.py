"""Who is in force while an article is read forwards: of the sentence, the paragraph, the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zhibiao.clauses.bearers import Head
from zhibiao.clauses.cues import LISTS, OWNERS, SHARE_NOUNS, either, name_of
from zhibiao.clauses.heads import OWN_REPORTS, clause_head
from zhibiao.clauses.sources import ISSUING, Source, sources, speaker
from zhibiao.lexicon import load, prepositions
from zhibiao.lexicon.own import of_own
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.naming.hints import cues
from zhibiao.naming.media import is_media
from zhibiao.page import Page
from zhibiao.rows.antecedents import COMPANY, Antecedents, Headlines
from zhibiao.rows.scene import Scene, points_at_person

SHARES = tuple(SHARE_NOUNS)
SPEAKING = frozenset(LISTS["speaks_for_itself"])
TELLING = 6  # sentences that 他 and 我家 look back


class Said(NamedTuple):
    """The head of a clause: where the clause begins, what it opens with."""

    at: int  # token index where the clause's own content begins
    head: Head
    part: bool = False  # 其中: a part of what is spoken of
    shared: bool = False  # 其中|欧洲占比…: a part named for its share alone


class Context:
    """Updated sentence by sentence; nothing is put back."""

    def __init__(self, page: Page, scenes: Sequence[Scene], headlines: Headlines) -> None:
        self.page, self.scenes, self.headlines = page, scenes, headlines
        self.antecedents = Antecedents(page, scenes, headlines)
        self.said: list[Said] = []  # of the sentence being read
        self.told: tuple[Source, ...] = ()
        self.paragraph: Head | None = None  # the last named head of the paragraph's sentences before
        self.person = ""
        self.issuer = ""
        self.office_place = ""  # whose office said so last
        self.said_by = ""  # of the sentence: the firm or the place whose office says so
        self.k = -1
        self.carried = ""
        self.formed = False  # whether a firm was named that its form tells
        self.firms: set[str] = set()  # the organisations named so far that are firms, as far as their names tell
        self.speaker = ""  # whom 我们 means
        self.spoke: list[tuple[Source, str]] = []  # in the sentence: who says so, and for whom
        self.serves: dict[str, str] = {}  # of the persons who spoke, for whom
        self.counts: Counter[str] = Counter()

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for where the reading stands, or empty."""
        if word in SPEAKING:
            return self.speaker
        if word in COMPANY and (firm := (self.firm_beside() if word[0] == "该" else "") or self.firm()):
            return firm
        return self.antecedents.stands_for(word) or self.thing_quoted(word)

    def thing_quoted(self, word: str) -> str:
        """The thing with a name in quotation marks that 该项目 means: “长龙一号”核电站; empty for none."""
        if not (word.startswith("该") and len(word) > 2):
            return ""
        heads = [*(s.head for s in reversed(self.said)), *([self.paragraph] if self.paragraph else [])]
        return next((h.name for h in heads if h.kind == "group" and h.name.startswith("“")), "")

    def pass_heading(self, heading: Scene, first: bool) -> None:
        """A heading ends what was in force; `first`: no row stands before it."""
        self.paragraph, self.carried = None, ""
        if heading.opens_item:
            self.headlines.item = heading
        elif first:
            self.headlines.first.append(heading)

    def reach(self, place: int) -> None:
        """Where the reading stands: names after it are not known yet."""
        self.antecedents.place = place

    def firm(self) -> str:
        """The firm that 公司 means: whom a clause of the sentence or the paragraph opens with, else whom most clauses of
        the article open with, if that is a firm; empty for none."""
        heads = [s.head for s in self.said if not s.part] + ([self.paragraph] if self.paragraph else [])
        near = next((h.name for h in reversed(heads) if h.kind in ("name", "pointed") and h.name in self.firms), "")
        return (
            near or (self.issuer if self.issuer in self.firms else "") or (self.main if self.main in self.firms else "")
        )

    def firm_beside(self) -> str:
        """The firm that 该公司 means, where one is named before it in its sentence: 乙是|甲公司|的创始人，该公司…"""
        names = self.scenes[self.k].names() if self.k >= 0 else ()
        near = (e for e in reversed(names) if e.start < self.antecedents.place and e.type in ("ORG", "BRAND"))
        return next((name_of(e) for e in near if name_of(e) in self.firms), "")

    def enter_paragraph(self, owner: str) -> None:
        """A new paragraph; `owner`: that of the last figure before it."""
        self.count_said()
        self.paragraph, self.said = None, []
        self.carried = owner

    def enter(self, k: int) -> None:
        """The next sentence: its sources, and what its clauses open with."""
        if self.said:
            scene = self.scenes[self.k]
            heads = (s.head for s in self.said if s.head.name and not s.part and not s.head.event and lasting(s.head))
            parted = not scene.text.startswith("其中", scene.sentence.start)
            named = [head for head in heads if not (parted and is_part(scene, head))]
            if named:
                self.paragraph = named[-1]
            elif self.said_by in self.firms:  # 甲公司公告，净利润3亿元。|公司称，销量增长5%
                self.paragraph = Head(0, 0, self.said_by, "name")
        self.k = k
        scene = self.scenes[k]
        self.count_said()
        tokens = scene.tokens
        self.know_firms(scene.names())
        self.said_by = ""
        self.spoke = []
        self.told = sources(scene.text, tokens, scene.begins)
        self.said = []
        datelines = [s.after for s in self.told if not s.verb]
        opened = max(datelines, default=0)  # what stands before is of a dateline
        for begin in sorted({*scene.begins, *datelines}):
            at = begin
            if begin < opened:
                continue
            if begin < len(tokens) and tokens[begin].text[0] == "原" and tokens[begin - 1].text in "（(":
                continue  # 甲医院（原|乙医院）
            for source in self.told:
                if source.first <= begin < source.after or source.first == begin:
                    at = source.after
                    self.hear(scene, source)
            finish = scene.finishes[begin] if begin < len(tokens) else begin
            if at >= finish:
                continue
            self.antecedents.place = tokens[at].start
            head = clause_head(scene.text, tokens, at, finish, self.stands_for)
            if head.kind == "name" and not head.event and tokens[finish - 1].text.endswith(OWN_REPORTS):
                self.firms.add(head.name)  # 甲|发布2025年年报
            part = "其中" in [t.text for t in tokens[at : head.first + 1]]
            shared = part and head.thing.endswith(SHARES)
            self.said.append(Said(at, head, part and head.kind not in ("name", "person", "list"), shared))

    def know_firms(self, names: Sequence[Entity]) -> None:
        """Add the organisations that are firms. What is a name by its place alone (`evident`, and not by what it deals in)
        may be a thing: it is none after a firm has been named by its form."""
        for entity in names:
            formed = entity.rule != "evident" or entity.text.endswith(DEALING_IN)
            if entity.type == "ORG" and is_firm(entity.text) and (formed or not self.formed):
                self.formed |= formed
                self.firms.add(name_of(entity))

    def count_said(self) -> None:
        """Count whom the clauses of the sentence that was read open with."""
        for said in self.said:
            if said.head.name and said.head.kind in ("name", "person", "pointed", "group", "list") and not said.part:
                self.counts[said.head.name] = self.counts.pop(said.head.name, 0) + 1  # the last said stands last

    def hear(self, scene: Scene, source: Source) -> None:
        """Who says so: a person whom 他 means later, a firm that speaks of itself."""
        spoken = scene.tokens[source.first : source.after]
        firm = next((t.span for t in reversed(spoken) if isinstance(t.span, Entity) and t.span.type == "ORG"), None)
        person = next((t.text for t in spoken if isinstance(t.span, Entity) and t.span.type == "PER"), "")
        back = next((t.text for t in spoken if t.text in COMPANY), "")
        if source.verb and not (firm and is_media(firm.text)):
            self.speaker = name_of(firm) if firm else self.stands_for(back) if back else self.serves.get(person, person)
            if person:
                self.serves[person] = self.speaker
            named = any(t.kind == "E" for t in spoken)  # 甲国|政府
            self.spoke.append((source, self.speaker or (speaker(scene.text, scene.tokens, source) if named else "")))
        issues = any(t.text in ISSUING for t in spoken[-2:]) or any(t.text.endswith(OWN_REPORTS) for t in spoken)
        for token in spoken:
            if token.kind != "E" or not isinstance(token.span, Entity):
                continue
            entity = token.span
            run = OFFICE_BEHIND.match(scene.text, token.end)
            if place := entity.text if entity.type == "LOC" and run else place_of(name_of(entity)):
                self.office_place = self.said_by = place
            if entity.type == "PER":
                self.person = entity.text
            elif entity.type == "ORG" and issues and name_of(entity) in self.firms:
                self.issuer = self.issuer or name_of(entity)
                self.said_by = self.said_by or name_of(entity)
        if self.said_by and source.verb in ISSUING:
            head = clause_head(scene.text, scene.tokens, source.first, source.after, self.stands_for)
            if head.kind == "list":  # 甲公司和乙公司|宣布
                self.said_by = head.name

    def attribution(self, i: int) -> str:
        """Who says so before token i, in its sentence; the nearest source that names somebody."""
        scene = self.scenes[self.k]
        before = [s for s in self.told if s.after <= i]
        said = (speaker(scene.text, scene.tokens, s) for s in reversed(before))
        return next(filter(None, said), "")

    def head_before(self, begin: int, i: int) -> Head | None:
        """What the clause of token i, which begins at `begin`, opens with before it."""
        begins = self.scenes[self.k].begins
        heard = [s for s in self.said if s.at < i and begins[s.at] == begin]
        return heard[-1].head if heard and heard[-1].head.first < i else None

    def in_full(self, name: str) -> str:
        """The firm of the text whose name begins so, 海桥石油 for 海桥, where there is but one; else the name."""
        longer = {firm for firm in self.firms if firm.startswith(name) and firm != name}
        return longer.pop() if len(longer) == 1 and name not in self.firms else name

    def named_with(self, noun: str) -> str:
        """The name that a clause has opened with and that ends with a noun, 医院 with 海桥市医院, or whose beginning does:
        海桥市医院新院区; empty for none."""
        if not 2 <= len(noun) <= 4:
            return ""
        for name in reversed(self.counts):
            whole = name[: name.rfind(noun) + len(noun)] if noun in name else ""
            if whole and whole != noun and name.isalnum():
                return whole
        return ""

    @property
    def main(self) -> str:
        """Whom at least three clauses of the article so far open with, more than any other; else empty."""
        common = self.counts.most_common(2)
        if not common or common[0][1] < 3 or (len(common) > 1 and common[1][1] == common[0][1]):
            return ""
        return common[0][0]

    def within_source(self, i: int) -> bool:
        """Whether a token only says who says so."""
        return any(source.first <= i < source.after for source in self.told)

    def person_heard(self, scene: Scene, i: int) -> str:
        """The last private person before token i who is a source of the sentence: 上班族李女士说; empty for none."""
        heard = [
            (scene.tokens[s.first].start, scene.tokens[s.after - 1].end) for s in self.told if s.verb and s.after <= i
        ]
        return next((name for where, name in reversed(scene.persons) if any(a <= where < b for a, b in heard)), "")

    def declarer(self, scene: Scene, i: int) -> str:
        """Whom those words of the sentence are of that say what he does himself: the clause behind who says so has no subject.

        甲国政府宣布，|向乙国提供13亿美元援助      => 甲国政府
        甲公司总经理张三表示，|将投资3亿元         => 甲公司
        甲局表示，|全市企业投资3亿元               => none
        """
        source, name = self.spoke[-1] if self.spoke else (None, "")
        if source is None or source.verb not in DECLARING or not source.after <= i:
            return ""
        k = source.after
        while k < i and scene.tokens[k].kind in ("PUNC", "QUOTE"):
            k += 1
        if any(k <= s.at < i and s.head.name for s in self.said):
            return ""
        first = scene.tokens[k]
        acts = first.text in WILLING or (first.kind == "P" and first.text in TOWARDS)
        return name if acts and name else ""

    def person_telling(self, scene: Scene, begin: int, i: int) -> str:
        """The person who tells of an own case: named in the sentence, or pointed at by 他家, 我家."""
        place = scene.tokens[i].start
        heard = [(scene.tokens[s.first].start, scene.tokens[s.after - 1].end) for s in self.told]
        here = [n for where, n in scene.persons if where < place and not any(a <= where < b for a, b in heard)]
        if here:
            return here[-1]
        if not points_at_person(scene.tokens, begin, i):
            return ""
        near = self.scenes[max(0, self.k + 1 - TELLING) : self.k]
        of_paragraph = (s for s in reversed(near) if s.sentence.paragraph == scene.sentence.paragraph)
        told = (name for s in of_paragraph for where, name in reversed(s.persons))
        return next(told, self.person)


DECLARING, WILLING = frozenset(LISTS["declaring"]), frozenset(LISTS["willing"])
TOWARDS = prepositions("towards")


def lasting(head: Head) -> bool:
    """Whether a head stays in force in the sentences after its own: a name does, a group only when it acts, what is pointed
    at when it is of those who own: 该项目, 全行业."""
    if head.kind == "this":
        return head.name.endswith(OWNERS)
    return head.kind in ("name", "list", "person", "pointed") or (head.kind == "group" and head.agent)


@of_own
@lru_cache(maxsize=1 << 13)
def is_firm(name: str) -> bool:
    """Whether an organisation's name is that of a firm, as far as it tells: no office, no medium, no market."""
    return not (is_office(name) or is_media(name) or name in MARKETS)


DEALING_IN = tuple(cues()[2])


def is_part(scene: Scene, head: Head) -> bool:
    """Whether a head only names a part: 其中|甲区|7例; not whom the text turns to: 其中|张先生|告诉记者."""
    return head.kind != "person" and scene.parts_of(scene.tokens[head.first].start) >= 0


def passed_parts(scene: Scene, place: int, here: int) -> bool:
    """Whether the sentence has gone on, before `here`, to what is none of the parts that `place` is among."""
    return scene.parts_of(place) >= 0 and "；" in scene.text[place:here]


MARKETS = frozenset(load("organisations")["listed"]["markets"])


def is_office(name: str) -> bool:
    """Whether a name is that of an authority, a court or an association, not of a firm."""
    return AUTHORITY.search(name) is not None


AUTHORITY = compiled(either("authority") + "$")


@lru_cache(maxsize=1 << 13)
def place_of(office: str) -> str:
    """The place that an office's name begins with: 甲国统计局 => 甲国; empty where it begins with none, or where the office is
    that of a part of it: 甲市乙区公安局."""
    if not OFFICE.search(office):
        return ""
    known = codes()
    place = next((office[:n] for n in range(min(8, len(office) - 2), 1, -1) if office[:n] in known), "")
    return "" if PART.search(office, len(place)) else place


PART = compiled("[市县区州镇乡旗]")
OFFICE_BEHIND = compiled(f"[一-鿿]{{1,8}}?{either('office_behind')}")  # 印度|统计部门
OFFICE = compiled(either("office_of_place") + "$")
