"""Whether rows stay as they were when an article says the same in other words: `make robust`.

Without annotations, on articles of `../shared/pool`: `据甲社报道，` before a sentence, `；` a full stop, neighbouring
paragraphs reordered, a date, a number or a name exchanged for another of its kind. A row has stayed when every column of
it has, apart from what the change changes. With annotations: names made up, numbers respelt, 同比 ↔ 较上年同期, `据介绍，`
inserted, a time moved; of the rows that were wholly right before (`../shared/score.py`), the share that still is. Each
change is made alone. Prints the tables and writes them to `robust.md`.

    python benchmarks/robust.py                        both, and write
    python benchmarks/robust.py --broken 10            ten broken rows of each change as well, written nowhere
    python benchmarks/robust.py --articles 4 --places 1    fewer of each genre, fewer of each change; nothing is written
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import first_sight
import made_up
import robust_gold
from staying import PLACES, ROOT, SEED, SHARED, Broken, Count, changed, often, sampled, share, total
from variants import (
    TIMES_AT,
    Change,
    Seen,
    Stretch,
    Variant,
    inserted,
    look,
    parted,
    redated,
    renumbered,
    reordered,
)

from zhibiao.extraction import extract_article
from zhibiao.model import COLUMNS, OF_ARTICLE, Article, Row
from zhibiao.reading import read
from zhibiao.table import cell

TABLES = ROOT / "benchmarks" / "robust.md"
PACKS = ("01", "02", "03", "04", "05", "06", "07", "08")
ARTICLES = 16  # of each genre
# Not what a row says: its number and place, the sentence it stands in, how sure it is and why.
APART = {*OF_ARTICLE, "row", "start", "end", "sentence", "confidence", "rule", "checks", "status", "note"}
SAID = tuple(name for name in COLUMNS if name not in APART)
LINKS = ("part_of", "same_as")


# ------------------------------------------------------------------ without annotations


def linked(row: str, variant: Variant) -> Stretch | None:
    """Where the row that `part_of` or `same_as` names stands in the variant."""
    start, end = row.rsplit("-", 2)[1:]
    return variant.place(int(start), int(end))


def differences(row: Row, now: Row | None, variant: Variant) -> list[str]:
    """Columns in which a row is another, apart from what the change changes; `missing` where there is none."""
    if now is None:
        return ["missing"]
    near, lost = variant.touches(row.start), []
    for name in SAID:
        old, new = getattr(row, name), getattr(now, name)
        if name in LINKS:
            same = (linked(old, variant) if old else None) == (tuple(map(int, new.rsplit("-", 2)[1:])) if new else None)
        elif name == "value" and variant.value and variant.value[0] == row.start:
            same = new == variant.value[1]
        elif name in variant.loose and (near or name in TIMES_AT):
            same = name == "attribution" or bool(old) == bool(new)
        else:
            same = new == (variant.renamed(old) if isinstance(old, str) else old)
        if not same:
            lost.append(name)
    return lost


def compare(seen: Seen, variant: Variant, broken: list[Broken]) -> Count:
    """The rows of an article against those of its variant."""
    count = Count(places=1)
    now = {(row.start, row.end): row for row in extract_article(changed(seen, variant)).rows}
    count.added = len(now.keys() - {variant.place(row.start, row.end) for row in seen.rows})
    for row in seen.rows:
        place = variant.place(row.start, row.end)
        if place is None:
            continue
        new = now.get(place)
        lost, near = differences(row, new, variant), variant.touches(row.start)
        count.note(lost, near)
        if lost and near:
            shown = [name for name in lost if name != "missing"] or ["subject", "indicator"]
            before, after = (said(r, shown) if r else ",".join(lost) for r in (row, new))
            broken.append(Broken(variant.change, where(variant, seen), before, after))
    return count


def said(row: Row, names: Iterable[str]) -> str:
    return " ".join([row.text, *(f"{name}={cell(getattr(row, name))}" for name in names)])


def where(variant: Variant, seen: Seen) -> str:
    return " … ".join(seen.text[a:b].strip()[:160] for a, b in variant.near[:2])


def renamings(seen: Seen, known: Mapping[tuple[str, str, int], list[str]], rng: random.Random) -> Iterator[Variant]:
    """Names exchanged for names of other articles: of the same kind, as long, with the same ending. A short name does not
    show whether it is a firm's, a team's or a newspaper's, and stays."""
    for old, (kind, ending) in made_up.cores(seen).items():
        others = [n for n in known[kind, ending, len(old)] if n not in seen.text and n not in seen.article.title]
        if others and kind not in ("short name", "brand"):
            yield from made_up.renamed(seen, old, rng.choice(others), "name")


def known_names(all_seen: Iterable[Seen]) -> dict[tuple[str, str, int], list[str]]:
    """The parts of names that can be others, by kind, ending and length."""
    found: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for seen in all_seen:
        for name, (kind, ending) in made_up.cores(seen).items():
            found[kind, ending, len(name)].append(name)
    return found


def measure_raw(
    articles: Mapping[str, list[Article]], places: int, broken: list[Broken]
) -> dict[tuple[str, str], Count]:
    """(genre, change) → how many rows stayed; `articles` by genre."""
    rng = random.Random(SEED)
    seen = {genre: [look(article) for article in some] for genre, some in articles.items()}
    known = known_names(s for some in seen.values() for s in some)
    changes: tuple[Change, ...] = (
        inserted("据甲社报道，", "据甲社报道"),
        parted,
        reordered,
        redated,
        lambda s: renumbered(s, rng),
        lambda s: renamings(s, known, rng),
    )
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for genre, some in sorted(seen.items()):
        for one in some:
            for change in changes:
                for variant in sampled(change(one), places, rng):
                    key = genre, variant.change
                    counts[key] = counts[key].add(compare(one, variant, broken))
    return counts


# ------------------------------------------------------------------ articles, tables


def pool(packs: Iterable[str], articles: int) -> dict[str, list[Article]]:
    """So many articles of each genre, drawn from the packs."""
    paths: dict[str, list[Path]] = defaultdict(list)
    for pack in packs:
        for path in sorted((SHARED / "pool" / pack).glob("*.json")):
            paths[json.loads(path.read_text("utf-8"))["genre"]].append(path)
    rng = random.Random(SEED)
    drawn = {genre: rng.sample(some, min(articles, len(some))) for genre, some in sorted(paths.items())}
    return {genre: [a for path in some for a in read(path)] for genre, some in drawn.items()}


def raw_table(counts: Mapping[tuple[str, str], Count]) -> list[str]:
    changes = list(dict.fromkeys(change for _, change in counts))
    genres = sorted({genre for genre, _ in counts})
    lines = ["| genre | " + " | ".join(changes) + " |", "|---|" + "---|" * len(changes)]
    totals = {change: total(count for (_, c), count in counts.items() if c == change) for change in changes}
    for genre in genres:
        cells = [counts.get((genre, change), Count()) for change in changes]
        lines.append(f"| {genre} | " + " | ".join(share(c.stayed, c.touched) for c in cells) + " |")
    lines.append("| **all** | " + " | ".join(share(c.stayed, c.touched) for c in totals.values()) + " |")
    lines.append(
        "| all rows of the articles | " + " | ".join(share(c.every_stayed, c.every) for c in totals.values()) + " |"
    )
    lines += [
        "",
        "| change | places | rows that were none before | columns that are others, rows |",
        "|---|---|---|---|",
    ]
    return lines + [f"| {name} | {c.places} | {c.added} | {often(c)} |" for name, c in totals.items()]


HEAD = """# Robustness

Written by `make robust` (`benchmarks/robust.py`, seed {seed}), commit {commit}. Each change is made alone in an article.

## Any article: rows that stay as they were

{articles} articles of packs {first}–{last}, {each} a genre, up to {places} places a change. Share of the rows whose sentence (of
paragraphs: paragraph) is touched and that are the same in every column, apart from what the change changes; how many in brackets.
The goal is 0.98. Without annotations nobody says whether a row was right before; where paragraphs are reordered, a row that takes
its owner from elsewhere may rightly change.
"""
RIGHT = """## Annotated articles: right rows that stay right

Packs {first}–{last} and the shared annotations (broadcasts, other genres); every place; by `../shared/score.py`. The goal is 0.97.
`touched` counts a row once for each place that touches it, `rows right before` once. Every name is made up {draws} times, as one
that stands in no article, nor in the lexicon or the segmenter's dictionary; endings (市, 集团) and surnames stay. Nothing in a short
name (甲钢) shows its kind.
"""


def document(raw: list[str], gold: list[str], articles: int) -> str:
    head = HEAD.format(
        seed=SEED,
        commit=first_sight.git("rev-parse", "--short=10", "HEAD"),
        articles=articles,
        first=PACKS[0],
        last=PACKS[-1],
        each=ARTICLES,
        places=PLACES,
    )
    said = RIGHT.format(first=robust_gold.PACKS[0], last=robust_gold.PACKS[-1], draws=robust_gold.DRAWS)
    return "\n".join([head, *raw, "", said, *gold, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of each genre")
    parser.add_argument("--places", type=int, default=PLACES, help="of each change in an article")
    parser.add_argument("--broken", type=int, default=0, metavar="N", help="show up to N broken rows of each change")
    opts = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"{SHARED} is not here: it has the articles")
    broken: list[Broken] = []
    articles = pool(PACKS, opts.articles)
    raw = raw_table(measure_raw(articles, opts.places, broken))
    annotated = robust_gold.annotated_articles()
    right = robust_gold.measure_gold(
        annotated, robust_gold.texts(), None if opts.places == PLACES else opts.places, broken
    )
    said = document(raw, robust_gold.gold_table(right), sum(map(len, articles.values())))
    print(said)
    if (opts.articles, opts.places) == (ARTICLES, PLACES):
        TABLES.write_text(said, encoding="utf-8")
    drawing = random.Random(SEED)
    for change in dict.fromkeys(b.change for b in broken):
        some = [b for b in broken if b.change == change]
        for b in drawing.sample(some, min(opts.broken, len(some))):
            print(f"\n{change}: {b.where}\n   before {b.before}\n   after  {b.after}")


if __name__ == "__main__":
    main()
