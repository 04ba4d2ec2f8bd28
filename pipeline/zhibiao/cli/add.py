"""zhibiao add: articles into the corpus, each once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands, count, day, field_option, seconds, shown
from zhibiao.model import UnreadableArticle
from zhibiao.wording import padded, say, spoken, tell


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("add", help=tell("copy articles into the corpus: stable names, no duplicates"))
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=tell("files, folders, archives, web addresses, or - for standard input"),
    )
    command.add_argument(
        "--corpus", default="corpus", type=Path, metavar="DIR", help=tell("the corpus (default: corpus)")
    )
    command.add_argument(
        "--published", type=day, metavar="DATE", help=tell("publication date of all of them, 2025-11-16")
    )
    command.add_argument("--source", default="", help=tell("source of all of them: 甲市日报"))
    command.add_argument(
        "--reprints", action="store_true", help=tell("add reprints of articles that the corpus has, too")
    )
    field_option(command)
    web = command.add_argument_group(tell("web addresses"))
    web_options(web)
    command.set_defaults(carry_out=carry_out)


def web_options(group: argparse._ArgumentGroup) -> None:
    """How addresses are fetched."""
    group.add_argument(
        "--most", type=count, default=50, metavar="N", help=tell("articles of one feed, sitemap or list (default: 50)")
    )
    group.add_argument(
        "--pause", type=seconds, default=1, metavar="S", help=tell("seconds between requests to one host (default: 1)")
    )
    group.add_argument(
        "--allow-local", action="store_true", help=tell("addresses of this machine and of private networks, too")
    )


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
        web=feeding.Web(options.allow_local, options.most, options.pause),
    ):
        if isinstance(item, feeding.Kept):
            kept += 1
            print(
                f"{padded(tell('added'), 12)}  {item.file}  ← {shown(item.article.id)}{dated(item.article.published_from)}"
            )
        elif isinstance(item, feeding.Refused):
            refused += 1
            how = tell("duplicate") if item.similarity == 1 else tell("reprint {share:.0%}", share=item.similarity)
            print(f"{padded(how, 12)}  {shown(item.article.id)}  = {item.file}")
        else:
            failed += 1
            print(f"zhibiao: {spoken(item.error)}", file=sys.stderr)
    print(
        tell(
            "{kept} added, {refused} refused as known, {failed} could not be read",
            kept=kept,
            refused=refused,
            failed=failed,
        )
    )
    if not kept + refused + failed:
        raise UnreadableArticle(say("{paths}: no article found", paths=" ".join(options.paths)))
    return SOME_FAILED if failed else OK


def dated(origin: str) -> str:
    """Where the date comes from, when it was guessed."""
    return f" ({tell('date {origin}', origin=origin)})" if "guessed" in origin else ""
