"""The facts of an output folder, kept in its database and brought up to date with its articles and decisions.

Each article has a mark of what its claims were made from: its text, the rules, the decisions on it. Where the mark has
changed, its claims are made anew, and the blocks that they were and are in are joined anew; nothing else is touched.
Facts do not depend on the order in which articles came: claims are ordered by publication, article and place.

The tables are made from the others and can be dropped at any time, but for `rulings`: what a person has chosen in
conflicts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhibiao.facts.aliases import Aliases, own_owners, said_in
from zhibiao.facts.claims import READ, Claim, Setting, hashed
from zhibiao.facts.joining import facts_of
from zhibiao.facts.kept import (
    CLAIM,
    DERIVED,
    FACT,
    RULINGS,
    SCHEMA,
    chosen,
    claims_in,
    fact_line,
    groups,
    line_of,
    marks,
    sayings_in,
)
from zhibiao.facts.reprints import Reprints
from zhibiao.facts.rereading import claims_of
from zhibiao.facts.restated import settled
from zhibiao.facts.statements import FRAME, Cells, Saying, frame_of
from zhibiao.store import Store
from zhibiao.store.connection import translated
from zhibiao.store.packing import digest_of, mentions_of, stored, unpacked
from zhibiao.store.schema import quoted


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did, and what there is now: facts by status."""

    articles: int
    blocks: int
    facts: dict[str, int]


def update(store: Store, corpus: Path | None = None) -> Updated:
    """Bring the facts up to date. `store` must be open for writing; `corpus` is where its `zhibiao.toml` is, if not
    where the last run found it. All of it is one transaction.

    Raises `LexiconError` for a wrong `zhibiao.toml` and `StoreError` when the database cannot be written.
    """
    place = corpus or Path(store.fact("corpus") or "-")
    ours = own_owners(place)
    with changing(store):
        prepare(store)
        changed, gone = due(store)
        before = Aliases(json.loads(store.fact("facts_owners") or "{}"), every_said(store))
        touched, figures = forget(store, [*changed, *gone])
        for keys in groups(changed):
            keep_said(store, keys)
        after = Aliases(ours, every_said(store))
        if renamed := after.differing(before):
            again = [key for key in with_subjects(store, renamed) if key not in changed]
            known = marked(store, again)
            blocks, more = forget(store, again, said=False)
            touched, figures = touched | blocks, figures | more
            changed |= known
        for keys in groups(changed):
            blocks, more = keep_claims(store, keys, after)
            touched, figures = touched | blocks, figures | more
        touched |= settle(store, figures)
        mark(store, changed)
        join(store, touched)
        note(store, facts_owners=json.dumps(ours, ensure_ascii=False), facts_at=state(store))
        return Updated(len(changed) + len(gone), len(touched), counts(store))


@contextmanager
def changing(store: Store) -> Iterator[None]:
    """One transaction that leaves the revision as it is: what the tables of rows hold does not change."""
    with translated(store.path):
        store.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            store.connection.execute("COMMIT")
        except BaseException:
            if store.connection.in_transaction:
                store.connection.execute("ROLLBACK")
            raise


def prepare(store: Store) -> None:
    """The tables, empty when they were made by another version."""
    run = store.connection.execute
    version = made_by()
    if store.fact("facts_version") != version:
        for name in DERIVED:
            run(f"DROP TABLE IF EXISTS {name}")
        note(store, facts_version=version, facts_owners="{}")
    for statement in f"{SCHEMA};{RULINGS}".split(";"):
        run(statement)


# Beside the files of this room, those that say what joins; how rows are made the articles' marks say.
WORDS = ("facts.toml", "namesakes.tsv", "places.tsv", "units.tsv", "indicators.tsv", "statement_weights.tsv")


@cache
def made_by() -> str:
    """A digest of the files that make facts of rows: when one has changed, all is joined anew."""
    room = Path(__file__).parent
    files = [*sorted(room.glob("*.py")), *(room.parent / "lexicon" / name for name in WORDS)]
    return hashed(*(hashlib.blake2b(file.read_bytes()).hexdigest() for file in files))


def note(store: Store, **values: str) -> None:
    store.connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", values.items())


def state(store: Store) -> str:
    """What the facts depend on beside the user's lexicon."""
    return f"{store.revision}"


def current(store: Store) -> bool:
    """Whether the facts are those of the articles and decisions as they are now."""
    return bool(store.fact("facts_at")) and store.fact("facts_at") == state(store)


# ------------------------------------------------------------------ what is due


def due(store: Store) -> tuple[dict[int, str], list[int]]:
    """Articles whose claims must be made, with their marks; and those whose claims must go."""
    decided: dict[str, list[int]] = {}
    for (article, row), decision in store.standing().items():
        for name in (article, digest_of(row)):
            decided.setdefault(name, []).append(decision.number)
    asked = f"SELECT key, id, digest, {MARK}, mark FROM articles LEFT JOIN claimed ON article = key WHERE status = 'ok' AND "
    found = store.connection.execute(f"{asked} mark IS NOT {MARK}").fetchall()
    for names in groups(decided):
        slots = marks(len(names))
        found += store.connection.execute(
            f"{asked} (id IN ({slots}) OR digest IN ({slots}))", [*names, *names]
        ).fetchall()
    changed: dict[int, str] = {}
    for key, article, digest, made_from, known in found:
        numbers = sorted({*decided.get(article, ()), *decided.get(digest, ())})
        if known != (now := " ".join([made_from, *map(str, numbers)])):
            changed[key] = now
    gone = "SELECT article FROM claimed WHERE article NOT IN (SELECT key FROM articles WHERE status = 'ok')"
    return changed, [key for (key,) in store.connection.execute(gone)]


# What an article's claims are made from, but for the decisions on it.
MARK = "(id || ' ' || hash || ' ' || fingerprint || ' ' || coalesce(published, ''))"
Touched = tuple[set[str], set[str]]  # blocks, figures


def forget(store: Store, keys: Iterable[int], said: bool = True) -> Touched:
    """Delete the claims of articles, with what they say of names; answers the blocks that the claims were in, and their
    figures."""
    found: set[tuple[str, str]] = set()
    run = store.connection.execute
    for group in groups(keys):
        slots = marks(len(group))
        found |= set(run(f"SELECT DISTINCT block, figure FROM claims WHERE article IN ({slots})", group))
        for table in ("claims", "claimed", *(("said",) if said else ())):
            run(f"DELETE FROM {table} WHERE article IN ({slots})", group)
    return {block for block, _ in found}, {figure for _, figure in found if figure}


def marked(store: Store, keys: Iterable[int]) -> dict[int, str]:
    """What the claims of articles were made from when they were made last."""
    found: dict[int, str] = {}
    for group in groups(keys):
        asked = f"SELECT article, mark FROM claimed WHERE article IN ({marks(len(group))})"
        found |= dict(store.connection.execute(asked, group))
    return found


def mark(store: Store, changed: dict[int, str]) -> None:
    """Note what the claims of articles were made from."""
    store.connection.executemany("INSERT OR REPLACE INTO claimed VALUES (?, ?)", changed.items())


# ------------------------------------------------------------------ names


def every_said(store: Store) -> list[tuple[str, str]]:
    return list(store.connection.execute("SELECT DISTINCT name, full FROM said"))


def keep_said(store: Store, keys: Sequence[int]) -> None:
    """Note what articles say of names."""
    found = store.connection.execute(
        f"SELECT m.article, m.lines FROM mentions m WHERE m.article IN ({marks(len(keys))})", keys
    ).fetchall()
    lines = []
    for key, packed in found:
        text = unpacked(packed)
        if ",entity," in text:
            mentions = [m for m in mentions_of(text) if m.kind == "entity"]
            if any(m.text != m.value for m in mentions):
                lines += [(key, s.name, s.full, s.words) for s in said_in(mentions, store.text(key))]
    store.connection.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", lines)


def with_subjects(store: Store, names: Iterable[str]) -> list[int]:
    """The articles with claims whose subject is written so, or whose owner is called so by now."""
    found: set[int] = set()
    for name in names:
        found |= {key for (key,) in store.connection.execute("SELECT article FROM claims WHERE subject = ?", (name,))}
    return sorted(found)


# ------------------------------------------------------------------ claims


def keep_claims(store: Store, keys: Sequence[int], aliases: Aliases) -> Touched:
    """Make the claims of articles; answers their blocks and figures."""
    standing = {name for article, row in store.standing() for name in (article, digest_of(row))}
    slots = marks(len(keys))
    run = store.connection.execute
    heads = run(f"SELECT key, id, published, digest, title FROM articles WHERE key IN ({slots})", list(keys)).fetchall()
    here: dict[int, dict[str, str]] = {}
    for key, name, full in run(f"SELECT article, name, full FROM said WHERE article IN ({slots})", list(keys)):
        here.setdefault(key, {})[name] = full
    rows: dict[int, list[dict[str, Any]]] = {}
    for key, *cells in run(
        f"SELECT article, {quoted(READ)} FROM rows WHERE article IN ({slots}) ORDER BY rowid", list(keys)
    ):
        rows.setdefault(key, []).append(dict(zip(READ, cells, strict=True)))
    made: list[Claim] = []
    for key, article, published, digest, title in heads:
        if article in standing or digest in standing:
            names = (*READ, "status")
            rows[key] = [{n: stored(getattr(row, n)) for n in names} for row in store.reviewed(key).rows]
        if not rows.get(key):
            continue
        said = here.get(key, {})
        context = "\n".join(dict.fromkeys([title, *(str(cells["subject"] or "") for cells in rows[key])]))
        setting = Setting(key, article, published or "", digest, context, lambda n, said=said: aliases.of(n, said))  # type: ignore[misc]
        made += claims_of(rows[key], setting)
    store.connection.executemany(f"INSERT INTO claims VALUES ({marks(len(CLAIM))})", map(line_of, made))
    return {claim.block for claim in made}, {claim.figure for claim in made if claim.figure}


def settle(store: Store, figures: Iterable[str]) -> set[str]:
    """Give the claims of some figures the frames with which they are joined (`restated.settled`); answers the blocks that
    have changed."""
    touched: set[str] = set()
    change = f"UPDATE claims SET {', '.join(f'{name} = ?' for name in (*FRAME, 'own'))} WHERE article = ? AND row = ?"
    for group in groups(sorted(figures)):
        now: dict[tuple[int, str], Cells] = {}
        alike: dict[str, list[Saying]] = {}
        for frame, saying in sayings_in(store, group):
            now[saying.claim.key, saying.claim.row] = frame
            alike.setdefault(saying.claim.figure, []).append(saying)
        lines = []
        for sayings in alike.values():
            own = {(s.claim.key, s.claim.row): frame_of(s.claim) for s in sayings}
            for claim in settled(sayings):
                name, frame = (claim.key, claim.row), frame_of(claim)
                if frame != now[name]:
                    touched |= {now[name][0], claim.block}
                    kept = "" if frame == own[name] else json.dumps(own[name], ensure_ascii=False)
                    lines.append((*frame, kept, *name))
        store.connection.executemany(change, lines)
    return touched


# ------------------------------------------------------------------ facts


def join(store: Store, blocks: Iterable[str]) -> None:
    """Join the claims of some blocks anew. Their rows get a new stamp, so that a copy of the facts knows what has changed."""
    stamp = int(store.fact("facts_stamp") or 0) + 1
    note(store, facts_stamp=str(stamp))
    accepted = frozenset(chosen(store))
    reprints = Reprints(store.text)
    run = store.connection
    for group in groups(sorted(blocks)):
        slots = marks(len(group))
        run.execute(f"DELETE FROM joined_rows WHERE fact IN (SELECT fact FROM joined WHERE block IN ({slots}))", group)
        run.execute(f"DELETE FROM joined WHERE block IN ({slots})", group)
        by_block: dict[str, list[Claim]] = {}
        for claim in claims_in(store, f"c.block IN ({slots})", *group):
            by_block.setdefault(claim.block, []).append(claim)
        facts = [
            fact
            for block in sorted(by_block)
            for fact in facts_of(by_block[block], reprints.sources, accepted, reprints.same_words)
        ]
        run.executemany(f"INSERT INTO joined VALUES ({marks(len(FACT))})", map(fact_line, facts))
        run.executemany(
            "INSERT INTO joined_rows VALUES (?, ?, ?, ?, ?)",
            ((f.id, c.key, c.row, n, stamp) for f in facts for n, c in enumerate(f.claims)),
        )


def counts(store: Store) -> dict[str, int]:
    """Facts by status."""
    return dict(store.connection.execute("SELECT status, count(*) FROM joined GROUP BY status"))
