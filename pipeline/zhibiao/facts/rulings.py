"""What a person has chosen in conflicts: an append-only history beside the tables that are made anew."""

from __future__ import annotations

from zhibiao.facts.kept import check, chosen
from zhibiao.facts.ledger import changing, join, prepare
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store
from zhibiao.wording import say


def rule(store: Store, fact: str, row: str, *, who: str, when: str, undo: bool = False, note: str = "") -> None:
    """Note that in a conflict the figure of `row` is right (or, with `undo`, no longer), and join its block anew.

    Raises `ZhibiaoError` when the fact has no such row.
    """
    check(store)
    with changing(store):
        prepare(store)
        found = store.ask(
            "SELECT j.block FROM joined j JOIN joined_rows r ON r.fact = j.fact WHERE j.fact = ? AND r.row = ?",
            fact,
            row,
        )
        if not found:
            raise ZhibiaoError(say("{fact}: has no row {row}; see facts.csv", fact=fact, row=row))
        rows = [name for (name,) in store.ask("SELECT row FROM joined_rows WHERE fact = ?", fact)]
        standing = chosen(store)
        for other in rows:
            if other in standing and (undo or other != row):
                insert_ruling(store, other, fact, "undone", who, when, note)
        if not undo:
            insert_ruling(store, row, fact, "accepted", who, when, note)
        join(store, [found[0][0]])


def insert_ruling(store: Store, row: str, fact: str, kind: str, who: str, when: str, note: str) -> None:
    store.connection.execute(
        'INSERT INTO rulings (row, fact, kind, who, "when", note) VALUES (?, ?, ?, ?, ?, ?)',
        (row, fact, kind, who, when, note),
    )
