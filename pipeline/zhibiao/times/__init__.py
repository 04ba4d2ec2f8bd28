"""Times: found as they are written, without a clock, and turned into days with one.

    (expr,) = find("前10个月")                     # a TimeExpr: offsets, kind, the values of its parts
    resolve(expr, dt.date(2025, 11, 16))           # Period 2025-01-01..2025-10-31

A family of times is one module: the rules that find it, each with its examples, and the reader that gives its days.
`calendar` has the words they are built of, `clock` what a reader may ask, `joined` the times made of times.
"""

from zhibiao.times.calendar import times
from zhibiao.times.expressions import FAMILIES, find
from zhibiao.times.joined import BETWEEN, FARTHEST, UNTIL, led
from zhibiao.times.periods import relation, relation_said, resolve, resolve_when_asked

times.put_in_order(
    [family.__name__ for family in FAMILIES]
)  # of two readings as long: 前三季度, months rather than a span

__all__ = [
    "BETWEEN",
    "FARTHEST",
    "UNTIL",
    "find",
    "led",
    "relation",
    "relation_said",
    "resolve",
    "resolve_when_asked",
    "times",
]
