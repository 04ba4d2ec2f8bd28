"""zhibiao export: tables from an output folder's database, without extracting anything."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, Commands
from zhibiao.cli.selecting import chosen_formats, selection_of, selection_options


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "export", help="write tables from what was extracted: CSV, XLSX, Parquet; with selections"
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help="an output folder (default: extracted)"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="where the tables go (default: the same folder)"
    )
    selection_options(command)
    command.set_defaults(carry_out=export)


def export(options: argparse.Namespace) -> int:
    """zhibiao export"""
    from zhibiao.exports import write
    from zhibiao.store import Store

    output = options.output or options.folder
    own = output.resolve() == options.folder.resolve()
    selection, formats = selection_of(options), chosen_formats(options, () if options.format else ("csv",))
    with Store.open(options.folder) as reader:
        if not own:
            print_paths(write(reader, output, selection, formats))
            return OK
    from zhibiao.batch.lock import locked

    with locked(output), Store.open(options.folder, write=True) as store:
        print_paths(write(store, output, selection, formats))
    return OK


def print_paths(paths: tuple[Path, ...]) -> None:
    for path in paths:
        print(path)
