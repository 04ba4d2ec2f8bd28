"""zhibiao run: a corpus into tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from zhibiao.cli.common import OK, SOME_FAILED, Commands, count, field_option, ner_option, place
from zhibiao.cli.selecting import chosen_formats, selection_of, selection_options
from zhibiao.model import UnreadableArticle, ZhibiaoError
from zhibiao.wording import say, tell

LEAST_MEMORY = 1000  # MB of address space, of which dictionaries and libraries take about half


def add(commands: Commands) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "run", help=tell("extract every article of a corpus into tables, again only what changed")
    )
    run_options(command)
    command.set_defaults(carry_out=run)


def run_options(command: argparse.ArgumentParser) -> None:
    """What is run and how."""
    command.add_argument(
        "corpus", nargs="?", type=place, default="corpus", help=tell("a folder or a file (default: corpus)")
    )
    command.add_argument("place", nargs="?", metavar="output", help=tell("where the tables go; the same as -o"))
    command.add_argument("-o", "--output", metavar="DIR", help=tell("where the tables go (default: extracted)"))
    field_option(command)
    selection_options(command)
    ner_option(command)
    job = command.add_argument_group(tell("the job"))
    job.add_argument(
        "--facts", action="store_true", help=tell("then join the rows of all articles, as zhibiao facts does")
    )
    job.add_argument(
        "--workers", type=count, default=0, metavar="N", help=tell("worker processes (default: one a core)")
    )
    job.add_argument("--force", action="store_true", help=tell("extract every article again, changed or not"))
    job.add_argument(
        "--time-limit",
        type=count,
        default=120,
        metavar="S",
        help=tell("processor seconds for one article (default: 120; 0: none)"),
    )
    job.add_argument(
        "--memory-limit",
        type=megabytes,
        default=4096,
        metavar="MB",
        help=tell("memory of a worker (default: 4096; at least {least}; 0: no limit)", least=LEAST_MEMORY),
    )
    job.add_argument(
        "--log-format",
        choices=("text", "json"),
        default="text",
        help=tell("json: progress and summary as JSON lines on stderr"),
    )
    job.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=tell(
            "run on a Dask cluster, tcp://HOST:PORT; corpus and output may be s3://, hdfs://, … (docs/cluster.md)"
        ),
    )


def output_of(options: argparse.Namespace) -> str:
    """Where the tables go. Raises `ZhibiaoError` when two places are named."""
    if options.output and options.place and options.output != options.place:
        raise ZhibiaoError(
            say("{place}, -o {output}: give one output folder", place=options.place, output=options.output)
        )
    return str(options.output or options.place or "extracted")


def megabytes(text: str) -> int:
    """A memory limit: none, or enough for a worker to start with its dictionaries."""
    if 0 < (size := count(text)) < LEAST_MEMORY:
        raise argparse.ArgumentTypeError(
            say("{text} MB is too little; give at least {least}, or 0", text=text, least=LEAST_MEMORY)
        )
    return size


def run(options: argparse.Namespace) -> int:
    """zhibiao run"""
    from zhibiao import batch
    from zhibiao.cli.progress import report, reporter

    output = output_of(options)
    if options.scheduler:
        from zhibiao.cli.clustered import run_on_cluster

        return run_on_cluster(options, output)
    for named in (options.corpus, output):
        if "://" in named:
            raise ZhibiaoError(say("{named}: a remote path needs --scheduler tcp://HOST:8786", named=named))
    how = batch.Options(
        workers=options.workers,
        force=options.force,
        seconds=options.time_limit,
        megabytes=options.memory_limit,
        fields=dict(options.field),
        selection=selection_of(options),
        formats=chosen_formats(options),
        ner=options.ner,
        replace=bool(options.output or options.place),
    )
    with reporter(options.log_format) as progress:
        summary = batch.run(Path(options.corpus), Path(output), how, progress)
    if not summary.articles:
        raise UnreadableArticle(
            say("{corpus}: no article found; put files there that docs/reading.md lists", corpus=options.corpus)
        )
    report(summary, options.log_format)
    if options.facts:
        from zhibiao.cli.facts import bring_up_to_date

        bring_up_to_date(Path(output))
    return SOME_FAILED if summary.errors else OK
