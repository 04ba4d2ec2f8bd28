"""Why a figure makes no row."""

from __future__ import annotations

from itertools import takewhile

from zhibiao.matching import compiled
from zhibiao.model import Quantity
from zhibiao.rows import names
from zhibiao.rows.cues import (
    BARE_HEAD,
    DIVISIONS,
    DONE_IN,
    DURATION_HEAD,
    either,
)
from zhibiao.rows.frames import Context, Frame
from zhibiao.rows.scene import Scene
from zhibiao.rows.tokens import Token


def rejected(context: Context, frame: Frame, indicator: str, phrase: names.Phrase) -> str:
    """Why the figure makes no row, or empty."""
    quantity, left = context.quantity, context.left
    if quantity.rule == "indefinite" and frame.measure == "level":
        return "indefinite"
    if left.endswith("每") and frame.measure == "level":
        return "base of a rate"
    if quantity.unit == "" and quantity.measure == "" and not bare_figure(quantity, frame, phrase):
        return "bare number"
    if (
        quantity.dimension == "time"
        and frame.measure == "level"
        and not duration_result(context, frame, indicator, phrase)
    ):
        return "duration"
    return ""


SIZED = frozenset({"temperature", "length", "area", "volume", "power", "speed"})


def naming(scene: Scene, begin: int, i: int, frame: Frame, counted: str) -> str:
    """Why a figure only names a thing, or empty: 中亚|五国, 650℃|高效发电机组 at a clause's beginning."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    before = scene.tokens[i - 1] if i > begin else None
    beside = before is not None and before.end == scene.tokens[i].start
    if one_of(scene, i, frame):
        return "base of a rate"
    if quantity.unit == "岁" and before is not None and before.kind == "Q" and beside:
        return "age"  # 两名|15岁|少年
    if bounds_group(scene, i):
        return "name"
    if quantity.unit in DIVISIONS and before is not None and beside and placed(scene, before):
        return "name"
    first = before is None or before.kind == "T"
    if first and counted and frame.rule == "bare_level" and quantity.dimension in SIZED and not quantity.qualifier:
        return "size"
    return ""


def placed(scene: Scene, token: Token) -> bool:
    """Whether a word says of what place the divisions behind it are: 中亚|五国, 沿线|9市."""
    named = token.kind == "E" or (token.kind in ("L", "Q") and scene.text[token.end - 1] in DIVISIONS)
    return named or token.text in ("内地", "沿线", "周边", "中部", "西部", "东部")


def bounds_group(scene: Scene, i: int) -> bool:
    """Whether a size only says which group of things another figure counts: 56人以上|大班额120个, 6000千瓦及以上|电厂."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    if quantity.end == scene.tokens[i].end:
        return False
    bound, following = scene.text[quantity.end : scene.tokens[i].end], scene.tokens[i + 1 : i + 7]
    if not BOUND.fullmatch(bound) or quantity.dimension == "money" or not following or following[0].kind != "N":
        return False
    run = takewhile(lambda t: t.kind not in ("PUNC", "PAUSE", "C"), following)
    return "及" in bound or any(t.kind == "Q" for t in run)


BOUND = compiled("(?:[(（]含[)）])?及?以[上下]")


def one_of(scene: Scene, i: int, frame: Frame) -> bool:
    """Whether one unit of a thing is what another figure of the clause is counted by: 一亩地|能挣130元, 一斤|一块二."""
    quantity = scene.tokens[i].span
    assert isinstance(quantity, Quantity)
    measured = quantity.dimension in ("mass", "area", "length", "volume", "time") and quantity.value == 1
    if not measured or quantity.value_to is not None or quantity.qualifier:
        return False
    if frame.rule != "bare_level" and scene.tokens[max(i - 1, 0)].text != "平均":
        return False
    for token in scene.tokens[i + 1 :]:
        if token.kind in ("PUNC", "PAUSE", "C"):
            return False
        if isinstance(token.span, Quantity):
            return token.span.unit != quantity.unit
    return False


def bare_figure(quantity: Quantity, frame: Frame, phrase: names.Phrase) -> bool:
    """Whether a number without a unit is a figure: an index, a count whose noun says it, or a large number."""
    if quantity.value >= 10000 and ("万" in quantity.text or "亿" in quantity.text):
        return bool(phrase.text) or frame.measure != "level"
    return frame.rule in ("linked_level", "to_level") and bool(BARE_HEAD.search(phrase.text))


def duration_result(c: Context, frame: Frame, indicator: str, phrase: names.Phrase) -> bool:
    """Whether a span of time is a result: 总工期36个月, 运行时间…缩短至1小时, 火灾持续6天, 8分钟即可换乘, 压货三五天;
    not 为期两天的会议, 5年来."""
    if frame.rule in ("to_level", "from_level") or DURATION_HEAD.search(indicator):
        return True
    if WITHIN.match(c.right):
        return False
    if SPENT.search(c.left) or DONE_IN.match(c.right):
        return True
    ended = not c.right or c.right[0] in "，。；！？”"
    return phrase.bare and len(phrase.text) > 1 and ended and c.quantity.unit != "年"


SPENT = compiled(either("spent") + "(?:了|已|约|近)*$")
WITHIN = compiled("(?:以)?[来间前后里]|期间|内(?!即|可|直达|到达)")
