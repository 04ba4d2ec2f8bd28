"""zhibiao export: tables from an output folder's database, without extracting anything."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from zhibiao.cli.common import OK, Commands
from zhibiao.cli.selecting import chosen_formats, selection_of, selection_options
from zhibiao.wording import tell

DATASETTE = "datasette"  # of the whole folder: no selection holds for it


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "export", help=tell("write tables from what was extracted: CSV, XLSX, Parquet, JSONL; with selections")
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help=tell("an output folder (default: extracted)")
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help=tell("where the tables go (default: the same folder)")
    )
    selection_options(command, (DATASETTE,))
    command.set_defaults(carry_out=export)


def export(options: argparse.Namespace) -> int:
    """zhibiao export"""
    from zhibiao.batch.job import make
    from zhibiao.batch.lock import locked
    from zhibiao.exports import write
    from zhibiao.store import Store

    output = options.output or options.folder
    if DATASETTE in options.format:
        options.format.remove(DATASETTE)
        for path in datasette(options.folder, output):
            print(path)
        if not options.format:
            return OK
    own = output.resolve() == options.folder.resolve()
    selection, formats = selection_of(options), chosen_formats(options, () if options.format else ("csv",))
    Store.open(options.folder).close()
    make(output)
    with locked(output), Store.open(options.folder, write=own) as store:  # one set of tables, not two mixed
        lines: dict[str, int] = {}
        for path in write(store, output, selection, formats, lines):
            if path.suffix == ".csv":  # whose parts may be taken over from the table before, uncounted
                lines[path.name] = rows_in(path)
            n = lines.get(path.name)
            print(path if n is None else f"{path}  {tell('{n:,} rows', n=n)}")
    if 0 in (n for name, n in lines.items() if name.startswith("indicators.")):
        print(tell("zhibiao: no row meets the selection"), file=sys.stderr)
    return OK


def datasette(folder: Path, output: Path) -> tuple[Path, ...]:
    """Everything with its facts as a database for Datasette."""
    from zhibiao.browse.datasette import write_datasette

    return write_datasette(folder, output)


def rows_in(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
