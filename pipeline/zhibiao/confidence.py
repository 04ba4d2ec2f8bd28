"""How sure a row is: the share of rows of its kind that were wholly right on annotated articles."""

from __future__ import annotations

from zhibiao.rows.assemble import Draft

# What each doubt costs, read off the annotated articles; refitted by `make evaluate`.
BASE = 0.85
COST = {
    "indicator": 0.1,
    "subject:row": 0.0,
    "subject:sentence": 0.03,
    "subject:paragraph": 0.12,
    "subject:headline": 0.2,
    "period": 0.05,
}


def of(draft: Draft) -> float:
    """0–1. A row without an indicator or with a dealt list that did not fit is doubtful whatever its rule."""
    if not draft.indicator:
        return 0.1
    value = BASE
    for doubt in draft.inherited:
        value -= COST.get(doubt, 0.05)
    if not draft.subject:
        value -= 0.15
    if draft.rule.startswith("bare_level"):
        value -= 0.1
    if not draft.dealt:
        value = min(value, 0.3)
    return round(max(0.05, value), 2)
