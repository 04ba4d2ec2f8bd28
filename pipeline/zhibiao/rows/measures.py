"""What kind of figure it is: level, change, share, ratio or rank, its sign, and what it is measured against.

The reader looks at the characters between the clause's beginning (or the figure before) and the figure,
from the right: `…较上年末[提高]2.3个百分点`. `Frame.head` is where the words that say so begin; the
indicator's noun phrase ends there.

    Readings compete in the order of `READINGS`:
        占…比重提升至3%       share before 提升至 (to_level)
        从…增加到5万人        to_level before 增加 (change)
        高于全国增速7.4个百分点 difference before level
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace

import regex

from zhibiao.model import Quantity
from zhibiao.patterns import compiled
from zhibiao.rows.cues import ASPECT, CHANGE_VERB, COMPARE, FALL, FALL_NOUNS, LESS, either, last


@dataclass(frozen=True, slots=True)
class Frame:
    """How a clause states its figure.

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


@dataclass(frozen=True, slots=True)
class Context:
    """A figure with the characters of its clause on both sides."""

    quantity: Quantity
    left: str
    right: str
    dated: bool = False  # a time stands between the left context and the figure
    edges: Container[int] | None = None  # offsets of the left context where a word begins

    @property
    def percent(self) -> bool:
        return self.quantity.unit == "%" or self.quantity.measure == "share"

    @property
    def points(self) -> bool:
        return self.quantity.unit in ("百分点", "基点")


LEAD_TO = rf"(?:(?:{CHANGE_VERB}|{either('motion')})(?:至|到|为)|{either('link')}|{either('aspect')})*"

Reading = Callable[[Context], Frame | None]
READINGS: list[Reading] = []


def reading(function: Reading) -> Reading:
    """Register a reading; the order in the file is the order of competition."""
    READINGS.append(function)
    return function


def read(context: Context, edges: Container[int] | None = None) -> Frame:
    """The first reading that holds; a figure with no cue at all is a bare level.

    `edges`: offsets of the left context where a word begins. A cue that begins inside a word is none: the
    列 of 班列 is no verb.
    """
    return with_basis(next(frame for frame, at_word in contenders(context, edges) if at_word), context)


def contenders(context: Context, edges: Container[int] | None = None) -> Iterator[tuple[Frame, bool]]:
    """Every reading that holds, in the order of competition, and whether its cue begins where a word does."""
    for function in READINGS:
        frame = function(context)
        if frame is not None:
            yield frame, edges is None or frame.head in edges or bool(frame.own)
    yield Frame("bare_level", "level", len(context.left), bare=True), True


# ------------------------------------------------------------------ the readings


@reading
def ranked(c: Context) -> Frame | None:
    """The figure says itself that it is a place in an order: 居全国第3位."""
    if c.quantity.measure != "rank":
        return None
    m = RANKED.search(c.left)
    return Frame("ranked", "rank", m.start() if m else len(c.left))


RANKED = compiled(
    r"(?:稳|跃|位|排|名)?(?:居|列|排名|排在|排|跻身|升至|升到|跃升至|上升至|上升到|保持|晋级|位次|名列|居于)(?:为|在|到|至)?(?:全国|全省|全市|全球|世界|国际|亚洲)?[^，。；]{0,8}$"
)


@reading
def against(c: Context) -> Frame | None:
    """收入比缩小到1.74∶1: the figure says itself that it is one number against another."""
    if c.quantity.rule != "proportion":
        return None
    m = RATIO_NOUN.search(c.left)
    return Frame("against", "ratio", m.end("noun"))


RATIO_NOUN = compiled(rf"(?P<noun>比|比例|比率|比值|配比|)(?:由|从|{LEAD_TO})$")


@reading
def said_change(c: Context) -> Frame | None:
    """The figure says itself that it is a change: 翻一番, 持平, 零增长."""
    if c.quantity.measure != "change":
        return None
    m = BEFORE_CHANGE.search(c.left)
    return Frame("said_change", "change", m.start() if m else len(c.left))


BEFORE_CHANGE = compiled(rf"(?:实现|保持|基本|大体|总体|约|已|再|将|与|和|{ASPECT})*$")


@reading
def share_of(c: Context) -> Frame | None:
    """占…(的)(比重)(达)3%; with 百分点 it is the share that moved."""
    m = SHARE_OF.search(c.left)
    if not m or not (c.percent or c.points or c.quantity.measure == "ratio"):
        return None
    own = "占" + m["what"].removesuffix("分别").removesuffix("已").removesuffix("均") + (m["noun"] or "")
    if c.points:
        return Frame("share_moved", "change", m.start(), sign=sign_of(m["how"] or ""), own=own)
    return Frame(
        "share_of", "share", m.start(), own=own, against=m["what"], against_at=m.span("what"), relation="whole"
    )


SHARE_OF = compiled(
    rf"(?<![抢侵])占(?!比|有率)(?:到|了|据)?(?P<what>[^，。；占]{{0,40}}?)(?:的)?(?P<noun>{either('share_noun')}|比)?"
    rf"(?P<how>{COMPARE}[^，。；]{{1,12}}?{CHANGE_VERB}{ASPECT}|{CHANGE_VERB}{ASPECT}|{LEAD_TO})$"
)


@reading
def share_in(c: Context) -> Frame | None:
    """亚洲|在全球申请总量中的占比达到70.1%: the whole stands before the noun."""
    m = SHARE_IN.search(c.left)
    if not m or not (c.percent or c.quantity.measure == "ratio"):
        return None
    return Frame(
        "share_in",
        "share",
        m.start(),
        own=m["what"] + m["within"] + m["noun"],
        against=m["what"],
        against_at=m.span("what"),
        relation="whole",
    )


SHARE_IN = compiled(
    rf"在(?P<what>[^，。；在]{{2,20}}?)(?P<within>[中里]?的?)(?:所占)?(?P<noun>{either('share_noun')}){LEAD_TO}$"
)


@reading
def share_noun(c: Context) -> Frame | None:
    """…占比近六成, 比重为36.1%; the noun stays in the indicator."""
    m = SHARE_NOUN.search(c.left)
    if not m or not (c.percent or c.quantity.measure == "ratio"):
        return None
    return Frame("share_noun", "share", m.end("noun"))


SHARE_NOUN = compiled(rf"(?P<noun>{either('share_noun')}){LEAD_TO}$")


@reading
def difference(c: Context) -> Frame | None:
    """比X高4.5个百分点, 高于全国增速7.4个百分点: a change against the thing named."""
    m = COMPARATIVE.search(c.left) or (HIGHER.search(c.left) if c.points or c.percent else None)
    if not m or MOVED.search(m["what"]) or (c.percent and m["what"].endswith("的")):
        return None
    sign = -1 if m["verb"][0] in "低少慢短小轻晚弱差落" or m["verb"] in LESS else 1
    return Frame("difference", "change", m.start(), sign=sign, against=m["what"], against_at=m.span("what"))


COMPARATIVE = compiled(
    rf"{COMPARE}(?P<what>[^，。；]{{1,30}}?)(?:分别|均|还|要|整整|都)*(?<![提扩增延加做拉变调升降减缩])(?P<verb>{either('more', 'less')})(?:[打收赚花跑卖产用拿挣省])?(?:出|了|约|近)*$"
)
MOVED = compiled(f"{CHANGE_VERB}$")
HIGHER = compiled(
    r"(?:分别|均|还|显著|明显)*(?P<verb>高于|低于|快于|慢于|高出|低出|超出|多于|少于|优于|领先(?!水平|地位|企业|优势|的)|落后(?!地区|的)|跑赢|超过)(?:于)?(?P<what>[^，。；]{2,30}?)(?:约|近)*$"
)


@reading
def part_of_named(c: Context) -> Frame | None:
    """超过资本净额的10%: a part of the thing named; 增速低于此前预测的1.9%: what the rate is compared with."""
    m = HIGHER.search(c.left) if c.percent else None
    if not m or not m["what"].endswith("的"):
        return None
    if RATE.search(c.left, 0, m.start()):
        return Frame("compared_level", "level", m.start())
    return Frame("part_of_named", "share", m.start(), against=m["what"], against_at=m.span("what"), relation="whole")


RATE = compiled(rf"(?:率|息差|{either('growth_noun', 'fall_noun')})(?:将|会|已|也|仍|还|大幅|明显|略)*$")


@reading
def from_level(c: Context) -> Frame | None:
    """从…的, 由…的 before a figure that another one follows with 至 or 到: where the thing came from."""
    m = FROM_LEVEL.search(c.left)
    if not m or not REACHED.match(c.right) or c.points:
        return None
    return Frame("from_level", "level", m.start())


FROM_LEVEL = compiled(r"(?:将|已|也)*(?:从|由)(?:[^，。；、0-9]{0,8}的)?$")
REACHED = compiled(
    rf"[^。；，]{{0,2}}?(?:{CHANGE_VERB})|[^。；]{{0,6}}?[，,]?[^。；，]{{0,8}}?(?:{CHANGE_VERB}|{either('motion')}|跃|攀|变|调|拓展|突破)+(?:至|到|为|成)"
)


@reading
def compared_level(c: Context) -> Frame | None:
    """低于9月的2.2%: the figure is the level that is compared with, stated for its own time."""
    m = COMPARED_LEVEL.search(c.left)
    if not m or not c.dated or c.points:
        return None
    return Frame("compared_level", "level", m.start(), inherits=True)


COMPARED_LEVEL = compiled(r"(?:大幅|明显|略|均|仍)*(?:低于|高于|好于|优于|强于|弱于|不及|大于|小于|超过)$")


@reading
def to_level(c: Context) -> Frame | None:
    """增至, 提升到, 降为: the figure is where the thing has come to; 增长到9倍 is a ratio."""
    m = TO_LEVEL.search(c.left)
    if not m:
        return None
    measure = "ratio" if c.quantity.unit == "倍" else "level"
    return Frame("to_level", measure, m.start())


TO_LEVEL = compiled(
    rf"(?:{COMPARE}[^，。；]{{1,15}}?)?(?:{CHANGE_VERB}|{either('motion')}|跃|攀)+(?:至|到了|到|为|成|成为)(?:{either('turned')}|{either('aspect')}|目前的?|现在的?|如今的?)*$"
)


@reading
def growth_noun(c: Context) -> Frame | None:
    """增速为4.5%, 降幅达10%: a change of the thing named before the noun; 百分点 moves the noun itself."""
    m = GROWTH_NOUN.search(c.left)
    if not m or not c.percent:
        return None
    sign = -1 if m["noun"] in FALL_NOUNS else 1
    return Frame("growth_noun", "change", m.start(), sign=sign)


GROWTH_NOUN = compiled(rf"(?:(?<![全去今明当次])年)?(?P<noun>{either('growth_noun', 'fall_noun')}){LEAD_TO}$")


@reading
def change_verb(c: Context) -> Frame | None:
    """(同比)增长16.7%, 比上年增加22766个, 提速26%."""
    m = CHANGED.search(c.left)
    if not m:
        return None
    return Frame("change_verb", "change", m.start(), sign=sign_of(m["verb"]))


CHANGED = compiled(
    rf"(?:同比|环比|分别|均|还|也|已|再|又|将|年均|平均|累计|日均|户均|人均|亩均|每亩|每户|实际|名义|大幅|持续|逆势|进一步|首次|约|{either('aspect')})*"
    rf"(?P<verb>{CHANGE_VERB}){ASPECT}$"
)


@reading
def more_by(c: Context) -> Frame | None:
    """周转快了近三成, 成本低了20%: an adjective with 了 before a percentage or a multiple."""
    m = MORE_BY.search(c.left)
    if not m or not (c.percent or c.quantity.unit == "倍"):
        return None
    return Frame("more_by", "change", m.start(), sign=-1 if m["verb"] in LESS else 1)


MORE_BY = compiled(rf"(?:足足|整整|平均)*(?P<verb>{either('more', 'less')})(?:出|上)?了(?:近|约|将近|大约|超过|超)*$")


@reading
def did_more(c: Context) -> Frame | None:
    """每亩多收|120斤, 少花|5.5元, 产量要掉|七百斤: a doing that yields more or less."""
    m = DID_MORE.search(c.left)
    if not m or c.percent:
        return None
    return Frame("did_more", "change", m.start(), sign=-1 if m["less"] else 1)


DID_MORE = compiled(
    rf"(?:(?<![许很太至最减增更不])(?:多|(?P<less>少))(?:{either('doing')})|(?:要|会|得|就)再?(?P<less>掉|减|少))(?:出|了|{ASPECT})*$"
)


@reading
def changed_object(c: Context) -> Frame | None:
    """压缩时间3天以上, 节省费用149元: verb, thing, figure."""
    m = CHANGED_OBJECT.search(c.left)
    if (
        not m
        or m["object"][0] in "了至到为的后前以速率幅值量产收"
        or regex.search(r"[达为至到是的超过有]$", m["object"])
    ):
        return None
    return Frame(
        "changed_object",
        "change",
        m.start(),
        sign=sign_of(m["verb"]),
        own=m["object"],
    )


OBJECT_VERBS = "压缩|缩短|节省|节约|降低|减少|压减|精简|削减|提高|提升|增加|延长|缩减|增收|减免"
CHANGED_OBJECT = compiled(rf"(?P<verb>{OBJECT_VERBS})(?P<object>[^，。；、0-9]{{2,8}})$")


@reading
def growth_after(c: Context) -> Frame | None:
    """16.7%的增长, 两位数增长: the growth is said after the figure."""
    m = GROWTH_AFTER.match(c.right)
    if not m or not (c.percent or c.quantity.unit == "倍"):
        return None
    held = HELD.search(c.left)
    return Frame("growth_after", "change", held.start() if held else len(c.left), sign=sign_of(m["noun"]))


HELD = compiled("(?:实现|保持|呈现|取得|维持|录得|达到|有)了?$")


GROWTH_AFTER = compiled(
    rf"的?(?:同比|环比|年均|平均|较快|高|中高速)*(?:速度|幅度)?(?P<noun>{either('growth_noun', 'fall_noun')}|(?:快速|较快)?(?:增长|下降|上涨|下跌|提升|下滑))(?!的|率|额|点|至|到|[0-9])"
)


@reading
def times_of(c: Context) -> Frame | None:
    """是2020年的2.3倍, 相当于全国平均水平的1.5倍: a ratio against the thing named."""
    if c.quantity.unit != "倍" and c.quantity.measure != "ratio":
        return None
    m = TIMES_OF.search(c.left)
    if not m:
        return Frame("times", "ratio", len(c.left)) if c.quantity.measure == "ratio" else None
    return Frame("times_of", "ratio", m.start(), against=m["what"], against_at=m.span("what"))


TIMES_OF = compiled(r"(?:是|为|达|达到|达到了|相当于|约为|约是|超过|高达|接近)(?P<what>[^，。；]{1,20}?)的?(?:约|近)?$")


@reading
def part_counted(c: Context) -> Frame | None:
    """超七成的进口货物量, 30%的企业: a share of what stands after it."""
    if not c.percent or not PART_COUNTED.match(c.right) or LINKED_NOUN.search(c.left):
        return None
    return Frame("part_counted", "share", len(c.left), bare=True)


PART_COUNTED = compiled(r"的(?!速度|幅度|增)[^，。；]{1,12}")
LINKED_NOUN = compiled(rf"[率额量价值]{either('link')}+$|[率度]$")


@reading
def linked_level(c: Context) -> Frame | None:
    """出口额达4718亿元, 失业率为5.1%: a noun phrase joined to its figure."""
    m = LINKED.search(c.left)
    if not m:
        return None
    starts = (k for k in range(m.start(), m.end()) if c.edges is None or k in c.edges)
    head = next((k for k in starts if LINKED.match(c.left, k)), m.start())  # 产能|达, not 产|能达
    if c.points and not MOVED.search(c.left[:head]):
        return None
    return Frame("linked_level", "level", head)


LINKED = compiled(f"(?:{either('link')}|{either('aspect')})+$")


@reading
def moved_points(c: Context) -> Frame | None:
    """Percentage points without a verb beside them: a change whose sign the clause's verb gives."""
    if not c.points:
        return None
    verbs = regex.findall(CHANGE_VERB, c.left) or regex.findall(CHANGE_VERB, c.right)
    return Frame("moved_points", "change", len(c.left), sign=sign_of(verbs[-1] if verbs else ""))


# ------------------------------------------------------------------ sign and basis


def sign_of(words: str) -> int:
    """-1 when the last change word says decline, else 1."""
    found = list(SIGN.findall(words))
    return -1 if found and (found[-1] in FALL or found[-1] in FALL_NOUNS or found[-1] == "递减") else 1


SIGN = compiled(f"{either('rise', 'fall', 'fall_noun', 'growth_noun')}|递减")


def with_basis(frame: Frame, c: Context) -> Frame:
    """The frame with the basis that its own clause states before the verb, if any."""
    if frame.measure not in ("change", "ratio") or frame.against or frame.rule == "against":
        return frame
    said = c.left
    if frame.rule == "said_change" and (m := WITH.search(said)):  # 与去年同期|持平
        return replace(frame, head=min(frame.head, m.start()), against=m["what"], against_at=m.span("what"))
    if regex.search(r"年均|平均每年|复合", said[max(0, frame.head - 6) :] or "") or c.right.startswith("的年均"):
        return replace(frame, relation="none")
    if m := last(COMPARED, said):
        head = min(frame.head, m.start()) if frame.rule not in ("changed_object",) else frame.head
        return replace(frame, head=head, against=m["what"], against_at=m.span("what"))
    near = said + c.right[:8]
    if m := last(YEAR_ON_YEAR, near):
        head = min(frame.head, m.start()) if m.start() >= frame.head - 14 else frame.head
        return replace(frame, relation="yoy", head=head if frame.rule != "growth_after" else frame.head)
    if m := last(SEQUENTIAL, near):
        return replace(frame, relation="sequential", head=min(frame.head, m.start()))
    return frame


WITH = compiled(
    "(?:与|和|同(?!比)|跟|较|(?<![同环占])比)(?P<what>[^，。；与和同跟]{1,12}?)(?:基本|大体|总体|大致|保持)*$"
)
COMPARED = compiled(
    rf"{COMPARE}(?P<what>[^，。；]{{1,24}}?)(?:相比)?(?:分别|均|还|再|又|也|都|有所|同样|实际|约|净|大幅|{either('aspect')})*(?:{CHANGE_VERB}|翻|持平|$)"
)
YEAR_ON_YEAR = compiled("同比")
SEQUENTIAL = compiled("环比")
