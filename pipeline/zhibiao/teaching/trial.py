"""A proposed line tried on the corpus, and accepted: both extractions are made anew from the corpus' own files.

Only articles that hold the line's word are extracted, for no other can change; they are read as `zhibiao run` reads
them, in worker processes of their own. Nothing is written before `accept`.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from zhibiao.batch.crew import BYTES_OF_CHARACTER, Crew
from zhibiao.batch.plan import Candidate, work_in
from zhibiao.batch.steps import Settings, Work
from zhibiao.decisions import Decision
from zhibiao.lexicon.own import Own, parsed, place_of, text_of
from zhibiao.lexicon.own import read as read_own
from zhibiao.model import Row, ZhibiaoError
from zhibiao.reading.records import Fields
from zhibiao.reading.scanning import own_fields
from zhibiao.script import simplified
from zhibiao.spans.labels import check as check_labels
from zhibiao.spans.labels import written
from zhibiao.store import Record, Store, StoredArticle
from zhibiao.store.packing import digest_of, row_of_stored, rows_of
from zhibiao.teaching.effect import Change, Effect, compared, verdicts
from zhibiao.teaching.lines import Line, added
from zhibiao.text import mend_text
from zhibiao.wording import say

NONE = Own()
WORTH_A_WORKER = 100_000  # bytes of text


class TrialError(ZhibiaoError):
    """A line that cannot be tried or accepted; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A line, what it does, and the text of `zhibiao.toml` that it was tried with."""

    line: Line
    effect: Effect
    text: str


def corpus_of(store: Store, given: Path | None = None) -> Path:
    """The corpus that the store was made of, or the given one. Raises `TrialError` when it is not there."""
    corpus = given or Path(store.fact("corpus"))
    if (given is None and not store.fact("corpus")) or not corpus.exists():
        raise TrialError(say("{corpus}: the corpus is not there; name it with --corpus", corpus=corpus))
    return corpus


def lexicon(corpus: Path) -> tuple[str, Own]:
    """The text of the corpus' `zhibiao.toml`, empty when there is none, and what it says. Raises `LexiconError`."""
    file = place_of(corpus)
    return text_of(file), read_own(corpus)


def tried(store: Store, corpus: Path, line: Line) -> Trial:
    """What the line does to the corpus. Raises `ZhibiaoError` when it cannot be tried."""
    text, own = lexicon(corpus)
    file = place_of(corpus)
    proposed = parsed(added(text, line, "", str(file)), file)
    check_labels(proposed)
    concerned = [a for a in list(store.articles()) if a.status == "ok" and holds(line, a.title, store.text(a.key))]
    works = list(works_of(store, corpus, concerned))
    before, after = extracted(store, corpus, works, own), extracted(store, corpus, works, proposed)
    return Trial(line, effect(store, before, after), text)


def accept(corpus: Path, trial: Trial, comment: str) -> Path:
    """Write the tried line with a comment into the corpus' `zhibiao.toml`. Raises `TrialError` when the file has changed meanwhile."""
    file = place_of(corpus)
    if lexicon(corpus)[0] != trial.text:
        raise TrialError(say("{file}: changed meanwhile; look at the effect again", file=file))
    text = added(trial.text, trial.line, comment, str(file))
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".zhibiao-", suffix=".toml.new")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        os.chmod(name, file.stat().st_mode & 0o777 if file.exists() else 0o644)
        os.replace(name, file)
    except OSError as error:
        raise TrialError(say("{file}: cannot be written: {strerror}", file=file, strerror=error.strerror)) from error
    return file


# ------------------------------------------------------------------ which articles


def holds(line: Line, *texts: str) -> bool:
    """Whether an article with these texts can be read otherwise for the line: it holds its word, as written or mended."""
    word = line.word or line.key
    found = regex.compile(written(word) if line.pattern else regex.escape(simplified("".join(word.split()))))
    return any(
        found.search(simplified(form)) for text in texts for form in ("".join(text.split()), mend_text(text).mended)
    )


def works_of(store: Store, corpus: Path, concerned: Sequence[StoredArticle]) -> Iterator[Work]:
    """The steps that read these articles again from the corpus' files; other articles of the same file are passed over."""
    base = corpus if corpus.is_dir() else corpus.parent
    fields = Fields(settings_of(store, corpus).fields)
    wanted: dict[str, set[int]] = defaultdict(set)
    for article in concerned:
        wanted[article.path].add(article.key)
    others: dict[str, set[str]] = defaultdict(set)
    for article in list(store.articles()):
        if article.path in wanted and article.key not in wanted[article.path]:
            others[article.path].add(article.hash)
    for path in wanted:
        if not (base / path).is_file():
            raise TrialError(say("{path}: gone from the corpus; run `zhibiao run` first", path=base / path))
        yield from work_in(Candidate(path, base / path, "due"), fields, frozenset(others[path]))


# ------------------------------------------------------------------ both extractions


def settings_of(store: Store, corpus: Path, own: Own = NONE) -> Settings:
    """As the last run on the corpus had them."""
    noted = json.loads(store.fact("settings") or "{}")
    return Settings({**own_fields(corpus), **noted.get("fields", {})}, ner=noted.get("ner", ""), own=own)


def extracted(store: Store, corpus: Path, works: Sequence[Work], own: Own) -> list[Record]:
    """The records of the steps under a lexicon of the user's."""
    size = sum(work.size for work in works) * BYTES_OF_CHARACTER
    crew = Crew(min(os.cpu_count() or 1, 1 + size // WORTH_A_WORKER), settings_of(store, corpus, own))
    try:
        return [outcome for outcome in crew.outcomes(iter(works)) if isinstance(outcome, Record)]
    finally:
        crew.close()


def effect(store: Store, before: Sequence[Record], after: Sequence[Record]) -> Effect:
    """The two extractions compared, under the decisions in force."""
    decided: Mapping[str, list[Decision]] = defaultdict(list)
    for (_, row), decision in store.standing().items():
        decided[digest_of(row)].append(decision)
    changes: list[Change] = []
    learned: dict[int, Decision] = {}
    harmed: dict[int, Decision] = {}
    for old, new in zip(before, after, strict=True):
        rows = rows_in(old), rows_in(new)
        changes += compared(*rows)
        better, worse = verdicts(decided.get(new.digest, ()), *rows)
        learned |= {d.number: d for d in better}
        harmed |= {d.number: d for d in worse}
    failed = tuple(f"{r.id}: {r.error}" for r in (*before, *after) if r.status == "error")
    return Effect(len(after), tuple(changes), tuple(learned.values()), tuple(harmed.values()), failed)


def rows_in(record: Record) -> list[Row]:
    context = {"article": record.id, "title": record.title, "published": record.published or ""}
    return [row_of_stored(line, context) for line in rows_of(record)]
