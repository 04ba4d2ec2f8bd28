"""The owner that the title or a heading names, for figures whose text names none."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.clauses.cues import NATION, SUBJECT_TYPES
from zhibiao.model import Entity
from zhibiao.rows.scene import Scene


class Headlines:
    """The title and the headings that have been passed, while an article is read.

    It stands by itself so that those who ask it hold no one who holds them: an article's words and names are freed
    when its last row is made, without waiting for the collector of cycles.
    """

    def __init__(self, title: Callable[[], Entity | None]) -> None:
        self.title = title  # the owner that the title names, when asked for
        self.first: list[Scene] = []  # the headings before all rows
        self.item: Scene | None = None  # the run-in heading that opened the item being read

    def owner(self, place: int) -> Entity | None:
        """The owner that the title names, else that of the item's heading, else the first heading before all rows
        that names one; of headings those that begin up to `place`."""
        if (owner := self.title()) is not None:
            return owner
        if self.item is not None:
            return owner_of(self.item) if self.item.sentence.start <= place else None
        while self.first and owner_of(self.first[0]) is None:
            del self.first[0]
        stands = self.first and self.first[0].sentence.start <= place
        return owner_of(self.first[0]) if stands else None


def owner_of(heading: Scene) -> Entity | None:
    """The name of a heading that its article is about."""
    named = (e for e in heading.page.names(heading.k) if not within_quotes(heading, e))
    owners = [e for e in named if e.type in SUBJECT_TYPES and e.text not in NATION]
    return next((e for e in owners if e.type != "LOC" or e.start == heading.sentence.start), None)


def within_quotes(scene: Scene, entity: Entity) -> bool:
    """Whether a name is but a part of a quoted one: “中国|农机云平台”."""
    return not any(token.kind == "E" and token.start <= entity.start < token.end for token in scene.tokens)
