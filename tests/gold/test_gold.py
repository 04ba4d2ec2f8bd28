"""The gold rows of the corpus hold together: spans, numbers, enums, periods, parts.

The articles were written for this corpus; their places may be real, their figures are invented.
"""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = Path(__file__).with_name("corpus.jsonl")
FIELDS = {
    *("article", "start", "end", "text", "value", "value_to", "unit", "qualifier", "measure", "basis"),
    *("indicator", "subject", "period", "part_of", "optional", "note"),
}
MEASURES = {"level", "change", "share", "ratio", "rank"}
QUALIFIERS = {"", "about", "nearly", "over", "under", "at_least", "at_most"}

Gold = dict[str, Any]


def gold_rows() -> dict[str, list[Gold]]:
    """The gold rows of each article, in order of their spans."""
    rows: dict[str, list[Gold]] = defaultdict(list)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows[row["article"]].append(row)
    return {article: sorted(found, key=lambda row: row["start"]) for article, found in rows.items()}


ROWS = gold_rows()


def article_text(stem: str) -> str:
    """What offsets count in: the content of a JSON article, else the whole file."""
    (path,) = (ROOT / "corpus").glob(f"{stem}.*")
    text = path.read_bytes().decode("utf-8")
    return str(json.loads(text)["content"]) if path.suffix == ".json" else text


TEXTS = {stem: article_text(stem) for stem in ROWS}


@pytest.mark.parametrize("stem", ROWS)
def test_json_article_is_named_by_its_id(stem: str) -> None:
    for path in (ROOT / "corpus").glob(f"{stem}.json"):
        article = json.loads(path.read_text(encoding="utf-8"))
        assert list(article) == ["id", "date", "title", "content"]
        assert article["id"] == stem
        assert date.fromisoformat(article["date"])


@pytest.mark.parametrize("article", ROWS)
def test_rows_are_grounded_and_well_formed(article: str) -> None:
    for row in ROWS[article]:
        check_grounded(row)
        check_value(row)
        check_period(row)


def check_grounded(row: Gold) -> None:
    assert set(row) == FIELDS
    assert row["text"]
    assert TEXTS[row["article"]][row["start"] : row["end"]] == row["text"]
    assert row["measure"] in MEASURES, row
    assert row["qualifier"] in QUALIFIERS, row
    assert isinstance(row["optional"], bool)
    for accepted in ("unit", "basis", "indicator", "subject"):
        assert row[accepted], (accepted, row)
        assert len(set(row[accepted])) == len(row[accepted]), (accepted, row)
    assert all(row["indicator"]), row


def check_value(row: Gold) -> None:
    """A decimal number, and a range rises."""
    value = Decimal(row["value"])
    assert value.is_finite(), row
    if row["value_to"]:
        assert value < Decimal(row["value_to"]), row


def check_period(row: Gold) -> None:
    if row["period"] is not None:
        begin, finish = map(date.fromisoformat, row["period"])
        assert begin <= finish, row


@pytest.mark.parametrize("article", ROWS)
def test_spans_do_not_overlap_and_parts_have_a_whole(article: str) -> None:
    found = ROWS[article]
    assert all(left["end"] <= right["start"] for left, right in pairwise(found))
    starts = {row["start"] for row in found}
    for row in found:
        assert row["part_of"] is None or row["part_of"] in starts - {row["start"]}
