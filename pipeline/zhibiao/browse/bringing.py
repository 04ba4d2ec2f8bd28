"""What has changed in a store since the database to browse was made, brought into a copy of it.

Rows that were joined anew have a new stamp (`facts.ledger.join`): their articles' rows are taken out and written again, with
those of articles that have come or gone. Texts that no row states any more stay in the index of words, where no row is
found through them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibiao.browse.index import CLAIMED, IN_ORDER, Writer, mark, settle
from zhibiao.facts.tables import FACT_COLUMNS, ROWS, STORED
from zhibiao.store import Store

MOST_CHANGED = 0.3  # of the articles: with more the database is made anew as soon
GROUP = 500  # articles


@dataclass(frozen=True, slots=True)
class Changes:
    """The stamp of what is known, and the articles whose rows have changed since."""

    since: int
    articles: tuple[int, ...]


def changes(store: Store, known: str) -> Changes | None:
    """What has changed since a database was made of `known` (its `made_of`); None when it has to be made anew."""
    version, facts, stamp, *_ = [*known.split(), "", "", ""]
    now_version, now_facts, *_ = mark(store).split()
    if (version, facts) != (now_version, now_facts) or not stamp:
        return None
    found = store.ask("SELECT DISTINCT article FROM joined_rows WHERE stamp > ?", int(stamp))
    ((number,),) = store.ask("SELECT count(*) FROM articles WHERE status = 'ok'")
    return Changes(int(stamp), tuple(key for (key,) in found)) if len(found) <= MOST_CHANGED * number else None


def bring(store: Store, into: sqlite3.Connection, changed: Changes) -> None:
    """Bring changes into a database that was made before them."""
    into.execute("BEGIN")
    here = {key for (key,) in store.ask("SELECT key FROM articles WHERE status = 'ok'")}
    gone = [key for (key,) in into.execute("SELECT key FROM articles") if key not in here]
    for keys in groups([*changed.articles, *gone]):
        take_out(into, keys)
    writer = Writer(into)
    for keys in groups(changed.articles):
        slots = ", ".join("?" * len(keys))
        writer.write(store.each(f"{CLAIMED} WHERE c.article IN ({slots}) {IN_ORDER}", *keys))
        writer = Writer(into)
    bring_facts(store, into, changed.since)
    settle(store, into)
    into.execute("COMMIT")


def take_out(into: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Delete the rows of articles, with where their words stand."""
    slots = ", ".join("?" * len(keys))
    rows = f"SELECT n, sentence, subject, subject_std, indicator, title FROM rows WHERE key IN ({slots})"
    postings = []
    for n, sentence, *names in into.execute(rows, list(keys)).fetchall():
        postings.append((2 * sentence, n))
        for name in {*names} - {"", None}:
            ((number,),) = into.execute("SELECT id FROM names WHERE text = ?", (name,))
            postings.append((2 * number + 1, n))
    into.executemany("DELETE FROM stands_in WHERE doc = ? AND n = ?", postings)
    into.execute(f"DELETE FROM rows WHERE key IN ({slots})", list(keys))


def bring_facts(store: Store, into: sqlite3.Connection, since: int) -> None:
    """Facts that were joined anew; those that are no more go."""
    now = {fact for (fact,) in store.each("SELECT fact FROM joined")}
    gone = [(fact,) for (fact,) in into.execute("SELECT fact FROM facts") if fact not in now]
    into.executemany("DELETE FROM facts WHERE fact = ?", gone)
    own = ", ".join(f'"{name}"' if name != "rows" else ROWS for name in STORED)
    asked = f"SELECT {own} FROM joined WHERE fact IN (SELECT fact FROM joined_rows WHERE stamp > ?)"
    slots = ", ".join("?" * len(FACT_COLUMNS))
    into.executemany(f"INSERT OR REPLACE INTO facts VALUES ({slots})", store.each(asked, since))


def groups(keys: Sequence[int]) -> Iterator[list[int]]:
    """The keys, some at a time."""
    for k in range(0, len(keys), GROUP):
        yield list(keys[k : k + GROUP])
