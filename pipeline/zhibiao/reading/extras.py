"""Heavy libraries, imported when a file needs them; a missing one is an error that names what to install."""

from __future__ import annotations

import importlib
from typing import Any

from zhibiao.model import UnreadableArticle


def library(name: str, extra: str, where: str) -> Any:
    """A module of an optional library. Raises `UnreadableArticle` naming the extra that brings it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UnreadableArticle(
            f"{where}: 需要 {name}，请执行 pip install 'zhibiao[{extra}]' "
            f"(needs {name}; run pip install 'zhibiao[{extra}]')"
        ) from error
