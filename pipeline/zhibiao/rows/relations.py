"""What figures of one sentence have to do with each other: parts, twins, items dealt out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zhibiao.clauses.cues import CHANGE_VERB
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows.frames import Frame
from zhibiao.rows.lists import DEALT, deal
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft, State


def whole_of(scene: Scene, place: int, frame: Frame, quantity: Quantity, sofar: Sequence[Draft], state: State) -> int:
    """Start of the whole's figure when 其中 stands before this one; only levels have one."""
    if frame.measure != "level":
        return -1
    at = scene.parts_of(place)
    if at < 0:
        return -1
    earlier = [*state.drafts[-6:]]
    for draft in reversed(earlier):
        if (
            draft.quantity.start < at
            and draft.measure == "level"
            and draft.quantity.unit == quantity.unit
            and draft.part_of < 0
        ):
            return draft.quantity.start
    return -1


def twin_of(scene: Scene, i: int, quantity: Quantity, previous: Draft | None) -> int:
    """Start of the same amount in another unit, stated just before this one's bracket: 36亿元（约5亿美元）."""
    if previous is None:
        return -1
    if quantity.unit == previous.quantity.unit and not NOTED.fullmatch(
        scene.text, previous.quantity.end, quantity.start
    ):
        return -1
    if quantity.dimension != previous.quantity.dimension or previous.quantity.end == quantity.start:
        return -1
    between = previous.quantity.end, quantity.start
    joined = JOINED.fullmatch(scene.text, *between) or NOTED.fullmatch(scene.text, *between)
    return previous.quantity.start if joined else -1


# A bracket may be a note of the paper: （某报备注：当前约 1919亿元人民币）.
NOTE = "[（(][^（）()，。；0-9]{0,8}[注按][：:]"
CONVERTED = r"(?:人民币|[按以]?[当目]前(?:汇率)?|现|约|折|合|相当于|计算|\s)*"
JOINED = compiled(f"(?:[（(，,]|{NOTE})?{CONVERTED}")
NOTED = compiled(f"[^，。；（(0-9]{{0,4}}{NOTE}{CONVERTED}")  # 元|新台币（某报备注：


def settle(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """What can only be said when the whole sentence is read: lists dealt out, 前者 and 后者."""
    if len(drafts) < 2:
        return drafts
    for m in DEALT.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        drafts = deal_out(scene, drafts, m.start(), m.end())
    drafts = growths_of_dealt(scene, drafts)
    if not any(draft.indicator in DEALT_ITEMS for draft in drafts):
        return drafts
    return [former_or_latter(drafts, k) for k in range(len(drafts))]


def deal_out(scene: Scene, drafts: list[Draft], at: int, end: int) -> list[Draft]:
    """Give the figures after 分别 their items: of the list before it, else of the figures before it.

    出口、进口分别为2万亿元、1万亿元                     the list of names
    甲站、乙站分别发送旅客3万人次、2万人次               the list of owners
    风电8亿千瓦时、光电5亿千瓦时，分别增长3%和5%         the figures before
    同比、环比分别增长3%和1%                             what it is measured against
    """
    clause = next((d.clause for d in drafts if d.clause[0] <= at < d.clause[1]), None)
    if clause is None:
        return drafts
    run = [k for k, d in enumerate(drafts) if d.clause == clause and d.quantity.start > at]
    if len(run) < 2:
        return drafts
    said = scene.text[clause[0] : at]
    if m := BOTH_BASES.search(said):
        bases = ("yoy", "sequential") if m[0].startswith("同") else ("sequential", "yoy")
        return given(drafts, run, [{"basis": basis} for basis in bases])
    first = drafts[run[0]]
    owners = listed_owners(scene, clause[0], at - len(first.indicator) if said.endswith(first.indicator) else at)
    if len(owners) == len(run) and first.indicator not in owners:
        return given(drafts, run, [{"subject": owner} for owner in owners])
    if len(owners) > 1 and first.subject in owners:
        return without(drafts, run, "subject")
    if (short := SHORT_OWNER.search(said)) and short["last"] == first.subject and (joint := deal(short[0], len(run))):
        return given(drafts, run, [{"subject": owner} for owner in joint])  # 中、西部地区|业务量占比
    listed = LISTED.search(first.subject) and not any(what.startswith("subject:") for what in first.inherited)
    if listed and (joint := deal(first.subject, len(run))) and "indicator" not in first.inherited:
        return given(drafts, run, [{"subject": owner} for owner in joint])
    if "indicator" not in first.inherited:
        if kinds := kinds_listed(scene.text[scene.sentence.start : at], len(run)):
            return of_kinds(drafts, run, kinds)
        items = deal(first.indicator, len(run))
        if items is None:
            return without(drafts, run, "indicator") if "、" in first.indicator else drafts
        return given(drafts, run, [{"indicator": item} for item in items])
    before = [d for d in drafts[: run[0]] if d.measure == "level"][-len(run) :]
    if len(before) < len(run):
        return drafts
    return given(drafts, run, [{"indicator": d.indicator, "subject": d.subject} for d in before])


def kinds_listed(said: str, n: int) -> list[str]:
    """The last `n` things of one kind that commas part, each with what is measured of the last; empty where they are none.

    信息服务业，航空、航天器制造业，计算机制造业投资同比  => 信息服务业投资 | 航空、航天器制造业投资 | 计算机制造业投资
    """
    items = [item.removeprefix("其中") for item in BASES.sub("", said).split("，")[-n:]]
    if len(items) < n or n < 2 or not all(KIND.fullmatch(item) for item in items):
        return []
    kind = items[0][-1]
    what = items[-1].rpartition(kind)[2]
    alike = all(item[-1] == kind for item in items[:-1]) and what and what != items[-1]
    return [*(item + what for item in items[:-1]), items[-1]] if alike else []


KIND = compiled("[^0-9。；：！？]{2,30}")
BASES = compiled("[同环]比$")


def of_kinds(drafts: list[Draft], run: Sequence[int], kinds: Sequence[str]) -> list[Draft]:
    """The drafts of a run with what is measured of each kind, and without an owner that is one of them."""
    done = list(drafts)
    for k, noun in zip(run, kinds, strict=True):
        draft = done[k]
        owner, how = ("", "") if any(draft.subject in kind for kind in kinds) else (draft.subject, draft.sources[1])
        done[k] = draft._replace(indicator=noun, subject=owner, sources=(PART_OF_WHOLE, how))
    return done


LISTED = compiled("[、和与及]")
SHORT_OWNER = compiled("(?:[\u4e00-\u9fff]、)+(?P<last>[\u4e00-\u9fff]{2,6}地区)")
BOTH_BASES = compiled("同比[、和及]环比$|环比[、和及]同比$")


def given(drafts: list[Draft], run: Sequence[int], items: Sequence[dict[str, str]]) -> list[Draft]:
    """The drafts with what has been dealt to each of the run; a run of another length stays as it is."""
    done = list(drafts)
    if len(items) == len(run):
        for k, item in zip(run, items, strict=True):
            done[k] = done[k]._replace(dealt="dealt", **item)  # type: ignore[arg-type]
    return done


def without(drafts: list[Draft], run: Sequence[int], field: str) -> list[Draft]:
    """The drafts, those of the run without the item that nobody can deal out to them."""
    done = list(drafts)
    for k in run:
        done[k] = done[k]._replace(dealt="undealt", **{field: ""})  # type: ignore[arg-type]
    return done


def growths_of_dealt(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts with each growth given to the owner of its size, where as many follow as have been dealt out:
    欧盟、美国分别为402亿元、287亿元，|增长5.2%和下降12.9%."""
    levels = [k for k, d in enumerate(drafts) if d.measure == "level" and "dealt" in (d.dealt, d.sources[1])]
    runs = [[k] for k in levels if k - 1 not in levels]
    for run in runs:
        while run[-1] + 1 in levels:
            run.append(run[-1] + 1)
        first, after = run[-1] + 1, run[-1] + 1 + len(run)
        growths = drafts[first:after]
        between = [scene.text[a.quantity.end : b.quantity.start] for a, b in pairwise(drafts[first : after + 1])]
        joint = [ON.fullmatch(words) is not None for words in between]
        alike = len(growths) == len(run) > 1 and all(d.measure == "change" and d.quantity.unit == "%" for d in growths)
        if alike and all(joint[: len(run) - 1]) and not any(joint[len(run) - 1 :]):
            owners = [{"subject": drafts[k].subject} for k in run]
            drafts = given(drafts, range(first, after), owners)
    return drafts


ON = compiled(f"(?:和|、|与|以及)(?:同比|环比)?{CHANGE_VERB}?")  # 增长5.2%|和下降|12.9%


def listed_owners(scene: Scene, begin: int, at: int) -> list[str]:
    """The names of a list that ends right before 分别, when it is a list of names alone: 甲站、乙站|分别."""
    tokens = [t for t in scene.tokens if scene.sentence.start <= t.start < at and t.kind != "QUOTE"]
    owners: list[str] = []
    named = 0
    while tokens and (tokens[-1].kind == "E" or (tokens[-1].kind == "N" and tokens[-1].start >= begin)):
        named += tokens[-1].kind == "E"
        owners.insert(0, scene.text[tokens[-1].start : tokens[-1].end])
        tokens.pop()
        apart = len(tokens) > 1 and tokens[-1].text in "，," and tokens[-2].kind == "E"  # 甲市，乙市，丙市分别
        if not tokens or not (tokens[-1].kind in ("PAUSE", "C") or apart):
            break
        tokens.pop()
    return owners if 2 * named > len(owners) else []


PART_OF_WHOLE = "part_of_whole"  # the source of what a part of a breakdown leaves unsaid
DEALT_ITEMS = ("前者", "后者")


def former_or_latter(drafts: Sequence[Draft], k: int) -> Draft:
    """前者 and 后者 as the items that were dealt out before: the last two."""
    draft = drafts[k]
    dealt = [d for d in drafts[:k] if d.dealt == "dealt"][-2:]
    if draft.indicator not in DEALT_ITEMS or len(dealt) < 2:
        return draft
    item = dealt[DEALT_ITEMS.index(draft.indicator)]
    return draft._replace(indicator=item.indicator, subject=item.subject, dealt="dealt")
