"""zhibiao browse: the whole corpus in a browser, read-only."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import Commands
from zhibiao.cli.listening import gate_of, listen, listening_options
from zhibiao.cli.review import missing
from zhibiao.wording import phrase, tell


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "browse", help=tell("see all rows, facts, series and conflicts in a browser, read-only (after zhibiao facts)")
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help=tell("an output folder (default: extracted)")
    )
    listening_options(command, 8710)
    command.set_defaults(carry_out=browse)


def browse(options: argparse.Namespace) -> int:
    """zhibiao browse"""
    try:
        from zhibiao.browse.index import indexed
        from zhibiao.browse.server import application
    except ModuleNotFoundError as error:
        raise missing(error) from error

    indexed(options.folder)
    gate = gate_of(options)
    said = phrase("browse page: {address}\nstop with Ctrl-C")
    return listen(application(options.folder, gate), gate, options, said)
