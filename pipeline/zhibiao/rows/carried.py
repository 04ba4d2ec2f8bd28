"""What a figure's frame takes from what stands before it: the words before a colon, the sentence's topic, the verb of an
earlier figure, an earlier figure of growth."""

from __future__ import annotations

from zhibiao.clauses.cues import CHANGE_VERB, LISTS, either
from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows import frames
from zhibiao.rows.frames import Frame, sign_of
from zhibiao.rows.measures import read
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft


def further_object(frame: Frame, left: str, previous: Draft | None) -> Frame:
    """What the verb of the figure before takes as well, with its direction: 减少破损量2万吨、|排放量5654吨."""
    m = FURTHER.fullmatch(left)
    if m is None or frame.rule != "bare_level" or previous is None or previous.rule != "changed_object":
        return frame
    return frame._replace(
        rule="changed_object", measure="change", head=m.start(1), own=m[1], sign=-1 if previous.value < 0 else 1
    )


FURTHER = compiled("(?:、|和|及|以及)([一-鿿]{2,10})")


def beyond_colon(scene: Scene, begin: int, context: frames.Context, frame: Frame) -> Frame:
    """The frame of a figure that opens what follows a colon, as the words before that say it: 占营收比例分别为：|71.18%."""
    if context.left or frame.rule != "bare_level" or not begin or scene.tokens[begin - 1].text not in "：:":
        return frame
    first = scene.begins[begin - 1]
    said = scene.text[scene.tokens[first].start : scene.tokens[begin - 1].start]
    if first >= begin - 1 or not LEADING.search(said):
        return frame
    before = read(context._replace(left=said, left_edge=scene.tokens[first].start))
    return frame._replace(measure=before.measure, sign=before.sign, relation=before.relation)


def of_topic(scene: Scene, quantity: Quantity, frame: frames.Frame) -> frames.Frame:
    """The frame of a percentage that the sentence's topic makes a change: 从环比增速看，上游-0.93%，下游|0.59%."""
    if quantity.unit != "%" or frame.rule not in ("bare_level", "linked_level", "signed_change"):
        return frame
    m = TOPIC.search(scene.text, scene.sentence.start, quantity.start)
    if m is None:
        return frame
    return frame._replace(measure="change", relation="yoy" if m["how"] == "同比" else "sequential")


TOPIC = compiled(f"(?:^|[从就，])(?P<how>同比|环比)(?:{either('growth_said')}|增长率?)(?:来|上)?看，[^。；]*$")
LEADING = compiled("(?:为|是|达|分别|依次)$")


def grown_itself(frame: Frame, noun: str, counted: str, right: str) -> Frame:
    """What a change is of where it stands behind 的 and not before the verb: 增长一倍的|货物; not 增长5%的|目标."""
    if frame.rule != "change_verb" or noun or frame.own or not counted or not right.lstrip().startswith("的"):
        return frame
    return frame if ABSTRACT.search(counted) else frame._replace(own=counted)


ABSTRACT = compiled(either("abstract_behind"))


def shares_on(frame: Frame, quantity: Quantity, previous: Draft | None, noun: str) -> bool:
    """Whether a percentage without a noun of its own goes on with a share: 有31%的时间在忙碌，英国员工为|30%."""
    if previous is None or previous.measure != "share" or quantity.unit != "%" or previous.quantity.unit != "%":
        return False
    return (
        frame.rule in ("linked_level", "bare_level", "to_level")
        and frame.measure == "level"
        and noun == previous.indicator
    )


def grown_on(frame: Frame, noun: str, quantity: Quantity, previous: Draft | None, timed: bool) -> Frame:
    """A percentage without a noun of its own behind one of a growth is of that growth. `timed`: whether nothing but
    another time stands before it.

    降幅均超10%，2010年甚至达到|34.38%
    销售增长1.3%，低于去年同期的|3.8%        behind a decline it is not known which way it went
    """
    if frame.measure != "level" or noun or quantity.unit != "%" or previous is None:
        return frame
    if previous.quantity.unit != "%" or previous.measure != "change":
        return frame
    if previous.rule == "growth_noun" and frame.rule in ("linked_level", "bare_level"):
        return frame._replace(measure="change", sign=-1 if previous.value < 0 else 1)
    compared = timed and frame.rule in ("linked_level", "compared_level") and not previous.indicator.endswith(RATES)
    return frame._replace(measure="change", relation="none") if compared and previous.value > 0 else frame


RATES = LISTS["rate_end"]


def beside_growth(scene: Scene, i: int, frame: Frame) -> Frame:
    """The frame of a percentage that a growth just before it makes a change.

    比全省增速（|6.6%）   增速快于全国水平（|5.5%）       in brackets behind a growth or what it is compared with
    跌幅最大，达到|2.17%  糖价会回落，预计幅度约为|8%     in a clause that only goes on
    """
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    if frame.measure != "level" or quantity.text[-1] not in "%％成":
        return frame
    before = scene.text[scene.sentence.start : scene.tokens[i].start]
    if before.endswith(("（", "(")):
        m = BRACKETED.search(before, 0, len(before) - 1)
        return frame._replace(measure="change", sign=sign_of(m["noun"])) if m else frame
    m = GOES_ON.search(before)
    if m is None:
        return frame
    return frame._replace(rule="growth_noun", measure="change", sign=sign_of(m["said"]), head=0)


GROWTH = either("growth_noun", "fall_noun")
BRACKETED = compiled(
    f"(?P<noun>{GROWTH})(?:(?:最|较|更|明显|大幅)*[快慢高低大小](?:于|过)?[^，。；（(0-9]{{0,10}}|(?:超过?|[不]及|好于|跑赢)[^，。；（(0-9]{{1,10}})?$"
)
GOES_ON = compiled(
    f"(?:(?P<said>{GROWTH})(?:最[大高小低]|居[前首]位?|[明显较]+[大高]|领先|惊人)，(?:(?:分别|均|都|高)?达到?|为)"
    f"|(?P<said>{CHANGE_VERB})，(?:(?:预计|估计|预测)?幅度(?:大约|大|约|大概|可能|或|将|会|在|为|达到?|高达)*))(?:约|近|大约)?$"
)
