"""A column more is a line of `model.py`: the database, the exports, the review page and its spreadsheet have it then."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zhibiao

PACKAGE = Path(zhibiao.__file__).parent
LINE = (
    '    wordy: str = column("字数 how many characters", editable=True, choices=("long", "short"), default="short")\n'
)
BEFORE = "    value_to: Decimal | None = column("  # in the middle of the table
PROGRAM = """
from zhibiao.review.columns import CHOICES
from zhibiao.review.server import EDITABLE
from zhibiao.review.wording import words
print(words("zh")["wordy"], words("en")["wordy"], *CHOICES["wordy"], "wordy" in EDITABLE)
"""


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a copy of the package with one more column."""
    place = tmp_path_factory.mktemp("wider")
    shutil.copytree(PACKAGE, place / "zhibiao", ignore=shutil.ignore_patterns("__pycache__"))
    model = place / "zhibiao" / "model.py"
    source = model.read_text("utf-8")
    assert source.count(BEFORE) == 1
    model.write_text(source.replace(BEFORE, LINE + BEFORE), "utf-8")
    return {**os.environ, "PYTHONPATH": str(place), "PYTHONUTF8": "1"}


def ran(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_column_more_is_a_line(wider: dict[str, str], tmp_path: Path) -> None:
    corpus, out, chosen, sheet = tmp_path / "corpus", tmp_path / "out", tmp_path / "chosen", tmp_path / "sheet.csv"
    corpus.mkdir()
    (corpus / "a.txt").write_text("一季度，云溪市出口额12.5亿元，同比增长6%。", "utf-8")
    run = ("-m", "zhibiao.cli", "run", str(corpus), "-o", str(out), "--workers", "1")
    ran({**wider, "PYTHONPATH": str(PACKAGE.parent)}, *run)  # a database that has not the column yet
    assert "wordy" not in lines(out / "indicators.csv")[0]
    ran(wider, *run)
    table = lines(out / "indicators.csv")
    assert [row["wordy"] for row in table] == ["short", "short"]
    assert [(row["value"], row["article"], row["status"]) for row in table] == [
        ("1250000000", "a.txt", ""),
        ("6", "a.txt", ""),
    ]
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    told = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}["wordy"]
    assert (told["description"], told["constraints"]) == ("字数 how many characters", {"enum": ["long", "short"]})

    options = ("--where", "wordy = 'short' AND value > 10", "--columns", "wordy,value", "--header", "zh")
    ran(wider, "-m", "zhibiao.cli", "export", str(out), "-o", str(chosen), *options)
    assert lines(chosen / "indicators.csv") == [{"字数": "short", "数值": "1250000000"}]
    ran(wider, "-m", "zhibiao.cli", "export", str(out), "-o", str(chosen), "--format", "xlsx", "--format", "parquet")

    ran(wider, "-m", "zhibiao.cli", "review", "export", str(sheet), str(out))
    edited = sheet.read_text("utf-8-sig").replace("short", "long", 1)
    sheet.write_text(edited, "utf-8-sig")
    ran(wider, "-m", "zhibiao.cli", "review", "import", str(sheet), str(out), "--who", "she")
    ran(wider, "-m", "zhibiao.cli", "export", str(out))
    assert [(row["wordy"], row["status"]) for row in lines(out / "indicators.csv")] == [
        ("long", "corrected"),
        ("short", ""),
    ]
    assert ran(wider, "-c", PROGRAM).split() == ["字数", "Wordy", "long", "short", "True"]
