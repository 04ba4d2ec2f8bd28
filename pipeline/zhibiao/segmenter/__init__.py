"""jieba's segmentation: its dictionary, its model, its words, several times as fast.

    engine   what cuts                                             how fast, as multiples of jieba.lcut
    jieba    `Jieba` below: jieba's algorithm in one pass           2
    rjieba   jieba's algorithm in Rust, where it is installed       9

Both give the words that `jieba.lcut` gives with the same words added (tests/test_segmenter.py holds them to it), but for
runs of ASCII, where the two differ: those are cut off before (`zhibiao.words`).

Words that no dictionary has are read by jieba's hidden Markov model, its tables: each character begins, continues or ends a
word, or is one (B, M, E, S). The best path is found as in `jieba.finalseg`, written out for these four states; what a run of
characters became is kept.
"""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import accumulate, pairwise
from struct import Struct
from typing import Any, Protocol

from zhibiao.cache import disk_cached, stamp
from zhibiao.matching import compiled
from zhibiao.segmenter.dictionary import Dictionary, jieba_file

IMPOSSIBLE = -3.14e100
Emission = tuple[float, float, float, float]


@cache
def table(name: str) -> Any:
    """A table of jieba's model, by the name of its module."""
    spec = spec_from_file_location(f"jieba_{name}", jieba_file(f"finalseg/{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.P


@disk_cached
def emissions(_: str) -> tuple[str, bytes]:
    """All characters of the model's file that is named, and how likely each is in the states B, M, E and S: four doubles for
    each, for of the thousands an article has a few hundred."""
    states = [table("prob_emit")[state] for state in "BMES"]
    characters = sorted(set().union(*states))
    likely = array("d", [state.get(c, IMPOSSIBLE) for c in characters for state in states])
    return "".join(characters), likely.tobytes()


@cache
def model_stamp() -> str:
    return stamp(jieba_file("finalseg/prob_emit.py"))


FOUR = Struct("4d")
NEVER: Emission = (IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE)


@cache
def emission(character: str) -> Emission:
    """How likely a character is in the states B, M, E and S."""
    characters, likely = emissions(model_stamp())
    place = characters.find(character)
    if place < 0:
        return NEVER
    b, m, e, s = FOUR.unpack_from(likely, place * FOUR.size)
    return b, m, e, s


@cache
def transitions() -> tuple[float, ...]:
    move = table("prob_trans")
    return tuple(move[a].get(b, IMPOSSIBLE) for a, b in ("EB", "SB", "MM", "BM", "BE", "ME", "SS", "ES"))


@lru_cache(maxsize=65536)
def unknown_words(run: str) -> tuple[str, ...]:
    """The words of a run of Chinese characters."""
    eb, sb, mm, bm, be, me, ss, es = transitions()
    start = table("prob_start")
    eb0, em0, ee0, es0 = emission(run[0])
    b, m, e, s = start["B"] + eb0, start["M"] + em0, start["E"] + ee0, start["S"] + es0
    before: list[tuple[str, str, str, str]] = []  # for B, M, E, S of each character but the first: the state before
    for character in run[1:]:
        on_b, on_m, on_e, on_s = emission(character)
        # A tie goes to the letter that comes later, as the tuples (score, letter) of jieba compare.
        from_e, from_s = e + eb + on_b, s + sb + on_b
        new_b, back_b = (from_s, "S") if from_s >= from_e else (from_e, "E")
        from_m, from_b = m + mm + on_m, b + bm + on_m
        new_m, back_m = (from_m, "M") if from_m >= from_b else (from_b, "B")
        from_b, from_m = b + be + on_e, m + me + on_e
        new_e, back_e = (from_m, "M") if from_m >= from_b else (from_b, "B")
        from_s, from_e = s + ss + on_s, e + es + on_s
        new_s, back_s = (from_s, "S") if from_s >= from_e else (from_e, "E")
        b, m, e, s = new_b, new_m, new_e, new_s
        before.append((back_b, back_m, back_e, back_s))
    state = "S" if s >= e else "E"
    ends = []  # where words end, from the right
    for k in range(len(run) - 1, -1, -1):
        if state in "ES":
            ends.append(k + 1)
        if k:
            state = before[k - 1]["BMES".index(state)]
    ends.reverse()
    return tuple(run[i:j] for i, j in zip([0, *ends], ends, strict=False))


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
                    words.extend(unknown_words(m[0]))
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
