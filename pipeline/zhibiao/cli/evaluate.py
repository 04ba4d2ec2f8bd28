"""zhibiao evaluate: a table against annotated rows or names, or against another table; the candidates of its cells."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands, Given, field_option
from zhibiao.model import ZhibiaoError

EXAMPLES = """examples:
  zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl --rules
  zhibiao evaluate TABLE GOLD.jsonl --by article
  zhibiao evaluate extracted/indicators.csv tests/gold/corpus.jsonl --candidates --articles corpus
  zhibiao evaluate extracted/mentions.csv tests/gold/names.jsonl --errors 20
  zhibiao evaluate --compare OLD.csv NEW.csv --ignore confidence

exit codes: 0 scored, or no difference; 1 the tables differ; 2 a file could not be read
"""


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "evaluate",
        help="score a table against annotated rows (mentions against annotated names), or compare two tables",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("paths", nargs="*", type=Path, metavar="TABLE GOLD", help="a table, then files of annotations")
    command.add_argument("--errors", type=int, default=0, metavar="N", help="print up to N wrong rows")
    command.add_argument("--rules", action="store_true", help="print which rule makes which errors")
    command.add_argument(
        "--by", default="", metavar="COLUMN", help="scores of each article, gold (file), rule, measure, section …"
    )
    command.add_argument(
        "--candidates",
        action="store_true",
        help="print how often the right subject and indicator were among the candidates, and taken, by source",
    )
    command.add_argument("--articles", metavar="FOLDER", help="--candidates: what the table was made from")
    field_option(command)
    command.add_argument(
        "--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="which rows two tables of one corpus differ in"
    )
    command.add_argument("--examples", type=int, default=10, metavar="N", help="--compare: up to N rows of each kind")
    command.add_argument("--column", action="append", default=[], help="--compare: only this column (repeatable)")
    command.add_argument("--ignore", action="append", default=[], metavar="COLUMN", help="--compare: not this column")
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
            "evaluate: --candidates 与 --articles 文件夹 须同用，不与 --compare 同用 "
            "(--candidates needs --articles FOLDER, what the table was made from, and goes without --compare)"
        )
    if options.compare:
        return compare(options)
    if len(options.paths) < 2:
        raise ZhibiaoError("evaluate: give a table and at least one file of annotations, or --compare OLD NEW")
    table, *gold = options.paths
    if is_mentions(table):
        if options.rules or options.by or options.candidates:
            raise ZhibiaoError(
                "evaluate: 提及表不能用 --rules、--by、--candidates "
                "(a table of mentions takes neither --rules nor --by nor --candidates)"
            )
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
    given = Given(argparse.Namespace(file=options.articles, field=options.field, published=None))
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
