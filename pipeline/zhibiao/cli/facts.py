"""zhibiao facts: what several articles state of one thing, brought up to date and written as tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.cli.common import OK, Commands
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, tell

if TYPE_CHECKING:
    from zhibiao.store import Store


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "facts", help=tell("join the rows of all articles into facts: agreed, revised, in conflict (facts.csv)")
    )
    command.add_argument(
        "folder", nargs="?", default="extracted", type=Path, help=tell("an output folder (default: extracted)")
    )
    command.add_argument(
        "--corpus", type=Path, metavar="DIR", help=tell("where zhibiao.toml is, if the corpus has moved")
    )
    command.add_argument(
        "--accept",
        nargs=2,
        metavar=("FACT", "ROW"),
        help=tell("in a conflict, the figure of this row is right; it stays so"),
    )
    command.add_argument("--undo", nargs=2, metavar=("FACT", "ROW"), help=tell("take that back"))
    command.add_argument("--who", default="", help=tell("who says so (default: the user of this machine)"))
    command.add_argument("--note", default="", help=tell("why"))
    command.set_defaults(carry_out=facts)


def facts(options: argparse.Namespace) -> int:
    """zhibiao facts"""

    def ruled(store: Store) -> None:
        from zhibiao.facts import rule

        for chosen, undo in ((options.accept, False), (options.undo, True)):
            if chosen:
                who, when = signed(options.who)
                rule(store, *chosen, who=who, when=when, undo=undo, note=options.note)

    bring_up_to_date(options.folder, options.corpus, ruled)
    return OK


def bring_up_to_date(
    folder: Path, corpus: Path | None = None, ruled: Callable[[Store], None] = lambda store: None
) -> None:
    """Join what has changed, let a person rule, write the tables, and say what there is."""
    from zhibiao.batch.lock import locked
    from zhibiao.facts import update
    from zhibiao.facts.tables import write_tables
    from zhibiao.store import Store

    Store.open(folder).close()
    with locked(folder), Store.open(folder, write=True) as store:
        done = update(store, corpus)
        ruled(store)
        for path in write_tables(store, folder):
            print(path)
    n = done.facts
    print(
        tell(
            "facts: {n:,} ({single:,} single, {agreed:,} agreed, {revised:,} revised, {conflict:,} in conflict); "
            "articles brought up to date: {articles:,}",
            n=sum(n.values()),
            articles=done.articles,
            **{name: n.get(name, 0) for name in ("single", "agreed", "revised", "conflict")},
        )
    )


def signed(given: str) -> tuple[str, str]:
    """Who decides, and when."""
    from zhibiao.cli.review import now, user

    who = given or user()
    if not who.strip():
        raise ZhibiaoError(say("--who: give a name"))
    return who, now()
