"""Facts in the database of a folder: brought up to date, the same in any order, ruled by reviewers."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from zhibiao.cli import main
from zhibiao.facts import rule, update
from zhibiao.facts.asking import series_in
from zhibiao.facts.kept import DERIVED
from zhibiao.facts.series import Asked
from zhibiao.facts.tables import write_tables
from zhibiao.model import Mention, Result, ZhibiaoError
from zhibiao.store import Store

WHEN = "2025-11-24T09:00:00+08:00"
HALF = (dt.date(2024, 1, 1), dt.date(2024, 6, 30))
RETAIL = ("社会消费品零售总额", "社零总额", "元", "社会消费品零售总额")
Made = Callable[..., Result]
Stored = Callable[[Path, list[Result]], None]


@pytest.fixture
def article(planted: ModuleType) -> Made:
    """An article with one row, by its number: subject, figure, and whatever else is said."""
    chance = random.Random(1)

    def made(
        n: int, subject: str, value: str, text: str = "", days: int = 20, said: str = "", **cells: object
    ) -> Result:
        number = Decimal(value)
        side = planted.Side(number, text or f"{number.scaleb(-8).normalize():f}亿", str(cells.pop("qualifier", "")))
        row = planted.row(subject, cells.pop("indicator", RETAIL), 0, cells.pop("period", HALF), side, **cells)
        return planted.result(f"a{n:02}", planted.article_text(chance), row, (None, HALF[1]), days, said)

    return made


@pytest.fixture
def corpus(article: Made) -> list[Result]:
    retail = "600010000000"
    return [
        article(1, "四川省", retail),
        article(2, "四川", "600000000000", "6000亿"),
        article(3, "四川", "610000000000", "6100亿", days=25),
        article(4, "江苏全省", "1500000000000", "1.50万亿"),
        article(5, "江苏", "1497300000000", days=30),
        article(6, "鼓楼区", "500000000"),
        article(7, "厦门", "92350000000", said="初步统计，"),
        article(8, "福建省厦门市", "93350000000", days=200, said="经修订，"),
        article(9, "", "1497300000000", days=31),
    ]


def facts(folder: Path) -> dict[str, list[str]]:
    """subject_std → status and values of its facts."""
    with Store.open(folder) as store:
        found: dict[str, list[str]] = {}
        for owner, status, printed in store.ask("SELECT subject_std, status, printed FROM joined ORDER BY 1, 2, 3"):
            found.setdefault(owner, []).append(f"{status} {printed}")
        return found


def updated(folder: Path) -> int:
    """Bring the facts up to date; answers how many articles were looked at."""
    with Store.open(folder, write=True) as store:
        return update(store).articles


def test_facts_of_a_folder(tmp_path: Path, corpus: list[Result], stored: Stored) -> None:
    stored(tmp_path, corpus)
    assert updated(tmp_path) == len(corpus)
    assert facts(tmp_path) == {
        "": ["single 5亿元×1"],
        "厦门市": ["revised 923.5亿元×1；933.5亿元×1"],
        "四川省": ["conflict 6000.1亿元×1；6000亿元×1；6100亿元×1"],
        "江苏省": ["agreed 14973亿元×2；1.50万亿元×1"],
    }


def tables(folder: Path) -> list[bytes]:
    with Store.open(folder, write=True) as store:
        update(store)
        return [path.read_bytes() for path in write_tables(store, folder)]


def test_the_same_bytes_in_any_order_of_feeding(tmp_path: Path, corpus: list[Result], stored: Stored) -> None:
    stored(tmp_path / "once", corpus)
    wanted = tables(tmp_path / "once")
    assert b"revised" in wanted[0]
    for seed in range(3):
        folder = tmp_path / f"fed{seed}"
        shuffled = random.Random(seed).sample(corpus, len(corpus))
        for k in range(0, len(shuffled), seed + 1):
            stored(folder, shuffled[k : k + seed + 1])
            updated(folder)
        assert tables(folder) == wanted


def test_an_added_article_touches_its_own_facts_alone(
    tmp_path: Path, corpus: list[Result], article: Made, stored: Stored
) -> None:
    stored(tmp_path, corpus)
    updated(tmp_path)
    assert updated(tmp_path) == 0
    stored(tmp_path, [article(10, "江苏", "1600000000000", "16000亿")])
    with Store.open(tmp_path, write=True) as store:
        done = update(store)
    assert (done.articles, done.blocks) == (1, 1)
    assert facts(tmp_path)["江苏省"] == ["conflict 14973亿元×2；1.50万亿元×1；16000亿元×1"]


def test_what_is_removed_leaves_nothing(tmp_path: Path, corpus: list[Result], stored: Stored) -> None:
    stored(tmp_path, corpus)
    updated(tmp_path)
    with Store.open(tmp_path, write=True) as store, store.writing():
        store.connection.execute("UPDATE articles SET status = 'removed' WHERE id IN ('a03.txt', 'a05.txt')")
    updated(tmp_path)
    found = facts(tmp_path)
    assert found["四川省"] == ["agreed 6000.1亿元×1；6000亿元×1"]
    assert found["江苏省"] == ["single 1.50万亿元×1"]  # whose the other figure is nobody says any more
    assert "single 14973亿元×1" in found[""]


def test_corrections_and_rejections_rule(tmp_path: Path, corpus: list[Result], stored: Stored) -> None:
    stored(tmp_path, corpus)
    updated(tmp_path)
    with Store.open(tmp_path, write=True) as store:
        keys = {a.id: a.key for a in list(store.articles())}
        store.decide(keys["a03.txt"], corpus[2].rows[0].row, "rejected", who="李", when=WHEN)
        row = corpus[5].rows[0].row
        store.decide(keys["a06.txt"], row, "corrected", who="李", when=WHEN, changes={"subject": "四川省"})
        assert update(store).articles == 2
    assert facts(tmp_path)["四川省"] == ["agreed 6000.1亿元×1；6000亿元×1", "single 5亿元×1"]


def test_a_ruling_sticks(tmp_path: Path, corpus: list[Result], article: Made, stored: Stored) -> None:
    stored(tmp_path, corpus)
    updated(tmp_path)
    with Store.open(tmp_path, write=True) as store:
        ((fact,),) = store.ask("SELECT fact FROM joined WHERE status = 'conflict'")
        right = corpus[2].rows[0].row
        rule(store, fact, right, who="李", when=WHEN, note="年报")
        assert store.ask("SELECT status, row FROM joined WHERE fact = ?", fact) == [("agreed", right)]
        with pytest.raises(ZhibiaoError):
            rule(store, fact, "none", who="李", when=WHEN)
    stored(tmp_path, [article(10, "四川", "600100000000")])
    with Store.open(tmp_path, write=True) as store:
        update(store)
        assert store.ask("SELECT status, row FROM joined WHERE fact = ?", fact) == [("agreed", right)]
        rule(store, fact, right, who="李", when=WHEN, undo=True)
        assert store.ask("SELECT status FROM joined WHERE fact = ?", fact) == [("conflict",)]


@pytest.mark.parametrize("harm", ["other rules", "derived tables dropped", "a column less"])
def test_a_ruling_outlives_a_change_of_the_tables(
    harm: str, tmp_path: Path, article: Made, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but what a person has decided is made of the articles again."""
    stored(tmp_path, [article(1, "四川省", "600010000000"), article(2, "四川", "610010000000", days=25)])
    updated(tmp_path)
    with Store.open(tmp_path, write=True) as store:
        ((fact, row),) = store.ask(
            "SELECT j.fact, r.row FROM joined j JOIN joined_rows r ON r.fact = j.fact WHERE j.row <> r.row"
        )
        rule(store, fact, row, who="李", when=WHEN)
    before = facts(tmp_path)
    assert before["四川省"][0].startswith("agreed")
    if harm == "other rules":
        monkeypatch.setattr("zhibiao.facts.ledger.made_by", lambda: "another version")
    with Store.open(tmp_path, write=True) as store, store.writing():
        if harm == "derived tables dropped":
            for name in DERIVED:
                store.connection.execute(f"DROP TABLE {name}")
        elif harm == "a column less":
            store.connection.execute("ALTER TABLE joined DROP COLUMN printed")
            store.connection.execute("UPDATE facts SET value = 'old' WHERE name = 'facts_version'")
    updated(tmp_path)
    assert facts(tmp_path) == before


def test_reprints_count_once(tmp_path: Path, article: Made, stored: Stored) -> None:
    first = article(1, "四川省", "600010000000")
    copy = replace(first.article, id="copy.txt", original=first.article.original + "（完）")
    reprint = Result(copy, tuple(replace(r, article=copy.id) for r in first.rows), tuple)
    stored(tmp_path, [first, reprint])
    updated(tmp_path)
    assert facts(tmp_path) == {"四川省": ["single 6000.1亿元×1"]}


# ------------------------------------------------------------------ one thing, said otherwise

PLANTS = ("绿色工厂", "", "家", "")
TIER, OUTPUT, EXPORTS = ("梯队", "", "元", ""), ("工业产值", "", "元", ""), ("外贸产值", "", "元", "")


def day(n: int) -> dict[str, object]:
    """A figure that holds on the n-th day after the half year, published that day."""
    when = HALF[1] + dt.timedelta(n)
    return {"days": n, "period": (when, when), "indicator": PLANTS}


NOW = {
    # what each article says, and the facts
    "the same on another day": ([("6430", 10, "目前"), ("6430", 17, "截至目前")], ["agreed 6430家×2"]),
    "after months, day by day": ([("6430", 10, "目前"), ("6430", 90, "至今"), ("6430", 170, "目前")], ["agreed 6430家×3"]),
    "after months": ([("6430", 10, "目前"), ("6430", 170, "目前")], ["single 6430家×1"] * 2),
    "another figure is of another day": ([("6430", 10, "目前"), ("6450", 17, "目前")], ["single 6430家×1", "single 6450家×1"]),
    "a figure of two digits": ([("64", 10, "目前"), ("64", 17, "目前")], ["single 64家×1"] * 2),
    "days of their own": ([("6430", 10, "今天"), ("6430", 17, "8日")], ["single 6430家×1"] * 2),
}  # fmt: skip


@pytest.mark.parametrize("name", NOW)
def test_what_holds_at_present(name: str, tmp_path: Path, article: Made, stored: Stored) -> None:
    said, wanted = NOW[name]
    stored(
        tmp_path,
        [article(n, "厦门", value, value, period_text=words, **day(d)) for n, (value, d, words) in enumerate(said)],
    )
    updated(tmp_path)
    assert facts(tmp_path) == {"厦门市": wanted}


SAID_LITTLE = {
    "five digits": ([(OUTPUT, "1234500000000"), (TIER, "1234500000000")], 1),
    "fewer": ([(OUTPUT, "1234000000000"), (TIER, "1234000000000")], 2),
    "of two things": ([(OUTPUT, "1234500000000"), (EXPORTS, "1234500000000"), (TIER, "1234500000000")], 3),
    "both say something": ([(OUTPUT, "1234500000000"), (("税收收入", "税收收入", "元", "税收收入"), "1234500000000")], 2),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID_LITTLE)
def test_an_indicator_that_says_little(name: str, tmp_path: Path, article: Made, stored: Stored) -> None:
    """A figure of many digits tells which fact of its owner and period a row is of, when only one can be meant."""
    said, number = SAID_LITTLE[name]
    stored(tmp_path, [article(n, "厦门", value, indicator=what) for n, (what, value) in enumerate(said)])
    updated(tmp_path)
    assert sum(map(len, facts(tmp_path).values())) == number


WORDS = {
    # two sentences, the indicator of the figure in the second, whether they are of one thing
    "in much the same words": ("青石港完成集装箱吞吐量12亿元，同比增长4.8%", "青石港集装箱吞吐量为12亿元，同比增长4.8%", EXPORTS, True),
    "another figure beside it": ("青石港完成集装箱吞吐量12亿元，同比增长4.8%", "青石港集装箱吞吐量为12亿元，同比增长5.2%", EXPORTS, False),
    "in other words": ("青石港完成集装箱吞吐量12亿元，同比增长4.8%", "记者获悉，外贸的规模已到12亿元（+4.8%）", EXPORTS, False),
    "nothing in common": ("青石港完成集装箱吞吐量12亿元，同比增长4.8%", "青石港集装箱吞吐量为12亿元，同比增长4.8%", ("保险深度", "", "元", ""), False),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_sentences_of_the_same_words(name: str, tmp_path: Path, article: Made, stored: Stored) -> None:
    """A wrong cell of one of two articles that say the same does not part them."""
    one, other, indicator, together = WORDS[name]
    made = [
        with_sentence(article(n, "厦门", "1200000000", "12亿", indicator=what), sentence)
        for n, (sentence, what) in enumerate([(one, OUTPUT), (other, indicator)])
    ]
    stored(tmp_path, made)
    updated(tmp_path)
    assert sum(map(len, facts(tmp_path).values())) == (1 if together else 2)


TWICE = {
    # figures of two sentences of one article under one name, and of how many things they are
    "the same": (("1234567800", "12.345678亿", ""), ("1234567800", "12.345678亿", ""), 1),
    "rounded": (("1234567800", "12.345678亿", ""), ("1235000000", "12.35亿", ""), 1),
    "over": (("1234567800", "12.345678亿", ""), ("1000000000", "10亿", "over"), 1),
    "two hedges": (("1000000000", "10亿", "nearly"), ("900000000", "9亿", "over"), 2),
    "a bound": (("1234567800", "12.345678亿", ""), ("1000000000", "10亿", "at_least"), 2),
    "a bound and the figure": (("1000000000", "10亿", ""), ("1000000000", "10亿", "at_most"), 2),
    "one digit": (("3800000000", "38亿", ""), ("4000000000", "40亿", ""), 2),
}  # fmt: skip


@pytest.mark.parametrize("name", TWICE)
@pytest.mark.parametrize("together", [False, True])
def test_what_one_article_states_twice(
    name: str, together: bool, tmp_path: Path, article: Made, stored: Stored
) -> None:
    """Two figures that may be one in two articles are two things in one; in one sentence also the same figure."""
    one, other, number = TWICE[name]
    first, second = (article(1, "厦门", value, text, qualifier=hedge) for value, text, hedge in (one, other))
    text = f"{first.article.original}{second.article.original}"
    at = text.index(second.rows[0].text, len(first.article.original))
    both = first.rows[0].sentence + second.rows[0].sentence
    rows = replace(first.rows[0], sentence=both) if together else first.rows[0], second.rows[0]
    again = replace(rows[1], row=f"{rows[0].row}x", start=at, sentence=both if together else rows[1].sentence + "另")
    stored(tmp_path, [Result(replace(first.article, original=text), (rows[0], again), tuple)])
    updated(tmp_path)
    assert sum(map(len, facts(tmp_path).values())) == (2 if together else number)


def with_sentence(result: Result, sentence: str) -> Result:
    """The article with this sentence before all others, its row's figure in it."""
    text = f"{sentence.replace('12亿', '12.34亿')}。\n{result.article.original}"
    at = text.index("12.34亿元")
    (row,) = result.rows
    row = replace(row, start=at, end=at + 7, text="12.34亿元", value=Decimal("1234000000"), sentence=sentence)
    return Result(replace(result.article, original=text), (row,), tuple)


def test_what_a_later_article_tells_of_an_earlier_one(tmp_path: Path, article: Made, stored: Stored) -> None:
    """Whose a figure is that an earlier article gives to nobody is known from the later one on, and no more without it."""
    plants = {"indicator": ("绿色工厂总数", "绿色工厂总数", "家", ""), "period_text": "2024年"}
    stored(tmp_path, [article(1, "", "6430", "6430", **plants), article(2, "厦门", "6430", "6430", days=80, **plants)])
    updated(tmp_path)
    assert facts(tmp_path) == {"厦门市": ["agreed 6430家×2"]}
    with Store.open(tmp_path) as store:
        for day, articles in (("2024-08-01", 0), ("2024-12-31", 1)):
            points = series_in(store, Asked("厦门", "绿色工厂总数", as_of=day))
            assert [p.articles for p in points] == [2] * articles
    with Store.open(tmp_path, write=True) as store, store.writing():
        store.connection.execute("UPDATE articles SET status = 'removed' WHERE id = 'a02.txt'")
    updated(tmp_path)
    assert facts(tmp_path) == {"": ["single 6430家×1"]}


# ------------------------------------------------------------------ short names


def saying(result: Result, short: str, full: str, kind: str = "ORG") -> Result:
    """The article with mentions that explain a short name."""
    article = replace(result.article, original=f"{result.article.original}\n{full}（以下简称“{short}”）")
    places = article.original.index(full), article.original.rindex(short)
    spans = ((full, places[0], full), (short, places[1], full))
    mentions = tuple(Mention(article.id, "entity", kind, t, at, at + len(t), value) for t, at, value in spans)
    return Result(article, result.rows, lambda: mentions)


def test_a_short_name_is_joined_where_an_article_says_so(tmp_path: Path, article: Made, stored: Stored) -> None:
    full, short = "安澜能源集团股份有限公司", "安澜能源"
    profit = {"indicator": ("净利润", "净利润", "元", "净利润")}
    plain = article(1, short, "5230000000", **profit)
    stored(tmp_path, [plain, article(2, full, "5230000000", **profit)])
    updated(tmp_path)
    before = facts(tmp_path)
    assert sum(map(len, before.values())) == 2
    stored(tmp_path, [saying(article(3, short, "5231000000", "52.3亿", **profit), short, full)])
    updated(tmp_path)
    assert facts(tmp_path) == {full: ["agreed 52.3亿元×3"]}
    aliases = tables(tmp_path)[1].decode()
    assert f"{short},{full},,said,a03.txt," in aliases
    # Another article gives the name to somebody else: nobody can say any more whom the first one meant.
    stored(tmp_path, [saying(article(4, short, "9000000000", **profit), short, "安澜新能源科技有限公司")])
    updated(tmp_path)
    found = facts(tmp_path)
    assert found[full] == ["agreed 52.3亿元×2"]
    assert found["安澜新能源科技有限公司"] == ["single 90亿元×1"]
    assert found[""] == ["single 52.3亿元×1"]


def test_names_of_the_users_own(tmp_path: Path, article: Made, stored: Stored) -> None:
    folder, corpus = tmp_path / "out", tmp_path / "corpus"
    corpus.mkdir()
    stored(folder, [article(1, "安能", "600010000000"), article(2, "安澜能源集团股份有限公司", "600010000000")])
    (corpus / "zhibiao.toml").write_text('[owners]\n"安澜能源集团股份有限公司" = ["安能"]\n', "utf-8")
    with Store.open(folder, write=True) as store:
        update(store, corpus)
    assert facts(folder) == {"安澜能源集团股份有限公司": ["agreed 6000.1亿元×2"]}
    (corpus / "zhibiao.toml").unlink()
    with Store.open(folder, write=True) as store:
        update(store, corpus)
    assert set(facts(folder)) == {"", "安澜能源集团股份有限公司"}


def test_facts_after_a_run(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    for name in ("a", "b"):
        (corpus / f"{name}.txt").write_text(f"2024年，厦门市出口总额达3210.5亿元。记者{name}报道。", "utf-8")
    assert main(["run", str(corpus), "-o", str(out), "--workers", "1", "--facts"]) == 0
    assert [line.split(",")[1] for line in (out / "facts.csv").read_text("utf-8").splitlines()[1:]] == ["厦门市"]
    assert (out / "conflicts.csv").read_text("utf-8").count("\n") == 1
