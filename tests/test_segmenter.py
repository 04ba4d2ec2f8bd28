"""Our cut of jieba's words is jieba's own, and so is rjieba's."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zhibiao
from zhibiao.segmenter import Jieba, Rust, unknown_words
from zhibiao.segmenter.dictionary import FREQUENCY, SUMS, Dictionary, jieba_file, lines_of
from zhibiao.words import ASIDE, domain_words

NEWS = Path(__file__).parents[2] / "shared" / "news"
CORPUS = Path(__file__).parents[1] / "corpus"
PLACES = [("乌有市", 20, ""), ("中国", 20, ""), ("子虚", 20, "")]  # 中国 is a word already: it keeps its frequency


@cache
def reference() -> Any:
    """jieba itself with the same words added."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word, frequency, _ in domain_words():
        tokenizer.add_word(word, frequency)
    for word, frequency, _ in PLACES:
        if word not in tokenizer.FREQ:
            tokenizer.add_word(word, frequency)
    return tokenizer


@cache
def ours() -> Jieba:
    return Jieba(Dictionary(domain_words(), PLACES))


def cut(text: str) -> list[str]:
    ours().dictionary.read(text)
    return ours().cut(text)


def stretches(folder: Path) -> Iterator[str]:
    """The texts of a folder between what is cut by itself, as `zhibiao.words` gives them to the engine."""
    for article in zhibiao.read(folder):
        yield from filter(None, ASIDE.split(article.original))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "的",
        "乌有市的工业增加值",
        "特别是在前海合作区",
        "李鑫磊赴龘靐镇调研",
        "“出口”、进口%与_-＋",
        "\r\n。。\n",
        "一二三四五六七八九十" * 30,
        "𠀀𠀁",
    ],
)
def test_words_are_those_of_jieba(text: str) -> None:
    assert cut(text) == reference().lcut(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="中国人民银行发布的一二三李王伟在了。，%“”龘\n\u3007", max_size=30))
def test_any_text(text: str) -> None:
    assert cut(text) == reference().lcut(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="中国海潮声声慢阿鑫磊赴的了龘", min_size=1, max_size=12))
def test_unknown_words_are_those_of_the_model(run: str) -> None:
    from jieba import finalseg

    assert list(unknown_words(run)) == list(finalseg.cut(run))


def test_the_sum_of_frequencies() -> None:
    assert set(SUMS.values()) == {sum(map(int, FREQUENCY.findall(lines_of(jieba_file("dict.txt")))))}
    assert ours().dictionary.total == reference().total


def test_entries() -> None:
    dictionary = ours().dictionary
    assert dictionary.frequency("中国") == reference().FREQ["中国"]
    assert dictionary.frequency("乌有市") == 20
    assert (dictionary.frequency("没有这个词的"), dictionary.tag("没有这个词的")) == (0, "")
    assert dictionary.tag("经济") == "n"


@pytest.mark.parametrize("folder", [CORPUS, NEWS], ids=lambda f: f.name)
def test_both_engines_cut_articles_as_jieba_does(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("the shared news is not beside this project")
    pytest.importorskip("rjieba", reason="rjieba is not installed: pip install 'zhibiao[fast]'")
    rust = Rust(ours().dictionary)
    for text in islice(stretches(folder), 0, None, 1 if folder == CORPUS else 3):  # the news: every third stretch
        expected = reference().lcut(text)
        assert cut(text) == expected
        assert rust.cut(text) == expected


@pytest.mark.parametrize("beginning", ["中", "中国 ", "中国", "高", "高一", "江", "阿", "龘", "A", "做作业", "鿖"])
def test_lines_of_the_dictionary(beginning: str) -> None:
    """In one group or in two."""
    file = ours().dictionary.file
    assert list(file.lines(beginning)) == [
        x for x in lines_of(jieba_file("dict.txt")).decode().split("\n") if x.startswith(beginning)
    ]


@pytest.mark.parametrize("word", ["中", "中国", "高一", "B超", "做作业", "龘靐", "", " ", "B超 3", "中国 "])
def test_what_is_written_behind_a_word(word: str) -> None:
    """In the last of its lines, of two as of one."""
    file = ours().dictionary.file
    written = [
        line.partition(" ")[2]
        for line in lines_of(jieba_file("dict.txt")).decode().split("\n")
        if line.partition(" ")[0] == word
    ]
    assert file.behind(word) == (written[-1] if written and word else None)


def test_two_processes_at_once_with_a_home_that_is_read_only(tmp_path: Path) -> None:
    """The dictionary is read from the package: nothing is written that another process could find half written."""
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o555)
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "TMPDIR": str(home)}
    code = "import zhibiao; print([e.text for e in zhibiao.entities('记者从浙江省商务厅获悉，云溪市出口增长')])"
    starting = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-B", "-c", code], env=environment, stdout=subprocess.PIPE, encoding="utf-8"
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0] for process in starting]
    assert [process.returncode for process in starting] == [0, 0]
    assert said == ["['浙江省商务厅', '云溪市']\n"] * 2
    assert not list(home.iterdir())
