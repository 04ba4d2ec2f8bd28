"""What speaks for two statements of two articles being one where no single reason does (`evidence`), weighed together.

Weights are log odds, fitted on pairs of statements of real articles that somebody has judged
(`benchmarks/fit_statements.py`), and data: `lexicon/statement_weights.tsv`, one feature a line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from itertools import product

from zhibiao.facts.claims import Claim
from zhibiao.facts.owners import SPACES
from zhibiao.facts.statements import TELLING, Likeness, Saying, clauses_of, figures_of, pairs_of
from zhibiao.lexicon import lines

ENOUGH = 0.5  # log odds
PAIRS, CLAUSE, DAYS = 20, 10, 40  # more pairs of characters in common, more days between, say no more
UNLIKE = 0.5  # of the characters of the shorter indicator


def odds(one: Saying, other: Saying, alike: Likeness) -> float:
    """The log odds that two statements of one figure that do not contradict each other are one."""
    return sum(weights().get(name, 0.0) * value for name, value in features(one, other, alike).items())


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    return {name: float(weight) for name, weight in lines("statement_weights")}


def features(one: Saying, other: Saying, alike: Likeness) -> dict[str, float]:
    """What is known of two statements of one figure, each between 0 and 1."""
    a, b = one.claim, other.claim
    here, there = (figures_of(s.sentence) - figures_of(s.claim.text) for s in (one, other))
    clauses = product(*(clauses_of(s.sentence, s.claim.text) for s in (one, other)))
    names = shared(a.label, b.label)
    apart = days_between(a, b)
    found: dict[str, float] = {
        "always": 1,
        "words": alike.words,
        "pairs": min(len(pairs_of(one.sentence) & pairs_of(other.sentence)), PAIRS) / PAIRS,
        "pairs of the clause": min(max(len(x & y) for x, y in clauses), CLAUSE) / CLAUSE,
        "indicator": names,
        "two indicators": a.sure and b.sure and names < UNLIKE,
        "subject in the other sentence": speaks_of(one, other) or speaks_of(other, one),
        "one digit": alike.digits == 1,
        "three digits": alike.digits >= TELLING,
        "in ten thousands": a.print.scaled,
        "a small count": alike.digits == 1 and not a.print.scaled,
        "a figure beside": alike.beside > 0,
        "other figures beside": bool(here and there and not here & there),
        "days": min(apart, DAYS) / DAYS,
        "one day": apart == 0,
        "one article": a.key == b.key,
    }
    return {name: float(value) for name, value in found.items()}


def shared(one: str, other: str) -> float:
    """The share of the characters of the shorter indicator that the other one holds."""
    short, long = sorted((set(one) - {":"}, set(other) - {":"}), key=len)
    return len(short & long) / len(short) if short else 0.0


def speaks_of(one: Saying, other: Saying) -> bool:
    """Whether the subject of one statement stands in the sentence of the other."""
    subject = SPACES.sub("", one.claim.subject)
    return bool(subject) and subject in SPACES.sub("", other.sentence)


def days_between(one: Claim, other: Claim) -> int:
    """The days between two publications; many where one has no date."""
    if not (one.published and other.published):
        return DAYS
    return abs((dt.date.fromisoformat(one.published) - dt.date.fromisoformat(other.published)).days)
