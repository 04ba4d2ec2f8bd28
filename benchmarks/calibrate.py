"""Fit the weights of `lexicon/confidence.toml` on annotated articles, and show how well they hold.

    python benchmarks/calibrate.py [--write] ARTICLES GOLD.jsonl [ARTICLES GOLD.jsonl …]
        [--unseen ARTICLES GOLD.jsonl [ARTICLES GOLD.jsonl …]]

Ridge-penalised logistic regression by Newton's method, its log odds then stretched or shrunk to what held on articles
left out. Rules are right more often on the articles they were developed on than on others: with `--unseen`, the constant
is then moved until as many rows of those articles are said to be right as are; they have no part in the weights. All
tables are of a ten-fold cross-validation by article: no row is judged by numbers that have seen its article. Each row
counts once, also when its article is given twice.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from zhibiao.confidence import notable
from zhibiao.evaluate import agreement, load_gold, meetings
from zhibiao.extraction import extract_article, read_article
from zhibiao.model import COLUMNS
from zhibiao.reading import read
from zhibiao.table import cell

FOLDS, PENALTY, SEEN = 10, 3.0, 5  # a name seen fewer times has no weight


@dataclass(frozen=True, slots=True)
class Sample:
    """A row of an annotated article: what is notable about it, and whether it is wholly right."""

    article: str
    row: str
    rule: str
    names: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in log odds."""

    always: float
    weights: dict[str, float]

    def odds(self, sample: Sample) -> float:
        return self.always + sum(self.weights.get(name, 0.0) for name in sample.names)


def samples(folder: str, gold: str) -> list[Sample]:
    """The rows of the annotated articles of a folder."""
    annotated = load_gold([Path(gold)])
    found: list[Sample] = []
    for article in read(folder):
        name = next((n for n in (article.id, Path(article.id).stem) if n in annotated), None)
        if name is None:
            continue
        rows = extract_article(article).rows
        drafts = [draft for reading in read_article(article) for draft in reading.drafts]
        known = {row.row: notable(row, draft.inherited) for row, draft in zip(rows, drafts, strict=True)}
        cells = [{c: cell(getattr(row, c)) for c in COLUMNS} for row in rows]
        for row, mark in meetings(cells, annotated[name]):
            if row is not None and not (mark and mark["optional"]):
                right = bool(mark) and agreement(row, mark)["whole"]
                found.append(Sample(name, row["row"], row["rule"], known[row["row"]], right))
    return found


def logistic(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """Ridge-penalised weights; the first column is the constant and goes free."""
    w = np.zeros(x.shape[1])
    ridge = penalty * np.eye(len(w))
    ridge[0, 0] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + ridge
        step = np.linalg.solve(hessian, x.T @ (y - p) - ridge @ w)
        w += step
        if abs(step).max() < 1e-8:
            break
    return w


def fit(some: list[Sample]) -> Model:
    """The penalised model of some rows."""
    seen = Counter(name for s in some for name in s.names)
    names = sorted(name for name, times in seen.items() if times >= SEEN)
    x = np.array([[1.0, *(float(name in s.names) for name in names)] for s in some])
    w = logistic(x, np.array([float(s.right) for s in some]), PENALTY)
    return Model(float(w[0]), dict(zip(names, map(float, w[1:]), strict=True)))


def left_out(some: list[Sample], fitting) -> list[tuple[Sample, float]]:  # type: ignore[no-untyped-def]
    """Every row with the log odds of a model that has not seen its article."""
    articles = sorted({s.article for s in some})
    found: list[tuple[Sample, float]] = []
    for k in range(FOLDS):
        out = set(articles[k::FOLDS])
        model = fitting([s for s in some if s.article not in out])
        found += [(s, model.odds(s)) for s in some if s.article in out]
    return found


def recalibrated(some: list[Sample]) -> Model:
    """The model with its log odds stretched or shrunk by what held on articles left out."""
    judged = left_out(some, fit)
    x = np.array([[1.0, z] for _, z in judged])
    shift, slope = logistic(x, np.array([float(s.right) for s, _ in judged]), 1e-3)
    model = fit(some)
    return Model(float(shift + slope * model.always), {n: float(slope * v) for n, v in model.weights.items()})


def moved(model: Model, unseen: list[Sample]) -> Model:
    """The model whose constant makes the mean of what it says of unseen rows the share of them that is right."""
    odds = np.array([model.odds(s) for s in unseen])
    right, low, high = np.mean([float(s.right) for s in unseen]), -5.0, 5.0
    for _ in range(40):
        shift = (low + high) / 2
        low, high = (shift, high) if (1 / (1 + np.exp(-odds - shift))).mean() < right else (low, shift)
    return Model(model.always + shift, model.weights)


def report(judged: list[tuple[Sample, float]]) -> list[str]:
    """Reliability by bins of what was said, and by rule."""
    said = np.array([1 / (1 + np.exp(-z)) for _, z in judged])
    right = np.array([float(s.right) for s, _ in judged])
    lines, error = [f"{'said':9} {'rows':>5} {'mean':>6} {'right':>6}"], 0.0
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (said >= low) & (said < high)
        if inside.any():
            error += inside.mean() * abs(said[inside].mean() - right[inside].mean())
            lines.append(
                f"{low:.1f}–{min(high, 1):.1f}   {inside.sum():5} {said[inside].mean():6.3f} {right[inside].mean():6.3f}"
            )
    lines += [
        f"calibration error {error:.3f} (rows of each bin times |said − right|)",
        "",
        f"{'rule':24} {'rows':>5} {'mean':>6} {'right':>6}",
    ]
    rules, apart = Counter(s.rule for s, _ in judged), 0.0
    for rule, rows in rules.most_common():
        inside = np.array([s.rule == rule for s, _ in judged])
        mean, share = said[inside].mean(), right[inside].mean()
        apart += rows / len(judged) * abs(mean - share)
        if rows >= 10:
            lines.append(f"{rule:24} {rows:5} {mean:6.3f} {share:6.3f}")
    lines.append(f"calibration error by rule {apart:.3f}")
    return lines


def gathered(given: list[str]) -> list[Sample]:
    """The rows of pairs of articles and gold, each once; says how many are right."""
    every = [s for folder, gold in zip(given[::2], given[1::2], strict=True) for s in samples(folder, gold)]
    found = list({s.row: s for s in every}.values())
    right = sum(s.right for s in found) / len(found)
    print(f"{len(found)} rows of {len({s.article for s in found})} articles, {right:.3f} wholly right")
    return found


def main() -> None:
    given = [a for a in sys.argv[1:] if a != "--write"]
    developed, unseen = given, []
    if "--unseen" in given:
        at = given.index("--unseen")
        developed, unseen = given[:at], given[at + 1 :]
    sample = gathered(developed)
    print("\n".join(report(left_out(sample, recalibrated))))
    model = recalibrated(sample)
    if unseen:
        apart, developed_on = gathered(unseen), model
        print("\n".join(report(left_out(apart, lambda some: moved(developed_on, some)))))
        model = moved(model, apart)
    if "--write" in sys.argv:
        target = Path(str(resources.files("zhibiao.lexicon").joinpath("confidence.toml")))
        lines = [f'"{name}" = {value:.3f}' for name, value in (("always", model.always), *model.weights.items())]
        head = (
            "# Weights of what is notable about a row, in log odds; written by benchmarks/calibrate.py, not by hand.\n"
        )
        target.write_text(head + "[weight]\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
