"""zhibiao extract: one article's table, printed."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from zhibiao.cli.common import Commands, Given, article_options, cut, shown, unit_option, width
from zhibiao.model import COLUMNS, Row


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("extract", help="print one article's table")
    article_options(command)
    unit_option(command)
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.set_defaults(carry_out=extract, limited=True)


def extract(options: argparse.Namespace) -> int:
    """zhibiao extract"""
    from zhibiao.extraction import extract_article
    from zhibiao.table import rows_csv

    given = Given(options)
    rows = [row for article in given for row in extract_article(article).rows]
    code = given.code()
    if options.unit:
        from zhibiao.conversion import in_units

        rows = in_units(rows, options.unit)
    if options.format == "csv":
        rows_csv(sys.stdout, rows)
    elif options.format == "json":
        print(json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        print(aligned(rows, ("article", *SHOWN) if given.read > 1 else SHOWN))
    return code


def record(row: Row) -> dict[str, Any]:
    """A row for JSON: numbers as strings, so that nothing is rounded on the way."""
    return {name: jsonable(getattr(row, name)) for name in COLUMNS}


def jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, dt.date) else value


SHOWN = ("subject", "indicator", "measure", "value", "unit", "qualifier", "basis", "period_start", "period_end", "text")


def aligned(rows: Sequence[Row], names: Sequence[str] = SHOWN) -> str:
    """The rows as columns that line up on a terminal, wide characters counted as two."""
    table = [list(names)]
    for row in rows:
        value = "" if row.value is None else format(row.value, "f")
        if row.value_to is not None:
            value += ".." + format(row.value_to, "f")
        cells = [str(getattr(row, name) or "") if name != "value" else value for name in names]
        table.append([cut(shown(c), 26) for c in cells])
    widths = [max(width(line[k]) for line in table) for k in range(len(names))]
    return "\n".join(
        "  ".join(c + " " * (w - width(c)) for c, w in zip(line, widths, strict=True)).rstrip() for line in table
    )
