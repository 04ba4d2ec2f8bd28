"""What a figure has become (`Draft`), and what is in force while an article is read (`State`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from zhibiao.model import Period, Quantity, Rejection, Sentence
from zhibiao.rows.inherit import Timed, day_mentioned, timeline
from zhibiao.rows.scene import Scene
from zhibiao.rows.topics import Topics


@dataclass(frozen=True, slots=True)
class Draft:
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


@dataclass
class State:
    """What is in force while an article is read; the one mutable thing in the room."""

    anchor: dt.date | None
    topics: Topics
    title_period: Callable[[], tuple[Period | None, str]] = lambda: (None, "")  # the title's, when asked for
    period: Period | None = None
    period_text: str = ""
    recent: Period | None = None  # the day last mentioned, in whatever part
    paragraph: int = -1
    heading: int = -1  # where the last heading begins
    passed: list[Scene] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def enter(self, scene: Scene) -> None:
        """A new paragraph forgets the period and the topic of the one before."""
        if scene.sentence.paragraph != self.paragraph:
            self.paragraph = scene.sentence.paragraph
            self.period, self.period_text = None, ""
            self.passed = []
            named = (d for d in reversed(self.drafts) if "subject:noun" not in d.inherited)
            last = next(named, None)
            self.topics.enter_paragraph(last.subject if last and last.sentence.start > self.heading else "")
        self.topics.enter(scene)
        if scene.sentence.kind == "headline":
            self.heading, self.topics.carried = scene.sentence.start, ""
        if scene.opens_item:
            self.topics.item = scene
        elif scene.sentence.kind == "headline" and not self.drafts:
            self.topics.headlines.append(scene)

    def of_paragraph(self) -> Iterator[Draft]:
        """The rows of the paragraph so far, the last first; of an endless one only the last `LOOKING_BACK`."""
        for draft in reversed(self.drafts[-LOOKING_BACK:]):
            if draft.sentence.paragraph != self.paragraph:
                return
            yield draft

    @property
    def context(self) -> Period | None:
        """The period that 全年, 当月 and the like are of: the one in force, else the title's."""
        return self.period or self.title_period()[0]

    def pass_by(self, scene: Scene) -> None:
        """A sentence without a figure matters only to a later one of its paragraph."""
        self.passed.append(scene)
        self.topics.passed.append(scene)

    def catch_up(self) -> None:
        """Read the times of the sentences passed."""
        for scene in self.passed:
            if scene.marks.times:
                self.leave(*timeline(scene.text, scene.outline, self.anchor, self.context, self.recent))
        self.passed = []

    def leave(self, times: Sequence[Timed], context: Period | None) -> None:
        """The last lasting time of a sentence is in force after it."""
        self.recent = day_mentioned(times, self.recent)
        lasting = [t for t in times if t.lasting]
        if lasting:
            self.period, self.period_text = lasting[-1].period, lasting[-1].expr.text


# Called before each figure is read: the sentence, the figure's token, the state, the sentence's drafts so far.
Watch = Callable[[Scene, int, State, Sequence[Draft]], None]
