"""datapackage.json: what the CSV files hold, in Table Schema, so that a program can check and load them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from zhibiao.exports.parts import Contents
from zhibiao.exports.select import Selection
from zhibiao.exports.staging import Staging
from zhibiao.model import MENTION_COLUMNS, Mention, Row
from zhibiao.store import ARTICLE_COLUMNS, StoredArticle
from zhibiao.wording import cell_word

TYPES = {"decimal": "number", "date": "date", "int": "integer", "float": "number"}
TABLES: tuple[tuple[str, str, type], ...] = (
    ("indicators", "指标表 the indicator table", Row),
    ("mentions", "每个数字、时间、名称的去向 every numeral, time and name", Mention),
    ("articles", "每篇文章的状态 one line per article", StoredArticle),
)


def describe(selection: Selection, staging: Staging, segmenter: str) -> None:
    """datapackage.json for the CSV files that were staged, with the hash of each, or of a table that has several parts
    (`exports.parts`) those of its parts. `segmenter`: what cut the words of the last run."""
    names: dict[str, Sequence[str]] = {
        "indicators": selection.names,
        "mentions": MENTION_COLUMNS,
        "articles": ARTICLE_COLUMNS,
    }
    made = {name: staging.parted[f"{name}.csv"] for name, _, _ in TABLES}
    resources = [
        {
            "name": name,
            "title": title,
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig" if selection.excel else "utf-8",
            "bytes": made[name].size,
            **({"hash": f"sha256:{made[name].hashes[0]}"} if len(made[name].sizes) == 1 else {"parts": name}),
            "profile": "tabular-data-resource",
            "schema": schema(selection, names[name], kind),
        }
        for name, title, kind in TABLES
    ]
    package = {"profile": "tabular-data-package", "name": "zhibiao", "title": "指标表", "resources": resources}
    package |= {"segmenter": segmenter} if segmenter else {}
    text = json.dumps(package, ensure_ascii=False, indent=1)
    for name, contents in made.items():  # on one line each: there are thousands, and what is indented is written slowly
        text = text.replace(f'"parts": "{name}"', f'"parts": [{listed(contents)}]', 1)
    with staging.text("datapackage.json") as file:
        file.write(text + "\n")


def listed(made: Contents) -> str:
    """The parts of a file, which lie in it one after the other, as JSON has them: numbers and hexadecimal digits."""
    each = zip(made.sizes, made.hashes, strict=True)
    return ", ".join([f'{{"bytes": {size}, "hash": "sha256:{known}"}}' for size, known in each])


def schema(selection: Selection, names: Sequence[str], kind: type) -> dict[str, Any]:
    """The Table Schema of one table."""
    metadata = {f.name: f.metadata for f in fields(kind)}
    listed = []
    for name, title in zip(names, selection.titles(names, kind), strict=True):
        dtype = metadata[name]["dtype"]
        entry: dict[str, Any] = {
            "name": title,
            # In `excel` a number that would be rounded stands there as text.
            "type": "any" if selection.excel and dtype == "decimal" else TYPES.get(dtype, "string"),
            "description": metadata[name]["description"],
        }
        if choices := metadata[name]["choices"]:
            spelt = [cell_word(name, v, "zh") for v in choices] if selection.header == "zh" else list(choices)
            entry["constraints"] = {"enum": spelt}
        listed.append(entry)
    return {"fields": listed, "missingValues": [""]}
