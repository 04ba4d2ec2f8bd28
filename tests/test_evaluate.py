"""Judging a table against annotations, and two tables against each other."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from zhibiao.batch import run
from zhibiao.cli import main
from zhibiao.compare import compare
from zhibiao.evaluate import FIELDS, judge, load_gold, load_table, same_basis, same_owner, score, tally
from zhibiao.model import COLUMNS, ZhibiaoError
from zhibiao.reports import errors_by_rule, report, scores_by
from zhibiao.wording import using, width

Cells = Mapping[str, object]


def row(article: str, start: int, **cells: object) -> Cells:
    plain = {"row": f"{article}-{start}", "article": f"{article}.txt", "start": start, "end": start + 3}
    return {**plain, "measure": "level", "value": "5", "unit": "吨", "indicator": "产量", "rule": "bare_level", **cells}


def gold(article: str, start: int, **cells: object) -> Cells:
    return {
        **{"article": article, "start": start, "end": start + 3, "text": "5吨", "value": "5", "value_to": ""},
        **{"unit": ["吨"], "qualifier": "", "measure": "level", "basis": [""], "indicator": ["产量"], "subject": [""]},
        **{"period": None, "optional": False},
        **cells,
    }


def table(path: Path, rows: Sequence[Cells]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def annotations(path: Path, records: Sequence[Cells]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


ROWS = [row("a", 0), row("a", 10, indicator="销量"), row("a", 20, rule="linked_level"), row("b", 0, value="6")]
GOLD = [gold("a", 0), gold("a", 10), gold("a", 30), gold("b", 0)]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return table(tmp_path / "t.csv", ROWS), annotations(tmp_path / "g.jsonl", GOLD)


def test_judgements_say_what_is_wrong(files: tuple[Path, Path]) -> None:
    judged = judge(load_table(files[0]), load_gold([files[1]]))
    assert [(j.article, j.wrong) for j in judged] == [
        ("a", ()),
        ("a", ("indicator",)),
        ("a", ("spurious",)),
        ("a", ("missed",)),
        ("b", ("quantity",)),
    ]
    scores = tally(judged)
    assert (scores.rows, scores.gold, scores.hits["found"], scores.hits["whole"]) == (4, 4, 3, 1)


def test_errors_are_counted_by_rule(files: tuple[Path, Path]) -> None:
    lines = [line.split() for line in errors_by_rule(judge(load_table(files[0]), load_gold([files[1]])))]
    assert lines[0] == ["rule", "rows", "whole", "quantity", "change", "period", "indicator", "subject", "spurious"]
    assert ["(all", "rules)", "4", "0.250", "1", "0", "0", "1", "0", "1"] in lines
    assert ["bare_level", "3", "0.333", "1", "0", "0", "1", "0", "0"] in lines
    assert ["linked_level", "1", "0.000", "0", "0", "0", "0", "0", "1"] in lines
    assert lines[-1] == ["(missed)", "1"]


def test_scores_by_article(files: tuple[Path, Path]) -> None:
    judged = judge(load_table(files[0]), load_gold([files[1]]))
    assert [line.split()[:2] for line in scores_by(judged, "article")[1:]] == [["a", "3"], ["b", "1"]]
    assert scores_by(judged, "gold")[1].split()[:2] == ["g", "4"]
    with pytest.raises(ZhibiaoError, match="--by colour"):
        scores_by(judged, "colour")


NEW = [
    row("b", 0, value="6"),  # another order of articles
    row("a", 0),
    row("a", 9, indicator="产量", row="a-9"),  # the span has moved
    row("a", 40),
]


def test_scores_in_chinese(files: tuple[Path, Path]) -> None:
    """No English word of ours but the names of rules, and columns that line up."""
    with using("zh"):
        told = report(files[0], [files[1]], errors=9, table_of_errors=True).splitlines()
    assert not re.search("ours|rows|found|whole|spurious|missed|indicator", "\n".join(told).replace("bare_level", ""))
    scores = told[told.index("") + 1 :]
    assert scores[0].startswith("规则")
    assert len({width(line) for line in scores[:-1]}) == 1


def test_two_tables(tmp_path: Path) -> None:
    changes = compare(table(tmp_path / "old.csv", ROWS), table(tmp_path / "new.csv", NEW))
    assert (changes.old, changes.new, changes.articles) == (4, 4, 2)
    assert dict(changes.counts) == {"same": 2, "changed": 1, "added": 1, "removed": 1}
    assert dict(changes.columns) == {"indicator": 1, "start": 1, "end": 1}
    assert [line[0] for line in sorted(changes.examples)] == ["+", "-", "~"]


def test_chosen_columns(tmp_path: Path) -> None:
    old, new = table(tmp_path / "old.csv", ROWS), table(tmp_path / "new.csv", NEW)
    assert compare(old, new, columns=["unit"]).counts["changed"] == 0
    assert compare(old, new, ignored=["indicator", "start", "end"]).counts["changed"] == 0
    with pytest.raises(ZhibiaoError, match="colour"):
        compare(old, new, columns=["colour"])


def test_examples_are_limited(tmp_path: Path) -> None:
    old, new = table(tmp_path / "old.csv", []), table(tmp_path / "new.csv", [row("a", n * 9) for n in range(9)])
    changes = compare(old, new, examples=2)
    assert (changes.counts["added"], len(changes.examples)) == (9, 2)


def test_commands_exit_codes(tmp_path: Path, files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    new = table(tmp_path / "new.csv", NEW)
    assert main(["evaluate", *map(str, files), "--rules", "--by", "article"]) == 0
    assert main(["evaluate", "--compare", str(files[0]), str(files[0])]) == 0
    assert main(["evaluate", "--compare", str(files[0]), str(new), str(files[1])]) == 1
    assert "1 rows mended, 0 broken" in capsys.readouterr().out
    assert main(["evaluate", "--compare", str(files[0]), str(tmp_path / "none.csv")]) == 2
    assert main(["evaluate", str(files[0])]) == 2
    assert main(["evaluate", str(files[1]), str(files[1])]) == 2
    assert all(line.startswith("zhibiao: ") for line in capsys.readouterr().err.splitlines())


@pytest.mark.parametrize(
    ("got", "accepted", "same"),
    [
        ("海桥市", "海桥市", True),
        ("厦门", "厦门市", True),
        ("厦门市", "厦门", True),
        ("厦门市人民政府", "厦门市", True),  # four characters more
        ("厦门市人民检察院", "厦门市", False),  # five
        ("厦门市", "厦门市人民政府", False),  # a fragment
        ("门市", "厦门市", False),
        ("甲公司", "甲公司集团", True),
        ("甲公司集团", "甲公司", True),
        ("海桥钢铁", "海桥钢铁股份有限公司", True),
        ("海桥钢铁公司", "海桥钢铁集团", True),
        ("海桥", "海桥钢铁股份有限公司", False),
        ("甲", "甲县", False),  # an ending leaves two characters
        ("“海桥”号的乘客", "海桥号乘客", True),
        ("", "", True),
        ("", "厦门市", False),
        ("厦门", "", False),
        ("省", "", False),
        ("的", "", True),  # nothing is left of it
    ],
)
def test_who_is_the_same_owner(got: str, accepted: str, same: bool) -> None:
    assert same_owner(got, accepted) is same


@pytest.mark.parametrize(
    ("got", "accepted", "same"),
    [
        ("yoy", ["yoy"], True),
        ("sequential", ["yoy"], False),
        ("", ["", "yoy"], True),
        ("", ["yoy"], False),
        ("全国平均水平", ["全国平均"], True),
        ("全国", ["全国平均水平"], False),
        ("甲城", [""], False),
    ],
)
def test_what_is_the_same_basis(got: str, accepted: list[str], same: bool) -> None:
    assert same_basis(got, accepted) is same


SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="../shared is not here")
def test_scores_are_those_of_the_contract(tmp_path: Path) -> None:
    """All seven figures of extracted tables, to the last of the digits that the contract's own program prints."""
    pool = Path(__file__).with_name("gold") / "pool"
    articles = [*(SHARED / "gold" / "articles").iterdir(), *(SHARED / "gold" / "genres").iterdir()]
    articles += (SHARED / "pool" / "01").iterdir()
    marks = [SHARED / "gold" / f"{name}.jsonl" for name in ("seed", "news", "genres")] + [pool / "01.jsonl"]
    wanted = load_gold(marks)
    for path in articles:
        if path.stem in wanted:
            (tmp_path / "in" / path.name).parent.mkdir(exist_ok=True)
            (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    run(tmp_path / "in", tmp_path)
    table = tmp_path / "indicators.csv"
    said = subprocess.run(
        [sys.executable, SHARED / "score.py", table, *marks], check=True, capture_output=True, text=True
    ).stdout
    theirs = {words[0]: words[3] for line in said.splitlines()[1:] if (words := line.split())}
    ours = score(load_table(table), wanted)
    assert {name: f"{ours.f1(name):.3f}" for name in FIELDS} == theirs
    assert f"({ours.rows} rows, {ours.gold} gold)" in said.splitlines()[0]
