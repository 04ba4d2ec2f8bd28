"""Limits on this process that the kernel keeps, so that they hold inside a pattern that never comes back; and how often it looks
for garbage."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

WAITING = 10  # times the processor limit may pass on the clock, for a process that hangs without computing
TIME_SIGNALS = frozenset({signal.SIGPROF, signal.SIGALRM} if hasattr(signal, "SIGPROF") else ())


# New objects that may live before cyclic garbage is looked for. Tables, patterns and what is made of an article are never such
# garbage: to go through them at every 700th new object, as Python does unasked, takes a tenth of the time.
GARBAGE = 200_000


def collect_seldom() -> None:
    """From now on this process looks for cyclic garbage once in `GARBAGE` new objects."""
    gc.set_threshold(GARBAGE)


def limit_time(seconds: int) -> None:
    """From now on so much processor time, or `WAITING` times as much on the clock; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds * WAITING)


def limit_memory(megabytes: int) -> None:
    """So much address space for this process, where the system can limit it; 0 is no limit."""
    if megabytes:
        with suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def within_time(seconds: int, work: Callable[[], int]) -> int | None:
    """The exit code of some work done in a forked process with a limit on its time; None when the limit ended it.

    Where the system cannot fork, or for a limit of 0, the work is done here and without one.
    """
    if not seconds or not hasattr(os, "fork"):
        return work()
    child = os.fork()
    if child == 0:
        limit_time(seconds)
        code = 1  # whatever happens, this process ends here
        try:
            code = work()  # which flushes what it prints
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    signal.signal(signal.SIGTERM, lambda number, _: os.kill(child, number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; the child says what comes of it
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return None if -code in TIME_SIGNALS else code if code >= 0 else 128 - code
