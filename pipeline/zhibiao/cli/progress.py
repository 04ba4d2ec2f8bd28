"""How a run shows where it is: a bar on a terminal, JSON lines for a program, nothing in a pipe."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from zhibiao.wording import tell

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
    shape = "{percentage:3.0f}% {bar} {elapsed} < {remaining} {postfix}"
    with tqdm(total=STEPS, bar_format=shape, leave=False, file=sys.stderr, mininterval=0.2) as shown:
        started = time.monotonic()

        def show(progress: Progress) -> None:
            counts = progress.counts
            rate = counts.extracted / max(time.monotonic() - started, 0.001)
            text = tell(
                "{articles} articles ({rate:.0f}/s), {rows} rows",
                articles=counts.extracted,
                rate=rate,
                rows=counts.rows,
            )
            errors = " " + tell("{errors} errors", errors=counts.errors) if counts.errors else ""
            shown.set_postfix_str(f"{text}{errors} {progress.name[-30:]}", refresh=False)
            shown.update(int(progress.part * STEPS) - shown.n)

        yield show


def report(summary: Summary, log_format: str) -> None:
    """What a run did and where its tables are."""
    if log_format == "json":
        log("summary", **{**asdict(summary), "output": str(summary.output), "files": [str(f) for f in summary.files]})
    counts, seconds = summary.counts, summary.seconds
    same = summary.articles - counts.extracted
    print(counted(summary.articles, summary.rows, summary.errors, seconds))
    print(
        tell(
            "  new {new}   changed {changed}   unchanged {same}   removed {removed}",
            new=counts.new,
            changed=counts.changed,
            same=same,
            removed=counts.removed,
        )
    )
    if summary.other_corpus and counts.removed:
        print(
            tell(
                "zhibiao: this folder was of {corpus}, whose articles are removed; use another -o to keep both",
                corpus=summary.other_corpus,
            ),
            file=sys.stderr,
        )
    print(f"  {summary.output / 'indicators.csv'}  {tell('the indicator table')}")
    print(f"  {summary.output / 'mentions.csv'}    {tell('every numeral, time and name')}")
    print(f"  {summary.output / 'articles.csv'}    {tell('one line per article')}")
    for file in summary.files:
        if file.suffix not in (".csv", ".json"):
            print(f"  {file}")


def counted(articles: int, rows: int, errors: int, seconds: float) -> str:
    """What there is after a run, in one line."""
    return tell(
        "{articles} articles, {rows} rows, {errors} errors in {seconds:.1f} s",
        articles=articles,
        rows=rows,
        errors=errors,
        seconds=seconds,
    )


def log(event: str, **values: Any) -> None:
    """One JSON line on standard error."""
    print(json.dumps({"event": event, **values}, ensure_ascii=False), file=sys.stderr, flush=True)
