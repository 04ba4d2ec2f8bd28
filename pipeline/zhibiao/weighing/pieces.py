"""The stretches of a sentence that may name an owner or a thing measured.

A name begins behind a border (`clauses/borders.py`) or where the clause does, and may end at any word: 郑州|新房|房价指数 may
be 郑州, 郑州新房 or all of it. What is evident of a piece for whatever figure is told by its words and its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from zhibiao.clauses.borders import MANNER, border
from zhibiao.clauses.cues import ADVERBS, LISTS, NO_SUBJECT, PREPOSITIONS, VIEWED, attribute, name_of
from zhibiao.clauses.sources import sources
from zhibiao.clauses.tokens import QUOTED, Token
from zhibiao.matching import compiled
from zhibiao.model import Entity, Label, Quantity
from zhibiao.rows.scene import Scene
from zhibiao.words import dictionary

LONGEST, MOST = 10, 24  # tokens, and characters of a piece
SIGHT = 120  # tokens of an endless sentence that a figure looks around itself
ENDING = frozenset({"PUNC", "Q", "T"})  # no piece goes beyond
NEITHER = frozenset({"DE", "OPEN", "CLOSE", "PAUSE", "QUOTE"})  # no piece begins here
OF_NAMES = frozenset({"name", "model", "ordinal"})  # why numerals that begin names are none: 日经225, 第二批
UNFINISHED = frozenset({"PAUSE", "OPEN", "P", "ADV", "C", "DE", "QUOTE", "Q"})  # no piece ends here
BEFORE = frozenset({"PUNC", "T", "P", "ADV", "X", "E", "DE", "QUOTE", "L", "OPEN", "Q", "C", "V", "PAUSE"})
GRAMMAR = frozenset({"P", "ADV", "X", "C", "V", "F", "R"})
HELD = ("ADV", "C", "DE", "P", "PAUSE", "Q", "V", "X")  # kinds of tokens that a name or a noun seldom has inside
START, FINISH = "start", "finish"
T = TypeVar("T")
Evidence = tuple[str, ...]  # as the tables of weights have it, cell by cell
Aspect = tuple[Any, ...]  # a function and what it is asked about, hashable; it answers the evidence
# What no owner begins and ends with: prepositions, conjunctions, adverbs and links before a noun; verbs, particles, 上 and 中.
NO_BEGINNING = ("P ", "C ", "X ", "ADV adverb", "ADV connective", "ADV light", "V connective", "R connective")
NO_END = ("V ", "X ", "F localiser", "N light", "N localiser", "N quantifier", "R connective")
VIEWING = "上来看说"
APART = compiled(
    "[\u4e00-\u9fff]\\s+[\u4e00-\u9fff]"
)  # a blank between Chinese characters parts names: 甲 乙, not 甲 L7
MARKS = frozenset({"QUOTE", "OPEN", "CLOSE"})
OUTSIDE = ("light", "connective", "adverb")  # borders that no name begins or ends with
PAIRS = (*QUOTED.items(), ("（", "）"), ("(", ")"))


class Piece(NamedTuple):
    """Tokens `first`..`after` of a sentence; `text`: what they name; `clause`: which one between commas."""

    first: int
    after: int
    text: str
    clause: int


class Pieces:
    """The pieces of one sentence, and what stands around them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens: Sequence[Token] = scene.tokens
        self.numbers: dict[str, tuple[int, ...]] = {}
        self.answers: dict[Any, Any] = {}

    def once(self, ask: Callable[[Pieces], T]) -> T:
        """What a function answers about the sentence, asked for the first of its figures."""
        if ask not in self.answers:
            self.answers[ask] = ask(self)
        answer: T = self.answers[ask]
        return answer

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts in the mended text."""
        return [token.start for token in self.tokens]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return self.scene.kinds

    @cached_property
    def edges(self) -> tuple[str, ...]:
        """Of each token its kind, and the border that it is; of a mark of lists behind a figure that: 占15%、|乙占9%."""
        found = [f"{t.kind} {border(t)}" if t.kind not in "QTL" else t.kind for t in self.tokens]
        for k in range(1, len(found)):
            if self.kinds[k] == "PAUSE" and self.kinds[k - 1] == "Q":
                found[k] = "PAUSE behind a figure"
        return tuple(found)

    @cached_property
    def inside(self) -> tuple[bool, ...]:
        """Whether a token bounds nothing."""
        return tuple([t.kind not in "QTL" and border(t) == "inside" for t in self.tokens])

    @cached_property
    def counted(self) -> tuple[bool, ...]:
        """Whether a token says exactly how many there are of those whom the words behind it name: 43个|县."""
        return tuple([is_count(token) for token in self.tokens])

    @cached_property
    def clauses(self) -> tuple[int, ...]:
        """Of each token the number of its clause, clauses ending at commas and the like."""
        found, number = [], 0
        for kind in self.kinds:
            found.append(number)
            number += kind == "PUNC"
        return tuple(found)

    @cached_property
    def all(self) -> tuple[Piece, ...]:
        """The pieces in order of place."""
        return tuple(self.found())

    @cached_property
    def names(self) -> tuple[Piece, ...]:
        """The pieces that can name an owner."""
        return tuple(filter(self.can_name, self.all))

    @cached_property
    def semicolons(self) -> tuple[int, ...]:
        """Of each token how many semicolons stand before it, and at last of all."""
        return running(token.text in ("；", ";") for token in self.tokens)

    @cached_property
    def telling(self) -> frozenset[int]:
        """The tokens that only say who says so: 据甲局统计, 记者从甲局获悉."""
        found = sources(self.scene.text, self.tokens, self.scene.begins)
        return frozenset(i for source in found for i in range(source.first, source.after))

    @cached_property
    def tellers(self) -> frozenset[str]:
        """The names among them."""
        return frozenset(self.name(i) for i in self.telling if self.kinds[i] == "E")

    @cached_property
    def viewing(self) -> frozenset[int]:
        """The tokens that only say by what parts are looked at: 分产业看; not what is measured: 从总量上看."""
        said = VIEWED.finditer(self.scene.text, self.scene.sentence.start, self.scene.sentence.end)
        views = [m.span() for m in said if not attribute(m[0].rstrip(VIEWING))]
        return frozenset(k for a, b in views for k, t in enumerate(self.tokens) if a <= t.start < b)

    def before(self, kind: str) -> tuple[int, ...]:
        """Of each token how many of a kind stand before it, and at last of all."""
        if kind not in self.numbers:
            self.numbers[kind] = running(other == kind for other in self.kinds)
        return self.numbers[kind]

    def found(self) -> Iterator[Piece]:
        """The pieces up to the end of the clause of the last figure: no figure looks farther."""
        kinds, clauses = self.kinds, self.clauses
        last_figure = max(self.scene.figures, default=len(kinds))
        for a, kind in enumerate(kinds):
            if kind == "PUNC" and a > last_figure:
                return
            if kind in NEITHER or a in self.viewing or not self.may_begin(a):
                continue
            for b in range(a + 1, min(len(kinds), a + LONGEST) + 1):
                last = kinds[b - 1]
                if last in ENDING and (not self.counted[b - 1] or "V" in kinds[a : b - 1]):
                    break
                if last not in UNFINISHED:
                    words = self.text(a, b) if b > a + 1 else self.name(a)
                    if words and len(words) <= MOST and not APART.search(words):
                        yield Piece(a, b, words, clauses[a])

    def holds_count(self, piece: Piece) -> bool:
        """Whether a number stands in a piece."""
        return any(self.counted[piece.first : piece.after])

    def can_name(self, piece: Piece) -> bool:
        """Whether a piece can be the name of an owner."""
        begins, ends = self.ends_of_names
        bounded = begins[piece.first] and ends[piece.after - 1]
        return bounded and len(piece.text) > 1 and piece.text not in NO_SUBJECT

    @cached_property
    def ends_of_names(self) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
        """Of each token whether the name of an owner may begin with it, and whether one may end."""
        begins = [not edge.startswith(NO_BEGINNING) and i not in self.telling for i, edge in enumerate(self.edges)]
        pairs = zip(self.edges, self.tokens, strict=True)
        return tuple(begins), tuple([not edge.startswith(NO_END) and t.text not in MANNER for edge, t in pairs])

    def may_begin(self, a: int) -> bool:
        """Whether a piece may begin at a token: behind a border, or a mark, or a verb. At a numeral only one that counts
        who is meant, or belongs to a name."""
        kind, span = self.kinds[a], self.tokens[a].span
        if (kind in ENDING and not self.counted[a]) or (
            kind == "L" and not (isinstance(span, Label) and span.reason in OF_NAMES)
        ):
            return False
        return not a or self.kinds[a - 1] in BEFORE or not self.inside[a - 1]

    def text(self, first: int, after: int) -> str:
        """The characters of tokens: “小巨人”企业 with the mark before it; empty where half a pair of marks stands in them."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        words = self.scene.text[start:end]
        if MARKS.isdisjoint(self.kinds[first:after]):
            return words.strip()
        for opening, closing in PAIRS:
            closed = words.count(closing) - words.count(opening)
            if closed == 1 and self.scene.text[start - 1 : start] == opening and start > self.scene.sentence.start:
                words = opening + words
            elif closed:
                return ""
        return words.strip()

    def name(self, i: int) -> str:
        """What one token names."""
        token = self.tokens[i]
        return name_of(token.span) if isinstance(token.span, Entity) else token.text

    def trimmed(self, name: str) -> str:
        """The name of a piece without the words of grammar it begins and ends with: 是|海江公司, 海江公司|为例."""
        piece = next((p for p in self.names if p.text == name), None)
        if piece is None:
            return name
        first, after = piece.first, piece.after
        while first < after - 1 and self.edges[first].endswith(OUTSIDE):
            first += 1
        while after - 1 > first and self.closes(after - 1):
            after -= 1
        if after - first == piece.after - piece.first:
            return name
        rest = self.text(first, after) if after > first + 1 else self.name(first)
        return rest if len(rest) > 1 else name

    def closes(self, i: int) -> bool:
        """Whether no name ends with a token, though it bounds nothing: 为例, and 只会, which the segmenter joins."""
        word = self.tokens[i].text
        joined = 1 < len(word) < LONG and OF_GRAMMAR.issuperset(word) and not dictionary().frequency(word)
        return self.edges[i].endswith(OUTSIDE) or word in CLOSING or joined

    def side(self, piece: Piece | None, i: int) -> str:
        """Whether a piece stands in the clause of token i, between commas."""
        return "own" if piece is not None and piece.clause == self.clauses[i] else "far"

    def word(self, i: int) -> str:
        """A token as written, where it is a word of grammar or a verb; else empty."""
        return self.tokens[i].text if 0 <= i < len(self.kinds) and self.kinds[i] in GRAMMAR else ""

    def edge(self, i: int) -> str:
        """The edge of a token, or of the sentence where there is none."""
        return START if i < 0 else FINISH if i >= len(self.edges) else self.edges[i]


CLOSING = frozenset(LISTS["closing_word"])
OF_GRAMMAR = frozenset(word for word in (*ADVERBS, *PREPOSITIONS, *LISTS["joining"], *LISTS["modal"]) if len(word) == 1)
LONG = 4


def is_count(token: Token) -> bool:
    """Whether a token is a number of things and nothing else."""
    q = token.span
    return isinstance(q, Quantity) and q.dimension == "count" and q.value_to is None and not q.qualifier


class Placed(NamedTuple):
    """Pieces in order of place, with their first tokens to look places up."""

    pieces: Sequence[Piece]
    firsts: Sequence[int]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Placed:
        placed = tuple(pieces)
        return cls(placed, [piece.first for piece in placed])

    def within(self, begin: int, end: int) -> Sequence[Piece]:
        """Those that begin at the tokens from `begin` to before `end`."""
        first = bisect_left(self.firsts, begin)
        return self.pieces[first : bisect_left(self.firsts, end, first)]


def running(flags: Iterable[bool]) -> tuple[int, ...]:
    """How many are true before each, and at last of all."""
    return tuple(accumulate(flags, initial=0))
