"""Damaged files end in articles or one-line failures: a small helping of `benchmarks/fuzz_readers.py`."""

import importlib.util
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks/fuzz_readers.py"


def test_nothing_is_unhandled() -> None:
    for library in ("trafilatura", "pypdfium2", "docx", "pyarrow", "reportlab"):
        pytest.importorskip(library)
    spec = importlib.util.spec_from_file_location("fuzz_readers", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    counts, unhandled = module.fuzz(400, seed=3)
    assert not unhandled
    assert sum(n for what, n in counts.items() if what.endswith("inputs")) == 400
