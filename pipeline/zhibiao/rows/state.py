"""What a figure has become (`Draft`), and what is in force while an article is read (`State`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from zhibiao.model import Period, Quantity, Rejection, Sentence
from zhibiao.rows.inherit import Timed, day_mentioned, in_force, timeline
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import Token
from zhibiao.rows.topics import Topics


class Draft(NamedTuple):
    """A row before its offsets are translated: all that the sentence and its context say of one figure."""

    quantity: Quantity
    sentence: Sentence
    clause: tuple[int, int]
    rule: str
    measure: str
    value: Decimal
    value_to: Decimal | None = None
    indicator: str = ""
    subject: str = ""
    basis: str = ""
    modality: str = "actual"
    attribution: str = ""
    period: Period | None = None
    period_text: str = ""
    part_of: int = -1  # start of the whole's quantity
    same_as: int = -1
    inherited: tuple[str, ...] = ()


LOOKING_BACK = 200
Lasting = tuple[Period | None, str]  # the period in force and its words


@dataclass
class State:
    """What is in force while an article is read; the one mutable thing in the room.

    Sentences without a figure are passed, and their times read only when what is in force after them is asked for.
    """

    anchor: dt.date | None
    topics: Topics
    title_period: Callable[[], tuple[Period | None, str]] = lambda: (None, "")  # the title's, when asked for
    lasting: Lasting = (None, "")  # the paragraph's, but for the sentences passed since
    passed: list[Scene] = field(default_factory=list)
    day: Period | None = None  # the day last mentioned, in whatever part, but for the sentences passed since
    unheard: list[tuple[Lasting, list[Scene]]] = field(default_factory=list)  # those before, with what was in force
    last: int = -1  # the sentence with figures that was read last
    paragraph: int = -1
    heading: int = -1  # where the last heading begins
    headings: int = 0  # how many have been passed
    drafts: list[Draft] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def enter(self, k: int) -> Scene:
        """The k-th sentence, the next one with figures, with its times. A new paragraph forgets the period and the topic
        of the one before."""
        scenes = self.topics.scenes
        scene, page = scenes[k], scenes[k].page
        first = k
        while first - 1 > self.last and page.sentences[first - 1].paragraph == scene.sentence.paragraph:
            first -= 1
        self.pass_headings(page.headings, k)
        if scene.sentence.paragraph != self.paragraph:
            self.enter_paragraph(scene.sentence.paragraph, first)
        self.passed += [scenes[at] for at in range(first, k) if at in page.timed]
        self.topics.enter(k, scenes[first:k])
        self.last = k
        if scene.marks.times:
            scene.times = tuple(self.timeline(scene, scene.tokens))
        return scene

    def enter_paragraph(self, paragraph: int, first: int) -> None:
        """A new paragraph, and its first sentence."""
        self.paragraph = paragraph
        self.forget()
        self.lasting = None, ""
        named = (d for d in reversed(self.drafts) if "subject:noun" not in d.inherited)
        last = next(named, None)
        self.topics.enter_paragraph(first, last.subject if last and last.sentence.start > self.heading else "")

    def pass_headings(self, headings: Sequence[int], k: int) -> None:
        """The headings up to the k-th sentence."""
        while self.headings < len(headings) and headings[self.headings] <= k:
            heading = self.topics.scenes[headings[self.headings]]
            self.headings += 1
            self.heading, self.topics.carried = heading.sentence.start, ""
            if heading.opens_item:
                self.topics.headlines.item = heading
            elif not self.drafts:
                self.topics.headlines.first.append(heading)

    def of_paragraph(self) -> Iterator[Draft]:
        """The rows of the paragraph so far, the last first; of an endless one only the last `LOOKING_BACK`."""
        for draft in reversed(self.drafts[-LOOKING_BACK:]):
            if draft.sentence.paragraph != self.paragraph:
                return
            yield draft

    @property
    def period(self) -> Period | None:
        """The period in force in the paragraph."""
        self.catch_up()
        return self.lasting[0]

    @property
    def period_text(self) -> str:
        """The words of the period in force."""
        self.catch_up()
        return self.lasting[1]

    def context(self) -> Period | None:
        """The period that 全年, 当月 and the like are of: the one in force, else the title's."""
        return self.period or self.title_period()[0]

    def recent(self) -> Period | None:
        """The day last mentioned, in whatever part."""
        self.catch_up()
        unheard, self.unheard = self.unheard, []
        lasting = self.lasting
        for self.lasting, scenes in unheard:
            self.read(scenes)
        self.lasting = lasting
        return self.day

    def timeline(self, scene: Scene, tokens: Sequence[Token]) -> list[Timed]:
        """The times of a sentence."""
        return timeline(scene.text, tokens, self.anchor, self.context, self.recent)

    def catch_up(self) -> None:
        """Read the times of the sentences passed in the paragraph."""
        passed, self.passed = self.passed, []
        self.read(passed)

    def read(self, passed: Sequence[Scene]) -> None:
        """Read the times of sentences passed."""
        for scene in passed:
            self.hear(self.timeline(scene, scene.outline))

    def leave(self, times: Sequence[Timed]) -> None:
        """The times of a sentence with figures, which has been read."""
        if times and self.passed:
            if any(t.lasting for t in times):
                self.forget()
            else:
                self.catch_up()
        self.hear(times)

    def hear(self, times: Sequence[Timed]) -> None:
        """The last lasting time of a sentence is in force after it; of days to come, see `in_force`."""
        if (day := day_mentioned(times, None)) is not None:
            self.day, self.unheard = day, []
        if (last := in_force(times, self.anchor)) is not None:
            self.lasting = last.period, last.expr.text

    def forget(self) -> None:
        """The sentences passed say nothing of the period in force any more; they may say which day was mentioned last."""
        if self.passed:
            self.unheard.append((self.lasting, self.passed))
            self.passed = []


# Called before each figure is read: the sentence, the figure's token, the state, the sentence's drafts so far.
Watch = Callable[[Scene, int, State, Sequence[Draft]], None]
