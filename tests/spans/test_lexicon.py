"""Every unit and qualifier reads its own example, wholly and once; no list repeats a word."""

from collections.abc import Iterator
from importlib import resources
from typing import Any

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


def lists(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of words of a lexicon with its key."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists(value, f"{path}{key}.")
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield path + key, value


NAMES = sorted(f.name for f in resources.files("zhibiao.lexicon").iterdir() if f.name.endswith(".toml"))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    for key, words in lists(load(name.removesuffix(".toml"))):
        assert [w for n, w in enumerate(words) if w in words[:n]] == [], key
