"""What an extraction depends on besides the article: our code and data, the libraries that cut and read, the settings.

The code that only carries, stores or shows results is left out, so that a new export makes no article stale.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from zhibiao.lexicon.own import Own
from zhibiao.naming import recogniser

# Rooms above the extraction: nothing that they hold changes a row.
CARRIERS = frozenset(
    {"batch", "browse", "cli", "cluster", "compare.py", "components.py", "conversion.py", "decisions.py", "evaluate.py",
     "evaluate_candidates.py", "evaluate_names.py", "exports", "facts", "reports.py", "review", "series", "series.py", "store",
     "table.py", "teaching", "web", "__init__.py"}
)  # fmt: skip
LIBRARIES = (
    "jieba", "rjieba", "regex", "lunardate", "chinesecalendar", "opencc",
    "trafilatura", "cssselect", "pypdfium2", "python-docx",
)  # fmt: skip


def fingerprint(fields: Mapping[str, str], ner: str, own: Own) -> str:
    """The fingerprint of this installation with the settings of a run, the same on every machine: `fields` as
    `zhibiao.read` takes them, `ner` as `naming.recogniser.use` does, the user's lexicon."""
    settings = {f"field {k}": v for k, v in fields.items()}
    if ner:
        settings["ner"] = recogniser.identity(ner)
    if own != Own():
        settings["own"] = repr(own)
    hasher = hashlib.blake2b(installation().encode(), digest_size=8)
    for name in sorted(settings):
        hasher.update(f"{name}={settings[name]}\n".encode("utf-8", "surrogatepass"))
    return hasher.hexdigest()


@cache
def installation() -> str:
    """A digest of the files and libraries that make rows."""
    hasher = hashlib.blake2b(digest_size=8)
    for name, file in sorted(ingredients()):
        hasher.update(f"{name} {hashlib.blake2b(file.read_bytes()).hexdigest()}\n".encode())
    for library in LIBRARIES:
        try:
            hasher.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            hasher.update(f"{library} -\n".encode())
    hasher.update(f"python {sys.version_info.major}.{sys.version_info.minor}".encode())
    return hasher.hexdigest()


def ingredients() -> Iterator[tuple[str, Path]]:
    """The package's files on which rows depend, with their names inside the package."""
    root = Path(__file__).parents[1]
    for file in root.rglob("*"):
        inside = file.relative_to(root)
        if inside.parts[0] not in CARRIERS and "__pycache__" not in inside.parts and file.is_file():
            yield inside.as_posix(), file
