"""Outcomes into the database: the one writer. What belongs together is written together, or not at all."""

from __future__ import annotations

import time
from dataclasses import dataclass

from zhibiao.batch.steps import Begin, Finish, Gone, Outcome, Same
from zhibiao.store import Record, Store

GROUP_OUTCOMES, GROUP_SECONDS = 500, 2.0


@dataclass(slots=True)
class Counts:
    """What this run did. `new` were never seen, `changed` replace an older version, `same` were read and found equal."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    rows: int = 0
    errors: int = 0
    bytes: int = 0

    @property
    def extracted(self) -> int:
        return self.new + self.changed


class Writer:
    """Collects outcomes and writes them in groups, each one transaction."""

    def __init__(self, store: Store, fingerprint: str, run: int) -> None:
        self.store, self.fingerprint, self.run = store, fingerprint, run
        self.counts = Counts()
        self.group: list[Outcome] = []
        self.fresh = False
        self.since = time.monotonic()

    def take(self, outcome: Outcome) -> None:
        """Take one outcome; they come in the order of the plan."""
        self.group.append(outcome)
        if len(self.group) >= GROUP_OUTCOMES or time.monotonic() - self.since > GROUP_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what was taken."""
        if self.group:
            self.store.present()
            with self.store.writing():
                for outcome in self.group:
                    self.write(outcome)
            self.group = []
        self.since = time.monotonic()

    def write(self, outcome: Outcome) -> None:
        match outcome:
            case Record():
                self.record(outcome)
            case Same(file, number, known):
                self.store.keep(file, number, known, self.fingerprint, self.run)
                self.counts.same += 1
            case Begin(file, fresh):
                self.fresh = fresh
                self.store.begin_source(file)
            case Finish(file, size, stamp):
                self.counts.removed += self.store.remove_unseen(file, self.run)
                self.store.finish_source(file, stamp, self.fingerprint)
                self.counts.bytes += size
            case Gone(file):
                self.counts.removed += self.store.remove_unseen(file, self.run)
                self.store.forget_source(file)

    def record(self, record: Record) -> None:
        key = None if self.fresh else self.store.replaced_by(record, self.run)
        self.store.put(record, fingerprint=self.fingerprint, seen=self.run, key=key)
        self.counts.new += key is None
        self.counts.changed += key is not None
        self.counts.rows += record.count
        self.counts.errors += record.status == "error"
