"""Who is in force while an article is read forwards: of the sentence, the paragraph, the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from zhibiao.clauses.heads import Head, clause_head
from zhibiao.clauses.sources import ISSUING, Source, sources
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.page import Page
from zhibiao.rows.antecedents import Antecedents, name_of
from zhibiao.rows.headlines import Headlines
from zhibiao.rows.persons import points_at_person
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import MEDIA_NAMES

TELLING = 6  # sentences that 他 and 我家 look back


class Said(NamedTuple):
    """The head of a clause: where the clause begins, what it opens with."""

    at: int  # token index where the clause's own content begins
    head: Head
    part: bool = False  # 其中: a part of what is spoken of


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
        self.counts: Counter[str] = Counter()

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for where the reading stands, or empty."""
        return self.antecedents.stands_for(word)

    def enter_paragraph(self, owner: str) -> None:
        """A new paragraph; `owner`: that of the last figure before it."""
        self.paragraph, self.said = None, []
        self.carried = owner

    def enter(self, k: int) -> None:
        """The next sentence: its sources, and what its clauses open with."""
        if self.said:
            named = [s.head for s in self.said if s.head.name and not s.part and not s.head.event and s.head.kind in ("name", "list", "person", "pointed", "group")]
            if named:
                self.paragraph = named[-1]
        self.k = k
        scene = self.scenes[k]
        if scene.sentence.kind == "headline":
            self.paragraph, self.carried = None, ""
        for said in self.said:
            if said.head.kind in ("name", "group", "list") and not said.part:
                self.counts[said.head.name] += 1
        tokens = scene.tokens
        self.said_by = ""
        self.told = sources(scene.text, tokens, scene.begins)
        self.said = []
        opens = dict.fromkeys(scene.begins)
        opens |= dict.fromkeys(s.after for s in self.told if not s.verb)
        for begin in sorted(opens):
            at = begin
            if any(not s.verb and begin < s.after for s in self.told):
                continue
            for source in self.told:
                if source.first <= begin < source.after or source.first == begin:
                    at = source.after
                    self.hear(scene, source)
            finish = scene.finishes[begin] if begin < len(tokens) else begin
            if at >= finish:
                continue
            self.antecedents.place = tokens[at].start
            head = clause_head(scene.text, tokens, at, finish, self.stands_for)
            self.said.append(Said(at, head, any(t.text == "其中" for t in tokens[at : head.first + 1])))

    def hear(self, scene: Scene, source: Source) -> None:
        """Who says so: a person whom 他 means later, a firm that speaks of itself."""
        for token in scene.tokens[source.first : source.after]:
            if token.kind != "E" or not isinstance(token.span, Entity):
                continue
            entity = token.span
            if place := place_of(name_of(entity)):
                self.office_place = self.said_by = place
            if entity.type == "PER":
                self.person = entity.text
            elif entity.type == "ORG" and not self.issuer and entity.text not in MEDIA_NAMES:
                self.issuer = name_of(entity) if source.verb in ISSUING else ""
                self.said_by = self.said_by or self.issuer

    def head_before(self, begin: int, i: int) -> Head | None:
        """What the clause of token i, which begins at `begin`, opens with before it."""
        heard = [s for s in self.said if begin <= s.at < i]
        return heard[-1].head if heard and heard[-1].head.first < i else None

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

    def person_telling(self, scene: Scene, begin: int, i: int) -> str:
        """The person who tells of an own case: named in the sentence, or pointed at by 他家, 我家."""
        place = scene.tokens[i].start
        here = [name for where, name in scene.persons if where < place]
        if here:
            return here[-1]
        if not points_at_person(scene.tokens, begin, i):
            return ""
        near = self.scenes[max(0, self.k + 1 - TELLING) : self.k]
        of_paragraph = (s for s in reversed(near) if s.sentence.paragraph == scene.sentence.paragraph)
        told = (name for s in of_paragraph for where, name in reversed(s.persons))
        return next(told, self.person)


def place_of(office: str) -> str:
    """The place that an office's name begins with: 甲国统计局 => 甲国; empty where it begins with none."""
    if not OFFICE.search(office):
        return ""
    known = codes()
    return next((office[:n] for n in range(min(8, len(office) - 2), 1, -1) if office[:n] in known), "")


OFFICE = compiled("(?:局|部|委|厅|署|院|办|海关|中心|央行|银行|政府|委员会)$")
