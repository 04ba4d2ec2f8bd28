"""jieba's dictionary and ours, each entry read when its first character first occurs.

jieba reads all of its 349,000 words at the start: most of a second and 120 MB a process. One article has words of a
few hundred first characters; their places in the file are found in one scan, and their lines are read when needed.
"""

from __future__ import annotations

import importlib.util
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from math import log
from pathlib import Path
from typing import Any

GROUP = re.compile(r"(.).*\n(?:\1.*\n)*+")  # lines with the same first character; `.` is any but a line's end
FREQUENCY = re.compile(r" (\d+) ")
# (length, CRC-32) of jieba's dictionary as it has been since version 0.37 → the sum of its frequencies.
SUMS = {(5071852, 328468845): 60101967}
Entry = tuple[str, int, str]  # word, frequency, part of speech
Value = tuple[int, str, float | None]  # frequency, part of speech, weight
NOTHING: Value = (0, "", None)
Nodes = dict[
    str, Any
]  # float | [float | None, Nodes]: a list, and a number by itself, for the garbage collector's sake


@cache
def jieba_file(name: str) -> Path:
    """A file of the installed package, found without importing it (which takes longer than to read the file)."""
    spec = importlib.util.find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / name


class Dictionary:
    """Words with their frequencies and parts of speech, as in jieba after `add_word` of each of ours.

    `root` is a trie of the words whose first characters are `known`: character → node. A node is the weight of the word
    that ends there, log(frequency / total), or, where longer words go on, [that weight or None, the nodes below].
    `entries` has the frequencies and parts of speech of the words.
    """

    def __init__(self, added: Iterable[Entry], fallback: Iterable[Entry] = ()) -> None:
        """`added` replace jieba's entries; of `fallback` only what begins no known word is added, without a tag."""
        self.trie = True  # False once another engine finds the words, and they are only looked up here
        written = jieba_file("dict.txt").read_bytes()
        self.text = written.decode("utf-8")
        self.groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for m in GROUP.finditer(self.text):
            self.groups[m[1]].append(m.span())
        self.added: dict[str, list[Entry]] = defaultdict(list)
        self.total = SUMS.get((len(written), zlib.crc32(written))) or sum(map(int, FREQUENCY.findall(self.text)))
        self.replaced = 0  # the sum of the frequencies that ours replace: jieba leaves them in its total
        for entry in added:
            self.replaced += self.written_frequency(entry[0])
            self.added[entry[0][0]].append(entry)
            self.total += entry[1]
        for entry in fallback:
            if not self.begins_word(entry[0]):
                self.added[entry[0][0]].append((entry[0], entry[1], ""))
                self.total += entry[1]
        self.log_total = log(self.total)
        self.root: Nodes = {}
        self.entries: dict[str, Value] = {}
        self.values: dict[str, Value] = {}
        self.known: set[str] = set()

    def begins_word(self, string: str) -> bool:
        """Whether a word is the string or begins with it."""
        if any(word.startswith(string) for word, _, _ in self.added[string[0]]):
            return True
        line = "\n" + string
        return any(
            self.text.startswith(string, start) or self.text.find(line, start, end) >= 0
            for start, end in self.groups.get(string[0], ())
        )

    def written_frequency(self, word: str) -> int:
        """The frequency of a word in jieba's file, 0 where it is missing."""
        line = word + " "
        for start, end in self.groups.get(word[0], ()):
            group = "\n" + self.text[start:end]
            if (at := group.find("\n" + line)) >= 0:
                return int(group[at + 1 + len(line) :].split(" ", 1)[0])
        return 0

    def read(self, firsts: Iterable[str]) -> None:
        """Make the words with these first characters known."""
        for first in set(firsts) - self.known:
            self.known.add(first)
            for start, end in self.groups.get(first, ()):
                for line in self.text[start : end - 1].split("\n"):
                    word, _, rest = line.partition(" ")
                    self.take(word, self.values.get(rest) or self.value(rest))
            for word, frequency, tag in self.added.get(first, ()):
                self.take(word, self.value(f"{frequency} {tag}"))

    def value(self, written: str) -> Value:
        """The value of an entry, from its line without the word; most lines share a few hundred."""
        frequency, _, tag = written.partition(" ")
        weight = log(int(frequency)) - self.log_total if int(frequency) else None
        return self.values.setdefault(written, (int(frequency), tag, weight))

    def take(self, word: str, value: Value) -> None:
        """Enter a word; one that is known already is replaced."""
        self.entries[word] = value
        if not self.trie:
            return
        nodes = self.root
        for character in word[:-1]:
            node = nodes.get(character)
            if type(node) is not list:
                node = nodes[character] = [node, {}]
            nodes = node[1]
        last, weight = word[-1], value[2]
        node = nodes.get(last)
        if type(node) is list:
            node[0] = weight
        elif weight is not None:
            nodes[last] = weight

    def forget_trie(self) -> None:
        """From now on words are only looked up: another engine finds them."""
        self.trie = False
        self.root.clear()

    def read_all(self) -> None:
        """Make every word known: for a worker that is forked, or a fair race."""
        self.read([*self.groups, *self.added])

    def frequency(self, word: str) -> int:
        """How often the dictionary has seen a word; 0 for one it does not have."""
        return self.entry(word)[0]

    def tag(self, word: str) -> str:
        """The part of speech of a word, or empty."""
        return self.entry(word)[1]

    def entry(self, word: str) -> Value:
        if word[:1] not in self.known:
            self.read(word[:1])
        return self.entries.get(word, NOTHING)
