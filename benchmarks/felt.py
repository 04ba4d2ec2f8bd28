"""Speed as users feel it: processor seconds of whole commands, with all processes that they start (Linux).

python benchmarks/felt.py                       4,000 and 50,000 generated articles, each a text file: some minutes
python benchmarks/felt.py --sizes 1000          other numbers of articles
python benchmarks/felt.py --keep DIR            archives that stay in DIR; those that are there already are used as they are

    zhibiao --version, a cold `zhibiao extract FILE`     best of five
    a first run, and at once the same again: the files were written just before, nothing has changed
    one more article, then nothing again, in turn; what an article costs is the median of the differences, and on a machine
    that others use too the least of the one against the least of the other

The load of the machine is printed with each line: a processor that others use, too, takes longer over the same work.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import synthetic

ARTICLE = Path(__file__).parents[1] / "corpus" / "ftz-feature.txt"
ADDED = "{}市今年前三季度进出口总额达{}.5亿元，同比增长3.2%。全市新增就业1.4万人。\n"
TURNS, COLD = 5, 5
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """From now on processes whose parent has ended are this process's children, so that their time is counted, too. They
    keep the code that Python compiles, as installed ones do."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform != "linux":
        raise SystemExit("felt.py: needs Linux, whose processes can be counted with all that they start")
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def spent(words: Sequence[str]) -> float:
    """Processor seconds of the command and of all that it starts."""

    def command() -> None:
        done = subprocess.run([sys.executable, "-m", "zhibiao.cli", *words], stdout=subprocess.DEVNULL, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"zhibiao {' '.join(words)}: failed with {done.returncode}")

    return spent_by(command)


def spent_by(work: Callable[[], object]) -> float:
    """Processor seconds of all processes that some work starts, and of those that these start."""
    before = getrusage(RUSAGE_CHILDREN)
    work()
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def told(what: str, seconds: float) -> None:
    print(f"| {what} | {seconds:.2f} | {os.getloadavg()[0]:.1f} |", flush=True)


def commands() -> None:
    """Commands on nothing and on one article, what is kept for the next run being there."""
    spent(["extract", str(ARTICLE)])
    told("`zhibiao --version`", min(spent(["--version"]) for _ in range(COLD)))
    told("cold `zhibiao extract FILE`", min(spent(["extract", str(ARTICLE)]) for _ in range(COLD)))


def archive(number: int, folder: Path) -> float:
    """An archive of so many articles; answers what one more costs."""
    news, out = folder / "news", folder / "out"
    words = ["run", str(news), "-o", str(out)]
    if not out.is_dir():
        synthetic.write(number, news, txt=True)
        told(f"{number:,} articles, first run", spent(words))
        told(f"{number:,} articles, unchanged, right after writing", spent(words))
    added, rest = [], []
    for _ in range(TURNS):
        k = len(list((news / "0000").glob("2025-12-01-*")))
        (news / "0000" / f"2025-12-01-{k}.txt").write_text(ADDED.format("甲乙丙丁戊"[k % 5], 100 + k), encoding="utf-8")
        added.append(spent(words))
        rest.append(spent(words))
    costs = statistics.median(more - same for more, same in zip(added, rest, strict=True))
    told(f"{number:,} articles, unchanged, median", statistics.median(rest))
    told(f"{number:,} articles, unchanged, least", min(rest))
    told(f"{number:,} articles, one more costs, median", costs)
    told(f"{number:,} articles, one more costs, least against least", min(added) - min(rest))
    return costs


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("--sizes", default="4000,50000", help="numbers of articles, with commas between")
    command.add_argument("--keep", type=Path, help="a folder for the archives, which stay")
    options = command.parse_args()
    adopt_orphans()
    print("| | processor seconds | load |\n|---|---:|---:|")
    with tempfile.TemporaryDirectory() as kept:
        os.environ["XDG_CACHE_HOME"] = kept  # of these runs alone
        commands()
        for size in options.sizes.split(","):
            if options.keep:
                archive(int(size), options.keep / size)
                continue
            with tempfile.TemporaryDirectory() as folder:
                archive(int(size), Path(folder))


if __name__ == "__main__":
    main()
