"""facts.csv, aliases.csv and conflicts.csv: the facts of an output folder, and what joins names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from zhibiao.exports.csvs import lines
from zhibiao.exports.select import kinds_of
from zhibiao.exports.staging import Staging
from zhibiao.facts.conflicts import ConflictLine, conflict_lines
from zhibiao.facts.kept import check
from zhibiao.lexicon import load
from zhibiao.model import column
from zhibiao.store import Store
from zhibiao.table import csv_writer


@dataclass(frozen=True, slots=True)
class FactLine:
    """A line of facts.csv."""

    fact: str = column("事实编号 stable id of what is stated")
    subject_std: str = column("规范主体 owner under one name, empty when it is not sure", default="")
    indicator: str = column("指标 official name with what narrows it, else as normalised", default="")
    measure: str = column("度量 level, change, share, ratio or rank", default="")
    basis: str = column("对比基准 yoy, sequential, first/last day of a period, or the thing", default="")
    modality: str = column("语态 actual, target, forecast or norm", default="")
    period_start: str = column("时期起 first day", dtype="date", default="")
    period_end: str = column("时期止 last day", dtype="date", default="")
    value: str = column("数值 of the print that says most, scale applied", dtype="decimal", default="")
    value_to: str = column("上限 upper end of a range", dtype="decimal", default="")
    unit: str = column("单位 canonical unit without scale", default="")
    qualifier: str = column("限定 about, nearly, over, under, at_least, at_most", default="")
    rows: str = column("行号 rows that state it, first published first, separated by blanks", default="")
    articles: int = column("独立文章数 independent articles, reprints counted once", dtype="int", default=0)
    first_published: str = column("首次发布 first publication", dtype="date", default="")
    last_published: str = column("最近发布 last publication", dtype="date", default="")
    status: str = column("状态 single, agreed, revised or conflict", default="")
    values: str = column("各种写法 figures as printed, each with its number of independent articles", default="")


@dataclass(frozen=True, slots=True)
class AliasLine:
    """A line of aliases.csv."""

    name: str = column("写法 subject as written")
    subject_std: str = column("规范主体 owner under one name")
    code: str = column("代码 GB/T 2260 or ISO 3166-1", default="")
    reason: str = column("依据 code, nation, world, name, article, said or toml", default="")
    article: str = column(
        "文章编号 the first article that says so (said), or in which it is told apart (article)", default=""
    )
    words: str = column("原文 the words that say so", default="")


FACT_COLUMNS = tuple(f.name for f in fields(FactLine))
ALIAS_COLUMNS = tuple(f.name for f in fields(AliasLine))
STORED = [name if name != "values" else "printed" for name in FACT_COLUMNS]
ORDER = "subject_std, indicator, period_end, period_start, measure, basis, modality, unit, fact"


def write_tables(store: Store, folder: Path) -> tuple[Path, ...]:
    """Write the tables of facts into a folder; answers their paths. Raises `ZhibiaoError` when there are no facts yet or
    a file cannot be written."""
    check(store)
    with Staging(folder, store) as staging, store.snapshot():
        for name, kind, rows in (
            ("facts.csv", FactLine, fact_cells(store)),
            ("aliases.csv", AliasLine, alias_cells(store)),
            ("conflicts.csv", ConflictLine, conflict_lines(store)),
        ):
            columns = [f.name for f in fields(kind)]
            with staging.text(name) as file:
                writer = csv_writer(file)
                writer.writerow(columns)
                lines(writer, rows, kinds_of(kind, columns), excel=False)
    return tuple(staging.paths)


def fact_cells(store: Store) -> Iterator[list[Any]]:
    """The cells of facts.csv, ordered by owner, indicator and period."""
    own = [f'"{name}"' if name != "rows" else ROWS for name in STORED]
    for line in store.each(f"SELECT {', '.join(own)} FROM joined ORDER BY {ORDER}"):
        yield list(line)


ROWS = (
    "(SELECT group_concat(row, ' ') FROM (SELECT DISTINCT r.row FROM joined_rows r WHERE r.fact = joined.fact "
    "ORDER BY r.place))"
)
# A name is listed once for each owner and reason that it has.
NAMES = """
SELECT c.subject, c.owner, c.code, c.reason, min(a.id) FROM claims c JOIN articles a ON a.key = c.article
WHERE c.owner <> '' AND c.subject <> '' AND c.own = '' GROUP BY c.subject, c.owner, c.code, c.reason ORDER BY c.owner, c.subject, c.reason
"""


def alias_cells(store: Store) -> Iterator[list[Any]]:
    """The cells of aliases.csv: every name that stands for an owner, with what says so."""
    said = {}
    asked = "SELECT s.name, s.full, a.id, s.words FROM said s JOIN articles a ON a.key = s.article ORDER BY a.id DESC"
    for name, full, article, words in store.ask(asked):
        said[name, full] = article, words
    reasons = load("facts")["reasons"]
    for name, owner, code, reason, article in store.each(NAMES):
        if name == owner and reason == "name":
            continue  # nothing is joined
        where, words = (
            said.get((name, owner), (article, "")) if reason == "said" else (article if reason == "article" else "", "")
        )
        yield [name, owner, code, reason, where, words or reasons.get(reason, "")]
