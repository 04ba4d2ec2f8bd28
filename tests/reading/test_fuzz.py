"""Damaged files end in articles or one-line failures: a small helping of `benchmarks/fuzz_readers.py`."""

from pathlib import Path
from types import ModuleType

import pytest


def test_nothing_is_unhandled(fuzz_readers: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("trafilatura", "pypdfium2", "docx", "pyarrow", "reportlab"):
        pytest.importorskip(library)
    monkeypatch.chdir(tmp_path)
    counts, unhandled = fuzz_readers.fuzz(400, seed=3)
    assert not unhandled
    assert sum(n for what, n in counts.items() if what.endswith("inputs")) == 400
