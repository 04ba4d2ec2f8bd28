"""Judges the names of a mentions table against annotated ones: span and type must both be exact.

An annotation is a line of JSON with `article`, `start`, `end`, `text`, `type`, `optional`; one that is optional counts
neither way, found or not.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import get_args

from zhibiao.evaluate import Record
from zhibiao.model import EntityKind, ZhibiaoError
from zhibiao.wording import padded, say, word

KINDS: tuple[str, ...] = get_args(EntityKind)
Name = tuple[int, int, str]  # start, end, type


@dataclass(frozen=True, slots=True)
class Tally:
    """Names that agree, names found, names annotated."""

    agreed: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        return self.agreed / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.agreed / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.agreed / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """The names found in an article and the annotated ones, optional ones aside, with the words of each."""

    article: str
    found: frozenset[Name]
    gold: frozenset[Name]
    words: Mapping[Name, str]


def is_mentions(path: Path) -> bool:
    """Whether a file is a table of mentions, by its first line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {"kind", "type", "start", "end"} <= set(next(csv.reader(file), ()))
    except (OSError, UnicodeDecodeError, csv.Error):
        return False  # who reads it as a table says what is wrong


def load_names(path: Path) -> dict[str, list[Record]]:
    """The entities of a table of mentions by the stem of their article."""
    found: dict[str, list[Record]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for mention in csv.DictReader(file):
            if mention["kind"] == "entity":
                found[PurePosixPath(mention["article"]).stem].append(mention)
    return found


def compare(found: Mapping[str, Iterable[Record]], gold: Mapping[str, Iterable[Record]]) -> list[Compared]:
    """Article by article, of those that are annotated. Raises `ZhibiaoError` for an annotation without span or type."""
    compared = []
    for article, annotated in gold.items():
        marked = [(name(article, record), record) for record in annotated]
        optional = {key for key, record in marked if record.get("optional")}
        wanted = frozenset(key for key, record in marked if not record.get("optional"))
        ours = {name(article, record): str(record["text"]) for record in found.get(article, ())}
        words = {**{key: str(record.get("text", "")) for key, record in marked}, **ours}
        compared.append(Compared(article, frozenset(ours) - (optional - wanted), wanted, words))
    return compared


def name(article: str, record: Record) -> Name:
    """The span and the type of a mention or an annotation."""
    try:
        key = int(record["start"]), int(record["end"]), str(record["type"])
    except (KeyError, ValueError, TypeError) as error:
        raise ZhibiaoError(
            say("{article}: no annotated name ({error}); it needs start, end and type", article=article, error=error)
        ) from error
    if key[2] not in KINDS:
        raise ZhibiaoError(
            say(
                "{article}: {key} is no type of names (the types are {kinds})",
                article=article,
                key=key[2],
                kinds=" ".join(KINDS),
            )
        )
    return key


def tally(compared: Sequence[Compared], kind: str = "") -> Tally:
    """How many names agree: of one type, or of all."""

    def of_kind(names: Iterable[Name]) -> set[Name]:
        return {n for n in names if not kind or n[2] == kind}

    pairs = [(of_kind(c.found), of_kind(c.gold)) for c in compared]
    return Tally(sum(len(f & g) for f, g in pairs), sum(len(f) for f, _ in pairs), sum(len(g) for _, g in pairs))


def report(compared: Sequence[Compared], errors: int = 0) -> str:
    """Precision, recall and F1 of each type and of all, after up to `errors` names missed or false."""
    wrong = [
        f"{c.article} {n[0]} {c.words[n]!r}: {word('score missed' if n in c.gold else 'score spurious')} {n[2]}"
        for c in compared
        for n in sorted(c.found ^ c.gold)
    ]
    heads = (("precision", 9), ("recall", 7), ("F1", 7), ("found", 6), ("annotated", 10))
    head = " ".join((" " * 8, *(padded(word(f"score {name}"), wide, right=True) for name, wide in heads)))
    lines = [*wrong[:errors], head]
    for kind in (*KINDS, ""):
        t = tally(compared, kind)
        if t.found + t.gold:
            lines.append(
                f"{padded(kind or word('score all'), 8)} {t.precision:9.3f} {t.recall:7.3f} {t.f1:7.3f} {t.found:6} {t.gold:10}"
            )
    return "\n".join(lines)
