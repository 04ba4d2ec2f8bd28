"""Every unit and qualifier reads its own example, wholly and once."""

import pytest

from zhibiao.lexicon import load
from zhibiao.lexicon.units import examples, units
from zhibiao.spans.marks import mark
from zhibiao.spans.quantities import find

QUALIFIERS = [line for name, entry in load("qualifiers").items() if name != "guard" for line in entry["examples"]]


def reading(text: str) -> str:
    (quantity,) = find(text)
    value = format(quantity.value, "f")
    return f"{value} {quantity.unit} {quantity.qualifier}".strip()


@pytest.mark.parametrize(("text", "want"), examples())
def test_unit(text: str, want: str) -> None:
    (quantity,) = find(text)
    value, _, unit = want.partition(" ")
    assert (quantity.value, quantity.unit, quantity.text) == (type(quantity.value)(value), unit, text)


@pytest.mark.parametrize("line", QUALIFIERS)
def test_qualifier(line: str) -> None:
    text, _, want = line.partition(" => ")
    assert reading(text) == want


def test_many_surfaces() -> None:
    assert len(units()) >= 600
    assert len({unit.code for unit in units().values() if unit.dimension == "money" and unit.code}) >= 154  # ISO 4217


LABELS = [(line, reason) for reason, entry in load("labels").items() for line in entry["examples"]]


@pytest.mark.parametrize(("line", "reason"), LABELS)
def test_label(line: str, reason: str) -> None:
    text, _, want = line.partition(" => ")
    assert (want, reason) in [(label.text, label.reason) for label in mark(text).labels]
