"""One sentence as the readers see it; its tokens are made when first asked for. Who tells of an own case in it, 村民周大海, is a person
who holds no office: figures said of no name are that person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from zhibiao.clauses.cues import LISTS, MODAL, RULED, either
from zhibiao.clauses.tokens import Token, tokenise
from zhibiao.lexicon import load
from zhibiao.matching import compiled
from zhibiao.model import Entity, Marks, Quantity, Sentence
from zhibiao.page import Page
from zhibiao.rows.timed import Timed

SURNAMES = load("persons")["surname"]["characters"]
# 陈女士, 王大爷; but not 总经理王女士.
ADDRESS = compiled(either("private_address"))
ADDRESSED = compiled(f"(?<!{either('speaker')})[{SURNAMES}]{either('private_address')}")
PRIVATE = compiled(either("private") + "$")
LONGEST = 4  # characters of a word of [private]
POINTING = frozenset(LISTS["points_at_person"])


def private_persons(page: Page, k: int, sentence: Sentence) -> list[tuple[int, str]]:
    """(where, name) of the persons of the k-th sentence who hold no office: 种粮大户|郭长顺, 李女士."""
    text = page.text
    found = {
        e.start: e.text
        for e in page.levels(k)
        if e.type == "PER"
        and PRIVATE.search(text, max(sentence.start, e.start - LONGEST), e.start)
        and not text.startswith(("、", "等"), e.end)
    }
    if ADDRESS.search(text, sentence.start, sentence.end):
        found |= {m.start(): m[0] for m in ADDRESSED.finditer(text, sentence.start, sentence.end)}
    return sorted(found.items())


def points_at_person(tokens: Sequence[Token], begin: int, until: int) -> bool:
    """Whether the clause opens with 他家, 我 or the like, behind its times."""
    opening = (t.text for t in tokens[begin:until] if t.kind not in ("T", "ADV", "C", "QUOTE"))
    return next(opening, "") in POINTING


# The clause behind a time, and the next one where the time is a clause by itself; by marks that stand inside no name.
CLAUSE = compiled(r"\s*，?[^，；。！？]*")

REACHING = frozenset("达为")
NAMED_AFTER = 8  # characters before the name of who was quoted: 种粮大户|郭长顺说


@dataclass
class Scene:
    """The k-th sentence of a page; `times` are its resolved times, once they are known."""

    page: Page
    k: int
    times: tuple[Timed, ...] = ()
    text: str = field(init=False, repr=False)
    sentence: Sentence = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.text, self.sentence = self.page.text, self.page.sentences[self.k]

    @property
    def opens_item(self) -> bool:
        """Whether the sentence is a heading set into the paragraph that it opens (`headings`)."""
        here, after = self.sentence, self.page.sentences[self.k + 1 : self.k + 2]
        return here.kind == "headline" and bool(after) and after[0].paragraph == here.paragraph

    @cached_property
    def marks(self) -> Marks:
        return self.page.marks(self.k)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenise(self.text, self.sentence, self.page.words(self.k), self.marks, self.page.names(self.k))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """What each token is."""
        return tuple([token.kind for token in self.tokens])

    @cached_property
    def modal(self) -> bool:
        """Whether a word may make a figure a rule, a forecast or an aim."""
        return MODAL.search(self.text, self.sentence.start, self.sentence.end) is not None

    @cached_property
    def ruled(self) -> bool:
        """Whether the sentence says a standing rule or a condition."""
        return RULED.search(self.text, self.sentence.start, self.sentence.end) is not None

    @cached_property
    def begins(self) -> list[int]:
        """Of every token, the index where its clause begins."""
        return clause_starts(self.kinds)

    @cached_property
    def opens(self) -> list[int]:
        """The same where brackets are part of the clause around them."""
        return clause_starts(self.kinds, brackets=False)

    @cached_property
    def finishes(self) -> list[int]:
        """Of every token, the index after its clause."""
        return clause_finishes(self.kinds)

    def may_begin(self, place: int) -> bool:
        """Whether a cue may begin at this offset: where a word does, or with the last character of 产能|达."""
        return place in self.cue_places

    @cached_property
    def cue_places(self) -> set[int]:
        places = {token.start for token in self.tokens}
        places.update([token.end - 1 for token in self.tokens if token.text[-1] in REACHING])
        return places

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """(i, begin) of each token i where another clause begins or goes on, and where that clause begins."""
        begins = self.begins
        return [(i, begin) for i, begin in enumerate(begins) if not i or begin != begins[i - 1]]

    @property
    def figures(self) -> list[int]:
        """The tokens that are quantities."""
        return [i for i, token in enumerate(self.tokens) if isinstance(token.span, Quantity)]

    @cached_property
    def persons(self) -> list[tuple[int, str]]:
        """(where, name) of the persons who tell of an own case; who is quoted first and named after stands where the
        quotation begins: “今年亩产1200斤。”|种粮大户郭长顺说."""
        here, after = self.sentence, self.page.sentences[self.k + 1 : self.k + 2]
        told = private_persons(self.page, self.k, here)
        quotes = self.text[here.start] == "“" and self.text[here.end - 1] == "”"
        if quotes and after and after[0].paragraph == here.paragraph:
            named = private_persons(self.page, self.k + 1, after[0])
            told[:0] = [(here.start, name) for where, name in named[:1] if where <= after[0].start + NAMED_AFTER]
        return told

    def names(self) -> list[Entity]:
        """The names that stand as tokens, in order."""
        return [t.span for t in self.tokens if t.kind == "E" and isinstance(t.span, Entity)]

    def holds(self, strings: tuple[str, ...]) -> bool:
        """Whether one of the strings stands in the sentence."""
        sentence = self.sentence
        return any(self.text.find(string, sentence.start, sentence.end) >= 0 for string in strings)

    def parts_of(self, place: int) -> int:
        """Where the 其中 stands whose parts a place of the sentence is among: 新增12例，|其中甲区7例、乙区5例；…; -1 for none."""
        at = self.text.rfind("其中", self.sentence.start, place)
        return -1 if at < 0 or "；" in self.text[at:place] else at


BREAKING = frozenset({"PUNC", "OPEN", "CLOSE"})


def clause_starts(kinds: Sequence[str], brackets: bool = True) -> list[int]:
    """Of every token, by what the tokens are, the index where its clause begins: behind PUNC, inside its own brackets, unless
    these are to be part of the clause around them."""
    starts: list[int] = []
    first = 0
    outer: list[int] = []
    for i, kind in enumerate(kinds):
        starts.append(first)
        if kind not in BREAKING or not (brackets or kind == "PUNC"):
            continue
        if kind == "CLOSE":
            first = outer.pop() if outer else first
            continue
        if kind == "OPEN":
            outer.append(first)
        first = i + 1
    return starts


def clause_finishes(kinds: Sequence[str]) -> list[int]:
    """Of every token, by what the tokens are, the index after its clause, brackets inside it being part of it."""
    finishes: list[int] = []
    after = i = len(kinds)
    outer: list[int] = []
    for kind in reversed(kinds):
        i -= 1
        finishes.append(after)
        if kind not in BREAKING:
            continue
        if kind == "OPEN":
            after = outer.pop() if outer else after
            continue
        if kind == "CLOSE":
            outer.append(after)
        after = i
    finishes.reverse()
    return finishes
