"""How far two reviewers agree on the rows that both decided on, and where they do not. Pure.

What counts is what each decided by himself: of the decisions on a row, oldest first and without those taken back, the last
one of the first turn of each. What somebody decides after another's turn has seen it, as when a difference is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby

from zhibiao.decisions import Decision

# Cells that are compared of the rows that both keep, under the names of `zhibiao evaluate`.
COMPARED: dict[str, tuple[str, ...]] = {
    "quantity": ("value", "value_to", "unit", "qualifier"),
    "change": ("measure", "basis"),
    "period": ("period_start", "period_end"),
    "indicator": ("indicator",),
    "subject": ("subject",),
}
Pair = tuple[Decision, Decision]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers, one before the other by name. `rows`: decided on by both; `same`: kept by both or rejected by both;
    `kappa`: Cohen's, of keeping and rejecting, None where chance alone would agree always; `kept`: by both; `cells`: of
    those, how many have the same cells, by the names of `COMPARED` and `whole`; `differing`: where anything differs."""

    who: tuple[str, str]
    rows: int
    same: int
    kappa: float | None
    kept: int
    cells: Mapping[str, int]
    differing: tuple[Pair, ...]


def agreements(history: Iterable[Decision]) -> list[Agreement]:
    """The agreement of each two reviewers who decided on the same rows, those with most rows first."""
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for decisions in by_row(history).values():
        own = first_turns(decisions)
        for one, other in combinations(sorted(own), 2):
            pairs[one, other].append((own[one], own[other]))
    return sorted((compared(who, found) for who, found in pairs.items()), key=lambda a: (-a.rows, a.who))


def by_row(history: Iterable[Decision]) -> dict[tuple[str, str], list[Decision]]:
    """The decisions on each row that were not taken back, oldest first."""
    listed = sorted(history, key=lambda d: d.number)
    taken_back = {d.undoes for d in listed if d.kind == "undone"}
    found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in listed:
        if decision.kind != "undone" and decision.number not in taken_back:
            found[decision.article, decision.row].append(decision)
    return found


def first_turns(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision of each reviewer's first turn, by name."""
    found: dict[str, Decision] = {}
    for who, turn in groupby(decisions, key=lambda d: d.who):
        *_, last = turn
        found.setdefault(who, last)
    return found


def compared(who: tuple[str, str], pairs: list[Pair]) -> Agreement:
    kept = [pair for pair in pairs if not any(d.kind == "rejected" for d in pair)]
    same = len(kept) + sum(all(d.kind == "rejected" for d in pair) for pair in pairs)
    cells = {name: sum(alike(pair, columns) for pair in kept) for name, columns in COMPARED.items()}
    every = tuple(column for columns in COMPARED.values() for column in columns)
    whole = [pair for pair in kept if alike(pair, every)]
    agreed = {id(pair) for pair in whole} | {id(p) for p in pairs if all(d.kind == "rejected" for d in p)}
    differing = tuple(pair for pair in pairs if id(pair) not in agreed)
    return Agreement(who, len(pairs), same, kappa(pairs, same), len(kept), {**cells, "whole": len(whole)}, differing)


def kappa(pairs: list[Pair], same: int) -> float | None:
    """Cohen's kappa of keeping and rejecting: agreement above that of chance."""
    n = len(pairs)
    rejected = [sum(pair[k].kind == "rejected" for pair in pairs) / n for k in (0, 1)]
    chance = rejected[0] * rejected[1] + (1 - rejected[0]) * (1 - rejected[1])
    return (same / n - chance) / (1 - chance) if chance < 1 else None


def alike(pair: Pair, columns: Iterable[str]) -> bool:
    return all(pair[0].after.get(column, "") == pair[1].after.get(column, "") for column in columns)


def differences(pair: Pair) -> dict[str, tuple[str, str]]:
    """The compared cells in which two decisions differ; those of a rejected row are none."""
    if any(d.kind == "rejected" for d in pair):
        return {}
    columns = (column for columns in COMPARED.values() for column in columns)
    cells = {column: (pair[0].after.get(column, ""), pair[1].after.get(column, "")) for column in columns}
    return {column: both for column, both in cells.items() if both[0] != both[1]}
