"""The user's own names and words of a corpus' `zhibiao.toml`."""

import csv
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import zhibiao
from zhibiao.batch import run
from zhibiao.lexicon import own
from zhibiao.lexicon.own import Own, read
from zhibiao.model import LexiconError, Marks
from zhibiao.words import cut

TEXT = "灵禾通今年授信3亿元，跨境云播卖出20万件。"
SETTINGS = """
[names]
BRAND = ["灵禾通"]
[words]
list = ["跨境云播 100 n"]
file = "own.dict"
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "zhibiao.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "own.dict").write_text("云播卖出 3\n甲乙丙丁\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_read(corpus: Path) -> None:
    found = read(corpus)
    assert found.names == (("BRAND", "灵禾通"),)
    assert found.words == (
        ("跨境云播", 100, "n"),
        ("云播卖出", 3, "n"),
        ("甲乙丙丁", 1000, "n"),
        ("灵禾通", 1000, "nz"),
    )
    assert read(corpus / "a.txt") == found
    assert read(corpus / "nowhere" / "a.txt") == Own()


def test_use_and_back(corpus: Path) -> None:
    def names() -> list[tuple[str, str]]:
        return [(e.text, e.type) for e in zhibiao.entities(TEXT)]

    alone = names()
    own.use(read(corpus))
    try:
        assert names() == [("灵禾通", "BRAND")]
        assert "跨境云播" in [word.text for word in cut(TEXT, Marks())]
    finally:
        own.use(Own())
    assert names() == alone == []
    assert "跨境云播" not in [word.text for word in cut(TEXT, Marks())]


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ('[names]\nFIRM = ["灵禾通"]', "names.FIRM"),
        ('[names]\nORG = "灵禾通"', "names.ORG"),
        ("names = 3", "names"),
        ('[words]\nlist = ["跨境 多 n 词"]', "words"),
        ('[words]\nfile = "missing.txt"', "words.file"),
        ("[names", "-"),
        ('[nams]\nORG = ["灵禾通"]', "nams"),
        ("x = 1", "x"),
        ("[words]\nfoo = 1", "words.foo"),
        ('[units]\n"吨" = {surface = ["公吨"]}', "units.吨.surface"),
        ('[units]\n"吨" = "公吨"', "units.吨"),
        ('[units]\n"吨" = {dimension = "count"}', "units.吨"),
        ('[units]\n"箱时" = {dimension = "hours"}', "units.箱时"),
        ('[indicators]\n"进口额" = [1]', "indicators.进口额"),
        ('[labels]\nname = ["3号仓"]', "labels.name"),
        ('[labels.name]\nword = ["3号仓"]', "labels.name"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, settings: str, key: str) -> None:
    (tmp_path / "zhibiao.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        read(tmp_path)
    assert raised.value.key == key
    assert str(tmp_path / "zhibiao.toml") in str(raised.value)


@pytest.mark.parametrize(("settings", "key"), [("content = 5", "fields.content"), ('text = "x"', "fields.text")])
def test_a_wrong_field_is_named(corpus: Path, settings: str, key: str) -> None:
    (corpus / "zhibiao.toml").write_text(f"[fields]\n{settings}", encoding="utf-8")
    for place in (corpus, corpus / "a.txt"):
        with pytest.raises(LexiconError) as raised:
            list(zhibiao.read(place))
        assert (raised.value.key, raised.value.file) == (key, str(corpus / "zhibiao.toml"))


def test_a_mark_at_the_beginning_and_a_file_of_words_elsewhere(corpus: Path) -> None:
    (corpus / "news").mkdir()
    settings = '\ufeff[words]\nfile = "../own.dict"\n[fields]\ncontent = "稿"\n'
    (corpus / "news/zhibiao.toml").write_text(settings, encoding="utf-8")
    (corpus / "news/b.json").write_text('{"稿": "出口3亿元。"}', encoding="utf-8")
    assert [word for word, _, _ in read(corpus / "news").words] == ["云播卖出", "甲乙丙丁"]
    assert [a.original for a in zhibiao.read(corpus / "news/b.json")] == ["出口3亿元。"]


@pytest.mark.slow
def test_a_batch_uses_them(command: Callable[..., CompletedProcess[str]], corpus: Path, tmp_path: Path) -> None:
    done = command("run", corpus, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "out" / "indicators.csv").open(encoding="utf-8-sig", newline="") as table:
        subjects = [row["subject"] for row in csv.DictReader(table) if row["text"] == "3亿元"]
    assert subjects == ["灵禾通"]


LINES = """
[units]
"吨" = ["公吨"]
"箱时" = { surfaces = ["箱时", "柜时"], dimension = "time" }
"甲乙" = []
[indicators]
"社会消费品零售总额" = ["社零额"]
"云播指数" = ["云播景气"]
[labels.name]
words = ["99嗨购节"]
patterns = ['{n}号仓']
"""


def test_units_indicators_and_labels(tmp_path: Path) -> None:
    """Each line is in force while the lexicon is, and what ours says stands beside it."""
    (tmp_path / "zhibiao.toml").write_text(LINES, encoding="utf-8")

    def seen() -> list[str]:
        quantities = [
            f"{q.value} {q.unit} {q.dimension}"
            for t in ("5公吨", "6柜时", "7甲乙", "8吨")
            for q in zhibiao.quantities(t)
        ]
        rows = zhibiao.extract("99嗨购节上，3号仓启用，社零额为5亿元，集团云播景气为50亿元。")
        return [*quantities, *rows["text"], *rows["indicator_std"]]

    alone = seen()
    own.use(read(tmp_path))
    try:
        assert seen() == [
            "5 吨 mass",
            "6 箱时 time",
            "7 甲乙 count",
            "8 吨 mass",
            "5亿元",
            "50亿元",
            "社会消费品零售总额",
            "云播指数",
        ]
    finally:
        own.use(Own())
    assert seen() == alone
    assert alone[-2:] == ["", ""]


@pytest.mark.parametrize("pattern", ["{n}号(仓", ".{n}号仓"])
def test_a_pattern_that_cannot_be_used_is_told_before_the_batch(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "zhibiao.toml").write_text(f"[labels.name]\npatterns = ['{pattern}']", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"labels\.name"):
        run(tmp_path, tmp_path / "out")
