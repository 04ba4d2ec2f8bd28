"""Sentences and their names (`sentences.tsv`)."""

from pathlib import Path

import pytest

import zhibiao

LINES = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("sentence", "names"), CASES)
def test_names_of_a_sentence(sentence: str, names: str) -> None:
    found = [f"{e.text}/{e.type}" for e in zhibiao.entities(sentence)]
    assert found == ([] if names == "-" else names.split(" "))
    assert all(sentence[e.start : e.end] == e.text for e in zhibiao.entities(sentence))
