"""Words: jieba in the gaps between marks, so that a figure or a time is always one word.

    注册采购商|超529万人           jieba alone: 超|529|万人
    每亿千瓦时 …                   marks first, words second (see DESIGN in docs/)

The tag of a word is jieba's part of speech of its dictionary entry (no statistical tagging): cheap, and the
same for both engines.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import resources
from importlib.util import find_spec
from operator import itemgetter

from zhibiao.lexicon import load, own
from zhibiao.lexicon.places import codes
from zhibiao.model import Marks, Word
from zhibiao.segmenter import Engine, Jieba, Rust
from zhibiao.segmenter.dictionary import Dictionary, Entry

ASCII_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+&'-]*|[ \t\u3000\xa0]+")
PLACE_FREQUENCY = 20  # of a place that the dictionary does not have
NAME_FREQUENCY = 100  # of a listed name


@cache
def fast() -> bool:
    """Whether rjieba is installed (`zhibiao[fast]`)."""
    return find_spec("rjieba") is not None


def engine() -> str:
    """What cuts words in a process that has much to cut, and its version, for the record: the words are the same."""
    from importlib.metadata import version  # slow to import

    name = "rjieba" if fast() else "jieba"
    return f"{name} {version(name)}"


class Cutter:
    """jieba's words; by rjieba, where it is installed, once a process has cut so much that loading it pays."""

    def __init__(self, ahead: int) -> None:
        self.dictionary = Dictionary(domain_words(), added_where_missing())
        self.engine: Engine = Jieba(self.dictionary)
        self.ahead = ahead if fast() else sys.maxsize

    def cut(self, text: str) -> list[str]:
        if not self.dictionary.known.issuperset(text):
            self.dictionary.read(text)
        self.expect(len(text))
        return self.engine.cut(text)

    def expect(self, characters: int) -> None:
        """So many more are to be cut, now or soon."""
        self.ahead -= characters
        if self.ahead < 0:
            self.engine, self.ahead = Rust(self.dictionary), sys.maxsize
            self.dictionary.forget_trie()


# Characters that our own cut of jieba takes as long for as rjieba takes to load.
LOADING = 200_000


@own.of_own
@cache
def cutter() -> Cutter:
    """The cutter of this process."""
    return Cutter(LOADING)


def dictionary() -> Dictionary:
    """jieba's dictionary with our domain's words, places and listed names."""
    return cutter().dictionary


def added_where_missing() -> list[Entry]:
    """The places and listed names that are words unless the dictionary has them."""
    places = [(place, PLACE_FREQUENCY, "") for place in codes()]
    return places + [(name, NAME_FREQUENCY, "") for name in listed_names()]


def listed_names() -> list[str]:
    """The listed places and organisations that may be one word."""
    places = load("names")["gazetteer"]["LOC"]
    organisations = [name for group in load("organisations")["listed"].values() for name in group]
    return [name for name in (*places, *organisations) if 2 < len(name) < 7 and name.isalpha()]


@own.of_own
@cache
def domain_words() -> tuple[Entry, ...]:
    """(word, frequency, tag) of `lexicon/words.txt`, in jieba's own format, and the user's own, which go before."""
    text = resources.files("zhibiao.lexicon").joinpath("words.txt").read_text("utf-8")
    ours = {w: (w, int(f), t) for w, f, t in (line.split(" ") for line in text.splitlines() if line)}
    return tuple({**ours, **{word[0]: word for word in own.Choice.own.words}}.values())


def frequency(word: str) -> int:
    """How often the dictionary has seen a word."""
    return dictionary().frequency(word)


def tag_of(word: str) -> str:
    """The part of speech that the dictionary gives a word; empty when it has no such word."""
    return dictionary().tag(word)


def total() -> int:
    """The sum of all frequencies of the dictionary."""
    return dictionary().total


def cut(text: str, marks: Marks, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end] in order. Marks are one word each (quantities `m`, times `t`, labels `n`)."""
    end = len(text) if end is None else end
    blocks = [
        *((q.start, q.end, "m") for q in marks.quantities),
        *((t.start, t.end, "t") for t in marks.times),
        *((label.start, label.end, "n") for label in marks.labels),
    ]
    words: list[Word] = []
    place = start
    for first, last, tag in sorted(blocks, key=itemgetter(0)):
        if first < place or last > end:
            continue
        words += gap(text, place, first)
        words.append(Word(first, last, text[first:last], tag))
        place = last
    words += gap(text, place, end)
    return words


def gap(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch without marks; ASCII runs stay whole, so that any engine cuts alike."""
    words: list[Word] = []
    for m in ASCII_RUN.finditer(text, start, end):
        chinese(text, start, m.start(), words)
        if not m[0].isspace():
            words.append(Word(m.start(), m.end(), m[0], "eng"))
        start = m.end()
    chinese(text, start, end, words)
    return words


def chinese(text: str, start: int, end: int, words: list[Word]) -> None:
    """Append the words of a stretch without ASCII. One that no dictionary has is `x` if it is no word at all."""
    if start >= end:
        return
    new = tuple.__new__
    cutting = cutter()
    pieces = cutting.cut(text[start:end])
    entries = cutting.dictionary.entries
    place = start
    for piece in pieces:
        entry = entries.get(piece)
        beyond = place + len(piece)
        tag = entry[1] if entry else "" if piece[0].isalnum() else "x"
        words.append(new(Word, (place, beyond, piece, tag)))  # as `Word(…)`, in half the time
        place = beyond
