"""The same generated cases on every machine; a longer random search is a matter of `--hypothesis-profile=search`."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("search", deadline=None, max_examples=20_000)
settings.register_profile("few", derandomize=True, deadline=None, max_examples=20)
settings.load_profile("same")


@pytest.fixture(autouse=True, scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for the next one (`zhibiao.cache`) lies apart from the user's."""
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("XDG_CACHE_HOME")
    if before is not None:
        os.environ["XDG_CACHE_HOME"] = before
