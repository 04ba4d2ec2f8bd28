"""Tokens of a sentence: words, and in the place of some its marks and names."""

from __future__ import annotations

import pytest

from zhibiao import naming
from zhibiao.clauses.tokens import FIRSTS, SPACE, WORDS, kind_of, tokenise
from zhibiao.model import Entity, Label, Marks, Sentence, TimeExpr, Word
from zhibiao.spans.marks import mark
from zhibiao.words import cut

CASES = {
    "今年，出口增长5%。": "今年/T ，/PUNC 出口/N 增长/N 5%/Q 。/PUNC",
    "约5%的企业": "约/ADV 5%/Q 的/DE 企业/N",
    "进一步提高": "进一步/ADV 提高/V",
    "“今年建成平台”": "“/QUOTE 今年/T 建成/N 平台/N ”/QUOTE",
    "甲、乙": "甲/N 、/PAUSE 乙/N",
}


def tokens(text: str, kind: str = "body") -> str:
    marks = mark(text)
    words = cut(text, marks)
    found = tokenise(text, Sentence(0, len(text), 0, kind), words, marks, naming.find(text, words, marks))  # type: ignore[arg-type]
    assert all(text[t.start : t.end] == t.text for t in found)
    return " ".join(f"{t.text}/{t.kind}" for t in found)


@pytest.mark.parametrize("text", CASES)
def test_tokens(text: str) -> None:
    assert tokens(text) == CASES[text]


def test_white_space_is_a_comma_in_a_headline_alone() -> None:
    assert tokens("台风登陆\u2003众人疏散", "headline") == "台风/N 登陆/V \u2003/PUNC 众人/N 疏散/N"
    assert tokens("台风登陆\u2003众人疏散") == "台风/N 登陆/V 众人/N 疏散/N"


@pytest.mark.parametrize(
    ("words", "blocks", "expected"),
    [
        ("山水|田林|湖草沙", [(2, 4, "T")], "山水/N 田林/T 湖草沙/N"),
        ("山水田林湖草沙", [(2, 4, "T")], "山水/N 田林/T 湖草沙/N"),
        ("山水田林湖草沙", [(1, 2, "T"), (4, 5, "T")], "山/N 水/T 田林/N 湖/T 草沙/N"),
        ("山水田|林湖草沙", [(2, 4, "T")], "山水/N 田林/T 湖草沙/N"),
        ("山水田|林湖草沙", [(2, 4, "T"), (4, 7, "T")], "山水/N 田林/T 湖草沙/T"),
        ("山|水|田林湖草沙", [(0, 2, "T")], "山水/T 田林湖草沙/N"),
    ],
)
def test_what_a_word_has_outside_of_a_block_stays(
    words: str, blocks: list[tuple[int, int, str]], expected: str
) -> None:
    text, pieces, place = words.replace("|", ""), [], 0
    for piece in words.split("|"):
        pieces.append(Word(place, place + len(piece), piece, "n"))
        place += len(piece)
    marks = Marks((), tuple(TimeExpr(a, b, text[a:b], "r", kind) for a, b, kind in blocks))
    found = tokenise(text, Sentence(0, len(text), 0), pieces, marks, ())
    assert " ".join(f"{t.text}/{t.kind}" for t in found) == expected


def test_names_with_their_labels() -> None:
    """A name takes the label inside it, none that crosses a time; who brings the news is no name."""
    text = "第三届海桥博览会今年开幕"
    marks = Marks((), (TimeExpr(8, 10, "今年", "r", "k"),), (Label(0, 3, "第三届", "r", "ordinal"),))
    words = [
        Word(0, 3, "第三届", "n"),
        Word(3, 8, "海桥博览会", ""),
        Word(8, 10, "今年", "t"),
        Word(10, 12, "开幕", "v"),
    ]
    for end, expected in ((8, "第三届海桥博览会/E 今年/T 开幕/V"), (9, "第三届/L 海桥博览会/N 今年/T 开幕/V")):
        fair = Entity(0, end, text[:end], "r", "EVENT")
        found = tokenise(text, Sentence(0, len(text), 0), words, marks, [fair])
        assert " ".join(f"{t.text}/{t.kind}" for t in found) == expected


def test_kinds() -> None:
    assert not {word[0] for word in WORDS} & set(FIRSTS), "a word of our lists begins like punctuation"
    told = {
        ("vn", "发展"): "N",
        ("v", "发展"): "V",
        ("vg", "竣"): "V",
        ("uj", "地"): "X",
        ("", "海桥"): "N",
        ("x", "《"): "QUOTE",
    }
    assert {key: kind_of(word, tag) for key, (tag, word) in zip(told, told, strict=True)} == told
    assert kind_of("\u2003", "x") == SPACE
