"""How claims and facts are kept in the database of an output folder: tables, and their lines there and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from zhibiao.facts.claims import Claim
from zhibiao.facts.joining import Fact
from zhibiao.facts.owners import SPACES, Owner
from zhibiao.facts.prints import Print
from zhibiao.facts.statements import Cells, Saying, frame_of, framed
from zhibiao.model import ZhibiaoError
from zhibiao.store import Store
from zhibiao.store.packing import stored
from zhibiao.store.schema import quoted
from zhibiao.wording import say

GROUP = 500  # articles, or blocks, whose claims memory holds at once
CLAIM = (
    "article row block subject owner code rest reason label sure measure basis modality period_start period_end value "
    "value_to unit qualifier low high step scaled text hint status place twin official figure named said own"
).split()
FACT = (
    "fact block subject_std code indicator measure basis modality period_start period_end value value_to unit qualifier "
    "articles first_published last_published status row printed"
).split()
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS claimed (article INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS claims ({quoted(CLAIM).replace('"article"', '"article" INTEGER NOT NULL').replace('"place"', '"place" INTEGER NOT NULL')});
CREATE INDEX IF NOT EXISTS claims_of_article ON claims (article);
CREATE INDEX IF NOT EXISTS claims_of_block ON claims (block);
CREATE INDEX IF NOT EXISTS claims_of_subject ON claims (subject);
CREATE INDEX IF NOT EXISTS claims_of_figure ON claims (figure);
CREATE TABLE IF NOT EXISTS said (article INTEGER NOT NULL, name TEXT NOT NULL, full TEXT NOT NULL, words TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS said_of_article ON said (article);
CREATE TABLE IF NOT EXISTS joined ({quoted(FACT).replace('"fact"', '"fact" TEXT PRIMARY KEY').replace('"articles"', '"articles" INTEGER NOT NULL')});
CREATE INDEX IF NOT EXISTS joined_of_block ON joined (block);
CREATE INDEX IF NOT EXISTS joined_of_subject ON joined (subject_std, indicator);
CREATE TABLE IF NOT EXISTS joined_rows (fact TEXT NOT NULL, article INTEGER NOT NULL, row TEXT NOT NULL, place INTEGER NOT NULL,
    stamp INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS joined_rows_since ON joined_rows (stamp);
CREATE INDEX IF NOT EXISTS joined_rows_of_fact ON joined_rows (fact);
CREATE INDEX IF NOT EXISTS joined_rows_of_row ON joined_rows (row)
"""
DERIVED = ("claimed", "claims", "said", "joined", "joined_rows")
RULINGS = """CREATE TABLE IF NOT EXISTS rulings (
    number INTEGER PRIMARY KEY AUTOINCREMENT, row TEXT NOT NULL, fact TEXT NOT NULL, kind TEXT NOT NULL
    CHECK (kind IN ('accepted', 'undone')), who TEXT NOT NULL, "when" TEXT NOT NULL, note TEXT NOT NULL) STRICT"""
K = TypeVar("K")


def groups(keys: Iterable[K]) -> Iterator[list[K]]:
    """The keys, some at a time."""
    listed = list(keys)
    for k in range(0, len(listed), GROUP):
        yield listed[k : k + GROUP]


def marks(n: int) -> str:
    return ", ".join("?" * n)


def check(store: Store) -> None:
    """Raises `ZhibiaoError` when the folder has no facts yet."""
    if not store.ask("SELECT 1 FROM sqlite_master WHERE name = 'joined'"):
        raise ZhibiaoError(say("{folder}: no facts yet; run `zhibiao facts {folder}`", folder=store.path.parent))


def line_of(c: Claim) -> tuple[Any, ...]:
    """A claim as the database keeps it, in the order of `CLAIM`, with its own frame."""
    p = c.print
    return (
        *(c.key, c.row, c.block, SPACES.sub("", c.subject), c.owner.name, c.owner.code, c.owner.rest, c.owner.reason),
        *(c.label, int(c.sure), c.measure, c.basis, c.modality, c.start, c.end, stored(c.value), stored(c.value_to)),
        *(
            c.unit,
            c.qualifier,
            stored(p.value),
            stored(p.upper),
            stored(p.step),
            int(p.scaled),
            c.text,
            c.hint,
            c.status,
            c.place,
            c.twin,
            int(c.official),
            c.figure,
            int(c.named),
            c.said,
            "",
        ),
    )


def claims_in(store: Store, condition: str, *values: Any) -> Iterator[Claim]:
    """Claims as they were kept."""
    names = ", ".join(f'c."{name}"' for name in CLAIM)
    asked = f"SELECT {names}, a.id, coalesce(a.published, '') FROM claims c JOIN articles a ON a.key = c.article WHERE {condition}"
    for line in store.connection.execute(asked, values):
        (
            key,
            row,
            block,
            subject,
            owner,
            code,
            rest,
            reason,
            label,
            sure,
            measure,
            basis,
            modality,
            start,
            end,
            *more,
        ) = line
        value, value_to, unit, qualifier, low, high, step, scaled, *more = more
        text, hint, status, place, twin, official, figure, named, said, _, article, published = more
        exact = Decimal(value)
        least = exact if low == value else Decimal(low)
        yield Claim(
            *(key, article, row, block, Owner(owner, code, rest, reason), subject, label, bool(sure), measure, basis),
            *(modality, start, end, exact, None if value_to is None else Decimal(value_to), unit, qualifier),
            Print(least, least if high == low else Decimal(high), Decimal(step), qualifier, bool(scaled)),
            *(text, published, hint, status, place, twin, bool(official)),
            *(figure, bool(named), said),
        )


def sayings_in(store: Store, figures: Sequence[str]) -> Iterator[tuple[Cells, Saying]]:
    """The claims of some figures as statements with their own frames, each with the frame that it has now; figures whose
    claims have one frame are joined as they are."""
    several = (
        f"c.figure IN (SELECT figure FROM claims WHERE figure IN ({marks(len(figures))}) "
        "GROUP BY figure HAVING count(DISTINCT block || label || basis || period_start || period_end) > 1 OR max(own) <> '')"
    )
    asked = (
        "SELECT c.article, c.row, c.own, r.sentence, r.period_text, r.section FROM claims c JOIN rows r "
        f"ON r.article = c.article AND r.row = c.row WHERE {several}"
    )
    said = {(key, row): more for key, row, *more in store.connection.execute(asked, figures)}
    for claim in claims_in(store, several, *figures):
        own, sentence, when, section = said[claim.key, claim.row]
        plain = framed(claim, json.loads(own)) if own else claim
        yield frame_of(claim), Saying(plain, sentence or "", when or "", section or "")


def fact_line(f: Fact) -> tuple[Any, ...]:
    """A fact as the database keeps it, in the order of `FACT`."""
    t, days = f.taken, sorted(c.published for c in f.claims if c.published)
    first, last = (days[0], days[-1]) if days else ("", "")
    owner = next((c.owner for c in f.claims if c.owner.name), t.owner)
    return (
        *(f.id, t.block, owner.name, owner.code, f.label, t.measure, f.basis, t.modality, t.start, t.end),
        *(stored(t.value), stored(t.value_to), t.unit, t.qualifier, f.articles, first, last, f.status, t.row, f.values),
    )


def chosen(store: Store) -> dict[str, int]:
    """The rows whose figure a person has chosen, with the number of the ruling in force."""
    found: dict[str, int] = {}
    for number, row, kind in store.connection.execute("SELECT number, row, kind FROM rulings ORDER BY number"):
        if kind == "accepted":
            found[row] = number
        else:
            found.pop(row, None)
    return found
