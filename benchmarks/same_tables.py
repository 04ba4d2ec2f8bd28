"""Whether a change changes no row of a folder of articles: an optimisation, a file moved, a function cut in two.

    python benchmarks/same_tables.py FOLDER before.tsv       first, writes it: article, digests of its rows and mentions
    python benchmarks/same_tables.py FOLDER before.tsv       afterwards, names the articles that have others

For articles that are not ours to copy; of our own the snapshot shows every cell (`make snapshot`).
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import astuple
from pathlib import Path

import zhibiao

DIGITS = 12


def digest(records: tuple[zhibiao.Row, ...] | tuple[zhibiao.Mention, ...]) -> str:
    """The first digits of the SHA-256 of records, all columns."""
    told = "\n".join(repr(astuple(record)) for record in records)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def digests(folder: Path) -> dict[str, str]:
    """Article → digests of its rows and of its mentions."""
    results = zhibiao.pipe(sorted(zhibiao.read(folder), key=lambda article: article.id))
    return {result.article.id: f"{digest(result.rows)}\t{digest(result.mentions)}" for result in results}


def main(folder: Path, file: Path) -> int:
    found = digests(folder)
    if not file.exists():
        file.write_text("".join(f"{name}\t{both}\n" for name, both in found.items()), "utf-8")
        print(f"{file}: {len(found)} articles")
        return 0
    kept = dict(line.split("\t", 1) for line in file.read_text("utf-8").splitlines())
    changed = sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name))
    print(f"{len(changed)} of {len(found)} articles have other rows or mentions", *changed, sep="\n")
    return 1 if changed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("same_tables.py FOLDER FILE: the folder of the articles, and the file of their digests")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
