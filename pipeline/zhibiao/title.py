"""An article's title, as far as figures ask for it: the owner it names and the time it states."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from zhibiao.clauses.tokens import tokenise
from zhibiao.model import Entity, Marks, Period, Sentence, Word
from zhibiao.naming import find, joined
from zhibiao.rows.inherit import timeline
from zhibiao.script import simplified
from zhibiao.spans.marks import mark
from zhibiao.times.clock import nothing
from zhibiao.words import cut


class Title:
    """A title in simplified script; its marks and words are found once, when first asked for."""

    def __init__(self, title: str) -> None:
        self.text = simplified(title)

    @cached_property
    def marks(self) -> Marks:
        return mark(self.text)

    @cached_property
    def words(self) -> list[Word]:
        return cut(self.text, self.marks)

    @cached_property
    def owner(self) -> Entity | None:
        """The name in the title that owns figures whose text names no owner."""
        if not self.text:
            return None
        entities = joined(self.text, find(self.text, self.words, self.marks))
        return next((e for e in entities if e.type in ("ORG", "LOC", "FAC", "BRAND")), None)

    def period(self, anchor: dt.date | None) -> tuple[Period | None, str]:
        """The first time that the title states, for figures whose paragraph states none, and its words; not where it
        is to come, wholly or in part: 今年将新建…."""
        if not self.marks.times:
            return None, ""
        whole = Sentence(0, len(self.text), 0, "headline")
        tokens = tokenise(self.text, whole, self.words, self.marks, ())
        times = timeline(self.text, tokens, anchor, nothing, nothing)
        said = next(((t.period, t.expr.text) for t in times if t.lasting and t.period), (None, ""))
        return said if said[0] is None or anchor is None or said[0].finish <= anchor else (None, "")
