"""zhibiao demo: two articles of our own through every step, in a folder of their own."""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path

from zhibiao.cli.common import OK, Commands
from zhibiao.cli.extract import SHOWN, aligned, room
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, tell


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser("demo", help=tell("two short articles through every step, in a folder of their own"))
    command.add_argument(
        "folder", nargs="?", default="zhibiao-demo", type=Path, help=tell("a new folder (default: zhibiao-demo)")
    )
    command.set_defaults(carry_out=demo)


def demo(options: argparse.Namespace) -> int:
    """zhibiao demo"""
    from zhibiao import batch
    from zhibiao.store import Store

    folder: Path = options.folder
    if folder.exists() and not (folder / "corpus").is_dir() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise ZhibiaoError(say("{folder}: holds something else; name a new folder", folder=folder))
    corpus, output = folder / "corpus", folder / "extracted"
    print(tell("1. two articles, as a newspaper prints them: {corpus}", corpus=corpus))
    copy_articles(corpus)
    print(tell("2. extracted into tables: {output}", output=output))
    batch.run(corpus, output, batch.Options(workers=1))
    print(tell("3. the table: one row for each stated quantity") + "\n")
    with Store.open(output) as store:
        rows = [row for article in store.articles() for row in store.rows(article.key)]
    print(aligned(list(enumerate(rows, 1)), [name for name in SHOWN if name != "article"], room()) + "\n")
    print(tell("next:"))
    for command in (
        f"zhibiao explain {first(corpus)} 1",
        f"zhibiao review {output}",
        f"zhibiao report {output}",
        f"zhibiao export {output} -o {folder / 'tables'} --header zh",
    ):
        print(f"  {command}")
    return OK


def copy_articles(corpus: Path) -> None:
    """The articles that lie in the package, as files."""
    try:
        corpus.mkdir(parents=True, exist_ok=True)
        for article in resources.files("zhibiao").joinpath("demo").iterdir():
            (corpus / article.name).write_bytes(article.read_bytes())
    except OSError as error:
        raise ZhibiaoError(
            say("{path}: cannot be written: {strerror}; name another folder", path=corpus, strerror=error.strerror)
        ) from error


def first(corpus: Path) -> Path:
    return min(corpus.glob("*.txt"))
