"""zhibiao run --scheduler: the job on a cluster, and its report."""

from __future__ import annotations

import argparse
import sys

from zhibiao.cli.common import OK, SOME_FAILED
from zhibiao.model import ZhibiaoError

LOCAL_ONLY = ("force", "where", "columns", "only", "excel", "unit", "format")


def run_on_cluster(options: argparse.Namespace, output: str) -> int:
    """Run on a Dask cluster; parts that failed are named on standard error."""
    from zhibiao.cli.progress import log
    from zhibiao.cluster.on_dask import run

    if wrong := [name for name in LOCAL_ONLY if getattr(options, name)]:
        raise ZhibiaoError(
            f"--{wrong[0]}: 不能与 --scheduler 同用 (not with --scheduler; select from its Parquet output)"
        )
    told = options.log_format == "json"

    def progress(done: int, parts: int) -> None:
        if told:
            log("progress", done=done, parts=parts)
        elif sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{done}/{parts}" + "\n" * (done == parts))

    summary = run(options.scheduler, options.corpus, output, dict(options.field), progress, options.ner)
    for line in summary.failed:
        print(f"zhibiao: {line}", file=sys.stderr)
    print(f"{summary.articles} 篇文章，{summary.rows} 行指标，{summary.errors} 个错误，用时 {summary.seconds:.1f} 秒")
    print(f"{summary.articles} articles, {summary.rows} rows, {summary.errors} errors in {summary.seconds:.1f} s")
    print(f"  {summary.parts} 个分区 parts，已有 kept {summary.kept}，失败 failed {len(summary.failed)}")
    print(f"  {output}/indicators  指标表 the indicator table (Parquet)")
    print(f"  {output}/articles    每篇文章的状态 one line per article (Parquet)")
    return SOME_FAILED if summary.errors or summary.failed else OK
