"""A query of the database to browse: the rows of a page, how many there are, and how often each value of a facet stands.

Counts are exact up to `MOST`; a query that finds more is cut off there and says so, so that none takes long. What is
the rarer, the words or the facets, is looked for first.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
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
MANY = 100_000  # texts with a word that are counted
ROWS_OF_TEXT = 2  # rows in whose sentence or names a text stands, on the average
LOOKED, READ = 7, 1  # what a row costs that is looked through, and a number of a row that the index gives
FOUND = "SELECT p.n FROM search CROSS JOIN stands_in p ON p.doc = search.rowid WHERE search MATCH ?"
DOUBT = f"(r.checks <> '' OR r.confidence < {DOUBTFUL})"
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
            conditions.append(DOUBT)
        where = " AND ".join(conditions) or "1"
        if not state.q:
            return self.column(f"SELECT n FROM rows r WHERE {where} ORDER BY n LIMIT {MOST + 1}", *values)
        words = state.q.split()
        texts = {word: self.texts_with(word) for word in words} if conditions or len(words) > 1 else {}
        words.sort(key=lambda word: texts.get(word, 0))
        if conditions and self.sooner_by_facets(texts[words[0]], state):
            return self.looked_through(words, where, values)
        return self.searched(words, state)

    def looked_through(self, words: list[str], where: str, values: list[Any]) -> list[int]:
        """Rows of some facets in whose sentence or names all the words stand, each somewhere: one row after the other."""
        join = "rows r JOIN sentences s ON s.id = r.sentence"
        stand = " AND ".join(CONTAINS for _ in words)
        sql = f"SELECT n FROM {join} WHERE {where} AND {stand} ORDER BY n LIMIT {MOST + 1}"
        return self.column(sql, *values, *patterns(words))

    def searched(self, words: list[str], state: State) -> list[int]:
        """The same: the index gives the texts with the rarest word, which is the first, one by one, and reading stops as soon as
        there are enough. Facets are asked of their own indices, so that no row is read for them."""
        asked: list[Any] = [query(words[0])]
        conditions = []
        for _, name, value in self.rarest_first(state):
            index = f"rows_by_{name}"
            conditions.append(f'EXISTS (SELECT 1 FROM rows i INDEXED BY {index} WHERE i."{name}" = ? AND i.n = p.n)')
            asked.append(value)
        of_row = [CONTAINS] * (len(words) - 1) + [DOUBT] * (state.view == "doubtful")
        if of_row:
            join = "rows r CROSS JOIN sentences s ON s.id = r.sentence"
            conditions.append(f"EXISTS (SELECT 1 FROM {join} WHERE r.n = p.n AND {' AND '.join(of_row)})")
            asked += patterns(words[1:])
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return sorted(self.column(f"SELECT DISTINCT n FROM ({FOUND}) p{where} LIMIT {MOST + 1}", *asked))

    def texts_with(self, word: str) -> int:
        """How many texts hold a word, at most `MANY`."""
        sql = f"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT {MANY})"
        return int(self.ask(sql, query(word))[0][0])

    def sooner_by_facets(self, texts: int, state: State) -> bool:
        """Whether looking through the rows of the rarest chosen value takes less time than reading the numbers of the rows of so many
        texts with a word. Either ends with `MOST` rows, the sooner the more rows the other one leaves."""
        every = max(1, self.ask("SELECT coalesce(max(n), 0) FROM rows")[0][0])
        rare = self.rarest_first(state)[0][0] if state.facets else every
        rows = every if texts >= MANY else max(1, min(every, texts * ROWS_OF_TEXT))
        enough = MOST * every
        return bool(min(rare, enough // rows) * LOOKED < min(rows, enough // max(1, rare)) * READ)

    def rarest_first(self, state: State) -> list[tuple[int, str, str]]:
        """The chosen values with how many rows have each and their facets."""
        found = []
        for name, value in state.facets.items():
            known = self.ask("SELECT rows FROM counted WHERE facet = ? AND value = ?", name, value)
            found.append((known[0][0] if known else 0, name, value))
        return sorted(found)

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
        lines = self.ask(f"SELECT {columns} FROM rows WHERE n IN (SELECT value FROM json_each(?))", str(numbers))
        counts = map(Counter, zip(*lines, strict=True)) if lines else [Counter[str]() for _ in FACETS]
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


def patterns(words: list[str]) -> list[str]:
    """The values of `CONTAINS` for some words."""
    return [contained(word) for word in words for _ in range(5)]


def contained(word: str) -> str:
    """The pattern of LIKE for a text that holds a word."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def ordering(sort: str) -> tuple[str, str]:
    """The column and the direction of an order."""
    return ORDERS.get(sort.lstrip("-"), "n"), "DESC" if sort.startswith("-") else "ASC"
