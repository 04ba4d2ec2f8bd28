"""What a matcher finds with all that spares tries is what it finds when every pattern is tried everywhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from zhibiao import times
from zhibiao.headings import OPENING, OPENINGS
from zhibiao.lexicon.units import units
from zhibiao.matching import Matcher, Words, compiled, everywhere
from zhibiao.model import Marks
from zhibiao.reading import read
from zhibiao.spans import labels
from zhibiao.spans.marks import mark
from zhibiao.text import mend

ROOT = Path(__file__).parents[2]
NEWS = ROOT.parent / "shared" / "news"


class Said(NamedTuple):
    """A rule for the tests: what it reads is its name."""

    name: str
    written: str

    @property
    def pattern(self) -> object:
        return compiled(self.written)

    def at(self, text: str, place: int) -> tuple[int, str] | None:
        m = compiled(self.written).match(text, place)
        return None if m is None or "不" in m[0] else (m.end(), self.name)


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[f.start : f.end], f.value) for f in matcher.finditer(text)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("甲乙丙", [("甲乙丙", "long")]),  # the longest at a place
        ("甲乙", [("甲乙", "word")]),  # of those as long a word
        ("丙丁", [("丙丁", "first")]),  # then the rule that stands first
        ("甲乙丙丁", [("甲乙丙", "long")]),  # 丙丁 begins inside of it
        ("乙丙丙丁", [("丙丁", "first")]),  # a word only as a whole
        ("不丁丙丁", [("丙丁", "first")]),  # one that is declined covers nothing
        ("12年", [("12年", "year")]),
        ("3.12年", [("12年", "year")]),
    ],
)
def test_which_readings_stand(text: str, want: list[tuple[str, str]]) -> None:
    rules = [
        Said("first", "丙丁"),
        Said("long", "甲乙丙"),
        Said("one", "丙[丁戊]"),
        Said("declined", "不丁丙"),
        Said("year", "[0-9]{2}年"),
        Said("middle", "2年"),  # never read from the middle of a number
    ]
    words = Words({"甲乙": "word", "乙丙": "word"}, whole=lambda text, start, end: text[end : end + 1] != "丙")
    matcher = Matcher(rules, words)
    assert found(matcher, text) == want
    with everywhere():
        assert found(matcher, text) == want


def test_a_gate_closes_for_every_rule() -> None:
    matcher = Matcher([compiled("三年"), compiled("三月")], gate=(frozenset("三"), compiled("三[年月]")))
    assert [f.start for f in matcher.finditer("三，三年，三月")] == [2, 5]


def test_a_rule_may_be_added_until_the_first_use() -> None:
    rules = [compiled("甲")]
    matcher = Matcher(rules)
    rules.append(compiled("乙"))
    assert [f.start for f in matcher.finditer("甲乙")] == [0, 1]


def both(text: str) -> tuple[Marks, Marks]:
    """The marks of a text as always, and with every pattern tried everywhere."""
    spared = mark(text)
    with everywhere():
        return spared, mark(text)


def texts() -> Iterator[tuple[str, str]]:
    """Our corpus and every fortieth article of the news; in a long search (`conftest.py`) all, which takes half a minute."""
    step = 1 if settings.default.max_examples > 1000 else 40
    news = sorted(read(NEWS), key=lambda article: article.id)[::step] if NEWS.is_dir() else []
    for article in [*read(ROOT / "corpus"), *news]:
        yield article.id, mend(article).mended


@pytest.mark.slow
def test_same_marks_of_the_news() -> None:
    several = 0
    for name, text in texts():
        spared, wanted = both(text)
        assert spared == wanted, name
        several += len(wanted.quantities) + len(wanted.times) + len(wanted.labels)
    assert several > 300


def test_same_headings() -> None:
    for _, text in texts():
        with everywhere():
            wanted = [q for q, _ in OPENINGS.places(text) if OPENING.match(text, q)]
        assert [q for q, _ in OPENINGS.places(text) if OPENING.match(text, q)] == wanted


# Pieces of which figures, times and labels are made, so that many borders between them come about.
PIECES = st.one_of(
    st.sampled_from(
        [*"0123456789．.,，、。（）—-至到第半近约超零一二两三十百千万亿几多余个点年月日号GAbx%％/:∶\n　“” "]
    ),
    st.sampled_from(sorted(surface for surface in units())),
    st.sampled_from([example.text for rule in times.times.rules for example in rule.examples]),
    st.sampled_from(sorted(word for _, _, words, _ in labels.groups() for word in words)),
    st.sampled_from(
        "同比 增长 下降 以来 截至 期间 上半年 目前 分之 百分点 以上 左右 从 每 翻一番 持平 五年 号 的 了 在".split()
    ),
    st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=3),
)


@given(st.lists(PIECES, min_size=1, max_size=12))
def test_same_marks_of_whatever_is_made_of_the_pieces(pieces: list[str]) -> None:
    spared, wanted = both("".join(pieces))
    assert spared == wanted
