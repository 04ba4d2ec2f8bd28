"""A large run: time, memory of parent and workers over its course, the pass over the unchanged corpus, scaling.

python benchmarks/job.py 100000            articles a second, memory, second pass (2 workers)
python benchmarks/job.py 200000 --keep DIR the same in a folder that stays: articles in DIR/news, tables in DIR/out
python benchmarks/job.py 5000 --scaling    the same corpus by 1 and by 2 workers, in turn, best of three; equal bytes
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import synthetic

QUARTERS = 4
EACH = 5000  # articles in a file


class Memory(NamedTuple):
    """Megabytes at one moment: of the parent and of all workers what is their own with their share of what several have
    (PSS), and all that is resident for the largest worker (RSS)."""

    parent: int
    workers: int
    largest: int


def run(corpus: Path, out: Path, workers: int) -> tuple[float, list[Memory], tuple[float, float]]:
    """Seconds of a run, its memory five times a second, and (parent, all workers) processor seconds: what the run costs, also
    on a machine that others use too."""
    started = time.monotonic()
    command = [sys.executable, "-m", "zhibiao.cli", "run", str(corpus), "-o", str(out), "--workers", str(workers)]
    job = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    memory = []
    worked: dict[int, float] = {}
    while job.poll() is None:
        family = descendants(job.pid)
        largest = max((resident([process], "Rss:") for process in family), default=0)
        memory.append(Memory(resident([job.pid]), resident(family), largest))
        worked |= {process: used for process in (job.pid, *family) if (used := processor(process))}
        time.sleep(0.2)
    if job.returncode not in (0, 1):
        raise SystemExit(f"the run failed with {job.returncode}")
    parent = worked.pop(job.pid, 0.0)
    return time.monotonic() - started, memory, (parent, sum(worked.values()))


def processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    try:
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def descendants(process: int) -> list[int]:
    """The processes below a process (Linux)."""
    found = []
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    except OSError:
        pass
    return found


def resident(processes: list[int], kind: str = "Pss:") -> int:
    """Megabytes: what each process has of its own, and its share of what it has in common with others (PSS)."""
    total = 0
    for process in processes:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith(kind))
    return total // 1024


def hashes(folder: Path) -> list[str]:
    return [hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.glob("*.csv"))]


def large(folder: Path, number: int, workers: int) -> None:
    files = max(1, number // EACH)
    corpus, out = folder / ("news" if files > 1 else "news.jsonl"), folder / "out"
    synthetic.write(number, corpus, files)
    size = sum(f.stat().st_size for f in corpus.iterdir()) if corpus.is_dir() else corpus.stat().st_size
    first, memory, (parent, worked) = run(corpus, out, workers)
    print(f"{number} articles, {size / 1e6:.0f} MB, {workers} workers: {first:.1f} s, {number / first:.0f} articles/s")
    print(f"  processor seconds: parent {parent:.1f}, workers {worked:.1f}")
    for k in range(QUARTERS):
        part = memory[len(memory) * k // QUARTERS : len(memory) * (k + 1) // QUARTERS] or memory[-1:]
        most = Memory(*map(max, zip(*part, strict=True)))
        print(
            f"  quarter {k + 1}: parent up to {most.parent} MB, workers up to {most.workers} MB together,"
            f" {most.largest} MB resident for one"
        )
    second, *_ = run(corpus, out, workers)
    print(f"second pass: {second:.2f} s, {100 * second / first:.2f} % of the first")
    for file in sorted(out.iterdir()):
        print(f"  {file.name:18} {file.stat().st_size / 1e6:8.1f} MB")


def scaling(folder: Path, number: int) -> None:
    corpus = folder / "news.jsonl"
    synthetic.write(number, corpus)
    best: dict[int, float] = {}
    tables = set()
    for _ in range(3):
        for workers in (1, 2):
            out = folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            seconds, _, (parent, worked) = run(corpus, out, workers)
            best[workers] = min(seconds, best.get(workers, seconds))
            tables.add(tuple(hashes(out)))
            used = f"processor seconds: parent {parent:.1f}, workers {worked:.1f}"
            print(f"{workers} workers: {seconds:.1f} s ({used})", flush=True)
    print(
        f"{number} articles: 1 worker {best[1]:.1f} s, 2 workers {best[2]:.1f} s: {best[1] / best[2]:.2f} times as fast"
    )
    print("same bytes" if len(tables) == 1 else "THE BYTES DIFFER")


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("number", type=int)
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--scaling", action="store_true")
    command.add_argument("--keep", type=Path, help="an empty folder for articles and tables, which stay")
    options = command.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as folder:
        if options.scaling:
            scaling(Path(folder), options.number)
        else:
            large(Path(folder), options.number, options.workers)


if __name__ == "__main__":
    main()
