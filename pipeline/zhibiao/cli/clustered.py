"""zhibiao run --scheduler: the job on a cluster, and its report."""

from __future__ import annotations

import argparse
import sys

from zhibiao.cli.common import OK, SOME_FAILED
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say, spoken, tell

LOCAL_ONLY = ("force", "where", "columns", "only", "excel", "unit", "format")


def run_on_cluster(options: argparse.Namespace, output: str) -> int:
    """Run on a Dask cluster; parts that failed are named on standard error."""
    from zhibiao.cli.progress import counted, log
    from zhibiao.cluster.on_dask import run

    if wrong := [name for name in LOCAL_ONLY if getattr(options, name)]:
        raise ZhibiaoError(say("--{option}: not with --scheduler; select from its Parquet output", option=wrong[0]))
    told = options.log_format == "json"

    def progress(done: int, parts: int) -> None:
        if told:
            log("progress", done=done, parts=parts)
        elif sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{done}/{parts}" + "\n" * (done == parts))

    summary = run(options.scheduler, options.corpus, output, dict(options.field), progress, options.ner, options.facts)
    for line in summary.failed:
        print(f"zhibiao: {spoken(line)}", file=sys.stderr)
    print(counted(summary.articles, summary.rows, summary.errors, summary.seconds))
    print(
        tell(
            "  {parts} parts, {kept} kept, {failed} failed",
            parts=summary.parts,
            kept=summary.kept,
            failed=len(summary.failed),
        )
    )
    print(f"  {output}/indicators  {tell('the indicator table')} (Parquet)")
    print(f"  {output}/articles    {tell('one line per article')} (Parquet)")
    if options.facts and not summary.failed:
        print(f"  {output}/facts       {tell('{n:,} facts', n=summary.facts)} (Parquet)")
    return SOME_FAILED if summary.errors or summary.failed else OK
