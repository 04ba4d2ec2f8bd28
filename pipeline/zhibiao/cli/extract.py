"""zhibiao extract: the table of some articles, printed."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence

from zhibiao.cli.common import (
    OK,
    SOME_FAILED,
    UNUSABLE,
    Commands,
    Given,
    article_options,
    cut,
    place,
    shown,
    unit_option,
)
from zhibiao.model import Row, ZhibiaoError
from zhibiao.wording import cell_word, language, padded, spoken, tell, width, word

# The columns of the table on a terminal; from the left in the order of their being dispensable when there is no room.
SHOWN = ("#", "article", "subject", "indicator", "measure", "value", "qualifier", "basis", "period", "text")
DISPENSABLE = ("text", "qualifier", "basis", "measure")
ELASTIC = ("article", "subject", "indicator", "basis", "text")
WIDEST, NARROWEST, GAP = 26, 8, 2
Line = tuple[int, Row]  # the number of a row in its file, and the row


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("extract", help=tell("print the table of articles"))
    command.add_argument("files", nargs="+", type=place, metavar="FILE", help=tell("files, or - for standard input"))
    article_options(command)
    unit_option(command)
    command.add_argument(
        "--format",
        choices=("table", "csv", "json", "jsonl"),
        default="table",
        help=tell("table: to read, figures shortened; the others exact (default: table)"),
    )
    command.set_defaults(carry_out=extract, limited=True)


def extract(options: argparse.Namespace) -> int:
    """zhibiao extract"""
    lines, code, articles = read(options)
    if options.unit:
        from zhibiao.conversion import in_units

        lines = list(zip([n for n, _ in lines], in_units([row for _, row in lines], options.unit), strict=True))
    rows = [row for _, row in lines]
    if options.format == "csv":
        from zhibiao.table import rows_csv

        rows_csv(sys.stdout, rows)
    elif options.format in ("json", "jsonl"):
        print_json(rows, options.format)
    else:
        print(aligned(lines, [name for name in SHOWN if name != "article" or articles > 1], room()))
    return code


def read(options: argparse.Namespace) -> tuple[list[Line], int, int]:
    """The rows of all files, each with its number in its file; the exit code; how many articles there were. A file that
    cannot be read is said, and the others go on."""
    from zhibiao.extraction import extract_article

    lines: list[Line] = []
    codes: list[int] = []
    articles = 0
    for file in options.files:
        try:
            given = Given(file, options)
            rows = [row for article in given for row in extract_article(article).rows]
            codes.append(given.code())
        except ZhibiaoError as error:
            if len(options.files) == 1:
                raise
            print(f"zhibiao: {spoken(str(error))}", file=sys.stderr)
            codes.append(UNUSABLE)
            continue
        articles += given.read
        lines += enumerate(rows, 1)
    return lines, OK if not any(codes) else codes[0] if len(set(codes)) == 1 else SOME_FAILED, articles


def print_json(rows: Sequence[Row], form: str) -> None:
    """The rows as one list, or as an object a line."""
    from zhibiao.table import record

    if form == "json":
        print(json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1))
    for row in rows if form == "jsonl" else ():
        print(json.dumps(record(row), ensure_ascii=False))


def room() -> int:
    """Columns of the terminal; as many as are wanted where there is none."""
    seen = sys.stdout.isatty() or "COLUMNS" in os.environ
    return shutil.get_terminal_size().columns if seen else sys.maxsize


def aligned(lines: Sequence[Line], names: Sequence[str], columns: int) -> str:
    """The rows as columns that line up on a terminal of so many `columns`, wide characters counted as two."""
    titles = [name if name == "#" or language() == "en" else word(name) for name in names]
    table = [titles, *([cut(shown(c), WIDEST) for c in cells(number, row, names)] for number, row in lines)]
    widths = [max(width(line[k]) for line in table) for k in range(len(names))]
    fitted = fit(dict(zip(names, widths, strict=True)), columns)
    kept = [(k, fitted[name]) for k, name in enumerate(names) if name in fitted]
    return "\n".join((" " * GAP).join(padded(cut(line[k], w), w) for k, w in kept).rstrip() for line in table)


def fit(widths: dict[str, int], columns: int) -> dict[str, int]:
    """The columns and their widths that fit: first the widest become narrower, then some are left out."""
    left = dict(widths)

    def over() -> int:
        return sum(left.values()) + GAP * (len(left) - 1) - columns

    while over() > 0:
        widest = max((name for name in left if name in ELASTIC), key=left.__getitem__, default="")
        if widest and left[widest] > NARROWEST:
            left[widest] -= 1
        elif spare := next((name for name in DISPENSABLE if name in left), ""):
            del left[spare]
            left |= {name: widths[name] for name in left if name in ELASTIC}
        else:
            break
    return left


def cells(number: int, row: Row, names: Sequence[str]) -> Iterator[str]:
    """The cells of a row as a person reads them."""
    from zhibiao.table import readable_period, readable_value

    made = {
        "#": str(number),
        "measure": cell_word("measure", row.measure)
        + (f"·{cell_word('modality', row.modality)}" if row.modality != "actual" else ""),
        "value": readable_value(row),
        "period": readable_period(row.period_start, row.period_end),
    }
    for name in names:
        yield made[name] if name in made else cell_word(name, str(getattr(row, name) or ""))
