"""Articles with rows of which it is known what they state, and an output folder made of them."""

import importlib.util
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest

from zhibiao.model import Result
from zhibiao.store import Store, record_of


@pytest.fixture(scope="session")
def planted() -> ModuleType:
    """The module beside this one."""
    spec = importlib.util.spec_from_file_location("planted_pairs", Path(__file__).with_name("planted.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def stored() -> Callable[[Path, Iterable[Result]], None]:
    """Puts results into the store of a folder, in the place of those with the same id."""

    def put(folder: Path, results: Iterable[Result]) -> None:
        with Store.open(folder, write=True, durable=False) as store, store.writing():
            keys = {a.id: a.key for a in list(store.articles())}
            for result in results:
                record = record_of(result, result.article.id, 0)
                store.put(record, fingerprint="f", seen=1, key=keys.get(result.article.id))

    return put
