"""jieba's segmentation: its dictionary, its model, its words, several times as fast.

    engine   what cuts                                             how fast, as multiples of jieba.lcut
    jieba    `Jieba` below: jieba's algorithm in one pass           2
    rjieba   jieba's algorithm in Rust, where it is installed       9

Both give the words that `jieba.lcut` gives with the same words added (tests/test_segmenter.py holds them to it), but for
runs of ASCII, where the two differ: those are cut off before (`zhibiao.words`).
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Protocol

from zhibiao.matching import compiled
from zhibiao.segmenter import unknown
from zhibiao.segmenter.dictionary import Dictionary

# jieba's class of characters that can stand together in a word.
BLOCK = compiled("(?s)[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+|\r\n|.")
NO_WORD = "\ue000\ue000"
HALF = compiled("[\ud800-\udfff]")
HAN = compiled("[\u4e00-\u9fd5]+|[^\u4e00-\u9fd5]+")


class Engine(Protocol):
    """What cuts a stretch of text without spaces and ASCII letters or digits."""

    name: str

    def cut(self, text: str) -> list[str]:
        """The words, in order and without gaps. The first characters must be known to the dictionary."""
        ...


class Jieba:
    """The most likely words by the dictionary; runs of single characters by the model."""

    name = "jieba"

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def cut(self, text: str) -> list[str]:
        words: list[str] = []
        for m in BLOCK.finditer(text):
            block = m[0]
            if len(block) == 1 or block == "\r\n":
                words.append(block)
            else:
                self.cut_block(block, words)
        return words

    def cut_block(self, block: str, words: list[str]) -> None:
        """Append the words of a block: the path of the greatest weight, found from the right (of paths alike, the one
        with the longer word first)."""
        root, unseen = self.dictionary.root.get, -self.dictionary.log_total
        characters = [*block, ""]
        n = len(block)
        score = [0.0] * (n + 1)
        size = [1] * n
        for k in range(n - 1, -1, -1):
            node = root(characters[k], unseen)
            if type(node) is float:
                score[k] = node + score[k + 1]
                continue
            weight, below = node
            best = (unseen if weight is None else weight) + score[k + 1]
            end = k + 1
            node = below[characters[end]]  # the words with these two characters are read now, if need be (`Below`)
            while node:
                end += 1
                if type(node) is float:
                    total = node + score[end]
                    if total >= best:
                        best = total
                        size[k] = end - k
                    break
                weight, below = node
                if weight is not None:
                    total = weight + score[end]
                    if total >= best:
                        best = total
                        size[k] = end - k
                node = below.get(characters[end])
            score[k] = best
        place = single = 0
        while place < n:
            length = size[place]
            if length > 1:
                if single < place:
                    self.cut_singles(block[single:place], words)
                words.append(block[place : place + length])
                single = place + length
            place += length
        if single < n:
            self.cut_singles(block[single:], words)

    def cut_singles(self, run: str, words: list[str]) -> None:
        """Append the words of a run of characters that the dictionary leaves single."""
        if len(run) == 1:
            words.append(run)
        elif self.dictionary.frequency(run):
            words.extend(run)
        else:
            for m in HAN.finditer(run):
                if "\u4e00" <= m[0][0] <= "\u9fd5":
                    words.extend(unknown.words(m[0]))
                else:
                    words.append(m[0])


class Rust:
    """The same from `rjieba`. Raises ImportError where it is not installed."""

    name = "rjieba"

    def __init__(self, dictionary: Dictionary) -> None:
        import rjieba

        self.engine = rjieba.Jieba()
        for entries in dictionary.added.values():
            for word, frequency, tag in entries:
                self.engine.add_word(word, frequency, tag)
        # jieba's total counts a replaced word twice, rjieba's does not: the difference goes to a word no text has.
        self.engine.add_word(NO_WORD, dictionary.replaced, "")

    def cut(self, text: str) -> list[str]:
        try:
            words: list[str] = self.engine.cut(text)
        except UnicodeEncodeError:  # half a character: cut as one that no word has, which is in its place
            words = self.engine.cut(HALF.sub("\ufffd", text))
            ends = [0, *accumulate(map(len, words))]
            words = [text[start:end] for start, end in pairwise(ends)]
        return words
