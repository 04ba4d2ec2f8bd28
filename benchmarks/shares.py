"""Where the processor time of `zhibiao run` goes, so that one sees what more workers cannot share (Linux).

python benchmarks/shares.py 4000               generated articles, by two workers
python benchmarks/shares.py 4000 --workers 4

    start                of the parent: the pipeline loaded, a first article read; workers are forked from it
    extraction           all workers, what they pack and send included
    received             what workers send, read and unpickled by the parent
    written              outcomes into the database
    exported             the tables
    the rest             of the parent: the plan, handing out

The parent runs beside the workers, but for its start and the tables: with as many workers as cores it takes its time from them.
The last line says how many times as fast N workers can be as one on N cores that nobody else uses.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import felt
import synthetic

START = "import zhibiao.batch.loaded"
PARTS = ("received", "written", "exported")


def timed(name: str, function: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    """The function, its processor time (of the thread that calls it) counted under a name."""

    def measured(*given: Any, **named: Any) -> Any:
        begun = time.thread_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] += time.thread_time() - begun

    return measured


def parent(corpus: Path, out: Path, workers: int) -> Counter[str]:
    """Run the job from this process; answers what its own parts took, and all of it."""
    from multiprocessing.connection import Connection

    from zhibiao.batch import Options, job, run
    from zhibiao.batch.writer import Writer

    spent: Counter[str] = Counter()
    places = ((Connection, "recv", "received"), (Writer, "flush", "written"), (job, "write", "exported"))
    kept = [(where, name, getattr(where, name)) for where, name, _ in places]
    for where, name, part in places:
        setattr(where, name, timed(part, getattr(where, name), spent))
    try:
        run(corpus, out, Options(workers=workers))
    finally:
        for where, name, function in kept:
            setattr(where, name, function)
    spent["all"] = time.process_time()
    return spent


def measured(corpus: Path, out: Path, workers: int) -> dict[str, float]:
    """The parts of a run of its own process, in seconds."""
    command = [sys.executable, __file__, "--parent", str(corpus), str(out), "--workers", str(workers), "0"]
    said: list[str] = []

    def job() -> None:
        said.append(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)

    total = felt.spent_by(job)
    spent: dict[str, float] = ast.literal_eval(said[0].splitlines()[-1])
    start = felt.spent_by(lambda: subprocess.run([sys.executable, "-c", START], check=True))
    return {**spent, "start": start, "workers": max(0.0, total - spent["all"])}


def table(spent: dict[str, float], workers: int) -> str:
    """The parts with their shares, and what more workers can bring."""
    whole = spent["all"] + spent["workers"]
    lines = [("start", spent["start"]), ("extraction", spent["workers"])]
    lines += [(part, spent.get(part, 0.0)) for part in PARTS]
    lines += [("the rest", max(0.0, spent["all"] - spent["start"] - sum(spent.get(part, 0.0) for part in PARTS)))]
    told = [f"| {name} | {seconds:.2f} | {100 * seconds / whole:.1f} % |" for name, seconds in lines]
    alone = spent["start"] + spent.get("exported", 0.0)  # while nobody else has work
    beside, work = max(0.0, spent["all"] - alone), spent["workers"]
    one, many = max(work, beside) + alone, (work + beside) / workers + alone
    told += [f"{workers} workers on {workers} cores: at most {one / many:.2f} times as fast as one"]
    return "\n".join(["| | processor seconds | share |", "|---|---:|---:|", *told])


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("number", type=int)
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--parent", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = command.parse_args()
    if options.parent:
        print(dict(parent(*options.parent, options.workers)))
        return
    felt.adopt_orphans()
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        synthetic.write(options.number, folder / "news.jsonl")
        print(table(measured(folder / "news.jsonl", folder / "out", options.workers), options.workers))


if __name__ == "__main__":
    main()
