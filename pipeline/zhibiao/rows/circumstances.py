"""What else a clause says of its figure: the period, the basis, the modality, the source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from zhibiao.clauses.cues import either, last
from zhibiao.clauses.runs import tidy
from zhibiao.clauses.tokens import Token
from zhibiao.matching import compiled
from zhibiao.model import Period, Quantity
from zhibiao.rows.comparing import compared
from zhibiao.rows.frames import Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft, State
from zhibiao.rows.timed import Timed
from zhibiao.times import relation, relation_said


def period_of(
    timed: Timed | None, state: State, modality: str, scene: Scene, quantity: Quantity
) -> tuple[Period | None, str]:
    """The period of a figure of the text: its own time, else the paragraph's; a norm or a specification inherits none."""
    if timed is not None and not (modality == "norm" and rolling(timed, scene)):
        return timed.period, timed.expr.text
    if modality == "norm":
        return None, ""
    said: tuple[Period | None, str] = state.period, state.period_text
    if state.period is None:  # behind a stretch without a beginning the title's is not asked for either
        said = (None, "") if state.period_text else state.title_period()
        if said[0] is not None and said[0].begin == said[0].finish and not of_market(scene):
            return None, ""  # the day in a title is that of the piece (8月4日), but of 伦敦股市30日上涨
    if said[0] is None or specified(scene.text, quantity) or announced_since(scene, said[0], quantity):
        return None, ""
    if modality == "target" and over(said[0], state.anchor):
        return None, ""
    if modality == "actual" and awaited(said[0], state.anchor):
        return None, ""
    return (None, "") if habitual(scene, quantity) else said


def habitual(scene: Scene, quantity: Quantity) -> bool:
    """Whether the figure's clause tells what is done over and over, at no time: 每天可以赚|150元, 每年施入|4方; not what so
    many that it has counted do: 8万个助餐点每天服务|300万人."""
    return HABIT.search(scene.text[scene.sentence.start : quantity.start]) is not None


HABIT = compiled(
    "(?:^|[，。；：“”])[^，。；：“”0-9]*每(?:年|天|日|周|月|个月|个?季度?|逢|次|满)(?!报|经)[^，。；：“”]*$"
)


def over(period: Period, anchor: dt.date | None) -> bool:
    """Whether a period is none of what is planned: a day, or one that is past."""
    return period.begin == period.finish or (anchor is not None and not period.open and period.finish < anchor)


def awaited(period: Period, anchor: dt.date | None) -> bool:
    """Whether a period is none of what is so: it is to come. The years that a plan is for (到2030年) go on over its figures."""
    years = (period.finish - period.begin).days >= A_YEAR and not period.open
    return anchor is not None and period.begin > anchor and not years


A_YEAR = 364


def specified(text: str, quantity: Quantity) -> bool:
    """Whether a figure is a property that a thing has at any time or ought to have: 峰值扭矩|150Nm, 质保|一年, 搭载|4500mAh|
    电池, 排量应小于|1.8L."""
    near = text[max(0, quantity.start - 16) : quantity.start]
    owned = PROPERTY.search(near) is not None or PROPERTY_AFTER.match(text, quantity.end) is not None
    sized = quantity.dimension in ("length", "mass") and SIZE.search(near) is not None
    return owned or sized or OUGHT.search(near) is not None


# What a data sheet or an offer lists; sizes of what is built, sold or stocked change from day to day and are not among them.
PROPERTY = compiled(
    f"(?:最[大高]功率|续航(?:里程)?|质保期?|保修期?|[前后主]摄|{either('device')})(?:[^，。；、0-9]{{0,3}}(?:为|达到?|约|是|高达|可达|超过?|仅|:|：))?[ \u3000“（(]*$"
)
# How long or heavy one thing is; not what lies or has fallen (雪深, 水深), nor what many weigh together.
SIZE = compiled(
    f"(?:(?<![增延加生拉成提升水雪冰土共])(?:[长宽高深厚重](?=[^，。；、0-9])|[长宽高深厚]度|[自净单]重)|[全总]长|{either('size')})"
    "(?:约|略|近|仅|可|达|到|为|是|于|超|过|：)*$"
    "|(?<![增延加生拉成提升水雪冰土共])[长宽高深厚重]$"
)
OUGHT = compiled("(?<![供响适相效反回对感])[应须](?:达到|小于|大于|低于|高于|控制在)[^，。；0-9]{0,4}$")
PROPERTY_AFTER = compiled(
    f"[ \u3000]*(?:[^，。；0-9]{{0,4}}(?:{either('device_behind')}|电池(?![^，。；]{{0,4}}[量额产销])))"
)


def announced_since(scene: Scene, period: Period, quantity: Quantity) -> bool:
    """Whether the sentence tells what was announced on another day than the one in force, which is then not the figure's:
    20日零时起，…。甲国政府19日宣布，提供13亿美元."""
    if period.begin != period.finish:
        return False
    told = (t for t in scene.times if t.start < quantity.start and not (t.lasting or t.governs or t.figures))
    return any(
        t.expr.kind in DAY
        and t.period is not None
        and period.begin not in (t.period.begin, t.period.finish)
        and ANNOUNCING.match(scene.text, t.end) is not None
        for t in told
    )


ANNOUNCING = compiled("[^，。；]{0,20}?" + either("event"))
DAY = frozenset({"day", "named_day", "week"})
EACH = compiled("(?:每|单个|单家|同一)[^，。；]{0,8}$|对$")


def rolling(timed: Timed, scene: Scene) -> bool:
    """Whether the time moves with whom a rule meets: 每家企业全年补助不超过30万元, 对上年度产值500万元以下的企业."""
    said = timed.expr.parts[0] if timed.expr.kind == "year" else None
    if timed.expr.kind == "anniversary" or (isinstance(said, tuple) and said[0] == "before"):
        return True  # 缴费满12个月的企业, 按其上年度缴费的60%返还
    if isinstance(said, tuple) and said[0] == "rel" and scene.ruled and said[1] < 0:
        return True  # 规定…企业上一年度营业额超过100亿元
    relative = isinstance(said, tuple) and said[0] in ("ctx", "that")
    return relative and EACH.search(scene.text, max(0, timed.start - 12), timed.start) is not None


def basis_of(
    frame: Frame,
    scene: Scene,
    left_edge: int,
    sofar: Sequence[Draft],
    state: State,
    quantity: Quantity,
    period: Period | None,
) -> str:
    """What a change or ratio is measured against; for a share, the whole as written."""
    if frame.relation == "whole":
        return tidy(frame.against)
    if frame.measure not in ("change", "ratio") or frame.relation == "none" or frame.rule == "against":
        return ""
    if frame.relation:
        return frame.relation
    if frame.against:
        begin, end = left_edge + frame.against_at[0], left_edge + frame.against_at[1]
        inside = [t for t in scene.times if begin <= t.start < end]
        if inside and not (frame.measure == "ratio" and frame.against.endswith("全年")):  # 达到|去年全年|的70%
            said = relation(inside[-1].expr, None, state.anchor)
            if (
                said
                and not EXTREME.search(frame.against)
                and not (frame.measure == "ratio" and OWNED.match(scene.text, inside[-1].end, end))
            ):
                return said
        return (frame.measure == "change" and relation_said(frame.against)) or tidy(frame.against)
    if said := came_from(sofar, scene, left_edge, state):
        return said
    if said := beside_compared(sofar, scene, left_edge, state):
        return said
    if said := phrase_basis(scene, left_edge, state):
        return said
    if said := seen_from(scene, left_edge):
        return said
    if frame.measure != "change" or quantity.rule == "folds" or quantity.unit not in RELATIVE:
        return ""
    near = scene.text[max(scene.sentence.start, left_edge) : quantity.start]
    if market_move(near, scene, quantity):
        return next((d.basis for d in reversed(sofar) if d.measure == "change" and d.basis == "sequential"), "")
    if said := gone_over(sofar, scene, left_edge):
        return said
    if said := carried_on(sofar, scene, quantity) or of_same_move(sofar, scene, quantity):
        return said
    place = scene.sentence.start if EFFECT.search(near) else -1  # 时效提升10% is what was done, not 同比
    changes = [d for d in state.of_paragraph() if d.measure == "change" and d.quantity.start > place]
    return of_paragraph(changes, sofar, period, scene)


def seen_from(scene: Scene, left_edge: int) -> str:
    """How the sentence says it looks at what moved: 从环比看，10月份|下降0.02%."""
    m = SEEN.match(scene.text, scene.sentence.start, left_edge + 1)
    return ("sequential" if m["how"] == "环" else "yoy") if m else ""


SEEN = compiled("(?:但是?|不过，?)?(?:从|按)?(?:月度|季度)?(?P<how>[环同])比(?:来)?看[，,]")


def gone_over(sofar: Sequence[Draft], scene: Scene, left_edge: int) -> str:
    """What the clause just before, which has no figure, says the move is measured against: 同比由升转降，下降|0.2%."""
    begin = sofar[-1].quantity.end if sofar else scene.sentence.start
    m = REVERSED.search(scene.text, begin, left_edge)
    return ("sequential" if m["how"] == "环" else "yoy") if m else ""


REVERSED = compiled("(?P<how>[环同])比[^，。；0-9]{0,4}由[^，。；0-9]{1,6}[转变]为?[^，。；0-9]{1,6}，$")


def of_same_move(sofar: Sequence[Draft], scene: Scene, quantity: Quantity) -> str:
    """What the change just before is measured against, where this says the same move again: 环比减少6.6万个，减幅为|7.78%."""
    if not sofar or sofar[-1].measure != "change":
        return ""
    return sofar[-1].basis if MOVE.fullmatch(scene.text, sofar[-1].quantity.end, quantity.start) else ""


MOVE = compiled("[，,（(]?(?:增|减|降|涨|跌|升)幅[^，。；0-9]{0,5}")


def part_of_last(changes: Sequence[Draft], scene: Scene) -> bool:
    """Whether the sentence goes on with parts of what the sentence before told of last: …同比上涨0.1%。|其中|，食品价格…."""
    begins = scene.text.startswith("其中", scene.sentence.start)
    return begins and scene.text[changes[0].quantity.end : scene.sentence.start].strip("。；，”） \u3000\n") == ""


def of_paragraph(changes: Sequence[Draft], sofar: Sequence[Draft], period: Period | None, scene: Scene) -> str:
    """yoy or sequential, as the changes of the paragraph so far are measured. Where some are the one and some the other:
    as the sentence's last, else yoy for several months together, else neither; parts are measured as their whole. How a
    growth itself moved (快0.4个百分点) does not tell."""
    stated = [d for d in changes if d.basis in ("yoy", "sequential")]
    if stated and not sofar and part_of_last(changes, scene):
        return stated[0].basis
    kinds = {d.basis for d in stated if d.quantity.unit != "百分点" and d.value}
    if len(kinds) < 2:
        return "yoy" if any(d.basis == "yoy" for d in stated) else "sequential" if stated else ""
    first = sofar[0].quantity.start if sofar else 0
    if not sofar and goes_on_sequential(stated):
        return "sequential"
    months = period is not None and (period.finish - period.begin).days > A_MONTH
    return next((d.basis for d in reversed(stated) if sofar and d.quantity.start >= first), "yoy" if months else "")


def goes_on_sequential(stated: Sequence[Draft]) -> bool:
    """Whether the last sentence that says what its changes are measured against says 环比 of all of them: the details that
    follow are of that. `stated`: the last first."""
    return all(d.basis == "sequential" for d in stated if d.sentence.start == stated[0].sentence.start and d.value)


A_MONTH = 31


def carried_on(sofar: Sequence[Draft], scene: Scene, quantity: Quantity) -> str:
    """What the change just before is measured against, where this one goes on with it: 较上一代提高近5倍，质量却减轻了|三分之一."""
    if not sofar or sofar[-1].measure != "change" or sofar[-1].basis in ("", "yoy", "sequential"):
        return ""
    last = sofar[-1]
    between = scene.text[last.quantity.end : quantity.start]
    alike = quantity.unit in PROPORTIONS and last.quantity.unit in PROPORTIONS
    return last.basis if alike and ON.fullmatch(between) else ""


PROPORTIONS = frozenset({"%", "倍", ""})
ON = compiled("[^；。，]{0,4}，[^；。，]{0,12}")
RELATIVE = frozenset({"%", "倍", "百分点", ""})


def market_move(near: str, scene: Scene, quantity: Quantity) -> bool:
    """Whether a change is one of a price or an index on a market, which is measured against the day before unless it is
    said: 沪指|跌0.3%, 原油期货收涨|2%."""
    moved = MARKET_VERB.search(near)
    return bool(moved) and MARKET.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


def of_market(scene: Scene) -> bool:
    """Whether a sentence reports where a market has closed or moved."""
    return CLOSED.search(scene.text, scene.sentence.start, scene.sentence.end) is not None


CLOSED = compiled("报收|收[报于盘涨跌]|[开早午尾]盘|交易日")
MARKET_VERB = compiled(
    "(?:[涨跌挫]|[高低]开|走[高低强弱]|收[高低]|下探|反弹|回调)[幅停]?[超逾近约了达]*(?:超过)?$|[涨跌]幅[^，。；]{0,4}$"
)
MARKET = compiled(
    f"[沪深恒道纳标]指|股[价指票市份]|[ABH]股|[收开早午尾]盘|盘[中初]|点[，。；]|收[报于]|{either('of_market')}"
)
OWNED = compiled("(?!.{0,2}(?:同期|同月|水平|时|末|底)的?$).{2}")  # 是去年|全年营收|的1.8倍
EXTREME = compiled("(?:最[高低大小]值?|峰值|谷值|[高低]点|极值)$")  # 较去年最高值|增加826万千瓦
EFFECT = compiled(either("effect") + "[^，。；]{0,6}$")
WITH = compiled(
    r"(?:与|和|同(?![比期月季])|跟)(?P<what>[^，。；]{1,24}?)(?:相比|比较|相较)|相比于?(?!之下)(?P<what2>[^，。；]{1,24}?)，"
)


def came_from(sofar: Sequence[Draft], scene: Scene, left_edge: int, state: State) -> str:
    """The time of the level that the change starts from: 由7月的4.1%|回升1.1个百分点."""
    if not sofar or sofar[-1].rule != "from_level" or sofar[-1].quantity.end > left_edge + 1:
        return ""
    began = sofar[-1]
    times = [t for t in scene.times if began.clause[0] <= t.start < began.quantity.start]
    return (relation(times[-1].expr, None, state.anchor) or times[-1].expr.text) if times else ""


def beside_compared(sofar: Sequence[Draft], scene: Scene, left_edge: int, state: State) -> str:
    """The time of the level that stands in the comparison just before: 较2024年800亿元开支|翻倍."""
    if not sofar or sofar[-1].measure != "level" or sofar[-1].quantity.end != left_edge:
        return ""
    stated = next((t for t in scene.times if sofar[-1].quantity.start in t.figures), None)
    if stated is None or not compared(scene.text, Token(stated.start, stated.end, "", "T")):
        return ""
    return relation(stated.expr, None, state.anchor) or stated.expr.text


def phrase_basis(scene: Scene, left_edge: int, state: State) -> str:
    """The thing named by 与…相比 earlier in the sentence."""
    said = scene.text[scene.sentence.start : left_edge + 1]
    found = last(WITH, said)
    if found is None:
        return ""
    what = found["what"] or found["what2"] or ""
    for t in scene.times:
        if scene.text[t.start : t.end] in what and compared(scene.text, Token(t.start, t.end, "", "T")):
            said_alone = what[: what.find("的", what.find(t.expr.text))] if FIGURED.search(what) else what
            return relation(t.expr, None, state.anchor) or said_alone
    return str(what)


FIGURED = compiled("的(?:每[^0-9]{1,3})?[0-9]")  # 与上周五（8月4日）|的22元/公斤|相比
