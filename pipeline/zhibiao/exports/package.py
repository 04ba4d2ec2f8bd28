"""datapackage.json: what the CSV files hold, in Table Schema, so that a program can check and load them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

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
    """datapackage.json for the CSV files that were staged. `segmenter`: what cut the words of the last run."""
    names: dict[str, Sequence[str]] = {
        "indicators": selection.names,
        "mentions": MENTION_COLUMNS,
        "articles": ARTICLE_COLUMNS,
    }
    resources = [
        {
            "name": name,
            "title": title,
            "path": f"{name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig" if selection.excel else "utf-8",
            "bytes": staging.sizes[f"{name}.csv"],
            "hash": f"sha256:{staging.hashes[f'{name}.csv']}",
            "profile": "tabular-data-resource",
            "schema": schema(selection, names[name], kind),
        }
        for name, title, kind in TABLES
    ]
    package = {"profile": "tabular-data-package", "name": "zhibiao", "title": "指标表", "resources": resources}
    package |= {"segmenter": segmenter} if segmenter else {}
    with staging.text("datapackage.json") as file:
        json.dump(package, file, ensure_ascii=False, indent=1)
        file.write("\n")


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
