"""Words between marks: what is one word already is cut by itself, and both engines agree on the rest."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhibiao.model import Label, Marks, Quantity, TimeExpr, Word
from zhibiao.segmenter import Rust
from zhibiao.spans.marks import mark
from zhibiao.words import MASK, cut, cutter, fast

CASES = {
    "注册商家超529万人": "注册/v 商家/n 超/v 529万人/m",
    "去年5G手机": "去年/t 5G/n 手机/n",
    "用 Alpha-B 型　机器": "用/p Alpha-B/eng 型/k 机器/n",
    f"甲{MASK}乙{MASK}{MASK}": f"甲/n {MASK}/x 乙/n {MASK}/x {MASK}/x",
    f"增长5%{MASK}的": f"增长/v 5%/m {MASK}/x 的/uj",
    "㐀鿖山": "㐀/ 鿖/ 山/n",  # Chinese to rjieba, not to jieba
    "，。\n": "，/x 。/x \n/x",
    " \t": "",
    "百家云涨8%，数科跌超2%": "百家/m 云/ns 涨/v 8%/m ，/x 数科/ 跌/v 超/v 2%/m",
    "": "",
    # Characters that are hardly ever words by themselves spell a name together; one of them before the end of a place, too.
    "根据璟颢途最新年报": "根据/p 璟颢途/ 最新/d 年报/n",
    "崮峁市公路局": "崮峁/ 市/n 公路局/n",
    "在渚柏市举行": "在/p 渚柏市/ 举行/v",
    "棠垭村进行": "棠垭/ 村/zg 进行/v",
    "抵嵊县": "抵/zg 嵊县/ns",
    "富硒产业": "富/nr 硒/n 产业/n",
    "用于硒产业": "用于/v 硒/n 产业/n",
}


@cache
def rust() -> Rust:
    return Rust(cutter().dictionary)


def shown(words: list[Word]) -> str:
    return " ".join(f"{word.text}/{word.tag}" for word in words)


@pytest.mark.parametrize("text", CASES)
def test_words(text: str) -> None:
    words = cut(text, mark(text))
    assert shown(words) == CASES[text]
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]


def test_a_stretch() -> None:
    """Marks that reach out of the stretch, or overlap an earlier one, are no words of it."""
    text = "山水田林湖草沙"
    marks = Marks(
        (Quantity(0, 2, "山水", "r", 1),),  # type: ignore[arg-type]
        (TimeExpr(2, 4, "田林", "r", "k"),),
        (Label(3, 5, "林湖", "r", "name"), Label(6, 7, "沙", "r", "name")),
    )
    assert [(word.start, word.text) for word in cut(text, marks, 1, 6)] == [(1, "水"), (2, "田林"), (4, "湖草")]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=f"中国人民银行发布的一二三1.5a %，\n\r\u2003　{MASK}𠀀㐀々·", max_size=24))
def test_no_character_but_spaces_is_lost_and_engines_agree(text: str) -> None:
    words = cut(text, mark(text))
    place = 0
    for word in words:
        assert not text[place : word.start].strip(" \t\u3000\xa0")
        assert text[word.start : word.end] == word.text
        place = word.end
    assert not text[place:].strip(" \t\u3000\xa0")
    if fast():
        cutting = cutter()
        before, cutting.engine = cutting.engine, rust()
        try:
            assert cut(text, mark(text)) == words
        finally:
            cutting.engine = before
