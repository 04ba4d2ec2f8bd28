"""Scores a table against annotated rows, as TABLE.md defines agreement, beside two controls.

A row and an annotated row meet when their spans overlap, the largest overlap first, each at most once.
`found` counts the meetings; the other figures ask, of those, which agree in quantity, change, period,
indicator and subject; `whole` asks all of them. Annotations marked optional count neither way.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from typing import Any

import regex

FIELDS = ("found", "quantity", "change", "period", "indicator", "subject", "whole")
Record = dict[str, Any]
LOOSE = regex.compile(r"[\s“”\"'‘’《》()()的]")


@dataclass(frozen=True, slots=True)
class Scores:
    """Hits of each figure, and how many rows and annotations there were."""

    hits: dict[str, int]
    rows: int
    gold: int

    def f1(self, name: str) -> float:
        """2·hits / (rows + gold): the harmonic mean of precision and recall."""
        return 2 * self.hits.get(name, 0) / max(self.rows + self.gold, 1)


def load_table(path: Path) -> dict[str, list[Record]]:
    """Rows by the stem of their article."""
    found: dict[str, list[Record]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for record in csv.DictReader(file):
            found[PurePosixPath(record["article"]).stem].append(record)
    return found


def load_gold(paths: Iterable[Path]) -> dict[str, list[Record]]:
    """Annotated rows by article."""
    found: dict[str, list[Record]] = defaultdict(list)
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            found[record["article"]].append(record)
    return found


def meetings(rows: Sequence[Record], gold: Sequence[Record]) -> list[tuple[Record | None, Record | None]]:
    """Pairs of a row and the annotation it meets; either alone where it meets none."""
    overlaps = sorted(
        (
            (min(int(r["end"]), g["end"]) - max(int(r["start"]), g["start"]), -i, -j)
            for i, r in enumerate(rows)
            for j, g in enumerate(gold)
        ),
        reverse=True,
    )
    row_of: dict[int, int] = {}
    gold_of: dict[int, int] = {}
    for size, i, j in overlaps:
        if size > 0 and -i not in gold_of and -j not in row_of:
            gold_of[-i], row_of[-j] = -j, -i
    pairs: list[tuple[Record | None, Record | None]] = [
        (r, gold[gold_of[i]] if i in gold_of else None) for i, r in enumerate(rows)
    ]
    return pairs + [(None, g) for j, g in enumerate(gold) if j not in row_of]


def agreement(row: Record, gold: Record) -> dict[str, bool]:
    """Which figures of a met pair agree."""
    against = gold["measure"] in ("change", "ratio")
    ok = {
        "found": True,
        "quantity": number(row["value"], gold["value"])
        and number(row["value_to"], gold.get("value_to", ""))
        and row["unit"] in gold["unit"]
        and row["qualifier"] == gold["qualifier"],
        "change": row["measure"] == gold["measure"] and (not against or same_basis(row["basis"], gold["basis"])),
        "period": gold["period"] is None or [row["period_start"], row["period_end"]] == gold["period"],
        "indicator": any(same_indicator(row["indicator"], name) for name in gold["indicator"]),
        "subject": any(same_owner(row["subject"], name) for name in gold["subject"]),
    }
    return {**ok, "whole": all(ok.values())}


def number(got: str, want: str) -> bool:
    """Equal numbers, to nine digits (thirds are rounded); both may be empty."""
    try:
        a, b = (Decimal(str(x)) if str(x).strip() else None for x in (got, want))
    except InvalidOperation:
        return False
    if a is None or b is None:
        return a is b
    return a == b or (b != 0 and abs(a / b - 1) < Decimal("1e-9"))


def loose(name: str) -> str:
    """A name without quotes, brackets, white space and 的."""
    return str(LOOSE.sub("", name))


def same_indicator(got: str, want: str) -> bool:
    """The accepted name, or one that holds it (a short name: ends with it) and is at most six characters longer."""
    got, want = loose(got), loose(want)
    if not want or (want.startswith("出口") and "进" + want in got and got != want):
        return False
    holds = got.endswith(want) if len(want) <= 3 else want in got
    return got == want or (holds and len(got) <= len(want) + 6)


def same_owner(got: str, want: str) -> bool:
    """Equal names, or one inside the other."""
    got, want = loose(got), loose(want)
    return got == want or (min(len(got), len(want)) > 1 and (got in want or want in got))


def same_basis(got: str, accepted: Sequence[str]) -> bool:
    named = got not in ("", "yoy", "sequential") and any(same_owner(got, a) for a in accepted if a)
    return got in accepted or named


def score(table: dict[str, list[Record]], gold: dict[str, list[Record]]) -> tuple[Scores, list[str]]:
    """The scores, and a line for each row that is not wholly right."""
    hits: dict[str, int] = defaultdict(int)
    rows = wanted = 0
    wrong: list[str] = []
    for article, annotated in gold.items():
        for row, mark in meetings(table.get(article, []), annotated):
            if mark is not None and mark["optional"]:
                continue
            rows += row is not None
            wanted += mark is not None
            ok = agreement(row, mark) if row and mark else {}
            for name in FIELDS:
                hits[name] += ok.get(name, False)
            if not ok.get("whole"):
                wrong.append(error_line(article, row, mark, ok))
    return Scores(dict(hits), rows, wanted), wrong


def error_line(article: str, row: Record | None, gold: Record | None, ok: dict[str, bool]) -> str:
    """What is wrong with one row, got and wanted."""
    if row is None or gold is None:
        lone = row or gold or {}
        return f"{article} {lone.get('start')} {lone.get('text', '')!r}: {'missed' if gold else 'spurious'} {lone.get('indicator')}"
    fields = [f for f in FIELDS[1:-1] if not ok[f]]
    got = {
        "quantity": ("value", "value_to", "unit", "qualifier"),
        "change": ("measure", "basis"),
        "period": ("period_start", "period_end"),
        "indicator": ("indicator",),
        "subject": ("subject",),
    }
    want = {
        "quantity": ("value", "value_to", "unit", "qualifier"),
        "change": ("measure", "basis"),
        "period": ("period",),
        "indicator": ("indicator",),
        "subject": ("subject",),
    }
    said = "; ".join(f"{f}: {[row[k] for k in got[f]]} ≠ {[gold.get(k) for k in want[f]]}" for f in fields)
    return f"{article} {gold['start']} {gold['text']!r} [{row['rule']}] {said}"


def bare_control(gold: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """A control: every annotated figure as a row without subject, indicator, period or qualifier."""
    empty = dict.fromkeys(
        ("value_to", "qualifier", "basis", "period_start", "period_end", "indicator", "subject", "rule"), ""
    )
    return {
        a: [
            {
                **empty,
                "measure": "level",
                "start": g["start"],
                "end": g["end"],
                "value": g["value"],
                "unit": g["unit"][0],
            }
            for g in rows
        ]
        for a, rows in gold.items()
    }


def report(table: Path, gold: Sequence[Path], errors: int = 0) -> str:
    """The scores of a table beside two controls, as lines of text."""
    annotated = load_gold(gold)
    ours, wrong = score(load_table(table), annotated)
    nothing, _ = score({}, annotated)
    bare, _ = score(bare_control(annotated), annotated)
    lines = [
        *wrong[:errors],
        f"{'':10} {'ours':>7} {'nothing':>8} {'bare':>7}   ({ours.rows} rows, {ours.gold} annotated)",
    ]
    lines += [f"{f:10} {ours.f1(f):7.3f} {nothing.f1(f):8.3f} {bare.f1(f):7.3f}" for f in FIELDS]
    return "\n".join(lines)
