"""zhibiao add: articles into the corpus, each once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands, day, field_option, shown
from zhibiao.model import UnreadableArticle


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("add", help="copy articles into the corpus: stable names, no duplicates")
    command.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, archives, or - for standard input")
    command.add_argument("--corpus", default="corpus", type=Path, metavar="DIR", help="the corpus (default: corpus)")
    command.add_argument("--published", type=day, metavar="DATE", help="publication date of all of them, 2025-11-16")
    command.add_argument("--source", default="", help="source of all of them: 甲市日报")
    command.add_argument("--reprints", action="store_true", help="add reprints of articles that the corpus has, too")
    field_option(command)
    command.set_defaults(carry_out=carry_out)


def carry_out(options: argparse.Namespace) -> int:
    """zhibiao add"""
    from zhibiao import feeding

    kept = refused = failed = 0
    for item in feeding.add(
        options.paths,
        options.corpus,
        published=options.published,
        source=options.source,
        fields=dict(options.field),
        reprints=options.reprints,
    ):
        if isinstance(item, feeding.Kept):
            kept += 1
            print(f"加入 added     {item.file}  ← {shown(item.article.id)}{dated(item.article.published_from)}")
        elif isinstance(item, feeding.Refused):
            refused += 1
            how = "重复 duplicate" if item.similarity == 1 else f"转载 reprint {item.similarity:.0%}"
            print(f"{how}  {shown(item.article.id)}  = {item.file}")
        else:
            failed += 1
            print(f"zhibiao: {item.error}", file=sys.stderr)
    print(f"{kept} 篇加入，{refused} 篇已有，{failed} 个读不了")
    print(f"{kept} added, {refused} refused as known, {failed} could not be read")
    if not kept + refused + failed:
        raise UnreadableArticle(f"{' '.join(options.paths)}: 没有文章 (no article found)")
    return SOME_FAILED if failed else OK


def dated(origin: str) -> str:
    """Where the date comes from, when it was guessed."""
    return f"（日期为推测 date {origin}）" if "guessed" in origin else ""
