"""Decisions as annotated rows: what reviewers accepted, corrected and added is what `zhibiao evaluate` scores against.

Of an article that somebody has decided on, rows that were kept are annotations, rejected ones are none, so that a table
that has them is marked down; rows that nobody has decided on are optional, which count neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from zhibiao.decisions import cells_of
from zhibiao.model import Row
from zhibiao.store import Store
from zhibiao.store.packing import digest_of


def gold_lines(store: Store, twins: list[str]) -> Iterator[dict[str, Any]]:
    """The annotated rows, article by article. Articles are known to an evaluation by the names of their files without
    folder and ending: of those that share one none is written, and their ids are put into `twins`."""
    decided = {name for article, row in store.standing() for name in (article, digest_of(row))}
    names = Counter(name_of(article.id) for article in store.articles())
    for article in list(store.articles()):
        if decided.isdisjoint((article.id, article.digest)):
            continue
        rows = store.reviewed(article.key).rows
        if not any(row.status for row in rows):
            continue
        if names[name_of(article.id)] > 1:
            twins.append(article.id)
            continue
        yield from (gold_line(row) for row in rows if row.status != "rejected")


def name_of(article: str) -> str:
    """An article's name as an evaluation has it."""
    return PurePosixPath(article).stem


def gold_line(row: Row) -> dict[str, Any]:
    """A row as an annotation; what may be one of several is a list of one."""
    cells = cells_of(row)
    whole = row.part_of.rsplit("-", 2)[-2:] if row.part_of else []
    return {
        "article": name_of(row.article),
        "start": row.start,
        "end": row.end,
        **{name: cells.get(name, "") for name in ("text", "value", "value_to")},
        "unit": [row.unit],
        "qualifier": row.qualifier,
        "measure": row.measure,
        **{name: [cells.get(name, "")] for name in ("basis", "indicator", "subject")},
        "period": [cells.get("period_start", ""), cells.get("period_end", "")],
        "part_of": int(whole[0]) if len(whole) == 2 and whole[0].isdecimal() else None,
        "optional": not row.status,
        "note": row.note,
    }
