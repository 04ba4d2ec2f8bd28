"""What ends a noun phrase: the border class of a word.

A phrase is all that stands between two borders, and borders are closed classes: punctuation, times, figures, names that
own, prepositions, light verbs, adverbs, particles. Nouns and verbs of the open classes are both inside, whatever a
dictionary calls them, so that a word nobody has listed breaks no phrase.
"""

from __future__ import annotations

from zhibiao.clauses.cues import ADVERBS, LISTS, PREPOSITIONS, VERBAL_NOUNS
from zhibiao.clauses.tokens import KEPT, Token
from zhibiao.matching import compiled

# Words of manner and of counting, which stand inside an indicator: 日均|销量, 实际|使用外资.
MANNER = frozenset(LISTS["manner"])
LOCALISERS = frozenset(LISTS["localiser"])
CONNECTIVES = frozenset(LISTS["connective"])
JOINING, LINKS = frozenset(LISTS["joining"]), frozenset(LISTS["link"])
QUANTIFIERS = frozenset(LISTS["quantifier"])
# Borders by the kind that a token has without looking at the word.
KINDS = {
    "Q": "figure", "T": "time", "PUNC": "punctuation", "OPEN": "open", "CLOSE": "close", "PAUSE": "pause", "C": "and",
    "DE": "of", "QUOTE": "quote", "E": "name", "L": "inside", "P": "preposition", "X": "particle", "R": "pronoun",
}  # fmt: skip
ARTICLE = compiled("第.{1,4}[条款章]")  # an article of a rule stands before its clause
INSIDE = frozenset({"inside", "quote", "name"})


def border(token: Token) -> str:
    """The border class of a token; `inside` for what bounds nothing."""
    kind = token.kind
    return SURE.get(kind) or BORDERS[token.text, kind]


class Borders(dict[tuple[str, str], str]):
    """The border class of each word that has occurred, with its kind."""

    def __missing__(self, word: tuple[str, str]) -> str:
        if len(self) >= MANY:
            self.clear()
        found = self[word] = border_of(*word)
        return found


LOOKED_AT = frozenset({"inside", "preposition", "pronoun", "particle"})  # of these kinds the word is looked at
SURE = {kind: name for kind, name in KINDS.items() if name not in LOOKED_AT}
MANY = 1 << 14  # words whose border classes are kept at hand
BORDERS = Borders()


def border_of(word: str, kind: str) -> str:
    """The border class of a token by its text and its kind."""
    if KINDS.get(kind) == "inside":
        return "punctuation" if ARTICLE.fullmatch(word) else "adverb" if word in ADVERBS else "inside"
    return word_border(word, kind)


def word_border(word: str, kind: str) -> str:
    """The border class of a word that is neither mark nor name, by the closed lists, then by its kind.

    销量 => inside
    实现 => light
    已经 => adverb
    对于 => preposition
    """
    if word in MANNER or word in KEPT:
        return "inside"
    if word in CONNECTIVES:
        return "connective"
    if word in LOCALISERS:
        return "localiser"
    if word in QUANTIFIERS:
        return "quantifier"
    if word in JOINING:
        return "light"
    if word in ADVERBS:
        return "adverb"
    if len(word) > 1 and word in LINKS:
        return "light"
    if word in PREPOSITIONS:
        return "preposition"
    if word in VERBAL_NOUNS:
        return "inside"
    if kind == "ADV":
        return "adverb"
    if kind == "F":
        return "localiser" if len(word) == 1 else "inside"
    return KINDS.get(kind, "inside")
