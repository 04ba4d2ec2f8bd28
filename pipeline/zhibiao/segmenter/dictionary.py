"""jieba's dictionary and ours, each word read when a text first has it, or its first two characters in a row.

jieba reads all of its 349,000 words at the start: most of a second and 120 MB a process. One article has words of a few
hundred beginnings; where the words with one first character stand in the file is found in one scan and kept.
"""

from __future__ import annotations

import importlib.util
import mmap
import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from math import log
from pathlib import Path
from sys import intern
from typing import Any

from zhibiao.cache import disk_cached, stamp

# Lines with the same first character, in UTF-8; `.` is any byte but a line's end.
GROUP = re.compile(rb"\n([\x00-\x7f]|[\xc0-\xdf].|[\xe0-\xef]..|[\xf0-\xf7]...).*(?:\n\1.*)*+")
FREQUENCY = re.compile(rb" (\d+) ")
# (length, CRC-32) of jieba's dictionary as it has been since version 0.37 → the sum of its frequencies.
SUMS = {(5071852, 328468845): 60101967}
Entry = tuple[str, int, str]  # word, frequency, part of speech
Value = tuple[int, str, float | None]  # frequency, part of speech, weight
NOTHING: Value = (0, "", None)
# Nodes of a trie by character: float | [float | None, nodes below]. A list, and a number by itself, for the garbage
# collector's sake.
Nodes = dict[str, Any]
ENTRIES = 1 << 17  # words whose entries are kept at hand
PAIRS = 256  # second characters that are read one by one; after so many all of a first character are


@cache
def jieba_file(name: str) -> Path:
    """A file of the installed package, found without importing it (which takes longer than to read the file)."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / name


class File:
    """jieba's dictionary as it lies in the package: a line a word, those with the same first character together. The file is
    looked into where it lies, and of it only what a text asks for is copied: most of its characters are in no article."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.written = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.stamp = stamp(path)
        self.firsts, starts = groups(self.stamp)
        self.starts = array("I", starts)
        self.known: dict[str, list[bytes]] = {}

    def groups_of(self, first: str) -> list[bytes]:
        """The groups of lines with a first character, each line behind a line's end: one group, but for a few characters."""
        if first not in self.known:
            known = self.known[first] = []
            group = self.firsts.find(first)
            while group >= 0:
                start, end = self.starts[group], self.starts[group + 1]  # behind a line's end that the file has not
                known.append(self.written[start - 1 : end - 1] if start else b"\n" + self.written[: end - 1])
                group = self.firsts.find(first, group + 1)
        return self.known[first]

    def lines(self, beginning: str) -> Iterator[str]:
        """The lines that begin so, in their order."""
        line = b"\n" + beginning.encode("utf-8", "surrogatepass")
        for text in self.groups_of(beginning[0]):
            at = text.find(line)
            while at >= 0:
                close = text.find(b"\n", at + 1)
                close = len(text) if close < 0 else close
                yield text[at + 1 : close].decode()
                at = text.find(line, close)

    def behind(self, word: str) -> str | None:
        """What is written behind a word, in the last of its lines; None where it has none."""
        if not word or " " in word:
            return None
        line = f"\n{word} ".encode("utf-8", "surrogatepass")
        for text in reversed(self.groups_of(word[0])):
            at = text.rfind(line)
            if at >= 0:
                at += len(line)
                close = text.find(b"\n", at)
                return text[at : len(text) if close < 0 else close].decode()
        return None

    def frequency(self, word: str) -> int:
        """The frequency of a word, 0 where it is missing."""
        return sum(int(line.split(" ")[1]) for line in self.lines(word + " "))


def lines_of(path: Path) -> bytes:
    """The lines of a file, each behind a line's end."""
    return b"\n" + path.read_bytes().rstrip(b"\n")


@cache
def jieba_words() -> File:
    """The file of the installed jieba."""
    return File(jieba_file("dict.txt"))


# What follows from the file is kept; the first argument says which file it is.


@disk_cached
def groups(_: str) -> tuple[str, bytes]:
    """The first characters of the groups of lines, in order, and where they begin in `lines_of`: an array of `I`, with the
    end of the text."""
    text = lines_of(jieba_file("dict.txt"))
    found = [(m[1].decode(), m.start()) for m in GROUP.finditer(text)]
    return "".join(first for first, _ in found), array("I", [*(at for _, at in found), len(text)]).tobytes()


@disk_cached
def sum_of_frequencies(_: str) -> int:
    """The sum of all frequencies of the file."""
    written = jieba_file("dict.txt").read_bytes()
    return SUMS.get((len(written), zlib.crc32(written))) or sum(map(int, FREQUENCY.findall(written)))


@disk_cached
def sum_of_replaced(_: str, words: str) -> int:
    """The sum of the frequencies that the file has of some words, given as one a line."""
    return sum(jieba_words().frequency(word) for word in words.splitlines())


@disk_cached
def beginning_none(_: str, words: str, known: str) -> str:
    """Of some words, those that begin no word of the file, none that is known and none before them; all one a line."""
    begun = {word[:size] for word in known.splitlines() for size in range(1, len(word) + 1)}
    found = []
    for word in words.splitlines():
        if word not in begun and next(jieba_words().lines(word), None) is None:
            found.append(word)
            begun.update(word[:size] for size in range(1, len(word) + 1))
    return "\n".join(found)


class Dictionary:
    """Words with their frequencies and parts of speech, as in jieba after `add_word` of each of ours.

    `root` is a trie of the words whose first characters are `known`: character → node. A node is the weight of the word
    that ends there, log(frequency / total), or, where longer words go on, [that weight or None, the nodes below].
    """

    def __init__(self, added: Iterable[Entry], fallback: Iterable[Entry] = ()) -> None:
        """`added` replace jieba's entries; of `fallback` only what begins no known word is added, without a tag."""
        self.file, ours, others = jieba_words(), list(added), list(fallback)
        which, names = self.file.stamp, "\n".join(word for word, _, _ in ours)
        new = set(beginning_none(which, "\n".join(word for word, _, _ in others), names).splitlines())
        self.added: dict[str, list[Entry]] = defaultdict(list)  # by their first two characters
        self.total = sum_of_frequencies(which)
        for word, frequency, tag in [*ours, *((w, f, "") for w, f, _ in others if w in new)]:
            self.added[word[:2]].append((word, frequency, tag))
            self.total += frequency
        # The sum of the frequencies that ours replace: jieba leaves them in its total.
        self.replaced = sum_of_replaced(which, names)
        self.log_total = log(self.total)
        self.trie = True  # False once another engine finds the words, and they are only looked up here
        self.root: Nodes = {}
        self.known: set[str] = set()
        self.entries: dict[str, Value] = {}
        self.room = ENTRIES
        self.values: dict[str, Value] = {}

    def read(self, firsts: Iterable[str]) -> None:
        """Make words with these first characters known to the trie."""
        for first in set(firsts) - self.known:
            self.known.add(first)
            if self.trie:
                self.root[first] = [self.entry(first)[2], Below(self, first)]

    def words(self, beginning: str) -> Iterator[tuple[str, Value]]:
        """The words that begin so, with their values; of one that comes twice the later holds."""
        for line in self.file.lines(beginning):
            word, _, rest = line.partition(" ")
            yield word, self.value(rest)
        pairs = [beginning[:2]] if len(beginning) > 1 else [pair for pair in self.added if pair[0] == beginning]
        for word, frequency, tag in chain.from_iterable(self.added.get(pair, ()) for pair in pairs):
            if word.startswith(beginning):
                yield word, self.value(f"{frequency} {tag}")

    def value(self, written: str) -> Value:
        """The value of an entry, from its line without the word; most lines share a few hundred."""
        if (known := self.values.get(written)) is not None:
            return known
        frequency, _, tag = written.partition(" ")
        weight = log(int(frequency)) - self.log_total if int(frequency) else None
        return self.values.setdefault(written, (int(frequency), tag, weight))

    def forget_trie(self) -> None:
        """From now on words are only looked up: another engine finds them."""
        self.trie = False
        self.root.clear()

    def read_all(self) -> None:
        """Make every word and its entry known, as jieba does when it loads: for a fair race."""
        firsts = {*self.file.firsts, *(word[0] for word in self.added)}
        self.read(firsts)
        for _, below in self.root.values():
            below.fill()
        for first in firsts:
            self.entries.update(self.words(first))
        self.room = len(self.entries) + ENTRIES

    def frequency(self, word: str) -> int:
        """How often the dictionary has seen a word; 0 for one it does not have."""
        return self.entry(word)[0]

    def tag(self, word: str) -> str:
        """The part of speech of a word, or empty."""
        return self.entry(word)[1]

    def entry(self, word: str) -> Value:
        """The value of a word, `NOTHING` for one that the dictionary does not have."""
        found = self.entries.get(word)
        if found is None:
            if len(self.entries) >= self.room:
                self.entries.clear()
            found = self.entries[word] = self.looked_up(word)
        return found

    def looked_up(self, word: str) -> Value:
        for name, frequency, tag in reversed(self.added.get(word[:2], ())):
            if name == word:
                return self.value(f"{frequency} {tag}")
        written = self.file.behind(word)
        return NOTHING if written is None else self.value(written)


class Below(dict[str, Any]):
    """The nodes below a first character by the second: each is read when it is first asked for, None where no word goes
    on so. After many the words are read all at once, and what is missing is no longer noted."""

    def __init__(self, dictionary: Dictionary, first: str) -> None:
        super().__init__({"": None})  # at the end of a text
        self.dictionary, self.first, self.whole = dictionary, first, False

    def __missing__(self, second: str) -> Any:
        if not self.whole and len(self) > PAIRS:
            self.fill()
        if self.whole:
            return self.get(second)
        nodes: Nodes = {}
        for word, value in self.dictionary.words(self.first + second):
            enter(nodes, word[1:], value[2])
        node = self[second] = nodes.get(second)
        return node

    def fill(self) -> None:
        """Read all words with the first character."""
        self.clear()
        self[""] = None
        self.whole = True
        for word, value in self.dictionary.words(self.first):
            if len(word) > 1:
                enter(self, word[1:], value[2])


def enter(nodes: Nodes, word: str, weight: float | None) -> None:
    """Enter a word and its weight into a trie; one that is there already is replaced. The trie has one string for each
    character: it is smaller, and what a look-up compares lies close together."""
    *way, last = map(intern, word)
    for character in way:
        node = nodes.get(character)
        if type(node) is not list:
            node = nodes[character] = [node, {}]
        nodes = node[1]
    node = nodes.get(last)
    if type(node) is list:
        node[0] = weight
    elif weight is not None:
        nodes[last] = weight
