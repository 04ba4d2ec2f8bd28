"""The embedded database of an output folder: articles, rows, mentions, decisions. SQLite in WAL mode, `zhibiao.sqlite`.

    with Store.open(Path("extracted")) as store:             # readers; any number, also while a job is running
        for article in store.articles():                     # StoredArticle, in the order of the corpus
            store.text(article.key)                          # the original: `original[row.start:row.end] == row.text`
            store.rows(article.key)                          # list[Row] as extracted
            store.reviewed(article.key)                      # Overlay(rows, stranded): decisions applied
            store.mentions(article.key)                      # list[Mention]: the fate of every numeral
        store.article("c.txt")                               # by id or None; store.find(article_id, row_id) → Row or None

    with Store.open(Path("extracted"), write=True) as store: # a reviewer
        n = store.decide(key, row_id, "corrected", who="李", when="2025-11-24T09:00:00+08:00",
                         changes={"value": "4.7E+11"}, note="…")
        store.add_row(key, start, end, {"indicator": "出口额", "value": "12"}, who=…, when=…)
        store.undo(n, who=…, when=…)
        store.history(article_id), store.standing()          # all decisions ever made; those in force, by (article id, row id)

Tables (see `SCHEMA`; stable within `SCHEMA_VERSION`): `articles` one record per article with its file, hash, status
and the fingerprint of what extracted it; `texts` the original, deflated; `rows` one column per column of the indicator
table that is not the article's own; `mentions` an article's CSV lines, deflated; `decisions` append-only; `sources` the
files that were read to their end; `changes` the places that have changed since the last export; `facts` single values. Decimals are text, exact; dates ISO text.

Writers take turns: SQLite gives the write lock to one at a time, and a job holds it for a moment per group of articles.
"""

from zhibiao.store.connection import StoreError, StoreLocked
from zhibiao.store.corpus import Store, StoredSource
from zhibiao.store.packing import failure_record, record_of, record_of_portions
from zhibiao.store.schema import (
    ARTICLE_COLUMNS,
    EVERYTHING,
    FILE,
    ROW_COLUMNS,
    SCHEMA_VERSION,
    UNKNOWN,
    Place,
    Record,
    Span,
    Stamp,
    StoredArticle,
)

__all__ = [
    "ARTICLE_COLUMNS",
    "EVERYTHING",
    "FILE",
    "ROW_COLUMNS",
    "SCHEMA_VERSION",
    "UNKNOWN",
    "Place",
    "Record",
    "Span",
    "Stamp",
    "Store",
    "StoreError",
    "StoreLocked",
    "StoredArticle",
    "StoredSource",
    "failure_record",
    "record_of",
    "record_of_portions",
]
