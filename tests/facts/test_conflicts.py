"""Conflicts: both sentences, and what speaks for which figure."""

import csv
import datetime as dt
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from zhibiao.cli import main

TAX = ("税收收入", "税收收入", "元", "税收收入")
# subject, period, what, figure, days after its end
STATED = (
    ("厦门", (1, 8), "level", "100.0亿", 10),
    ("厦门市", (1, 8), "level", "110.0亿", 20),
    ("厦门", (1, 7), "level", "88.0亿", 10),
    ("厦门", (8, 8), "level", "22.0亿", 10),
    ("泉州", (1, 8), "level", "60.0亿", 10),
    ("泉州", (1, 8), "level", "62.0亿", 20),
    ("泉州市", (1, 8), "level", "60.0亿", 30),
    ("泉州", (1, 8), "change", "20.0%", 10),
    ("泉州", (-1, 8), "level", "50.0亿", 10),
)


@pytest.fixture(scope="module")
def folder(planted: ModuleType, stored: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("conflicts")
    chance, results = random.Random(4), []
    for n, (subject, (first, last), measure, text, days) in enumerate(STATED):
        year = 2024 if first > 0 else 2023
        end = dt.date(year, last + 1, 1) - dt.timedelta(1)
        value = Decimal(text.strip("亿%")) * (10**8 if "亿" in text else 1)
        cells = (
            {"measure": "change", "unit": "%", "dimension": "percent", "basis": "yoy"} if measure == "change" else {}
        )
        side = planted.Side(value, text)
        row = planted.row(subject, TAX, 0, (dt.date(year, abs(first), 1), end), side, **cells)
        results.append(planted.result(f"c{n}", planted.article_text(chance), row, (None, end), days))
    stored(folder, results)
    assert main(["facts", str(folder)]) == 0
    return folder


def lines(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "conflicts.csv").open(encoding="utf-8", newline="") as file:
        return {line["subject_std"]: line for line in csv.DictReader(file)}


def test_what_speaks_for_which(folder: Path) -> None:
    found = lines(folder)
    assert sorted(found) == ["厦门市", "泉州市"]
    one, other = found["厦门市"], found["泉州市"]
    assert (Decimal(one["value_a"]), Decimal(one["value_b"])) == (11_000_000_000, 10_000_000_000)
    assert one["sentence_b"].startswith("厦门2024年税收收入100.0亿元")
    # 88 up to July and 22 in August are 110.
    votes = "majority", "later", "checks", "implied", "supported", "decision"
    assert [one[name] for name in votes] == ["", "a", "", "a", "a", ""]
    assert one["implied_by"].startswith("上期累计与当月之和")
    # 50 of a year before and 20 % are 60, and two of three articles say so.
    assert Decimal(other["value_a"]) == 6_000_000_000
    assert [other[name] for name in votes] == ["a", "a", "", "a", "a", ""]


def test_one_is_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = lines(folder)["厦门市"]
    assert main(["facts", str(folder), "--accept", line["fact"], line["row_b"], "--who", "李"]) == 0
    chosen = lines(folder)["厦门市"]
    assert (chosen["status"], chosen["decision"], chosen["value_a"]) == ("agreed", "a", line["value_b"])
    assert main(["facts", str(folder), "--undo", line["fact"], line["row_b"], "--who", "李"]) == 0
    assert lines(folder)["厦门市"] == line
    assert main(["facts", str(folder), "--accept", line["fact"], "none", "--who", "李"]) == 2
    assert "has no row none" in capsys.readouterr().err
