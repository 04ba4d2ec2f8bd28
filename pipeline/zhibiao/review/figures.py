"""What the figures of a corpus say, as charts: series over time, changes on the year before, the largest amounts.

Rows that a reviewer has rejected, aims and forecasts are left out; of two rows that say the same the surer one is taken.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from zhibiao.model import Row
from zhibiao.review.charts import Bar, Chart
from zhibiao.table import readable, readable_period

SURE = 0.35  # least confidence of a row in a chart
MOST_SERIES, MOST_POINTS, MOST_BARS = 4, 8, 8
LONGEST, NAME, GAP = 170.0, 170, 6  # of a bar; where names end; between them, in the units of the view box
WIDTH = 420
LONGEST_NAME = 13  # characters
Point = tuple[str, Decimal, str]  # its name, its value, the value as it is shown


def data_charts(rows: Iterable[Row]) -> list[Chart]:
    """The charts of some rows, those that have something to say."""
    usable = [row for row in rows if row.value is not None and row.status != "rejected" and row.modality == "actual"]
    usable = [row for row in usable if row.confidence >= SURE or row.status]
    return [*series(usable), *changes(usable), *amounts(usable)]


def series(rows: Sequence[Row]) -> list[Chart]:
    """What is measured again and again of the same owner, over its periods: the longest series."""
    found: dict[tuple[str, str, str], dict[dt.date, Row]] = defaultdict(dict)
    for row in rows:
        if row.measure == "level" and row.subject and row.indicator and row.period_end and row.value_to is None:
            points = found[row.subject, row.indicator_std or row.indicator, row.unit]
            known = points.get(row.period_end)
            if known is None or surer(row, known):
                points[row.period_end] = row
    long = sorted((key for key in found if len(found[key]) >= 3), key=lambda key: (-len(found[key]), key))
    made = []
    for subject, indicator, unit in long[:MOST_SERIES]:
        points = found[subject, indicator, unit]
        latest = [points[day] for day in sorted(points)[-MOST_POINTS:]]
        made.append(
            drawn(
                f"{subject} · {indicator}",
                [point(row, readable_period(row.period_start, row.period_end)) for row in latest],
            )
        )
    return made


def changes(rows: Sequence[Row]) -> list[Chart]:
    """The largest changes on the year before, in percent, up and down."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.measure == "change" and row.unit == "%" and row.basis == "yoy" and row.subject and row.indicator:
            keep(found, (row.subject, row.indicator), row)
    ordered = sorted(found.values(), key=lambda row: row.value or 0, reverse=True)
    if len(ordered) > MOST_BARS:
        ordered = [*ordered[: MOST_BARS // 2], *ordered[-MOST_BARS // 2 :]]
    return (
        [drawn("chart_changes", [point(row, f"{row.subject} {row.indicator}") for row in ordered])] if ordered else []
    )


def amounts(rows: Sequence[Row]) -> list[Chart]:
    """The largest amounts of the unit of money that most rows are in."""
    found: dict[str, dict[tuple[str, str], Row]] = defaultdict(dict)
    for row in rows:
        if (
            row.measure == "level"
            and row.dimension == "money"
            and "/" not in row.unit
            and row.subject
            and row.indicator
        ):
            keep(found[row.unit], (row.subject, row.indicator), row)
    if not found:
        return []
    most = max(found.values(), key=len)
    largest = sorted(most.values(), key=lambda row: row.value or 0, reverse=True)[:MOST_BARS]
    return [drawn("chart_amounts", [point(row, f"{row.subject} {row.indicator}") for row in largest])]


def keep(found: dict[tuple[str, str], Row], key: tuple[str, str], row: Row) -> None:
    """The row of a key that is surest; of two alike the later."""
    if key not in found or surer(row, found[key]):
        found[key] = row


def surer(row: Row, other: Row) -> bool:
    """Whether a row goes before another: decided by a person, surer, or as sure and later."""
    days = (row.period_end or dt.date.min, other.period_end or dt.date.min)
    return (bool(row.status), row.confidence, days[0]) > (bool(other.status), other.confidence, days[1])


def point(row: Row, name: str) -> Point:
    """A point of a chart."""
    value = row.value or Decimal(0)
    sign = "+" if row.measure == "change" and value > 0 else ""
    return (name, value, f"{sign}{readable(value)}{row.unit}")


def drawn(title: str, points: Sequence[Point]) -> Chart:
    """The points as bars; those of a decline are drawn as long as their size, in their own colour."""
    largest = max((abs(value) for _, value, _ in points), default=Decimal(1)) or Decimal(1)
    bars = tuple(
        Bar(short(name), shown, round(LONGEST * float(abs(value) / largest), 1), "fall" if value < 0 else "", name)
        for name, value, shown in points
    )
    return Chart(title, bars, WIDTH, at=NAME)


def short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
