"""Words: jieba in the gaps between marks, so that a figure or a time is always one word.

    注册采购商|超529万人           jieba alone: 超|529|万人
    每亿千瓦时 …                   marks first, words second (see DESIGN in docs/)

The tag of a word is jieba's part of speech of its dictionary entry (no statistical tagging): cheap, and the
same for both engines.
"""

from __future__ import annotations

import sys
from functools import cache, partial
from importlib.util import find_spec
from itertools import accumulate, chain
from operator import itemgetter

from zhibiao.lexicon import FOLDER, load, own
from zhibiao.lexicon.places import codes
from zhibiao.matching import compiled
from zhibiao.model import Marks, Word
from zhibiao.segmenter import Engine, Jieba, Rust
from zhibiao.segmenter.dictionary import NOTHING, Dictionary, Entry

MASK = "\ue000"  # in no word of any engine: a character for private use
# What is cut by itself: runs of ASCII and of spaces; what rjieba takes for a Chinese character and jieba does not.
ASIDE = compiled(
    f"[A-Za-z0-9 \\t\u3000\xa0{MASK}㐀-䶿\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    "(?:(?<=[A-Za-z0-9])[A-Za-z0-9.+&'-]*|(?<=[ \\t\u3000\xa0])[ \\t\u3000\xa0]*|)"
)
AS_WORD = partial(tuple.__new__, Word)  # as `Word(…)`, in a third of the time
PLACE_FREQUENCY = 20  # of a place that the dictionary does not have
NAME_FREQUENCY = 100  # of a listed name
MANY = 1 << 16  # words whose tags are kept at hand


@cache
def fast() -> bool:
    """Whether rjieba is installed (`zhibiao[fast]`)."""
    return find_spec("rjieba") is not None


def engine() -> str:
    """What cuts words in a process that has much to cut, and its version, for the record: the words are the same."""
    from importlib.metadata import version  # slow to import

    name = "rjieba" if fast() else "jieba"
    return f"{name} {version(name)}"


class Tags(dict[str, str]):
    """The tag of each word that has occurred: its part of speech in the dictionary, `x` of what is no word at all."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def __missing__(self, word: str) -> str:
        if len(self) > MANY:
            self.clear()
        known = self.dictionary.entry(word)
        tag = self[word] = known[1] if known is not NOTHING or word[0].isalnum() else "x"
        return tag


class Cutter:
    """jieba's words; by rjieba, where it is installed, once a process has cut so much that loading it pays."""

    def __init__(self, ahead: int) -> None:
        self.dictionary = Dictionary(domain_words(), added_where_missing())
        self.engine: Engine = Jieba(self.dictionary)
        self.ahead = ahead if fast() else sys.maxsize
        self.tags = Tags(self.dictionary)

    def cut(self, text: str) -> list[str]:
        if self.dictionary.trie and not self.dictionary.known.issuperset(text):
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
    text = FOLDER.joinpath("words.txt").read_text("utf-8")
    ours = {w: (w, int(f), t) for w, f, t in (line.split(" ") for line in text.splitlines() if line)}
    return tuple({**ours, **{word[0]: word for word in own.Choice.own.words}}.values())


def frequency(word: str) -> int:
    """How often the dictionary has seen a word."""
    return cutter().dictionary.entry(word)[0]


def tag_of(word: str) -> str:
    """The part of speech that the dictionary gives a word; empty when it has no such word."""
    return cutter().dictionary.entry(word)[1]


def total() -> int:
    """The sum of all frequencies of the dictionary."""
    return dictionary().total


def cut(text: str, marks: Marks, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end] in order. Marks are one word each (quantities `m`, times `t`, labels `n`), and so are
    runs of ASCII (`eng`), so that any engine cuts alike; white space is none. What no dictionary has has no tag, and is
    `x` if it is no word at all.

    The stretch is cut in one call, with a `MASK` in the place of each thing that is one word already.
    """
    end = len(text) if end is None else end
    whole: list[tuple[str, str]] = []  # the marks
    between: list[str] = []
    place = start
    for first, last, tag in blocks(text, marks, start, end):
        if first >= place and last <= end:
            whole.append((text[first:last], tag))
            between.append(text[place:first])
            place = last
    between.append(text[place:end])
    cutting = cutter()
    masked = MASK.join(between)
    aside = ASIDE.findall(masked)
    if len(aside) > len(whole):
        masked = ASIDE.sub(MASK, masked)
    pieces = spelled(cutting.cut(masked)) if masked else []
    if "涨" in masked or "跌" in masked:
        pieces = list(chain.from_iterable(map(moved, pieces)))
    tags = list(map(cutting.tags.__getitem__, pieces))
    blanks: list[int] = []
    at = -1
    marked = iter(whole)
    for piece in aside:
        at = pieces.index(MASK, at + 1)
        if piece == MASK:
            pieces[at], tags[at] = next(marked)
            continue
        pieces[at] = piece
        if piece.isspace():
            blanks.append(at)
        tags[at] = "eng" if piece.isascii() else cutting.tags[piece]
    ends = list(accumulate(map(len, pieces), initial=start))
    words = list(map(AS_WORD, zip(ends, ends[1:], pieces, tags, strict=False)))
    for at in reversed(blanks):
        del words[at]
    return words


def spelled(pieces: list[str]) -> list[str]:
    """The words of a dictionary's cut, with the characters that spell a name which it does not have put together: a
    character that is hardly ever a word by itself, and the like of it beside it.

    璟|颢|最新|年报   => 璟颢|最新|年报
    渚|柏市|消费     => 渚柏市|消费
    涧|嵊县          => 涧嵊县
    """
    rare = [k for k, piece in enumerate(pieces) if len(piece) == 1 and SELDOM[piece]]
    joined, done = [], 0
    for k in rare:
        if k < done:
            continue
        last = k + 1
        while last < len(pieces) and len(pieces[last]) == 1 and SELDOM[pieces[last]]:
            last += 1
        run = pieces[k:last]
        if last == k + 1 and last < len(pieces) and goes_on(run[0], pieces[last]):
            last += 1
        elif last == k + 1 or not any(SELDOM[piece] == RARE for piece in run):
            continue
        joined += pieces[done:k]
        joined.append("".join(pieces[k:last]))
        done = last
    return joined + pieces[done:] if joined else pieces


MOVE = compiled("(?P<who>.*?)(?P<verb>[涨跌])(?P<far>[超近逾约]?)")


def moved(piece: str) -> list[str]:
    """A word of the cut; one that no dictionary has without the move of a price that it has swallowed: 云涨 => 云|涨, 跌超 => 跌|超."""
    if len(piece) < 2 or tag_of(piece) or not (m := MOVE.fullmatch(piece)) or m["who"][-1:] in ("上", "下"):
        return [piece]
    return [part for part in m.groups() if part]


RARE, UNCOMMON = 2, 1  # how seldom a character is a word by itself; 0: often
BELOW = {RARE: 350, UNCOMMON: 1300}  # the dictionary's frequency of such a character
LETTERS = frozenset("nvabgizjq")  # first letters of the tags of what may spell a name
HAN = compiled("[一-鿿]+")
DIVIDED = frozenset("省市县区镇乡村州盟旗")


class Seldom(dict[str, int]):
    """How seldom a character that has occurred is a word by itself."""

    def __missing__(self, character: str) -> int:
        known, tag = frequency(character), tag_of(character)
        spells = HAN.fullmatch(character) and character not in DIVIDED and (not tag or tag[0] in LETTERS)
        found = self[character] = next((n for n, most in BELOW.items() if spells and known < most), 0)
        return found

    def cache_clear(self) -> None:
        self.clear()


SELDOM = own.of_own(Seldom())


def goes_on(character: str, piece: str) -> bool:
    """Whether a seldom character is the beginning of the place whose end the piece behind it is: 渚|柏市, 涧|嵊县."""
    if piece[-1] not in DIVIDED or not 2 <= len(piece) <= 3 or not HAN.fullmatch(piece):
        return False
    tag = tag_of(piece)
    if SELDOM[character] == UNCOMMON:
        return not tag and SELDOM[piece[0]] == RARE
    return not tag or tag == "ns"


def blocks(text: str, marks: Marks, start: int, end: int) -> list[tuple[int, int, str]]:
    """The marks, and any `MASK` of the text itself, as (start, end, tag) in order of place."""
    found = [(q.start, q.end, "m") for q in marks.quantities]
    found += [(t.start, t.end, "t") for t in marks.times]
    found += [(label.start, label.end, "n") for label in marks.labels]
    place = text.find(MASK, start, end)
    while place >= 0:
        found.append((place, place + 1, "x"))
        place = text.find(MASK, place + 1, end)
    found.sort(key=itemgetter(0))
    return found
