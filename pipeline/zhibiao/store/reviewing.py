"""The database with what people decided: an append-only history that lies over the extracted rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
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

TOGETHER = "together:"  # a fact: decisions from this number on, to that of its value, were made in one


class Store(Database):
    """An output folder's database: articles, rows, mentions, and the decisions on them.

    `only`: a reviewer whose decisions alone are seen, as if nobody else had made any; empty for all.
    """

    only = ""

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

    def accept_all(self, picked: Mapping[int, Collection[str]], *, who: str, when: str, together: int = 0) -> int:
        """Accept rows as they stand, row ids by the key of their article, all of them or none. Answers the number of the
        first: they are taken back together, and with those of an earlier call whose answer is given as `together`.

        Raises `DecisionError` for a row that its article does not have; there must be one row at least.
        """
        made: list[Decision] = []
        for key, ids in picked.items():
            article, rows = self.existing(key), {row.row: row for row in self.reviewed(key).rows}
            for row in ids:
                if row not in rows:
                    raise DecisionError(say("{id}: has no row {row}", id=article.id, row=row))
                cells = cells_of(rows[row])
                made.append(Decision(article.id, row, "accepted", who, when, cells, cells, rows[row].note))
        begun = together if together in self.together(who) else 0
        first, _ = self.append_all(made, begun)
        return begun or first

    def together(self, who: str) -> dict[int, int]:
        """The first and the last number of what a reviewer decided in one; decisions of others may lie between them."""
        found = self.ask(
            "SELECT number, CAST(value AS INTEGER) FROM facts JOIN decisions ON name = ? || number WHERE who = ?",
            TOGETHER,
            who,
        )
        return dict(found)

    def undo_all(self, taken: Sequence[Decision], *, who: str, when: str) -> None:
        """Take back decisions that stand, all of them or none; those before them stand again."""
        self.append_all(
            [Decision(d.article, d.row, "undone", who, when, d.after, undoes=d.number) for d in taken],
        )

    def append(self, decision: Decision) -> int:
        return self.append_all([decision])[0]

    def append_all(self, decisions: Sequence[Decision], together: int | None = None) -> tuple[int, int]:
        """Write decisions as one change; answers the numbers of the first and the last. Unless `together` is None they
        are noted as made in one, with those from the number `together` on when it is not 0."""
        sql = (
            'INSERT INTO decisions (article, row, kind, who, "when", before, after, note, undoes) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        with self.writing() as connection:
            numbers = [int(connection.execute(sql, line_of(decision)).lastrowid or 0) for decision in decisions]
            if together is not None:
                self.note(**{f"{TOGETHER}{together or numbers[0]}": str(numbers[-1])})
        return numbers[0], numbers[-1]

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
            if self.only in ("", who)
        ]

    def standing(self) -> dict[tuple[str, str], Decision]:
        """The decisions in force, by article id and row id."""
        return in_force(self.history())

    def decided(self) -> list[tuple[str, str]]:
        """Article id and row id of every row that was ever decided on."""
        return [(article, row) for article, row in self.ask("SELECT DISTINCT article, row FROM decisions")]


def line_of(decision: Decision) -> tuple[str | int, ...]:
    """A decision as the table has it, but for its number."""
    cells = [json.dumps(dict(cells), ensure_ascii=False) for cells in (decision.before, decision.after)]
    told = (decision.article, decision.row, decision.kind, decision.who, decision.when)
    return *told, *cells, decision.note, decision.undoes
