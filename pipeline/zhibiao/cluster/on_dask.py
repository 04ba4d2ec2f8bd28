"""The job on a running Dask cluster (`distributed`): parts in, Parquet out.

A task is idempotent: it writes `indicators/part-00042.parquet` and `articles/part-00042.parquet` under names that depend on
the part alone, whole or not at all, the second one last; a part whose second file says that it was made from the same input
by the same rules is passed over. So a task may run twice, on a worker that was lost and on another, and a job that ended
early is taken up where it was.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhibiao.batch.fingerprint import fingerprint
from zhibiao.cluster.facts import KINDS as FACT_KINDS
from zhibiao.cluster.facts import (
    SAID_SCHEMA,
    heaps_of,
    join_heap,
    name_of,
    pairs_of,
    said_of,
    sayings_of,
    settle_heap,
)
from zhibiao.cluster.frames import ARTICLES_SCHEMA, attempt, frame_of, records, tables_of_outcomes
from zhibiao.cluster.parts import Part, count_lines, files_below, parts_of, read_part
from zhibiao.exports.parquet import arrow_type, typed
from zhibiao.facts.aliases import Aliases, owners_in
from zhibiao.facts.claims import Claim
from zhibiao.lexicon.own import NAME, Own, parsed
from zhibiao.lexicon.own import tables_of as tables_in
from zhibiao.model import COLUMNS, Result, ZhibiaoError
from zhibiao.naming import recogniser
from zhibiao.spans.labels import check as check_labels
from zhibiao.table import DTYPES
from zhibiao.wording import say

if TYPE_CHECKING:
    import pandas as pd
    from distributed import Client

RETRIES = 3
MARK = b"zhibiao"  # key of a part's mark in the metadata of its file


@dataclass(frozen=True, slots=True)
class ClusterSummary:
    """What a job did. `failed` parts have no output; `kept` ones were there already."""

    parts: int
    kept: int
    articles: int
    rows: int
    errors: int
    failed: tuple[str, ...]
    seconds: float
    facts: int = 0


def run(
    address: str,
    source: str,
    output: str,
    fields: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, all_parts: None,
    ner: str = "",
    facts: bool = False,
) -> ClusterSummary:
    """Extract `source` into `output`, both paths that every worker can open (fsspec: s3://, hdfs://, a shared folder).

    A `zhibiao.toml` in the source goes to every worker with the job; `ner`, as `naming.recogniser.use` takes it, must
    be installed there, or be a folder that every worker can open. With `facts` the rows of all articles are joined, when
    every part has been done.

    Raises `ZhibiaoError` when the scheduler does not answer or there is nothing to read.
    """
    started = time.monotonic()
    with connected(address) as client:
        mapping, own = dict(fields or {}), own_of(source)
        mark = fingerprint(mapping, ner, own)
        client.register_plugin(loaded_pipeline(own, ner), name="zhibiao")

        def counted(stretches: list[tuple[Any, int, int]]) -> list[int]:
            return list(client.gather(client.map(count_lines, stretches, pure=False)))

        parts = list(parts_of(files_below(source), counted))
        if not parts:
            raise ZhibiaoError(say("{source}: no file that can be read", source=source))
        done, failed = performed(client, parts, progress, output=output, fields=mapping, mark=mark, facts=facts)
        drop_stale(output, ("indicators", "articles", "said"), len(parts))
        if failed or not all(d.kept for d in done):
            drop_stale(output, ("facts",), 0)  # they are of other rows
        joined = joined_by(client, parts, output, mapping, owners_of(source)) if facts and not failed else 0
    return ClusterSummary(
        len(parts),
        sum(d.kept for d in done),
        sum(d.articles for d in done),
        sum(d.rows for d in done),
        sum(d.errors for d in done),
        tuple(failed),
        time.monotonic() - started,
        joined,
    )


def connected(address: str) -> Client:
    """A client of the scheduler. Raises `ZhibiaoError` when Dask is not installed or no scheduler answers."""
    try:
        from distributed import Client
    except ImportError:
        raise ZhibiaoError(say("needs Dask: pip install 'zhibiao[dask]'")) from None
    try:
        return Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise ZhibiaoError(say("{address}: no scheduler answers: {error}", address=address, error=error)) from error


def performed(
    client: Client, parts: Sequence[Part], progress: Callable[[int, int], None], **given: Any
) -> tuple[list[PartSummary], list[str]]:
    """What became of the parts, in the order in which they are done, and a line for each that failed."""
    from distributed import as_completed

    futures = client.map(perform, parts, retries=RETRIES, pure=False, **given)
    names = {future.key: part for future, part in zip(futures, parts, strict=True)}
    done: list[PartSummary] = []
    failed: list[str] = []
    for future in as_completed(futures):
        if future.status == "finished":
            done.append(future.result())
        else:
            part = names[future.key]
            failed.append(f"part {part.number} ({part.files[0].name}…): {oneline(future.exception())}")
        future.release()
        progress(len(done) + len(failed), len(parts))
    return done, failed


def joined_by(
    client: Client, parts: Sequence[Part], output: str, fields: Mapping[str, str], owners: dict[str, str]
) -> int:
    """Join the rows of all parts into `facts/part-00000.parquet` …; answers how many facts. Raises `ZhibiaoError`."""
    try:
        return join(client, parts, output, fields, owners)
    except Exception as error:  # whatever became of a worker
        raise ZhibiaoError(say("facts: not joined, run again: {error}", error=oneline(error))) from error


def join(client: Client, parts: Sequence[Part], output: str, fields: Mapping[str, str], owners: dict[str, str]) -> int:
    """The same: as many parts of facts as there are threads."""
    said = client.gather(client.map(pairs_of, parts, output=output, pure=False))
    aliases = Aliases(owners, sorted({pair for pairs in said for pair in pairs}))
    sayings = client.map(sayings_of, parts, output=output, aliases=aliases, pure=False)
    number = max(1, min(len(parts), sum(client.nthreads().values())))
    heaps = client.map(heaps_of, sayings, number=number, pure=False)
    figures = [client.map(itemgetter(k), heaps, pure=False) for k in range(number)]
    blocks = [client.submit(settle_heap, heap, number=number, pure=False) for heap in figures]
    heap = [client.map(itemgetter(k), blocks, pure=False) for k in range(number)]
    written = [
        client.submit(write_heap, heap[k], k, parts=parts, output=output, fields=fields, retries=RETRIES, pure=False)
        for k in range(number)
    ]
    counted: int = sum(client.gather(written))
    drop_stale(output, ("facts",), number)
    return counted


def write_heap(
    heap: Sequence[list[Claim]], number: int, parts: Sequence[Part], output: str, fields: Mapping[str, str]
) -> int:
    """Write the facts of a heap; answers how many."""
    table = join_heap(heap, parts, fields)
    save(table, FACT_KINDS, f"{output}/facts/{name_of(number)}", {})
    return len(table)


def owners_of(source: str) -> dict[str, str]:
    """Short name → full name by the `zhibiao.toml` of a source. Raises `LexiconError`."""
    system, file = own_file(source)
    tables = tables_in(system.cat_file(file).decode("utf-8"), Path(file)) if system.isfile(file) else {}
    return owners_in(tables.get("owners", {}), Path(file))


def oneline(error: BaseException | None) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]


def own_of(source: str) -> Own:
    """The user's lexicon beside the articles of a source: the `zhibiao.toml` of its folder. Raises `LexiconError`."""
    system, file = own_file(source)
    if not system.isfile(file):
        return Own()
    own = parsed(system.cat_file(file).decode("utf-8"), Path(file))
    check_labels(own)
    return own


def own_file(source: str) -> tuple[Any, str]:
    """The `zhibiao.toml` that belongs to a source, and the file system it is in."""
    import fsspec

    system, path = fsspec.core.url_to_fs(source)
    folder = path if system.isdir(path) else path.rpartition("/")[0]
    return system, f"{folder.rstrip('/')}/{NAME}"


def loaded_pipeline(own: Own, ner: str) -> Any:
    """A plugin that loads the pipeline when a worker begins, also one that takes the place of a lost one."""
    from distributed import WorkerPlugin

    class LoadedPipeline(WorkerPlugin):
        """Loads the dictionaries before the first task."""

        def setup(self, worker: Any) -> None:
            from zhibiao.extraction import extract_article
            from zhibiao.lexicon.own import use
            from zhibiao.model import Article

            recogniser.use(ner)
            use(own)
            extract_article(Article("", "本市今年前三季度出口额达12.5亿元，同比增长6%。"))

    return LoadedPipeline()


# ------------------------------------------------------------------ on a worker


@dataclass(frozen=True, slots=True)
class PartSummary:
    """What became of one part."""

    articles: int
    rows: int
    errors: int
    kept: bool


def perform(part: Part, output: str, fields: Mapping[str, str], mark: str, facts: bool = False) -> PartSummary:
    """Read a part, extract it, write its two files; with `facts` a third one, what its articles say of short names."""
    made_from = hashlib.blake2b(json.dumps([astuple(part), mark, COLUMNS]).encode(), digest_size=16).hexdigest()
    name = name_of(part.number)
    kept = already(f"{output}/articles/{name}", made_from)
    if kept and (not facts or already(f"{output}/said/{name}", made_from)):
        return kept
    outcomes = list(map(attempt, records(frame_of(read_part(part, fields)))))
    rows, articles = tables_of_outcomes(outcomes)
    errors = int((articles["status"] == "error").sum())
    counts = PartSummary(len(articles), len(rows), errors, False)
    about: dict[bytes | str, bytes | str] = {MARK: json.dumps([made_from, *astuple(counts)[:3]]).encode()}
    if facts:
        said = said_of([outcome if isinstance(outcome, Result) else None for outcome in outcomes])
        save(said, list(SAID_SCHEMA.values()), f"{output}/said/{name}", about)
    save(rows, [DTYPES[name] for name in COLUMNS], f"{output}/indicators/{name}", about)
    save(articles, list(ARTICLES_SCHEMA.values()), f"{output}/articles/{name}", about)
    return counts


def already(url: str, made_from: str) -> PartSummary | None:
    """The summary of a part that was written before from the same input by the same rules."""
    import fsspec
    from pyarrow import ArrowInvalid, parquet

    try:
        with fsspec.open(url, "rb") as stream:
            noted, articles, rows, errors = json.loads(parquet.read_schema(stream).metadata[MARK])
    except (OSError, ArrowInvalid, KeyError, TypeError, ValueError):
        return None
    return PartSummary(articles, rows, errors, True) if noted == made_from else None


def save(table: pd.DataFrame, kinds: Sequence[str], url: str, about: dict[bytes | str, bytes | str]) -> None:
    """A frame as a Parquet file, whole or not at all."""
    import fsspec
    import pyarrow as pa
    from pyarrow import parquet

    types = [arrow_type(kind) for kind in kinds]
    schema = pa.schema(list(zip(table.columns, types, strict=True)), metadata=about)
    columns = [
        pa.array([typed(cell, kind) for cell in table[name].tolist()], kind_type)
        for name, kind, kind_type in zip(table.columns, kinds, types, strict=True)
    ]
    system, path = fsspec.core.url_to_fs(url)
    folder, _, name = path.rpartition("/")
    system.makedirs(folder, exist_ok=True)
    # Hidden until it is whole: engines pass over names that begin with a dot or an underscore.
    partial = f"{folder}/.{name}.{uuid.uuid4().hex}"
    with system.open(partial, "wb") as file:
        parquet.write_table(pa.Table.from_arrays(columns, schema=schema), file, compression="zstd")
    system.mv(partial, path)


def drop_stale(output: str, tables: Sequence[str], parts: int) -> None:
    """Remove parts of an earlier job that had more of them, and what lost workers left half written."""
    import fsspec

    system, path = fsspec.core.url_to_fs(output)
    for table in tables:
        for file in system.ls(f"{path}/{table}", detail=False) if system.isdir(f"{path}/{table}") else []:
            name = file.rpartition("/")[2]
            number = name.removeprefix("part-").removesuffix(".parquet")
            if name.startswith(".part-") or (number.isdigit() and int(number) >= parts):
                system.rm_file(file)
