"""Candidates of annotated figures: what was proposed, by which source, and taken."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from zhibiao.evaluate import Judgement
from zhibiao.evaluate_candidates import ELSEWHERE, NOBODY, QUESTIONS, WEIGHED, tally
from zhibiao.rows.trace import Candidate

Command = Callable[..., CompletedProcess[str]]
ARTICLES = {
    "harbour": "海桥港前三季度完成货物吞吐量5.2亿吨，同比增长4.1%。其中，集装箱吞吐量达830万标箱。",
    "clinic": "石湾医院新院区10月启用。医院现有床位1200张，门诊量同比增长12%。",
}


def annotated(article: str, text: str, indicator: str, subject: str, **cells: object) -> dict[str, object]:
    start = ARTICLES[article].index(text)
    return {
        **{"article": article, "start": start, "end": start + len(text), "text": text, "value": "0", "value_to": ""},
        **{"unit": [""], "qualifier": "", "measure": "level", "basis": [""], "indicator": [indicator]},
        **{"subject": [subject], "period": None, "optional": False},
        **cells,
    }


GOLD = [
    annotated("harbour", "5.2亿吨", "货物吞吐量", "海桥港"),
    annotated("harbour", "4.1%", "货物吞吐量", "海桥港"),
    annotated("harbour", "830万标箱", "集装箱吞吐量", "海桥港"),
    annotated("clinic", "1200张", "床位", "石湾医院"),
    annotated("clinic", "12%", "门诊量", "云江市"),  # nobody in the text: out of reach
]


@pytest.fixture(scope="module")
def extracted(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles, their table and annotations."""
    folder = tmp_path_factory.mktemp("candidates")
    (folder / "in").mkdir()
    for name, text in ARTICLES.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    gold = "".join(json.dumps(g, ensure_ascii=False) + "\n" for g in GOLD)
    (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    assert command("run", folder / "in", "-o", folder / "out").returncode == 0
    return folder


@pytest.fixture
def asked(command: Command, extracted: Path) -> Callable[[Path], CompletedProcess[str]]:
    table, gold = extracted / "out" / "indicators.csv", extracted / "gold.jsonl"
    return lambda articles: command("evaluate", table, gold, "--candidates", "--articles", articles)


Asked = Callable[[Path], CompletedProcess[str]]


def test_the_command_counts_by_source(asked: Asked, extracted: Path) -> None:
    done = asked(extracted / "in")
    assert (done.returncode, done.stderr) == (0, "")
    owners, nouns = (part.splitlines() for part in done.stdout.split("\n\n")[1:])
    assert owners[0].startswith("subject: the right one among the candidates of 4 of 5 figures (0.800), taken for 3")
    assert owners[0].endswith("reach lacks 1, choice 1")
    assert owners[1].split() == ["source", "proposed", "right", "taken", "taken", "and", "right"]
    counts = {words[0]: [*map(int, words[1:])] for words in map(str.split, owners[2:])}
    assert counts["(none)"] == [5, 0, 0, 0]
    assert set(counts) <= {*QUESTIONS[0].sources, WEIGHED, ELSEWHERE, NOBODY}
    assert sum(proposed for proposed, *_ in counts.values()) >= 10  # nobody, and for each figure at least one name
    assert sum(taken for _, _, taken, _ in counts.values()) == 5
    assert sum(right for *_, right in counts.values()) == 3
    assert nouns[0].startswith("indicator: the right one among the candidates of 5 of 5 figures")


def test_articles_that_are_missing_or_others(asked: Asked, extracted: Path, tmp_path: Path) -> None:
    shutil.copy(extracted / "in" / "clinic.txt", tmp_path)
    done = asked(tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path}: 1 annotated articles are missing, harbour" in done.stderr
    (tmp_path / "harbour.txt").write_text("昨日，" + ARTICLES["harbour"], encoding="utf-8")
    done = asked(tmp_path)
    assert done.returncode == 2
    assert f"{tmp_path}: harbour.txt is not the text" in done.stderr
    done = asked(tmp_path / "none")
    assert done.returncode == 2
    assert str(tmp_path / "none") in done.stderr
    assert all(len(line) < 400 for line in done.stderr.splitlines())
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["--candidates"], ["--articles", "in"], ["--candidates", "--articles", "in", "--compare", "a", "b"]]
)
def test_options_that_go_together(command: Command, extracted: Path, words: list[str]) -> None:
    done = command("evaluate", extracted / "out" / "indicators.csv", extracted / "gold.jsonl", *words)
    assert done.returncode == 2
    assert "--candidates needs --articles FOLDER" in done.stderr


def test_annotations_of_other_articles(command: Command, extracted: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({**GOLD[0], "article": "elsewhere"}) + "\n", encoding="utf-8")
    done = command(
        *("evaluate", extracted / "out" / "indicators.csv", other, "--candidates", "--articles", extracted / "in")
    )
    assert done.returncode == 2
    assert "the table has none of the annotated articles" in done.stderr


# cell, accepted names, (name, source) of the candidates in order => figures, reached, chosen, counts by source
COUNTS = [
    ("甲市", ["甲市"], [("甲市", "a"), ("乙市", "b")], (1, 1, 1), {"a": (1, 1, 1, 1), "b": (1, 0, 0, 0)}),
    ("甲市", ["乙市"], [("甲市", "a"), ("乙市", "b")], (1, 1, 0), {"a": (1, 0, 1, 0), "b": (1, 1, 0, 0)}),
    ("甲市", ["丙市"], [("甲市", "a")], (1, 0, 0), {"a": (1, 0, 1, 0)}),
    ("甲市", ["甲市"], [("甲市", "a"), ("甲市", "b")], (1, 1, 1), {"a": (1, 1, 1, 1), "b": (1, 1, 0, 0)}),
    ("丁市", ["丁市"], [("甲市", "a")], (1, 1, 1), {"a": (1, 0, 0, 0), ELSEWHERE: (1, 1, 1, 1)}),
    ("", [""], [], (1, 1, 1), {NOBODY: (1, 1, 1, 1)}),
    ("甲市", [""], [("甲市", "a")], (1, 1, 0), {"a": (1, 0, 1, 0), NOBODY: (1, 1, 0, 0)}),
    ("", ["甲市"], [], (1, 0, 0), {NOBODY: (1, 0, 1, 0)}),
]


@pytest.mark.parametrize(("cell", "accepted", "proposed", "totals", "counts"), COUNTS)
def test_one_figure(
    cell: str,
    accepted: list[str],
    proposed: list[tuple[str, str]],
    totals: tuple[int, int, int],
    counts: dict[str, tuple[int, int, int, int]],
) -> None:
    whose = QUESTIONS[0]
    right = any(whose.same(cell, name) for name in accepted)
    judged = Judgement("a", "gold", {"subject": cell}, {"subject": accepted}, {"subject": right})
    found = tally(whose, [(judged, tuple(Candidate(name, source) for name, source in proposed))])
    assert (found.figures, found.reached, found.chosen) == totals
    got = {name: (c.proposed, c.right, c.taken, c.taken_right) for name, c in found.sources.items()}
    assert {NOBODY: (1, 0, 0, 0), **counts} == got
