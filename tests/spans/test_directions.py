"""A direction is read from the parts of a word; no fall before a figure becomes a rise or a size."""

import datetime as dt
from itertools import product

import pytest

from zhibiao.extraction import extract_article
from zhibiao.lexicon import load
from zhibiao.model import Article
from zhibiao.spans.directions import DATA, FALL, RISE, direction

SAYS = {"up": 1, "down": -1, "-": 0}
EXAMPLES = [line for side in ("rise", "fall") for line in load("directions")[side]["examples"]]
# Words that no list of the lexicon holds; each is a manner or two before a core.
NEW = {
    "惨跌": -1, "崩跌": -1, "狂泻": -1, "齐挫": -1, "逆跌": -1, "陡降": -1, "遽减": 0, "连挫": -1, "暴缩": -1, "微挫": -1,
    "狂升": 1, "劲升": 1, "逆涨": 1, "齐升": 1, "双降": -1, "双升": 1, "闪跌": -1, "再跌": -1, "大幅小降": -1, "续挫": -1,
}  # fmt: skip
WRITTEN = {w for side in ("rise", "fall") for w in DATA[side]["words"]}


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples(line: str) -> None:
    word, _, want = line.partition(" => ")
    assert direction(word) == SAYS[want]


def test_words_that_no_list_has() -> None:
    known = {word: want for word, want in NEW.items() if want}
    assert len(known) >= 10
    assert not WRITTEN & known.keys()
    assert {word: direction(word) for word in known} == known
    assert direction("遽减") == -1  # an unknown manner leaves the core what it is


def test_no_word_says_both() -> None:
    assert not RISE & FALL
    assert {word for word in FALL if direction(word) >= 0} == set()
    assert {word for word in RISE if direction(word) <= 0} == set()


ASPECTS = ["", "了", "超", "逾", "近", "约", "了近", "幅度达"]
FIGURES = ["3.2%", "两成", "15个基点", "120元", "3.6万吨"]
OWNERS = ["甲公司营收", "沪指", "当地煤价", "全省用电量"]


def rows(text: str) -> list[tuple[str, str]]:
    return [
        (row.text, text)
        for row in extract_article(Article("x", text, "", dt.date(2026, 3, 5))).rows
        if row.value > 0 and (row.value_to is None or row.value_to > 0)
    ]


# What follows a fall may be where the thing went: no change, and no fall.
REACHED = ["降到了4.8%", "跌到了3100点", "减到了12家", "下降到了两成", "骤降到了4.8%", "缩减到了近3万吨"]
# Falls by other words: 跌去, 蒸发, a loss of time won, a fraction.
GONE = [
    "同比跌去三成",
    "市值蒸发7970亿美元",
    "市值一周蒸发掉近两成",
    "股价跌掉12%",
    "一个月省了18万元电费",
    "租户获30%的租金减幅",
]


@pytest.mark.parametrize("said", REACHED)
def test_a_size_reached_is_no_fall(said: str) -> None:
    found = extract_article(Article("x", f"甲公司的不良率{said}。", "", dt.date(2026, 3, 5))).rows
    assert [row.measure for row in found] == ["level"]
    assert found[0].value > 0


@pytest.mark.parametrize("said", GONE)
def test_falls_by_other_words(said: str) -> None:
    found = extract_article(Article("x", f"甲公司{said}。", "", dt.date(2026, 3, 5))).rows
    assert [(row.measure, row.value < 0) for row in found] == [("change", True)]


def test_no_fall_is_read_as_a_rise() -> None:
    """Every word of the lexicon's falls and the new ones, with three aspects of all in turn: none becomes a rise or a size."""
    falls = sorted(FALL | {word for word, want in NEW.items() if want < 0})
    texts = [
        f"{OWNERS[k % len(OWNERS)]}{word}{aspect}{FIGURES[k % len(FIGURES)]}。"
        for k, (n, word) in enumerate(product(range(3), falls))
        for aspect in [ASPECTS[(k + n) % len(ASPECTS)]]
        if not (word.endswith("探") and k % len(FIGURES) in (3, 4))  # 下探|120元 is where a price went
    ]
    assert len(texts) > 1000
    assert [found for text in texts for found in rows(text)] == []
