"""The command, end to end: where a process of its own proves nothing more, in this one (`command` of `conftest.py`)."""

import csv
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

COMMAND = Path(sysconfig.get_path("scripts")) / "zhibiao"
ROOT = Path(__file__).parents[1]
TEXT = "甲市今年1—8月出口额达4718亿元，同比增长16.7%。第3届论坛举行。"


Command = Callable[..., subprocess.CompletedProcess[str]]


def test_run_leaves_three_tables(tmp_path: Path) -> None:
    command = [COMMAND, "run", ROOT / "corpus", "-o", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    articles = list(csv.DictReader((tmp_path / "out/articles.csv").open(encoding="utf-8")))
    rows = list(csv.DictReader((tmp_path / "out/indicators.csv").open(encoding="utf-8")))
    assert [a["status"] for a in articles] == ["ok"] * 12
    assert sum(int(a["rows"]) for a in articles) == len(rows) > 300
    assert (tmp_path / "out/mentions.csv").exists()
    assert not list((tmp_path / "out").glob(".*"))


def test_a_bad_article_does_not_end_the_batch(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    done = command("run", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 1
    bad, good = csv.DictReader((tmp_path / "out/articles.csv").open(encoding="utf-8"))
    assert (bad["status"], good["status"], good["rows"]) == ("error", "ok", "2")
    assert "a.txt" in bad["error"]


def test_extract_formats(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    found = json.loads(command("extract", page, "--published", "2025-09-20", "--format", "json").stdout)
    assert [(r["value"], r["unit"], r["measure"]) for r in found] == [
        ("471800000000", "元", "level"),
        ("16.7", "%", "change"),
    ]
    assert found[0]["period_start"] == "2025-01-01"
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in found)
    assert command("extract", "-", "--format", "csv", given=TEXT).stdout.startswith("row,article,")
    assert "4718亿元" in command("extract", page).stdout


def test_explain_accounts_for_every_numeral(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    said = command("explain", page).stdout
    assert "4718亿元 → row 1" in said
    assert "第3届 → no row: ordinal" in said
    assert "row 2" in command("explain", page, "2").stdout


@pytest.mark.parametrize("arguments", [("extract", "none.txt"), ("run", "none")])
def test_errors_are_one_line(command: Command, arguments: tuple[str, ...]) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("zhibiao: ")


def test_the_rest_of_a_collection_goes_on(command: Command, tmp_path: Path) -> None:
    """What cannot be read is said and counted; the others' rows stand under their articles."""
    page = tmp_path / "page.jsonl"
    page.write_text(
        '{"id": "甲", "content": "出口3亿元。"}\n{\n{"id": "乙", "content": "进口5亿元。"}\n', encoding="utf-8"
    )
    for name in ("extract", "explain"):
        done = command(name, page)
        assert done.returncode == 1
        assert "line 2" in done.stderr
        assert done.stderr.endswith(": 1 could not be read\n")
        assert "甲" in done.stdout
        assert "5亿元" in done.stdout
    assert command("extract", page).stdout.startswith("#  article  subject")


@pytest.mark.parametrize("row", ["99", "0", "-1", "abc"])
def test_a_row_that_is_not_there(command: Command, tmp_path: Path, row: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    done = command("explain", page, "--", row)
    assert (done.returncode, done.stdout, row in done.stderr) == (2, "", True)


HARD = "甲市今年1—8月出口额达47\n18亿元㎡🚀。"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
@pytest.mark.parametrize("arguments", [("extract", "-"), ("explain", "-"), ("--help",), ("extract", "none.txt")])
def test_any_encoding_of_the_console(command: Command, encoding: str, arguments: tuple[str, ...]) -> None:
    done = command(*arguments, given=HARD.encode(encoding, "replace"), encoding=encoding)
    assert done.returncode == (2 if "none.txt" in arguments else 0)


def test_a_console_of_ascii_in_a_process_of_its_own() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [COMMAND, "explain", "-"], input=HARD.encode(), env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_output_that_nobody_takes(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        f"'{COMMAND}' extract '{page}' > /dev/full", shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    done = subprocess.run(f"'{COMMAND}' extract - <&-", shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("extract", ""), "empty"), (("run", ""), "empty"), (("review", "--port", "99999"), "no port"), (("run", "--memory-limit", "10"), "at least"), (("run", "--workers", "-2"), "whole number from 0"), (("run", "corpus", "a", "-o", "b"), "one output"), (("run", "s3://news/", "-o", "t"), "--scheduler"), (("report", "-o", "-"), "name it"), (("export", "--columns", "主题"), "主题"), (("export", "--columns", ","), "no column"), (("export", "--columns", ""), "no column")],
)  # fmt: skip
def test_wrong_options(command: Command, arguments: tuple[str, ...], said: str) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_what_a_run_and_an_export_say(command: Command, tmp_path: Path) -> None:
    """Nothing is left of a run that cannot begin; another corpus in the same folder, and an empty selection, are said."""
    out = tmp_path / "out"
    assert command("run", tmp_path / "none", "-o", out).returncode == 2
    assert not out.exists()
    (tmp_path / "empty").mkdir()
    assert command("add", tmp_path / "empty", "--corpus", tmp_path / "kept").returncode == 2
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert command("run", tmp_path / "a", "-o", out).stderr == ""
    assert str(tmp_path / "a") in command("run", tmp_path / "b", "-o", out).stderr
    assert "no row" in command("export", out, "-o", tmp_path / "e", "--only", "accepted").stderr
    assert command("export", out, "-o", tmp_path / "e", "--columns", "指标,unit,指标", "--header", "zh").stderr == ""
    assert (tmp_path / "e/indicators.csv").read_text("utf-8").startswith("指标,单位\n")


def test_without_a_command_there_is_help(command: Command) -> None:
    done = command()
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout == command("--help").stdout


def test_an_unknown_option_is_told_by_its_command(command: Command) -> None:
    said = command("extract", "a.txt", "--bar").stderr
    assert said.startswith("usage: zhibiao extract")
    assert said.endswith("zhibiao extract: error: unrecognized arguments: --bar\n")


def test_help_shows_examples(command: Command) -> None:
    assert "examples:" in command("--help").stdout


def test_values_in_a_wanted_unit(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("全市耕地面积15万亩。", encoding="utf-8")
    done = command("extract", str(page), "--format", "json", "--unit", "公顷")
    assert [(r["value"], r["unit"], r["text"]) for r in json.loads(done.stdout)] == [("10000", "公顷", "15万亩")]
    wrong = command("extract", str(page), "--unit", "蒲团")
    assert wrong.returncode == 2
    assert "蒲团" in wrong.stderr


def test_several_files_with_numbers_that_explain_takes(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    one, two = tmp_path / "a.txt", tmp_path / "b.jsonl"
    one.write_text(TEXT, encoding="utf-8")
    two.write_text(
        '{"id": "甲", "content": "出口318.6亿元，下降2.3%。"}\n{"id": "乙", "content": "进口5万吨。"}\n', "utf-8"
    )
    table = command("extract", one, two, "none.txt")
    assert (table.returncode, table.stderr.count("\n")) == (1, 1)
    cells = [line.split() for line in table.stdout.splitlines()[1:]]
    assert [line[0] for line in cells] == ["1", "2", "1", "2", "3"]
    assert [line[-1] for line in cells] == ["4718亿元", "16.7%", "318.6亿元", "2.3%", "5万吨"]
    assert "乙" in command("explain", two, "3").stdout
    assert "5万吨" in command("explain", two, "3").stdout
    lines = command("extract", one, "--format", "jsonl", "--published", "2025/10/24").stdout.splitlines()
    assert [json.loads(line)["value"] for line in lines] == ["471800000000", "16.7"]
    assert json.loads(lines[0])["published"] == "2025-10-24"
    assert ",-,-," not in command("extract", "-", "--format", "csv", given="下降-2.3亿元").stdout
    (row,) = csv.DictReader(command("extract", "-", "--format", "csv", given="出口-2.3亿元。").stdout.splitlines())
    assert (row["article"], row["text"].startswith("'")) == ("-", False)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_table_fits_the_terminal(
    command: Command, tmp_path: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhibiao.cli.common import width

    monkeypatch.setenv("COLUMNS", str(columns))
    page = ROOT / "corpus/ftz-feature.txt"
    for language in ("zh", "en"):
        shown = command("extract", page, "--lang", language).stdout.splitlines()
        assert max(map(width, shown)) <= columns
        assert len(shown) > 30


def test_the_first_minute(command: Command, tmp_path: Path) -> None:
    done = command("demo", tmp_path / "demo", "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")
    assert "436.8万标箱" in done.stdout
    asked = next(line.split()[1:] for line in done.stdout.splitlines() if line.startswith("  zhibiao explain"))
    assert command(*asked).returncode == 0
    assert command("demo", tmp_path / "demo").returncode == 0  # once more
    (tmp_path / "other").mkdir()
    (tmp_path / "other/x").touch()
    assert command("demo", tmp_path / "other").returncode == 2
    for shell in ("bash", "zsh", "tcsh"):
        script = command("completion", shell).stdout
        assert "extract" in script
        assert shell != "zsh" or ":a file, or - for standard input:_files" in script.replace("\\", "")
        if shell != "tcsh" and shutil.which(shell):
            checked = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, check=False)
            assert (checked.returncode, checked.stderr) == (0, "")
    by_module = [sys.executable, "-m", "zhibiao", "--version"]
    assert subprocess.run(by_module, capture_output=True, text=True, check=True).stdout.startswith("zhibiao ")


def test_tables_in_chinese_and_back(command: Command, tmp_path: Path) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "out"
    page.write_text(TEXT, encoding="utf-8")
    assert command("run", page, "-o", out, "--workers", "1").returncode == 0
    assert "due                 0" in command("status", out).stdout
    asked = ("--where", "度量 = '变化' AND 数值 > 10", "--columns", "度量,对比基准,量纲,语态,版面", "--header", "zh")
    done = command("export", out, "-o", tmp_path / "zh", *asked, "--format", "csv", "--format", "jsonl")
    assert "indicators.csv  1 rows" in done.stdout
    assert (tmp_path / "zh/indicators.csv").read_text(
        "utf-8"
    ) == "度量,对比基准,量纲,语态,版面\n变化,同比,百分比,实际,正文\n"
    assert json.loads((tmp_path / "zh/indicators.jsonl").read_text("utf-8"))["对比基准"] == "同比"
    assert "序数" in (tmp_path / "zh/mentions.csv").read_text("utf-8")
    assert command("export", out, "-o", tmp_path / "all", "--header", "zh").returncode == 0
    table = tmp_path / "all/indicators.csv"
    text = table.read_text("utf-8")
    assert command("review", "import", table, out).stdout.splitlines()[0].startswith("accepted 0, corrected 0")
    table.write_text(text.replace("同比", "环比").replace("变化", "占比"), "utf-8")
    told = command("review", "import", table, out).stdout
    assert "corrected 1" in told
    assert command("export", out).returncode == 0
    rows = list(csv.DictReader((out / "indicators.csv").open(encoding="utf-8")))
    assert [(row["measure"], row["basis"], row["status"]) for row in rows] == [
        ("level", "", ""),
        ("share", "sequential", "corrected"),
    ]
