"""zhibiao run: a corpus into tables."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands, unit_option
from zhibiao.model import UnreadableArticle


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("run", help="extract every article of a corpus into CSV tables")
    command.add_argument("corpus", nargs="?", default="corpus", type=Path, help="a folder or a file (default: corpus)")
    command.add_argument(
        "-o", "--output", default="extracted", type=Path, metavar="DIR", help="where the tables go (default: extracted)"
    )
    unit_option(command)
    command.set_defaults(carry_out=run)


def run(options: argparse.Namespace) -> int:
    """zhibiao run"""
    from zhibiao import batch

    bar = Bar(sys.stderr.isatty())
    summary = batch.run(options.corpus, options.output, bar.step, options.unit)
    bar.close()
    if not summary.articles:
        raise UnreadableArticle(f"{options.corpus}: no article found; put files there that docs/reading.md lists")
    print(f"{summary.articles} 篇文章，{summary.rows} 行指标，{summary.errors} 个错误，用时 {summary.seconds:.1f} 秒")
    print(f"{summary.articles} articles, {summary.rows} rows, {summary.errors} errors in {summary.seconds:.1f} s")
    print(f"  {summary.output / 'indicators.csv'}  指标表 the indicator table")
    print(f"  {summary.output / 'mentions.csv'}    每个数字、时间、名称的去向 every numeral, time and name")
    print(f"  {summary.output / 'articles.csv'}    每篇文章的状态 one line per article")
    return SOME_FAILED if summary.errors else OK


class Bar:
    """A one-line counter on a terminal; silent elsewhere."""

    def __init__(self, shown: bool) -> None:
        self.shown = shown

    def step(self, done: int, name: str) -> None:
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{done} 篇 {name[-50:]}")
            sys.stderr.flush()

    def close(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
