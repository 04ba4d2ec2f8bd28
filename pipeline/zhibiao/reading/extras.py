"""Heavy libraries, imported when a file needs them; a missing one is an error that names what to install."""

from __future__ import annotations

import importlib
from typing import Any

from zhibiao.model import UnreadableArticle
from zhibiao.wording import say


def library(name: str, extra: str, where: str) -> Any:
    """A module of an optional library. Raises `UnreadableArticle` naming the extra that brings it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UnreadableArticle(
            say("{where}: needs {name}; run pip install 'zhibiao[{extra}]'", where=where, name=name, extra=extra)
        ) from error
