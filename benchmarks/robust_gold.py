"""Whether rows that are right stay right when an annotated article says the same in other words: the second half of
`make robust`, by `../shared/score.py`.

    python benchmarks/robust_gold.py      its table
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import first_sight
import made_up
from staying import ROOT, SEED, SHARED, Broken, Count, changed, often, sampled, share, total
from variants import Seen, Variant, compared, inserted, look, moved, rewritten

from zhibiao.extraction import extract_article
from zhibiao.model import COLUMNS, Article, Row
from zhibiao.reading import read
from zhibiao.table import cell

GOLD = ROOT / "tests" / "gold" / "pool"
PACKS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10")
DRAWS = 5  # made-up names for each name: how well one is read varies with its characters
ENOUGH = 100  # rows that a share is worth something of
Record = dict[str, Any]


def right_before(score: Any, seen: Seen, gold: list[Record]) -> list[Record]:
    """The annotations that a row meets wholly."""
    return [mark for mark in judged(score, seen.rows, gold) if not mark["lost"] and not mark["optional"]]


def judged(score: Any, rows: Iterable[Row], gold: list[Record]) -> list[Record]:
    """Annotations with what is wrong about the row that meets each (`lost`), and that row."""
    cells = [{name: cell(getattr(row, name)) for name in COLUMNS} for row in rows]
    found = []
    for row, mark in score.meet(cells, gold):
        if mark is not None:
            verdict = score.verdict(row, mark) if row else {}
            lost = [name for name, good in verdict.items() if not good and name != "whole"] if row else ["missing"]
            found.append({**mark, "lost": lost, "row": row})
    return found


def carried(variant: Variant, mark: Record) -> Record | None:
    """An annotation as it is of the variant: where it stands there, with the names that have changed."""
    place = variant.place(mark["start"], mark["end"])
    if place is None:
        return None
    names = {name: [variant.renamed(n) for n in mark[name]] for name in ("indicator", "subject", "basis")}
    return {
        **mark,
        **names,
        "start": place[0],
        "end": place[1],
        "row_at": mark["start"],
        "near": variant.touches(mark["start"]),
    }


def still_right(score: Any, seen: Seen, variant: Variant, gold: list[Record], broken: list[Broken]) -> Count:
    """The rows of an article that were right, in its variant."""
    count = Count(places=1)
    moved_marks = [m for mark in gold if (m := carried(variant, mark))]
    for mark in judged(score, extract_article(changed(seen, variant)).rows, moved_marks):
        if mark["good"]:
            count.note(mark["lost"], mark["near"])
            if mark["near"]:
                count.rows |= {(seen.article.id, mark["row_at"])}
            if mark["lost"] and mark["near"]:
                shown = ("text", "subject", "indicator", "value", "basis", "period_start", "period_end")
                after = " ".join(f"{n}={mark['row'][n]}" for n in shown) if mark["row"] else "missing"
                before = f"{mark['text']} {mark['subject']} {mark['indicator']} {mark['period']}"
                text = variant.text(seen.text)
                stands = text[max(0, mark["start"] - 100) : mark["end"] + 20].replace("\n", " ")
                broken.append(Broken(variant.change, stands, before, f"[{','.join(mark['lost'])}] {after}"))
    return count


def gold_variants(seen: Seen, rng: random.Random, known: list[str]) -> Iterator[list[Variant]]:
    """The changes of an article, one list for each."""
    for change in (inserted("据介绍，", "据介绍"), compared, rewritten, moved):
        yield list(change(seen))
    named = []
    for old, (kind, ending) in made_up.cores(seen).items():
        if any(owner.startswith(old) or owner.endswith(old + ending) for owner in seen.owners):
            for _ in range(DRAWS):
                new = made_up.made_up(kind, old, rng, known)
                named += list(made_up.renamed(seen, old, new, f"made-up {kind}"))
    yield named


def measure_gold(
    annotated: Iterable[tuple[Article, list[Record]]], known: list[str], places: int | None, broken: list[Broken]
) -> dict[str, Count]:
    """Change → how many of the rows that were right stay right; `places` None: each change everywhere."""
    score, rng = first_sight.scorer(), random.Random(SEED)
    counts: dict[str, Count] = defaultdict(Count)
    for article, marks in annotated:
        good = {(m["start"], m["end"]) for m in right_before(score, look(article), marks)}
        marked = [{**m, "good": (m["start"], m["end"]) in good} for m in marks]
        right = [m for m in marked if m["good"]]
        owners = sorted({n for m in right for n in m["subject"] if len(n) > 1}, key=lambda n: (-len(n), n))
        if not right:
            continue
        seen = look(article, owners, [(m["start"], m["end"]) for m in right])
        for variants in gold_variants(seen, rng, known):
            for variant in sampled(variants, places or len(variants), rng):
                counts[variant.change] = counts[variant.change].add(still_right(score, seen, variant, marked, broken))
    return counts


def annotated_articles() -> Iterator[tuple[Article, list[Record]]]:
    sets = [(GOLD / f"{pack}.jsonl", SHARED / "pool" / pack) for pack in PACKS]
    shared = SHARED / "gold"
    sets += [(shared / f"{name}.jsonl", shared / "articles") for name in ("news", "seed")]
    for path, folder in (*sets, (shared / "genres.jsonl", shared / "genres")):
        files = {file.stem: file for file in folder.iterdir()}
        for article, marks in first_sight.annotations(path).items():
            for one in read(files[article]):
                yield one, marks


def texts() -> list[str]:
    """All that a made-up name must not stand in: lexicon, segmenter's dictionary, articles."""
    files = sorted((SHARED / "pool").rglob("*.json")) + sorted((SHARED / "gold").rglob("*.json"))
    return [made_up.written(), "\n".join(str(json.loads(f.read_text("utf-8"))) for f in files)]


def gold_table(counts: Mapping[str, Count]) -> list[str]:
    """`touched` counts a row once for each place that touches it; `rows` counts it once."""
    lines = [
        "| change | places | rows right before | touched | stay right | share | all right rows of the articles | what breaks |"
    ]
    lines.append("|---|---|---|---|---|---|---|---|")
    names = {name: c for name, c in counts.items() if name.startswith("made-up")}
    for name, c in sorted({**counts, "made-up names, all": total(names.values())}.items()):
        few = "" if len(c.rows) >= ENOUGH else f" (fewer than {ENOUGH})"
        numbers = f"{len(c.rows)}{few} | {c.touched} | {c.stayed} | {c.stayed / max(c.touched, 1):.3f}"
        lines.append(f"| {name} | {c.places} | {numbers} | {share(c.every_stayed, c.every)} | {often(c)} |")
    return lines


def main() -> None:
    print(*gold_table(measure_gold(annotated_articles(), texts(), None, [])), sep="\n")


if __name__ == "__main__":
    main()
