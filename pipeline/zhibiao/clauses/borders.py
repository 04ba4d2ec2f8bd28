"""What ends a noun phrase: the border class of a word.

A phrase is all that stands between two borders, and borders are closed classes: punctuation, times, figures, names that
own, prepositions, light verbs, adverbs, particles. Nouns and verbs of the open classes are both inside, whatever a
dictionary calls them, so that a word nobody has listed breaks no phrase.
"""

from __future__ import annotations

from functools import lru_cache

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
    known = KINDS.get(token.kind)
    if known == "inside" and ARTICLE.fullmatch(token.text):
        return "punctuation"
    if known == "inside" and token.text in ADVERBS:
        return "adverb"
    if known and known not in ("preposition", "pronoun", "particle"):
        return known
    return word_border(token.text, token.kind)


@lru_cache(maxsize=1 << 14)
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
