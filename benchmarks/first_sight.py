"""What the tool gets of articles that nobody has read: `make first-sight PACK=04`.

Annotations of the pack stand in `tests/gold/pool/PACK.jsonl`, those of a second reader in `PACK.second.jsonl`; the articles
in `../shared/pool/PACK`. Checks that every annotated text stands in its article at its offsets, that the readers agree
(whole rows ≥ 0.93) and that the annotations are committed; runs `zhibiao run` over the annotated articles, scores the table
with `../shared/score.py` and adds the figures, by genre, to `docs/first-sight.md`. A pack that stands there is refused: its
first figure is its result. `09b` are the eleventh to twentieth articles of pack 09: where the first ten of all packs have
been read, the next ten are as new to the rules.

    python benchmarks/first_sight.py 04
    python benchmarks/first_sight.py --pool 04 05 06      the last packs together, with a bootstrap interval over articles
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import importlib.util
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD, RECORD = ROOT / "tests" / "gold" / "pool", ROOT / "docs" / "first-sight.md"
AGREED = 0.93
Record = dict[str, Any]
Hits = tuple[Counter[str], int, int]  # hits of each figure, rows, annotations


def scorer() -> ModuleType:
    """`../shared/score.py` as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotations(path: Path) -> dict[str, list[Record]]:
    """Annotated rows by article."""
    found: dict[str, list[Record]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        found[record["article"]].append(record)
    return found


def folder_of(pack: str) -> Path:
    """Where the articles of a pack stand: those of `09b` with those of `09`."""
    return SHARED / "pool" / pack[:2]


def check_offsets(pack: str, gold: dict[str, list[Record]]) -> None:
    """Every annotated text stands in its article at its offsets; ends the program where one does not."""
    for article, records in gold.items():
        content = json.loads((folder_of(pack) / f"{article}.json").read_text("utf-8"))["content"]
        for record in records:
            if content[record["start"] : record["end"]] != record["text"]:
                sys.exit(f"{pack}/{article}: {record['text']!r} does not stand at {record['start']}")


def as_row(record: Record) -> Record:
    """An annotation as the row that its reader would write: the first of the accepted names."""
    first = {name: record[name][0] for name in ("unit", "basis", "indicator", "subject")}
    start, end = record["period"] or (None, None)
    return {**record, **first, "period_start": start, "period_end": end}


def agreement(score: ModuleType, gold: dict[str, list[Record]], second: dict[str, list[Record]]) -> dict[str, float]:
    """How the first reader's rows score against the second's annotations, on the articles that both have."""
    total: Hits = (Counter(), 0, 0)
    for article in sorted(gold.keys() & second.keys()):
        rows = [as_row(record) for record in gold[article]]
        sure = [r for r in rows if not r["optional"]]
        for record in second[article]:  # a period left open by one reader is open
            near = next((r for r in sure if r["start"] < record["end"] and record["start"] < r["end"]), None)
            if near is not None and near["period_start"] is None:
                near["period_start"], near["period_end"] = record["period"] or ("", "")
        doubted = [r for r in gold[article] if r["optional"]]
        wanted = [
            r if not any(d["start"] < r["end"] and r["start"] < d["end"] for d in doubted) else {**r, "optional": True}
            for r in second[article]
        ]
        total = added(total, tally(score, sure, wanted))
    return figures(score, total)


def tally(score: ModuleType, rows: list[Record], gold: list[Record]) -> Hits:
    """Hits of each figure in one article."""
    hits: Counter[str] = Counter()
    n_rows = n_gold = 0
    for row, mark in score.meet(rows, gold):
        if mark is not None and mark["optional"]:
            continue
        n_rows += row is not None
        n_gold += mark is not None
        hits.update(name for name, good in (score.verdict(row, mark) if row and mark else {}).items() if good)
    return hits, n_rows, n_gold


def added(one: Hits, other: Hits) -> Hits:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def figures(score: ModuleType, total: Hits) -> dict[str, float]:
    """F1 of each figure."""
    hits, rows, gold = total
    return {name: 2 * hits[name] / max(rows + gold, 1) for name in score.FIELDS}


def by_article(score: ModuleType, pack: str, gold: dict[str, list[Record]]) -> dict[str, Hits]:
    """What `zhibiao run` gets in each annotated article of a pack."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, out = Path(folder, "corpus"), Path(folder, "out")
        corpus.mkdir()
        for article in gold:
            shutil.copy(folder_of(pack) / f"{article}.json", corpus)
        subprocess.run(
            [sys.executable, "-m", "zhibiao.cli", "run", str(corpus), "-o", str(out)], check=True, capture_output=True
        )
        rows: dict[str, list[Record]] = defaultdict(list)
        with (out / "indicators.csv").open(encoding="utf-8-sig", newline="") as table:
            for row in csv.DictReader(table):
                rows[Path(row["article"]).stem].append(row)
    return {article: tally(score, rows[article], records) for article, records in gold.items()}


def bootstrap(score: ModuleType, articles: list[Hits], rounds: int = 2000) -> tuple[float, float]:
    """The middle 95 % of the whole-row F1 when articles are drawn again."""
    drawing = random.Random(0)
    found = []
    for _ in range(rounds):
        total: Hits = (Counter(), 0, 0)
        for hits in drawing.choices(articles, k=len(articles)):
            total = added(total, hits)
        found.append(figures(score, total)["whole"])
    found.sort()
    return found[int(rounds * 0.025)], found[int(rounds * 0.975)]


def line(name: str, articles: int, total: Hits, scores: dict[str, float]) -> str:
    return f"| {name} | {articles} | {total[2]} | " + " | ".join(f"{value:.3f}" for value in scores.values()) + " |"


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def measure(pack: str) -> str:
    """The section of a pack for the record, or an end of the program that says what is missing."""
    score, path = scorer(), GOLD / f"{pack}.jsonl"
    if f"## Pack {pack}," in RECORD.read_text("utf-8"):
        sys.exit(f"pack {pack} stands in {RECORD.name} already: its first figure is its result")
    if not path.exists():
        sys.exit(f"{path}: no annotations of pack {pack}")
    if git("status", "--porcelain", "--", str(GOLD)):
        sys.exit("the annotations are not committed; commit them before the tool is run on them")
    gold = annotations(path)
    check_offsets(pack, gold)
    second = GOLD / f"{pack}.second.jsonl"
    agreed = agreement(score, gold, annotations(second)) if second.exists() else {}
    if agreed and agreed["whole"] < AGREED:
        sys.exit(f"pack {pack}: the readers agree on {agreed['whole']:.3f} of whole rows, less than {AGREED}")
    found = by_article(score, pack, gold)
    genres: dict[str, list[str]] = defaultdict(list)
    for article, records in gold.items():
        genres[records[0]["genre"]].append(article)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    said = f"readers agree on {agreed['whole']:.3f} of whole rows" if agreed else "one reader"
    lines = [
        f"\n## Pack {pack}, {dt.date.today()}, commit {git('rev-parse', '--short=10', 'HEAD')}\n",
        f"Annotations sha256 {digest}; {said}.\n",
        "| genre | articles | rows | " + " | ".join(score.FIELDS) + " |",
        "|---|---|---|" + "---|" * len(score.FIELDS),
    ]
    for genre, articles in sorted(genres.items()):
        total = sum_of([found[a] for a in articles])
        lines.append(line(genre, len(articles), total, figures(score, total)))
    total = sum_of(list(found.values()))
    lines.append(line("**all**", len(found), total, figures(score, total)))
    low, high = bootstrap(score, list(found.values()))
    lines.append(f"\nWhole rows by bootstrap over articles: {low:.3f} to {high:.3f}.\n")
    return "\n".join(lines)


def sum_of(articles: list[Hits]) -> Hits:
    total: Hits = (Counter(), 0, 0)
    for hits in articles:
        total = added(total, hits)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packs", nargs="+")
    parser.add_argument("--pool", action="store_true", help="score these packs together, write nothing")
    opts = parser.parse_args()
    if opts.pool:
        score = scorer()
        hits = [h for p in opts.packs for h in by_article(score, p, annotations(GOLD / f"{p}.jsonl")).values()]
        total = sum_of(hits)
        low, high = bootstrap(score, hits)
        print(line(" ".join(opts.packs), len(hits), total, figures(score, total)))
        print(f"whole, bootstrap over articles: {low:.3f} to {high:.3f}")
        return
    for pack in opts.packs:
        section = measure(pack)
        with RECORD.open("a", encoding="utf-8") as record:
            record.write(section)
        print(section)


if __name__ == "__main__":
    main()
