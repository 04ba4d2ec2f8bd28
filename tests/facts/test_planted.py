"""A planted corpus of a thousand pairs: what is one thing is joined, what only looks so is not."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from zhibiao.facts import update
from zhibiao.store import Store

LEAST_F1 = 0.95


@dataclass(frozen=True)
class Outcome:
    """A pair of two rows: what kind it is, the status it must have, empty when they are two things; the fact and the
    status that each row got."""

    kind: str
    wanted: str
    one: tuple[str, str]
    other: tuple[str, str]

    @property
    def together(self) -> bool:
        return self.one[0] == self.other[0]


@pytest.fixture(scope="module")
def outcomes(planted: ModuleType, stored: Callable[..., None], tmp_path_factory: Any) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("planted")
    pairs = list(planted.pairs())
    stored(folder, [result for pair in pairs for result in (pair.one, pair.other)])
    with Store.open(folder, write=True, durable=False) as store:
        update(store)
        asked = "SELECT r.row, r.fact, j.status FROM joined_rows r JOIN joined j ON j.fact = r.fact"
        found = {row: (fact, status) for row, fact, status in store.ask(asked)}
    return [Outcome(p.kind, p.status, found[p.one.rows[0].row], found[p.other.rows[0].row]) for p in pairs]


def test_what_is_one_thing_is_joined(outcomes: list[Outcome]) -> None:
    right = sum(o.together and bool(o.wanted) for o in outcomes)
    wrong = Counter(o.kind for o in outcomes if o.together and not o.wanted)
    missed = Counter(o.kind for o in outcomes if not o.together and o.wanted)
    assert len(outcomes) == 1000
    assert 2 * right / (2 * right + wrong.total() + missed.total()) >= LEAST_F1, (wrong, missed)
    assert not wrong


def test_rounding_and_hedging_are_no_conflict(outcomes: list[Outcome]) -> None:
    assert not Counter(
        (o.kind, o.wanted, o.one[1]) for o in outcomes if o.wanted and o.together and o.one[1] != o.wanted
    )
