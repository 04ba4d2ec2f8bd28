"""Words: jieba in the gaps between marks, so that a figure or a time is always one word.

    注册采购商|超529万人           jieba alone: 超|529|万人
    每亿千瓦时 …                   marks first, words second (see DESIGN in docs/)

The tag of a word is jieba's part of speech of its dictionary entry (no statistical tagging): cheap, and the
same for both engines.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib import resources
from typing import Any

import regex

from zhibiao.lexicon.places import codes
from zhibiao.model import Marks, Span, Word

ASCII_RUN = regex.compile(r"[A-Za-z0-9][A-Za-z0-9.+&'-]*|[ \t\u3000\xa0]+")


@cache
def segmenter() -> Any:
    """jieba with our domain dictionary, loaded once a process; quiet."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word, frequency, _ in domain_words():
        tokenizer.add_word(word, frequency)
    for place in codes():
        if place not in tokenizer.FREQ:
            tokenizer.add_word(place, 20)
    return tokenizer


@cache
def domain_words() -> tuple[tuple[str, int, str], ...]:
    """(word, frequency, tag) of `lexicon/words.txt`, in jieba's own format."""
    text = resources.files("zhibiao.lexicon").joinpath("words.txt").read_text("utf-8")
    return tuple((w, int(f), t) for w, f, t in (line.split(" ") for line in text.splitlines() if line))


@cache
def tags() -> dict[str, str]:
    """Word → part of speech, from jieba's dictionary and ours."""
    import jieba

    found: dict[str, str] = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split(" ")
            found[word] = tag.strip()
    found.update((word, tag) for word, _, tag in domain_words())
    return found


def frequency(word: str) -> int:
    """How often the dictionary has seen a word."""
    return int(segmenter().FREQ.get(word) or 0)


def total() -> int:
    """The sum of all frequencies of the dictionary."""
    return int(segmenter().total)


def cut(text: str, marks: Marks, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end] in order. Marks are one word each (quantities `m`, times `t`, labels `n`)."""
    end = len(text) if end is None else end
    blocks: list[tuple[Span, str]] = [
        *((q, "m") for q in marks.quantities),
        *((t, "t") for t in marks.times),
        *((label, "n") for label in marks.labels),
    ]
    words: list[Word] = []
    place = start
    for span, tag in sorted(blocks, key=lambda pair: pair[0].start):
        if span.start < place or span.end > end:
            continue
        words.extend(gap(text, place, span.start))
        words.append(Word(span.start, span.end, span.text, tag))
        place = span.end
    words.extend(gap(text, place, end))
    return words


def gap(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch without marks; ASCII runs stay whole, so that any engine cuts alike."""
    if start >= end:
        return []
    words: list[Word] = []
    place = start
    for m in ASCII_RUN.finditer(text, start, end):
        words.extend(chinese(text, place, m.start()))
        if not m[0].isspace():
            words.append(Word(m.start(), m.end(), m[0], "eng"))
        place = m.end()
    words.extend(chinese(text, place, end))
    return words


def chinese(text: str, start: int, end: int) -> list[Word]:
    """jieba's cut of a stretch without ASCII."""
    if start >= end:
        return []
    known = tags()
    words = []
    place = start
    for piece in segmenter().cut(text[start:end]):
        words.append(Word(place, place + len(piece), piece, known.get(piece, "x" if not piece[0].isalnum() else "")))
        place += len(piece)
    return words
