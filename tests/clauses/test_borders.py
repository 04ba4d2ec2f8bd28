"""Where a noun phrase ends: the border class of a word, closed lists before the dictionary's tag."""

from __future__ import annotations

from collections.abc import Callable

from zhibiao.clauses import borders
from zhibiao.clauses.borders import border
from zhibiao.clauses.tokens import kind_of
from zhibiao.rows.scene import Scene
from zhibiao.words import tag_of

EXAMPLES = """
销量 => inside
日均 => inside
新增 => inside
增长 => inside
星禾科技 => inside
实现 => light
达到 => light
已经 => adverb
对于 => preposition
期间 => localiser
许多 => quantifier
其中 => connective
的 => of
和 => and
、 => pause
， => punctuation
"""
DOCUMENTED = [line.split("=>") for line in (borders.word_border.__doc__ or "").splitlines() if "=>" in line]


def test_border_of_a_word(text: str, want: str, scene: Callable[[str], Scene]) -> None:
    [token] = [t for t in scene(f"甲{text}乙").tokens if t.text == text] or [
        borders.Token(0, 2, text, kind_of(text, tag_of(text)))
    ]
    assert border(token) == want


def test_the_examples_of_the_docstring_hold() -> None:
    assert DOCUMENTED
    for word, want in ((word.strip(), want.strip()) for word, want in DOCUMENTED):
        assert borders.word_border(word, kind_of(word, tag_of(word))) == want


def test_marks_and_names_are_borders_by_their_kind(scene: Callable[[str], Scene]) -> None:
    found = {t.text: border(t) for t in scene("2025年，澄阳市（不含海桥县）出口额3亿元，第三条规定。").tokens}
    assert found["2025年"] == "time"
    assert found["澄阳市"] == "name"
    assert (found["（"], found["）"]) == ("open", "close")
    assert found["3亿元"] == "figure"
    assert found["第三条"] == "punctuation"
