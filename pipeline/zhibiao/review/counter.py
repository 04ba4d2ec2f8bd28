"""The one thread that has the desk: requests are answered there in turn, and the server goes on meanwhile.

A database that another program has locked is waited for a few seconds, then the visitor is told so. What was told to be
undone is not done afterwards: a request that has waited too long for its turn is struck off.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from zhibiao.review.desk import Desk
from zhibiao.store import Store, StoreLocked
from zhibiao.wording import say

T = TypeVar("T")
PATIENCE = 4.0  # seconds that one request waits for a lock of the database
TURN = 8.0  # seconds that a request waits for its turn


class Counter:
    """The desk of an output folder behind its own thread, for SQLite's connections belong to one. `clock` gives the time
    of a decision; `only` names the reviewer whose decisions alone are seen."""

    def __init__(
        self, folder: Path, clock: Callable[[], str], only: str = "", patience: float = PATIENCE, turn: float = TURN
    ) -> None:
        self.folder, self.clock, self.only, self.patience, self.turn = folder, clock, only, patience, turn
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self.desk: Desk | None = None

    async def ask(self, question: Callable[[Desk], T]) -> T:
        """The answer of the desk. Raises what the question raises, and `StoreLocked` when its turn did not come."""
        asked = self.thread.submit(lambda: question(self.opened()))
        answer = asyncio.wrap_future(asked)
        try:
            return await asyncio.wait_for(asyncio.shield(answer), self.turn)
        except TimeoutError:
            if asked.cancel():
                raise StoreLocked(
                    say("{folder}: others are waiting for the database; try again", folder=self.folder)
                ) from None
            return await answer  # under way: it ends within the patience of the database

    def opened(self) -> Desk:
        """The desk, opened when it is first asked; a database that was locked then is tried again."""
        if self.desk is None:
            store = Store.open(self.folder, write=True, patience=self.patience)
            store.only = self.only
            self.desk = Desk(store, self.clock)
        return self.desk

    def close(self) -> None:
        """Close the database in the thread that has it."""
        if self.desk is not None:
            self.thread.submit(self.desk.store.close).result()
        self.thread.shutdown(cancel_futures=True)
