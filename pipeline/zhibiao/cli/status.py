"""zhibiao status: what an output folder holds, and whether its corpus has changed since."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "status", help="what an output folder holds: articles, rows, errors, decisions, what is due"
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help="an output folder (default: extracted)"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--errors", type=int, default=10, metavar="N", help="print up to N errors (default: 10)")
    command.set_defaults(carry_out=status)


def status(options: argparse.Namespace) -> int:
    """zhibiao status"""
    from zhibiao.batch.status import standing

    found = standing(options.folder)
    if options.json:
        print(json.dumps(found.record(), ensure_ascii=False))
        return SOME_FAILED if found.errors else OK
    running = "，正在运行 running" if found.running else ""
    print(f"{options.folder} ← {found.corpus or '—'}{running}")
    print(f"  文章 articles   {found.articles:>10,}  （移除 removed {found.removed:,}）")
    print(f"  指标 rows       {found.rows:>10,}")
    print(f"  错误 errors     {found.errors:>10,}")
    print(f"  审核 decisions  {found.decisions:>10,}")
    if found.due is None:
        print("  待办 due        语料不在了 (the corpus is not there)")
    else:
        print(f"  待办 due        {found.due:>10,}  个新增、变化或移除的文件 files new, changed or gone")
    if not found.exported:
        print("  表格未更新，请运行 zhibiao run (the tables are behind the database; run again)")
    for name, error in found.first_errors[: options.errors]:
        print(f"  ✗ {name}: {error}")
    return SOME_FAILED if found.errors else OK
