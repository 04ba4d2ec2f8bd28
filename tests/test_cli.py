"""The installed command, end to end."""

import csv
import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"
ROOT = Path(__file__).parents[1]
TEXT = "甲市今年1—8月出口额达4718亿元，同比增长16.7%。第3届论坛举行。"


def zhibiao(*arguments: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, arguments)], input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_run_leaves_three_tables(tmp_path: Path) -> None:
    done = zhibiao("run", ROOT / "corpus", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    articles = list(csv.DictReader((tmp_path / "out/articles.csv").open(encoding="utf-8")))
    rows = list(csv.DictReader((tmp_path / "out/indicators.csv").open(encoding="utf-8")))
    assert [a["status"] for a in articles] == ["ok"] * 12
    assert sum(int(a["rows"]) for a in articles) == len(rows) > 300
    assert (tmp_path / "out/mentions.csv").exists()
    assert not list((tmp_path / "out").glob(".*"))


def test_a_bad_article_does_not_end_the_batch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    done = zhibiao("run", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 1
    bad, good = csv.DictReader((tmp_path / "out/articles.csv").open(encoding="utf-8"))
    assert (bad["status"], good["status"], good["rows"]) == ("error", "ok", "2")
    assert "a.txt" in bad["error"]


def test_extract_formats(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    found = json.loads(zhibiao("extract", page, "--published", "2025-09-20", "--format", "json").stdout)
    assert [(r["value"], r["unit"], r["measure"]) for r in found] == [
        ("471800000000", "元", "level"),
        ("16.7", "%", "change"),
    ]
    assert found[0]["period_start"] == "2025-01-01"
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in found)
    assert zhibiao("extract", "-", "--format", "csv", given=TEXT).stdout.startswith("row,article,")
    assert "4718亿元" in zhibiao("extract", page).stdout


def test_explain_accounts_for_every_numeral(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    said = zhibiao("explain", page).stdout
    assert "4718亿元 → 第1行" in said
    assert "第3届 → 不成行：ordinal" in said
    assert "第2行" in zhibiao("explain", page, "2").stdout


@pytest.mark.parametrize("arguments", [("extract", "none.txt"), ("run", "none")])
def test_errors_are_one_line(arguments: tuple[str, ...]) -> None:
    done = zhibiao(*arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("zhibiao: ")


def test_help_shows_examples() -> None:
    assert "examples:" in zhibiao("--help").stdout


def test_values_in_a_wanted_unit(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("全市耕地面积15万亩。", encoding="utf-8")
    done = zhibiao("extract", str(page), "--format", "json", "--unit", "公顷")
    assert [(r["value"], r["unit"], r["text"]) for r in json.loads(done.stdout)] == [("10000", "公顷", "15万亩")]
    wrong = zhibiao("extract", str(page), "--unit", "蒲团")
    assert wrong.returncode == 2
    assert "蒲团" in wrong.stderr
