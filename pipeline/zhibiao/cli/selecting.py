"""Options of the commands that write tables: which rows and columns, in which formats."""

from __future__ import annotations

import argparse
from dataclasses import fields

from zhibiao.cli.common import unit_option
from zhibiao.exports import FORMATS, Selection, SelectionError
from zhibiao.exports.select import chinese
from zhibiao.model import Row
from zhibiao.wording import say, tell


def selection_options(command: argparse.ArgumentParser, more: tuple[str, ...] = ()) -> None:
    """What goes into the tables, and what they are; `more` formats that a command has besides."""
    group = command.add_argument_group(tell("the tables"))
    group.add_argument(
        "--format",
        action="append",
        choices=[*FORMATS, *more],
        default=[],
        help=tell("default csv; repeatable, in addition to csv on run"),
    )
    group.add_argument(
        "--columns", metavar="A,B", help=tell("only these columns of the indicator table, in this order")
    )
    group.add_argument(
        "--where",
        default="",
        metavar="SQL",
        help=tell("only rows that meet a condition: \"measure = 'change' AND value > 10\""),
    )
    group.add_argument(
        "--only",
        choices=("accepted", "reviewed"),
        default="",
        help=tell("only rows that a reviewer has accepted or decided on"),
    )
    group.add_argument(
        "--header",
        choices=("en", "zh"),
        default="en",
        help=tell("zh: column names and the values of enumerations in Chinese"),
    )
    group.add_argument(
        "--excel",
        action="store_true",
        help=tell("CSV for Excel and WPS: with a mark (BOM), ids and long numbers as text"),
    )
    unit_option(command)


def named(column: str) -> str:
    """A column by its name, or by the Chinese one that `--header zh` writes."""
    return next((f.name for f in fields(Row) if chinese(f.metadata["description"]) == column), column)


def selection_of(options: argparse.Namespace) -> Selection:
    """The selection that the options ask for. Raises `SelectionError`."""
    asked = options.columns or ""
    columns = tuple(dict.fromkeys(named(name.strip()) for name in asked.split(",") if name.strip()))
    if options.columns is not None and not columns:
        raise SelectionError(say("--columns: names no column; leave the option out for all columns"))
    selection = Selection(columns, options.where, tuple(options.unit), options.only, options.header, options.excel)
    selection.check()
    return selection


def chosen_formats(options: argparse.Namespace, always: tuple[str, ...] = ("csv",)) -> tuple[str, ...]:
    """The formats asked for, after those that are always written."""
    return tuple(dict.fromkeys((*always, *options.format)))
