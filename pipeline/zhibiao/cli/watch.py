"""zhibiao watch: the batch, again whenever files of the corpus arrive or change."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.cli.add import web_options
from zhibiao.cli.common import OK, Commands
from zhibiao.cli.run import output_of, run, run_options
from zhibiao.model import UnreadableArticle, ZhibiaoError
from zhibiao.wording import say, spoken, tell

if TYPE_CHECKING:
    from zhibiao.feeding.feeds import Feeds

QUIET = 500  # milliseconds without a change


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("watch", help=tell("run the batch now and whenever articles arrive; Ctrl-C ends it"))
    run_options(command)
    web_options(command.add_argument_group(tell("web addresses of [feeds] in zhibiao.toml")))
    command.set_defaults(carry_out=watch)


def watch(options: argparse.Namespace) -> int:
    """zhibiao watch"""
    from zhibiao.feeding.feeds import feeds_of
    from zhibiao.reading.extras import library
    from zhibiao.reading.outputs import written_by_us
    from zhibiao.reading.scanning import wanted

    if not Path(options.corpus).is_dir():
        raise UnreadableArticle(say("{corpus}: no such folder", corpus=options.corpus))
    watchfiles = library("watchfiles", "feed", "zhibiao watch")
    feeds = feeds_of(Path(options.corpus))
    corpus, output = Path(options.corpus).resolve(), Path(output_of(options)).resolve()

    def matters(change: object, name: str) -> bool:
        """Whether a change is one of an article: not of the tables, not of what the folder hides."""
        path = Path(name)
        ours = written_by_us(path.name) if output == corpus else path.is_relative_to(output)
        return not ours and path.is_relative_to(corpus) and wanted(path.relative_to(corpus).as_posix())

    print(tell("watching {corpus}; Ctrl-C ends it", corpus=corpus), flush=True)
    code = None
    due = time.monotonic()
    # The first run, too, comes when the watch has begun: it says when nothing changed, so that nothing is missed.
    changes = watchfiles.watch(corpus, watch_filter=matters, yield_on_timeout=True, rust_timeout=QUIET)
    try:
        for changed in changes:
            if feeds.addresses and time.monotonic() >= due:
                fetch(feeds, options)
                due = time.monotonic() + feeds.minutes * 60
            if changed or code is None:
                code = once(options)
    except KeyboardInterrupt:
        pass
    return OK if code is None else code


def fetch(feeds: Feeds, options: argparse.Namespace) -> None:
    """Add what is new at the addresses; what is wrong is said and the watch goes on."""
    from zhibiao import feeding

    web = feeding.Web(options.allow_local, options.most, options.pause)
    try:
        for item in feeding.add(feeds.addresses, Path(options.corpus), source=feeds.source, web=web):
            if isinstance(item, feeding.Kept):
                print(f"{tell('added')}  {item.file}  ← {item.article.url}", flush=True)
            elif not isinstance(item, feeding.Refused):
                print(f"zhibiao: {spoken(item.error)}", file=sys.stderr, flush=True)
    except ZhibiaoError as error:
        print(f"zhibiao: {spoken(str(error))}", file=sys.stderr, flush=True)


def once(options: argparse.Namespace) -> int:
    """One run of the batch; an error is said and the watch goes on."""
    try:
        code = run(options)
    except ZhibiaoError as error:
        print(f"zhibiao: {spoken(str(error))}", file=sys.stderr, flush=True)
        return OK
    sys.stdout.flush()
    return code
