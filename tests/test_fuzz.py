"""Small helpings of the fuzzers of `benchmarks/`; `make fuzz` takes the large ones."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest


@pytest.mark.parametrize(("name", "count"), [("fuzz_tables", 60), ("fuzz_texts", 150)])
def test_nothing_is_unhandled(name: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("openpyxl", "xlsxwriter"):
        pytest.importorskip(library)
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "benchmarks")
    monkeypatch.chdir(tmp_path)
    counts, faults = importlib.import_module(name).fuzz(count, seed=3)
    assert not faults
    assert sum(n for what, n in counts.items() if what.endswith(": inputs")) == count
