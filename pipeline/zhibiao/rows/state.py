"""One figure in its sentence (`Case`, what the four questions of a row are asked about), what it has become (`Draft`), and what is in
force while an article is read forwards (`State`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zhibiao.clauses.bearers import Head
from zhibiao.clauses.phrases import Phrase
from zhibiao.matching import compiled
from zhibiao.model import Period, Quantity, Rejection, Sentence
from zhibiao.rows.frames import Frame
from zhibiao.rows.inherit import dealt_before, timeline
from zhibiao.rows.roles import PRESENT
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import Setting
from zhibiao.rows.subject.context import Context
from zhibiao.rows.timed import Timed, day_mentioned, in_force

LOOKING_BACK = 200  # rows of an endless paragraph


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
    sources: tuple[str, str] = ("", "")  # of the indicator, of the subject, by the names of their functions
    pointers: tuple[tuple[str, str], ...] = ()  # words before it that point at somebody, and at whom: 公司, 该市
    shares: tuple[float, float] = (1.0, 1.0)  # how much speaks for them among all candidates (`weighing/`)
    counted: bool = False  # the noun behind the figure is what is measured: 3个|县
    dealt: str = (
        ""  # "dealt": an item of a list is its own, as 分别 deals them out; "undealt": the list is of another length
    )

    @property
    def stated(self) -> str:
        """How it is stated, as evidence has it: the rule, whether a noun is counted, whether an item is dealt."""
        return "_".join(filter(None, (self.rule, "counted" if self.counted else "", self.dealt)))


@dataclass
class State:
    """What is in force while an article is read, sentence by sentence; updated, never put back."""

    anchor: dt.date | None
    scenes: Sequence[Scene]
    whose: Context
    title_period: Callable[[], tuple[Period | None, str]] = lambda: (None, "")  # the title's, when asked for
    stated: bool = False  # whether the anchor is but the latest day that the text states
    period: Period | None = None  # the paragraph's
    period_text: str = ""
    held: tuple[Period, str] | None = None  # what is in force again where a glance is over
    day: Period | None = None  # the day last mentioned, in whatever part
    series: tuple[Timed, ...] = ()  # the times that the paragraph dealt figures to last
    parts: dict[str, Period] = field(default_factory=dict)  # what 上半年 and the like have meant, by their words
    paragraph: int = -1
    heading: int = -1  # where the last heading begins
    drafts: list[Draft] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def enter(self, k: int) -> Scene:
        """The k-th sentence with its times. A new paragraph forgets the period and the topic of the one before."""
        scene = self.scenes[k]
        if scene.sentence.kind == "headline":
            self.heading = scene.sentence.start
            self.whose.pass_heading(scene, first=not self.drafts)
        if scene.sentence.paragraph != self.paragraph:
            self.paragraph = scene.sentence.paragraph
            self.period, self.period_text, self.series, self.held = None, "", (), None
            if self.anchor is not None and (hour := entry_hour(scene)):
                self.period, self.period_text = Period(self.anchor, self.anchor), hour
            last = self.drafts[-1] if self.drafts else None
            self.whose.enter_paragraph(last.subject if last and last.sentence.start > self.heading else "")
        if scene.marks.times or scene.holds(PRESENT) or (self.series and scene.holds(("分别",))):
            scene.times = tuple(
                timeline(scene.text, scene.tokens, self.anchor, self.lasting, lambda: self.day, self.series, self.parts)
            )
        self.whose.enter(k)
        return scene

    def leave(self, scene: Scene) -> None:
        """The last lasting time of a sentence that has been read is in force after it; of days to come, see `in_force`;
        where it only glances at the month before, no longer than the sentences that go on with that."""
        times = scene.times
        if (day := day_mentioned(times, None)) is not None:
            self.day = day
        self.series = dealt_before(times) or self.series
        last = in_force(times, self.anchor)
        goes_on = GLANCED.match(scene.text, scene.sentence.end) is not None
        if last is not None and self.period and glances(scene, last.period, self.period):
            self.held = (self.period, self.period_text) if goes_on else None
            if goes_on:
                self.period, self.period_text = last.period, last.expr.text
        elif last is not None:
            self.period, self.period_text, self.held = last.period, last.expr.text, None
        elif self.held and not goes_on:
            (self.period, self.period_text), self.held = self.held, None

    def of_paragraph(self) -> Iterator[Draft]:
        """The rows of the paragraph so far, the last first; of an endless one only the last `LOOKING_BACK`."""
        for draft in reversed(self.drafts[-LOOKING_BACK:]):
            if draft.sentence.paragraph != self.paragraph:
                return
            yield draft

    def lasting(self) -> Period | None:
        """The period that 全年, 当月 and the like are of: the one in force, else the title's."""
        return self.period or self.title_period()[0]


def entry_hour(scene: Scene) -> str:
    """The time of day that a paragraph begins with, as the entries of a running report do: 09:51 甲股涨超6%; it is of the
    day of the report."""
    hour = ENTRY.match(scene.text, scene.sentence.start, scene.sentence.end)
    return hour["hour"] if hour else ""


ENTRY = compiled(
    r"[【\[]?(?P<hour>(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9])?)[】\]]?(?![0-9:：]| ?[-—–~～至到起开])"
)

# What a report of several months says of the last of them: 从环比看，7月份下降0.02%。分产业看，….
GLANCE = compiled("(?:但是?|不过，?)?(?:从|按)?(?:月度)?环比(?:来)?[看说]")
# How a sentence goes on with what was glanced at: 其中，食品价格环比下降1.4%.
GLANCED = compiled("其中|[^。\n]{0,40}环比(?!增速)")


def glances(scene: Scene, period: Period | None, in_force: Period) -> bool:
    """Whether the sentence turns aside to compare a part of the period in force with the part before it."""
    return (
        period is not None
        and in_force.begin <= period.begin <= period.finish <= in_force.finish
        and GLANCE.match(scene.text, scene.sentence.start) is not None
    )


# Called before each figure is read: the sentence, the figure's token, the state, the sentence's drafts so far.
Watch = Callable[[Scene, int, State, Sequence[Draft]], None]


if TYPE_CHECKING:
    from zhibiao.rows.state import Draft


class Case(NamedTuple):
    """A figure, token i of its sentence, in its clause (`spot`); how the clause states it (`frame`); the phrase before
    its cue and the noun behind it; the rows of the sentence so far; who is in force. `counted`: whether the noun behind
    is what is measured."""

    scene: Scene
    i: int
    spot: Setting
    frame: Frame
    phrase: Phrase
    noun: str
    sofar: Sequence[Draft]
    context: Context
    counted: bool = False

    @property
    def begin(self) -> int:
        """The token that the clause begins with."""
        return self.spot.begin

    @property
    def quantity(self) -> Quantity:
        return self.spot.context.quantity

    @property
    def until(self) -> int:
        """The token that the phrase begins with."""
        return self.begin + self.phrase.first if self.phrase.first >= 0 else self.i

    @property
    def own(self) -> Head | None:
        """What the figure's own clause opens with."""
        return self.context.head_before(self.begin, self.i)
