"""The parts that words may play: no finder is kept from a name by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhibiao
from zhibiao.model import Entity, Marks, TimeExpr
from zhibiao.naming import PARTS, seen, standing
from zhibiao.naming import stretch as s
from zhibiao.naming.foreign import foreign
from zhibiao.naming.gazetteer import listing, may_hold
from zhibiao.naming.suffixes import COMPANY, FORMS
from zhibiao.naming.things import NUMBERED, WORK, campaigns
from zhibiao.spans.marks import mark
from zhibiao.text import mend
from zhibiao.words import cut

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("word", "tag", "part", "may"),
    [
        ("公司", "n", s.SUFFIXED, True),
        ("签署", "v", s.SUFFIXED, False),
        ("王", "nr", s.PERSON, True),
        ("王老师", "", s.ADDRESS, True),
        ("老师", "n", s.ADDRESS, True),
        ("桌子", "n", s.ADDRESS, False),
        ("赫里斯", "", s.LIKELY, True),
        ("大力", "n", s.LIKELY, False),
        ("杭州", "ns", s.PLACE | s.HEADING, True),
        ("东西", "ns", s.PLACE, False),
        ("京", "j", s.ABBREVIATION, True),
        ("中斐", "", s.ABBREVIATION, True),
        ("中间", "f", s.ABBREVIATION, False),
        ("古巴队", "", s.BELONGING, True),
        ("中队", "n", s.BELONGING, False),
        ("农林部长", "", s.MINISTER, True),
        ("等", "u", s.LISTING, True),
        ("第八届", "m", s.EDITION, True),
        ("大会", "n", s.MEETING, True),
        ("2.0改革", "n", s.VERSION, True),
        ("陈晓说", "", s.GLUED, True),
        ("陈晓说", "n", s.GLUED, False),
        ("·", "x", s.DOT, True),
    ],
)
def test_parts(word: str, tag: str, part: int, may: bool) -> None:
    assert PARTS[word, tag] & part == (part if may else 0)


def test_a_listed_name_may_begin_in_any_word_that_agrees_with_it() -> None:
    for names in listing().values():
        for name in names:
            assert all(may_hold(name[:n], "n") and may_hold("着" + name[:n], "") for n in range(1, len(name) + 1)), name
            assert may_hold(name + "着", "n"), name


def test_no_transliterated_name_without_a_likely_word_or_a_dot() -> None:
    for article in zhibiao.read(CORPUS):
        text = mend(article).mended
        for word in (stretch := seen(text, cut(text, mark(text)))).words:
            one = seen(text, [word])
            assert one.all_parts & (s.LIKELY | s.DOT) or not foreign(one), word
        assert stretch.all_parts & s.FOREIGN


def test_what_a_pattern_is_guarded_by_stands_in_it() -> None:
    """Characters without which a pattern is not tried."""
    assert all(form in COMPANY.pattern for form in FORMS)
    assert WORK.pattern in NUMBERED.pattern
    assert [e.text for e in campaigns("推进千万工程和八八战略")] == ["千万工程", "八八战略"]


EXTENTS = st.lists(st.integers(0, 30), min_size=2, max_size=12).map(
    lambda cuts: [(a, b) for a, b in zip(sorted(set(cuts))[::2], sorted(set(cuts))[1::2], strict=False)]
)


@given(EXTENTS, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8))
def test_names_that_touch_a_mark_do_not_stand(marked: list[tuple[int, int]], named: list[tuple[int, int]]) -> None:
    times = tuple(TimeExpr(a, b, "", "", "day", ()) for a, b in marked)
    names = [Entity(start, start + size, "", "", "LOC") for start, size in named]
    taken = {i for a, b in marked for i in range(a, b)}
    assert standing(names, Marks((), times, ())) == [e for e in names if taken.isdisjoint(range(e.start, e.end))]
