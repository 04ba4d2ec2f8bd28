"""How likely characters are in Chinese text: what tells GB18030 from Big5 when the bytes are both.

A short text that is read in the wrong encoding is made of rare characters: 出口 in GB18030 is 堤諳 in Big5. How often each
character is used is told by the words of jieba's dictionary and their frequencies; a traditional one is as frequent as its
simplified twin.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from zhibiao.cache import disk_cached, stamp
from zhibiao.script import simplified

# Of a hundred characters of news so many are these (one in how many): marks, and figures and letters set wide.
MARKS = {"，": 25, "。": 40, "、": 60, "“": 120, "”": 120, "《": 300, "》": 300, "：": 200, "；": 300, "（": 300, "）": 300,
         "—": 400, "…": 1000, "·": 700, "％": 500, "！": 800, "？": 800, "「": 500, "」": 500, "『": 3000, "』": 3000, "　": 100,
         "．": 2000, "－": 2000, "～": 2000, "℃": 4000, "【": 3000, "】": 3000, "〔": 4000, "〕": 4000, "‘": 2000, "’": 2000}  # fmt: skip
WIDE = frozenset("０１２３４５６７８９")
ONE_IN = {"wide": 800, "letter": 4000, "numbered": 8000}
# What no dictionary has; and what is no character of Chinese text at all (kana, box drawings, Cyrillic, private use).
UNKNOWN, FOREIGN = -16.5, -19.0
# A traditional character in GB18030 is rarer than in Big5, the other way about there is none.
TRADITIONAL = 2.0
SCALE = 10  # the frequencies are kept in tenths of natural logarithms


def likelihood(text: str, traditional_expected: bool) -> float:
    """The natural logarithm of the probability of a text's characters that are not ASCII, each by itself."""
    known = frequencies()
    twin = simplified(text)
    total = 0.0
    for c, simple in zip(text, twin, strict=True):
        if c < "\x80":
            continue
        if c in MARKS:
            total -= log(MARKS[c])
        elif c in WIDE:
            total -= log(ONE_IN["wide"])
        elif "Ａ" <= c <= "ｚ":
            total -= log(ONE_IN["letter"])
        elif "①" <= c <= "⒛" or "Ⅰ" <= c <= "Ⅻ":
            total -= log(ONE_IN["numbered"])
        elif "\u3400" <= c <= "\u9fff":
            total += known.get(simple, UNKNOWN * SCALE) / SCALE
            total -= TRADITIONAL if simple != c and not traditional_expected else 0.0
        else:
            total += FOREIGN
    return total


def rarity(han: str) -> float:
    """How rare the characters of a text are on average: minus the logarithm of their probability, near 7 in news."""
    return -likelihood(han, True) / (len(han) or 1)


@cache
def frequencies() -> dict[str, int]:
    """Character → the natural logarithm of how often it is used, in tenths."""
    spec = find_spec("jieba")  # not imported: only its file is read
    assert spec is not None
    assert spec.origin is not None
    return counted(stamp(Path(spec.origin).parent / "dict.txt"))


@disk_cached
def counted(file: str) -> dict[str, int]:
    """The frequencies of the characters of jieba's dictionary, whose stamp is given: words × how often each is used."""
    uses: Counter[str] = Counter()
    with open(file.rsplit(" ", 2)[0], encoding="utf-8") as lines:
        for line in lines:
            word, often, _ = line.split(" ", 2)
            for c in word:
                uses[c] += int(often)
    total = uses.total()
    return {c: round(SCALE * log(n / total)) for c, n in uses.items() if "\u3400" <= c <= "\u9fff"}
