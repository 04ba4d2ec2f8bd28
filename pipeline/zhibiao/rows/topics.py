"""The names in force while an article is read: of the sentence, the paragraph, the headline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.page import Page
from zhibiao.rows.actors import actor, noun_topic, rule_of
from zhibiao.rows.antecedents import Antecedents
from zhibiao.rows.headlines import Headlines
from zhibiao.rows.openings import clause_topic
from zhibiao.rows.scene import Scene

QUOTATION = compiled("[“《「]")  # makes an actor a name
TELLING = 6  # sentences that 他 and 我家 look back


class Said:
    """What the clauses of a sentence with figures open with, as far as they have been read (`Topics.here`)."""

    __slots__ = ("acting", "at", "clauses", "named", "scene", "topic", "until")

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.until = -1  # the token that the reading has come to
        self.clauses = 0  # read so far
        self.acting = ""  # the common noun that acts in the last of them
        self.topic = ""  # the sentence's topic
        self.named = ""  # the same, names only
        self.at = -1  # where the topic was said

    def say(self, place: int, name: str, acting: str) -> None:
        """A clause opens with this name, with this actor; either may be empty. An actor that the name only begins
        goes before it in the sentence, 海桥市|航运企业; one with a quoted name is a name."""
        self.acting = acting if not name or name in acting or QUOTATION.search(acting) else ""
        if QUOTATION.search(self.acting) and not self.named:
            name = self.acting
        self.named = name or self.named
        if topic := self.acting or name:
            self.topic, self.at = topic, place


class Topics:
    """The names in force at `place`, while an article is read.

    A clause is read for its topic only when a figure asks what is in force, be it one of its own sentence or of a later
    one; so is a sentence without a figure.
    """

    def __init__(self, page: Page, title: Callable[[], Entity | None]) -> None:
        self.scenes = [Scene(page, k) for k in range(len(page.sentences))]
        self.headlines = Headlines(title)
        self.antecedents = Antecedents(page, self.scenes, self.headlines)
        self.k = 0  # the sentence that is being read
        self.said: Said | None = None  # its topics
        self.paragraph_topic = ""  # the paragraph's, but for the sentences since
        self.since: list[Scene | Said] = []
        self.carried = ""  # the owner of the last figure before the paragraph, if no heading stands between
        self.opening = ""  # the common noun that opened a sentence of the paragraph last
        self.unopened = 0  # the first sentence since

    @property
    def place(self) -> int:
        """Where the reading stands: names after it are not known yet."""
        return self.antecedents.place

    @place.setter
    def place(self, place: int) -> None:
        self.antecedents.place = place

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for, or empty."""
        return self.antecedents.stands_for(word)

    def enter_paragraph(self, first: int, owner: str) -> None:
        """A new paragraph and its first sentence; `owner`: that of the last figure before it."""
        self.paragraph_topic = self.opening = ""
        self.carried = owner
        self.said, self.since = None, []
        self.unopened = first

    def enter(self, k: int, passed: Sequence[Scene]) -> None:
        """The next sentence with figures, and those of its paragraph that have been passed before it."""
        self.k = k
        if self.said is not None:
            self.said.until = len(self.said.scene.tokens)
            self.since.append(self.said)
        self.since += passed
        self.said = Said(self.scenes[k])

    def reach(self, i: int) -> None:
        """A figure of the sentence, which is its token i."""
        assert self.said is not None
        self.said.until = i
        self.place = self.said.scene.tokens[i].start

    @property
    def here(self) -> Said:
        """The topics of the sentence, up to where the reading stands."""
        assert self.said is not None
        return self.read(self.said)

    def read(self, said: Said) -> Said:
        """The topics of a sentence, its clauses up to `until` read."""
        scene, clauses, place = said.scene, said.scene.clauses, self.place
        while said.clauses < len(clauses) and clauses[said.clauses][0] <= said.until:
            i, begin = clauses[said.clauses]
            said.clauses += 1
            self.place = scene.tokens[i].start
            if scene.tokens[i].text == "其中":  # a part of what is spoken of is no topic
                said.say(self.place, "", "")
            else:
                said.say(self.place, self.opens_with(scene, begin), actor(scene, begin))
        self.place = place
        return said

    def opens_with(self, scene: Scene, begin: int) -> str:
        """The name that a clause opens with, or empty."""
        return clause_topic(scene, begin, self.stands_for)

    @property
    def paragraph(self) -> str:
        """The topic that a clause of the paragraph opened with last."""
        if named := self.here.named:
            self.paragraph_topic, self.since = named, []
        place = self.place
        while self.since:
            last = self.since.pop()
            if topic := self.read(last).named if isinstance(last, Said) else self.last_topic(last):
                self.paragraph_topic, self.since = topic, []
        self.place = place
        return self.paragraph_topic

    def last_topic(self, scene: Scene) -> str:
        """The topic that the last clause of a sentence to open with one opens with."""
        for i, begin in reversed(scene.clauses):
            self.place = scene.tokens[i].start
            acting = actor(scene, begin)
            if topic := acting if QUOTATION.search(acting) else self.opens_with(scene, begin):
                return topic
        return ""

    @property
    def person_here(self) -> str:
        """The person of the sentence who tells of an own case, named since its topic; else empty."""
        if not (persons := self.scenes[self.k].persons):
            return ""
        said_at = self.here.at
        return next((name for where, name in reversed(persons) if said_at < where < self.place), "")

    @property
    def person(self) -> str:
        """The person last named in the paragraph, not far back, who tells of an own case; else empty."""
        here = self.scenes[self.k].sentence
        near = self.scenes[max(0, self.k + 1 - TELLING) : self.k + 1]
        of_paragraph = (s for s in reversed(near) if s.sentence.paragraph == here.paragraph)
        told = (name for scene in of_paragraph for where, name in reversed(scene.persons) if where < self.place)
        return next(told, "")

    @property
    def noun(self) -> str:
        """The common noun that opened a sentence of the paragraph last."""
        for scene in self.scenes[self.unopened : self.k + 1]:
            self.opened(scene)
        self.unopened = self.k
        return self.opening

    @property
    def noun_here(self) -> str:
        """The common noun that opened this sentence, or empty."""
        return self.opened(self.scenes[self.k])

    def opened(self, scene: Scene) -> str:
        """The common noun of the sentence's first clause to open with one; a clause to come does not count."""
        place = self.place
        noun = ""
        tokens, seen = scene.tokens, 0
        for begin in dict.fromkeys(scene.begins):
            self.place = tokens[begin].start
            if (
                self.place > place
                or noun
                or any(t.kind == "Q" and rule_of(t) != "indefinite" for t in tokens[seen:begin])
            ):
                break
            seen = max(seen, begin)
            if not self.opens_with(scene, begin):
                noun = noun_topic(scene, begin)
        self.place = place
        if noun and not self.opening.endswith(noun):  # 大赛 after 第三届技能大赛 is the same
            self.opening = noun
        return self.opening if noun else ""

    @property
    def headline(self) -> Entity | None:
        """The owner that the title or a heading names."""
        return self.headlines.owner(self.place)
