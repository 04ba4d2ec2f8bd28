"""Counts of rows as bars, ready to be drawn: by status, confidence, measure and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from zhibiao.model import Measure, Row

WIDTH, BAR, STEP = 320, 14, 24  # of a chart, in the units of its view box
YEARS = 14  # most recent years shown one by one


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name (a key of the interface's words, or text), what stands at its end (how many rows, a figure), the
    length drawn; how it looks when not by its name, and its whole name when the drawn one is cut."""

    name: str
    count: int | str
    length: float
    look: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; `title` is a key of the interface's words, or text. `at`: where the names of its bars end."""

    title: str
    bars: tuple[Bar, ...]
    width: int = WIDTH
    bar: int = BAR
    step: int = STEP
    at: int = 70

    @property
    def height(self) -> int:
        return self.step * len(self.bars)


def overview(rows: Sequence[Row]) -> list[Chart]:
    """The charts of some rows."""
    statuses = Counter(row.status or "open" for row in rows)
    measures = Counter(row.measure for row in rows)
    confidences = Counter(band(row.confidence) for row in rows)
    return [
        chart("chart_status", [(name, statuses[name]) for name in ("open", "accepted", "corrected", "rejected")]),
        chart("chart_confidence", [(band(k / 10), confidences[band(k / 10)]) for k in range(9, -1, -1)]),
        chart("chart_time", by_year(rows)),
        chart("chart_measure", [(name, measures[name]) for name in get_args(Measure)]),
    ]


def chart(title: str, counts: Iterable[tuple[str, int]]) -> Chart:
    listed = list(counts)
    most = max((n for _, n in listed), default=0) or 1
    return Chart(title, tuple(Bar(name, n, round(200 * n / most, 1)) for name, n in listed))


def band(confidence: float) -> str:
    """The tenth that a confidence falls into: `0.8–0.9`; 1 belongs to the highest."""
    low = min(int(confidence * 10 + 1e-9), 9)
    return f"{low / 10:.1f}–{(low + 1) / 10:.1f}"


def by_year(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Rows by the year in which their period ends: the latest years, all before them as one, and those without."""
    years = Counter(row.period_end.year if row.period_end else 0 for row in rows)
    undated = years.pop(0, 0)
    latest = sorted(years)[-YEARS:]
    early = sum(n for year, n in years.items() if year not in latest)
    counts = [(str(year), years[year]) for year in latest]
    before = [(f"< {latest[0]}", early)] if early else []
    return [*before, *counts, ("undated", undated)]
