"""The off switch of all that spares tries: behind it every pattern is tried everywhere, which is slow and cannot be wrong.

with everywhere():
    assert find(text) == found        # the oracle of tests/matching
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Switch:
    """Whether the tests that spare tries are off, in this process."""

    off = False


switch = Switch()


@contextmanager
def everywhere() -> Iterator[None]:
    """Tries every pattern at every place while it is open."""
    before, switch.off = switch.off, True
    try:
        yield
    finally:
        switch.off = before
