"""The database to browse for those who want Datasette: the same file with metadata and a plan of its facets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from zhibiao.beside import written_whole
from zhibiao.browse.index import FACETS, indexed
from zhibiao.model import ZhibiaoError
from zhibiao.wording import say

DATABASE, METADATA = "zhibiao-datasette.sqlite", "metadata.json"


def write_datasette(folder: Path, output: Path) -> tuple[Path, ...]:
    """Write the database and its metadata into a folder; answers their paths. Raises `ZhibiaoError`.

    datasette zhibiao-datasette.sqlite --metadata metadata.json
    """
    made = indexed(folder)
    try:
        output.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, output / DATABASE)
        with written_whole(output / METADATA) as file:
            json.dump(metadata(), file, ensure_ascii=False, indent=1)
            file.write("\n")
    except OSError as error:
        raise ZhibiaoError(
            say("{path}: cannot be written: {strerror}", path=error.filename or output, strerror=error.strerror)
        ) from error
    return output / DATABASE, output / METADATA


def metadata() -> dict[str, object]:
    """Titles, facets and canned queries."""
    searched = (
        "SELECT r.* FROM rows r JOIN sentences s ON s.id = r.sentence "
        "WHERE s.text LIKE '%' || :words || '%' OR r.indicator LIKE '%' || :words || '%' LIMIT 500"
    )
    return {
        "title": "指标",
        "databases": {
            DATABASE.removesuffix(".sqlite"): {
                "tables": {
                    "rows": {
                        "title": "指标表",
                        "facets": [n for n in FACETS if n not in ("subject_std", "indicator")],
                        "label_column": "text",
                    },
                    "facts": {"title": "事实", "facets": ["status"], "sort": "subject_std"},
                    "conflicts": {"title": "矛盾"},
                    "search": {"hidden": True},
                    "stands_in": {"hidden": True},
                    "made_of": {"hidden": True},
                },
                "queries": {
                    "words": {"title": "搜索", "sql": searched},
                    "series_of": {
                        "title": "序列",
                        "sql": "SELECT * FROM series WHERE subject_std = :subject AND indicator = :indicator",
                    },
                },
            }
        },
    }
