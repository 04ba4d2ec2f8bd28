"""Facts of a job on a cluster, joined key by key: the facts of a local `zhibiao facts` over the same articles.

    part of the source ─▶ indicators, articles, names that its articles explain      (`on_dask.perform`)
    part ─▶ its claims, in as many heaps as there are workers, each figure in one    (`heaps_of`)
    heap of all parts ─▶ the same claims settled, each block in one heap             (`settle_heap`)
    heap of all heaps ─▶ facts/part-00000.parquet …                                  (`join_heap`)

Which short name stands for whom is gathered where the job was started, since it is of all articles. A heap looks up the
texts of articles that may be reprints in the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from zhibiao.cluster.parts import Part, read_part
from zhibiao.exports.select import kinds_of
from zhibiao.facts.aliases import Aliases, said_in
from zhibiao.facts.claims import READ, Claim, Setting
from zhibiao.facts.joining import Fact, facts_of
from zhibiao.facts.kept import FACT, fact_line
from zhibiao.facts.reprints import Reprints
from zhibiao.facts.rereading import claims_of
from zhibiao.facts.restated import settled_all
from zhibiao.facts.statements import Saying, saying_of
from zhibiao.facts.tables import FACT_COLUMNS, ORDER, FactLine
from zhibiao.model import Article, Result
from zhibiao.store.packing import digest_of, stored

if TYPE_CHECKING:
    import pandas as pd

KEYS = 1 << 32  # of a part: the key of an article is its part's number times so many, and its number in the part
PARTS_AT_HAND = 4  # whose texts a worker keeps
SAID_SCHEMA = {"number": "int", "name": "str", "full": "str"}
Heap = list[Claim]


def said_of(results: Sequence[Result | None]) -> pd.DataFrame:
    """What the articles of a part say of short names: a line each, with the number of the article in the part."""
    import pandas as pd

    lines = [
        (number, said.name, said.full)
        for number, result in enumerate(results)
        if result is not None
        for said in said_in(result.mentions, result.article.original)
    ]
    return pd.DataFrame(lines, columns=list(SAID_SCHEMA))


def pairs_of(part: Part, output: str) -> list[tuple[str, str]]:
    """The short names that a part explains, each with its full name."""
    return sorted({(line["name"], line["full"]) for line in lines_of(f"{output}/said/{name_of(part.number)}")})


def sayings_of(part: Part, output: str, aliases: Aliases) -> list[Saying]:
    """The claims of a part with what is said around them, from its files in the output."""
    said: dict[int, dict[str, str]] = defaultdict(dict)
    for line in lines_of(f"{output}/said/{name_of(part.number)}"):
        said[line["number"]][line["name"]] = line["full"]
    rows = lines_of(f"{output}/indicators/{name_of(part.number)}")
    found: list[Saying] = []
    for number, article in enumerate(lines_of(f"{output}/articles/{name_of(part.number)}")):
        own = [next(rows) for _ in range(article["rows"] or 0)]
        if not own:
            continue
        cells = [{name: written(row[name]) for name in (*READ, "section")} for row in own]
        context = "\n".join(dict.fromkeys([article["title"] or "", *(c["subject"] or "" for c in cells)]))
        here = said.get(number, {})
        setting = Setting(
            part.number * KEYS + number, article["id"], written(article["published"]) or "", digest_of(own[0]["row"]),
            context, lambda name, here=here: aliases.of(name, here),  # type: ignore[misc]
        )  # fmt: skip
        around = {line["row"]: line for line in cells}
        claims = claims_of(cells, setting)
        found += [saying_of(claim, around[claim.row]) for claim in claims]
    return found


def written(value: Any) -> str | None:
    """A cell as the database of a local run would hold it."""
    if value is None or value == "":
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat()[:10])
    return str(stored(value.normalize())) if hasattr(value, "normalize") else str(value)


def heaps_of(sayings: Sequence[Saying], number: int) -> tuple[list[Saying], ...]:
    """The claims of a part in so many heaps; those of one figure are in the same heap whatever part they are of."""
    heaps: tuple[list[Saying], ...] = tuple([] for _ in range(number))
    for saying in sayings:
        heaps[int(saying.claim.figure or "0", 16) % number].append(saying)
    return heaps


def settle_heap(heap: Sequence[Sequence[Saying]], number: int) -> tuple[Heap, ...]:
    """The claims of a heap of all parts, each with the frame with which it is joined, in so many heaps by their blocks."""
    heaps: tuple[Heap, ...] = tuple([] for _ in range(number))
    for claim in settled_all(saying for sayings in heap for saying in sayings):
        heaps[int(claim.block, 16) % number].append(claim)
    return heaps


def join_heap(heap: Sequence[Heap], parts: Sequence[Part], fields: Mapping[str, str]) -> pd.DataFrame:
    """The facts of a heap of all parts, in the columns and the order of facts.csv."""
    import pandas as pd

    texts = lru_cache(maxsize=PARTS_AT_HAND)(lambda n: [text_of(item) for item in read_part(parts[n], fields)])
    reprints = Reprints(lambda key: texts(key // KEYS)[key % KEYS])
    blocks: dict[str, list[Claim]] = defaultdict(list)
    for claims in heap:
        for claim in claims:
            blocks[claim.block].append(claim)
    joined = (facts_of(blocks[name], reprints.sources, frozenset(), reprints.same_words) for name in sorted(blocks))
    table = pd.DataFrame(
        [cells_of(fact) for facts in joined for fact in facts], columns=list(FACT_COLUMNS), dtype=object
    )
    return table.sort_values(ORDER.split(", "), ignore_index=True)


def text_of(item: object) -> str:
    return item.original if isinstance(item, Article) else ""


def cells_of(fact: Fact) -> tuple[Any, ...]:
    """A line of facts.csv."""
    known = dict(zip(FACT, fact_line(fact), strict=True))
    rows = " ".join(dict.fromkeys(claim.row for claim in fact.claims))
    given = {**known, "rows": rows, "values": known["printed"]}
    return tuple(given[name] for name in FACT_COLUMNS)


KINDS = kinds_of(FactLine, FACT_COLUMNS)


def name_of(number: int) -> str:
    return f"part-{number:05}.parquet"


def lines_of(url: str) -> Iterator[dict[str, Any]]:
    """The lines of a Parquet file."""
    import fsspec
    from pyarrow import parquet

    with fsspec.open(url, "rb") as stream:
        for batch in parquet.ParquetFile(stream).iter_batches():
            yield from batch.to_pylist()
