"""Labels, times and quantities of a text, settled against each other.

2025世界大会     a label over a time or a figure it covers
2025年1—8月      a time over the figures inside it
40尺集装箱       a label that begins where the figure does, and is as long
超5G             a figure that touches a label or a time is none
"""

from __future__ import annotations

import regex

from zhibiao.model import Label, Marks, Quantity, Span, TimeExpr
from zhibiao.rules import outside, resolve
from zhibiao.spans import labels, quantities, times

NUMERIC = regex.compile("[0-9０-９零〇一二两三四五六七八九十百千万亿半双首几数两]")


def mark(text: str) -> Marks:
    """The marks of a text. No two of them overlap."""
    said = [label for label in labels.find(text) if NUMERIC.search(label.text)]
    when = times.find(text)
    settled = resolve([*said, *when], rank=precedence)
    firm = [s for s in settled if not weak(s)]
    figures = quantities.find(text, firm)
    settled = [s for s in settled if not weak(s) or not any(outgrown(s, q) for q in figures)]
    return Marks(
        tuple(outside(figures, settled)),
        tuple(s for s in settled if isinstance(s, TimeExpr)),
        tuple(s for s in settled if isinstance(s, Label)),
    )


def weak(span: Span) -> bool:
    """Set phrases give way to a figure that outgrows them: 五美|元."""
    return isinstance(span, Label) and span.reason == "idiom"


def outgrown(label: Span, figure: Quantity) -> bool:
    """Whether a figure with a unit begins no later than the label and ends behind it, or a bare one covers it on both sides."""
    wider = figure.start < label.start or bool(figure.unit or figure.measure)
    return figure.start <= label.start and figure.end > label.end and wider


def precedence(span: Span) -> int:
    """A time that covers a label wins (“十四五”期间), else the longer one: names of plans are both."""
    return 1 if isinstance(span, TimeExpr) and span.kind in ("plan", "asof", "since", "until", "range") else 0
