"""What zhibiao itself has written into a folder: never read as articles, wherever it lies in a corpus."""

from __future__ import annotations

import json
from pathlib import Path

from zhibiao.matching import compiled

DATABASE = "zhibiao.sqlite"
PACKAGE = "datapackage.json"
# The tables, also those kept aside because somebody had edited them, and the report.
TABLES = compiled(
    r"(indicators|mentions|articles|facts|aliases|conflicts)(\.edited-[0-9]+)?\.(csv|xlsx|parquet)|report\.html|datapackage\.json"
)


def is_output(folder: Path | str) -> bool:
    """Whether a folder is one that `zhibiao run` keeps its database in."""
    return (Path(folder) / DATABASE).is_file()


def has_tables(folder: Path | str) -> bool:
    """Whether the folder holds tables of ours: it is an output folder, or `zhibiao export` has described them there."""
    if is_output(folder):
        return True
    try:
        described = json.loads((Path(folder) / PACKAGE).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(described, dict) and described.get("name") == "zhibiao"


def written_by_us(name: str) -> bool:
    """Whether a file of this name in such a folder is ours."""
    return TABLES.fullmatch(name) is not None
