"""zhibiao report: one HTML file to send to others."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, Commands
from zhibiao.model import ZhibiaoError

FILE = "report.html"


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("report", help="one self-contained HTML file: figures, rows, every numeral, charts")
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help="an output folder (default: extracted)"
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: report.html in the folder")
    command.add_argument("--article", default="", metavar="ID", help="only this article (default: the whole corpus)")
    command.add_argument("--language", choices=("zh", "en"), default="zh", help="of headings and legends (default: zh)")
    command.set_defaults(carry_out=report)


def report(options: argparse.Namespace) -> int:
    """zhibiao report"""
    try:
        from zhibiao.review.report import save
    except ModuleNotFoundError as error:
        raise ZhibiaoError(f"{error.name} is not installed; install it with: pip install 'zhibiao[review]'") from error
    from zhibiao.store import Store

    output = options.output or options.folder / FILE
    if str(output) == "-":
        raise ZhibiaoError("-o -: 报告写进文件，请给文件名 (the report goes into a file; name it)")
    with Store.open(options.folder) as store:
        n = save(store, output, options.article, options.language)
    print(f"{output}：{n} 篇文章 articles")
    return OK
