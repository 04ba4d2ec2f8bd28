"""Text as pairs of characters: what a full-text index of words must be given to find 出口 and 口 in Chinese.

SQLite's trigrams find nothing under three characters, its words are separated by spaces. Here each character begins a token
of itself and the next one; a query of several is the phrase of its pairs, a query of one is what a token begins with.
"""

from __future__ import annotations

# Characters that `unicode61` keeps in every version as they are: the ideographs of Unicode 1.1. Letters and digits of ASCII are
# folded as LIKE folds them; all others are put into the private use area, which counts as letters (sqlite.org/fts5.html).
FIRST, LAST = "\u4e00", "\u9fa5"
PRIVATE, SIZE = 0xE000, 0x18FF
END = chr(PRIVATE + SIZE)  # behind the last character of a text
TOKENIZER = "unicode61 remove_diacritics 0"


def kept(character: str) -> str:
    """A character as it stands in the index."""
    if FIRST <= character <= LAST:
        return character
    if character.isascii() and character.isalnum():
        return character.lower()
    return chr(PRIVATE + ord(character) % SIZE)


def paired(text: str) -> str:
    """A text for the index."""
    marks = [kept(c) for c in text]
    return " ".join(map(str.__add__, marks, [*marks[1:], END])) if marks else ""


def query(words: str) -> str:
    """A query of the index for all of some words, separated by spaces; empty when there are none."""
    return " AND ".join(phrase(word) for word in words.split())


def phrase(word: str) -> str:
    """A query for one run of characters."""
    marks = [kept(c) for c in word]
    if len(marks) == 1:
        return f'"{marks[0]}"*'
    return '"' + " ".join(map(str.__add__, marks, marks[1:])) + '"'
