"""The names in force while an article is read: of the sentence, the paragraph, the headline."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.model import Entity
from zhibiao.page import Page
from zhibiao.patterns import compiled
from zhibiao.rows.actors import actor, noun_topic, rule_of
from zhibiao.rows.antecedents import Antecedents
from zhibiao.rows.cues import NATION
from zhibiao.rows.openings import SUBJECT_TYPES, clause_topic
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import clause_starts

QUOTATION = compiled("[“《「]")  # makes an actor a name
TELLING = 6  # sentences that 他 and 我家 look back


class Topics:
    """The names in force at `place`, while an article is read.

    A sentence without a figure is passed, and read only when a later one asks what is in force.
    """

    def __init__(self, page: Page, title: Callable[[], Entity | None]) -> None:
        self.antecedents = Antecedents(page, lambda: self.headline)
        self.title = title  # the owner that the title names, when asked for
        self.sentence = ""  # the sentence's topic
        self.named = ""  # the same, names only
        self.said_at = -1  # where it was said
        self.actor = ""  # the common noun that acts in the clause being read
        self.said = ""  # the paragraph's, but for the sentences passed since
        self.passed: list[Scene] = []
        self.headlines: list[Scene] = []
        self.item: Scene | None = None  # the run-in heading that opened the item being read
        self.carried = ""  # the owner of the last figure before the paragraph, if no heading stands between
        self.opening = ""  # the common noun that opened a sentence of the paragraph last
        self.unopened: list[Scene] = []  # the sentences since

    @property
    def place(self) -> int:
        """Where the reading stands: names after it are not known yet."""
        return self.antecedents.place

    @place.setter
    def place(self, place: int) -> None:
        self.antecedents.place = place

    @property
    def scenes(self) -> list[Scene]:
        """The sentences so far."""
        return self.antecedents.scenes

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for, or empty."""
        return self.antecedents.stands_for(word)

    def enter(self, scene: Scene) -> None:
        """The next sentence of the paragraph."""
        self.scenes.append(scene)
        self.unopened.append(scene)
        self.sentence = self.named = ""

    def enter_paragraph(self, owner: str) -> None:
        """A new paragraph; `owner`: that of the last figure before it."""
        self.said = self.opening = ""
        self.carried = owner
        self.passed = []
        self.unopened = []

    def say(self, name: str, acting: str = "") -> None:
        """A clause opens with this name, with this actor; either may be empty. An actor that the name only begins
        goes before it in the sentence, 海桥市|航运企业; one with a quoted name is a name."""
        self.actor = acting if not name or name in acting or QUOTATION.search(acting) else ""
        if QUOTATION.search(self.actor) and not self.named:
            name = self.actor
        if name:
            self.said = self.named = name
            self.passed = []
        if topic := self.actor or name:
            self.sentence = topic
            self.said_at = self.place

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
                acting = actor(scene.text, scene.tokens, begin)
                named = acting if QUOTATION.search(acting) else ""
                topic = named or clause_topic(scene.text, scene.tokens, begin, self.stands_for) or topic
        return topic

    @property
    def person_here(self) -> str:
        """The person of the sentence who tells of an own case, named since its topic; else empty."""
        told = (name for where, name in reversed(self.scenes[-1].persons) if self.said_at < where < self.place)
        return next(told, "")

    @property
    def person(self) -> str:
        """The person last named in the paragraph, not far back, who tells of an own case; else empty."""
        near = [s for s in self.scenes[-TELLING:] if s.sentence.paragraph == self.scenes[-1].sentence.paragraph]
        told = (name for scene in reversed(near) for where, name in reversed(scene.persons) if where < self.place)
        return next(told, "")

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
            if not clause_topic(scene.text, scene.tokens, begin, self.stands_for):
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
        named = (e for e in scene.page.names(scene.k) if not within_quotes(scene, e))
        owners = [e for e in named if e.type in SUBJECT_TYPES and e.text not in NATION]
        return next((e for e in owners if e.type != "LOC" or e.start == scene.sentence.start), None)


def within_quotes(scene: Scene, entity: Entity) -> bool:
    """Whether a name is but a part of a quoted one: “中国|农机云平台”."""
    return not any(token.kind == "E" and token.start <= entity.start < token.end for token in scene.tokens)
