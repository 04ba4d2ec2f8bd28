"""The same extraction on an engine for many machines.

    frames.py    the core: one pure function from a DataFrame of articles to a DataFrame of rows
    parts.py     an input on any fsspec path as parts of even size, and reading one of them
    on_dask.py   the job on a running Dask cluster: Parquet out, lost workers made good, done parts passed over

Another engine is an adapter of a page around `extract_frame` (docs/cluster.md shows Spark's `mapInPandas`).
"""

from zhibiao.cluster.frames import ARTICLES_SCHEMA, INPUT_COLUMNS, extract_frame, tables_of

__all__ = ["ARTICLES_SCHEMA", "INPUT_COLUMNS", "extract_frame", "tables_of"]
