"""zhibiao status: what an output folder holds, and whether its corpus has changed since."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands
from zhibiao.wording import padded, spoken, tell


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "status", help=tell("what an output folder holds: articles, rows, errors, decisions, what is due")
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help=tell("an output folder (default: extracted)")
    )
    command.add_argument("--json", action="store_true", help=tell("print one JSON object"))
    command.add_argument("--errors", type=int, default=10, metavar="N", help=tell("print up to N errors (default: 10)"))
    command.set_defaults(carry_out=status)


def status(options: argparse.Namespace) -> int:
    """zhibiao status"""
    from zhibiao.batch.status import standing

    found = standing(options.folder)
    if options.json:
        record = found.record()
        record["first_errors"] = [[name, spoken(error)] for name, error in found.first_errors]
        print(json.dumps(record, ensure_ascii=False))
        return SOME_FAILED if found.errors else OK
    print(f"{options.folder} ← {found.corpus or '—'}{tell(' (a run is at work)') if found.running else ''}")
    lines: list[tuple[str, int | None, str]] = [
        (tell("articles"), found.articles, tell("removed: {n:,}", n=found.removed) if found.removed else ""),
        (tell("rows"), found.rows, ""),
        (tell("errors"), found.errors, ""),
        (tell("decisions"), found.decisions, ""),
        (tell("due"), found.due, tell("files new, changed or gone")),
    ]
    for name, n, said in lines:
        counted = f"{n:>10,}  {said}".rstrip() if n is not None else tell("the corpus is not there")
        print(f"  {padded(name, 10)} {counted}")
    if not found.exported:
        print("  " + tell("the tables are behind the database; run again"))
    for name, error in found.first_errors[: options.errors]:
        print(f"  ✗ {name}: {spoken(error)}")
    return SOME_FAILED if found.errors else OK
