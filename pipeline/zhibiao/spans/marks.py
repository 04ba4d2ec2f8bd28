"""Labels, times and quantities of a text, settled against each other.

2025世界大会     a label over a time or a figure it covers
2025年1—8月      a time over the figures inside it
40尺集装箱       a label that begins where the figure does, and is as long
超5G             a figure that touches a label or a time is none
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any

from zhibiao import times
from zhibiao.lexicon.own import of_own
from zhibiao.matching import Together, compiled
from zhibiao.model import Label, Marks, Quantity, Span, TimeExpr
from zhibiao.rules import START, outside, resolve
from zhibiao.spans import figures, labels, quantities

NUMERIC = frozenset("0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千万亿半双首几数")


def mark(text: str, figures_only: bool = False) -> Marks:
    """The marks of a text. No two of them overlap. With `figures_only`, sentences that can hold no figure are not
    read: every figure is found, but not every time and label."""
    places = matchers().places(text, live(text) if figures_only else None)
    said = [label for label in labels.find(text, places[0]) if not NUMERIC.isdisjoint(label.text)]
    when = times.find(text, places[1])
    settled = resolve([*said, *when], rank=precedence)
    firm = [s for s in settled if not weak(s)]
    read = quantities.find(text, firm, places[2])
    if len(firm) < len(settled):
        settled = [s for s in settled if not weak(s) or not (q := over(read, s.start)) or not outgrown(s, q)]
    return Marks(
        tuple(outside(read, settled) if len(firm) < len(settled) else read),  # it touches nothing firm as it is
        tuple(s for s in settled if isinstance(s, TimeExpr)),
        tuple(s for s in settled if isinstance(s, Label)),
    )


@of_own
@cache
def matchers() -> Together:
    """Labels, times and figures, for which a text is passed over once."""
    return Together([labels.matcher(), times.times.matcher, figures.matcher()])


SENTENCE = compiled(r"[^。！？；\n]+[。！？；\n]*")


def live(text: str) -> list[tuple[int, int]]:
    """The sentences that can hold a figure: with an Arabic digit, a Chinese numeral before anything that can follow
    one as part of a figure, or a word that is a figure."""
    if len(text) <= figures.BRIEF:  # a numeral alone is a figure: 五
        return [(0, len(text))]
    possible = candidate()
    return [m.span() for m in SENTENCE.finditer(text) if possible.search(text, *m.span())]


@of_own
@cache
def candidate() -> Any:
    """What every figure has."""
    numeral = "".join(sorted(figures.CHINESE))
    follows = "".join(map(re.escape, sorted(figures.followers())))
    return compiled(
        f"[0-9０-９]|[{numeral}](?=[{follows}]|$)|持平|零增长|翻|倍增|腰斩|减半|折半|[对對]折|对半|半[数折成百]|过半|位数|首位|榜首"
    )


def over(figures: Sequence[Quantity], place: int) -> Quantity | None:
    """The figure, of those in order, that a place is in."""
    k = bisect_right(figures, place, key=START) - 1
    return figures[k] if k >= 0 and place < figures[k].end else None


def weak(span: Span) -> bool:
    """Set phrases and numbers of models give way to a figure that outgrows them, bare ordinals to a rank: 五美|元,
    iPhone 14|万台, 亚洲|第二."""
    return isinstance(span, Label) and (
        span.reason in ("idiom", "model") or (span.reason == "ordinal" and ORDINAL.fullmatch(span.text) is not None)
    )


ORDINAL = compiled("第[0-9零〇一二两三四五六七八九十百千万亿]+")


def outgrown(label: Span, figure: Quantity) -> bool:
    """Whether a figure with a unit begins no later than the label and ends behind it, or a bare one covers it on both
    sides; a rank (居世界第一) is a figure where the words alone are none."""
    if figure.measure == "rank":
        return True
    wider = figure.start < label.start or bool(figure.unit or figure.measure)
    return figure.start <= label.start and figure.end > label.end and wider


OVER = frozenset({"plan", "asof", "since", "until", "range", "months", "part_end"})


def precedence(span: Span) -> int:
    """A time that covers a label wins (“十四五”期间, 第四季度), else the longer one: names of plans are both."""
    return 1 if isinstance(span, TimeExpr) and span.kind in OVER else 0
