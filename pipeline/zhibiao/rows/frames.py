"""What a reading of a figure answers (`Frame`) and what it sees (`Context`), with the patterns that readings share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from zhibiao.clauses.cues import CHANGE_VERB, FALL_NOUNS, either
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.spans.directions import FALLING, RISING, direction, manner


class Frame(NamedTuple):
    """How a clause states its figure; a tuple, as the rest that is made for every figure, because it is made faster.

    `head` is the offset (into the left context) where the noun phrase of the indicator ends; `own` is the
    indicator when the frame names it itself; `against` the compared thing as written, `relation` yoy or
    sequential; both empty when the clause names no basis.
    """

    rule: str
    measure: str
    head: int
    sign: int = 1
    own: str = ""
    against: str = ""
    against_at: tuple[int, int] = (-1, -1)
    relation: str = ""
    bare: bool = False
    inherits: bool = False  # the indicator is that of the figure before
    qualifier: str = ""  # said before the compared thing: 接近|去年的两倍, 约|占全国的三分之一
    inside: bool = False  # the cue is the end of a word of the segmenter's: 价格|下降, 沪指|跌


class Context(NamedTuple):
    """A figure with the characters of its clause on both sides.

    A cue that begins inside a word is none: the 列 of 班列 is no verb. `may_begin`: whether one may begin at an offset
    of the text, `left_edge` being that of the left context; without it a cue may begin anywhere.
    """

    quantity: Quantity
    left: str
    right: str
    dated: bool = False  # a time stands between the left context and the figure
    left_edge: int = 0
    may_begin: Callable[[int], bool] | None = None

    def at_word(self, offset: int) -> bool:
        """Whether a cue may begin at this offset of the left context."""
        return offset == len(self.left) or self.may_begin is None or self.may_begin(self.left_edge + offset)

    def word_of(self, begin: int, verb: tuple[int, int]) -> tuple[int, bool]:
        """Where the words that say a direction begin, and whether that is inside a word: at the first place from `begin`
        on where a word begins, up to the core of the verb; the core itself says it whatever the segmenter made of it.

        营收|降5%   沪指跌|3点
        """
        core = verb[0] + manner(self.left[slice(*verb)])
        head = next((k for k in range(begin, core + 1) if self.at_word(k)), -1)
        return (core, True) if head < 0 else (head, False)

    @property
    def percent(self) -> bool:
        return self.quantity.unit == "%" or self.quantity.measure == "share"

    @property
    def points(self) -> bool:
        return self.quantity.unit in ("百分点", "基点")


LEAD_TO = rf"(?:(?:{CHANGE_VERB}|{either('motion')})(?:至|到|为)|{either('link')}|{either('aspect')})*"

Reading = Callable[[Context], Frame | None]

MOVED = compiled(f"{CHANGE_VERB}$")
HIGHER = compiled(
    r"(?:分别|均|还|显著|明显)*(?P<verb>高于|低于|快于|慢于|高出|低出|超出|多于|少于|优于|领先(?!水平|地位|企业|优势|的)|落后(?!地区|的)|跑赢|超过)(?:于)?(?P<what>[^，。；]{2,30}?)(?:约|近)*$"
)


def sign_of(words: str) -> int:
    """-1 when the last word of a direction says decline, else 1: 下滑, 降幅, 回落幅度."""
    last = 1
    for m in SIGN.finditer(words):
        last = -1 if m["noun"] in FALL_NOUNS or (m["verb"] and direction(m["verb"]) < 0) else 1
    return last


SIGN = compiled(rf"(?P<noun>{either('fall_noun', 'growth_noun')})|(?P<verb>{FALLING}|{RISING})")
