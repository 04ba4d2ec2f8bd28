"""How many statements of one thing facts miss, and the weights of `lexicon/statement_weights.tsv`.

    python benchmarks/fit_statements.py TABLE             missed, and joined although two, of the judged pairs
    python benchmarks/fit_statements.py TABLE --write     and fit the weights anew

TABLE is an output folder with facts of the articles that `statement_pairs.tsv` is of: pairs of rows of one measure and unit
whose figures meet, judged by their sentences alone. A row is found again by its article and place, also where its span has
changed. Weights are fitted (logistic, ridge-penalised, by Newton's method) on the pairs of the half that is read and on
other pairs of two of its articles that state the same figure, which are two things but for a few.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhibiao.facts.kept import claims_in
from zhibiao.facts.objections import contradict
from zhibiao.facts.odds import ENOUGH, features
from zhibiao.facts.statements import Saying, framed, likeness
from zhibiao.store import Store

HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "pipeline/zhibiao/lexicon/statement_weights.tsv"
UNJUDGED = 0.5  # how much a pair counts that nobody has judged
RIDGE, STEPS, PARTS = 1.0, 40, 5
Example = tuple[dict[str, float], bool, float, str]  # features, whether one thing, how much it counts, an article


class Table:
    """The statements of an output folder with facts."""

    def __init__(self, folder: Path) -> None:
        with Store.open(folder) as store:
            around = {row: more for row, *more in store.ask("SELECT row, sentence, period_text, section FROM rows")}
            own = dict(store.ask("SELECT row, own FROM claims"))
            self.fact = dict(store.ask("SELECT row, fact FROM joined_rows"))
            plain = ((c, own[c.row]) for c in claims_in(store, "1"))
            claims = [framed(c, json.loads(frame)) if frame else c for c, frame in plain]
        self.said = {c.row: Saying(c, *(cell or "" for cell in around[c.row])) for c in claims}
        self.by_figure: dict[str, list[Saying]] = defaultdict(list)
        for saying in self.said.values():
            if saying.claim.figure:
                self.by_figure[saying.claim.figure].append(saying)
        self.places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in self.said:
            digest, start, end = row.split("-")
            self.places[digest].append((int(start), int(end), row))

    def saying(self, row: str) -> Saying | None:
        """The statement of a row, or of the one that stands in its place by now."""
        digest, start, end = row.split("-")
        met = [(min(int(end), last) - max(int(start), first), name) for first, last, name in self.places[digest]]
        length, name = max(met, default=(0, ""))
        return self.said[name] if length > 0 else None

    def joined(self, one: Saying, other: Saying) -> bool:
        return bool(self.fact[one.claim.row] == self.fact[other.claim.row])


def judged(table: Table) -> Iterator[tuple[Saying, Saying, str, bool]]:
    """The judged pairs that the table has: two statements, the half, whether they state one thing."""
    for line in (HERE / "statement_pairs.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            first, second, half, things = line.split("\t")
            one, other = table.saying(first), table.saying(second)
            if one and other and one is not other:
                yield one, other, half, things == "one"


def measure(table: Table) -> None:
    """Print what is missed and what is joined wrongly, by half and by the number of articles."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one, other, half, same in judged(table):
        articles = "one article" if one.claim.key == other.claim.key else "two articles"
        kind = "same" if same else "different"
        counts[articles, half][kind] += 1
        counts[articles, half][f"{kind} joined"] += table.joined(one, other)
    for (articles, half), n in sorted(counts.items()):
        missed = n["same"] - n["same joined"]
        print(
            f"{articles}, {half}: {missed} of {n['same']} missed ({missed / max(1, n['same']):.0%}); "
            f"{n['different joined']} of {n['different']} that are two things joined"
        )


def is_read(one: Saying, other: Saying) -> bool:
    """Whether a pair nobody has judged belongs to the half that is read."""
    names = "|".join(sorted((one.claim.article, other.claim.article)))
    return int(hashlib.sha1(names.encode()).hexdigest(), 16) % 2 == 1


def examples(table: Table) -> list[Example]:
    """What the weights are fitted on: only pairs of the same figure that nothing contradicts are ever weighed."""
    found: list[Example] = []
    seen = set()
    for one, other, half, same in judged(table):
        seen.add(frozenset((one.claim.row, other.claim.row)))
        alike = likeness(one, other)
        if half == "read" and one.claim.figure == other.claim.figure and not contradict(one, other, alike):
            found.append((features(one, other, alike), same, 1.0, one.claim.article))
    for _, group in sorted(table.by_figure.items()):
        for one, other in combinations(sorted(group, key=lambda s: s.claim.order), 2):
            new = one.claim.key != other.claim.key and frozenset((one.claim.row, other.claim.row)) not in seen
            if new and is_read(one, other) and not table.joined(one, other):
                alike = likeness(one, other)
                if not contradict(one, other, alike):
                    found.append((features(one, other, alike), False, UNJUDGED, one.claim.article))
    return found


def fitted(x: NDArray[np.float64], y: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic model."""
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (counts * (p - y)) + RIDGE * weights
        curve = (x.T * (counts * p * (1 - p))) @ x + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def fit(table: Table, write: bool) -> None:
    """Cross-validate by article, print, and write the weights."""
    given = examples(table)
    names = sorted(given[0][0])
    x = np.array([[found[name] for name in names] for found, *_ in given])
    y, counts = (np.array([float(example[k]) for example in given]) for k in (1, 2))  # type: ignore[arg-type]
    part = np.array([int(hashlib.sha1(name.encode()).hexdigest(), 16) % PARTS for *_, name in given])
    score = np.zeros(len(given))
    for k in range(PARTS):
        score[part == k] = x[part == k] @ fitted(x[part != k], y[part != k], counts[part != k])
    two = x[:, names.index("one article")] == 0
    for kind, here in (("judged", two & (counts == 1)), ("not judged", two & (counts < 1))):
        same, taken = here & (y == 1), here & (score >= ENOUGH)
        print(
            f"{kind}, by weights of other articles: {(taken & (y == 1)).sum()} of {same.sum()} one thing, "
            f"{(taken & (y == 0)).sum()} of {(here & (y == 0)).sum()} two"
        )
    found = dict(zip(names, fitted(x, y, counts), strict=True))
    text = "".join(f"{name}\t{weight:.2f}\n" for name, weight in sorted(found.items()))
    print(text, end="")
    if write:
        head = WEIGHTS.read_text("utf-8").splitlines()[0]
        WEIGHTS.write_text(f"{head}\n{text}", "utf-8")


def main() -> None:
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("table", type=Path)
    command.add_argument("--fit", action="store_true", help="print what cross-validation gives, and the weights")
    command.add_argument("--write", action="store_true", help="and write the weights")
    options = command.parse_args()
    table = Table(options.table)
    measure(table)
    if options.fit or options.write:
        fit(table, options.write)


if __name__ == "__main__":
    main()
