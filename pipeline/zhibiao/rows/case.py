"""One figure in its sentence: what the four questions of a row are asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from zhibiao.clauses.bearers import Head
from zhibiao.clauses.phrases import Phrase
from zhibiao.model import Quantity
from zhibiao.rows.frames import Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.setting import Setting
from zhibiao.rows.subject.context import Context

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
