"""The reviewer's desk: the rows of a store under their decisions, kept at hand and kept fresh."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from zhibiao.decisions import Decision, DecisionError, Kind, written
from zhibiao.model import COLUMNS, OF_ARTICLE, Row
from zhibiao.review.columns import cells, seal, settled
from zhibiao.review.drafting import draft
from zhibiao.store import Store, StoredArticle
from zhibiao.store.packing import digest_of
from zhibiao.wording import say

LISTED = tuple(c for c in COLUMNS if c not in OF_ARTICLE)
AT_MOST = 50_000  # rows that a page lists; beyond, the least doubtful stay away and the page says so


T = TypeVar("T")


class Changed(DecisionError):
    """Somebody else decided on the row since it was shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with its rows as reviewed and the decisions that found no place."""

    article: StoredArticle
    rows: tuple[Row, ...]
    stranded: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Rows accepted in one, by article id and row id; how many were not; what a further call gives as `together`."""

    rows: tuple[tuple[str, str], ...]
    missed: int
    together: int


class Desk:
    """All sheets of a store. Not to be shared between threads, as the store is not."""

    def __init__(self, store: Store, clock: Callable[[], str]) -> None:
        """`clock` gives the time of a decision, ISO 8601 with its offset."""
        self.store, self.clock = store, clock
        self.revision = -1
        self.known: dict[int, Sheet] = {}

    @property
    def sheets(self) -> Mapping[int, Sheet]:
        """The sheets by the article's key, read again when anybody else changed the store."""
        if self.store.revision != self.revision:
            with self.store.snapshot():  # all of one moment; a read that fails leaves what was known
                revision = self.store.revision
                known = {a.key: self.read(a) for a in list(self.store.articles())}
            self.known, self.revision = known, revision
        return self.known

    def read(self, article: StoredArticle) -> Sheet:
        overlay = self.store.reviewed(article.key)
        return Sheet(article, overlay.rows, overlay.stranded)

    def sheet(self, key: int) -> Sheet:
        """The sheet of an article. Raises `DecisionError` when there is none."""
        if key not in self.sheets:
            raise DecisionError(say("no article {key}", key=key))
        return self.sheets[key]

    def lost(self) -> list[Decision]:
        """The decisions whose row has gone: stranded in their article, or their article is gone, too. A rejected row
        that the rules no longer make of the same text is none of them: see `followed`."""
        followed = {d.number for d in self.followed()}
        stranded = {d.number: d for sheet in self.sheets.values() for d in sheet.stranded}
        found = {number: d for number, d in stranded.items() if number not in followed}
        ids = {sheet.article.id for sheet in self.sheets.values()}
        digests = {sheet.article.digest for sheet in self.sheets.values()}
        for (article, row), decision in self.store.standing().items():
            if digest_of(row) not in digests and article not in ids:
                found[decision.number] = decision
        return [found[number] for number in sorted(found)]

    def followed(self) -> list[Decision]:
        """The rejections that the rules follow by now: of the same text they make no such row any more."""
        alike = [(sheet.article.digest, d) for sheet in self.sheets.values() for d in sheet.stranded]
        found = {d.number: d for digest, d in alike if d.kind == "rejected" and digest_of(d.row) == digest}
        return [found[number] for number in sorted(found)]

    # -------------------------------------------------------------- listing

    def listing(self) -> dict[str, Any]:
        """Articles and rows, the most doubtful first, as JSON values; rows are lists in the order of `columns`."""
        sheets = self.sheets
        rows = [(sheet.article.key, row) for sheet in sheets.values() for row in sheet.rows]
        rows.sort(key=lambda pair: doubt(pair[1]))
        return {
            "columns": ["key", "seal", *LISTED],
            "rows": [line(key, row) for key, row in rows[:AT_MOST]],
            "left_out": max(0, len(rows) - AT_MOST),
            "articles": [article_line(sheet) for sheet in sheets.values()],
            "lost": len(self.lost()),
        }

    def concerned(self, *decided: tuple[str, str]) -> dict[str, Any]:
        """The articles that decisions on these (article id, row id) concern, as `listing` gives them; `keys` are those
        whose rows are given."""
        found = concern(decided)
        sheets = [sheet for sheet in self.sheets.values() if found(sheet)]
        return {
            "keys": [s.article.key for s in sheets],
            "rows": [line(s.article.key, r) for s in sheets for r in s.rows],
            "articles": [article_line(s) for s in sheets],
            "lost": len(self.lost()),
        }

    # -------------------------------------------------------------- deciding

    def decide(
        self, key: int, row: str, kind: Kind, changes: Mapping[str, str], note: str, who: str, seen: str = ""
    ) -> int:
        """Record a verdict: `accepted`, `rejected`, or `corrected` with changes. Answers the decision's number.

        `seen` is the seal of the row as the reviewer saw it. Raises `Changed` when it is another by now, and
        `DecisionError` for what cannot be recorded.
        """
        before = self.row(key, row)
        if seen and seal(before) != seen:
            raise Changed(say("{row}: changed meanwhile by somebody else; look at it again", row=row))
        made = settled(changes, cells(before))
        verdict: Kind = "corrected" if made else kind
        if verdict == "corrected" and not made and note == before.note:
            raise DecisionError(say("{row}: nothing was changed", row=row))
        if kind == "rejected" and made:
            raise DecisionError(say("{row}: a rejected row takes no changes", row=row))
        article = self.sheet(key).article.id
        return self.recorded(
            [(article, row)],
            lambda: self.store.decide(key, row, verdict, who=who, when=self.clock(), changes=made, note=note),
        )

    def accept(self, picked: Iterable[tuple[int, str, str]], who: str, together: int = 0) -> Accepted:
        """Accept rows (key of their article, id, seal as the reviewer saw them) in one, with those accepted before as
        `together`. Rows that have gone, were changed or decided on since they were shown are left as they are."""
        wanted: dict[int, dict[str, str]] = defaultdict(dict)
        for key, row, seen in picked:
            wanted[key][row] = seen
        found: dict[int, list[str]] = {}
        for key, seals in wanted.items():
            rows = self.sheets[key].rows if key in self.sheets else ()
            if kept := [row.row for row in rows if not row.status and seals.get(row.row) == seal(row)]:
                found[key] = kept
        asked = sum(map(len, wanted.values()))
        decided = [(self.sheets[key].article.id, row) for key, rows in found.items() for row in rows]
        if decided:
            together = self.recorded(
                decided, lambda: self.store.accept_all(found, who=who, when=self.clock(), together=together)
            )
        return Accepted(tuple(decided), asked - len(decided), together)

    def add(self, key: int, start: int, end: int, given: Mapping[str, str], note: str, who: str) -> int:
        """Record a row that the extraction missed. Answers the decision's number."""
        sheet = self.sheet(key)
        row_id = f"{sheet.article.digest}-{start}-{end}"
        if any(row.row == row_id for row in sheet.rows):
            raise DecisionError(say("{row_id}: there is a row of these characters already; edit it", row_id=row_id))
        drafted = draft(self.store.text(key), start, end)
        made = {**drafted, **settled(given, {k: v for k, v in drafted.items() if k != "sentence"})}
        return self.recorded(
            [(sheet.article.id, row_id)],
            lambda: self.store.add_row(key, start, end, made, who=who, when=self.clock(), note=note),
        )

    def undo(self, who: str) -> list[Decision]:
        """Take back the last decision of a reviewer that stands, with those made in one with it; answers them, the last
        one first, or nothing when there is none."""
        mine = {d.number: d for d in self.store.standing().values() if d.who == who}
        if not mine:
            return []
        newest = max(mine)
        runs = self.store.together(who).items()
        first, last = next(((a, z) for a, z in runs if a <= newest <= z), (newest, newest))
        taken = [
            mine[n]
            for n in sorted(mine, reverse=True)
            if n == newest or (first <= n <= last and mine[n].kind == "accepted")
        ]
        self.recorded(
            [(d.article, d.row) for d in taken], lambda: self.store.undo_all(taken, who=who, when=self.clock())
        )
        return taken

    def row(self, key: int, row: str) -> Row:
        """A row as reviewed. Raises `DecisionError` when the article does not have it."""
        for candidate in self.sheet(key).rows:
            if candidate.row == row:
                return candidate
        raise DecisionError(say("{id}: has no row {row}", id=self.sheet(key).article.id, row=row))

    def recorded(self, decided: Collection[tuple[str, str]], record: Callable[[], T]) -> T:
        """Carry out decisions on these (article id, row id) and read again what they may concern: their articles, and
        copies of the very same texts."""
        fresh = self.revision == self.store.revision
        answer = record()
        if fresh and self.store.revision == self.revision + 1:  # nobody else wrote meanwhile
            found = concern(decided)
            self.known.update({key: self.read(sheet.article) for key, sheet in self.known.items() if found(sheet)})
            self.revision += 1
        return answer


def concern(decided: Iterable[tuple[str, str]]) -> Callable[[Sheet], bool]:
    """Whether decisions on these (article id, row id) may show in a sheet."""
    pairs = list(decided)
    ids, digests = {article for article, _ in pairs}, {digest_of(row) for _, row in pairs}
    return lambda sheet: sheet.article.id in ids or sheet.article.digest in digests


def doubt(row: Row) -> tuple[bool, bool, float]:
    """Sorts what needs a look first: undecided, then contradicted by other rows, then unsure."""
    return bool(row.status), not row.checks, row.confidence


def line(key: int, row: Row) -> list[Any]:
    """A row as JSON values, decimals and dates as text."""
    values = [getattr(row, name) for name in LISTED]
    plain = ["" if v is None else v if isinstance(v, str | int | float) else written(v) for v in values]
    return [key, seal(row), *plain]


def article_line(sheet: Sheet) -> dict[str, Any]:
    article = sheet.article
    return {
        "key": article.key,
        "id": article.id,
        "title": article.title,
        "published": article.published or "",
        "rows": len(sheet.rows),
        "error": article.error,
    }
