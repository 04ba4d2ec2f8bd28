"""What a common noun stands for: 公司 the firm last named, 全市 the city, 大赛 the 第三届技能大赛; and the owner that the title or a
heading names, for figures whose text names none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import itemgetter

from zhibiao.clauses.cues import LISTS, NATION, SUBJECT_TYPES, name_of
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Entity
from zhibiao.naming.places import is_country
from zhibiao.page import Page
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


COMPANY = frozenset(LISTS["company"])
PLACE_WORDS = frozenset("市省县区镇村州岛国")
# A division at the head of an office's name: 河北省|农业农村厅.
DIVISION = {c: compiled(f"[\u4e00-\u9fff]{{1,6}}?{c}(?=.)") for c in PLACE_WORDS}


def country(entity: Entity) -> str:
    """The country that a name is, or that its bearer serves: 尼日尔, 尼日尔|内政部; empty for none."""
    if entity.type == "LOC":
        return name_of(entity) if len(entity.text) > 1 and is_country(entity.text) else ""
    longest = min(LONGEST, len(entity.text) - 2)
    heads = (entity.text[:n] for n in range(longest, 1, -1)) if entity.type == "ORG" else iter(())
    return next((head for head in heads if head in codes() and is_country(head)), "")


LONGEST = 7  # characters of a country's name


def former(text: str, entity: Entity) -> bool:
    """Whether a bracket gives a name that is no longer borne: 甲医院（原|乙医院）."""
    return text[max(0, entity.start - 3) : entity.start].rstrip("名称").endswith(("（原", "(原"))


class Antecedents:
    """The names before `place` that a common noun may stand for, while an article is read."""

    def __init__(self, page: Page, scenes: Sequence[Scene], headlines: Headlines) -> None:
        self.page, self.scenes = page, scenes
        self.headlines = headlines
        self.place = 0
        self.places: dict[str, str] = {}
        self.known: dict[tuple[str, tuple[str, ...]], list[tuple[int, str]]] = {}

    def stands_for(self, word: str) -> str:
        """The name a common noun stands for, or empty: 公司 the company last named, 全市 the city."""
        if word in COMPANY:
            firm = self.latest("ORG", LISTS["firm_end"]) or self.latest("ORG", ())
            return firm or (word if word.endswith("公司") else "")
        last = word[-1]
        if word in ("他", "她"):
            return self.before("person", (), lambda e: name_of(e) if e.type == "PER" else "")
        if word == "该国":
            return self.before("country", (), country)
        if word[0] in "全该我本" and last in PLACE_WORDS:
            return (
                self.latest_place(last)
                or self.latest("LOC", (last,))
                or self.latest_division(last)
                or self.place_to_come(last)
                or (word if word[0] == "全" else "")
            )
        if word == "该":  # a thing, not the place it stands in
            return self.before("thing", (), lambda e: name_of(e) if e.type in ("ORG", "FAC", "BRAND", "EVENT") else "")
        ending = word.lstrip("全该本")

        def longer(e: Entity) -> str:
            return name_of(e) if e.text.endswith(ending) and len(e.text) > len(ending) else ""

        return self.before("any", (ending,), longer)

    def latest(self, kind: str, endings: tuple[str, ...]) -> str:
        """The last entity named of a type, with one of the endings if any are given."""

        def fitting(e: Entity) -> str:
            return name_of(e) if e.type == kind and (not endings or e.text.endswith(endings)) else ""

        if found := self.before(kind, endings, fitting):
            return found
        named = self.headlines.owner(self.place)
        return fitting(named) if named else ""

    def latest_place(self, last: str) -> str:
        """The last place named that is such a division, with its ending or without: 佳木斯 is a 市."""

        def fitting(e: Entity) -> str:
            divided = e.type == "LOC" and (e.text.endswith(last) or e.text + last in codes())
            return name_of(e) if divided else ""

        return self.before("place " + last, (), fitting) if last != "国" else ""

    def latest_division(self, last: str) -> str:
        """The division that the last name with one begins with: 河北省 of 河北省农业农村厅."""

        def division(e: Entity) -> str:
            return m[0] if (m := DIVISION[last].match(e.text)) else ""

        return self.before("division", (last,), division)

    def place_to_come(self, ending: str) -> str:
        """The first place of the article with an ending: a headline says 全市 before the text names the city."""
        if ending not in self.places:
            named = (e for e in self.page.all_names((ending,)) if e.type == "LOC" and e.text.endswith(ending))
            self.places[ending] = next(map(name_of, named), "")
        return self.places[ending]

    def before(self, what: str, strings: tuple[str, ...], reading: Callable[[Entity], str]) -> str:
        """What `reading` makes of the last name before `place` of which it makes anything. With `strings`, only
        sentences that hold one of them are read. The answer before a sentence is kept under `what` and the strings.
        """
        here = bisect_right(self.page.begins, self.place) - 1
        if found := self.last_in(here, strings, reading):
            return found
        steps = self.known.setdefault((what, strings), [(0, "")])
        step = bisect_right(steps, here, key=itemgetter(0))
        known, answer = steps[step - 1]
        if known < here:
            back = (self.last_in(k, strings, reading) for k in range(here - 1, known - 1, -1))
            answer = next(filter(None, back), answer)
            steps.insert(step, (here, answer))
        return answer

    def last_in(self, k: int, strings: tuple[str, ...], reading: Callable[[Entity], str]) -> str:
        """The same in the k-th sentence alone."""
        scene = self.scenes[k]
        if strings and not scene.holds(strings):
            return ""
        near = (e for e in reversed(scene.names()) if e.start < self.place and not former(scene.text, e))
        return next(filter(None, map(reading, near)), "")
