"""What the fuzzers share: many inputs through one check, what came of them, and the first of each kind of fault.

A fault is an exception that nothing handled, or an input that took longer than `SECONDS` of processor time. An input that
never comes back ends the process with a traceback, and lies in the working folder as `stuck.bin`.
"""

from __future__ import annotations

import faulthandler
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

SECONDS = 5.0  # of processor time for one input: each takes milliseconds
STUCK = 300.0  # seconds on the clock

Faults = dict[str, tuple[bytes, str]]
Input = tuple[str, bytes]  # the name of its format, and the input


def fuzz_with(inputs: Iterator[Input], check: Callable[[bytes, str], Counter[str]]) -> tuple[Counter[str], Faults]:
    """Counts of what came of the inputs, and the first input of each kind of fault."""
    counts: Counter[str] = Counter()
    faults: Faults = {}
    # What is left when the process itself dies of an input.
    with Path("last-input.bin").open("wb", buffering=0) as last:
        for name, data in inputs:
            counts[f"{name}: inputs"] += 1
            last.seek(0)
            last.write(data)
            last.truncate()
            faulthandler.dump_traceback_later(STUCK, exit=True)
            started = time.process_time()
            try:
                counts.update({f"{name}: {what}": n for what, n in check(data, name).items()})
            except Exception as error:
                counts[f"{name}: unhandled"] += 1
                faults.setdefault(f"{name} {type(error).__name__}: {str(error)[:80]}", (data, name))
            if (seconds := time.process_time() - started) > SECONDS:
                counts[f"{name}: over time"] += 1
                faults.setdefault(f"{name} took {seconds:.0f} s", (data, name))
    faulthandler.cancel_dump_traceback_later()
    Path("last-input.bin").unlink(missing_ok=True)
    return counts, faults


def report(counts: Counter[str], faults: Faults, started: float) -> int:
    """Print what came of the inputs and write those that found a fault; the exit code."""
    for what in sorted(counts):
        print(f"{counts[what]:>9} {what}")
    for k, (error, (data, suffix)) in enumerate(faults.items()):
        Path(f"unhandled-{k}.{suffix}").write_bytes(data)
        print(f"unhandled-{k}.{suffix}: {error}")
    number = sum(n for what, n in counts.items() if what.endswith(": inputs"))
    print(f"{number} inputs in {time.monotonic() - started:.0f} s, {len(faults)} kinds of faults")
    return 1 if faults else 0


def given(defaults: tuple[int, int] = (100_000, 1)) -> tuple[int, int, list[str]]:
    """Count, seed and what else the command line says."""
    count, seed = (int(sys.argv[k]) if len(sys.argv) > k else defaults[k - 1] for k in (1, 2))
    return count, seed, sys.argv[3:]
