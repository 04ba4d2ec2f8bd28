"""How sure a row is: the share of rows like it that were wholly right on annotated articles.

A logistic model over what is doubtful about a row. Its weights are data (`lexicon/confidence.toml`), fitted by
`benchmarks/calibrate.py` on the annotated articles; of the rows at 0.9, nine in ten should be wholly right.
"""

from __future__ import annotations

from math import exp

from zhibiao.lexicon import load
from zhibiao.rows.assemble import Draft

CONTRADICTED = -2.0  # log odds that a row loses when another row of the article contradicts it


def of(draft: Draft, contradicted: bool = False) -> float:
    """0–1, to two places; unknown doubts weigh nothing."""
    weights: dict[str, float] = load("confidence")["weight"]
    total = weights["always"] + sum(weights.get(doubt, 0.0) for doubt in doubts(draft))
    total += CONTRADICTED * contradicted
    return round(1 / (1 + exp(-total)), 2)


def doubts(draft: Draft) -> tuple[str, ...]:
    """What is notable about a draft, as names of weights."""
    found = [f"inherited {what}" for what in draft.inherited]
    found.append(f"measure {draft.measure}")
    found.append(f"rule {draft.rule.split('_counted')[0].split('_dealt')[0]}")
    flags = {
        "no subject": not draft.subject,
        "no indicator": not draft.indicator,
        "no period": draft.period is None,
        "counted": "_counted" in draft.rule,
        "dealt": "_dealt" in draft.rule,
        "long indicator": len(draft.indicator) > 12,
        "short indicator": 0 < len(draft.indicator) < 3,
        "long subject": len(draft.subject) > 12,
        "norm": draft.modality == "norm",
        "to come": draft.modality in ("target", "forecast"),
        "headline": draft.sentence.kind == "headline",
        "caption": draft.sentence.kind == "caption",
        "time": draft.quantity.dimension == "time",
    }
    found += [name for name, holds in flags.items() if holds]
    return tuple(found)
