"""The database that is browsed: made whole of a store with its facts, beside it, and opened read-only.

It is a copy for reading, so that neither a page nor Datasette ever holds up a job; when the store has changed since, what has
changed is brought into a copy of it (`bringing`), which then takes its place. Rows, facts and conflicts have the columns of their tables; `search` is a contentless FTS5 table over pairs of characters of
distinct sentences and names, `stands_in` says in which rows each of them stands; `counted` has the values of each facet.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Any

from zhibiao.beside import placed_whole
from zhibiao.browse.pairs import TOKENIZER, paired
from zhibiao.facts import current
from zhibiao.facts.conflicts import ConflictLine, conflicts
from zhibiao.facts.kept import check
from zhibiao.facts.tables import FACT_COLUMNS, fact_cells
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store
from zhibiao.store.connection import translated
from zhibiao.wording import say

FILE = "browse.sqlite"
VERSION = 2
FACETS = ("subject_std", "indicator", "year", "unit", "source", "status")
ROWS = (
    "article row subject subject_std indicator measure basis modality period_start period_end year value value_to unit "
    "qualifier text sentence confidence checks review source published title fact status"
).split()
CONFLICT_COLUMNS = tuple(f.name for f in fields(ConflictLine))
GROUP = 20_000
DOUBTFUL = 0.5
SCHEMA = f"""
CREATE TABLE articles (key INTEGER PRIMARY KEY, article TEXT NOT NULL, title TEXT NOT NULL, published TEXT, source TEXT NOT NULL);
CREATE TABLE sentences (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE rows (
    n INTEGER PRIMARY KEY, key INTEGER NOT NULL REFERENCES articles (key),
    {", ".join(f'"{name}" TEXT' for name in ROWS if name not in ("sentence", "confidence"))},
    sentence INTEGER REFERENCES sentences (id), confidence REAL, number REAL
);
CREATE TABLE facts ({", ".join(f'"{name}" TEXT' for name in FACT_COLUMNS)}, PRIMARY KEY (fact)) WITHOUT ROWID;
CREATE TABLE conflicts ({", ".join(f'"{name}" TEXT' for name in CONFLICT_COLUMNS)});
CREATE VIRTUAL TABLE search USING fts5(text, content='', tokenize='{TOKENIZER}', prefix='1');
CREATE TABLE names (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE stands_in (doc INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (doc, n)) WITHOUT ROWID;
CREATE TABLE counted (facet TEXT NOT NULL, value TEXT NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (facet, value)) WITHOUT ROWID;
CREATE VIEW doubtful AS SELECT * FROM rows WHERE checks <> '' OR confidence < {DOUBTFUL};
CREATE VIEW revisions AS SELECT * FROM facts WHERE status = 'revised';
CREATE VIEW series AS SELECT subject_std, indicator, measure, basis, unit, period_start, period_end, value, status, articles
    FROM facts WHERE subject_std <> '' AND modality = 'actual' ORDER BY subject_std, indicator, measure, basis, unit, period_end;
"""
INDICES = (
    *(
        f'CREATE INDEX rows_by_{name} ON rows ("{name}")'
        for name in (*FACETS, "fact", "published", "confidence", "number")
    ),
    "CREATE INDEX rows_by_place ON rows (key, row)",
    "CREATE INDEX rows_by_sentence ON rows (sentence)",
    "CREATE INDEX facts_by_name ON facts (subject_std, indicator)",
    "CREATE INDEX counted_by_rows ON counted (facet, rows)",
)


def indexed(folder: Path, force: bool = False) -> Path:
    """The database to browse of an output folder, made when it is missing or the store has changed since; answers its path.

    Raises `ZhibiaoError` when the folder has no facts, or they are behind the store.
    """
    path = folder / FILE
    with Store.open(folder) as store:
        check(store)
        if not current(store):
            raise ZhibiaoError(say("{folder}: facts are behind; run `zhibiao facts {folder}` first", folder=folder))
        if force or made_of(path) != mark(store):
            make(store, path, anew=force)
    return path


def mark(store: Store) -> str:
    """What the database is made of."""
    rulings = store.ask("SELECT coalesce(max(number), 0) FROM rulings")[0][0]
    return f"{VERSION} {store.fact('facts_version')} {store.fact('facts_stamp') or 0} {store.revision} {rulings}"


def made_of(path: Path) -> str:
    """What an existing database says it was made of; empty for none."""
    if not path.is_file():
        return ""
    try:
        with opened(path) as database:
            return str(database.execute("SELECT value FROM made_of").fetchone()[0])
    except sqlite3.Error:
        return ""


def opened(path: Path) -> sqlite3.Connection:
    """A connection that can only read."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA query_only = 1")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def make(store: Store, path: Path, anew: bool = False) -> None:
    """Make the database beside its place, of the one that stands there where only some articles have changed, and move
    it there. Raises `ZhibiaoError` when it cannot be written."""
    from zhibiao.browse.bringing import bring, changes

    known = "" if anew else made_of(path)
    try:
        with placed_whole(path) as half, translated(path), store.snapshot():
            changed = changes(store, known)
            if changed is not None:
                shutil.copyfile(path, half)
            connection = sqlite3.connect(half, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                if changed is None:
                    fill(store, connection)
                else:
                    bring(store, connection, changed)
            finally:
                connection.close()
    except OSError as error:
        raise ZhibiaoError(say("{path}: cannot be written: {strerror}", path=path, strerror=error.strerror)) from error


def fill(store: Store, into: sqlite3.Connection) -> None:
    """Fill an empty database."""
    into.executescript(SCHEMA)
    into.execute("BEGIN")
    Writer(into).write(store.each(f"{CLAIMED} {IN_ORDER}"))
    slots = ", ".join("?" * len(FACT_COLUMNS))
    into.executemany(f"INSERT INTO facts VALUES ({slots})", fact_cells(store))
    for statement in INDICES:
        into.execute(statement)
    into.execute("CREATE TABLE made_of (value TEXT NOT NULL)")
    settle(store, into)
    into.execute("INSERT INTO search (search) VALUES ('optimize')")
    into.execute("COMMIT")
    into.execute("ANALYZE")


def settle(store: Store, into: sqlite3.Connection) -> None:
    """What is written whole each time: articles, conflicts, the values of facets, what the database is made of."""
    for table in ("articles", "conflicts", "counted", "made_of"):
        into.execute(f"DELETE FROM {table}")
    articles = store.each("SELECT key, id, title, published, source FROM articles WHERE status = 'ok'")
    into.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", articles)
    slots = ", ".join("?" * len(CONFLICT_COLUMNS))
    lines = ([getattr(line, name) for name in CONFLICT_COLUMNS] for line in conflicts(store))
    into.executemany(f"INSERT INTO conflicts VALUES ({slots})", lines)
    for facet in FACETS:
        into.execute(
            f"INSERT INTO counted SELECT ?, coalesce(\"{facet}\", ''), count(*) FROM rows GROUP BY 2", (facet,)
        )
    into.execute("INSERT INTO made_of VALUES (?)", (mark(store),))


# A row with its fact; what a reviewer corrected stands in the claim.
CLAIMED = """
SELECT a.key, a.id, c.row, r.subject, coalesce(nullif(c.owner, ''), ''), c.label, c.measure, c.basis, c.modality, c.period_start,
    c.period_end, c.value, c.value_to, c.unit, c.qualifier, c.text, r.sentence, r.confidence, r.checks, c.status, a.source,
    a.published, a.title, j.fact, f.status, c.subject
FROM claims c JOIN articles a ON a.key = c.article
JOIN joined_rows j ON j.row = c.row AND j.article = c.article JOIN joined f ON f.fact = j.fact
LEFT JOIN rows r ON r.article = c.article AND r.row = c.row
"""
IN_ORDER = "ORDER BY a.path, a.number, c.place"


class Numbers:
    """The numbers of texts: those that a table of the database has, and new ones."""

    def __init__(self, into: sqlite3.Connection, table: str) -> None:
        self.known: dict[str, int] = {}
        self.next = into.execute(f"SELECT coalesce(max(id) + 1, 0) FROM {table}").fetchone()[0]
        self.asked = f"SELECT id FROM {table} WHERE text = ?" if self.next else ""
        self.into = into
        self.new: list[tuple[int, str]] = []

    def of(self, text: str) -> int:
        """The number of a text, a new one when it is met first."""
        if text not in self.known:
            found = self.into.execute(self.asked, (text,)).fetchone() if self.asked else None
            if found is None:
                self.new.append((self.next, text))
                found = (self.next,)
                self.next += 1
            self.known[text] = found[0]
        return self.known[text]

    def taken(self) -> list[tuple[int, str]]:
        """The new ones since this was asked last."""
        new, self.new = self.new, []
        return new


class Writer:
    """Writes rows with their sentences and names, each of which is indexed once."""

    def __init__(self, into: sqlite3.Connection) -> None:
        self.into = into
        self.sentences, self.names = Numbers(into, "sentences"), Numbers(into, "names")
        self.first = into.execute("SELECT coalesce(max(n), 0) + 1 FROM rows").fetchone()[0]

    def write(self, lines: Iterable[tuple[Any, ...]]) -> None:
        """Rows as `CLAIMED` gives them."""
        stream = enumerate(lines, self.first)
        while chunk := list(islice(stream, GROUP)):
            rows, postings = [], set()
            for n, line in chunk:
                cells = named(line)
                sentence = self.sentences.of(cells["sentence"] or "")
                docs = [2 * sentence]
                for text in {cells["subject"], cells["subject_std"], cells["indicator"], cells["title"]} - {"", None}:
                    docs.append(2 * self.names.of(text) + 1)
                postings |= {(doc, n) for doc in docs}
                rows.append(
                    (
                        n,
                        line[0],
                        *(cells[c] for c in ROWS if c not in ("sentence", "confidence")),
                        sentence,
                        cells["confidence"],
                        number(cells["value"]),
                    )
                )
            self.into.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(rows[0]))})", rows)
            sentences, names = self.sentences.taken(), self.names.taken()
            self.into.executemany("INSERT INTO sentences VALUES (?, ?)", sentences)
            self.into.executemany("INSERT INTO names VALUES (?, ?)", names)
            documents = [(2 * i, paired(t)) for i, t in sentences] + [(2 * i + 1, paired(t)) for i, t in names]
            self.into.executemany("INSERT INTO search (rowid, text) VALUES (?, ?)", documents)
            self.into.executemany("INSERT INTO stands_in VALUES (?, ?)", sorted(postings))


def named(line: tuple[Any, ...]) -> dict[str, Any]:
    """The cells of a row by their columns."""
    _, article, row, subject, owner, label, measure, basis, modality, start, end, *rest = line
    (
        value,
        value_to,
        unit,
        qualifier,
        text,
        sentence,
        confidence,
        checks,
        review,
        source,
        published,
        title,
        fact,
        status,
        told,
    ) = rest
    cells = (
        *(
            article,
            row,
            subject or told,
            owner,
            label,
            measure,
            basis,
            modality,
            start,
            end,
            end[:4],
            value,
            value_to,
            unit,
        ),
        *(qualifier, text, sentence, confidence, checks or "", review, source, published or "", title, fact, status),
    )
    return dict(zip(ROWS, cells, strict=True))


def number(value: str | None) -> float | None:
    """A value to be sorted by."""
    return None if value is None else float(value)
