"""The database with what people decided: an append-only history that lies over the extracted rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from zhibiao.decisions import (
    Decision,
    DecisionError,
    Kind,
    Overlay,
    cells_of,
    check_size,
    in_force,
    overlay,
    row_of_cells,
)
from zhibiao.model import Row
from zhibiao.store.database import Database
from zhibiao.store.schema import StoredArticle
from zhibiao.wording import say


class Store(Database):
    """An output folder's database: articles, rows, mentions, and the decisions on them."""

    def find(self, article: str, row: str) -> Row | None:
        """The row of an article id and a row id, with decisions applied: copies of a text share their row ids."""
        found = self.article(article)
        rows = self.reviewed(found.key).rows if found else ()
        return next((candidate for candidate in rows if candidate.row == row), None)

    def reviewed(self, key: int) -> Overlay:
        """The rows with the decisions in force applied, and the decisions that found no place any more."""
        article = self.existing(key)
        if not article.digest:
            return Overlay(())
        standing = self.concerning(article)
        rows = self.rows(article.key)
        if not standing:
            return Overlay(tuple(rows))
        own = {name: cell or "" for name, cell in article.for_rows().items()}
        context = row_of_cells({**own, "row": article.digest})
        return overlay(rows, standing, self.text(article.key), context)

    def concerning(self, article: StoredArticle) -> list[Decision]:
        """The decisions in force that concern an article: those made on its id, and those made on the very same text of
        an article that has gone or has another text by now."""
        made = self.history_where(
            "article = ? OR (row BETWEEN ? || '-' AND ? || '.' AND NOT EXISTS (SELECT 1 FROM articles a "
            "WHERE a.id = decisions.article AND a.digest = ? AND a.status <> 'removed'))",
            *(article.id, article.digest, article.digest, article.digest),
        )
        return list(in_force(made).values())

    def decide(
        self,
        key: int,
        row: str,
        kind: Kind,
        *,
        who: str,
        when: str,
        changes: Mapping[str, str] | None = None,
        note: str = "",
    ) -> int:
        """Record what a person decided on a row: `accepted`, `rejected`, or `corrected` with the changed cells.

        Answers the decision's number. Raises `DecisionError` for a row that the article does not have, a column that
        does not exist, or a cell that is no value of its column; then nothing is recorded.
        """
        article = self.existing(key)
        before = next((r for r in self.reviewed(key).rows if r.row == row), None)
        if before is None:
            raise DecisionError(say("{id}: has no row {row}", id=article.id, row=row))
        if kind not in ("accepted", "corrected", "rejected"):
            raise DecisionError(say("{kind!r} is no verdict on a row; give accepted, corrected or rejected", kind=kind))
        check_size(changes or {})
        cells = cells_of(before)
        after = cells_of(row_of_cells({**cells, **(changes or {}), "row": row}))
        return self.append(Decision(article.id, row, kind, who, when, cells, after, note))

    def add_row(
        self, key: int, start: int, end: int, cells: Mapping[str, str], *, who: str, when: str, note: str = ""
    ) -> int:
        """Record a row that the extraction missed, at `original[start:end]`. Answers the decision's number."""
        article = self.existing(key)
        original = self.text(key)
        if not 0 <= start < end <= len(original):
            raise DecisionError(
                say(
                    "{id}: {start}:{end} is no span of its {original} characters",
                    id=article.id,
                    start=start,
                    end=end,
                    original=len(original),
                )
            )
        check_size(cells)
        spot = {"row": f"{article.digest}-{start}-{end}", "article": article.id, "text": original[start:end]}
        given = {"confidence": "1.0", "rule": "reviewer", **cells, **spot, "start": str(start), "end": str(end)}
        row = row_of_cells(given)
        return self.append(Decision(article.id, row.row, "added", who, when, {}, cells_of(row), note))

    def undo(self, number: int, *, who: str, when: str) -> int:
        """Take a decision back; the one before it stands again. Answers the number of the `undone` entry."""
        found = self.history_where("number = ? OR undoes = ?", number, number)
        if not found or found[0].kind == "undone" or len(found) > 1:
            raise DecisionError(say("decision {number} does not stand: there is nothing to take back", number=number))
        taken = found[0]
        return self.append(Decision(taken.article, taken.row, "undone", who, when, taken.after, undoes=number))

    def append(self, decision: Decision) -> int:
        with self.writing() as connection:
            made = connection.execute(
                'INSERT INTO decisions (article, row, kind, who, "when", before, after, note, undoes) '
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    decision.article,
                    decision.row,
                    decision.kind,
                    decision.who,
                    decision.when,
                    json.dumps(dict(decision.before), ensure_ascii=False),
                    json.dumps(dict(decision.after), ensure_ascii=False),
                    decision.note,
                    decision.undoes,
                ),
            )
            return int(made.lastrowid or 0)

    def history(self, article: str = "", row: str = "") -> list[Decision]:
        """All decisions ever made, oldest first; only those of an article id or a row id when given."""
        return self.history_where("(? = '' OR article = ?) AND (? = '' OR row = ?)", article, article, row, row)

    def history_where(self, condition: str, *values: Any) -> list[Decision]:
        lines = self.ask(
            'SELECT number, article, row, kind, who, "when", before, after, note, undoes FROM decisions '
            f"WHERE {condition} ORDER BY number",
            *values,
        )
        return [
            Decision(article, row, kind, who, when, json.loads(before), json.loads(after), note, undoes, number)
            for number, article, row, kind, who, when, before, after, note, undoes in lines
        ]

    def standing(self) -> dict[tuple[str, str], Decision]:
        """The decisions in force, by article id and row id."""
        return in_force(self.history())

    def decided(self) -> list[tuple[str, str]]:
        """Article id and row id of every row that was ever decided on."""
        return [(article, row) for article, row in self.ask("SELECT DISTINCT article, row FROM decisions")]
