"""zhibiao evaluate: a table against annotated rows."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, Commands


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("evaluate", help="score a table against annotated rows")
    command.add_argument("table", type=Path)
    command.add_argument("gold", nargs="+", type=Path)
    command.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N wrong rows")
    command.set_defaults(carry_out=evaluate)


def evaluate(options: argparse.Namespace) -> int:
    """zhibiao evaluate"""
    from zhibiao.evaluate import report

    print(report(options.table, options.gold, options.errors))
    return OK
