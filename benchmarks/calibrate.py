"""Fit the weights of `lexicon/confidence.toml` on annotated articles, and show how well they hold: `make calibrate`.

    python benchmarks/calibrate.py              fit, and show the tables
    python benchmarks/calibrate.py --write      and write the weights, and the tables into docs/checks.md
    python benchmarks/calibrate.py --check 09   what the weights as they stand are worth on packs that had no part in them

Rules are right more often on the articles they were developed on than on others, so that what holds there promises too
much elsewhere. The rows of packs that were annotated blind (`tests/gold/pool`) therefore count `PACK_ROWS` times each in
the fit, and the log odds are stretched and moved to what held on `FRESH` packs alone, for which no rule was mended. All
tables are of a ten-fold cross-validation by article over the packs: no row is judged by numbers that have seen its article,
nor is any row made with weights of candidates (`fit_weights.py`) that have. Ridge-penalised logistic regression by Newton's
method; each row counts once, also when two sets have its article.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

import fit_weights
import numpy as np

from zhibiao.confidence import notable
from zhibiao.evaluate import agreement, load_gold, meetings
from zhibiao.extraction import extract_article, read_article
from zhibiao.model import COLUMNS, Article
from zhibiao.reading import read
from zhibiao.table import cell
from zhibiao.weighing.pieces import Evidence
from zhibiao.weighing.weigh import scale

ROOT = Path(__file__).resolve().parent.parent
GOLD, SHARED = ROOT / "tests" / "gold", ROOT.parent / "shared"
RECORD, DOCS = ROOT / "docs" / "first-sight.md", ROOT / "docs" / "checks.md"
BEGIN, END = "<!-- written by make calibrate -->", "<!-- end of what make calibrate writes -->"
# Articles and their annotations that rules were developed on or are tested on with every change.
DEVELOPED = (
    (ROOT / "corpus", GOLD / "corpus.jsonl"),
    (GOLD / "dev", GOLD / "dev.jsonl"),
    (GOLD / "genres", GOLD / "genres.jsonl"),
    (SHARED / "gold" / "articles", SHARED / "gold" / "seed.jsonl"),
    (SHARED / "gold" / "articles", SHARED / "gold" / "news.jsonl"),
    (SHARED / "gold" / "genres", SHARED / "gold" / "genres.jsonl"),
    (SHARED / "news", GOLD / "news" / "dev.jsonl"),
    (SHARED / "news", GOLD / "news" / "held.jsonl"),
)
FIRST_TENS = tuple(f"{number:02d}" for number in range(1, 17) if number != 10)  # the readers of 10 do not agree
# Those for which no rule has been mended.
FRESH = (
    *(f"{n:02d}c" for n in range(1, 9)),
    *(f"{n:02d}{part}" for part in "cd" for n in range(9, 17) if (n, part) != (10, "c")),
)
PACKS = (
    *FIRST_TENS,
    *(f"{n:02d}b" for n in range(1, 17) if n != 12),
    *FRESH,
)  # of 12b and 10c the readers do not agree
PACK_ROWS = 2.0  # a row of a pack weighs as much as so many developed ones
FOLDS, PENALTY, SEEN = 10, 3.0, 5  # a name seen fewer times has no weight
BANDS = ((0, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
AT_LEAST = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Sample:
    """A row of an annotated article: what is notable about it, what is said of it now, whether it is wholly right."""

    article: str
    row: str
    names: tuple[str, ...]
    said: float
    right: bool
    weight: float = 1.0
    fresh: bool = False  # of a pack for which no rule has been mended


Judged = list[tuple[Sample, float]]  # rows with the probability that is said of them


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in log odds."""

    always: float
    weights: dict[str, float]

    def odds(self, sample: Sample) -> float:
        return self.always + sum(self.weights.get(name, 0.0) for name in sample.names)


def samples(folder: Path, gold: Path) -> list[Sample]:
    """The rows of the annotated articles of a folder; ends the program where the folder or an article is missing."""
    annotated = load_gold([gold])
    if not folder.is_dir():
        sys.exit(f"{folder} is not here: it has the articles that {gold} annotates")
    paths = {path.stem: path for path in sorted(folder.iterdir())}
    if missing := annotated.keys() - paths.keys():
        sys.exit(f"{folder}: no article {', '.join(sorted(missing)[:5])}, which {gold} annotates")
    found: list[Sample] = []
    fold, weights = left_out_weights()
    for name, marks in annotated.items():
        for what, given in weights[fold.get(name, 0)].items():
            scale(what).given = given
            scale(what).known.clear()
        for article in read(paths[name]):
            found += samples_of(article, name, marks)
    return found


@cache
def left_out_weights() -> tuple[dict[str, int], list[dict[str, dict[Evidence, float]]]]:
    """`fit_weights.left_out`, once."""
    return fit_weights.left_out()


def samples_of(article: Article, name: str, marks: list[dict[str, object]]) -> list[Sample]:
    """The rows of an annotated article; those that meet an optional annotation count neither way."""
    rows = extract_article(article).rows
    drafts = [draft for reading in read_article(article) for draft in reading.drafts]
    known = {
        row.row: (notable(row, d), row.confidence) for row, d in zip(rows, drafts, strict=True)
    }
    cells = [{c: cell(getattr(row, c)) for c in COLUMNS} for row in rows]
    return [
        Sample(name, row["row"], *known[row["row"]], bool(mark) and agreement(row, mark)["whole"])
        for row, mark in meetings(cells, marks)
        if row is not None and not (mark and mark["optional"])
    ]


def logistic(x: np.ndarray, y: np.ndarray, counts: np.ndarray, penalty: float) -> np.ndarray:
    """Ridge-penalised weights; the first column is the constant and goes free. `counts`: how much each row weighs."""
    w = np.zeros(x.shape[1])
    ridge = penalty * np.eye(len(w))
    ridge[0, 0] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (counts * p * (1 - p))[:, None]) + ridge
        step = np.linalg.solve(hessian, x.T @ (counts * (y - p)) - ridge @ w)
        w += step
        if abs(step).max() < 1e-8:
            break
    return w


def fit(some: list[Sample]) -> Model:
    """The penalised model of some rows."""
    seen = Counter(name for s in some for name in s.names)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    place = {name: k for k, name in enumerate(names, 1)}
    x = np.zeros((len(some), len(names) + 1))
    x[:, 0] = 1
    for line, s in zip(x, some, strict=True):
        line[[place[name] for name in s.names if name in place]] = 1
    counts = np.array([s.weight for s in some])
    w = logistic(x, np.array([float(s.right) for s in some]), counts * len(some) / counts.sum(), PENALTY)
    return Model(float(w[0]), dict(zip(names, map(float, w[1:]), strict=True)))


def left_out(developed: list[Sample], packs: list[Sample], fitting: Callable[..., Model]) -> list[tuple[Sample, float]]:
    """Every row of the packs with the log odds of a model that has not seen its article."""
    articles = sorted({s.article for s in packs})
    random.Random(0).shuffle(articles)
    found: list[tuple[Sample, float]] = []
    for k in range(FOLDS):
        out = set(articles[k::FOLDS])
        model = fitting([s for s in developed if s.article not in out], [s for s in packs if s.article not in out])
        found += [(s, model.odds(s)) for s in packs if s.article in out]
    return found


def recalibrated(developed: list[Sample], packs: list[Sample]) -> Model:
    """The model of all rows, its log odds stretched or shrunk, and moved, by what held on fresh packs left out."""
    judged = [(s, z) for s, z in left_out(developed, packs, lambda some, others: fit(some + others)) if s.fresh]
    x = np.array([[1.0, z] for _, z in judged])
    right = np.array([float(s.right) for s, _ in judged])
    shift, slope = logistic(x, right, np.ones(len(right)), 1e-3)
    model = fit(developed + packs)
    return Model(float(shift + slope * model.always), {n: float(slope * v) for n, v in model.weights.items()})


def probability(odds: float) -> float:
    """Of log odds, to two places as rows have it."""
    return round(float(1 / (1 + np.exp(-odds))), 2)


def report(judged: Judged) -> list[str]:
    """What was said and what held, by bands and from a value on, as a table of Markdown."""
    said = np.array([p for _, p in judged])
    right = np.array([float(s.right) for s, _ in judged])
    lines, error = (
        ["| confidence | rows | articles | mean | wholly right | 95 % |", "|---|---:|---:|---:|---:|---|"],
        0.0,
    )
    for low, high in BANDS:
        inside = (said >= low) & (said < high)
        if inside.any():
            error += inside.mean() * abs(said[inside].mean() - right[inside].mean())
            lines.append(band(f"{low:.1f}–{min(high, 1):.1f}", judged, low, high))
    lines += [band(f"**≥ {low}**", judged, low, 1.01) for low in AT_LEAST if (said >= low).any()]
    lines.append(band("all", judged, 0, 1.01))
    order = f"a right row has more than a wrong one in {ordered(said, right):.2f} of pairs"
    return [*lines, "", f"Calibration error {error:.3f} (rows of each band times |mean − right|); {order}."]


def band(name: str, judged: Judged, low: float, high: float) -> str:
    """A line of the table: the interval is a bootstrap over articles, the rows of one being alike."""
    inside = [(s, p) for s, p in judged if low <= p < high]
    by_article: dict[str, list[bool]] = defaultdict(list)
    for s, _ in inside:
        by_article[s.article].append(s.right)
    drawing, groups = random.Random(0), list(by_article.values())
    means = sorted(np.mean([r for g in drawing.choices(groups, k=len(groups)) for r in g]) for _ in range(1000))
    mean, share = np.mean([p for _, p in inside]), np.mean([s.right for s, _ in inside])
    return f"| {name} | {len(inside)} | {len(groups)} | {mean:.2f} | {share:.2f} | {means[25]:.2f}–{means[974]:.2f} |"


def ordered(said: np.ndarray, right: np.ndarray) -> float:
    """The share of pairs of a right and a wrong row in which the right one is said to be surer; half for equal ones."""
    good, bad = said[right == 1], said[right == 0]
    more = (good[:, None] > bad[None, :]).mean() + (good[:, None] == bad[None, :]).mean() / 2
    return float(more)


def gathered(sets: Iterable[tuple[Path, Path]], weight: float = 1.0) -> list[Sample]:
    """The rows of some sets, each once."""
    every = {s.row: replace(s, weight=weight) for folder, gold in sets for s in samples(folder, gold)}
    return list(every.values())


def described(name: str, some: list[Sample]) -> str:
    right = sum(s.right for s in some) / len(some)
    return f"{name}: {len(some)} rows of {len({s.article for s in some})} articles, {right:.3f} wholly right"


def packs_of(names: Iterable[str]) -> list[tuple[Path, Path]]:
    """Articles and annotations of packs."""
    return [(SHARED / "pool" / name[:2], GOLD / "pool" / f"{name}.jsonl") for name in names]


def write(model: Model, tables: list[str]) -> None:
    """The weights into the lexicon, the tables into the documentation."""
    target = Path(str(resources.files("zhibiao.lexicon").joinpath("confidence.toml")))
    lines = [f'"{name}" = {value:.3f}' for name, value in (("always", model.always), *model.weights.items())]
    head = "# Weights of what is notable about a row, in log odds; written by make calibrate, not by hand.\n"
    target.write_text(head + "[weight]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        sys.exit(f"{DOCS}: the lines {BEGIN} and {END} are missing; the weights are written, the tables are not")
    DOCS.write_text("\n".join([before + BEGIN, "", *tables, "", END]) + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights and the tables")
    parser.add_argument("--check", nargs="+", metavar="PACK", help="packs to hold the weights as they stand against")
    options = parser.parse_args()
    if options.check:
        if seen := [name for name in options.check if name in PACKS]:
            sys.exit(f"the weights were fitted on pack {', '.join(seen)}: it can show nothing about them")
        record = RECORD.read_text("utf-8")
        if new := [name for name in options.check if f"## Pack {name}," not in record]:
            sys.exit(f"pack {new[0]} has no first sight yet: make first-sight PACK={new[0]}")
        some = gathered(packs_of(options.check))
        print(
            "\n".join([described(f"packs {' '.join(options.check)}", some), "", *report([(s, s.said) for s in some])])
        )
        return
    fresh = {s.row for s in gathered(packs_of(FRESH))}
    packs = [replace(s, fresh=s.row in fresh) for s in gathered(packs_of(PACKS), PACK_ROWS)]
    own = {s.article for s in packs}
    developed = [s for s in gathered(DEVELOPED) if s.article not in own]
    judged = [(s, probability(odds)) for s, odds in left_out(developed, packs, recalibrated) if s.fresh]
    tables = [
        described(f"Packs {FRESH[0]}–{FRESH[-1]}, articles left out", [s for s in packs if s.fresh]) + ".",
        described("Besides, in every fit, the packs that rules were mended for", [s for s in packs if not s.fresh])
        + ".",
        described("Besides, in every fit, the developed articles", developed) + ".",
        "",
        *report(judged),
    ]
    print("\n".join(tables))
    if options.write:
        write(recalibrated(developed, packs), tables)


if __name__ == "__main__":
    main()
