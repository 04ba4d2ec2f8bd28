"""A query of the database to browse: the rows of a page, how many there are, and how often each value of a facet stands.

Counts are exact up to `MOST`; a query that finds more is cut off there and says so, so that none takes long. What is
the rarer, the words or the facets, is looked for first.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhibiao.browse.index import DOUBTFUL, FACETS, ROWS, opened
from zhibiao.browse.pairs import query
from zhibiao.browse.state import PAGE, State

MOST = 10_000  # rows that a query counts, sorts and downloads
VALUES = 12  # of a facet
SECONDS = 5.0  # of one statement
RARE = 20_000  # rows of a facet's value that are looked through one by one
ORDERS = {"published": "published", "number": "number", "confidence": "confidence", "period_end": "period_end"}
SHOWN = tuple(name for name in ROWS if name != "sentence")


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a page (with `n`, `key` and `sentence`), how many there are, whether that many were only the first, and for
    each facet its most frequent values with their counts."""

    rows: list[dict[str, Any]]
    total: int
    cut: bool
    facets: dict[str, list[tuple[str, int]]]


class Reader:
    """Asks the database of one folder, from any thread; each thread has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.local = threading.local()

    @property
    def connection(self) -> sqlite3.Connection:
        if not hasattr(self.local, "connection"):
            self.local.connection = opened(self.path)
        return self.local.connection  # type: ignore[no-any-return]

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The answer, or what was found of it within `SECONDS`."""
        end = time.monotonic() + SECONDS
        self.connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
        found: list[tuple[Any, ...]] = []
        try:
            for line in self.connection.execute(sql, values):
                found.append(line)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
        finally:
            self.connection.set_progress_handler(None, 0)
        return found

    # ------------------------------------------------------------------ rows

    def find(self, state: State, page: int = PAGE) -> Found:
        """What a view shows."""
        if not state.q and not state.facets and not state.view:
            return self.everything(state, page)
        numbers = self.numbers(state)
        cut = len(numbers) > MOST
        numbers = numbers[:MOST]
        shown = self.sorted_page(numbers, state, page)
        return Found(self.rows(shown), len(numbers), cut, self.facets(numbers, state))

    def everything(self, state: State, page: int) -> Found:
        """All rows: counts were made with the database."""
        ((total,),) = self.ask("SELECT count(*) FROM rows")
        order, direction = ordering(state.sort)
        start = (state.page - 1) * page
        shown = self.ask(f"SELECT n FROM rows ORDER BY {order} {direction}, n LIMIT ? OFFSET ?", page, min(start, MOST))
        facets = {
            name: [
                (v, c)
                for v, c in self.ask(
                    "SELECT value, rows FROM counted WHERE facet = ? ORDER BY rows DESC, value LIMIT ?", name, VALUES
                )
            ]
            for name in FACETS
        }
        return Found(self.rows([n for (n,) in shown]), total, False, facets)

    def numbers(self, state: State) -> list[int]:
        """The numbers of the rows that a view shows, in order of the corpus, at most one more than `MOST`."""
        conditions, values = [], []
        for name, value in state.facets.items():
            conditions.append(f'r."{name}" = ?')
            values.append(value)
        if state.view == "doubtful":
            conditions.append(f"(r.checks <> '' OR r.confidence < {DOUBTFUL})")
        where = " AND ".join(conditions) or "1"
        if not state.q:
            return self.column(f"SELECT n FROM rows r WHERE {where} ORDER BY n LIMIT {MOST + 1}", *values)
        if state.facets and self.rarest(state) <= RARE:
            words = " AND ".join(CONTAINS for _ in state.q.split())
            like = [pattern for word in state.q.split() for pattern in [contained(word)] * 5]
            join = "rows r JOIN sentences s ON s.id = r.sentence"
            return self.column(
                f"SELECT n FROM {join} WHERE {where} AND {words} ORDER BY n LIMIT {MOST + 1}", *values, *like
            )
        return self.searched(state.q, where, values)

    def searched(self, words: str, where: str, values: list[Any]) -> list[int]:
        """Rows in whose sentence or names all the words stand, each somewhere."""
        sets = " INTERSECT ".join(
            "SELECT p.n FROM search JOIN stands_in p ON p.doc = search.rowid WHERE search MATCH ?"
            for _ in words.split()
        )
        asked = [query(word) for word in words.split()]
        if where == "1" and len(asked) == 1:
            # One word: the index gives its texts one by one, and reading stops as soon as there are enough.
            found = self.column(f"{sets} LIMIT {2 * MOST + 2}", *asked)
            return sorted(set(found))[: MOST + 1]
        sql = f"SELECT r.n FROM ({sets}) f CROSS JOIN rows r ON r.n = f.n WHERE {where} LIMIT {2 * MOST + 2}"
        return sorted(set(self.column(sql, *asked, *values)))[: MOST + 1]

    def rarest(self, state: State) -> int:
        """How many rows have the rarest of the chosen values."""
        counts = [
            self.ask("SELECT rows FROM counted WHERE facet = ? AND value = ?", n, v) for n, v in state.facets.items()
        ]
        return min(found[0][0] if found else 0 for found in counts)

    def column(self, sql: str, *values: Any) -> list[int]:
        return [line[0] for line in self.ask(sql, *values)]

    def sorted_page(self, numbers: list[int], state: State, page: int) -> list[int]:
        """The numbers of one page, in the asked order."""
        start = (state.page - 1) * page
        if not state.sort:
            return numbers[start : start + page]
        order, direction = ordering(state.sort)
        return self.column(
            f"SELECT n FROM rows WHERE n IN (SELECT value FROM json_each(?)) ORDER BY {order} {direction}, n LIMIT ? OFFSET ?",
            *(str(numbers), page, start),
        )

    def rows(self, numbers: list[int]) -> list[dict[str, Any]]:
        """Rows by their numbers, in this order."""
        columns = ", ".join(f'r."{name}"' for name in SHOWN)
        sql = f"SELECT r.n, r.key, s.text, {columns} FROM rows r JOIN sentences s ON s.id = r.sentence WHERE r.n IN (SELECT value FROM json_each(?))"
        found = {
            line[0]: dict(zip(("n", "key", "sentence", *SHOWN), line, strict=True))
            for line in self.ask(sql, str(numbers))
        }
        return [found[n] for n in numbers if n in found]

    def facets(self, numbers: list[int], state: State) -> dict[str, list[tuple[str, int]]]:
        """How often each value of each facet stands in some rows, the most frequent first."""
        columns = ", ".join(f"coalesce(\"{name}\", '')" for name in FACETS)
        counts: list[dict[str, int]] = [{} for _ in FACETS]
        for line in self.ask(f"SELECT {columns} FROM rows WHERE n IN (SELECT value FROM json_each(?))", str(numbers)):
            for count, value in zip(counts, line, strict=True):
                count[value] = count.get(value, 0) + 1
        return {
            name: sorted(count.items(), key=lambda item: (-item[1], item[0]))[:VALUES]
            for name, count in zip(FACETS, counts, strict=True)
        }

    # ------------------------------------------------------------------ facts

    def fact(self, fact: str) -> dict[str, Any] | None:
        """A fact by its id."""
        return next(self.table("SELECT * FROM facts WHERE fact = ?", fact), None)

    def facts(self, status: str, start: int, page: int = PAGE) -> list[dict[str, Any]]:
        """Facts of a status."""
        sql = "SELECT * FROM facts WHERE status = ? ORDER BY subject_std, indicator, period_end, fact LIMIT ? OFFSET ?"
        return list(self.table(sql, status, page, start))

    def conflicts(self, start: int, page: int = PAGE) -> list[dict[str, Any]]:
        """Lines of conflicts.csv: what is in conflict first."""
        sql = "SELECT * FROM conflicts ORDER BY status = 'conflict' DESC, subject_std, indicator, period_end, fact, row_b LIMIT ? OFFSET ?"
        return list(self.table(sql, page, start))

    def table(self, sql: str, *values: Any) -> Iterator[dict[str, Any]]:
        """Records of a query."""
        cursor = self.connection.execute(sql, values)
        names = [d[0] for d in cursor.description]
        for line in cursor:
            yield dict(zip(names, line, strict=True))


CONTAINS = (
    "(s.text LIKE ? ESCAPE '\\' OR r.subject LIKE ? ESCAPE '\\' OR r.subject_std LIKE ? ESCAPE '\\' "
    "OR r.indicator LIKE ? ESCAPE '\\' OR r.title LIKE ? ESCAPE '\\')"
)


def contained(word: str) -> str:
    """The pattern of LIKE for a text that holds a word."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def ordering(sort: str) -> tuple[str, str]:
    """The column and the direction of an order."""
    return ORDERS.get(sort.lstrip("-"), "n"), "DESC" if sort.startswith("-") else "ASC"
