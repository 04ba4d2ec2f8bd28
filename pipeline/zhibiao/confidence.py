"""How sure a row is: the share of rows like it that were wholly right on annotated articles.

A logistic model over what is notable about a row. Its weights are data (`lexicon/confidence.toml`), fitted by
`make calibrate` on annotated articles, those above all that nobody had read; of the rows at 0.7 of such articles, seven in
ten should be wholly right.
"""

from __future__ import annotations

from bisect import bisect
from itertools import compress, repeat
from math import exp

from zhibiao.lexicon import load
from zhibiao.model import Row
from zhibiao.rows.state import Draft
from zhibiao.script import simplified

# A contradiction costs at least so much (log odds), whatever the annotated articles say: 0.9 becomes 0.77.
CONTRADICTED = -1.0
# So does an item that a list of unequal length leaves nobody to give to: 0.9 becomes 0.31.
UNDEALT = -3.0
# Steps of the share that the indicator and the subject have among their candidates.
STEPS = (0.3, 0.45, 0.6, 0.75, 0.85, 0.92, 0.97, 0.9999)


def of(row: Row, draft: Draft) -> float:
    """0–1, to two places, of a finished row and the draft that it was made of; what has no weight weighs nothing."""
    weights: dict[str, float] = load("confidence")["weight"]
    total = weights["always"] + sum(map(weights.get, notable(row, draft), repeat(0.0)))
    if row.checks:
        total += min(weights.get("contradicted", 0.0), CONTRADICTED) - weights.get("contradicted", 0.0)
    if draft.dealt == "undealt":
        total += UNDEALT
    return round(1 / (1 + exp(-total)), 2)


def notable(row: Row, draft: Draft) -> tuple[str, ...]:
    """What is notable about a row and its draft, as names of weights."""
    found = [f"inherited {what}" for what in draft.inherited]
    found += [
        f"{what} share {bisect(STEPS, share)}"
        for what, share in zip(("indicator", "subject"), draft.shares, strict=True)
    ]
    found.append(f"measure {row.measure}")
    found.append(f"rule {row.rule}")
    flags = {
        "no subject": not row.subject,
        "no indicator": not row.indicator,
        "no period": row.period_start is None,
        "counted": draft.counted,
        "dealt": draft.dealt == "dealt",
        "long indicator": len(row.indicator) > 12,
        "short indicator": 0 < len(row.indicator) < 3,
        "official indicator": bool(row.indicator_std),
        "long subject": len(row.subject) > 12,
        "subject in title": bool(row.subject) and row.subject in simplified(row.title),
        "norm": row.modality == "norm",
        "to come": row.modality in ("target", "forecast"),
        "headline": row.section == "headline",
        "caption": row.section == "caption",
        "time": row.dimension == "time",
        "contradicted": bool(row.checks),
    }
    found += compress(flags, flags.values())
    return tuple(found)
