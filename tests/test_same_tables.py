"""No optimisation may change a row: the tables of all broadcast news against the digests that are kept of them.

A line of `tests/gold/news/tables.tsv` is an article and the first digits of the SHA-256 of its rows and of its mentions.
A change of the rules that is meant to change rows writes them anew, and its commit says how many articles changed:

    make digests
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

import zhibiao

ROOT = Path(__file__).parents[1]
NEWS = ROOT.parent / "shared" / "news"
KEPT = ROOT / "tests/gold/news/tables.tsv"
DIGITS = 12


def digest(records: tuple[zhibiao.Row, ...] | tuple[zhibiao.Mention, ...]) -> str:
    """The first digits of the SHA-256 of records, all columns."""
    told = "\n".join(repr(astuple(record)) for record in records)
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS]


def digests() -> dict[str, tuple[str, str]]:
    """Article → digest of its rows, digest of its mentions."""
    results = zhibiao.pipe(sorted(zhibiao.read(NEWS), key=lambda article: article.id))
    return {result.article.id: (digest(result.rows), digest(result.mentions)) for result in results}


@pytest.mark.skipif(not NEWS.is_dir(), reason=f"{NEWS} is not here")
def test_tables_of_the_news_are_those_that_were_kept() -> None:
    kept = {name: tuple(found) for name, *found in (line.split("\t") for line in KEPT.read_text().splitlines())}
    found = digests()
    changed = sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name))
    assert not changed, f"{len(changed)} articles have other rows or mentions; if that is meant, run `make digests`"


if __name__ == "__main__":
    KEPT.write_text("".join(f"{name}\t{rows}\t{mentions}\n" for name, (rows, mentions) in digests().items()))
    print(f"{KEPT.relative_to(ROOT)} written", file=sys.stderr)
