"""A column more is a line of `model/table.py`: the database, the exports, the review page and its spreadsheet have it then."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import zhibiao

PACKAGE = Path(zhibiao.__file__).parent
LINE = (
    '    wordy: str = column("字数 how many characters", editable=True, choices=("long", "short"), default="short")\n'
)
BEFORE = "    value_to: Decimal | None = column("  # in the middle of the table
# Carries out one command after another, given as JSON lists of words, and says what the review page has.
PROGRAM = """
import json, sys
from zhibiao.cli import main
if __name__ == "__main__":
    for words in json.loads(sys.argv[1]):
        assert main(words) == 0, words
    from zhibiao.review.columns import CHOICES
    from zhibiao.review.server import EDITABLE
    from zhibiao.review.wording import words
    print(words("zh")["wordy"], words("en")["wordy"], *CHOICES["wordy"], "wordy" in EDITABLE)
"""
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a copy of the package with one more column."""
    place = tmp_path_factory.mktemp("wider")
    shutil.copytree(PACKAGE, place / "zhibiao", ignore=shutil.ignore_patterns("__pycache__"))
    model = place / "zhibiao" / "model" / "table.py"
    source = model.read_text("utf-8")
    assert source.count(BEFORE) == 1
    model.write_text(source.replace(BEFORE, LINE + BEFORE), "utf-8")
    return {**os.environ, "PYTHONPATH": str(place), "PYTHONUTF8": "1"}


def ran(environment: dict[str, str], *commands: Iterable[object]) -> str:
    """Carry out commands in one process, for the copy has to be imported; answers what it printed last."""
    words = json.dumps([[*map(str, command)] for command in commands])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, words], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_column_more_is_a_line(command: Command, wider: dict[str, str], tmp_path: Path) -> None:
    corpus, out, first, last = (tmp_path / name for name in ("corpus", "out", "first", "last"))
    chosen, sheet = tmp_path / "chosen", tmp_path / "sheet.csv"
    corpus.mkdir()
    (corpus / "a.txt").write_text("一季度，云溪市出口额12.5亿元，同比增长6%。", "utf-8")
    run = ("run", corpus, "-o", out, "--workers", "1")
    assert command(*run).returncode == 0  # a database that has not the column yet
    assert "wordy" not in lines(out / "indicators.csv")[0]
    options = ("--where", "wordy = 'short' AND value > 10", "--columns", "wordy,value", "--header", "zh")
    ran(
        wider,
        run,
        ("export", out, "-o", first),
        ("export", out, "-o", chosen, *options),
        ("export", out, "-o", first, "--format", "xlsx", "--format", "parquet"),
        ("review", "export", sheet, out),
    )
    table = lines(first / "indicators.csv")
    assert [row["wordy"] for row in table] == ["short", "short"]
    assert [(row["value"], row["article"], row["status"]) for row in table] == [
        ("1250000000", "a.txt", ""),
        ("6", "a.txt", ""),
    ]
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    told = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}["wordy"]
    assert (told["description"], told["constraints"]) == ("字数 how many characters", {"enum": ["long", "short"]})
    assert lines(chosen / "indicators.csv") == [{"字数": "short", "数值": "1250000000"}]

    sheet.write_text(sheet.read_text("utf-8-sig").replace("short", "long", 1), "utf-8-sig")
    said = ran(wider, ("review", "import", sheet, out, "--who", "she"), ("export", out, "-o", last))
    assert [(row["wordy"], row["status"]) for row in lines(last / "indicators.csv")] == [
        ("long", "corrected"),
        ("short", ""),
    ]
    assert said.split() == ["字数", "Wordy", "long", "short", "True"]
