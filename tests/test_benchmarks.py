"""Every benchmark runs: small helpings, within this process where its work allows it. The fuzzers have tests of their own
(`tests/test_fuzz.py`, `tests/reading/test_fuzz.py`)."""

from __future__ import annotations

import ast
import importlib
import random
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from zhibiao.batch import Options, run
from zhibiao.model import Article
from zhibiao.store import Store

FOLDER = Path(__file__).parents[1] / "benchmarks"
CORPUS = FOLDER.parent / "corpus"
Load = Callable[[str], ModuleType]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Load:
    """A script of `benchmarks/` as a module."""
    monkeypatch.syspath_prepend(FOLDER)
    return importlib.import_module


def here(corpus: Path, out: Path, workers: int = 1) -> None:
    """`zhibiao run` without a process of its own."""
    run(corpus, out, Options(workers=workers))


def test_every_benchmark_is_run() -> None:
    """Here, or by the tests of the fuzzers."""
    tests = FOLDER.parent / "tests"
    said = "".join(
        path.read_text("utf-8") for path in (Path(__file__), tests / "test_fuzz.py", tests / "reading/conftest.py")
    )
    used = {
        "fuzzing",
        "fuzz_words",
        "screenshots",
        "staying",
    }  # by the fuzzers, by whoever changes a page, by `robust.py`
    assert {path.stem for path in FOLDER.glob("*.py") if f'"{path.stem}"' not in said} <= used


@pytest.mark.parametrize("files", [1, 3])
def test_synthetic(load: Load, tmp_path: Path, files: int) -> None:
    synthetic = load("synthetic")
    for name in ("a", "b"):
        synthetic.write(7, tmp_path / name, files)
    made = [sorted((tmp_path / name).glob("*")) or [tmp_path / name] for name in ("a", "b")]
    assert [f.read_bytes() for f in made[0]] == [f.read_bytes() for f in made[1]]
    synthetic.write(3, tmp_path / "txt", txt=True)
    assert len(list((tmp_path / "txt").rglob("*.txt"))) == 3


@pytest.mark.parametrize("number", [3, 10])
def test_job(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    job = load("job")

    def measured(corpus: Path, out: Path, workers: int) -> tuple[float, list[tuple[int, ...]], tuple[float, float]]:
        here(corpus, out, workers)
        return 1.0, [job.Memory(1, 2, 3)] * 8, (0.5, 0.5)

    monkeypatch.setattr(job, "run", measured)
    if number == 10:  # as 10,000: several files
        monkeypatch.setattr(job, "EACH", 5)
    job.large(tmp_path, number, 1)
    assert (tmp_path / "out/indicators.csv").stat().st_size > 1000


def test_job_scaling(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    job = load("job")

    def measured(corpus: Path, out: Path, workers: int) -> tuple[float, list[tuple[int, ...]], tuple[float, float]]:
        out.mkdir()
        (out / "indicators.csv").write_bytes(corpus.read_bytes())
        return 1.0 / workers, [], (0.5, 0.5)

    monkeypatch.setattr(job, "run", measured)
    job.scaling(tmp_path, 2)
    said = capsys.readouterr().out
    assert "same bytes" in said
    assert "2.00 times as fast" in said


def test_felt(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    felt = load("felt")
    done: list[str] = []

    def spent(words: list[str]) -> float:
        done.append(words[0])
        return float(len(done))

    monkeypatch.setattr(felt, "spent", spent)
    felt.commands()
    assert felt.archive(3, tmp_path) == -1.0
    assert (done.count("run"), "3 articles, unchanged" in capsys.readouterr().out) == (12, True)
    assert len(list((tmp_path / "news").rglob("*.txt"))) == 8
    (tmp_path / "out").mkdir()  # an archive that stays
    assert felt.archive(3, tmp_path) == -1.0
    assert "first run" not in capsys.readouterr().out
    assert len(list((tmp_path / "news").rglob("*.txt"))) == 13


@pytest.mark.skipif(sys.platform != "linux", reason="felt.py counts the processes of Linux")
def test_felt_counts_what_a_command_spends() -> None:
    code = "import felt; felt.adopt_orphans(); print(felt.spent(['--version']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=FOLDER, capture_output=True, text=True, check=True)
    assert 0.0 < float(done.stdout) < 5.0


def test_shares(load: Load, tmp_path: Path) -> None:
    """The parts of a run without a process of its own, and what is said of them."""
    shares, synthetic = load("shares"), load("synthetic")
    synthetic.write(3, tmp_path / "news.jsonl")
    spent = shares.parent(tmp_path / "news.jsonl", tmp_path / "out", 1)
    assert set(spent) == {"received", "written", "exported", "all"}
    said = shares.table(
        {"all": 1.2, "received": 0.2, "written": 0.3, "exported": 0.1, "workers": 10.0, "start": 0.5}, 2
    )
    assert "| the rest | 0.10 | 0.9 % |" in said
    assert "2 workers on 2 cores: at most 1.80 times as fast as one" in said


class Peaceful:
    """A run that has been, as a process."""

    def wait(self, timeout: float = 0) -> int:
        return 0


def test_killing(load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    killing = load("killing")
    monkeypatch.setattr(killing, "start", lambda *where: (here(*where), Peaceful())[1])
    monkeypatch.setattr(sys, "argv", ["killing.py", "0", "4"])
    killing.main()
    assert "equal after 0 kills: articles.csv" in capsys.readouterr().out


def test_pipe(load: Load, capsys: pytest.CaptureFixture[str]) -> None:
    import zhibiao

    pipe = load("pipe")
    articles = list(zhibiao.read(CORPUS / "world-brief.txt"))
    known = {
        "jieba.lcut": (pipe.each(list), False),
        "rows": (pipe.rows, False),
        "mentions": (pipe.rows_and_mentions, True),
        "records": (pipe.records, False),
    }
    assert pipe.table(pipe.race(known, articles * 2)).count("\n") == 5
    assert "Python" in pipe.machine()


def test_quantities(load: Load) -> None:
    assert load("quantities").best(len, ["甲", "乙"], rounds=1) < 1


def test_same_tables(load: Load, tmp_path: Path) -> None:
    main, kept = load("same_tables").main, tmp_path / "kept.tsv"
    (tmp_path / "news").mkdir()
    article = tmp_path / "news/a.txt"
    article.write_text("白沙县有3个镇。", encoding="utf-8")
    assert (main(tmp_path / "news", kept), main(tmp_path / "news", kept)) == (0, 0)
    article.write_text("白沙县有4个镇。", encoding="utf-8")
    assert main(tmp_path / "news", kept) == 1


def test_memory(load: Load, tmp_path: Path) -> None:
    memory = load("memory")
    (tmp_path / "a.txt").write_text(memory.SENTENCE, encoding="utf-8")
    count, peak = memory.measured(memory.READ, tmp_path / "a.txt")
    assert (count, peak > 5) == (1, True)


def test_huge(load: Load, tmp_path: Path) -> None:
    cost, peak = load("huge").measured("青川市出口额达312亿元。", 2000, tmp_path)
    assert cost > 0
    assert peak > 5


def test_growth(load: Load) -> None:
    growth = load("growth")
    growth.work_of("prose", 2000)()
    for kind in growth.FILLED:
        name, data = growth.filled(kind, 500)
        assert name
        assert data


def test_review_page_makes_its_corpus(load: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("playwright")
    review_page = load("review_page")
    review_page.corpus(tmp_path / "news", 40)
    review_page.told("a key", [1.0, 2.0])
    assert len(list((tmp_path / "news").iterdir())) == 20
    assert "worst" in capsys.readouterr().out


def test_screenshots_make_their_corpus(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright")
    screenshots = load("screenshots")
    (tmp_path / "house/corpus").mkdir(parents=True)
    (tmp_path / "house/corpus/2025-09-16.txt").write_text("白沙县有3个镇。", encoding="utf-8")
    monkeypatch.setattr(screenshots, "HOUSE", tmp_path / "house")
    with Store.open(screenshots.filled(tmp_path)) as store:
        assert {decision.who for decision in store.standing().values()} <= {"李审", "王核"}
        assert len(store.standing()) >= len(screenshots.BOXES)


def test_facts(load: Load, tmp_path: Path) -> None:
    facts = load("facts")
    articles = list(facts.corpus(4))
    with Store.open(tmp_path, write=True) as store:
        facts.feed(store, articles)
        assert len(list(store.articles())) == len(articles) == 4
        facts.update(store)
        assert facts.judged(store, articles) == {"precision": 1.0, "recall": 1.0, "status": 1.0}


def test_browsing(load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["browsing.py", "60", "--queries", "4", "--like", "2"])
    load("browsing").main()
    assert "made:" in capsys.readouterr().out


def test_calibrate(load: Load) -> None:
    calibrate = load("calibrate")
    assert round(calibrate.probability(0.0), 2) == 0.5


def test_fit_weights(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right candidate of annotated figures of our own gets the most weight, by weights of the other articles, too."""
    fit = load("fit_weights")
    monkeypatch.setattr(fit, "SELDOM", 2)
    asked = fit.asked_in("dev", *fit.SETS["dev"])
    choices = [fit.noun_choice(a) for a in asked]
    table, counts = fit.Table(choices), fit.np.ones(len(asked))
    weights = table.fit(range(len(asked)), counts)
    assert sum(c.accepted[table.best(n, weights)] for n, c in enumerate(choices)) > 0.97 * len(asked)
    chosen = fit.cross_fitted(table, [a.article for a in asked], counts)
    assert sum(c.accepted[k] for c, k in zip(choices, chosen, strict=True)) > 0.8 * len(asked)
    owner = fit.owner_choice(asked[0], asked[0].figure.draft.indicator)
    assert sum(owner.right) > 0


def test_fit_statements(load: Load) -> None:
    """Newton's method finds what tells ones from twos; judged pairs are pairs of rows, each once."""
    fit = load("fit_statements")
    x = fit.np.array([[1.0, k % 2] for k in range(40)])
    always, telling = fit.fitted(x, x[:, 1], fit.np.ones(40))
    assert always < 0 < always + telling
    lines = [line.split("\t") for line in (fit.HERE / "statement_pairs.tsv").read_text("utf-8").splitlines()[1:]]
    assert len({frozenset(line[:2]) for line in lines}) == len(lines) > 1000
    assert {(half, things) for _, _, half, things in lines} == {
        (h, t) for h in ("read", "aside") for t in ("one", "two")
    }


def test_first_sight(load: Load) -> None:
    assert load("first_sight").git("rev-parse", "--is-inside-work-tree") in ("true", "false", "")


TWO_PARAGRAPHS = """青川市统计局发布数据。
青川市8月3日出口312亿元，同比增长5%；进口1.2亿元，同比下降3%。
绿洲县全年共生产粮食45万吨，比去年同期多收3万吨，农民收入很好。
临江集团完成投资21亿元，建成厂房3座，用工320人，生产经营都很平稳。"""
VARIANTS = [  # what is changed, how often, a part of the first result
    ("reported", 3, "。\n据甲社报道，青川市"),
    ("parted", 1, "5%。进口"),
    ("reordered", 2, "数据。\n绿洲县"),
    ("redated", 1, "8月2日"),
    ("compared", 3, "312亿元，较上年同期增长5%；进口"),
    ("rewritten", 3, "3120000万元，同比增长百分之五；进口12000万元，同比下降百分之三。"),
    ("moved", 1, "\n8月3日青川市出口"),
]


@pytest.mark.parametrize(("change", "places", "part"), VARIANTS)
def test_variants(load: Load, change: str, places: int, part: str) -> None:
    variants = load("variants")
    seen = variants.look(Article("甲", TWO_PARAGRAPHS), ["青川市"])
    asked = variants.inserted("据甲社报道，", "x") if change == "reported" else getattr(variants, change)
    made = list(asked(seen))
    assert len(made) == places
    text = made[0].text(TWO_PARAGRAPHS)
    assert part in text
    for row in seen.rows:  # whatever is not changed itself stands where it is said to stand
        place = made[0].place(row.start, row.end)
        assert change == "rewritten" or (place and text[slice(*place)] == row.text)


@pytest.mark.parametrize("number", ["5", "12.5", "10", "20.03", "99", "0.7"])
def test_numbers_in_words_and_back(load: Load, number: str) -> None:
    variants = load("variants")
    assert variants.unspoken(variants.spoken(number)) == number


def test_made_up(load: Load) -> None:
    made_up = load("made_up")
    assert [made_up.core(*name) for name in (("海桥市", "LOC"), ("东山铄骏集团", "ORG"), ("上市公司", "ORG"))] == [
        ("海桥", "place"),
        ("铄骏", "organisation"),
        None,
    ]
    name = made_up.made_up("person", "王明", random.Random(0), ["王煜王晗王璟"])
    assert (len(name), name[0], name not in "王煜王晗王璟") == (2, "王", True)


def test_robust_raw(load: Load) -> None:
    robust, broken = load("robust"), []
    counts = robust.measure_raw({"甲": [Article("甲", TWO_PARAGRAPHS)]}, 3, broken)
    assert counts["甲", "；→。"].touched == 4
    assert all(
        count.stayed + len([b for b in broken if b.change == c]) == count.touched for (_, c), count in counts.items()
    )
    assert any("| 甲 |" in line for line in robust.raw_table(counts))


def test_robust_sees_what_breaks(load: Load) -> None:
    """An exchange that is not allowed for is a difference, in the columns that it touches."""
    robust, variants = load("robust"), load("variants")
    seen = variants.look(Article("甲", "青川市出口312亿元，进口5亿元。"))
    pieces = variants.edited(len(seen.text), [(0, 3, "海桥市")])
    broken: list[object] = []
    count = robust.compare(seen, variants.Variant("x", pieces, ((0, 20),)), broken)
    assert (count.touched, count.stayed, count.columns) == (2, 0, {"subject": 2})
    allowed = variants.Variant("x", pieces, ((0, 20),), exchanged=(("青川市", "海桥市"),))
    assert robust.compare(seen, allowed, broken).stayed == 2


def test_robust_gold(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    robust, article = load("robust_gold"), Article("甲", "青川市8月3日出口312亿元，同比增长5%。")
    monkeypatch.setattr(robust.first_sight, "scorer", lambda: SAME)
    start = article.original.index("312")
    mark = {
        "start": start,
        "end": start + 5,
        "text": "312亿元",
        "subject": ["青川市"],
        "indicator": ["出口"],
        "basis": [""],
    }
    counts = robust.measure_gold([(article, [{**mark, "period": None, "optional": False}])], [], 3, [])
    assert {name: (count.touched, count.stayed) for name, count in counts.items()}["number rewritten"] == (1, 1)
    assert any("fewer than 100" in line for line in robust.gold_table(counts))


class SAME:
    """A scorer that meets a row and an annotation of one place, and asks for the same subject."""

    @staticmethod
    def meet(rows: list[dict[str, str]], gold: list[dict[str, object]]) -> list[tuple[object, object]]:
        return [(next((r for r in rows if int(r["start"]) == mark["start"]), None), mark) for mark in gold]

    @staticmethod
    def verdict(row: dict[str, str], mark: dict[str, list[str]]) -> dict[str, bool]:
        return {"subject": row["subject"] in mark["subject"], "whole": row["subject"] in mark["subject"]}


def test_walk(load: Load) -> None:
    walk = load("walk")
    found = walk.walks_of([Article("甲", "青川市出口312亿元，同比增长8%。今年进口5亿元。")])
    assert [w.text for w in found] == ["312亿元", "8%", "5亿元"]
    for w in found:
        numbers = w.numbers()
        assert (
            1 < numbers["rooms"] <= numbers["rooms, those within rows apart"] <= numbers["modules"] <= numbers["calls"]
        )
        assert {walk.room_of(module) for module in w.modules} <= set(walk.floors())
    floors = walk.floors()
    assert floors["cli"] < floors["rows"] < floors["clauses"] < floors["matching"] < floors["model"]


def test_rules(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In processes of its own, over one article: what is switched off is missed, and nothing else."""
    rules = load("rules")
    article = {name: files for name, files in rules.annotated().items() if name.startswith("gold/dev/2025-08-18")}
    assert len(article) == 1
    for module in (rules, load("switching")):
        monkeypatch.setattr(module, "annotated", lambda: article)
    base, *lines = rules.in_child(lambda: rules.of_code(rules.Asked(["figures", "times"])))
    (table,) = base.values()
    found = {line.name: line for line in lines}
    assert table.whole <= table.cells.keys()
    assert found["figures.number"].change.rows == -len(table.cells) < 0 < found["figures.number"].fires
    assert len(found["figures.number"].rows) == len(table.cells)
    assert found["figures.slash"].written() == "| `figures.slash` | 0 | 0 | 0 | 0 | 0 | 0 | 0 | +0 | +0 |"
    words = {".".join((file, *path)): words for file, path, words in rules.groups(["clauses", "persons"])}
    assert words["clauses.yoy.words"] == ["同比", "按年"]
    assert "丁" in words["persons.surname.characters"]
    assert rules.standing(("word_after", "部"), "门委") == ["部门", "部委"]
    said = subprocess.run(
        [sys.executable, "-c", MISSED, *article], cwd=FOLDER, capture_output=True, text=True, check=True
    )  # where nothing has been read yet
    assert said.stdout == "1 1 1 1 0 0\n"


MISSED = """
import sys
from rules import answer_of, change, parted, tables
base = answer_of(lambda: tables(sys.argv[1:]))
switched = [("clauses", (name, "words")) for name in ("yoy", "how", "telling_of")]
without = dict(parted(switched, sys.argv[1:], base))
c = change(base, without[switched[0]])
print(c.tried, c.tables, c.lost_in, *map(len, without.values()))
"""


LONG = """[a] # of words
words = [%s] # behind

# a pattern
patterns = [
  # said of it
  '%s', "b"
]
letters = "%s"
short = ["a", "b"]
"""


def test_lexicon_lines(load: Load) -> None:
    """Long lines are broken, and what the file says stays; the files of the lexicon have none."""
    lexicon = load("lexicon_lines")
    text = LONG % (", ".join(f'"词{k}#]"' for k in range(60)), r"\d\\[\"'\"]x ".replace("'", "") * 30, "甲乙" * 150)
    after = lexicon.rewritten(text)
    assert max(map(len, after.splitlines())) <= lexicon.LONGEST
    assert tomllib.loads(after) == tomllib.loads(text)
    assert all(
        kept in after
        for kept in ('  "词7#]",\n', "# said of it", "# a pattern", 'short = ["a", "b"]\n', "[a] # of words")
    )
    assert lexicon.rewritten(after) == after
    long = [
        f"{path.name}:{n}: run benchmarks/lexicon_lines.py"
        for path in lexicon.LEXICON.iterdir()
        if path.suffix in (".toml", ".tsv", ".txt")
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > lexicon.LONGEST
    ]
    assert long == []


def test_name_characters(load: Load) -> None:
    assert load("name_characters").HEAD.startswith("#")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_usage_is_said(path: Path) -> None:
    """A benchmark says in its first lines what it measures and how it is run."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))
