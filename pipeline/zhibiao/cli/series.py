"""zhibiao series: one indicator of one subject over time, as tables and a chart."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.cli.common import OK, Commands, day, place
from zhibiao.cli.speech import examples
from zhibiao.wording import cell_word, phrase, tell, width, word

if TYPE_CHECKING:
    from zhibiao.facts.series import Point

EXAMPLES = (
    ("zhibiao series --subject 厦门市 --indicator 出口总额", phrase("all that is stated, by kind of period")),
    (
        "zhibiao series --subject 厦门 --indicator 出口总额 --by month --fill cumulative",
        phrase("August as January to August less January to July where nobody states it"),
    ),
    (
        "zhibiao series --subject 中国 --indicator GDP --by quarter --as-of 2024-02-01",
        phrase("what was known on that day"),
    ),
)
SHOWN = ("span", "period", "value", "unit", "qualifier", "status", "articles", "growth_stated", "growth_recomputed")


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "series",
        help=tell("an indicator of a subject over time: long and wide tables and a chart (after zhibiao facts)"),
        epilog=examples(EXAMPLES),
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help=tell("an output folder (default: extracted)")
    )
    command.add_argument("--subject", required=True, action="append", type=place, help=tell("whose (repeatable)"))
    command.add_argument("--indicator", required=True, action="append", type=place, help=tell("what (repeatable)"))
    command.add_argument(
        "--by", choices=("month", "quarter", "year"), default="", help=tell("only such periods, gaps shown")
    )
    command.add_argument(
        "--fill", choices=("cumulative",), default="", help=tell("periods nobody states as differences of cumulations")
    )
    command.add_argument("--as-of", type=day, metavar="DATE", help=tell("only what had been published by that day"))
    command.add_argument(
        "--modality", choices=("actual", "target", "forecast", "norm"), default="actual", help=tell("default: actual")
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help=tell("where the files go (default: DIR/series)")
    )
    command.add_argument("--format", choices=("csv", "xlsx"), default="csv", help=tell("xlsx: a workbook, too"))
    command.set_defaults(carry_out=series)


def series(options: argparse.Namespace) -> int:
    """zhibiao series"""
    from zhibiao.facts.asking import series_in
    from zhibiao.facts.series import Asked
    from zhibiao.facts.sheets import write_series
    from zhibiao.store import Store

    as_of = options.as_of.isoformat() if options.as_of else ""
    points: list[Point] = []
    with Store.open(options.folder) as store:
        for subject in options.subject:
            for indicator in options.indicator:
                points += series_in(store, Asked(subject, indicator, options.by, options.fill, as_of, options.modality))
    if points:
        show(points)
    else:
        print(
            tell("zhibiao: no figure under these options; without --by, --fill and --as-of there may be some"),
            file=sys.stderr,
        )
    for path in write_series(points, options.output or options.folder / "series", options.format == "xlsx"):
        print(path)
    return OK


def show(points: Sequence[Point]) -> None:
    """Print the series, one line a point."""
    from zhibiao.store.packing import stored

    heading = ""
    for p in points:
        above = " ".join(
            filter(None, (p.subject_std, p.indicator, cell_word("measure", p.measure), cell_word("basis", p.basis)))
        )
        if above != heading:
            heading = above
            print(heading)
        cells = ["" if (cell := getattr(p, name)) is None else str(stored(cell)) for name in SHOWN]
        for name, kind in (("span", "span"), ("status", "fact")):
            cells[SHOWN.index(name)] = word(f"{kind} {getattr(p, name)}")
        print(
            "  "
            + " ".join(cell + " " * max(1, w - width(cell)) for cell, w in zip(cells, WIDTHS, strict=True)).rstrip()
        )


WIDTHS = (10, 14, 20, 8, 8, 10, 4, 8, 8)
