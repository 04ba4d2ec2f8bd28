"""zhibiao report: one HTML file to send to others."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, Commands
from zhibiao.model import ZhibiaoError
from zhibiao.wording import LANGUAGES, language, say, tell

FILE = "report.html"


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "report", help=tell("one self-contained HTML file: figures, rows, every numeral, charts")
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help=tell("an output folder (default: extracted)")
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help=tell("default: report.html in the folder"))
    command.add_argument(
        "--article", default="", metavar="ID", help=tell("only this article (default: the whole corpus)")
    )
    command.add_argument("--language", choices=LANGUAGES, help=argparse.SUPPRESS)  # once the way to say --lang
    command.add_argument("--title", default="", help=tell("the report's title (default: the name of the corpus)"))
    command.set_defaults(carry_out=report)


def report(options: argparse.Namespace) -> int:
    """zhibiao report"""
    try:
        from zhibiao.review.report import save
    except ModuleNotFoundError as error:
        raise ZhibiaoError(
            say("{name} is not installed; install it with: pip install 'zhibiao[review]'", name=error.name)
        ) from error
    from zhibiao.store import Store

    output = options.output or options.folder / FILE
    if str(output) == "-":
        raise ZhibiaoError(say("-o -: the report goes into a file; name it"))
    with Store.open(options.folder) as store:
        n = save(store, output, options.article, options.language or language(), options.title)
    print(tell("{output}: {n} articles", output=output, n=n))
    return OK
