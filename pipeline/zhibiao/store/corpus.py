"""The database as the job sees it: files and articles come, change and go. All writing within `writing()`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhibiao.store.connection import StoreError
from zhibiao.store.packing import rows_of
from zhibiao.store.reviewing import Store as Reviewing
from zhibiao.store.schema import ROW_COLUMNS, Record, Stamp, quoted
from zhibiao.wording import say


class StoredSource(NamedTuple):
    """A file of the corpus, with what the file system said of it before it was read to its end (`Stamp`); `changed` is -1
    until then."""

    path: str
    fingerprint: str
    size: int
    changed: int
    touched: int
    inode: int


# The columns of `articles` in the order in which `put` fills them; a database may have gained some in another order.
ARTICLE_CELLS = (
    "key, path, number, hash, id, title, published, source, anchor, anchor_source, rows, status, error, digest, "
    "fingerprint, seen, notes, url, byline"
)


class Store(Reviewing):
    """An output folder's database: articles, rows, mentions, decisions, and what the job knows of the corpus."""

    def put(self, record: Record, *, fingerprint: str, seen: int, key: int | None = None) -> int:
        """Write an article with its text, rows and mentions in the place of the one at `key`, or as a new one.

        Answers its key. `seen` is the number of the run.
        """
        run = self.connection
        if key is not None:  # told to the triggers, which do not see what a REPLACE takes away
            run.execute("DELETE FROM articles WHERE key = ?", (key,))
        cells = (
            *(key, record.path, record.number, record.hash, record.id, record.title, record.published, record.source),
            *(record.anchor, record.anchor_source, record.count, record.status, record.error, record.digest),
            *(fingerprint, seen, record.notes, record.url, record.byline),
        )
        slots = ", ".join("?" * len(cells))
        made = run.execute(f"INSERT INTO articles ({ARTICLE_CELLS}) VALUES ({slots})", cells).lastrowid
        at = int(made or 0)
        if key is not None:
            run.execute("DELETE FROM rows WHERE article = ?", (at,))
        if record.text:
            run.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (at, record.text))
            run.execute("INSERT OR REPLACE INTO mentions VALUES (?, ?)", (at, record.mentions))
        slots = ", ".join("?" * (1 + len(ROW_COLUMNS)))
        into = f"INSERT INTO rows (article, {quoted(ROW_COLUMNS)}) VALUES ({slots})"
        run.executemany(into, ((at, *row) for row in rows_of(record)))
        return at

    # -------------------------------------------------------------- files

    def sources(self) -> Iterator[StoredSource]:
        """The files that were read or begun, in order of path, some at a time: an open cursor would hold up SQLite's
        checkpoints for as long as the job runs."""
        last = ""
        while found := self.ask(
            "SELECT path, fingerprint, size, mtime, ctime, inode FROM sources WHERE path > ? ORDER BY path LIMIT 1000",
            last,
        ):
            yield from map(StoredSource._make, found)
            last = found[-1][0]

    def hashes(self, path: str, fingerprint: str) -> frozenset[str] | None:
        """The hashes of the file's articles whose results are up to date; None when there is no article of it at all."""
        found = self.ask("SELECT hash, fingerprint FROM articles WHERE path = ?", path)
        return frozenset(known for known, made_by in found if made_by == fingerprint) if found else None

    def begin_source(self, path: str) -> None:
        """Note that a file is being read, so that it is known even if this run never comes to its end."""
        self.connection.execute(
            "INSERT INTO sources VALUES (?, 0, -1, '', 0, -1, -1) ON CONFLICT DO UPDATE SET mtime = -1", (path,)
        )

    def finish_source(self, path: str, stamp: Stamp, fingerprint: str) -> None:
        """Note that a file was read to its end."""
        self.connection.execute(
            "UPDATE sources SET size = ?, mtime = ?, ctime = ?, inode = ?, fingerprint = ?, "
            "articles = (SELECT count(*) FROM articles a WHERE a.path = sources.path AND status <> 'removed') "
            "WHERE path = ?",
            (*stamp, fingerprint, path),
        )

    def forget_source(self, path: str) -> None:
        """Note that a file is in the corpus no more."""
        self.connection.execute("DELETE FROM sources WHERE path = ?", (path,))

    # -------------------------------------------------------------- articles

    def replaced_by(self, record: Record, run: int) -> int | None:
        """The key of the article that the record takes the place of: the same text, else the same id, of its file."""
        found = self.ask(
            "SELECT key FROM articles INDEXED BY articles_by_hash WHERE hash = ? AND path = ? AND seen < ? "
            "ORDER BY number LIMIT 1",
            *(record.hash, record.path, run),
        ) or self.ask(
            "SELECT key FROM articles INDEXED BY articles_by_id WHERE id = ? AND path = ? AND seen < ? "
            "ORDER BY number LIMIT 1",
            *(record.id, record.path, run),
        )
        return int(found[0][0]) if found else None

    def keep(self, path: str, number: int, known: str, fingerprint: str, run: int) -> None:
        """Note that an article is still there, at this place of its file. One that was removed is back."""
        found = self.ask(
            "SELECT key, seen FROM articles INDEXED BY articles_by_hash WHERE hash = ? AND path = ? AND fingerprint = ? "
            "ORDER BY seen, number LIMIT 1",
            *(known, path, fingerprint),
        )
        if not found:
            raise StoreError(
                say(
                    "{path}: {file}: a result that was there is gone; run again with --force", path=self.path, file=path
                )
            )
        key, seen = found[0]
        if seen == run:  # the file has the very same article once more than before
            key = self.duplicate(key)
        self.connection.execute(
            "UPDATE articles SET seen = ?, number = ?, "
            "status = CASE WHEN status <> 'removed' THEN status WHEN error = '' THEN 'ok' ELSE 'error' END "
            "WHERE key = ?",
            (run, number, key),
        )

    def duplicate(self, key: int) -> int:
        """A second record of an article, with all that it contains; answers its key."""
        made = int(
            self.connection.execute(
                f"INSERT INTO articles ({ARTICLE_CELLS}) SELECT {ARTICLE_CELLS.replace('key', 'NULL', 1)} "
                "FROM articles WHERE key = ?",
                (key,),
            ).lastrowid
            or 0
        )
        for table, columns in (("texts", "text"), ("mentions", "lines"), ("rows", quoted(ROW_COLUMNS))):
            self.connection.execute(
                f"INSERT INTO {table} (article, {columns}) SELECT ?, {columns} FROM {table} WHERE article = ? "
                "ORDER BY rowid",
                (made, key),
            )
        return made

    def remove_unseen(self, path: str, run: int) -> int:
        """Mark the file's articles that this run has not seen as removed; answers how many."""
        return self.connection.execute(
            "UPDATE articles SET status = 'removed' WHERE path = ? AND seen < ? AND status <> 'removed'", (path, run)
        ).rowcount

    def totals(self) -> tuple[int, int, int, int]:
        """Articles, rows, errors, removed articles."""
        found = self.ask(
            "SELECT count(*) FILTER (WHERE status <> 'removed'), sum(rows) FILTER (WHERE status = 'ok'), "
            "count(*) FILTER (WHERE status = 'error'), count(*) FILTER (WHERE status = 'removed') FROM articles"
        )[0]
        return int(found[0]), int(found[1] or 0), int(found[2]), int(found[3])

    def errors(self, most: int) -> tuple[tuple[str, str], ...]:
        """The first errors: article id and what went wrong."""
        found = self.ask("SELECT id, error FROM articles WHERE status = 'error' ORDER BY path, number LIMIT ?", most)
        return tuple((name, error) for name, error in found)
