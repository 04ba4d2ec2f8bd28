"""How sure a row is: the share of rows like it that were wholly right on annotated articles.

A logistic model over what is notable about a row. Its weights are data (`lexicon/confidence.toml`), fitted by
`make calibrate` on annotated articles, those above all that nobody had read; of the rows at 0.7 of such articles, seven in
ten should be wholly right.
"""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache
from itertools import compress, repeat
from math import exp

from zhibiao.lexicon import load
from zhibiao.model import Row
from zhibiao.script import simplified

# A contradiction costs at least so much (log odds), whatever the annotated articles say: 0.9 becomes 0.77.
CONTRADICTED = -1.0
# So does an item that a list of unequal length leaves nobody to give to: 0.9 becomes 0.31.
UNDEALT = -3.0
# Steps of the share that the indicator and the subject have among their candidates.
STEPS = (0.3, 0.45, 0.6, 0.75, 0.85, 0.92, 0.97, 0.9999)


def of(row: Row, inherited: tuple[str, ...] = (), shares: tuple[float, float] = (1.0, 1.0)) -> float:
    """0–1, to two places, of a finished row; what has no weight weighs nothing.

    `inherited`: what the row has taken from others, as `Draft.inherited` names it; `shares`: how much spoke for its indicator
    and its subject, as `Draft.shares` has it.
    """
    weights: dict[str, float] = load("confidence")["weight"]
    total = weights["always"] + sum(map(weights.get, notable(row, inherited, shares), repeat(0.0)))
    if row.checks:
        total += min(weights.get("contradicted", 0.0), CONTRADICTED) - weights.get("contradicted", 0.0)
    if row.rule.endswith("_undealt"):
        total += UNDEALT
    return round(1 / (1 + exp(-total)), 2)


def notable(row: Row, inherited: tuple[str, ...], shares: tuple[float, float]) -> tuple[str, ...]:
    """What is notable about a row, as names of weights."""
    found = [f"inherited {what}" for what in inherited]
    found += [
        f"{what} share {bisect(STEPS, share)}" for what, share in zip(("indicator", "subject"), shares, strict=True)
    ]
    found.append(f"measure {row.measure}")
    found.append(plain_rule(row.rule))
    flags = {
        "no subject": not row.subject,
        "no indicator": not row.indicator,
        "no period": row.period_start is None,
        "counted": "_counted" in row.rule,
        "dealt": "_dealt" in row.rule,
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


@lru_cache(maxsize=1024)
def plain_rule(rule: str) -> str:
    """The weight of a rule, whatever has been done to its row afterwards."""
    return f"rule {rule.split('_counted')[0].split('_dealt')[0].removesuffix('_undealt')}"
