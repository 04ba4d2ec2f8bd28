"""Scores on annotated articles, with floors that only rise (`floors.toml`)."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from zhibiao import evaluate
from zhibiao.batch import run
from zhibiao.extraction import pipe
from zhibiao.model import Row
from zhibiao.reading import read
from zhibiao.spans.quantities import find
from zhibiao.store import Store

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "gold"
FLOORS = tomllib.loads((ROOT / "tests/gold/floors.toml").read_text("utf-8"))
SETS = {
    "corpus": (ROOT / "corpus", [ROOT / "tests/gold/corpus.jsonl"]),
    "dev": (ROOT / "tests/gold/dev", [ROOT / "tests/gold/dev.jsonl"]),
    "shared": (SHARED / "articles", [SHARED / "seed.jsonl", SHARED / "news.jsonl"]),
    "genres": (ROOT / "tests/gold/genres", [ROOT / "tests/gold/genres.jsonl"]),
    "tables": (ROOT / "tests/gold/tables", [ROOT / "tests/gold/tables.jsonl"]),
    "layouts": (ROOT / "tests/gold/layouts", [ROOT / "tests/gold/layouts.jsonl"]),
    # Offsets into articles that stay where they are: `news_held` is not read when rules are changed.
    "news_dev": (SHARED.parent / "news", [ROOT / "tests/gold/news/dev.jsonl"]),
    "news_held": (SHARED.parent / "news", [ROOT / "tests/gold/news/held.jsonl"]),
}


@pytest.mark.parametrize("name", SETS)
def test_scores_do_not_fall(name: str, tmp_path: Path) -> None:
    articles, gold = SETS[name]
    if not articles.is_dir():
        pytest.skip(f"{articles} is not here")
    annotated = evaluate.load_gold(gold)
    wanted = [path for path in sorted(articles.iterdir()) if path.stem in annotated]
    if any(path.suffix == ".html" for path in wanted):
        pytest.importorskip("trafilatura")
    for path in wanted:
        (tmp_path / "in" / path.name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    run(tmp_path / "in", tmp_path)
    scores = evaluate.score(evaluate.load_table(tmp_path / "indicators.csv"), annotated)
    got = {f: round(scores.f1(f), 3) for f in evaluate.FIELDS}
    fallen = {f: (got[f], floor) for f, floor in FLOORS[name].items() if got[f] < floor}
    assert not fallen


def test_news_runs_without_an_error_and_nothing_is_invented(tmp_path: Path) -> None:
    news = SHARED.parent / "news"
    if not news.is_dir():
        pytest.skip(f"{news} is not here")
    some = sorted(news.glob("*.json"))[::4]
    (tmp_path / "in").mkdir()
    for path in some:
        (tmp_path / "in" / path.name).write_bytes(path.read_bytes())
    summary = run(tmp_path / "in", tmp_path)
    assert summary.errors == 0
    assert summary.articles == len(some)
    originals = {article.id: article.original for article in read(tmp_path / "in")}
    with Store.open(tmp_path) as store:
        for article in list(store.articles()):
            assert invented(originals[article.id], store.rows(article.key)) == []


def same(one: Decimal | None, other: Decimal | None) -> bool:
    return one == other if one is None or other is None else abs(one) == abs(other)


def invented(original: str, rows: Iterable[Row]) -> list[tuple[str, Decimal | None]]:
    """The rows whose values do not derive from their own characters: the row's text alone gives a value again."""
    found = []
    for row in rows:
        assert original[row.start : row.end] == row.text
        reach = 14 if row.measure == "rank" else 3  # 居世界主要港口|第一
        around = "".join(original[max(0, row.start - reach) : row.end].split())
        again = [q for q in find(around) if "".join(row.text.split()).endswith(q.text)]
        if not any(same(q.value, row.value) and same(q.value_to, row.value_to) for q in again):
            found.append((row.text, row.value))
    return found


def test_no_figure_of_the_corpus_is_invented() -> None:
    for result in pipe(read(ROOT / "corpus")):
        assert invented(result.article.original, result.rows) == []
