"""The rivals' published cases of times: each is met, or refused with a reason (`refused_times.tsv`)."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zhibiao import periods

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "peers" / "cases.jsonl"
UNSAID = dt.date(2021, 6, 14)  # the judge's day for cases that state none


def refused() -> dict[str, str]:
    """Case → reason."""
    lines = Path(__file__).with_name("refused_times.tsv").read_text("utf-8").splitlines()
    return {case: reason for case, _, reason in (line.split("\t") for line in lines if not line.startswith("#"))}


def met(case: dict[str, Any]) -> bool:
    """Whether each expected span has one of the accepted ranges of days, and nothing is found where none is."""
    anchor = dt.datetime.fromisoformat(case["reference"]).date() if case["reference"] else UNSAID
    found = periods(case["text"], anchor)
    if not case["expect"]:
        return not found
    return all(
        any(
            [str(p.begin), str(p.finish)] in want["dates"]
            for p in found
            if want.get("loose") or (p.start < want["end"] and want["start"] < p.end)
        )
        for want in case["expect"]
    )


def times() -> Iterator[dict[str, Any]]:
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["task"] == "time":
            yield case


@pytest.mark.skipif(not CASES.exists(), reason=f"{CASES} is not here")
def test_each_case_is_met_or_refused() -> None:
    missed = {case["id"] for case in times() if not met(case)}
    known = {case["id"] for case in times()} & refused().keys()
    assert missed == known, f"new {sorted(missed - known)}, no longer {sorted(known - missed)}"


def test_each_refusal_has_a_reason() -> None:
    assert all(len(reason) > 10 for reason in refused().values())
