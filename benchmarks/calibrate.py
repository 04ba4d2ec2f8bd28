"""Fit the weights of `lexicon/confidence.toml` on annotated articles, and show how well they hold.

    python benchmarks/calibrate.py ARTICLES GOLD.jsonl [ARTICLES GOLD.jsonl …] [--write]

Fitting is ridge-penalised logistic regression by Newton's method. The table is of a five-fold cross-validation by
article, so that no row is judged by weights that have seen its article.
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

import numpy as np

from zhibiao.confidence import doubts
from zhibiao.evaluate import agreement, load_gold, meetings
from zhibiao.extraction import extract_article, read_article
from zhibiao.model import COLUMNS
from zhibiao.reading import read
from zhibiao.table import cell

Sample = tuple[str, tuple[str, ...], bool]


def samples(folder: str, gold: str) -> list[Sample]:
    """(article, doubts, wholly right) of every row."""
    annotated = load_gold([Path(gold)])
    found: list[Sample] = []
    for article in read(folder):
        name = next((n for n in (article.id, Path(article.id).stem) if n in annotated), None)
        if name is None:
            continue
        drafts = {d.quantity.start: doubts(d) for d in read_article(article).drafts}
        by_order = [drafts[k] for k in sorted(drafts)]
        rows = [{c: cell(getattr(row, c)) for c in COLUMNS} for row in extract_article(article).rows]
        known = {row["row"]: feature for row, feature in zip(rows, by_order, strict=True)}
        for row, mark in meetings(rows, annotated[name]):
            if row is not None and not (mark and mark["optional"]):
                found.append((name, known[row["row"]], bool(mark) and agreement(row, mark)["whole"]))
    return found


def fit(sample: list[Sample], names: list[str], penalty: float = 3.0) -> np.ndarray:
    """The weights, the constant first."""
    x = np.array([[1.0, *(float(n in d) for n in names)] for _, d, _ in sample])
    y = np.array([float(right) for *_, right in sample])
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


def main() -> None:
    given = [a for a in sys.argv[1:] if not a.startswith("--")]
    sample = [s for folder, gold in zip(given[::2], given[1::2], strict=True) for s in samples(folder, gold)]
    seen = [n for _, d, _ in sample for n in d]
    names = sorted(n for n in set(seen) if seen.count(n) >= 5)
    articles = sorted({a for a, *_ in sample})
    judged: list[tuple[float, bool]] = []
    for fold in range(5):
        out = set(articles[fold::5])
        w = fit([s for s in sample if s[0] not in out], names)
        for a, d, right in sample:
            if a in out:
                judged.append((1 / (1 + np.exp(-(w[0] + sum(w[1 + names.index(n)] for n in d if n in names)))), right))
    print(
        f"{len(sample)} rows of {len(articles)} articles, {sum(r for *_, r in sample) / len(sample):.3f} wholly right"
    )
    for low in (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.3, 0.3: 0.5}.get(low, low + 0.1)
        inside = [(p, r) for p, r in judged if low <= p < high or (high > 0.95 and p >= low)]
        if inside:
            print(
                f"  {low:.1f}–{high:.1f}  {len(inside):4} rows  said {np.mean([p for p, _ in inside]):.3f}  right {np.mean([r for _, r in inside]):.3f}"
            )
    if "--write" in sys.argv:
        w = fit(sample, names)
        lines = [f'"always" = {w[0]:.3f}'] + [f'"{n}" = {v:.3f}' for n, v in zip(names, w[1:], strict=True)]
        target = Path(str(resources.files("zhibiao.lexicon").joinpath("confidence.toml")))
        target.write_text(
            "# Weights of what is doubtful about a row, in log odds; written by benchmarks/calibrate.py, not by hand.\n[weight]\n"
            + "\n".join(lines)
            + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
