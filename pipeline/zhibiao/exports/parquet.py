"""The tables as Parquet, typed: decimals as `decimal128(38, 18)`, dates as `date32`; DuckDB, pandas, Polars and Spark read
it as it is. Written group by group, so that memory does not grow with the table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from zhibiao.exports.csvs import articles_of, picked
from zhibiao.exports.select import Selection, kinds_of, spelled, table_rows
from zhibiao.exports.staging import Staging, writable
from zhibiao.model import MENTION_COLUMNS, Mention, Row, ZhibiaoError
from zhibiao.store import ARTICLE_COLUMNS, Store, StoredArticle
from zhibiao.wording import say

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 20_000  # rows
PRECISION, SCALE = 38, 18  # DuckDB and Spark go no further than 38 digits
LIMIT = Decimal(10) ** (PRECISION - SCALE)


def write_parquet(store: Store, selection: Selection, staging: Staging) -> None:
    """indicators.parquet, mentions.parquet, articles.parquet.

    A value beyond 20 digits before the point is null there (its `text` says it), one beyond 18 after it is rounded.
    """
    try:
        import pyarrow  # noqa: F401 - asked for here, so that the message comes before any file
    except ImportError:
        raise ZhibiaoError(say("parquet: needs pyarrow: pip install 'zhibiao[parquet]'")) from None
    names = selection.names
    save(
        staging,
        "indicators",
        selection.titles(names, Row),
        kinds_of(Row, names),
        spelled(picked(table_rows(store, selection), names), names, selection.header),
    )
    save(
        staging,
        "mentions",
        selection.titles(MENTION_COLUMNS, Mention),
        kinds_of(Mention, MENTION_COLUMNS),
        spelled(mentions(store), MENTION_COLUMNS, selection.header),
    )
    articles = ([getattr(a, name) for name in ARTICLE_COLUMNS] for a in articles_of(store))
    titles = selection.titles(ARTICLE_COLUMNS, StoredArticle)
    told = spelled(articles, ARTICLE_COLUMNS, selection.header)
    save(staging, "articles", titles, kinds_of(StoredArticle, ARTICLE_COLUMNS), told)


def mentions(store: Store) -> Iterator[list[Any]]:
    """All mentions, offsets as numbers."""
    at = (MENTION_COLUMNS.index("start"), MENTION_COLUMNS.index("end"))
    for packed in store.mention_lines():
        for line in csv.reader(io.StringIO(packed, newline="")):
            yield [int(cell) if k in at else cell for k, cell in enumerate(line)]


def save(
    staging: Staging, name: str, titles: Sequence[str], kinds: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """One table as one file."""
    n = 0
    import pyarrow as pa
    from pyarrow import parquet

    file = f"{name}.parquet"
    schema = pa.schema(list(zip(titles, [arrow_type(kind) for kind in kinds], strict=True)))
    with writable(staging.folder / file):
        stream = iter(rows)
        with parquet.ParquetWriter(staging.path(file), schema, compression="zstd") as writer:
            while group := list(islice(stream, GROUP)):
                n += len(group)
                columns = [
                    pa.array([typed(cell, kind) for cell in column], arrow_type(kind))
                    for column, kind in zip(zip(*group, strict=True), kinds, strict=True)
                ]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
        staging.done(file)
    staging.lines[file] = n


def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type of a kind of column."""
    import pyarrow as pa

    types: dict[str, pa.DataType] = {
        "decimal": pa.decimal128(PRECISION, SCALE),
        "date": pa.date32(),
        "int": pa.int64(),
        "float": pa.float64(),
    }
    return types.get(kind, pa.string())


def typed(cell: Any, kind: str) -> Any:
    """A cell, stored or of a row, as the value that Arrow takes."""
    if cell is None or (cell == "" and kind in ("decimal", "date")):
        return None
    if kind == "decimal":
        return within(Decimal(cell))
    return dt.date.fromisoformat(cell) if kind == "date" and isinstance(cell, str) else cell


def within(value: Decimal) -> Decimal | None:
    """The value as far as the type holds it."""
    if abs(value) >= LIMIT:
        return None
    exponent = value.as_tuple().exponent
    return round(value, SCALE) if isinstance(exponent, int) and -exponent > SCALE else value
