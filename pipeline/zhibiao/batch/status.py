"""What an output folder holds, and what a run would have to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from zhibiao.batch.lock import Busy, locked
from zhibiao.batch.plan import candidates
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store

MOST_ERRORS = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of an output folder. `due` files are new, changed or gone; None when the corpus is not there."""

    corpus: str
    articles: int
    rows: int
    errors: int
    removed: int
    decisions: int
    due: int | None
    exported: bool
    running: bool
    first_errors: tuple[tuple[str, str], ...]

    def record(self) -> dict[str, Any]:
        return asdict(self)


def standing(folder: Path) -> Standing:
    """The state of an output folder. Raises `StoreError` when it has no database."""
    with Store.open(folder) as store:
        corpus = store.fact("corpus")
        articles, rows, errors, removed = store.totals()
        noted = json.loads(store.fact("exports") or "{}")
        return Standing(
            corpus,
            *(articles, rows, errors, removed),
            decisions=len(store.standing()),
            due=due(store, Path(corpus)) if corpus else None,
            exported=bool(noted) and json.loads(noted["state"])[0] == store.revision,
            running=busy(folder),
            first_errors=store.errors(MOST_ERRORS),
        )


def due(store: Store, corpus: Path) -> int | None:
    """How many files of the corpus a run would read or drop; by the fingerprint of the last run's settings and ours."""
    try:
        return sum(1 for _ in candidates(corpus, store, store.fact("fingerprint"), force=False))
    except ZhibiaoError:
        return None


def busy(folder: Path) -> bool:
    """Whether a run is at work."""
    try:
        with locked(folder):
            return False
    except Busy:
        return True
