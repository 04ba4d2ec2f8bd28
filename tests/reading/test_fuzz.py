"""Damaged files end in articles or one-line failures: a small helping of `benchmarks/fuzz_readers.py`."""

from types import ModuleType

import pytest


def test_nothing_is_unhandled(fuzz_readers: ModuleType) -> None:
    for library in ("trafilatura", "pypdfium2", "docx", "pyarrow", "reportlab"):
        pytest.importorskip(library)
    counts, unhandled = fuzz_readers.fuzz(400, seed=3)
    assert not unhandled
    assert sum(n for what, n in counts.items() if what.endswith("inputs")) == 400
