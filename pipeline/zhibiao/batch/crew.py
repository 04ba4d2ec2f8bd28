"""The parent's side of the workers: batches out, outcomes in, in the order of the plan.

A worker that dies takes nothing with it but the step it was at. That step is tried once more in a new worker, for the
death may have come from outside; the second time it is quarantined: recorded as an error, with the reason. One that
used up its processor time is not tried again.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from zhibiao.batch.steps import Document, Line, Outcome, Settings, Step, Work
from zhibiao.batch.worker import items_of, serve
from zhibiao.limits import TIME_SIGNALS
from zhibiao.model import Article, ZhibiaoError
from zhibiao.reading.records import Fields
from zhibiao.store import failure_record
from zhibiao.wording import say

BATCH_CHARACTERS = 20_000
BATCH_STEPS = 200
BYTES_OF_CHARACTER = 3
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
FORK = "fork"
SERVE, LOADED = serve, "zhibiao.batch.loaded"
GOODBYE = 5  # seconds
AHEAD = 3  # batches under way or finished for each worker, so that one slow article does not stop the others


class WorkerError(ZhibiaoError):
    """No worker can be started."""


class Worker:
    """One worker process, forked from a process that has the pipeline loaded (on Windows: started anew); by `FORK` from
    this very process, which is quicker and safe only while it has one thread."""

    def __init__(self, settings: Settings, method: str = METHOD) -> None:
        context = cast(Any, multiprocessing.get_context(method))
        if method == "forkserver":
            context.set_forkserver_preload([LOADED])
        self.pipe, end = context.Pipe()
        target = partial(alone, SERVE) if method == FORK else SERVE
        self.process = context.Process(target=target, args=(end, settings), daemon=True)
        self.process.start()
        end.close()  # the worker's own copy is the only one: its death closes it

    def stop(self) -> int:
        """End the process at once; answers its exit code, negative for a signal."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return self.process.exitcode or 0


class Crew:
    """`workers` threads, each with a worker process of its own. `busy`: there surely is work, so the processes are forked
    from this one at once, where that is safe: it has loaded most of what they need, and loads the rest unless there is
    `little` to do. Else, and in the place of one that has died, a process starts with the first batch of its thread."""

    def __init__(self, workers: int, settings: Settings, busy: bool = False, little: bool = False) -> None:
        self.workers, self.settings = workers, settings
        self.own = threading.local()
        self.alive: set[Worker] = set()
        self.closing = False
        self.ready: list[Worker] = []
        if busy and not settings.ner and may_fork():  # a recogniser may have threads that no fork has
            if not little:
                import_module(LOADED)
            self.ready = [self.forked() for _ in range(workers)]
        self.pool = ThreadPoolExecutor(workers, thread_name_prefix="worker", initializer=leave_interrupts)

    def outcomes(self, steps: Iterator[Step]) -> Iterator[Outcome]:
        """The outcome of every step, in order; memory holds a few batches."""
        under_way: deque[Future[list[Outcome]]] = deque()
        for batch in batches(steps):
            under_way.append(self.pool.submit(self.perform, batch))
            if len(under_way) >= AHEAD * self.workers or under_way[0].done():
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
        for worker in self.alive:  # idle by now: at the end of its pipe it leaves something for the next run, and goes
            worker.pipe.close()
        for worker in self.alive:
            worker.process.join(timeout=GOODBYE)

    def perform(self, batch: list[Step]) -> list[Outcome]:
        """One batch by this thread's worker; steps that need no work pass through."""
        work = [step for step in batch if isinstance(step, Work)]
        answers = iter(self.answers(work) if work else ())
        done: list[Outcome] = []
        for step in batch:
            if isinstance(step, Work):
                done.extend(next(answers))
            else:
                done.append(step)
        return done

    def answers(self, work: list[Work]) -> list[list[Outcome]]:
        """The answer to each step; a step that kills its worker is quarantined."""
        answers: list[list[Outcome]] = []
        deaths = 0  # of workers at the step whose answer is awaited
        while len(answers) < len(work):
            worker = self.own.worker = getattr(self.own, "worker", None) or self.start()
            awaited = len(answers)
            try:
                worker.pipe.send(work[awaited:])
                while len(answers) < len(work):
                    answers.append(worker.pipe.recv())
            except (EOFError, OSError):
                code = self.lose(worker)
                if self.closing:
                    raise WorkerError(say("interrupted")) from None
                deaths = 1 if len(answers) > awaited else deaths + 1
                if -code in TIME_SIGNALS or deaths > 1:
                    answers.append([quarantined(work[len(answers)], self.reason(code), self.settings)])
                    deaths = 0
        return answers

    def start(self) -> Worker:
        """A new worker that is ready. Raises `WorkerError` when the system refuses one, and when it cannot begin: that is
        no article's fault."""
        try:
            worker = self.ready.pop() if self.ready else self.begun()
        except OSError as error:
            raise WorkerError(
                say("no worker process can be started ({error}); try --workers 1", error=error)
            ) from error
        self.alive.add(worker)
        try:
            trouble = worker.pipe.recv()
        except (EOFError, OSError):
            trouble = how(self.lose(worker))
        if trouble:
            raise WorkerError(
                say("a worker cannot begin: {trouble}; raise --memory-limit, or install again", trouble=trouble)
            )
        return worker

    def begun(self) -> Worker:
        """A worker that is not forked from this process. multiprocessing watches over such by a process of its own, which takes as
        long to begin as an article to read and is not started for others."""
        if hasattr(signal, "pthread_sigmask"):
            resource_tracker.ensure_running()
            leave_interrupts()  # its start has let them through to this thread
        return Worker(self.settings)

    def forked(self) -> Worker:
        """A worker forked from this process, deaf to Ctrl-C from its first moment on."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        gc.freeze()  # a collection in the worker does not copy the pages that both share
        try:
            return Worker(self.settings, FORK)
        except OSError as error:
            raise WorkerError(say("no worker process can be started ({error})", error=error)) from error
        finally:
            gc.unfreeze()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def lose(self, worker: Worker) -> int:
        """Forget a worker that died; answers how."""
        self.own.worker = None
        self.alive.discard(worker)
        worker.process.join(timeout=5)  # its pipe closes a moment before it can be waited for
        return worker.stop()

    def reason(self, code: int) -> str:
        """What a worker died of, and what to do."""
        if -code in TIME_SIGNALS:
            return say(
                "over {seconds} s of processor time; raise --time-limit or split it", seconds=self.settings.seconds
            )
        return say("its worker died twice, {code}; raise --memory-limit, or please report this article", code=how(code))

    def close(self) -> None:
        """End all workers, also in the middle of their work."""
        self.closing = True
        self.pool.shutdown(wait=False, cancel_futures=True)
        for worker in list(self.alive):
            worker.process.kill()
        self.pool.shutdown(wait=True)
        for worker in [*self.alive, *self.ready]:
            worker.stop()


ROOMY = 1000  # megabytes of address space; a process that is forked from a larger one would begin near its limit


def may_fork() -> bool:
    """Whether a process that is forked from this one finds everything in order: on Linux, while there is one thread, and
    with room below the limit of a worker, which counts what it has from its parent."""
    if sys.platform != "linux" or threading.active_count() != 1:
        return False
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") < ROOMY << 20


def alone(serve: Callable[[Connection, Settings], None], pipe: Connection, settings: Settings) -> None:
    """What a worker forked from this process does: it lets go of all files that are this process's, of whose locks it
    would hold some when this one has died, and serves."""
    os.closerange(3, pipe.fileno())
    os.closerange(pipe.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
    serve(pipe, settings)


def how(code: int) -> str:
    """How a process ended."""
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def leave_interrupts() -> None:
    """Ctrl-C is the main thread's; processes that this one starts, and theirs, do not hear it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def batches(steps: Iterator[Step]) -> Iterator[list[Step]]:
    """The steps in groups of about `BATCH_CHARACTERS`, never more than `BATCH_STEPS`."""
    batch: list[Step] = []
    size = 0
    for step in steps:
        batch.append(step)
        size += step.size if isinstance(step, Work) else 0
        if size >= BATCH_CHARACTERS or len(batch) >= BATCH_STEPS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def quarantined(work: Work, reason: str, settings: Settings) -> Outcome:
    """The record of a step that killed its worker; with the article where it can be had without reading a document."""
    what = work.what
    if isinstance(what, Line):
        what = next(items_of(work, Fields(settings.fields)))
    if isinstance(what, Article):
        return failure_record(work.file, work.number, what.id, f"{what.id}: {reason}", what)
    name = what.name if isinstance(what, Document) else what.id
    return failure_record(work.file, work.number, name, f"{name}: {reason}")
