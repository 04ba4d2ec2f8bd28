"""Judges a table against annotated rows, as TABLE.md defines agreement; `reports.py` says it in words.

A row and an annotated row meet when their spans overlap, the largest overlap first, each at most once.
`found` counts the meetings; the other figures ask, of those, which agree in quantity, change, period,
indicator and subject; `whole` asks all of them. Annotations marked optional count neither way.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

import regex

from zhibiao.model import ZhibiaoError
from zhibiao.wording import say

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


def load_table(path: Path, wanted: Container[str] | None = None) -> dict[str, list[Record]]:
    """Rows by the stem of their article, of the wanted articles only (None: all), so that a large table is not held.

    Raises `ZhibiaoError` when the file is no indicator table.
    """
    found: dict[str, list[Record]] = defaultdict(list)
    for article, rows in articles(path):
        stem = PurePosixPath(article).stem
        if wanted is None or stem in wanted:
            found[stem] += rows
    return found


def articles(path: Path) -> Iterator[tuple[str, list[Record]]]:
    """(article, its rows) of a table in the order of the file, one article held at a time.

    Raises `ZhibiaoError` when the file is no indicator table.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = {"row", "article", "start", "end"} - set(reader.fieldnames or ())
            if missing:
                raise ZhibiaoError(
                    say(
                        "{path}: no indicator table, it lacks the column {missing}",
                        path=path,
                        missing=", ".join(sorted(missing)),
                    )
                )
            for article, rows in groupby(reader, key=lambda record: record["article"]):
                yield article, list(rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ZhibiaoError(say("{path}: cannot be read as a CSV table ({error})", path=path, error=error)) from error


def load_gold(paths: Iterable[Path]) -> dict[str, list[Record]]:
    """Annotated rows by article, each with the name of its file as `gold`. Raises `ZhibiaoError` for a bad line."""
    found: dict[str, list[Record]] = defaultdict(list)
    for path in paths:
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ZhibiaoError(say("{path}: cannot be read ({error})", path=path, error=error)) from error
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                found[record["article"]].append({"gold": path.stem, **record})
            except (ValueError, KeyError, TypeError) as error:
                raise ZhibiaoError(
                    say(
                        "{path}:{number}: no annotated row ({error}); see TABLE.md's gold format",
                        path=path,
                        number=number,
                        error=error,
                    )
                ) from error
    return found


def overlapping(rows: Sequence[Record], others: Sequence[Record]) -> dict[int, int]:
    """Which of `others` each row meets, by index: the largest overlap of their spans first, each at most once."""
    overlaps = sorted(
        (
            (min(int(r["end"]), int(o["end"])) - max(int(r["start"]), int(o["start"])), -i, -j)
            for i, r in enumerate(rows)
            for j, o in enumerate(others)
        ),
        reverse=True,
    )
    met: dict[int, int] = {}
    taken: set[int] = set()
    for size, i, j in overlaps:
        if size > 0 and -i not in met and -j not in taken:
            met[-i] = -j
            taken.add(-j)
    return met


def meetings(rows: Sequence[Record], gold: Sequence[Record]) -> list[tuple[Record | None, Record | None]]:
    """Pairs of a row and the annotation it meets; either alone where it meets none."""
    met = overlapping(rows, gold)
    pairs: list[tuple[Record | None, Record | None]] = [
        (r, gold[met[i]] if i in met else None) for i, r in enumerate(rows)
    ]
    taken = set(met.values())
    return pairs + [(None, g) for j, g in enumerate(gold) if j not in taken]


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
    """Equal numbers, to nine digits (thirds are rounded); both may be empty. What is no number counts as empty."""
    a, b = amount(got), amount(want)
    if a is None or b is None:
        return a is b
    return a == b or (b != 0 and abs(a / b - 1) < Decimal("1e-9"))


def amount(cell: str) -> Decimal | None:
    """The number that a cell holds, if any."""
    try:
        return Decimal(str(cell).strip())
    except InvalidOperation:
        return None


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


# What a name may lack in one of its forms, the longest first: 海桥市 or 海桥, 甲钢股份有限公司 or 甲钢.
ENDINGS = (
    *("有限责任公司", "股份有限公司", "特别行政区", "有限公司", "自治区", "自治州"),
    *("公司", "地区", "集团", "平台", "省", "市", "县", "区"),
)
SHORTEST, LONGER = 2, 4  # characters that a name keeps without its ending; that it may have beyond the accepted one


def without_ending(name: str) -> str:
    """The name without the longest ending that leaves two characters of it."""
    found = (e for e in ENDINGS if name.endswith(e) and len(name) - len(e) >= SHORTEST)
    return name.removesuffix(next(found, ""))


def same_owner(got: str, want: str) -> bool:
    """Equal names, one ending apart, or the accepted one inside a name that is at most four characters longer. A part of
    the accepted name is another owner, and nobody is only nobody."""
    got, want = loose(got), loose(want)
    if not want:
        return not got
    holds = want in got and len(got) - len(want) <= LONGER
    return holds or without_ending(got) == without_ending(want)


def same_basis(got: str, accepted: Sequence[str]) -> bool:
    """An accepted word, or a thing that is named as owners are."""
    named = got not in ("", "yoy", "sequential") and any(same_owner(got, a) for a in accepted if a)
    return got in accepted or named


@dataclass(frozen=True, slots=True)
class Judgement:
    """A row beside its annotation (either may be missing), and which figures agree."""

    article: str
    source: str  # the file of annotations that has the article
    row: Record | None
    gold: Record | None
    ok: dict[str, bool]

    def get(self, name: str) -> str:
        """A cell of the row, else of the annotation: what rows are grouped by."""
        if name in ("article", "gold"):
            return self.article if name == "article" else self.source
        for record in (self.row, self.gold):
            if record and isinstance(record.get(name), str):
                return str(record[name]) or "—"
        return "(missed)"

    @property
    def wrong(self) -> tuple[str, ...]:
        """The figures that disagree; `spurious` or `missed` for what stands alone."""
        if self.row is None:
            return ("missed",)
        return tuple(f for f in FIELDS[1:-1] if not self.ok[f]) if self.gold else ("spurious",)


def judge(table: dict[str, list[Record]], gold: dict[str, list[Record]]) -> list[Judgement]:
    """Every row and annotation of the annotated articles; what is optional counts neither way."""
    return [
        Judgement(article, annotated[0]["gold"], row, mark, agreement(row, mark) if row and mark else {})
        for article, annotated in gold.items()
        for row, mark in meetings(table.get(article, []), annotated)
        if not (mark and mark["optional"])
    ]


def tally(judged: Sequence[Judgement]) -> Scores:
    """The scores of some judgements."""
    hits = {f: sum(j.ok.get(f, False) for j in judged) for f in FIELDS}
    return Scores(hits, sum(j.row is not None for j in judged), sum(j.gold is not None for j in judged))


def score(table: dict[str, list[Record]], gold: dict[str, list[Record]]) -> Scores:
    """The scores of a table."""
    return tally(judge(table, gold))
