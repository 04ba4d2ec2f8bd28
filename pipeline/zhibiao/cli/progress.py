"""How a run shows where it is: a bar on a terminal, JSON lines for a program, nothing in a pipe."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhibiao.batch import Progress, Summary

EVERY = 5.0  # seconds between JSON lines
STEPS = 1000  # of the bar


@contextmanager
def reporter(log_format: str) -> Iterator[Callable[[Progress], None]]:
    """What a run calls with its progress."""
    if log_format == "json":
        yield lines()
    elif sys.stderr.isatty():
        with bar() as show:
            yield show
    else:
        yield lambda progress: None


def lines() -> Callable[[Progress], None]:
    """A JSON line every few seconds."""
    started = time.monotonic()
    last = started

    def show(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < EVERY:
            return
        last = now
        seconds = now - started
        counts = progress.counts
        left = seconds / progress.part - seconds if progress.part else None
        log(
            "progress",
            part=round(progress.part, 4),
            articles=counts.extracted,
            per_second=round(counts.extracted / seconds, 1),
            rows=counts.rows,
            errors=counts.errors,
            seconds_left=left and round(left),
            file=progress.name,
        )

    return show


@contextmanager
def bar() -> Iterator[Callable[[Progress], None]]:
    """A bar of the bytes read, with articles a second, rows, errors and the time left."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own: a run forks while it has one
    shape = "{percentage:3.0f}% {bar} {elapsed} 剩 left {remaining} {postfix}"
    with tqdm(total=STEPS, bar_format=shape, leave=False, file=sys.stderr, mininterval=0.2) as shown:
        started = time.monotonic()

        def show(progress: Progress) -> None:
            counts = progress.counts
            rate = counts.extracted / max(time.monotonic() - started, 0.001)
            errors = f" 错误 errors {counts.errors}" if counts.errors else ""
            text = f"{counts.extracted} 篇 ({rate:.0f}/s) {counts.rows} 行 rows{errors} {progress.name[-30:]}"
            shown.set_postfix_str(text, refresh=False)
            shown.update(int(progress.part * STEPS) - shown.n)

        yield show


def report(summary: Summary, log_format: str) -> None:
    """What a run did and where its tables are."""
    if log_format == "json":
        log("summary", **{**asdict(summary), "output": str(summary.output), "files": [str(f) for f in summary.files]})
    counts, seconds = summary.counts, summary.seconds
    same = summary.articles - counts.extracted
    print(f"{summary.articles} 篇文章，{summary.rows} 行指标，{summary.errors} 个错误，用时 {seconds:.1f} 秒")
    print(f"{summary.articles} articles, {summary.rows} rows, {summary.errors} errors in {seconds:.1f} s")
    print(
        f"  新 new {counts.new}   变 changed {counts.changed}   未变 unchanged {same}   移除 removed {counts.removed}"
    )
    if summary.other_corpus and counts.removed:
        print(
            f"zhibiao: 此目录原是 {summary.other_corpus} 的，其文章已移除；要都留着，请用另一个 -o "
            "(this folder was of another corpus, whose articles are removed; use another -o to keep both)",
            file=sys.stderr,
        )
    print(f"  {summary.output / 'indicators.csv'}  指标表 the indicator table")
    print(f"  {summary.output / 'mentions.csv'}    每个数字、时间、名称的去向 every numeral, time and name")
    print(f"  {summary.output / 'articles.csv'}    每篇文章的状态 one line per article")
    for file in summary.files:
        if file.suffix not in (".csv", ".json"):
            print(f"  {file}")


def log(event: str, **values: Any) -> None:
    """One JSON line on standard error."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), file=sys.stderr, flush=True)
