"""Names against annotated ones, with floors that only rise (`tests/gold/floors.toml`), and the scorer itself.

`names.jsonl` was annotated by reading eight articles of our corpus before any name was looked for in them.
"""

import csv
import itertools
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import zhibiao
from zhibiao.cli import main
from zhibiao.evaluate import load_gold
from zhibiao.evaluate_names import Compared, compare, report, tally
from zhibiao.extraction import extract_article
from zhibiao.model import Article, Entity, Mention, ZhibiaoError

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FLOORS = tomllib.loads((ROOT / "tests/gold/floors.toml").read_text("utf-8"))


def as_record(found: Entity | Mention) -> dict[str, Any]:
    return {"start": found.start, "end": found.end, "type": found.type, "text": found.text}


def by_entities(article: Article) -> Iterable[Entity | Mention]:
    return zhibiao.entities(article.original)


def by_mentions(article: Article) -> Iterable[Entity | Mention]:
    return [m for m in extract_article(article).mentions if m.kind == "entity"]


@pytest.mark.parametrize("way", [by_entities, by_mentions])
@pytest.mark.parametrize("name", ["corpus", "seed"])
def test_names_do_not_fall(name: str, way: Any) -> None:
    """Whichever way a user asks: `zhibiao.entities`, or the mentions of a result."""
    articles, gold = {
        "corpus": (ROOT / "corpus", ROOT / "tests/gold/names.jsonl"),
        "seed": (SHARED / "seed", SHARED / "gold/entities/seed.jsonl"),
    }[name]
    if not articles.is_dir():
        pytest.skip(f"{articles} is not here")
    annotated = load_gold([gold])
    texts = {stem: a for a in zhibiao.read(articles) if (stem := Path(a.id).stem) in annotated}
    assert texts.keys() == annotated.keys()
    compared = compare({stem: [as_record(e) for e in way(a)] for stem, a in texts.items()}, annotated)
    score, floor = tally(compared).f1, FLOORS["names"][f"{name}_{way.__name__.removeprefix('by_')}"]
    assert score >= floor, report(compared, 40)


def sentences(path: Path) -> Iterator[tuple[str, set[tuple[int, int, str]]]]:
    """Sentences and their names from lines of a character and its BIO tag."""
    text, names, begin = "", set[tuple[int, int, str]](), 0
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.split()
        if not cells:
            if text:
                yield text, names
            text, names = "", set()
            continue
        if cells[-1][0] != "O":
            kind = cells[-1][2:]
            begin = len(text) if cells[-1][0] == "B" else begin
            names -= {(begin, len(text), kind)}
            names |= {(begin, len(text) + 1, kind)}
        text += cells[0]


def test_newspaper_sentences_do_not_fall() -> None:
    path = SHARED / "ner/open.bio"
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    kinds = {"PER": "PER", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
    compared = []
    for text, gold in sentences(path):
        found = {(e.start, e.end, kinds[e.type]) for e in zhibiao.entities(text) if e.type in kinds}
        compared.append(Compared(text, frozenset(found), frozenset(gold), {n: text[n[0] : n[1]] for n in found | gold}))
    assert tally(compared).f1 >= FLOORS["names"]["sentences"], report(compared, 40)


def test_the_annotations_hold_together() -> None:
    texts = {Path(a.id).stem: a.original for a in zhibiao.read(ROOT / "corpus")}
    for article, names in load_gold([ROOT / "tests/gold/names.jsonl"]).items():
        for n in names:
            assert texts[article][n["start"] : n["end"]] == n["text"]
        wanted = sorted((n["start"], n["end"]) for n in names if not n["optional"])
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(wanted)), article


GOLD = [
    {"article": "a", "start": 0, "end": 3, "text": "甲州港", "type": "FAC", "optional": False},
    {"article": "a", "start": 5, "end": 7, "text": "乙市", "type": "LOC", "optional": False},
    {"article": "a", "start": 9, "end": 11, "text": "全国", "type": "LOC", "optional": True},
]


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        ([(0, 3, "FAC"), (5, 7, "LOC")], 1.0, 1.0),
        ([(0, 3, "FAC"), (9, 11, "LOC")], 1.0, 0.5),  # what is optional counts neither way
        ([(0, 3, "LOC"), (5, 8, "LOC")], 0.0, 0.0),  # the type and the span must both be exact
        ([(0, 3, "FAC"), (5, 7, "LOC"), (20, 22, "PER"), (30, 32, "PER")], 0.5, 1.0),
        ([], 0.0, 0.0),
    ],
)
def test_agreement(found: list[tuple[int, int, str]], precision: float, recall: float) -> None:
    ours = [{"start": a, "end": b, "type": kind, "text": ""} for a, b, kind in found]
    score = tally(compare({"a": ours}, {"a": GOLD}))
    assert (score.precision, score.recall) == (precision, recall)


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(ZhibiaoError, match="FIRM"):
        compare({}, {"a": [{**GOLD[0], "type": "FIRM"}]})


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, gold = tmp_path / "mentions.csv", tmp_path / "gold.jsonl"
    mention = Mention("x/a.txt", "entity", "FAC", "甲州港", 0, 3, "甲州港")
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["article", "kind", "type", "text", "start", "end"])
        writer.writerow([mention.article, mention.kind, mention.type, mention.text, mention.start, mention.end])
    gold.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in GOLD), "utf-8")
    assert main(["evaluate", str(table), str(gold), "--errors", "5"]) == 0
    out = capsys.readouterr().out
    assert "a 5 '乙市': missed LOC" in out
    assert out.splitlines()[-1].split() == ["all", "1.000", "0.500", "0.667", "1", "2"]
    assert main(["evaluate", str(table), str(gold), "--rules"]) == 2
