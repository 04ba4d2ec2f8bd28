"""An article's words and names, sentence by sentence, each found when it is first asked for.

Most sentences of an article state no figure, and rows ask little of them. What is found here is what the whole article
at once would give (`naming.find`), because a sentence's words and names depend on that sentence alone, but for five
relations, and each of those holds only between places that share characters:

    恒岳 beside 恒岳装备有限公司              `short_forms`: of firms, and of names before a bracket that states one
    澄阳 beside 澄阳市                        `explained`: a word, and a name that begins with it
    China—goods beside Chinagoods平台         `latin`: the Latin head of a name
    金义片区 beside 中国（浙江）…金义片区     `full_names`: a name, and a longer one that ends with it
    卓禾资讯 beside 卓禾资讯董事长            `evident`: an unknown name, and where something says that it is one
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TypeVar

from zhibiao import naming
from zhibiao.matching import compiled
from zhibiao.model import Entity, Marks, Sentence, Span, Word
from zhibiao.words import cut

S = TypeVar("S", bound=Span)
# Begun where a run of letters begins: tried at each letter of a long one, the work would grow with its square.
LATIN_HEAD = compiled("(?<![A-Za-z])[A-Za-z]{4,}[\u4e00-\u9fff]")
BRACKET = compiled("[)）]")
LATIN_RUN = compiled("[A-Za-z]")
UNMARKED = Marks()
DIVISION = compiled(f"[{naming.DIVISIONS}]")


class Page:
    """The sentences of an article with their marks; `words(k)` and `names(k)` of the k-th sentence."""

    def __init__(self, text: str, sentences: Sequence[Sentence], marks: Marks) -> None:
        self.text, self.sentences, self.everywhere = text, sentences, marks
        self.known_marks: dict[int, Marks] = {}
        self.known_words: dict[int, list[Word]] = {}
        self.known_stretches: dict[int, naming.Stretch] = {}
        self.known_kinds: dict[int, naming.Kinds] = {}
        self.known_candidates: dict[int, list[Entity]] = {}
        self.known_names: dict[int, list[Entity]] = {}
        self.meanings: dict[tuple[str, ...], str] = {}
        self.agreed: dict[tuple[int, ...], dict[str, naming.Meaning]] = {}
        self.longer: dict[str, list[str]] = {}

    @cached_property
    def begins(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def mark_begins(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Where the quantities, the times, the labels and any of them begin, in order."""
        marks = self.everywhere
        kinds = [[mark.start for mark in kind] for kind in (marks.quantities, marks.times, marks.labels)]
        return kinds[0], kinds[1], kinds[2], sorted(chain(*kinds))

    def marks(self, k: int) -> Marks:
        """The marks that start inside a sentence."""
        if k not in self.known_marks:
            sentence, marks = self.sentences[k], self.everywhere
            quantities, times, labels, begins = self.mark_begins
            first = bisect_left(begins, sentence.start)
            self.known_marks[k] = (
                Marks(
                    inside(marks.quantities, quantities, sentence),
                    inside(marks.times, times, sentence),
                    inside(marks.labels, labels, sentence),
                )
                if first < len(begins) and begins[first] < sentence.end
                else UNMARKED
            )
        return self.known_marks[k]

    @cached_property
    def figured(self) -> list[int]:
        """The sentences in which quantities start, in order."""
        return self.starting(self.everywhere.quantities)

    @cached_property
    def timed(self) -> frozenset[int]:
        """The sentences in which times start."""
        return frozenset(self.starting(self.everywhere.times))

    @cached_property
    def headings(self) -> list[int]:
        """The sentences that are headlines, in order."""
        return [k for k, sentence in enumerate(self.sentences) if sentence.kind == "headline"]

    def starting(self, spans: Sequence[Span]) -> list[int]:
        """The sentences in which spans start, in order."""
        at = ((bisect_right(self.begins, span.start) - 1, span) for span in spans)
        return list(dict.fromkeys(k for k, span in at if k >= 0 and span.start < self.sentences[k].end))

    def extent(self, k: int) -> tuple[int, int]:
        """Where a sentence begins and ends."""
        sentence = self.sentences[k]
        return sentence.start, sentence.end

    def words(self, k: int) -> list[Word]:
        """The words of a sentence."""
        if k not in self.known_words:
            sentence = self.sentences[k]
            self.known_words[k] = cut(self.text, self.marks(k), sentence.start, sentence.end)
        return self.known_words[k]

    def names(self, k: int) -> list[Entity]:
        """The names of a sentence as owners of figures (福建福州), aliases with their full names."""
        if k not in self.known_names:
            self.known_names[k] = naming.joined(self.text, self.levels(k))
        return self.known_names[k]

    def levels(self, k: int) -> list[Entity]:
        """The names of a sentence, without overlaps, places level by level (福建 | 福州), aliases with their full names."""
        found = self.candidates(k)
        return [naming.linked(e, self.full_names) for e in found] if self.bracketed else found

    def all_names(self, holding: Sequence[str] = ()) -> Iterator[Entity]:
        """The owners of the article in order; with `holding`, of the sentences that hold one of these strings."""
        for k in self.holding(holding) if holding else range(len(self.sentences)):
            yield from self.names(k)

    def holding(self, strings: Sequence[str]) -> list[int]:
        """The sentences in which one of the strings begins."""
        return sorted({k for string in strings for k in self.where(string)})

    def where(self, string: str) -> Iterator[int]:
        """The sentences in which a string begins, in order."""
        place = self.text.find(string)
        while place >= 0:
            k = max(0, bisect_left(self.begins, place + 1) - 1)
            yield k
            beyond = self.sentences[k].end
            place = self.text.find(string, max(beyond, place + 1))

    # ------------------------------------------------------------------ how names are found

    @cached_property
    def spotted(self) -> naming.Spotted:
        return naming.Spotted(self.text)

    def kinds(self, k: int) -> naming.Kinds:
        """What the sentence says by itself."""
        if k not in self.known_kinds:
            self.known_kinds[k] = naming.by_itself(self.stretch(k), self.extent(k), self.spotted)
        return self.known_kinds[k]

    def stretch(self, k: int) -> naming.Stretch:
        """The words of a sentence with the parts that they may play in names."""
        if k not in self.known_stretches:
            self.known_stretches[k] = naming.seen(self.text, self.words(k))
        return self.known_stretches[k]

    def candidates(self, k: int) -> list[Entity]:
        """The names of a sentence before aliases are linked."""
        if k not in self.known_candidates:
            found, aliases = naming.flat([self.kinds(k)]), []
            extent = self.extent(k)
            if self.latin_heads and LATIN_RUN.search(self.text, *extent):
                aliases = naming.latin(self.text, self.latin_heads, extent)
            if short_forms := self.short_forms(k):
                found = naming.unglossed(found, short_forms)
                aliases = [*aliases, *naming.called(self.text, extent, short_forms)]
            if self.evident:
                aliases = [*aliases, *naming.named_again(self.text, self.words(k), extent, self.evident)]
            marks = self.marks(k)
            names = naming.resolved([*found, *aliases], marks)
            if echoes := self.echoes(k, found, names):
                names = naming.resolved([*found, *echoes, *aliases], marks)
            self.known_candidates[k] = naming.beside(self.text, extent, names, marks)
        return self.known_candidates[k]

    def echoes(self, k: int, found: Sequence[Entity], names: Sequence[Entity]) -> list[Entity]:
        """The words of the sentence that other sentences explain. `found`: what it says by itself; `names`: what stands
        of that. Who stands and is longer than any such word will stand beside them, so nothing in it is looked for."""
        stretch, tails = self.stretch(k), self.division_tails
        if not stretch.all_parts & naming.HEADING and tails.isdisjoint([text[-2:] for _, _, text, _ in stretch.words]):
            return []
        read = {(e.start, e.end) for e in found}
        asked: list[tuple[Word, tuple[str, ...]]] = []
        for word, part in zip(stretch.words, stretch.parts, strict=True):
            if part & naming.HEADING and (word.start, word.end) not in read:
                asked.append((word, (word.text,)))
            elif word.text[-2:] in tails and len(word.text) > 1:
                asked.append((word, tuple(word.text + c for c in naming.DIVISIONS)))
        if not asked:
            return []
        longest = max(len(word.text) for word, _ in asked)
        firm = [e for e in names if e.end - e.start > longest]
        full = {
            word.text: meaning
            for word, strings in asked
            if not any(e.start < word.end and word.start < e.end for e in firm)
            and (meaning := self.meaning(word.text, strings))
        }
        return naming.echoed(self.words(k), full) if full else []

    def meaning(self, word: str, strings: tuple[str, ...]) -> str:
        """What a word stands for by the sentences that hold one of the strings, or empty."""
        if strings not in self.meanings:
            self.meanings[strings] = self.explained(word, self.holding(strings))
        return self.meanings[strings]

    def explained(self, word: str, akin: Sequence[int]) -> str:
        """What a word stands for by some sentences, or empty. Without a division of its name in the article, it stands for
        itself if any of them names what begins with it: those whose names are known are asked first."""
        if any(self.text.find(word + c) >= 0 for c in naming.DIVISIONS):
            akin = [k for k in akin if naming.may_explain(self.text, word, self.words(k))]
            found = naming.flat([self.kinds(k) for k in akin])
            return naming.explained(found, [w for k in akin for w in self.words(k)]).get(word, "")
        headed = [k for k in akin if naming.may_head(self.text, word, self.extent(k))]
        headed.sort(key=lambda k: k not in self.known_kinds)
        near = (k for k in headed if naming.may_explain(self.text, word, self.words(k)))
        heads = (naming.explained(naming.flat([self.kinds(k)]), self.words(k)).get(word, "") for k in near)
        return next(filter(None, heads), "")

    @cached_property
    def division_tails(self) -> frozenset[str]:
        """The two characters before each 省, 市, 县 ….: a short form ends with them."""
        text = self.text
        return frozenset(text[m.start() - 2 : m.start()] for m in DIVISION.finditer(text, 2))

    @cached_property
    def latin_heads(self) -> list[Entity]:
        """The names of the sentences where one may begin with Latin letters."""
        places = (bisect_left(self.begins, m.start() + 1) - 1 for m in LATIN_HEAD.finditer(self.text))
        found = [e for k in sorted(set(places)) if k >= 0 for e in naming.flat([self.kinds(k)])]
        return [e for e in found if naming.LATIN.match(e.text)]

    def short_forms(self, k: int) -> dict[str, naming.Meaning]:
        """What the article's own short forms of names that a sentence may hold stand for."""
        start, end = self.extent(k)
        find = self.text.find
        stating = tuple(at for at, forms in self.stating.items() if any(find(s, start, end) >= 0 for s in forms))
        if not stating:
            return self.firms
        if stating not in self.agreed:
            names = [e for at in stating for e in naming.resolved(naming.flat([self.kinds(at)]), self.marks(at))]
            stated = [m for at in stating for m in self.brackets.get(at, ())]
            self.agreed[stating] = naming.agreed(names, stated)
        return {**self.firms, **self.agreed[stating]}

    @cached_property
    def evident(self) -> dict[str, naming.Meaning]:
        """The names that no list has, by what stands beside them in any sentence and by coming again."""
        signs, extents = naming.Signs(self.text), [self.extent(k) for k in range(len(self.sentences))]
        hints: list[naming.Hint] = []
        for k, extent in enumerate(extents):
            if signs.hint(*extent):
                hints += naming.hinted(self.stretch(k))
        for k, extent in enumerate(extents):
            if signs.tail(*extent):
                hints += naming.tails(self.text, self.words(k), naming.flat([self.kinds(k)]))
        told = naming.evident(self.text, hints)
        asked = sorted({*self.headings, *self.figured})
        return {**naming.recurring(self.text, (self.words(k) for k in asked)), **told}

    @cached_property
    def firms(self) -> dict[str, naming.Meaning]:
        """The firms by the beginnings of their names."""
        firms = self.spotted.companies
        return naming.shortened(self.text, firms) if firms else {}

    @cached_property
    def brackets(self) -> dict[int, list[naming.Stated]]:
        """The brackets that may state a short form, by the sentence of the name before them."""
        found: dict[int, list[naming.Stated]] = {}
        for m in naming.brackets(self.text):
            found.setdefault(max(0, bisect_left(self.begins, m.start()) - 1), []).append(m)
        return found

    @cached_property
    def stating(self) -> dict[int, frozenset[str]]:
        """The sentences that may state short forms, each with strings one of which stands wherever such a form does."""
        found: dict[int, frozenset[str]] = {}
        coded = {max(0, bisect_left(self.begins, code.start) - 1) for code in self.spotted.codes}
        for k in [*self.brackets, *sorted(coded - self.brackets.keys())]:
            extent = self.extent(k)
            stated = self.brackets.get(k, [])
            if strings := naming.forms(self.text, extent, stated) | naming.coded(self.text, extent):
                found[k] = strings
        return found

    @cached_property
    def bracketed(self) -> bool:
        return BRACKET.search(self.text) is not None

    def full_names(self, entity: Entity) -> list[str]:
        """The names with a bracket in the sentences that hold a name."""
        if entity.text not in self.longer:
            akin = [k for k in self.holding([entity.text]) if self.bracket_before(entity.text, k)]
            self.longer[entity.text] = naming.full_names([e for k in akin for e in self.candidates(k)])
        return self.longer[entity.text]

    def bracket_before(self, name: str, k: int) -> bool:
        """Whether a bracket closes before the end of a name that a sentence holds: another may end with it."""
        start, end = self.extent(k)
        last = self.text.rfind(name, start, end + len(name))
        return BRACKET.search(self.text, start, last + len(name)) is not None


def inside(spans: Sequence[S], begins: Sequence[int], sentence: Sentence) -> tuple[S, ...]:
    """The spans that start in a sentence."""
    return tuple(spans[bisect_left(begins, sentence.start) : bisect_left(begins, sentence.end)])
