"""zhibiao evaluate: a table against annotated rows or names, or against another table; the candidates of its cells."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands, Given, field_option
from zhibiao.cli.speech import examples
from zhibiao.model import ZhibiaoError
from zhibiao.wording import phrase, say, tell

EXAMPLES = (
    (
        "zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl --rules",
        phrase("scores, and which rule errs"),
    ),
    ("zhibiao evaluate TABLE GOLD.jsonl --by article", phrase("scores of each article")),
    ("zhibiao evaluate TABLE GOLD.jsonl --candidates --articles corpus", phrase("what the sources proposed")),
    ("zhibiao evaluate extracted/mentions.csv tests/gold/names.jsonl --errors 20", phrase("names, with the errors")),
    ("zhibiao evaluate --compare OLD.csv NEW.csv --ignore confidence", phrase("which rows differ")),
)


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "evaluate",
        help=tell("score a table against annotated rows (mentions against annotated names), or compare two tables"),
        epilog=examples(EXAMPLES)
        + "\n"
        + tell("exit codes: 0 scored, or no difference; 1 the tables differ; 2 a file could not be read"),
    )
    command.add_argument(
        "paths", nargs="*", type=Path, metavar="TABLE GOLD", help=tell("a table, then files of annotations")
    )
    command.add_argument("--errors", type=int, default=0, metavar="N", help=tell("print up to N wrong rows"))
    command.add_argument("--rules", action="store_true", help=tell("print which rule makes which errors"))
    command.add_argument(
        "--by", default="", metavar="COLUMN", help=tell("scores of each article, gold (file), rule, measure, section …")
    )
    command.add_argument(
        "--candidates",
        action="store_true",
        help=tell("print how often the right subject and indicator were among the candidates, and taken, by source"),
    )
    command.add_argument("--articles", metavar="FOLDER", help=tell("--candidates: what the table was made from"))
    field_option(command)
    command.add_argument(
        "--compare",
        nargs=2,
        type=Path,
        metavar=("OLD", "NEW"),
        help=tell("which rows two tables of one corpus differ in"),
    )
    command.add_argument(
        "--examples", type=int, default=10, metavar="N", help=tell("--compare: up to N rows of each kind")
    )
    command.add_argument("--column", action="append", default=[], help=tell("--compare: only this column (repeatable)"))
    command.add_argument(
        "--ignore", action="append", default=[], metavar="COLUMN", help=tell("--compare: not this column")
    )
    command.set_defaults(carry_out=evaluate)


def evaluate(options: argparse.Namespace) -> int:
    """zhibiao evaluate"""
    from zhibiao.evaluate import load_gold
    from zhibiao.evaluate_names import compare as compare_names
    from zhibiao.evaluate_names import is_mentions, load_names
    from zhibiao.evaluate_names import report as report_names
    from zhibiao.reports import report

    if options.candidates != bool(options.articles) or (options.candidates and options.compare):
        raise ZhibiaoError(
            say(
                "evaluate: --candidates needs --articles FOLDER, what the table was made from, and goes without --compare"
            )
        )
    if options.compare:
        return compare(options)
    if len(options.paths) < 2:
        raise ZhibiaoError(say("evaluate: give a table and at least one file of annotations, or --compare OLD NEW"))
    table, *gold = options.paths
    if is_mentions(table):
        if options.rules or options.by or options.candidates:
            raise ZhibiaoError(say("evaluate: a table of mentions takes neither --rules nor --by nor --candidates"))
        print(report_names(compare_names(load_names(table), load_gold(gold)), options.errors))
        return OK
    print(report(table, gold, options.errors, options.by, options.rules))
    return candidates(options) if options.candidates else OK


def candidates(options: argparse.Namespace) -> int:
    """zhibiao evaluate --candidates"""
    from zhibiao.evaluate import load_gold, load_table
    from zhibiao.evaluate_candidates import report

    table, *gold = options.paths
    annotated = load_gold(gold)
    given = Given(options.articles, argparse.Namespace(field=options.field, published=None))
    lines = report(given, load_table(table, annotated), annotated, options.articles)
    print("\n".join(["", *lines]))
    return given.code()


def compare(options: argparse.Namespace) -> int:
    """zhibiao evaluate --compare; with files of annotations, the scores of both tables too."""
    from zhibiao import compare
    from zhibiao.reports import side_by_side

    old, new = options.compare
    changes = compare.compare(old, new, options.column, options.ignore, options.examples)
    print(compare.report(changes))
    if options.paths:
        print("\n".join(side_by_side(old, new, options.paths)))
    return SOME_FAILED if changes.differ else OK
