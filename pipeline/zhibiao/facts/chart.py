"""Series as an SVG chart: a line for each span of time, broken at gaps; a ring where articles are in conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape

from zhibiao.facts.series import DIFFERENCE, MONTHS, SPANS, Point
from zhibiao.wording import cell_word, word

WIDTH, HEIGHT = 760, 260  # of one chart, in the units of its view box
LEFT, RIGHT, TOP, BOTTOM = 90, 44, 46, 34
COLOURS = ("#0b6e99", "#b4451f", "#3a7d2c", "#7a4b9c", "#8a6d00", "#555555", "#a0307a")
SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"), (Decimal(1), ""))
TICKS = 4


def chart(points: Sequence[Point], language: str = "") -> str:
    """One SVG document with a chart for each subject, indicator, measure, basis and unit that has a figure, in a language
    (the one in force)."""
    groups: dict[tuple[str, ...], list[Point]] = {}
    for p in points:
        if p.value is not None and p.period_end and p.span != "other":
            groups.setdefault((p.subject_std, p.indicator, p.measure, p.basis, p.unit), []).append(p)
    titles = [title_of(key, language) for key in groups]
    drawn = [
        panel(title, key[4], group, k * HEIGHT, language)
        for k, (title, (key, group)) in enumerate(zip(titles, groups.items(), strict=True))
    ]
    height = max(1, len(drawn)) * HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape("；".join(titles) or word("no_data", language))}" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n' + "".join(drawn) + "</svg>\n"
    )


def title_of(key: tuple[str, ...], language: str = "") -> str:
    """四川省 社会消费品零售总额 同比 变化"""
    subject, indicator, measure, basis, _ = key
    against = cell_word("basis", basis, language)
    if basis and against == basis:
        against = word("chart_against", language) + basis
    kind = "" if measure == "level" else cell_word("measure", measure, language)
    return " ".join(filter(None, (subject, indicator, against, kind)))


def panel(title: str, unit: str, points: Sequence[Point], above: int, language: str = "") -> str:
    """One chart, so far below the top."""
    values = [p.value for p in points if p.value is not None]
    scale, name = scale_of(max(map(abs, values)))
    low, high = span_of([v / scale for v in values])
    days = [p.period_end.toordinal() for p in points if p.period_end]
    first, last = min(days), max(days)

    def x(day: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((day - first) / (last - first) if last > first else 0.5), 1)

    def y(value: Decimal) -> float:
        return round(float(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value / scale - low) / (high - low))), 1)

    parts = [
        f'<text x="{LEFT}" y="18" font-size="14" font-weight="bold">{escape(title)}（{escape(name + unit)}）</text>\n'
    ]
    parts += axis(low, high, lambda value: y(value * scale))
    parts += dates(first, last, x)
    spans = [s for s in SPANS if any(p.span == s for p in points)]
    for k, span in enumerate(spans):
        colour = COLOURS[SPANS.index(span)]
        name_of = word(f"span {span}", language)
        parts.append(f'<text x="{LEFT + 90 * k}" y="36" fill="{colour}">● {name_of}</text>\n')
        parts += line([p for p in points if p.span == span], colour, x, y, language)
    return f'<g transform="translate(0 {above})">\n{"".join(parts)}</g>\n'


def scale_of(largest: Decimal) -> tuple[Decimal, str]:
    """The scale that values are drawn in, and its name."""
    return next((pair for pair in SCALES if largest >= pair[0] * 10), SCALES[-1])


def span_of(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """The lower and the upper edge: round, from 0 where that loses little."""
    listed = list(values)
    low, high = min(listed), max(listed)
    if low > 0 and low < high / 2:
        low = Decimal(0)
    width = high - low or abs(high) or Decimal(1)
    step = Decimal(1).scaleb((width / TICKS).adjusted())
    low, high = (
        (low / step).to_integral_value("ROUND_FLOOR") * step,
        (high / step).to_integral_value("ROUND_CEILING") * step,
    )
    return (low, high) if high > low else (low - step, high + step)


def axis(low: Decimal, high: Decimal, y: Callable[[Decimal], float]) -> Iterator[str]:
    """Lines across, with their values."""
    for k in range(TICKS + 1):
        value = low + (high - low) * k / TICKS
        at = y(value)
        shown = f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:.4g}"
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at}" y2="{at}" stroke="#dddddd"/>\n'
        yield f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{escape(shown)}</text>\n'


def dates(first: int, last: int, x: Callable[[int], float]) -> Iterator[str]:
    """Days along the foot."""
    said = ""
    for day in sorted({first + (last - first) * k // TICKS for k in range(TICKS + 1)}):
        at, month = x(day), f"{dt.date.fromordinal(day):%Y-%m}"
        if month != said:  # of a short time, several lie in one month
            yield f'<text x="{at}" y="{HEIGHT - 12}" text-anchor="middle">{month}</text>\n'
        said = month


def line(
    points: Sequence[Point], colour: str, x: Callable[[int], float], y: Callable[[Decimal], float], language: str
) -> Iterator[str]:
    """The points of one span: joined where one follows the other, each with what it is as its title."""
    run: list[str] = []
    before: Point | None = None
    for p in sorted(points, key=lambda p: str(p.period_end)):
        assert p.period_end
        assert p.value is not None
        at = x(p.period_end.toordinal()), y(p.value)
        if before and not follows(before, p):
            yield from stroke(run, colour)
            run = []
        run.append(f"{at[0]},{at[1]}")
        hollow = p.status in ("conflict", DIFFERENCE)
        said = escape(f"{p.period} {p.values or p.value} {word(f'fact {p.status}', language)}")
        yield (
            f'<circle cx="{at[0]}" cy="{at[1]}" r="4" fill="{"#ffffff" if hollow else colour}" stroke="{colour}" '
            f'stroke-width="2"><title>{said}</title></circle>\n'
        )
        before = p
    yield from stroke(run, colour)


def stroke(run: Sequence[str], colour: str) -> Iterator[str]:
    if len(run) > 1:
        yield f'<polyline points="{" ".join(run)}" fill="none" stroke="{colour}" stroke-width="1.5"/>\n'


def follows(one: Point, other: Point) -> bool:
    """Whether a point is the next of its series, so that no gap lies between them. Cumulations begin anew each year;
    points in time have no gaps."""
    assert one.period_end
    assert other.period_end
    if one.span == "point":
        return True
    months = (other.period_end.year - one.period_end.year) * 12 + other.period_end.month - one.period_end.month
    if one.span == "cumulative":
        return one.period_end.year == other.period_end.year and months == 1
    return months == {**MONTHS, "half": 6}.get(one.span, 0)
