"""What the fuzzers share: many inputs through one check, what came of them, and the first of each kind of fault.

A fault is an exception that nothing handled, or an input that took longer than `SECONDS` of processor time. An input that
never comes back ends the process with a traceback, and lies in the working folder as `last-input.bin`; what came of the
inputs until then is written to `counts-so-far.txt` once a minute. Ctrl-C or a SIGTERM ends the search and tells it at once.
"""

from __future__ import annotations

import faulthandler
import gc
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

SECONDS = 5.0  # of processor time for one input: each takes milliseconds
STUCK = 300.0  # seconds on the clock
REST = 60.0  # between two settings of the alarm: each waits for a thread to begin
SO_FAR = Path("counts-so-far.txt")

Faults = dict[str, tuple[bytes, str]]
Input = tuple[str, bytes]  # the name of its format, and the input


def fuzz_with(inputs: Iterator[Input], check: Callable[[bytes, str], Counter[str]]) -> tuple[Counter[str], Faults]:
    """Counts of what came of the inputs, and the first input of each kind of fault."""
    counts: Counter[str] = Counter()
    faults: Faults = {}
    alarm = 0.0  # when it was set last
    gc.collect()
    gc.freeze()  # lexicons and dictionaries stay: the collector need not walk them for every few inputs
    # What is left when the process itself dies of an input.
    with Path("last-input.bin").open("wb", buffering=0) as last, suppress(KeyboardInterrupt):
        for name, data in inputs:
            last.seek(0)
            last.write(data)
            last.truncate()
            if time.monotonic() - alarm > REST:
                faulthandler.dump_traceback_later(STUCK, exit=True)
                alarm = time.monotonic()
                SO_FAR.write_text("".join(listed(counts)))
            started = time.process_time()
            try:
                counts.update({f"{name}: {what}": n for what, n in check(data, name).items()})
            except Exception as error:
                counts[f"{name}: unhandled"] += 1
                faults.setdefault(f"{name} {type(error).__name__}: {str(error)[:80]}", (data, name))
            counts[f"{name}: inputs"] += 1
            if (seconds := time.process_time() - started) > SECONDS:
                counts[f"{name}: over time"] += 1
                faults.setdefault(f"{name} took {seconds:.0f} s", (data, name))
    faulthandler.cancel_dump_traceback_later()
    for file in (Path("last-input.bin"), SO_FAR):
        file.unlink(missing_ok=True)
    return counts, faults


def listed(counts: Counter[str]) -> Iterator[str]:
    """What came of how many, a line each."""
    yield from (f"{counts[what]:>9} {what}\n" for what in sorted(counts))


def report(counts: Counter[str], faults: Faults, started: float) -> int:
    """Print what came of the inputs and write those that found a fault; the exit code."""
    print("".join(listed(counts)), end="")
    for k, (error, (data, suffix)) in enumerate(faults.items()):
        Path(f"unhandled-{k}.{suffix}").write_bytes(data)
        print(f"unhandled-{k}.{suffix}: {error}")
    number = sum(n for what, n in counts.items() if what.endswith(": inputs"))
    print(f"{number} inputs in {time.monotonic() - started:.0f} s, {len(faults)} kinds of faults")
    return 1 if faults else 0


def main(fuzz: Callable[[int, int, Sequence[str]], tuple[Counter[str], Faults]]) -> int:
    """`python fuzz_….py [COUNT] [SEED] [FORMAT…]`; the exit code."""
    count, seed = (int(sys.argv[k]) if len(sys.argv) > k else default for k, default in ((1, 100_000), (2, 1)))
    started = time.monotonic()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    return report(*fuzz(count, seed, sys.argv[3:]), started)


# ------------------------------------------------------------------ what is done to an input


# Characters that no text should hold.
UNTEXTUAL = (
    *"\x00\x0b\x0c\x16\x1b\x7f\x85\u2028\ufffe\ufdd0\U0010ffff\r",
    *("\ud800", "\udfff", "\udc80"),  # halves of characters
)


def marred(text: str, chance: random.Random) -> str:
    """A text with up to four such characters in it."""
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(UNTEXTUAL) * chance.choice((1, 1, 3)) + text[at:]
    return text


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """One to six changes of a file: bits, bytes, runs cut or doubled, a splice of another file."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        length = min(chance.choice((1, 2, 4, 16, 200)), len(changed) - at)
        match chance.randrange(7):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(changed):
                changed[at] = chance.choice((0, 10, 34, 60, 124, 128, 255))
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length]
            case 4:
                changed[at:at] = chance.randbytes(chance.choice((1, 3, 40)))
            case 5 if chance.random() < 0.3:
                del changed[at:]
            case _:
                start = chance.randrange(len(other) + 1)
                changed[at:at] = other[start : start + length]
    return bytes(changed)
