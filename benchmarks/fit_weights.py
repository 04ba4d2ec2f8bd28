"""Fit the weights of `lexicon/noun_weights.tsv` and `owner_weights.tsv` on annotated articles: `make weights`.

    python benchmarks/fit_weights.py                     what cross-validation by article gives, set by set
    python benchmarks/fit_weights.py --held 09c 11c      what the other articles give on these packs
    python benchmarks/fit_weights.py --write             and write the weights

Of each annotated figure, the candidates of `zhibiao.weighing` with their evidence; the weights maximise the share that the
accepted names have together among all (a conditional logistic model, ridge-penalised, by L-BFGS); a name that only holds
an accepted one counts in part (`PARTLY`). Nouns are fitted first; owners on the nouns that weights give which have not seen
the article. Evidence that is seldom, or weighs next to nothing, is left out. Figures that the rules make no row of have no
part in this.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from zhibiao.evaluate import load_gold, loose, meetings, same_indicator, same_owner
from zhibiao.extraction import read_article, spot
from zhibiao.model import Article
from zhibiao.reading import read
from zhibiao.rows.scene import Scene
from zhibiao.rows.state import Draft
from zhibiao.weighing import nouns, owners
from zhibiao.weighing.pieces import Aspect, Evidence
from zhibiao.weighing.weigh import Figure, figures

ROOT = Path(__file__).resolve().parent.parent
GOLD, SHARED, LEXICON = ROOT / "tests" / "gold", ROOT.parent / "shared", ROOT / "pipeline" / "zhibiao" / "lexicon"
# Articles and their annotations, besides the packs. The broadcasts that are held out have no part in this.
SETS = {
    "corpus": (ROOT / "corpus", GOLD / "corpus.jsonl"),
    "dev": (GOLD / "dev", GOLD / "dev.jsonl"),
    "own genres": (GOLD / "genres", GOLD / "genres.jsonl"),
    "seed": (SHARED / "gold" / "articles", SHARED / "gold" / "seed.jsonl"),
    "shared news": (SHARED / "gold" / "articles", SHARED / "gold" / "news.jsonl"),
    "genres": (SHARED / "gold" / "genres", SHARED / "gold" / "genres.jsonl"),
    "news dev": (SHARED / "news", GOLD / "news" / "dev.jsonl"),
}
PENALTY, ROUNDS, FOLDS = 1e-4, 120, 5
SELDOM, LIGHT = 40, 0.1  # evidence of fewer candidates, or of less weight, is left out
PARTLY = {"noun": 0.25, "owner": 0.6}  # what a name counts that agrees with an accepted one and is not the same
# The pages that the project was born from, and the broadcasts, are few and clean: a figure of theirs counts more.
COUNTS = {
    "noun": {"seed": 5.0, "shared news": 5.0, "corpus": 2.0, "news dev": 2.0},
    "owner": {"seed": 8.0, "shared news": 10.0, "corpus": 5.0, "dev": 2.0, "own genres": 2.0, "news dev": 5.0},
}
# Figures of an article are alike in whose they are: one of n counts n to the power of this.
ALIKE = {"noun": 0.0, "owner": -0.5}
HEADER = {
    "noun": "# what speaks for what a figure measures, in one to four cells, and its log odds; written by make weights, not by hand",
    "owner": "# what speaks for whose a figure is, in one to three cells, and its log odds; written by make weights, not by hand",
}
CONTROL = re.compile("[\x00-\x1f\x85\u2028\u2029]")
Same = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of an annotated article: its set, where it stands, what its article shares, the accepted names."""

    of: str
    article: str
    figure: Figure
    about: owners.About
    nouns: tuple[str, ...]
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question of a figure: the candidates, the evidence of each, how right each is and whether it is accepted; whether
    what the rules propose is."""

    names: tuple[str, ...]
    evidence: tuple[tuple[Evidence, ...], ...]
    right: tuple[float, ...]
    accepted: tuple[bool, ...]
    proposed: bool


def sets() -> dict[str, tuple[Path, Path]]:
    """All sets of annotated articles but the packs that wait for their first figure (`unseen.txt`): where the articles are,
    and the annotations."""
    unseen = {*(GOLD / "pool" / "unseen.txt").read_text("utf-8").split()}
    packs = sorted(path for path in (GOLD / "pool").glob("*.jsonl") if ".second" not in path.name)
    packs = [path for path in packs if path.stem not in unseen]
    return SETS | {path.stem: (SHARED / "pool" / path.stem[:2], path) for path in packs}


def asked_in(name: str, folder: Path, gold: Path) -> list[Asked]:
    """The annotated figures of a set; ends the program where its folder is missing."""
    if not folder.is_dir():
        sys.exit(f"{folder} is not here: it has the articles that {gold} annotates")
    annotated = load_gold([gold])
    found: list[Asked] = []
    for path in sorted(folder.iterdir()):
        if path.stem in annotated:
            for article in read(path):
                found += asked_of(name, path.stem, article, annotated[path.stem])
    return found


def asked_of(of: str, stem: str, article: Article, marks: Sequence[dict[str, Any]]) -> list[Asked]:
    """The annotated figures of an article, as the rules propose them."""
    kept: list[tuple[list[Draft], Sequence[Scene], str]] = []

    def keep(drafts: list[Draft], scenes: Sequence[Scene], title: str) -> list[Draft]:
        kept.append((drafts, scenes, title))
        return drafts

    found: list[Asked] = []
    for reading, (drafts, scenes, title) in zip(read_article(article, keep), kept, strict=False):
        about = owners.about(scenes, title)
        spans = [spot(reading.text, draft) for draft in drafts]
        rows = [{"start": a, "end": b, "at": k} for k, (a, b) in enumerate(spans)]
        placed = figures(drafts, scenes)
        for row, mark in meetings(rows, marks):
            if row is not None and mark is not None and not mark["optional"]:
                figure = placed[row["at"]]
                if figure.draft.same_as < 0:
                    found.append(Asked(of, stem, figure, about, tuple(mark["indicator"]), tuple(mark["subject"])))
    return found


def choice(
    what: str, found: Mapping[str, Sequence[Evidence]], wanted: Sequence[str], same: Same, proposed: str
) -> Choice:
    """What a figure may take, with the evidence of each."""
    exact = {loose(name) for name in wanted}
    accepted = tuple(any(same(name, want) for want in wanted) for name in found)
    right = tuple(
        (1.0 if loose(name) in exact else PARTLY[what]) * ok for name, ok in zip(found, accepted, strict=True)
    )
    evidence = tuple(map(tuple, found.values()))
    return Choice(tuple(found), evidence, right, accepted, any(same(proposed, want) for want in wanted))


def noun_choice(asked: Asked) -> Choice:
    draft, here, i, _, before = asked.figure
    candidates = list(nouns.candidates(draft, i, here, before))
    left = any(noun.side == nouns.LEFT for noun in candidates)
    found = {
        n.name: told(*nouns.standing(n.name, n.piece, n.side, here), *nouns.relating(n, draft, i, here, left))
        for n in candidates
    }
    return choice("noun", found, asked.nouns, same_indicator, draft.indicator)


def owner_choice(asked: Asked, noun: str) -> Choice:
    _, here, i, near, _ = asked.figure
    draft, about = asked.figure.draft._replace(indicator=noun), asked.about
    found: dict[str, tuple[Evidence, ...]] = {}
    for owner in owners.candidates(draft, i, here, near, about):
        side = here.side(owner.piece, i)
        standing = owners.standing(owner.name, owner.piece, here, side, about)
        found[owner.name] = told(*standing, *owners.relating(owner, draft, i, here, about))
    return choice("owner", found, asked.owners, same_owner, draft.subject)


def told(*aspects: Aspect) -> tuple[Evidence, ...]:
    """The evidence of all aspects."""
    return tuple(evidence for say, *about in aspects for evidence in say(*about))


class Table:
    """Choices as a sparse matrix: a line a candidate, a column a piece of evidence that is not seldom."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        seen = Counter(e for c in choices for evidence in c.evidence for e in evidence)
        self.columns = {e: k for k, e in enumerate(e for e, n in sorted(seen.items()) if n >= SELDOM)}
        lines = [[self.columns[e] for e in set(x) if e in self.columns] for c in choices for x in c.evidence]
        starts = np.cumsum([0, *map(len, lines)])
        cells = np.concatenate([np.array(line, int) for line in lines])
        self.cells = sparse.csr_matrix((np.ones(len(cells)), cells, starts), (len(lines), len(self.columns)))
        self.right = np.array([r for c in choices for r in c.right], float)
        self.begins = np.cumsum([0, *(len(c.names) for c in choices)])

    def fit(self, of: Sequence[int], counts: np.ndarray) -> np.ndarray:
        """Weights from the choices of these numbers, of which some candidate is right; `counts`: how much each counts."""
        begins = self.begins
        of = [k for k in of if self.right[begins[k] : begins[k + 1]].any()]
        parts = counts[of] / counts[of].sum()
        lines = np.concatenate([np.arange(begins[k], begins[k + 1]) for k in of])
        cells, right = self.cells[lines], self.right[lines]
        sizes = np.array([begins[k + 1] - begins[k] for k in of])
        at, segment = np.cumsum([0, *sizes])[:-1], np.repeat(np.arange(len(of)), sizes)

        def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
            sums = cells @ w
            powers = np.exp(sums - np.maximum.reduceat(sums, at)[segment])
            shares = powers / np.add.reduceat(powers, at)[segment]
            good = shares * right
            together = np.maximum(np.add.reduceat(good, at), 1e-12)
            slope = cells.T @ (parts[segment] * (shares - good / together[segment]))
            return -parts @ np.log(together) + PENALTY * (w @ w), slope + 2 * PENALTY * w

        w: np.ndarray = minimize(
            loss, np.zeros(cells.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
        ).x
        w[abs(w) < LIGHT] = 0
        return w

    def best(self, k: int, w: np.ndarray) -> int:
        """The number of the heaviest candidate of a choice."""
        return int(np.argmax(self.cells[self.begins[k] : self.begins[k + 1]] @ w))


def cross_fitted(table: Table, articles: Sequence[str], counts: np.ndarray) -> list[int]:
    """The heaviest candidate of each choice by weights that have not seen its article."""
    fold = folds(articles)
    chosen = [0] * len(articles)
    for k in range(FOLDS):
        w = table.fit([n for n, article in enumerate(articles) if fold[article] != k], counts)
        for n, article in enumerate(articles):
            if fold[article] == k:
                chosen[n] = table.best(n, w)
    return chosen


def left_out() -> tuple[dict[str, int], list[dict[str, dict[Evidence, float]]]]:
    """For what must not judge by weights that have seen an article: the fold of each, and by fold and question the weights
    that the others give."""
    asked = [a for name, where in sets().items() for a in asked_in(name, *where)]
    articles = [a.article for a in asked]
    fold = folds(articles)
    by_noun = [noun_choice(a) for a in asked]
    table = Table(by_noun)
    chosen = cross_fitted(table, articles, counted(asked, "noun"))
    taken = [c.names[k] for c, k in zip(by_noun, chosen, strict=True)]
    tables = {"noun": table, "owner": Table([owner_choice(a, noun) for a, noun in zip(asked, taken, strict=True)])}
    found: list[dict[str, dict[Evidence, float]]] = []
    for k in range(FOLDS):
        used = [n for n, article in enumerate(articles) if fold[article] != k]
        fitted = {what: table.fit(used, counted(asked, what)) for what, table in tables.items()}
        found.append({what: {e: float(fitted[what][c]) for e, c in tables[what].columns.items()} for what in tables})
    return fold, found


def counted(asked: Sequence[Asked], what: str) -> np.ndarray:
    """How much each figure counts, by its set and by how many of its article there are."""
    figures = Counter(a.article for a in asked)
    return np.array([COUNTS[what].get(a.of, 1.0) * figures[a.article] ** ALIKE[what] for a in asked])


def folds(articles: Iterable[str]) -> dict[str, int]:
    """The fold of each article."""
    order = sorted(set(articles))
    random.Random(0).shuffle(order)
    return {article: k % FOLDS for k, article in enumerate(order)}


def report(
    what: str, asked: Sequence[Asked], choices: Sequence[Choice], chosen: Sequence[int], of: Sequence[int]
) -> None:
    """How often the rules alone were right, and the heaviest candidate, by set."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for n in of:
        for name in (asked[n].of, "all"):
            found = counts[name]
            found["figures"] += 1
            found["reach"] += any(choices[n].accepted)
            found["rules"] += choices[n].proposed
            found["weighed"] += choices[n].accepted[chosen[n]]
    for name, found in sorted(counts.items()):
        shares = " ".join(f"{key} {found[key] / found['figures']:.3f}" for key in ("reach", "rules", "weighed"))
        print(f"{what:6} {name:12} {found['figures']:5} {shares}", flush=True)


def write(what: str, table: Table, w: np.ndarray) -> None:
    """The weights as a table, the evidence in order."""
    lines = [
        "\t".join((*e, f"{w[k]:.2f}")) for e, k in table.columns.items() if w[k] and not CONTROL.search("".join(e))
    ]
    (LEXICON / f"{what}_weights.tsv").write_text("\n".join([HEADER[what], *lines, ""]), "utf-8")
    print(f"{what}: {len(lines)} weights")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument(
        "--held", nargs="*", default=[], help="sets that have no part in the fit, and are reported alone"
    )
    opts = parser.parse_args()
    asked = [a for name, where in sets().items() for a in asked_in(name, *where)]
    held = [n for n, a in enumerate(asked) if a.of in opts.held]
    out = {asked[n].article for n in held}
    used = [n for n, a in enumerate(asked) if a.article not in out]
    articles = [a.article for a in asked]

    def settle(what: str, choices: list[Choice]) -> list[int]:
        table, counts = Table(choices), counted(asked, what)
        if held:
            w = table.fit(used, counts)
            chosen = [table.best(n, w) for n in range(len(asked))]
            report(what, asked, choices, chosen, held)
        else:
            chosen = cross_fitted(table, articles, counts)
            report(what, asked, choices, chosen, used)
            w = table.fit(used, counts) if opts.write else np.zeros(0)
        if opts.write:
            write(what, table, w)
        return chosen

    by_noun = [noun_choice(a) for a in asked]
    chosen = settle("noun", by_noun)
    taken = [c.names[k] if c.names else "" for c, k in zip(by_noun, chosen, strict=True)]
    settle("owner", [owner_choice(a, noun) for a, noun in zip(asked, taken, strict=True)])


if __name__ == "__main__":
    main()
